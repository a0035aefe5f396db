"""The documents of a corpus: a folder of files, or one file."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgworkbench.errors import CorpusError
from kgworkbench.model.text import Document, Unread
from kgworkbench.read.decode import decode
from kgworkbench.read.markup import html_text
from kgworkbench.read.office import docx_text, pdf_text
from kgworkbench.read.records import Placed, csv_documents, json_documents, jsonl_documents
from kgworkbench.read.titles import LONGEST_TITLE, title_of, title_of_stem

__all__ = ["LONGEST_TEXT", "SUFFIXES", "Scanned", "SkippedFile", "look_through", "read_corpus", "scan_corpus"]

_RECORDS: dict[str, Callable[[str, str, str], Iterator[Placed]]] = {
    ".csv": csv_documents,
    ".json": json_documents,
    ".jsonl": jsonl_documents,
}
_OFFICE: dict[str, Callable[[bytes, str], tuple[str, str]]] = {".docx": docx_text, ".pdf": pdf_text}
_PLAIN = (".htm", ".html", ".markdown", ".md", ".txt")

# Control characters, and the half ones that stand for bytes of another encoding: no id can hold those.
_UNSAYABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSHOWN = "a name that cannot be shown"

SUFFIXES = tuple(sorted((*_RECORDS, *_OFFICE, *_PLAIN)))
"""The suffixes of files that are read, sorted."""

LONGEST_TEXT = 20_000_000
"""Characters of the longest document that is read: six times War and Peace; the store takes a document in one piece."""


@dataclass(frozen=True, slots=True, order=True)
class SkippedFile:
    """A file of a corpus folder that gave no document, and why; ``path`` is relative to the folder."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a corpus holds: its documents, sorted by id, the files that could not be read, and those passed over."""

    documents: tuple[Document, ...] = ()
    unread: tuple[Unread, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()


def read_corpus(path: Path) -> tuple[Document, ...]:
    """The documents of a corpus folder or file, sorted by id, where all of its files can be read.

    Raises:
        CorpusError: as ``scan_corpus`` does, and where any file cannot be read.
    """
    found = scan_corpus(path)
    if found.unread:
        raise CorpusError(f"{_prefix(_root(path))}{found.unread[0].reason}")
    return found.documents


def scan_corpus(path: Path) -> Scanned:
    """What a corpus folder or file holds; a file that cannot be read takes no other one with it.

    A file is a document named by its path in the folder, except that tables and record files hold one document a
    row or record: of those, a file that is wrong anywhere is not read. Of a folder with ``docs`` and ``schema.yaml``
    in it, ``docs`` is the corpus.

    Raises:
        CorpusError: there is nothing to read, or two documents share an id.
    """
    found = look_through(path)
    if not found.documents:
        raise CorpusError(_nothing(path, _root(path), found))
    return found


def look_through(path: Path) -> Scanned:
    """What ``scan_corpus`` finds, be it nothing.

    Raises:
        CorpusError: the path names nothing that is read, or two documents share an id.
    """
    skipped: list[SkippedFile] = []
    unread: list[Unread] = []
    root = _root(path)
    if path.is_dir():
        names = list(_listed(root, skipped, unread))
    elif path.exists():
        names = [path.name]
        if path.suffix.lower() not in SUFFIXES:
            raise CorpusError(f"{path}: {path.suffix or path.name!r} is not read; give one of {' '.join(SUFFIXES)}")
    else:
        raise CorpusError(f"{path}: there is no such file or folder; correct the path")
    places: dict[str, str] = {}
    documents: list[Document] = []
    for name in names:
        try:
            found = list(_documents(root / name, name))
        except CorpusError as problem:
            unread.append(_failed(root, name, problem))
            continue
        if not found:
            skipped.append(SkippedFile(name, "holds no text"))
        for place, document in found:
            if earlier := places.get(document.id):
                raise CorpusError(f"{place}: the id {document.id!r} is taken by {earlier}; give each document its own")
            places[document.id] = place
            documents.append(document)
    return Scanned(
        tuple(sorted(documents, key=lambda document: document.id)), tuple(sorted(unread)), tuple(sorted(skipped))
    )


def _root(path: Path) -> Path:
    if not path.is_dir():
        return path.parent
    return path / "docs" if (path / "docs").is_dir() and (path / "schema.yaml").is_file() else path


def _failed(root: Path, name: str, problem: CorpusError) -> Unread:
    """The file with its reason, which begins with its place in the corpus wherever that lies."""
    return Unread(name, str(problem).removeprefix(_prefix(root)))


def _prefix(root: Path) -> str:
    """What stands before a file's name in the folder, in the path that messages name."""
    return str(root / "_")[:-1]


def _listed(root: Path, skipped: list[SkippedFile], unread: list[Unread]) -> Iterator[str]:
    """Paths of the files to read, relative to the folder, sorted; the others go on the lists of what was not."""

    def refused(problem: OSError) -> None:
        message = CorpusError(_no_entry(problem.filename, problem))
        if Path(problem.filename) == root:
            raise message from None
        unread.append(_failed(root, _shown(Path(problem.filename).relative_to(root).as_posix()), message))

    inside = root.resolve()
    for folder, folders, names in os.walk(root, onerror=refused):
        here = Path(folder)
        for name in sorted(folders):
            if reason := _unentered(here / name):
                folders.remove(name)
                skipped.append(SkippedFile(_shown((here / name).relative_to(root).as_posix()), reason))
        folders.sort()
        for name in sorted(names):
            file = here / name
            relative = file.relative_to(root).as_posix()
            if reason := _unread(file, inside):
                skipped.append(SkippedFile(_shown(relative), reason))
            else:
                yield relative


def _no_entry(place: str, problem: OSError) -> str:
    return f"{place}: cannot be read ({problem.strerror}); check its permissions"


def _unentered(folder: Path) -> str:
    if folder.name.startswith("."):
        return "hidden"
    if folder.is_symlink():
        return "a link to a folder"
    return _UNSHOWN if _UNSAYABLE.search(folder.name) else ""


def _shown(relative: str) -> str:
    return relative.encode("utf-8", "replace").decode("utf-8")


def _unread(file: Path, inside: Path) -> str:
    if file.name.startswith((".", "~$")):
        return "hidden"
    if file.suffix.lower() not in SUFFIXES:
        return f"{file.suffix or 'no suffix'} is not read"
    if file.is_symlink() and not file.resolve().is_relative_to(inside):
        return "a link that leaves the folder"
    if _UNSAYABLE.search(file.name):
        return _UNSHOWN
    return "" if file.is_file() else "not a file"


def _nothing(path: Path, root: Path, found: Scanned) -> str:
    if len(found.unread) == 1 and not found.skipped:
        return f"{_prefix(root)}{found.unread[0].reason}"
    if path.is_file():
        return f"{path}: holds no text; give another file"
    if not found.skipped and not found.unread:
        return f"{root}: the folder is empty; put files of {' '.join(SUFFIXES)} in it"
    reasons = [each.reason for each in found.unread] + [f"{each.path} ({each.reason})" for each in found.skipped]
    more = f", and {len(reasons) - _NAMED} more" if len(reasons) > _NAMED else ""
    named = ", ".join(reasons[:_NAMED])
    return f"{root}: nothing in it can be read: {named}{more}; put files of {' '.join(SUFFIXES)} in it"


_NAMED = 5
"""Files that are named where none can be read."""


def _documents(file: Path, name: str) -> Iterator[Placed]:
    """The documents of one file, none where it holds no text."""
    place, suffix, stem = str(file), file.suffix.lower(), file.stem
    try:
        size = file.stat().st_size
        if suffix in _PLAIN and size > _MOST_BYTES * LONGEST_TEXT:  # too much, however it is encoded
            raise CorpusError(_too_long(place, size, "bytes", _MOST_BYTES * LONGEST_TEXT))
        raw = file.read_bytes()
    except OSError as problem:
        raise CorpusError(_no_entry(place, problem)) from None
    if not raw.strip():
        return
    if suffix in _OFFICE:
        title, text = _OFFICE[suffix](raw, place)
        title = title or (title_of(text, stem, first_line=True) if suffix == ".docx" else title_of_stem(stem))
    else:
        text = decode(raw, place)
        if suffix in _RECORDS:
            for at, document in _RECORDS[suffix](text, name, place):
                yield at, _fitting(at, document)
            return
        title = ""
        if suffix in (".html", ".htm"):
            title, text = html_text(text)
        title = title or title_of(text, stem)
    if text.strip():
        yield place, _fitting(place, Document(name, title[:LONGEST_TITLE], text, name))


_MOST_BYTES = 4
"""Bytes that one character takes at most in any encoding that is read."""


def _fitting(place: str, document: Document) -> Document:
    if len(document.text) > LONGEST_TEXT:
        raise CorpusError(_too_long(place, len(document.text), "characters", LONGEST_TEXT))
    return document


def _too_long(place: str, size: int, unit: str, most: int) -> str:
    return f"{place}: holds {size} {unit}, the most is {most}; split it into several"
