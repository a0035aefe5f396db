"""The figures of the header: what is open, what it holds and what it has cost."""

from collections.abc import Mapping
from typing import Any

from kgworkbench.app.desk import Desk
from kgworkbench.model.graph import Graph

__all__ = ["figures"]


def figures(desk: Desk) -> Mapping[str, Any]:
    """What the header tells: engine, tokens, entities and relations."""
    graph = desk.snapshot.graph if desk.snapshot else Graph()
    running = desk.building is not None and desk.building.active
    return {
        "engine": desk.bench.engine.name if desk.bench else "",
        "tokens": desk.spent.total,
        "depth": desk.steward.depth,
        "cost": desk.budget.cost(desk.spent) if desk.budget.priced else None,
        "entities": desk.live["total"] if running else len(graph.entities),
        "relations": desk.live["edges_total"] if running else len(graph.relations),
    }
