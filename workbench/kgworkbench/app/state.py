"""What one session looks at: page, selection, question, language and theme. One value, read by every part of a page."""

from typing import Any

import param

from kgworkbench.app.strings import Strings

__all__ = ["PAGES", "Session"]

PAGES = ("schema", "extract", "communities", "ask")


class Session(param.Parameterized):
    """The state of one browser tab. Select in one place and all places follow; the address keeps what is shareable."""

    page = param.Selector(default="schema", objects=list(PAGES), doc="The page in view.")
    sel = param.String(default="", doc="Id of what is selected: an entity, a relation or a community.")
    q = param.String(default="", doc="The question last asked.")
    run = param.String(default="", doc="Id of the trace in view.")
    chunk = param.String(default="", doc="Id of the chunk in the reader.")
    kind = param.String(default="", doc="The row of the schema's tables that is looked at, as its id.")
    language = param.Selector(default="en", objects=["en", "zh"], doc="Language of the interface.")
    dark = param.Boolean(default=False, doc="Whether the theme is dark.")
    narrow = param.Boolean(default=False, doc="Whether the window is too narrow for everything side by side.")
    inspecting = param.Boolean(default=True, doc="Whether the inspector is open.")
    log_open = param.Boolean(default=False, doc="Whether the log is unfolded.")
    helping = param.Boolean(default=False, doc="Whether the help is shown.")
    wish = param.Parameter(default=None, doc="What another page is to do, as the palette hands it back.")
    compared = param.Parameter(default=None, doc="Two things side by side in the inspector, None for none.")
    around = param.String(default="", doc="Id of what is shown with its direct neighbours only, empty for everything.")
    light = param.Parameter(default=None, doc="Number of the evidence path that is lit, None for none.")

    @property
    def say(self) -> Strings:
        """The words of the interface in the session's language."""
        return Strings(self.language)

    def go(self, page: str) -> None:
        """Show the page, if there is one of that name."""
        if page in PAGES:
            self.page = page

    def select(self, identity: str) -> None:
        """Select this, or nothing when it already is."""
        self.sel = "" if identity == self.sel else identity

    def press(self, key: str) -> None:
        """Do what a key stands for: 1-4 the pages, ? the help, i the inspector, l the log, o only what is around the
        selected one and all again, Escape clears."""
        if key in "1234":
            self.page = PAGES[int(key) - 1]
        elif key == "?":
            self.helping = not self.helping
        elif key == "i":
            self.inspecting = not self.inspecting
        elif key == "l":
            self.log_open = not self.log_open
        elif key == "o":
            self.around = "" if self.around else self.sel
        elif key == "Escape":
            if self.helping:
                self.helping = False
            else:
                self.param.update(sel="", light=None)

    def from_address(self, query: dict[str, Any]) -> None:
        """Take what the address says, as far as it makes sense."""
        known = {name: str(query[name]) for name in ("sel", "q", "run", "chunk") if name in query}
        page = query.get("page")
        if page in PAGES:
            known["page"] = str(page)
        if query.get("lang") in ("en", "zh"):
            known["language"] = str(query["lang"])
        self.param.update(**known)
