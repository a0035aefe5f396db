"""A cross-encoder of sentence-transformers as a scorer, where it is installed and a folder is given."""

import importlib.util
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kgworkbench.errors import InputError

__all__ = ["cross_encoder"]

# More threads were slower for models this small, as in embedders/transformer.py.
THREADS = 1

# Characters of a text that are read: models of this kind see 512 tokens at most.
LONGEST = 4_000


def cross_encoder(folder: str | Path) -> Callable[[Sequence[tuple[str, str]]], list[float]]:
    """A scorer of (question, text) pairs by the cross-encoder saved in the folder; read at the first call.

    Raises:
        InputError: sentence-transformers is not installed, or the folder holds no model.
    """
    place = Path(folder)
    if importlib.util.find_spec("sentence_transformers") is None:
        raise InputError(
            f"reranker {str(folder)!r} needs sentence-transformers, which is not installed: "
            "pip install 'kgworkbench[semantic]', or ask without a reranker"
        )
    if not (place / "config.json").is_file():
        raise InputError(
            f"no saved model in {str(folder)!r}: give the folder of a cross-encoder (config.json, weights)"
        )
    lock = threading.Lock()
    held: list[Any] = []

    def scores(pairs: Sequence[tuple[str, str]]) -> list[float]:
        if not pairs:
            return []
        with lock:  # torch models are not safe to load or to run from two threads at once
            if not held:
                held.append(_loaded(place))
            cut = [(question[:LONGEST], text[:LONGEST]) for question, text in pairs]
            return [float(score) for score in held[0].predict(cut, show_progress_bar=False, convert_to_numpy=True)]

    return scores


def _loaded(folder: Path) -> Any:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    from sentence_transformers import CrossEncoder

    torch.set_num_threads(THREADS)
    return CrossEncoder(str(folder), device="cpu", local_files_only=True, num_labels=1)
