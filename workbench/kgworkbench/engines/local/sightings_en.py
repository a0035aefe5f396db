"""What English texts call their names, and which verbs stand between names and before dates."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kgworkbench.engines.local.names import GIVEN_NAMES
from kgworkbench.read.sentences import sentences
from kgworkbench.schema.alike import words_of_name
from kgworkbench.schema.induce import Sightings

__all__ = ["see_en"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NAME = re.compile(r"[A-Z][\w’'.-]*(?:(?: (?:of|de|la|von|van))?(?: the)? [A-Z0-9][\w’'-]*)*(?<![.’'-])")
_PRONOUN = re.compile(r"(?:He|She|It|They)\b")
_NO_NAMES = _words(
    "A After Also Although An And April As At August Because Before But By December During Each February For Friday "
    "From He Her His However I If In It Its January July June Later Like March May Monday Most November October Of On "
    "One Other Our Saturday September She Since So Some Sunday Than That The Their Then There These They This Those "
    "Thursday To Today Tuesday Two Under Until We Wednesday What When Where Which While Who With You"
)
_LEAD = re.compile(
    r"(?:The|A|An|In|On|At|For|By|From|With|When|After|Before|As|While|His|Her|Its|Their|This) (?=[A-Z])"
)
_CALLED = re.compile(
    r"(?: ?\([^)]*\))?(?:,|,? (?:is|was|are|were|became|remained|remains)) (?:an?|the|one of the) "
    r"(?P<phrase>[^.,;:()]+)"
)
_BEFORE = re.compile(r"\bthe (?:[A-Z]\w+ )?(?:[a-z-]+ ){0,2}?(?P<noun>[a-z]{4,}) (?:called |named )?$")
_STOPS = _words(
    "about after against and are as at before behind between born built by called capable during featuring for from "
    "given had has have held in including into is it its known led located made named near of on or over published "
    "set since sold such than that then through to under until used using was were where which while who whom whose "
    "with within without written"
)
_IRREGULAR = _words(
    "became began beat bore born bought broke brought built came chose cut drew drove fell flew fought found gave grew "
    "held hit kept knew led left lent lost made married met ran read rose saw sent set shot sold sought spent spoke "
    "stood stole struck sung swam taught took told went won wore wrote written given taken known drawn driven sung"
)
_ADJECTIVES = ("ed", "ing", "ous", "ful", "ive", "able", "ible", "less", "ish", "ary")
_HELPERS = _words(
    "a also an are be been being had has have her his is it its later of only the their then there was were who which"
)
_LITTLE = _words("as at by for from in into of on over to under with")
_DATE = re.compile(
    rf"\b(?P<verb>[a-z]{{3,}}ed|{'|'.join(sorted(_IRREGULAR))})(?: [\w-]+){{0,4}}? (?:in|on) "
    r"(?:[A-Z][a-z]+ )?(?:\d{1,2},? )?(?:[A-Z][a-z]+ )?\d{4}\b"
)
_MADE_BY = re.compile(r"^,? (?:is|was|are|were) (?:an?|the) (?:[a-z-]+ ){1,3}?(?=[a-z]+ by )")
_GAP = 60


def see_en(texts: Iterable[tuple[str, str]]) -> Sightings:
    """What the texts, each with its title, call names and say between them. A pronoun that begins a sentence stands
    for the name in the title.
    """
    seen = Sightings()
    names: Counter[str] = Counter()
    lower: set[str] = set()
    for title, text in texts:
        lower.update(word for word in re.findall(r"[a-z]{4,}", text))
        topic = re.sub(r" *\(.*", "", title).strip()
        lines = [text[span.start : span.end].replace("\n", " ") for span in sentences(text)]
        read = [list(_names(sentence, topic)) for sentence in lines]
        full = _full({topic, *(name for found in read for name, _, _ in found)})
        for sentence, short in zip(lines, read, strict=True):
            found = [(full.get(name, name), start, end) for name, start, end in short]
            if topic and re.match(r"(?:He|She)\b", sentence):
                seen.called.append((topic, "person"))
            names.update(name for name, _, _ in found)
            for name, start, end in found:
                if noun := _noun(sentence, start, end):
                    seen.called.append((name, noun))
            links = list(_links(sentence, found))
            seen.linked += links
            seen.called += ((tail, "place") for _, cue, tail in links if cue in ("born in", "died in"))
            seen.called += ((name, "person") for name, _, _ in found if _is_person(name))
            seen.dated += _dates(sentence, found)
    seen.called += _by_last_word(names, lower)
    return seen


def _names(sentence: str, topic: str) -> Iterator[tuple[str, int, int]]:
    pronoun = _PRONOUN.match(sentence)
    if pronoun and topic:
        yield topic, 0, pronoun.end()
    for match in _NAME.finditer(sentence):
        lead = _LEAD.match(match[0])
        name, start = (match[0][lead.end() :], match.start() + lead.end()) if lead else (match[0], match.start())
        # "an American mathematician" names nobody.
        described = re.search(r"\b(?:an?|the) $", sentence[:start]) and re.match(r" [a-z]", sentence[match.end() :])
        if name.split(" ")[0] not in _NO_NAMES and len(name) > 1 and not (described and " " not in name):
            yield name.removesuffix("'s").removesuffix("’s"), start, match.end()


def _full(names: set[str]) -> dict[str, str]:
    """The one longer name that each single word ends: "Turing" in a text that names "Alan Turing"."""
    longer: dict[str, set[str]] = {}
    for name in names:
        if " " in name:
            longer.setdefault(name.rsplit(" ", 1)[1], set()).add(name)
    return {name: min(longer[name]) for name in names if len(longer.get(name, ())) == 1}


def _is_person(name: str) -> bool:
    first, *rest = name.split()
    return first in GIVEN_NAMES and 0 < len(rest) < 4 and "of" not in rest


def _noun(sentence: str, start: int, end: int) -> str:
    """The noun that a name is called there: after it ("X, an American mathematician"), or before it ("the novel X")."""
    after = _CALLED.match(sentence, end)
    if after:
        return _head(after["phrase"])
    before = _BEFORE.search(sentence, 0, start)
    noun = before["noun"] if before else ""
    return "" if noun in _STOPS or noun.endswith(_ADJECTIVES) else _one(noun)


def _head(phrase: str) -> str:
    """The head of a noun phrase: its last word before a preposition, a participle or a clause."""
    words: list[str] = []
    for word in phrase.split():
        plain = word.strip("\"'“”")
        if plain in _STOPS or (words and plain.endswith("ed")):
            break
        words.append(plain)
    nouns = [word for word in words[-1:] if re.fullmatch(r"[a-z]+(?:-[a-z]+)?", word) and len(word) > 2]
    return _one(nouns[0]) if nouns and not nouns[0].endswith(("ed", "ing", "ly")) else ""


def _one(noun: str) -> str:
    return " ".join(words_of_name(noun)) if noun else ""


def _links(sentence: str, found: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str, str]]:
    for (head, _, end), (tail, start, _) in pairwise(found):
        # An apposition is about the first name and says nothing of the second.
        gap = re.sub(r"^,[^,]*,(?= )", "", sentence[end:start])
        gap = _MADE_BY.sub(" ", gap)
        if 0 < len(gap) <= _GAP and not re.search(r"[.;:()]", gap) and (cue := _cue(gap)):
            passive = cue.endswith(" by")
            yield (tail, cue.removesuffix(" by"), head) if passive else (head, cue, tail)


def _cue(gap: str) -> str:
    """The verb between two names with the preposition after it, or "capital of"; nothing where no verb stands."""
    words: list[str] = re.findall(r"[a-z’'-]+", gap)
    copula = re.fullmatch(r",? (?:is|was) (?:the|an?) (?:[a-z]+ )?([a-z]+) of (?:the )?", gap)
    if copula:
        return f"{copula[1]} of"
    at = next((n for n, word in enumerate(words) if _is_verb(word)), None)
    if at is None or any(word not in _HELPERS for word in words[:at]):
        return ""
    rest = [word for word in words[at + 1 :] if word not in _HELPERS]
    if not rest:
        return words[at]
    last = words[-1] if words[-1] not in ("the", "a", "an", "his", "her", "its", "their") else words[-2]
    return f"{words[at]} {last}" if last in _LITTLE and len(rest) <= 3 else words[at] if len(rest) == 1 else ""


def _is_verb(word: str) -> bool:
    return (word.endswith("ed") and len(word) > 4) or word in _IRREGULAR


def _dates(sentence: str, found: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str]]:
    for match in _DATE.finditer(sentence):
        # Months are no names here, so the last name before the verb is what the date is said of.
        owners = [name for name, _, end in found if end <= match.start("verb")]
        if owners:
            yield owners[-1], match["verb"]


def _by_last_word(names: Counter[str], lower: set[str]) -> Iterator[tuple[str, str]]:
    """Names that say themselves what they are: "Turing Award", "University of Cambridge"; the noun is one that the
    texts also write small, and that three names share.
    """
    heads: dict[str, list[str]] = {}
    for name in sorted(names):
        parts = re.split(r" (?:of|for) ", name)[0].split()
        if len(name.split()) > 1 and parts[-1].lower() in lower:
            heads.setdefault(parts[-1].lower(), []).append(name)
    for head, held in sorted(heads.items()):
        if len(held) >= 3:
            yield from ((name, _one(head)) for name in held for _ in range(names[name]))
