"""``kgw anonymize``: a folder that builds, questions in the contract's format, and names that come back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.evaluate.anonymize import restored
from kgworkbench.evaluate.datasets import load_questions
from kgworkbench.interchange.anonymised import read_anonymised
from kgworkbench.read.files import read_corpus
from kgworkbench.samples import sample

Kgw = Callable[..., Any]


@pytest.mark.parametrize("name", ["computing_history", "song_science"])
def test_the_folder_builds_and_names_come_back(kgw: Kgw, name: str, tmp_path: Path) -> None:
    corpus = sample(name).path
    told = kgw("anonymize", corpus, "--to", "a", "--questions", corpus / "questions.jsonl", "--json")
    assert told.code == 0, told.err
    result = told.json
    assert sorted(path.name for path in Path("a").iterdir()) == [
        "docs", "documents.jsonl", "mapping.jsonl", "questions.jsonl", "schema.yaml",
    ]  # fmt: skip
    originals = read_corpus(corpus)
    found = read_anonymised(Path("a"))
    back = restored(found.documents, found.pseudonyms, dict(found.ids))
    assert [(d.id, d.title, d.text) for d in back] == [(d.id, d.title, d.text) for d in originals]
    assert result["entities"] == len(found.pseudonyms) > 100
    assert result["names_left"] == 0

    questions = load_questions(Path("a") / "questions.jsonl")
    assert sum(result["questions"].values()) == len(questions)
    known = {document.id for document in found.documents}
    for question in questions:
        assert set(question.supporting) <= known
        if question.kind in ("reversion", "multiple_choice"):
            assert question.answers
            assert question.supporting
    assert len({question.kind for question in questions}) > 4
    built = kgw("build", "a", "--into", "g.kgw", "--json").json
    assert built["documents"] == len(originals)
    assert built["entities"] > 0.9 * result["entities"]


def test_a_question_s_names_and_documents_are_the_corpus_s(kgw: Kgw, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "wirth.txt").write_text("Niklaus Wirth was born in Winterthur.", encoding="utf-8")
    asked = {
        "id": "1",
        "question": "Where was Niklaus Wirth born?",
        "answers": ["Winterthur"],
        "supporting": ["wirth.txt"],
    }
    Path("q.jsonl").write_text(json.dumps(asked), encoding="utf-8")
    assert kgw("anonymize", "docs", "--to", "a", "--questions", "q.jsonl").code == 0
    (first, *_) = load_questions(Path("a/questions.jsonl"))
    assert (first.text, first.answers, first.supporting) == ("Where was Person#1 born?", ("Place#1",), ("d0001",))
    assert first.kind == "given"

    Path("q.jsonl").write_text(json.dumps(asked | {"supporting": ["hoare.txt"]}), encoding="utf-8")
    told = kgw("anonymize", "docs", "--to", "b", "--questions", "q.jsonl")
    assert (told.code, told.out) == (2, "")
    assert "hoare.txt" in told.err
    assert not Path("b").exists()


def test_the_same_seed_gives_the_same_folder(kgw: Kgw) -> None:
    corpus = sample("song_science").path
    for to, seed in (("a", 1), ("b", 1), ("c", 2)):
        assert kgw("anonymize", corpus, "--to", to, "--seed", seed).code == 0
    one, same, other = ({p.name: p.read_bytes() for p in Path(to).rglob("*.*l")} for to in "abc")
    assert one == same
    assert {name for name in one if one[name] != other[name]} == {"questions.jsonl"}


def test_a_corpus_with_nothing_to_replace_is_refused(kgw: Kgw, tmp_path: Path) -> None:
    Path("t.txt").write_text("nothing of note is said here.", encoding="utf-8")
    told = kgw("anonymize", "t.txt", "--to", "a")
    assert told.code == 2
    assert "nothing was found to replace in 't.txt'" in told.err
    assert not Path("a").exists()
