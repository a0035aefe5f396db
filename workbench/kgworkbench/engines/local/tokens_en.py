"""English words with their places: initials, abbreviations, hyphens and possessives kept as writers mean them."""

import re
from dataclasses import dataclass

from kgworkbench.engines.local.words_en import ABBREVIATIONS, FUNCTION

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


_NUMERAL = re.compile(r"[IVXC]\.")
_TOKEN = re.compile(
    r"(?<!\w)[DR]-(?=[A-Z])"
    r"|[A-Z]\w+(?=-(?:based|born|led|backed|controlled|owned|trained|educated|held|ruled|made|wide|bound|area"
    r"|funded|supported|sponsored|occupied|speaking|style|era|like)\b)"
    r"|(?:[A-Z]\.)+(?:[A-Z](?!\w))?"
    rf"|(?:{'|'.join(ABBREVIATIONS)})\."
    r"|['’]s\b"
    r"|[A-Z]+/[A-Z0-9]+\b"
    r"|[^\W\d_]\w*(?:[-‑'’&](?![sS]\b)\w+|\.(?=\w{2})(?<=[a-z].)(?=com|org|net|js)\w+)*[+#]*"
    r"|\d+(?:[.,]\d+)*[A-Za-z][\w-]*|\d+(?:[.,]\d+)*(?:-[A-Za-z]\w*)*"
    r"|\S"
)


def tokens_en(text: str) -> tuple[Token, ...]:
    """The text's tokens in order; every character outside white space is in one."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if (
            found
            and _NUMERAL.fullmatch(found[-1].text)
            and match.group().lower() in FUNCTION
            and match.group()[0].isupper()
        ):
            # "the Harvard Mark I. In 1947": a numeral and a full stop, not an initial.
            last = found.pop()
            found.extend((Token(last.text[:-1], last.start, last.end - 1), Token(".", last.end - 1, last.end)))
        found.append(Token(match.group(), match.start(), match.end()))
    return tuple(found)
