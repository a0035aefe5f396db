"""The dashboard: Panel pages over a workbench. Nothing here decides; it shows and asks."""

__all__: list[str] = []
