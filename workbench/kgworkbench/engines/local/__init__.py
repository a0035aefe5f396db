"""The engine that needs no model and no key: rules, word lists and the schema's own cues, in English and Chinese."""

__all__: list[str] = []
