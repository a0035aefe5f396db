"""One session's inboxes of the Schema page: what was proposed, forbidden, kept as versions, and asked."""

from collections.abc import Callable, Sequence
from typing import Any

from kgworkbench.app.components.inboxes import kind_of_unknown, proposal_inbox, question_list, violation_inbox
from kgworkbench.app.components.revisions import version_list
from kgworkbench.app.components.sheet import Sheet
from kgworkbench.app.desk import Desk
from kgworkbench.app.state import Session
from kgworkbench.model.facts import Violation
from kgworkbench.model.graph import Provenance
from kgworkbench.model.journal import AnswerViolation
from kgworkbench.schema.diff import diff

__all__ = ["Inboxes"]


class Inboxes:
    """Four sheets over the desk's trials, steward and competency; ``refresh`` draws the one in front.

    ``on_widen`` takes a forbidden claim that the schema should allow.
    """

    def __init__(self, session: Session, desk: Desk, on_widen: Callable[[Violation], None]) -> None:
        self._session, self._desk, self._on_widen = session, desk, on_widen
        self._mapping = ("", "")
        self._pair: tuple[int, ...] = ()
        self._violations: Sequence[Violation] = ()
        self.sheets = {
            name: Sheet(on_click=self.act, sizing_mode="stretch_both")
            for name in ("proposals", "violations", "versions", "competency")
        }

    def counts(self) -> dict[str, Any]:
        """What stands beside each label."""
        trials, bench = self._desk.trials, self._desk.bench
        found, asked = self._desk.competency.tally
        return {
            "proposals": len(trials.inbox()) or None,
            "violations": len(trials.violations()) or None,
            "versions": len(bench.versions.history()) if bench is not None else None,
            "competency": f"{found}/{asked}" if asked else None,
        }

    def refresh(self, front: str) -> None:
        """Draw the sheet of that name."""
        desk, say = self._desk, self._session.say
        snapshot, bench = desk.snapshot, desk.bench
        if snapshot is None or bench is None or front not in self.sheets:
            return
        sheet = self.sheets[front]
        if front == "proposals":
            sheet.show(proposal_inbox(desk.trials.inbox(), snapshot.schema, self._mapping, say))
        elif front == "violations":
            self._violations = desk.trials.violations()
            sheet.show(violation_inbox(self._violations, snapshot, say))
        elif front == "versions":
            history = bench.versions.history()
            known = {entry.version for entry in history}
            pair = self._pair if len(self._pair) == 2 and set(self._pair) <= known else ()
            difference = diff(bench.versions.at(pair[0]), bench.versions.at(pair[1])) if pair else None
            sheet.show(version_list(history, self._pair, difference, snapshot.schema.version, say))
        else:
            sheet.show(question_list(desk.competency, say))

    def act(self, action: Any) -> None:
        """Do what was clicked or typed in one of the sheets."""
        desk = self._desk
        if not isinstance(action, dict):
            return
        if "answer" in action:
            self._mapping = ("", "")
            desk.steward.answer(action["answer"], action["kind"], action["name"], action.get("to", ""))
        elif "mapping" in action:
            key = (action["mapping"]["kind"], action["mapping"]["name"])
            self._mapping = ("", "") if key == self._mapping else key
            self.refresh("proposals")
        elif "chunk" in action:
            self._session.param.update(chunk=action["chunk"], page="extract")
        elif "compare" in action:
            self._choose(int(action["compare"]))
        elif "back" in action:
            desk.steward.back_to(int(action["back"]))
        elif "question" in action:
            desk.competency.add(str(action["question"]))
        elif "forget" in action:
            desk.competency.remove(str(action["forget"]))
        elif "ask_all" in action:
            desk.competency.run()
        elif "ask" in action:
            self._session.wish = None
            self._session.wish = {"ask": action["ask"]}
        else:
            self._judge(action)

    def _choose(self, version: int) -> None:
        kept = [each for each in self._pair if each != version]
        self._pair = tuple(sorted(kept if version in self._pair else [*kept[-1:], version]))
        self.refresh("versions")

    def _judge(self, action: dict[str, Any]) -> None:
        name, at = next(iter(action.items()))
        if not isinstance(at, int) or at >= len(self._violations):
            return
        violation = self._violations[at]
        if name == "admit":
            self._desk.steward.act(self._answer(violation, "accept"))
        elif name == "ignore":
            self._desk.steward.act(self._answer(violation, "ignore"))
        elif name == "widen":
            self._on_widen(violation)
        elif name == "map_unknown":
            kind, wanted = kind_of_unknown(violation)
            inbox = self._desk.trials.inbox()
            self._mapping = next(((c.kind, c.name) for c in inbox if c.kind == kind and wanted in c.names), ("", ""))
            self._on_widen(violation)

    def _answer(self, violation: Violation, answer: Any) -> AnswerViolation:
        claim, snapshot = violation.claim, self._desk.snapshot
        chunk = snapshot.chunks.get(violation.chunk) if snapshot is not None else None
        places = (Provenance(chunk.document, chunk.id, violation.evidence),) if chunk is not None else ()
        head = (claim[0], claim[1]) if len(claim) in (2, 5) else ("", "")
        relation, tail = (claim[2], (claim[3], claim[4])) if len(claim) == 5 else ("", ("", ""))
        return AnswerViolation(answer, violation.chunk, violation.rule, claim, head, relation, tail, places)
