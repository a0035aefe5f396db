"""KG Workbench: design, extract, curate and question knowledge graphs by eye.

``Workbench`` is the way in; the values it takes and gives stand in ``kgworkbench.model``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgworkbench.workbench import Run, Workbench

__all__ = ["Run", "Workbench"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """The façade, imported when first asked for: ``import kgworkbench`` alone loads nothing heavy."""
    if name in __all__:
        # By name, so that this module imports nothing: every other one imports it, and imports point down.
        return getattr(import_module("kgworkbench.workbench"), name)
    raise AttributeError(f"kgworkbench has no attribute {name!r}")
