"""A small library made by hand for the tests of the index and the routes, in both languages."""

from collections.abc import Sequence

from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.index.build import build_index
from kgworkbench.index.library import Library
from kgworkbench.model.graph import Entity, Fact, Graph, Provenance, Relation
from kgworkbench.model.ids import content_id
from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.model.text import Chunk, Span
from kgworkbench.model.tree import Community, Keyword, KnowledgeTree
from kgworkbench.ports import Embedder, Vectors

TEXTS = {
    "enigma": ("Enigma machine", "The Enigma machine was invented by Arthur Scherbius."),
    "scherbius": ("Arthur Scherbius", "Arthur Scherbius was born in Frankfurt. He died in Berlin."),
    "frankfurt": ("Frankfurt", "Frankfurt lies on the Main. Its population is 773000."),
    "bombe": ("Bombe", "The Bombe was designed by Alan Turing at Bletchley Park."),
    "turing": ("Alan Turing", "Alan Turing was born in London. Alan Turing studied at Princeton."),
    "shen": ("沈括", "沈括出生于钱塘。沈括著有《梦溪笔谈》。"),
    "mengxi": ("梦溪笔谈", "《梦溪笔谈》记载了活字印刷术，作者是沈括。"),
    "turner": ("Joseph Turner", "Joseph Turner painted The Fighting Temeraire."),
}
ENTITIES = {
    "Enigma machine": "Device",
    "Arthur Scherbius": "Person",
    "Frankfurt": "Place",
    "Berlin": "Place",
    "Main": "Place",
    "Bombe": "Device",
    "Alan Turing": "Person",
    "Bletchley Park": "Place",
    "London": "Place",
    "Princeton": "Organization",
    "沈括": "Person",
    "钱塘": "Place",
    "梦溪笔谈": "Work",
    "活字印刷术": "Thing",
    "Joseph Turner": "Person",
}
RELATIONS = [
    ("Enigma machine", "invented_by", "Arthur Scherbius", "enigma"),
    ("Arthur Scherbius", "born_in", "Frankfurt", "scherbius"),
    ("Arthur Scherbius", "died_in", "Berlin", "scherbius"),
    ("Frankfurt", "located_on", "Main", "frankfurt"),
    ("Bombe", "designed_by", "Alan Turing", "bombe"),
    ("Bombe", "located_in", "Bletchley Park", "bombe"),
    ("Alan Turing", "born_in", "London", "turing"),
    ("Alan Turing", "studied_at", "Princeton", "turing"),
    ("沈括", "出生于", "钱塘", "shen"),
    ("沈括", "著有", "梦溪笔谈", "shen"),
    ("梦溪笔谈", "记载", "活字印刷术", "mengxi"),
]


class Semantic:
    """A double of a model: lexical rows under a name that says it knows more than the words."""

    name = "double"

    def __init__(self) -> None:
        self._inner = LexicalEmbedder()

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._inner.embed(texts)


def chunk_of(document: str) -> Chunk:
    title, text = TEXTS[document]
    return Chunk(content_id("chunk", document), document, title, 0, len(text), text)


def entity_id(name: str) -> str:
    return content_id("entity", name)


def small_graph() -> Graph:
    entities = []
    for name, kind in ENTITIES.items():
        places = []
        for document in TEXTS:
            chunk = chunk_of(document)
            at = chunk.text.find(name)
            if at >= 0:
                places.append(Provenance(document, chunk.id, Span(at, at + len(name))))
        facts = (Fact("population", "773000", (places[-1],)),) if name == "Frankfurt" else ()
        aliases = ("Turing",) if name == "Alan Turing" else ()
        entities.append(Entity(entity_id(name), name, kind, aliases, facts, tuple(places)))
    relations = [
        Relation(
            content_id("relation", head, kind, tail),
            entity_id(head),
            kind,
            entity_id(tail),
            1.0,
            (Provenance(document, chunk_of(document).id),),
        )
        for head, kind, tail, document in RELATIONS
    ]
    return Graph(
        tuple(sorted(entities, key=lambda entity: entity.id)),
        tuple(sorted(relations, key=lambda relation: relation.id)),
    )


def small_tree() -> KnowledgeTree:
    def ids(*names: str) -> tuple[str, ...]:
        return tuple(sorted(map(entity_id, names)))

    cipher = ids("Enigma machine", "Arthur Scherbius", "Frankfurt", "Berlin", "Main")
    breaking = ids("Bombe", "Alan Turing", "Bletchley Park", "London", "Princeton")
    song = ids("沈括", "钱塘", "梦溪笔谈", "活字印刷术")
    rest = ids("Joseph Turner")
    return KnowledgeTree(
        (
            Community("a", 0, cipher, cipher[0], "top", (Keyword("cipher", 1.0),), "Ciphers", "Machines that encrypt."),
            Community("b", 0, breaking, breaking[0], "top", (Keyword("codebreaking", 1.0),), "Codebreaking"),
            Community("c", 0, song, song[0], "east", (Keyword("北宋", 1.0),), "北宋科学"),
            Community("d", 0, rest, rest[0], "east", (), "Painting"),
            Community("top", 1, tuple(sorted(cipher + breaking)), cipher[0], None, (Keyword("machine", 1.0),), "War"),
            Community("east", 1, tuple(sorted(song + rest)), song[0], None, (), "Arts"),
        )
    )


def small_library(embedder: Embedder | None = None) -> Library:
    chunks = tuple(chunk_of(document) for document in TEXTS)
    graph = small_graph()
    schema = Schema(
        "small",
        tuple(EntityType(name) for name in sorted({*ENTITIES.values(), "City"})),
        (RelationType("born_in", ("Person",), ("Place",)),),
    )
    return Library(schema, graph, small_tree(), build_index(graph, chunks, embedder or LexicalEmbedder()), chunks)
