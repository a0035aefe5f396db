"""The board of the Schema page: gestures on it become edits of the draft, and the draft is drawn on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kgworkbench.app.components.frames import column
from kgworkbench.app.components.schema_canvas import SchemaCanvas
from kgworkbench.app.components.sheet import Sheet
from kgworkbench.app.components.type_card import type_card
from kgworkbench.app.desk import Desk
from kgworkbench.app.draft import Draft, Section
from kgworkbench.app.snapshot import look_of
from kgworkbench.app.state import Session
from kgworkbench.errors import SchemaError
from kgworkbench.present.board import board_places, schema_board
from kgworkbench.present.drafting import added, link_name

__all__ = ["DraftingBoard"]

_WORDS = (
    *("add", "link", "remove", "arrange", "fit", "addTip", "linkTip", "removeTip", "arrangeTip", "fitTip"),
    *("hint", "choose", "caption", "empty", "name", "make", "cancel", "widens", "taken"),
)
_ASKED = 4
# The board is far wider than high: a ring laid into it is flattened, or its words would be too small to read.
_WIDER, _FLATTER = 1.35, 0.85


class DraftingBoard:
    """``view`` shows the draft that ``draft()`` gives; after each edit ``changed()`` is called."""

    def __init__(self, session: Session, desk: Desk, draft: Callable[[], Draft], changed: Callable[[], None]) -> None:
        self._session, self._desk = session, desk
        self._draft, self._changed = draft, changed
        self._places: dict[str, tuple[float, float]] = {}
        self._of: Draft | None = None
        self._chosen = ""
        say = session.say
        self.canvas = SchemaCanvas(
            on_act=self.act, on_pick=self._pick, words={name: say(f"board_{name}") for name in _WORDS}
        )
        self._card = Sheet(on_click=self._edit, height=106)
        self.view = column(self.canvas, self._card)

    @property
    def picked(self) -> tuple[Section, str]:
        """The section and row id of what is selected; the id is "" where nothing is."""
        draft, one = self._draft(), self.canvas.picked
        if one in draft.ids("entity"):
            return "entity", one
        ways = self._ways()
        return "relation", self._chosen if self._chosen in ways else next(iter(ways), "")

    def show(self, used: tuple[Any, Any, Any]) -> None:
        """Draw the draft as it is now; what stands on the board stays where it stands."""
        draft = self._draft()
        schema, ids = draft.schema(), draft.ids("entity")
        names = [kind.name for kind in schema.entity_types]
        if self._of is not draft:
            # Another draft numbers its rows anew: the names are what is known of it.
            before, self._of = self._of, draft
            known = {row["name"]: self._places.get(row["id"]) for row in before.rows("entity")} if before else {}
            self._places = {
                one: place for one, name in zip(ids, names, strict=True) if (place := known.get(name)) is not None
            }
        # What was taken away keeps its place: taken back, it stands there again.
        bare = not any(one in self._places for one in ids)
        placed = board_places(schema, ids, self._places)
        self._places |= {one: (x * _WIDER, y * _FLATTER) for one, (x, y) in placed.items()} if bare else placed
        # A type keeps its colour while others come and go.
        look = {**look_of(schema), **look_of(draft.base)}
        board = schema_board(schema, ids, draft.ids("relation"), self._places, counts=used[0], styles=look)
        drawn = {part["id"] for part in (*board["nodes"], *board["edges"])}
        if self.canvas.picked and self.canvas.picked not in drawn:
            self.canvas.pick("")
        self.canvas.show(board)
        section, one = self.picked
        rows = [row for row in draft.rows(section) if row["id"] in ((one,) if section == "entity" else self._ways())]
        self._card.show(type_card(section, rows, one, used[0 if section == "entity" else 1], self._session.say))

    def inherit(self, before: "DraftingBoard") -> None:
        """Take over a board: what stood on it stands there again."""
        self._places, self._of, self._chosen = before._places, before._of, before._chosen

    def act(self, gesture: dict[str, Any]) -> None:
        """Do what was done on the board."""
        draft = self._draft()
        if "link" in gesture:
            self._ask_link(str(gesture["link"]["from"]), str(gesture["link"]["to"]))
        elif "new" in gesture:
            name = added(draft.schema(), "entity").entity_types[-1].name
            names = [kind.name for kind in draft.schema().entity_types]
            title = self._session.say("board_new")
            self.canvas.ask({"kind": "type", "title": title, "name": name, "names": names, **gesture["new"]})
        elif "named" in gesture:
            self._named(gesture["named"])
        elif "cancelled" in gesture:
            self.canvas.ask({})
        elif "remove" in gesture:
            self._remove()
        elif "place" in gesture:
            moved = gesture["place"]
            self._places[str(moved["id"])] = (float(moved["x"]), float(moved["y"]))
            self._changed()
        elif "arrange" in gesture:
            self._places = {}
            self._changed()

    def _ask_link(self, head: str, tail: str) -> None:
        draft = self._draft()
        schema = draft.schema()
        names = {row["id"]: row["name"] for row in draft.rows("entity")}
        if head not in names or tail not in names:
            return
        # What the texts asked for between the two is the best name there is.
        asked = [
            cluster.name
            for cluster in self._desk.trials.inbox()
            if cluster.kind == "relation" and names[head] in cluster.heads and names[tail] in cluster.tails
        ][:_ASKED]
        form = {"kind": "link", "from": head, "to": tail, "title": f"{names[head]} → {names[tail]}"}
        form |= {"name": link_name(schema, names[head], names[tail], asked), "asked": asked}
        self.canvas.ask({**form, "names": [kind.name for kind in schema.relation_types]})

    def _named(self, form: dict[str, Any]) -> None:
        draft, name = self._draft(), str(form.get("name", "")).strip()
        self.canvas.ask({})
        with self._step():
            if form.get("kind") == "link":
                self._chosen = draft.connect(str(form["from"]), str(form["to"]), name)
                self.canvas.pick("~".join(sorted((str(form["from"]), str(form["to"])))))
            else:
                key = draft.add("entity", name)
                if "x" in form and "y" in form:
                    self._places[key] = (float(form["x"]), float(form["y"]))
                self.canvas.pick(key)

    def _remove(self) -> None:
        section, one = self.picked
        if not one:
            return
        with self._step():
            self._draft().dissolve(one) if section == "entity" else self._draft().remove(section, [one])

    def _edit(self, action: Any) -> None:
        """Take what was clicked or written in the card."""
        if isinstance(action, dict) and "way" in action:
            self._chosen = str(action["way"])
            self._changed()
        elif isinstance(action, dict) and "cell" in action:
            with self._step():
                self._draft().edit(action["section"], str(action["row"]), str(action["cell"]), str(action["text"]))

    def _pick(self, _: str) -> None:
        self._changed()

    def _ways(self) -> tuple[str, ...]:
        """The ids of the relation types on the selected line."""
        edges = self.canvas.board.get("edges", ())
        found = next((edge for edge in edges if edge["id"] == self.canvas.picked), None)
        return tuple(way["id"] for way in found["relations"]) if found else ()

    @contextmanager
    def _step(self) -> Iterator[None]:
        """One step that can be taken back; what is refused says why."""
        self._draft().remember()
        try:
            yield
        except SchemaError as problem:
            self._desk.say(str(problem), "error")
        self._changed()
