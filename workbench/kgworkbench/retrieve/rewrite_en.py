"""English follow-ups."""

import re
from collections.abc import Sequence
from typing import Literal

from kgworkbench.index.library import Library
from kgworkbench.model.schema import cues_of
from kgworkbench.retrieve.mentioned import Mentioned, Sort, mentioned_in, of_sort

__all__ = ["opening_en", "resolved_en"]

_LEAD = re.compile(r"^\s*(?:(?:and|but|so|or|then|also|ok(?:ay)?|well|now)\b[\s,]*)+", re.I)
_ABOUT = re.compile(r"^(?:what|how)\s+about\s+(?P<topic>.+?)\s*\?*$", re.I)
_WH = (
    r"(?:since |until )?"
    r"(?:who|whom|what|when|where|why|how(?: (?:many|much|long|old|far|tall|big|high))?|(?:in )?(?:which|what) \w+)"
)
_BARE = re.compile(rf"^({_WH})(?: (?:was|is|were|are|did) (?:that|this|it))?\s*\?*$", re.I)
_ASKS = re.compile(rf"^((?:in|at|on|by|to|from) )?({_WH})\b", re.I)
_CIRCUMSTANCE = re.compile(
    r"^\W*(?:(?:in|at|on|since|until) )?"
    r"(?:when|where|why|how\b|(?:which|what) (?:year|city|town|place|country|date|month|century)\b)",
    re.I,
)
_WHO_DID = re.compile(r"^Who (?P<verb>\w+) (?P<rest>.+)$", re.I)
_DONE = {"wrote": "written", "built": "built", "made": "made", "led": "led", "won": "won", "drew": "drawn",
         "began": "begun", "took": "taken", "taught": "taught", "found": "found", "wrought": "wrought",
         "sold": "sold", "bought": "bought", "ran": "run", "wove": "woven", "sang": "sung"}  # fmt: skip

_AFTER_HER = frozenset("a an the in at on by to for from with of and or when where before after while die do".split())
_PRONOUN = re.compile(
    r"\b(?P<word>he|she|him|her|hers|his|it|its|they|them|their|theirs)\b"
    r"|\b(?P<there>there)\b(?=\s*[?.!,]*\s*$|\s+(?:in|and|before|after|during|since|until)\b)"
    r"|\b(?:this|that|the same|these|those|the) (?P<noun>(?-i:[a-z]+(?: language)?))\b"
    r"(?!\s+(?:of|that|which|who|whose|called|named|by)\b)"
    r"|\b(?P<that>that|this)\b(?=\s*[?.!]*\s*$|\s+(?:in|and|happen|become|made|named|located|called)\b)",
    re.I,
)
_EMPTY_IT = re.compile(
    r"\b(?:is|was) it (?:true|possible|likely|known|said)\b|\bwhat time is it\b|\bit (?:is|was) (?:true|known|said)\b",
    re.I,
)
_HIS = frozenset(("his", "its", "their"))
_PERSON_WORDS = frozenset(("he", "she", "him", "her", "hers", "his"))
_MANY = frozenset(("they", "them", "their", "theirs"))
_HUMAN_NOUNS = frozenset(
    "man woman person scientist engineer inventor author writer designer mathematician king".split()
)


def opening_en(question: str) -> Literal["circumstance", "thing"]:
    """Whether a question asks for a time, place, reason or manner, or for a thing."""
    return "circumstance" if _CIRCUMSTANCE.match(question) else "thing"


def resolved_en(text: str, last: str, candidates: Sequence[Mentioned], library: Library) -> str:
    """The English question with what it leaves open taken from the last one and from what was spoken of."""
    lead = _LEAD.match(text)
    plain = text[lead.end() :] if lead and any(map(str.isalnum, text[lead.end() :])) else text
    own = mentioned_in(plain, library)
    bare = _BARE.match(plain)
    if bare:
        return _asked_otherwise(bare[1], last)
    about = _ABOUT.match(plain)
    if about or (lead and _is_only_a_name(plain, own)):
        topic = about["topic"] if about else plain.strip(" ?!.")
        asked = "" if _PRONOUN.search(topic) else _about(topic, own, last, library)
        if asked:
            return asked
    replaced = _replaced(plain, own, candidates, library)
    return replaced[:1].upper() + replaced[1:] if replaced != text else text


def _is_only_a_name(text: str, own: Sequence[Mentioned]) -> bool:
    plain = text.strip(" ?!.")
    return plain[:1].isupper() and (
        plain in {one.surface for one in own} or (len(plain.split()) <= 4 and not _ASKS.match(plain))
    )


def _asked_otherwise(word: str, last: str) -> str:
    """The last question with another question word."""
    asks = _ASKS.match(last)
    if not asks:
        return last
    who = _WHO_DID.match(last)
    word = word[:1].upper() + word[1:].lower()
    if who and opening_en(word) == "circumstance":
        verb = who["verb"].lower()
        done = _DONE.get(verb, verb if verb.endswith("ed") else "")
        if done:
            return f"{word} was {who['rest'].rstrip(' ?')} {done}?"
    return f"{word}{last[asks.end() :]}"


def _about(topic: str, own: Sequence[Mentioned], last: str, library: Library) -> str:
    """The last question about another topic, which takes the place of the name of its sort; "" where there is none."""
    before = mentioned_in(last, library)
    if not before:
        return ""
    same = next((one for one in before if own and one.type == own[0].type), None)
    old = same or (of_sort(before, own[0].sort) if own else before[0])
    if old is None:
        return ""
    at = last.find(old.surface)
    before_it = last[:at]
    if topic.lower().startswith("the ") and before_it.lower().endswith("the "):
        before_it = before_it[:-4]
    return before_it + topic + last[at + len(old.surface) :]


def _replaced(text: str, own: Sequence[Mentioned], candidates: Sequence[Mentioned], library: Library) -> str:
    if not candidates:
        return text
    empty = [match.span() for match in _EMPTY_IT.finditer(text)]
    used: list[str] = []

    def name(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in empty):
            return match.group()
        before = [one for one in own if 0 <= text.find(one.surface) < match.start()]
        found = _meant(match, before, own, candidates, library)
        if not found:
            return match.group()
        used.append(found)
        if match["there"]:
            return f"in {found}"
        word = (match["word"] or "").lower()
        following = re.match(r"\s+([A-Za-z]+)", text[match.end() :])
        owns = word in _HIS or word in ("hers", "theirs")
        if word == "her" and following and following[1].lower() not in _AFTER_HER:
            owns = True
        return f"{found}'s" if owns else found

    return _PRONOUN.sub(name, text)


def _meant(
    match: re.Match[str],
    before: Sequence[Mentioned],
    own: Sequence[Mentioned],
    candidates: Sequence[Mentioned],
    library: Library,
) -> str:
    """The name a pronoun stands for, "" where the question itself has it or nothing fits."""
    word = (match["word"] or "").lower()
    if match["noun"]:
        noun = match["noun"].lower()
        if match.group().lower().startswith("the ") and not match.group().lower().startswith("the same") and own:
            return ""
        return next((one.name for one in candidates if _is_called(one, noun, library)), "")
    if match["there"]:
        place = of_sort(candidates, "place") or of_sort(candidates, "group")
        return place.name if place else ""
    sorts: tuple[Sort, ...] = ("person",) if word in _PERSON_WORDS else ("thing", "group", "place")
    if word in _MANY:
        sorts = ("person", "group", "thing", "place")
    if any(one.sort in sorts for one in before):
        return ""
    if word in ("it", "its") or match["that"]:
        found = of_sort(candidates, "thing", "group") or of_sort(candidates, "place")
    else:
        found = of_sort(candidates, *sorts)
    return found.name if found else ""


def _is_called(one: Mentioned, noun: str, library: Library) -> bool:
    """Whether a noun may call the entity: a word of its type's name or cues, or of its own name."""
    if noun in _HUMAN_NOUNS:
        return one.sort == "person"
    kind = library.schema.entity_type(one.type)
    words = set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", one.type).lower()))
    if kind is not None:
        words |= {cue.lower() for cue in cues_of(kind.cues, "en") if len(cue) > 3}
    return noun in words or noun in one.name.lower().split()
