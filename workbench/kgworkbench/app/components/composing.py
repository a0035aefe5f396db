"""Where a question is put: its field, its routes, mode and rounds, and what it is asked without."""

from collections.abc import Collection

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip
from kgworkbench.app.strings import Strings
from kgworkbench.model.query import ROUTES

__all__ = ["composer"]


def composer(
    *,
    mode: str,
    routes: Collection[str],
    rounds: int,
    follows: bool | None,
    running: bool,
    strip: Node | None,
    say: Strings,
) -> Node:
    """The field and its settings; ``follows`` says whether it is a follow-up, None where there is nothing before it."""
    modes = [
        chip(say(f"mode_{name}"), *(["on"] if mode == name else []), click={"mode": name}, title=say("mode_hint"))
        for name in ("reject", "open")
    ]
    served = [
        chip(
            say(f"route_{route}"),
            *(["on"] if route in routes else []),
            click={"route": route},
            title=say(f"route_{route}_hint"),
            aria_pressed=str(route in routes).lower(),
        )
        for route in ROUTES
    ]
    follow = (
        h(
            "span.chip.on" if follows else "span.chip",
            icon("link", "small"),
            click="follow",
            title=f"{say('follow_up')}: {say('follow_up_hint')}",
            aria_label=say("follow_up"),
            aria_pressed=str(follows).lower(),
        )
        if follows is not None
        else None
    )
    most = say("rounds_most", n=rounds)
    turns = chip(most, click="rounds", title=say("rounds_hint"), aria_label=f"{say('rounds')} {most}")
    button = (
        h("button.btn.small.danger", icon("stop", "small"), say("stop"), click="stop")
        if running
        else h("button.btn.small.primary", say("send"), sends=True)
    )
    return h(
        "div.stack",
        strip,
        h(
            "div.row.wrap.served",
            h("span.caption", say("routes")),
            served,
            role="group",
            aria_label=say("routes"),
            data_rove="row",
        ),
        h(
            "div.composer",
            h("textarea", submit="ask", placeholder=say("ask_hint"), aria_label=say("ask_hint"), key="field"),
            h("div.row", modes, turns, follow, h("span.grow"), button),
        ),
    )
