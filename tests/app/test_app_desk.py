"""The desk: what sessions share, with no browser and no server."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kgworkbench.app.components.monitor import chunk_rows, proposal_rows, violation_rows
from kgworkbench.app.components.proof import proof_of
from kgworkbench.app.components.reading import chunk_reader, inspector, quote_of, spans_in
from kgworkbench.app.components.sheet import Node
from kgworkbench.app.desk import Desk
from kgworkbench.app.figures import figures
from kgworkbench.app.starters import starters
from kgworkbench.app.strings import Strings
from kgworkbench.app.worker import Job
from kgworkbench.model.query import Limits
from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.settings import CommunitySettings
from kgworkbench.workbench import Workbench

SAY = Strings("en")


def texts(node: Node | str) -> str:
    return node if isinstance(node, str) else "".join(texts(child) for child in node.get("x", ()))


def marks(node: Node | str, kind: str) -> list[Node]:
    if isinstance(node, str):
        return []
    own = [node] if kind in node.get("c", "").split() or node["t"] == kind else []
    return own + [found for child in node.get("x", ()) for found in marks(child, kind)]


def test_a_build_fills_the_desk_and_old_nodes_never_move(
    empty_bench: Workbench, corpus: Path, ended: Callable[[Job], Job]
) -> None:
    desk = Desk(empty_bench)
    places: list[dict[str, tuple[float, float]]] = []
    desk.build(str(corpus))
    assert desk.building is not None
    desk.building.on_event(lambda *_: places.append({n["id"]: (n["x"], n["y"]) for n in desk.live["nodes"]}))
    job = ended(desk.building)
    assert (job.status, job.done, job.total) == ("done", 4, 4)
    assert desk.snapshot is not None
    assert len(desk.snapshot.chunks) == 4
    assert desk.live["total"] == len(desk.snapshot.graph.entities) > 5
    last = {n["id"]: (n["x"], n["y"]) for n in desk.live["nodes"]}
    for earlier in places:
        for node, place in earlier.items():
            assert last.get(node, place) == place
    assert desk.log[-1].read(SAY).startswith("built from")
    assert figures(desk)["entities"] == desk.live["total"]


def test_a_bad_corpus_is_an_error_in_the_log_and_nothing_else(
    empty_bench: Workbench, tmp_path: Path, ended: Callable[[Job], Job]
) -> None:
    desk = Desk(empty_bench)
    desk.build(str(tmp_path / "nowhere"))
    assert desk.building is not None
    assert ended(desk.building).status == "failed"
    assert desk.log[-1].level == "error"
    assert "nowhere" in desk.log[-1].text


def test_chunk_rows_count_what_each_chunk_yielded(desk: Desk) -> None:
    assert desk.snapshot is not None
    rows = chunk_rows(desk.snapshot, {}, {})
    assert [row["title"] for row in rows] == ["Ada Lovelace", "Charles Babbage", "Tony Hoare", "Niklaus Wirth"]
    assert all(row["mark"] == "✓" and row["entities"] > 0 for row in rows)
    every = list(desk.snapshot.extractions.values())
    assert len(violation_rows(desk.snapshot, every, Strings("en"))) == sum(len(e.violations) for e in every)
    assert sum(row["times"] for row in proposal_rows(every, Strings("en"))) == sum(len(e.proposals) for e in every)


def test_the_reader_shows_the_whole_text_and_lights_exactly_its_spans(desk: Desk) -> None:
    snapshot = desk.snapshot
    assert snapshot is not None
    for key, chunk in snapshot.chunks.items():
        node = chunk_reader(snapshot, key, "", SAY)
        (reader,) = marks(node, "reader")
        assert texts(reader) == chunk.text
        lit = [texts(mark) for mark in marks(reader, "span") if "span" in mark.get("c", "").split()]
        assert lit == [chunk.text[s.start - chunk.start : s.end - chunk.start] for s, _, _ in spans_in(snapshot, key)]


def test_the_inspector_quotes_the_source_and_leads_on(desk: Desk) -> None:
    snapshot = desk.snapshot
    assert snapshot is not None
    london = next(entity for entity in snapshot.graph.entities if entity.name == "London")
    node = inspector(snapshot, london.id, SAY)
    assert next(texts(mark) for mark in marks(node, "mark")) == "London"
    assert marks(node, "tie")
    quoted = quote_of(snapshot, london.provenance[0])
    assert quoted is not None
    assert quoted[1] == "London"
    assert "Nothing selected" in texts(inspector(snapshot, "unknown", SAY))


def test_an_answer_keeps_its_numbers_in_text_cards_and_paths(desk: Desk, ended: Callable[[Job], Job]) -> None:
    number, job = desk.ask("Who designed Pascal?", "reject", Limits())
    assert number in desk.asking
    ended(job)
    assert job.status == "done", job.error
    proof = proof_of(job.events)
    assert proof.answer is not None
    assert list(proof.numbers.values()) == list(range(1, len(proof.numbers) + 1))
    assert [item.id for item in proof.cited] == list(proof.numbers)
    for key, at in proof.path_of.items():
        assert proof.paths[at - 1] == next(item.hops for item in proof.evidence if item.id == key)


def test_an_empty_graph_answers_with_the_next_action(empty_bench: Workbench, ended: Callable[[Job], Job]) -> None:
    desk = Desk(empty_bench)
    _, job = desk.ask("Who designed Pascal?", "reject", Limits())
    ended(job)
    assert job.status == "failed"
    assert job.known
    assert "build" in desk.log[-1].text


def test_grouping_is_a_preview_until_it_is_kept(desk: Desk, ended: Callable[[Job], Job]) -> None:
    assert desk.bench is not None
    stored = desk.bench.store.tree()
    desk.group(replace(CommunitySettings(), weight=1.0))
    assert desk.grouping is not None
    ended(desk.grouping)
    assert desk.preview is not None
    assert desk.bench.store.tree() == stored
    preview = desk.preview
    desk.keep_groups()
    assert desk.preview is None
    assert desk.bench.store.tree() == preview


def test_a_new_schema_version_is_in_force_everywhere(desk: Desk) -> None:
    assert desk.bench is not None
    schema = desk.bench.schema
    kept = desk.adopt(replace(schema, description="changed"), "test")
    assert kept is not None
    assert kept.version == schema.version + 1
    assert desk.snapshot is not None
    assert desk.snapshot.schema == kept == desk.bench.schema


def test_a_change_made_elsewhere_reaches_the_desk(desk: Desk, documents: tuple[Document, ...]) -> None:
    assert desk.bench is not None
    assert desk.snapshot is not None
    more = Document(
        "knuth.md", "Donald Knuth", "Donald Knuth wrote The Art of Computer Programming at Stanford University."
    )
    desk.bench.build((*documents, more)).result()
    end = time.monotonic() + 10
    while len(desk.snapshot.chunks) < 5 and time.monotonic() < end:
        time.sleep(0.05)
    assert len(desk.snapshot.chunks) == 5


def test_starters_come_from_the_sample_or_from_the_graph(desk: Desk) -> None:
    asked = starters(desk.snapshot, str(sample("computing_history").path / "docs"))
    assert 3 <= len(asked) <= 5
    assert len(set(asked)) == len(asked)
    made = starters(desk.snapshot, "")
    assert made
    assert all(question.endswith("?") for question in made)
    assert starters(None, "") == ()


def test_a_folder_is_opened_in_a_thread_and_one_that_is_held_says_so(
    tmp_path: Path, ended: Callable[[Job], Job], monkeypatch
) -> None:
    from kgworkbench.errors import GraphHeldError

    desk = Desk()
    desk.open(tmp_path / "one.kgw")
    assert desk.opening is not None
    assert ended(desk.opening).status == "done"
    assert desk.snapshot is not None
    desk.close()

    def held(*_: object, **__: object) -> None:
        raise GraphHeldError("folder 'one.kgw' is held by process 7")

    monkeypatch.setattr(Workbench, "open", held)
    desk.open(tmp_path / "one.kgw")
    ended(desk.opening)
    assert desk.held == "folder 'one.kgw' is held by process 7"
