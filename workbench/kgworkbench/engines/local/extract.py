"""Candidates of a chunk, from its text and the schema alone."""

import re

from kgworkbench.engines.local.attributes import described
from kgworkbench.engines.local.classify import classified
from kgworkbench.engines.local.compiled import compiled
from kgworkbench.engines.local.literals import literals
from kgworkbench.engines.local.masks import masked
from kgworkbench.engines.local.mentions import spotted
from kgworkbench.engines.local.mentions_zh import words_zh
from kgworkbench.engines.local.pronouns import stand_ins
from kgworkbench.engines.local.proposals import proposed
from kgworkbench.engines.local.relations import linked
from kgworkbench.engines.local.retype import retyped
from kgworkbench.engines.local.spotted import Typed
from kgworkbench.model.facts import AttributeCandidate, Candidates, MentionCandidate, TripleCandidate
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Span
from kgworkbench.read.language import language_of
from kgworkbench.read.sentences import sentences

__all__ = ["extract"]


def extract(task: ExtractTask) -> Candidates:
    """The mentions, triples, attributes and wanted types that the chunk yields under the schema.

    Every mention's span is in document offsets and quotes its text. Deterministic; loads no model; the Chinese
    dictionary (about a second) is read once, at the first Chinese chunk.
    """
    text, offset = task.chunk.text, task.chunk.start
    language = language_of(text)
    view = compiled(task.schema, language)
    found = literals(text, language)
    words = words_zh(text) if language == "zh" else ()
    spots = spotted(text, task.chunk.title, view, found, words)
    typed = classified(spots, text, view)
    places = tuple((span.start, span.end) for span in sentences(text))
    pronouns = stand_ins(text, typed, places, view)
    triples: dict[tuple[int, str, int], TripleCandidate] = {}
    attributes: dict[tuple[int, str], AttributeCandidate] = {}
    topic = _topic(typed, task.chunk.title)
    for start, end in places:
        inside = tuple((at, item) for at, item in enumerate(typed) if start <= item.start and item.end <= end)
        stands = tuple(item for item in pronouns if start <= item[0] < end)
        standing = tuple((at, typed[at]) for _, _, at in stands)
        if inside:
            sentence = masked(text, start, end, inside, language, stands, dict(standing))
            first = {typed[at].text: at for at, _ in reversed(inside)}
            for link in linked(sentence, view):
                # In one sentence the first mention of a name stands for its repetitions.
                head, tail = (first.get(typed[at].text, at) for at in (link.head, link.tail))
                key = (head, link.relation, tail)
                if head == tail:
                    continue
                if key not in triples or triples[key].confidence < link.confidence:
                    triples[key] = TripleCandidate(*key, link.confidence, Span(offset + start, offset + end))
        for at, name, value, first, last, weight in described(text, start, end, inside, stands, topic, found, view, typed):
            if (at, name) not in attributes or attributes[(at, name)].confidence < weight:
                attributes[(at, name)] = AttributeCandidate(at, name, value, Span(offset + first, offset + last), weight)
    typed, kept = retyped(typed, triples, view)
    mentions = tuple(
        MentionCandidate(item.text, item.type, Span(offset + item.start, offset + item.end), item.confidence) for item in typed
    )
    return Candidates(
        mentions,
        tuple(triples[key] for key in sorted(kept)),
        tuple(attributes[key] for key in sorted(attributes)),
        proposed(text, offset, spots, typed, view),
    )


def _topic(typed: tuple[Typed, ...], title: str) -> int | None:
    """The mention a chunk is about: the one its title names, else the first."""
    name = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", title).strip()
    return next((at for at, item in enumerate(typed) if item.text == name), 0 if typed else None)
