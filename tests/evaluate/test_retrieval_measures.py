"""Measures against their definitions, and the dataset reader's refusals."""

import json
from math import log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import small_library

from kgworkbench.errors import QuestionError
from kgworkbench.evaluate.datasets import AskedQuestion, load_questions
from kgworkbench.evaluate.retrieval import bootstrap, evaluate_retrieval, ndcg_at, recall_at, reciprocal_rank
from kgworkbench.model.query import Limits

GOLD = frozenset({"a", "b"})


def test_measures_by_hand() -> None:
    assert recall_at(["a", "x", "b"], GOLD, 2) == 0.5
    assert recall_at([], GOLD, 2) == 0
    assert reciprocal_rank(["x", "b", "a"], GOLD) == 0.5
    assert reciprocal_rank(["x"], GOLD) == 0
    assert ndcg_at(["a", "x", "b"], GOLD, 10) == pytest.approx((1 + 1 / 2) / (1 + 1 / log2(3)))


@given(st.permutations(list("abcdef")))
def test_the_best_order_scores_one_and_none_scores_more(order: list[str]) -> None:
    assert ndcg_at(["a", "b", *"cdef"], GOLD, 10) == pytest.approx(1)
    assert 0 < ndcg_at(order, GOLD, 10) <= 1 + 1e-9
    assert recall_at(order, GOLD, 6) == 1


def test_an_interval_holds_the_mean_and_repeats() -> None:
    values = [0.0, 0.5, 1.0] * 20
    low, high = bootstrap(values)
    assert low < 0.5 < high
    assert bootstrap(values) == (low, high)
    assert bootstrap([]) == (0.0, 0.0)


def test_the_report_has_the_keys_of_the_contract() -> None:
    questions = (
        AskedQuestion("1", "Where was the inventor of the Enigma machine born?", (), ("enigma", "scherbius"), "2hop"),
        AskedQuestion("2", "《梦溪笔谈》的作者出生在哪里？", (), ("mengxi", "shen"), "2hop"),
        AskedQuestion("3", "Unsupported?"),
    )
    found = evaluate_retrieval(small_library(), questions)
    assert found["questions"] == 2
    assert found["without_support"] == 1
    assert found["recall@2"] == found["recall@5"] == found["recall@10"] == 100.0
    assert found["mrr"] == found["ndcg@10"] == 100.0
    assert set(found["latency_ms"]) == {"p50", "p95"}
    assert set(found["routes"]) == {"entity", "triple", "community", "path", "chunk"}
    assert found["by_kind"] == {"2hop": {"questions": 2, "recall@5": 100.0}}
    json.dumps(found)
    only = evaluate_retrieval(small_library(), questions, Limits(routes=("triple",)), ks=(1,))
    assert set(only["routes"]) == {"triple"}
    assert evaluate_retrieval(small_library(), ())["questions"] == 0


def test_questions_are_read(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id":"1","question":"Who?","answers":["A"],"supporting":["d"],"kind":"one"}\n\n', "utf-8")
    assert load_questions(path) == (AskedQuestion("1", "Who?", ("A",), ("d",), "one"),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no questions"),
        (b"{", r"questions.jsonl:1: not JSON"),
        (b"[1]", "list where an object belongs"),
        (b'{"id":"1"}', r":1: 'question' is None"),
        (b'{"id":1,"question":"Who?"}', "'id' is 1"),
        (b'{"id":"1","question":" "}', "question is empty"),
        (b'{"id":"1","question":"Who?","supporting":"d1"}', "'supporting' is 'd1'"),
        (b'{"id":"1","question":"Who?"}\n{"id":"1","question":"Who?"}', r":2: id '1' stands twice"),
        (b'{"id":"\xff"}', "not UTF-8 at byte 7"),
    ],
)
def test_malformed_questions_are_refused_with_their_line(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    with pytest.raises(QuestionError, match=message):
        load_questions(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"nowhere\.jsonl.*give an existing"):
        load_questions(tmp_path / "nowhere.jsonl")
