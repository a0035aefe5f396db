"""Names joined by "and" beside a place in an English sentence: "by the Irish writer Ann Lee, Bo Ek and Cy Day"."""

import re
from dataclasses import dataclass

__all__ = ["Phrase", "names_after", "names_before"]

_PART = r"(?:of|von|van|de|der|den|du|la|le|da|di|del|bin|al|the|and\s+Co|&)"
_CAPITAL = r"(?:(?:St|Dr|Mr|Mrs|Jr|Sr|Sir|Co|No|[A-Z])\.(?=\s)|\d{0,2}[A-Z@](?:[\w.+#’'/-]*[\w+#])?)"
_NAME = rf"{_CAPITAL}(?:\s+(?:{_PART}\s+){{0,2}}(?:{_CAPITAL}|\d+\b))*"
_SMALL = r"(?:by|in|at|on|for|with|from|and|of|to|that|which|who|as|was|is)\b"
_TITLES = rf"(?:(?:the|an?|his|her|its|their|fellow)\s+)?(?:(?!{_SMALL})[a-z][\w-]*\s+){{0,5}}"
_DEMONYM = r"(?:[A-Z][a-z]+(?:an|ish|ese|ch|ian|ic|i)\s+(?=[a-z]))?"
_ONE = rf"(?P<lead>{_TITLES}{_DEMONYM}{_TITLES})[\"“'‘]?(?P<name>{_NAME})[\"”'’]?"
_FIRST = re.compile(_ONE)
_JOIN = re.compile(
    r"(?:\s*\([^()]{0,60}\))?(?:,\s+(?:an?|the|his|her|its|one|then)\s+[^,.;:]{2,60}(?=,\s|\s+and\s))?"
    r"(?P<mark>\s*,?\s+and,\s+[^,.;]{2,40},\s+|\s*,\s+(?:and|&)\s+|\s*,\s+|\s+(?:and|&)\s+(?:(?:by|with|of)\s+)?)"
)
_PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b")
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_SENTENCE_WORDS = frozenset(
    "The A An In On At It He She They His Her Its Their This That These Those When While After Before As By For"
    " From With Although Because Since During There Then However But And Or So If Their Work Fame Money Today".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name or pronoun at a span of a sentence, and the words right before it that say what it is."""

    text: str
    start: int
    end: int
    lead: str = ""

    @property
    def pronoun(self) -> bool:
        """Whether it stands for something named elsewhere."""
        return bool(_PRONOUN.fullmatch(self.text))


def names_after(text: str, at: int, limit: int = 12) -> tuple[Phrase, ...]:
    """The names that begin at a place, the first with the words that lead to it, then those joined to it.

    >>> [item.text for item in names_after("by Ann Lee, Bo Ek and the poet Cy Day in 1900", 3)]
    ['Ann Lee', 'Bo Ek', 'Cy Day']
    """
    found: list[Phrase] = []
    while len(found) < limit:
        pronoun = _PRONOUN.match(text, at)
        one = None if pronoun else _FIRST.match(text, at)
        if pronoun is not None:
            found.append(Phrase(pronoun[0], *pronoun.span()))
            end = pronoun.end()
        elif one is not None and not _MONTH.match(one["name"]) and one["name"] not in _SENTENCE_WORDS:
            name = re.sub(r"['’]s?$", "", one["name"])
            if found and re.match(r"(?:\w+\s+){3,}|\w+(?:ing|ed)\s", one["lead"]):
                break  # ", a firm in Cambridge" is said of the last name, "and starring" begins another phrase
            found.append(
                Phrase(name.rstrip(",;"), one.start("name"), one.start("name") + len(name), one["lead"].strip())
            )
            end = one.end("name")
            if name != one["name"]:
                break  # "Ann Lee's" owns what follows
        else:
            break
        joined = _JOIN.match(text, end)
        if joined is None:
            break
        if "and" not in joined["mark"] and "&" not in joined["mark"] and not _listed(text, joined.end()):
            break
        at = joined.end()
    return tuple(found)


def _listed(text: str, at: int) -> bool:
    """Whether a comma goes on with a list: a name follows, and after it another comma or "and"."""
    following = re.match(rf"{_TITLES}{_NAME}(?:\s*\([^()]*\))?\s*(?:,|and\b|&)", text[at:])
    return following is not None


_WITHIN = re.compile(
    r"\b(?:in|on|at|of|by|for|with|from|to|under|after|before|near|into|against|during|than|as|like|about)\s+(?:the\s+|an?\s+)?$",
    re.I,
)
_BEFORE_VERB = re.compile(
    r"(?:\s*,?\s*\b(?:(?:left|departed|went|resigned|returned|decided|moved|helped|continued|began|came|wanted|set\s+out|retired)\b(?:\s+(?:on|the\s+\w+|\w+|in\s+\d{4}))?\s+to"
    r"|who|which|that|had|has|have|was|were|is|are|also|first|later|then|originally|jointly|himself|herself|themselves|itself"
    r"|together|both|all|each|soon|once|eventually|subsequently|finally|already|still|would|did|and|not|\w+ly)\b)+\s*$",
    re.I,
)
_CLAUSE = re.compile(
    r"[;:]\s|,\s+(?:and|but|while|when|where|whereas|so)\s+(?=(?:he|she|it|they|the|[A-Z]))|\b(?:while|when|where|because|although)\s"
)
_START = re.compile(rf"(?<![\w-])(?:{_CAPITAL}|[Hh]e\b|[Ss]he\b|[Tt]hey\b|[Ii]t\b)")


def names_before(text: str, verb: int) -> tuple[Phrase, ...]:
    """The names, or the pronoun, that are the subject of the verb at a place; none where no name is.

    >>> text = "While there he and Ann Lee later designed it"
    >>> [item.text for item in names_before(text, text.index("designed"))]
    ['he', 'Ann Lee']
    """
    opened = max((match.end() for match in _CLAUSE.finditer(text, 0, verb)), default=0)
    helped = _BEFORE_VERB.search(text, opened, verb)
    end = helped.start() if helped else verb
    runs = _runs(text, opened, end)
    # A verb joined to another has its subject: "Ann Lee left Acme and founded Foo".
    if helped is not None and re.search(r"\band\b", helped[0]):
        return runs[0] if runs else ()
    for found in runs:
        rest = text[found[-1].end : end]
        if re.fullmatch(
            r"(?:\s*\([^()]*\))?(?:\s+and\s+(?:his|her|its|their|the|an?|two|three|some)\s+[a-z ]{3,30})?"
            r"(?:,\s[^;]{2,90},?)?[\s,\"”]*",
            rest,
        ) and ("," not in rest or text[:end].rstrip().endswith(",") or rest.strip() == ","):
            return found
    # "The Foo is a mill in Salem that was designed by": what is said of the mill is said of the Foo.
    if runs and _IS_ONE.match(text[runs[0][-1].end : end]):
        return runs[0]
    return ()


_IS_ONE = re.compile(
    r"[\"”]?\s*(?:\([^()]*\)\s*)?(?:,[^,]{2,60},\s*)?(?:is|was|are|were)\s+(?:an?|the|one\s+of\s+the|two|three)\s+(?:(?![;:.]\s).)*$"
)


def _runs(text: str, start: int, end: int) -> list[tuple[Phrase, ...]]:
    """The names of a stretch of text as runs joined by "and"."""
    runs: list[tuple[Phrase, ...]] = []
    at = start
    while True:
        match = _START.search(text, at, end)
        if match is None:
            return runs
        if match[0] in _SENTENCE_WORDS and not _PRONOUN.fullmatch(match[0]):
            at = match.end()
            continue
        found = names_after(text[:end], match.start())
        if not found:
            at = match.end()
            continue
        if not _WITHIN.search(text[start : match.start()]):
            runs.append(found)
        at = found[-1].end
