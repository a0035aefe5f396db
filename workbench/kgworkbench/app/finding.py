"""What the palette finds: commands, entities, types, communities and documents, the best first."""

from typing import Any

from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.state import PAGES
from kgworkbench.app.strings import WORDS, Strings
from kgworkbench.present.nest import community_hues, community_name
from kgworkbench.present.palette import NEUTRAL

__all__ = ["COMMANDS", "TABS", "find"]

Hit = dict[str, Any]

TABS = (
    ("schema", "entity", "entity_types"),
    ("schema", "relation", "relation_types"),
    ("schema", "attribute", "attribute_types"),
    ("schema", "yaml", "yaml"),
    ("schema", "proposals", "proposals"),
    ("schema", "violations", "violations"),
    ("schema", "versions", "versions"),
    ("schema", "competency", "competency"),
    ("extract", "review", "review"),
    ("communities", "table", "all_communities"),
    ("communities", "merge", "duplicates"),
    ("communities", "groups", "together"),
    ("communities", "history", "history"),
    ("ask", "evidence", "evidence"),
    ("ask", "trace", "trace"),
    ("ask", "timeline", "timeline"),
    ("ask", "plan", "plan"),
    ("ask", "compare", "compare"),
)
"""Page, name and word of the tabs one may go to by name."""

COMMANDS: tuple[tuple[str, str, str], ...] = (
    *((page, page, str(number)) for number, page in enumerate(PAGES, 1)),
    ("do_build", "build", ""),
    ("pause", "pause", ""),
    ("resume", "resume", ""),
    ("stop", "stop", ""),
    ("theme", "theme", ""),
    ("language_switch", "language", ""),
    ("inspector", "inspector", "i"),
    ("log", "log", "l"),
    ("help", "help", "?"),
    ("clear", "clear", "Esc"),
    ("undo", "undo", "Ctrl+Z"),
    ("redo", "redo", "Ctrl+Shift+Z"),
    *((word, f"tab {page} {tab}", "") for page, tab, word in TABS),
)
"""The word of each command, what it does, and its key."""

_MOST = {"entity": 8, "type": 4, "community": 4, "document": 5}


def find(query: str, snapshot: Snapshot | None, say: Strings) -> list[Hit]:
    """Hits for what was typed; all commands where nothing was. A hit has label, kind, value, and may have a colour."""
    wanted = " ".join(query.casefold().split())
    # A command is found by its name in either language.
    found = [
        {"label": say(word), "kind": say("command"), "value": {"do": what}, "key": key}
        for word, what, key in COMMANDS
        if not wanted or any(wanted in name.casefold() for name in WORDS[word])
    ]
    if snapshot is None or not wanted:
        return found
    hits = _entities(wanted, snapshot) + _communities(wanted, snapshot, say)
    hits += _types(wanted, snapshot, say) + _documents(wanted, snapshot, say)
    asking = {"label": say("ask_this", text=query.strip()), "kind": say("ask"), "value": {"ask": query.strip()}}
    return [*found[:3], *hits, *found[3:6], asking]


def _ranked(names: list[tuple[str, str, int]], wanted: str, limit: int) -> list[str]:
    """Keys of the names that hold what is wanted: those that begin with it first, then the weightier and shorter."""
    held = [(key, name, weight) for key, name, weight in names if wanted in name.casefold()]
    held.sort(key=lambda one: (not one[1].casefold().startswith(wanted), -one[2], len(one[1]), one[1], one[0]))
    return list(dict.fromkeys(key for key, _, _ in held))[:limit]


def _entities(wanted: str, snapshot: Snapshot) -> list[Hit]:
    names = [
        (entity.id, name, len(snapshot.ties.get(entity.id, ())))
        for entity in snapshot.graph.entities
        for name in (entity.name, *entity.aliases)
    ]
    hits = []
    for key in _ranked(names, wanted, _MOST["entity"]):
        entity = snapshot.entities[key]
        style = snapshot.look.get(entity.type, NEUTRAL)
        colours = {"color": style.color, "dark": style.dark}
        hits.append({"label": entity.name, "kind": entity.type, "value": {"select": key}, **colours})
    return hits


def _communities(wanted: str, snapshot: Snapshot, say: Strings) -> list[Hit]:
    called = {entity.id: entity.name for entity in snapshot.graph.entities}
    # One that holds what another holds is the same to who looks for it.
    once = {frozenset(c.members): c for c in sorted(snapshot.tree.communities, key=lambda c: -c.level)}
    names = [(c.id, community_name(c, called), len(c.members)) for c in once.values()]
    hues = community_hues(snapshot.tree)
    return [
        {
            "label": community_name(snapshot.communities[key], called),
            "kind": f"{say('community')} · {len(snapshot.communities[key].members)}",
            "value": {"community": key},
            "color": hues[key].color,
            "dark": hues[key].dark,
        }
        for key in _ranked(names, wanted, _MOST["community"])
    ]


def _types(wanted: str, snapshot: Snapshot, say: Strings) -> list[Hit]:
    schema = snapshot.schema
    kinds = (
        ("entity", "entity_types", schema.entity_types),
        ("relation", "relation_types", schema.relation_types),
        ("attribute", "attribute_types", schema.attribute_types),
    )
    names = [(f"{section}:{kind.name}", kind.name, 0) for section, _, found in kinds for kind in found]
    words = {section: say(word) for section, word, _ in kinds}
    return [
        {
            "label": key.partition(":")[2],
            "kind": words[key.partition(":")[0]],
            "value": {"type": key.partition(":")[2], "section": key.partition(":")[0]},
        }
        for key in _ranked(names, wanted, _MOST["type"])
    ]


def _documents(wanted: str, snapshot: Snapshot, say: Strings) -> list[Hit]:
    first: dict[str, str] = {}
    for key, chunk in snapshot.chunks.items():
        first.setdefault(chunk.document, key)
    names = [(document, title, 0) for document, title in snapshot.titles.items() if document in first]
    return [
        {"label": snapshot.titles[key], "kind": say("document"), "value": {"chunk": first[key]}}
        for key in _ranked(names, wanted, _MOST["document"])
    ]
