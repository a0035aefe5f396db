"""The schema: read from files and written to them, checked, and a general one for text of any kind."""

__all__: list[str] = []
