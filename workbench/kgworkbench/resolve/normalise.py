"""Names made comparable."""

import re
import unicodedata

__all__ = ["normalise"]

_EDGES = " \t\n\"'“”‘’«»《》〈〉「」『』()（）[]【】,.;:，。；：、!?！？"
_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"^(?:the|a|an) (?=\S)")
_POSSESSIVE = re.compile(r"['’]s$")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")


def normalise(name: str) -> str:
    """The form under which a name is compared: NFKC, case folded, no article, no quotes, single spaces.

    >>> normalise("The  U.S. Navy's")
    'us navy'
    >>> normalise("《梦溪笔谈》")
    '梦溪笔谈'
    """
    folded = unicodedata.normalize("NFKC", name).replace("’", "'").casefold()
    folded = _DOTTED.sub(lambda match: match.group().replace(".", ""), folded)
    folded = _SPACE.sub(" ", folded).strip(_EDGES)
    folded = _POSSESSIVE.sub("", folded)
    bare = _ARTICLE.sub("", folded)
    return bare or name.strip()
