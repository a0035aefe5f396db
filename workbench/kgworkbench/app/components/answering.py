"""An answer as people read it: the conversation, why each answer was given, and what can be done with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from kgworkbench.app.components.again import supported, versus
from kgworkbench.app.components.because import because
from kgworkbench.app.components.cards import evidence_cards
from kgworkbench.app.components.chains import cite
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.proof import Proof
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.app.turns import Turn, citations_of, earlier_of, off_in
from kgworkbench.model.trace import Planned, Rewritten, Step, Without

__all__ = ["conversation", "evidence_cards"]

_VALUES = 3
_BRIEF = 90
"""An answer so short is written large."""


def conversation(
    turns: Sequence[Turn],
    current: int,
    lit: int | None,
    starters: Sequence[str],
    pins: Mapping[str, str],
    say: Strings,
    *,
    off: Without | None = None,
    snapshot: Snapshot | None = None,
) -> Node:
    """The questions so far with their answers; pinned runs and starters where nothing was asked yet.

    ``pins`` are the questions of pinned runs by their id; ``off`` is what the next question is to be asked without.
    """
    pinned = h(
        "div.stack",
        h("div.eyebrow", say("pinned")),
        h("div.pins", [chip(question, click={"run": run}, title=question) for run, question in pins.items()]),
        key="pins",
    )
    if not turns:
        begin = h(
            "div.stack", h("div.eyebrow", say("starters")), [_starter(text) for text in starters], data_rove="list"
        )
        return h("div.talk", pinned if pins else None, begin)
    told = []
    for turn in turns:
        now = turn["number"] == current
        lamp, parts = (lit, off) if now else (None, None)
        reply = _reply(turn, now, lamp, pins, earlier_of(turns, turn), parts, snapshot, say)
        told.append(
            h(
                "div.stack.loose",
                h(
                    "div.asked",
                    turn["question"],
                    click={"turn": turn["number"]},
                    title=None if now else say("show_run"),
                ),
                reply,
                key=f"turn-{turn['number']}",
                aria_current="true" if now else None,
            )
        )
    # With several answers, a line says which of them everything beside it tells of.
    kind = "div.talk.many" if len(turns) > 1 else "div.talk"
    # What is being answered is followed at its end; an answer that is there is shown from its beginning.
    tail = "yes" if any(turn["proof"].answer is None for turn in turns) else None
    return h(kind, pinned if pins else None, told, data_tail=tail, data_rove="list")


def _starter(text: str) -> Node:
    return h("div.card.pick.starter", h("span", text), click={"ask": text}, key=text)


def _reply(
    turn: Turn,
    now: bool,
    lit: int | None,
    pins: Mapping[str, str],
    earlier: Turn | None,
    off: Without | None,
    snapshot: Snapshot | None,
    say: Strings,
) -> Node:
    proof: Proof = turn["proof"]
    steps: Sequence[Step] = turn["steps"]
    if turn["error"]:
        return h(
            "div.told",
            h("div.note.bad", say.heard(turn["error"])),
            h("div", h("button.btn.small", icon("again", "small"), say("retry"), click={"retry": turn["number"]})),
        )
    if proof.answer is None:
        return h("div.told", _live(steps, turn["said"], turn["status"], say))
    answer, before = proof.answer, earlier["proof"].answer if earlier is not None else None
    edited = any(isinstance(step, Planned) and step.edited for step in steps)
    aside = next((step.aside for step in steps if isinstance(step, Planned)), "")
    told = next((step for step in steps if isinstance(step, Rewritten)), None)
    return h(
        "div.told" if answer.found else "div.told.none",
        h("div.caption.rewritten", icon("link", "small"), say("rewritten_as", text=told.question.text))
        if told
        else None,
        h("div.row", chip(say("small_talk" if aside == "small talk" else "not_in_graph"), "plain")) if aside else None,
        h("div.row", chip(say("no_evidence"), "warn")) if not answer.found and not aside else None,
        h(
            "div.text.brief" if len(answer.text) <= _BRIEF and answer.found else "div.text",
            _cited_text(answer.text, proof, lit, turn["number"], say),
            data_show=f"answer-{turn['number']}" if now else None,
        ),
        h("div.note.warn", say("unsupported")) if answer.unsupported else None,
        h("div.row.wrap", h("span.caption", say("nearest")), [_near(name, snapshot) for name in answer.nearest])
        if answer.nearest and not answer.found
        else None,
        because(proof, steps, snapshot, lit, turn["number"], say) if now and not aside else None,
        versus(before, answer, off_in(steps), edited, snapshot, say) if before is not None else None,
        supported(turn["support"], off, snapshot, say),
        _foot(turn, proof, pins, say),
    )


def _near(name: str, snapshot: Snapshot | None) -> Node:
    known = next((one.id for one in snapshot.graph.entities if one.name == name), "") if snapshot else ""
    return chip(name, click={"select": known} if known else None)


def _foot(turn: Turn, proof: Proof, pins: Mapping[str, str], say: Strings) -> Node:
    """What can be done with an answer: see what it rests on, copy, compare and pin it."""
    run, quoted = turn["run"], citations_of(turn["steps"])
    held = run in pins
    asked = turn["support"] is not None
    parts: list[Node | None] = [
        chip(say.duration(turn["seconds"]), "plain", title=say("citations_n", n=len(proof.numbers))),
        h("span.grow"),
    ]
    if run:
        number = turn["number"]
        parts += [
            h("button.quiet", icon("scale", "small"), say("rest_on"), click={"rests": number}) if not asked else None,
            _tool("copy", "copy_citations", say, copy=quoted) if quoted else None,
            _tool("diff", "compare_hint", say, click={"compare": number}),
            _tool("pin", "unpin" if held else "pin", say, click={"pin": run}, on=held),
        ]
    return h("div.tools", parts)


def _tool(name: str, words: str, say: Strings, on: bool | None = None, **does: Any) -> Node:
    pressed = None if on is None else str(on).lower()
    kind = "button.quiet.on" if on else "button.quiet"
    return h(kind, icon(name, "small"), title=say(words), aria_label=say(words), aria_pressed=pressed, **does)


def _cited_text(text: str, proof: Proof, lit: int | None, turn: int, say: Strings) -> list[Node | str]:
    """The text with each citation's number behind the words it supports, or at the end where they are not in it."""
    places: dict[int, list[int]] = {}
    for key, number in proof.numbers.items():
        at = len(text)
        for citation in proof.citations[key]:
            found = text.find(citation.claim) if citation.claim else -1
            if found >= 0:
                at = found + len(citation.claim)
                break
        places.setdefault(at, []).append(number)
    values = [value for value in proof.answer.values if len(value) > 1] if proof.answer is not None else []
    strong = values if len(values) <= _VALUES else []
    pieces: list[Node | str] = []
    done = 0
    for at in sorted(places):
        pieces += _stressed(text[done:at], strong)
        pieces += [cite(number, number == lit, turn, say) for number in sorted(places[at])]
        done = at
    return pieces + _stressed(text[done:], strong)


def _stressed(text: str, values: list[str]) -> list[Node | str]:
    """The text with each of the answer's values stressed where it comes first; a value that was found is taken out."""
    found = min(((text.find(value), value) for value in values if value in text), default=None)
    if found is None:
        return [h("span", text)] if text else []
    at, value = found
    values.remove(value)
    before: list[Node | str] = [h("span", text[:at])] if at else []
    return [*before, h("strong", value), *_stressed(text[at + len(value) :], values)]


def _live(steps: Sequence[Step], said: str, status: str, say: Strings) -> Node:
    """Steps as they happen: the last few, what is written of the answer, and a pulse while there is more to come."""
    from kgworkbench.app.components.tracing import step_line

    lines = [h("div.step.row", icon("check", "small"), h("span.cut", step_line(step, say))) for step in steps[-6:]]
    waiting = h("div.step", h("span.pulse"), h("span", "…")) if status in ("running", "stopping") else None
    stopped = h("div.note", say("stopped")) if status == "stopped" else None
    writing = h("div.text.writing", said, h("span.caption", say("not_proved_yet"))) if said else None
    return h("div.live", lines, writing, waiting, stopped)
