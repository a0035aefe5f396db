"""What a plain English question asks of a clause.

"Who designed X?" asks for the doer of a verb, "Which language did Y design?" for what it is done to, "the director of
X" for whom a noun names, "where X was born" for what follows a verb and a preposition.
"""

import re
from dataclasses import dataclass

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.described import noun_kinds
from kgworkbench.engines.local.stems import FUNCTION_WORDS, PHRASES, stem

__all__ = ["Frame", "frame_of"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb (stem) or noun, what stands at its other end, and which end is asked for.

    ``role`` is "doer" or "done" of the verb, "noun" for whom the noun ``noun`` names beside ``given``, or "behind" for
    what follows the verb and one of the prepositions in ``noun``.
    """

    role: str
    verb: str
    given: str
    noun: str = ""


_AUX = r"(?:is|was|are|were|has|had|have|did|does|do|been|being|be|can|could|will|would)"
_ADVERB = r"(?:(?:also|first|originally|later|jointly|actually|once|then|both|together|really|\w+ly)\s+)*"
_PARTICIPLE = r"(?P<verb>[a-z]+(?:ed|en|wn|ught|nt|lt|ld|de|und|ung|un|t))"
_DOER = re.compile(rf"^\s*(?:(?:has|had|have|did)\s+)?{_ADVERB}(?P<verb>(?!{_AUX}\b)[a-z][\w-]+)\s+(?P<given>.+)$")
_BY_WHOM = re.compile(
    rf"^\s*(?:has been|had been|have been|is|was|are|were)\s+(?P<given>.+?)\s+{_ADVERB}{_PARTICIPLE}(?:\s+by)?$"
)
_DONE = re.compile(r"^\s*(?:did|does|do|has|had|have)\s+(?P<given>.+)$")
_DONE_BY = re.compile(rf"^\s*(?:has been|had been|is|was|are|were)?\s*{_ADVERB}{_PARTICIPLE}\s+by\s+(?P<given>.+)$")
_NOUN_OF = re.compile(
    r"^\s*(?:(?:is|was|are|were)\s+)?(?:(?:the|an?|one\s+of\s+the)\s+)?(?P<noun>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,3}?)\s+(?:of|for|behind)\s+(?P<given>.+)$"
)
_OWNED = re.compile(
    r"^\s*(?:(?:is|was|are|were)\s+)?(?P<given>.+?)['’]s?\s+(?P<noun>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,2})$"
)
_NESTED = re.compile(
    r"\b(?:who|whom|whose|which|that|where|when)\b|[a-z]['’]s\s|\bof\s+the\s+\w+\s+(?:of|who|that|in)\b", re.I
)
_VERBS_OF = {
    "author": "write",
    "writer": "write",
    "novelist": "write",
    "poet": "write",
    "screenwriter": "write",
    "founder": "found",
    "co-founder": "found",
    "cofounder": "found",
    "creator": "create",
    "inventor": "invent",
    "designer": "design",
    "architect": "design",
    "developer": "develop",
    "director": "direct",
    "producer": "produce",
    "performer": "perform",
    "singer": "perform",
    "artist": "perform",
    "composer": "compose",
    "editor": "edit",
    "translator": "translate",
    "publisher": "publish",
    "manufacturer": "manufacture",
    "maker": "make",
    "builder": "build",
    "owner": "own",
    "discoverer": "discover",
    "supervisor": "supervise",
    "adviser": "supervise",
    "advisor": "supervise",
    "teacher": "teach",
    "tutor": "teach",
    "mentor": "teach",
    "painter": "paint",
    "sculptor": "sculpt",
    "illustrator": "illustrate",
    "leader": "lead",
    "distributor": "distribute",
    "broadcaster": "broadcast",
    "successor": "succeed",
    "predecessor": "precede",
    "sponsor": "sponsor",
    "host": "host",
    "presenter": "present",
    "organizer": "organize",
    "spouse": "marry",
    "wife": "marry",
    "husband": "marry",
}
"""The verb that whom a noun names does."""


def frame_of(asked: Asked) -> Frame | None:
    """What a plain question asks of a clause; None where it is none of that kind, or describes what it gives."""
    if asked.language != "en" or asked.form != "thing" or asked.options:
        return None
    text = asked.text.strip().rstrip("?.! ")
    if asked.focus >= len(text):
        rest, lead = text, ""
    else:
        rest, lead = text[asked.focus_end :], text[: asked.focus].strip().lower()
    word = asked.text[asked.focus : asked.focus_end].split()[:1]
    opener = word[0].lower() if word else ""
    if lead not in ("", "by", "and", "so", "under", "for", "to", "with", "from"):
        return None
    if asked.focus >= len(text) and asked.head:
        # The words of a description: its noun, then what is said of it.
        noun = re.match(rf"(?:[\w-]+\s+){{0,4}}?{re.escape(asked.head)}\b\s*", text, re.I)
        said = text[noun.end() :] if noun is not None else ""
        if said and not re.match(r"(?:of|for|by|behind)\s", said):
            found = _described(said)
            return found if found is not None and found.given.strip() and not _nested(found.given) else None
    found = _read(rest, lead, opener, asked)
    if found is None or not found.given.strip() or _nested(found.given):
        return None
    return found


def _described(said: str) -> Frame | None:
    """What a description says of its noun: "launched X", "in which X was written", "where X was born"."""
    behind = re.match(
        r"(?:(?P<link>in|at|on|for|to|from|by|under|with|of)\s+(?:which|whom)|(?P<where>where))\s+(?P<rest>.+)$",
        said,
        re.I,
    )
    if behind is None:
        return None if said.startswith("whose") else _clause(re.sub(r"^(?:that|which|who|whom)\s+", "", said), "")
    return _behind(behind["rest"], (behind["link"] or "in|at|near|on").lower())


def _behind(rest: str, links: str) -> Frame | None:
    """A clause whose missing name stands behind its verb and a preposition."""
    passive = re.match(
        r"(?P<given>.+?)\s+(?:was|were|is|are|had\s+been|has\s+been)\s+(?:\w+ly\s+|first\s+|also\s+)?(?P<verb>[a-z]+)(?:\s+(?:in|at|on|for|to|from|by))?$",
        rest,
    )
    if passive is not None:
        return Frame("behind", stem(passive["verb"]), passive["given"], links)
    active = _done(rest)
    return Frame("behind", active.verb, active.given, links) if active is not None else None


def _nested(given: str) -> bool:
    """Whether what a question gives is itself described: "the creator of X", "the city where Y lies"."""
    if _NESTED.search(given):
        return True
    return any(noun_kinds(match[1]) for match in re.finditer(r"\b([a-z][\w-]*)\s+(?:of|by|behind|under)\s", given))


def _read(rest: str, lead: str, opener: str, asked: Asked) -> Frame | None:
    if opener == "where" and lead == "":
        asks = re.match(
            r"\s*(?:was|were|is|are|did|does|do|has|had)\s+(?P<given>.+?)\s+(?P<verb>[a-z]+)(?:\s+(?:at|in|from|to))?$",
            rest,
        )
        if asks is not None and asks["verb"] not in FUNCTION_WORDS:
            return Frame("behind", stem(asks["verb"]), asks["given"], "in|at|near|on|from|to|for|of")
        return None
    if opener in ("where", "when", "why", "how"):
        return None
    noun = _NOUN_OF.match(rest)
    bare = asked.focus >= len(asked.text.rstrip("?.! "))
    copula = re.match(r"\s*(?:is|was|are|were)\b", rest) is not None
    if opener in ("who", "whom", "what", "") or bare or copula:
        if (bare or copula) and noun is not None and _role(noun["noun"]):
            return Frame("noun", _VERBS_OF.get(_role(noun["noun"]), ""), noun["given"], noun["noun"].lower())
        owned = _OWNED.match(rest)
        if owned is not None and _role(owned["noun"]):
            return Frame("noun", _VERBS_OF.get(_role(owned["noun"]), ""), owned["given"], owned["noun"].lower())
    if bare:
        return None
    return _clause(rest, lead)


def _clause(rest: str, lead: str) -> Frame | None:
    by = _DONE_BY.match(rest)
    if by is not None and lead == "":
        return Frame("done", stem(by["verb"]), by["given"])
    whom = _BY_WHOM.match(rest)
    if whom is not None and (lead == "by" or rest.endswith(" by")):
        return Frame("doer", _verb(whom["verb"], ""), whom["given"])
    done = _DONE.match(rest)
    if (
        done is not None
        and lead in ("", "for", "with", "to", "under", "by", "from")
        and re.match(r"\s*(?:did|does|do)\b", rest)
    ):
        return _done(done["given"])
    if lead == "" and re.match(r"\s*(?:the\s+)?[A-Z@]", rest):
        return _done(rest.strip())
    doer = _DOER.match(rest)
    if doer is not None and lead == "":
        verb = _verb(doer["verb"], doer["given"])
        if doer["verb"] in FUNCTION_WORDS and verb == stem(doer["verb"]):
            return None
        given = doer["given"]
        if verb != stem(doer["verb"]):
            given = re.sub(r"^(?:\w+\s+)??(?:over|up|out|down|off|after|away|forward|together)\s+", "", given)
        return Frame("doer", verb, given)
    return None


def _role(words: str) -> str:
    """The noun that says whom is meant; empty where the words name no role or relation."""
    plain = words.lower()
    last = plain.split()[-1] if plain.split() else ""
    return last if last not in FUNCTION_WORDS else ""


def _verb(word: str, rest: str) -> str:
    for phrase, meaning in PHRASES:
        if phrase.match(f"{word} {rest}"):
            return stem(meaning)
    return stem(word)


def _done(given: str) -> Frame | None:
    """What is done by whom: "did Ann Lee design at Acme" gives Ann Lee and design."""
    found = re.match(
        r"(?:the\s+|an?\s+)?(?P<who>(?:[a-z-]+\s+){0,3}?[A-Z@][\w.&+#'’-]*(?:\s+(?:(?:of|von|van|de|and|the)\s+)?[A-Z\d][\w.&+#'’-]*)*)"
        r"\s+(?:(?:also|first|later|originally|then|jointly|both)\s+)*(?P<verb>[a-z]+)\b(?P<rest>.*)$",
        given,
    )
    if found is None:
        return None
    return Frame("done", _verb(found["verb"], found["rest"]), found["who"])
