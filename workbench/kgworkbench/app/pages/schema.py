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
from kgworkbench.app.components.sheet import Sheet, h
from kgworkbench.app.components.tables import Table
from kgworkbench.app.components.words import chip, head
from kgworkbench.app.desk import Desk
from kgworkbench.app.draft import COLUMNS, Draft, Section
from kgworkbench.app.schema_inboxes import Inboxes
from kgworkbench.app.snapshot import look_of
from kgworkbench.app.state import Session
from kgworkbench.errors import SchemaError
from kgworkbench.model.facts import Violation
from kgworkbench.model.schema import Schema

__all__ = ["SchemaPage"]

_SECTIONS: tuple[Section, ...] = ("entity", "relation", "attribute")
_SHORT = {"entity": "entities", "relation": "relations", "attribute": "attributes"}
_WIDTHS = {"name": 160, "parent": 90, "head": 150, "tail": 160, "of": 140, "value": 80, "unit": 70, "used": 64}


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
        self._past: list[Schema] = []
        self.inboxes = Inboxes(session, desk, self._widen)
        self._tables = {section: self._table(section) for section in _SECTIONS}
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
                *[(section, say(_SHORT[section]).capitalize(), table.view) for section, table in self._tables.items()],
                ("yaml", say("yaml"), column(self._yaml, self._yaml_bar)),
                *[(name, say(name), sheet) for name, sheet in self.inboxes.sheets.items()],
            ],
            on_show=self._fronted,
            style={"flex": "1 1 60%"},
        )
        self._tools = Sheet(on_click=self._act, height=36)
        self._chart = Sheet(on_click=self._act, sizing_mode="stretch_both")
        self._coverage = pane(
            Sheet(
                h("div.pad.slim", h("div.row", h("h2", say("coverage")), h("span.caption", say("coverage_note")))),
                height=40,
            ),
            self._chart,
            style={"flex": "0 0 34%"},
        )
        self.view = page_frame(self._head, self._note, self._whatif, self._deck.view, self._tools, self._coverage)
        self.refresh()

    def _table(self, section: Section) -> Table:
        say = self._session.say
        columns = {name: say("name" if name == "name" else name) for name in COLUMNS[section]} | {"used": say("used")}
        editors: dict[str, Any] = {name: {"type": "input"} for name in COLUMNS[section]}
        if section == "attribute":
            editors["value"] = {"type": "list", "values": ["text", "number", "date", "bool", "enum"]}
        return Table(
            columns,
            widths={name: width for name, width in _WIDTHS.items() if name in columns},
            editors=editors,
            on_edit=lambda key, column, value: self.edit(section, key, column, value),
            selectable="toggle",
        )

    def edit(self, section: Section, key: str, column: str, value: str) -> None:
        """Take an edit of the table into the draft, or say why not and put the old value back."""
        self._remember()
        try:
            self.draft.edit(section, key, column, value)
        except SchemaError as problem:
            self._desk.say(str(problem), "error")
        self._draw()

    def refresh(self) -> None:
        """Show what changed at the desk; a draft with unsaved edits is left alone."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return
        mine = replace(self.draft.schema(), version=snapshot.schema.version)
        if snapshot.schema is not self.draft.base and (not self._unsaved_against_base() or mine == snapshot.schema):
            self.draft, self._past = Draft(snapshot.schema), []
            if self._deck.front == "yaml":
                self._yaml.value = self.draft.text()
        self._draw()

    def follow(self) -> None:
        """Nothing here follows the selection yet."""

    def show(self, section: Section, name: str) -> None:
        """Bring the table of a section to the front, the type of that name selected."""
        self._deck.show(section)
        row = next((row["id"] for row in self.draft.rows(section) if row["name"] == name), "")
        self._tables[section].follow(row)

    def step_back(self) -> bool:
        """Take the last unsaved edit back; whether there was one."""
        if not self._past:
            return False
        self.draft.put(self._past.pop())
        self._draw()
        return True

    def _remember(self) -> None:
        """Keep the draft as it is, to step back to."""
        self._past = [*self._past[-49:], self.draft.schema()]

    def _widen(self, violation: Violation) -> None:
        """Let the draft allow a forbidden claim, and show where; a type it lacks is answered as a proposal."""
        self._remember()
        section = self.draft.widen(violation.claim)
        if section is not None and not violation.rule.startswith("unknown"):
            self._deck.show(section)
        else:
            self._deck.show("proposals")
        self._draw()

    def repaint(self) -> None:
        """Everything here follows the theme by itself, but for the editor."""
        self._yaml.theme = "github_dark" if self._session.dark else "github_light_default"

    def _unsaved_against_base(self) -> bool:
        return self.draft.changes(self.draft.base) > 0

    def _draw(self) -> None:
        snapshot, say = self._desk.snapshot, self._session.say
        if snapshot is None:
            return
        used = snapshot.used()
        for section, counts in zip(_SECTIONS, used, strict=True):
            rows: list[dict[str, Any]] = [
                {**row, "used": counts.get(row["name"], 0)} for row in self.draft.rows(section)
            ]
            self._tables[section].show(rows)
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
        in_table = self._deck.front in _SECTIONS
        self._coverage.visible = self._deck.front not in self.inboxes.sheets and not self._samples
        self._tools.show(
            h(
                "div.row",
                h("button.btn.small", icon("plus", "small"), say("add"), click="add"),
                h("button.btn.small", say("remove"), click="remove"),
            )
        )
        self._tools.visible = in_table
        outside = Counter(p.name for extraction in snapshot.extractions.values() for p in extraction.proposals)
        self._chart.show(coverage_map(self.draft.schema(), used, outside, look_of(self.draft.schema()), say))

    def _try(self, worth: bool) -> None:
        """Show what the draft would do to what was extracted, while it differs from what is in force."""
        desk = self._desk
        self._samples = self._samples if worth else ""
        self._whatif.visible = worth and desk.snapshot is not None and bool(desk.snapshot.extractions)
        if self._whatif.visible and desk.snapshot is not None:
            effect = desk.trials.effect(self.draft.schema())
            self._whatif.show(effect_strip(effect, self._samples, desk.snapshot, self._session.say))

    def _act(self, action: Any) -> None:
        section = self._deck.front
        if action in ("discard", "add", "remove", "yaml"):
            self._remember()
        if action == "apply":
            self.apply()
        elif action == "discard":
            assert self._desk.snapshot is not None
            self.draft = Draft(self._desk.snapshot.schema)
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
