"""Files that cannot be read, as the dashboard tells of them: rows, words in both languages, and one tried again."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from kgworkbench.app.components.monitor import chunk_rows
from kgworkbench.app.desk import Desk
from kgworkbench.app.heard import heard
from kgworkbench.app.pages.extract import ExtractPage
from kgworkbench.app.state import Session
from kgworkbench.app.unread import row_id
from kgworkbench.app.uploads import documents_of, keep_files
from kgworkbench.app.worker import Job
from kgworkbench.errors import CorpusError
from kgworkbench.read.files import look_through
from kgworkbench.workbench import Workbench

PDF = b"%PDF-1.4 and then nothing of the kind"


def built(bench: Workbench, corpus: Path, ended: Callable[[Job], Job]) -> Desk:
    desk = Desk(bench)
    desk.build(str(corpus))
    assert desk.building is not None
    assert ended(desk.building).status == "done"
    return desk


def again(desk: Desk, what: str, ended: Callable[[Job], Job]) -> Job:
    desk.build(desk.corpus, again=what)
    assert desk.building is not None
    return ended(desk.building)


def test_the_rest_is_built_and_the_file_is_a_row_that_says_why(
    empty_bench: Workbench, corpus: Path, ended: Callable[[Job], Job]
) -> None:
    (corpus / "scan.pdf").write_bytes(PDF)
    desk = built(empty_bench, corpus, ended)
    assert desk.snapshot is not None
    assert len(desk.snapshot.titles) == 4
    (unread,) = desk.snapshot.unread
    rows = chunk_rows(desk.snapshot, {}, {})
    assert [row["mark"] for row in rows] == ["✕", "✓", "✓", "✓", "✓"]
    assert rows[0]["title"] == "scan.pdf"
    assert [(entry.level, entry.text) for entry in desk.log if entry.level == "error"] == [("error", unread.reason)]
    for language, words in (("en", "cannot be read as PDF"), ("zh", "无法作为 PDF 读取")):
        session = Session(language=language)
        page = ExtractPage(session, desk)
        session.chunk = row_id(unread)
        page.follow()
        assert page._reader.node["k"] == row_id(unread)
        assert words in str(page._reader.node)
        assert session.say("retry_file") in str(page._reader.node)
        assert session.say("unread_n", n=1) in str(page._head.node)


def test_one_file_is_tried_again_and_nothing_else_is_looked_for(
    empty_bench: Workbench, corpus: Path, ended: Callable[[Job], Job]
) -> None:
    (corpus / "scan.pdf").write_bytes(PDF)
    (corpus / "table.csv").write_text("id,text\na,A.,more", encoding="utf-8")
    desk = built(empty_bench, corpus, ended)
    assert desk.snapshot is not None
    scan, table = desk.snapshot.unread
    told = len(desk.log)
    (corpus / "new.md").write_text("# Grace Hopper\n\nGrace Hopper designed COBOL.\n", encoding="utf-8")
    (corpus / "table.csv").write_text("id,text\nknuth,Donald Knuth worked at Stanford University.\n", encoding="utf-8")
    assert again(desk, row_id(table), ended).total == 1
    assert "knuth" in desk.snapshot.titles
    assert "new.md" not in desk.snapshot.titles
    assert desk.snapshot.unread == (scan,)
    # Of the other one, which nobody tried, nothing is said again; tried itself, it is.
    assert not any(entry.level == "error" for entry in desk.log[told:])
    again(desk, "failed", ended)
    assert [entry.text for entry in desk.log[told:] if entry.level == "error"] == [scan.reason]
    assert "new.md" not in desk.snapshot.titles
    again(desk, "new", ended)
    assert "new.md" in desk.snapshot.titles


def test_what_could_not_be_read_is_known_after_a_restart_and_after_a_change_of_the_schema(
    tmp_path: Path, corpus: Path
) -> None:
    (corpus / "scan.pdf").write_bytes(PDF)
    with Workbench.open(tmp_path / "g.kgw", embedder="lexical") as bench:
        first = bench.build(corpus).result().unread
        assert bench.refresh().result().unread == first
    with Workbench.open(tmp_path / "g.kgw") as bench:
        assert bench.unread == first
        assert Desk(bench).snapshot.unread == first  # type: ignore[union-attr]
        (corpus / "scan.pdf").unlink()
        bench.build(corpus).result()
        assert bench.unread == ()


def dropped(name: str, content: bytes) -> dict[str, str]:
    return {"name": name, "data": base64.b64encode(content).decode()}


def test_a_broken_drop_leaves_the_corpus_whole_and_a_good_one_mends_it(tmp_path: Path, corpus: Path) -> None:
    whole = documents_of(str(corpus), tmp_path)
    keep_files(tmp_path, [dropped("scan.pdf", PDF)])
    found = documents_of(str(corpus), tmp_path)
    assert (found.documents, [each.source for each in found.unread]) == (whole.documents, ["scan.pdf"])
    (corpus / "notes.txt").write_bytes(b"plain text, then \xff\xfe broken")
    keep_files(tmp_path, [dropped("notes.txt", b"Ada Lovelace wrote notes.")])
    mended = documents_of(str(corpus), tmp_path)
    assert [each.source for each in mended.unread] == ["scan.pdf"]
    assert {document.id for document in mended.documents} - {document.id for document in whole.documents} == {
        "notes.txt"
    }
    with pytest.raises(CorpusError, match="cannot be read"):
        documents_of("", tmp_path) if (tmp_path / "corpus" / "notes.txt").unlink() is None else None


def test_every_reason_is_said_in_chinese(tmp_path: Path) -> None:
    files: dict[str, bytes] = {
        "a.pdf": PDF,
        "b.docx": b"PK and no more",
        "c.txt": b"plain text, then \xff\xfe broken",
        "d.txt": b"abc\x00\x01",
        "e.csv": b"id,text\na,A.,more",
        "f.csv": b'id,text\na,"A.\nb,B.\n',
        "g.json": b"{",
        "h.jsonl": b"{",
        "i.jsonl": b"[1]",
        "j.jsonl": b'{"id": "a"}',
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    unread = look_through(tmp_path).unread
    assert [each.source for each in unread] == sorted(files)
    for each in unread:
        chinese = heard(each.reason, "zh")
        assert chinese.startswith(each.source), chinese
        assert "请" in chinese, chinese
