"""The path behind an answer walks only on what its citations state."""

from itertools import pairwise

from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

CORPUS = (
    Document("a", "Ada Byron", "Ada Byron was born in London in 1815. Her notes were praised by Charles Babbage."),
    Document("b", "Charles Babbage", "Charles Babbage designed the Analytical Engine. He was born in London in 1791."),
)


def test_each_hop_is_proved_by_a_cited_chunk_and_the_hops_join() -> None:
    with Workbench.open(schema=sample("computing_history").schema) as bench:
        bench.build(CORPUS).result()
        answer = bench.ask("Who designed the Analytical Engine?").result()
    assert answer.values == ("Charles Babbage",)
    assert answer.paths
    cited = {citation.chunk for citation in answer.citations}
    for path in answer.paths:
        ends = [{hop.head, hop.tail} for hop in path]
        assert all(one & other for one, other in pairwise(ends))
        assert all(any(place.chunk in cited for place in hop.provenance) for hop in path)
    assert {"Analytical Engine", "Charles Babbage"} <= {
        name for path in answer.paths for hop in path for name in (hop.head_name, hop.tail_name)
    }


def test_a_refused_question_has_no_path_and_names_what_is_nearest() -> None:
    with Workbench.open(schema=sample("computing_history").schema) as bench:
        bench.build(CORPUS).result()
        answer = bench.ask("Who was the wife of Charles Babbage?").result()
    assert not answer.found
    assert answer.paths == ()
    assert "Charles Babbage" in answer.nearest
