"""Lets the tests here use the small library of the index's tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "index"))
