"""What a power user's query may be: one statement that reads, touches no file and changes no setting.

A read-only transaction stops writes, but not ``COPY ... TO``, ``EXPORT``, ``ATTACH`` (which turns the whole database
read-only), ``LOAD FROM`` a file or ``CALL setting = value``. The first three begin a statement and the others are
found by their words, outside strings, quoted names and comments.
"""

import re
from collections.abc import Collection

from kgworkbench.errors import StoreError

__all__ = ["check_reads"]

_QUOTED = re.compile(
    r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\r\n]*|/\*.*?\*/""",
    re.DOTALL,
)
_OPENING = frozenset({"call", "match", "optional", "return", "unwind", "with"})
_STATEMENT = re.compile(r"\s*(?:(?:explain(?:\s+logical)?|profile)\s+)?(\w*)", re.IGNORECASE)
_FORBIDDEN = re.compile(r"(?<![\w.:$])(?:load\s+(?:from|with)|call\s+\w+\s*=)", re.IGNORECASE)
_PARAMETER = re.compile(r"\$(\w+)")


def check_reads(cypher: str, given: Collection[str]) -> None:
    """Nothing, where the query is one that may run with the given parameters.

    Raises:
        StoreError: it does not begin as a reading statement does, would touch files or settings, or names a
            parameter that is not given (Kùzu would take it for null and find nothing).
    """
    bare = _QUOTED.sub(lambda found: "''" if found[0][0] in "'\"" else ("x" if found[0][0] == "`" else " "), cypher)
    opening = _STATEMENT.match(bare)
    word = opening[1] if opening else ""
    if word.casefold() not in _OPENING:
        raise StoreError(
            f"the query begins with {word or cypher[:20]!r}, and only reading is allowed here: "
            "begin with MATCH, RETURN, UNWIND, WITH or CALL"
        )
    forbidden = _FORBIDDEN.search(bare)
    if forbidden:
        said = " ".join(forbidden[0].split())
        raise StoreError(f"the query says {said!r}, which reaches beyond the graph: leave it out")
    for name in _PARAMETER.findall(bare):
        if name not in given:
            raise StoreError(f"the query names a parameter {name!r} that is not given: bind it")
