"""Many small drawings made in one go: each comes out as it would alone, to the last digit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.present.discs import discs_beside, discs_beside_each
from kgworkbench.present.layout import positions, positions_each

NAMES = [f"n{k:02}" for k in range(60)]


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]]]:
    nodes = NAMES[: draw(st.integers(0, 60))]
    if len(nodes) < 2:
        return nodes, []
    ends = st.sampled_from(nodes)
    return nodes, draw(st.lists(st.tuples(ends, ends), max_size=90))


@settings(max_examples=40, deadline=None)
@given(st.lists(drawings(), max_size=5))
def test_a_drawing_is_laid_out_in_company_as_alone(some: list[tuple[list[str], list[tuple[str, str]]]]) -> None:
    assert positions_each(some) == [positions(nodes, edges) for nodes, edges in some]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(drawings(), st.floats(12, 400), st.one_of(st.none(), st.floats(50, 900))), max_size=5),
    st.randoms(use_true_random=False),
)
def test_discs_stand_in_company_as_alone(some: list, chance) -> None:  # type: ignore[type-arg,no-untyped-def]
    grounds = [
        ({node: round(most * chance.uniform(0.2, 1.0), 1) for node in nodes}, edges, within)
        for (nodes, edges), most, within in some
    ]
    assert discs_beside_each(grounds) == [discs_beside(*ground) for ground in grounds]


def test_equal_discs_on_one_spot_part_alike_wherever_their_ground_stands() -> None:
    pair = ({"a": 30.0, "b": 30.0, "c": 30.0}, [], None)
    first, *others = discs_beside_each([pair, ({"x": 99.0}, [], None), pair, ({}, [], None), pair])
    assert others[1] == others[3] == first
    assert others[2] == {}
    assert len(set(first.values())) == 3
