"""What a build costs beside the engine: processor milliseconds a chunk, and memory, over a corpus of many chunks.

python tests/benchmarks/bench_build.py [--chunks 10000] [--jobs 1] [--store kuzu|memory]

The texts are made up with a fixed seed, and so are the engine's claims, which are ready before the clock starts: about
ten mentions, six relations and two attributes a chunk over a growing vocabulary, whose commonest name stands in a
third of the chunks. ``line`` leaves communities out, which
are counted by themselves. ``one_more`` is a second build that finds one new document. Seconds are those of the process
on the processor, so that a busy machine counts little. Prints one JSON document.
"""

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kgworkbench.model.facts import AttributeCandidate, Candidates, MentionCandidate, TripleCandidate
from kgworkbench.model.progress import StageDone
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.tasks import DescribeTask, Description, ExtractTask, Reply
from kgworkbench.model.text import Document, Span
from kgworkbench.settings import BuildSettings
from kgworkbench.workbench import Workbench

SCHEMA = Schema(
    "made_up",
    (EntityType("Person"), EntityType("Place")),
    (RelationType("knows", ("Person",), ("Person",)), RelationType("lives in", ("Person",), ("Place",))),
    (AttributeType("age", ("Person",), "number"),),
)


def document(number: int) -> Document:
    """A text of about a thousand characters; every tenth name is new."""
    draw = random.Random(number)
    words = []
    for position in range(150):
        kind = draw.random()
        if kind < 0.007:
            words.append(f"Person{number}x{position}")
        elif kind < 0.05:
            words.append(f"Person{int(draw.paretovariate(0.1)) % (10 + number)}")
        elif kind < 0.07:
            words.append(f"Place{int(draw.paretovariate(0.1)) % (10 + number // 3)}")
        else:
            words.append(draw.choice(("the", "meeting", "of", "engine", "was", "written", "in", "a", "note")))
    return Document(f"d{number:06}", f"Document {number}", " ".join(words) + f" aged {draw.randint(1, 90)}.")


class ReadyEngine:
    """Finds the made-up names by splitting at spaces; its time is taken off."""

    name = "ready"

    def __init__(self) -> None:
        self.seconds = 0.0

    def reply(self, task: Any) -> Reply[Any]:
        if isinstance(task, DescribeTask):
            return Reply(Description(task.centre, ""))
        assert isinstance(task, ExtractTask)
        started = time.process_time()
        mentions, at = [], task.chunk.start
        for word in task.chunk.text.split(" "):
            if word[0] == "P":
                kind = "Place" if word.startswith("Place") else "Person"
                mentions.append(MentionCandidate(word, kind, Span(at, at + len(word))))
            at += len(word) + 1
        triples = tuple(
            TripleCandidate(n, "knows" if mentions[n + 1].type == "Person" else "lives in", n + 1, 0.9)
            for n in range(min(6, len(mentions) - 1))
        )
        ages = tuple(AttributeCandidate(n, "age", str(n + 1)) for n in range(min(2, len(mentions))))
        self.seconds += time.process_time() - started
        return Reply(Candidates(tuple(mentions), triples, ages))


def measure(chunks: int, jobs: int, store: str) -> dict[str, Any]:
    """The figures."""
    corpus = [document(number) for number in range(chunks)]
    engine = ReadyEngine()
    with tempfile.TemporaryDirectory() as place:
        folder = None if store == "memory" else Path(place) / "graph"
        bench = Workbench.open(folder, schema=SCHEMA, engine=engine, embedder="lexical")
        marks = {"start": time.process_time()}
        peak_line = 0
        for event in bench.build(corpus, settings=BuildSettings(jobs=jobs)):
            if isinstance(event, StageDone) and event.stage == "store":
                marks["line"] = time.process_time()
                peak_line = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        marks["all"] = time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        graph = bench.graph()
        line = marks["line"] - marks["start"] - engine.seconds
        result: dict[str, Any] = {
            "chunks": chunks,
            "store": store,
            "entities": len(graph.entities),
            "relations": len(graph.relations),
            "line_ms_a_chunk": round(1000 * line / chunks, 3),
            "engine_ms_a_chunk": round(1000 * engine.seconds / chunks, 3),
            "community_seconds": round(marks["all"] - marks["line"], 2),
            "peak_mb_line": peak_line // 1024,
            "peak_mb": peak // 1024,
        }
        del graph
        started = time.process_time()
        bench.library()
        result["index_seconds"] = round(time.process_time() - started, 2)
        started = time.process_time()
        stages = {}
        for event in bench.build([*corpus, document(chunks)]):
            if isinstance(event, StageDone):
                stages[event.stage] = event.seconds
        built = time.process_time()
        bench.library()
        result["one_more"] = {
            "build_seconds": round(built - started, 2),
            "index_seconds": round(time.process_time() - built, 2),
            "stages": stages,
        }
        bench.close()
    return result


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chunks", type=int, default=10000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--store", choices=("kuzu", "memory"), default="kuzu")
    options = parser.parse_args()
    print(json.dumps(measure(options.chunks, options.jobs, options.store), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
