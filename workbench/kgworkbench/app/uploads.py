"""Files people dropped on the page: kept in a folder of the graph, and read beside its corpus from then on."""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from kgworkbench.errors import InputError
from kgworkbench.model.text import Document
from kgworkbench.read.files import SUFFIXES, read_corpus

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


def documents_of(corpus: str, folder: Path | None) -> tuple[Document, ...]:
    """The documents of the corpus and of the files kept in the graph folder; a kept file goes before its namesake.

    Raises:
        CorpusError: one of them cannot be read.
    """
    kept = kept_files(folder)
    found: dict[str, Document] = {}
    place = folder / _FOLDER if folder is not None else None
    if corpus and (place is None or Path(corpus).resolve() != place.resolve()):
        found = {document.id: document for document in read_corpus(Path(corpus))}
    if kept and place is not None:
        found |= {document.id: document for document in read_corpus(place)}
    if not found and corpus:
        found = {document.id: document for document in read_corpus(Path(corpus))}
    return tuple(found.values())
