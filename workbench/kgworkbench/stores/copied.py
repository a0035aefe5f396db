"""A database copied while it is open."""

import shutil
from pathlib import Path

from kgworkbench.stores.held import DATABASE, hold, let_go

__all__ = ["copy_database"]

_BUFFER_MB = 256
_LOG = f"{DATABASE}.wal"


def copy_database(folder: Path, to: Path) -> None:
    """Nothing; the folder ``to`` then holds the database of ``folder`` with all that was committed, as one file.

    Readers of this process go on meanwhile, writers wait for as long as the copying of the files takes.

    Raises:
        GraphHeldError: another process holds the folder.
        StoreError: its database cannot be read.
    """
    held = hold(folder, _BUFFER_MB)
    try:
        # While this transaction is open nobody commits, so the file and its log belong together.
        with held.writing():
            for name in (DATABASE, _LOG):
                if (held.folder / name).exists():
                    shutil.copyfile(held.folder / name, to / name)
    finally:
        let_go(held)
    # Opened and closed once: what stood in the log stands in the file, and the copy is known to be whole.
    let_go(hold(to, _BUFFER_MB))
    (to / _LOG).unlink(missing_ok=True)
