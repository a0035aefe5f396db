"""What asking may read, and the arrays that make reading fast."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kgworkbench.index.bm25 import WordIndex, index_words
from kgworkbench.index.names import Keys
from kgworkbench.index.words import words
from kgworkbench.model.graph import Entity, Graph, Relation
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.ports import Embedder, Vectors

if TYPE_CHECKING:
    from kgworkbench.index.match import Match

__all__ = ["Index", "Library", "Origin", "Recent", "Rows"]

Rows = NDArray[np.int32]


@dataclass(slots=True)
class Recent:
    """Matches of the last few texts, so that the routes that serve one sub-query compute them once."""

    matches: "OrderedDict[str, Future[Match]]" = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """What an Index was made of, and what reading it found: enough to make the next one from the differences alone.

    ``keys`` are each entity's names as words, ``titles`` each chunk's title as words; ``said_in`` (statements,) is the
    chunk of each statement and ``said_of`` (statements, 2) the nodes it joins, in the order the text names them.
    """

    graph: Graph
    chunks: tuple[Chunk, ...]
    keys: tuple[Keys, ...]
    titles: tuple[str, ...]
    said_in: Rows
    said_of: Rows


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Arrays over a graph and its chunks. Rows follow the graph's entities and the chunks as given.

    A *fact* is a row for each of the ``relations``, in the graph's order, then one for each attribute of each entity
    (``owners`` and ``places`` say whose, and where among that entity's attributes), ``told`` in all, then one for
    each statement of the text. ``fact_types`` and ``entity_types`` are codes into ``relation_names`` and
    ``type_names``, both sorted.

    ``about`` (facts x nodes, which are entities, then chunks) says which nodes a fact joins; ``facts_of`` (entities x
    facts) which told facts are about an entity;
    ``facts_in`` (chunks x facts) which facts a chunk states; ``steps`` (entities + chunks, square, rows sum to 1)
    is how relevance walks; ``topics`` is the node each chunk is about, an entity or itself; ``rarity`` is one over the
    number of chunks that mention an entity, then 1 for each chunk. ``anchors`` holds each entity's id, name and type;
    ``names`` the rows of entities by the words of a name or alias, of which none has more than ``longest``. Vectors are
    None where the embedder knows no more than the words do; ``seen_chunks`` and ``seen_facts``, where given, say which
    of their rows the chunks and facts have: an Index without some of them shares the vectors of the whole one, and has
    no ``origin`` to be brought up to date from.
    """

    embedder: Embedder
    relations: int
    told: int
    fact_types: Rows
    entity_types: Rows
    relation_names: tuple[str, ...]
    type_names: tuple[str, ...]
    owners: Rows
    places: Rows
    about: csr_array
    facts_of: csr_array
    facts_in: csr_array
    steps: csr_array
    topics: Rows
    rarity: Vectors
    chunk_words: WordIndex
    title_words: WordIndex
    fact_words: WordIndex
    name_grams: WordIndex
    names: Mapping[str, tuple[int, ...]]
    anchors: tuple[tuple[str, str, str], ...]
    longest: int
    chunk_vectors: Vectors | None = None
    fact_vectors: Vectors | None = None
    seen_chunks: Rows | None = None
    seen_facts: Rows | None = None
    origin: Origin | None = None
    recent: Recent = field(default_factory=Recent)

    @property
    def entities(self) -> int:
        """How many entities there are."""
        return len(self.anchors)

    @property
    def facts(self) -> int:
        """How many facts there are: relations, attributes and statements."""
        return self.fact_words.size

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return self.chunk_words.size


@dataclass(frozen=True, eq=False)
class Library:
    """What ``ask`` may read: schema, graph, tree, index and chunks, with lookups by id made on first use."""

    schema: Schema
    graph: Graph
    tree: KnowledgeTree
    index: Index
    chunks: tuple[Chunk, ...]

    @cached_property
    def version(self) -> str:
        """The hash of everything that can change an answer: schema, graph, tree and chunks."""
        digest = hashlib.blake2b(digest_size=8)
        digest.update(f"{self.schema.name}\0{self.schema.version}\0{self.index.embedder.name}".encode())
        for entity in self.graph.entities:
            facts = ";".join(f"{fact.type}={fact.value}" for fact in entity.attributes)
            line = f"{entity.id}\0{entity.name}\0{entity.type}\0{entity.aliases}\0{facts}\n"
            digest.update(line.encode("utf-8", "surrogatepass"))
        for relation in self.graph.relations:
            digest.update(f"{relation.id}\0{len(relation.provenance)}\n".encode())
        for chunk in self.chunks:
            digest.update(f"{chunk.id}\n".encode())
        for community in self.tree.communities:
            said = (community.name, community.summary, *(word.term for word in community.keywords))
            line = f"{community.id}\0{community.parent}\0{community.members}\0{said}\n"
            digest.update(line.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.graph.entities}

    @cached_property
    def entity_row(self) -> Mapping[str, int]:
        """The row of each entity in the arrays, by id."""
        return {entity.id: row for row, entity in enumerate(self.graph.entities)}

    @cached_property
    def relation(self) -> Mapping[str, Relation]:
        """Relations by id."""
        return {relation.id: relation for relation in self.graph.relations}

    @cached_property
    def chunk(self) -> Mapping[str, Chunk]:
        """Chunks by id."""
        return {chunk.id: chunk for chunk in self.chunks}

    @cached_property
    def chunk_row(self) -> Mapping[str, int]:
        """The row of each chunk in the arrays, by id."""
        return {chunk.id: row for row, chunk in enumerate(self.chunks)}

    @cached_property
    def community(self) -> Mapping[str, Community]:
        """Communities by id."""
        return {community.id: community for community in self.tree.communities}

    @cached_property
    def children(self) -> Mapping[str, tuple[int, ...]]:
        """Positions in the tree of each community's children, by its id; those of the top stand under ""."""
        found: dict[str, list[int]] = {}
        for place, community in enumerate(self.tree.communities):
            found.setdefault(community.parent or "", []).append(place)
        return {parent: tuple(places) for parent, places in found.items()}

    @cached_property
    def community_words(self) -> WordIndex:
        """The word index of the communities' names, keywords and summaries, in the tree's order."""
        return index_words(
            words(" ".join((community.name, *(word.term for word in community.keywords), community.summary)))
            for community in self.tree.communities
        )

    @cached_property
    def members(self) -> csr_array:
        """Which entities each community holds: (communities, entities)."""
        rows = [
            (place, self.entity_row[member])
            for place, community in enumerate(self.tree.communities)
            for member in community.members
            if member in self.entity_row
        ]
        places = np.asarray(rows, dtype=np.int32).reshape(-1, 2)
        shape = (len(self.tree.communities), len(self.graph.entities))
        return csr_array((np.ones(len(places), dtype=np.float32), (places[:, 0], places[:, 1])), shape=shape)
