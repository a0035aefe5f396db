"""What an English name's own words and its neighbours say about the kind of thing it names."""

import re
from collections.abc import Callable

from kgworkbench.engines.local.gazetteer import DEMONYMS, PLACES
from kgworkbench.engines.local.names import GIVEN_NAMES, HONORIFICS, JOB_TITLES
from kgworkbench.engines.local.spotted import Spotted
from kgworkbench.engines.local.words_en import HEADS, ROLES, SPEECH

__all__ = ["evidence_en", "head_of"]

_WORD = re.compile(r"[\w'’.+#&-]+")
_APPOSED = re.compile(r"^\s*,\s*(?:(?:an?|the|then|former|his|her|their|one)\s)?((?:[\w'’-]+\s){0,5}?)([a-z]+)\b")
_AGE = re.compile(
    r"^\s*,\s*\d{1,3}\s*,|^\s*\(\s*(?:born|b\.|c\.|d\.)?\s*(?:\w+\s+)?(?:\d{1,2}\s+\w+\s+|\w+\s+\d{1,2}\s*,\s*)?\d{4}"
)
_STATE_AFTER = re.compile(r"^\s*,\s*([A-Z][\w.]+(?: [A-Z][\w.]+)?)")


def head_of(text: str) -> str:
    """The noun that heads an English name, lower case: the last word, or the last before "of", "for", "in".

    >>> head_of("University of Manchester"), head_of("Turing Award")
    ('university', 'award')
    """
    words = text.lower().split()
    for place, word in enumerate(words):
        if place and word in ("of", "for", "in", "at", "on"):
            return words[place - 1].rstrip(".,")
    return words[-1].rstrip(".,") if words else ""


def evidence_en(spot: Spotted, text: str) -> dict[str, float]:
    """Weights by kind for one spotted name, from its words and what stands beside it in the text."""
    found: dict[str, float] = {}

    def add(kind: str, weight: float) -> None:
        found[kind] = found.get(kind, 0.0) + weight

    name = spot.text
    words = _WORD.findall(name)
    if not words:
        return found
    before = text[max(0, spot.start - 60) : spot.start]
    after = text[spot.end : spot.end + 90]
    if spot.shape == "demonym":
        adjective = re.match(r"[\s-]+[a-z]", after) and not name.endswith("s")
        add("group", 0.25 if adjective else 1.3)
        return found
    if spot.shape == "quoted":
        add("work", 1.0)
    _inner(words, name, spot, add)
    _beside(words, before, after, add)
    if (
        spot.shape == "name"
        and len(words) == 1
        and max(found.values(), default=0.0) < 0.3
        and not name.isupper()
        and name.isalpha()
    ):
        if re.search(
            r"(?:ville|burg|burgh|town|shire|land|stan|grad|port|field|ford|bury|wich|mouth|chester|polis)$", name
        ):
            add("city", 0.5)
        add("place" if re.search(r"\b(?:at|to|from)\s+$", before) else "person", 0.36)
    if name.isupper() and len(name) > 5 and not before.strip() and re.match(r"\s*[,(]", after):
        add("city", 1.2)
    if (
        "\n" not in name
        and spot.shape == "name"
        and 2 <= len(words) <= 3
        and not found
        and all(word[0].isupper() for word in words)
    ):
        add("person", 0.45)
    return found


def _inner(words: list[str], name: str, spot: Spotted, add: Callable[[str, float], None]) -> None:
    known = (
        PLACES.get(name)
        or PLACES.get(name + ".")
        or PLACES.get(name.title() if name.isupper() and len(name) > 4 else name)
    )
    if known:
        add(known, 1.6)
    elif " " in name and PLACES.get(name.split(" , ")[-1].split(", ")[-1]) and "," in name:
        add("city", 1.2)
    head = head_of(name)
    single = len(words) == 1
    last = words[-1].lower().rstrip(".")
    for strength, noun in ((1.7, head), (1.4, last)):
        kinds = HEADS.get(noun, ())
        if kinds and not (single and not name.isupper()):
            for place, kind in enumerate(kinds):
                add(kind, strength if not place else strength * 0.6)
            break
        if kinds and single:
            add(kinds[0], 0.7)
            break
    if not single and words[0].lower() in (
        "university",
        "college",
        "institute",
        "radio",
        "bank",
        "ministry",
        "department",
        "lake",
        "mount",
        "fort",
        "cape",
        "camp",
    ):
        kind = {
            "lake": "nature",
            "mount": "nature",
            "cape": "nature",
            "fort": "building",
            "camp": "building",
            "radio": "media",
        }
        add(kind.get(words[0].lower(), "organisation"), 1.2)
    first = words[0].rstrip(".")
    if first in HONORIFICS or first in JOB_TITLES:
        add("person", 1.3)
    elif first in GIVEN_NAMES and (len(words) > 1 or not known):
        add("person", 1.2 if len(words) > 1 and not HEADS.get(last) else 0.5)
    if (
        first
        in (
            "Count",
            "Countess",
            "Duke",
            "Duchess",
            "Earl",
            "Baron",
            "Baroness",
            "Marquess",
            "Marquis",
            "Margrave",
            "Viscount",
            "Archduke",
            "Lady",
            "Tsar",
        )
        and len(words) > 1
    ):
        add("person", 1.2)
    if last in ("jr", "sr", "iii", "ii", "iv") and len(words) > 1:
        add("person", 1.0)
    if len(words) > 1 and any(re.fullmatch(r"(?:[A-Z]\.)+", word) for word in words[:-1]) and not HEADS.get(last):
        add("person", 1.0)
    if any(part in name.split() for part in ("von", "van", "bin", "ibn", "della")):
        add("person", 0.5)
    if single and name.isupper() and 2 <= len(name) <= 6 and not known:
        add("organisation", 0.5)
    if "&" in name:
        add("company", 0.7)
    if (
        not single
        and words[0]
        in (
            "North",
            "South",
            "East",
            "West",
            "Northern",
            "Southern",
            "Eastern",
            "Western",
            "New",
            "San",
            "Santa",
            "Los",
            "Las",
            "El",
            "Fort",
            "Port",
            "St.",
        )
        and len(words) == 2
        and not HEADS.get(last)
    ):
        add("place", 0.6)
    if not single and words[0] in DEMONYMS and not HEADS.get(last):
        add("organisation", 0.25)
    if re.match(r"\d{4}\s|\d+(?:st|nd|rd|th)\s", name):
        add("event", 0.8)
    if re.search(r"\w\d|-\d", name) and single:
        add("artifact", 0.4)


def _beside(words: list[str], before: str, after: str, add: Callable[[str, float], None]) -> None:
    left = [word.lower().rstrip(".") for word in re.findall(r"[\w'’-]+\.?|[,()]", before)[-3:]]
    right = [word.lower() for word in re.findall(r"[\w'’-]+|[,()]", after)[:3]]
    previous = left[-1] if left else ""
    following = right[0] if right else ""
    if previous.title() in HONORIFICS or previous.title() in JOB_TITLES:
        add("person", 1.4)
    elif previous in ROLES:
        add("person", 1.1)
    elif previous == "," and len(left) > 1 and left[-2] in ROLES:
        add("person", 0.7)
    if following in SPEECH or previous in ("said", "says", "told", "named"):
        add("person", 0.7 if following in SPEECH else 0.4)
    if following in ("who", "whose"):
        add("person", 0.9)
    if _AGE.match(after):
        add("person", 1.2)
    if len(right) > 1 and following in ("was", "is") and right[1] in ("born", "married", "survived", "educated"):
        add("person", 1.2)
    if previous in ("by", "with") and len(words) > 1:
        add("person", 0.2)
    apposed = _APPOSED.match(after)
    if apposed and apposed.group(2) in ROLES:
        add("person", 0.9)
    copula = re.match(
        r"^\s*(?:\([^)]*\)\s*)?(?:is|was|were|are)\s(?:an?|the|one of the)\s((?:[\w'’-]+\s){0,4}?)([a-z]+)\b", after
    )
    if copula:
        nouns = [*copula.group(1).split(), copula.group(2)]
        for noun in nouns:
            if noun in ROLES:
                add("person", 0.8)
                break
    if previous in ("in", "at", "near", "from", "to", "outside", "around", "throughout", "across") and len(words) <= 3:
        add("place", {"in": 0.6, "near": 0.7, "outside": 0.6, "from": 0.35, "at": 0.15, "to": 0.25}.get(previous, 0.4))
    if previous == "the" and len(words) == 1 and not words[0].isupper():
        add("organisation", 0.15)
    if previous in (
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "downtown",
        "northwest",
        "northeast",
        "southeast",
        "southwest",
    ):
        add("place", 0.9)
    state = _STATE_AFTER.match(after)
    if (
        state
        and PLACES.get(state.group(1).rstrip()) in ("region", "country")
        and len(words) <= 3
        and not HEADS.get(words[-1].lower())
    ):
        add("city", 1.0)
    if (
        previous == "of"
        and len(left) > 1
        and left[-2]
        in (
            "city",
            "town",
            "village",
            "state",
            "province",
            "county",
            "republic",
            "north",
            "south",
            "east",
            "west",
            "northeast",
            "northwest",
            "southeast",
            "southwest",
            "capital",
            "island",
            "part",
            "streets",
            "outskirts",
        )
    ):
        add("place", 1.2)
    if (
        previous == "of"
        and len(left) > 1
        and left[-2]
        in (
            "president",
            "director",
            "chairman",
            "member",
            "head",
            "founder",
            "leader",
            "spokesman",
            "employee",
            "professor",
        )
    ):
        add("organisation", 0.7)
    if following in ("company", "officials", "spokesman", "spokeswoman", "inc", "executives", "shares", "employees"):
        add("organisation", 0.7)
    if (
        following == "'s"
        and len(right) > 1
        and right[1] in ("wife", "husband", "father", "mother", "son", "daughter", "brother", "sister", "death", "life")
    ):
        add("person", 1.0)
