"""Plans and reflections of the local engine."""

from dataclasses import replace

from kgworkbench.engines.local.lexicon import named_types
from kgworkbench.engines.local.plan import plan
from kgworkbench.engines.local.reflect import reflect
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Anchor, Limits, Plan, Question
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.tasks import PlanTask, ReflectTask

SCHEMA = Schema(
    "mills",
    (EntityType("Person", cues=(("en", ("engineer",)),)), EntityType("Building", cues=(("en", ("mill", "tower")),))),
    (
        RelationType("designed", ("Person",), ("Building",), cues=(("en", ("designed", "architect of")),)),
        RelationType("taught", ("Person",), ("Person",), cues=(("en", ("taught",)),)),
    ),
    (AttributeType("birth_date", ("Person",), "date", cues=(("en", ("born",)),)),),
)
MILL = Anchor("e1", "Tide Mill", "Building", "Tide Mill", 0.9)


def planned(text: str, *anchors: Anchor) -> Plan:
    return plan(PlanTask(Question(text, "en"), SCHEMA, anchors, Limits()))


def test_words_and_their_synonyms_name_types() -> None:
    assert named_types("Who designed the mill?", "en", SCHEMA)[0] == "designed"
    assert "designed" in named_types("Who devised the mill?", "en", SCHEMA)
    assert named_types("When was she born?", "en", SCHEMA) == ("birth_date",)
    assert named_types("What colour is it?", "en", SCHEMA) == ()


def test_a_plain_question_is_one_sub_query() -> None:
    made = planned("Who designed the Tide Mill?", MILL)
    (query,) = made.sub_queries
    assert query.anchors == ("e1",)
    assert query.relations == ("designed",)
    assert "Person" in query.target_types


def test_the_described_part_feeds_the_asking_part() -> None:
    made = planned("When was the engineer born who designed the Tide Mill?", MILL)
    whole, inner, asking = made.sub_queries
    assert whole.text == made.question
    assert inner.anchors == ("e1",)
    assert asking.needs == (inner.id,)
    assert "birth_date" in asking.relations
    assert len({query.id for query in made.sub_queries}) == 3


def test_a_comparison_asks_each_option() -> None:
    made = planned("Which is taller, the Tide Mill or the Salt Mill?", MILL)
    assert made.aim == "compare"
    assert [query.text.split(" Mill")[0] for query in made.sub_queries[1:]] == ["Tide", "Salt"]


def test_aims() -> None:
    assert planned("How many mills did she design?").aim == "count"
    assert planned("Why did mills matter?").aim == "summarise"


def test_only_allowed_routes_are_planned() -> None:
    made = plan(
        PlanTask(Question("Where was the man born who designed it?", "en"), SCHEMA, (), Limits(routes=("chunk",)))
    )
    assert {route for query in made.sub_queries for route in query.routes} == {"chunk"}


def test_reflection_asks_on_with_the_name_found() -> None:
    text = "In which city was the engineer born who designed the Tide Mill?"
    passage = "# Tide Mill\n\nThe Tide Mill was designed by Anna Bell in 1872."
    evidence = (Evidence("p", "chunk", passage, 1.0, ("c1",)),)
    first = reflect(ReflectTask(Question(text, "en"), SCHEMA, planned(text), evidence, 1, Limits()))
    assert not first.enough
    assert any("Anna Bell" in query.text for query in first.next)
    whole = replace(planned(text), sub_queries=(*planned(text).sub_queries, *first.next))
    assert reflect(ReflectTask(Question(text, "en"), SCHEMA, whole, evidence, 2, Limits())).enough


def test_reflection_ends_where_nothing_is_found_or_nothing_is_described() -> None:
    text = "Who designed the Tide Mill?"
    task = ReflectTask(Question(text, "en"), SCHEMA, planned(text), (), 1, Limits())
    assert reflect(task).enough
