"""The work of one build: what is kept, what is extracted, what it comes to, batch by batch."""

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace

from kgworkbench.community.update import refresh_tree, regrow_tree
from kgworkbench.curate.curation import Curation, standing
from kgworkbench.curate.growth import Grown, SchemaGrowth
from kgworkbench.curate.rejudge import rejudge
from kgworkbench.describe import describe_tree
from kgworkbench.extract.batch import extract_chunks
from kgworkbench.extract.saturation import Saturation
from kgworkbench.model.facts import Candidates, Extraction, Failure
from kgworkbench.model.graph import Graph, GraphDelta
from kgworkbench.model.journal import Operation
from kgworkbench.model.progress import (
    BuildEvent,
    BuildReport,
    ChunkDone,
    DocumentFailed,
    GraphGrew,
    Rejudged,
    SchemaGrew,
    StageDone,
    Started,
)
from kgworkbench.model.schema import Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Chunk, Document, Unread
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.model.usage import Usage
from kgworkbench.ports import Changes, Embedder, Engine, GraphStore
from kgworkbench.read.chunk import chunks_of
from kgworkbench.read.portions import portions
from kgworkbench.resolve.difference import difference
from kgworkbench.resolve.merge import Resolver
from kgworkbench.schema.rename import Renames
from kgworkbench.settings import CHUNK_CHARACTERS, BuildSettings

__all__ = ["Line"]


class Line:
    """One build under way, and what it knows at its end."""

    def __init__(
        self,
        corpus: Sequence[Document],
        schema: Schema,
        engine: Engine,
        embedder: Embedder,
        store: GraphStore,
        settings: BuildSettings,
        renames: Mapping[int, Renames],
        mapped: Renames,
        earlier: "Line | None",
        unread: tuple[Unread, ...] = (),
    ) -> None:
        self.schema, self.engine, self.embedder, self.store = schema, engine, embedder, store
        self.settings, self.renames, self.mapped, self.unread = settings, renames, mapped, unread
        self.wanted = {document.id: document for document in corpus}
        self.limit = settings.chunk_characters or CHUNK_CHARACTERS
        fits = earlier is not None and (earlier.schema, earlier.mapped, earlier.limit) == (schema, mapped, self.limit)
        self.earlier = earlier if fits and settings.again in ("auto", "never") else None
        known: dict[str, tuple[Chunk, ...]] = self.earlier.chunks if self.earlier is not None else {}
        same: dict[str, Document] = self.earlier.wanted if self.earlier is not None else {}
        self.chunks: dict[str, tuple[Chunk, ...]] = {
            key: known[key] if same.get(key) == each else chunks_of(each, self.limit)
            for key, each in sorted(self.wanted.items())
        }
        self.by_chunk = {chunk.id: chunk for found in self.chunks.values() for chunk in found}
        self.resolver: Resolver = Resolver(schema) if self.earlier is None else self.earlier.resolver
        self.curation: Curation | None = None
        self.stored = Graph()
        self.before = (Graph(), KnowledgeTree())  # what is stored, without what people did to it
        self.under_way: dict[str, dict[str, Extraction]] = {}  # of documents with chunks still to come
        self.to_come: Counter[str] = Counter()  # how many, by document
        self.behind: dict[str, int] = {}  # how many of a document's extractions are stored and not in the graph
        self.counts: dict[str, tuple[int, frozenset[tuple[str, str]], Usage]] = {}  # by chunk, for the report
        self.usage = Usage()
        self.finished = self.calls = self.failed = self.rejudged = 0
        self.stopped = ""
        self.saturation = Saturation()
        self.seconds: dict[str, float] = {}
        self.clock = time.perf_counter()

    def run(
        self,
        executor: Executor | None,
        known: Sequence[Extraction],
        growth: SchemaGrowth | None,
        keep: Callable[[Grown], Schema] | None,
    ) -> Generator[BuildEvent, None, BuildReport]:
        """The events of the build; the report is the last of them and the return value."""
        store, settings = self.store, self.settings
        earlier, self.earlier = self.earlier, None
        stored = earlier.wanted if earlier is not None else {each.id: each for each in store.documents()}
        anew = self._cut_anew(stored) if earlier is None else set[str]()
        gone = tuple(sorted(key for key, each in stored.items() if key in anew or self.wanted.get(key) != each))
        fresh = tuple(each for key, each in sorted(self.wanted.items()) if key in anew or stored.get(key) != each)
        if earlier is not None:
            done, judged = self._go_on(earlier, gone), Rejudged(0, 0)
        else:
            done, judged = self._keep_old(frozenset(gone))
        pending = [chunk for chunk in self.by_chunk.values() if chunk.id not in done]
        yield Started(len(self.wanted), len(self.by_chunk), tuple(chunk.id for chunk in pending), gone)
        yield from map(DocumentFailed, self.unread)
        if judged.chunks:
            yield judged
        self.to_come = Counter(chunk.document for chunk in pending)
        self.under_way = {key: said for key, said in self.under_way.items() if self.to_come[key]}

        old = earlier.stored if earlier is not None else store.graph()
        self.resolver.delta()
        self.before = (old, store.tree())
        journal = store.journal()
        by_hand = self._take_journal(journal) if standing(journal) else Changes()
        first = difference(old, self._graph())
        changes = replace(by_hand, delta=first, gone_documents=gone)
        for documents in portions(fresh):
            texts = tuple(chunk for document in documents for chunk in self.chunks[document.id])
            store.apply(replace(changes, documents=documents, chunks=texts))
            changes = Changes()  # what changes beside the documents goes with the first of them
        if changes != Changes():
            store.apply(changes)
        changed = bool(gone or pending or judged.changed or first != GraphDelta())
        del old, earlier
        yield self._lap("read")

        given = {each.chunk: replace(each, schema_version=self.schema.version) for each in known}
        batch: list[Extraction] = []
        failures: list[Failure] = []

        def commit(*, last: bool = False) -> Iterator[BuildEvent]:
            yield self._commit(batch, failures, len(pending), last=last)
            grown = growth.after(batch, self.schema) if growth is not None and keep is not None else None
            batch.clear()
            failures.clear()
            if grown is not None and keep is not None:
                self.schema = keep(grown)
                self.mapped = Renames.of([*self.mapped.pairs(), *grown.renames.pairs()])
                judged = self._judge_all_again()
                yield SchemaGrew(self.schema.version, tuple((each.kind, each.to) for each in grown.decisions))
                yield judged

        for chunk in pending:
            if chunk.id in given:
                batch.append(self._take(given[chunk.id]))
                if len(batch) >= settings.batch:
                    yield from commit()
        tasks = self._tasks(chunk for chunk in pending if chunk.id not in given)
        for outcome in extract_chunks(tasks, self.engine, executor, settings.jobs):
            if isinstance(outcome, ChunkDone):
                self.usage += outcome.usage
                batch.append(self._take(self._up_to_date(outcome.extraction)))
            else:
                failures.append(outcome.failure)
                self.finished += 1
                self.failed += 1
            self.calls += 1
            yield outcome
            if len(batch) + len(failures) >= settings.batch:
                self._lap("extract")
                yield from commit()
        self._lap("extract")
        if batch or failures or self.behind:
            yield from commit(last=True)
        for stage in ("extract", "resolve", "store"):
            yield StageDone(stage, round(self.seconds.get(stage, 0.0), 3))

        tree = self._communities(changed, executor)
        yield self._lap("community")
        self.stored = self._graph()
        report = self._report(tree, len(pending))
        yield report
        return report

    def _cut_anew(self, stored: Mapping[str, Document]) -> set[str]:
        """Documents that say what they said, and were cut into other chunks."""
        before: dict[str, set[str]] = {}
        for chunk in self.store.chunks():
            before.setdefault(chunk.document, set()).add(chunk.id)
        return {
            key
            for key, found in self.chunks.items()
            if key in stored and before.get(key, set()) != {chunk.id for chunk in found}
        }

    def _keep_old(self, gone: frozenset[str]) -> tuple[set[str], Rejudged]:
        """Which chunks need no call, after what is kept of them was judged by the schema as it is now.

        What is to be read again counts as well, until it has been: a call may fail, or never be made.
        """
        again = self.settings.again
        asked = frozenset(again) if isinstance(again, tuple) else frozenset[str]()
        done: set[str] = set()
        looked, changed = 0, 0
        rewritten: list[Extraction] = []
        for extraction in self.store.extractions():
            if extraction.document in gone or extraction.chunk not in self.by_chunk:
                continue
            old = extraction.schema_version != self.schema.version
            kept = self._judged(extraction) if old else extraction
            self._note(kept)
            if again == "all" or (again == "changed" and old) or extraction.chunk in asked:
                continue
            if old:
                looked += 1
                changed += replace(kept, schema_version=extraction.schema_version) != extraction
                rewritten.append(kept)
                if len(rewritten) >= _MANY:
                    self.store.apply(Changes(extractions=tuple(rewritten)))
                    rewritten.clear()
            done.add(kept.chunk)
            self.saturation.know(kept)
        if rewritten:
            self.store.apply(Changes(extractions=tuple(rewritten)))
        for document, said in self.under_way.items():
            self.resolver.replace(document, tuple(said.values()))
        self.rejudged += looked
        return done, Rejudged(looked, changed)

    def _go_on(self, earlier: "Line", gone: Iterable[str]) -> set[str]:
        """Which chunks need no call, after what is gone was taken out of what the build before knew."""
        self.under_way, self.counts, self.saturation = earlier.under_way, earlier.counts, earlier.saturation
        self.saturation.look_anew()
        for document in gone:
            self.resolver.remove(document)
            self.under_way.pop(document, None)
            for chunk in earlier.chunks[document]:
                self.counts.pop(chunk.id, None)
        return set(self.counts)

    def _judge_all_again(self) -> Rejudged:
        """Everything extracted so far under the schema that has just grown."""
        looked, changed = 0, 0
        touched: dict[str, dict[str, Extraction]] = {}
        rewritten = []
        for extraction in self.store.extractions():
            kept = self._judged(extraction)
            looked += 1
            changed += replace(kept, schema_version=extraction.schema_version) != extraction
            rewritten.append(kept)
            self._count(kept)
            touched.setdefault(kept.document, {})[kept.chunk] = _slim(kept)
        for document, said in touched.items():
            self.resolver.replace(document, tuple(said.values()))
            if document in self.under_way:
                self.under_way[document] = said
        delta, operations = self._follow(self.resolver.delta())
        self.store.apply(replace(operations, extractions=tuple(rewritten), delta=delta))
        self.rejudged += looked
        return Rejudged(looked, changed)

    def _judged(self, extraction: Extraction) -> Extraction:
        renames = self.renames.get(extraction.schema_version)
        chunk = self.by_chunk.get(extraction.chunk)
        (judged,) = rejudge((extraction,), (chunk,) if chunk else (), self.schema, renames, self.mapped)
        return replace(judged, schema_version=self.schema.version)

    def _up_to_date(self, extraction: Extraction) -> Extraction:
        """The extraction of a call that was made before the schema grew, or that uses names mapped to others."""
        if extraction.schema_version != self.schema.version or self.mapped:
            return self._judged(extraction)
        return extraction

    def _take(self, extraction: Extraction) -> Extraction:
        self._note(extraction)
        self.saturation.add(extraction)
        self.to_come[extraction.document] -= 1
        self.finished += 1
        return extraction

    def _note(self, extraction: Extraction) -> None:
        self._count(extraction)
        self.under_way.setdefault(extraction.document, {})[extraction.chunk] = _slim(extraction)

    def _count(self, extraction: Extraction) -> None:
        wanted = frozenset((proposal.kind, proposal.name) for proposal in extraction.proposals)
        self.counts[extraction.chunk] = (len(extraction.violations), wanted, extraction.usage)

    def _tasks(self, chunks: Iterable[Chunk]) -> Iterator[ExtractTask]:
        """The calls to make, as long as the budget lasts; a call under way counts as much as those before it."""
        for handed, chunk in enumerate(chunks):
            if self.settings.budget:
                each = self.usage.total / self.calls if self.calls else len(chunk.text) / 2
                if self.usage.total + (handed - self.calls + 1) * each > self.settings.budget:
                    self.stopped = "budget"
                    return
            yield ExtractTask(chunk, self.schema)

    def _commit(
        self, batch: Sequence[Extraction], failures: Sequence[Failure], pending: int, *, last: bool
    ) -> GraphGrew:
        """Store the batch. The graph follows at once while it is small, then in steps that grow with it: an entity that
        every text names is written anew, with all its places, whenever it follows.
        """
        for extraction in batch:
            self.behind[extraction.document] = self.behind.get(extraction.document, 0) + 1
        delta, changes = GraphDelta(), Changes()
        if last or sum(self.behind.values()) >= self.finished // _STEPS:
            for document in self.behind:
                self.resolver.replace(document, tuple(self.under_way[document].values()))
                if not self.to_come[document]:
                    del self.under_way[document]
            self.behind.clear()
            delta, changes = self._follow(self.resolver.delta())
        self._lap("resolve")
        self.store.apply(replace(changes, extractions=tuple(batch), failures=tuple(failures), delta=delta))
        self._lap("store")
        return GraphGrew(delta, self.finished, pending, round(self.saturation.new_share, 4))

    def _take_journal(self, journal: Sequence[Operation]) -> Changes:
        """Do what the journal holds on the graph the documents give, and know the one below it. Returns what that
        changes beside the graph: an inverse must fit the graph it is stored with, whenever the build ends.
        """
        symmetric = [kind.name for kind in self.schema.relation_types if kind.symmetric]
        stored = self.before[1]
        below = Curation(*self.before, journal, symmetric)
        below.lay_bare()
        self.before = (below.working.graph(), below.working.tree())
        dormant = [replace(operation, inverse=None) for operation in journal]
        self.curation = Curation(self.resolver.graph(), self.before[1], dormant, symmetric)
        self.curation.follow(GraphDelta())
        self.curation.effect()  # what it changed in the graph stands in the first difference
        anew = tuple(now for now, was in zip(self.curation.journal, journal, strict=True) if now != was)
        tree = self.curation.working.tree()
        return Changes(operations=anew, tree=tree if tree != stored else None)

    def _follow(self, delta: GraphDelta) -> tuple[GraphDelta, Changes]:
        """What the change of the graph comes to when the journal holds."""
        if self.curation is None:
            return delta, Changes()
        self.curation.follow(delta)
        effect = self.curation.effect()
        return effect.delta, Changes(operations=effect.operations, tree=effect.tree)

    def _graph(self) -> Graph:
        return self.resolver.graph() if self.curation is None else self.curation.working.graph()

    def _communities(self, changed: bool, executor: Executor | None) -> KnowledgeTree:
        """The communities of the graph as it is now: those before, brought up to date, with what people decided."""
        stored = self.store.tree()
        if not changed and stored.communities and _covers(stored, self._graph()):
            return stored
        (old, before), graph, settings = self.before, self.resolver.graph(), self.settings.communities
        if before.method == settings.method:
            tree = refresh_tree(before, old, graph, self.embedder, settings)
        else:
            tree = regrow_tree(before, graph, self.embedder, settings)
        if self.stopped != "budget":
            tree, spent = describe_tree(tree, graph, self.engine, self.schema.language, before, executor)
            self.usage += spent
        if self.curation is None:
            self.store.apply(Changes(tree=tree))
            return tree
        self.curation.take_tree(tree)
        effect = self.curation.effect()
        self.store.apply(Changes(tree=effect.tree, delta=effect.delta, operations=self.curation.journal))
        return effect.tree or tree

    def _report(self, tree: KnowledgeTree, pending: int) -> BuildReport:
        graph = self._graph()
        counts = self.counts.values()
        return BuildReport(
            documents=len(self.wanted),
            chunks=len(self.by_chunk),
            chunks_extracted=self.calls - self.failed,
            entities=len(graph.entities),
            relations=len(graph.relations),
            attributes=sum(len(entity.attributes) for entity in graph.entities),
            communities=len(tree.at(0)),
            levels=tree.levels,
            violations=sum(forbidden for forbidden, _, _ in counts),
            failures=len(self.store.failures()),
            proposals=len(frozenset().union(*(wanted for _, wanted, _ in counts))),
            usage=self.usage,
            seconds=tuple((stage, round(spent, 3)) for stage, spent in self.seconds.items()),
            waiting=pending - self.finished,
            stopped=self.stopped,
            rejudged=self.rejudged,
            new_share=round(self.saturation.new_share, 4),
            tokens_so_far=sum((spent for _, _, spent in counts), Usage()),
            dormant=tuple(o.number for o in self.curation.dormant()) if self.curation is not None else (),
            unread=self.unread,
        )

    def _lap(self, stage: str) -> StageDone:
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.clock
        self.clock = now
        return StageDone(stage, round(self.seconds[stage], 3))


_MANY = 500
"""Extractions judged again that are written at once."""

_STEPS = 50
"""What is read and not in the graph yet is at most this part of what was read: a graph of any size follows in steps
whose number grows as its logarithm."""


def _slim(extraction: Extraction) -> Extraction:
    """What the graph is made of; candidates, violations and proposals stay in the store."""
    return replace(extraction, candidates=Candidates(), violations=(), proposals=())


def _covers(tree: KnowledgeTree, graph: Graph) -> bool:
    members = {member for community in tree.at(0) for member in community.members}
    return members == {entity.id for entity in graph.entities}
