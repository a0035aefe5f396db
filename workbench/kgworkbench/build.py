"""From documents to a graph with communities: the first half of the line, as one generator of typed events."""

import time
from collections.abc import Generator, Sequence
from concurrent.futures import Executor
from dataclasses import replace

from kgworkbench.community.tree import grow_tree
from kgworkbench.errors import EngineError
from kgworkbench.extract.batch import extract_chunks
from kgworkbench.model.facts import Extraction, Failure
from kgworkbench.model.graph import Graph, GraphDelta
from kgworkbench.model.progress import BuildEvent, BuildReport, ChunkDone, GraphGrew, StageDone, Started
from kgworkbench.model.schema import Schema
from kgworkbench.model.tasks import DescribeTask
from kgworkbench.model.text import Chunk, Document
from kgworkbench.model.usage import Usage
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.ports import Changes, Embedder, Engine, GraphStore
from kgworkbench.read.chunk import chunks_of
from kgworkbench.read.language import language_of
from kgworkbench.resolve.merge import Resolver
from kgworkbench.settings import BuildSettings

__all__ = ["build", "describe_tree", "pending_chunks"]


def build(
    corpus: Sequence[Document],
    schema: Schema,
    *,
    engine: Engine,
    embedder: Embedder,
    store: GraphStore,
    settings: BuildSettings = BuildSettings(),
    executor: Executor | None = None,
    known: Sequence[Extraction] = (),
) -> Generator[BuildEvent, None, BuildReport]:
    """Events of bringing the store to what the corpus says; the report is the last event and the return value.

    Idempotent and resumable: only chunks the store has no extraction of under this schema version are extracted;
    a document that is gone or changed takes with it what only it supported. Each batch is one transaction, so a
    build that is killed loses at most the batch under way. ``known`` are extractions another tool made
    (``kgw build --triples``): they are stored as they are and their chunks are never given to the engine.
    """
    seconds: dict[str, float] = {}
    clock = time.perf_counter()

    def lap(stage: str) -> StageDone:
        nonlocal clock
        now = time.perf_counter()
        seconds[stage] = seconds.get(stage, 0.0) + now - clock
        clock = now
        return StageDone(stage, round(seconds[stage], 3))

    stored = {document.id: document for document in store.documents()}
    wanted = {document.id: document for document in corpus}
    gone = tuple(sorted(key for key, document in stored.items() if wanted.get(key) != document))
    chunks = {document.id: chunks_of(document, settings.chunk_characters) for _, document in sorted(wanted.items())}
    kept = [
        extraction
        for extraction in store.extractions()
        if extraction.document not in gone and extraction.schema_version == schema.version
    ]
    done = {extraction.chunk for extraction in kept}
    given = {extraction.chunk: replace(extraction, schema_version=schema.version) for extraction in known}
    pending = [chunk for found in chunks.values() for chunk in found if chunk.id not in done]
    yield Started(len(wanted), sum(map(len, chunks.values())), tuple(chunk.id for chunk in pending), gone)

    old = store.graph()
    resolver = Resolver(schema)
    by_document: dict[str, dict[str, Extraction]] = {}
    for extraction in kept:
        by_document.setdefault(extraction.document, {})[extraction.chunk] = extraction
    for document, said in by_document.items():
        resolver.replace(document, tuple(said.values()))
    resolver.delta()
    first = _difference(old, resolver.graph())
    fresh = tuple(document for key, document in sorted(wanted.items()) if stored.get(key) != document)
    if gone or fresh or first != GraphDelta():
        store.apply(
            Changes(
                documents=fresh,
                chunks=tuple(chunk for document in fresh for chunk in chunks[document.id]),
                delta=first,
                gone_documents=gone,
            )
        )
    yield lap("read")

    usage = Usage()
    finished = 0
    batch: list[Extraction] = []
    failures: list[Failure] = []

    def commit() -> GraphGrew:
        for document in dict.fromkeys(extraction.document for extraction in batch):
            resolver.replace(document, tuple(by_document[document].values()))
        delta = resolver.delta()
        lap("resolve")
        store.apply(Changes(extractions=tuple(batch), failures=tuple(failures), delta=delta))
        lap("store")
        batch.clear()
        failures.clear()
        return GraphGrew(delta, finished, len(pending))

    def take(extraction: Extraction) -> None:
        nonlocal finished
        batch.append(extraction)
        by_document.setdefault(extraction.document, {})[extraction.chunk] = extraction
        finished += 1

    for chunk in pending:
        if chunk.id in given:
            take(given[chunk.id])
            if len(batch) >= settings.batch:
                yield commit()
    asked = (chunk for chunk in pending if chunk.id not in given)
    for outcome in extract_chunks(asked, schema, engine, executor, settings.jobs):
        if isinstance(outcome, ChunkDone):
            take(outcome.extraction)
            usage += outcome.usage
        else:
            failures.append(outcome.failure)
            finished += 1
        yield outcome
        if len(batch) + len(failures) >= settings.batch:
            lap("extract")
            yield commit()
    lap("extract")
    if batch or failures:
        yield commit()
    for stage in ("extract", "resolve", "store"):
        yield StageDone(stage, round(seconds.get(stage, 0.0), 3))

    graph = resolver.graph()
    tree = store.tree()
    if not tree.communities or not _covers(tree, graph) or pending or gone:
        tree = grow_tree(graph, embedder, settings.communities)
        tree, spent = describe_tree(tree, graph, engine, schema.language)
        usage += spent
        store.apply(Changes(tree=tree))
    yield lap("community")

    everything = [extraction for said in by_document.values() for extraction in said.values()]
    report = BuildReport(
        documents=len(wanted),
        chunks=sum(map(len, chunks.values())),
        chunks_extracted=finished - sum(chunk.id in given for chunk in pending),
        entities=len(graph.entities),
        relations=len(graph.relations),
        attributes=sum(len(entity.attributes) for entity in graph.entities),
        communities=len(tree.at(0)),
        levels=tree.levels,
        violations=sum(len(extraction.violations) for extraction in everything),
        failures=len(store.failures()),
        proposals=len({(p.kind, p.name) for extraction in everything for p in extraction.proposals}),
        usage=usage,
        seconds=tuple((stage, round(spent, 3)) for stage, spent in seconds.items()),
    )
    yield report
    return report


def _difference(old: Graph, new: Graph) -> GraphDelta:
    entities = {entity.id: entity for entity in old.entities}
    relations = {relation.id: relation for relation in old.relations}
    return GraphDelta(
        tuple(entity for entity in new.entities if entities.get(entity.id) != entity),
        tuple(relation for relation in new.relations if relations.get(relation.id) != relation),
        tuple(sorted(entities.keys() - {entity.id for entity in new.entities})),
        tuple(sorted(relations.keys() - {relation.id for relation in new.relations})),
    )


def _covers(tree: KnowledgeTree, graph: Graph) -> bool:
    members = {member for community in tree.at(0) for member in community.members}
    return members == {entity.id for entity in graph.entities}


def describe_tree(tree: KnowledgeTree, graph: Graph, engine: Engine, language: str) -> tuple[KnowledgeTree, Usage]:
    """The tree with the engine's names and summaries; a community the engine fails on keeps its plain ones."""
    if engine.name == "local":
        return tree, Usage()  # a tree is grown with the local engine's names, which know the members' scores
    names = {entity.id: entity.name for entity in graph.entities}
    inside: dict[str, list[str]] = {}
    homes = [
        {member: community.id for community in tree.at(level) for member in community.members}
        for level in range(tree.levels)
    ]
    for relation in sorted(graph.relations, key=lambda relation: (-len(relation.provenance), relation.id)):
        for home in homes:
            key = home[relation.head]
            if key == home[relation.tail] and len(inside.setdefault(key, [])) < _FACTS:
                inside[key].append(f"{names[relation.head]} {relation.type} {names[relation.tail]}")
    spent = Usage()
    described: list[Community] = []
    for community in tree.communities:
        members = tuple(names[member] for member in community.members[:_MEMBERS])
        terms = tuple(keyword.term for keyword in community.keywords)
        facts = tuple(inside.get(community.id, ()))
        spoken = language_of(" ".join(members)) if language not in ("en", "zh") else language
        task = DescribeTask(community.id, names[community.centre], members, terms, facts, spoken)
        try:
            reply = engine.reply(task)
        except EngineError:
            described.append(community)
            continue
        spent += reply.usage
        described.append(replace(community, name=reply.value.name, summary=reply.value.summary))
    return replace(tree, communities=tuple(described)), spent


_FACTS = 6
_MEMBERS = 40


def pending_chunks(corpus: Sequence[Document], store: GraphStore, settings: BuildSettings) -> tuple[Chunk, ...]:
    """The chunks a build of this corpus would give to the engine (``kgw build --dry-run``)."""
    chunks = [chunk for document in corpus for chunk in chunks_of(document, settings.chunk_characters)]
    unseen = store.unseen([chunk.id for chunk in chunks])
    return tuple(chunk for chunk in chunks if chunk.id in unseen)
