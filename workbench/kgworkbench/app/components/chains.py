"""Paths in words: entities in their types' colours, relations between them, the citations that prove each link."""

from collections.abc import Mapping

from kgworkbench.app.components.again import switch
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, count, ink
from kgworkbench.app.strings import Strings
from kgworkbench.model.evidence import EvidencePath, Hop
from kgworkbench.model.trace import Without
from kgworkbench.present.palette import PATH_COLORS, ROUTE_COLORS, Style, style_of

__all__ = ["chain", "cite", "number_ink", "route_ink", "route_tag", "tokens_chip"]


def route_tag(route: str, say: Strings) -> Node:
    """A route's name in its colour."""
    return h("span.row", h("span.dot"), h("span.caption", say(f"route_{route}")), style=route_ink(route))


def route_ink(route: str) -> dict[str, str]:
    """The style sheet property that carries a route's colour."""
    color = ROUTE_COLORS.get(route, "#7b8494")
    return {"--c": f"color-mix(in srgb, {color} 82%, light-dark(black, white))"}


def number_ink(number: int) -> dict[str, str]:
    """The style sheet properties that give what carries a citation's number the colour of its path in the graph."""
    light, dark = PATH_COLORS[(number - 1) % len(PATH_COLORS)]
    # Small white letters need a darker ground than a line does.
    shade = f"light-dark(color-mix(in srgb, {light} 84%, black), {dark})"
    return {"--accent": shade, "--accent-soft": f"color-mix(in srgb, {shade} 14%, var(--surface))"}


def cite(number: int, on: bool, turn: int | None, say: Strings, kind: str = "cite") -> Node:
    """A citation's number: a click lights it everywhere, the pointer lights its path.

    ``kind`` tells the one in the text (cite) from those that repeat it beside what it proves (cited).
    """
    click = {"cite": number} if turn is None else {"cite": number, "turn": turn}
    hover = None if turn is None else {"hint": number, "turn": turn}
    words = say("citation_n", n=number)
    classes = f"span.{kind}.on" if on else f"span.{kind}"
    return h(classes, str(number), click=click, hover=hover, style=number_ink(number), aria_label=words, title=words)


def chain(
    path: EvidencePath,
    look: Mapping[str, Style],
    off: Without | None = None,
    say: Strings | None = None,
    marks: Mapping[Hop, Node] | None = None,
) -> Node:
    """A path in words, each entity in its type's colour; with ``off`` every entity and link has a switch.

    ``marks`` are drawn behind the links they belong to.
    """
    pieces: list[Node] = []
    for index, hop in enumerate(path):
        here, there = ((hop.tail, hop.tail_name, hop.tail_type), (hop.head, hop.head_name, hop.head_type))
        if not hop.inward:
            here, there = there, here
        if index == 0:
            pieces.append(_node(*here, look, hop.literal and hop.inward, off, say))
        verb = h("span.verb", f"← {hop.relation}" if hop.inward else f"{hop.relation} →")
        pieces.append(_switched(verb, "relations", hop.relation_id, off, say))
        if marks and hop in marks:
            pieces.append(marks[hop])
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
