"""Records of a ``.jsonl`` file, one object a line, each with the place it stands at."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kgworkbench.errors import InputError

__all__ = ["records"]


def records(path: Path, problem_of: type[InputError]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where each record stands ("file:line") and the record, blank lines passed over.

    Raises:
        InputError: of the given kind: the file cannot be read, is not UTF-8, or a line holds no JSON object.
    """
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise problem_of(f"{str(path)!r} cannot be read ({problem.strerror}); give an existing .jsonl file") from None
    try:
        lines = raw.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as problem:
        raise problem_of(f"{path}: not UTF-8 at byte {problem.start}; save the file as UTF-8") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as problem:
            reason = getattr(problem, "msg", "nested too deeply")
            raise problem_of(f"{where}: not JSON ({reason}); write one object a line") from None
        if not isinstance(record, dict):
            raise problem_of(f"{where}: {type(record).__name__} where an object belongs; write one object a line")
        yield where, record
