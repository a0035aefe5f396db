"""A cross-encoder of sentence-transformers as a scorer, where it is installed and a folder is given."""

import importlib.util
import json
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
            "pip install torch, then the extra semantic (README, With meaning), or ask without a reranker"
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
    from safetensors import SafetensorError
    from sentence_transformers import CrossEncoder

    if not any((folder / name).is_file() for name in _TOKENIZERS):
        # Without one an empty one is made up, for which all texts are alike.
        raise InputError(f"reranker {str(folder)!r} has no tokenizer: save it beside the model ({_TOKENIZERS[0]})")
    torch.set_num_threads(THREADS)
    try:
        room = _room(folder)
        return CrossEncoder(str(folder), device="cpu", local_files_only=True, num_labels=1, max_length=room)
    except (AttributeError, LookupError, OSError, RuntimeError, SafetensorError, TypeError, ValueError) as problem:
        why = " ".join(str(problem).split())[:300]
        raise InputError(f"reranker {str(folder)!r} cannot be read ({why}): save the model again") from problem


def _room(folder: Path) -> int | None:
    """The tokens the model has positions for, or its tokenizer says it has if that is less; None where neither does.

    Models of RoBERTa's kind number their positions from after the padding token's: they have that many fewer.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    positions = config.get("max_position_embeddings")
    if isinstance(positions, int) and config.get("model_type") in _FROM_PADDING:
        positions -= int(config.get("pad_token_id", 1)) + 1
    beside = folder / "tokenizer_config.json"
    said = json.loads(beside.read_text(encoding="utf-8")).get("model_max_length") if beside.is_file() else None
    rooms = [int(each) for each in (positions, said) if isinstance(each, int | float) and each > 0]
    return min(rooms) if rooms and min(rooms) < _ENDLESS else None


_TOKENIZERS = (
    *("tokenizer.json", "vocab.txt", "vocab.json", "spiece.model", "spm.model", "sentencepiece.bpe.model"),
    "tokenizer.model",
)
_FROM_PADDING = frozenset("camembert data2vec-text ibert longformer mpnet roberta xlm-roberta xlm-roberta-xl".split())
_ENDLESS = 10**6
"""Tokenizers that know no end say more than this."""
