"""Records of a ``.jsonl`` file, one object a line, each with the place it stands at."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kgworkbench.errors import InputError

__all__ = ["records"]

_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def records(path: Path, problem_of: type[InputError]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where each record stands ("file:line") and the record, blank lines passed over.

    Raises:
        InputError: of the given kind: the file cannot be read, is not UTF-8, or a line holds no JSON object, or half a
            character.
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
        except (ValueError, RecursionError) as problem:
            reason = getattr(problem, "msg", "nested too deeply, or a number of too many digits")
            raise problem_of(f"{where}: not JSON ({reason}); write one object a line") from None
        if not isinstance(record, dict):
            raise problem_of(f"{where}: {type(record).__name__} where an object belongs; write one object a line")
        half = _half(record) if _ESCAPED.search(line) else ""
        if half:
            raise problem_of(f"{where}: holds half a character ({half}); correct or remove it")
        yield where, record


def _half(record: dict[str, Any]) -> str:
    """The first half of a character in a record that lacks its other half, as it is escaped; "" for none."""
    found = _SURROGATE.search(json.dumps(record, ensure_ascii=False))
    return f"\\u{ord(found.group()):04x}" if found else ""
