"""Evidence cards: what was found, why, how high it scores, its words in the source, and a switch on every part."""

from kgworkbench.app.components.again import switch
from kgworkbench.app.components.chains import chain, number_ink, route_tag
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.proof import Proof
from kgworkbench.app.components.reading import quote_of
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import bar, empty
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.graph import Provenance
from kgworkbench.model.text import Chunk
from kgworkbench.model.trace import Without

__all__ = ["evidence_cards"]

_CARDS = 24
_KEPT = 24
# With what their key tells apart by id, so that no id is given to something else meanwhile.
_RECENT: dict[object, tuple[Node, Proof, Snapshot]] = {}
_PASSAGE = 260


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
    shown = [item for item in ranked if item.id in kept]
    drawn = [_card(item, proof, snapshot, top, lit, off, say) for item in shown]
    more = len(ranked) - len(drawn)
    rest = h("div.caption", f"+{more}") if more > 0 else None
    # What decided comes first, under its own head.
    heads = [_head("evidence_cited", cited, say)] if cited else []
    refused = proof.answer is not None and not proof.answer.found
    others = "evidence_refused" if refused else "evidence_uncited" if cited else ""
    between = [_head(others, len(ranked) - cited, say)] if others and len(ranked) > cited else []
    return h("div.scroll", h("div.evidence", heads, drawn[:cited], between, drawn[cited:], rest, data_rove="list"))


def _head(words: str, number: int, say: Strings) -> Node:
    return h("div.row.part", h("span.eyebrow.grow", say(words)), h("span.caption.num", number))


def _why(item: Evidence, proof: Proof, say: Strings) -> str:
    """Why the route offered it, and for which of several sub-queries."""
    first = item.hops[0] if item.hops else None
    start = (first.tail_name if first.inward else first.head_name) if first is not None else ""
    reason = say(f"why_{item.route}", start=start, n=len(item.hops))
    asked = proof.asked.get(item.sub_query, "") if len(proof.asked) > 1 else ""
    return say("why_for", reason=reason, query=asked) if asked else reason


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
            h("span.number", number, style=number_ink(number)) if number else None,
            h("span.row.grow", route_tag(item.route, say), switch(off, "routes", item.route, say)),
            h("span.score", bar(item.score / top, thin=True), title=say("score_hint")),
            h("span.caption.num", f"{item.score:.2f}", title=say("score_hint")),
        ),
        h("div.caption.why", _why(item, proof, say)),
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
        style={
            "border-color": number_ink(number)["--accent"],
            "box-shadow": f"0 0 0 1px {number_ink(number)['--accent']}",
        }
        if number and on
        else None,
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
            # Its own paragraph: the heading above it is the name of the document.
            return [before.rsplit("\n", 1)[-1], h("mark", words), after.split("\n", 1)[0]]
    return None
