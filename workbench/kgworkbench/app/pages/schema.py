"""The Schema page: the types in tables and as YAML, what uses them, and one button that puts them in force."""

from collections import Counter
from dataclasses import replace
from typing import Any

import panel as pn

from kgworkbench.app.components.charts import coverage_map
from kgworkbench.app.components.deck import Deck
from kgworkbench.app.components.frames import column, page_frame, pane
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.revisions import effect_strip
from kgworkbench.app.components.sheet import Node, Sheet, h
from kgworkbench.app.components.table_search import SearchedTable
from kgworkbench.app.components.tables import Table
from kgworkbench.app.components.type_view import type_view
from kgworkbench.app.components.words import chip, head
from kgworkbench.app.desk import Desk
from kgworkbench.app.draft import COLUMNS, Draft, Section
from kgworkbench.app.drafting_board import DraftingBoard
from kgworkbench.app.schema_inboxes import Inboxes
from kgworkbench.app.snapshot import Snapshot, look_of
from kgworkbench.app.state import Session
from kgworkbench.errors import SchemaError
from kgworkbench.model.facts import Violation
from kgworkbench.present.palette import Style

__all__ = ["SchemaPage"]

_SECTIONS: tuple[Section, ...] = ("entity", "relation", "attribute")
_SHORT = {"entity": "entities", "relation": "relations", "attribute": "attributes"}
_WIDTHS = {"name": 160, "parent": 80, "head": 150, "tail": 160, "of": 140, "value": 80, "unit": 70, "used": 64}
_HINTED = ("examples", "cues", "parent", "head", "tail", "of", "value", "used")


class SchemaPage:
    """Tables edited in place over a draft; nothing is in force before Apply."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        say = session.say
        assert desk.snapshot is not None
        self.draft = Draft(desk.snapshot.schema)
        self._head = Sheet(on_click=self._act, height=56)
        self._note = Sheet(on_click=self._act)
        self._whatif = Sheet(on_click=self._act)
        self._samples = ""
        self.board = DraftingBoard(session, desk, lambda: self.draft, self._draw)
        self.inboxes = Inboxes(session, desk, self._widen)
        self._tables = {section: self._table(section) for section in _SECTIONS}
        self._searched = {
            section: SearchedTable(table, session.say, self._act) for section, table in self._tables.items()
        }
        self._yaml = pn.widgets.CodeEditor(
            value="", language="yaml", sizing_mode="stretch_both", margin=0, min_height=100, print_margin=False
        )
        self._yaml_bar = Sheet(
            h("div.pad.slim", h("div.row", h("span.grow"), h("button.btn.small", say("read_yaml"), click="yaml"))),
            on_click=self._act,
            height=46,
        )
        self._deck = Deck(
            [
                *[(name, say(_SHORT[name]).capitalize(), table.view) for name, table in self._searched.items()],
                ("board", say("board"), self.board.view),
                ("yaml", say("yaml"), column(self._yaml, self._yaml_bar)),
                *[(name, say(name), sheet) for name, sheet in self.inboxes.sheets.items()],
            ],
            on_show=self._fronted,
            style={"flex": "1 1 60%"},
        )
        self._chart = Sheet(on_click=self._act, sizing_mode="stretch_both")
        self._coverage = pane(
            Sheet(
                h("div.pad.slim", h("div.row", h("h2", say("coverage")), h("span.caption", say("coverage_note")))),
                height=40,
            ),
            self._chart,
            style={"flex": "0 0 34%"},
        )
        self.view = page_frame(self._head, self._note, self._whatif, self._deck.view, self._coverage)
        self.refresh()

    def _table(self, section: Section) -> Table:
        session, say = self._session, self._session.say
        columns = {name: say("name" if name == "name" else name) for name in COLUMNS[section]} | {"used": say("used")}
        editors: dict[str, Any] = {name: {"type": "input"} for name in COLUMNS[section]}
        values = {kind: say(f"value_{kind}") for kind in ("text", "number", "date", "bool", "enum")}
        return Table(
            columns,
            widths={name: width for name, width in _WIDTHS.items() if name in columns},
            editors=editors,
            hints={name: say(f"hint_{name}") for name in columns if name in _HINTED},
            numbers=("used",),
            labels={"value": values} if section == "attribute" else None,
            on_edit=lambda key, column, value: self.edit(section, key, column, value),
            on_pick=self._picked,
            on_touch=lambda key: session.param.update(kind=key, sel=""),
            selectable="toggle",
        )

    def edit(self, section: Section, key: str, column: str, value: str) -> None:
        """Take an edit of the table into the draft, or say why not and put the old value back."""
        self.draft.remember()
        try:
            self.draft.edit(section, key, column, value)
        except SchemaError as problem:
            self._desk.say(str(problem), "error")
        self._draw()

    def inherit(self, before: "SchemaPage") -> None:
        """Go on where a page in another language was left: its draft, its tab, what was typed as YAML."""
        self.draft = before.draft
        self.board.inherit(before.board)
        self._deck.show(before._deck.front)
        self._yaml.value = before._yaml.value
        for section, table in self._searched.items():
            table.inherit(before._searched[section])
        self._draw()

    def _picked(self, key: str) -> None:
        """Tell the inspector which type is looked at."""
        if key:
            self._session.param.update(kind=key, sel="")
        self._draw()

    def told(self) -> Node | None:
        """The inspector of the type that is looked at, None where there is none."""
        snapshot, key = self._desk.snapshot, self._session.kind
        section = next((one for one in _SECTIONS if key in self.draft.ids(one)), None)
        if snapshot is None or section is None:
            return None
        look = self._look().get(next(row["name"] for row in self.draft.rows(section) if row["id"] == key))
        return type_view(self.draft, section, key, snapshot, look if section == "entity" else None, self._session.say)

    def _look(self) -> dict[str, Style]:
        """Colours as they are in force, a renamed type's with it, whatever the draft adds or takes away."""
        look = {**look_of(self.draft.schema()), **look_of(self.draft.base)}
        rows = self.draft.rows("entity")
        return look | {
            row["name"]: look[held] for row in rows if (held := self.draft.origin("entity", row["id"])) in look
        }

    def _counts(self, used: tuple[Counter[str], ...]) -> tuple[Counter[str], Counter[str], Counter[str]]:
        """How often each type of the draft is used: a renamed one as often as it was under its name in force."""
        found = [
            Counter(
                {
                    row["name"]: counts[held]
                    for row in self.draft.rows(section)
                    if (held := self.draft.origin(section, row["id"])) in counts
                }
            )
            for section, counts in zip(_SECTIONS, used, strict=True)
        ]
        return found[0], found[1], found[2]

    def refresh(self) -> None:
        """Show what changed at the desk; a draft with unsaved edits is left alone."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return
        mine = replace(self.draft.schema(), version=snapshot.schema.version)
        if snapshot.schema is not self.draft.base and (not self._unsaved_against_base() or mine == snapshot.schema):
            self.draft = Draft(snapshot.schema)
            if self._deck.front == "yaml":
                self._yaml.value = self.draft.text()
        self._draw()

    def follow(self) -> None:
        """The inspector follows the selection by itself."""

    def show(self, section: Section, name: str) -> None:
        """Bring the table of a section to the front, the type of that name selected."""
        self._deck.show(section)
        row = next((row["id"] for row in self.draft.rows(section) if row["name"] == name), "")
        self._tables[section].follow(row)
        if row:
            self._session.param.update(kind=row, sel="")

    def step_back(self) -> bool:
        """Take the last unsaved edit back; whether there was one."""
        if not self.draft.step_back():
            return False
        self._draw()
        return True

    def _widen(self, violation: Violation) -> None:
        """Let the draft allow a forbidden claim, and show where; a type it lacks is answered as a proposal."""
        self.draft.remember()
        section = self.draft.widen(violation.claim)
        if section is not None and not violation.rule.startswith("unknown"):
            self._deck.show(section)
        else:
            self._deck.show("proposals")
        self._draw()

    def bring(self, tab: str) -> None:
        """Bring a tab to the front."""
        self._deck.show(tab)

    def repaint(self) -> None:
        """Everything here follows the theme by itself, but for the editor."""
        self._yaml.theme = "github_dark" if self._session.dark else "github_light_default"

    def _unsaved_against_base(self) -> bool:
        return self.draft.changes(self.draft.base) > 0

    def _draw(self) -> None:
        """Show the draft everywhere, all at once."""
        if self._desk.snapshot is not None:
            with pn.io.hold():
                self._show(self._desk.snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        say = self._session.say
        used = self._counts(snapshot.used())
        for section, counts in zip(_SECTIONS, used, strict=True):
            rows: list[dict[str, Any]] = [
                {**row, "used": counts.get(row["name"], 0)} for row in self.draft.rows(section)
            ]
            self._searched[section].show(rows, self._actions(section))
            self._deck.count(section, len(rows))
        changed = self.draft.changes(snapshot.schema)
        errors = self.draft.errors() if changed else ()
        self._head.show(
            head(
                say("schema"),
                say("schema_lead"),
                chip(say("unsaved", n=changed), "warn")
                if changed
                else chip(say("in_force", n=snapshot.schema.version), "good"),
                h("button.btn", say("discard"), click="discard", disabled=not changed or None),
                h(
                    "button.btn.primary",
                    icon("check", "small"),
                    say("apply"),
                    click="apply",
                    disabled=not changed or bool(errors) or None,
                ),
            )
        )
        self._note.show(h("div.note.bad", errors[0]) if errors else h("div"))
        self._note.visible = bool(errors)
        self._try(changed > 0 and not errors)
        for name, number in self.inboxes.counts().items():
            self._deck.count(name, number)
        self.inboxes.refresh(self._deck.front)
        if self._deck.front == "board":
            self.board.show(used)
            if (picked := self.board.picked[1]) and picked != self._session.kind:
                self._session.param.update(kind=picked, sel="")
        # What is worked on in full needs the room.
        self._coverage.visible = self._deck.front in _SECTIONS and not self._samples
        outside = Counter(p.name for extraction in snapshot.extractions.values() for p in extraction.proposals)
        self._chart.show(coverage_map(self.draft.schema(), used, outside, self._look(), say, self._deck.front))

    def _actions(self, section: Section) -> list[Node]:
        """What can be done with the rows of a table."""
        say, picked = self._session.say, self._tables[section].picked
        return [
            h("button.btn.small", icon("plus", "small"), say("add"), click="add"),
            h(
                "button.btn.small",
                say("remove"),
                click="remove",
                disabled=not picked or None,
                title=None if picked else say("pick_to_remove"),
            ),
        ]

    def _try(self, worth: bool) -> None:
        """Show what the draft would do to what was extracted, while it differs from what is in force."""
        desk, say = self._desk, self._session.say
        self._samples = self._samples if worth else ""
        some = desk.snapshot is not None and bool(desk.snapshot.extractions)
        # Beside the board its place is kept: nothing there moves when the first edit is made.
        self._whatif.visible = some and (worth or self._deck.front == "board")
        if worth and some and desk.snapshot is not None:
            effect = desk.trials.effect(self.draft.schema())
            told = effect_strip(effect, self._samples, desk.snapshot, say)
        else:
            told = h("div.whatif", h("div.row", h("span.caption", say("whatif_none"))))
        self._whatif.show(h("div.stack", told, style={"min-height": "46px"}))

    def _act(self, action: Any) -> None:
        section = self._deck.front
        if action in ("discard", "add", "remove", "yaml"):
            self.draft.remember()
        if action == "apply":
            self.apply()
        elif action == "discard":
            assert self._desk.snapshot is not None
            self.draft.put(self._desk.snapshot.schema)
            self.draft.base = self._desk.snapshot.schema
            self._yaml.value = self.draft.text()
        elif action == "add" and section in self._tables:
            self.draft.add(section)
        elif action == "remove" and section in self._tables:
            self.draft.remove(section, self._tables[section].picked)
        elif action == "yaml":
            self._read_yaml()
        elif isinstance(action, dict) and action.get("tile") in self._tables:
            self.show(action["tile"], str(action.get("name", "")))
        elif isinstance(action, dict) and action.get("tile") == "outside":
            self._deck.show("proposals")
        elif isinstance(action, dict) and "samples" in action:
            self._samples = "" if action["samples"] == self._samples else action["samples"]
        elif isinstance(action, dict) and "chunk" in action:
            self.inboxes.act(action)
        self._draw()

    def apply(self) -> None:
        """Put the draft in force as a new version."""
        if self.draft.errors():
            self._desk.say(self.draft.errors()[0], "error")
            return
        self._desk.steward.adopt(self.draft.schema(), "edited in the dashboard")

    def _read_yaml(self) -> None:
        try:
            self.draft.read(self._yaml.value)
        except SchemaError as problem:
            self._desk.say(str(problem), "error")

    def _fronted(self, name: str) -> None:
        if name == "yaml":
            self._yaml.value = self.draft.text()
        self._draw()
