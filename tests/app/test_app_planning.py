"""Layers of a plan, communities of a granularity, and a job that rests."""

import threading
from collections.abc import Callable, Iterator

from kgworkbench.app.components.planning import layers
from kgworkbench.app.granularity import first_granularity, opened_for
from kgworkbench.app.worker import Job
from kgworkbench.model.query import Plan, SubQuery
from kgworkbench.model.trace import Planned
from kgworkbench.model.tree import Community, KnowledgeTree


def test_a_sub_query_stands_below_what_it_needs() -> None:
    first, second = SubQuery("a", "who"), SubQuery("b", "where", needs=("a",))
    third = SubQuery("c", "when", needs=("b", "a"))
    plan = Plan("?", (third, first, second))
    assert [[one.id for one in layer] for layer in layers([Planned(plan, 1.0)])] == [["a"], ["b"], ["c"]]


def test_needs_that_run_in_a_circle_end() -> None:
    plan = Plan("?", (SubQuery("a", "x", needs=("b",)), SubQuery("b", "y", needs=("a",))))
    assert sorted(one.id for layer in layers([Planned(plan, 1.0)]) for one in layer) == ["a", "b"]
    assert layers([]) == []


def test_what_is_left_closed_is_the_cut_of_that_granularity() -> None:
    top = Community("t", 2, ("a", "b", "c", "d"), "a")
    middle = (Community("m0", 1, ("a", "b"), "a", "t"), Community("m1", 1, ("c", "d"), "c", "t"))
    fine = tuple(Community(f"f{k}", 0, (k,), k, "m0" if k in "ab" else "m1") for k in "abcd")
    tree = KnowledgeTree((*fine, *middle, top))
    assert opened_for(tree, 0.0) == ()
    assert opened_for(tree, 0.5) == ("t",)
    assert opened_for(tree, 1.0) == ("t", "m0", "m1")
    assert first_granularity(tree) == 1.0
    assert opened_for(KnowledgeTree(), 0.5) == ()


def test_a_paused_job_rests_until_it_is_resumed(ended: Callable[[Job], Job]) -> None:
    reached, done = threading.Event(), list[int]()

    def work() -> Iterator[int]:
        for number in range(4):
            done.append(number)
            if number == 1:
                job.pause()
                reached.set()
            yield number

    job: Job[int] = Job("count", "", work)
    job.start()
    assert reached.wait(5)
    assert not job.wait(0.2)
    assert (job.status, done) == ("paused", [0, 1])
    worked = job.seconds
    assert not job.wait(0.1)
    assert job.seconds == worked
    job.resume()
    assert ended(job).status == "done"
    assert done == [0, 1, 2, 3]


def test_a_paused_job_can_be_stopped(ended: Callable[[Job], Job]) -> None:
    def work() -> Iterator[int]:
        for number in range(1000):
            if number == 1:
                job.pause()
            yield number

    job: Job[int] = Job("count", "", work)
    job.start()
    job.wait(0.2)
    job.stop()
    assert ended(job).status == "stopped"
