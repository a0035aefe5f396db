"""What the inspector says of a type of the schema, under a draft as well."""

from dataclasses import replace

import pytest

from kgworkbench.app.components.reading import inspector
from kgworkbench.app.components.sheet import Node
from kgworkbench.app.components.type_view import type_view
from kgworkbench.app.desk import Desk
from kgworkbench.app.draft import Draft
from kgworkbench.app.pages.schema import SchemaPage
from kgworkbench.app.state import Session
from kgworkbench.app.strings import Strings
from kgworkbench.model.graph import Graph

SAY = Strings("en")


def texts(node: Node | str) -> str:
    return node if isinstance(node, str) else " ".join(texts(child) for child in node.get("x", ()))


def clicks(node: Node | str) -> list[str]:
    if isinstance(node, str):
        return []
    own = [str(node["on"]["click"]["select"])] if "click" in node.get("on", {}) else []
    return own + [found for child in node.get("x", ()) for found in clicks(child)]


def test_a_type_says_what_is_written_of_it_and_leads_to_what_the_graph_has(desk: Desk) -> None:
    snapshot = desk.snapshot
    assert snapshot is not None
    draft = Draft(snapshot.schema)
    told = type_view(draft, "entity", draft.named("entity", "Person"), snapshot, None, SAY)
    assert snapshot.schema.entity_types[0].description in texts(told)
    assert "designed" in texts(told)
    people = {entity.id for entity in snapshot.graph.entities if entity.type == "Person"}
    assert set(clicks(told)) == people
    link = type_view(draft, "relation", draft.named("relation", "born_in"), snapshot, None, SAY)
    born = {relation.id for relation in snapshot.graph.relations if relation.type == "born_in"}
    assert set(clicks(link)) == born
    empty = type_view(
        draft, "entity", draft.named("entity", "Publication"), replace(snapshot, graph=Graph()), None, SAY
    )
    assert SAY("type_unused") in texts(empty)


def test_a_renamed_type_keeps_its_count_its_colour_and_what_the_graph_has_of_it(desk: Desk) -> None:
    session = Session()
    page = SchemaPage(session, desk)
    snapshot = desk.snapshot
    assert snapshot is not None
    key = page.draft.named("entity", "Person")
    used = snapshot.used()[0]["Person"]
    assert used > 0
    page.edit("entity", key, "name", "Human")
    assert page.draft.changes(snapshot.schema) == 1
    assert page._counts(snapshot.used())[0]["Human"] == used
    assert page._look()["Human"] == snapshot.look["Person"]
    assert {name: page._look()[name] for name in snapshot.look if name != "Person"} == {
        name: style for name, style in snapshot.look.items() if name != "Person"
    }
    session.kind = key
    told = page.told()
    assert told is not None
    assert "Human" in texts(told)
    assert len(clicks(told)) == used
    page.edit("entity", key, "description", "Somebody")
    assert page.draft.changes(snapshot.schema) == 1
    page.edit("relation", page.draft.named("relation", "won"), "description", "Another")
    assert page.draft.changes(snapshot.schema) == 2
    page.edit("entity", key, "name", "Person")
    assert page.draft.changes(snapshot.schema) == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_where_nothing_is_selected_the_inspector_says_where_to_begin(desk: Desk, language: str) -> None:
    say, snapshot = Strings(language), desk.snapshot
    assert snapshot is not None
    told = inspector(snapshot, "", say)
    degrees = [len(snapshot.ties.get(one, ())) for one in clicks(told)]
    assert degrees == sorted(degrees, reverse=True)
    assert degrees[0] == max(map(len, snapshot.ties.values()))
    bare = inspector(replace(snapshot, graph=Graph(), entities={}, relations={}), "", say)
    assert say("first_step_1") in texts(bare)
