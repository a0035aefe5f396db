"""View data of a graph: nodes with places, edges, a legend with counts, and an honest "n of N"."""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import sqrt
from typing import Any

from kgworkbench.model.evidence import EvidencePath, Hop
from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.ids import content_id
from kgworkbench.present.layout import positions
from kgworkbench.present.palette import NEUTRAL, Style, style_of, styles_of
from kgworkbench.present.wording import edge_title, node_title, wrapped

__all__ = ["Places", "View", "counts_of", "entity_row", "graph_delta", "graph_view", "patched", "places_of"]

View = dict[str, Any]
Places = Mapping[str, tuple[float, float]]

_EDGES_PER_NODE = 6


def graph_view(
    graph: Graph,
    *,
    limit: int = 500,
    focus: Iterable[str] = (),
    depth: int | None = None,
    loose: bool = True,
    paths: Sequence[EvidencePath] = (),
    fixed: Places | None = None,
    styles: Mapping[str, Style] | None = None,
    seed: int = 0,
    language: str = "en",
) -> View:
    """The view data of a graph, at most ``limit`` entities of it.

    First the entities of ``paths``, then those that already have a place in ``fixed``, then, with ``focus``, the
    nearest to it (within ``depth`` relations, where given), then those with most relations; ties by name. Keys:

    - ``nodes``: id, label, name, type, kind (entity or literal), title (plain text), x, y, degree (in the whole
      graph), size, color, dark, shape
    - ``edges``: id, from, to, label, title (plain text), curve (0 is straight), kind (relation, or hop: what a path
      goes along and the graph does not hold as a relation, such as an attribute or what one sentence names together)
    - ``legend``: type, color, dark, shape, shown, total; the commonest type first
    - ``paths``: number (from 1), text, nodes, edges
    - ``shown`` of ``total`` entities, ``edges_shown`` of ``edges_total`` relations (hops are none), ``limit``, and
      ``order``, what the cut kept: degree, focus or arrival
    - ``loose``: how many entities without any relation were left out, which ``loose=False`` asks for
    - ``unseen``: what was cut, ``nodes`` as id -> type and ``edges`` as ids, so that a delta can be counted; and
      ``loose``, the nodes left out for having no relation, None where they are drawn

    A node has ``more``: relation type -> how many neighbours along it are not drawn.
    """
    held = dict(fixed or {})
    entities = {entity.id: entity for entity in graph.entities}
    relations = {relation.id: relation for relation in graph.relations}
    known = frozenset(entities), frozenset(relations)
    for hop in (hop for path in paths for hop in path):
        _add_hop(hop, entities, relations)
    degree = _degrees(graph.relations)
    # What the graph does not hold has what its paths lend it.
    lent = _degrees(relation for key, relation in relations.items() if key not in known[1])
    degree.update({node: count for node, count in lent.items() if node not in known[0]})
    start = [node for node in focus if node in entities]
    distance = _distances(start, relations.values())
    on_path = {node for path in paths for hop in path for node in _ends(hop)}

    def rank(node: str) -> tuple[bool, bool, float, int, str, str]:
        far = distance.get(node, float("inf"))
        return node not in on_path, node not in held, far, -degree[node], entities[node].name, node

    within = [
        node
        for node in entities
        if depth is None or not start or node in on_path or distance.get(node, depth + 1) <= depth
    ]
    if not loose:
        within = [node for node in within if degree[node] or node in held or node in distance or node in on_path]
    shown = sorted(within, key=rank)[: max(limit, 0)]
    on_screen = set(shown)
    inner = [r for r in relations.values() if r.head in on_screen and r.tail in on_screen]
    path_edges = {_hop_edge(hop) for path in paths for hop in path}
    inner.sort(key=lambda r: (r.id not in path_edges, -r.confidence, -len(r.provenance), r.id))
    inner = sorted(inner[: _EDGES_PER_NODE * max(limit, 0)], key=lambda r: r.id)
    placed = positions(shown, [(r.head, r.tail) for r in inner], seed, {n: held[n] for n in shown if n in held})
    look = dict(styles) if styles is not None else styles_of(entity.type for entity in graph.entities)
    nodes = [
        _node(entities[node], degree[node], placed[node], look, language, node in known[0] or not _is_literal(node))
        for node in shown
    ]
    edges = _edges(inner, entities, language, known[1])
    told = sum(edge["kind"] == "relation" for edge in edges)
    cut = {n: e.type for n, e in entities.items() if n in known[0] and n not in on_screen}
    apart = None if loose else {n: _row(entities[n], 0, look, language, True) for n in cut if not degree[n]}
    _tell_more(nodes, relations.values(), on_screen)
    return {
        "nodes": nodes,
        "edges": edges,
        "legend": _legend(nodes, cut, look),
        "paths": [_path(number, path, on_screen) for number, path in enumerate(paths, 1)],
        "shown": len(nodes),
        "total": len(nodes) + len(cut),
        "edges_shown": told,
        "edges_total": len(known[1]),
        "limit": limit,
        "order": "focus" if start else "degree",
        "language": language,
        "loose": len(apart or ()),
        "unseen": {"nodes": cut, "edges": sorted(known[1] - {edge["id"] for edge in edges}), "loose": apart},
    }


def entity_row(entity: Entity, degree: int, styles: Mapping[str, Style], language: str = "en") -> View:
    """The node of an entity as in ``graph_view``, but for its place."""
    return {**_row(entity, degree, styles, language, True), "degree": degree, "size": _size(degree)}


def counts_of(view: View) -> dict[str, Any]:
    """What a view says of itself beside its nodes and edges: the honest counts under the drawing."""
    keys = ("shown", "total", "entities", "edges_shown", "edges_total", "limit", "order", "loose", "communities")
    return {key: view[key] for key in keys if key in view}


def places_of(view: View) -> dict[str, tuple[float, float]]:
    """Where each node of a view stands, to be kept by the next one (``fixed=places_of(view)``)."""
    return {node["id"]: (node["x"], node["y"]) for node in view["nodes"]}


def graph_delta(view: View, delta: GraphDelta) -> View:
    """What a delta changes in a view; ``patched`` applies it.

    Nodes on the screen stay and keep their places; new ones come while there is room under the view's limit, in the
    order of the delta, and are counted beyond it. Keys: ``nodes`` and ``edges`` (new or changed, as in a view),
    ``added`` (ids of the new nodes), ``gone_nodes``, ``gone_edges``, and the view's new counts and legend.
    """
    language = view["language"]
    gone = set(delta.gone_entities)
    before = {node["id"]: node for node in view["nodes"] if node["id"] not in gone}
    unseen = {node: kind for node, kind in view["unseen"]["nodes"].items() if node not in gone}
    edges = {edge["id"]: edge for edge in view["edges"]}
    hidden = set(view["unseen"]["edges"])
    gone_edges = {e for e in edges if e in set(delta.gone_relations) or gone & {edges[e]["from"], edges[e]["to"]}}
    hidden -= set(delta.gone_relations)

    look = {row["type"]: Style(row["color"], row["dark"], row["shape"]) for row in view["legend"]}
    apart = view["unseen"].get("loose")
    apart = None if apart is None else {node: row for node, row in apart.items() if node not in gone}
    room = max(view["limit"] - len(before), 0)
    fresh = {e.id: _row(e, 0, look, language, True) for e in delta.entities if e.id not in before}
    if apart is not None:
        # What has no relation waits beside the drawing until one comes.
        tied = {end for relation in delta.relations for end in (relation.head, relation.tail)}
        known = (unseen.keys() - apart.keys()) | tied
        fresh |= {node: apart[node] for node in sorted(tied & apart.keys()) if node not in fresh}
        apart |= {node: row for node, row in fresh.items() if node not in known}
        unseen |= {node: row["type"] for node, row in apart.items()}
        fresh = {node: row for node, row in fresh.items() if node not in apart or node in tied}
    promoted = [node for node in fresh if node not in unseen] + [node for node in fresh if node in unseen]
    added = {node: fresh[node] for node in promoted[:room]}
    for node in promoted[room:]:
        unseen[node] = fresh[node]["type"]
    for node in added:
        unseen.pop(node, None)
    if apart is not None:
        apart = {node: row for node, row in apart.items() if node not in fresh}

    change = Counter[str]()
    for edge in gone_edges:
        change[edges[edge]["from"]] -= 1
        change[edges[edge]["to"]] -= 1
    new = [r for r in delta.relations if r.id not in edges and r.id not in hidden]
    for relation in new:
        change[relation.head] += 1
        change[relation.tail] += 1
    on_screen = set(before) | set(added)
    drawn = [r for r in delta.relations if r.head in on_screen and r.tail in on_screen]
    hidden |= {relation.id for relation in new}
    hidden -= {relation.id for relation in drawn}

    kept = {node: (row["x"], row["y"]) for node, row in before.items()}
    ends = [(edge["from"], edge["to"]) for edge in view["edges"]] + [(r.head, r.tail) for r in drawn]
    placed = positions(on_screen, ends, fixed=kept) if added else kept
    nodes = [_put(row, change[node], placed[node]) for node, row in added.items()]
    altered = {entity.id: entity for entity in delta.entities if entity.id in before}
    for node, row in before.items():
        degree = row["degree"] + change[node]
        if node in altered:
            nodes.append(_node(altered[node], degree, placed[node], look, language, True))
        elif change[node]:
            nodes.append({**row, "degree": degree, "size": _size(degree)})
    named = {n: row["name"] for n, row in (before | added).items()} | {e.id: e.name for e in delta.entities}
    result = {
        "nodes": nodes,
        "edges": _edges(drawn, named, language),
        "added": list(added),
        "gone_nodes": sorted(gone & {node["id"] for node in view["nodes"]}),
        "gone_edges": sorted(gone_edges),
        "unseen": {"nodes": unseen, "edges": sorted(hidden), "loose": apart},
        "loose": len(apart or ()),
        "order": "arrival" if len(unseen) > len(apart or ()) and view["order"] == "degree" else view["order"],
    }
    whole = patched({**view, "legend": []}, result)
    result["legend"] = _legend(whole["nodes"], unseen, look)
    result |= {"shown": len(whole["nodes"]), "total": len(whole["nodes"]) + len(unseen)}
    told = sum(edge["kind"] == "relation" for edge in whole["edges"])
    result |= {"edges_shown": told, "edges_total": told + len(hidden)}
    return result


def patched(view: View, change: View) -> View:
    """The view after a change made by ``graph_delta``; neither is altered."""
    nodes = {node["id"]: node for node in view["nodes"] if node["id"] not in set(change["gone_nodes"])}
    nodes |= {node["id"]: node for node in change["nodes"]}
    edges = {edge["id"]: edge for edge in view["edges"] if edge["id"] not in set(change["gone_edges"])}
    edges |= {edge["id"]: edge for edge in change["edges"]}
    counts = {key: change[key] for key in change if key not in {"nodes", "edges", "added", "gone_nodes", "gone_edges"}}
    return {**view, **counts, "nodes": list(nodes.values()), "edges": list(edges.values())}


def _degrees(relations: Iterable[Relation]) -> Counter[str]:
    found = Counter[str]()
    for relation in relations:
        found[relation.head] += 1
        found[relation.tail] += 1
    return found


def _distances(start: Collection[str], relations: Iterable[Relation]) -> dict[str, int]:
    """Relations between each entity and the nearest of the start, either way along them."""
    if not start:
        return {}
    near: dict[str, list[str]] = {}
    for relation in relations:
        near.setdefault(relation.head, []).append(relation.tail)
        near.setdefault(relation.tail, []).append(relation.head)
    distance, queue = dict.fromkeys(start, 0), deque(start)
    while queue:
        node = queue.popleft()
        for other in near.get(node, ()):
            if other not in distance:
                distance[other] = distance[node] + 1
                queue.append(other)
    return distance


def _node(
    entity: Entity, degree: int, place: tuple[float, float], look: Mapping[str, Style], language: str, whole: bool
) -> View:
    return _put(_row(entity, degree, look, language, whole), degree, place)


def _put(row: View, degree: int, place: tuple[float, float]) -> View:
    return {**row, "x": place[0], "y": place[1], "degree": degree, "size": _size(degree)}


def _tell_more(nodes: Iterable[View], relations: Iterable[Relation], on_screen: Collection[str]) -> None:
    """Write beside each node which of its neighbours are not drawn."""
    more: dict[str, Counter[str]] = {}
    for relation in relations:
        for node, other in ((relation.head, relation.tail), (relation.tail, relation.head)):
            if node in on_screen and other not in on_screen:
                more.setdefault(node, Counter())[relation.type] += 1
    for row in nodes:
        if found := more.get(row["id"]):
            row["more"] = dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _row(entity: Entity, degree: int, look: Mapping[str, Style], language: str, whole: bool) -> View:
    """A node that has no place yet."""
    style = (look.get(entity.type) or style_of(entity.type)) if whole else Style(NEUTRAL.color, NEUTRAL.dark, "square")
    return {
        "id": entity.id,
        "label": wrapped(entity.name),
        "name": entity.name,
        "type": entity.type,
        "kind": "entity" if whole else "literal",
        "title": node_title(entity, degree, language),
        "color": style.color,
        "dark": style.dark,
        "shape": style.shape,
    }


def _size(degree: int) -> float:
    return round(min(7 + 3.0 * sqrt(max(degree, 0)), 30.0), 1)


def _edges(
    relations: Iterable[Relation],
    entities: Mapping[str, Entity | str],
    language: str,
    known: Collection[str] | None = None,
) -> list[View]:
    """Rows of relations; where ``known`` says which ids the graph has, the others are hops."""
    beside = Counter[tuple[str, str]]()
    edges = []
    for relation in relations:
        pair = (relation.head, relation.tail)
        edges.append(
            {
                "id": relation.id,
                "from": relation.head,
                "to": relation.tail,
                "label": relation.type,
                "title": edge_title(relation, _name(entities, relation.head), _name(entities, relation.tail), language),
                # Edges between the same two nodes bend apart; the other direction bends to the other side by itself.
                "curve": round(0.08 + 0.14 * beside[pair], 2),
                "kind": "relation" if known is None or relation.id in known else "hop",
            }
        )
        beside[pair] += 1
    return edges


def _name(entities: Mapping[str, Entity | str], node: str) -> str:
    found = entities.get(node, "")
    return found if isinstance(found, str) else found.name


def _legend(nodes: Iterable[View], unseen: Mapping[str, str], styles: Mapping[str, Style]) -> list[View]:
    shown, total, look = Counter[str](), Counter[str](unseen.values()), {}
    for node in nodes:
        shown[node["type"]] += 1
        total[node["type"]] += 1
        look[node["type"]] = {key: node[key] for key in ("color", "dark", "shape")}
    rows = []
    for kind in sorted(total, key=lambda kind: (-total[kind], kind)):
        # A type none of whose nodes is drawn keeps the colour it has elsewhere.
        style = styles.get(kind) or style_of(kind)
        row = look.get(kind) or {"color": style.color, "dark": style.dark, "shape": style.shape}
        rows.append({"type": kind, **row, "shown": shown[kind], "total": total[kind]})
    return rows


def _ends(hop: Hop) -> tuple[str, str]:
    """The node ids of a hop; a literal is a node of its own."""
    tail = f"literal:{content_id(hop.head, hop.relation, hop.tail_name)}" if hop.literal else hop.tail
    return hop.head, tail


def _is_literal(node: str) -> bool:
    return node.startswith("literal:")


def _hop_edge(hop: Hop) -> str:
    return hop.relation_id or f"hop:{content_id(*_ends(hop), hop.relation)}"


def _add_hop(hop: Hop, entities: dict[str, Entity], relations: dict[str, Relation]) -> None:
    """Make sure that a path can be drawn, whether or not the graph holds it."""
    head, tail = _ends(hop)
    entities.setdefault(head, Entity(head, hop.head_name, hop.head_type))
    entities.setdefault(tail, Entity(tail, hop.tail_name, "" if hop.literal else hop.tail_type))
    edge = _hop_edge(hop)
    relations.setdefault(edge, Relation(edge, head, hop.relation, tail, provenance=hop.provenance))


def _path(number: int, path: EvidencePath, on_screen: Collection[str]) -> View:
    nodes = dict.fromkeys(node for hop in path for node in _ends(hop) if node in on_screen)
    words = [path[0].tail_name if path[0].inward else path[0].head_name] if path else []
    # Walked from tail to head, a hop is read backwards: the arrow says so.
    words += [f"←{h.relation}— {h.head_name}" if h.inward else f"—{h.relation}→ {h.tail_name}" for h in path]
    return {"number": number, "text": " ".join(words), "nodes": list(nodes), "edges": [_hop_edge(hop) for hop in path]}
