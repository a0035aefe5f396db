"""Editing what is selected: one form at a time, its effect shown before it is applied."""

from collections.abc import Sequence
from typing import Any

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, ink, kind_tag
from kgworkbench.app.desk import Desk
from kgworkbench.app.merge_queue import effect_words
from kgworkbench.app.pairing import Pairing
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.state import Session
from kgworkbench.model.graph import Entity
from kgworkbench.model.journal import (
    Action,
    DeleteEntity,
    DeleteRelation,
    Merge,
    MergeCommunities,
    MoveEntity,
    Pin,
    PinCommunity,
    Rename,
    RenameCommunity,
    Retype,
    SetAttribute,
    SplitCommunity,
)
from kgworkbench.model.tree import Community
from kgworkbench.present.palette import NEUTRAL

__all__ = ["Editing"]

_ENTITY = ("rename", "retype", "attribute", "merge", "move", "pin", "delete")
_COMMUNITY = ("rename", "merge", "split", "pin")
_RELATION = ("delete",)
_FOUND = 8
_LISTED = 60
_COMMUNITY_PIN = 200


class Editing:
    """The form open over what one session has selected. ``node`` draws it, ``act`` takes what was clicked in it."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        self._pairing = Pairing(session, desk)
        self._about = ""
        self._form = ""
        self._text = ""
        self._chosen: tuple[str, ...] = ()
        self._turn = 0

    def node(self) -> Node | None:
        """Buttons for what can be done with what is selected, the open form, and the locks on it; or the two things
        that are compared, which have the inspector to themselves."""
        session, snapshot = self._session, self._desk.snapshot
        if (pair := self._pairing.node()) is not None:
            return pair
        if session.sel != self._about:
            self._about, self._form, self._text, self._chosen = session.sel, "", "", ()
        forms = self._forms()
        if snapshot is None or not forms:
            return None
        say = session.say
        locks = self._desk.steward.locks.get(self._about, ())
        tell = self._desk.steward.lines(say.language)
        buttons = [
            h(
                "button.btn.small.on" if name == self._form else "button.btn.small",
                say(f"edit_{name}"),
                click={"form": name},
                aria_pressed="true" if name == self._form else "false",
            )
            for name in forms
        ]
        held = h(
            "div.lock",
            icon("lock", "small"),
            h("div.grow", [h("div.caption", tell(operation)) for operation in locks[-3:]]),
            title=say("locked_hint"),
        )
        return h(
            "div.editing",
            held if locks else None,
            h("div.row.wrap", buttons),
            self._open(snapshot) if self._form else self._pairing.offer(),
            key=f"edit{self._about}",
        )

    def close(self) -> bool:
        """Close the open form, or let go of the two compared; whether there was something."""
        if self._pairing.close():
            return True
        there = bool(self._form) and self._about == self._session.sel
        self._form, self._text, self._chosen = "", "", ()
        return there

    def act(self, action: dict[str, Any]) -> bool:
        """Do what was clicked; whether it was one of the form's."""
        if "form" in action:
            form = str(action["form"])
            self._form = "" if form == self._form else form
            self._text, self._chosen = "", ()
        elif "typed" in action:
            self._text = str(action["typed"]).strip()
        elif "put" in action:
            # Another text in the field: the field is made anew.
            self._text, self._turn = str(action["put"]), self._turn + 1
        elif "choose" in action:
            one = str(action["choose"])
            many = self._form == "split"
            kept = tuple(each for each in self._chosen if each != one)
            self._chosen = (*(kept if many else ()), *(() if one in self._chosen else (one,)))
            if self._form == "attribute":
                self._text, self._turn = "", self._turn + 1
        elif "apply_edit" in action:
            self._apply()
        else:
            return self._pairing.act(action)
        return True

    def _forms(self) -> tuple[str, ...]:
        snapshot = self._desk.snapshot
        if snapshot is None:
            return ()
        if self._about in snapshot.entities:
            return _ENTITY if snapshot.tree.communities else tuple(name for name in _ENTITY if name != "move")
        if self._about in snapshot.communities:
            return _COMMUNITY
        return _RELATION if self._about in snapshot.relations else ()

    def _apply(self) -> None:
        action = self._action()
        if action is not None:
            self._form, self._text, self._chosen = "", "", ()
            self._desk.steward.act(action)

    def _action(self) -> Action | None:
        """What the form would do as it stands, None while something is missing."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return None
        entity, community = snapshot.entities.get(self._about), snapshot.communities.get(self._about)
        if entity is not None:
            return self._on_entity(snapshot, entity)
        if community is not None:
            return self._on_community(snapshot, community)
        return DeleteRelation(self._about) if self._form == "delete" and self._about in snapshot.relations else None

    def _on_entity(self, snapshot: Snapshot, entity: Entity) -> Action | None:
        one = self._chosen[0] if self._chosen else ""
        if self._form == "rename" and self._text and self._text != entity.name:
            return Rename(entity.id, self._text)
        if self._form == "retype" and one and one != entity.type:
            return Retype(entity.id, one)
        if self._form == "attribute" and one:
            kind, _, at = one.rpartition(":")
            old = entity.attributes[int(at)].value if at.isdigit() and int(at) < len(entity.attributes) else ""
            new = "" if self._text == "-" else self._text
            return SetAttribute(entity.id, kind, old, new) if (new or self._text == "-") and new != old else None
        if self._form == "merge" and one in snapshot.entities:
            return Merge(entity.id, (entity.id, one), "")
        if self._form == "move" and one in snapshot.communities:
            return MoveEntity(entity.id, snapshot.communities[one].centre)
        if self._form == "pin":
            return Pin(entity.id, entity.name, entity.type)
        return DeleteEntity(entity.id) if self._form == "delete" else None

    def _on_community(self, snapshot: Snapshot, community: Community) -> Action | None:
        one = self._chosen[0] if self._chosen else ""
        if self._form == "rename" and self._text:
            return RenameCommunity(community.centre, self._text, community.level)
        if self._form == "merge" and one in snapshot.communities:
            return MergeCommunities((community.centre, snapshot.communities[one].centre), community.level, "")
        if self._form == "split" and self._chosen:
            return SplitCommunity(community.centre, self._chosen, community.level, self._text)
        if self._form == "pin":
            return PinCommunity(community.centre, community.members[:_COMMUNITY_PIN], "")
        return None

    def _open(self, snapshot: Snapshot) -> Node:
        say, form = self._session.say, self._form
        entity, community = snapshot.entities.get(self._about), snapshot.communities.get(self._about)
        parts: list[Any] = []
        if form == "rename":
            known = entity.name if entity else community.name if community else ""
            parts = [self._field(self._text or known, say("new_name"))]
            if entity is not None:
                parts.append(h("div.row.wrap", [self._choice_of_text(alias) for alias in entity.aliases[:6]]))
        elif form == "retype":
            parts = [self._types(snapshot)]
        elif form == "attribute" and entity is not None:
            parts = self._attributes(snapshot, entity)
        elif form in ("merge", "move"):
            parts = self._others(snapshot, community)
        elif form == "split" and community is not None:
            parts = self._members(snapshot, community)
        action = self._action()
        return h(
            "div.form",
            h("div.caption", say(f"edit_{form}_{'entity' if entity else 'community' if community else 'relation'}")),
            parts,
            self._foot(snapshot, action),
        )

    def _foot(self, snapshot: Snapshot, action: Action | None) -> Node:
        say = self._session.say
        error, words = "", say("edit_wait")
        if isinstance(action, MergeCommunities):
            sizes = [self._size(snapshot, anchor, action.level) for anchor in action.anchors]
            words = say("effect_merge", a=sizes[0], b=sizes[1], n=sum(sizes))
        elif isinstance(action, SplitCommunity):
            whole = self._size(snapshot, action.anchor, action.level)
            words = say("effect_split", n=len(action.members), m=max(whole - len(action.members), 0))
        elif isinstance(action, PinCommunity):
            words = say("effect_pin", n=len(action.members))
        elif isinstance(action, RenameCommunity | MoveEntity | Pin):
            words = say("effect_lock")
        elif action is not None:
            effect = self._desk.steward.effect(action)
            words = say("counting") if effect is None else effect_words(effect, say)
            error = say.heard(effect.error) if effect is not None else ""
        return h(
            "div.stack.tight",
            h("div.note.bad", error) if error else h("div.effect.caption", words),
            h(
                "div.row",
                h(
                    "button.btn.small.danger" if self._form == "delete" else "button.btn.small.primary",
                    say("apply"),
                    click={"apply_edit": 1},
                    disabled=action is None or bool(error) or None,
                ),
                h("button.btn.small", say("cancel"), click={"form": self._form}),
            ),
        )

    def _size(self, snapshot: Snapshot, anchor: str, level: int) -> int:
        found = snapshot.community_of(anchor, level)
        return len(found.members) if found else 0

    def _field(self, text: str, hint: str) -> Node:
        return h(
            "textarea.line", text, rows=1, placeholder=hint, aria_label=hint, submit="typed", data_live="yes",
            key=f"{self._about}{self._form}{self._turn}",
        )  # fmt: skip

    def _choice_of_text(self, text: str) -> Node:
        return chip(text, click={"put": text})

    def _types(self, snapshot: Snapshot) -> Node:
        entity = snapshot.entities[self._about]
        names = [kind.name for kind in snapshot.schema.entity_types]
        return h(
            "div.row.wrap.picks",
            [
                h(
                    "span.chip.on" if name in self._chosen else "span.chip",
                    kind_tag(name, snapshot.look.get(name)),
                    click={"choose": name},
                    key=name,
                )
                for name in names
                if name != entity.type
            ],
        )

    def _attributes(self, snapshot: Snapshot, entity: Entity) -> list[Any]:
        say = self._session.say
        there = [(f"{fact.type}:{at}", f"{fact.type}: {fact.value}") for at, fact in enumerate(entity.attributes)]
        more = [
            (f"{kind.name}:+", f"+ {kind.name}")
            for kind in snapshot.schema.attribute_types
            if snapshot.schema.carries(kind.name, entity.type)
        ]
        one = self._chosen[0] if self._chosen else ""
        _, _, at = one.rpartition(":")
        old = entity.attributes[int(at)].value if at.isdigit() and int(at) < len(entity.attributes) else ""
        picks = [chip(label, *(["on"] if key == one else []), click={"choose": key}) for key, label in (*there, *more)]
        return [
            h("div.row.wrap.picks", picks, data_rove="row"),
            self._field("" if self._text == "-" else self._text or old, say("new_value")) if one else None,
            chip(say("delete_value"), *(["bad"] if self._text == "-" else []), click={"put": "-"}) if old else None,
        ]

    def _others(self, snapshot: Snapshot, community: Community | None) -> list[Any]:
        """A field to search, and what was found to merge with or move to."""
        say = self._session.say
        wanted = self._text.casefold()
        found: Sequence[tuple[str, str, Any]]
        if community is not None or self._form == "move":
            level = community.level if community else 0
            here = community.id if community else (home.id if (home := snapshot.community_of(self._about)) else "")
            rows = sorted(snapshot.tree.at(level), key=lambda each: (-len(each.members), each.id))
            found = [
                (each.id, f"{_name(snapshot, each)} ({len(each.members)})", None) for each in rows if each.id != here
            ]
        else:
            entity = snapshot.entities[self._about]
            rows_ = sorted(snapshot.graph.entities, key=lambda each: (each.type != entity.type, each.name))
            found = [(each.id, each.name, each.type) for each in rows_ if each.id != entity.id]
            if not wanted:
                # Before anything is typed: what shares a word with its name.
                words = set(entity.name.casefold().split())
                found = [row for row in found if words & set(row[1].casefold().split())]
        hits = [row for row in found if wanted in row[1].casefold()]
        # What was chosen stays in sight whatever is typed after it.
        hits.sort(key=lambda row: row[0] not in self._chosen)
        return [
            self._field(self._text, say("search_hint")),
            h("div.picks.stack.tight", [self._pick(snapshot, *row) for row in hits[:_FOUND]], data_rove="list"),
            h("div.caption", f"+{len(hits) - _FOUND}") if len(hits) > _FOUND else None,
        ]

    def _members(self, snapshot: Snapshot, community: Community) -> list[Any]:
        # The centre stands for the community: it stays.
        members = [
            snapshot.entities[each]
            for each in community.members
            if each in snapshot.entities and each != community.centre
        ]
        members.sort(key=lambda each: (-len(snapshot.ties.get(each.id, ())), each.name))
        return [
            self._field(self._text, self._session.say("split_name")),
            h(
                "div.picks.stack.tight.many",
                [self._pick(snapshot, e.id, e.name, e.type) for e in members[:_LISTED]],
                data_rove="list",
            ),
        ]

    def _pick(self, snapshot: Snapshot, key: str, label: str, kind: str | None) -> Node:
        on = key in self._chosen
        look = snapshot.look.get(kind or "", NEUTRAL)
        return h(
            "div.tie.on" if on else "div.tie",
            h("span.tick", "✓" if on else ""),
            h("span.dot", style=ink(look)) if kind else None,
            h("span.cut", label),
            click={"choose": key},
            role="checkbox",
            aria_checked="true" if on else "false",
            key=key,
        )


def _name(snapshot: Snapshot, community: Community) -> str:
    centre = snapshot.entities.get(community.centre)
    return community.name or (centre.name if centre else community.id)
