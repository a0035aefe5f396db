"""The evidence graph: paths under the numbers of the citations that prove them, steps that light what they found."""

from collections.abc import Callable

from kgworkbench.app.components.because import because
from kgworkbench.app.components.proof import hop_numbers, proof_of
from kgworkbench.app.desk import Desk
from kgworkbench.app.evidence_drawing import found_by, numbered_paths, quoted_paths
from kgworkbench.app.strings import Strings
from kgworkbench.app.worker import Job
from kgworkbench.model.evidence import Answer, Citation, Evidence, Hop
from kgworkbench.model.graph import Provenance
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.model.text import Span
from kgworkbench.model.trace import Answered, Fused, Linked, Retrieved, steps_in
from kgworkbench.present.graph import graph_view

SAY = Strings("en")


def hop(tail: str, chunk: str, start: int, end: int, **more: bool) -> Hop:
    place = Provenance("d", chunk, Span(start, end))
    return Hop("a", "A", "T", "likes", tail, tail.upper(), "T", f"r-{tail}", provenance=(place,), **more)


def test_a_hop_has_the_number_of_the_citation_that_quotes_it() -> None:
    first, second, third = hop("b", "c1", 0, 10), hop("c", "c2", 0, 10), hop("d", "c1", 40, 50)
    quotes = tuple(
        Citation("d", chunk, Span(0, 30), "quote", evidence=key) for chunk, key in (("c1", "one"), ("c2", "two"))
    )
    passages = tuple(Evidence(key, "chunk", "text", 1.0, (chunk,)) for chunk, key in (("c1", "one"), ("c2", "two")))
    answer = Answer("A likes C.", True, "reject", citations=quotes, paths=((first, second), (third,)))
    found = Retrieved(1, SubQuery("q", "?"), "chunk", passages, 1.0)
    proof = proof_of((found, Fused(1, passages, 2, 1.0), Answered(answer, 1.0)))
    assert hop_numbers(proof) == {first: 1, second: 2}
    assert proof.asked == {"q": "?"}


def test_what_leads_to_an_answer_is_lit_by_the_numbers_of_its_citations(
    desk: Desk, ended: Callable[[Job], Job]
) -> None:
    _, job = desk.ask("Where was the designer of Pascal born?", "reject", Limits())
    ended(job)
    steps, snapshot = tuple(steps_in(job.events)), desk.snapshot
    assert snapshot is not None
    proof = proof_of(steps)
    view = graph_view(snapshot.graph, paths=proof.paths)
    nodes, edges = {node["id"] for node in view["nodes"]}, {edge["id"] for edge in view["edges"]}
    for path in (*numbered_paths(view, proof), *quoted_paths(view, proof, snapshot)):
        assert path["number"] in {0, *proof.numbers.values()}
        assert nodes.issuperset(path["nodes"])
        assert edges.issuperset(path["edges"])
    every = [one for path in numbered_paths(view, proof) for one in path["edges"]]
    assert len(every) == len({hop for path in proof.paths for hop in path})
    linked = next(step for step in steps if isinstance(step, Linked))
    (lit,) = found_by(linked, view)
    assert set(lit["nodes"]) == {anchor.entity for anchor in linked.anchors} & nodes
    assert found_by(steps[-1], view) == []


def test_under_an_answer_stand_its_quotes_and_the_way_to_every_step(desk: Desk, ended: Callable[[Job], Job]) -> None:
    _, job = desk.ask("Who designed Pascal?", "reject", Limits())
    ended(job)
    steps = tuple(steps_in(job.events))
    proof = proof_of(steps)
    assert proof.answer is not None
    told = str(because(proof, steps, desk.snapshot, None, 1, SAY))
    for citation in proof.answer.citations[:1]:
        assert " ".join(citation.quote.split()) in told
    assert "'tab': 'trace'" in told
    assert because(proof_of(()), (), desk.snapshot, None, 1, SAY) is None
