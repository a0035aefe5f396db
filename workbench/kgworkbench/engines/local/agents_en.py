"""Who does what to whom in an English sentence: the doer a "who" question asks for, by the words beside the name."""

import re

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.stems import stem
from kgworkbench.engines.local.synonyms import synonyms_en

__all__ = ["agent_fit"]

_ASKS = re.compile(
    r"(?:^|[.,;:]\s+)(?:who|which\s+(?:\w+\s+){1,4}?|what\s+(?:\w+\s+){1,3}?)\s*"
    r"(?P<verb>(?!is\b|was\b|are\b|were\b|did\b|does\b|has\b|had\b)[a-z]+(?:ed|t|n|e|k|w|g|s|d|p|n))\s+"
    r"(?:the\s+|an?\s+)?(?P<what>[^?]+?)\W*$",
    re.I,
)
_PASSIVE = re.compile(
    r"(?P<verb>[a-z]+)(?:\s+(?:in|on|at)\s+[\w ]{1,24}?)?,?\s+(?:jointly\s+|mainly\s+)?by\s+(?:[\w.,'-]+\s+){0,6}$"
)
_ACTIVE = re.compile(
    r"(?:,?\s+(?:who|which|and\s+[A-Z][\w. ]{1,30}?|also|first|later|then|himself|herself|had|has|jointly|successfully)"
    r"|\s+of\s+[A-Z]\w+)*\s+(?P<verb>[a-z]+)\b(?P<rest>[^.;]*)"
)


def agent_fit(text: str, start: int, end: int, asked: Asked) -> float:
    """How surely the span does what the question asks the doer of, 0 to 1: "X was built by it", "it built X".

    1 where what it is done to stands on the other side of the verb, 0 where the verb is not beside the span.
    """
    if asked.language != "en" or asked.form != "thing" or asked.depth:
        return 0.0
    found = _ASKS.search(asked.text)
    if found is None or start < 0:
        return 0.0
    wanted = stem(found["verb"].lower())
    near = synonyms_en(wanted) | {wanted}
    what = found["what"].strip()
    before = _PASSIVE.search(text[:start])
    if before and stem(before["verb"].lower()) in near:
        return _to_it(what, text[: before.start("verb")][-90:])
    after = _ACTIVE.match(text[end:])
    if after and stem(after["verb"].lower()) in near:
        return _to_it(what, after["rest"][:90])
    return 0.0


def _to_it(what: str, text: str) -> float:
    """Whether the words beyond the verb hold what the question names, by its first words that are a name or a noun."""
    words = re.findall(r"[\w+#/.-]+", what)[:3]
    return float(
        any(
            re.search(rf"(?<![\w-]){re.escape(word)}(?![\w+#-])", text, re.I)
            for word in words
            if word not in ("the", "of", "in")
        )
    )
