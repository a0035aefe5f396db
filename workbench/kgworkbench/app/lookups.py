"""Small questions answered in a thread: what a build would cost, and why two entities stand together."""

from collections.abc import Iterator, Mapping
from typing import Any

from kgworkbench.app.desk import Desk
from kgworkbench.app.spending import Estimate, estimate
from kgworkbench.app.uploads import documents_of
from kgworkbench.app.worker import Job
from kgworkbench.present.pair import pair_surroundings, why_together
from kgworkbench.settings import BuildSettings

__all__ = ["compare", "count_the_cost"]

_KEPT = 20


def count_the_cost(desk: Desk, corpus: str) -> None:
    """Find out what a build of the corpus would ask of the engine; the desk has the estimate when it is there."""
    bench, folder, snapshot = desk.bench, desk.folder, desk.snapshot
    if bench is None or snapshot is None:
        return

    def work() -> Iterator[Estimate]:
        from kgworkbench.build import pending_chunks
        from kgworkbench.schema.write import dump_schema

        pending = pending_chunks(documents_of(corpus, folder).documents, bench.store, BuildSettings())
        known = [(snapshot.chunks[key], e) for key, e in snapshot.extractions.items() if key in snapshot.chunks]
        yield estimate(pending, dump_schema(snapshot.schema), known)

    job: Job[Estimate] = Job("estimate", corpus, work)

    def ended(done: Job[Any]) -> None:
        desk.estimate = done.events[-1] if done.events else None
        desk.ended(done)

    job.on_end(ended)
    desk.estimating = job.start()
    desk.touch()


def compare(desk: Desk, a: str, b: str) -> None:
    """Find out why two entities stand together; the desk has it under both ids when it is there."""
    bench, snapshot, weight = desk.bench, desk.snapshot, desk.settings.weight
    if bench is None or snapshot is None or (a, b) in desk.pairs:
        return

    def work() -> Iterator[Mapping[str, Any]]:
        from kgworkbench.community.tree import perceive_graph

        near = pair_surroundings(snapshot.graph, a, b)
        rows = perceive_graph(near, bench.embedder).vectors
        vectors = {entity.id: rows[at] for at, entity in enumerate(near.entities)}
        yield why_together(snapshot.graph, vectors, a, b, weight)

    job: Job[Mapping[str, Any]] = Job("pair", f"{a} {b}", work)

    def ended(done: Job[Any]) -> None:
        desk.pairs = {**dict(list(desk.pairs.items())[-_KEPT:]), (a, b): done.events[-1] if done.events else {}}
        desk.ended(done)

    job.on_end(ended)
    job.start()
