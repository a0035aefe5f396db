"""Seconds that a what-if takes over the candidates of many chunks, for several changes of a schema.

python tests/benchmarks/bench_whatif.py [--chunks 10000] [--mentions 12] [--triples 8] [--attributes 3]

The candidates are made up, with a fixed seed: a fifth of them name types that the schema lacks or links that it
forbids. ``gather`` is paid once for a graph, ``whatif`` for each schema that is tried. Seconds are those of one thread
of the processor, so that a busy machine does not count. Prints one JSON document.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kgworkbench.curate.claims import gather_claims
from kgworkbench.curate.rejudge import rejudge
from kgworkbench.curate.whatif import whatif
from kgworkbench.model.facts import (
    AttributeCandidate,
    Candidates,
    Extraction,
    MentionCandidate,
    TripleCandidate,
    TypeCandidate,
)
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.text import Chunk
from kgworkbench.schema.rename import Renames

TYPES = tuple(f"Type{number}" for number in range(12))
SCHEMA = Schema(
    "made_up",
    tuple(EntityType(name) for name in TYPES),
    tuple(RelationType(f"link{n}", (TYPES[n % 12], TYPES[(n + 5) % 12]), (TYPES[(n + 1) % 12],)) for n in range(20)),
    tuple(
        AttributeType(f"fact{n}", (TYPES[n],), ("text", "number", "date", "text")[n % 4])  # type: ignore[arg-type]
        for n in range(8)
    ),
)
CHANGES: dict[str, tuple[Callable[[Schema], Schema], Renames]] = {
    "nothing": (lambda schema: schema, Renames()),
    "an entity type less": (lambda schema: replace(schema, entity_types=schema.entity_types[1:]), Renames()),
    "an entity type more": (
        lambda schema: replace(schema, entity_types=(*schema.entity_types, EntityType("Unheard"))),
        Renames(),
    ),
    "an entity type renamed": (
        lambda schema: replace(
            schema,
            entity_types=(EntityType("First"), *schema.entity_types[1:]),
            relation_types=tuple(
                replace(
                    kind,
                    head=tuple("First" if name == "Type0" else name for name in kind.head),
                    tail=tuple("First" if name == "Type0" else name for name in kind.tail),
                )
                for kind in schema.relation_types
            ),
        ),
        Renames(entity=(("Type0", "First"),)),
    ),
    "a relation type less": (lambda schema: replace(schema, relation_types=schema.relation_types[1:]), Renames()),
    "half of the relation types less": (
        lambda schema: replace(schema, relation_types=schema.relation_types[::2]),
        Renames(),
    ),
    "another kind of value": (
        lambda schema: replace(
            schema, attribute_types=tuple(replace(kind, value="number") for kind in schema.attribute_types)
        ),
        Renames(),
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chunks", type=int, default=10_000)
    parser.add_argument("--mentions", type=int, default=12)
    parser.add_argument("--triples", type=int, default=8)
    parser.add_argument("--attributes", type=int, default=3)
    options = parser.parse_args()
    extractions, chunks = made_up(options.chunks, options.mentions, options.triples, options.attributes)
    seconds, claims = timed(lambda: gather_claims(extractions))
    rows = []
    for name, (change, renames) in CHANGES.items():
        new = replace(change(SCHEMA), version=2)
        once, _ = timed(lambda new=new, renames=renames: whatif(extractions, SCHEMA, new, renames))
        again, found = timed(lambda new=new, renames=renames: whatif(claims, SCHEMA, new, renames))
        counts = {kind: found.count(kind) for kind in ("valid", "invalid", "renamed")}  # type: ignore[arg-type]
        orphans = found.orphans_without_mention + found.orphans_without_relation
        rows.append({"change": name, "whatif_from_scratch": once, "whatif": again, **counts, "orphans": orphans})
    every, _ = timed(lambda: list(rejudge(extractions, chunks, SCHEMA)))
    total = sum(claims.count(kind) for kind in claims.groups)
    result = {"chunks": options.chunks, "claims": total, "gather": seconds, "judge_each_chunk": every, "rows": rows}
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 0


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of the work, and what it gave."""
    started = time.process_time()
    found = work()
    return round(time.process_time() - started, 3), found


def made_up(count: int, mentions: int, triples: int, attributes: int) -> tuple[list[Extraction], list[Chunk]]:
    """Extractions with candidates only, four to a document, and their chunks."""
    chance = random.Random(7)
    firsts = [f"Name{number}" for number in range(400)]
    lasts = [f"Family{number}" for number in range(900)]
    extractions, chunks = [], []
    for number in range(count):
        names = []
        for _ in range(mentions):
            last = chance.choice(lasts)
            kind = chance.choice(TYPES) if chance.random() < 0.93 else chance.choice(("Unheard", "Strange"))
            names.append(MentionCandidate(last if chance.random() < 0.3 else f"{chance.choice(firsts)} {last}", kind))
        links = []
        for _ in range(triples):
            head, tail, relation = chance.randrange(mentions), chance.randrange(mentions), chance.randrange(21)
            if chance.random() < 0.8:
                kinds = TYPES[relation % 12], TYPES[(relation + 1) % 12]
                names[head], names[tail] = replace(names[head], type=kinds[0]), replace(names[tail], type=kinds[1])
            links.append(TripleCandidate(head, f"link{relation}", tail, 0.8))
        facts = [
            AttributeCandidate(chance.randrange(mentions), f"fact{chance.randrange(9)}", value)
            for value in (chance.choice((f"{chance.randrange(3000)}", f"word {chance.randrange(9000)}")),) * attributes
        ]
        wanted = (TypeCandidate("entity", "Unheard", (), 0.6),) if chance.random() < 0.2 else ()
        text = ". ".join(name.text for name in names)
        chunk = Chunk(f"{number:08x}", f"document{number // 4}", "", 0, len(text), text)
        chunks.append(chunk)
        extractions.append(
            Extraction(
                chunk.id, chunk.document, 1, candidates=Candidates(tuple(names), tuple(links), tuple(facts), wanted)
            )
        )
    return extractions, chunks


if __name__ == "__main__":
    raise SystemExit(main())
