"""An Index kept in a folder, so that it need not be made anew when nothing has changed since."""

import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kgworkbench.index.bm25 import WordIndex
from kgworkbench.index.build import build_index, updated_index
from kgworkbench.index.library import Index, Origin
from kgworkbench.index.names import names_by
from kgworkbench.model.graph import Graph, Provenance
from kgworkbench.model.text import Chunk
from kgworkbench.ports import Embedder, Vectors

__all__ = ["index_for", "index_key", "load_index", "save_index"]

# Part of every key: raise it whenever the arrays, or how texts are read into them, change.
FORMAT = 2

ARRAYS = ("fact_types", "entity_types", "owners", "places", "topics", "rarity")
MATRICES = ("about", "facts_of", "facts_in", "steps")
WORDS = ("chunk_words", "title_words", "fact_words", "name_grams")
VECTORS = ("chunk_vectors", "fact_vectors")
ORIGIN = ("said_in", "said_of")

# What reading a file that was cut short, overwritten or altered can raise.
BROKEN = (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error)

Arrays = Mapping[str, NDArray[Any]]


def index_for(
    graph: Graph, chunks: Sequence[Chunk], embedder: Embedder, before: Index | None = None, folder: Path | None = None
) -> Index:
    """The Index of a graph and its chunks: brought up to date from the one before, or else the one kept in the folder,
    or else made anew and kept there.
    """
    if before is not None:
        return updated_index(before, graph, chunks, embedder)
    index = load_index(folder, graph, chunks, embedder) if folder is not None else None
    if index is None:
        index = build_index(graph, chunks, embedder)
        if folder is not None:
            save_index(index, folder)
    return index


def index_key(graph: Graph, chunks: Sequence[Chunk], embedder: Embedder) -> str:
    """The hash of everything an Index is made of: graph, chunks and the embedder's name."""
    digest = blake2b(repr((FORMAT, embedder.name)).encode("utf-8", "surrogatepass"), digest_size=12)
    for entity in graph.entities:
        facts = [(fact.type, fact.value, _places(fact.provenance)) for fact in entity.attributes]
        line = (entity.id, entity.name, entity.type, entity.aliases, facts, _places(entity.provenance))
        digest.update(repr(line).encode("utf-8", "surrogatepass"))
    for link in graph.relations:
        held = (link.id, link.head, link.type, link.tail, [place.chunk for place in link.provenance])
        digest.update(repr(held).encode("utf-8", "surrogatepass"))
    for chunk in chunks:
        about = (chunk.id, chunk.document, chunk.title, chunk.start, len(chunk.text))
        digest.update((repr(about) + chunk.text).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def save_index(index: Index, folder: Path) -> bool:
    """Whether the Index is now kept in the folder, in place of any other; a counterfactual's is not.

    Vectors lie in ``.npy`` files of their own, which are mapped when loaded; all else in one ``.npz``, written last and
    moved into place whole, so that a half-written Index is never seen. A disk that is full or read-only keeps nothing.
    """
    origin = index.origin
    if origin is None:
        return False
    key = index_key(origin.graph, origin.chunks, index.embedder)
    texts: dict[str, Any] = {name: list(getattr(index, name).vocabulary) for name in WORDS}
    texts |= {"keys": origin.keys, "titles": origin.titles}
    texts |= {"relation_names": index.relation_names, "type_names": index.type_names}
    arrays: dict[str, NDArray[Any]] = {name: getattr(index, name) for name in ARRAYS}
    arrays |= {name: getattr(origin, name) for name in ORIGIN}
    for name in MATRICES:
        matrix: csr_array = getattr(index, name)
        arrays |= {f"{name}.{part}": getattr(matrix, part) for part in ("data", "indices", "indptr")}
    for name in WORDS:
        held: WordIndex = getattr(index, name)
        arrays |= {f"{name}.{part}": getattr(held, part) for part in ("starts", "rows", "gains", "counts", "lengths")}
    arrays["texts"] = np.frombuffer(json.dumps(texts).encode(), dtype=np.uint8)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in VECTORS:
            vectors: Vectors | None = getattr(index, name)
            if vectors is not None:
                _write(folder / f"{key}.{name}.npy", vectors)
        _write(folder / f"{key}.npz", arrays)
    except OSError:
        return False
    for other in folder.iterdir():
        if not other.name.startswith(key):
            with suppress(OSError):  # another process may have it open
                other.unlink()
    return True


def load_index(folder: Path, graph: Graph, chunks: Sequence[Chunk], embedder: Embedder) -> Index | None:
    """The Index kept in the folder, if it is that of this graph, these chunks and this embedder; None otherwise.

    None too if the file is broken: make the Index anew then.
    """
    key = index_key(graph, chunks, embedder)
    if not (folder / f"{key}.npz").is_file():
        return None
    try:
        with np.load(folder / f"{key}.npz", allow_pickle=False) as file:
            arrays: dict[str, NDArray[Any]] = {name: file[name] for name in file.files}
        texts = json.loads(arrays["texts"].tobytes())
        vectors = {name: _mapped(folder / f"{key}.{name}.npy") for name in VECTORS}
        return _read(graph, tuple(chunks), embedder, arrays, texts, vectors)
    except BROKEN:
        return None


def _read(
    graph: Graph,
    chunks: tuple[Chunk, ...],
    embedder: Embedder,
    arrays: Arrays,
    texts: Mapping[str, Any],
    vectors: Mapping[str, Any],
) -> Index:
    keys = tuple(map(tuple, texts["keys"]))
    names, longest = names_by(keys)
    told, entities, size = len(arrays["fact_types"]), len(graph.entities), len(chunks)
    facts, nodes = len(arrays["fact_words.lengths"]), entities + size
    shapes = {"about": (facts, nodes), "facts_of": (entities, told), "facts_in": (size, facts), "steps": (nodes, nodes)}
    held: dict[str, Any] = {
        name: WordIndex(
            {word: number for number, word in enumerate(texts[name])},
            arrays[f"{name}.starts"],
            arrays[f"{name}.rows"],
            arrays[f"{name}.gains"],
            len(arrays[f"{name}.lengths"]),
            arrays[f"{name}.counts"],
            arrays[f"{name}.lengths"],
        )
        for name in WORDS
    }
    held |= {name: arrays[name] for name in ARRAYS}
    for name, shape in shapes.items():
        parts = tuple(arrays[f"{name}.{part}"] for part in ("data", "indices", "indptr"))
        held[name] = csr_array(parts, shape=shape)
    if any(embedder.name.startswith("lexical") != (found is None) for found in vectors.values()):
        raise ValueError("the vectors are missing")
    return Index(
        embedder=embedder,
        relations=len(graph.relations),
        told=told,
        relation_names=tuple(texts["relation_names"]),
        type_names=tuple(texts["type_names"]),
        names=names,
        anchors=tuple((entity.id, entity.name, entity.type) for entity in graph.entities),
        longest=longest,
        origin=Origin(graph, chunks, keys, tuple(texts["titles"]), *(arrays[name] for name in ORIGIN)),
        **held,
        **vectors,
    )


def _places(places: Sequence[Provenance]) -> list[tuple[str, int, int]]:
    return [(at.chunk, at.span.start, at.span.end) if at.span is not None else (at.chunk, -1, -1) for at in places]


def _mapped(file: Path) -> Vectors | None:
    return np.asarray(np.load(file, mmap_mode="r", allow_pickle=False)) if file.is_file() else None


def _write(file: Path, held: NDArray[Any] | dict[str, NDArray[Any]]) -> None:
    """The whole file, or none of it."""
    partial = file.with_name(f"{file.name}.partial")
    with partial.open("wb") as sink:
        if isinstance(held, dict):
            np.savez(sink, allow_pickle=False, **held)
        else:
            np.save(sink, held, allow_pickle=False)
    partial.replace(file)
