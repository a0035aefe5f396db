"""What was noted about a graph beside it: in its folder, or as long as the workbench lasts."""

from typing import Any

from kgworkbench.folder import GraphFolder
from kgworkbench.model.text import Unread
from kgworkbench.settings import CHUNK_CHARACTERS

__all__ = ["Noted"]


class Noted:
    """The notes of a graph, and what they say."""

    folder: GraphFolder | None
    _notes: dict[str, Any]

    def note(self, **facts: Any) -> None:
        """Keep facts about this graph beside it; without a folder they last as long as the workbench."""
        self._notes.update(facts)
        if self.folder is not None:
            self.folder.note(**facts)

    def notes(self) -> dict[str, Any]:
        """What was noted about this graph: corpus, embedder, length of chunks, and whatever else."""
        return self.folder.notes() if self.folder is not None else dict(self._notes)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The files of the corpus that the last build could not read."""
        return tuple(Unread(str(source), str(reason)) for source, reason in self.notes().get("unread", ()))

    @property
    def chunk_characters(self) -> int:
        """How long the chunks of this graph are at most, in characters."""
        return int(self.notes().get("chunk_characters", CHUNK_CHARACTERS))
