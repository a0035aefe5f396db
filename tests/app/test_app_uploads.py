"""Dropped files: kept in the graph folder, read beside the corpus, refused where they cannot be read."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from kgworkbench.app.desk import Desk
from kgworkbench.app.uploads import documents_of, keep_files, kept_files
from kgworkbench.app.worker import Job
from kgworkbench.errors import InputError
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench


def dropped(name: str, text: str) -> dict[str, str]:
    return {"name": name, "data": base64.b64encode(text.encode()).decode()}


def test_files_are_kept_under_their_own_name_inside_the_folder(tmp_path: Path) -> None:
    keep_files(tmp_path, [dropped("../../etc/沈括.md", "# 沈括\n\n沈括，钱塘人。"), dropped("C:\\a<b>.txt", "text")])
    assert [path.name for path in kept_files(tmp_path)] == ["a_b_.txt", "沈括.md"]
    assert all(path.parent == tmp_path / "corpus" for path in kept_files(tmp_path))


@pytest.mark.parametrize("file", [dropped("x.exe", "no"), dropped("..", "no"), {"name": "a.md", "data": "!!"}])
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(tmp_path: Path, file: dict[str, str]) -> None:
    with pytest.raises(InputError):
        keep_files(tmp_path, [dropped("good.md", "fine"), file])
    assert kept_files(tmp_path) == ()


def test_kept_files_are_read_beside_the_corpus(tmp_path: Path, corpus: Path) -> None:
    before = documents_of(str(corpus), tmp_path)
    keep_files(tmp_path, [dropped("knuth.md", "# Donald Knuth\n\nDonald Knuth worked at Stanford University.")])
    after = documents_of(str(corpus), tmp_path)
    assert len(after.documents) == len(before.documents) + 1
    assert {document.title for document in documents_of("", tmp_path).documents} == {"Donald Knuth"}
    assert documents_of(str(tmp_path / "corpus"), tmp_path) == documents_of("", tmp_path)


def test_a_drop_is_kept_and_built(tmp_path: Path, ended: Callable[[Job], Job]) -> None:
    with Workbench.open(tmp_path / "g.kgw", schema=sample("computing_history").schema, embedder="lexical") as bench:
        desk = Desk(bench)
        desk.receive([dropped("wirth.md", "# Niklaus Wirth\n\nNiklaus Wirth designed Pascal.")], "")
        assert desk.building is not None
        assert ended(desk.building).status == "done"
        assert desk.snapshot is not None
        assert list(desk.snapshot.titles.values()) == ["Niklaus Wirth"]
        desk.receive([dropped("a.exe", "")], desk.corpus)
        assert desk.log[-1].level == "error"
