"""Recall and latency of retrieval on data with gold; ``kgw bench retrieval`` puts what works without a graph beside it.

python tests/benchmarks/bench_retrieval.py FOLDER... [--embedder lexical] [--graph triples|local] [--cache DIR]
python tests/benchmarks/bench_retrieval.py --scale 100000 [--embedder all-MiniLM-L6-v2]

A folder holds corpus.jsonl and questions.jsonl, and triples.jsonl for ``--graph triples``; ``local`` has the local
engine extract a graph under the general schema. Prints one JSON document a folder.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kgworkbench.embedders.choose import embedder_for
from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.evaluate.datasets import load_questions
from kgworkbench.evaluate.retrieval import evaluate_retrieval
from kgworkbench.extract.check import judge
from kgworkbench.index.build import build_index
from kgworkbench.index.library import Library
from kgworkbench.interchange.openie import graph_of, load_triples
from kgworkbench.model.graph import Entity, Graph, Provenance, Relation
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.model.schema import Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Chunk, Span
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.ports import Vectors
from kgworkbench.read.chunk import chunks_of
from kgworkbench.read.files import read_corpus
from kgworkbench.resolve.merge import resolve
from kgworkbench.retrieve.fuse import fuse
from kgworkbench.retrieve.routes import ROUTES
from kgworkbench.schema.general import general_schema


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--embedder", default="lexical")
    parser.add_argument("--graph", choices=("triples", "local"), default=None)
    parser.add_argument("--cache", type=Path, default=None, help="keep a model's vectors in this folder")
    parser.add_argument(
        "--scale", type=int, default=0, help="made-up passages to measure latency on, ten relations each"
    )
    options = parser.parse_args()
    if options.scale:
        measured = scale(options.scale, 10 * options.scale, options.embedder != "lexical")
        sys.stdout.write(json.dumps(measured, indent=1) + "\n")
    for folder in options.folders:
        graph = options.graph or ("triples" if (folder / "triples.jsonl").exists() else "local")
        measured = measure(folder, graph, options.embedder, options.cache)
        sys.stdout.write(json.dumps({"data": folder.name, "graph": graph, **measured}, indent=1) + "\n")
    return 0


def measure(folder: Path, graph: str, embedder: str, cache: Path | None = None) -> dict[str, Any]:
    """The measures of one folder."""
    questions = load_questions(folder / "questions.jsonl")
    chunks = tuple(c for document in read_corpus(folder / "corpus.jsonl") for c in chunks_of(document))
    start = time.perf_counter()
    made = graph_of(load_triples(folder / "triples.jsonl", chunks)) if graph == "triples" else extracted(chunks)
    seconds = {"graph": time.perf_counter() - start}
    start = time.perf_counter()
    library = library_of(made, chunks, embedder, cache)
    seconds["index"] = time.perf_counter() - start
    result = evaluate_retrieval(library, questions, Limits(top=20))
    return {
        "embedder": library.index.embedder.name,
        "entities": len(made.entities),
        "relations": len(made.relations),
        "chunks": len(chunks),
        "seconds": {stage: round(value, 2) for stage, value in seconds.items()},
        **result,
    }


def extracted(chunks: Sequence[Chunk]) -> Graph:
    """The graph the local engine finds under the general schema."""
    engine, schema = LocalEngine(), general_schema()
    return resolve((judge(engine.reply(ExtractTask(c, schema)).value, c, schema) for c in chunks), schema)


def library_of(graph: Graph, chunks: Sequence[Chunk], embedder: str, cache: Path | None = None) -> Library:
    """A library with no tree and no schema over a graph."""
    index = build_index(graph, chunks, embedder_for(embedder, cache))
    return Library(Schema("open"), graph, KnowledgeTree(), index, tuple(chunks))


def scale(passages: int, relations: int, semantic: bool) -> dict[str, Any]:
    """Latency of every route, and of all with fusion, over made-up passages whose words and hubs follow Zipf's law."""
    graph, chunks, texts = made_up(passages, relations)
    start = time.perf_counter()
    index = build_index(graph, chunks, Disguised() if semantic else LexicalEmbedder())
    seconds = round(time.perf_counter() - start, 1)
    library = Library(Schema("open"), graph, KnowledgeTree(), index, chunks)
    found: dict[str, list[float]] = {}
    for text in ["warm up", *texts]:
        index.recent.matches.clear()
        query, evidence = SubQuery("q", text), []
        index.embedder.embed([text])
        start = time.perf_counter()
        for route, retriever in ROUTES.items():
            before = time.perf_counter()
            evidence.append(retriever(query, library, Limits()))
            found.setdefault(route, []).append(time.perf_counter() - before)
        fuse(evidence, Limits())
        found.setdefault("all", []).append(time.perf_counter() - start)
    p50 = {name: round(1000 * float(np.median(spent[1:])), 1) for name, spent in found.items()}
    return {"passages": passages, "relations": relations, "facts": index.facts, "index_seconds": seconds, "p50_ms": p50}


class Disguised:
    """Lexical rows of a model's length under another name, so that the index keeps vectors."""

    name = "disguised"

    def __init__(self) -> None:
        self._inner = LexicalEmbedder(384)

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._inner.embed(texts)


def made_up(passages: int, relations: int) -> tuple[Graph, tuple[Chunk, ...], list[str]]:
    """A graph of four entities a passage, its chunks, and questions that name two of its entities."""
    chance = np.random.default_rng(0)
    size, entities, each = 60_000, passages * 4, relations // passages
    words = ["".join(chr(97 + n // 26**k % 26) for k in range(4)) for n in range(size)]
    pairs = chance.integers(0, size, (entities, 2))
    names = [f"{words[one].title()} {words[other].title()}" for one, other in pairs]
    ids = [f"e{n:07}" for n in range(entities)]
    text_words = (chance.zipf(1.3, passages * 60) - 1) % size
    heads = chance.integers(0, entities, relations)
    hubs = (chance.zipf(1.5, relations) - 1) % entities
    tails = np.where(chance.random(relations) < 0.5, hubs, chance.integers(0, entities, relations))
    kinds = ["born in", "located in", "published by", "member of", "wrote", "founded", "part of", "directed"]
    places: list[list[Provenance]] = [[] for _ in ids]
    chunks, links = [], []
    for number in range(passages):
        name = f"d{number:06}"
        text = " ".join(words[word] for word in text_words[number * 60 : number * 60 + 60])
        own = range(number * each, number * each + each)
        for entity in sorted({int(end) for link in own for end in (heads[link], tails[link])}):
            places[entity].append(Provenance(name, name, Span(len(text) + 2, len(text) + 2 + len(names[entity]))))
            text += f". {names[entity]}"
        chunks.append(Chunk(name, name, names[heads[own[0]]], 0, len(text), text))
        links += [
            Relation(f"r{n:07}", ids[heads[n]], kinds[n % 8], ids[tails[n]], 1.0, (Provenance(name, name),))
            for n in own
        ]
    nodes = tuple(Entity(ids[n], names[n], "Thing", (), (), tuple(held)) for n, held in enumerate(places))
    asked = [
        f"Who {kinds[n % 8]} the {words[text_words[n]]} of {names[heads[n]]} and {names[tails[13 * n % relations]]} led"
        for n in chance.integers(0, relations, 40)
    ]
    return Graph(nodes, tuple(links)), tuple(chunks), asked


if __name__ == "__main__":
    raise SystemExit(main())
