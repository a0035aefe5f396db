"""Components the pages are made of."""

__all__: list[str] = []
