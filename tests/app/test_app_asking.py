"""Asking again: switches, edited plans, conversations that last, what an answer rests on; with no browser."""

import threading
from collections.abc import Callable

from kgworkbench.app.components.again import supported, versus
from kgworkbench.app.components.answering import conversation, evidence_cards
from kgworkbench.app.components.differing import choosers, diff_view
from kgworkbench.app.components.proof import proof_of
from kgworkbench.app.components.sheet import Node
from kgworkbench.app.desk import Desk
from kgworkbench.app.plan_draft import with_need, with_query, with_route, with_text, without_query
from kgworkbench.app.questions import compared, kept_trace, rest_on, run_on, saved
from kgworkbench.app.strings import Strings
from kgworkbench.app.switches import KINDS, switchable, switched, switched_off
from kgworkbench.app.talks import remember, together_with
from kgworkbench.app.turns import (
    Turn,
    citations_of,
    earlier_of,
    history_of,
    off_in,
    plan_in,
    recalled,
    took_in,
    turn_of,
)
from kgworkbench.app.worker import Job
from kgworkbench.asking import Manner
from kgworkbench.model.codec import loads
from kgworkbench.model.query import ROUTES, Limits, Plan, SubQuery
from kgworkbench.model.trace import Planned, Rewritten, Trace, Without

SAY = Strings("en")
QUESTION = "Who designed Pascal?"


def texts(node: Node | str) -> str:
    return node if isinstance(node, str) else " ".join(texts(child) for child in node.get("x", ()))


def clicks(node: Node | str) -> list[object]:
    if isinstance(node, str):
        return []
    own = [node["on"]["click"]] if "click" in node.get("on", {}) else []
    return own + [found for child in node.get("x", ()) for found in clicks(child)]


def answered(desk: Desk, ended: Callable[[Job], Job], question: str = QUESTION, manner: Manner | None = None) -> Turn:
    number, job = desk.ask(question, "reject", Limits(), manner)
    turn = turn_of(number, question, job)
    ended(job)
    assert took_in(turn)
    turn["run"] = desk.runs[number]
    return turn


def test_a_switch_goes_off_and_on_again() -> None:
    for kind in KINDS:
        off = switched(Without(), kind, "k")
        assert getattr(off, kind) == ("k",)
        assert switched(off, kind, "k") == Without()
    assert switched(Without(), "colours", "k") == Without()


def test_everything_that_is_off_has_a_name(desk: Desk) -> None:
    snapshot = desk.snapshot
    assert snapshot is not None
    london = next(entity for entity in snapshot.graph.entities if entity.name == "London")
    tie, chunk, group = snapshot.graph.relations[0], next(iter(snapshot.chunks)), snapshot.tree.communities[0]
    off = Without((london.id,), (tie.id,), (chunk,), ("path",), (group.id,))
    rows = switched_off(off, snapshot, SAY)
    assert [kind for kind, _, _ in rows] == list(KINDS)
    assert rows[0][2] == "London"
    assert tie.type in rows[1][2]
    assert all(name and name != key for _, key, name in rows)
    assert switchable(snapshot, london.id) == ("entities", london.id)
    assert switchable(snapshot, "nothing") is None
    assert [name for _, _, name in switched_off(Without(("gone",)), snapshot, SAY)] == ["gone"]


def test_every_card_path_entity_and_route_has_its_switch(desk: Desk, ended: Callable[[Job], Job]) -> None:
    turn = answered(desk, ended)
    cards = evidence_cards(turn["proof"], desk.snapshot, None, SAY, Without())
    kinds = {click["off"] for click in clicks(cards) if isinstance(click, dict) and "off" in click}
    assert {"entities", "relations", "chunks", "routes"} <= kinds
    assert not any(isinstance(click, dict) and "off" in click for click in clicks(
        evidence_cards(turn["proof"], desk.snapshot, None, SAY)
    ))  # fmt: skip


def test_asked_again_without_its_passage_the_answer_stands_beside_the_earlier_one(
    desk: Desk, ended: Callable[[Job], Job]
) -> None:
    first = answered(desk, ended)
    chunk = first["proof"].answer.citations[0].chunk
    again = answered(desk, ended, manner=Manner(off=Without(chunks=(chunk,))))
    assert off_in(again["steps"]).chunks == (chunk,)
    assert again["run"] != first["run"]
    assert all(citation.chunk != chunk for citation in again["proof"].answer.citations)
    assert earlier_of([first, again], again) is first
    assert earlier_of([first, again], first) is None
    told = conversation([first, again], again["number"], None, (), {}, SAY, off=Without(), snapshot=desk.snapshot)
    assert "Without" in texts(told)
    assert "Before" in texts(told)
    same = versus(first["proof"].answer, first["proof"].answer, Without(), True, desk.snapshot, SAY)
    assert "same answer" in texts(same)
    assert "Plan edited by hand" in texts(same)


def test_what_an_answer_rests_on_is_found_in_a_thread(desk: Desk, ended: Callable[[Job], Job]) -> None:
    first = answered(desk, ended)
    job = ended(rest_on(desk, first["run"]))
    (support,) = job.events
    assert support.survives or support.chunks
    assert supported(None, None, desk.snapshot, SAY) is None
    told = texts(supported(job, Without(), desk.snapshot, SAY) or "")
    assert "asked again" in told
    bad = ended(rest_on(desk, "no such run"))
    assert bad.error
    assert desk.log[-1].level == "error"


def test_an_edited_plan_keeps_its_order_and_at_least_one_of_everything() -> None:
    one, two = SubQuery("a", "first"), SubQuery("b", "second", needs=("a",))
    plan = Plan("q", (one, two))
    assert with_text(plan, "a", "  other  words ").sub_queries[0].text == "other words"
    assert with_text(plan, "a", "  ") == plan
    bare = plan
    for route in ROUTES:
        bare = with_route(bare, "a", route)
    assert len(bare.sub_queries[0].routes) == 1
    assert with_route(with_route(plan, "a", "path"), "a", "path") == plan
    assert with_need(plan, "b", "a").sub_queries[1].needs == ()
    assert with_need(plan, "a", "b") == plan
    assert without_query(plan, "a").sub_queries == (SubQuery("b", "second"),)
    assert without_query(without_query(plan, "a"), "b").sub_queries == (SubQuery("b", "second"),)
    more = with_query(with_query(plan, "third"), "fourth")
    assert len({query.id for query in more.sub_queries}) == 4


def test_a_run_goes_on_under_an_edited_plan_and_from_a_step(desk: Desk, ended: Callable[[Job], Job]) -> None:
    first = answered(desk, ended)
    found = plan_in(first["steps"])
    assert found is not None
    at, plan = found
    _, job = run_on(desk, first["run"], at, with_route(plan, plan.sub_queries[0].id, "chunk"))
    planned = next(step for step in ended(job).events if isinstance(step, Planned))
    assert planned.edited
    assert "chunk" not in planned.plan.sub_queries[0].routes
    number, job = run_on(desk, first["run"], len(first["steps"]) - 2)
    assert ended(job).events[: len(first["steps"]) - 2] == first["steps"][:-2]
    assert desk.runs[number]
    _, job = run_on(desk, first["run"], 99)
    assert "no step 99" in ended(job).error
    assert desk.log[-1].level == "error"


def test_two_runs_are_compared_and_saved(desk: Desk, ended: Callable[[Job], Job]) -> None:
    first = answered(desk, ended)
    other = answered(desk, ended, manner=Manner(off=Without(routes=("chunk", "community"))))
    diff = compared(desk, first["run"], other["run"])
    told = texts(diff_view(diff, ("nothing", "route: chunk"), SAY))
    assert "Lost: only in the first" in told
    assert "route: chunk" in told
    assert "alike" in texts(diff_view(compared(desk, first["run"], first["run"]), ("", ""), SAY))
    assert "Nothing to compare" in texts(choosers([("a", "b")], "a", "", SAY))
    assert compared(desk, first["run"], "none") is None
    assert desk.log[-1].level == "error"
    trace = kept_trace(desk, first["run"])
    assert trace is not None
    name, text = saved(trace, "json", "en")
    assert name.endswith(".json")
    assert loads(Trace, text) == trace
    assert saved(trace, "html", "zh")[1].startswith("<!doctype html>")
    assert '"span_id"' in saved(trace, "spans", "en")[1]
    assert citations_of(first["steps"]).startswith("[1] “")
    assert citations_of([]) == ""


def test_a_follow_up_is_rewritten_and_small_talk_is_not_searched(desk: Desk, ended: Callable[[Job], Job]) -> None:
    first = answered(desk, ended, "Where was Ada Lovelace born?")
    history = history_of([first])
    assert history
    turn = answered(desk, ended, "Who did she work with?", Manner(history=history))
    assert any(isinstance(step, Rewritten) and "Lovelace" in step.question.text for step in turn["steps"])
    talk = answered(desk, ended, "Hello, how are you?")
    told = texts(conversation([first, turn, talk], talk["number"], None, (), {}, SAY))
    assert "asked as:" in told
    assert "small talk" in told
    assert history_of([talk]) == ()


def test_a_conversation_comes_back_with_the_address_of_its_last_run(desk: Desk, ended: Callable[[Job], Job]) -> None:
    turns = [answered(desk, ended), answered(desk, ended, "Where was Ada Lovelace born?")]
    remember(desk, turns, turns[1]["run"])
    runs = list(together_with(Desk(desk.bench), turns[1]["run"]))
    assert runs == [turn["run"] for turn in turns]
    assert list(together_with(desk, "other")) == ["other"]
    trace = kept_trace(desk, runs[0])
    assert trace is not None
    assert recalled(-1, runs[0], trace.question, trace.steps)["proof"] == proof_of(trace.steps)


def test_sessions_that_ask_the_same_at_once_keep_their_own_runs(desk: Desk) -> None:
    made: list[tuple[int, Job]] = []
    ways = [Manner(), Manner(off=Without(routes=("path",))), Manner(off=Without(routes=("entity",)))]

    def ask(way: Manner) -> None:
        made.append(desk.ask(QUESTION, "reject", Limits(), way))

    threads = [threading.Thread(target=ask, args=(way,)) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, job in made:
        assert job.wait(60)
        assert desk.bench is not None
        assert off_in(desk.bench.trace(desk.runs[number]).steps) == off_in(job.events)
