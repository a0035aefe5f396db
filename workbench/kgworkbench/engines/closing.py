"""Engines that hold something open, such as connections."""

from typing import Protocol, runtime_checkable

from kgworkbench.ports import Engine

__all__ = ["close_engine"]


@runtime_checkable
class _Closing(Protocol):
    def close(self) -> None: ...


def close_engine(engine: Engine) -> None:
    """Let the engine let go of what it holds open; one that holds nothing has no ``close``."""
    if isinstance(engine, _Closing):
        engine.close()
