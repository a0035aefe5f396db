"""Recall and latency of retrieval on data with gold, beside BM25 and dense retrieval alone.

python tests/benchmarks/bench_retrieval.py FOLDER... [--embedder lexical] [--graph triples|spans|local] [--cache DIR]

A folder holds corpus.jsonl and questions.jsonl, and triples.jsonl for ``--graph triples``. ``spans`` makes a graph of
capitalised spans that stand side by side: the least any extractor should beat. Prints one JSON document a folder.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kgworkbench.embedders.choose import embedder_for
from kgworkbench.evaluate.datasets import AskedQuestion, load_questions
from kgworkbench.evaluate.retrieval import bootstrap, evaluate_retrieval, recall_at
from kgworkbench.index.build import build_index
from kgworkbench.index.library import Library
from kgworkbench.index.match import best
from kgworkbench.index.words import question_words
from kgworkbench.interchange.openie import graph_of, load_triples
from kgworkbench.model.facts import Extraction, Mention, Triple
from kgworkbench.model.graph import Graph
from kgworkbench.model.query import Limits
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk, Span
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.read.chunk import chunks_of
from kgworkbench.read.files import read_corpus

SPAN = re.compile(r"[A-Z0-9][\w'’.&-]*(?: +(?:(?:of|the|de|and|for|in|von|van|la|le|du|&) +)*[A-Z0-9][\w'’&-]*)*")
OPENERS = frozenset("A An And As At But He Her His In It Its On She The Their They This When While With".split())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--embedder", default="lexical")
    parser.add_argument("--graph", choices=("triples", "spans"), default=None)
    parser.add_argument("--cache", type=Path, default=None, help="keep a model's vectors in this folder")
    options = parser.parse_args()
    for folder in options.folders:
        graph = options.graph or ("triples" if (folder / "triples.jsonl").exists() else "spans")
        measured = measure(folder, graph, options.embedder, options.cache)
        sys.stdout.write(json.dumps({"data": folder.name, "graph": graph, **measured}, indent=1) + "\n")
    return 0


def measure(folder: Path, graph: str, embedder: str, cache: Path | None = None) -> dict[str, Any]:
    """The measures of one folder: the workbench's, and those of BM25 and dense retrieval alone."""
    questions = load_questions(folder / "questions.jsonl")
    chunks = tuple(c for document in read_corpus(folder / "corpus.jsonl") for c in chunks_of(document))
    start = time.perf_counter()
    extractions = load_triples(folder / "triples.jsonl", chunks) if graph == "triples" else spans(chunks)
    made = graph_of(extractions)
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
        "baselines": baselines(library, questions),
    }


def library_of(graph: Graph, chunks: Sequence[Chunk], embedder: str, cache: Path | None = None) -> Library:
    """A library with no tree and no schema over a graph."""
    index = build_index(graph, chunks, embedder_for(embedder, cache))
    return Library(Schema("open"), graph, KnowledgeTree(), index, tuple(chunks))


def baselines(library: Library, questions: Sequence[AskedQuestion]) -> dict[str, Any]:
    """Recall@5 of the same chunks by BM25 alone and by the embedder alone."""
    index = library.index
    found: dict[str, list[float]] = {"bm25": [], "dense": []}
    for question in questions:
        gold = frozenset(question.supporting)
        by = {"bm25": index.chunk_words.scores(question_words(question.text))}
        if index.chunk_vectors is not None:
            by["dense"] = index.chunk_vectors @ index.embedder.embed([question.text])[0]
        for name, scores in by.items():
            documents = list(dict.fromkeys(library.chunks[row].document for row in best(scores, 20)))
            found[name].append(recall_at(documents, gold, 5))
    return {
        name: {"recall@5": round(100 * float(np.mean(v)), 1), "interval": [round(100 * e, 1) for e in bootstrap(v)]}
        for name, v in found.items()
        if v
    }


def spans(chunks: Sequence[Chunk]) -> tuple[Extraction, ...]:
    """A graph of capitalised spans: each is linked to the title and to the span before it in its sentence."""
    return tuple(_spans_of(chunk) for chunk in chunks)


def _spans_of(chunk: Chunk) -> Extraction:
    title = re.sub(r"\s*\(.*?\)", "", chunk.title)
    mentions: dict[str, Mention] = {title: Mention(title, "Thing")} if title.strip() else {}
    triples: dict[Triple, None] = {}

    def place(name: str) -> int:
        return list(mentions).index(name)

    for sentence in re.split(r"(?<=[.!?]) +(?=[A-Z])", chunk.text):
        before: tuple[int, str] | None = None
        offset = chunk.text.find(sentence)
        for found in SPAN.finditer(sentence):
            parts = found.group().strip(" .'-&").split()
            while parts and parts[0] in OPENERS:
                parts = parts[1:]
            name = re.sub(r"['’]s$", "", " ".join(parts))
            if len(name) < 2:
                continue
            at = chunk.text.find(name, offset)
            span = Span(chunk.start + at, chunk.start + at + len(name)) if at >= 0 else None
            mentions.setdefault(name, Mention(name, "Thing", span))
            between = sentence[max(before[0] if before else 0, found.start() - 60) : found.start()].strip() or "with"
            for head in dict.fromkeys(([title] if title in mentions else []) + ([before[1]] if before else [])):
                if head != name:
                    triples[Triple(place(head), between, place(name))] = None
            before = (found.end(), name)
    return Extraction(chunk.id, chunk.document, 0, tuple(mentions.values()), tuple(triples))


if __name__ == "__main__":
    raise SystemExit(main())
