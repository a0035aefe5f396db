"""Graph folders that commands work on, there and free, and files they may write."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kgworkbench.errors import InputError

if TYPE_CHECKING:
    from kgworkbench.workbench import Workbench

__all__ = ["existing_graph", "new_file", "opened_graph", "refuse_held"]


def existing_graph(folder: Path) -> None:
    """Refuse a folder with no graph in it.

    Raises:
        InputError: there is none.
    """
    if (folder / "graph.kuzu").exists():
        return
    if folder.is_dir() and any(folder.iterdir()):
        raise InputError(
            f"{str(folder)!r} holds no graph: build its documents with kgw build {folder} --into NEW_FOLDER, "
            "then name that folder"
        )
    raise InputError(f"no graph in {str(folder)!r}: build one with kgw build CORPUS --into {folder}")


def new_file(to: Path | None) -> None:
    """Refuse a file to write where something stands already, or in a folder that is not there; None is stdout.

    Raises:
        InputError: it cannot be written there.
    """
    if to is not None and to.exists():
        raise InputError(f"{str(to)!r} is there already: give another name, or remove it")
    if to is not None and not to.parent.is_dir():
        raise InputError(f"no folder {str(to.parent)!r}: make it, or write elsewhere")


def refuse_held(folder: Path) -> None:
    """Return if no other process holds the graph folder.

    Raises:
        GraphHeldError: another process does.
    """
    from kgworkbench.stores.kuzu import KuzuStore

    KuzuStore.open(folder).close()


@contextmanager
def opened_graph(folder: Path, engine: str = "local") -> "Iterator[Workbench]":
    """The workbench over a folder with a graph in it, closed at the end.

    Raises:
        InputError: there is none.
    """
    from kgworkbench.workbench import Workbench

    existing_graph(folder)
    with Workbench.open(folder, engine=engine) as bench:
        yield bench
