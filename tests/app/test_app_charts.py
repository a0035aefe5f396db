"""Charts of the community tree: what people decided carries a lock, in the drawing and in words."""

import pytest

from kgworkbench.app.components.sheet import Node
from kgworkbench.app.components.tree_charts import icicle, sunburst
from kgworkbench.app.components.tree_parts import parts_of
from kgworkbench.app.desk import Desk
from kgworkbench.app.strings import Strings

SAY = Strings("en")


def parts(node: Node | str) -> list[Node]:
    return [] if isinstance(node, str) else [node, *(found for child in node.get("x", ()) for found in parts(child))]


@pytest.mark.parametrize("draw", [sunburst, icicle])
def test_a_lock_stands_where_people_decided_and_nowhere_else(desk: Desk, draw) -> None:
    snapshot = desk.snapshot
    assert snapshot is not None
    chosen = snapshot.tree.communities[0]
    plain = draw(parts_of(snapshot, "", SAY), "")
    marked = draw(parts_of(snapshot, "", SAY, (chosen.id,)), "")

    def held(drawn: Node) -> list[Node]:
        return [one for one in parts(drawn) if "held" in one.get("c", "").split()]

    assert held(plain) == []
    assert len(held(marked)) == 1
    told = {one["k"]: one["a"]["aria-label"] for one in parts(marked) if one.get("on", {}).get("click")}
    assert told[chosen.id].endswith(", locked")
    assert all(not words.endswith(", locked") for key, words in told.items() if key != chosen.id)
    assert len(told) == len(snapshot.tree.communities)


def test_inside_a_community_every_entity_stands_once_under_a_keyword_that_it_carries(desk: Desk) -> None:
    snapshot = desk.snapshot
    assert snapshot is not None
    for community in snapshot.tree.at(0):
        found = parts_of(snapshot, community.id, SAY)
        entities = [part for part in found if part.kind == "entity"]
        assert sorted(part.id for part in entities) == sorted(community.members)
        carried = {f"{community.id}/{keyword.term}": set(keyword.members) for keyword in community.keywords}
        for part in entities:
            assert part.parent == f"{community.id}/" or part.id in carried[str(part.parent)]
            assert part.click == {"select": part.id}
        # A part stands for as many as lie in it.
        for group in (part for part in found if part.kind == "keyword"):
            assert group.weight == sum(part.parent == group.id for part in entities)


def test_the_middle_leads_out_of_what_one_has_gone_into(desk: Desk) -> None:
    snapshot = desk.snapshot
    assert snapshot is not None
    community = snapshot.tree.communities[0]
    whole = [one["on"]["click"] for one in parts(sunburst(parts_of(snapshot, "", SAY), "")) if "on" in one]
    assert {"zoom": community.id} in whole
    inside = sunburst(parts_of(snapshot, community.id, SAY), "", "", "out")
    assert {"zoom": ""} in [one["on"]["click"] for one in parts(inside) if "on" in one]
