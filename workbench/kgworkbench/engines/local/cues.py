"""Rules made of a schema's cues: patterns with {head} and {tail}, and bare words looked for between mentions."""

import re
from dataclasses import dataclass
from typing import Literal

from kgworkbench.engines.local.inflect import inflected

__all__ = ["SLOT", "Rule", "pattern_rule", "word_rule"]

SLOT = "[\ue000-\uf8fe]"
"""One masked group of mentions: see ``masks``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way a relation is said.

    A ``pattern`` names its ends in the groups ``head`` and ``tail`` of the expression; a ``word`` is a bare cue whose
    ends are found around it. ``needle`` is text that must be there for the expression to match; ``role`` says
    whether a bare cue is a noun for one end ("tail": wife, 导演), or ``forward`` from head to tail.
    """

    sort: Literal["pattern", "word"]
    source: str
    expression: re.Pattern[str]
    needle: str
    weight: float
    role: Literal["", "forward", "tail"] = ""


_PREPOSITIONS = frozenset("of from in at on by for with to under as".split())
_DETERMINER = r"(?:(?:the|a|an|his|her|its|their)\s+)?"
_GAP_EN = r"(?:(?!by\s)[^\s,;.()\ue000-\uf8fe]+\s+){0,3}?"
_WIDE_EN = r"\s*(?:[^\s;]+\s+){0,14}?"
_ASIDE = r"(?:[（(][^（）()]{0,40}[）)](?=[，,、的是]))?"
_PIECES = re.compile(
    r"(?P<end>\{(?:head|tail|any)\})|(?P<gap>\s*(?:\.{3,4}|…)\s*)"
    r"|(?P<choice>\([^(){}]*\|[^(){}]*\)\??|\([^(){}]*\)\?)|(?P<space>\s+)|(?P<text>.)"
)


def pattern_rule(cue: str, language: str, weight: float) -> Rule:
    """The rule of a pattern such as ``{tail} was designed by {head}``.

    ``...`` leaves a gap of a few words (``....`` of more, other mentions among them), ``{any}`` stands for any
    mention, ``(a|b)`` gives a choice, a ``?`` after it makes it optional; other parentheses are meant as they stand.
    Letter case is ignored, white space is free, and in English a determiner (after a word, up to three words) may
    precede either end.
    """
    english = language == "en"
    if not english:
        cue = re.sub(r"[《》「」『』“”]", "", cue)
    outside = re.sub(r"\{head\}|\{tail\}", "", cue)
    bare = english and not re.search(r"[^\W\d_]{4,}", outside)
    written: list[str] = []
    needle = run = ""
    before = ""
    for match in _PIECES.finditer(cue.strip().lower()):
        piece, sort = match.group(), match.lastgroup
        if sort == "text":
            written.append(re.escape(piece))
            run += piece
        elif sort == "space":
            written.append(r"\s*" if not english or before == "optional" else r"\s+")
            run += " "
        elif sort == "gap":
            if english:
                written.append(_WIDE_EN if "...." in piece else r"\s*(?:[^\s.;\ue000-\uf8fe]+\s+){0,6}?")
            else:
                written.append(r"[^.;。；]{0,24}?")
        elif sort == "choice":
            optional = piece.endswith("?")
            options = piece.rstrip("?")[1:-1].split("|")
            body = "|".join(re.escape(option).replace(r"\ ", r"\s+") for option in options)
            written.append(f"(?:{body})" + ("?" if optional else r"(?!\w)" if english else ""))
            sort = "optional" if optional else "choice"
        else:
            lead = ""
            if english and written and written[-1] not in ("(", r"\("):
                lead = _DETERMINER if bare or before not in ("space", "optional") else _DETERMINER + _GAP_EN
            aside = "" if english else _ASIDE
            written.append(f"{lead}{SLOT}" if piece == "{any}" else f"{lead}(?P<{piece[1:-1]}>{SLOT}){aside}")
        if sort not in ("text", "space"):
            needle = max(needle, run.strip(), key=len)
            run = ""
        before = sort or ""
    needle = max(needle, run.strip(), key=len)
    edge = r"(?<!\w)" if (english and cue.strip()[:1].isalpha()) or cue.strip()[:2].lstrip("(").isalpha() else ""
    return Rule(
        "pattern", cue, re.compile(f"{edge}(?={''.join(written)})"), needle, min(weight, 0.6) if bare else weight
    )


_ELSE_BEFORE = {"作": "为用业战品注序跋疏", "著": "名", "编": "号入"}
"""Chinese cues of one letter, and the letters with which they are another word: who annotates (作注) is no author."""


def word_rule(cue: str, language: str, *, same: bool = False, weight: float = 0.75) -> Rule:
    """The rule of a bare cue word. ``same`` says that both ends may have one type, so that word order must decide."""
    word = cue.lower()
    escaped = re.escape(word)
    if language == "en":
        escaped = rf"(?<!\w){_phrase(word)}(?!\w)"
    elif len(word) == 1:
        escaped = rf"(?<![\u4e00-\u9fff]){escaped}"
        if word in _ELSE_BEFORE:
            escaped += rf"(?![{_ELSE_BEFORE[word]}])"
    role: Literal["", "forward", "tail"] = ""
    if same:
        # A noun names the tail unless it says otherwise; a verb or a word with a preposition runs from head to tail.
        role = (
            "tail"
            if language == "zh" or not re.search(r"(?:ed|es|s|ing|to|by|of|in|with|from|at)$", word)
            else "forward"
        )
    return Rule("word", cue, re.compile(escaped), word[:3] if language == "en" else word, weight, role)


def _phrase(word: str) -> str:
    """An expression for an English cue: its first word inflected, a few words free before a last preposition."""
    first, *rest = word.split()
    if not rest:
        return inflected(first)
    free = r"(?:[^\s,;.\ue000-\uf8fe]+\s+){0,3}?" if len(rest) == 1 and rest[0] in _PREPOSITIONS else ""
    return rf"{inflected(first)}\s+{free}" + r"\s+".join(map(re.escape, rest))
