"""The Extract page takes the corpus that stands in its field, not the one that stood there before."""

from dataclasses import replace
from pathlib import Path

from kgworkbench.app.components.monitor import chunk_rows
from kgworkbench.app.components.reading import _after_title
from kgworkbench.app.desk import Desk
from kgworkbench.app.pages.extract import ExtractPage
from kgworkbench.app.state import Session
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench


def test_build_takes_what_was_typed_though_the_field_has_not_been_left(empty_bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "wirth.md").write_text("# Niklaus Wirth\n\nNiklaus Wirth designed Pascal.\n", encoding="utf-8")
    desk = Desk(empty_bench)
    page = ExtractPage(Session(), desk)
    assert page._path.value != str(tmp_path)
    # A browser tells each key at once (``value_input``), the whole text (``value``) when the field is left.
    page._path._process_events({"value_input": str(tmp_path)})
    page.build()
    assert desk.building is not None
    assert desk.building.wait(30)
    assert desk.corpus == str(tmp_path)
    assert {one.title for one in empty_bench.store.documents()} == {"Niklaus Wirth"}


def test_seconds_of_each_chunk_outlast_the_server(tmp_path: Path, corpus: Path) -> None:
    folder = tmp_path / "g.kgw"
    with Workbench.open(folder, schema=sample("computing_history").schema, embedder="lexical") as bench:
        desk = Desk(bench)
        desk.build(str(corpus))
        assert desk.building is not None
        assert desk.building.wait(60)
        took = dict(desk.took)
        assert len(took) == 4
    with Workbench.open(folder) as again:
        later = Desk(again)
        assert later.took == {chunk: round(seconds, 3) for chunk, seconds in took.items()}
        assert later.snapshot is not None
        rows = chunk_rows(later.snapshot, {}, {}, later.took)
        assert all(row["seconds"] == f"{took[str(row['id'])]:.2f}" for row in rows)


def test_a_text_begins_below_its_title_and_the_first_one_is_open(desk: Desk) -> None:
    page = ExtractPage(Session(), desk)
    assert desk.snapshot is not None
    chunk = next(iter(desk.snapshot.chunks.values()))
    assert page._reader.node["k"] == chunk.id
    titled = replace(chunk, text=f"# {chunk.title}\n\n{chunk.text}", end=chunk.end + len(chunk.title) + 4)
    assert titled.text[_after_title(titled, chunk.title) :] == chunk.text
    assert _after_title(chunk, chunk.title) == 0
    assert _after_title(replace(chunk, text=f"# {chunk.title}\n"), chunk.title) == 0
