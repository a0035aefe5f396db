"""Whether the evidence is enough, and what to look for next."""

from kgworkbench.model.query import Reflection
from kgworkbench.model.tasks import ReflectTask

__all__ = ["reflect"]


def reflect(task: ReflectTask) -> Reflection:
    """The verdict on the evidence so far."""
    return Reflection(bool(task.evidence))
