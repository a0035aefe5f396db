"""The log of a desk: every error and every deed, for everybody, in their own language."""

from dataclasses import dataclass

from kgworkbench.app.strings import Strings

__all__ = ["LogEntry"]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log: when, how grave (info or error) and what, in plain words or as words of the interface."""

    time: str
    level: str
    text: str
    values: tuple[tuple[str, object], ...] | None = None

    def read(self, say: Strings) -> str:
        """The line in the reader's language; what the engine or a store said stays as it was said."""
        return self.text if self.values is None else say(self.text, **dict(self.values))
