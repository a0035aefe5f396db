"""What the evidence knows of names: the types the graph gives them, and the sentences that define them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kgworkbench.engines.local.answer_kinds import head_words, kind_fit
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.statements import Statement
from kgworkbench.engines.local.stems import stem
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.schema import Schema

__all__ = ["Background", "background_of"]

_CALLED = 0.95


@dataclass(frozen=True, slots=True)
class Background:
    """Entity types by name as the graph has them, and what follows a title in the sentence that introduces it."""

    types: Mapping[str, str] = field(default_factory=dict)
    defined: Mapping[str, str] = field(default_factory=dict)

    def fit(self, name: str, type_name: str, asked: Asked, schema: Schema) -> float:
        """How well a name fits what is asked for, by what the text claims here, the graph, and its definition."""
        best = kind_fit(name, type_name, asked, schema)
        known = self.types.get(name)
        if known and known != type_name:
            other = kind_fit(name, known, asked, schema)
            best = other if not type_name else 0.5 * (best + other) if other < best else other
        return max(best, self._defined(name, asked))

    def _defined(self, name: str, asked: Asked) -> float:
        words, text = head_words(asked), self.defined.get(name, "")
        if not words or not text:
            return 0.0
        if asked.language == "zh":
            return _CALLED if words[0] in text[:40] else 0.0
        wanted = stem(words[0])
        return _CALLED if wanted in [stem(word) for word in re.findall(r"[a-z]+", text.lower())[:10]] else 0.0


def background_of(evidence: Iterable[Evidence], pool: Iterable[Statement]) -> Background:
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
            after = statement.text[statement.text.find(title) + len(title) :].lstrip("》”\"")
            if re.match(r"\s*(?:,|\(|（|is\b|was\b|是|为|，)", after):
                defined[title] = after[:160]
    return Background(types, defined)
