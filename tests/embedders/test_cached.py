"""The cache asks for each text once and keeps rows across processes without pickle."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kgworkbench.embedders.cached import MANY, WRITTEN_FROM, CachedEmbedder
from kgworkbench.embedders.lexical import LexicalEmbedder
from kgworkbench.ports import Vectors


class Counting:
    """An embedder that remembers what it was asked for."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._inner = LexicalEmbedder(64)

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        return self._inner.embed(texts)


def test_each_text_is_embedded_once() -> None:
    inner = Counting()
    cached = CachedEmbedder(inner)
    first = cached.embed(["a cat", "a dog", "a cat"])
    again = cached.embed(["a dog", "a cow"])
    assert inner.asked == ["a cat", "a dog", "a cow"]
    np.testing.assert_array_equal(first[1], again[0])
    np.testing.assert_array_equal(first[0], first[2])
    assert cached.name == "counting"


def test_no_texts_give_no_rows_of_the_right_width() -> None:
    assert CachedEmbedder(Counting()).embed([]).shape == (0, 64)


def test_rows_come_back_from_the_folder(tmp_path: Path) -> None:
    texts = [f"text {n}" for n in range(40)]
    rows = CachedEmbedder(Counting(), tmp_path).embed(texts)
    later = Counting()
    np.testing.assert_array_equal(CachedEmbedder(later, tmp_path).embed(texts), rows)
    assert later.asked == []
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {".npy"}


def test_another_embedder_has_its_own_rows(tmp_path: Path) -> None:
    texts = [f"text {n}" for n in range(40)]
    CachedEmbedder(Counting(), tmp_path).embed(texts)
    other = LexicalEmbedder(32)
    assert CachedEmbedder(other, tmp_path).embed(texts).shape == (40, 32)


def test_a_half_written_pair_is_not_read(tmp_path: Path) -> None:
    texts = [f"text {n}" for n in range(40)]
    CachedEmbedder(Counting(), tmp_path).embed(texts)
    (keys,) = tmp_path.rglob("*.keys.npy")
    keys.rename(keys.with_suffix(".partial"))
    inner = Counting()
    CachedEmbedder(inner, tmp_path).embed(texts)
    assert len(inner.asked) == 40


def test_many_small_files_become_one(tmp_path: Path) -> None:
    writing = CachedEmbedder(Counting(), tmp_path)
    texts = [[f"text {part} {n}" for n in range(WRITTEN_FROM)] for part in range(MANY)]
    rows = np.concatenate([writing.embed(part) for part in texts])
    assert len(list(tmp_path.rglob("*.npy"))) == 2 * MANY
    for _ in range(2):
        inner = Counting()
        opened = CachedEmbedder(inner, tmp_path)
        np.testing.assert_array_equal(opened.embed([text for part in texts for text in part]), rows)
        assert inner.asked == []
        assert len(list(tmp_path.rglob("*.npy"))) == 2


@pytest.mark.parametrize("kind", ["keys", "rows"])
@pytest.mark.parametrize("damage", [b"", b"not an array", None])
def test_a_broken_pair_is_embedded_again(tmp_path: Path, kind: str, damage: bytes | None) -> None:
    texts = [f"text {n}" for n in range(40)]
    rows = CachedEmbedder(Counting(), tmp_path).embed(texts)
    (file,) = tmp_path.rglob(f"*.{kind}.npy")
    file.write_bytes(file.read_bytes()[:-20] if damage is None else damage)
    inner = Counting()
    np.testing.assert_array_equal(CachedEmbedder(inner, tmp_path).embed(texts), rows)
    assert len(inner.asked) == 40
    again = Counting()
    np.testing.assert_array_equal(CachedEmbedder(again, tmp_path).embed(texts), rows)
    assert again.asked == []


def test_rows_come_from_files_and_memory_in_the_order_asked(tmp_path: Path) -> None:
    for part in range(3):
        CachedEmbedder(Counting(), tmp_path).embed([f"text {part} {n}" for n in range(20)])
    cached = CachedEmbedder(Counting(), tmp_path)
    mixed = ["text 2 3", "new", "text 0 1", "text 1 19", "new", "text 2 0"]
    np.testing.assert_array_equal(cached.embed(mixed), LexicalEmbedder(64).embed(mixed))


def test_a_full_disk_keeps_rows_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"text {number}" for number in range(2 * WRITTEN_FROM)]

    def full(sink: Any, array: Any, allow_pickle: bool) -> None:
        sink.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    inner = Counting()
    cached = CachedEmbedder(inner, tmp_path)
    first = cached.embed(texts)
    np.testing.assert_array_equal(cached.embed(texts), first)
    assert inner.asked == texts
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
