"""A question, the plan it becomes, and the reflection on what was found."""

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "ROUTES",
    "Aim",
    "Anchor",
    "Limits",
    "Mode",
    "Plan",
    "Question",
    "Reflection",
    "Respelled",
    "Route",
    "SubQuery",
]

Route = Literal["entity", "triple", "community", "path", "chunk"]
ROUTES: tuple[Route, ...] = ("entity", "triple", "community", "path", "chunk")

Mode = Literal["open", "reject"]

Aim = Literal["find", "count", "earliest", "latest", "compare", "check", "summarise"]
"""What is to be done with what a sub-query finds."""


@dataclass(frozen=True, slots=True)
class Question:
    """The user's words."""

    text: str
    language: str = "en"
    mode: Mode = "reject"


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entity that words of the question name, with those words and how well they fit (0 to 1)."""

    entity: str
    name: str
    type: str
    surface: str
    score: float


@dataclass(frozen=True, slots=True)
class SubQuery:
    """One answerable part of a question.

    ``anchors`` are entity ids it starts from; ``target_types`` what it looks for; ``relations`` the relation or
    attribute types it follows, in order; ``needs`` the ids of sub-queries whose answers it starts from.
    """

    id: str
    text: str
    routes: tuple[Route, ...] = ROUTES
    aim: Aim = "find"
    anchors: tuple[str, ...] = ()
    target_types: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Ordered sub-queries, and what the whole question aims at once they are answered."""

    question: str
    sub_queries: tuple[SubQuery, ...]
    aim: Aim = "find"


@dataclass(frozen=True, slots=True)
class Respelled:
    """Words of a question that were read otherwise than they were written: a letter put right, initials written out."""

    written: str
    read: str


@dataclass(frozen=True, slots=True)
class Reflection:
    """The verdict on the evidence so far: enough or not, what is missing, the next sub-queries."""

    enough: bool
    missing: str = ""
    next: tuple[SubQuery, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a question may reach: reflection rounds, path depth, evidence kept, routes in use."""

    rounds: int = 3
    depth: int = 5
    top: int = 20
    routes: tuple[Route, ...] = ROUTES
    token_budget: int = 6000
    seed: int = 0
