"""Yes-or-no questions as claims: of each thing named, the question whose answer it would have to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.description import Spot
from kgworkbench.engines.local.question import read_question

__all__ = ["Claim", "claims"]

_AUX = re.compile(r"^\W*(?P<aux>did|does|do|was|were|is|are|has|have|had)\s+(?:(?:either|both|the|a|an)\s+)*$", re.I)
_AND = re.compile(r"\s*,?\s*(?:and|和|与|跟|、)\s*(?:the\s+|《)?", re.I)
_BOTH = re.compile(r"^(?P<verb>.*?)\s*\bboth\s+(?P<a>.+?)\s+and\s+(?P<b>.+)$", re.I)
_ASKED_ZH = re.compile(r"(?:是不是|是否|有没有|真的|曾经|曾)")
_MOST = 4


@dataclass(frozen=True, slots=True)
class Claim:
    """A thing, what is claimed of it, and the question that it must be an answer to for the claim to hold."""

    subject: str
    said: str
    asked: Asked


def claims(asked: Asked, names: Sequence[Spot]) -> tuple[Claim, ...]:
    """What a yes-or-no question claims, one claim for each thing; none where it opens with no name or compares.

    >>> text = "Did Ann Lee and Bo Ek both study law?"
    >>> [(claim.subject, claim.asked.text) for claim in claims(read_question(text, "en"), ((4, 11), (16, 21)))]
    [('Ann Lee', 'Who study law'), ('Bo Ek', 'Who study law')]
    """
    if asked.form != "check" or not names:
        return ()
    found = _zh(asked, names) if asked.language == "zh" else _en(asked, names)
    return found if len(found) <= _MOST else ()


def _subjects(text: str, names: Sequence[Spot]) -> tuple[list[str], int]:
    """The names joined by "and" that open a text, and where they end."""
    kept = [text[names[0][0] : names[0][1]]]
    end = names[0][1]
    for start, stop in names[1:]:
        if not _AND.fullmatch(text[end:start].strip("》") or " "):
            break
        kept.append(text[start:stop])
        end = stop
    return kept, end


def _en(asked: Asked, names: Sequence[Spot]) -> tuple[Claim, ...]:
    text = asked.text.rstrip(" ?.!")
    opening = _AUX.match(text[: names[0][0]])
    if opening is None:
        return ()
    subjects, end = _subjects(text, names)
    said = re.sub(r"^(?:['’]s\b.*)?", "", text[end:].strip())
    if len(subjects) > 1:
        said = re.sub(r"^both\b\s*|\s*\bboth$", "", said, flags=re.I)
    if not said or re.search(r"\bthan\b|\bsame\b|\beach other\b|^(?:or|,)\b", said, re.I):
        return ()
    both = _BOTH.match(said)
    parts = [f"{both['verb']} {both['a']}", f"{both['verb']} {both['b']}"] if both else [said]
    aux = "was " if opening["aux"].lower() in ("was", "were", "is", "are") else ""
    return tuple(_claim(name, part.strip(), f"Who {aux}{part.strip()}", "en") for name in subjects for part in parts)


def _zh(asked: Asked, names: Sequence[Spot]) -> tuple[Claim, ...]:
    text = asked.text
    if text[: names[0][0]].strip("《") or re.search(r"比|同年|同乡|同一|一样|相同|还是|谁|哪", text):
        return ()
    subjects, end = _subjects(text, names)
    rest = text[end:].lstrip("》")
    said = _ASKED_ZH.sub("", re.sub(r"(?:吗|么)?[？?。]*$", "", rest)).removeprefix("都").strip()
    return tuple(_claim(name, said, f"谁{said}", "zh") for name in subjects) if len(said) > 1 else ()


def _claim(subject: str, said: str, question: str, language: str) -> Claim:
    # What kind of thing could be the answer is known: it is the subject.
    return Claim(subject, said, replace(read_question(question, language), form="thing", head="", kinds=("misc",)))
