"""Each route on a small library in both languages: what it finds, and that its provenance resolves."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from small_library import Semantic, chunk_of, entity_id, small_library

from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.index.build import build_index
from kgworkbench.index.library import Library
from kgworkbench.model.codec import encode
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.graph import Graph
from kgworkbench.model.query import ROUTES as NAMES
from kgworkbench.model.query import Aim, Limits, SubQuery
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.retrieve import by_chunk
from kgworkbench.retrieve.by_chunk import chunk_scores
from kgworkbench.retrieve.fuse import fuse
from kgworkbench.retrieve.routes import ROUTES

LIBRARIES = {"lexical": small_library(), "semantic": small_library(Semantic())}
LIMITS = Limits()
QUESTIONS = (
    "Where was the inventor of the Enigma machine born?",
    "What did Alan Turing design?",
    "《梦溪笔谈》的作者出生在哪里？",
    "Which city lies on the Main?",
)


@pytest.fixture(params=sorted(LIBRARIES))
def library(request: pytest.FixtureRequest) -> Library:
    return LIBRARIES[request.param]


def documents(found: tuple[Evidence, ...], library: Library) -> list[str]:
    return [library.chunk[item.chunks[0]].document for item in found if item.chunks]


def test_the_rows_are_the_routes() -> None:
    assert tuple(ROUTES) == NAMES


@pytest.mark.parametrize("route", NAMES)
@pytest.mark.parametrize("text", QUESTIONS)
def test_evidence_is_ranked_and_stands_on_chunks_that_exist(route: str, text: str, library: Library) -> None:
    found = ROUTES[route](SubQuery("q1", text), library, LIMITS)  # type: ignore[index]
    assert found
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
    assert len({item.id for item in found}) == len(found)
    for item in found:
        assert item.sub_query == "q1"
        assert item.route == route
        assert all(chunk in library.chunk for chunk in item.chunks)
        assert all(hop.head in library.entity for hop in item.hops)
        assert all(hop.literal or hop.tail in library.entity for hop in item.hops)
        assert all(place.chunk in item.chunks for hop in item.hops for place in hop.provenance)


def test_passages_of_a_second_hop_follow_the_first(library: Library) -> None:
    found = ROUTES["chunk"](SubQuery("q", "Where was the inventor of the Enigma machine born?"), library, LIMITS)
    assert set(documents(found, library)[:2]) == {"enigma", "scherbius"}
    found = ROUTES["chunk"](SubQuery("q", "《梦溪笔谈》的作者出生在哪里？"), library, LIMITS)
    assert set(documents(found, library)[:2]) == {"mengxi", "shen"}


def test_a_passage_with_words_of_its_own_gains_on_one_that_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (
        "Orla Dunne directed Grey Harbour.",
        "Orla Dunne directed Grey Harbour.",
        "Studio Kestrel works in Galway.",
    )
    chunks = tuple(Chunk(f"c{n}", f"d{n}", "", 0, len(text), text) for n, text in enumerate(texts))
    index = build_index(Graph((), ()), chunks, LexicalEmbedder())
    bare = Library(Schema("open"), Graph((), ()), KnowledgeTree(), index, chunks)
    question = "Did whoever directed Grey Harbour found Kestrel in Galway?"
    with_coverage = chunk_scores(question, bare)
    monkeypatch.setattr(by_chunk, "COVERAGE", 0.0)
    without = chunk_scores(question, bare)
    assert with_coverage[2] / with_coverage[1] > 1.05 * without[2] / without[1]
    assert np.all(np.isfinite(with_coverage))
    assert without[0] == without[1]
    assert with_coverage[0] > with_coverage[1]


def test_a_given_anchor_draws_its_passages(library: Library) -> None:
    def share(*anchors: str) -> float:
        scores = chunk_scores("Where was that person born?", library, anchors)
        return float(scores[library.chunk_row[chunk_of("shen").id]] / scores.sum())

    assert share(entity_id("沈括")) > 1.5 * share()
    assert share("unknown") == share()


def test_the_entity_route_keeps_every_wanted_fact(library: Library) -> None:
    query = SubQuery("q", "Alan Turing", anchors=(entity_id("Alan Turing"),), relations=("born_in", "studied_at"))
    found = ROUTES["entity"](query, library, Limits(top=1))
    assert {item.hops[0].relation for item in found} >= {"born_in", "studied_at"}
    inward = ROUTES["entity"](SubQuery("q", "Alan Turing", relations=("designed_by",)), library, LIMITS)
    assert (inward[0].hops[0].relation, inward[0].hops[0].inward) == ("designed_by", True)


def test_what_counts_without_an_anchor_sees_every_fact_of_its_relations(library: Library) -> None:
    def born(aim: Aim, *anchors: str) -> set[str]:
        query = SubQuery("q", "Who was born in London?", aim=aim, anchors=anchors, relations=("born_in",))
        found = ROUTES["triple"](query, library, Limits(top=1))
        assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
        assert len(found) == 1 or not anchors
        return {item.hops[0].head_name for item in found if item.hops[0].relation == "born_in"}

    everyone = {library.entity[link.head].name for link in library.graph.relations if link.type == "born_in"}
    assert len(everyone) > 1
    assert born("count") == everyone
    assert len(born("find")) <= 1
    assert len(born("earliest", entity_id("Alan Turing"))) <= 1


def test_an_attribute_is_a_fact_too(library: Library) -> None:
    first = ROUTES["entity"](SubQuery("q", "What is the population of Frankfurt?"), library, LIMITS)[0]
    assert first.hops[0].literal
    assert first.hops[0].tail == "773000"


def test_a_wanted_type_goes_before_another(library: Library) -> None:
    text = "Arthur Scherbius"
    plain = ROUTES["entity"](SubQuery("q", text), library, LIMITS)
    for relation in ("born_in", "died_in"):
        found = ROUTES["entity"](SubQuery("q", text, relations=(relation,)), library, LIMITS)
        assert found[0].hops[0].relation == relation
        assert {item.id for item in found} == {item.id for item in plain}


def test_a_path_joins_what_no_single_fact_says(library: Library) -> None:
    query = SubQuery("q", "Where was the person who invented the Enigma machine born?", target_types=("Place",))
    first = ROUTES["path"](query, library, LIMITS)[0]
    assert [hop.relation for hop in first.hops] == ["invented_by", "born_in"]
    assert first.hops[-1].tail_name == "Frankfurt"
    assert all(len(item.hops) >= 2 for item in ROUTES["path"](query, library, LIMITS))


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_paths_are_no_longer_than_the_limit_and_chain_up(depth: int, library: Library) -> None:
    found = ROUTES["path"](SubQuery("q", "Enigma machine"), library, Limits(depth=depth))
    for item in found:
        assert 2 <= len(item.hops) <= depth
        ends = [(hop.tail, hop.head) if hop.inward else (hop.head, hop.tail) for hop in item.hops]
        assert all(before[1] == after[0] for before, after in pairwise(ends))
    assert bool(found) == (depth > 1)


def test_a_path_between_two_named_entities_comes_first(library: Library) -> None:
    query = SubQuery("q", "How are Bletchley Park and London connected?")
    first = ROUTES["path"](query, library, LIMITS)[0]
    named = {first.hops[0].head_name, first.hops[0].tail_name, first.hops[-1].head_name, first.hops[-1].tail_name}
    assert {"Bletchley Park", "London"} <= named
    assert len(first.hops) == 3


def test_the_community_route_goes_down_to_the_one_that_fits(library: Library) -> None:
    found = ROUTES["community"](SubQuery("q", "codebreaking at Bletchley Park"), library, LIMITS)
    assert next(item.community for item in found if item.community) == "b"
    assert any(item.hops for item in found)
    assert all(item.community not in ("top", "east") for item in found)


@pytest.mark.parametrize("route", NAMES)
@pytest.mark.parametrize("text", ["", "zzzz qqqq", "the of and", "<b>'; DROP TABLE--", "où est la gare?", "x" * 20_000])
def test_questions_that_fit_nothing_break_nothing(route: str, text: str, library: Library) -> None:
    assert isinstance(ROUTES[route](SubQuery("q", text), library, LIMITS), tuple)  # type: ignore[index]


@pytest.mark.parametrize("route", NAMES)
def test_an_empty_library_answers_with_nothing(route: str) -> None:
    full = LIBRARIES["lexical"]
    from kgworkbench.index.build import build_index
    from kgworkbench.model.tree import KnowledgeTree

    for embedder in (full.index.embedder, Semantic()):
        empty = Library(full.schema, Graph(), KnowledgeTree(), build_index(Graph(), (), embedder), ())
        query = SubQuery("q", "Who was Alan Turing?", anchors=("gone",))
        assert ROUTES[route](query, empty, LIMITS) == ()  # type: ignore[index]
        bare = Library(full.schema, Graph(), KnowledgeTree(), build_index(Graph(), full.chunks, embedder), full.chunks)
        found = ROUTES[route](query, bare, LIMITS)  # type: ignore[index]
        assert bool(found) == (route == "chunk")


def test_the_same_question_gives_the_same_bytes_in_every_process() -> None:
    code = "import sys, json; sys.path.insert(0, sys.argv[1]); import test_routes as t\nprint(t.everything())"
    folders = os.pathsep.join((str(Path(__file__).parent), str(Path(__file__).parents[1] / "index")))
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": folders},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    assert len(seen.pop()) > 1000


def everything() -> str:
    """All evidence of all routes for all questions, as JSON."""
    library = LIBRARIES["lexical"]
    found = [[ROUTES[route](SubQuery("q", text), library, LIMITS) for route in NAMES] for text in QUESTIONS]
    return json.dumps(encode([[*routes, fuse(routes, LIMITS)] for routes in found]))
