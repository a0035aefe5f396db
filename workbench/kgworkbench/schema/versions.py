"""The versions of a schema, kept as files in the graph folder: each with its author, time and reason."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kgworkbench.model.schema import Schema
from kgworkbench.schema.load import load_schema
from kgworkbench.schema.write import dump_schema

__all__ = ["SchemaVersion", "SchemaVersions"]


_LOG = "versions.jsonl"


@dataclass(frozen=True, slots=True)
class SchemaVersion:
    """One version: its number, who made it, when (ISO 8601, UTC) and why."""

    version: int
    author: str
    time: str
    reason: str


class SchemaVersions:
    """The schema history in one folder: ``v0001.yaml`` and so on, and ``versions.jsonl`` beside them; with no folder
    it lasts as long as this value.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._held: list[tuple[SchemaVersion, Schema]] = []

    def history(self) -> tuple[SchemaVersion, ...]:
        """Every version, oldest first; a line that was cut off is left out."""
        if self._folder is None:
            return tuple(version for version, _ in self._held)
        log = self._folder / _LOG
        if not log.exists():
            return ()
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")  # reasons hold line ends of other kinds
        return tuple(found for line in lines if (found := _read(line)) is not None)

    def at(self, version: int) -> Schema:
        """The schema as of that version."""
        if self._folder is None:
            return next(schema for entry, schema in self._held if entry.version == version)
        return replace(load_schema(self._folder / f"v{version:04}.yaml"), version=version)

    def latest(self) -> Schema | None:
        """The newest schema, None where there is none yet."""
        history = self.history()
        return self.at(history[-1].version) if history else None

    def commit(self, schema: Schema, *, author: str, reason: str) -> Schema:
        """The schema as the newest version: the one already kept if it says the same, else a new one."""
        latest = self.latest()
        if latest is not None and replace(latest, version=0) == replace(schema, version=0):
            return latest
        number = latest.version + 1 if latest else 1
        numbered = replace(schema, version=number)
        entry = SchemaVersion(number, author, datetime.now(UTC).isoformat(timespec="seconds"), reason)
        if self._folder is None:
            self._held.append((entry, numbered))
            return numbered
        self._folder.mkdir(parents=True, exist_ok=True)
        # The file first, its line in the log last: a commit that is cut off leaves no version behind.
        (self._folder / f"v{number:04}.yaml").write_text(dump_schema(numbered), encoding="utf-8")
        with (self._folder / _LOG).open("a", encoding="utf-8") as log:
            # The line end comes first: a line that was cut off before cannot spoil this one.
            log.write("\n" + json.dumps(asdict(entry), ensure_ascii=False))
        return numbered


def _read(line: str) -> SchemaVersion | None:
    try:
        return SchemaVersion(**json.loads(line))
    except json.JSONDecodeError:
        return None
