"""The frame of the dashboard for one session: navigation, header, inspector, log, help, and the page in view."""

from pathlib import Path
from typing import Any

import panel as pn
import panel_material_ui as pmui
from panel.io.callbacks import PeriodicCallback
from panel.util import edit_readonly

from kgworkbench.app.carrying import download_button
from kgworkbench.app.components.chrome import header, help_dialog, log_dock, navigation, tools
from kgworkbench.app.components.focus import Focus
from kgworkbench.app.components.frames import column
from kgworkbench.app.components.history import toast_view
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.keys import Keys
from kgworkbench.app.components.palette import Palette
from kgworkbench.app.components.reading import inspector
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.components.theme import SHELL_CSS, theme
from kgworkbench.app.desk import Desk
from kgworkbench.app.editing import Editing
from kgworkbench.app.figures import figures
from kgworkbench.app.finding import find
from kgworkbench.app.pacing import waker_for
from kgworkbench.app.pages.ask import AskPage
from kgworkbench.app.pages.communities import CommunitiesPage
from kgworkbench.app.pages.extract import ExtractPage
from kgworkbench.app.pages.schema import SchemaPage
from kgworkbench.app.pages.welcome import HeldPage, WelcomePage
from kgworkbench.app.state import PAGES, Session
from kgworkbench.app.waking import send_rest

__all__ = ["Shell"]

_PAGES: dict[str, Any] = {"schema": SchemaPage, "extract": ExtractPage, "communities": CommunitiesPage, "ask": AskPage}
_BEFORE: dict[str, Any] = {"held": HeldPage, "welcome": WelcomePage}
_TICK = 160
_NARROW = 1200


class Shell:
    """Everything one tab shows. It looks at the desk six times a second and draws what has changed, never more;
    for what people wait for, the desk wakes it."""

    def __init__(self, desk: Desk, session: Session | None = None) -> None:
        self.desk = desk
        self.session = session or Session()
        if pn.state.location is not None:
            # Before anything is drawn, or the first page would be drawn for nothing.
            self.session.from_address(pn.state.location.query_params)
            self._as_last_seen()
        # Material parts take the theme they are born into from here, and another session's would do.
        pn.config.theme = "dark" if self.session.dark else "default"
        self._pages: dict[str, Any] = {}
        self._former: dict[str, Any] = {}
        self._seen = -1
        self._open: Any = None
        self._errors = 0
        self._nav = Sheet(on_click=self._go, sizing_mode="stretch_both")
        self._bar = Sheet(
            height=56,
            sizing_mode="stretch_width",
            styles={"flex": "1 1 auto", "min-width": "0", "align-self": "center"},
        )
        self._tools = Sheet(
            on_click=self._tool,
            height=40,
            sizing_mode=None,
            styles={"align-self": "center", "flex": "none"},
        )
        self._download = download_button(self.session, desk)
        self._side = Sheet(on_click=self._chosen, sizing_mode="stretch_both")
        self._editing = Editing(self.session, desk)
        self._log = Sheet(on_click=self._tool)
        self._toast = Sheet(on_click=self._toasted, height=0)
        self._help = Sheet(on_click=self._tool)
        self._keys = Keys(
            self._pressed, self._measured, on_scheme=self._scheme, dark=self.session.dark, width=0, height=0, margin=0
        )
        self._focus = Focus()
        self._palette = Palette(
            lambda query: find(query, self.desk.snapshot, self.session.say),
            self._commanded,
            width=0,
            height=0,
            margin=0,
        )
        self._words()
        # A slot each, filled when its page is first asked for: the other pages are not drawn again.
        self._slots = {name: column(visible=False) for name in (*_PAGES, *_BEFORE)}
        self._stage = column(*self._slots.values(), style={"flex": "1 1 auto"})
        main = column(
            self._stage,
            self._log,
            self._help,
            self._toast,
            self._keys,
            self._focus,
            self._palette,
            style={"height": "100%"},
        )
        self.page = pmui.Page(
            title="KG Workbench",
            main=[main],
            sidebar=[self._nav],
            contextbar=[self._side],
            header=[self._bar, self._download, self._tools],
            sidebar_width=216,
            sidebar_resizable=False,
            sidebar_variant="persistent",
            contextbar_width=320,
            contextbar_variant="persistent",
            contextbar_open=True,
            theme_toggle=False,
            dark_theme=self.session.dark,
            busy_indicator=None,
            theme_config=theme(),
            stylesheets=[SHELL_CSS],
        )
        with edit_readonly(self.page):
            # The page has no busy sign: it need not hear, six times a second, that some session works.
            self.page.busy = False
        self.session.param.watch(self._turned, ["page", "narrow", "inspecting", "log_open", "helping"])
        self.session.param.watch(self._selected, ["sel", "chunk", "kind", "light", "run"])
        self.session.param.watch(self._reworded, "language")
        self.session.param.watch(lambda event: self._commanded(event.new), "wish")
        self.session.param.watch(self._repainted, "dark")
        self.tick()

    def _as_last_seen(self) -> None:
        """Begin in the theme and the width that this browser had last; it says soon if they are others."""
        scheme, _, width = str(pn.state.cookies.get("kgw-seen", "")).partition("-")
        if scheme in ("dark", "light") and width.isdecimal():
            narrow = int(width) < _NARROW
            self.session.param.update(dark=scheme == "dark", narrow=narrow, inspecting=not narrow)

    def attach(self) -> "Shell":
        """Tie the session to the address and begin to look at the desk; called inside a served session."""
        location = pn.state.location
        if location is not None:
            location.sync(
                self.session,
                {"page": "page", "sel": "sel", "q": "q", "run": "run", "chunk": "chunk", "language": "lang"},
            )
        if pn.state.curdoc is not None:
            # Our own banner says it in the reader's language.
            pn.state.curdoc.config.notify_connection_status = False
        pn.state.onload(self._begin)
        return self

    def _begin(self) -> None:
        """Look at the desk from now on; what changed while the browser was still loading is drawn first."""
        self.tick()
        self._wake = waker_for(self.tick, lambda: self._pages.get(self._name()))
        self.desk.watch(self._wake)
        # In the background: a look at the desk is no work that the pages of all sessions need be told of.
        look = PeriodicCallback(callback=self._look, period=_TICK, background=True, log=False)
        look.start()
        if pn.state.curdoc is not None:
            pn.state.curdoc.on_session_destroyed(lambda _: look.stop())

    def _look(self) -> None:
        send_rest(pn.state.curdoc)
        self.tick()

    def tick(self) -> None:
        """Draw what has changed at the desk since the last look."""
        if self.desk.version == self._seen:
            return
        self._seen = self.desk.version
        # A workbench is on the desk a moment before it has been looked at: until then there is nothing to show of it.
        now = (self.desk.bench if self.desk.snapshot is not None else None, self.desk.held)
        with pn.io.hold():
            if now != self._open:
                self._open = now
                self._pages.clear()
                self._former.clear()
                for slot in self._slots.values():
                    slot.objects = []
                self._show_page()
            errors = sum(entry.level == "error" for entry in self.desk.log)
            if errors > self._errors:
                self.session.log_open = True
            self._errors = errors
            self._frame()
            current = self._pages.get(self._name())
            if current is not None:
                current.refresh()
            self._inspect()

    def _name(self) -> str:
        if self.desk.held:
            return "held"
        return self.session.page if self.desk.snapshot is not None else "welcome"

    def _show_page(self) -> None:
        """Bring the page in view to the front; it is made when first asked for and kept after."""
        name = self._name()
        if name not in self._pages:
            page = self._pages[name] = {**_PAGES, **_BEFORE}[name](self.session, self.desk)
            if (before := self._former.pop(name, None)) is not None and name in _PAGES:
                page.inherit(before)
            page.repaint()
            self._slots[name].objects = [page.view]
        for other, slot in self._slots.items():
            slot.visible = other == name

    def _frame(self) -> None:
        session, desk, say = self.session, self.desk, self.session.say
        opened = desk.snapshot is not None and not desk.held
        folder = str(desk.bench.folder.path) if desk.bench is not None and desk.bench.folder is not None else ""
        self._nav.show(
            navigation(session.page if opened else "", session.narrow, desk.snapshot, desk.corpus, say)
            if opened
            else h("div")
        )
        self._bar.show(header(figures(desk), _short(folder), desk.building, say))
        self._tools.show(tools(session.dark, opened, say))
        self._download.visible = opened and desk.folder is not None
        self._log.show(log_dock(desk.log, session.log_open, say))
        self._toast.show(toast_view(desk.steward.fresh(), desk.steward.jobs, say))
        self._help.show(help_dialog(say) if session.helping else h("div"))
        left, right = (64, 288) if session.narrow else (216, 320)
        frame = {"sidebar_width": left, "contextbar_width": right, "sidebar_open": opened}
        frame["contextbar_open"] = opened and session.inspecting
        if any(getattr(self.page, name) != value for name, value in frame.items()):
            self.page.param.update(**frame)

    def _inspect(self) -> None:
        session = self.session
        page = self._pages.get(self._name())
        cards = page.cards() if isinstance(page, AskPage) and not session.sel else None
        about = page.told() if isinstance(page, SchemaPage) else None
        if cards is not None:
            node = h(
                "div.inspector",
                h("div.row", icon("book", "small"), h("span.eyebrow", session.say("evidence"))),
                cards,
                style={"height": "100%"},
            )
        elif about is not None and not session.sel:
            node = h("div.scroll", about)
        else:
            turned = isinstance(page, AskPage) and page.turn
            whence = session.say("evidence") if turned else session.say("back_to_type") if about else ""
            back = (
                h("div.link.caption", f"‹ {whence}", click={"select": ""}, style={"padding": "12px 16px 0"})
                if whence and session.sel
                else h("div.caption", session.say("begin_type"), style={"padding": "16px 16px 0"})
                if isinstance(page, SchemaPage) and not session.sel
                else None
            )
            told = inspector(self.desk.snapshot, session.sel, session.say)
            # Under the name of what is selected stands what can be done with it.
            told.get("x", [])[1:1] = [form] if (form := self._editing.node()) is not None else []
            node = h("div.scroll", back, told)
        self._side.show(node)

    def _turned(self, *_: Any) -> None:
        with pn.io.hold():
            self._show_page()
            self._frame()
            page = self._pages[self._name()]
            page.refresh()
            self._inspect()

    def _selected(self, *_: Any) -> None:
        page = self._pages.get(self._name())
        with pn.io.hold():
            if page is not None:
                page.follow()
            self._inspect()

    def _words(self) -> None:
        say = self.session.say
        self._palette.words = {"title": say("palette"), "hint": say("palette_hint"), "none": say("palette_none")}
        self._keys.words = {"lost": say("lost"), "back": say("back")}
        self._focus.word = say("skip_link")

    def _commanded(self, value: Any) -> None:
        """Do what was chosen in the palette, and take the focus along to another page."""
        if isinstance(value, dict):
            before = self.session.page
            self._obey(value)
            if self.session.page != before:
                self._focus.arrive()

    def _obey(self, value: dict[str, Any]) -> None:
        session = self.session
        if "do" in value:
            self._do(str(value["do"]))
        elif "select" in value:
            page = session.page if session.page != "schema" else "extract"
            session.param.update(sel=value["select"], page=page)
        elif "community" in value:
            session.param.update(sel=value["community"], page="communities")
        elif "chunk" in value:
            session.param.update(chunk=value["chunk"], page="extract")
        elif "type" in value:
            session.page = "schema"
            page = self._pages.get("schema")
            if isinstance(page, SchemaPage):
                page.show(value["section"], value["type"])
        elif "ask" in value:
            session.page = "ask"
            page = self._pages.get("ask")
            if isinstance(page, AskPage):
                page.ask(value["ask"])

    def _do(self, what: str) -> None:
        session, job = self.session, self.desk.building
        if what in PAGES:
            session.go(what)
        elif what == "clear":
            session.press("Escape")
        elif what in ("undo", "redo"):
            self._undo(what)
        elif what.startswith("tab "):
            _, session.page, tab = what.split()
            self._pages[session.page].bring(tab)
        elif what == "build":
            session.page = "extract"
            page = self._pages.get("extract")
            if isinstance(page, ExtractPage):
                page.build()
        elif what in ("pause", "resume", "stop"):
            if job is not None:
                {"pause": job.pause, "resume": job.resume, "stop": job.stop}[what]()
                self.desk.touch()
        else:
            self._tool(what)

    def _reworded(self, *_: Any) -> None:
        self._words()
        # Each page is made anew in the other language when it is next shown, and goes on where this one was left.
        self._former |= self._pages
        self._pages.clear()
        for slot in self._slots.values():
            slot.objects = []
        self._turned()

    def _repainted(self, *_: Any) -> None:
        self.page.dark_theme = self._keys.dark = self.session.dark
        for page in self._pages.values():
            page.repaint()
        self._frame()

    def _toasted(self, action: Any) -> None:
        if isinstance(action, dict) and not self.desk.steward.take(action):
            self.desk.steward.dismiss()

    def _undo(self, key: str) -> None:
        """Ctrl+Z and Ctrl+Shift+Z: the page's own unsaved edits first, then what was done to the graph."""
        page = self._pages.get(self._name())
        if key == "undo" and isinstance(page, SchemaPage) and page.step_back():
            return
        (self.desk.steward.undo if key == "undo" else self.desk.steward.redo)()

    def _pressed(self, key: str) -> None:
        if key in ("undo", "redo"):
            if self.desk.snapshot is not None:
                self._undo(key)
        elif key in ("Escape", "Leave") and not self.session.helping and self._editing.close():
            # One thing goes at a time, the topmost first: the help, an open form, the selection.
            self._inspect()
        elif key != "Leave" and (self.desk.snapshot is not None or key in ("?", "l", "Escape")):
            self.session.press(key)
            if key in "1234":
                # The page in view, too: its key is the way back to its beginning.
                self._focus.arrive()

    def _measured(self, width: int) -> None:
        # What changes before the browser has drawn the page never reaches it: it waits for that.
        narrow = int(width) < _NARROW
        if narrow != self.session.narrow:
            pn.state.onload(lambda: self.session.param.update(narrow=narrow, inspecting=not narrow))

    def _scheme(self, dark: bool) -> None:
        pn.state.onload(lambda: self.session.param.update(dark=bool(dark)))

    def _go(self, action: Any) -> None:
        if isinstance(action, dict) and "page" in action:
            self.session.go(action["page"])

    def _tool(self, action: Any) -> None:
        session = self.session
        if action == "language":
            session.language = "zh" if session.language == "en" else "en"
        elif action == "inspector":
            session.inspecting = not session.inspecting
        elif action == "theme":
            session.dark = not session.dark
        elif action == "palette":
            self._palette.open()
        elif action == "help":
            session.helping = not session.helping
        elif action == "log":
            session.log_open = not session.log_open

    def _chosen(self, action: Any) -> None:
        """A click in the inspector: another thing to select, a chunk to read, a citation to light."""
        page = self._pages.get(self._name())
        if isinstance(action, dict) and self._editing.act(action):
            with pn.io.hold():
                self._inspect()
        elif isinstance(page, AskPage) and isinstance(action, dict) and not ({"select", "chunk"} & action.keys()):
            page.act(action)
        elif isinstance(action, dict) and "select" in action:
            self.session.sel = action["select"]
        elif isinstance(action, dict) and "chunk" in action:
            self.session.param.update(chunk=action["chunk"], page="extract")


def _short(folder: str) -> str:
    home = str(Path.home())
    return f"~{folder[len(home) :]}" if folder.startswith(home + "/") else folder
