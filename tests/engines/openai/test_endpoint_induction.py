"""A first schema, asked of an endpoint and read into one that holds."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.engines.openai.engine import OpenAIEngine
from kgworkbench.engines.openai.induction import INDUCE, induce_content, read_schema
from kgworkbench.errors import EngineError
from kgworkbench.model.tasks import InduceTask
from kgworkbench.model.text import Chunk
from kgworkbench.schema.check import check
from kgworkbench.schema.load import parse_schema
from kgworkbench.schema.write import dump_schema


def chunk(number: int, text: str, title: str = "") -> Chunk:
    return Chunk(f"c{number}", f"d{number}", title, 0, len(text), text)


TASK = InduceTask((chunk(1, "Konrad Zuse, an engineer, built the Z3 in 1941.", "Zuse"),), "en", "machines")
GOOD: dict[str, Any] = {
    "entity_types": [
        {"name": "Person", "description": "A human being", "examples": ["Zuse"], "cues": ["engineer"], "parent": ""},
        {"name": "Machine", "description": "A computer", "examples": ["Z3"], "cues": [], "parent": ""},
    ],
    "relation_types": [
        {
            "name": "built", "head": ["Person"], "tail": ["Machine"], "description": "", "examples": [],
            "cues": ["{tail} was built by {head}"], "symmetric": False, "functional": False,
        }
    ],
    "attribute_types": [
        {"name": "built_in", "of": ["Machine"], "value": "date", "unit": "", "values": [], "description": ""}
    ],
}  # fmt: skip


def test_a_good_reply_becomes_the_schema(server: Any, say: Any) -> None:
    server.answer = lambda body, n: (200, {}, say(json.dumps(GOOD)))
    reply = OpenAIEngine(server.endpoint()).reply(TASK)
    schema = reply.value
    assert (schema.name, schema.language, schema.version) == ("machines", "en", 1)
    assert [kind.name for kind in schema.entity_types] == ["Person", "Machine"]
    assert schema.entity_types[0].cues == (("en", ("engineer",)),)
    assert schema.allows("built", "Person", "Machine")
    assert schema.carries("built_in", "Machine")
    assert reply.usage.prompt == 10
    system, user = server.requests[0]["messages"]
    assert system["content"] == INDUCE
    assert "Konrad Zuse, an engineer" in user["content"]
    assert "Language of the schema: en" in user["content"]
    assert parse_schema(dump_schema(schema)) == schema


def test_what_does_not_hold_is_left_out_and_the_rest_is_kept() -> None:
    reply = {
        "entity_types": [
            "Person",
            {"name": " Odd   name ", "description": 7},
            {"name": "Person", "colour": "red", "cues": "engineer", "parent": "Nobody"},
            {"name": "person", "description": "the same again"},
            {"name": ""},
            {"name": "A", "parent": "B"},
            {"name": "B", "parent": "A"},
            {"name": "C", "parent": "C"},
        ],
        "relation_types": [
            {"name": "knows", "head": "Person", "tail": ["Person", "Ghost", "Person"], "symmetric": True},
            {"name": "haunts", "head": ["Ghost"], "tail": ["Person"]},
            {"name": "open", "head": ["Person"]},
            {"name": "flag", "head": ["A"], "tail": ["B"], "symmetric": "yes"},
        ],
        "attribute_types": [
            {"name": "colour", "of": ["A"], "value": "enum", "values": []},
            {"name": "size", "of": ["A"], "value": "text", "unit": "m", "values": ["x"]},
            {"name": "mass", "of": ["A"], "value": "number", "unit": "kg"},
            {"name": "shape", "of": ["A"], "value": "geometry"},
        ],
        "notes": "hello",
    }
    schema = read_schema(reply, TASK)
    assert [(kind.name, kind.parent) for kind in schema.entity_types] == [
        ("Person", None), ("A", "B"), ("B", None), ("C", None),
    ]  # fmt: skip
    assert [(link.name, link.head, link.tail) for link in schema.relation_types] == [
        ("knows", ("Person",), ("Person",))
    ]
    assert [(prop.name, prop.value, prop.unit) for prop in schema.attribute_types] == [
        ("colour", "text", None), ("size", "text", None), ("mass", "number", "kg"),
    ]  # fmt: skip


names = st.sampled_from(["A", "B", "C", "a", "", " A B ", "id"]) | st.text(max_size=4)
values = names | st.lists(names, max_size=3) | st.none() | st.booleans() | st.integers(0, 9)
keys = [
    "name",
    "head",
    "tail",
    "of",
    "parent",
    "value",
    "unit",
    "values",
    "cues",
    "examples",
    "symmetric",
    "description",
]
entries = st.dictionaries(st.sampled_from(keys), values) | values
sections = st.lists(entries, max_size=5) | values
proposals = st.fixed_dictionaries(
    {"entity_types": st.lists(st.builds(lambda name: {"name": name}, names), min_size=1, max_size=4)},
    optional={"relation_types": sections, "attribute_types": sections},
) | st.dictionaries(st.sampled_from(["entity_types", "relation_types", "attribute_types"]), sections)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(proposals)
def test_whatever_is_proposed_the_schema_holds_or_there_is_none(reply: dict[str, Any]) -> None:
    try:
        schema = read_schema(reply, TASK)
    except EngineError:
        return
    assert schema.entity_types
    assert [finding for finding in check(schema) if finding.severity == "error"] == []


def test_nothing_proposed_is_an_engine_error(server: Any, say: Any) -> None:
    server.answer = lambda body, n: (200, {}, say('{"entity_types": []}'))
    with pytest.raises(EngineError, match="proposes no entity types"):
        OpenAIEngine(server.endpoint()).reply(TASK)


def test_of_many_texts_all_parts_are_shown_and_the_cut_is_said() -> None:
    chunks = tuple(chunk(number, f"Text {number:03} " + "x" * 990) for number in range(100))
    content = induce_content(InduceTask(chunks, "en"))
    assert len(content) < 25_000
    shown = [number for number in range(100) if f"Text {number:03} " in content]
    assert f"({len(shown)} of 100)" in content
    assert len(shown) >= 20
    assert shown[0] < 5
    assert shown[-1] >= 95
    assert induce_content(InduceTask(chunks[::-1], "en")) == content
    assert " of 100)" not in induce_content(InduceTask(chunks[:3], "en"))


def test_the_local_engine_serves_the_task() -> None:
    lines = ["Ada Lovelace, a mathematician, wrote notes.", "Grace Hopper, a programmer, wrote COBOL.",
             "Konrad Zuse, an engineer, built the Z3.", "Alan Turing, a mathematician, built the Bombe."]  # fmt: skip
    chunks = tuple(chunk(number, text) for number, text in enumerate(lines))
    schema = LocalEngine().reply(InduceTask(chunks, "en", "first")).value
    assert schema.name == "first"
    assert "Person" in [kind.name for kind in schema.entity_types]
    assert LocalEngine().reply(InduceTask(chunks, "", "first")).value == schema
