"""The tabs of a run are drawn when they are looked at, cards stand by number, and an answer wakes who waits for it."""

from collections.abc import Callable
from typing import Any

from kgworkbench.app.components.answering import evidence_cards
from kgworkbench.app.components.proof import proof_of
from kgworkbench.app.desk import Desk
from kgworkbench.app.run_tabs import Looked, RunTabs
from kgworkbench.app.strings import Strings
from kgworkbench.app.turns import took_in, turn_of
from kgworkbench.app.worker import Job
from kgworkbench.model.query import Limits
from kgworkbench.model.trace import Without

SAY = Strings("en")
QUESTION = "Who designed Pascal?"
LOOKED = Looked(None, None, Without(), None, False)


def turn_at(desk: Desk, ended: Callable[[Job], Job]) -> dict[str, Any]:
    number, job = desk.ask(QUESTION, "reject", Limits())
    turn = turn_of(number, QUESTION, job)
    ended(job)
    took_in(turn)
    turn["run"] = desk.runs[number]
    return turn


def test_a_tab_is_drawn_once_it_is_in_front_and_not_twice(desk: Desk, ended: Callable[[Job], Job]) -> None:
    turn, tabs = turn_at(desk, ended), RunTabs(lambda _: None, SAY)
    assert tabs.follow(turn, desk.snapshot, LOOKED, "graph")
    sheets = {"evidence": tabs.evidence, "trace": tabs.trace, "timeline": tabs.time, "plan": tabs.plan}
    assert all(sheet.node == {} for sheet in sheets.values())
    assert tabs.proof == turn["proof"]
    for name, sheet in sheets.items():
        assert not tabs.follow(turn, desk.snapshot, LOOKED, name)
        assert sheet.node
        drawn = sheet.node
        assert not tabs.follow(turn, desk.snapshot, LOOKED, name)
        assert sheet.node is drawn
    # A replayed step is news for all of them, and shown where one looks.
    first = Looked(1, None, Without(), None, False)
    before = tabs.plan.node
    assert tabs.follow(turn, desk.snapshot, first, "trace")
    assert tabs.plan.node is before
    assert tabs.replayed(turn, 1) == turn["steps"][:1]


def test_cited_evidence_stands_first_by_number_and_the_rest_by_score(desk: Desk, ended: Callable[[Job], Job]) -> None:
    turn = turn_at(desk, ended)
    proof = proof_of(turn["steps"])
    assert proof.numbers
    # However low what is cited scores.
    keys = [item.id for item in sorted(proof.evidence, key=lambda item: item.score)][:2]
    assert len(keys) == 2
    numbered = type(proof)(
        proof.evidence, {keys[0]: 1, keys[1]: 2}, proof.paths, proof.path_of, proof.citations, proof.answer
    )
    cards = evidence_cards(numbered, desk.snapshot, None, SAY)["x"][0]["x"]
    order = [card["k"] for card in cards if "k" in card]
    assert order[:2] == keys
    scores = {item.id: item.score for item in proof.evidence}
    rest = [scores[key] for key in order[2:]]
    assert rest == sorted(rest, reverse=True)


def test_whoever_waits_is_woken_when_the_answer_is_there_and_says_so(desk: Desk, ended: Callable[[Job], Job]) -> None:
    seen: list[tuple[str, str]] = []

    def look() -> None:
        seen.append((job.status, desk.runs.get(number, "")))

    desk.watch(look)
    number, job = desk.ask(QUESTION, "reject", Limits())
    ended(job)
    assert seen[-1] == ("done", desk.runs[number])


def test_a_question_is_drawn_once_when_it_is_put(desk: Desk) -> None:
    from kgworkbench.app.pages.ask import AskPage
    from kgworkbench.app.shell import Shell

    shell = Shell(desk)
    shell.session.page = "ask"
    page = shell._pages["ask"]
    assert isinstance(page, AskPage)
    sent: list[Any] = []
    page._talk.param.watch(sent.append, "drawn")
    page._act({"ask": QUESTION})
    assert len(sent) == 1
    job = page.turns[0]["job"]
    assert job.wait(60)
    shell.tick()
    assert len(sent) == 2
    assert page.turns[0]["run"]
    assert page.cards() is not None
    shell.tick()
    page.follow()
    assert len(sent) == 2
