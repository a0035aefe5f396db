"""Communities: how entities hang together by structure and by meaning, and the KnowledgeTree that says so."""

__all__: list[str] = []
