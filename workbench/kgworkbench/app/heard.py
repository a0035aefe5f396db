"""What the program below says, in the language of the interface: its sentences are looked up by their shape."""

import re
from functools import cache

from kgworkbench.app.strings_errors import MESSAGES
from kgworkbench.curate.rules import RULES_ZH

__all__ = ["heard"]

_DEEP = 3
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def heard(text: str, language: str, depth: int = 0) -> str:
    """The sentence in that language; what nobody translated stays as it was said.

    >>> heard("nothing to redo: no operation was undone", "zh")
    '没有可重做的操作：尚未撤销任何操作'
    """
    if language != "zh" or not text:
        return text
    if text in RULES_ZH:
        return RULES_ZH[text]
    for shape, chinese in _shapes():
        found = shape.fullmatch(text)
        if found:
            values = [heard(value, language, depth + 1) if depth < _DEEP else value for value in found.groups()]
            return chinese.format(*(_QUOTED.sub(r"“\1\2”", value) for value in values))
    return text


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Sentences as patterns; those with more words of their own are tried first."""
    ordered = sorted(MESSAGES, key=lambda said: (-len(said.replace("{}", "")), said))
    return tuple(
        (re.compile("(.+?)".join(map(re.escape, said.split("{}"))), re.DOTALL), MESSAGES[said]) for said in ordered
    )
