"""What is known of one type of the schema: what is written about it, what it may link, and what the graph has of it."""

from collections.abc import Sequence

from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, count, ink
from kgworkbench.app.draft import Draft, Section
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.schema import RelationType, Schema
from kgworkbench.present.palette import Style

__all__ = ["type_view"]

_SHOWN = 12
_WORDS = 24


def type_view(draft: Draft, section: Section, key: str, snapshot: Snapshot, look: Style | None, say: Strings) -> Node:
    """The inspector of the type in the row of that id; nothing but a hint where there is none."""
    row = next((one for one in draft.rows(section) if one["id"] == key), None)
    if row is None:
        return h("div.inspector")
    held = draft.origin(section, key)
    found = _instances(section, held, snapshot)
    number = snapshot.used()[{"entity": 0, "relation": 1, "attribute": 2}[section]].get(held, 0)
    return h(
        "div.inspector",
        h(
            "div.stack.tight",
            h("span.row", h("span.dot") if look else None, h("span.tag", say(f"{section}_type")), style=_ink(look)),
            h("div.title", row["name"]),
            h("div.caption", row["description"]) if row.get("description") else None,
        ),
        _section(say("type_facts"), [_fact(say(name), row[name]) for name in _FACTS if row.get(name)])
        if any(row.get(name) for name in _FACTS)
        else None,
        _ways(draft.schema(), row["name"], say) if section == "entity" else None,
        _chips(say("examples"), row.get("examples", "")),
        _chips(say("cues"), row.get("cues", "")),
        h(
            "section",
            h("div.row", h("span.eyebrow.grow", say("in_graph")), h("span.caption.num", count(number))),
            found or h("div.caption", say("type_unused")),
            h("div.caption", f"+{count(number - len(found))}") if number > len(found) > 0 else None,
            data_rove="list",
        ),
        key=key,
    )


_FACTS = ("parent", "head", "tail", "of", "value", "unit")


def _ink(look: Style | None) -> dict[str, str] | None:
    return ink(look) if look else None


def _section(title: str, rows: Sequence[Node]) -> Node:
    return h("section", h("div.eyebrow", title), rows)


def _fact(name: str, value: str) -> Node:
    return h("div.fact", h("span", name), h("span", value.replace("; ", ", ")))


def _chips(title: str, words: str) -> Node | None:
    listed = [word.strip() for word in words.split(";") if word.strip()]
    if not listed:
        return None
    more = h("span.caption", f"+{len(listed) - _WORDS}") if len(listed) > _WORDS else None
    return h("section", h("div.eyebrow", title), h("div.row.wrap.few", [chip(word) for word in listed[:_WORDS]], more))


def _ways(schema: Schema, name: str, say: Strings) -> Node | None:
    """The relation types that may begin or end at this entity type."""
    kinds = schema.relation_types
    rows = [
        *[("→", kind.name, kind.tail) for kind in kinds if name in kind.head and not _mutual(kind)],
        *[("↔", kind.name, kind.tail) for kind in kinds if name in kind.head and _mutual(kind)],
        *[("←", kind.name, kind.head) for kind in kinds if name in kind.tail and not _mutual(kind)],
    ]
    return _section(say("type_links"), [_way(*row) for row in rows]) if rows else None


def _mutual(kind: RelationType) -> bool:
    """Whether it says the same in both directions."""
    return kind.symmetric and set(kind.head) == set(kind.tail)


def _way(arrow: str, verb: str, ends: Sequence[str]) -> Node:
    return h("div.fact.way-of", h("span", arrow), h("span", verb), h("span", ", ".join(ends)))


def _instances(section: Section, name: str, snapshot: Snapshot) -> list[Node]:
    """A few of what the graph has of this type, the best linked first; a click selects."""
    if section == "relation":
        links = [one for one in snapshot.graph.relations if one.type == name][:_SHOWN]
        return [
            h(
                "div.tie",
                h("span.cut", _name(snapshot, one.head)),
                h("span.verb", "→"),
                h("span.cut", _name(snapshot, one.tail)),
                click={"select": one.id},
                key=one.id,
            )
            for one in links
        ]
    if section == "attribute":
        facts = [(e, fact) for e in snapshot.graph.entities for fact in e.attributes if fact.type == name][:_SHOWN]
        return [
            h("div.tie", h("span.cut.grow", e.name), h("span.verb.cut", fact.value), click={"select": e.id})
            for e, fact in facts
        ]
    entities = [one for one in snapshot.graph.entities if one.type == name]
    entities.sort(key=lambda one: (-len(snapshot.ties.get(one.id, ())), one.name))
    return [
        h(
            "div.tie",
            h("span.cut.grow", one.name),
            h("span.caption.num", len(snapshot.ties.get(one.id, ())) or ""),
            click={"select": one.id},
            key=one.id,
        )
        for one in entities[:_SHOWN]
    ]


def _name(snapshot: Snapshot, entity: str) -> str:
    found = snapshot.entities.get(entity)
    return found.name if found else "?"
