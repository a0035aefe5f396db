"""A graph folder as a zip and back: equal in everything that is kept, taken while it is open, and safe to open."""

import io
import os
import tempfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kgworkbench.errors import InputError
from kgworkbench.model.journal import Rename
from kgworkbench.model.text import Document
from kgworkbench.packing import pack, unpack
from kgworkbench.workbench import Workbench

TEXTS = [
    Document("ada.txt", "Ada", "Ada Lovelace met Charles Babbage in London. Ada Lovelace wrote a note in 1843."),
    Document("沈括.txt", "沈括", "沈括出生于钱塘。沈括著有《梦溪笔谈》。"),
]


def kept(bench: Workbench) -> tuple[object, ...]:
    """All that a graph folder keeps, as values."""
    store = bench.store
    return (
        store.documents(),
        store.chunks(),
        tuple(store.extractions()),
        store.failures(),
        store.graph(),
        store.tree(),
        store.journal(),
        tuple(bench.trace(each) for each in bench.traces()),
        bench.versions.history(),
        bench.schema,
    )


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """An open graph folder with something of everything in it."""
    opened = Workbench.open(tmp_path / "two texts.kgw", embedder="lexical")
    opened.build(TEXTS).result()
    opened.note(corpus="/somewhere/private")
    opened.journal.act(Rename(opened.graph().entities[0].id, "A better name"), author="ann", reason="why not")
    for question in ("Who met Charles Babbage?", "沈括出生于哪里？", "When was the note written?"):
        opened.ask(question).result()
    assert opened.folder is not None
    for made in (opened.folder.vectors, opened.folder.index):  # as a larger graph has them
        made.mkdir(exist_ok=True)
        (made / "large.bin").write_bytes(b"0" * 1000)
    return opened


def changed(packed: Path, to: Path, change: Callable[[str, bytes], dict[str, bytes]]) -> Path:
    """A copy of the archive with other files in it: ``change`` says what becomes of each."""
    with zipfile.ZipFile(packed) as before, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            for new, content in change(name, before.read(name)).items():
                after.writestr(new, content)
    return to


@pytest.mark.parametrize("lean", [False, True])
def test_a_graph_comes_back_equal_from_a_folder_that_stays_open(bench: Workbench, tmp_path: Path, lean: bool) -> None:
    assert bench.folder is not None
    before = kept(bench)
    assert len(bench.traces()) == 3
    archive = pack(bench.folder.path, tmp_path / "deep" / "graph.zip", lean=lean)
    assert kept(bench) == before
    bench.ask("Who wrote a note?").result()  # it is at work as before
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        assert packed.testzip() is None
    assert {name.split("/")[0] for name in names} == {"two texts.kgw"}
    assert not [name for name in names if "owner" in name or ".wal" in name or ".part" in name]
    assert [any(f"/{made}/" in name for name in names) for made in ("vectors", "index")] == [not lean] * 2
    with Workbench.open(unpack(archive, tmp_path / "new.kgw")) as again:
        assert kept(again) == before
        assert again.traces() == tuple(each.id for each in before[7])  # type: ignore[attr-defined]
        assert "corpus" not in again.notes()
        assert again.notes()["embedder"] == "lexical"
        assert again.ask("Who met Charles Babbage?").result().found
        again.undo()
        assert again.graph() != before[4]


def test_it_is_one_moment_of_the_graph_while_somebody_writes(bench: Workbench, tmp_path: Path) -> None:
    assert bench.folder is not None
    target, stop = bench.graph().entities[0].id, threading.Event()

    def rename() -> None:
        number = 0
        while not stop.is_set():
            bench.journal.act(Rename(target, f"Name {number}"))
            number += 1

    writer = threading.Thread(target=rename)
    writer.start()
    try:
        archives = [pack(bench.folder.path, tmp_path / f"{number}.zip", lean=True) for number in range(3)]
    finally:
        stop.set()
        writer.join()
    for number, archive in enumerate(archives):
        with Workbench.open(unpack(archive, tmp_path / f"{number}.kgw")) as again:
            named = next(each for each in again.store.graph().entities if each.id == target)
            assert again.store.journal()[-1].action == Rename(target, named.name)


OUTSIDE = ["../evil", "a/../../evil", "/evil", "C:/evil", "a\\..\\evil", "a//b", "./x"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_name_that_leads_outside_is_refused(bench: Workbench, tmp_path: Path, name: str) -> None:
    assert bench.folder is not None
    packed = pack(bench.folder.path, tmp_path / "good.zip", lean=True)
    for evil in (name, f"two texts.kgw/{name}"):
        bad = changed(packed, tmp_path / "bad.zip", lambda name, content: {name: content})
        with zipfile.ZipFile(bad, "a") as archive:
            archive.writestr(evil, b"x")
        with pytest.raises(InputError, match="not unpacked"):
            unpack(bad, tmp_path / "home" / "new.kgw")
        assert not list(tmp_path.rglob("evil"))
        assert not (tmp_path / "home" / "new.kgw").exists()


def test_a_link_is_refused(bench: Workbench, tmp_path: Path) -> None:
    assert bench.folder is not None
    packed = pack(bench.folder.path, tmp_path / "good.zip", lean=True)
    link = zipfile.ZipInfo("two texts.kgw/traces/x.json")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(InputError, match="no plain file"):
        unpack(packed, tmp_path / "new.kgw")


def test_what_is_too_large_or_lies_about_it_is_refused(bench: Workbench, tmp_path: Path) -> None:
    assert bench.folder is not None
    packed = pack(bench.folder.path, tmp_path / "good.zip", lean=True)
    with pytest.raises(InputError, match="the most is 1000"):
        unpack(packed, tmp_path / "new.kgw", largest=1000)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("two texts.kgw/traces/bomb.json", b"0" * 3_000_000)
        size = sum(each.file_size for each in archive.infolist())
    content = packed.read_bytes()
    where = content.rindex(b"bomb.json") - len("two texts.kgw/traces/") - 46  # its entry in the central directory
    assert content[where : where + 4] == b"PK\x01\x02"
    packed.write_bytes(content[: where + 24] + (1).to_bytes(4, "little") + content[where + 28 :])
    with pytest.raises(InputError):
        unpack(packed, tmp_path / "new.kgw", largest=size - 1_000_000)
    assert not list(tmp_path.rglob("bomb.json"))


def test_what_is_no_packed_graph_is_refused_in_one_line(bench: Workbench, tmp_path: Path) -> None:
    assert bench.folder is not None
    packed = pack(bench.folder.path, tmp_path / "good.zip", lean=True)
    content = packed.read_bytes()
    broken = tmp_path / "broken.zip"
    for text in (b"", b"no zip", content[: len(content) // 2], content[:2000] + b"\0" * 400 + content[2400:]):
        broken.write_bytes(text)
        with pytest.raises(InputError):
            unpack(broken, tmp_path / "new.kgw")
    other = changed(packed, broken, lambda name, text: {name.replace("graph.kuzu", "other.db"): text})
    with pytest.raises(InputError, match="holds no graph"):
        unpack(other, tmp_path / "new.kgw")
    with pytest.raises(InputError, match="cannot be unpacked"):
        unpack(tmp_path / "missing.zip", tmp_path / "new.kgw")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="there already"):
        unpack(packed, tmp_path / "full")
    with pytest.raises(InputError, match="no graph"):
        pack(tmp_path / "full", tmp_path / "x.zip")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["broken.zip", "full", "good.zip", "two texts.kgw"]


def test_files_zipped_by_hand_open_too(bench: Workbench, tmp_path: Path) -> None:
    assert bench.folder is not None
    packed = pack(bench.folder.path, tmp_path / "good.zip")
    flat = changed(packed, tmp_path / "flat.zip", lambda name, text: {name.split("/", 1)[1]: text})
    (tmp_path / "new.kgw").mkdir()  # an empty folder may stand there
    with Workbench.open(unpack(flat, tmp_path / "new.kgw")) as again:
        assert again.store.graph() == bench.store.graph()


def archive(date: tuple[int, int, int, int, int, int] = (2024, 5, 1, 10, 0, 0)) -> bytes:
    """A small archive that unpacks, its files of that date."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in (("graph.kuzu", b"x" * 300), ("workbench.json", b"{}"), ("traces/é.json", b"{}" * 40)):
            written.writestr(zipfile.ZipInfo(f"g.kgw/{name}", date), content)
    return held.getvalue()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=3))
@example([(113, 255)])
def test_a_spoilt_archive_is_refused_in_one_line_and_leaves_nothing(spoilt: list[tuple[int, int]]) -> None:
    content = bytearray(archive())
    for place, value in spoilt:
        content[place % len(content)] = value
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "new.kgw"
        refused = ""
        try:
            unpack(io.BytesIO(bytes(content)), target)
        except InputError as problem:
            refused = str(problem)
        assert "\n" not in refused
        assert (target / "graph.kuzu").is_file() != bool(refused)
        assert len(list(Path(folder).iterdir())) == (0 if refused else 1)


def test_files_of_no_date_open_too(tmp_path: Path) -> None:
    content = archive((1980, 1, 1, 0, 0, 0)).replace(b"\x00\x00\x21\x00", b"\x00\x00\x00\x00")
    assert zipfile.ZipFile(io.BytesIO(content)).infolist()[0].date_time[:3] == (1980, 0, 0)
    assert (unpack(io.BytesIO(content), tmp_path / "new.kgw") / "graph.kuzu").is_file()


@pytest.mark.skipif(os.name != "posix", reason="no file has such a name there")
def test_a_name_that_only_some_machines_take_is_said_when_packing(bench: Workbench, tmp_path: Path) -> None:
    assert bench.folder is not None
    tape = bench.folder.path / "run 10:30.jsonl"
    tape.write_text("{}\n")
    with pytest.raises(InputError, match=r"'run 10:30\.jsonl' in .* is no name on every machine: rename it"):
        pack(bench.folder.path, tmp_path / "graph.zip")
    assert not list(tmp_path.glob("graph.zip*"))
    tape.rename(tape.with_name("run.jsonl"))
    assert (unpack(pack(bench.folder.path, tmp_path / "graph.zip"), tmp_path / "new") / "run.jsonl").exists()
