"""The pages before a graph is open: where to begin, and what to do when it is open elsewhere."""

from pathlib import Path
from typing import Any

import panel_material_ui as pmui

from kgworkbench.app.carrying import open_button
from kgworkbench.app.components.chrome import held_page, welcome_page
from kgworkbench.app.components.frames import column, row
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.desk import Desk
from kgworkbench.app.state import Session
from kgworkbench.app.strings import WORDS, Strings
from kgworkbench.errors import WorkbenchError
from kgworkbench.samples import sample, sample_names
from kgworkbench.schema.load import load_schema

__all__ = ["HeldPage", "WelcomePage", "title_of"]


def title_of(name: str, say: Strings) -> str:
    """What a bundled corpus is called."""
    return say(f"sample_{name}") if f"sample_{name}" in WORDS else name.replace("_", " ").capitalize()


class WelcomePage:
    """Start from a sample, open a graph folder, or begin a new one."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        say = session.say
        self._samples = _samples(say)
        self._sheet = Sheet(on_click=self._act)
        self._path = pmui.TextInput(
            value=str(Path.cwd() / "my.kgw"),
            label=say("open_folder_hint"),
            size="small",
            sizing_mode="stretch_width",
            margin=0,
        )
        self._path.param.watch(lambda _: self._open(), "enter_pressed")
        self._path.param.watch(lambda _: self.refresh(), "value")
        self._button = Sheet(
            h("button.btn.primary", say("open"), click="open", style={"height": "38px"}),
            on_click=self._act,
            sizing_mode=None,
            styles={"flex": "none"},
            height=38,
        )
        carried = open_button(session, desk, self._beside)
        fields = (self._path, self._button, carried)
        field = row(*fields, sizing_mode="stretch_width", style={"gap": "12px", "align-items": "center"})
        inner = column(
            self._sheet,
            field,
            sizing_mode="stretch_width",
            style={"gap": "14px", "margin": "auto", "padding": "32px 24px", "width": "100%", "max-width": "968px"},
        )
        self.view = column(inner, style={"overflow": "auto"})
        self.refresh()

    def refresh(self) -> None:
        """Show samples, and how far opening is."""
        folder = str(self._beside())
        self._sheet.show(welcome_page(self._samples, folder, self._desk.opening, self._session.say))

    def _beside(self) -> Path:
        """Where samples and downloaded graphs are kept: beside the folder in the field."""
        return Path(self._path.value or "").expanduser().parent

    def follow(self) -> None:
        """Nothing is selected before a graph is open."""

    def repaint(self) -> None:
        """Sheets follow the theme by themselves."""

    def _act(self, action: Any) -> None:
        if action == "open":
            self._open()
        elif isinstance(action, dict) and "sample" in action:
            chosen = sample(action["sample"])
            folder = self._beside() / f"{chosen.name}.kgw"
            self._session.page = "extract"
            self._desk.open(folder, None if folder.exists() else chosen.schema)

    def _open(self) -> None:
        folder = (self._path.value_input or self._path.value or "").strip()
        if folder:
            self._desk.open(Path(folder).expanduser())


class HeldPage:
    """The graph is open elsewhere."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._desk = desk
        self.view = Sheet(held_page(desk.held, session.say), on_click=self._act, sizing_mode="stretch_both")

    def refresh(self) -> None:
        """The message does not change while it shows."""

    def follow(self) -> None:
        """Nothing is selected before a graph is open."""

    def repaint(self) -> None:
        """Sheets follow the theme by themselves."""

    def _act(self, action: Any) -> None:
        if action == "retry" and self._desk.wanted is not None:
            self._desk.open(self._desk.wanted)
        elif action == "other":
            self._desk.held = ""
            self._desk.touch()


def _samples(say: Strings) -> list[dict[str, Any]]:
    found = []
    for name in sample_names():
        chosen = sample(name)
        try:
            about = load_schema(chosen.schema).description
        except WorkbenchError as problem:
            about = str(problem)
        if f"sample_{name}_about" in WORDS:
            # The schema speaks the language of its texts; who opens it may speak another.
            about = say(f"sample_{name}_about")
        documents = sum(1 for file in (chosen.path / "docs").iterdir() if file.is_file())
        found.append({"name": name, "title": title_of(name, say), "about": about, "documents": documents})
    return found
