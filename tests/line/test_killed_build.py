"""Killed with no warning, again and again, a build pays for no finished chunk twice and ends in the same graph."""

import subprocess
import sys
from pathlib import Path

from kill_builds import DOCUMENTS, SETTINGS
from word_engine import SCHEMA, WordEngine

from kgworkbench.build import build
from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.stores.kuzu import KuzuStore
from kgworkbench.stores.memory import MemoryStore

KILLS = 50


def test_killed_at_fifty_moments(tmp_path: Path) -> None:
    folder, log = tmp_path / "graph", tmp_path / "log"
    script = Path(__file__).with_name("kill_builds.py")
    ran = subprocess.run(
        [sys.executable, str(script), str(folder), str(log), str(KILLS), "7"],
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert ran.returncode == 0, ran.stderr
    lines = log.read_text().splitlines()
    assert lines[-1] == "last 0", ran.stderr
    assert lines.count("killed") + lines.count("ended") == KILLS
    assert lines.count("killed") >= 10, "too few builds were killed while they were at work"
    kept: set[str] = set()
    for line in lines:
        word, _, chunk = line.partition(" ")
        if word == "called":
            assert chunk not in kept, "a finished chunk was paid for again"
        elif word == "kept":
            kept.add(chunk)
    assert len(kept) <= len(DOCUMENTS)

    alone = MemoryStore()
    for _ in build(DOCUMENTS, SCHEMA, engine=WordEngine(), embedder=LexicalEmbedder(), store=alone, settings=SETTINGS):
        pass
    store = KuzuStore.open(folder)
    assert store.graph() == alone.graph()
    assert store.tree() == alone.tree()
    assert list(store.extractions()) == list(alone.extractions())
    store.close()
