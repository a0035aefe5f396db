"""Candidates of a chunk, from its text and the schema alone."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from kgworkbench.engines.local.attributes import Described, described, lifespans
from kgworkbench.engines.local.chains import chained
from kgworkbench.engines.local.classify import classified
from kgworkbench.engines.local.compiled import Compiled, compiled
from kgworkbench.engines.local.gazetteer import ERAS_ZH, PLACES
from kgworkbench.engines.local.literals import literals
from kgworkbench.engines.local.masks import masked
from kgworkbench.engines.local.mentions import spotted
from kgworkbench.engines.local.pronouns import stand_ins
from kgworkbench.engines.local.proposals import proposed
from kgworkbench.engines.local.relations import Linked, linked
from kgworkbench.engines.local.retype import retyped
from kgworkbench.engines.local.segment_zh import words_zh
from kgworkbench.engines.local.spotted import Typed
from kgworkbench.model.facts import AttributeCandidate, Candidates, MentionCandidate, TripleCandidate
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Span
from kgworkbench.read.language import language_of
from kgworkbench.read.sentences import sentences

__all__ = ["extract"]

Place = tuple[int, int]
Key = tuple[int, str, int]


def extract(task: ExtractTask) -> Candidates:
    """The mentions, triples, attributes and wanted types that the chunk yields under the schema.

    Every span is in document offsets and quotes its text. Deterministic; loads no model; the Chinese dictionary
    (about a second) is read once, at the first Chinese chunk.
    """
    text, offset = task.chunk.text, task.chunk.start
    language = language_of(text)
    view = compiled(task.schema, language)
    found = literals(text, language)
    words = words_zh(text) if language == "zh" else ()
    spots = spotted(text, task.chunk.title, view, found, words)
    typed = classified(spots, text, view)
    places = tuple((span.start, span.end) for span in sentences(text))
    stands = stand_ins(text, typed, places, view)
    triples: dict[Key, TripleCandidate] = {}
    facts: list[Described] = []
    starts = [item.start for item in typed]
    topic = _topic(typed, task.chunk.title)
    for start, end in places:
        inside = tuple(
            (at, typed[at])
            for at in range(bisect_left(starts, start), bisect_left(starts, end))
            if typed[at].end <= end
        )
        here = tuple(item for item in stands if start <= item[0] < end)
        for triple in _triples(text, (start, end), inside, here, typed, view, offset):
            key = (triple.head, triple.relation, triple.tail)
            if key not in triples or triples[key].confidence < triple.confidence:
                triples[key] = triple
        facts.extend(described(text, start, end, inside, here, topic, found, view, typed))
    facts.extend(lifespans(text, typed, found, view))
    typed, kept = retyped(typed, triples, view)
    return Candidates(
        tuple(
            MentionCandidate(item.text, item.type, Span(offset + item.start, offset + item.end), item.confidence)
            for item in typed
        ),
        tuple(triples[key] for key in sorted(kept)),
        _attributes(facts, typed, view, offset),
        proposed(text, offset, spots, typed, frozenset(frozenset((key[0], key[2])) for key in kept), words, view),
    )


def _triples(
    text: str,
    place: Place,
    inside: tuple[tuple[int, Typed], ...],
    stands: tuple[tuple[int, int, int], ...],
    typed: tuple[Typed, ...],
    view: Compiled,
    offset: int,
) -> Iterable[TripleCandidate]:
    """The triples of one sentence; in it the first mention of a name stands for its repetitions."""
    if not inside:
        return
    start, end = place
    marked = tuple(item for item in inside if item[1].shape not in _PLAIN or item[1].type in view.linkable)
    sentence = masked(text, start, end, marked, view.language, stands, {at: typed[at] for _, _, at in stands})
    first = {item.text: at for at, item in reversed(inside)}
    links = tuple(
        _turned(link, typed, view)
        for link in linked(sentence, view)
        if link.relation not in view.eras or _ERA.search(typed[link.tail].text)
    )
    for link in (*links, *chained(links, view)):
        head, tail = first.get(typed[link.head].text, link.head), first.get(typed[link.tail].text, link.tail)
        if head != tail:
            yield TripleCandidate(head, link.relation, tail, link.confidence, Span(offset + start, offset + end))


_ERA = re.compile("[朝代]$|时期|年间|[末初]$|^[夏商周秦汉晋隋唐宋辽金元明清魏蜀吴]$|" + "|".join(ERAS_ZH))
_PLAIN = frozenset(("demonym", "date", "number"))
"""Shapes of mentions that stay as they are written in a sentence where no relation can link them."""


def _turned(link: Linked, typed: tuple[Typed, ...], view: Compiled) -> Linked:
    """The link, the other way round where it would put a larger known place into a smaller one."""
    if link.relation in view.inside:
        sizes = [_SIZES.get(PLACES.get(typed[at].text, ""), 0) for at in (link.head, link.tail)]
        if sizes[0] > sizes[1] > 0:
            return replace(link, head=link.tail, tail=link.head)
    return link


_SIZES = {"city": 1, "region": 2, "country": 3}


def _attributes(
    facts: list[Described], typed: tuple[Typed, ...], view: Compiled, offset: int
) -> tuple[AttributeCandidate, ...]:
    """The surest value of each mention's attribute, for mentions that may carry it."""
    carriers = {attribute.type.name: attribute.of for attribute in view.attributes}
    best: dict[tuple[int, str], AttributeCandidate] = {}
    for at, name, value, start, end, weight in facts:
        if typed[at].type not in carriers[name]:
            continue
        if (at, name) not in best or best[(at, name)].confidence < weight:
            best[(at, name)] = AttributeCandidate(at, name, value, Span(offset + start, offset + end), weight)
    return tuple(best[key] for key in sorted(best))


def _topic(typed: tuple[Typed, ...], title: str) -> int | None:
    """The mention a chunk is about: the one its title names, else the first."""
    name = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", title).strip()
    return next((at for at, item in enumerate(typed) if item.text == name), 0 if typed else None)
