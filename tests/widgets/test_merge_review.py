"""The merge queue as a value: what it offers, what a decision does to the graph, what a saved notebook keeps."""

import random

import pytest

from kgwidgets import MergeReview
from kgworkbench.model.graph import Graph
from kgworkbench.model.journal import KeepApart, Merge
from kgworkbench.model.text import Document
from kgworkbench.present.merging import member_sentences, merge_queue
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

TEXT = (
    "Ada Lovelace worked at the Stanford Research Institute. The Stanford Research Institute (SRI) built Shakey. "
    "SRI was founded in 1946. Lovelace wrote notes. Grace Hopper worked at Remington Rand. "
    "Hopper designed FLOW-MATIC at Remington Rand Corporation."
)


@pytest.fixture
def bench() -> Workbench:
    bench = Workbench.open(embedder="lexical")
    bench.build([Document("a.txt", "A", TEXT)]).result()
    return bench


def test_candidates_carry_reasons_members_and_sentences(bench: Workbench) -> None:
    found = merge_queue(bench.journal.duplicates(), bench.graph())
    assert found
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
    for row in found:
        strengths = [reason["strength"] for reason in row["reasons"]]
        assert strengths == sorted(strengths, reverse=True)
        assert len(row["members"]) >= 2
        assert row["name"] in row["names"]
        said = member_sentences([one["id"] for one in row["members"]], bench.graph(), bench.store.chunks)
        for one in row["members"]:
            marks = [part["text"] for where in said[one["id"]] for part in where["segments"] if part.get("kind")]
            assert set(marks) <= {one["name"], *one["aliases"]}


def test_the_queue_does_not_hang_on_the_order_of_what_it_is_made_of() -> None:
    corpus = sample("computing_history")
    bench = Workbench.open(embedder="lexical")
    bench.build(corpus.path, schema=corpus.schema).result()
    offers, graph = list(bench.journal.duplicates()), bench.graph()
    queue = merge_queue(offers, graph)
    assert any(len(row["members"]) > 2 for row in queue)
    for seed in range(5):
        random.Random(seed).shuffle(offers)
        shuffled = Graph(graph.entities[::-1], graph.relations[::-1])
        assert merge_queue(offers, shuffled) == queue
    assert {end for pair in offers for end in (pair.one, pair.other)} == {
        member["id"] for row in queue for member in row["members"]
    }


def test_each_member_has_its_own_checkbox_and_a_merge_can_be_undone(bench: Workbench) -> None:
    review, before = MergeReview(bench), bench.graph()
    assert set(review.selected) == {member["id"] for member in review.queue[0]["members"]}
    first = review.current
    operation = review.merge(name="One name")
    assert isinstance(operation.action, Merge)
    assert review.done == (operation,)
    assert any(entity.name == "One name" for entity in bench.graph().entities)
    assert review.current != first
    review.undo()
    assert review.done == ()
    assert bench.graph() == before
    assert review.current == first


def test_kept_apart_is_never_offered_again(bench: Workbench) -> None:
    review = MergeReview(bench)
    pair = tuple(review.selected)
    made = review.keep_apart()
    assert all(isinstance(operation.action, KeepApart) for operation in made)
    review.look_again()
    assert all({member["id"] for member in row["members"]} != set(pair) for row in review.queue)


def test_later_puts_a_candidate_last_and_observers_hear_of_decisions(bench: Workbench) -> None:
    review, heard = MergeReview(bench), []
    review.observe(lambda change: heard.append(len(change["new"])), "done")
    first = review.current
    review.set_state({"request": {"kind": "later", "serial": 1}})
    assert review.queue[-1]["id"] == first or len(review.queue) == 1
    review.set_state({"request": {"kind": "merge", "name": "", "serial": 2}})
    assert heard == [1]


def test_too_few_members_are_said_in_words_in_both_languages(bench: Workbench) -> None:
    review = MergeReview(bench)
    review.set_state({"selected": review.selected[:1]})
    review.set_state({"request": {"kind": "merge", "serial": 1}})
    assert review.error == "Check at least two members."
    review.language = "zh"
    review.set_state({"request": {"kind": "merge", "serial": 2}})
    assert review.error == "请至少勾选两个成员。"
    assert review.done == ()


def test_what_was_decided_is_told_in_the_language_of_the_view(bench: Workbench) -> None:
    review = MergeReview(bench)
    operation = review.merge()
    assert review.shown["done"] == [operation.says]
    review.language = "zh"
    (line,) = review.shown["done"]
    assert line != operation.says
    assert any("\u4e00" <= letter <= "\u9fff" for letter in line)


def test_what_the_journal_refuses_stands_under_the_view(bench: Workbench) -> None:
    review = MergeReview(bench)
    bench.journal.close_for("a build is under way")
    review.set_state({"request": {"kind": "merge", "serial": 1}})
    assert "a build is under way" in review.error


def test_a_saved_notebook_keeps_a_table(bench: Workbench) -> None:
    data, _ = MergeReview(bench)._repr_mimebundle_()
    assert data["text/plain"].startswith("MergeReview: ")
    assert "<table>" in data["text/html"]
    assert "<script" not in data["text/html"]


def test_unknown_arguments_say_what_to_do(bench: Workbench) -> None:
    with pytest.raises(TypeError, match="did you mean 'theme'"):
        MergeReview(bench, theem="dark")
    with pytest.raises(TypeError, match="layout="):
        MergeReview(bench, height="300px")


def test_an_empty_graph_has_nothing_to_review() -> None:
    review = MergeReview(Workbench.open(embedder="lexical"))
    assert review.queue == []
    assert (review.current, review.selected) == ("", [])
    review.set_state({"request": {"kind": "undo", "serial": 1}})
    assert "undo" in review.error
