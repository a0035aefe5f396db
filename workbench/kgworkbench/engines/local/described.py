"""What the parts of a question describe: "the scientist who ..." leads to a person, 那部书 to a book."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.kinds import kinds_of_name
from kgworkbench.engines.local.stems import FUNCTION_WORDS
from kgworkbench.engines.local.terms import Term
from kgworkbench.engines.local.words_en import ROLES

__all__ = ["described", "noun_kinds"]

_LINKS = "who|whom|whose|that|which|where|of|by|in|from|behind|used|made|built|called|for|with|to|at|on|under"
_OPENING = re.compile(
    rf"(?:[\w@'’-]+\s+){{0,3}}?(?P<noun>[a-z][a-z-]+)\s+(?:(?:in|at|on|for|to)\s+)?(?:{_LINKS})\b", re.I
)
_OWNED = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,2}?(?P<noun>[a-z][a-z-]+)\W*$", re.I)
_PRONOUN = re.compile(r"(?P<before>.*?)\b(?P<word>who|whom|whose|that|which|where)\s+(?:\w+\s+){0,2}$", re.I | re.S)
_NOUN = re.compile(r"\b(?:the|an?|this|one)\s+(?P<phrase>[\w-]+(?:\s+[\w-]+){0,3})", re.I)
_PARTICIPLE = re.compile(r"\w{2,}(?:ed|en)$|^(?:born|made|built|set|put|held|won|led|lost|based)$")
_MEASURED = {
    **dict.fromkeys("部本卷篇", ("book", "writing", "work")),
    "座": ("building", "nature", "place"),
    **dict.fromkeys("位名", ("person",)),
    **dict.fromkeys("幅张", ("artwork", "work", "artifact")),
    **dict.fromkeys("台口", ("artifact",)),
    "所": ("organisation",),
    "条": ("nature", "place"),
}
_ZH = re.compile(
    r"(?:[那这有](?:一)?|的)(?P<measure>[部本卷篇座位名幅张台口所条])"
    r"|(?P<who>作者|编者|主编|设计者|发明者|建造者|作曲者?|导演|创始人|学生|弟子|老师|父亲|母亲|儿子|妻子|丈夫"
    r"|(?<=的)(?:那个|这个)?人(?!物)|[^\W\d_](?:家|匠|师|官|员)(?=[，,的后又还曾在]))"
)


def described(asked: Asked, terms: Sequence[Term], part: Sequence[int]) -> Asked | None:
    """The question after what a part of the terms describes, None where the words do not say what that is."""
    start, end = terms[part[0]].start, terms[part[-1]].end
    noun, kinds = _zh(asked.text, start, end) if asked.language == "zh" else _en(asked.text, start, end)
    if not noun and not kinds:
        return None
    return replace(_PLAIN, text=asked.text, language=asked.language, head=noun, kinds=kinds)


_PLAIN = Asked("", "en", "thing", 0, 0)


def _en(text: str, start: int, end: int) -> tuple[str, tuple[str, ...]]:
    own = text[start:end]
    led = re.search(r"(?:\b(?:the|an?|his|her|its|their|this|one)|['’]s)\s+(?:[\w-]+\s+){0,2}$", text[:start], re.I)
    if led or not text[:start].strip():
        opening = _OPENING.match(text[start : end + 12])
        if opening and opening.end("noun") <= end - start:
            return opening["noun"].lower(), noun_kinds(opening["noun"])
    owned = _OWNED.search(own)
    if owned and owned["noun"].lower() not in FUNCTION_WORDS:
        return owned["noun"].lower(), noun_kinds(owned["noun"])
    pronoun = _PRONOUN.match(text[:start])
    if pronoun is None:
        return "", ()
    word = pronoun["word"].lower()
    nouns = list(_NOUN.finditer(pronoun["before"]))
    noun = _head(nouns[-1]["phrase"]) if nouns else ""
    kinds = noun_kinds(noun) if noun else ()
    if word in ("who", "whom") and "person" not in kinds:
        return ("", ("person",)) if not kinds else (noun, kinds)
    if word == "where" and not kinds:
        return noun, ("place", "organisation")
    return noun, kinds


def _head(phrase: str) -> str:
    """The last word of a noun phrase, before what is no part of it: "mathematician born" -> mathematician."""
    kept: list[str] = []
    for word in phrase.lower().split():
        if kept and (word in FUNCTION_WORDS or _PARTICIPLE.search(word)):
            break
        kept.append(word)
    return kept[-1] if kept else ""


def _zh(text: str, start: int, end: int) -> tuple[str, tuple[str, ...]]:
    marks = list(_ZH.finditer(text, max(0, start - 2), min(len(text), end + 5)))
    if not marks:
        return "", ()
    found = marks[-1]
    return ("", ("person",)) if found["who"] else ("", _MEASURED[found["measure"]])


@lru_cache(maxsize=2048)
def noun_kinds(noun: str) -> tuple[str, ...]:
    """The engine's kinds that an English noun means: a role means a person."""
    plain = noun.lower().removeprefix("co-")
    if plain in ROLES or (plain.endswith("s") and plain[:-1] in ROLES):
        return ("person",)
    kinds = tuple(kind for kind, weight in kinds_of_name(plain) if weight >= 0.85)
    if not kinds and len(plain) > 5 and plain.endswith(("ist", "ician", "visor", "wright", "inventor", "founder")):
        return ("person",)
    return kinds
