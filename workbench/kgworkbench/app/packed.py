"""A packed graph that somebody uploaded, as a graph folder of its own."""

import re
from pathlib import Path
from typing import BinaryIO

from kgworkbench.packing import unpack

__all__ = ["kept_upload"]


def kept_upload(name: str, content: BinaryIO, place: Path) -> Path:
    """The new graph folder in ``place``, called as the file was; with a number where that name is taken.

    Raises:
        InputError: the file is no packed graph, or the folder cannot be made.
    """
    bare = re.sub(r"[^\w.\- ]+", "_", Path(name.replace("\\", "/")).name)
    stem = re.sub(r"(?:\.kgw)?(?:\.zip)?$", "", bare, flags=re.IGNORECASE).strip(". ") or "graph"
    folder, number = place / f"{stem}.kgw", 1
    while folder.exists():
        number += 1
        folder = place / f"{stem}-{number}.kgw"
    with content:
        content.seek(0)
        return unpack(content, folder)
