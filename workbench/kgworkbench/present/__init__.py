"""Model values to view data: JSON-able dicts that a page or a widget draws. No UI library is imported here."""

__all__: list[str] = []
