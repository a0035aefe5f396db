"""Measures on data with gold: retrieval, extraction, answers."""
