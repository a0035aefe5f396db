"""The merge queue in a page: the JavaScript of ``kgwidgets.MergeReview`` under Panel."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import param
from panel.custom import AnyWidgetComponent
from panel.util import classproperty

__all__ = ["REVIEW_WORDS", "MergeReview"]

REVIEW_WORDS = (
    "title", "left", "merge", "apart", "later", "undo", "name", "for", "against", "said", "links", "also", "none",
    "done", "two", "again", "into", "nothing", "unread", "keys", "reviewed", "mark_looked", "mark_later", "mark_merged",
    "mark_apart", "past",
)  # fmt: skip
"""What the view says; the interface has each under ``review_`` and the word."""


class MergeReview(AnyWidgetComponent):
    """Candidates for merging, each member with its own checkbox, and a name to edit.

    ``on_wish`` gets what is asked for: merge (with a name), apart, later, undo or again; ``on_choose`` is called when
    another candidate, or other members of it, were chosen.
    """

    shown = param.Dict(default={}, doc="queue, past, reviewed, candidate, said, done, total, as the widget shows them.")
    selected = param.List(default=[], doc="Ids of the checked members, both ways.")
    current = param.String(default="", doc="Id of the candidate in hand, both ways.")
    request = param.Dict(default={}, doc="The last wish: kind, serial and what belongs to it.")
    words = param.Dict(default={}, doc="Its words.")
    theme = param.Selector(default="auto", objects=["auto", "light", "dark"])
    error = param.String(doc="Shown under the view.")

    def __init__(
        self, on_wish: Callable[[str, dict[str, Any]], None], on_choose: Callable[[], None], **params: Any
    ) -> None:
        super().__init__(**params)
        self._on_wish, self._on_choose = on_wish, on_choose
        self._telling = False
        self.param.watch(self._asked, "request")
        self.param.watch(self._chosen, ["current", "selected"])

    @classproperty
    def _esm(cls) -> str:  # noqa: N805
        return _source()

    def tell(self, **values: Any) -> None:
        """Show these values without taking them for a choice."""
        self._telling = True
        try:
            self.param.update(**values)
        finally:
            self._telling = False

    @property
    def offered(self) -> str | None:
        """The id of the candidate that was shown last, None where there was none."""
        return (self.shown.get("candidate") or {}).get("id")

    def offer(self, current: str, shown: dict[str, Any]) -> None:
        """Show a queue with this candidate in hand; of another one than before all members are checked."""
        values: dict[str, Any] = {"current": current}
        if self.offered != current:
            row = shown["candidate"]
            values |= {"selected": [member["id"] for member in row["members"]] if row else [], "error": ""}
        if shown != self.shown:
            values["shown"] = shown
        self.tell(**values)

    def _asked(self, event: Any) -> None:
        wish = dict(event.new)
        kind = str(wish.pop("kind", ""))
        if kind:
            self._on_wish(kind, wish)

    def _chosen(self, *_: Any) -> None:
        if not self._telling:
            self._on_choose()


@cache
def _source() -> str:
    # Found, not imported: the dashboard needs the JavaScript of that package and none of its ipywidgets.
    spec = find_spec("kgwidgets")
    assert spec is not None
    assert spec.origin is not None
    static = Path(spec.origin).parent / "static"
    # Under Panel the frame around it has the edge already, and its height, whatever it was while it was hidden.
    bare = '\nconst KIT_BARE = ".kgv { border:0 !important; border-radius:0 !important; height:100% !important }";\n'
    parts = ("ground", "kit", "merge_review")
    ground, kit, own = ((static / f"{part}.js").read_text(encoding="utf-8") for part in parts)
    return ground + kit + bare + own.replace("const CSS = `", "const CSS = KIT_BARE + `", 1)
