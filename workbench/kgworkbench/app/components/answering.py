"""An answer as people read it: the conversation, the evidence cards, and every step that led there."""

from collections.abc import Mapping, Sequence
from typing import Any

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.proof import Proof
from kgworkbench.app.components.reading import quote_of
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import bar, chip, count, duration, empty, ink
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.evidence import Evidence, EvidencePath
from kgworkbench.model.graph import Provenance
from kgworkbench.model.text import Chunk
from kgworkbench.model.trace import Step
from kgworkbench.present.palette import ROUTE_COLORS, Style, style_of

__all__ = ["Turn", "chain", "conversation", "evidence_cards", "route_tag"]

Turn = dict[str, Any]
"""One question of the conversation: number, question, steps, proof, status, error."""

_CARDS = 24
_PASSAGE = 260


def route_tag(route: str, say: Strings) -> Node:
    """A route's name in its colour."""
    return h("span.row", h("span.dot"), h("span.caption", say(f"route_{route}")), style=_route_ink(route))


def _route_ink(route: str) -> dict[str, str]:
    color = ROUTE_COLORS.get(route, "#7b8494")
    return {"--c": f"color-mix(in srgb, {color} 82%, light-dark(black, white))"}


def conversation(
    turns: Sequence[Turn],
    current: int,
    lit: int | None,
    starters: Sequence[str],
    pins: Mapping[str, str],
    say: Strings,
) -> Node:
    """The questions so far with their answers; pinned runs and starters where nothing was asked yet.

    ``pins`` are the questions of pinned runs by their id.
    """
    pinned = h(
        "div.stack",
        h("div.eyebrow", say("pinned")),
        h("div.pins", [chip(question, click={"run": run}, title=question) for run, question in pins.items()]),
        key="pins",
    )
    if not turns:
        begin = h("div.stack", h("div.eyebrow", say("starters")), [_starter(text) for text in starters])
        return h("div.talk", pinned if pins else None, begin)
    told = [_turn(turn, turn["number"] == current, lit, pins, say) for turn in turns]
    return h("div.talk", pinned if pins else None, told, data_tail="yes")


def _starter(text: str) -> Node:
    return h("div.card.pick.starter", h("span", text), click={"ask": text}, key=text)


def _turn(turn: Turn, current: bool, lit: int | None, pins: Mapping[str, str], say: Strings) -> Node:
    number = turn["number"]
    return h(
        "div.stack.loose",
        h("div.asked", turn["question"], click={"turn": number}),
        _reply(turn, lit if current else None, pins, say),
        key=f"turn-{number}",
    )


def _reply(turn: Turn, lit: int | None, pins: Mapping[str, str], say: Strings) -> Node:
    proof: Proof = turn["proof"]
    if turn["error"]:
        return h(
            "div.told",
            h("div.note.bad", turn["error"]),
            h("div", h("button.btn.small", say("retry"), click={"ask": turn["question"]})),
        )
    if proof.answer is None:
        return h("div.told", _live(turn["steps"], turn["status"], say))
    answer = proof.answer
    run = turn["run"]
    held = run in pins
    foot = [
        chip(duration(turn["seconds"]), "plain"),
        chip(say("citations_n", n=len(proof.numbers)), "plain"),
        h("span.grow"),
        h(
            "button.quiet.on" if held else "button.quiet",
            icon("pin", "small"),
            say("unpin" if held else "pin"),
            click={"pin": run},
            aria_pressed=str(held).lower(),
        )
        if run
        else None,
    ]
    return h(
        "div.told" if answer.found else "div.told.none",
        h("div.text", _cited_text(answer.text, proof, lit, turn["number"])),
        h("div.note.warn", say("unsupported")) if answer.unsupported else None,
        h("div.row.wrap", h("span.caption", say("nearest")), [chip(name) for name in answer.nearest])
        if answer.nearest and not answer.found
        else None,
        h("div.tools", foot),
    )


def _cited_text(text: str, proof: Proof, lit: int | None, turn: int) -> list[Node | str]:
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
    pieces: list[Node | str] = []
    done = 0
    for at in sorted(places):
        pieces.append(h("span", text[done:at]))
        pieces += [_cite(number, number == lit, turn) for number in sorted(places[at])]
        done = at
    if done < len(text):
        pieces.append(h("span", text[done:]))
    return pieces


def _cite(number: int, on: bool, turn: int) -> Node:
    kind = "span.cite.on" if on else "span.cite"
    return h(kind, str(number), click={"cite": number, "turn": turn}, aria_label=f"citation {number}")


def _live(steps: Sequence[Step], status: str, say: Strings) -> Node:
    """Steps as they happen: the last few, and a pulse while there is more to come."""
    from kgworkbench.app.components.tracing import step_line

    lines = [h("div.step.row", icon("check", "small"), h("span.cut", step_line(step, say))) for step in steps[-6:]]
    waiting = h("div.step", h("span.pulse"), h("span", "…")) if status in ("running", "stopping") else None
    stopped = h("div.note", say("stopped")) if status == "stopped" else None
    return h("div.live", lines, waiting, stopped)


def evidence_cards(proof: Proof, snapshot: Snapshot | None, lit: int | None, say: Strings) -> Node:
    """What was found, the best first: its path or passage, its words in the source, its route and score."""
    if not proof.evidence or snapshot is None:
        return empty("book", say("evidence"), say("no_answer_hint"))
    top = max((item.score for item in proof.evidence), default=1.0) or 1.0
    ranked = sorted(proof.evidence, key=lambda item: -item.score)
    # What the answer cites is always shown, however low it stands.
    kept = {item.id for item in ranked[:_CARDS]} | set(proof.numbers)
    cards = [_card(item, proof, snapshot, top, lit, say) for item in ranked if item.id in kept]
    more = len(ranked) - len(cards)
    return h("div.scroll", h("div.evidence", cards, h("div.caption", f"+{more}") if more > 0 else None))


def _card(item: Evidence, proof: Proof, snapshot: Snapshot, top: float, lit: int | None, say: Strings) -> Node:
    number = proof.numbers.get(item.id)
    on = number is not None and number == lit
    quote = _quote(item, proof, snapshot)
    chunk = snapshot.chunks.get(item.chunks[0]) if item.chunks else None
    return h(
        "div.proof.on" if on else "div.proof",
        h(
            "div.row",
            h("span.number", number) if number else None,
            h("span.grow", route_tag(item.route, say)),
            h("span.score", bar(item.score / top, thin=True)),
            h("span.caption.num", f"{item.score:.2f}"),
        ),
        chain(item.hops, snapshot.look) if item.hops else None,
        h("div.said", quote) if quote else (None if item.hops else h("div.said", _passage(item, chunk))),
        h(
            "div.row.caption",
            icon("book", "small"),
            h("span.cut.grow", snapshot.titles.get(chunk.document, chunk.document)),
            h("span.link", say("read_source"), click={"chunk": chunk.id}),
        )
        if chunk
        else None,
        click={"cite": number, "evidence": item.id} if number else {"evidence": item.id},
        key=item.id,
        data_show="yes" if on else None,
    )


def _passage(item: Evidence, chunk: Chunk | None) -> str:
    """The beginning of a passage, without the heading that its title says already."""
    text = chunk.text if chunk is not None else item.text
    lines = text.lstrip().split("\n", 1)
    if lines[0].startswith("#") and len(lines) > 1:
        text = lines[1]
    text = " ".join(text.split())
    return text if len(text) <= _PASSAGE else text[:_PASSAGE].rstrip() + "…"


def _quote(item: Evidence, proof: Proof, snapshot: Snapshot) -> list[Node | str] | None:
    places = [Provenance(c.document, c.chunk, c.span) for c in proof.citations.get(item.id, ())]
    places += [place for hop in item.hops for place in hop.provenance]
    for place in places:
        quote = quote_of(snapshot, place)
        if quote is not None:
            before, words, after = quote
            return [before, h("mark", words), after]
    return None


def chain(path: EvidencePath, look: Mapping[str, Style]) -> Node:
    """A path in words, each entity in its type's colour."""
    pieces: list[Node] = []
    for index, hop in enumerate(path):
        here, there = ((hop.tail, hop.tail_name, hop.tail_type), (hop.head, hop.head_name, hop.head_type))
        if not hop.inward:
            here, there = there, here
        if index == 0:
            pieces.append(_node(*here, look, literal=hop.literal and hop.inward))
        pieces.append(h("span.verb", f"← {hop.relation}" if hop.inward else f"{hop.relation} →"))
        pieces.append(_node(*there, look, literal=hop.literal and not hop.inward))
    return h("div.chain", pieces)


def _node(identity: str, name: str, kind: str, look: Mapping[str, Style], literal: bool) -> Node:
    if literal:
        return h("span.node", name)
    style = look.get(kind) or style_of(kind)
    return h("span.row", h("span.dot", style=ink(style)), h("span.node", name), click={"select": identity}, title=kind)


def tokens_chip(tokens: int, say: Strings) -> Node | None:
    """How many tokens a step took, nothing for none."""
    return chip(say("tokens_n", n=count(tokens)), "plain") if tokens else None
