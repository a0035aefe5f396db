"""The buttons that carry a graph from one machine to another, as the dashboard makes them."""

import base64
import time
from pathlib import Path

from kgworkbench.app.carrying import download_button, open_button
from kgworkbench.app.desk import Desk
from kgworkbench.app.state import Session
from kgworkbench.model.text import Document
from kgworkbench.workbench import Workbench


def until(true: object, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_graph_goes_out_of_one_desk_and_onto_another(tmp_path: Path) -> None:
    bench = Workbench.open(tmp_path / "one.kgw", embedder="lexical")
    bench.build([Document("a", "A", "Ada Lovelace met Charles Babbage in London.")]).result()
    before = bench.graph()
    session = Session()
    down = download_button(session, Desk(bench))
    assert down.label == "Download workspace (one file)"
    down.wanted += 1
    until(lambda: down.slice.get("last"))
    assert down.slice["name"] == "one.kgw.zip"

    other = Desk()
    up = open_button(session, other, lambda: tmp_path / "elsewhere")
    session.language = "zh"
    assert (down.busy, up.label) == ("正在打包图谱……", "打开下载的工作区")
    up.slice = {"name": "one.kgw.zip", "file": 1, "number": 1, "data": down.slice["data"], "last": True}
    assert up.got == [1, 1]
    until(lambda: other.bench is not None)
    assert other.bench is not None
    assert other.bench.graph() == before
    assert other.folder == tmp_path / "elsewhere" / "one.kgw"
    other.close()
    bench.close()


def test_a_graph_in_memory_says_why_it_has_no_file(tmp_path: Path) -> None:
    desk = Desk(Workbench.open(embedder="lexical"))
    down = download_button(Session(), desk)
    down.wanted += 1
    until(lambda: down.slice.get("error"))
    assert "held in memory" in down.slice["error"]
    assert desk.log[-1].level == "error"
    up = open_button(Session(), desk, lambda: tmp_path)
    up.slice = {"name": "x.zip", "file": 1, "number": 1, "data": base64.b64encode(b"no").decode(), "last": True}
    assert up.failed == 1
    assert "no zip file" in desk.log[-1].text
    up.slice = {"name": "x.zip", "file": 2, "number": 1, "data": "%", "last": True}
    assert "whole" in desk.log[-1].text
    assert not list(tmp_path.iterdir())
