"""Questions decomposed by the schema: which relations its words name, and in which order they chain."""

from kgworkbench.model.query import Plan, SubQuery
from kgworkbench.model.tasks import PlanTask

__all__ = ["plan"]


def plan(task: PlanTask) -> Plan:
    """The plan of a question."""
    anchors = tuple(anchor.entity for anchor in task.anchors)
    whole = SubQuery("q1", task.question.text, task.limits.routes, "find", anchors)
    return Plan(task.question.text, (whole,))
