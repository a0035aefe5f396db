"""Numbers and switches of a run, with their defaults. No environment is read here."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["CHUNK_CHARACTERS", "Again", "BuildSettings", "CommunitySettings"]

CHUNK_CHARACTERS = 1600
"""How long chunks are where nothing else was asked for."""


@dataclass(frozen=True, slots=True)
class CommunitySettings:
    """How communities are found.

    ``weight`` runs from 1 (structure alone) to 0 (meaning alone); ``threshold`` is the fused score two communities
    must reach to be joined; ``seed`` fixes every random choice.
    """

    method: Literal["dual", "leiden", "louvain"] = "dual"
    weight: float = 0.5
    threshold: float = 0.7
    seed: int = 0


Again: TypeAlias = Literal["auto", "never", "changed", "all"] | tuple[str, ...]
"""Which chunks that were extracted before are given to the engine again."""


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How a corpus becomes a graph: chunk size in characters (0: as the graph has, or ``CHUNK_CHARACTERS``), chunks a
    transaction, engine calls at once.

    ``budget`` is a number of tokens after which no new call is made, 0 for none. ``again`` says which
    chunks that were extracted before are given to the engine again: ``"never"`` none, kept candidates are judged by
    the schema as it is now; ``"changed"`` those of another schema version; ``"all"`` every chunk; ids of chunks
    those. ``"auto"`` is ``"never"``, but ``"changed"`` where asking costs nothing and the schema has types it did not
    have.
    """

    chunk_characters: int = 0
    batch: int = 64
    jobs: int = 1
    budget: int = 0
    again: Again = "auto"
    communities: CommunitySettings = CommunitySettings()
