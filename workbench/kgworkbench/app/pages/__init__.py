"""The four pages, and the two that stand before a graph is open."""

__all__: list[str] = []
