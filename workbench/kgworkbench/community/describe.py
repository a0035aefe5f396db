"""The plain wording of a community: a name and a summary made only of what the task holds."""

from kgworkbench.community.terms import readable
from kgworkbench.model.tasks import DescribeTask, Description

__all__ = ["describe"]

NAMED, LISTED, TOLD = 2, 6, 4


def describe(task: DescribeTask) -> Description:
    """The name and summary of a community in the task's language: its centre, its keywords, what it is about.

    >>> told = describe(DescribeTask("c", "Ada", ("Ada", "Notes"), ("engine",), ("Ada wrote Notes",)))
    >>> told.name, told.summary
    ('Ada: engine', 'Ada and Notes. Typical: engine. Ada wrote Notes.')
    """
    chinese = task.language == "zh"
    terms = [term for term in task.keywords if term.casefold() not in task.centre.casefold()]
    comma, colon, stop = ("、", "：", "。") if chinese else (", ", ": ", ". ")
    centre = task.centre.strip() or comma.join(task.members[:1])
    name = colon.join(part for part in (centre, comma.join(terms[:NAMED])) if part)
    others = [member for member in task.members if member != task.centre]
    parts = [_listed(centre, others, chinese)]
    if terms:
        parts.append(f"关键词：{comma.join(terms)}" if chinese else f"Typical: {comma.join(terms)}")
    parts.extend(readable(fact).rstrip("。.") for fact in _telling(task))
    return Description(name, stop.join(part for part in parts if part).strip() + stop.strip())


def _listed(centre: str, others: list[str], chinese: bool) -> str:
    shown = [centre, *others[: LISTED - 1]]
    if chinese:
        return "、".join(shown) + ("等" if len(others) >= LISTED else "")
    if len(others) >= LISTED:
        return ", ".join(shown) + " and others"
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)


def _telling(task: DescribeTask) -> list[str]:
    """The facts that tell most: those with the centre in them, then those with keywords, in the given order."""

    def rank(place: int) -> tuple[int, int, int]:
        fact = task.facts[place].casefold()
        hits = sum(term.casefold() in fact for term in task.keywords)
        return (-(task.centre.casefold() in fact), -hits, place)

    return [task.facts[place] for place in sorted(range(len(task.facts)), key=rank)[:TOLD]]
