"""Triples files: loaded as they are, with provenance, or refused with their line."""

import json
from pathlib import Path

import pytest

from kgworkbench.errors import InputError
from kgworkbench.interchange.openie import graph_of, load_triples
from kgworkbench.model.text import Chunk, Span

TEXT = "Ada Lovelace wrote notes in 1843. Babbage read them."
CHUNKS = (
    Chunk("c1", "d1", "Ada", 0, 34, TEXT[:34]),
    Chunk("c2", "d1", "Ada", 34, len(TEXT), TEXT[34:]),
    Chunk("c3", "d2", "沈括", 0, 6, "沈括著梦溪。"),
)


def written(path: Path, *records: object) -> Path:
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), "utf-8")
    return path


def test_facts_go_to_the_chunk_that_names_them(tmp_path: Path) -> None:
    path = written(
        tmp_path / "triples.jsonl",
        {"doc": "d1", "entities": ["ada lovelace", "Babbage"], "triples": [["Ada  Lovelace", "wrote", "notes"]]},
        {"doc": "d2", "entities": [], "triples": [["沈括", "著", "梦溪"], ["沈括", "是", "官员"]]},
    )
    first, second, third = load_triples(path, CHUNKS)
    assert [(m.text, m.type, m.span) for m in first.mentions] == [
        ("Ada Lovelace", "Thing", Span(0, 12)),
        ("notes", "Thing", Span(19, 24)),
    ]
    assert [(t.head, t.relation, t.tail) for t in first.triples] == [(0, "wrote", 1)]
    assert second.mentions[0].span == Span(34, 41)
    assert TEXT[34:41] == "Babbage"
    assert third.mentions[-1].text == "官员"
    assert third.mentions[-1].span is None


def test_the_graph_merges_names_that_differ_in_case_and_nothing_more(tmp_path: Path) -> None:
    path = written(
        tmp_path / "triples.jsonl",
        {"doc": "d1", "triples": [["ada lovelace", "wrote", "notes"], ["Notes", "dated", "1843"]]},
        {"doc": "d2", "triples": [["Ada Lovelace", "wrote", "notes"], ["notes", "dated", "July 1843"]]},
    )
    graph = graph_of(load_triples(path, CHUNKS))
    assert len(graph.entities) == 4
    assert len(graph.relations) == 3
    wrote = next(link for link in graph.relations if link.type == "wrote")
    assert {place.document for place in wrote.provenance} == {"d1", "d2"}
    assert list(graph.entities) == sorted(graph.entities, key=lambda entity: entity.id)
    assert graph_of(reversed(load_triples(path, CHUNKS))) == graph


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"triples.jsonl:1: not JSON"),
        ("[]", "list where an object belongs"),
        ("{}", "'doc' is None"),
        ('{"doc":"d9"}', "no document 'd9'"),
        ('{"doc":"d1","entities":[1]}', "'entities' is not a list of names"),
        ('{"doc":"d1","triples":[["a","b"]]}', "'triples' is not a list of"),
        ('{"doc":"d1","triples":{"a":1}}', "'triples' is not a list of"),
    ],
)
def test_malformed_lines_are_refused(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "triples.jsonl"
    path.write_text(line, "utf-8")
    with pytest.raises(InputError, match=message):
        load_triples(path, CHUNKS)


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_triples(tmp_path / "nowhere.jsonl", CHUNKS)
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8 at byte 0"):
        load_triples(tmp_path / "binary", CHUNKS)


def test_line_ends_inside_a_name_do_not_end_the_line(tmp_path: Path) -> None:
    path = written(tmp_path / "t.jsonl", {"doc": "d2", "entities": ["a\u2028b", "c\x85d"], "triples": []})
    assert [mention.text for mention in load_triples(path, CHUNKS)[2].mentions] == ["a b", "c d"]
    path.write_text(f'{{"doc": "d2", "entities": [{"1" * 5000}]}}', "utf-8")
    with pytest.raises(InputError, match=r"t\.jsonl:1: not JSON"):
        load_triples(path, CHUNKS)


def test_each_name_is_looked_for_once_in_a_long_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    class Text(str):
        __slots__ = ()

        def casefold(self) -> "Text":
            return Text(str.casefold(self))

        def __contains__(self, name: str) -> bool:
            looked.append(name)
            return str.__contains__(self, name)

    chunks = [Chunk(f"c{n}", "d", "", n, n + 1, Text(f"Name{n} and Name{n + 1}")) for n in range(30)]
    triples = [[f"name{n}", kind, f"name{n + 1}"] for n in range(30) for kind in ("is", "was", "has")]
    found = load_triples(written(tmp_path / "t.jsonl", {"doc": "d", "triples": triples}), chunks)
    assert [len(each.triples) for each in found] == [3] * 30
    assert len(looked) == 30 * 31


def test_a_letter_that_folds_to_two_hides_no_name(tmp_path: Path) -> None:
    names = ["Ada Lovelace", "GIEßEN", "İstanbul"]
    text = "ada LOVELACE went from Gießen to İstanbul."
    path = written(tmp_path / "facts.jsonl", {"doc": "d", "entities": names, "triples": []})
    (found,) = load_triples(path, [Chunk("c", "d", "", 100, 100 + len(text), text)])
    assert [mention.text for mention in found.mentions] == ["ada LOVELACE", "Gießen", "İstanbul"]
    for mention in found.mentions:
        assert mention.span is not None
        assert text[mention.span.start - 100 : mention.span.end - 100] == mention.text


def test_a_line_after_a_blank_one_is_named_by_its_own_number(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"doc": "d1"}\n\n\n{"doc": "d9"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"t\.jsonl:4: no document 'd9'"):
        load_triples(path, CHUNKS)


def test_half_a_character_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"doc": "d1", "entities": ["Ada \\ud800"]}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"t\.jsonl:1: holds half a character"):
        load_triples(path, CHUNKS)
