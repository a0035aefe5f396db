"""Runs that are kept: each under an id of its own, and what their answers rest on asked as they were asked."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from small_library import chunk_of, small_library

from kgworkbench import asking as kept_runs
from kgworkbench.ask import SubQueryCache, ask
from kgworkbench.asking import Asking, Manner
from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.folder import KeptTraces
from kgworkbench.model.query import Limits, Plan, Question, SubQuery
from kgworkbench.model.trace import Retrieved, Trace, Without
from kgworkbench.running import Run

LIBRARY = small_library()
QUESTION = Question("Where was Arthur Scherbius born?")
OTHERS = ("entity", "triple", "community", "path")


@pytest.fixture
def traces() -> KeptTraces:
    return KeptTraces(None)


@pytest.fixture
def asking(traces: KeptTraces) -> Asking:
    return Asking(lambda: LIBRARY, LocalEngine, traces)


def asked(asking: Asking, traces: KeptTraces, manner: Manner) -> Trace:
    Run(asking.ask(QUESTION, Limits(), manner)).result()
    return traces.get(traces.ids()[0])


def by_length(pairs: Sequence[tuple[str, str]]) -> list[float]:
    return [float(len(text)) for _, text in pairs]


def test_a_reranked_run_stands_beside_the_plain_one(asking: Asking, traces: KeptTraces) -> None:
    plain, ranked = asked(asking, traces, Manner()), asked(asking, traces, Manner(scorer=by_length))
    assert plain.id != ranked.id
    assert set(traces.ids()) == {plain.id, ranked.id}
    assert asking.compare(plain.id, ranked.id).moved


def test_what_an_answer_rests_on_is_asked_with_the_same_routes_off(
    asking: Asking, traces: KeptTraces, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = asked(asking, traces, Manner(off=Without(routes=OTHERS)))
    limits = []
    plain = kept_runs.smallest_evidence

    def watched(*args: object, **options: object) -> object:
        limits.append(options["limits"])
        return plain(*args, **options)

    monkeypatch.setattr(kept_runs, "smallest_evidence", watched)
    support = asking.support(run.id)
    assert [found.routes for found in limits] == [("chunk",)]
    assert run.answer is not None
    assert support.answer.text == run.answer.text


def test_what_an_answer_rests_on_is_asked_with_the_same_edited_plan(asking: Asking, traces: KeptTraces) -> None:
    plan = Plan(QUESTION.text, (SubQuery("q1", "Where did Arthur Scherbius die? died in Berlin", ("chunk",)),))
    run = asked(asking, traces, Manner(plan=plan, off=Without(chunks=(chunk_of("frankfurt").id,))))
    support = asking.support(run.id)
    assert run.answer is not None
    assert replace(support.answer) == replace(run.answer)


def test_the_memory_of_routes_has_an_end(asking: Asking, traces: KeptTraces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_runs, "MOST_KEPT", 10)
    for number in range(12):
        Run(asking.ask(Question(f"Where was Alan Turing born in 19{number:02}?"), Limits(), Manner())).result()
        assert len(asking._cache) <= 10 + 20


class _Emptied(SubQueryCache):
    """A cache that another thread empties after one has looked whether something is in it."""

    def __contains__(self, key: object) -> bool:
        return True


def test_a_cache_emptied_at_any_time_only_costs_time() -> None:
    plain = tuple(ask(QUESTION, library=LIBRARY, engine=LocalEngine()))
    steps = tuple(ask(QUESTION, library=LIBRARY, engine=LocalEngine(), cache=_Emptied()))
    assert [type(step) for step in steps] == [type(step) for step in plain]
    assert not any(step.error for step in steps if isinstance(step, Retrieved))
