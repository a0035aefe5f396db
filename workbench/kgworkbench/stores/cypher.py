"""What a power user's query may be: one statement that reads, touches no file and changes no setting.

A read-only transaction stops writes, but not ``COPY ... TO``, ``EXPORT``, ``ATTACH`` (which turns the whole database
read-only), ``LOAD FROM`` a file or ``CALL setting = value``. Those are refused by their words, found outside strings,
quoted names and comments.
"""

import re

from kgworkbench.errors import StoreError

__all__ = ["check_reads"]

_QUOTED = re.compile(
    r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\n]*|/\*.*?\*/""",
    re.DOTALL,
)
_OPENING = frozenset({"call", "explain", "match", "optional", "profile", "return", "unwind", "with"})
_STATEMENT = re.compile(r"\s*(?:(?:explain(?:\s+logical)?|profile)\s+)?(\w*)", re.IGNORECASE)
_FORBIDDEN = re.compile(
    r"(?<![\w.:$])(?:(load)\s+(?:from|with)|(copy)\b|(attach)\s|(export)\s|(import)\s|(install)\s|(call)\s+\w+\s*=)",
    re.IGNORECASE,
)


def check_reads(cypher: str) -> None:
    """Nothing, where the query is one that may run.

    Raises:
        StoreError: it does not begin as a reading statement does, or would touch files or settings.
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
        raise StoreError(f"the query says {forbidden[0].strip()!r}, which reaches beyond the graph: leave it out")
