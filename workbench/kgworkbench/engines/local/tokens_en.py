"""English words with their places: initials, abbreviations, hyphens and possessives kept as writers mean them."""

import re
from dataclasses import dataclass

from kgworkbench.engines.local.words_en import ABBREVIATIONS

__all__ = ["Token", "tokens_en"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark at a span of the text."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it starts like a name."""
        if sum(char.isdigit() for char in self.text) > 5:
            return False
        return self.text[0].isupper() or (self.text[0].isdigit() and any(char.isupper() for char in self.text))

    @property
    def word(self) -> bool:
        """Whether it has a letter or digit."""
        return self.text[0].isalnum()


_TOKEN = re.compile(
    r"(?<!\w)[DR]-(?=[A-Z])|(?:[A-Z]\.)+(?:[A-Z](?!\w))?"
    rf"|(?:{'|'.join(ABBREVIATIONS)})\."
    r"|['’]s\b"
    r"|[^\W\d_]\w*(?:[-‑'’&](?![sS]\b)\w+|\.(?=\w{2})(?<=[a-z].)(?=com|org|net|js)\w+)*[+#]*"
    r"|\d+(?:[.,]\d+)*[A-Za-z][\w-]*|\d+(?:[.,]\d+)*(?:-[A-Za-z]\w*)*"
    r"|\S"
)


def tokens_en(text: str) -> tuple[Token, ...]:
    """The text's tokens in order; every character outside white space is in one."""
    return tuple(Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text))
