"""View data of the merge queue: entities that may be one thing, with reasons, sentences and a name to go by."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from kgworkbench.model.graph import Entity, Graph, Provenance
from kgworkbench.model.ids import content_id
from kgworkbench.model.text import Chunk
from kgworkbench.present.palette import styles_of
from kgworkbench.present.text import Mark, segments
from kgworkbench.resolve.groups import groups, suggested_name
from kgworkbench.resolve.match import Duplicate
from kgworkbench.resolve.reasons import Reason

__all__ = ["member_sentences", "merge_queue", "shown_reason"]

_SURE = 0.6
_AROUND = 90
_REASONS_ZH = {
    "same name": "同名", "same words": "用词相同", "acronym": "首字母缩写", "short form": "简称", "alias": "别名",
    "spelling": "拼写相近", "initials": "首字母", "part of name": "名称的一部分", "meaning": "语义相近",
    "shared neighbours": "共同邻居", "same text": "同一文本", "other type": "类型不同", "other numbers": "数字不同",
    "other words": "用词不同", "other values": "属性值不同", "side by side": "并列出现", "related": "彼此有关系",
    "ambiguous": "有歧义",
}  # fmt: skip
_PLACES = {
    "beside": ("named side by side", "相邻出现"),
    "chunk": ("named in one chunk", "出现在同一文本块"),
    "document": ("named in one document", "出现在同一文档"),
}
"""What a reason shows where it goes by the place of two names."""


def merge_queue(
    duplicates: Iterable[Duplicate], graph: Graph, *, sure: float = _SURE, language: str = "en"
) -> list[dict[str, Any]]:
    """Candidates for merging, the surest first. Pairs of at least ``sure`` that hang together are one candidate.

    Keys: id, score, name (the suggested one), names (all that are in use), type, members (id, name, type, color,
    dark, aliases, relations, documents; the best-linked first, which the others would be merged into), and reasons
    (kind, word, strength, shows), those for it before those against.
    """
    entities = {entity.id: entity for entity in graph.entities}
    offered = [pair for pair in duplicates if pair.one in entities and pair.other in entities]
    # Of two reasons that weigh the same the surer pair's is told, whatever came first.
    offered.sort(key=lambda pair: (-pair.score, pair.one, pair.other))
    degree: dict[str, int] = {}
    for relation in graph.relations:
        for end in (relation.head, relation.tail):
            degree[end] = degree.get(end, 0) + 1
    together = [set(group) for group in groups(offered, sure)]
    home = {member: place for place, group in enumerate(together) for member in group}
    inside: list[list[Duplicate]] = [[] for _ in together]
    alone = []
    for pair in offered:
        place = home.get(pair.one)
        if place is not None and place == home.get(pair.other):
            inside[place].append(pair)
        else:
            alone.append(pair)
    rows = [*zip(together, inside, strict=True), *(({pair.one, pair.other}, [pair]) for pair in alone)]
    look = styles_of(entity.type for entity in graph.entities)
    told = [_candidate(members, pairs, entities, degree, look, language) for members, pairs in rows]
    return sorted(told, key=lambda row: (-row["score"], row["id"]))


def member_sentences(
    members: Iterable[str], graph: Graph, chunks: Callable[[Collection[str]], Iterable[Chunk]], limit: int = 2
) -> dict[str, list[dict[str, Any]]]:
    """For each member, where it is named: document, title and segments round the marked name, at most ``limit``."""
    wanted = set(members)
    places = {entity.id: _spread(entity)[:limit] for entity in graph.entities if entity.id in wanted}
    texts = {chunk.id: chunk for chunk in chunks({place.chunk for some in places.values() for place in some})}
    found: dict[str, list[dict[str, Any]]] = {}
    for identity, some in places.items():
        found[identity] = []
        for place in some:
            chunk = texts.get(place.chunk)
            if chunk is None or place.span is None:
                continue
            low = _edge(chunk.text, place.span.start - chunk.start - _AROUND, forward=True)
            high = _edge(chunk.text, place.span.end - chunk.start + _AROUND, forward=False)
            text = " ".join(chunk.text[low:high].split("\n"))
            parts = segments(text, [Mark(place.span, identity)], chunk.start + low)
            found[identity].append({"document": chunk.document, "title": chunk.title, "segments": parts})
    return found


def _candidate(
    members: Collection[str],
    pairs: Sequence[Duplicate],
    entities: dict[str, Entity],
    degree: dict[str, int],
    look: Any,
    language: str,
) -> dict[str, Any]:
    ranked = sorted(members, key=lambda one: (-degree.get(one, 0), -len(entities[one].provenance), one))
    group = [entities[one] for one in ranked]
    strongest: dict[str, Any] = {}
    for pair in pairs:
        for reason in pair.reasons:
            known = strongest.get(reason.kind)
            if known is None or abs(reason.strength) > abs(known["strength"]):
                word = _REASONS_ZH.get(reason.kind, reason.kind) if language == "zh" else reason.kind
                strongest[reason.kind] = {
                    "kind": reason.kind, "word": word, "strength": reason.strength,
                    "shows": shown_reason(reason, language),
                }  # fmt: skip
    names = dict.fromkeys(name for entity in group for name in (entity.name, *entity.aliases))
    return {
        "id": content_id("merge", *sorted(members)),
        "score": max(pair.score for pair in pairs),
        "name": suggested_name(group),
        "names": list(names)[:12],
        "type": group[0].type,
        "members": [
            {
                "id": entity.id,
                "name": entity.name,
                "type": entity.type,
                "color": look[entity.type].color,
                "dark": look[entity.type].dark,
                "aliases": list(entity.aliases),
                "relations": degree.get(entity.id, 0),
                "documents": len({place.document for place in entity.provenance}),
            }
            for entity in group
        ],
        "reasons": sorted(strongest.values(), key=lambda row: (-row["strength"], row["kind"])),
    }


def shown_reason(reason: Reason, language: str = "en") -> str:
    """What a reason rests on, in words: the names or facts compared, or where the two names stand."""
    if reason.kind in ("same text", "side by side") and reason.shows in _PLACES:
        return _PLACES[reason.shows][language == "zh"]
    return reason.shows


def _spread(entity: Entity) -> list[Provenance]:
    """Proved places, those of documents not told yet before others, none within sight of one before it."""
    proved = [place for place in entity.provenance if place.span is not None]
    first: dict[str, Provenance] = {}
    for place in proved:
        first.setdefault(place.document, place)
    rest = [place for place in proved if first[place.document] is not place]
    return [*first.values(), *(place for place in rest if _far(place, first[place.document]))]


def _far(one: Provenance, other: Provenance) -> bool:
    assert one.span is not None
    assert other.span is not None
    return abs(one.span.start - other.span.start) > 2 * _AROUND


def _edge(text: str, place: int, *, forward: bool) -> int:
    """The place, moved to the nearest gap between words towards the middle, where one is near."""
    if place <= 0:
        return 0
    if place >= len(text):
        return len(text)
    for step in range(16):
        at = place + step if forward else place - step
        if 0 < at < len(text) and text[at].isspace():
            return at + 1 if forward else at
    return place
