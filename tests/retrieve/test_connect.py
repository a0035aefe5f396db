"""The path behind an answer walks only on what its citations state."""

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kgworkbench.model.evidence import Hop
from kgworkbench.model.text import Document
from kgworkbench.retrieve.connect import LOOSE, _cheapest
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


def hop(near: int, far: int) -> Hop:
    return Hop(str(near), "", "", "to", str(far), "", "")


def prices(links: list[tuple[int, int, bool]], depth: int) -> list[float]:
    """The price of every chain of at most so many hops from 0 to 9, looked for without wit."""
    found: list[float] = []

    def walk(at: int, price: float, left: int) -> None:
        if at == 9:
            found.append(price)
        elif left:
            for near, far, loose in links:
                if near == at:
                    walk(far, price + (LOOSE if loose else 1.0), left - 1)

    walk(0, 0.0, depth)
    return found


# Two good hops to 2 leave too few of three to go on; one dear hop leaves enough.
DEAR = [(0, 1, False), (1, 2, False), (0, 2, True), (2, 3, False), (3, 9, False)]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from([1, 2, 3, 4, 5, 9]), st.booleans()), max_size=14),
    st.integers(0, 4),
)
@example(DEAR, 3)
def test_law_the_chain_is_the_cheapest_within_the_depth(links: list[tuple[int, int, bool]], depth: int) -> None:
    hops: dict[str, list[tuple[float, Hop]]] = {}
    for near, far, loose in links:
        hops.setdefault(str(near), []).append((LOOSE if loose else 1.0, hop(near, far)))
    chain = _cheapest(hops, ["0"], frozenset("9"), frozenset(), depth)
    found = prices(links, depth)
    assert bool(chain) == bool(found)
    if chain:
        assert len(chain) <= depth
        assert (chain[0].head, chain[-1].tail) == ("0", "9")
        assert all(one.tail == other.head for one, other in pairwise(chain))
        told = {
            (near, far): min(LOOSE if ln else 1.0 for a, b, ln in links if (a, b) == (near, far))
            for near, far, _ in links
        }
        assert round(sum(told[int(one.head), int(one.tail)] for one in chain), 6) == round(min(found), 6)
