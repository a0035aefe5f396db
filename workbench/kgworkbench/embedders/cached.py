"""A cache around any embedder, keyed by content, in memory or in a folder."""

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kgworkbench.ports import Embedder, Vectors

__all__ = ["CachedEmbedder"]

# Fewer new texts than this (a question, say) stay in memory: a file for each would cost more than it saves.
WRITTEN_FROM = 16


class CachedEmbedder:
    """Embeds each text once; later calls read the row back.

    With a folder, new rows are kept in ``<folder>/<name>-<hash>/`` as pairs of ``.npy`` files (keys and rows) that
    are mapped, not read, so several processes share them; a half-written pair is never seen, for the keys appear last.

    Args:
        inner: the embedder that is asked for texts not seen before.
        folder: where rows are kept; None keeps them in memory only.
    """

    def __init__(self, inner: Embedder, folder: Path | None = None) -> None:
        self._inner = inner
        self._lock = threading.Lock()
        self._rows: dict[bytes, Vectors] = {}
        self._folder: Path | None = None
        if folder is not None:
            plain = "".join(letter if letter.isalnum() else "-" for letter in inner.name)[:40]
            self._folder = folder / f"{plain}-{hashlib.blake2b(inner.name.encode(), digest_size=4).hexdigest()}"
            for keys in sorted(self._folder.glob("*.keys.npy")):
                self._read(keys)

    @property
    def name(self) -> str:
        """The name of the inner embedder: a cache changes no vector."""
        return self._inner.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows (n, d), float32, equal to the inner embedder's."""
        keys = [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in texts]
        with self._lock:
            unseen = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._rows}
            if unseen or not keys:
                fresh = self._inner.embed(list(unseen.values()))
                if not keys:
                    return fresh
                self._keep(list(unseen), fresh)
            return np.stack([self._rows[key] for key in keys])

    def _keep(self, keys: list[bytes], rows: Vectors) -> None:
        self._rows.update(zip(keys, rows, strict=True))
        if self._folder is None or len(keys) < WRITTEN_FROM:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        shard = hashlib.blake2b(b"".join(keys), digest_size=8).hexdigest()
        for suffix, array in (("rows", rows), ("keys", np.frombuffer(b"".join(keys), dtype=np.uint8))):
            partial = self._folder / f"{shard}.{suffix}.partial"
            with partial.open("wb") as sink:
                np.save(sink, array, allow_pickle=False)
            partial.replace(self._folder / f"{shard}.{suffix}.npy")

    def _read(self, keys: Path) -> None:
        names = np.load(keys, allow_pickle=False).reshape(-1, 16)
        rows = np.load(keys.with_name(keys.name.replace(".keys.", ".rows.")), mmap_mode="r", allow_pickle=False)
        self._rows.update((name.tobytes(), row) for name, row in zip(names, rows, strict=True))
