"""Files people dropped on the page: kept in a folder of the graph, and read beside its corpus from then on."""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from kgworkbench.errors import InputError
from kgworkbench.read.files import SUFFIXES, Scanned, look_through, scan_corpus

__all__ = ["documents_of", "keep_files", "kept_files"]

_FOLDER = "corpus"


def kept_files(folder: Path | None) -> tuple[Path, ...]:
    """The files kept in a graph folder, by name."""
    place = folder / _FOLDER if folder is not None else None
    return tuple(sorted(file for file in place.iterdir() if file.is_file())) if place and place.is_dir() else ()


def keep_files(folder: Path, files: Sequence[Mapping[str, str]]) -> tuple[Path, ...]:
    """The paths under which files were kept, each given as its ``name`` and its content in base64 (``data``).

    Raises:
        InputError: a name or content that cannot be kept, or a kind of file that is not read; none is kept then.
    """
    ready: list[tuple[Path, bytes]] = []
    for file in files:
        name = re.sub(r"[^\w.\- ()（）《》、，]+", "_", Path(file["name"].replace("\\", "/")).name).strip(". ")
        if not name or Path(name).suffix.lower() not in SUFFIXES:
            raise InputError(f"{file['name']!r} cannot be read: drop files of {' '.join(SUFFIXES)}")
        try:
            ready.append((folder / _FOLDER / name, base64.b64decode(file["data"], validate=True)))
        except (binascii.Error, ValueError) as problem:
            raise InputError(f"{file['name']!r} did not arrive whole: drop it again") from problem
    (folder / _FOLDER).mkdir(exist_ok=True)
    for path, content in ready:
        path.write_bytes(content)
    return tuple(path for path, _ in ready)


def documents_of(corpus: str, folder: Path | None) -> Scanned:
    """What the corpus and the files kept in the graph folder hold; a kept file goes before its namesake.

    Raises:
        CorpusError: none of them can be read, or two documents share an id.
    """
    place = folder / _FOLDER if folder is not None else None
    if place is None or not kept_files(folder):
        return scan_corpus(Path(corpus)) if corpus else Scanned()
    kept = look_through(place)
    if not corpus or Path(corpus).resolve() == place.resolve():
        return kept if kept.documents else scan_corpus(place)
    # Where something of the kept files can be read, the corpus beside them may be unreadable, and the other way round.
    rest = look_through(Path(corpus)) if kept.documents else scan_corpus(Path(corpus))
    documents = {document.id: document for document in (*rest.documents, *kept.documents)}
    # A file dropped to take the place of a broken one mends it.
    mended = {document.source for document in kept.documents} | {each.source for each in kept.unread}
    unread = (*(each for each in rest.unread if each.source not in mended), *kept.unread)
    return Scanned(tuple(documents.values()), tuple(sorted(unread)))
