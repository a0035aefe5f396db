"""The line over the communities: a preview to keep or to drop, what is shown alone, names that are still to be had."""

from collections.abc import Callable
from typing import Any

from kgworkbench.app.community_view import CommunityView
from kgworkbench.app.components.groups import title_of
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, Sheet, h
from kgworkbench.app.desk import Desk
from kgworkbench.app.naming import Naming
from kgworkbench.app.state import Session

__all__ = ["CommunityStrip"]


class CommunityStrip:
    """One line or none; ``act`` takes what is clicked in it, and is handed what is not its own."""

    def __init__(self, session: Session, desk: Desk, graph: CommunityView, act: Callable[[Any], None]) -> None:
        self._session, self._desk, self._graph, self._act = session, desk, graph, act
        self._naming = Naming(desk)
        self._unasked = False
        self.view = Sheet(on_click=self._clicked, height=44, visible=False)

    def refresh(self, shown: bool) -> None:
        """Say what there is to say; ``shown`` is whether there is room for it."""
        line = self._line() if shown else None
        self.view.visible = line is not None
        if line is not None:
            self.view.show(line)

    def _clicked(self, action: Any) -> None:
        if action == "name":
            self._naming.ask()
        elif action == "unnamed":
            self._unasked = True
            self._desk.touch()
        elif action == "keep":
            self._desk.keep_groups()
        elif action == "drop":
            self._desk.drop_groups()
        else:
            self._act(action)

    def _line(self) -> Node | None:
        desk, say = self._desk, self._session.say
        tree = desk.snapshot.tree if desk.snapshot is not None else None
        if tree is None or not tree.communities:
            return None
        around = self._around()
        if desk.preview is not None:
            words = say("previewing", w=f"{desk.settings.weight:.2f}", n=len(tree.communities))
            return h(
                "div.row.strip",
                icon("warn", "small"),
                h("span.caption.grow.cut", words, title=words),
                around[1] if around else None,
                h("button.btn.small", say("undo"), click="drop"),
                h("button.btn.small.primary", say("keep"), click="keep"),
            )
        if around is not None:
            return h("div.row.strip.calm", icon("communities", "small"), *around)
        return self._unnamed()

    def _around(self) -> tuple[Node, Node] | None:
        """What is shown with its neighbours only, in words, and the way back to all; None where all is shown."""
        snapshot, say, around = self._desk.snapshot, self._session.say, self._session.around
        name = title_of(snapshot, around) if snapshot is not None and around else ""
        if snapshot is None or not name:
            return None
        words = say("around_told", name=name, n=len(self._graph.near(snapshot)))
        back = h("button.btn.small", say("around_leave"), h("kbd", "o"), click={"around": ""})
        return h("span.caption.grow.cut", words, title=words), back

    def _unnamed(self) -> Node | None:
        """How many communities the engine has given no name, and the offer to ask it again."""
        desk, say = self._desk, self._session.say
        left = () if self._unasked else self._naming.left()
        if not left or desk.bench is None:
            return None
        if self._naming.busy:
            return h(
                "div.row.strip.calm",
                h("span.pulse"),
                h("span.caption.grow.cut", say("naming_now", n=len(left), engine=desk.bench.engine.name)),
            )
        words = say("naming_left", n=len(left), engine=desk.bench.engine.name)
        return h(
            "div.row.strip.calm",
            icon("communities", "small"),
            h("span.caption.grow.cut", words, title=words),
            h("button.btn.small", say("naming_again"), click="name"),
            h("button.square", icon("close", "small"), click="unnamed", title=say("close"), aria_label=say("close")),
        )
