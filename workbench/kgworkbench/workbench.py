"""The façade, and the only place where engines, embedders and stores are chosen."""

import os
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from kgworkbench.ask import SubQueryCache, ask
from kgworkbench.build import build, describe_tree
from kgworkbench.community.tree import grow_tree
from kgworkbench.embedders.cached import CachedEmbedder
from kgworkbench.embedders.choose import embedder_for
from kgworkbench.engines.choose import engine_for
from kgworkbench.engines.record import RecordingEngine
from kgworkbench.errors import InputError, QuestionError
from kgworkbench.folder import GraphFolder
from kgworkbench.index.build import build_index
from kgworkbench.index.library import Library
from kgworkbench.model.evidence import Answer
from kgworkbench.model.facts import Extraction
from kgworkbench.model.graph import Graph
from kgworkbench.model.ids import content_id
from kgworkbench.model.progress import BuildEvent, BuildReport, GraphGrew
from kgworkbench.model.query import Limits, Mode, Question
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Document
from kgworkbench.model.trace import Step, Trace
from kgworkbench.model.tree import KnowledgeTree
from kgworkbench.ports import Changes, Embedder, Engine, GraphStore
from kgworkbench.read.files import read_corpus
from kgworkbench.read.language import language_of
from kgworkbench.schema.general import general_schema
from kgworkbench.schema.load import load_schema
from kgworkbench.schema.versions import SchemaVersions
from kgworkbench.settings import BuildSettings, CommunitySettings

if TYPE_CHECKING:
    import polars

__all__ = ["Run", "Workbench", "open_engine"]

Event = TypeVar("Event")
Result = TypeVar("Result")


def open_engine(name: str, environment: Mapping[str, str] | None = None) -> Engine:
    """The engine of that name, its endpoint and key read from the environment."""
    return engine_for(name, os.environ if environment is None else environment)


class Run(Generic[Event, Result]):
    """Long work as a stream of events: iterate over it to watch, or call ``result`` to run it to its end.

    Nothing happens before the first event is asked for. Closing it stops the work at the next event.
    """

    def __init__(self, events: Generator[Event, None, Result]) -> None:
        self._events = events
        self._result: list[Result] = []

    def __iter__(self) -> Iterator[Event]:
        """The events, as they happen."""
        result = yield from self._events
        self._result.append(result)

    def result(self) -> Result:
        """What the work ends with, run to its end if it has not been.

        Raises:
            RuntimeError: the work was stopped before its end.
        """
        for _ in self:
            pass
        if not self._result or self._result[0] is None:
            raise RuntimeError("the run was stopped before its end: start it again")
        return self._result[0]

    def close(self) -> None:
        """Stop the work."""
        self._events.close()


class Workbench:
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
        self._schema = schema
        self._reading = threading.RLock()
        self._library: Library | None = None
        self._cache: SubQueryCache = {}
        self._traces: dict[str, Trace] = {}
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
        if record is not None:
            chosen = RecordingEngine(chosen, Path(record))
        given = load_schema(Path(schema)) if isinstance(schema, str | Path) else schema
        if folder is None:
            from kgworkbench.stores.memory import MemoryStore

            vectors = embedder_for(embedder) if isinstance(embedder, str) else embedder
            return cls(MemoryStore(), chosen, CachedEmbedder(vectors, None), given or general_schema(), None)

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
        """Let go of the graph folder."""
        self.store.close()

    @property
    def schema(self) -> Schema:
        """The schema in force."""
        return self._schema

    def adopt(self, schema: Schema, *, author: str = "", reason: str = "") -> Schema:
        """The schema, numbered and in force from now on; kept as a new version where it says something new."""
        if self.folder is not None:
            schema = SchemaVersions(self.folder.schemas).commit(schema, author=author, reason=reason)
        elif replace(schema, version=0) != replace(self._schema, version=0):
            schema = replace(schema, version=self._schema.version + 1)
        else:
            schema = self._schema
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
    ) -> Run[BuildEvent, BuildReport]:
        """A run that brings the graph to what the corpus says; its result is the BuildReport.

        The corpus is read and checked here and now, so that bad input fails before anything is written. ``triples``
        names a file of facts another tool extracted, which are loaded instead of asking the engine.

        Raises:
            CorpusError: the corpus cannot be read.
            SchemaError: the schema cannot be used.
        """
        documents = read_corpus(Path(corpus)) if isinstance(corpus, str | Path) else tuple(corpus)
        given = load_schema(Path(schema)) if isinstance(schema, str | Path) else schema
        loaded = () if triples is None else self._loaded(Path(triples), documents, settings)
        return Run(self._build(documents, given, loaded, settings, corpus))

    def _loaded(self, path: Path, documents: Sequence[Document], settings: BuildSettings) -> Sequence[Extraction]:
        from kgworkbench.interchange.openie import load_triples
        from kgworkbench.read.chunk import chunks_of

        chunks = [chunk for document in documents for chunk in chunks_of(document, settings.chunk_characters)]
        return load_triples(path, chunks)

    def _build(
        self,
        documents: Sequence[Document],
        schema: Schema | None,
        loaded: Sequence[Extraction],
        settings: BuildSettings,
        corpus: object,
    ) -> Generator[BuildEvent, None, BuildReport]:
        if schema is not None:
            self.adopt(schema, reason="built with this schema")
        elif self.folder is not None:
            self.adopt(self._schema, reason="first build")
        if self.folder is not None and isinstance(corpus, str | Path):
            self.folder.note(corpus=str(Path(corpus).resolve()))
        executor = ThreadPoolExecutor(settings.jobs, "extract") if settings.jobs > 1 else None
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
            ):
                if isinstance(event, GraphGrew | BuildReport):
                    self._changed()
                yield event
        finally:
            if executor is not None:
                executor.shutdown(cancel_futures=True)
        assert isinstance(event, BuildReport)
        return event

    def ask(
        self,
        question: str | Question,
        *,
        mode: Mode = "reject",
        limits: Limits = Limits(),
    ) -> Run[Step, Answer]:
        """A run that answers the question; its result is the Answer, its steps are kept as a Trace.

        Raises:
            QuestionError: there is nothing to ask, or the graph is empty.
        """
        if isinstance(question, str):
            question = Question(question.strip(), language_of(question), mode)
        return Run(self._ask(question, limits))

    def _ask(self, question: Question, limits: Limits) -> Generator[Step, None, Answer]:
        library = self.library()
        if not library.chunks:
            raise QuestionError("the graph is empty: build a corpus into it first (kgw build CORPUS --into DIR)")
        steps: list[Step] = []
        events = ask(question, library=library, engine=self.engine, limits=limits, cache=self._cache)
        for step in events:
            steps.append(step)
            yield step
        trace = Trace(_trace_id(question, limits, library, self.engine), question.text, library.version, tuple(steps))
        self._traces[trace.id] = trace
        if self.folder is not None:
            self.folder.save_trace(trace)
        assert trace.answer is not None
        return trace.answer

    def detect(self, settings: CommunitySettings) -> KnowledgeTree:
        """The tree of the graph as it is, found again with these settings, and stored."""
        graph = self.store.graph()
        tree, _ = describe_tree(grow_tree(graph, self.embedder, settings), graph, self.engine, self._schema.language)
        self.keep_tree(tree)
        return tree

    def keep_tree(self, tree: KnowledgeTree) -> None:
        """Store the tree in the place of the one before."""
        self.store.apply(Changes(tree=tree))
        self._changed()

    def note(self, **facts: Any) -> None:
        """Keep facts about this graph folder beside it; without a folder nothing is kept."""
        if self.folder is not None:
            self.folder.note(**facts)

    def traces(self) -> tuple[str, ...]:
        """Ids of the traces that are kept, newest first."""
        return self.folder.trace_ids() if self.folder is not None else tuple(reversed(self._traces))

    def trace(self, identity: str) -> Trace:
        """The trace of that id.

        Raises:
            InputError: none is kept under that id.
        """
        if identity in self._traces:
            return self._traces[identity]
        if self.folder is None:
            raise InputError(f"no trace {identity!r}: ask a question first")
        return self.folder.trace(identity)

    def graph(self) -> Graph:
        """All entities and relations."""
        return self.library().graph

    def tree(self) -> KnowledgeTree:
        """The communities of every level."""
        return self.library().tree

    def library(self) -> Library:
        """What ``ask`` may read, as the store has it now; indexed again only after a change."""
        with self._reading:
            if self._library is None:
                graph, chunks = self.store.graph(), self.store.chunks()
                index = build_index(graph, chunks, self.embedder)
                self._library = Library(self._schema, graph, self.store.tree(), index, chunks)
                self._cache.clear()
            return self._library

    def entities(self) -> "polars.DataFrame":
        """One row an entity: id, name, type, aliases, mentions."""
        from kgworkbench.interchange.frames import entity_frame

        return entity_frame(self.graph())

    def relations(self) -> "polars.DataFrame":
        """One row a relation: id, head, type, tail (names), confidence, documents."""
        from kgworkbench.interchange.frames import relation_frame

        return relation_frame(self.graph())

    def cypher(self, query: str, **parameters: Any) -> "polars.DataFrame":
        """Rows of a read-only Cypher query over the folder's database.

        Raises:
            StoreError: the query is wrong or would write, or the workbench has no folder.
        """
        import polars

        return polars.DataFrame(self.store.query(query, parameters), infer_schema_length=None)

    def dashboard(self, *, port: int = 0, address: str = "127.0.0.1", show: bool = False) -> Any:
        """The running dashboard over this workbench, in this process; ``.url`` says where, ``.stop()`` ends it."""
        from importlib import import_module

        # The pages stand above the façade: they are looked up when asked for, so that imports still point down.
        return import_module("kgworkbench.app.main").serve_in_thread(self, port=port, address=address, show=show)

    def on_change(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` after every change of the graph or schema; returns a function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _changed(self) -> None:
        with self._reading:
            self._library = None
        for listener in tuple(self._listeners):
            listener()


def _trace_id(question: Question, limits: Limits, library: Library, engine: Engine) -> str:
    return content_id("trace", question, limits, library.version, engine.name)
