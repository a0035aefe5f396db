"""The names of an English sentence in the place that a question asks for.

They stand before an active verb, behind "by" of a passive one, behind "its director was" or a preposition. Nothing is
guessed: a sentence without the verb or noun, or with another thing at its other end, says nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kgworkbench.engines.local.frames_en import Frame
from kgworkbench.engines.local.noun_phrases_en import Phrase, names_after, names_before
from kgworkbench.engines.local.stems import FUNCTION_WORDS, PHRASES, stem
from kgworkbench.engines.local.synonyms import synonyms_en

__all__ = ["Slot", "slots_in"]


@dataclass(frozen=True, slots=True)
class Slot:
    """Names of a sentence that fill a frame, and how surely its other end is what the question gives, 0 to 1."""

    names: tuple[Phrase, ...]
    sure: float


_MADE_BY = {
    stem(verb): kinds
    for verb, kinds in {
        "write": "novel book poem play story essay treatise memoir comic manga trilogy paper anthology series",
        "perform": "song single album track record ballad composition",
        "compose": "opera symphony composition ballet musical song",
        "direct": "film movie comedy drama",
        "paint": "painting",
        "sculpt": "sculpture",
        "record": "song single album track record",
    }.items()
}
_MAKES = frozenset(
    stem(word) for word in "write create design make develop build compose invent paint perform direct".split()
)
_SAME_VERB = {
    (verb if verb == "found_" else stem(verb)): others
    for verb, others in {
        "perform": "sing record release perform",
        "found_": "establish start set",
        "manufacture": "manufacture make build produce",
        "marry": "marry wed",
        "own": "own acquire purchase",
        "supervise": "supervise supervision",
    }.items()
}
_KIN = {
    "wife": "wife widow",
    "husband": "husband widower",
    "spouse": "wife husband spouse widow widower partner",
    "father": "father",
    "mother": "mother",
    "parent": "father mother parent",
    "child": "son daughter child",
    "son": "son",
    "daughter": "daughter",
    "sibling": "brother sister sibling",
    "brother": "brother",
    "sister": "sister",
}
_CHILD_OF = {"father", "mother", "parent"}
_NOUNS = {
    "ceo": "ceo chief executive officer",
    "author": "author writer",
    "creator": "creator inventor designer father developer",
    "supervisor": "supervisor adviser advisor",
    "record label": "label",
    "label": "label",
    "inventor": "inventor creator",
    "designer": "designer architect creator",
    "founder": "founder co-founder",
    "coach": "coach manager",
    "capital": "capital",
    "teacher": "teacher tutor professor mentor",
    "student": "student pupil",
    "pupil": "student pupil",
}


def slots_in(text: str, frame: Frame, means: Callable[[str], float]) -> tuple[Slot, ...]:
    """The names of a sentence that fill a frame.

    ``means`` says how surely a stretch of the sentence holds what the question gives; of the empty text, how surely
    the title of the sentence's document is it, for which a pronoun may stand.
    """
    if frame.role == "noun":
        return _by_noun(text, frame, means)
    if frame.role == "behind":
        return _by_preposition(text, frame, means)
    found = _by_verb(text, frame.verb, frame.role, means)
    if frame.role == "doer" and not _MAKES.isdisjoint(_near(frame.verb)):
        return (*found, *_work_by(text, frame.verb, means))
    return found


@lru_cache(maxsize=1024)
def _near(verb: str) -> frozenset[str]:
    own = frozenset(
        stem(word) if word != "found_" else word
        for word in _SAME_VERB.get(stem(verb) if verb != "found_" else verb, "").split()
    )
    return synonyms_en(verb) | own | {verb}


_TOKEN = re.compile(r"[A-Za-z][\w-]*")
_BE = re.compile(
    r"\b(?:was|were|is|are|been|being|be)\s+(?:(?:\w+ly|also|first|then|later|jointly|originally)\s+){0,2}$"
)
_BY = re.compile(
    r"^(?P<between>(?:(?!\b(?:and|but|which|who|that|while)\b)[^;:.,]|\.(?=\S)){0,60}?(?:,\s(?=by\b))?)(?:,\s*)?\bby\s+",
    re.I,
)
_END = re.compile(
    r"[;:]\s|\.\s+[A-Z]|,\s+(?:who|which|where|when|while|but|although)\b|\s(?:who|while|but|although|because)\s"
)
_ITS = re.compile(r"\b(?:it|he|she|they|its|his|her|their|him|them)\b", re.I)
_THE_THING = re.compile(r"^(?:The|This|That|These|Those)\s+(?:\w+\s+){1,3}", re.I)


def _by_verb(text: str, verb: str, role: str, means: Callable[[str], float]) -> tuple[Slot, ...]:
    found: list[Slot] = []
    near = _near(verb)
    for match in _TOKEN.finditer(text):
        if (match[0][0].isupper() and match.start()) or not _says(match, text, near):
            continue
        exact = 1.0 if stem(match[0].lower()) == verb else 0.9
        after, before = text[match.end() :], text[: match.start()]
        by = _BY.match(after)
        passive = _BE.search(before) is not None
        if by is not None and (passive or match[0].endswith(("ed", "en", "t", "n", "k", "g", "d", "e"))):
            doers = names_after(text, match.end() + by.end())
            things = _patient(text, match.start(), means)
            if role == "doer" and doers:
                sure = max(things, 0.95 * means(by["between"]))
                if sure:
                    found.append(Slot(doers, exact * sure))
            elif role == "done" and doers:
                said = max((means(item.text) for item in doers if not item.pronoun), default=0.0)
                said = max(said, *(means("") if item.pronoun else 0.0 for item in doers), 0.0)
                names = names_before(text, match.start() - len(_be(before)))
                if said and names:
                    found.append(Slot(names, exact * said))
            continue
        if passive or not _active(match[0]):
            continue
        subject = names_before(text, match.start())
        if not subject:
            continue
        end = _END.search(after)
        reach = after[: end.start() if end else len(after)]
        if role == "doer":
            sure = means(reach)
            if not sure and _ITS.search(reach[:40]) and not any(item.pronoun for item in subject):
                sure = 0.8 * means("")
            if sure:
                found.append(Slot(subject, exact * sure))
        else:
            said = max((means(item.text) if not item.pronoun else 0.95 * means("") for item in subject), default=0.0)
            objects = names_after(text, match.end() + 1)
            if said and objects:
                found.append(Slot(objects, exact * said))
    return tuple(found)


def _by_preposition(text: str, frame: Frame, means: Callable[[str], float]) -> tuple[Slot, ...]:
    found: list[Slot] = []
    near = _near(frame.verb)
    for match in _TOKEN.finditer(text):
        if (match[0][0].isupper() and match.start()) or not _says(match, text, near):
            continue
        exact = 1.0 if stem(match[0].lower()) == frame.verb else 0.85
        after, before = text[match.end() :], text[: match.start()]
        end = _END.search(after)
        reach = after[: min(end.start() if end else len(after), 110)]
        subject = names_before(text, match.start() - len(_be(before)))
        said = max((means(item.text) if not item.pronoun else 0.95 * means("") for item in subject), default=0.0)
        said = max(said, _patient(text, match.start(), means))
        if not said:
            continue
        for link in re.finditer(rf"(?:^|[\s,])(?:{frame.noun})\s+(?=(?:the\s+)?(?:[\w-]+\s+){{0,3}}?[A-Z\d])", reach):
            if re.search(r"\b(?:and|where)\b", reach[: link.start()]):
                break
            names = names_after(text, match.end() + link.end())
            if names:
                found.append(Slot(names[:1], exact * said * (0.95 if link.start() < 25 else 0.85)))
                break
    return tuple(found)


def _be(before: str) -> str:
    found = _BE.search(before)
    return found[0] if found else ""


def _says(match: re.Match[str], text: str, near: frozenset[str]) -> bool:
    plain = stem(match[0].lower())
    if match[0] == "found" and re.search(r"\bto\s+$", text[: match.start()]):
        plain = "found_"  # to found is not to find
    return plain in near or any(phrase.match(text, match.start()) for phrase in _phrases(near))


@lru_cache(maxsize=512)
def _phrases(near: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """Phrases that mean one of these words."""
    return tuple(phrase for phrase, meaning in PHRASES if stem(meaning) in near)


def _active(word: str) -> bool:
    return not word.endswith(("er", "or", "ion", "ing", "ers", "ors", "ment", "ist"))


def _patient(text: str, verb: int, means: Callable[[str], float]) -> float:
    """How surely a passive verb is done to what the question gives: its subject, or the name it is said of."""
    opened = max(
        (match.end() for match in re.finditer(r"[;:]\s|\b(?:and|but)\s+(?=(?:it|he|she|they|the)\b)", text[:verb])),
        default=0,
    )
    clause = text[opened:verb]
    named = means(clause)
    if named:
        return named
    lead = clause[:40]
    if _ITS.search(lead) or _THE_THING.match(lead) or not re.search(r"[A-Z]", clause[1:]):
        return 0.9 * means("")
    return 0.0


def _by_noun(text: str, frame: Frame, means: Callable[[str], float]) -> tuple[Slot, ...]:
    found: list[Slot] = []
    last = frame.noun.split()[-1]
    nouns = _KIN.get(last, _NOUNS.get(frame.noun, _NOUNS.get(last, last)))
    words = nouns.split() if last != "ceo" else ["ceo"]
    pattern = "|".join(re.escape(word) for word in words)
    if last == "ceo":
        pattern = r"CEO|chief executive(?: officer)?"
    whole = frame.noun.rsplit(" ", 1)[0] if " " in frame.noun else ""
    needed = [stem(word) for word in whole.split() if word not in FUNCTION_WORDS]
    for match in re.finditer(rf"(?<![\w-])(?:{pattern})s?(?![\w-])", text, re.I):
        sure = _qualified(text, match, needed)
        if not sure:
            continue
        before, after = text[: match.start()], text[match.end() :]
        owner = re.search(r"(?P<own>\b(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)|['’]s?)\s+(?:[\w-]+\s+){0,4}$", before)
        held = 0.0
        of = re.match(r"\s+(?:of|to|for|at)\s+", after)
        stop = match.end()
        if of is not None:
            reach = re.match(r"(?:[^,;.]|\.(?=\S))*", after[of.end() :])
            held = means(reach[0]) if reach else 0.0
        elif owner is not None and owner["own"][:1] in "'’":
            held = means(before[: owner.start("own")][-60:])
        elif owner is not None:
            held = max(0.95 * means(""), 0.9 * means(before[: owner.start("own")]))
        elif re.search(r"\b[Tt]he\s+(?:[\w-]+\s+){0,4}$", before) and re.match(
            r"\s*(?:,|(?:is|was|are|were)\b)", after
        ):
            held = max(0.9 * means(""), 0.9 * means(before))
        if not held:
            continue
        names = _named_after(text, stop, of) or _named_before(text, match, owner)
        if names:
            found.append(Slot(names, sure * held))
    if last in _CHILD_OF:
        found.extend(_parents(text, last, means))
    if frame.verb:
        found.extend(
            Slot(item.names, 0.97 * item.sure)
            for item in _by_verb(text, stem(frame.verb) if frame.verb != "found" else "found_", "doer", means)
        )
        found.extend(_work_by(text, frame.verb, means))
        if frame.verb == "marry":
            found.extend(_married(text, means))
    return tuple(found)


def _qualified(text: str, match: re.Match[str], needed: Sequence[str]) -> float:
    if not needed:
        return 1.0
    around = {
        stem(word.lower()) for word in re.findall(r"[A-Za-z-]+", text[max(0, match.start() - 60) : match.end() + 30])
    }
    near = sum(word in around or not synonyms_en(word).isdisjoint(around) for word in needed)
    return near / len(needed) if near == len(needed) else 0.0


def _named_after(text: str, end: int, of: re.Match[str] | None) -> tuple[Phrase, ...]:
    """Whom a noun names behind it: "its director was Ann Lee", "her father, Bo Ek", "the director, Ann Lee"."""
    if of is not None:
        end = end + of.end()
        reach = re.match(r"(?:(?!\s(?:is|was|are|were)\s)[^,;.:(]|\.(?=\S))*", text[end:])
        end += reach.end() if reach else 0
    link = re.match(
        r"\s*(?:\([^()]*\)\s*)?(?:,\s*|:\s*|\s+(?:is|was|are|were)\s+(?:(?:[a-z]+\s+){0,4}[a-z]+:\s*|named\s+|called\s+)?|\s+(?=[A-Z]))",
        text[end:],
    )
    if link is None:
        return ()
    return names_after(text, end + link.end())


def _named_before(text: str, match: re.Match[str], owner: re.Match[str] | None) -> tuple[Phrase, ...]:
    """Whom a noun names before it: "Ann Lee was the director of", "Ann Lee, director of"."""
    opened = owner.start() if owner is not None else match.start()
    left = text[:opened].rstrip()
    link = re.search(
        r"(?:,\s*|\s+(?:is|was|are|were|became|as)\s+(?:\w+ly\s+|also\s+)?)(?:the|an?|one\s+of\s+the)?\s*(?:[\w’'-]+\s+){0,5}$",
        text[: match.start()],
    )
    if link is None or not left:
        return ()
    return names_before(text, link.start())


def _parents(text: str, noun: str, means: Callable[[str], float]) -> list[Slot]:
    """A parent told from the child: "the son of Ann and Bo Lee"."""
    found = []
    for match in re.finditer(r"\b(?:son|daughter|child|children)\s+of\s+", text):
        names = names_after(text, match.end())
        before = text[: match.start()]
        held = max(
            means(before), 0.95 * means("") if _ITS.search(before) or not re.search(r"[A-Z]", before[1:]) else 0.0
        )
        if not names or not held:
            continue
        place = 1 if noun == "mother" else 0
        if noun == "parent":
            found.append(Slot(names, held))
        elif len(names) == 2 or (noun == "father" and len(names) == 1):
            found.append(Slot((names[min(place, len(names) - 1)],), 0.9 * held))
    return found


def _married(text: str, means: Callable[[str], float]) -> list[Slot]:
    """A spouse told by the wedding: "he married Ann Lee", "was married to the actress Ann Lee"."""
    found = []
    for match in re.finditer(r"\bmarried\s+(?:to\s+)?", text):
        before = text[: match.start()]
        held = max(
            means(before), 0.95 * means("") if _ITS.search(before) or not re.search(r"[A-Z]", before[1:]) else 0.0
        )
        names = names_after(text, match.end())
        if held and names:
            found.append(Slot(names[:1], held))
        elif names and means(names[0].text):
            subject = names_before(text, match.start() - len(_be(before)))
            if subject:
                found.append(Slot(subject[:1], 0.95))
    return found


def _work_by(text: str, verb: str, means: Callable[[str], float]) -> list[Slot]:
    """The maker of a work told by its kind: "X is a novel by Ann Lee"."""
    kinds = _MADE_BY.get(stem(verb), "")
    pattern = "|".join(kinds.split()) or r"(?!)"
    found = []
    for match in re.finditer(r",\s+(?:an?|the)\s+(?:(?!by\b)[\w'-]+\s+){1,5}?by\s+(?=[\w ]*[A-Z])", text):
        held = means(text[max(0, match.start() - 40) : match.start()])
        names = names_after(text, match.end())
        if held and names:
            found.append(Slot(names, 0.9 * held))
    for match in re.finditer(rf"\b(?:{pattern})s?\s+(?:(?!by\b)[\w-]+\s+){{0,3}}?(?:by|of)\s+", text):
        held = max(means(text[: match.start()]), 0.9 * means("") if _ITS.search(text[: match.start()][:30]) else 0.0)
        names = names_after(text, match.end())
        if held and names:
            found.append(Slot(names, 0.95 * held))
    return found
