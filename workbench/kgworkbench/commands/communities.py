"""``kgw communities`` and ``kgw bench communities``."""

import time
from pathlib import Path
from typing import Any

from kgworkbench.commands.ask import existing_graph
from kgworkbench.commands.show import print_json
from kgworkbench.errors import InputError
from kgworkbench.settings import CommunitySettings

__all__ = ["run_bench_communities", "run_communities"]


def run_communities(folder: Path, *, method: str, weight: float, threshold: float, as_json: bool) -> None:
    """Find the communities of the folder's graph again, store them and print their quality."""
    if method not in ("dual", "leiden", "louvain"):
        raise InputError(f"unknown method {method!r}: choose dual, leiden or louvain")
    existing_graph(folder)

    from kgworkbench.community.quality import tree_quality
    from kgworkbench.workbench import Workbench

    with Workbench.open(folder) as bench:
        graph = bench.store.graph()
        started = time.perf_counter()
        vectors = bench.embedder.embed([entity.name for entity in graph.entities])
        embedded = time.perf_counter()
        settings = CommunitySettings(method, weight, threshold)  # type: ignore[arg-type]
        tree = bench.detect(settings)
        detected = time.perf_counter()
        quality = tree_quality(tree, graph, vectors)
    result: dict[str, Any] = {
        "communities": len(tree.at(0)),
        "levels": tree.levels,
        **quality,
        "seconds": {"embed": round(embedded - started, 3), "detect": round(detected - embedded, 3)},
        "method": method,
    }
    if as_json:
        print_json(result)
        return
    for level in range(tree.levels):
        print(f"level {level}: {len(tree.at(level))} communities")
    for community in sorted(tree.at(tree.levels - 1), key=lambda c: (-len(c.members), c.id))[:20]:
        print(f"  {len(community.members):5}  {community.name}  ({', '.join(k.term for k in community.keywords[:5])})")
    print(", ".join(f"{name} {value}" for name, value in quality.items()))


def run_bench_communities(triples: Path, *, entities: int | None, embedder: str, as_json: bool) -> None:
    """Print what each method makes of the graph of a triples file."""
    from kgworkbench.community.bench import bench_communities
    from kgworkbench.embedders.choose import embedder_for

    result = bench_communities(triples, entities, embedder_for(embedder))
    if as_json:
        print_json(result)
        return
    columns = (
        "method",
        "seconds",
        "communities",
        "assigned_share",
        "modularity",
        "cosine",
        "connected_share",
        "largest",
    )
    print(f"{result['entities']} entities, {result['relations']} relations, embedded in {result['embed_seconds']} s")
    print("  ".join(f"{column:>15}" for column in columns))
    for row in result["rows"]:
        print("  ".join(f"{row[column]:>15}" for column in columns))
