"""``kgw communities`` and ``kgw bench communities``."""

import time
from pathlib import Path
from typing import Any

from kgworkbench.commands.existing import existing_graph
from kgworkbench.commands.show import print_json
from kgworkbench.errors import InputError
from kgworkbench.settings import CommunitySettings

__all__ = ["run_bench_communities", "run_communities"]


def run_communities(folder: Path, *, method: str, weight: float, threshold: float, show: int, as_json: bool) -> None:
    """Find the communities of the folder's graph again, store them and print their quality."""
    if method not in ("dual", "leiden", "louvain"):
        raise InputError(f"unknown method {method!r}: choose dual, leiden or louvain")
    existing_graph(folder)

    from kgworkbench.community.cut import cut_into
    from kgworkbench.community.quality import measure_tree
    from kgworkbench.workbench import Workbench

    with Workbench.open(folder) as bench:
        graph = bench.store.graph()
        started = time.perf_counter()
        bench.embedder.embed([entity.name for entity in graph.entities])
        embedded = time.perf_counter()
        settings = CommunitySettings(method, weight, threshold)  # type: ignore[arg-type]
        tree = bench.detect(settings)
        detected = time.perf_counter()
        quality = measure_tree(graph, tree, bench.embedder)
    result: dict[str, Any] = {
        "communities": quality.communities,
        "levels": tree.levels,
        "assigned_share": round(quality.assigned_share, 4),
        "modularity": round(quality.modularity, 4),
        "coherence": round(quality.coherence, 4),
        "connected_share": round(quality.connected_share, 4),
        "cosine": round(quality.cosine, 4),
        "alone": quality.alone,
        "seconds": {"embed": round(embedded - started, 3), "detect": round(detected - embedded, 3)},
        "method": method,
    }
    if as_json:
        print_json(result)
        return
    for level in range(tree.levels):
        print(f"level {level}: {len(tree.at(level))} communities")
    shown = sorted(cut_into(tree, show), key=lambda c: (-len(c.members), c.id))
    for community in shown[:show]:
        print(f"  {len(community.members):5}  {community.name}  ({', '.join(k.term for k in community.keywords[:5])})")
    if len(shown) > show:
        print(f"  and {len(shown) - show} more: see them with --show {len(shown)}")
    figures = ("assigned_share", "modularity", "coherence", "connected_share", "cosine")
    print(", ".join(f"{name} {result[name]}" for name in figures))


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
