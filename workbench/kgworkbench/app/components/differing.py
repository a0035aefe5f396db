"""Two runs side by side: what only the first has, what only the second has, and what changed between them."""

from collections.abc import Iterable, Sequence

from kgworkbench.app.components.chains import route_tag
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, empty
from kgworkbench.app.strings import Strings
from kgworkbench.traces.diff import TraceDiff

__all__ = ["choosers", "diff_view"]

_SHOWN = 30
_LONG = 180


def choosers(runs: Sequence[tuple[str, str]], one: str, other: str, say: Strings) -> Node:
    """Which two runs are compared; ``runs`` are ids with what tells them apart."""
    if len(runs) < 2:
        return empty("diff", say("compare_none"), say("compare_none_hint"))

    def choice(slot: int, title: str, chosen: str) -> Node:
        chips = [
            chip(name, *(["on"] if run == chosen else []), click={"diff": slot, "run": run}, title=name, key=run)
            for run, name in runs
        ]
        return h("div.row.top", h("span.caption.side", title), h("div.row.wrap", chips))

    return h("div.stack", choice(0, say("first_run"), one), choice(1, say("second_run"), other))


def diff_view(diff: TraceDiff | None, off: tuple[str, str], say: Strings) -> Node:
    """Both answers, what was asked or found in another way, and below it what was lost (left) and gained (right).

    ``off`` names what each run was without.
    """
    if diff is None:
        return h("div")
    if diff.same:
        return h("div.note", say("runs_alike"))
    lost = [(say("d_sub_query"), text) for text in diff.sub_queries_lost]
    gained = [(say("d_sub_query"), text) for text in diff.sub_queries_gained]
    lost += [(say("d_citation"), f"“{one.quote}” {one.document}") for one in diff.citations_lost]
    gained += [(say("d_citation"), f"“{one.quote}” {one.document}") for one in diff.citations_gained]
    lost += [(say("d_evidence"), _unheaded(item.text)) for item in diff.lost]
    gained += [(say("d_evidence"), _unheaded(item.text)) for item in diff.gained]
    found = h("div.sides.wide", _side("lost", say("only_first"), lost), _side("gained", say("only_second"), gained))
    return h(
        "div.scroll",
        h(
            "div.stack.loose",
            _answers(diff, say),
            _changes(diff, off, say),
            found if lost or gained else None,
            _moved(diff, say),
        ),
    )


def _answers(diff: TraceDiff, say: Strings) -> Node:
    """What each run said, and whether it is the same."""
    before, after = (answer.text if answer is not None else say("nothing") for answer in diff.answers)
    changed = diff.answer_changed
    return h(
        "div.versus",
        h(
            "div.row",
            h("span.eyebrow.grow", say("d_answer")),
            chip(say("other_answer" if changed else "same_answer"), "warn" if changed else "good"),
        ),
        h(
            "div.sides",
            h("div", h("div.caption", say("first_run")), h("div.said", before)),
            h("div", h("div.caption", say("second_run")), h("div.said", after)),
        ),
    )


def _unheaded(text: str) -> str:
    """A passage without the heading that only repeats its document's name."""
    first, _, rest = text.lstrip().partition("\n")
    return rest if first.startswith("#") and rest.strip() else text


def _side(kind: str, title: str, rows: Sequence[tuple[str, str]]) -> Node:
    return h(
        f"div.{kind}",
        h("div.row", h("span.eyebrow.grow", title), h("span.caption.num", len(rows))),
        [h("div.differs", h("span.caption", name), h("span", _cut(text))) for name, text in rows[:_SHOWN]],
        h("div.caption", f"+{len(rows) - _SHOWN}") if len(rows) > _SHOWN else None,
    )


def _changes(diff: TraceDiff, off: tuple[str, str], say: Strings) -> Node | None:
    rows: list[Node] = []
    for name, before, after in diff.settings:
        if name == "off":
            before, after = off
        rows.append(_change(h("span", say(f"d_{name}")), before or say("nothing"), after or say("nothing")))
    for change in diff.routes:
        label = h("span.row", route_tag(change.route, say), h("span.caption.cut", _cut(change.sub_query)))
        found = (change.error_before or f"{change.before}", change.error_after or f"{change.after}")
        rows.append(_change(label, *found))
    if diff.rounds[0] != diff.rounds[1]:
        rows.append(_change(h("span", say("d_rounds")), *(str(number) for number in diff.rounds)))
    if diff.usage[0] != diff.usage[1]:
        rows.append(_change(h("span", say("tokens")), *(str(each.total) for each in diff.usage)))
    return h("div.stack", h("div.eyebrow", say("changed")), h("div.changes", rows)) if rows else None


def _change(label: Node, before: str, after: str) -> Node:
    return h("div.change", label, h("span.num", before), h("span.faint", "→"), h("span.num", after))


def _moved(diff: TraceDiff, say: Strings) -> Node | None:
    rows: Iterable[Node] = [
        h(
            "div.differs",
            h("span.caption.num", f"{say('d_moved')} {before} → {after}"),
            h("span", _cut(_unheaded(item.text))),
        )
        for item, before, after in diff.moved[:_SHOWN]
    ]
    return h("div.stack.tight", rows) if diff.moved else None


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONG else words[:_LONG].rstrip() + "…"
