"""Mentions judged to be one thing: the graph as a pure function of the extractions, kept up document by document."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kgworkbench.model.facts import Extraction
from kgworkbench.model.graph import Entity, Fact, Graph, GraphDelta, Provenance, Relation
from kgworkbench.model.schema import Schema
from kgworkbench.resolve.identity import entity_id, in_order, relation_id
from kgworkbench.resolve.within import DocumentFacts, Key, document_facts

__all__ = ["Resolver", "resolve"]

Link = tuple[Key, str, Key]


def resolve(extractions: Iterable[Extraction], schema: Schema | None = None) -> Graph:
    """The graph of all extractions: entities by (normalised name, type), relations by (head, type, tail).

    Two names are also one entity where a text itself says so ("Advanced Research Projects Agency (ARPA)") and no
    text says otherwise. Homonyms of different types never fuse.
    """
    resolver = Resolver(schema)
    by_document: dict[str, list[Extraction]] = {}
    for extraction in extractions:
        by_document.setdefault(extraction.document, []).append(extraction)
    for document, found in by_document.items():
        resolver.replace(document, found)
    resolver.delta()
    return resolver.graph()


class Resolver:
    """The graph of the documents it was given, and what changed in it since it was last asked.

    Adding and removing documents in any order ends in the same graph as ``resolve`` over those that remain.
    """

    def __init__(self, schema: Schema | None = None) -> None:
        kinds = schema.relation_types if schema else ()
        self._symmetric = frozenset(kind.name for kind in kinds if kind.symmetric)
        self._documents: dict[str, DocumentFacts] = {}
        self._naming: dict[Key, set[str]] = {}
        self._linking: dict[Link, set[str]] = {}
        self._links_of: dict[Key, set[Link]] = {}
        self._definitions: dict[Key, Counter[Key]] = {}
        self._defined_by: dict[Key, set[Key]] = {}
        self._touched: set[Key] = set()
        self._touched_links: set[Link] = set()
        self._redefined: set[Key] = set()
        self._entities: dict[str, Entity] = {}
        self._relations: dict[str, Relation] = {}
        self._entities_of: dict[Key, str] = {}
        self._relations_of: dict[Link, str] = {}

    def replace(self, document: str, extractions: Sequence[Extraction]) -> None:
        """Let the document say what these extractions hold, instead of what it said before."""
        self.remove(document)
        ordered = sorted(extractions, key=lambda extraction: extraction.chunk)
        facts = document_facts(ordered, self._symmetric)
        self._documents[document] = facts
        for key in facts.mentions:
            self._naming.setdefault(key, set()).add(document)
        for link in facts.relations:
            self._linking.setdefault(link, set()).add(document)
            self._links_of.setdefault(link[0], set()).add(link)
            self._links_of.setdefault(link[2], set()).add(link)
        for short, long in facts.definitions:
            self._definitions.setdefault(short, Counter())[long] += 1
            self._defined_by.setdefault(long, set()).add(short)
        self._touch(facts)

    def remove(self, document: str) -> None:
        """Forget what the document said."""
        facts = self._documents.pop(document, None)
        if facts is None:
            return
        self._touch(facts)
        for key in facts.mentions:
            _discard(self._naming, key, document)
        for link in facts.relations:
            _discard(self._linking, link, document)
        for short, long in facts.definitions:
            self._definitions[short][long] -= 1
            if self._definitions[short][long] <= 0:
                del self._definitions[short][long]
                _discard(self._defined_by, long, short)

    def graph(self) -> Graph:
        """The graph as of the last ``delta``."""
        return Graph(
            tuple(sorted(self._entities.values(), key=lambda entity: entity.id)),
            tuple(sorted(self._relations.values(), key=lambda relation: relation.id)),
        )

    def delta(self) -> GraphDelta:
        """What the documents replaced and removed since the last call did to the graph."""
        keys = self._family(self._touched)
        # A relation changes with what is said of it, or when an end stands for another entity than before.
        links = self._touched_links
        links.update(link for key in self._family(self._redefined) for link in self._links_of.get(key, ()))
        entities = self._settle_entities(keys)
        relations = self._settle_relations(links)
        for link in links:
            if link not in self._linking:
                _discard(self._links_of, link[0], link)
                _discard(self._links_of, link[2], link)
        self._touched, self._touched_links, self._redefined = set(), set(), set()
        return GraphDelta(entities[0], relations[0], entities[1], relations[1])

    def _touch(self, facts: DocumentFacts) -> None:
        self._touched.update(facts.mentions)
        self._touched_links.update(facts.relations)
        for short, long in facts.definitions:
            self._touched.update((short, long))
            self._redefined.update((short, long))

    def _family(self, keys: set[Key]) -> set[Key]:
        """The keys, and every key that stands or stood for the same entity as one of them."""
        family = set(keys)
        for key in keys:
            for rival in self._definitions.get(key, ()):
                family.add(rival)
                family.update(self._defined_by.get(rival, ()))
            family.update(self._defined_by.get(key, ()))
        return family

    def _canonical(self, key: Key) -> Key:
        """The full name's key where every text that defines the short form agrees on it."""
        longs = self._definitions.get(key)
        if longs is None or len(longs) != 1:
            return key
        (long,) = longs
        return key if self._definitions.get(long) else long

    def _members(self, canonical: Key) -> list[Key]:
        shorts = (key for key in self._defined_by.get(canonical, ()) if self._canonical(key) == canonical)
        return sorted({canonical, *shorts})

    def _settle_entities(self, keys: set[Key]) -> tuple[tuple[Entity, ...], tuple[str, ...]]:
        before = {self._entities_of.pop(key) for key in keys if key in self._entities_of}
        fresh: dict[str, Entity] = {}
        for canonical in {self._canonical(key) for key in keys}:
            members = [key for key in self._members(canonical) if key in self._naming]
            if members:
                entity = self._entity(canonical, members)
                fresh[entity.id] = entity
                self._entities_of.update(dict.fromkeys(members, entity.id))
        return _settle(self._entities, before, fresh)

    def _settle_relations(self, links: set[Link]) -> tuple[tuple[Relation, ...], tuple[str, ...]]:
        before = {self._relations_of.pop(link) for link in links if link in self._relations_of}
        fresh: dict[str, Relation] = {}
        done: set[Link] = set()
        for head, kind, tail in links:
            whole = (self._canonical(head), kind, self._canonical(tail))
            if whole[0] == whole[2]:
                continue
            if kind in self._symmetric and whole[2] < whole[0]:
                whole = (whole[2], kind, whole[0])
            if whole in done:
                continue
            done.add(whole)
            pairs = [(h, kind, t) for h in self._members(whole[0]) for t in self._members(whole[2])]
            if kind in self._symmetric:
                pairs += [(t, kind, h) for h, _, t in pairs]
            members = sorted(link for link in pairs if link in self._linking)
            if members:
                relation = self._relation(whole, members)
                fresh[relation.id] = relation
                self._relations_of.update(dict.fromkeys(members, relation.id))
        return _settle(self._relations, before, fresh)

    def _entity(self, canonical: Key, members: Sequence[Key]) -> Entity:
        surfaces: Counter[str] = Counter()
        full: Counter[str] = Counter()
        places: set[Provenance] = set()
        said: dict[tuple[str, str], set[Provenance]] = {}
        longest = len(canonical[0])
        for key in members:
            for document in self._naming[key]:
                facts = self._documents[document]
                for surface, place in facts.mentions[key]:
                    surfaces[surface] += 1
                    places.add(place)
                    if key == canonical and len(surface) >= longest:
                        full[surface] += 1
                for kind, value, place in facts.attributes.get(key, ()):
                    said.setdefault((kind, value), set()).add(place)
        # The name is the commonest whole form; a short form names an entity only where no whole one exists.
        name = min(full or surfaces, key=lambda surface: (-(full or surfaces)[surface], surface))
        attributes = tuple(Fact(kind, value, in_order(places_of)) for (kind, value), places_of in sorted(said.items()))
        aliases = tuple(sorted(surface for surface in surfaces if surface != name))
        return Entity(entity_id(canonical), name, canonical[1], aliases, attributes, in_order(places))

    def _relation(self, whole: Link, members: Sequence[Link]) -> Relation:
        confidence = 0.0
        places: set[Provenance] = set()
        for link in members:
            for document in self._linking[link]:
                for claimed, place in self._documents[document].relations[link]:
                    confidence = max(confidence, claimed)
                    places.add(place)
        head, kind, tail = entity_id(whole[0]), whole[1], entity_id(whole[2])
        return Relation(relation_id(head, kind, tail), head, kind, tail, confidence, in_order(places))


def _discard(index: dict, key: object, item: object) -> None:  # type: ignore[type-arg]
    members = index.get(key)
    if members is not None:
        members.discard(item)
        if not members:
            del index[key]


def _settle(kept: dict, before: set[str], fresh: dict) -> tuple:  # type: ignore[type-arg]
    """Write the fresh values over the kept ones; return those that differ, sorted, and the ids that are gone."""
    gone = tuple(sorted(before - fresh.keys()))
    for identity in gone:
        kept.pop(identity, None)
    changed = tuple(value for _, value in sorted(fresh.items()) if kept.get(value.id) != value)
    kept.update(fresh)
    return changed, gone
