"""Charts of the community tree: what people decided carries a lock, in the drawing and in words."""

import pytest

from kgworkbench.app.components.charts import icicle, sunburst
from kgworkbench.app.components.sheet import Node
from kgworkbench.app.desk import Desk


def parts(node: Node | str) -> list[Node]:
    return [] if isinstance(node, str) else [node, *(found for child in node.get("x", ()) for found in parts(child))]


@pytest.mark.parametrize("draw", [sunburst, icicle])
def test_a_lock_stands_where_people_decided_and_nowhere_else(desk: Desk, draw) -> None:
    snapshot = desk.snapshot
    assert snapshot is not None
    chosen = snapshot.tree.communities[0]
    plain, marked = draw(snapshot, ""), draw(snapshot, "", (chosen.id,), "decided")

    def held(drawn: Node) -> list[Node]:
        return [one for one in parts(drawn) if "held" in one.get("c", "").split()]

    assert held(plain) == []
    assert len(held(marked)) == 1
    told = {one["k"]: one["a"]["aria-label"] for one in parts(marked) if one.get("on", {}).get("click")}
    assert told[chosen.id].endswith(", decided")
    assert all(not words.endswith(", decided") for key, words in told.items() if key != chosen.id)
    assert len(told) == len(snapshot.tree.communities)
