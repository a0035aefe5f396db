"""The answers that chains of statements hold, weighed together with the chains."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kgworkbench.engines.local.agents_en import agent_fit
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.candidate import Candidate
from kgworkbench.engines.local.candidates import candidates
from kgworkbench.engines.local.clauses import clauses, said_with
from kgworkbench.engines.local.coverage import Coverage
from kgworkbench.engines.local.lexicon import named_types
from kgworkbench.engines.local.sentence_paths import SentencePath
from kgworkbench.engines.local.stems import stem
from kgworkbench.engines.local.synonyms import synonyms_en, synonyms_zh
from kgworkbench.engines.local.terms import SINGLED_OUT

__all__ = ["Found", "answers"]


_NEAR = 0.2
_ASKED_FOR = 0.3
_NEAR_DATE = 0.35
_OTHER_CLAUSE = 0.35
_NAME_NEAR = 0.5
_BREAK = 6
_TOLD = 0.35
_AGENT = 0.45
_YEAR = 0.35
_DEFINED = 0.4
_ELSEWHERE = 0.4
_LEAST_SAID = 0.3
_SAID = 0.5
_CLAUSES = 2
_CITIZEN = re.compile(r"\bcitizen|\bnational|\bcountry\b.*\bfrom\b|\bcome", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A possible answer with the chain it stands at the end of, and what speaks for it.

    ``score`` orders answers of one question; ``support`` (0 to 1) says how much of what was asked the statements
    themselves say, and is what a refusal is decided by; ``words`` how many words the question has beside its names.
    ``beside`` are the names that fill the same place of a sentence, this one among them, where it says who does what.
    """

    text: str
    path: SentencePath
    candidate: Candidate
    score: float
    support: float
    words: int = 2
    beside: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """The unit of a number."""
        return self.candidate.unit


def answers(
    paths: Sequence[SentencePath], coverage: Coverage, asked: Asked, background: Background
) -> tuple[Found, ...]:
    """The answers found, best first, each text once."""
    best: dict[str, Found] = {}
    held: dict[int, tuple[Candidate, ...]] = {}
    words = sum(term.kind != "name" and not term.head for term in coverage.terms)
    given = {term.form.casefold() for term in coverage.terms if term.kind == "name"}
    for path in paths:
        statement = coverage.statements[path.last.statement]
        barred = {bridge.casefold() for bridge in path.bridges}
        if path.last.statement not in held:
            held[path.last.statement] = candidates(statement, asked, background)
        said = _words_said(path, coverage, asked)
        for candidate in held[path.last.statement]:
            if candidate.fit < 0.2 or candidate.text.casefold() in barred:
                continue
            if any(candidate.text in bridge or bridge in candidate.text for bridge in path.bridges):
                continue
            if candidate.text.isascii() and given & set(candidate.text.casefold().split()):
                continue  # "Pascal" asked about is not "Blaise Pascal": an answer brings a name the question lacks
            own = background.aliases.get(candidate.text, "")
            if own and own in asked.text and candidate.slot < _ASKED_FOR:
                continue
            if candidate.owner and not _is_meant(candidate.owner, path, asked):
                continue
            heft = min(1.0, float(coverage.weights[list(path.last.terms)].sum()) / 1.2)
            near = _nearness(candidate, path, coverage, asked) * heft
            weight = _NEAR_DATE if asked.form == "date" else _NEAR
            score = path.score + 0.45 * candidate.fit + weight * near + 0.3 * candidate.slot
            agent = agent_fit(statement.text, candidate.start, candidate.end, asked) if candidate.fit >= 0.5 else 0.0
            score += _AGENT * agent
            score += _YEAR * _year_fit(statement.text, candidate, path, coverage)
            told = _told(candidate, path, coverage, asked, background)
            score += _TOLD * told
            here, most = _clause_shares(candidate, held[path.last.statement], statement.text, said)
            score -= _ELSEWHERE * (1.0 - here / most if most else 0.0)
            support = max(_support(path, coverage, asked), 0.6 * told, 0.6 * agent)
            if asked.form == "date" and asked.language == "en" and here < _LEAST_SAID:
                support *= here  # what the sentence says of the question's words it says of no date, or of another
            if candidate.slot >= _DEFINED and "country" in asked.kinds and _CITIZEN.search(asked.text):
                support = max(support, 0.6)  # "a Danish painter" says whose citizen, in none of the question's words
            found = Found(candidate.text, path, candidate, score, support, words)
            if candidate.text not in best or best[candidate.text].score < score:
                best[candidate.text] = found
    return tuple(sorted(best.values(), key=lambda item: (-item.score, item.text)))


def _told(candidate: Candidate, path: SentencePath, coverage: Coverage, asked: Asked, background: Background) -> float:
    """Whether the graph joins the candidate to what the last part is about by a relation its words name, 0 to 1."""
    if asked.form not in ("thing", "date"):
        return 0.0
    terms = [coverage.terms[row] for row in path.last.terms]
    from_names = [path.bridges[-1]] if path.bridges else [term.text for term in terms if term.kind == "name"]
    words = " ".join(term.text for term in terms if term.kind != "name")
    wanted = named_types(words, asked.language, background.schema)
    if not wanted:
        return 0.0
    nouns = words.split()
    return float(any(background.told.joins(name, candidate.text, wanted, nouns) for name in from_names))


def _words_said(path: SentencePath, coverage: Coverage, asked: Asked) -> list[tuple[int, int, float]]:
    """Where the last statement says words of its part of the question, with their weights; none in a single clause."""
    statement = coverage.statements[path.last.statement]
    if asked.form not in ("date", "thing") or len(clauses(statement.text)) < _CLAUSES:
        return []
    found = []
    for row in path.last.terms:
        term = coverage.terms[row]
        if term.kind == "word" and not term.head and coverage.direct[row, path.last.statement] >= _SAID:
            for start, end in _spots(term.form, term.kind, statement.text, statement.stems)[:1]:
                found.append((start, end, float(coverage.weights[row])))
    return found


def _clause_shares(
    candidate: Candidate, others: Sequence[Candidate], text: str, words: Sequence[tuple[int, int, float]]
) -> tuple[float, float]:
    """How much of what the sentence says of the question's words it says in the candidate's clause, and in the best
    one of a candidate that fits as well."""
    if candidate.start < 0 or not words:
        return 1.0, 1.0
    rivals = [
        (item.start, item.end)
        for item in others
        if item.start >= 0 and item.fit >= candidate.fit - 0.1 and item.start != candidate.start
    ]
    own = said_with(text, (candidate.start, candidate.end), rivals, words)
    if own >= 1.0:
        return own, own
    best = max(
        (said_with(text, spot, [other for other in rivals if other != spot], words) for spot in rivals), default=own
    )
    return own, max(own, best)


_A_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d{2})(?!\d)")
_BESIDE_YEAR = 45


def _year_fit(text: str, candidate: Candidate, path: SentencePath, coverage: Coverage) -> float:
    """Whether the year beside a candidate is the one the question gives: 1 where it is, -1 where another is."""
    asked = {coverage.terms[row].form for row in path.last.terms if _A_YEAR.fullmatch(coverage.terms[row].form)}
    if not asked or candidate.start < 0 or len(set(_A_YEAR.findall(text))) < 2:
        return 0.0
    if text.isascii():
        near = _A_YEAR.findall(text[candidate.end : candidate.end + _BESIDE_YEAR])[:1]
    else:
        near = _A_YEAR.findall(text[: candidate.start])[-1:]
    return 0.0 if not near else 1.0 if near[0] in asked else -1.0


def _is_meant(owner: str, path: SentencePath, asked: Asked) -> bool:
    """Whether a name is the question's or one that the chain passed through."""
    return any(owner in name or (len(name) > 1 and name in owner) for name in (asked.text, *path.bridges))


def _nearness(candidate: Candidate, path: SentencePath, coverage: Coverage, asked: Asked) -> float:
    """How near the candidate stands to the words of the last part that its statement says, 0 to 1."""
    if candidate.start < 0:
        return 0.3
    statement = coverage.statements[path.last.statement]
    scale = 25.0 if statement.text.isascii() else 8.0
    total = share = 0.0
    by_words = asked.form == "date" and any(coverage.terms[row].kind == "word" for row in path.last.terms)
    for row in path.last.terms:
        term = coverage.terms[row]
        away = max(0, asked.focus - term.end, term.start - asked.focus_end)
        share_of = _NAME_NEAR if by_words and term.kind == "name" else 1.0
        weight = share_of * coverage.weights[row] * coverage.direct[row, path.last.statement] / (1.0 + away / scale)
        if asked.focus_end and re.search(
            r"[，,；;]", asked.text[min(term.end, asked.focus_end) : max(term.start, asked.focus)]
        ):
            weight *= _OTHER_CLAUSE
        if weight <= 0 or coverage.terms[row].head:
            continue
        place = _place(coverage.terms[row].form, coverage.terms[row].kind, statement.text, statement.stems, candidate)
        if place is None:
            continue
        total += weight
        share += weight / (1.0 + place / scale)
    return share / total if total else 0.2


def _place(
    form: str, kind: str, text: str, stems: Sequence[tuple[str, int, int]], candidate: Candidate
) -> float | None:
    gaps = [
        max(0, start - candidate.end, candidate.start - end)
        + _BREAK * bool(re.search("[，,；;]", text[min(end, candidate.end) : max(start, candidate.start)]))
        for start, end in _spots(form, kind, text, stems)
    ]
    return float(min(gaps)) if gaps else None


def _spots(form: str, kind: str, text: str, stems: Sequence[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Where a text has a term, or a word that says nearly the same."""
    spots = []
    if text.isascii() or kind == "name":
        at = text.find(form.split()[-1] if form.isascii() else form)
        if at >= 0:
            spots.append((at, at + len(form)))
        wanted = stem(form.lower())
        near = synonyms_en(wanted)
        spots.extend((start, end) for word, start, end in stems if word == wanted or word in near)
    else:
        for word in (form, *sorted(synonyms_zh(form))):
            at = text.find(word)
            if at >= 0:
                spots.append((at, at + len(word)))
    return spots


def _support(path: SentencePath, coverage: Coverage, asked: Asked) -> float:
    """The least share that any step of the chain accounts for of its own part, names the step must hold aside."""
    least = 1.0
    for link in path.links:
        rows = [row for row in link.terms if coverage.terms[row].kind != "name" and not coverage.terms[row].head]
        rows = [row for row in rows if coverage.terms[row].form not in SINGLED_OUT] or rows
        need = float(coverage.weights[rows].sum())
        if need <= 0:
            continue
        here = float(coverage.weights[rows] @ coverage.direct[rows, link.statement])
        around = float(coverage.weights[rows] @ coverage.context[rows, link.statement])
        share = (here + around) / (2 * need)
        if link is path.last and any(
            coverage.terms[row].form == asked.head and coverage.direct[row, link.statement] < 0.3 for row in rows
        ):
            share *= 0.5
        least = min(least, share)
    return least
