"""What a view can be made of: a Graph, something that has one, or triples as rows or as a data frame."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.ids import content_id

__all__ = ["graph_of", "grown", "workbench_of"]

_COLUMNS = {
    "head": ("head", "subject", "source", "from"),
    "relation": ("relation", "predicate", "type", "label", "edge"),
    "tail": ("tail", "object", "target", "to"),
}


def graph_of(source: object) -> tuple[Graph, str]:
    """The graph in a source, and a line that says what of it could not be used (empty where all could).

    A source is a Graph, an object whose ``graph()`` gives one (a Workbench, a store), a polars or pandas frame or an
    Arrow table with head, relation and tail columns (``head_type`` and ``tail_type`` where known), or an iterable of
    triples. Ids of entities made from triples are their names, so that a selection can be read.

    Raises:
        TypeError: nothing of this kind.
        ValueError: a frame without those columns, or a row that is no triple.
    """
    if source is None:
        return Graph(), ""
    if isinstance(source, Graph):
        return source, ""
    if callable(inner := getattr(source, "graph", None)):
        return graph_of(inner())
    if callable(collect := getattr(source, "collect", None)) and hasattr(source, "lazy"):
        return graph_of(collect())
    if callable(rows := getattr(source, "to_pylist", None)):  # an Arrow table
        return graph_of(rows())
    if hasattr(source, "columns") and hasattr(source, "__getitem__"):
        return _of_rows(_frame_rows(source))
    if isinstance(source, Iterable) and not isinstance(source, str | bytes | Mapping):
        return _of_rows(_row(row) for row in source)
    if hasattr(source, "paths"):
        raise TypeError("GraphView draws a graph and an answer in it: GraphView(bench, paths=answer.paths)")
    if isinstance(source, str):
        raise TypeError(
            f"GraphView cannot draw a name: GraphView(Workbench.open({source!r})) draws what is in a folder"
        )
    raise TypeError(
        f"GraphView cannot draw {type(source).__name__!r}: give it a Graph, a Workbench, view data, a data frame with "
        "the columns head, relation, tail, or a list of (head, relation, tail)"
    )


def workbench_of(source: object, view: str) -> Any:
    """The workbench that a view acts through.

    Raises:
        TypeError: it is none.
    """
    if not (hasattr(source, "journal") and hasattr(source, "store")):
        raise TypeError(f"{view} needs a Workbench first, and {type(source).__name__!r} is none")
    return source


def grown(graph: Graph, delta: GraphDelta) -> Graph:
    """The graph after a delta, sorted by id."""
    entities = {entity.id: entity for entity in graph.entities} | {entity.id: entity for entity in delta.entities}
    relations = {one.id: one for one in graph.relations} | {one.id: one for one in delta.relations}
    for gone in delta.gone_entities:
        entities.pop(gone, None)
    for gone in delta.gone_relations:
        relations.pop(gone, None)
    held = [one for one in relations.values() if one.head in entities and one.tail in entities]
    return Graph(tuple(sorted(entities.values(), key=_id)), tuple(sorted(held, key=_id)))


def _id(value: Entity | Relation) -> str:
    return value.id


_Row = tuple[Any, Any, Any, Any, Any]


def _frame_rows(frame: Any) -> Iterable[_Row]:
    columns = {str(column).casefold(): column for column in frame.columns}
    found = {part: next((columns[n] for n in names if n in columns), None) for part, names in _COLUMNS.items()}
    if found["head"] is None or found["tail"] is None:
        raise ValueError(
            f"no head and tail among the columns {list(map(str, frame.columns))!r}: rename them to head, relation, tail"
        )
    count = len(frame)

    def column(name: Any) -> list[Any]:
        return [None] * count if name is None else list(frame[name])

    kinds = [column(columns.get("head_type")), column(columns.get("tail_type"))]
    return zip(column(found["head"]), column(found["relation"]), column(found["tail"]), *kinds, strict=True)


def _row(row: Any) -> _Row:
    if isinstance(row, Mapping):
        low = {str(key).casefold(): value for key, value in row.items()}
        parts = [next((low[name] for name in names if name in low), None) for names in _COLUMNS.values()]
        return parts[0], parts[1], parts[2], low.get("head_type"), low.get("tail_type")
    if isinstance(row, str) or not isinstance(row, Iterable) or len(parts := list(row)) not in (3, 5):
        raise ValueError(f"{row!r} is no triple: give (head, relation, tail), or (head, relation, tail, types of both)")
    head, relation, tail, *kinds = parts
    return head, relation, tail, *(kinds or (None, None))


def _of_rows(rows: Iterable[_Row]) -> tuple[Graph, str]:
    entities: dict[str, Entity] = {}
    relations: dict[str, Relation] = {}
    unusable = 0
    for head, relation, tail, head_type, tail_type in rows:
        first, second = _text(head), _text(tail)
        if not first or not second:
            unusable += 1
            continue
        for name, kind in ((first, _text(head_type)), (second, _text(tail_type))):
            known = entities.setdefault(name, Entity(name, name, kind))
            if kind and not known.type:
                entities[name] = replace(known, type=kind)
        label = _text(relation)
        key = content_id(first, label, second)
        relations[key] = Relation(key, first, label, second)
    count = "1 row" if unusable == 1 else f"{unusable} rows"
    note = f"{count} without a head or a tail left out" if unusable else ""
    return Graph(tuple(sorted(entities.values(), key=_id)), tuple(sorted(relations.values(), key=_id))), note


def _text(value: Any) -> str:
    if value is None:
        return ""
    try:
        # pandas says "nothing" with NaN and NaT, which differ from themselves, and with NA, which will not say.
        says = bool(value == value)
    except TypeError:
        says = False
    return str(value).strip() if says else ""
