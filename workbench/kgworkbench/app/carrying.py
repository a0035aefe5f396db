"""A graph carried to another machine: the button that downloads the open one, and the one that opens such a file."""

from collections.abc import Callable
from pathlib import Path

from kgworkbench.app.components.download import DownloadWorkspace, OpenWorkspace
from kgworkbench.app.desk import Desk
from kgworkbench.app.state import Session
from kgworkbench.errors import InputError
from kgworkbench.packing import pack

__all__ = ["download_button", "open_button"]


def download_button(session: Session, desk: Desk) -> DownloadWorkspace:
    """A button of the header that downloads the graph folder on the desk as one file, whatever is being done to it."""

    def make(path: Path) -> str:
        folder = desk.folder
        if folder is None:
            raise InputError(session.say("no_folder_to_pack"))
        pack(folder, path)
        return f"{folder.resolve().stem}.kgw.zip"

    button = DownloadWorkspace(
        make, on_error=lambda reason: desk.say(reason, "error"), styles={"align-self": "center", "flex": "none"}
    )

    def reword(*_: object) -> None:
        button.param.update(label=session.say("download_workspace"), busy=session.say("packing"))

    session.param.watch(reword, "language")
    reword()
    return button


def open_button(session: Session, desk: Desk, place: Callable[[], Path]) -> OpenWorkspace:
    """A button of the welcome page that takes such a file, makes a graph folder of it in ``place()`` and opens it."""

    def opened(folder: Path) -> None:
        session.page = "schema"
        desk.open(folder)

    button = OpenWorkspace(place, on_open=opened, on_error=lambda reason: desk.say(reason, "error"))

    def reword(*_: object) -> None:
        button.param.update(
            label=session.say("open_zip"), hint=session.say("open_zip_hint"), busy=session.say("unpacking")
        )

    session.param.watch(reword, "language")
    reword()
    return button
