"""The log of a desk: every error and every deed, for everybody, in their own language."""

from dataclasses import dataclass

from kgworkbench.app.strings import Strings

__all__ = ["LogEntry"]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log: when, how grave (info or error) and what.

    ``text`` is a word of the interface where ``values`` fill it, else what was said, in English or in both languages.
    """

    time: str
    level: str
    text: str | tuple[str, str]
    values: tuple[tuple[str, object], ...] | None = None

    def read(self, say: Strings) -> str:
        """The line in the reader's language; what nobody translated stays as it was said."""
        if self.values is None or isinstance(self.text, tuple):
            return say.heard(self.text)
        return say(self.text, **dict(self.values))
