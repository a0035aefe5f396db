"""Notes and traces of a graph folder: written by many threads at once, and on a disk that is full."""

import errno
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kgworkbench.errors import InputError, StoreError
from kgworkbench.folder import GraphFolder, KeptTraces
from kgworkbench.model.trace import Trace

TRACE = Trace("a1", "Who?", "v", ())


def test_notes_of_many_threads_are_all_kept(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path / "graph")
    folder.prepare()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: folder.note(**{f"n{number}": number}), range(80)))
    assert folder.notes() == {f"n{number}": number for number in range(80)}
    assert [file.name for file in folder.path.iterdir()] == ["workbench.json"]


def test_one_question_asked_by_many_at_once_leaves_one_trace(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: KeptTraces(folder).keep(TRACE), range(80)))
    assert folder.trace("a1") == TRACE
    assert [file.name for file in folder.traces.iterdir()] == ["a1.json"]


def test_a_full_disk_is_said_in_one_line_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = GraphFolder(tmp_path)
    folder.note(name="first")

    def full(self: Path, text: str, encoding: str) -> int:
        self.write_bytes(text.encode(encoding)[:3])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(StoreError, match=r"workbench\.json' cannot be written \(No space left on device\): make room"):
        folder.note(name="second")
    with pytest.raises(StoreError, match="make room"):
        folder.save_trace(TRACE)
    with pytest.raises(InputError, match="No space left"):
        GraphFolder(tmp_path / "other").prepare()
    assert folder.notes() == {"name": "first"}
    assert folder.trace_ids() == ()
    assert [file.name for file in folder.path.rglob("*.part")] == []


def test_notes_that_were_spoilt_are_named(tmp_path: Path) -> None:
    (tmp_path / "workbench.json").write_text('{"corpus": ')
    with pytest.raises(StoreError, match=r"workbench\.json' cannot be read .*: repair it"):
        GraphFolder(tmp_path).notes()


@pytest.mark.parametrize("noted", ["[]", "1", "[" * 100_000])
def test_notes_of_another_shape_are_named(noted: str, tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    (tmp_path / "workbench.json").write_text(noted, encoding="utf-8")
    with pytest.raises(StoreError, match=r"workbench\.json' cannot be read .*: repair it"):
        folder.notes()


@pytest.mark.parametrize("kept", ["", "{", '{"kind":"Trace"}', '{"kind":"Trace","id":1}', "[1]", "[" * 100_000])
def test_a_spoilt_trace_is_named(kept: str, tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    folder.save_trace(TRACE)
    (folder.traces / "a1.json").write_text(kept, encoding="utf-8")
    with pytest.raises(StoreError, match=r"a1\.json' cannot be read .*: repair it, or move it away"):
        folder.trace("a1")


def test_only_the_latest_traces_of_a_folder_are_held_in_memory(tmp_path: Path) -> None:
    traces = KeptTraces(GraphFolder(tmp_path))
    asked = [Trace(f"t{number:03}", "Who?", "v", ()) for number in range(100)]
    for trace in asked:
        traces.keep(trace)
    assert len(traces._recent) == 64
    assert len(traces.ids()) == 100
    assert [traces.get(trace.id) for trace in asked] == asked
