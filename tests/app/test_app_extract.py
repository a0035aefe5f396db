"""The Extract page takes the corpus that stands in its field, not the one that stood there before."""

from pathlib import Path

from kgworkbench.app.desk import Desk
from kgworkbench.app.pages.extract import ExtractPage
from kgworkbench.app.state import Session
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
