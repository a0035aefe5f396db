"""Corpora read from folders and files, and what is refused in one line."""

import json
import os
import zlib
from pathlib import Path

import pytest

from kgworkbench.errors import CorpusError
from kgworkbench.read import files as reading
from kgworkbench.read.files import LONGEST_TEXT, Scanned, SkippedFile, look_through, read_corpus, scan_corpus


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def refusal(path: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        read_corpus(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_folder_gives_its_documents_sorted_by_relative_path(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "ada_lovelace.md": "# Ada Lovelace\n\nShe wrote notes.\n",
            "sub/宋朝.txt": "宋朝\n\n宋朝始于960年。",
            "plain.txt": "One sentence, and that is all of it.",
            "Upper.TXT": "Text.",
        },
    )
    documents = read_corpus(tmp_path)
    assert [(document.id, document.title) for document in documents] == [
        ("Upper.TXT", "Upper"),
        ("ada_lovelace.md", "Ada Lovelace"),
        ("plain.txt", "Plain"),
        ("sub/宋朝.txt", "宋朝"),
    ]
    for document in documents:
        assert document.text == (tmp_path / document.id).read_text(encoding="utf-8")


def test_docs_beside_a_schema_is_the_corpus(tmp_path: Path) -> None:
    write(tmp_path, {"docs/a.md": "Text.", "schema.yaml": "", "questions.jsonl": '{"id": 1}', "README.md": "No."})
    assert [document.id for document in read_corpus(tmp_path)] == ["a.md"]


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "Text.", "b.md": "Other."})
    assert [document.id for document in read_corpus(tmp_path / "a.md")] == ["a.md"]


def test_newlines_and_marks_are_as_text_files_read_them(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b"\xef\xbb\xbfone\r\ntwo\rthree"})
    assert read_corpus(tmp_path)[0].text == (tmp_path / "a.txt").read_text(encoding="utf-8-sig") == "one\ntwo\nthree"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "gb18030", "utf-8-sig"])
def test_encodings_that_can_be_told(tmp_path: Path, encoding: str) -> None:
    text = "沈括（1031年—1095年），字存中，杭州钱塘人，北宋科学家，著有《梦溪笔谈》。"
    write(tmp_path, {"a.txt": text.encode(encoding)})
    assert read_corpus(tmp_path)[0].text == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Il était une fois à Genève".encode("latin-1"), "not UTF-8 at byte 3 (0xe9)"),
        ("名侦探在东京的街头出现了。日本語のテキストです。".encode("shift-jis", "ignore"), "not UTF-8 at byte 0"),
        ("沈括，字存中，杭州錢塘人，北宋科學家，著有夢溪筆談三十卷".encode("big5"), "not UTF-8 at byte 0"),
        (b"good text\xff\xfe", "not UTF-8 at byte 9"),
        (b"\xff\xfea\x00b", "not UTF-16 at byte 4"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary (NUL at byte 8)"),
    ],
)
def test_other_encodings_are_refused_with_the_byte(tmp_path: Path, content: bytes, said: str) -> None:
    message = refusal(write(tmp_path, {"a.txt": content}))
    assert said in message
    assert "a.txt: " in message


def test_records_of_a_jsonl_file(tmp_path: Path) -> None:
    lines = [
        {"id": "b", "title": "B", "text": "Two.\r\nlines"},
        {"id": 1, "text": "# One\n\nText."},
        {"text": "沈括。"},
    ]
    write(tmp_path, {"c.jsonl": "\n".join(json.dumps(line) for line in lines) + "\n\n"})
    documents = {document.id: document for document in read_corpus(tmp_path / "c.jsonl")}
    assert list(documents) == ["1", "b", "c.jsonl#3"]
    assert (documents["b"].title, documents["b"].text) == ("B", "Two.\r\nlines")
    assert documents["1"].title == "One"


def test_a_separator_inside_a_json_string_is_no_line_end(tmp_path: Path) -> None:
    write(tmp_path, {"c.jsonl": '{"id": "a", "text": "one\u2028two\x85three"}'})
    assert read_corpus(tmp_path)[0].text == "one\u2028two\x85three"


def test_records_of_a_json_file(tmp_path: Path) -> None:
    write(tmp_path, {"list.json": '[{"id": "a", "text": "A."}]', "one.json": '{"id": "b", "text": "B."}'})
    assert [document.id for document in read_corpus(tmp_path)] == ["a", "b"]


def test_tables(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "with.csv": 'ID,Title,Text\nx,Ada,"She wrote, and ""published"".\nTwice."\n\ny,,Text of y.\n',
            "without.csv": "name;born;died\nAda;1815;1852\nCharles;1791;\n",
        },
    )
    documents = {document.id: document for document in read_corpus(tmp_path)}
    assert documents["x"].text == 'She wrote, and "published".\nTwice.'
    assert documents["y"].title == "Y"
    assert documents["without.csv#1"].text == "name: Ada\nborn: 1815\ndied: 1852"
    assert documents["without.csv#2"].text == "name: Charles\nborn: 1791"
    assert documents["without.csv#2"].title == "Charles"


def test_a_cell_may_hold_a_book(tmp_path: Path) -> None:
    book = "A sentence, as long as any. " * 10_000
    (document,) = read_corpus(write(tmp_path, {"a.csv": f'id,text\na,"{book}"\n'}))
    assert document.text == book


def test_of_two_columns_of_one_name_none_is_lost(tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": "note,note,\nfirst,second,third\n", "b.csv": "id,text,text\nb,first,second\n"})
    assert [document.text for document in read_corpus(tmp_path)] == ["note: first\nnote: second\nthird", "first"]


def test_a_heading_without_an_end_is_no_long_title(tmp_path: Path) -> None:
    page = "<h1>Ada<br>Byron<p>" + "She wrote notes. " * 1000
    (document,) = read_corpus(write(tmp_path, {"a.html": page}))
    assert document.title.startswith("Ada Byron She wrote notes.")
    assert (len(document.title), document.text.count("notes")) == (200, 1000)


def test_html_keeps_what_is_read_and_drops_scripts(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Ada &amp; Co</title><style>p {}</style></head><body><h1>Ada</h1>"
        "<script>var x = '<p>'</script>"
        "<p>She   wrote\n<b>notes</b>.</p><ul><li>one<li>two</ul>1<br/>2<table><tr><td>a</td><td>b</td></tr></table>"
    )
    write(tmp_path, {"a.html": page, "b.htm": "<h1>沈<b>括</b></h1><p>杭州人。"})
    ada, shen = read_corpus(tmp_path)
    assert (ada.title, ada.text) == ("Ada & Co", "Ada\n\nShe wrote notes.\n\none\ntwo\n\n1\n2\n\na b")
    assert (shen.title, shen.text) == ("沈括", "沈括\n\n杭州人。")


def test_word_files(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    word = docx.Document()
    word.core_properties.title = ""
    word.add_heading("Ada Lovelace", 0)
    word.add_paragraph("She wrote 笔记.")
    cells = word.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "born", "1815"
    word.save(str(tmp_path / "a.docx"))
    (document,) = read_corpus(tmp_path)
    assert document.title == "Ada Lovelace"
    assert document.text == "Ada Lovelace\n\nShe wrote 笔记.\n\nborn | 1815"


def pdf_of(line: str, title: str = "") -> bytes:
    """The smallest PDF that shows one line."""
    stream = zlib.compress(f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(%b)>>" % title.encode(),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + end % (
        size,
        table,
        size,
        len(out),
    )


def test_pdf_files(tmp_path: Path) -> None:
    write(tmp_path, {"first_note.pdf": pdf_of("She wrote notes.")})
    (document,) = read_corpus(tmp_path)
    assert (document.title, document.text.strip()) == ("First Note", "She wrote notes.")
    write(tmp_path, {"first_note.pdf": pdf_of("She wrote notes.", "Notes on the Engine")})
    assert read_corpus(tmp_path)[0].title == "Notes on the Engine"
    write(tmp_path, {"first_note.pdf": pdf_of("She wrote notes.", "untitled")})
    assert read_corpus(tmp_path)[0].title == "First Note"


def test_what_is_passed_over_is_told(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    root = write(
        tmp_path / "in", {"a.md": "A.", ".b.md": "B.", ".git/c.md": "C.", "d.png": b"\0", "e.md": " \n", "f/g": "G"}
    )
    (root / "link.md").symlink_to(outside)
    (root / "folder").symlink_to(tmp_path)
    (root / "inner.md").symlink_to(root / "a.md")
    found = scan_corpus(root)
    documents, skipped = found.documents, found.skipped
    assert [document.id for document in documents] == ["a.md", "inner.md"]
    assert {file.path: file.reason for file in skipped} == {
        ".b.md": "hidden",
        ".git": "hidden",
        "d.png": ".png is not read",
        "e.md": "holds no text",
        "f/g": "no suffix is not read",
        "folder": "a link to a folder",
        "link.md": "a link that leaves the folder",
    }
    assert skipped == tuple(sorted(skipped))
    assert found.unread == ()


def test_names_that_no_id_can_hold_are_passed_over_and_wide_spaces_are_none(tmp_path: Path) -> None:
    write(tmp_path, {"论文\u3000摘要.md": "摘要。", "a\u200db.md": "A.", "bell\x07.md": "B.", "bell\x07/c.md": "C."})
    try:
        folder = tmp_path / os.fsdecode(b"caf\xe9")
        folder.mkdir()  # a name in another encoding
    except OSError:
        pytest.skip("this file system takes no such name")
    (folder / "d.md").write_text("D.")
    found = scan_corpus(tmp_path)
    documents, skipped = found.documents, found.skipped
    assert [document.id for document in documents] == ["a\u200db.md", "论文\u3000摘要.md"]
    assert [file.path for file in skipped] == ["bell\x07", "bell\x07.md", "caf?"]
    assert {file.reason for file in skipped} == {"a name that cannot be shown"}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "the folder is empty; put files"),
        ({"a.png": b"\0", "b": "x"}, "nothing in it can be read: a.png (.png is not read), b (no suffix is not read)"),
        ({"a.md": ""}, "a.md (holds no text)"),
        ({"c.jsonl": '{"id": "a", "text": "A."}\n{"id": "a", "text": "B."}'}, "c.jsonl:2: the id 'a' is taken by"),
        ({"c.jsonl": '{"id": "a.md", "text": "A."}', "a.md": "A."}, "the id 'a.md' is taken by"),
        ({"c.jsonl": '{"id": "a", "text": "A."}\n\n{"id": '}, "c.jsonl:3: is not JSON (Expecting value)"),
        ({"c.jsonl": '["a"]'}, "c.jsonl:1: holds a list, not a record"),
        ({"c.jsonl": '{"id": "a", "body": "A."}'}, "c.jsonl:1: the record has no 'text' among its keys (id, body)"),
        ({"c.jsonl": '{"id": "a", "text": "  "}'}, "c.jsonl:1: the record has the text '  '; give it a text"),
        ({"c.jsonl": '{"id": ["a"], "text": "A."}'}, "c.jsonl:1: the record's id is ['a']; give it as text"),
        ({"c.jsonl": '{"id": "a", "text": "A\\ud800"}'}, "c.jsonl:1: holds half a character (\\ud800)"),
        ({"c.jsonl": "[" * 100_000}, "c.jsonl:1: is not JSON"),
        ({"c.jsonl": f'{{"id": {"1" * 5000}, "text": "A."}}'}, "c.jsonl:1: is not JSON (a number of too many digits)"),
        ({"c.json": f'[{{"id": {"1" * 5000}, "text": "A."}}]'}, "c.json: is not JSON (a number of too many digits)"),
        ({"c.json": '[{"id": "a", "text": "A."},\n{"id" "b"}]'}, "c.json:2: is not JSON"),
        ({"c.json": '[{"id": "a", "text": "A."}, {"id": "b"}]'}, "c.json, record 2: the record has no 'text'"),
        ({"c.csv": "id,text\na,A.,more"}, "c.csv:2: has 3 cells under 2 columns"),
        ({"c.csv": 'id,text\na,"A.\nb,B.\n'}, "c.csv:2: is not CSV"),
        ({"c.csv": "id,text\na,A.\nb,\n"}, "c.csv:3: the record has the text ''"),
        ({"c.pdf": "not a pdf"}, "c.pdf: cannot be read as PDF"),
        ({"c.docx": "not a word file"}, "c.docx: cannot be read as a Word file"),
    ],
)
def test_refusals_name_the_place_the_value_and_what_to_do(
    tmp_path: Path, files: dict[str, str | bytes], said: str
) -> None:
    message = refusal(write(tmp_path, files))
    assert said in message
    assert str(tmp_path) in message


def test_a_missing_path_and_an_unread_suffix_are_refused(tmp_path: Path) -> None:
    assert "nowhere: there is no such file or folder" in refusal(tmp_path / "nowhere")
    write(tmp_path, {"a.png": b"\0"})
    assert "'.png' is not read; give one of .csv" in refusal(tmp_path / "a.png")


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.md": "A."})

    def denied(self: Path) -> bytes:  # root may read everything, so the refusal is made by hand
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert "cannot be read (Permission denied)" in refusal(tmp_path)


BROKEN: dict[str, str | bytes] = {
    "broken.pdf": b"%PDF-1.4 and then nothing of the kind",
    "cells.csv": "id,text\na,A.,more",
    "latin.txt": b"plain text, then \xff\xfe broken",
    "lines.jsonl": '{"id": "one", "text": "One."}\n{"id": ',
    "sub/word.docx": b"PK and no more",
}


def test_a_file_that_cannot_be_read_takes_no_other_one_with_it(tmp_path: Path) -> None:
    found = scan_corpus(write(tmp_path, {"a.md": "A.", "sub/b.txt": "B.", "note.xyz": "-", **BROKEN}))
    assert [document.id for document in found.documents] == ["a.md", "sub/b.txt"]
    assert [each.source for each in found.unread] == sorted(BROKEN)
    assert [each.path for each in found.skipped] == ["note.xyz"]
    for each in found.unread:
        # The reason begins with the place in the corpus, wherever that lies, and ends with what to do.
        assert each.reason.startswith(each.source)
        assert str(tmp_path) not in each.reason
    reasons = {each.source: each.reason for each in found.unread}
    assert "is not UTF-8 at byte 17" in reasons["latin.txt"]
    assert reasons["lines.jsonl"].startswith("lines.jsonl:2: is not JSON")
    with pytest.raises(CorpusError, match=r"broken\.pdf: cannot be read as PDF"):
        read_corpus(tmp_path)


def test_what_stands_in_a_relative_folder_is_named_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in", {"a.md": "A.", **BROKEN})
    whole = scan_corpus(tmp_path / "in").unread
    monkeypatch.chdir(tmp_path)
    assert scan_corpus(Path("in")).unread == scan_corpus(Path("./in")).unread == whole
    monkeypatch.chdir(tmp_path / "in")
    assert scan_corpus(Path()).unread == whole


def test_a_corpus_with_nothing_readable_is_refused_with_the_names(tmp_path: Path) -> None:
    write(tmp_path, {**BROKEN, "z.png": b"\0"})
    said = refusal(tmp_path)
    assert f"{tmp_path}: nothing in it can be read: broken.pdf: cannot be read as PDF" in said
    assert "latin.txt: is not UTF-8 at byte 17" in said
    assert "and 1 more; put files of .csv" in said
    assert look_through(tmp_path).documents == ()
    assert refusal(tmp_path / "latin.txt").startswith(f"{tmp_path}/latin.txt: is not UTF-8")


def test_a_text_of_more_than_the_most_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LONGEST_TEXT > 10_000_000
    monkeypatch.setattr(reading, "LONGEST_TEXT", 10)
    long: dict[str, str | bytes] = {
        "a.md": "0123456789",
        "b.md": "0123456789.",
        "c.txt": "0" * 41,
        "d.jsonl": '{"id": "d", "text": "01234567890"}',
    }
    found = scan_corpus(write(tmp_path, long))
    assert [document.id for document in found.documents] == ["a.md"]
    assert [each.reason for each in found.unread] == [
        "b.md: holds 11 characters, the most is 10; split it into several",
        "c.txt: holds 41 bytes, the most is 40; split it into several",
        "d.jsonl:1: holds 11 characters, the most is 10; split it into several",
    ]


def test_a_folder_without_permission_is_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a.md": "A.", "shut/b.md": "B."})
    listed = os.scandir

    def denied(path: object) -> object:  # root may read everything, so the refusal is made by hand
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", denied)
    found = scan_corpus(tmp_path)
    assert [document.id for document in found.documents] == ["a.md"]
    assert [each.reason for each in found.unread] == ["shut: cannot be read (Permission denied); check its permissions"]


def test_of_a_missing_folder_nothing_is_scanned(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="there is no such file or folder"):
        look_through(tmp_path / "nowhere")
    assert look_through(write(tmp_path / "empty", {".hidden": ""})) == Scanned(
        skipped=(SkippedFile(".hidden", "hidden"),)
    )
