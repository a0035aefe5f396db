"""What an English name's own words and its neighbours say about the kind of thing it names."""

import re

from kgworkbench.engines.local.evidence_around_en import around_en
from kgworkbench.engines.local.evidence_inside_en import inside_en
from kgworkbench.engines.local.spotted import Spotted

__all__ = ["evidence_en"]

_WORD = re.compile(r"[\w'’.+#&-]+")
_TOWN = re.compile(r"(?:ville|burg|burgh|town|shire|land|stan|grad|port|field|ford|bury|wich|mouth|chester|polis)$")


def evidence_en(spot: Spotted, text: str) -> dict[str, float]:
    """Weights by kind for one spotted name, from its words and what stands beside it in the text."""
    words = _WORD.findall(spot.text)
    if not words:
        return {}
    before, after = text[max(0, spot.start - 60) : spot.start], text[spot.end : spot.end + 90]
    if spot.shape == "demonym":
        adjective = re.match(r"[\s-]+[a-z]", after) and not spot.text.endswith("s")
        return {"group": 0.25 if adjective else 1.3}
    found: dict[str, float] = {"work": 1.0} if spot.shape == "quoted" else {}
    for more in (inside_en(words, spot.text), around_en(words, before, after)):
        for kind, weight in more.items():
            found[kind] = found.get(kind, 0.0) + weight
    for kind, weight in _by_shape(words, spot, found, before, after).items():
        found[kind] = found.get(kind, 0.0) + weight
    return found


def _by_shape(words: list[str], spot: Spotted, found: dict[str, float], before: str, after: str) -> dict[str, float]:
    """What to think of a name nothing else is known of: mostly that it is a person's."""
    name, guess = spot.text, {}
    if spot.shape == "name" and len(words) == 1 and name.isalpha() and not name.isupper():
        if max(found.values(), default=0.0) < 0.3:
            if _TOWN.search(name):
                guess["city"] = 0.5
            if not re.search(r"\b[Tt]he\s+$", before):
                guess["place" if re.search(r"\b(?:at|to|from)\s+$", before) else "person"] = 0.36
    elif spot.shape == "name" and 2 <= len(words) <= 3 and not found and all(word[0].isupper() for word in words):
        guess["person"] = 0.45
    if name.isupper() and len(name) > 5 and not before.strip() and re.match(r"\s*[,(]", after):
        guess["city"] = 1.2  # the dateline of a news wire
    return guess
