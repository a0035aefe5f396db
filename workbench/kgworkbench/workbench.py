"""The façade, and the only place where engines, embedders and stores are chosen."""

import os
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kgworkbench.asking import Asking, Manner
from kgworkbench.build import Memory, build
from kgworkbench.community.update import regrow_tree
from kgworkbench.curate.growth import Grown, SchemaGrowth
from kgworkbench.curating import Journal
from kgworkbench.describe import describe_tree
from kgworkbench.embedders.cached import CachedEmbedder
from kgworkbench.embedders.choose import embedder_for
from kgworkbench.engines.choose import engine_for
from kgworkbench.engines.closing import close_engine
from kgworkbench.engines.openai.estimate import prices_from
from kgworkbench.engines.record import RecordingEngine
from kgworkbench.folder import GraphFolder, KeptTraces
from kgworkbench.framed import Framed
from kgworkbench.index.library import Index, Library
from kgworkbench.index.saved import index_for, save_index
from kgworkbench.interchange.schemas import read_schema
from kgworkbench.model.evidence import Answer
from kgworkbench.model.facts import Extraction
from kgworkbench.model.graph import Graph
from kgworkbench.model.journal import Operation
from kgworkbench.model.progress import BuildEvent, BuildReport, GraphGrew, SchemaGrew
from kgworkbench.model.query import Limits, Mode, Question
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Document, Unread
from kgworkbench.model.trace import AskEvent, Trace
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.model.usage import Prices
from kgworkbench.noted import Noted
from kgworkbench.ports import Embedder, Engine, GraphStore, is_free
from kgworkbench.proposing import Proposals, has_new_types, mapped_to, renames_to
from kgworkbench.read.chunk import chunks_of
from kgworkbench.read.files import scan_corpus
from kgworkbench.read.language import language_of
from kgworkbench.running import Run
from kgworkbench.schema.decisions import Decisions
from kgworkbench.schema.evolve import Policy
from kgworkbench.schema.general import general_schema
from kgworkbench.schema.rename import Renames
from kgworkbench.schema.versions import SchemaVersions
from kgworkbench.settings import Again, BuildSettings, CommunitySettings

__all__ = ["Run", "Workbench"]

_TELLERS = 4  # engine calls at once that name communities


class Workbench(Framed, Noted):
    """A graph folder at work: build it, ask it, look at it.

    ```python
    with Workbench.open("my.kgw") as workbench:
        workbench.build("docs/", schema="schema.yaml").result()
        print(workbench.ask("Who designed Pascal?").result().text)
    ```
    """

    def __init__(
        self, store: GraphStore, engine: Engine, embedder: Embedder, schema: Schema, folder: GraphFolder | None
    ) -> None:
        self.store = store
        self.engine = engine
        self.embedder = embedder
        self.folder = folder
        self.prices: Prices | None = None
        self._schema = schema
        self.versions = SchemaVersions(folder.schemas if folder is not None else None)
        self.decisions = Decisions(folder.schemas if folder is not None else None)
        self.journal = Journal(store, self._symmetric, self._curated)
        self.proposals = Proposals(
            store,
            self.journal,
            self.versions,
            self.decisions,
            lambda: self._schema,
            self.adopt,
            lambda: self.refresh().result(),
        )
        self._reading = threading.RLock()
        self._library: Library | None = None
        self._index: Index | None = None  # outlives a change: the next one is made of it
        self._kept_index: Index | None = None
        self._traces = KeptTraces(folder)
        self._memory = Memory()
        self.asking = Asking(self.library, lambda: self.engine, self._traces)
        self._notes: dict[str, Any] = {}
        self._made: Engine | None = None  # the engine, where it was made here
        self._listeners: list[Callable[[], None]] = []

    @classmethod
    def open(
        cls,
        folder: str | Path | None = None,
        *,
        schema: Schema | str | Path | None = None,
        engine: Engine | str = "local",
        embedder: Embedder | str = "auto",
        record: str | Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Self:
        """The workbench over a graph folder, made if it is not there; with no folder, over memory.

        ``engine`` is an Engine, ``"local"``, ``"openai"``, ``"openai:MODEL"`` or ``"replay:FILE"``; ``embedder`` an
        Embedder, ``"auto"``, ``"lexical"``, a sentence-transformers name or a folder; ``record`` a cassette to write
        every engine reply to. With no ``schema`` the folder's newest version is used, and the built-in general one in
        a new folder.

        Raises:
            GraphHeldError: another process holds the folder.
            InputError: the folder, schema, engine or embedder cannot be used.
        """
        environment = os.environ if environment is None else environment
        chosen = engine_for(engine, environment) if isinstance(engine, str) else engine
        made = chosen if isinstance(engine, str) else None
        if record is not None:
            chosen = RecordingEngine(chosen, Path(record))
        given = read_schema(Path(schema))[0] if isinstance(schema, str | Path) else schema
        if folder is None:
            from kgworkbench.stores.memory import MemoryStore

            vectors = embedder_for(embedder) if isinstance(embedder, str) else embedder
            bench = cls(MemoryStore(), chosen, CachedEmbedder(vectors, None), given or general_schema(), None)
            bench._made = made
            return bench

        from kgworkbench.stores.kuzu import KuzuStore

        place = GraphFolder(Path(folder))
        place.prepare()
        if embedder == "auto":
            embedder = str(place.notes().get("embedder", "auto"))
        vectors = embedder_for(embedder) if isinstance(embedder, str) else embedder
        asked_for = embedder if isinstance(embedder, str) else vectors.name
        store = KuzuStore.open(place.path)
        current = given or SchemaVersions(place.schemas).latest() or general_schema()
        bench = cls(store, chosen, CachedEmbedder(vectors, place.vectors), current, place)
        bench._made = made
        bench.prices = prices_from(environment)
        if place.notes().get("embedder") != asked_for:
            place.note(embedder=asked_for)
        if given is not None:
            bench.adopt(given, reason="opened with this schema")
        return bench

    def __enter__(self) -> Self:
        """The workbench itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the graph folder, and of the engine where it was opened by name; one that was given stays open."""
        if self.folder is not None and self._index is not None and self._index is not self._kept_index:
            save_index(self._index, self.folder.index)
        self.store.close()
        if self._made is not None:
            close_engine(self._made)

    @property
    def schema(self) -> Schema:
        """The schema in force."""
        return self._schema

    def adopt(self, schema: Schema, author: str = "", reason: str = "") -> Schema:
        """The schema, numbered and in force from now on; kept as a new version where it says something new."""
        schema = self.versions.commit(schema, author=author, reason=reason)
        self._schema = schema
        self._changed()
        return schema

    def build(
        self,
        corpus: str | Path | Sequence[Document],
        schema: Schema | str | Path | None = None,
        *,
        triples: str | Path | None = None,
        settings: BuildSettings = BuildSettings(),
        policy: Policy = Policy(),
        unread: Sequence[Unread] = (),
    ) -> Run[BuildEvent, BuildReport]:
        """A run that brings the graph to what the corpus says; its result is the BuildReport.

        The corpus is read and checked here and now, so that bad input fails before anything is written. A file of it
        that cannot be read is told in the events and the report; ``unread`` are those of a corpus given as documents.
        ``triples`` names a file of facts another tool extracted, which are loaded instead of asking the engine.
        ``policy`` says what becomes of types that chunks ask for: with ``Policy("accept")`` those asked for often and
        surely enough are taken into the schema at once and serve the chunks that follow.

        Raises:
            CorpusError: nothing of the corpus can be read, or two documents share an id.
            SchemaError: the schema cannot be used.
        """
        if isinstance(corpus, str | Path):
            found = scan_corpus(Path(corpus))
            documents, unread = found.documents, found.unread
        else:
            documents = tuple(corpus)
        given = read_schema(Path(schema))[0] if isinstance(schema, str | Path) else schema
        settings = replace(settings, chunk_characters=settings.chunk_characters or self.chunk_characters)
        loaded: Sequence[Extraction] = ()
        if triples is not None:
            from kgworkbench.interchange.openie import load_triples

            loaded = load_triples(
                Path(triples), [c for each in documents for c in chunks_of(each, settings.chunk_characters)]
            )
        return Run(self._build(documents, given, loaded, settings, policy, corpus, unread))

    def refresh(self, settings: BuildSettings = BuildSettings(again="never")) -> Run[BuildEvent, BuildReport]:
        """A run that brings the graph to what its own documents say under the schema in force, with no engine call for
        what was extracted before.
        """
        return self.build(self.store.documents(), settings=settings, unread=self.unread)

    def _build(
        self,
        documents: Sequence[Document],
        schema: Schema | None,
        loaded: Sequence[Extraction],
        settings: BuildSettings,
        policy: Policy,
        corpus: object,
        unread: Sequence[Unread],
    ) -> Generator[BuildEvent, None, BuildReport]:
        self.adopt(schema or self._schema, reason="built with this schema" if schema else "first build")
        told = [[each.source, each.reason] for each in unread]
        self.note(chunk_characters=settings.chunk_characters, building=True, unread=told)
        if isinstance(corpus, str | Path):
            self.note(corpus=str(Path(corpus).resolve()))
        executor = ThreadPoolExecutor(settings.jobs, "extract") if settings.jobs > 1 else None
        noted = self.notes().get("communities")
        if noted and settings.communities == CommunitySettings():
            settings = replace(settings, communities=CommunitySettings(**noted))
        settings = replace(settings, again=self._again(settings.again))
        renames = renames_to(self._schema, self.versions)
        self.journal.close_for("a build is under way")
        try:
            for event in build(
                documents,
                self._schema,
                engine=self.engine,
                embedder=self.embedder,
                store=self.store,
                settings=settings,
                executor=executor,
                known=loaded,
                renames=renames,
                mapped=mapped_to(self.decisions.all(), renames),
                growth=SchemaGrowth(policy, self.decisions.all()),
                keep=self._grown,
                memory=self._memory,
                unread=unread,
            ):
                if isinstance(event, GraphGrew | SchemaGrew | BuildReport):
                    self._changed()
                yield event
        finally:
            self.journal.close_for("")
            if executor is not None:
                executor.shutdown(cancel_futures=True)
        assert isinstance(event, BuildReport)
        self.note(building=event.waiting > 0)
        if settings.again in ("changed", "all") or "read_with" not in self.notes():
            self.note(read_with=self._schema.version)
        return event

    def mapped(self) -> Renames:
        """The names that people mapped to types of the schema."""
        return mapped_to(self.decisions.all(), renames_to(self._schema, self.versions))

    def _again(self, asked: Again) -> Again:
        """Where asking costs nothing, types that no kept claim can name are looked for in the texts."""
        if asked != "auto":
            return asked
        read_with = int(self.notes().get("read_with", 0))
        new_types = has_new_types(self._schema, self.versions, read_with)
        return "changed" if new_types and is_free(self.engine) else "never"

    def _grown(self, grown: Grown) -> Schema:
        """The schema with the types the policy took in, as its next version."""
        schema = self.adopt(grown.schema, "policy", ", ".join(f"accept {each.to}" for each in grown.decisions))
        for decision in grown.decisions:
            self.decisions.keep(replace(decision, version=schema.version))
        return schema

    def _symmetric(self) -> tuple[str, ...]:
        return tuple(kind.name for kind in self._schema.relation_types if kind.symmetric)

    def undo(self, number: int = 0, *, author: str = "", reason: str = "") -> Operation:
        """The operation that undid that one of the journal, or the last one that held.

        Raises:
            CurationError: nothing can be undone, or a later operation, which is named, builds on it.
        """
        return self.proposals.undo(number, author=author, reason=reason)

    def redo(self, number: int = 0, *, author: str = "", reason: str = "") -> Operation:
        """The operation that did an undone one again, or the one undone last.

        Raises:
            CurationError: nothing can be redone.
        """
        return self.proposals.redo(number, author=author, reason=reason)

    def ask(
        self,
        question: str | Question,
        *,
        mode: Mode = "reject",
        limits: Limits = Limits(),
        manner: Manner = Manner(),
    ) -> Run[AskEvent, Answer]:
        """A run that answers the question; its result is the Answer, its steps are kept as a Trace.

        ``manner`` switches parts of the graph off, brings an edited plan, the conversation before, or a reranker.
        ``asking`` runs a kept trace on from one of its steps, finds what its answer rests on, and compares two.

        Raises:
            QuestionError: there is nothing to ask, or the graph is empty.
        """
        if isinstance(question, str):
            question = Question(question.strip(), language_of(question), mode)
        return Run(self.asking.ask(question, limits, manner))

    def detect(self, settings: CommunitySettings) -> KnowledgeTree:
        """The tree of the graph as it is, found again with these settings, and stored."""
        graph, before = self.journal.graph(), self.journal.tree()
        grown = regrow_tree(before, graph, self.embedder, settings)
        with ThreadPoolExecutor(_TELLERS, "describe") as executor:
            tree, _ = describe_tree(grown, graph, self.engine, self._schema.language, before, executor)
        self.note(communities=asdict(settings))
        return self.keep_tree(tree)

    def keep_tree(self, tree: KnowledgeTree) -> KnowledgeTree:
        """Store the tree in the place of the one before, with what people decided about its communities."""
        kept = self.journal.take_tree(tree)
        self._curated()
        return kept

    def traces(self) -> tuple[str, ...]:
        """Ids of the traces that are kept, newest first."""
        return self._traces.ids()

    def trace(self, identity: str) -> Trace:
        """The trace of that id.

        Raises:
            InputError: none is kept under that id.
            StoreError: it cannot be read.
        """
        return self._traces.get(identity)

    def graph(self) -> Graph:
        """All entities and relations."""
        return self._library.graph if self._library is not None else self.journal.graph()

    def tree(self) -> KnowledgeTree:
        """The communities of every level."""
        return self._library.tree if self._library is not None else self.journal.tree()

    def library(self) -> Library:
        """What ``ask`` may read, as the store has it now; indexed again only after a change."""
        with self._reading:
            if self._library is None:
                graph, chunks = self._memory.built() or (self.journal.graph(), self.store.chunks())
                place = self.folder.index if self.folder is not None else None
                before = self._index
                self._index = index_for(graph, chunks, self.embedder, before, place)
                if before is None:
                    self._kept_index = self._index
                self._library = Library(self._schema, graph, self.journal.tree(), self._index, chunks)
                self.asking.forget()
            return self._library

    def dashboard(self, *, port: int = 0, address: str = "127.0.0.1", show: bool = False) -> Any:
        """The running dashboard over this workbench, in this process; ``.url`` says where, ``.stop()`` ends it."""
        from importlib import import_module

        # The pages stand above the façade: they are looked up when asked for, so that imports still point down.
        return import_module("kgworkbench.app.main").serve_in_thread(self, port=port, address=address, show=show)

    def on_change(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` after every change of the graph or schema; returns a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _curated(self) -> None:
        self._memory.forget()
        self._changed()

    def _changed(self) -> None:
        with self._reading:
            self._library = None
        for listener in tuple(self._listeners):
            listener()
