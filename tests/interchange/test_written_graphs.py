"""Graphs written for other tools: nothing is lost, and no name is ever read as markup, a query or a statement."""

import io
import json
import re

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.interchange.cypher_script import cypher_lines
from kgworkbench.interchange.graphml import graphml_lines
from kgworkbench.interchange.ntriples import ntriples_lines
from kgworkbench.interchange.youtu_graph import youtu_lines
from kgworkbench.model.graph import Entity, Fact, Graph, Provenance, Relation

ADA = Entity("e1", 'Ada "the <b>Countess</b>"', "Person", ("A. L.",), (Fact("born", "1815"),), (Provenance("d", "c"),))
NOTES = Entity("e2", "Notes\n笔记 \\ ` '", "Work", (), (), (Provenance("d", "c2"),))
GRAPH = Graph((ADA, NOTES), (Relation("r1", "e1", "wrote", "e2", 0.9, (Provenance("d", "c"),)),))

names = st.text(min_size=1, max_size=12)
graphs = st.builds(
    lambda called, kind, verb: Graph(
        (Entity("e1", called, kind, (called,), (Fact(verb, called),)), Entity("e2", kind, called)),
        (Relation("r1", "e1", verb, "e2"), Relation("r2", "e1", verb, "e1")),
    ),
    names,
    names,
    names,
)


def test_graphml_is_read_back() -> None:
    net = networkx.read_graphml(io.BytesIO("\n".join(graphml_lines(GRAPH)).encode()), force_multigraph=True)
    assert net.nodes["e1"]["name"] == ADA.name
    assert net.nodes["e1"]["attributes"] == "born: 1815"
    assert net.nodes["e2"]["name"] == NOTES.name
    assert [data["type"] for _, _, data in net.edges(data=True)] == ["wrote"]


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_any_name_makes_sound_graphml(graph: Graph) -> None:
    net = networkx.read_graphml(io.BytesIO("\n".join(graphml_lines(graph)).encode()), force_multigraph=True)
    assert (net.number_of_nodes(), net.number_of_edges()) == (2, 2)


def test_statements_say_what_the_graph_says() -> None:
    lines = list(ntriples_lines(GRAPH))
    assert "<urn:kgworkbench:entity:e1> <urn:kgworkbench:relation:wrote> <urn:kgworkbench:entity:e2> ." in lines
    assert '<urn:kgworkbench:entity:e1> <urn:kgworkbench:attribute:born> "1815" .' in lines
    assert len(lines) == 2 + 2 + 1 + 1 + 1


@settings(max_examples=200, deadline=None)
@given(graphs)
def test_any_name_makes_one_sound_statement_a_line(graph: Graph) -> None:
    iri, literal = r"<[^\s<>\"{}|^`\\]+>", r'"(?:[^"\\\n\r]|\\[\\"nr])*"'
    for line in ntriples_lines(graph):
        assert re.fullmatch(rf"{iri} {iri} (?:{iri}|{literal}) \.", line)


def test_cypher_says_what_the_graph_says() -> None:
    index, first, second, relation = cypher_lines(GRAPH)
    assert index.startswith("CREATE INDEX")
    assert first.startswith("MERGE (n:Entity {id: 'e1'}) SET n += {`name`: 'Ada \"the <b>Countess</b>\"'")
    assert "`attribute born`: ['1815']" in first
    assert first.endswith("SET n:`Person`;")
    assert "'Notes\\n笔记 \\\\ ` \\''" in second
    assert "MERGE (a)-[r:`wrote` {id: 'r1'}]->(b)" in relation


@settings(max_examples=200, deadline=None)
@given(graphs)
def test_no_name_breaks_out_of_a_cypher_statement(graph: Graph) -> None:
    quoted = re.compile(r"'(?:[^'\\\n\r]|\\.)*'|`(?:[^`\n\r]|``)*`")
    for line in cypher_lines(graph):
        bare = quoted.sub("", line)
        assert "'" not in bare
        assert "`" not in bare
        assert re.fullmatch(r"[A-Za-z_0-9(){}\[\]:;,.+=<>\- ]+", bare)


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_youtus_list_holds_every_triple(graph: Graph) -> None:
    triples = json.loads("\n".join(youtu_lines(graph)))
    assert len(triples) == len(graph.relations) + sum(len(entity.attributes) for entity in graph.entities)
    last = triples[-2]
    assert last["start_node"]["properties"]["name"] == graph.entities[0].name
    assert last["end_node"]["properties"]["schema_type"] == graph.entities[1].type
    assert json.loads("\n".join(youtu_lines(Graph()))) == []
