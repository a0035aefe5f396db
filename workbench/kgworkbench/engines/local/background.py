"""What the evidence knows of names: the types the graph gives them, and the sentences that define them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kgworkbench.engines.local.aliases import aliases
from kgworkbench.engines.local.answer_kinds import head_words, kind_fit
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.names import GIVEN_NAMES
from kgworkbench.engines.local.statements import Named, Statement, named_in
from kgworkbench.engines.local.stems import stem
from kgworkbench.engines.local.told import Told, told_by
from kgworkbench.engines.local.words_en import HEADS
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.schema import Schema

__all__ = ["Background", "background_of"]

_CALLED = 0.95
_NAMED_SO = 0.9
_OTHER = 0.3
_LIFE = re.compile(r"\s*[（(][^（()）]{0,12}(?:[—–－-][^（()）]{0,8}\d{3,4}|\d{3,4}年?生|born)")


@dataclass(frozen=True, slots=True)
class Background:
    """What is known when one question is answered: the schema, and what the evidence says of names.

    ``types`` are entity types by name as the graph has them, ``aliases`` other names of things with their own, and
    ``defined`` what follows a title in the sentence that introduces it, ``told`` what the
    graph says. ``read`` and ``judged`` keep what was worked
    out for this question.
    """

    schema: Schema
    types: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    defined: Mapping[str, str] = field(default_factory=dict)
    told: Told = field(default_factory=Told)
    read: dict[tuple[str, int], tuple[Named, ...]] = field(default_factory=dict, compare=False)
    judged: dict[tuple[str, str, str, tuple[str, ...]], float] = field(default_factory=dict, compare=False)

    def named(self, statement: Statement) -> tuple[Named, ...]:
        """The names that stand in the statement."""
        if statement.key not in self.read:
            self.read[statement.key] = named_in(statement, self.schema)
        return self.read[statement.key]

    def fit(self, name: str, type_name: str, asked: Asked) -> float:
        """How well a name fits what is asked for, by what the text claims here, the graph, and its definition."""
        key = (name, type_name, asked.head, asked.kinds)
        if key not in self.judged:
            self.judged[key] = self._judge(name, type_name, asked)
        return self.judged[key]

    def _judge(self, name: str, type_name: str, asked: Asked) -> float:
        best = kind_fit(name, type_name, asked, self.schema)
        known = self.types.get(name)
        if known and known != type_name:
            other = kind_fit(name, known, asked, self.schema)
            best = other if not type_name else 0.5 * (best + other) if other < best else other
        if asked.language == "en" and asked.kinds[:1] == ("person",) and _like_a_person(name):
            best = max(best, _NAMED_SO)
        if asked.kinds and _LIFE.match(self.defined.get(name, "")):
            best = max(best, _CALLED) if asked.kinds[0] == "person" else _OTHER * best
        return max(best, self._defined(name, asked))

    def _defined(self, name: str, asked: Asked) -> float:
        words, text = head_words(asked), self.defined.get(name, "")
        if not words or not text:
            return 0.0
        if asked.language == "zh":
            return _CALLED if words[0] in text[:40] else 0.0
        wanted = stem(words[0])
        return _CALLED if wanted in [stem(word) for word in re.findall(r"[a-z]+", text.lower())[:10]] else 0.0


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
        if title and title not in defined and statement.text.lstrip("《").startswith(title):
            after = statement.text[statement.text.find(title) + len(title) :].lstrip('》”"')
            if re.match(r"\s*(?:,|\(|（|is\b|was\b|是|为|，)", after):
                defined[title] = after[:160]
    return Background(schema, types, aliases(pool), defined, told_by(evidence, {item.title for item in pool}))
