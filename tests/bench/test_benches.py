"""Benches: right answers before figures, absent peers named, nothing heavy at the start."""

import pytest

from kgworkbench.bench import live, start, store
from kgworkbench.bench.links import graph_of_links, links_for
from kgworkbench.errors import WorkbenchError


def test_made_up_links_are_seeded_and_some_names_come_often() -> None:
    links = links_for(None, None, 500, seed=1)
    assert links == links_for(None, None, 500, seed=1) != links_for(None, None, 500, seed=2)
    graph = graph_of_links(links)
    assert len(graph.relations) <= 500
    assert {r.head for r in graph.relations} | {r.tail for r in graph.relations} == {e.id for e in graph.entities}
    assert sum(len(r.provenance) for r in graph.relations) == 500


def test_every_store_gives_back_what_was_written_and_the_same_neighbourhoods() -> None:
    result = store.bench_store(graph_of_links(links_for(None, None, 300)))
    rows = {row["store"]: row for row in result["rows"]}
    assert {"kgw kuzu", "kgw memory", "sqlite3", "networkx", "rdflib"} == rows.keys()
    for row in rows.values():
        if "note" in row:
            assert row["note"] == "not installed"
            continue
        assert row["same"] is True
        assert row["neighbours_right"] == result["looks"]
        assert row["written_a_second"] > 0
    assert [name for name, row in rows.items() if row["lasts"]] == ["kgw kuzu", "sqlite3"]


def test_an_absent_peer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "installed", lambda _: False)
    rows = store.bench_store(graph_of_links(links_for(None, None, 20)))["rows"]
    assert rows[-1] == {"store": "rdflib", "lasts": False, "note": "not installed"}


def test_starting_loads_nothing_heavy() -> None:
    rows = {row["start"]: row for row in start.bench_start(runs=1)["rows"]}
    for light in ("kgw --version", "kgw --help", "import kgworkbench", "import kgwidgets"):
        assert rows[light]["heavy"] == []
    never = {"torch", "transformers", "sentence_transformers", "panel", "bokeh", "plotly"}
    for whole in ("from kgworkbench import Workbench", "Workbench.open()", "Workbench.open(), a build and an answer"):
        assert not never & set(rows[whole]["heavy"])
    assert rows["python"]["megabytes"] < rows["kgw --help"]["megabytes"]
    assert any(row.get("note") == "not installed" or row["seconds"] > 0 for row in rows.values())


def test_what_cannot_be_started_is_told() -> None:
    with pytest.raises(WorkbenchError, match="could not be started"):
        start._run("import no_module_of_this_name")


def test_the_stream_reaches_a_picture() -> None:
    result = live.bench_live(links_for(None, None, 80), limit=25)
    rows = {row["method"]: row for row in result["rows"]}
    assert result["documents"] == 20
    assert rows["watched"]["deltas"] == 20
    assert rows["watched"]["events"] == rows["stream"]["events"]
    assert rows["watched"]["nodes"] == 25
    assert rows["watched"]["bytes_a_picture"] > 0
    assert rows["whole picture"]["deltas"] == 20
    assert rows["stream"]["events_a_second"] > 0
