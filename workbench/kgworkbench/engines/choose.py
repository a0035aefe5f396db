"""Which engine a name means."""

from collections.abc import Mapping
from pathlib import Path

from kgworkbench.errors import InputError
from kgworkbench.ports import Engine

__all__ = ["engine_for"]


def engine_for(name: str, environment: Mapping[str, str]) -> Engine:
    """The engine called ``local``, ``openai`` (endpoint, key and model from the environment) or ``replay:FILE``.

    Raises:
        InputError: the name means no engine, or the environment lacks what the endpoint needs.
    """
    if name == "local":
        from kgworkbench.engines.local.engine import LocalEngine

        return LocalEngine()
    if name.startswith("replay:"):
        from kgworkbench.engines.replay import ReplayEngine

        return ReplayEngine(Path(name.removeprefix("replay:")))
    if name == "openai" or name.startswith("openai:"):
        from kgworkbench.engines.openai.engine import openai_engine

        return openai_engine(name.removeprefix("openai").removeprefix(":"), environment)
    raise InputError(f"unknown engine {name!r}: choose local, openai, openai:MODEL or replay:FILE")
