"""The methods side by side on the triples of a file."""

import time
from pathlib import Path
from typing import Any

import numpy as np

from kgworkbench.community.affinity import Perception, in_context, perceive
from kgworkbench.community.detect import detect
from kgworkbench.community.quality import measure
from kgworkbench.community.tree import CONTEXT
from kgworkbench.errors import CorpusError
from kgworkbench.ports import Embedder
from kgworkbench.read.jsonl import records
from kgworkbench.settings import CommunitySettings

__all__ = ["bench_communities", "read_links"]

Link = tuple[str, str]


def bench_communities(triples_path: Path, entities: int | None, embedder: Embedder) -> dict[str, Any]:
    """What each method makes of the graph of a triples file, as ``kgw bench communities`` prints it.

    Entities are the distinct names that stand at an end of a triple; their embedded names are the meaning that
    ``cosine`` and ``coherence`` are measured on. Method ``dual`` is given these, ``dual_in_context`` what a
    KnowledgeTree is made of: names with a share of the names around them. ``seconds``
    are the time that all threads worked after embedding, ``wall_seconds`` what the clock says.

    Args:
        triples_path: a ``.jsonl`` of triples (see the formats in the README).
        entities: documents are taken in order until that many entities are reached; None takes all.
        embedder: embeds the names.

    Raises:
        CorpusError: the file cannot be read.
    """
    links = read_links(triples_path, entities)
    names = sorted({end for link in links for end in link})
    position = {name: place for place, name in enumerate(names)}
    started = time.perf_counter()
    vectors = embedder.embed(names)
    embedded = time.perf_counter() - started
    perception = perceive([position[head] for head, _ in links], [position[tail] for _, tail in links], vectors)
    rows = [
        _row("dual", perception, CommunitySettings(), perception),
        _row("dual_in_context", perception, CommunitySettings(), None),
        _row("leiden", perception, CommunitySettings(method="leiden"), perception),
        _row("louvain", perception, CommunitySettings(method="louvain"), perception),
    ]
    return {
        "entities": len(names),
        "relations": len(links),
        "embedder": embedder.name,
        "embed_seconds": round(embedded, 3),
        "rows": rows,
    }


def read_links(path: Path, entities: int | None = None) -> list[Link]:
    """Head and tail of the triples of the first documents that together name ``entities`` entities, or of all.

    Raises:
        CorpusError: a line is no JSON object with triples of three names.
    """
    links: list[Link] = []
    seen: set[str] = set()
    for where, record in records(path, CorpusError):
        if entities is not None and len(seen) >= entities:
            break
        triples = record.get("triples")
        if not isinstance(triples, list) or not all(_is_triple(triple) for triple in triples):
            raise CorpusError(f"{where}: 'triples' is {str(triples)[:60]!r}; give a list of [head, relation, tail]")
        links.extend((str(head), str(tail)) for head, _, tail in triples)
        seen.update(str(end) for head, _, tail in triples for end in (head, tail))
    return links


def _is_triple(triple: object) -> bool:
    return isinstance(triple, list) and len(triple) == 3 and all(isinstance(part, str) for part in triple)


def _row(method: str, names: Perception, settings: CommunitySettings, seen: Perception | None) -> dict[str, Any]:
    clock, work = time.perf_counter(), time.process_time()
    levels = detect(in_context(names, CONTEXT) if seen is None else seen, settings)
    waited, worked = time.perf_counter() - clock, time.process_time() - work
    found = measure(names, levels[0] if levels else np.zeros(0, dtype=np.int64))
    return {
        "method": method,
        "seconds": round(worked, 3),
        "wall_seconds": round(waited, 3),
        "communities": found.communities,
        "assigned_share": round(found.assigned_share, 4),
        "modularity": round(found.modularity, 4),
        "cosine": round(found.cosine, 4),
        "coherence": round(found.coherence, 4),
        "connected_share": round(found.connected_share, 4),
        "largest": found.largest,
        "levels": [int(labels.max()) + 1 for labels in levels],
    }
