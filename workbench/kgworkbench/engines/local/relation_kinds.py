"""Relations everybody knows between things of one type, where only the noun says who is who: wife, father, 弟子."""

from dataclasses import dataclass

from kgworkbench.engines.local.cues import Rule
from kgworkbench.engines.local.kinds import name_words
from kgworkbench.engines.local.roles import role_rules

__all__ = ["known_rules", "role_of"]


@dataclass(frozen=True, slots=True)
class _Kin:
    """A relation known by its names; nouns that say what its tail is to its head, and its head to its tail."""

    names: frozenset[str]
    tail: frozenset[str]
    head: frozenset[str]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FATHER, _MOTHER = _set("father 父亲 爸爸 生父 老爸 老爹 爹"), _set("mother 母亲 妈妈 生母 老妈")
_CHILD = _set("son daughter child 儿子 女儿 长子 次子 幼子 长女 次女 小儿子 小女儿 之子 之女 第二子 第三子 第四子 子")
_TEACHER = _set("teacher tutor mentor supervisor adviser advisor instructor 老师 导师 师傅")
_PUPIL = _set("student pupil disciple protégé apprentice 学生 弟子 门生 徒弟 门人 高足")
_WIFE = _set("wife 妻子 老婆 夫人 太太 皇后 爱妻 前妻 娇妻 贵妃 妃子 王妃 正妻")
_HUSBAND = _set("husband 丈夫 老公 前夫 驸马")
_KNOWN = (
    _Kin(_set("childof sonof daughterof parent parents hasparent 父母"), _FATHER | _MOTHER | _set("parent"), _CHILD),
    _Kin(_set("father hasfather 父亲"), _FATHER, _CHILD),
    _Kin(_set("mother hasmother 母亲"), _MOTHER, frozenset()),
    _Kin(_set("child children haschild parentof fatherof motherof 子女 孩子 儿子 女儿"), _CHILD, _FATHER | _MOTHER),
    _Kin(_set("wife haswife 妻子"), _WIFE, _HUSBAND),
    _Kin(_set("husband hashusband 丈夫"), _HUSBAND, _WIFE),
    _Kin(
        _set("spouse spouseof marriedto married partner 配偶 夫妻"),
        _set("wife husband spouse widow widower 妻子 丈夫 夫人 老婆 老公 配偶 太太"),
        frozenset(),
    ),
    _Kin(
        _set("sibling siblingof brother sister brotherof sisterof 兄弟 姐妹 兄弟姐妹"),
        _set("brother sister sibling half-brother half-sister 哥哥 弟弟 姐姐 妹妹 兄长 之弟 之妹 长兄"),
        frozenset(),
    ),
    _Kin(_set("taught teaches teacherof mentored supervised tutored 教授学生 学生 弟子"), _PUPIL, _TEACHER),
    _Kin(_set("studentof pupilof discipleof studiedunder teacher tutor mentor 师从 老师 导师 师承"), _TEACHER, _PUPIL),
    _Kin(
        _set("successor succeededby hassuccessor 继任者"),
        _set("successor heir 继任者 继承人"),
        _set("predecessor 前任"),
    ),
    _Kin(_set("predecessor preceded 前任"), _set("predecessor 前任"), _set("successor 继任者")),
)


def role_of(relation: str, noun: str) -> str:
    """Which end of a known relation a noun names, ``head`` or ``tail``; empty where nobody knows."""
    name, bare = "".join(name_words(relation)), noun.lower().removesuffix(" of").removeprefix("之")
    for kin in _KNOWN:
        if name in kin.names:
            if bare in kin.tail or noun in kin.tail:
                return "tail"
            if bare in kin.head or noun in kin.head:
                return "head"
    return ""


def known_rules(relation: str, language: str) -> tuple[Rule, ...]:
    """The rules of the known relation that a relation type's name means; none where it is unknown."""
    name = "".join(name_words(relation))
    found: list[Rule] = []
    for kin in _KNOWN:
        if name in kin.names:
            for end, nouns in (("tail", kin.tail), ("head", kin.head)):
                for noun in sorted(nouns):
                    if noun.isascii() == (language == "en"):
                        found.extend(role_rules(noun.removeprefix("之"), language, of=end))
    return tuple(found)
