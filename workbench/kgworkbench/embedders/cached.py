"""A cache around any embedder, keyed by content, in memory or in a folder."""

import hashlib
import threading
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

import numpy as np

from kgworkbench.ports import Embedder, Vectors

__all__ = ["CachedEmbedder"]

# Fewer new texts than this (a question, say) stay in memory: a file for each would cost more than it saves.
WRITTEN_FROM = 16

# Files of fewer rows are small; when so many have come together, the next to open the folder makes one of them.
SMALL, MANY = 4096, 32

KEY = 16


class CachedEmbedder:
    """Embeds each text once; later calls read the row back.

    With a folder, new rows are kept in ``<folder>/<name>-<hash>/`` as pairs of ``.npy`` files (keys and rows) that
    are mapped, not read, so several processes share them; a half-written pair is never seen, for the keys appear last,
    and a broken one is left out. What is held of each row is its key and its number.

    Args:
        inner: the embedder that is asked for texts not seen before.
        folder: where rows are kept; None keeps them in memory only.
    """

    def __init__(self, inner: Embedder, folder: Path | None = None) -> None:
        self._inner = inner
        self._lock = threading.Lock()
        self._numbers: dict[bytes, int] = {}
        self._parts: list[Vectors] = []
        self._starts: list[int] = []
        self._end = 0
        self._folder: Path | None = None
        if folder is not None:
            plain = "".join(letter if letter.isalnum() else "-" for letter in inner.name)[:40]
            self._folder = folder / f"{plain}-{hashlib.blake2b(inner.name.encode(), digest_size=4).hexdigest()}"
            self._open(self._folder)

    @property
    def name(self) -> str:
        """The name of the inner embedder: a cache changes no vector."""
        return self._inner.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows (n, d), float32, equal to the inner embedder's."""
        keys = [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY).digest() for text in texts]
        with self._lock:
            unseen = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._numbers}
            if unseen or not keys:
                fresh = self._inner.embed(list(unseen.values()))
                if not keys:
                    return fresh
                self._keep(list(unseen), fresh)
            return self._rows(keys)

    def _rows(self, keys: list[bytes]) -> Vectors:
        numbers = np.fromiter(map(self._numbers.__getitem__, keys), dtype=np.int64, count=len(keys))
        parts = np.searchsorted(self._starts, numbers, side="right") - 1
        rows = np.empty((len(keys), self._parts[int(parts[0])].shape[1]), dtype=np.float32)
        for part in np.unique(parts).tolist():
            here = np.flatnonzero(parts == part)
            rows[here] = self._parts[part][numbers[here] - self._starts[part]]
        return rows

    def _keep(self, keys: list[bytes], rows: Vectors) -> None:
        self._add(keys, rows)
        if self._folder is not None and len(keys) >= WRITTEN_FROM:
            with suppress(OSError):  # on a full disk the rows last as long as this cache
                _write(self._folder, keys, rows)

    def _add(self, keys: list[bytes], rows: Vectors) -> None:
        self._numbers.update(zip(keys, count(self._end)))
        self._parts.append(rows)
        self._starts.append(self._end)
        self._end += len(keys)

    def _open(self, folder: Path) -> None:
        small: list[tuple[Path, list[bytes], Vectors]] = []
        for file in sorted(folder.glob("*.keys.npy")):
            pair = _read(file)
            if pair is None or (self._parts and pair[1].shape[1] != self._parts[0].shape[1]):
                continue
            self._add(*pair)
            if len(pair[0]) < SMALL:
                small.append((file, *pair))
        if len(small) >= MANY:
            _join(folder, small)


def _read(file: Path) -> tuple[list[bytes], Vectors] | None:
    """Keys and rows of one pair of files; None where they are broken, or gone since another process joined them."""
    try:
        keys = np.load(file, allow_pickle=False).tobytes()
        rows = np.load(_rows_of(file), mmap_mode="r", allow_pickle=False)
    except (OSError, EOFError, ValueError):
        return None
    if rows.ndim != 2 or rows.dtype != np.float32 or len(rows) * KEY != len(keys):
        return None
    return [keys[start : start + KEY] for start in range(0, len(keys), KEY)], np.asarray(rows)


def _write(folder: Path, keys: list[bytes], rows: Vectors) -> str:
    """The name of the pair of files that now holds the rows."""
    folder.mkdir(parents=True, exist_ok=True)
    shard = hashlib.blake2b(b"".join(keys), digest_size=8).hexdigest()
    for suffix, array in (("rows", rows), ("keys", np.frombuffer(b"".join(keys), dtype=np.uint8))):
        partial = folder / f"{shard}.{suffix}.partial"
        try:
            with partial.open("wb") as sink:
                np.save(sink, array, allow_pickle=False)
            partial.replace(folder / f"{shard}.{suffix}.npy")
        finally:
            partial.unlink(missing_ok=True)
    return shard


def _join(folder: Path, small: list[tuple[Path, list[bytes], Vectors]]) -> None:
    """Many small pairs as one. The others go when it stands, so that no row is lost whenever this ends."""
    keys: dict[bytes, None] = {}
    rows: list[Vectors] = []
    for _, held, values in small:
        rows.append(values[[place for place, key in enumerate(held) if key not in keys]])
        keys.update(dict.fromkeys(held))
    with suppress(OSError):  # a folder that may only be read stays as it is
        joined = _write(folder, list(keys), np.concatenate(rows))
        for file, _, _ in small:
            if not file.name.startswith(joined):
                file.unlink(missing_ok=True)
                _rows_of(file).unlink(missing_ok=True)


def _rows_of(file: Path) -> Path:
    return file.with_name(file.name.replace(".keys.", ".rows."))
