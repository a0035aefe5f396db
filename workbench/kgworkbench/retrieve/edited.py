"""Plans that somebody edited, checked before they run."""

from kgworkbench.errors import QuestionError
from kgworkbench.model.query import ROUTES, Plan

__all__ = ["check_plan"]


def check_plan(plan: Plan) -> None:
    """Nothing, where the plan can run.

    Raises:
        QuestionError: it has no sub-query, one without words, two of one id, an unknown route, or one that needs what
            does not stand before it.
    """
    if not plan.sub_queries:
        raise QuestionError("the plan has no sub-query: keep at least one")
    before: set[str] = set()
    for query in plan.sub_queries:
        if query.id in before:
            raise QuestionError(f"the plan has two sub-queries {query.id!r}: give each an id of its own")
        if not any(letter.isalnum() for letter in query.text):
            raise QuestionError(f"sub-query {query.id!r} asks nothing ({query.text!r}): write at least one word")
        for route in query.routes:
            if route not in ROUTES:
                raise QuestionError(
                    f"unknown route {route!r} in sub-query {query.id!r}: choose from {', '.join(ROUTES)}"
                )
        for need in query.needs:
            if need not in before:
                known = f"choose from {', '.join(sorted(before))}" if before else "it comes first and can need none"
                raise QuestionError(f"sub-query {query.id!r} needs {need!r}, which does not stand before it: {known}")
        before.add(query.id)
