"""The lens: what of a graph one looks at, as a value; wishes of a view change it, and a view is made through it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from kgworkbench.model.evidence import EvidencePath
from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.present.graph import Places, View, graph_view
from kgworkbench.present.nest import nested_view, overview_level
from kgworkbench.present.palette import Style

__all__ = ["Lens", "granted", "grouped", "seen_through"]

_EACH = 8
"""Neighbours one expansion brings along each relation type."""
_MOST = 2000
"""Nodes a browser still draws at ease."""


@dataclass(frozen=True, slots=True)
class Lens:
    """``limit`` nodes at most. ``shown`` is entities, communities, or auto: communities where entities are too many.

    ``opened`` are communities shown by what they hold, ``loose`` whether entities without a relation are drawn,
    ``grown`` entities somebody expanded, ``level`` the communities' level where it is chosen.
    """

    limit: int = 500
    shown: Literal["auto", "entities", "communities"] = "auto"
    opened: tuple[str, ...] = ()
    loose: bool = False
    grown: tuple[str, ...] = ()
    level: int | None = None


def grouped(graph: Graph, tree: KnowledgeTree, lens: Lens) -> bool:
    """Whether the lens shows communities: where asked to, or where the entities to draw are over its limit."""
    if not tree.communities or lens.shown == "entities":
        return False
    if lens.shown == "communities":
        return True
    if lens.loose:
        return len(graph.entities) > lens.limit
    return len({end for relation in graph.relations for end in (relation.head, relation.tail)}) > lens.limit


def seen_through(
    lens: Lens,
    graph: Graph,
    tree: KnowledgeTree,
    *,
    fixed: Places | None = None,
    focus: Iterable[str] = (),
    paths: tuple[EvidencePath, ...] = (),
    styles: Mapping[str, Style] | None = None,
    language: str = "en",
) -> View:
    """The view data of the graph through the lens; ``fixed`` are places to keep, of entities or of communities."""
    if grouped(graph, tree, lens):
        return nested_view(
            tree, graph, level=lens.level, opened=lens.opened, limit=lens.limit, styles=styles, language=language
        )
    held = dict(fixed or {})
    # Where nothing is related, leaving out the unrelated would leave nothing.
    loose = lens.loose or not graph.relations
    wanted = tuple(focus)
    near = (*lens.grown, *wanted)
    view = graph_view(
        graph,
        limit=max(lens.limit, len(held.keys() & set(near)) if near else 0),
        focus=near,
        paths=paths,
        fixed=held,
        loose=loose,
        styles=styles,
        language=language,
    )
    # One may always go to the communities, where there are any.
    order = "degree" if view["order"] == "focus" and not wanted else view["order"]
    return {**view, "groups": [], "communities": len(tree.at(overview_level(tree))), "order": order}


def granted(lens: Lens, wish: Mapping[str, Any], graph: Graph, tree: KnowledgeTree, drawn: Iterable[str]) -> Lens:
    """The lens after a wish of a view.

    Wishes: ``limit`` (limit), ``open`` and ``close`` (ids of communities), ``loose`` (show), ``shown``
    (entities or communities), and ``expand`` (ids, and optionally one relation ``type``): at most eight more
    neighbours along each relation type, all of them along the type asked for. ``drawn`` are the ids on the screen.
    """
    kind = wish.get("kind")
    if kind == "limit":
        return replace(lens, limit=max(1, min(int(wish["limit"]), max(_MOST, lens.limit))))
    if kind == "loose":
        return replace(lens, loose=bool(wish["show"]))
    if kind == "shown":
        shown = "communities" if wish["shown"] == "communities" else "entities"
        return replace(lens, shown=shown, opened=())  # type: ignore[arg-type]
    known = {community.id for community in tree.communities}
    ids = [str(one) for one in wish.get("ids", ())]
    if kind == "close":
        under = set(ids)
        for community in sorted(tree.communities, key=lambda c: -c.level):
            if community.parent in under:
                under.add(community.id)
        return replace(lens, opened=tuple(one for one in lens.opened if one not in under))
    fresh = tuple(one for one in ids if one in known and one not in lens.opened)
    if fresh:
        return replace(lens, opened=(*lens.opened, *fresh))
    if kind == "expand" and not grouped(graph, tree, lens):
        on_screen = set(drawn)
        more = _neighbours(graph, ids, on_screen, str(wish.get("type") or ""))
        kept = (*lens.grown, *ids, *more)
        return replace(
            lens, grown=tuple(dict.fromkeys(kept)), limit=max(lens.limit, len(on_screen) + len(more)), shown="entities"
        )
    return lens


def _neighbours(graph: Graph, ids: Iterable[str], drawn: set[str], only: str) -> list[str]:
    degree = Counter(end for relation in graph.relations for end in (relation.head, relation.tail))
    wanted, found = set(ids), dict[str, set[str]]()
    for relation in graph.relations:
        for node, other in ((relation.head, relation.tail), (relation.tail, relation.head)):
            if node in wanted and other not in drawn and (not only or relation.type == only):
                found.setdefault(relation.type, set()).add(other)
    more: list[str] = []
    for _, others in sorted(found.items()):
        ranked = sorted(others, key=lambda one: (-degree[one], one))
        more += ranked if only else ranked[:_EACH]
    return list(dict.fromkeys(more))
