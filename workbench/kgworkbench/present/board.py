"""View data of a schema as a board: types as boxes, the relation types between two of them as one labelled line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.present.lines import Box, Line, bounds, clear, line_between, loops_at, on_line
from kgworkbench.present.palette import Style, style_of, styles_of
from kgworkbench.present.ring import free_place, ring_places
from kgworkbench.present.wording import columns, cut

__all__ = ["board_places", "schema_board"]

Places = Mapping[str, tuple[float, float]]

_HIGH = 36.0
_LINE = 15.0
_LETTER = 7.3
_SMALL = 6.5
_MOST = 3
# The middle first, then further and further to both ends.
_SPOTS = tuple(0.5 + side * step / 40 for step in range(15) for side in (1, -1))


def board_places(schema: Schema, ids: Sequence[str], held: Places | None = None) -> dict[str, tuple[float, float]]:
    """Where each entity type stands, by its id; those in ``held`` stay, and new ones go where there is room."""
    boxes = _sizes(schema, {})
    if held and any(one in held for one in ids):
        found = {one: held[one] for one in ids if one in held}
        for one in ids:
            if one not in found:
                found[one] = free_place(list(found.values()))
        return {one: found[one] for one in ids}
    at = {kind.name: number for number, kind in reversed(list(enumerate(schema.entity_types)))}
    links = Counter(
        (at[head], at[tail])
        for kind in schema.relation_types
        for head in kind.head
        for tail in kind.tail
        if head in at and tail in at
    )
    return dict(zip(ids, ring_places(boxes, links), strict=True))


def schema_board(
    schema: Schema,
    ids: Sequence[str],
    relations: Sequence[str],
    places: Places,
    counts: Mapping[str, int] | None = None,
    styles: Mapping[str, Style] | None = None,
) -> dict[str, Any]:
    """The boxes and lines of a schema; ``ids`` and ``relations`` name its entity and relation types, in their order.

    - ``nodes``: id, name, label, title, count (None without counts), x, y (the middle), w, h, color, dark, shape
    - ``edges``: id, from, to, d (an SVG path), tips (arrow heads as polygons), label (x, y, w, h, lines; None where
      there is no room for it), relations (id, name, forward and back: the ways it runs), title, isa
    - ``box``: left, top, width and height of all of it

    All relation types between the same two entity types are one line, whichever way they run; a relation type whose
    ends the schema does not know is on no line. No label covers a box or another label.
    """
    look = styles or styles_of(kind.name for kind in schema.entity_types)
    sizes = _sizes(schema, counts or {})
    boxes = {one: Box(*places[one], *size) for one, size in zip(ids, sizes, strict=True)}
    names = dict(zip(ids, schema.entity_types, strict=True))
    known = {kind.name: one for one, kind in reversed(list(names.items()))}
    bundles = _bundles(schema, relations, known)
    lines: dict[str, Line] = {}
    for key, bundle in bundles.items():
        if bundle.start != bundle.end:
            forward = any(way.forward for way in bundle.ways.values())
            back = any(way.back for way in bundle.ways.values())
            others = [box for one, box in boxes.items() if one not in (bundle.start, bundle.end)]
            lines[key] = line_between(boxes[bundle.start], boxes[bundle.end], others, forward, back)
    labels = _labels(bundles, lines, boxes)
    edges = [_edge(key, bundle, lines[key], labels.get(key), names) for key, bundle in bundles.items()]
    edges += _parents(names, known, boxes)
    nodes = [_node(one, kind, boxes[one], look, counts) for one, kind in names.items()]
    drawn = [*boxes.values(), *(box for box, _ in labels.values()), *(line.box for line in lines.values())]
    return {"nodes": nodes, "edges": edges, "box": bounds(drawn)}


@dataclass(slots=True)
class _Way:
    """One relation type on a line, and the ways it runs along it."""

    id: str
    name: str
    forward: bool = False
    back: bool = False


@dataclass(slots=True)
class _Bundle:
    start: str
    end: str
    ways: dict[str, _Way] = field(default_factory=dict)


def _bundles(schema: Schema, relations: Sequence[str], known: Mapping[str, str]) -> dict[str, _Bundle]:
    found: dict[str, _Bundle] = {}
    for one, kind in zip(relations, schema.relation_types, strict=True):
        for head, tail in _ends(kind, known):
            start, end = min(head, tail), max(head, tail)
            bundle = found.setdefault(f"{start}~{end}", _Bundle(start, end))
            way = bundle.ways.setdefault(one, _Way(one, kind.name))
            way.forward |= head == start or kind.symmetric
            way.back |= head == end or kind.symmetric
    return dict(sorted(found.items()))


def _ends(kind: RelationType, known: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(known[head], known[tail]) for head in kind.head for tail in kind.tail if head in known and tail in known]


def _sizes(schema: Schema, counts: Mapping[str, int]) -> list[tuple[float, float]]:
    told = (
        columns(_short(kind)) * _LETTER + columns(str(counts.get(kind.name, "000"))) * _SMALL
        for kind in schema.entity_types
    )
    return [(round(max(wide + 48, 86), 1), _HIGH) for wide in told]


def _short(kind: EntityType) -> str:
    return cut(kind.name, 26)


def _labels(
    bundles: Mapping[str, _Bundle], lines: dict[str, Line], boxes: Mapping[str, Box]
) -> dict[str, tuple[Box, list[str]]]:
    """A box and its lines of text for each bundle; loops are laid here, as they go where their label has room."""
    said = Counter(name for bundle in bundles.values() for name in bundle.ways)
    taken = list(boxes.values())
    placed: dict[str, tuple[Box, list[str]]] = {}

    def need(key: str) -> tuple[bool, float, float, str]:
        # What has least choice chooses first: loops, then what is said nowhere else, then short lines.
        bundle = bundles[key]
        loop = bundle.start == bundle.end
        only = sum(said[name] == 1 for name in bundle.ways)
        return not loop, -only, 0.0 if loop else lines[key].length, key

    for key in sorted(bundles, key=need):
        bundle = bundles[key]
        upright = key in lines and lines[key].upright
        wordings = _wordings(bundle, said, upright, lines.get(key))
        # A name beside its line says more than a number on it.
        for words, beside in [(w, False) for w in wordings[:2]] + [(w, True) for w in wordings]:
            wide = max(columns(word) for word in words) * _SMALL + 16
            size = (round(wide, 1), round(_LINE * len(words) + 5, 1))
            if bundle.start == bundle.end:
                spots = [(loop.label(size), loop) for loop in loops_at(boxes[bundle.start])]
                free = next(((box, loop) for box, loop in spots if clear(box, taken)), None)
                if free is not None:
                    lines[key] = free[1]
                found = free[0] if free is not None else None
            else:
                others = [line for other, line in lines.items() if other != key]
                found = on_line(lines[key], size, _SPOTS, taken, others, beside)
            if found is not None:
                taken.append(found)
                placed[key] = found, words
                break
        lines.setdefault(key, next(iter(loops_at(boxes[bundle.start]))))
    return placed


def _wordings(bundle: _Bundle, said: Counter[str], upright: bool, line: Line | None) -> list[list[str]]:
    """What a label may say, the fullest first: every name, one name and how many more, how many there are."""
    ways = sorted(bundle.ways.values(), key=lambda way: (said[way.id], way.name))
    mixed = line is not None and len({(way.forward, way.back) for way in ways}) > 1

    def told(way: _Way) -> str:
        name = cut(way.name, 22)
        if not mixed or line is None or (way.forward and way.back):
            return name
        onward = way.forward == line.rightward
        return (f"{name} ↓" if onward else f"{name} ↑") if upright else (f"{name} →" if onward else f"← {name}")

    names = [told(way) for way in ways]
    if len(names) == 1:
        return [names]
    more = len(names) - 1
    full = names if len(names) <= _MOST else [*names[: _MOST - 1], f"{names[_MOST - 1]} +{len(names) - _MOST}"]
    return [full, [f"{names[0]} +{more}"], [f"{len(names)} ×"]]


def _node(
    one: str, kind: EntityType, box: Box, look: Mapping[str, Style], counts: Mapping[str, int] | None
) -> dict[str, Any]:
    style = look.get(kind.name) or style_of(kind.name)
    row = {"id": one, "name": kind.name, "label": _short(kind), "title": f"{kind.name}\n{kind.description}".strip()}
    place = {"x": box.x, "y": box.y, "w": box.w, "h": box.h}
    shade = {"color": style.color, "dark": style.dark, "shape": style.shape}
    return {**row, **place, **shade, "count": None if counts is None else counts.get(kind.name, 0)}


def _edge(
    key: str,
    bundle: _Bundle,
    line: Line,
    label: tuple[Box, list[str]] | None,
    names: Mapping[str, EntityType],
) -> dict[str, Any]:
    start, end = names[bundle.start].name, names[bundle.end].name
    ways = [{"id": w.id, "name": w.name, "forward": w.forward, "back": w.back} for w in bundle.ways.values()]
    told = [f"{start} — {w.name} → {end}" if w.forward else f"{end} — {w.name} → {start}" for w in bundle.ways.values()]
    shown = None
    if label is not None:
        box, words = label
        shown = {"x": box.x, "y": box.y, "w": box.w, "h": box.h, "lines": words}
    return {
        "id": key,
        "from": bundle.start,
        "to": bundle.end,
        "d": line.path,
        "tips": line.tips,
        "label": shown,
        "relations": ways,
        "title": "\n".join(told),
        "isa": False,
    }


def _parents(
    names: Mapping[str, EntityType], known: Mapping[str, str], boxes: Mapping[str, Box]
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for one, kind in names.items():
        above = known.get(kind.parent or "")
        if above is None or above == one:
            continue
        others = [box for other, box in boxes.items() if other not in (one, above)]
        line = line_between(boxes[one], boxes[above], others, True, False)
        found.append(
            {
                "id": f"{one}^{above}",
                "from": one,
                "to": above,
                "d": line.path,
                "tips": line.tips,
                "label": None,
                "relations": [],
                "title": f"{kind.name} ⊂ {kind.parent}",
                "isa": True,
            }
        )
    return found
