"""English titles of works: in quotation marks, or set off only by the word before them."""

import re

from kgworkbench.engines.local.gazetteer import PLACES
from kgworkbench.engines.local.names import GIVEN_NAMES
from kgworkbench.engines.local.spotted import Spotted

__all__ = ["quoted_en", "titles_en"]

_QUOTED = re.compile(
    r"“([^“”\n]{2,80})”|\"([^\"\n]{2,80})\"|(?<![\w`])` `\s([^`'\n]{2,80}?)\s' '|‘([^‘’\n]{2,80})’(?!\w)"
)
_TITLE_SMALL = frozenset("a an the of on in for and to from with at by as into upon".split())
_TITLED = re.compile(
    r"\b(?:books?|papers?|thesis|memoirs?|report|essays?|article|novels?|films?|movies?|songs?|albums?|poems?|plays?"
    r"|story|stories|study|studies|series|titled|entitled|called|textbook|treatise|wrote|published|autobiography"
    r"|manuscript|translation|monograph|directed|starring in|starred in)"
    r"(?:\s[\w-]+){0,3}?,?\s+(?P<title>(?!In\s|At\s|By\s|For\s|As\s)[A-Z][\w'’-]*"
    r"(?:\s(?:(?:a|an|the|of|on|in|for|and|to|from|with|at|by|as|into|upon)\s)*[A-Z0-9][\w'’-]*)+)"
)


def quoted_en(text: str) -> tuple[Spotted, ...]:
    """Titles in quotation marks: they open with a capital or digit and are no sentence."""
    found = []
    for match in _QUOTED.finditer(text):
        group = next(number for number, value in enumerate(match.groups(), start=1) if value is not None)
        start, end = match.span(group)
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip())
        trimmed = inner.strip().rstrip(" ,.;")
        words = trimmed.split()
        capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
        if not words or not (words[0][0].isupper() or words[0][0].isdigit()) or len(words) > 9:
            continue
        if inner.rstrip()[-1:] == "," or (len(words) > 2 and capitals < 0.5 * len(words)):
            continue
        found.append(Spotted(start, start + len(trimmed), trimmed, "quoted"))
    return tuple(found)


def titles_en(text: str) -> tuple[Spotted, ...]:
    """Titles of works that no mark sets off, known by the word before them: his thesis, On Computable Numbers."""
    found = []
    for match in _TITLED.finditer(text):
        title = match["title"].rstrip(" ,")
        words = title.split()
        small = [word for word in words if word.lower() in _TITLE_SMALL]
        if not small or len(words) < 3 or words[0] in PLACES or words[0] in GIVEN_NAMES:
            continue
        start = match.start("title")
        found.append(Spotted(start, start + len(title), title, "quoted", (("work", 0.6),)))
    return tuple(found)
