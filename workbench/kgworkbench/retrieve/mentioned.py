"""What a conversation has spoken of, as a follow-up's pronouns may mean it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kgworkbench.index.library import Library
from kgworkbench.index.link import link
from kgworkbench.model.schema import Schema, cues_of

__all__ = ["Mentioned", "Sort", "mentioned_in", "of_sort"]

Sort = Literal["person", "group", "place", "thing", "open"]
"""What a pronoun can tell apart; ``open`` where the schema does not say."""

# An anchor below this is a guess at a misspelt name, or a common word.
SURE = 0.7

# Characters of an answer that are read: what it is about stands near its beginning.
READ = 600

_PERSON = frozenset(
    "person people human man woman figure character scientist artist author writer politician poet scholar ruler "
    "人物 人 人名 人员 科学家 作家 诗人 学者 画家 官员 皇帝 工匠 角色".split()
)
_GROUP = frozenset(
    "organisation organization company corporation university college school institution "
    "机构 组织 公司 学校 大学".split()
)
_PLACE = frozenset(
    "place location city town village country region county state 地点 地方 地名 城市 国家 地区 省份".split()
)
_PLAIN = re.compile(r"[^\w]+|_|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An entity spoken of: its name and type, its sort, and the words it was called by."""

    name: str
    type: str
    sort: Sort
    surface: str


def mentioned_in(text: str, library: Library) -> tuple[Mentioned, ...]:
    """The entities that the text names for sure, in the order in which it names them, one for each name."""
    text = text[:READ]
    folded = text.casefold()
    found: dict[str, tuple[int, Mentioned]] = {}
    # A dash before it: the first word of a text is a name too, where an entity bears it.
    for anchor in link(f"- {text}", library.index):
        if anchor.score >= SURE and anchor.surface not in found:
            at = folded.find(anchor.surface.casefold())
            kind = _sort(anchor.type, library.schema)
            found[anchor.surface] = (at, Mentioned(anchor.name, anchor.type, kind, text[at : at + len(anchor.surface)]))
    return tuple(one for at, one in sorted(found.values(), key=lambda pair: (pair[0], pair[1].name)) if at >= 0)


def of_sort(found: Sequence[Mentioned], *sorts: Sort) -> Mentioned | None:
    """The first of one of the sorts, or else the first whose sort is open."""
    return next((one for one in found if one.sort in sorts), next((one for one in found if one.sort == "open"), None))


def _sort(name: str, schema: Schema) -> Sort:
    kind = schema.entity_type(name)
    if kind is None:
        return "open"
    for above in schema.lineage(name):
        words = {word for word in _PLAIN.split(above.casefold()) if word} | {above}
        higher = schema.entity_type(above)
        said = set(cues_of(higher.cues, "en")) | set(cues_of(higher.cues, "zh")) if higher else set()
        if words & _PERSON or said & {"he", "she", "他", "她"}:
            return "person"
        if words & _PLACE:
            return "place"
        if words & _GROUP:
            return "group"
    return "thing"
