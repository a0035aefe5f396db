"""Files of the corpus that could not be read: rows of the page, and how one of them is tried again."""

from pathlib import Path
from typing import TYPE_CHECKING

from kgworkbench.app.uploads import documents_of
from kgworkbench.model.text import Unread
from kgworkbench.read.files import Scanned

if TYPE_CHECKING:
    from kgworkbench.workbench import Workbench

__all__ = ["FILE", "left_alone", "row_id", "tried_again"]

FILE = "unread:"
"""What stands before the name of a file that could not be read, in ids of rows and in what is to be read again."""


def row_id(unread: Unread) -> str:
    """The id of the row of a file that could not be read."""
    return f"{FILE}{unread.source}"


def left_alone(bench: "Workbench", again: str) -> tuple[Unread, ...]:
    """The files that could not be read and are not tried: a build of the corpus tries all."""
    if again in ("new", "all", "failed"):
        return ()
    return tuple(each for each in bench.unread if row_id(each) != again)


def tried_again(bench: "Workbench", again: str, corpus: str, folder: Path | None) -> Scanned:
    """What the graph was built from, with those files read that could not be: one, all where ``again`` is "failed".

    Raises:
        CorpusError: the corpus cannot be read at all any more.
    """
    stored, left = bench.store.documents(), left_alone(bench, again)
    wanted = {each.source for each in bench.unread} - {each.source for each in left}
    if not wanted:
        return Scanned(stored, left)
    found = documents_of(corpus, folder)
    read = [document for document in found.documents if document.source in wanted]
    sources, ids = {each.source for each in read}, {each.id for each in read}
    kept = [each for each in stored if each.source not in sources and each.id not in ids]
    unread = [*left, *(each for each in found.unread if each.source in wanted)]
    return Scanned((*kept, *read), tuple(sorted(unread)))
