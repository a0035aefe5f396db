"""What a conversation has spoken of, as a follow-up's pronouns may mean it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kgworkbench.index.library import Library
from kgworkbench.index.link import link
from kgworkbench.index.words import folded
from kgworkbench.model.schema import Schema, cues_of
from kgworkbench.read.language import CJK

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
    found: dict[str, tuple[int, Mentioned]] = {}
    plain, places = _read(text)
    # A dash before it: the first word of a text is a name too, where an entity bears it.
    for anchor in link(f"- {text}", library.index):
        if anchor.score >= SURE and anchor.surface not in found:
            stands = _pattern(anchor.surface).search(plain)
            if stands:
                start, end = places[stands.start()], places[stands.end() - 1] + 1
                kind = _sort(anchor.type, library.schema)
                found[anchor.surface] = (start, Mentioned(anchor.name, anchor.type, kind, text[start:end]))
    return tuple(one for _, one in sorted(found.values(), key=lambda pair: (pair[0], pair[1].name)))


def _read(text: str) -> tuple[str, list[int]]:
    """The text letter by letter as words are read of it, and the place in the text of each of its letters."""
    read = [unicodedata.normalize("NFKC", folded(letter)).replace("’", "'").casefold() for letter in text]
    return "".join(read), [place for place, letters in enumerate(read) for _ in letters]


def _pattern(surface: str) -> re.Pattern[str]:
    """Where words stand in a text that was read: whole, with whatever parts them there ("J. R. R. Tolkien")."""
    parts = r"(?:'s\b)?[\W_]*".join(map(re.escape, surface.split()))
    return re.compile(rf"(?<![^\W_{CJK}]){parts}(?![^\W_{CJK}])" if surface.isascii() else parts)


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
