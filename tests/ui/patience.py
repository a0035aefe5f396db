"""How long a page is given to show what a test waits for."""

PATIENCE = 15.0
"""Seconds. A busy machine may take its time: only what never comes is a failure."""
