"""The pair inspector: why two things stand together, in bars, shared neighbours and triples side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import bar, chip, ink
from kgworkbench.app.strings import Strings
from kgworkbench.present.palette import NEUTRAL, Style

__all__ = ["pair_offer", "pair_view"]


def pair_offer(others: Sequence[tuple[str, str]], say: Strings) -> Node:
    """What the selected one may be compared with, by id and name."""
    return h(
        "div.row.wrap.pair-with",
        h("span.caption", say("pair_with")),
        [chip(name, click={"pair": key}, key=key, title=name) for key, name in others],
        data_rove="row",
    )


def pair_view(
    why: Mapping[str, Any],
    names: Sequence[tuple[str, str, str]],
    look: Mapping[str, Style],
    say: Strings,
    *,
    answer: Node | None = None,
    closes: bool = True,
) -> Node:
    """What speaks for two entities, or two communities, standing together, and what is said of each.

    ``names`` are id, name and type of both; an empty ``why`` says that the answer is on its way. ``answer`` is what
    can be done about it.
    """
    ends = [
        h(
            "div.pair-end",
            h("span.dot", style=ink(look.get(kind, NEUTRAL))) if kind else None,
            h("span.pair-name.link", name, click={"select": key}),
            h("span.caption.num", say("members_n", n=why[side]["degree"])) if why and "kind" in why else None,
            key=key,
        )
        for side, (key, name, kind) in zip("ab", names, strict=True)
    ]
    top = h(
        "div.row",
        h("span.eyebrow.grow", say("pair")),
        h("button.square", icon("close", "small"), click={"unpair": 1}, title=say("close"), aria_label=say("close"))
        if closes
        else None,
    )
    parts = _parts(why, look, say) if why else [h("div.row", h("span.pulse"), h("span.caption", say("pair_waiting")))]
    return h("div.beside.pair", top, h("div.stack.tight", ends), answer, parts, role="region", aria_label=say("pair"))


def _parts(why: Mapping[str, Any], look: Mapping[str, Style], say: Strings) -> list[Node | None]:
    bars = [
        [h("span", say(f"pair_{key}")), bar(why[key], thin=True), h("span.num", f"{why[key]:.2f}")]
        for key in ("structure", "meaning", "fused")
    ]
    shared = [
        h(
            "div.tie",
            h("span.dot", style=ink(look.get(row["type"], NEUTRAL))),
            h("span.cut", row["name"]),
            h("span.caption.cut", " / ".join(", ".join(types) for types in row["types"])),
            click={"select": row["id"]},
            key=row["id"],
        )
        for row in why["shared"]
    ]
    more = why["shared_total"] - len(why["shared"])
    between = why.get("between", len(why["direct"]))
    return [
        h("section", h("div.eyebrow", say("pair_weight", w=f"{why['weight']:.2f}")), h("div.bars", bars)),
        h(
            "section",
            h("div.eyebrow", say("pair_direct", n=between)),
            [h("div.triple", text) for text in why["direct"]],
            h("div.caption", f"+{between - len(why['direct'])}") if between > len(why["direct"]) else None,
        )
        if between
        else None,
        h(
            "section",
            h("div.eyebrow", say("pair_shared", n=why["shared_total"])),
            h("div.stack.tight", shared, data_rove="list") if shared else None,
            h("div.caption", f"+{more}") if more else None,
        ),
        h("section", h("div.eyebrow", say("pair_words")), h("div.row.wrap", [chip(word) for word in why["words"]]))
        if why.get("words")
        else None,
        h("div.pair-parts", [_said(why[side], why["said"][side], say) for side in "ab"]),
    ]


def _said(end: Mapping[str, Any], triples: Sequence[tuple[str, str, str]], say: Strings) -> Node:
    rows = [
        h("div.triple", h("b", head), h("span.faint", f" {relation} → "), h("b", tail))
        for head, relation, tail in triples
    ]
    name = end["name"]
    return h("section", h("div.eyebrow.cut", name, title=name), rows or h("div.caption", say("pair_no_relations")))
