"""What could be the answer in a statement: names, noun phrases, dates and numbers, each with how well it fits."""

import re
from dataclasses import replace
from itertools import pairwise

from kgworkbench.engines.local.answer_kinds import head_words
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.background import Background
from kgworkbench.engines.local.beside import called_so, gap_fit
from kgworkbench.engines.local.candidate import Candidate
from kgworkbench.engines.local.literal_candidates import dates, numbers
from kgworkbench.engines.local.nations import country_of, peoples_in
from kgworkbench.engines.local.phrases_zh import gap_fillers, nouns_zh
from kgworkbench.engines.local.places import known_places, level_fit
from kgworkbench.engines.local.statements import Named, Statement, title_type
from kgworkbench.engines.local.stems import FUNCTION_WORDS

__all__ = ["candidates"]


def candidates(statement: Statement, asked: Asked, background: Background) -> tuple[Candidate, ...]:
    """The candidates of a statement, none of them in the question's own words."""
    if asked.form == "date":
        found = dates(statement, asked)
    elif asked.form in ("number", "count", "duration", "age"):
        found = numbers(statement, asked)
    else:
        found = _things(statement, asked, background)
    return tuple(item for item in found if not _in_question(item.text, asked))


def _in_question(text: str, asked: Asked) -> bool:
    if asked.language == "zh":
        return text in asked.text
    if text.isascii() and asked.text.isascii() and text.lower() not in asked.text.lower():
        return False
    return bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", asked.text, re.I))


_PHRASE = re.compile(r"\b(?:an?|the|its|his|her|their)\s+((?:[a-z][a-z-]*\s+){0,3}[a-z][a-z-]+)\b", re.I)


def _things(statement: Statement, asked: Asked, background: Background) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    common = bool(re.search(r"\b(?:kind|sort|type)s?\s+of\b", asked.text[asked.focus : asked.focus_end]))
    for named in (_whole(item, statement.text) for item in background.named(statement)):
        if _NO_NAME_ZH.fullmatch(named.text):
            continue
        fit = background.fit(named.text, named.type, asked)
        if asked.language == "zh" and asked.kinds[:1] == ("person",) and statement.text[named.end :].startswith("人"):
            fit *= 0.3
        fit = (0.4 if common else 1.0) * max(
            fit * (0.7 + 0.3 * named.confidence), 0.9 * called_so(statement.text, named.start, named.end, asked)
        )
        _keep(
            found,
            Candidate(named.text, named.start, named.end, fit, gap_fit(statement.text, named.start, named.end, asked)),
        )
    if asked.kinds[:1] == ("place",) and level_fit("Paris", (head_words(asked) or ("",))[0]) is None:
        _inner_places(found, statement.text)
    if asked.language == "zh":
        for item in (*gap_fillers(statement, asked), *nouns_zh(statement, asked, background)):
            _keep(found, item)
    else:
        for item in (
            *_peoples(statement, asked),
            *_places(statement, asked),
            *_unspotted(statement, asked, background),
        ):
            _keep(found, item)
        people = asked.kinds[:1] == ("person",)
        for match in _PHRASE.finditer(statement.text):
            words = match[1].split()
            cut = next((at for at, word in enumerate(words) if word.lower() in FUNCTION_WORDS and at), len(words))
            words = words[:cut]
            while words and (words[-1].lower() in FUNCTION_WORDS or words[-1].endswith("ly")):
                words.pop()
            while words and words[0].lower() in FUNCTION_WORDS:
                words.pop(0)
            if not words or people or asked.kinds[:1] == ("place",):
                continue
            text = " ".join(words)
            at = statement.text.find(text, match.start())
            called = called_so(statement.text, at, at + len(text), asked)
            fit = max(0.6 if common else 0.25 if not asked.head else 0.1, 0.8 * called)
            _keep(found, Candidate(text, at, at + len(text), fit))
    if statement.title:
        fit = _title_fit(statement, asked, background)
        pronoun = _PRONOUN.match(statement.text)
        _keep(found, Candidate(statement.title, *(pronoun.span() if pronoun else (-1, -1)), fit))
    return list(found.values())


def _inner_places(found: dict[str, Candidate], text: str) -> None:
    """Of places named one within the other ("Salem, Ohio") the inner one is where it was, where no level is asked."""
    placed = sorted(
        (item for item in found.values() if item.start >= 0 and item.fit >= 0.5), key=lambda item: item.start
    )
    for inner, outer in pairwise(placed):
        if text[inner.end : outer.start] == ", ":
            found[inner.text] = replace(inner, fit=max(inner.fit, outer.fit))
            found[outer.text] = replace(outer, fit=0.8 * outer.fit)


_CAPITALS = re.compile(r"(?<=[a-z0-9,;:(] )(?:[A-Z][\w+#]*)(?: [A-Z][\w+#]*){0,3}(?![\w+#])")


def _unspotted(statement: Statement, asked: Asked, background: Background) -> list[Candidate]:
    """Names that no type claims, where the words beside them call them what is asked for, or their definition does."""
    if not asked.head:
        return []
    spans = [(named.start, named.end) for named in background.named(statement)]
    found = []
    for match in _CAPITALS.finditer(statement.text):
        start, end = match.span()
        if any(start < other_end and other < end for other, other_end in spans):
            continue
        fit = 0.9 * max(called_so(statement.text, start, end, asked), background.fit(match[0], "", asked) - 0.2)
        found.append(Candidate(match[0], start, end, fit))
    return found


def _places(statement: Statement, asked: Asked) -> list[Candidate]:
    """Where a country or the like is asked for: those everybody knows, also within longer names."""
    noun = (head_words(asked) or ("",))[0]
    return [Candidate(name, start, end, 0.9) for name, start, end in known_places(statement.text, noun)]


def _peoples(statement: Statement, asked: Asked) -> list[Candidate]:
    """Where a country or nationality is asked for: those of the peoples that the statement names."""
    nation = bool(re.search(r"\bnationalit", asked.text, re.I))
    if not nation and "country" not in asked.kinds:
        return []
    found = []
    for people, start, end in peoples_in(statement.text):
        defines = re.search(r"\b(?:is|was)\s+an?\s+(?:[\w-]+\s+){0,2}$", statement.text[:start])
        text = people if nation else country_of(people)
        found.append(Candidate(text, start, end, 0.9 if defines else 0.6, 0.4 if defines else 0.0))
    return found


_PRONOUN = re.compile(r"(?:He|She|It|They)\b|[他她它](?=[^们的])")


_SEAT = re.compile(r",\s(?:[A-Z][a-z]+\s?){1,2}")


_KIN_ZH = re.compile(r".*(?:父亲|母亲|妻子|丈夫|儿子|女儿|弟弟|哥哥|老师|学生|弟子|同乡)(?=[\u4e00-\u9fff]{2,3}$)")
_NO_NAME_ZH = re.compile(r"[他她它其这那].*|.*(?:时|时候|之后|以后)")


def _whole(named: Named, text: str) -> Named:
    """The name with the seat that tells it from its sisters, without the kinship before it.

    University of California, Berkeley; 钱颖 of 父亲钱颖.
    """
    kin = _KIN_ZH.match(named.text)
    if kin:
        return replace(named, text=named.text[kin.end() :], start=named.start + kin.end())
    if re.match(r"(?:State )?University (?:of|at)\b", named.text):
        seat = _SEAT.match(text, named.end)
        if seat and not re.match(r",\s(?:In|The|He|She|It|On|At|And|But)\b", seat[0]):
            end = named.end + len(seat[0].rstrip())
            return replace(named, text=text[named.start : end], end=end)
    return named


def _title_fit(statement: Statement, asked: Asked, background: Background) -> float:
    if _PRONOUN.match(statement.text):
        kind = title_type(statement, background.schema)
    else:
        kind = next((named.type for named in background.named(statement) if named.text == statement.title), "")
    return 0.9 * background.fit(statement.title, kind, asked)


def _keep(found: dict[str, Candidate], item: Candidate) -> None:
    other = found.get(item.text)
    if other is None or (item.fit + item.slot, -item.start) > (other.fit + other.slot, -other.start):
        found[item.text] = item
