"""The journal as a list: what was done by hand, by whom and why, each to be undone, redone and travelled to."""

from collections.abc import Sequence
from typing import Any

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, empty
from kgworkbench.app.deeds import deed_kind, deed_sort, goal_of
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.steward import Steward, Toast
from kgworkbench.app.strings import Strings
from kgworkbench.model.journal import Operation, Redo, Undo

__all__ = ["history", "toast_view"]

_SHOWN = 200


def history(steward: Steward, snapshot: Snapshot, kind: str, export: str, say: Strings) -> Node:
    """Every operation, newest first, of one kind or of all; ``export`` is what holds as JSON."""
    deeds = [each for each in steward.operations if not isinstance(each.action, Undo | Redo)]
    kinds = {deed_sort(each.action): deed_kind(each.action, say) for each in deeds}
    held = {each.number for each in steward.standing}
    shown = [each for each in reversed(deeds) if kind in ("", deed_sort(each.action))]
    depth, done = steward.depth
    tell = steward.lines(say.language)
    bar = h(
        "div.row.wrap.history-bar",
        h("span.caption", say("history_depth", n=depth, m=done)),
        [
            chip(label, *(["on"] if key == kind else []), click={"filter": "" if key == kind else key})
            for key, label in sorted(kinds.items())
        ]
        if len(kinds) > 1
        else None,
        h("span.grow"),
        h("button.btn.small", say("undo"), click={"undo": []}, disabled=not depth or None),
        h("button.btn.small", say("redo"), click={"redo": []}, disabled=depth == done or None),
        h(
            "button.btn.small",
            icon("save", "small"),
            say("export_json"),
            save={"name": "journal.json", "text": export},
            disabled=not depth or None,
        ),
    )
    if not deeds:
        return h("div.stack.tight.history", bar, empty("clock", say("no_history"), say("no_history_hint")))
    return h(
        "div.history",
        bar,
        h(
            "div.scroll",
            [
                _deed(each, each.number in held, _answered(steward, each), tell(each), snapshot, say)
                for each in shown[:_SHOWN]
            ],
            data_rove="list",
        ),
    )


def _answered(steward: Steward, operation: Operation) -> str:
    """When the operation was undone or redone last, "" for never."""
    for later in reversed(steward.operations):
        if isinstance(later.action, Undo | Redo) and later.action.number == operation.number:
            return later.time
    return ""


def _deed(operation: Operation, held: bool, changed: str, line: str, snapshot: Snapshot, say: Strings) -> Node:
    goal = goal_of(operation, snapshot)
    button = {"undo": [operation.number]} if held else {"redo": [operation.number]}
    return h(
        "div.deed" if held else "div.deed.undone",
        h("span.number.pale", operation.number),
        chip(deed_kind(operation.action, say), *(["on"] if held else [])),
        h(
            "div.what",
            h(
                "div.link.cut" if goal else "div.cut",
                line,
                click={"travel": goal} if goal else None,
                title=line,
            ),
            h(
                "div.caption.cut",
                " · ".join(
                    part
                    for part in (
                        say.heard(operation.author),
                        _when(operation.time),
                        say.heard(operation.reason),
                        "" if held else f"{say('undone')} {_when(changed)}",
                        say("found_nothing") if held and operation.inverse is None else "",
                    )
                    if part
                ),
            ),
        ),
        h("button.quiet", say("undo") if held else say("redo"), click=button),
        key=str(operation.number),
    )


def _when(time: str) -> str:
    return time.replace("T", " ").removesuffix("+00:00")[:19]


def _toasted(toast: Toast, say: Strings) -> str:
    if toast.values is None or isinstance(toast.text, tuple):
        return say.heard(toast.text)
    return say(toast.text, **toast.values)


def toast_view(toast: Toast | None, working: Sequence[Any], say: Strings) -> Node:
    """What was just done, with a button that undoes it; it goes by itself."""
    if toast is None:
        if any(job.active for job in working):
            return h("div.toast.calm", h("span.pulse"), h("span", say("at_work")), role="status", key="work")
        return h("div")
    return h(
        "div.toast.bad" if toast.bad else "div.toast",
        icon("warn" if toast.bad else "check", "small"),
        h("span.what", _toasted(toast, say)),
        h("button", say("redo" if "redo" in toast.undo else "undo"), click=toast.undo) if toast.undo else None,
        h("button.square", icon("close", "small"), click={"dismiss": 1}, aria_label=say("close")),
        role="alert" if toast.bad else "status",
        key=str(toast.serial),
    )
