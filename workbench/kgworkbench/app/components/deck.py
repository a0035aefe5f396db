"""A deck: several views in one place, one of them in front, the others kept as they are."""

from collections.abc import Callable, Sequence
from typing import Any

from kgworkbench.app.components.frames import pane
from kgworkbench.app.components.sheet import Node, Sheet, h

__all__ = ["Deck"]


class Deck:
    """Tabs over views. ``show(name)`` brings one to the front; ``count(name, n)`` writes a number beside its label."""

    def __init__(
        self, views: Sequence[tuple[str, str, Any]], *, on_show: Callable[[str], None] | None = None, **params: Any
    ) -> None:
        self._labels = {name: label for name, label, _ in views}
        self._views = {name: view for name, _, view in views}
        self._counts: dict[str, str] = {}
        self._on_show = on_show
        self.front = views[0][0]
        self._tabs = Sheet(on_click=self.show, height=44)
        for name, view in self._views.items():
            view.visible = name == self.front
        self.view = pane(self._tabs, *self._views.values(), **params)
        self._draw()

    def show(self, name: str) -> None:
        """Bring the view of that name to the front."""
        if name not in self._views or name == self.front:
            return
        self.front = name
        for other, view in self._views.items():
            view.visible = other == name
        self._draw()
        if self._on_show is not None:
            self._on_show(name)

    def count(self, name: str, number: int | str | None) -> None:
        """Write a number beside a label, nothing for None."""
        self.counts(**{name: number})

    def counts(self, **numbers: int | str | None) -> None:
        """Write numbers beside labels, nothing for None."""
        texts = {name: "" if number is None else str(number) for name, number in numbers.items()}
        if any(self._counts.get(name, "") != text for name, text in texts.items()):
            self._counts |= texts
            self._draw()

    def _draw(self) -> None:
        tabs = [self._tab(name, label) for name, label in self._labels.items()]
        self._tabs.show(h("div.tabs", tabs, role="tablist", data_rove="row"))

    def _tab(self, name: str, label: str) -> Node:
        on = name == self.front
        number = self._counts.get(name)
        return h(
            "button.tab.on" if on else "button.tab",
            h("span", label),
            h("span.count", number) if number else None,
            click=name,
            role="tab",
            aria_selected="true" if on else "false",
        )
