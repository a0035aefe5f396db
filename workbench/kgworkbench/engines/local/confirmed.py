"""Whether claims hold: each thing must be among the answers to the question its claim turns into."""

import re
from collections.abc import Sequence

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.candidate import Candidate
from kgworkbench.engines.local.claims import Claim
from kgworkbench.engines.local.operations import Computed
from kgworkbench.engines.local.refusal import kin_said, stands, subject_kept
from kgworkbench.engines.local.sentence_paths import Link, SentencePath
from kgworkbench.engines.local.solving import Solving
from kgworkbench.read.quantities import moments

__all__ = ["confirmed"]

_MEMBERS = 60
_SAID = 0.5
_BESIDE = 0.5
_NOT = re.compile(
    r"\b(?:not|never|nor|neither|without|declined|refused|failed)\b|n['’]t\b|没有|从未|未曾|并非|不是|拒绝"
)
_LIFE = re.compile(r"^(?P<end>born|die[ds]?|dead)\s+(?P<link>in|on|at)\s+(?:the\s+)?(?P<what>.+)$", re.I)


def confirmed(claims: Sequence[Claim], work: Solving) -> Computed | None:
    """Yes where a statement says each of the claims, no where one gives another year of a life; None where neither.

    That no statement says a claim is no reason to deny it.
    """
    parts: list[Found] = []
    open_claims = []
    for claim in claims:
        said = _says(claim, work)
        if said is None:
            open_claims.append(claim)
        else:
            parts.append(said)
    if not open_claims:
        return Computed("yes", tuple(parts), min(part.support for part in parts))
    for claim in open_claims:
        other = _otherwise(claim, work)
        if other is not None:
            return Computed("no", (other,), other.support, (f"{claim.subject}: {other.text}",))
    return None


def _says(claim: Claim, work: Solving) -> Found | None:
    """The statement that says a claim, None where none does plainly."""
    defined = _is_one(claim, work)
    if defined is not None:
        return defined
    coverage = work.coverage(claim.asked)
    rows = [row for row, term in enumerate(coverage.terms) if not term.head]
    best: dict[int, float] = {}
    for item in work.solve(claim.asked)[:_MEMBERS]:
        at = item.path.last.statement
        if item.path.bridges or item.score < best.setdefault(at, item.score) - _BESIDE:
            continue
        if not _is(item.text, claim.subject, work) or item.support < _SAID:
            continue
        text = coverage.statements[at].text
        said = item.beside or all(float(coverage.context[row, at]) >= _SAID for row in rows)
        if _NOT.search(text) or not said:
            continue
        if stands(item, claim.asked) and subject_kept(item, coverage) and kin_said(item, coverage):
            return item
    return None


_IS_ZH = re.compile(r"^(?:就|也|真的)?是(?:一[个位名部座种])?(?P<what>[^的了]{2,8}?)人?$")


def _is_one(claim: Claim, work: Solving) -> Found | None:
    """The sentence that defines a thing as what is claimed it is: 毕昇是北宋的平民 says that he is of 北宋."""
    found = _IS_ZH.match(claim.said) if claim.asked.language == "zh" else None
    if found is None:
        return None
    what, name = found["what"], claim.subject
    pattern = re.compile(
        rf"{re.escape(name)}(?:（[^）]*）)?[》，]?(?:[^。；，]{{0,6}}，){{0,3}}(?:是|为)?[^。；，]{{0,4}}{re.escape(what)}"
    )
    for at, statement in enumerate(work.pool):
        text = statement.text
        if not text.lstrip("《").startswith(name) or _NOT.search(text) or pattern.match(text.lstrip("《")) is None:
            continue
        start = text.find(what)
        link = SentencePath((Link(at, (), 1.0),), (), 1.0)
        return Found(name, link, Candidate(name, start, start + len(what), 1.0), 1.0, 1.0, beside=(name,))
    return None


def _is(name: str, subject: str, work: Solving) -> bool:
    whole, told = work.background.told.whole, work.background.aliases
    return whole(told.get(name, name)).casefold() == whole(told.get(subject, subject)).casefold()


def _otherwise(claim: Claim, work: Solving) -> Found | None:
    """The year of birth or death that a statement gives instead of the one claimed.

    Of a place nothing follows: who was born in Soho was born in London.
    """
    found = _LIFE.match(claim.said) if claim.asked.language == "en" else None
    year = re.search(r"\b\d{3,4}\b", found["what"]) if found else None
    if found is None or year is None:
        return None
    text = f"{claim.subject} {'was born' if found['end'].lower() == 'born' else 'died'}"
    part = Asked(text, "en", "date", len(text), len(text), kinds=("date",))
    coverage = work.coverage(part)
    for item in work.solve(part)[:1]:
        when = moments(item.text, "en")
        if when and when[0].year != int(year[0]) and stands(item, part) and subject_kept(item, coverage):
            return item
    return None
