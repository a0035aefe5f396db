"""The bench of methods on a small file of triples."""

import json

import pytest
from planted import LetterEmbedder

from kgworkbench.community.bench import bench_communities, read_links
from kgworkbench.errors import CorpusError


@pytest.fixture
def triples(tmp_path):
    path = tmp_path / "triples.jsonl"
    rows = [
        {"doc": f"d{i}", "entities": [], "triples": [[f"n{i}", "to", f"n{i + 1}"], [f"n{i}", "to", f"m{i}"]]}
        for i in range(40)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_rows_of_the_contract(triples):
    found = bench_communities(triples, None, LetterEmbedder())
    assert (found["entities"], found["relations"]) == (81, 80)
    assert {"dual", "leiden", "louvain"} <= {row["method"] for row in found["rows"]}
    keys = {"method", "seconds", "communities", "assigned_share", "modularity", "cosine", "connected_share", "largest"}
    for row in found["rows"]:
        assert keys <= row.keys()
        assert row["assigned_share"] == 1.0
    json.dumps(found)


def test_documents_are_taken_until_enough_entities(triples):
    assert len(read_links(triples, 10)) == 10
    assert bench_communities(triples, 10, LetterEmbedder())["entities"] == 11


def test_bad_lines_are_named(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"triples": [["a", "b"]]}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"bad\.jsonl:1"):
        read_links(path)
    with pytest.raises(CorpusError, match=r"missing\.jsonl"):
        read_links(tmp_path / "missing.jsonl")


def test_no_triples_at_all(tmp_path):
    path = tmp_path / "none.jsonl"
    path.write_text("", encoding="utf-8")
    assert bench_communities(path, None, LetterEmbedder())["entities"] == 0
