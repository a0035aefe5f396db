"""English questions read: the question word, its noun, comparisons, and where relative clauses begin."""

import re

from kgworkbench.engines.local.asked import Asked, Form, Order
from kgworkbench.engines.local.kinds import kinds_of_name
from kgworkbench.engines.local.words_en import ROLES
from kgworkbench.read.quantities import Quantity, in_base_unit

__all__ = ["read_en"]

_AUX = (
    "is are was were be been being do does did has have had can could will would may might must shall should"
    " became become"
)
_OPENS = re.compile(rf"^\W*(?:{'|'.join(_AUX.split())})\b", re.I)
_WH = re.compile(
    r"\b(?P<w>how\s+(?:many|much|old|long|tall|high|heavy|far|large|big|deep|wide|fast|often)"
    r"|what\s+(?:kind|sort|type)s?\s+of|what\s+(?:year|date|day)"
    r"|on\s+wh(?:at|ich)\s+(?:day|date)|who|whom|whose|which|what|when|where|why|how)\b",
    re.I,
)
_STOP_NOUN = re.compile(
    rf"^(?:{'|'.join(_AUX.split())}|of|in|at|on|to|for|from|by|with|that|which|who|whose|where|when|as|and"
    r"|or|than|one|it|he|she|they|the|a|an|this|these)$",
    re.I,
)
_VERB_LIKE = re.compile(
    r"^(?:\w{2,}ed|won|built|made|wrote|led|came|went|ran|drew|gave|took|held|began|bought|sold"
    r"|got|grew|kept|lost|met|paid|put|sent|set|taught|told|owes|makes|lay|exist|uses|allows|serves|means|bears|lies"
    r"|stands|belongs?|contains?|weighs?|exceeds?|measures?|flows|shares|borders|comes|owns|connects|covers|lived|does)$",
    re.I,
)
_PLURAL = re.compile(r"(?<![su])s$|^(?:wo)?men$|^people$|^children$", re.I)
_SUMMARY = re.compile(
    r"^\W*(?:trace|summari[sz]e|describe|outline|explain|discuss"
    r"|give\s+(?:an|a)\s+(?:overview|summary|account)|tell\s+me\s+about|list|compare\s+the"
    r"|how\s+(?:has|have|were|was|are|is|do|does|did)\b|why\b|what\s+(?:part|role|roles)\s+(?:did|do|does|has|have|had|was|were|is)\b"
    r"|what\s+(?:were|are|is|was)\s+the\s+(?:most|main|major|key|chief|important|principal|central|biggest|themes?"
    r"|topics?|steps?|stages?|achievements?|contributions?|highlights?|significance|history|story|impact|legacy))",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:themes?|topics?|points?|ideas?|messages?|significance|history|story|impact|legacy|contribution|achievement"
    r"|importance|difference|lesson|argument)\b",
    re.I,
)
_SAID_NOUN = re.compile(
    r"\s+(?:is|was)\s+(?:the|an?)\s+(?P<noun>(?:[\w'-]+\s+){0,4}?[a-z][\w-]+)"
    r"(?=\s+(?:of|in|by|for|from|that|which|where|near|on|at|to)\b)",
)
_OWNED_NOUN = re.compile(r"\s+of\s+(?:[\w.&-]+\s+){0,4}?[\w.&-]+['’]s?\s+(?P<noun>[a-z]+)\b")
_AFTER = re.compile(r"\b(?:after|from|for|like|about|with|of|to|in)\W*$", re.I)
_NO_NOUN = frozenset("name term kind sort type part result reason purpose meaning one thing word title".split())
_ONE_PERSON = re.compile(r"\s+(?:was|is|were|are)\s+the\s+(?:\w+\s+)?(?:man|woman|men|women|person|people)\b", re.I)
_RELATIVE = re.compile(
    r"\b(?:who|whom|whose|which|that|where|when)\b|[,;:]\s|[.!?]\s|'s\b|’s\b"
    r"|\b(?:of|by|under|from|at|in|to|with|for|on|called)\s+(?:the|an?|its|his|her|their|one)\b|\bof\b|\b(?:the|an?)\b",
    re.I,
)
_MORE = (
    "older elder heavier larger bigger longer taller higher later more greater newer wider deeper latest most last"
    " heaviest largest longest tallest highest"
)
_LESS = (
    "younger lighter smaller shorter earlier fewer less lower first sooner before narrower earliest least lightest"
    " smallest shortest lowest"
)
_COMPARATIVE = re.compile(rf"\b(?P<w>{'|'.join((*_MORE.split(), *_LESS.split()))}|oldest|youngest)\b", re.I)
_OF_A_NOUN = re.compile(
    rf"\s+(?!(?:{'|'.join(_AUX.split())}|than|of|in|at|on|to|and|or|by|for|from|with)\b)(?!\w{{2,}}ed\b)[a-z]{{3,}}\b"
)
"""What follows a comparative that only says more of a noun: "which later pioneer"; not of "which is older"."""
_SAME = re.compile(r"\b(?:the\s+)?same\b|\bequal(?:ly)?\b|\bboth\b|\bidentical\b", re.I)


def read_en(text: str) -> Asked:
    """What an English question asks."""
    text = " ".join(text.split())
    breaks = tuple(sorted({match.start() for match in _RELATIVE.finditer(text)}))
    if _SUMMARY.search(text) and not re.match(r"^\W*how\s+(?:many|much|old|long)", text, re.I) and not _one_thing(text):
        return Asked(text, "en", "summary", 0, 0, breaks=breaks, plural=True)
    if _OPENS.match(text):
        return _check(text, breaks)
    match = _question_word(text)
    if match is None:
        return Asked(text, "en", "summary", 0, 0, breaks=breaks, plural=True)
    word = " ".join(match["w"].lower().split())
    head, end = _noun_after(text, match.end(), word)
    if (
        word == "what"
        and not head
        and (said := _SAID_NOUN.match(text, match.end())) is not None
        and not _AFTER.search(text)
    ):
        head = "" if said["noun"].split()[-1].lower() in _NO_NOUN else said["noun"]
    if not head and word in ("which", "how many") and (owned := _OWNED_NOUN.match(text, match.end())) is not None:
        head = owned["noun"]
    choice = _choice(text, match, head, breaks)
    if choice is not None:
        return choice
    form, kinds, unit = _form(word, head)
    plural = _plural(head, text[match.end() :])
    depth, loose = _depth(text, match)
    if word == "who" and _ONE_PERSON.match(text, match.end()):
        kinds = ("person",)
    if word == "where" and re.search(r"\b(?:born|birth|die[ds]?|buried|live[ds]?|grow|grew|located|situated)\b", text):
        kinds = ("place",)
    return Asked(
        text,
        "en",
        form,
        match.start(),
        end,
        head,
        kinds,
        breaks=breaks,
        unit=unit,
        plural=plural,
        depth=depth,
        loose=loose,
    )


def _one_thing(text: str) -> bool:
    """Whether a question that sounds like a summary names one thing to find: "What is the main X of Y?"."""
    found = re.match(
        r"^\W*what\s+(?:is|was)\s+the\s+(?:main|most|last|first|major|chief|principal|central)\s+(?P<what>[^?]*?)"
        r"(?=\s(?:of|in|by|for|that|which|near|at|on)\b|\W*$)",
        text,
        re.I,
    )
    return found is not None and not _TELLS.search(found["what"])


def _question_word(text: str) -> re.Match[str] | None:
    """The word that asks, not one that opens a relative clause."""
    found = list(_WH.finditer(text))
    if not found:
        return None
    first = found[0]
    lead = text[: first.start()].strip().lower()
    if not lead or re.fullmatch(
        r"(?:(?:and|so|but|then|in|at|on|by|to|from|for|under|with|of|into|through|during|since|until|about|near|after|before|out)\W*)*",
        lead,
    ):
        return first
    asking = [
        match
        for match in found
        if match["w"].lower().split()[0] in ("which", "what", "how") or match["w"].lower() in ("who", "where", "when")
    ]
    later = [
        match
        for match in asking
        if re.search(
            r"(?:[.:;,!?]\s*|\b(?:in|at|on|by|to|from|for|under|with|of|into|as|is|was|were|are)\s+)$",
            text[: match.start()].lower(),
        )
        and not (
            match["w"].lower() in ("which", "who", "where", "when")
            and re.search(r",\s*(?:in\s+|of\s+)?$", text[: match.start()].lower())
            and match is not found[-1]
        )
    ]
    return (later or found)[-1]


def _noun_after(text: str, start: int, word: str) -> tuple[str, int]:
    """The noun phrase right after a question word that takes one, and where it ends."""
    if word in ("who", "whom", "whose", "when", "where", "why", "how") or word.startswith(
        ("how old", "how long", "how tall", "how high", "how heavy")
    ):
        return "", start
    words: list[str] = []
    end = start
    for found in re.finditer(r"[\w@#+'’-]+|[^\w\s]", text[start:]):
        token = found[0]
        if not re.match(r"[\w@#+]", token) or _STOP_NOUN.match(token):
            break
        if _VERB_LIKE.match(token) and words:
            break
        if _VERB_LIKE.match(token) and not words and word in ("which", "what"):
            break
        if _COMPARATIVE.fullmatch(token) and not words and not _OF_A_NOUN.match(text, start + found.end()):
            break
        if token[0].isupper() and words and words[-1].islower():
            break  # "which country Ann Lee is from"
        words.append(token)
        end = start + found.end()
        if len(words) == 6 or (_PLURAL.search(token) and (word == "how many" or token.islower())):
            break
    return " ".join(words), end


def _form(word: str, head: str) -> tuple[Form, tuple[str, ...], str]:
    """The form of the answer, its kinds, and what a number counts."""
    noun = head.lower().split()[-1] if head else ""
    if word == "whose":
        return "thing", ("person",), ""
    if word in ("who", "whom"):
        return "thing", ("person", "organisation"), ""
    if word == "where":
        return "thing", ("place", "organisation"), ""
    if (
        word == "when"
        or word.endswith((" year", " date", " day"))
        or noun in ("year", "date", "day", "month", "century", "decade")
    ):
        return "date", ("date",), noun or word.split()[-1]
    if word == "how old":
        return "age", (), "year"
    if word.startswith("how many"):
        if noun in ("years", "decades", "days", "months"):
            return "duration", (), noun
        return (
            (
                "number"
                if in_base_unit(Quantity(0, 1, 1.0, noun, "1"))[0] in ("mass", "length", "power", "time")
                else "count"
            ),
            (),
            head,
        )
    if word == "how long":
        return "duration", (), "year"
    if word.startswith("how much"):
        return "number", (), head
    if word.startswith("how "):
        return ("number", (), word.split()[1]) if word != "how" else ("summary", (), "")
    if not head:
        return "thing", (), ""
    if re.fullmatch(r"\w+(?:ians|wegians|ishmen|ese|eans)", head.split()[-1]) and head.split()[-1][0].isupper():
        return "thing", ("person",), ""
    if noun in ROLES and not kinds_of_name(noun):
        return "thing", ("person",), ""
    return "thing", tuple(kind for kind, weight in kinds_of_name(noun) if weight >= 0.8), ""


def _plural(head: str, rest: str) -> bool:
    if re.match(r"\s*(?:two|three|four|five|both|are|were)\b", rest, re.I) or re.match(
        r"(?:two|three|four|five)\b", head, re.I
    ):
        return True
    noun = head.split()[-1].lower() if head else ""
    return len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


def _depth(text: str, match: re.Match[str]) -> tuple[int, bool]:
    """How many times the question describes what it could name, and whether only "of" and the like say so."""
    rest = text[: match.start()] + " " + text[match.end() :]
    clauses = len(re.findall(r"(?<!\bone)\s\b(?:who|whom|whose|which|that|where)\b", rest, re.I))
    clauses += len(re.findall(r"[.;:]\s+\w", rest))
    nouns = r"(?:the|an?|its|his|her|their)\s+(?:(?!wh|that\b)[a-z@-]+\s+){0,4}?(?!wh|that\b)"
    described = len(
        re.findall(
            rf"\b{nouns}[a-z-]+\s+(?:of|by|under|behind|from|used|made|built)\b(?!\s+the\s+(?:end|beginning|start|\d))",
            rest,
            re.I,
        )
    )
    described += len(re.findall(r"['’]s\s+(?:[a-z-]+\s+){0,2}[a-z]{3,}", rest))
    return min(2, clauses + described), clauses == 0


_NAMED = r"(?:(?:the\s+)?[A-Z][\w.&'’-]*(?:\s+(?:(?:of|von|van|de|the|No\.)\s+)?[A-Z\d][\w.&'’-]*)*)"
_LED = re.compile(rf"\b(?:of|among)\s+(?P<a>{_NAMED}(?:,\s+{_NAMED})*),?\s+(?:and|or)\s+(?P<b>{_NAMED}),?(?=\s+[a-z])")
"""Things to choose from that stand before what is asked of them: "Which of A, B and C died first?"."""


_CLOSING = re.compile(r"\b(?:between|of|among|amongst)\s+(?P<a>[^,:]+?(?:,\s*[^,:]+?)*),?\s+and\s+(?P<b>[^,?]+)\?*\s*$")
"""Things to choose from that close the question: "Who is the oldest of A, B and C?"."""


def _choice(text: str, match: re.Match[str], head: str, breaks: tuple[int, ...]) -> Asked | None:
    """A question that offers two things to choose from, else None."""
    offered = re.search(r"[,:—-]\s*(?P<a>[^,:]+?(?:,\s*[^,:]+?)*),?\s+or\s+(?P<b>[^,?]+)\?*\s*$", text)
    if offered is None:
        offered = _LED.search(text) or _CLOSING.search(text)
        if offered is None or not _COMPARATIVE.search(text):
            return None
    options = tuple(_bare(name) for name in (*re.split(r",\s*", offered["a"]), offered["b"]))
    before = offered.re is not _LED and offered.start() > match.end()
    scale = text[: offered.start()] if before else text[offered.end() :]
    return Asked(
        text,
        "en",
        "choice",
        match.start(),
        match.end(),
        head,
        options=options,
        scale=scale,
        order=_order(scale),
        breaks=breaks,
    )


def _check(text: str, breaks: tuple[int, ...]) -> Asked:
    """A yes-or-no question, with the two things it compares where it does."""
    body = text.rstrip(" ?")
    inner = re.sub(r"^\W*\w+\s+", "", body)
    order: Order = ""
    options: tuple[str, ...] = ()
    scale = inner
    than = re.search(
        r"\b(?P<w>earlier|later|before|after|more|less|heavier|older|younger|longer|shorter|taller|higher|larger|smaller|fewer|bigger|sooner)\b(?:[\w\s]*?\bthan)?\s+(?P<b>.+)$",
        inner,
        re.I,
    )
    both = re.match(
        r"(?P<a>.+?)\s+and\s+(?P<b>(?:the\s+)?[A-Z][\w.&'’-]*(?:\s+(?:of\s+)?[A-Z\d][\w.&'’-]*)*)\s+(?P<rest>.+)$",
        inner,
    )
    if both and (_SAME.search(both["rest"]) or re.search(r"\bboth\b", inner)):
        options, scale, order = (_bare(both["a"]), _bare(both["b"])), both["rest"], "same"
    elif than:
        subject = re.match(r"(?:the\s+)?[A-Z][\w.&'’-]*(?:\s+(?:(?:of|von|van|de)\s+)?[A-Z\d][\w.&'’-]*)*", inner)
        if subject:
            other = re.sub(r"\s+(?:did|was|were|does|do|had|is)$", "", than["b"])
            options = (_bare(subject[0]), _bare(other))
            scale = re.sub(r"\bthan\b", " ", inner[subject.end() : than.start("b")])
            order = _order(than["w"].replace("after", "later").replace("before", "earlier"))
    return Asked(text, "en", "check", 0, 0, options=options, scale=scale, order=order, breaks=breaks)


def _order(scale: str) -> Order:
    found = _COMPARATIVE.search(scale)
    if found is None:
        return "same" if _SAME.search(scale) else ""
    word = found["w"].lower()
    if word == "oldest":
        word = "older"
    return "most" if word in _MORE.split() else "least"


def _bare(name: str) -> str:
    return re.sub(r"^(?:either|both|the|a|an)\s+", "", name.strip(), flags=re.I).removesuffix("'s")
