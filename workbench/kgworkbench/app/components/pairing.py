"""The pair inspector: why two entities stand together, in bars, shared neighbours and triples side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import bar, chip, empty, ink
from kgworkbench.app.strings import Strings
from kgworkbench.present.palette import NEUTRAL, Style

__all__ = ["pair_view"]


def pair_view(
    why: Mapping[str, Any],
    look: Mapping[str, Style],
    say: Strings,
    others: Sequence[tuple[str, str]] = (),
    waiting: bool = False,
) -> Node:
    """What speaks for two entities standing together, and what each is told to be.

    ``others`` are ids and names the selected one may be compared with; ``waiting`` says that the answer is on its way.
    """
    choice = (
        h(
            "div.row.wrap.pair-with",
            h("span.caption", say("pair_with")),
            [chip(name, *_on(why, key), click={"pair": key}, key=key) for key, name in others],
        )
        if others
        else None
    )
    if not why:
        if waiting:
            return h("div.pair", choice, h("div.row", h("span.pulse"), h("span.caption", say("pair_waiting"))))
        return empty("link", say("pair_none"), say("pair_none_hint"))
    ends = (why["a"], why["b"])
    names = [
        h(
            "span.row",
            h("span.dot", style=ink(look.get(end["type"], NEUTRAL))),
            h("span.title.link.cut", end["name"], click={"select": end["id"]}),
        )
        for end in ends
    ]
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
    return h(
        "div.scroll",
        h(
            "div.pair",
            choice,
            h("div.row.wrap", names[0], h("span.faint", "↔"), names[1], [chip(text, "on") for text in why["direct"]]),
            h(
                "div.pair-parts",
                h(
                    "section",
                    h("div.eyebrow", say("pair_why", w=f"{why['weight']:.2f}")),
                    h("div.bars", bars),
                ),
                h(
                    "section",
                    h("div.eyebrow", say("pair_shared", n=why["shared_total"])),
                    shared or h("div.caption", say("pair_nothing_shared")),
                    h("div.caption", f"+{more}") if more else None,
                ),
                *[_said(end, why["said"][side], say) for side, end in zip("ab", ends, strict=True)],
            ),
        ),
    )


def _on(why: Mapping[str, Any], key: str) -> list[str]:
    return ["on"] if why and key in (why["a"]["id"], why["b"]["id"]) else []


def _said(end: Mapping[str, Any], triples: list[tuple[str, str, str]], say: Strings) -> Node:
    rows = [
        h("div.triple", h("b", head), h("span.faint", f" {relation} → "), h("b", tail))
        for head, relation, tail in triples
    ]
    return h("section", h("div.eyebrow.cut", end["name"]), rows or h("div.caption", say("pair_no_relations")))
