"""PLACEHOLDER BY THE LEAD so that the line runs; the community helper replaces this file."""

from kgworkbench.model.tasks import DescribeTask, Description

__all__ = ["describe"]


def describe(task: DescribeTask) -> Description:
    """Name and summary."""
    return Description(task.centre, "; ".join(task.facts[:3]))
