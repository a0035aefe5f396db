"""Coreference inside one document: which mentions are short forms of a longer name beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kgworkbench.model.facts import Extraction
from kgworkbench.model.graph import Provenance
from kgworkbench.resolve.normalise import normalise

__all__ = ["UNTYPED", "DocumentFacts", "Key", "document_facts", "full_names"]

UNTYPED = "Thing"
"""The type of what was extracted without types: "1963" ends "January 1963" and is another thing all the same."""

Key = tuple[str, str]
"""Normalised name and entity type: what makes two mentions of different documents one entity."""


@dataclass(slots=True)
class DocumentFacts:
    """What one document says, by the keys of its entities.

    ``definitions`` pairs the key of a short form with the key of the full name that the text itself gives beside
    it, as in "Advanced Research Projects Agency (ARPA)".
    """

    mentions: dict[Key, list[tuple[str, Provenance]]] = field(default_factory=dict)
    relations: dict[tuple[Key, str, Key], list[tuple[float, Provenance]]] = field(default_factory=dict)
    attributes: dict[Key, list[tuple[str, str, Provenance]]] = field(default_factory=dict)
    definitions: set[tuple[Key, Key]] = field(default_factory=set)


def document_facts(extractions: Sequence[Extraction], symmetric: frozenset[str] = frozenset()) -> DocumentFacts:
    """The facts of one document's extractions, its short forms folded into the names they shorten.

    A mention is a short form when it is the last words of exactly one longer name of the same type in the same
    document ("Lovelace" beside "Ada Lovelace"); one that could belong to two names stays by itself.
    ``symmetric`` names the relation types whose direction means nothing.
    """
    facts = DocumentFacts()
    keys = {(normalise(mention.text), mention.type) for extraction in extractions for mention in extraction.mentions}
    full = full_names(keys)
    for extraction in extractions:
        here: list[Key] = []
        for mention in extraction.mentions:
            key = (normalise(mention.text), mention.type)
            key = full.get(key, key)
            here.append(key)
            place = Provenance(extraction.document, extraction.chunk, mention.span)
            facts.mentions.setdefault(key, []).append((mention.text, place))
        for triple in extraction.triples:
            head, tail = here[triple.head], here[triple.tail]
            if triple.relation in symmetric and tail < head:
                head, tail = tail, head
            if head != tail:
                place = Provenance(extraction.document, extraction.chunk, triple.evidence)
                facts.relations.setdefault((head, triple.relation, tail), []).append((triple.confidence, place))
        for attribute in extraction.attributes:
            place = Provenance(extraction.document, extraction.chunk, attribute.span)
            facts.attributes.setdefault(here[attribute.mention], []).append((attribute.type, attribute.value, place))
        facts.definitions.update(_definitions(extraction, here))
    return facts


def full_names(keys: set[Key]) -> dict[Key, Key]:
    """The longer name that each short form among one document's keys stands for; the others are left out."""
    longer: dict[Key, set[Key]] = {}
    for name, kind in keys:
        if kind == UNTYPED:
            continue
        words = name.split(" ")
        for cut in range(1, len(words)):
            short = (" ".join(words[cut:]), kind)
            if short in keys:
                longer.setdefault(short, set()).add((name, kind))
    full: dict[Key, Key] = {}
    for short, names in longer.items():
        # "Ada King Lovelace" and "King Lovelace" are one chain: the longest stands for all if all others end it.
        longest = max(names, key=lambda key: (len(key[0]), key))
        if all(longest[0].endswith(" " + name) or name == longest[0] for name, _ in names):
            full[short] = longest
    return full


def _definitions(extraction: Extraction, here: list[Key]) -> set[tuple[Key, Key]]:
    found: set[tuple[Key, Key]] = set()
    placed = [(m.span, m.text, key) for m, key in zip(extraction.mentions, here, strict=True) if m.span is not None]
    for (first, long, long_key), (second, short, short_key) in pairwise(sorted(placed)):
        beside = 0 <= second.start - first.end <= 2
        if beside and long_key != short_key and long_key[1] == short_key[1] and _is_acronym(short, long):
            found.add((short_key, long_key))
    return found


def _is_acronym(short: str, long: str) -> bool:
    letters = [letter for letter in short if letter.isalnum()]
    if not 2 <= len(letters) <= 8 or not short[0].isupper() or sum(letter.isupper() for letter in letters) < 2:
        return False
    initials = "".join(word[0] for word in long.replace("-", " ").split() if word[0].isalnum())
    wanted = "".join(letters).casefold()
    capitals = "".join(letter for letter in initials if letter.isupper()).casefold()
    return wanted in (initials.casefold(), capitals)
