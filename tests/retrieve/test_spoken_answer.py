"""An engine that speaks is heard while it composes, and the trace is the same as if it had been silent."""

import re
from collections.abc import Generator
from typing import Any

from small_library import small_library

from kgworkbench.app.components.answering import conversation
from kgworkbench.app.strings import Strings
from kgworkbench.app.turns import took_in, turn_of
from kgworkbench.app.worker import Job
from kgworkbench.ask import ask
from kgworkbench.asking import Asking, Manner
from kgworkbench.counterfactual import smallest_evidence
from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.folder import KeptTraces
from kgworkbench.model.codec import dumps
from kgworkbench.model.query import Limits, Question
from kgworkbench.model.tasks import ComposeTask, Draft, Reply
from kgworkbench.model.trace import AskEvent, Composed, Composing, steps_in
from kgworkbench.ports import SpeakingEngine

LIBRARY = small_library()
QUESTION = Question("Where was Arthur Scherbius born?")


class Aloud(LocalEngine):
    """The local engine, which says its answer letter by letter."""

    def __init__(self) -> None:
        self.stopped = False

    def speak(self, task: ComposeTask) -> Generator[str, None, Reply[Draft]]:
        reply = self.reply(task)
        try:
            for count in range(len(reply.value.text)):
                yield reply.value.text[: count + 1]
        except GeneratorExit:
            self.stopped = True
            raise
        return reply


def bare(events: Any) -> list[str]:
    return [re.sub(r'"ms":[^,}]+,?', "", dumps(event)) for event in events]


def spoken(**options: Any) -> tuple[AskEvent, ...]:
    return tuple(ask(QUESTION, library=LIBRARY, engine=Aloud(), **options))


def test_what_is_said_comes_before_the_answer_is_composed_and_is_no_step() -> None:
    assert isinstance(Aloud(), SpeakingEngine)
    assert not isinstance(LocalEngine(), SpeakingEngine)
    events = spoken()
    said = [at for at, event in enumerate(events) if isinstance(event, Composing)]
    composed = next(at for at, event in enumerate(events) if isinstance(event, Composed))
    assert len(said) > 2
    assert said == list(range(said[0], composed))
    assert events[composed - 1] == Composing(events[composed].text)  # type: ignore[union-attr]
    assert bare(steps_in(events)) == bare(ask(QUESTION, library=LIBRARY, engine=LocalEngine()))


def test_the_kept_trace_has_steps_alone() -> None:
    kept = KeptTraces(None)
    asking = Asking(lambda: LIBRARY, Aloud, kept)
    events = tuple(asking.ask(QUESTION, Limits(), Manner()))
    assert any(isinstance(event, Composing) for event in events)
    (identity,) = kept.ids()
    assert kept.get(identity).steps == tuple(steps_in(events))
    assert smallest_evidence(QUESTION, library=LIBRARY, engine=Aloud()).asks >= 1


def test_who_stops_watching_stops_the_speech() -> None:
    engine = Aloud()
    events = ask(QUESTION, library=LIBRARY, engine=engine)
    while not isinstance(next(events), Composing):
        pass
    events.close()
    assert engine.stopped


def test_the_page_shows_what_is_said_so_far_until_it_is_proved() -> None:
    events = spoken()
    cut = next(at for at, event in enumerate(events) if isinstance(event, Composing)) + 2
    job: Job[Any] = Job("ask", QUESTION.text, lambda: iter(()))
    job.events.extend(events[:cut])
    turn = turn_of(1, QUESTION.text, job)
    assert took_in(turn)
    assert not took_in(turn)
    assert turn["said"] == events[cut - 1].text  # type: ignore[union-attr]
    shown = dumps(conversation([turn], 1, None, (), {}, Strings("en")))
    assert turn["said"] in shown
    job.events.extend(events[cut:])
    job.status = "done"
    assert took_in(turn)
    assert turn["said"] == ""
    assert turn["proof"].answer is not None
