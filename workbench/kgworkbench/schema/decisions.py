"""What was decided about proposed types, kept in the graph folder beside the schema's versions."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from kgworkbench.model.facts import TypeKind
from kgworkbench.schema.alike import plain_name
from kgworkbench.schema.rename import Renames

__all__ = ["Decision", "Decisions", "mapped_by", "rejected_by"]

Action = Literal["accept", "map", "reject", "reopen"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer to a proposal: what was done with which names, ``to`` which type, in force from ``version`` on."""

    action: Action
    kind: TypeKind
    names: tuple[str, ...]
    to: str = ""
    version: int = 0
    author: str = ""
    time: str = ""
    reason: str = ""


def rejected_by(decisions: Iterable[Decision]) -> frozenset[tuple[TypeKind, str]]:
    """Kinds and plain names (``plain_name``) that are not to be asked about again; a later answer counts over an
    earlier one.
    """
    standing = _standing(decisions)
    return frozenset((kind, plain_name(name)) for (kind, name), last in standing.items() if last.action == "reject")


def mapped_by(decisions: Iterable[Decision]) -> Renames:
    """The names that count as those of other types, by decision, ready for every new candidate."""
    standing = _standing(decisions)
    answered = ((kind, name, last.to) for (kind, name), last in standing.items() if last.action in ("accept", "map"))
    return Renames.of((kind, name, to) for kind, name, to in answered if to)


class Decisions:
    """The decisions in one folder, ``decisions.jsonl``, or with no folder in memory; only ever added to."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / "decisions.jsonl" if folder is not None else None
        self._held: list[Decision] = []

    def all(self) -> tuple[Decision, ...]:
        """Every decision, oldest first; a line that was cut off is left out."""
        if self._file is None:
            return tuple(self._held)
        if not self._file.exists():
            return ()
        lines = self._file.read_text(encoding="utf-8", errors="replace").split("\n")
        return tuple(found for line in lines if (found := _read(line)) is not None)

    def keep(self, decision: Decision) -> Decision:
        """The decision as it was kept, with the time (ISO 8601, UTC) where it had none."""
        time = decision.time or datetime.now(UTC).isoformat(timespec="seconds")
        kept = Decision(**{**asdict(decision), "time": time})
        if self._file is None:
            self._held.append(kept)
            return kept
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as log:
            # The line end comes first: a line that was cut off before cannot spoil this one.
            log.write("\n" + json.dumps(asdict(kept), ensure_ascii=False))
        return kept


def _read(line: str) -> Decision | None:
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        return None
    return Decision(**{**row, "names": tuple(row["names"])})


def _standing(decisions: Iterable[Decision]) -> dict[tuple[TypeKind, str], Decision]:
    return {(decision.kind, name): decision for decision in decisions for name in decision.names}
