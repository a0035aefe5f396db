"""What the evidence knows of names: the types the graph gives them, and the sentences that define them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kgworkbench.engines.local.aliases import aliases
from kgworkbench.engines.local.answer_kinds import head_words, kind_fit
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.described import noun_kinds
from kgworkbench.engines.local.kinds import fit, kinds_of_name
from kgworkbench.engines.local.names import GIVEN_NAMES
from kgworkbench.engines.local.places import level_fit
from kgworkbench.engines.local.statements import Named, Statement, named_in
from kgworkbench.engines.local.stems import FUNCTION_WORDS, stem
from kgworkbench.engines.local.told import Told, told_by
from kgworkbench.engines.local.trimmed_zh import trimmed
from kgworkbench.engines.local.words_en import HEADS
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.schema import Schema

__all__ = ["Background", "background_of"]

_CALLED = 0.95
_NAMED_SO = 0.9
_OTHER = 0.3
_LIFE = re.compile(r"\s*[（(][^（()）]{0,12}(?:[—–－-][^（()）]{0,8}\d{3,4}|\d{3,4}年?生|born)")
_IS_A = re.compile(
    r"\s*(?:\([^()]*\)|,[^,]*,)?\s*(?:is|was|are|were)\s+(?:an?|the|one\s+of\s+the)\s+(?P<what>[\w'’ -]+?)"
    r"(?=[,.;(]|\s(?:of|in|at|on|for|from|by|with|to|that|which|who|whose|where|and|[a-z]+ed|built|made|written|known|led"
    r"|born)\b)"
)
_SURNAME = re.compile(r"\b(?P<given>[A-Z][a-z]+)\s+(?:[A-Z][\w.]*\s+)?(?P<name>[A-Z][\w'-]+)")
_LIVED = re.compile(
    r"\b(?P<name>[A-Z][\w'-]+)(?:,[^,.;]{1,60},)?\s+(?:(?:was|had|has|later|then|also|himself|herself)\s+)*"
    r"(?:born|died|studied|graduated|married|taught|retired|emigrated|returned|befriended|earned|resigned|said|told|lived)\b"
)


@dataclass(frozen=True, slots=True)
class Background:
    """What is known when one question is answered: the schema, and what the evidence says of names.

    ``people`` are words that did what people do, ``types`` entity types by name as the graph has them, ``aliases``
    other names of things with their own, ``defined`` what follows a title in the sentence that introduces it, and
    ``told`` what the graph says, ``known`` the names of titles, entities and aliases.
    ``read`` and ``judged`` keep what was worked out for this question.
    """

    schema: Schema
    people: frozenset[str] = frozenset()
    types: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    defined: Mapping[str, str] = field(default_factory=dict)
    told: Told = field(default_factory=Told)
    known: frozenset[str] = frozenset()
    read: dict[tuple[str, int], tuple[Named, ...]] = field(default_factory=dict, compare=False)
    judged: dict[tuple[str, str, str, tuple[str, ...]], float] = field(default_factory=dict, compare=False)

    def named(self, statement: Statement) -> tuple[Named, ...]:
        """The names that stand in the statement."""
        if statement.key not in self.read:
            names = named_in(statement, self.schema)
            self.read[statement.key] = (
                trimmed(names, statement.text, self.known) if not statement.text.isascii() else names
            )
        return self.read[statement.key]

    def fit(self, name: str, type_name: str, asked: Asked) -> float:
        """How well a name fits what is asked for, by what the text claims here, the graph, and its definition."""
        key = (name, type_name, asked.head, asked.kinds)
        if key not in self.judged:
            self.judged[key] = self._judge(name, type_name, asked)
        return self.judged[key]

    def _judge(self, name: str, type_name: str, asked: Asked) -> float:
        level = level_fit(name, (head_words(asked) or ("",))[0])
        if level is not None:
            return level
        best = kind_fit(name, type_name, asked, self.schema)
        known = self.types.get(name)
        if known and known != type_name:
            other = kind_fit(name, known, asked, self.schema)
            best = other if not type_name else 0.5 * (best + other) if other < best else other
        if asked.language == "en" and asked.kinds[:1] == ("person",) and _like_a_person(name):
            best = max(best, _NAMED_SO)
        if asked.kinds not in ((), ("misc",)) and _LIFE.match(self.defined.get(name, "")):
            best = max(best, _CALLED) if asked.kinds[0] == "person" else _OTHER * best
        best = max(best, self._defined(name, asked))
        kinds = asked.kinds or noun_kinds((head_words(asked) or ("",))[0])
        if asked.language != "en" or "person" not in kinds:
            return best
        if kinds[0] == "person" and not self.may_be_person(name):
            said = self._kinds_said(name)
            return best if any(fit(kind, own, frozenset()) >= 0.5 for own in said for kind in kinds) else best * _OTHER
        return best * _OTHER if _says_other(name, kinds) else best

    def may_be_person(self, name: str) -> bool:
        """Whether nothing speaks against an English name being somebody's.

        What the sentence that introduces it calls another thing is nobody; a single word that is no surname must
        have done what people do somewhere in the evidence.
        """
        if _like_a_person(name) or _LIFE.match(self.defined.get(name, "")):
            return True
        said = self._kinds_said(name)
        if said:
            return "person" in said
        if " " in name or not name.isascii():
            return True
        whole = self.told.whole(name)
        return name in self.people or (whole != name and self.may_be_person(whole))

    def _kinds_said(self, name: str) -> tuple[str, ...]:
        """The engine's kinds of what a name is said to be where it is introduced: "X is an early computer"."""
        found = _IS_A.match(self.defined.get(name, ""))
        if found is None:
            return ()
        words = [word for word in found["what"].lower().split() if word not in FUNCTION_WORDS]
        return noun_kinds(words[-1]) if words else ()

    def _defined(self, name: str, asked: Asked) -> float:
        words, text = head_words(asked), self.defined.get(name, "")
        if not words or not text:
            return 0.0
        if asked.language == "zh":
            return _CALLED if words[0] in text[:40] else 0.0
        wanted = stem(words[0])
        return _CALLED if wanted in [stem(word) for word in re.findall(r"[a-z]+", text.lower())[:10]] else 0.0


def _says_other(name: str, kinds: tuple[str, ...]) -> bool:
    """Whether the last word of a name says it is nothing of the kinds asked for: "Harbour Road" is nobody."""
    words = name.split()
    if "person" not in kinds or len(words) < 2 or words[0].rstrip(".") in GIVEN_NAMES:
        return False
    said = [kind for kind, weight in kinds_of_name(words[-1]) if weight >= 0.95]
    return bool(said) and all(fit(wanted, own, frozenset()) < 0.5 for own in said for wanted in kinds)


@lru_cache(maxsize=16384)
def _people(text: str) -> tuple[str, ...]:
    """The words of a text that are somebody's: they follow a given name, or did what people do."""
    surnames = (match["name"] for match in _SURNAME.finditer(text) if match["given"] in GIVEN_NAMES)
    return (*surnames, *(match["name"] for match in _LIVED.finditer(text)))


def _like_a_person(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 4
        and words[0].rstrip(".") in GIVEN_NAMES
        and words[-1][:1].isupper()
        and words[-1].lower() not in HEADS
    )


def background_of(schema: Schema, evidence: Sequence[Evidence], pool: Sequence[Statement]) -> Background:
    """The background of a question's evidence."""
    types: dict[str, str] = {}
    for item in evidence:
        for hop in item.hops:
            types.setdefault(hop.head_name, hop.head_type)
            if not hop.literal:
                types.setdefault(hop.tail_name, hop.tail_type)
    defined: dict[str, str] = {}
    for statement in pool:
        title = statement.title
        if title and title not in defined and statement.text.removeprefix("The ").lstrip("《").startswith(title):
            after = statement.text[statement.text.find(title) + len(title) :].lstrip('》”"')
            if re.match(r"\s*(?:,|\(|（|is\b|was\b|是|为|，)", after):
                defined[title] = after[:160]
    people = frozenset(name for statement in pool for name in _people(statement.text))
    told = told_by(evidence, {item.title for item in pool})
    other = aliases(pool)
    known = frozenset((*(item.title for item in pool if item.title), *other, *other.values(), *types))
    return Background(schema, people, types, other, defined, told, known)
