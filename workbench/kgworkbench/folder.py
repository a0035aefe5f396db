"""What lies where in a graph folder, beside the database."""

import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgworkbench.errors import InputError, StoreError
from kgworkbench.model.codec import dumps, loads
from kgworkbench.model.trace import Trace

__all__ = ["GraphFolder", "KeptTraces"]

# A note is read, changed and written: one thread at a time, or what another one noted meanwhile would be lost.
_NOTING = threading.Lock()

# Traces of a folder that are held in memory too: a page looks at the latest again and again.
_RECENT = 64


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """A graph folder: the Kùzu database, schema versions, vectors, traces, cassettes and notes about the build."""

    path: Path

    @property
    def schemas(self) -> Path:
        """Where schema versions are kept."""
        return self.path / "schema"

    @property
    def vectors(self) -> Path:
        """Where embedded texts are kept."""
        return self.path / "vectors"

    @property
    def index(self) -> Path:
        """Where the index is kept."""
        return self.path / "index"

    @property
    def traces(self) -> Path:
        """Where traces are kept."""
        return self.path / "traces"

    def prepare(self) -> None:
        """Make the folder.

        Raises:
            InputError: something else stands at that path, or the folder holds files of another kind.
        """
        if self.path.exists() and not self.path.is_dir():
            raise InputError(f"{str(self.path)!r} is a file: give a folder for the graph")
        if self.path.is_dir() and not self.exists() and any(self.path.iterdir()):
            raise InputError(f"folder {str(self.path)!r} holds other files and no graph: give an empty or new folder")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if not self._notes.exists():
                _replace(self._notes, "{}")
        except OSError as problem:
            raise InputError(
                f"graph folder {str(self.path)!r} cannot be written ({problem.strerror}): "
                "make it writable, or name another"
            ) from problem

    def exists(self) -> bool:
        """Whether a graph was begun here."""
        return self._notes.exists() or (self.path / "owner.json").exists()

    def notes(self) -> dict[str, Any]:
        """What was noted about the build: corpus, embedder, name.

        Raises:
            StoreError: the notes cannot be read.
        """
        try:
            noted = json.loads(self._notes.read_text(encoding="utf-8"))
            if not isinstance(noted, dict):
                raise ValueError(f"{type(noted).__name__} where an object belongs")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as problem:
            raise StoreError(
                f"{str(self._notes)!r} cannot be read ({problem}): repair it, or move it away and build again"
            ) from problem
        return noted

    def note(self, **facts: Any) -> None:
        """Keep these facts about the build; earlier ones of other names stay.

        Raises:
            StoreError: they cannot be written.
        """
        with _NOTING:
            _keep(self._notes, json.dumps({**self.notes(), **facts}, ensure_ascii=False, indent=1, sort_keys=True))

    def save_trace(self, trace: Trace) -> None:
        """Keep the trace under its id.

        Raises:
            StoreError: it cannot be written.
        """
        _keep(self.traces / f"{trace.id}.json", dumps(trace))

    def trace_ids(self) -> tuple[str, ...]:
        """Ids of the kept traces, newest first."""
        if not self.traces.is_dir():
            return ()
        files = sorted(self.traces.glob("*.json"), key=lambda file: (-file.stat().st_mtime_ns, file.name))
        return tuple(file.stem for file in files)

    def trace(self, identity: str) -> Trace:
        """The trace of that id.

        Raises:
            InputError: none is kept under that id.
            StoreError: it cannot be read.
        """
        if identity not in self.trace_ids():
            raise InputError(f"no trace {identity!r} in {str(self.path)!r}: ask a question, or list the traces")
        file = self.traces / f"{identity}.json"
        try:
            return loads(Trace, file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as problem:
            raise StoreError(f"{str(file)!r} cannot be read ({problem}): repair it, or move it away") from problem

    @property
    def _notes(self) -> Path:
        return self.path / "workbench.json"


class KeptTraces:
    """Traces of a workbench: in its folder and the latest in memory too, or with no folder all in memory."""

    def __init__(self, folder: GraphFolder | None) -> None:
        self._folder = folder
        self._recent: dict[str, Trace] = {}

    def keep(self, trace: Trace) -> None:
        """Keep the trace under its id."""
        self._recent.pop(trace.id, None)  # asked again, it is the newest
        self._recent[trace.id] = trace
        if self._folder is not None:
            self._folder.save_trace(trace)
            for identity in list(self._recent)[:-_RECENT]:  # a server is asked for weeks
                self._recent.pop(identity, None)

    def ids(self) -> tuple[str, ...]:
        """Ids of the traces that are kept, newest first."""
        return self._folder.trace_ids() if self._folder is not None else tuple(reversed(self._recent))

    def get(self, identity: str) -> Trace:
        """The trace of that id.

        Raises:
            InputError: none is kept under that id.
        """
        recent = self._recent.get(identity)
        if recent is not None:
            return recent
        if self._folder is None:
            raise InputError(f"no trace {identity!r}: ask a question first")
        return self._folder.trace(identity)


def _keep(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        _replace(path, text)
    except OSError as problem:
        raise StoreError(
            f"{str(path)!r} cannot be written ({problem.strerror}): make room, or make the folder writable"
        ) from problem


def _replace(path: Path, text: str) -> None:
    """Write the whole file or none of it, whoever else writes it at the same moment."""
    draft = path.with_name(f"{path.name}.{threading.get_ident()}.part")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
