"""The board of a schema: every type a box, every pair of linked types one line, no label on another or on a box."""

import json
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.present.board import board_places, schema_board
from kgworkbench.present.drafting import added, connected, dissolved, link_name
from kgworkbench.present.lines import Box, line_between
from kgworkbench.present.ring import free_place, ring_places
from kgworkbench.samples import sample, sample_names
from kgworkbench.schema.check import check
from kgworkbench.schema.load import load_schema

NAMES = ("Person", "Machine", "ProgrammingLanguage", "机构", "地点", "Award", "X")


def drawn(schema: Schema, places: dict[str, tuple[float, float]] | None = None) -> dict:
    ids = [f"e{k}" for k in range(len(schema.entity_types))]
    relations = [f"r{k}" for k in range(len(schema.relation_types))]
    return schema_board(schema, ids, relations, places or board_places(schema, ids), counts={})


def boxes(board: dict) -> list[Box]:
    parts = [*board["nodes"], *(edge["label"] for edge in board["edges"] if edge["label"])]
    return [Box(part["x"], part["y"], part["w"], part["h"]) for part in parts]


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    ends = st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=3).map(tuple)
    links = draw(st.lists(st.tuples(ends, ends), max_size=23))
    kinds = tuple(EntityType(name) for name in names)
    return Schema("any", kinds, tuple(RelationType(f"links_{n}", a, b) for n, (a, b) in enumerate(links)))


@settings(max_examples=60, deadline=None)
@given(schemas())
def test_no_label_or_box_touches_another_and_every_link_is_on_one_line(schema: Schema) -> None:
    board = drawn(schema)
    for one, other in combinations(boxes(board), 2):
        assert one.apart(other, 0.0)
    left, top, wide, high = board["box"]
    for box in boxes(board):
        assert left <= box.x - box.w / 2
        assert box.x + box.w / 2 <= left + wide
        assert top <= box.y - box.h / 2
        assert box.y + box.h / 2 <= top + high
    names = {node["id"]: node["name"] for node in board["nodes"]}
    found = [
        (way["name"], names[edge["from" if way["forward"] else "to"]], names[edge["to" if way["forward"] else "from"]])
        for edge in board["edges"]
        for way in edge["relations"]
    ]
    found += [
        (way["name"], names[edge["to"]], names[edge["from"]])
        for edge in board["edges"]
        for way in edge["relations"]
        if way["back"]
    ]
    wanted = {(kind.name, head, tail) for kind in schema.relation_types for head in kind.head for tail in kind.tail}
    assert set(found) == wanted
    assert len({frozenset((edge["from"], edge["to"])) for edge in board["edges"]}) == len(board["edges"])
    assert json.loads(json.dumps(board)) == json.loads(json.dumps(drawn(schema)))


@pytest.mark.parametrize("name", sample_names())
def test_every_relation_type_of_a_sample_can_be_read(name: str) -> None:
    schema = load_schema(sample(name).schema)
    board = drawn(schema)
    said = " ".join(line for edge in board["edges"] for line in edge["label"]["lines"])
    assert [kind.name for kind in schema.relation_types if kind.name not in said] == []
    # It fits a page without getting small.
    assert board["box"][2] <= 900
    assert board["box"][3] <= 620


def test_lines_in_a_ring_are_straight_and_run_from_rim_to_rim() -> None:
    names = [f"T{n}" for n in range(9)]
    links = tuple(RelationType(f"{a}{b}", (a,), (b,)) for a, b in combinations(names, 2))
    board = drawn(Schema("all", tuple(EntityType(name) for name in names), links))
    assert all(edge["d"].count("L") == 1 for edge in board["edges"])
    assert all(len(edge["tips"]) == 1 for edge in board["edges"])


def test_a_line_goes_round_what_stands_in_its_way() -> None:
    start, end, between = Box(-200, 0, 80, 36), Box(200, 0, 80, 36), Box(0, 0, 80, 36)
    straight = line_between(start, end, [], True, True)
    assert straight.path.count("L") == 1
    assert len(straight.tips) == 2
    bent = line_between(start, end, [between], True, False)
    assert bent.path.count("L") > 1
    assert not between.holds(bent.points).any()


def test_types_between_the_same_two_are_one_line_with_their_number_and_ways() -> None:
    kinds = (EntityType("A"), EntityType("B"))
    links = [RelationType(f"to_{n}", ("A",), ("B",)) for n in range(4)]
    links += [RelationType("back", ("B",), ("A",)), RelationType("self", ("A",), ("A",), symmetric=True)]
    board = drawn(Schema("two", kinds, tuple(links)))
    line, loop = sorted(board["edges"], key=lambda edge: edge["from"] == edge["to"])
    assert len(line["relations"]) == 5
    assert len(line["tips"]) == 2
    assert line["label"]["lines"][-1].endswith("+2")
    assert loop["label"]["lines"] == ["self"]
    assert loop["from"] == loop["to"]


def test_what_stands_stays_and_what_is_new_goes_where_there_is_room() -> None:
    schema = load_schema(sample("computing_history").schema)
    ids = [f"e{k}" for k in range(len(schema.entity_types))]
    before = board_places(schema, ids)
    after = board_places(added(schema, "entity", "Robot"), [*ids, "new"], before)
    assert {one: after[one] for one in ids} == before
    assert all(abs(after["new"][0] - x) > 100 or abs(after["new"][1] - y) > 40 for x, y in before.values())
    gone = board_places(schema, [*ids[1:], "e0"], {one: before[one] for one in ids[1:]})
    assert {one: gone[one] for one in ids[1:]} == {one: before[one] for one in ids[1:]}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(60, 260), min_size=1, max_size=40))
def test_boxes_in_a_ring_keep_apart(widths: list[float]) -> None:
    places = ring_places([(wide, 36.0) for wide in widths], {(k, (k * 7) % len(widths)): 1 for k in range(len(widths))})
    for (a, wide), (b, other) in combinations(zip(places, widths, strict=True), 2):
        assert Box(*a, wide, 36.0).apart(Box(*b, other, 36.0), 0.0)


def test_free_ground_is_found_with_nothing_and_with_one_there() -> None:
    assert free_place([]) == (0.0, 0.0)
    x, y = free_place([(0.0, 0.0)])
    assert abs(x) + abs(y) >= 70


def test_names_for_a_new_link_are_free_and_in_the_language_of_the_schema() -> None:
    schema = load_schema(sample("computing_history").schema)
    assert link_name(schema, "Person", "ProgrammingLanguage") == "has_programming_language"
    assert link_name(schema, "Person", "Person") == "related_to"
    assert link_name(schema, "Person", "Award", ["won", "was_refused"]) == "was_refused"
    again = connected(connected(schema, "Person", "Award", "has_award"), "Person", "Award", "person_award")
    assert link_name(again, "Person", "Award") == "person_award_2"
    chinese = load_schema(sample("song_science").schema)
    assert link_name(chinese, "人物", "著作") == "相关著作"


@settings(max_examples=60, deadline=None)
@given(schemas(), st.data())
def test_dissolving_a_type_leaves_no_trace_and_no_error_it_did_not_find(schema: Schema, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([kind.name for kind in schema.entity_types]))
    left = dissolved(schema, name)
    assert all(name not in (*kind.head, *kind.tail) for kind in left.relation_types)
    assert len(left.entity_types) == len(schema.entity_types) - 1
    errors = [finding for finding in check(left) if finding.severity == "error"]
    assert errors == [] or not left.entity_types
