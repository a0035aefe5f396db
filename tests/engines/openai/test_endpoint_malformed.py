"""Malformed replies by the thousand: nothing breaks, nothing off the schema gets through, every loss is in view."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgworkbench.engines.openai.engine import OpenAIEngine
from kgworkbench.engines.openai.hearing import Heard, RefusedError, UnusableError, hear
from kgworkbench.engines.openai.reading import joined, read_extraction
from kgworkbench.engines.openai.salvage import salvage
from kgworkbench.extract.batch import extract_chunks
from kgworkbench.extract.check import judge
from kgworkbench.model.codec import dumps, loads
from kgworkbench.model.facts import Candidates, Extraction
from kgworkbench.model.progress import ChunkDone
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Chunk

SCHEMA = Schema(
    "s",
    (EntityType("Person"), EntityType("Machine")),
    (RelationType("built", ("Person",), ("Machine",)),),
    (AttributeType("born", ("Person",), "date"),),
)
TEXT = "Konrad Zuse, born 1910, built the Z3. 沈括 wrote."
CHUNK = Chunk("c", "d", "Zuse", 0, len(TEXT), TEXT)
KEYS = ("mentions", "relations", "attributes", "proposals")

words = st.sampled_from(
    [
        "Konrad Zuse",
        "Z3",
        "沈括",
        "",
        " ",
        "Person",
        "Machine",
        "built",
        "born",
        "1910",
        "Spaceship",
        "1",
        "2",
        "x" * 3000,
    ]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats() | words | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "text", "type", "head", "tail", "mention", "value", "kind", "name", "confidence"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=5,
)
numbers = st.integers(0, 3) | anything
rows = {
    "mentions": st.fixed_dictionaries({"id": numbers, "text": words | anything, "type": words | anything}),
    "relations": st.fixed_dictionaries({"head": numbers, "type": words | anything, "tail": numbers}),
    "attributes": st.fixed_dictionaries({"mention": numbers, "type": words | anything, "value": words | anything}),
    "proposals": st.fixed_dictionaries({"kind": st.just("entity") | anything, "name": words | anything}),
}
replies = st.fixed_dictionaries(
    {},
    optional={
        **{key: st.lists(row | anything, max_size=3) | anything for key, row in rows.items()},
        "entities": anything,
        "comment": anything,
    },
)


def items(reply: dict[str, Any], key: str) -> list[Any]:
    found = reply.get(key) or []
    return found if isinstance(found, list) else [found]


def hold(extraction: Extraction) -> None:
    """Nothing but the schema's, and a form that can be stored."""
    assert {mention.type for mention in extraction.mentions} <= {"Person", "Machine"}
    for triple in extraction.triples:
        head, tail = extraction.mentions[triple.head], extraction.mentions[triple.tail]
        assert (triple.relation, head.type, tail.type) == ("built", "Person", "Machine")
    for said in extraction.attributes:
        assert (said.type, extraction.mentions[said.mention].type) == ("born", "Person")
    for mention in extraction.mentions:
        assert mention.span is None or TEXT[mention.span.start : mention.span.end] == mention.text
    assert loads(Extraction, dumps(extraction)) == extraction


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(replies)
def test_a_thousand_malformed_replies_pass_nothing_off_schema_and_lose_nothing_unseen(reply: dict[str, Any]) -> None:
    found = judge(read_extraction(reply), CHUNK, SCHEMA)
    hold(found)
    claims = sum(len(items(reply, key)) for key in ("mentions", "relations", "attributes", "entities"))
    kept = len(found.mentions) + len(found.triples) + len(found.attributes)
    merged = claims - kept - len(found.violations)
    # Whatever is neither kept nor a violation says again, word for word, what is kept.
    assert merged <= _repeats(found)
    said = len(items(reply, "proposals"))
    assert len(found.candidates.types) + sum("unreadable" in v.claim[-1] for v in found.violations) >= said
    if reply.get("comment") not in (None, [], {}, ""):
        assert any("comment" in violation.claim[-1] for violation in found.violations)


def _repeats(found: Extraction) -> int:
    """How many accepted candidates say what an earlier one said."""
    claimed = found.candidates
    good = [(m.text, m.type) for m in claimed.mentions if m.text.strip() and SCHEMA.entity_type(m.type)]
    wrong = len(found.violations)
    total = len(claimed.mentions) + len(claimed.triples) + len(claimed.attributes)
    assert len(set(good)) == len(found.mentions)
    return total - wrong - len(found.mentions) - len(found.triples) - len(found.attributes)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(replies, replies)
def test_two_malformed_replies_join(one: dict[str, Any], two: dict[str, Any]) -> None:
    first = read_extraction(one)
    both = joined(first, read_extraction(two))
    hold(judge(both, CHUNK, SCHEMA))
    assert both.mentions[: len(first.mentions)] == first.mentions
    assert joined(first, Candidates()) == first
    again = joined(first, read_extraction(two, first.mentions), len(first.mentions))
    hold(judge(again, CHUNK, SCHEMA))
    same = joined(first, first, len(first.mentions))
    assert same.mentions == first.mentions
    assert judge(same, CHUNK, SCHEMA).triples == judge(first, CHUNK, SCHEMA).triples


broken = st.one_of(
    st.text(max_size=60),
    replies.map(lambda reply: json.dumps(reply)[:-3]),
    replies.map(lambda reply: "<think>{" + json.dumps(reply) + "</think>" + str(reply)),
    st.tuples(st.text(alphabet="{}[]\"':,`<think>/\\u0d8", max_size=40), replies).map(
        lambda pair: pair[0] + json.dumps(pair[1])
    ),
)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(broken)
def test_salvage_never_breaks(text: str) -> None:
    found = salvage(text, KEYS)
    assert found is None or isinstance(found, dict)
    hold(judge(read_extraction(found or {}), CHUNK, SCHEMA))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["choices", "usage", "error", "id"]), anything | st.lists(anything, max_size=2)))
def test_a_body_of_any_shape_is_heard_or_named(body: dict[str, Any]) -> None:
    try:
        heard = hear(body, "m", KEYS)
    except (UnusableError, RefusedError):
        return
    assert isinstance(heard, Heard)


bodies = st.one_of(
    replies.map(json.dumps),
    broken,
    st.none(),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(bodies, st.sampled_from(["stop", "length", "tool_calls"]), anything)
def test_over_the_wire_each_chunk_is_an_extraction_or_a_failure(
    server: Any, say: Any, content: str | None, finish: str, usage: Any
) -> None:
    server.answer = lambda body, n: (200, {}, {**say(content, finish=finish), "usage": usage})
    engine = OpenAIEngine(server.endpoint(attempts=1))
    (outcome,) = extract_chunks([ExtractTask(CHUNK, SCHEMA)], engine)
    engine.close()
    if isinstance(outcome, ChunkDone):
        hold(outcome.extraction)
    else:
        assert outcome.failure.chunk == "c"
        assert outcome.failure.reason.startswith("EngineError: m gave no usable reply")
