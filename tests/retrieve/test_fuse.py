"""Fusion keeps the order of passages, drops nothing unsaid, and does not care who came first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.model.evidence import Evidence, Hop
from kgworkbench.model.query import Aim, Limits, Plan, Route, SubQuery
from kgworkbench.retrieve.fuse import fuse, keep_counted


def ranked(route: Route, names: list[str], sub_query: str = "q") -> tuple[Evidence, ...]:
    return tuple(
        Evidence(name, route, f"text of {name}", 1 - place / 100, (f"chunk {name}",), sub_query=sub_query)
        for place, name in enumerate(names)
    )


NAMES = st.lists(st.text("abcdef", min_size=1, max_size=3), unique=True, max_size=12)


@given(NAMES, NAMES, NAMES)
def test_passages_keep_their_order_and_everything_comes_once(
    chunk: list[str], entity: list[str], triple: list[str]
) -> None:
    lists = [
        ranked("chunk", [f"p{name}" for name in chunk]),
        ranked("entity", entity),
        ranked("triple", triple),
    ]
    merged = fuse(lists, Limits(top=100))
    assert [item.id for item in merged if item.route == "chunk"] == [f"p{name}" for name in chunk]
    assert len(merged) == len({item.id for item in merged}) == len(chunk) + len({*entity, *triple})


@given(NAMES, NAMES, st.randoms(use_true_random=False))
def test_the_order_of_the_routes_does_not_matter(entity: list[str], triple: list[str], chance: object) -> None:
    lists = [ranked("entity", entity), ranked("triple", triple), ranked("chunk", ["p1", "p2"])]
    expected = fuse(lists, Limits())
    chance.shuffle(lists)  # type: ignore[attr-defined]
    assert fuse(lists, Limits()) == expected


def test_what_two_routes_agree_on_goes_first() -> None:
    merged = fuse([ranked("entity", ["a", "b"]), ranked("triple", ["c", "b"])], Limits())
    assert merged[0].id == "b"


def test_a_fact_of_a_good_passage_goes_before_one_of_none() -> None:
    facts = ranked("triple", ["far", "near"])
    passages = (Evidence("p", "chunk", "passage", 1.0, ("chunk near",)),)
    assert [item.id for item in fuse([facts, passages], Limits())] == ["p", "near", "far"]


def test_passages_and_facts_take_turns_within_the_limit() -> None:
    merged = fuse([ranked("chunk", list("abcdef")), ranked("triple", list("uvwxyz"))], Limits(top=4))
    assert [item.route for item in merged] == ["chunk", "triple", "chunk", "triple"]


def test_the_token_budget_is_kept_but_for_the_first() -> None:
    long = tuple(Evidence(f"e{n}", "chunk", "字" * 100, 1.0, ("c",)) for n in range(5))
    assert len(fuse([long], Limits(token_budget=250))) == 2
    assert len(fuse([long], Limits(token_budget=10))) == 1


def test_nothing_found_is_nothing() -> None:
    assert fuse([], Limits()) == ()
    assert fuse([(), ()], Limits()) == ()


def test_several_sub_queries_share_the_places() -> None:
    one, two = ranked("chunk", ["a", "b", "c"], "q1"), ranked("chunk", ["x", "b", "y"], "q2")
    assert fuse([one, two], Limits())[0].id == "b"


@pytest.mark.parametrize(("aim", "kept"), [("count", 30), ("latest", 30), ("find", 5)])
def test_every_fact_of_what_counts_is_kept_and_of_nothing_else(aim: Aim, kept: int) -> None:
    facts = tuple(
        Evidence(f"f{at}", "triple", "", 1.0, (), (Hop("a", "A", "", "made", f"b{at}", "B", ""),), sub_query="q")
        for at in range(30)
    )
    plan = Plan("How many?", (SubQuery("q", "how many", aim=aim),))
    assert len(keep_counted(facts[:5], [facts], plan)) == kept
    chain = tuple(Evidence("p", "path", "", 1.0, (), facts[0].hops * 2, sub_query="q") for _ in range(1))
    assert keep_counted((), [chain], plan) == ()
