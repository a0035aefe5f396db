"""A stepper over the steps of a run, and what the run can be saved as."""

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.strings import Strings

__all__ = ["stepper", "walker"]


def stepper(at: int | None, steps: int, saveable: bool, say: Strings) -> Node:
    """Replay and save; ``at`` is the number of steps that are shown, None for all of them."""
    if not steps:
        return h("div")
    files = [
        h("button.quiet.file", say(f"save_{kind}"), click={"save": kind}, title=say("save_hint"))
        for kind in ("json", "html", "spans", "notebook")
    ]
    return h(
        "div.bar-row",
        _moves(at, steps, say),
        h("span.grow"),
        h("div.row.stepper", icon("save", "small"), files) if saveable else None,
    )


def walker(at: int | None, steps: int, told: str, say: Strings) -> Node:
    """The same moves over the evidence graph, where each step lights what it found; ``told`` is the step in words."""
    if not steps:
        return h("div.bar-row.walk", h("span.caption.cut.grow", say("walk_hint")))
    words = h(
        "span.caption.cut.grow", told if at is not None else say("walk_hint"), title=told if at is not None else None
    )
    return h("div.bar-row.walk", _moves(at, steps, say), words)


def _moves(at: int | None, steps: int, say: Strings) -> Node:
    now = steps if at is None else at

    def move(name: str, words: str, to: int) -> Node:
        return h(
            "button.square",
            icon(name, "small"),
            click={"replay": to},
            disabled=to == now or not 1 <= to <= steps or None,
            title=say(words),
            aria_label=say(words),
        )

    return h(
        "div.row.stepper",
        h("span.caption", say("replay"), title=say("replay_hint")),
        move("first", "step_first", 1),
        move("back", "step_back", now - 1),
        h("span.caption.num", say("step_of", n=now, m=steps)),
        move("on", "step_on", now + 1),
        move("last", "step_last", steps),
    )
