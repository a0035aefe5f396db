"""Competency questions: what a graph should be able to answer, kept with it, and asked again after every change."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from kgworkbench.app.worker import Job
from kgworkbench.ask import ask
from kgworkbench.errors import WorkbenchError
from kgworkbench.model.evidence import Answer
from kgworkbench.model.query import Question
from kgworkbench.model.usage import Usage
from kgworkbench.ports import is_free
from kgworkbench.read.language import language_of

if TYPE_CHECKING:
    from kgworkbench.app.desk import Desk
    from kgworkbench.workbench import Workbench

__all__ = ["Competency", "Verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question fared: whether something was found, the answer's text, under which schema version, and whether
    the graph is still the one that was asked."""

    found: bool
    text: str
    version: int
    fresh: bool = True


class Competency:
    """The questions of a graph and how each fared last, both kept with the graph.

    Questions and answers leave no traces of runs: they are asked often, and nobody looks at how.
    """

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._of: Workbench | None = None
        self._verdicts: dict[str, Verdict] = {}
        self._queue: dict[str, None] = {}
        self._turn = threading.Lock()
        self._busy = False
        self.job: Job[Any] | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions, in the order they were added."""
        bench = self._desk.bench
        return tuple(str(each) for each in bench.notes().get("competency", ())) if bench is not None else ()

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """How each question that was asked fared last."""
        bench = self._desk.bench
        if bench is not self._of:
            self._of = bench
            self._verdicts = _kept(bench.notes().get("verdicts")) if bench is not None else {}
        return self._verdicts

    @property
    def tally(self) -> tuple[int, int]:
        """How many questions found something, of how many."""
        questions, verdicts = self.questions, self.verdicts
        return sum(verdicts[q].found for q in questions if q in verdicts), len(questions)

    def add(self, question: str) -> None:
        """Keep a question, and ask it."""
        words = " ".join(question.split())
        if words and words not in self.questions:
            self._keep((*self.questions, words))
            self.run((words,))

    def remove(self, question: str) -> None:
        """Forget a question."""
        with self._turn:
            self._queue.pop(question, None)
        self._keep(tuple(each for each in self.questions if each != question))

    def follow(self) -> None:
        """After a change of the graph: ask again where that costs nothing, else say that the verdicts are old."""
        bench = self._desk.bench
        if bench is None or not self.questions:
            return
        if is_free(bench.engine):
            self.run()
        elif any(verdict.fresh for verdict in self.verdicts.values()):
            self._verdicts = {each: replace(verdict, fresh=False) for each, verdict in self.verdicts.items()}
            self._keep(self.questions)

    def run(self, questions: tuple[str, ...] = ()) -> None:
        """Ask these, or all, in a thread; what is being asked already is asked once more after it."""
        bench = self._desk.bench
        asked = questions or self.questions
        if bench is None or not asked:
            return
        with self._turn:
            self._queue |= dict.fromkeys(asked)
            if self._busy:
                return
            self._busy = True
            self.job = Job("competency", "", lambda: self._ask(bench))
        self.job.on_end(self._desk.ended)
        self.job.start()
        self._desk.touch()

    def _ask(self, bench: "Workbench") -> Iterator[str]:
        try:
            while (question := self._next(bench)) is not None:
                verdict, before = self._judged(bench, question), self.verdicts.get(question)
                if question in self.questions and bench is self._desk.bench:
                    self._verdicts[question] = verdict
                    self._keep(self.questions)
                    if before is not None and before.found != verdict.found:
                        self._desk.tell("turned_green" if verdict.found else "turned_red", question=question)
                yield question
        finally:
            self._busy = False

    def _next(self, bench: "Workbench") -> str | None:
        """The question to ask now; None where there is none, and then nobody is asking any more."""
        with self._turn:
            question = next(iter(self._queue), None) if bench is self._desk.bench else None
            if question is None:
                self._queue, self._busy = {}, False
            else:
                # Taken out before it is asked: a change meanwhile puts it in again.
                del self._queue[question]
            return question

    def _judged(self, bench: "Workbench", question: str) -> Verdict:
        version = bench.schema.version
        asked, library = Question(question, language_of(question), "reject"), bench.library()
        answer: Answer | None = None
        if not library.chunks:
            return Verdict(False, "", version)
        try:
            for step in ask(asked, library=library, engine=bench.engine):
                self._desk.spent += getattr(step, "usage", Usage())
                answer = getattr(step, "answer", answer)
        except WorkbenchError as problem:
            return Verdict(False, str(problem), version)
        return Verdict(answer is not None and answer.found, answer.text if answer is not None else "", version)

    def _keep(self, questions: tuple[str, ...]) -> None:
        bench = self._desk.bench
        if bench is not None:
            verdicts = {each: asdict(self.verdicts[each]) for each in questions if each in self.verdicts}
            bench.note(competency=list(questions), verdicts=verdicts)
        self._desk.touch()


def _kept(note: Any) -> dict[str, Verdict]:
    """The verdicts as they were kept beside the graph, those of them that make sense."""
    found = {}
    for question, said in note.items() if isinstance(note, dict) else ():
        if isinstance(said, dict) and {"found", "text", "version"} <= said.keys():
            fresh = bool(said.get("fresh", True))
            found[str(question)] = Verdict(bool(said["found"]), str(said["text"]), int(said["version"]), fresh)
    return found
