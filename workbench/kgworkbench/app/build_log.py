"""What a build says in the log of the desk, event by event."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kgworkbench.app.unread import left_alone
from kgworkbench.app.worker import Job
from kgworkbench.model.progress import ChunkFailed, DocumentFailed, Rejudged, SchemaGrew

if TYPE_CHECKING:
    from kgworkbench.app.desk import Desk
    from kgworkbench.workbench import Workbench

__all__ = ["build_log"]


def build_log(desk: "Desk", bench: "Workbench", again: str) -> Callable[[Job[Any], Any], None]:
    """What writes a build's events down; of files that could not be read only those that this one tries."""
    known = left_alone(bench, again)

    def listen(_: Job[Any], event: Any) -> None:
        if isinstance(event, ChunkFailed):
            desk.say(f"chunk {event.failure.chunk}: {event.failure.reason}", "error")
        elif isinstance(event, DocumentFailed) and event.unread not in known:
            desk.say(event.unread.reason, "error")
        elif isinstance(event, SchemaGrew):
            desk.tell("log_grew", n=event.version, names=", ".join(name for _, name in event.types))
        elif isinstance(event, Rejudged):
            desk.tell("log_rejudged", n=event.changed, m=event.chunks)

    return listen
