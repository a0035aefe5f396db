"""Competency questions: what a graph of this schema should be able to answer, asked again after every change of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kgworkbench.app.worker import Job
from kgworkbench.errors import QuestionError

if TYPE_CHECKING:
    from kgworkbench.app.desk import Desk

__all__ = ["Competency", "Verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question fared: whether something was found, the answer's text, and under which schema version."""

    found: bool
    text: str
    version: int


class Competency:
    """The questions of a graph, kept with it, and how each fared last."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self.verdicts: dict[str, Verdict] = {}
        self.job: Job[Any] | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions, in the order they were added."""
        bench = self._desk.bench
        return tuple(str(each) for each in bench.notes().get("competency", ())) if bench is not None else ()

    @property
    def tally(self) -> tuple[int, int]:
        """How many questions found something, of how many."""
        questions = self.questions
        return sum(self.verdicts[q].found for q in questions if q in self.verdicts), len(questions)

    def add(self, question: str) -> None:
        """Keep a question, and ask it."""
        words = " ".join(question.split())
        if words and words not in self.questions:
            self._keep((*self.questions, words))
            self.run((words,))

    def remove(self, question: str) -> None:
        """Forget a question."""
        self._keep(tuple(each for each in self.questions if each != question))
        self.verdicts.pop(question, None)

    def run(self, questions: tuple[str, ...] = ()) -> None:
        """Ask these, or all, in a thread."""
        bench, desk = self._desk.bench, self._desk
        asked = questions or self.questions
        if bench is None or not asked:
            return
        before = self.job

        def work() -> Iterator[str]:
            if before is not None:
                before.wait()
            for question in asked:
                version = bench.schema.version
                try:
                    answer = bench.ask(question).result()
                    self.verdicts[question] = Verdict(answer.found, answer.text, version)
                except QuestionError as problem:
                    self.verdicts[question] = Verdict(False, str(problem), version)
                desk.touch()
                yield question

        self.job = Job("competency", "", work)
        self.job.on_end(desk.ended)
        self.job.start()
        desk.touch()

    def _keep(self, questions: tuple[str, ...]) -> None:
        if self._desk.bench is not None:
            self._desk.bench.note(competency=list(questions))
        self._desk.touch()
