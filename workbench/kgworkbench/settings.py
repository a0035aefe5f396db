"""Numbers and switches of a run, with their defaults. No environment is read here."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["BuildSettings", "CommunitySettings"]


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


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How a corpus becomes a graph: chunk size in characters, chunks a transaction, engine calls at once."""

    chunk_characters: int = 1600
    batch: int = 64
    jobs: int = 1
    communities: CommunitySettings = CommunitySettings()
