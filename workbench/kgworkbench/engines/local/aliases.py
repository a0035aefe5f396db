"""Other names by which a text calls the thing it introduced: courtesy names, art names, surnames."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kgworkbench.engines.local.statements import Statement

__all__ = ["aliases"]

_COURTESY = re.compile(
    r"(?:^|[，。；、\s])(?:表?字|号|原名|别号|本名|又名|别称|俗称|原称)[“「]?([\u4e00-\u9fff]{2,4}?)[”」]?(?=[，。、；（）])"
)


def aliases(pool: Iterable[Statement]) -> dict[str, str]:
    """For each other name the thing's own: what opens the sentence that gives both."""
    found: dict[str, str] = {}
    for statement in pool:
        for other in _given(statement.text, statement.title):
            found.setdefault(other, statement.title)
    return found


@lru_cache(maxsize=4096)
def _given(text: str, title: str) -> tuple[str, ...]:
    if not title or not text.startswith((title, f"《{title}》")):
        return ()
    return tuple(match[1] for match in _COURTESY.finditer(text[:60]) if match[1] != title)
