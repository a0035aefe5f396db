"""Counts over facts of the graph and what sentences say."""

from kgworkbench.engines.local.compose import compose
from kgworkbench.model.evidence import Evidence, Hop
from kgworkbench.model.graph import Provenance
from kgworkbench.model.query import Plan, Question
from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.model.tasks import ComposeTask
from kgworkbench.model.text import Chunk

SCHEMA = Schema(
    name="mills",
    language="en",
    entity_types=(EntityType("Person"), EntityType("Machine")),
    relation_types=(RelationType("designed", head=("Person",), tail=("Machine",)),),
)
TEXT = "Anna Bell designed the Tide Pump in 1870. There followed the Wind Pump, likewise of Anna Bell."


def test_facts_of_the_graph_are_counted_and_cited_where_they_are_said() -> None:
    chunk = Chunk("c", "d", "Anna Bell", 0, len(TEXT), TEXT)
    hops = [
        Hop("p", "Anna Bell", "Person", "designed", name, name, "Machine", name, provenance=(Provenance("d", "c"),))
        for name in ("Tide Pump", "Wind Pump")
    ]
    facts = [Evidence(hop.tail, "entity", hop.tail, 1.0, ("c",), (hop,)) for hop in hops]
    evidence = (Evidence("e", "chunk", TEXT, 1.0, ("c",)), *facts)
    text = "How many machines did Anna Bell design?"
    made = compose(ComposeTask(Question(text, "en", "reject"), SCHEMA, Plan(text, ()), evidence, (chunk,)))
    assert made.values == ("2",)
    assert len(made.cited) == 2
    assert all(claim.quote in TEXT for claim in made.cited)
