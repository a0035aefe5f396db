"""An answer as people read it: the conversation, the evidence cards, and every step that led there."""

from collections.abc import Mapping, Sequence
from typing import Any

from kgworkbench.app.components.again import supported, switch, versus
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.proof import Proof
from kgworkbench.app.components.reading import quote_of
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import bar, chip, count, empty, ink
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.app.turns import Turn, citations_of, earlier_of, off_in
from kgworkbench.model.evidence import Evidence, EvidencePath
from kgworkbench.model.graph import Provenance
from kgworkbench.model.text import Chunk
from kgworkbench.model.trace import Planned, Rewritten, Step, Without
from kgworkbench.present.palette import ROUTE_COLORS, Style, style_of

__all__ = ["chain", "conversation", "evidence_cards", "route_ink", "route_tag", "tokens_chip"]

_CARDS = 24
_KEPT = 24
# With what their key tells apart by id, so that no id is given to something else meanwhile.
_RECENT: dict[object, tuple[Node, Proof, Snapshot]] = {}
_PASSAGE = 260


def route_tag(route: str, say: Strings) -> Node:
    """A route's name in its colour."""
    return h("span.row", h("span.dot"), h("span.caption", say(f"route_{route}")), style=route_ink(route))


def route_ink(route: str) -> dict[str, str]:
    """The style sheet property that carries a route's colour."""
    color = ROUTE_COLORS.get(route, "#7b8494")
    return {"--c": f"color-mix(in srgb, {color} 82%, light-dark(black, white))"}


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
        reply = _reply(turn, lit if now else None, pins, earlier_of(turns, turn), off if now else None, snapshot, say)
        told.append(
            h(
                "div.stack.loose",
                h("div.asked", turn["question"], click={"turn": turn["number"]}),
                reply,
                key=f"turn-{turn['number']}",
                aria_current="true" if now else None,
            )
        )
    return h("div.talk", pinned if pins else None, told, data_tail="yes", data_rove="list")


def _starter(text: str) -> Node:
    return h("div.card.pick.starter", h("span", text), click={"ask": text}, key=text)


def _reply(
    turn: Turn,
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
        h("div.text", _cited_text(answer.text, proof, lit, turn["number"], say)),
        h("div.note.warn", say("unsupported")) if answer.unsupported else None,
        h("div.row.wrap", h("span.caption", say("nearest")), [_near(name, snapshot) for name in answer.nearest])
        if answer.nearest and not answer.found
        else None,
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
    pieces: list[Node | str] = []
    done = 0
    for at in sorted(places):
        pieces.append(h("span", text[done:at]))
        pieces += [_cite(number, number == lit, turn, say) for number in sorted(places[at])]
        done = at
    if done < len(text):
        pieces.append(h("span", text[done:]))
    return pieces


def _cite(number: int, on: bool, turn: int, say: Strings) -> Node:
    kind = "span.cite.on" if on else "span.cite"
    return h(kind, str(number), click={"cite": number, "turn": turn}, aria_label=say("citation_n", n=number))


def _live(steps: Sequence[Step], said: str, status: str, say: Strings) -> Node:
    """Steps as they happen: the last few, what is written of the answer, and a pulse while there is more to come."""
    from kgworkbench.app.components.tracing import step_line

    lines = [h("div.step.row", icon("check", "small"), h("span.cut", step_line(step, say))) for step in steps[-6:]]
    waiting = h("div.step", h("span.pulse"), h("span", "…")) if status in ("running", "stopping") else None
    stopped = h("div.note", say("stopped")) if status == "stopped" else None
    writing = h("div.text.writing", said, h("span.caption", say("not_proved_yet"))) if said else None
    return h("div.live", lines, writing, waiting, stopped)


def evidence_cards(
    proof: Proof, snapshot: Snapshot | None, lit: int | None, say: Strings, off: Without | None = None
) -> Node:
    """What was found: its path or passage, its words in the source, its route and score; what the answer cites
    first, by number, then the rest, the best first.

    With ``off`` every part of it has a switch.
    """
    if not proof.evidence or snapshot is None:
        return empty("book", say("evidence"), say("no_answer_hint" if proof.answer is None else "no_evidence"))
    # The cards of an answer stand on the page and at its side, and every look at the desk asks for them again.
    drawn = (tuple(map(id, proof.evidence)), tuple(proof.numbers.items()), id(snapshot), lit, say.language, off)
    if drawn not in _RECENT:
        while len(_RECENT) >= _KEPT:
            _RECENT.pop(next(iter(_RECENT)), None)
        _RECENT[drawn] = (_cards(proof, snapshot, lit, say, off), proof, snapshot)
    return _RECENT[drawn][0]


def _cards(proof: Proof, snapshot: Snapshot, lit: int | None, say: Strings, off: Without | None) -> Node:
    top = max((item.score for item in proof.evidence), default=1.0) or 1.0
    cited = len(proof.numbers)
    ranked = sorted(proof.evidence, key=lambda item: (proof.numbers.get(item.id, cited + 1), -item.score))
    # What the answer cites is always shown, however low it stands.
    kept = {item.id for item in ranked[:_CARDS]} | set(proof.numbers)
    cards = [_card(item, proof, snapshot, top, lit, off, say) for item in ranked if item.id in kept]
    more = len(ranked) - len(cards)
    rest = h("div.caption", f"+{more}") if more > 0 else None
    return h("div.scroll", h("div.evidence", cards, rest, data_rove="list"))


def _card(
    item: Evidence,
    proof: Proof,
    snapshot: Snapshot,
    top: float,
    lit: int | None,
    off: Without | None,
    say: Strings,
) -> Node:
    number = proof.numbers.get(item.id)
    on = number is not None and number == lit
    quote = _quote(item, proof, snapshot)
    chunk = snapshot.chunks.get(item.chunks[0]) if item.chunks else None
    dark = off is not None and _is_off(item, off)
    group = snapshot.communities.get(item.community)
    return h(
        "div.proof" + (".on" if on else "") + (".dark" if dark else ""),
        h(
            "div.row",
            h("span.number", number) if number else None,
            h("span.row.grow", route_tag(item.route, say), switch(off, "routes", item.route, say)),
            h("span.score", bar(item.score / top, thin=True)),
            h("span.caption.num", f"{item.score:.2f}"),
        ),
        h(
            "div.row",
            icon("communities", "small"),
            h("span.link.cut", group.name or group.id, click={"select": group.id}),
            switch(off, "communities", group.id, say),
        )
        if group
        else None,
        chain(item.hops, snapshot.look, off, say) if item.hops else None,
        h("div.said", quote) if quote else (None if item.hops else h("div.said", _passage(item, chunk))),
        h(
            "div.row.caption",
            icon("book", "small"),
            h("span.cut.grow", snapshot.titles.get(chunk.document, chunk.document)),
            switch(off, "chunks", chunk.id, say),
            h("span.link", say("read_source"), click={"chunk": chunk.id}),
        )
        if chunk
        else None,
        click={"cite": number, "evidence": item.id} if number else {"evidence": item.id},
        key=item.id,
        data_show="yes" if on else None,
    )


def _is_off(item: Evidence, off: Without) -> bool:
    """Whether this evidence could not be found again as it is."""
    gone = {*off.entities, *off.relations}
    parts = {key for hop in item.hops for key in (hop.head, hop.tail, hop.relation_id)}
    nowhere = bool(item.chunks) and set(item.chunks) <= set(off.chunks)
    return item.route in off.routes or bool(gone & parts) or item.community in off.communities or nowhere


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


def chain(
    path: EvidencePath, look: Mapping[str, Style], off: Without | None = None, say: Strings | None = None
) -> Node:
    """A path in words, each entity in its type's colour; with ``off`` every entity and link has a switch."""
    pieces: list[Node] = []
    for index, hop in enumerate(path):
        here, there = ((hop.tail, hop.tail_name, hop.tail_type), (hop.head, hop.head_name, hop.head_type))
        if not hop.inward:
            here, there = there, here
        if index == 0:
            pieces.append(_node(*here, look, hop.literal and hop.inward, off, say))
        verb = h("span.verb", f"← {hop.relation}" if hop.inward else f"{hop.relation} →")
        pieces.append(_switched(verb, "relations", hop.relation_id, off, say))
        pieces.append(_node(*there, look, hop.literal and not hop.inward, off, say))
    return h("div.chain", pieces)


def _node(
    identity: str,
    name: str,
    kind: str,
    look: Mapping[str, Style],
    literal: bool,
    off: Without | None,
    say: Strings | None,
) -> Node:
    if literal:
        return h("span.node", name)
    style = look.get(kind) or style_of(kind)
    named = h("span.row", h("span.dot", style=ink(style)), h("span.node", name), click={"select": identity}, title=kind)
    return _switched(named, "entities", identity, off, say)


def _switched(piece: Node, kind: str, key: str, off: Without | None, say: Strings | None) -> Node:
    if off is None or say is None or not key:
        return piece
    return h("span.piece.off" if key in getattr(off, kind) else "span.piece", piece, switch(off, kind, key, say))


def tokens_chip(tokens: int, say: Strings) -> Node | None:
    """How many tokens a step took, nothing for none."""
    return chip(say("tokens_n", n=count(tokens)), "plain") if tokens else None
