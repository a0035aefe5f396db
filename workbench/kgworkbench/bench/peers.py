"""Peers that may be installed or not: none is needed, and one that is absent says so in its row."""

import importlib.util

__all__ = ["ABSENT", "installed"]

ABSENT = "not installed"


def installed(module: str) -> bool:
    """Whether a module can be imported; nothing is."""
    return importlib.util.find_spec(module.partition(".")[0]) is not None
