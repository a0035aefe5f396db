"""Retrieval side by side: the same questions and measures for every way, and packages that are absent say so."""

from dataclasses import replace
from pathlib import Path

import pytest

from kgworkbench.evaluate import compare
from kgworkbench.evaluate.datasets import AskedQuestion
from kgworkbench.evaluate.retrieval import evaluate_retrieval
from kgworkbench.index.library import Library
from kgworkbench.model.query import Limits
from kgworkbench.model.text import Document
from kgworkbench.workbench import Workbench

TEXTS = {
    "wirth": "Niklaus Wirth designed Pascal. Niklaus Wirth was born in Winterthur.",
    "hoare": "Tony Hoare invented quicksort. Tony Hoare worked with Niklaus Wirth on ALGOL W.",
    "shen": "沈括著有《梦溪笔谈》。沈括是钱塘人。",
    "lisp": "John McCarthy designed Lisp at MIT.",
}
QUESTIONS = (
    AskedQuestion("a", "Who designed Pascal?", ("Niklaus Wirth",), ("wirth",)),
    AskedQuestion("b", "沈括写了什么书？", ("梦溪笔谈",), ("shen",)),
    AskedQuestion("c", "Unanswerable?", (), ()),
)


@pytest.fixture(scope="module")
def library() -> Library:
    with Workbench.open(embedder="lexical") as bench:
        bench.build([Document(key, key.title(), text) for key, text in TEXTS.items()]).result()
        return bench.library()


def test_every_way_is_measured_alike(library: Library) -> None:
    rows = compare.compare_retrieval(library, QUESTIONS, Limits(top=20), (1, 5))
    named = {row["method"].split()[0]: row for row in rows}
    assert {"kgw", "bm25", "embedder", "ranks"} <= named.keys()
    for row in rows:
        if "note" not in row:
            assert row.keys() >= {"recall@1", "recall@5", "mrr", "ndcg@10", "latency_ms"}
            assert 0 <= row["recall@1"] <= row["recall@5"] <= 100
    assert named["bm25"]["recall@1"] == 100.0
    whole = evaluate_retrieval(library, QUESTIONS, Limits(top=20), (1, 5))
    assert [named["kgw"][key] for key in ("recall@1", "recall@5", "mrr")] == [
        whole[key] for key in ("recall@1", "recall@5", "mrr")
    ]


def test_absent_packages_say_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare.importlib.util, "find_spec", lambda _: None)
    rows = compare.compare_retrieval(library, QUESTIONS, Limits(), (5,))
    assert [row["method"] for row in rows if row.get("note") == "not installed"] == ["bm25s", "scikit-learn tf-idf"]


def test_no_question_with_support_gives_zeros(library: Library) -> None:
    rows = compare.compare_retrieval(library, [replace(QUESTIONS[2])], Limits(), (5,))
    assert all(row.get("recall@5", 0.0) == 0.0 for row in rows)


def test_the_module_needs_no_package() -> None:
    text = Path(compare.__file__).read_text(encoding="utf-8")
    assert "\nimport sklearn" not in text
    assert "\nimport bm25s" not in text
