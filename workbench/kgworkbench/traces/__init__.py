"""Traces that are kept: replayed, compared and handed to other tools."""
