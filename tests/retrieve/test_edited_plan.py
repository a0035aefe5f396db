"""An edited plan is checked before it runs."""

import pytest

from kgworkbench.errors import QuestionError
from kgworkbench.model.query import Plan, SubQuery
from kgworkbench.retrieve.edited import check_plan

ONE, TWO = SubQuery("q1", "Who was Alan Turing?"), SubQuery("q2", "Where was he born?", needs=("q1",))


def test_a_plan_that_can_run() -> None:
    check_plan(Plan("q", (ONE, TWO)))


@pytest.mark.parametrize(
    ("queries", "told"),
    [
        ((), "no sub-query"),
        ((ONE, ONE), "two sub-queries 'q1'"),
        ((TWO, ONE), "does not stand before"),
        ((TWO,), "comes first"),
        ((SubQuery("q1", " ?"),), "asks nothing"),
        ((SubQuery("q1", "a", ("entity", "magic")),), "'magic'.*entity, triple"),  # type: ignore[arg-type]
    ],
)
def test_a_plan_that_cannot_run_says_why(queries: tuple[SubQuery, ...], told: str) -> None:
    with pytest.raises(QuestionError, match=told):
        check_plan(Plan("q", queries))
