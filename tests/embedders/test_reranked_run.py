"""A real cross-encoder, tiny and of random weights, on the whole way: loaded offline, asked, timed out, broken."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.ask import ask
from kgworkbench.asking import Manner
from kgworkbench.embedders.reranker import LONGEST, cross_encoder
from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Limits, Question
from kgworkbench.model.text import Document
from kgworkbench.model.trace import Fused, Trace, steps_in
from kgworkbench.retrieve.rerank import rerank
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

pytestmark = pytest.mark.semantic

TEXTS = (
    "Niklaus Wirth designed Pascal at ETH Zurich. Niklaus Wirth was born in Winterthur.",
    "Tony Hoare invented quicksort. Tony Hoare was born in Colombo.",
    "Ada Lovelace wrote notes on the Analytical Engine. Charles Babbage designed the Analytical Engine.",
    "Konrad Zuse designed the Z3 in Berlin. 康拉德·楚泽在柏林设计了Z3。",
)
QUESTION = Question("Who designed Pascal?")


def bert(folder: Path, labels: int = 1) -> Path:
    """A BERT that knows letters and characters only, and 64 positions."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast, set_seed

    letters = sorted({letter for text in TEXTS for letter in text.lower() if not letter.isspace()})
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    set_seed(7)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        num_labels=labels,
        initializer_range=0.5,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def roberta(folder: Path) -> Path:
    """A RoBERTa, which counts its positions from two on and so has room for two fewer than it says."""
    from tokenizers import Tokenizer
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import ByteLevel
    from tokenizers.trainers import BpeTrainer
    from transformers import RobertaConfig, RobertaForSequenceClassification, RobertaTokenizerFast, set_seed

    folder.mkdir(parents=True, exist_ok=True)
    raw = Tokenizer(BPE(unk_token="<unk>"))
    raw.pre_tokenizer = ByteLevel(add_prefix_space=False)
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    raw.train_from_iterator(
        TEXTS, BpeTrainer(vocab_size=320, special_tokens=special, initial_alphabet=ByteLevel.alphabet())
    )
    raw.save(str(folder / "tokenizer.json"))
    RobertaTokenizerFast(tokenizer_file=str(folder / "tokenizer.json")).save_pretrained(folder)
    set_seed(7)
    config = RobertaConfig(
        vocab_size=raw.get_vocab_size(),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=66,
        num_labels=1,
        initializer_range=0.5,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
    )
    RobertaForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def bench() -> Any:
    with Workbench.open(schema=sample("computing_history").schema, embedder="lexical") as made:
        made.build([Document(f"d{at}.md", "", text) for at, text in enumerate(TEXTS)]).result()
        yield made


def fused_of(bench: Workbench, scorer: Any) -> tuple[str, Fused]:
    """The answer and the first fusion of a run with that scorer."""
    text = bench.ask(QUESTION, manner=Manner(scorer=scorer)).result().text
    trace: Trace = bench.trace(bench.traces()[0])
    return text, next(step for step in trace.steps if isinstance(step, Fused))


def test_a_run_is_in_the_order_of_the_real_model_s_scores(bench: Workbench, tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    folder = bert(tmp_path / "model")
    answer, plain = fused_of(bench, None)
    assert (plain.reranked, plain.error) == (False, "")
    scorer = cross_encoder(folder)
    said, fused = fused_of(bench, scorer)
    assert (fused.reranked, fused.error) == (True, "")
    assert list(fused.scores) == sorted(fused.scores, reverse=True)
    assert len(set(fused.scores)) > 1
    # What the model itself says of the same pairs, and nothing lost on the way.
    alone = CrossEncoder(str(folder), device="cpu", local_files_only=True, num_labels=1)
    own = alone.predict([(QUESTION.text, item.text) for item in fused.evidence], show_progress_bar=False)
    assert [float(score) for score in own] == pytest.approx(list(fused.scores), abs=1e-5)
    assert {item.id for item in fused.evidence} == {item.id for item in plain.evidence}
    assert said == answer == "Niklaus Wirth."
    assert fused_of(bench, scorer)[1].scores == fused.scores


@pytest.mark.parametrize("made", [bert, roberta], ids=["bert", "roberta"])
def test_texts_longer_than_a_model_s_positions_are_cut_in_any_language(
    made: Callable[[Path], Path], tmp_path: Path
) -> None:
    score = cross_encoder(made(tmp_path / "model"))
    texts = [
        "",
        "x",
        TEXTS[0],
        " ".join(TEXTS) * 20,
        "康拉德·楚泽在柏林设计了" * 2000,
        "a" * (2 * LONGEST),
        "\n\t \u200b🙂",
    ]
    found = score([(QUESTION.text, text) for text in texts])
    assert len(found) == len(texts)
    assert all(isinstance(value, float) for value in found)
    # One by one or all at once, which pads them: the same.
    assert [score([(QUESTION.text, text)])[0] for text in texts] == pytest.approx(found, abs=1e-5)
    assert len(score([(QUESTION.text * 500, text) for text in texts])) == len(texts)


def slow(inner: Callable[[Sequence[tuple[str, str]]], list[float]], seconds: float) -> Any:
    def scores(pairs: Sequence[tuple[str, str]]) -> list[float]:
        time.sleep(seconds)
        return inner(pairs)

    return scores


def test_a_model_that_takes_too_long_leaves_the_fused_order(bench: Workbench, tmp_path: Path) -> None:
    scorer = cross_encoder(bert(tmp_path / "model"))
    assert scorer([("a", "b")])  # what is measured is the time-out, not the loading
    plain = fused_of(bench, None)[1]
    began = time.monotonic()
    run = ask(
        QUESTION,
        library=bench.library(),
        engine=LocalEngine(),
        limits=Limits(),
        scorer=slow(scorer, 3.0),
        route_seconds=0.5,
    )
    steps = steps_in(run)
    assert time.monotonic() - began < 3
    fused = next(step for step in steps if isinstance(step, Fused))
    assert (fused.reranked, fused.error) == (False, "not done after 0.5 s")
    assert (fused.evidence, fused.scores) == (plain.evidence, plain.scores)


@pytest.mark.parametrize(
    "breaks",
    [
        lambda folder: (folder / "model.safetensors").unlink(),
        lambda folder: (folder / "model.safetensors").write_bytes(b"no weights"),
        lambda folder: (folder / "config.json").write_text('{"model_type": "no such"}', encoding="utf-8"),
        lambda folder: (folder / "config.json").write_text("{", encoding="utf-8"),
        lambda folder: [each.unlink() for each in folder.iterdir() if "token" in each.name or "vocab" in each.name],
    ],
    ids=["no weights", "torn weights", "unknown kind", "torn config", "no tokenizer"],
)
def test_a_broken_model_leaves_the_fused_order_and_says_why(
    bench: Workbench, tmp_path: Path, breaks: Callable[[Path], object]
) -> None:
    folder = bert(tmp_path / "model")
    breaks(folder)
    plain = fused_of(bench, None)
    answer, fused = fused_of(bench, cross_encoder(folder))
    assert fused.error.startswith(f"InputError: reranker {str(folder)!r} ")
    assert "\n" not in fused.error
    assert not fused.reranked
    assert (answer, fused.evidence, fused.scores) == (plain[0], plain[1].evidence, plain[1].scores)


def test_a_model_of_several_labels_is_no_reranker_and_says_so(tmp_path: Path) -> None:
    evidence = (Evidence("a", "chunk", "one", 1.0), Evidence("b", "chunk", "two", 0.5))
    ranked, scores, error = rerank("who?", evidence, cross_encoder(bert(tmp_path / "model", labels=3)))
    assert (ranked, scores) == (evidence, ())
    assert error


def test_the_command_asks_with_it_offline(tmp_path: Path) -> None:
    folder = bert(tmp_path / "model")
    (tmp_path / "docs").mkdir()
    for at, text in enumerate(TEXTS):
        (tmp_path / "docs" / f"d{at}.md").write_text(text, encoding="utf-8")
    kgw = [sys.executable, "-m", "kgworkbench.cli"]
    schema = str(sample("computing_history").schema)
    subprocess.run(
        [*kgw, "build", "docs", "--into", "g.kgw", "--schema", schema], cwd=tmp_path, check=True, capture_output=True
    )
    asked = [*kgw, "ask", "g.kgw", QUESTION.text, "--reranker", str(folder), "--json"]
    told = subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert json.loads(told.stdout)["answer"] == "Niklaus Wirth."
    with Workbench.open(tmp_path / "g.kgw") as kept:
        trace = kept.trace(kept.traces()[0])
    fused = next(step for step in trace.steps if isinstance(step, Fused))
    assert (fused.reranked, fused.error) == (True, "")
    # One that cannot be read is told before anything is asked.
    (folder / "model.safetensors").write_bytes(b"no weights")
    broken = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (broken.returncode, broken.stdout) == (2, "")
    assert "cannot be read" in broken.stderr.splitlines()[-1]
    assert "Traceback" not in broken.stderr
