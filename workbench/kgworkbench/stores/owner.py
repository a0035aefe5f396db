"""Who holds a graph folder: a note beside the database, so that the next opener can be told.

The database's own lock decides; the note only says whose it is, and one left by a process that died is no obstacle.
"""

import json
import os
import sys
from datetime import datetime
from pathlib import Path

__all__ = ["claim", "holder_of", "renounce"]

_NOTE = "owner.json"


def claim(folder: Path) -> None:
    """Nothing; afterwards the folder's note names this process."""
    note = {
        "pid": os.getpid(),
        "command": Path(sys.argv[0]).name or "python",
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    draft = folder / f"{_NOTE}.{os.getpid()}"
    draft.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    draft.replace(folder / _NOTE)


def renounce(folder: Path) -> None:
    """Nothing; the folder's note is gone if it named this process."""
    note = _read(folder)
    if note is not None and note.get("pid") == os.getpid():
        (folder / _NOTE).unlink(missing_ok=True)


def holder_of(folder: Path) -> str:
    """The holder in words: pid, command and since when; "another process" where the note is missing or stale."""
    note = _read(folder)
    if note is None or not _alive(note.get("pid")):
        return "another process"
    return f"process {note['pid']} ({note.get('command', 'unknown')}, since {note.get('since', 'unknown')})"


def _read(folder: Path) -> dict[str, object] | None:
    try:
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) else None


def _alive(pid: object) -> bool:
    if not isinstance(pid, int) or pid <= 0:
        return False
    if os.name != "posix":  # elsewhere signal 0 is not a question but a keystroke
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
