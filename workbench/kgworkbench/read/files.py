"""The documents of a corpus: a folder of files, or one file."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgworkbench.errors import CorpusError
from kgworkbench.model.text import Document
from kgworkbench.read.decode import decode
from kgworkbench.read.markup import html_text
from kgworkbench.read.office import docx_text, pdf_text
from kgworkbench.read.records import Placed, csv_documents, json_documents, jsonl_documents
from kgworkbench.read.titles import LONGEST_TITLE, title_of, title_of_stem

__all__ = ["SUFFIXES", "SkippedFile", "read_corpus", "scan_corpus", "skipped_files"]

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


@dataclass(frozen=True, slots=True, order=True)
class SkippedFile:
    """A file of a corpus folder that gave no document, and why; ``path`` is relative to the folder."""

    path: str
    reason: str


def read_corpus(path: Path) -> tuple[Document, ...]:
    """The documents of a corpus folder or file, sorted by id.

    A file is a document named by its path in the folder, except that tables and record files hold one document a
    row or record. Of a folder with ``docs`` and ``schema.yaml`` in it, ``docs`` is the corpus.

    Raises:
        CorpusError: there is nothing to read, a file or record cannot be read, or two documents share an id.
    """
    return scan_corpus(path)[0]


def skipped_files(path: Path) -> tuple[SkippedFile, ...]:
    """The files of a corpus that ``read_corpus`` passes over, each with the reason, sorted.

    Raises:
        CorpusError: as ``read_corpus`` does.
    """
    return scan_corpus(path)[1]


def scan_corpus(path: Path) -> tuple[tuple[Document, ...], tuple[SkippedFile, ...]]:
    """The documents of a corpus, sorted by id, and the files passed over, sorted.

    Raises:
        CorpusError: as ``read_corpus`` does.
    """
    skipped: list[SkippedFile] = []
    if path.is_dir():
        root = path / "docs" if (path / "docs").is_dir() and (path / "schema.yaml").is_file() else path
        names = list(_listed(root, skipped))
    elif path.exists():
        root, names = path.parent, [path.name]
        if path.suffix.lower() not in SUFFIXES:
            raise CorpusError(f"{path}: {path.suffix or path.name!r} is not read; give one of {' '.join(SUFFIXES)}")
    else:
        raise CorpusError(f"{path}: there is no such file or folder; correct the path")
    places: dict[str, str] = {}
    documents: list[Document] = []
    for name in names:
        found = list(_documents(root / name, name))
        if not found:
            skipped.append(SkippedFile(name, "holds no text"))
        for place, document in found:
            if earlier := places.get(document.id):
                raise CorpusError(f"{place}: the id {document.id!r} is taken by {earlier}; give each document its own")
            places[document.id] = place
            documents.append(document)
    if not documents:
        raise CorpusError(_nothing(path, root, skipped))
    return tuple(sorted(documents, key=lambda document: document.id)), tuple(sorted(skipped))


def _listed(root: Path, skipped: list[SkippedFile]) -> Iterator[str]:
    """Paths of the files to read, relative to the folder, sorted; the others go on the list of skipped ones."""
    inside = root.resolve()
    for folder, folders, names in os.walk(root, onerror=_refuse):
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


def _refuse(problem: OSError) -> None:
    raise CorpusError(f"{problem.filename}: cannot be read ({problem.strerror}); check its permissions") from None


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


def _nothing(path: Path, root: Path, skipped: list[SkippedFile]) -> str:
    where = f"{path}: " if root == path else f"{root}: "
    if path.is_file():
        return f"{path}: holds no text; give another file"
    if not skipped:
        return f"{where}the folder is empty; put files of {' '.join(SUFFIXES)} in it"
    reasons = ", ".join(f"{file.path} ({file.reason})" for file in sorted(skipped)[:3])
    more = ", …" if len(skipped) > 3 else ""
    return f"{where}nothing in it can be read: {reasons}{more}; put files of {' '.join(SUFFIXES)} in it"


def _documents(file: Path, name: str) -> Iterator[Placed]:
    """The documents of one file, none where it holds no text."""
    place, suffix, stem = str(file), file.suffix.lower(), file.stem
    try:
        raw = file.read_bytes()
    except OSError as problem:
        raise CorpusError(f"{place}: cannot be read ({problem.strerror}); check its permissions") from None
    if not raw.strip():
        return
    if suffix in _OFFICE:
        title, text = _OFFICE[suffix](raw, place)
        title = title or (title_of(text, stem, first_line=True) if suffix == ".docx" else title_of_stem(stem))
    else:
        text = decode(raw, place)
        if suffix in _RECORDS:
            yield from _RECORDS[suffix](text, name, place)
            return
        title = ""
        if suffix in (".html", ".htm"):
            title, text = html_text(text)
        title = title or title_of(text, stem)
    if text.strip():
        yield place, Document(name, title[:LONGEST_TITLE], text, name)
