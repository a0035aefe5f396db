"""The words beside a drawing: labels short enough for a node, tooltips as plain text, English and Chinese."""

import unicodedata

from kgworkbench.model.graph import Entity, Relation

__all__ = ["columns", "cut", "edge_title", "node_title", "wrapped"]

_WORDS = {
    "en": {
        "aliases": "also", "relations": "relations", "documents": "documents", "more": "… {n} more",
        "confidence": "confidence", "unproved": "no source",
    },
    "zh": {
        "aliases": "又名", "relations": "条关系", "documents": "篇文档", "more": "……另有 {n} 项",
        "confidence": "置信度", "unproved": "无出处",
    },
}  # fmt: skip


def cut(text: str, width: int) -> str:
    """The text in at most ``width`` columns, an ellipsis where it was cut; a CJK character takes two.

    >>> cut("Analytical Engine", 10), cut("知识图谱工作台", 8)
    ('Analytica…', '知识图…')
    """
    if columns(text) <= width:
        return text
    if text.isascii():
        return text[: max(width - 1, 0)].rstrip() + "…"
    kept, used = [], 1
    for char in text:
        used += columns(char)
        if used > width:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def wrapped(name: str, width: int = 20) -> str:
    """The name as a node's label: one line, or two where a second one holds the rest.

    >>> wrapped("Difference Engine No. 2 of 1849")
    'Difference Engine\\nNo. 2 of 1849'
    """
    words = name.split()
    name = " ".join(words)
    if columns(name) <= width:
        return name
    first = ""
    while words and columns(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return cut(name, width)
    return f"{first}\n{cut(' '.join(words), width)}" if words else first


def node_title(entity: Entity, degree: int, language: str = "en") -> str:
    """The tooltip of an entity: name and type, aliases, attributes, how often it is linked and said."""
    say = _WORDS.get(language, _WORDS["en"])
    lines = [f"{entity.name} · {entity.type}" if entity.type else entity.name]
    if entity.aliases:
        lines.append(f"{say['aliases']}: {cut(', '.join(entity.aliases), 80)}")
    lines += [f"{fact.type}: {cut(fact.value, 60)}" for fact in entity.attributes[:6]]
    if len(entity.attributes) > 6:
        lines.append(say["more"].format(n=len(entity.attributes) - 6))
    documents = len({place.document for place in entity.provenance})
    counts = f"{degree} {say['relations']}"
    lines.append(f"{counts} · {documents} {say['documents']}" if documents else counts)
    return "\n".join(lines)


def edge_title(relation: Relation, head: str, tail: str, language: str = "en") -> str:
    """The tooltip of a relation: what it says, how sure that is, in how many documents it stands."""
    say = _WORDS.get(language, _WORDS["en"])
    documents = len({place.document for place in relation.provenance})
    proof = f"{documents} {say['documents']}" if documents else say["unproved"]
    sure = f"{say['confidence']} {relation.confidence:.2f} · " if relation.confidence < 1 else ""
    return f"{head} — {relation.type} → {tail}\n{sure}{proof}"


def columns(text: str) -> int:
    """The width of the text in columns: a CJK character takes two, any other one."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
