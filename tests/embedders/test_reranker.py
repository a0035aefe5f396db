"""The cross-encoder adapter: a tiny made-up model from a folder, and clear words where there is none."""

import json
from pathlib import Path

import pytest

from kgworkbench.embedders.reranker import cross_encoder
from kgworkbench.errors import InputError


def tiny(folder: Path) -> Path:
    """A cross-encoder of random weights and a few words."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "who", "ada", "met", "babbage", "rain"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        max_position_embeddings=32,
        num_labels=1,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_scores_of_a_saved_model(tmp_path: Path) -> None:
    score = cross_encoder(tiny(tmp_path))
    pairs = [("who met ada", "ada met babbage"), ("who met ada", "rain"), ("who met ada", "rain " * 5000)]
    first = score(pairs)
    assert len(first) == 3
    assert all(isinstance(value, float) for value in first)
    assert score(pairs) == first
    assert score([]) == []


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no saved model .*cross-encoder"):
        cross_encoder(tmp_path)


def test_a_broken_model_fails_as_the_rerank_step_expects(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "bert"}), encoding="utf-8")
    score = cross_encoder(tmp_path)
    with pytest.raises((OSError, ValueError, RuntimeError, InputError)):
        score([("a", "b")])
