from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.stores.rules import latest, reach

links = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20)
ids = st.sets(st.integers(0, 9).map(str), max_size=4)


@given(links, ids, st.integers(0, 4), st.integers(0, 12))
def test_a_reach_grows_with_depth_and_limit_and_never_passes_it(
    pairs: list[tuple[int, int]], start: set[str], depth: int, limit: int
) -> None:
    def beside(frontier: list[str]) -> set[str]:
        return {str(b) for a, b in pairs + [(b, a) for a, b in pairs] if str(a) in frontier}

    found = reach(start, depth, limit, beside)
    assert len(found) <= limit
    assert found <= reach(start, depth + 1, limit, beside)
    assert found <= reach(start, depth, limit + 1, beside)
    assert found == reach(sorted(start, reverse=True), depth, limit, beside)
    if limit >= 10:
        assert start <= found


def test_the_later_of_two_wins() -> None:
    assert latest(["a1", "b1", "a2"], lambda value: value[0]) == {"a": "a2", "b": "b1"}
