"""From a sub-query to ranked evidence: five routes and their fusion."""

from kgworkbench.retrieve.fuse import fuse
from kgworkbench.retrieve.routes import ROUTES

__all__ = ["ROUTES", "fuse"]
