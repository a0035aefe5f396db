"""Questions to begin with: a sample's own where the graph was built from one, otherwise made from the graph."""

import json
from pathlib import Path

from kgworkbench.app.snapshot import Snapshot
from kgworkbench.read.language import language_of

__all__ = ["starters"]

_KINDS = ("one_hop", "two_hop", "three_hop", "comparison", "count", "global")


def starters(snapshot: Snapshot | None, corpus: str, number: int = 5) -> tuple[str, ...]:
    """At most ``number`` questions, of as many kinds as there are."""
    if snapshot is None or not snapshot.graph.entities:
        return ()
    asked = _of_sample(Path(corpus)) if corpus else ()
    return (asked or _of_graph(snapshot))[:number]


def _of_sample(corpus: Path) -> tuple[str, ...]:
    for place in (corpus, corpus.parent):
        file = place / "questions.jsonl"
        if file.is_file():
            rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
            first: dict[str, str] = {}
            for row in rows:
                first.setdefault(str(row.get("kind", "")), str(row["question"]))
            return tuple(first[kind] for kind in (*_KINDS, *first) if kind in first and kind != "unanswerable")
    return ()


def _of_graph(snapshot: Snapshot) -> tuple[str, ...]:
    known = sorted(snapshot.graph.entities, key=lambda e: (-len(snapshot.ties.get(e.id, ())), e.name))[:6]
    chinese = language_of(" ".join(entity.name for entity in known)) == "zh"
    found: list[str] = []
    for entity in known:
        tie = next((snapshot.relations[key] for key in snapshot.ties.get(entity.id, ())), None)
        other = snapshot.entities.get(tie.tail if tie.head == entity.id else tie.head) if tie else None
        if other is not None and len(found) % 2:
            found.append(
                f"{entity.name}与{other.name}有什么关系？"
                if chinese
                else f"How is {entity.name} related to {other.name}?"
            )
        else:
            found.append(f"关于{entity.name}有哪些记载？" if chinese else f"What is known about {entity.name}?")
    return tuple(found)
