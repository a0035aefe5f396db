"""A schema edited in a notebook: tables and YAML, findings under each row, and what each edit would do to the graph."""

import weakref
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import traitlets

from kgwidgets.parts import View, Words
from kgwidgets.summary import summary_table
from kgworkbench.errors import SchemaError
from kgworkbench.model.graph import Graph
from kgworkbench.model.schema import Schema
from kgworkbench.present.drafting import (
    CELLS,
    added,
    edited,
    read_text,
    removed,
    schema_cells,
    schema_errors,
    schema_text,
    trial,
)

if TYPE_CHECKING:
    from kgworkbench.model.progress import BuildReport
    from kgworkbench.workbench import Workbench

__all__ = ["SchemaEditor"]

_WORDS: Words = {
    "en": {
        "title": "Schema", "entity": "Entity types", "relation": "Relation types", "attribute": "Attribute types",
        "yaml": "YAML", "name": "Name", "parent": "Parent", "description": "Description", "examples": "Examples",
        "cues": "Cues", "head": "Head", "tail": "Tail", "of": "Of", "value": "Value", "unit": "Unit",
        "count": "Count", "effect": "What if", "add": "Add", "remove": "Remove {name}", "undo": "Undo",
        "apply": "Apply",
        "use": "Use this text", "filter": "Filter", "none": "No types yet.", "version": "version {n}",
        "same": "As adopted: no change.", "changed": "{n} edits", "effects": "{valid} claims would become valid, "
        "{invalid} invalid, {renamed} renamed; {orphans} entities left bare. No engine is asked.",
        "applying": "Applying …", "applied": "Applied as version {n}: {entities} entities, {relations} relations.",
        "errors": "Not applied: {message}", "list": "Lists are written with semicolons.",
        "no_bench": "this editor has no workbench to apply to",
        "no_undo": "nothing to undo",
        "followed": "The workbench has adopted version {n}; it is shown here.",
        "behind": "The workbench has adopted version {n} meanwhile. Your edits stand and are weighed against it.",
        "take": "Take version {n}",
        "still": "{name!r} version {n}, {entity} entity, {relation} relation, {attribute} attribute types",
    },
    "zh": {
        "title": "模式", "entity": "实体类型", "relation": "关系类型", "attribute": "属性类型", "yaml": "YAML",
        "name": "名称", "parent": "上级", "description": "说明", "examples": "示例", "cues": "线索词", "head": "头",
        "tail": "尾", "of": "所属", "value": "值", "unit": "单位", "count": "图中", "effect": "假如", "add": "添加",
        "remove": "删除 {name}", "undo": "撤销", "apply": "应用",
        "still": "{name!r} 第 {n} 版，实体类型 {entity} 个、关系类型 {relation} 个、属性类型 {attribute} 个",
        "use": "采用此文本", "filter": "筛选",
        "none": "还没有类型。", "version": "版本 {n}", "same": "与现行版本一致。", "changed": "{n} 处修改",
        "effects": "{valid} 条断言将变为有效，{invalid} 条变为无效，{renamed} 条改名；"
        "{orphans} 个实体将失去依据。不调用引擎。",
        "applying": "正在应用……", "applied": "已应用为版本 {n}：{entities} 个实体，{relations} 条关系。",
        "errors": "未应用：{message}", "list": "列表以分号分隔。", "no_bench": "此编辑器没有工作台可应用",
        "no_undo": "没有可撤销的修改",
        "followed": "工作台已采用版本 {n}，现显示于此。",
        "behind": "工作台同时采用了版本 {n}。你的修改仍在，并与它比较。", "take": "改用版本 {n}",
    },
}  # fmt: skip


class SchemaEditor(View):
    """The types of a schema in tables that are edited in place, and as YAML, two-way.

    ``SchemaEditor(source)`` takes a Schema or a Workbench. With a Workbench each edit is weighed against all that was
    extracted, with no engine call, and ``apply`` adopts the schema and rebuilds the graph. When the workbench adopts
    another schema (a build, an answer to a proposal, an undo), the editor shows that one; with edits of its own it
    keeps them, says so, and ``take`` goes over to the adopted one.

    Read and ``observe`` ``schema`` (the Schema as edited; it may still have errors, see ``problems``), and set it to
    edit another one; one ``undo`` takes back one edit.
    """

    schema: Any = traitlets.Instance(Schema)
    saved = traitlets.Unicode().tag(sync=True)
    # Counts every change of the workbench: the view looks anew when they have come to rest.
    stirred = traitlets.Int().tag(sync=True)

    module = "schema_editor"
    says = _WORDS
    height = "560px"
    _unhook: Callable[[], None] | None = None

    def __init__(self, source: "Schema | Workbench", **traits: Any) -> None:
        bench: Any = None if isinstance(source, Schema) else source
        schema = source if isinstance(source, Schema) else getattr(bench, "schema", None)
        if not isinstance(schema, Schema):
            raise TypeError(f"no schema in {type(source).__name__!r}: give a Schema or a Workbench")
        self._bench: Workbench | None = bench
        self._past: list[Schema] = []
        self._tried: Callable[[Schema], dict[str, Any]] | None = None
        self._graph: Graph | None = bench.graph() if bench is not None else None
        self._quiet = self._behind = False
        super().__init__(schema=schema, **traits)
        self._base = schema
        self.observe(self._edited, "schema")
        self._retell()
        if bench is not None:
            # A workbench outlives the views of it: it must not keep them.
            noticed = weakref.WeakMethod(self._noticed)
            self._unhook = bench.on_change(lambda: (hear := noticed()) and hear())

    @property
    def problems(self) -> tuple[str, ...]:
        """Why the schema cannot be applied; nothing where it can."""
        return schema_errors(self.schema)

    def whatif(self) -> dict[str, Any]:
        """What the schema as edited would do to all that was extracted; empty without a workbench."""
        if self._bench is None:
            return {}
        if self._tried is None:
            self._tried = trial(self._bench.store.extractions(), self._bench.schema, self._bench.mapped())
        return self._tried(self.schema)

    def undo(self) -> Schema:
        """The schema as it was before the last edit.

        Raises:
            SchemaError: nothing was edited.
        """
        if not self._past:
            raise SchemaError(self.say("no_undo"))
        before, self._quiet = self._past.pop(), True
        try:
            self.schema = before
        finally:
            self._quiet = False
        return before

    def take(self) -> Schema:
        """The schema that the workbench holds, shown in the place of the edited one; ``undo`` brings that back."""
        if self._bench is not None:
            self._base, self._behind = self._bench.schema, False
        self.schema = self._base
        self._retell()
        return self._base

    def close(self) -> None:
        """Let go of the workbench and of the page."""
        if self._unhook is not None:
            self._unhook()
        super().close()

    def apply(self) -> "BuildReport":
        """The report of the graph rebuilt under the schema as edited, which is adopted.

        Raises:
            SchemaError: the schema has errors, or there is no workbench.
        """
        if self._bench is None:
            raise SchemaError(self.say("no_bench"))
        if self.problems:
            raise SchemaError(self.say("errors", message=self.problems[0]))
        self.saved, self._quiet = self.say("applying"), True
        try:
            adopted = self._bench.adopt(self.schema, reason="edited in a notebook")
            report = self._bench.refresh().result()
        finally:
            self.saved, self._quiet = "", False
        self._follow(adopted)
        self._look()
        self.saved = self.say("applied", n=adopted.version, entities=report.entities, relations=report.relations)
        return report

    def _edited(self, change: Any) -> None:
        if not self._quiet:
            self._past.append(change["old"])
        self.saved = ""
        self._retell()

    def _noticed(self) -> None:
        """The workbench changed, perhaps in another thread: schemas are compared now, the graph is read when asked."""
        if self._bench is None or self._quiet:
            return
        self._tried = None
        if (now := self._bench.schema) != self._base:
            if self.schema == self._base or _alike(self.schema, now):
                self._follow(now)
                self.saved = self.say("followed", n=now.version)
            else:
                self._base, self._behind = now, self._behind or not _alike(now, self._base)
                self._retell()
        self.stirred += 1

    def _follow(self, adopted: Schema) -> None:
        self._past, self._tried, self._base, self._behind, self._quiet = [], None, adopted, False, True
        try:
            self.schema = adopted
        finally:
            self._quiet = False
        self._retell()

    def _look(self) -> None:
        if self._bench is not None:
            self._graph = self._bench.graph()
        self._retell()

    def _retell(self) -> None:
        text = schema_text(self.schema)
        self.shown = {
            **schema_cells(self.schema, self._graph),
            "columns": {section: list(columns) for section, columns in CELLS.items()},
            "text": text,
            "version": self.schema.version,
            "name": self.schema.name,
            "edits": len(self._past),
            "same": self.schema == self._base,
            "bench": self._bench is not None,
            "behind": self._base.version if self._behind else 0,
            # Counts come after a pause in typing: the view asks for them.
            "whatif": {},
        }

    def _act(self, kind: str, wish: dict[str, Any]) -> None:
        if kind in ("look", "take"):
            self._look() if kind == "look" else self.take()
            return
        section = wish.get("section", "entity")
        if section not in CELLS:
            raise SchemaError(f"no kind of types is called {section!r}")
        if kind == "edit":
            self.schema = edited(self.schema, section, int(wish["row"]), str(wish["column"]), str(wish["value"]))
        elif kind == "add":
            self.schema = added(self.schema, section)
        elif kind == "remove":
            self.schema = removed(self.schema, section, {int(row) for row in wish["rows"]})
        elif kind == "text":
            self.schema = read_text(str(wish["text"]), self.schema)
        elif kind == "undo":
            self.undo()
        elif kind == "weigh":
            self.shown = {**self.shown, "whatif": self.whatif()}
        elif kind == "apply":
            self.apply()

    def _summary(self) -> tuple[str, str]:
        self._look()
        kinds = {
            "entity": self.schema.entity_types,
            "relation": self.schema.relation_types,
            "attribute": self.schema.attribute_types,
        }
        counts = {kind: len(some) for kind, some in kinds.items()}
        plain = f"SchemaEditor: {self.say('still', name=self.schema.name, n=self.schema.version, **counts)}"
        rows = [
            (self.say(section), cells["name"], cells["description"], "" if row["count"] is None else row["count"])
            for section in CELLS
            for row in self.shown[section]
            for cells in [row["cells"]]
        ]
        head = (self.say("title"), self.say("name"), self.say("description"), self.say("count"))
        return plain, summary_table(plain, head, rows)


def _alike(one: Schema, other: Schema) -> bool:
    return replace(one, version=other.version) == other
