"""Scores of extraction against gold, by hand and by law."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.errors import CorpusError
from kgworkbench.evaluate.extraction import (
    Claims,
    GoldItem,
    claims_of,
    evaluate_extraction,
    on_first_spans,
    read_gold,
    score_extraction,
)
from kgworkbench.evaluate.extraction_baseline import plain_claims
from kgworkbench.model.facts import Candidates, MentionCandidate, TripleCandidate
from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.model.text import Span

ADA, TURIN = (0, 3, "Person"), (14, 19, "Place")
TEXT = "Ada went from Turin to Turin."
GOLD = GoldItem("g", TEXT, Claims(frozenset({ADA, TURIN}), frozenset({(ADA, "left", TURIN)})))

places = st.tuples(st.integers(0, 9), st.integers(10, 19), st.sampled_from("AB"))
claims = st.builds(
    Claims,
    st.frozensets(places, max_size=5),
    st.frozensets(st.tuples(places, st.sampled_from("rs"), places), max_size=5),
)


def test_gold_against_itself_is_perfect() -> None:
    scores = score_extraction([GOLD], [GOLD.claims])
    assert scores["entity"]["f1"] == scores["span"]["f1"] == scores["relation"]["f1"] == 100
    assert scores["by_type"]["entity"]["Person"]["gold"] == 1


def test_a_wrong_type_costs_the_entity_and_its_relations_but_not_the_span() -> None:
    wrong = (14, 19, "Person")
    found = Claims(frozenset({ADA, wrong}), frozenset({(ADA, "left", wrong)}))
    scores = score_extraction([GOLD], [found])
    assert (scores["entity"]["f1"], scores["span"]["f1"]) == (50, 100)
    assert (scores["relation"]["f1"], scores["relation_untyped"]["f1"]) == (0, 100)


@given(st.lists(st.tuples(claims, claims), max_size=4))
def test_swapping_gold_and_claims_swaps_precision_and_recall(pairs: list[tuple[Claims, Claims]]) -> None:
    def items(side: int) -> list[GoldItem]:
        return [GoldItem(str(at), "", pair[side]) for at, pair in enumerate(pairs)]

    one = score_extraction(items(0), [pair[1] for pair in pairs])
    other = score_extraction(items(1), [pair[0] for pair in pairs])
    for key in ("entity", "span", "relation"):
        assert one[key]["precision"] == other[key]["recall"]
        assert one[key]["f1"] == other[key]["f1"]


def test_names_found_elsewhere_count_where_gold_has_one_span_per_name() -> None:
    later = (23, 28, "Place")
    assert on_first_spans(Claims(frozenset({later}), frozenset()), TEXT).entities == {TURIN}


def test_claims_leave_out_what_has_no_place() -> None:
    found = Candidates(
        (MentionCandidate("Ada", "Person", Span(0, 3)), MentionCandidate("Rome", "Place")),
        (TripleCandidate(0, "left", 1),),
    )
    assert claims_of([found]) == Claims(frozenset({ADA}), frozenset())


def test_a_bad_gold_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "t", "entities": [], "relations": [{"head": 0, "tail": 1, "type": "r"}]}\n')
    with pytest.raises(CorpusError, match=r"gold\.jsonl:1: a relation points at entity 0"):
        read_gold(path)


@pytest.mark.parametrize(
    "span", ['"start": 0, "end": 2', '"start": 1, "end": 1', '"start": "0", "end": 1', '"start": -1, "end": 1']
)
def test_a_span_outside_its_text_is_named(tmp_path: Path, span: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('\n{"id": "a", "text": "t", "entities": [{' + span + ', "type": "P"}], "relations": []}\n')
    with pytest.raises(CorpusError, match=r"gold\.jsonl:2: the span"):
        read_gold(path)


@pytest.mark.parametrize("text", ["Ada met Babbage.", "沈括著有《梦溪笔谈》。", ""])
def test_the_baseline_claims_nothing_under_a_schema_without_types(text: str) -> None:
    assert plain_claims(text, Schema("empty")) == Claims()


def test_an_engine_is_measured_and_beats_the_plain_baseline() -> None:
    text = "Maria Keller was born in Vienna. Peter Novak was born in Graz."
    schema = Schema(
        "s",
        (EntityType("Person", "A human being."), EntityType("Place", "A city.")),
        (RelationType("born_in", ("Person",), ("Place",), cues=(("en", ("born in",)),)),),
    )
    maria, vienna = (0, 12, "Person"), (25, 31, "Place")
    peter, graz = (33, 44, "Person"), (57, 61, "Place")
    relations = frozenset({(maria, "born_in", vienna), (peter, "born_in", graz)})
    gold = [GoldItem("g", text, Claims(frozenset({maria, vienna, peter, graz}), relations))]
    scores = evaluate_extraction(gold, schema, LocalEngine())
    plain = score_extraction(gold, [plain_claims(text, schema)])
    assert scores["texts"] == 1
    assert scores["seconds"] >= 0
    assert scores["entity"]["f1"] == scores["relation"]["f1"] == 100
    assert plain["entity"]["f1"] < 100
