"""Stiff English questions in plain words: "What is the place of birth of X?" is "Where was X born?"."""

import re

__all__ = ["rephrased_en"]

_THING = r"(?P<x>.+?)"
_PLAIN = tuple(
    (re.compile(pattern, re.I), plain)
    for pattern, plain in (
        (r"(?:place|city|town) of birth|birth\s?place", "Where was {x} born?"),
        (r"(?:place|city|town) of death|death\s?place", "Where did {x} die?"),
        (r"place of burial|burial place|resting place", "Where was {x} buried?"),
        (r"date of birth|birth\s?date|birthday|year of birth", "When was {x} born?"),
        (r"date of death|year of death", "When did {x} die?"),
        (r"cause of death", "How did {x} die?"),
        (r"alma mater", "At which university did {x} study?"),
        (r"(?:country of )?citizenship", "Of which country was {x} a citizen?"),
    )
)

_ASIDE = re.compile(
    r",?\s*\b(?:according to the (?:documents?|texts?|passages?|articles?|sources?)|in (?:the|these) documents"
    r"|alone or (?:together )?with others|alone or jointly|on (?:his|her|their|its) own or with others)\b,?",
    re.I,
)
_WORDS = (
    (re.compile(r"^(\W*)what (?:is|was) the name of (?:the|an?) (?=\w)", re.I), r"\1Which "),
    (re.compile(r"\b(did\b[^?,;]*?\s)found\b(?! out)", re.I), r"\1establish"),
    (re.compile(r"\bare (?:said|known|reported|stated) to have\b", re.I), "have"),
    (re.compile(r"\bdo the (?:documents|texts|passages) (?:name|mention|list) as\b", re.I), "are"),
)
"""What says nothing, and words that are better said otherwise: to found is not to find."""


_WITHIN = re.compile(r"\b[a-z]+\s+(?:in|at|on|near|by|from|to|with|for)\s")
"""A thing asked for that lies in what is described: "the oldest bridge in Ann Lee's birthplace" was not born."""


def rephrased_en(text: str) -> str:
    """The question in plain words; itself where it is plain.

    >>> rephrased_en("What is the date of death of Ann Lee?")
    'When did Ann Lee die?'
    >>> rephrased_en("What is Ann Lee's birthplace?")
    'Where was Ann Lee born?'
    """
    text = _ASIDE.sub("", text)
    for pattern, plain in _WORDS:
        text = pattern.sub(plain, text)
    asked = re.match(r"^\W*(?:what|which|where|when)\s+(?:is|was|are|were)\s+(?P<rest>.+?)[\s?.!]*$", text, re.I)
    if asked is None:
        return text
    rest = asked["rest"] + ("." if text.rstrip(" ?").endswith(".") else "")
    for pattern, plain in _PLAIN:
        whole = re.fullmatch(rf"(?:the\s+)?(?:{pattern.pattern})\s+(?:of|for)\s+{_THING}", rest, re.I)
        whole = whole or re.fullmatch(rf"{_THING}['’]s?\s+(?:{pattern.pattern})", rest, re.I)
        if whole and not _WITHIN.search(whole["x"]):
            return plain.format(x=whole["x"])
    return text
