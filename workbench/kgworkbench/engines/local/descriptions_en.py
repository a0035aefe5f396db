"""Descriptions in English questions: "the director of X", "X's mother", "the country where X is located"."""

import re
from collections.abc import Sequence

from kgworkbench.engines.local.containers_en import containers_en
from kgworkbench.engines.local.described import noun_kinds
from kgworkbench.engines.local.description import Description, Spot, asking_for
from kgworkbench.engines.local.stems import FUNCTION_WORDS

__all__ = ["descriptions_en", "spelled_out_en"]

_GENUS = (
    r"(?:(?:the|a|an)\s+)?(?:(?:film|movie|song|album|single|book|novel|poem|play|series|show|game|company|city|town"
    r"|village|country|state|band|group|language|program|machine|computer)\s+)?[\"“'‘]?$"
)
_OF = re.compile(
    rf"(?:\b(?:the|an?)\s+)?(?<![\w-])(?P<noun>[a-z][\w-]*(?:\s+[a-z][\w-]*){{0,3}}?)\s+(?:of|by|behind)\s+{_GENUS}",
    re.I,
)
_OWNED = re.compile(r"\)?[\"”]?(?:['’]s|['’])\s+(?P<noun>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,3})")
_CLAUSE = re.compile(
    r"\b(?:the|an?|one|that|this)\s+(?P<noun>(?:[\w@-]+\s+){0,4}?[a-z][\w-]+)\s+"
    r"(?P<link>(?:(?:in|at|on|for|to|from|by|under|of|with)\s+)?(?:who|whom|whose|that|which|where|when)\b"
    r"|(?=(?:named|called|born|made|built|written|directed|founded|used|created|published|played|released|located"
    r"|produced|designed|invented|known|led|held|chosen|formed|based)\s+(?:in|by|at|on|after|for|as|under|from|of)\b))",
    re.I,
)
_PLACE_OF = re.compile(r"\b(?:birth\s?place|place\s+of\s+(?:birth|death|burial)|city\s+of\s+birth|home\s?town)\b", re.I)
_NOT_DESCRIBING = frozenset(
    "date year time day place name kind type sort number part end beginning start side one half rest population share"
    " amount percent percentage size height length area cause reason use way number members careers".split()
)
_ENDS = 5


def descriptions_en(text: str, names: Sequence[Spot]) -> tuple[Description, ...]:
    """The innermost descriptions: those that lean on a name and on no description of their own, likeliest first."""
    found: list[Description] = []
    for start, end in names:
        end = _past_bracket(text, end)
        owned = _OWNED.match(text, end)
        if owned:
            found.extend(_possessive(text, start, end, owned))
        of = _last(_OF, text[:start])
        if of is not None:
            found.extend(_genitive(text, of, start, end))
    held = containers_en(text, names)
    found.extend(held)
    opened = {item.start for item in held}
    found.extend(item for item in _clauses(text, names) if item.start not in opened)
    return tuple(found)


def _possessive(text: str, start: int, end: int, match: re.Match[str]) -> list[Description]:
    noun, stop = _phrase(match["noun"], match.start("noun"))
    if not noun or not _describing(noun):
        return []
    return [Description(start, stop, asking_for(f"{noun} of {text[start:end]}", noun, _kinds(noun)), 1.0)]


def _genitive(text: str, match: re.Match[str], start: int, end: int) -> list[Description]:
    words = match["noun"].split()
    while words and (words[0].lower() in FUNCTION_WORDS or words[0].lower() in ("is", "was")):
        words.pop(0)
    noun = " ".join(words)
    if not noun or not _describing(noun) or words[-1].lower() in FUNCTION_WORDS:
        return []
    opened = match.start("noun") + match["noun"].rfind(noun)
    more = re.search(r"\b(?:the|an?)\s+(?P<more>(?:[a-z][\w-]*\s+){1,3})$", text[:opened], re.I)
    if more is not None and FUNCTION_WORDS.isdisjoint(more["more"].lower().split()):
        noun, opened = f"{more['more']}{noun}", more.start("more")
    lead = re.search(r"\b(?:the|an?)\s+$", text[:opened], re.I)
    opened = lead.start() if lead else opened
    return [Description(opened, end, asking_for(f"{noun} of {text[start:end]}", noun, _kinds(noun)), 1.0)]


def _clauses(text: str, names: Sequence[Spot]) -> list[Description]:
    found = []
    for match in _CLAUSE.finditer(text):
        opened = match.start()
        for inner in _DETERMINER.finditer(text, opened + 1, match.end("noun")):
            opened = inner.start()  # "the successor of the machine that ...": the machine is what is described
        phrase = _DETERMINER.sub("", text[opened : match.end("noun")], count=1)
        noun, _ = _phrase(phrase, 0)
        inside = [spot for spot in names if spot[0] >= match.end()]
        if not noun or _CLAUSE.search(text, match.end()) or not (inside or re.search(r"\d", text[match.end() :])):
            continue  # an inner clause is looked for first
        kinds = _kinds(noun)
        link = match["link"].split()[-1].lower() if match["link"] else ""
        if link in ("who", "whom") and not kinds:
            kinds = ("person",)
        sure = 0.95 if kinds else 0.7
        owner = link if link == "whose" else ""
        if match["link"] and len(match["link"].split()) > 1:
            owner = match["link"].lower()  # "in which": what the name stands behind
        elif link == "where":
            owner = "where"
        first = inside[0][1] if inside else match.end()
        for place, stop in enumerate(_stops(text, max(first, match.end()))):
            # The verb that closes a question belongs to the "was" or "did" that opens it.
            taken = _OPENED.match(text) is not None and stop >= len(text.rstrip(" ?.")) and match.start() > 8
            clause = text[match.end() : stop].strip(" ,.;:?")
            if _says(clause):
                asks = asking_for(f"{noun} {owner} {clause}", noun, kinds)
                found.append(
                    Description(
                        opened, stop, asks, (sure - 0.01 * place) * (_RUN_ON if taken or _runs_on(clause) else 1.0)
                    )
                )
        between = re.match(
            r"(?P<noun>[\w-]+(?:\s+[\w-]+)?)\s+(?P<verb>born|die[ds]?|live[ds]?|[a-z]+ed)$", phrase.strip()
        )
        if between:
            clause = text[match.end() :].strip(" ,.;:?")
            plain = between["noun"].split()[-1]
            asks = asking_for(f"{plain} {owner} {clause}", plain, _kinds(plain))
            found.append(Description(opened, len(text), asks, sure, between["verb"]))
    return found


_OPENED = re.compile(
    r"\W*(?:when|where|how|(?:in|at|on|by|to|from|for)\s+(?:which|what)\s[\w\s]+?|(?:which|what)\s[\w\s]+?|who|what)\s+"
    r"(?:was|were|is|are|did|does|do|has|had)\s+(?:the|an?|[A-Z])[^?]*\s(?:born|die|live|work|stud(?:y|ied)|teach|buried|kept|held|go|play|found|establish"
    r"|set up|move|attend|graduate|serve|win|receive|join|get|come from"
    r"|begin|start|end|open|close|[a-z]+ed|located|in|from|at|by|to|for|with|on)\W*$",
    re.I,
)
_DETERMINER = re.compile(r"\b(?:the|an?|one|that|this)\s+", re.I)


def _runs_on(clause: str) -> bool:
    """Whether a clause has a second verb, which then belongs to what is asked: "X is located became a state"."""
    return len(_VERBS.findall(re.sub(r"[A-Z@][\w.'’-]*", "_", clause))) > 1


_VERBS = re.compile(
    r"(?:\b(?:also|then|once|first)\s+)?\b(?:is|was|are|were|did|does|has|had|have|became|becomes?|[a-z]{3,}ed|won|wrote|made|led)\b"
    r"(?:\s+(?:\w+ly|also|been|being|be|known|[a-z]{3,}ed|born|made|built|held|found|set|written|won|led)\b)*"
)
_RUN_ON = 0.75


def _says(clause: str) -> bool:
    """Whether a clause says something beside the names in it."""
    plain = re.sub(r"[A-Z@][\w.'’-]*", " ", clause)
    return any(word not in FUNCTION_WORDS for word in re.findall(r"[a-z]+", plain))


def _stops(text: str, first: int) -> list[int]:
    """Where a clause may end: at the end of the sentence, at a comma, or before a verb or preposition."""
    ends = [len(text.rstrip(" ?."))]
    for match in re.finditer(
        r"[,;:.]\s|\s(?=(?:is|was|are|were|did|does|has|had|have|become|became|in|[a-z]+)\b)", text
    ):
        if match.start() >= first and match.start() < ends[0]:
            ends.append(match.start())
    inner = sorted(set(ends[1:]), reverse=True)
    return [ends[0], *inner[: _ENDS - 1]] if len(inner) < _ENDS else [ends[0], *inner[-_ENDS + 1 :]]


def _phrase(words: str, start: int) -> tuple[str, int]:
    """The noun phrase at the head of some words, and where it ends: before a verb or a function word."""
    kept: list[str] = []
    at = start
    for match in re.finditer(r"[\w-]+", words):
        word = match[0].lower()
        if word in FUNCTION_WORDS and not (word == "of" and kept):
            break
        if kept and re.fullmatch(
            r"\w+ed|born|die|dies|work|works|graduate|study|live|lives"
            r"|from|at|go|come|get|earn|lie|lies|fall|begin|start|win|play|serve|become",
            word,
        ):
            break
        kept.append(match[0])
        at = start + match.end()
    return " ".join(kept), at


def _describing(noun: str) -> bool:
    """Whether a noun phrase may stand for a thing with a name."""
    if _PLACE_OF.search(noun):
        return True
    last = noun.lower().split()[-1]
    return last not in _NOT_DESCRIBING and (bool(_kinds(noun)) or last in ("predecessor", "successor", "performer"))


def _kinds(noun: str) -> tuple[str, ...]:
    if _PLACE_OF.search(noun):
        return ("place",)
    last = noun.lower().split()[-1]
    if last in _PEOPLE:
        return ("person", "band") if last == "performer" else ("person",)
    return noun_kinds(last)


_PEOPLE = frozenset(
    "narrator performer spouse sibling child parent author creator maker owner star host inventor founder co-founder"
    " supervisor designer developer builder colleague assistant mentor student pupil"
    " partner discoverer translator".split()
)
_KINSHIP = (
    ("paternal grandfather", "father", "father"),
    ("paternal grandmother", "father", "mother"),
    ("maternal grandfather", "mother", "father"),
    ("maternal grandmother", "mother", "mother"),
    ("father-in-law", "spouse", "father"),
    ("mother-in-law", "spouse", "mother"),
    ("brother-in-law", "spouse", "brother"),
    ("sister-in-law", "spouse", "sister"),
    ("stepmother", "father", "wife"),
    ("stepfather", "mother", "husband"),
)
"""A kinship of two steps, the first step, and the second."""


def spelled_out_en(text: str) -> str:
    """The question with kinship of two steps in two.

    >>> spelled_out_en("Who is Ann Lee's paternal grandfather?")
    "Who is Ann Lee's father's father?"
    """
    for words, first, second in _KINSHIP:
        text = re.sub(rf"\b{words} of\b", f"{second} of the {first} of", text, flags=re.I)
        text = re.sub(rf"(['’])s\s+{words}\b", rf"\1s {first}\1s {second}", text, flags=re.I)
    return text


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The shortest match that ends with the text."""
    best = None
    for match in pattern.finditer(text):
        if match.end() == len(text):
            best = match
    if best is None:
        return None
    at = best.start()
    while True:
        later = pattern.search(text, at + 1)
        if later is None or later.end() != len(text):
            return best
        best, at = later, later.start()


def _past_bracket(text: str, end: int) -> int:
    bracket = re.match(r"\s*\([^()]*\)", text[end:])
    return end + bracket.end() if bracket else end
