"""Measuring retrieval, extraction and answers against what is known to be right."""

__all__: list[str] = []
