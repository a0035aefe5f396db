"""``kgw export`` and ``kgw import``."""

from pathlib import Path
from typing import Any

import polars
import pytest

from kgworkbench.commands.exchange import FORMATS

TEXT = "Niklaus Wirth designed Pascal at ETH Zurich. Pascal is based on ALGOL W. Tony Hoare worked with Niklaus Wirth."


@pytest.fixture
def built(kgw: Any, tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text(TEXT, encoding="utf-8")
    assert kgw("build", docs, "--into", tmp_path / "g.kgw").code == 0
    return tmp_path / "g.kgw"


def test_every_format_is_written_and_none_is_written_over(kgw: Any, built: Path, tmp_path: Path) -> None:
    for form in FORMATS:
        told = kgw("export", built, "--to", tmp_path / f"out.{form}", "--format", form, "--json")
        assert told.code == 0
        assert told.json["format"] == form
        assert told.json["bytes"] > 100
        again = kgw("export", built, "--to", tmp_path / f"out.{form}", "--format", form)
        assert (again.code, again.err.count("\n")) == (2, 1)
        assert "is there already" in again.err
    assert "Niklaus Wirth" in (tmp_path / "out.graphml").read_text(encoding="utf-8")
    assert "Niklaus Wirth" in polars.read_parquet(tmp_path / "out.parquet" / "entities.parquet")["name"].to_list()


def test_a_bundle_is_the_whole_graph_again(kgw: Any, built: Path, tmp_path: Path) -> None:
    assert kgw("ask", built, "Who designed Pascal?").code == 0
    assert kgw("export", built, "--to", tmp_path / "g.zip").code == 0
    told = kgw("import", tmp_path / "g.zip", "--into", tmp_path / "other.kgw", "--json")
    assert told.json["documents"] == 1
    one, other = (kgw("ask", place, "Who designed Pascal?", "--json").json for place in (built, tmp_path / "other.kgw"))
    assert (one["answer"], one["citations"]) == (other["answer"], other["citations"])
    assert kgw("traces", "list", tmp_path / "other.kgw", "--json").json["of"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "{g}", "--to", "x.bmp"), "unknown format '.bmp'"),
        (("export", "nowhere.kgw", "--to", "x.nt"), "no graph in 'nowhere.kgw'"),
        (("import", "nowhere.zip", "--into", "n.kgw"), "'nowhere.zip' is not there"),
        (("import", "docs/a.txt", "--into", "n.kgw"), "no zip file"),
    ],
)
def test_what_cannot_be_done_is_one_line(kgw: Any, built: Path, arguments: tuple[str, ...], said: str) -> None:
    told = kgw(*(str(built) if each == "{g}" else each for each in arguments))
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert said in told.err
