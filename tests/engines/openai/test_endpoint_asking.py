"""Plans, verdicts, answers and names read from replies of any shape."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgworkbench.engines.openai.asking import read_description, read_draft, read_plan, read_reflection
from kgworkbench.model.codec import dumps
from kgworkbench.model.query import Anchor, Limits, Plan, Question
from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.model.tasks import ComposeTask, DescribeTask, PlanTask, ReflectTask

SCHEMA = Schema("s", (EntityType("Person"),), (RelationType("knows", ("Person",), ("Person",)),))
QUESTION = Question("Who knows Ada?")
ANCHORS = (Anchor("e1", "Ada", "Person", "Ada", 1.0),)
KEYS = ["sub_queries", "aim", "enough", "missing", "next", "found", "answer", "values", "citations", "name", "summary"]
INNER = ["id", "text", "anchors", "relations", "target_types", "needs", "aim", "evidence", "quote"]

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 9)
    | st.floats()
    | st.sampled_from(["knows", "Person", "q1", "find", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INNER), inner, max_size=5),
    max_leaves=10,
)
replies = st.dictionaries(st.sampled_from(KEYS), anything | st.lists(anything, max_size=9), max_size=6)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(replies)
def test_whatever_a_reply_holds_the_values_do(reply: dict[str, Any]) -> None:
    limits = Limits()
    plan = read_plan(reply, PlanTask(QUESTION, SCHEMA, ANCHORS, limits))
    assert 1 <= len(plan.sub_queries) <= 8
    ids = [query.id for query in plan.sub_queries]
    for at, query in enumerate(plan.sub_queries):
        assert query.text
        assert set(query.anchors) <= {"e1"}
        assert set(query.relations) <= {"knows"}
        assert set(query.target_types) <= {"Person"}
        assert set(query.needs) <= set(ids[:at])
    reflection = read_reflection(reply, ReflectTask(QUESTION, SCHEMA, plan, (), 1, limits))
    assert reflection.enough or reflection.next
    draft = read_draft(reply, ComposeTask(QUESTION, SCHEMA, Plan("x", ()), (), ()))
    assert draft.text or not draft.found
    described = read_description(reply, DescribeTask("c", "Ada", (), (), ()))
    assert 0 < len(described.name) <= 120
    for value in (plan, reflection, draft, described):
        assert dumps(value)


def test_a_name_that_is_no_name_is_the_centre() -> None:
    task = DescribeTask("c", "Ada", (), (), ())
    assert read_description({"name": ["x"], "summary": {"a": 1}}, task).name == "Ada"
    assert read_description({"name": "x" * 5000}, task).name == "Ada"
    assert read_description({"name": " Early\n computing "}, task).name == "Early computing"
