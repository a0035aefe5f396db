"""Answers step by step: the innermost description is asked for first, its answer put in its place, and so on.

"Who is the spouse of the director of X?" asks for the director of X, then for the spouse of that director.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.description import Description, Spot
from kgworkbench.engines.local.descriptions_en import descriptions_en, spelled_out_en
from kgworkbench.engines.local.descriptions_zh import descriptions_zh
from kgworkbench.engines.local.question import read_question
from kgworkbench.engines.local.stems import FUNCTION_WORDS

__all__ = ["Steps", "step_questions", "stepwise"]

Solve = Callable[[Asked], Sequence[Found]]
Spots = Callable[[Asked], Sequence[Spot]]
Holds = Callable[[Found, Asked], bool]

_MOST_STEPS = 3
_KEPT = 4
_ANSWERS = 2
_DESCRIPTIONS = 6
_TRIED = 4
_NEAR = 0.2


@dataclass(frozen=True, slots=True)
class Steps:
    """What the steps found in order, the last of them the answer, and how surely (0 to 1)."""

    found: tuple[Found, ...]
    bridges: tuple[str, ...]
    score: float
    asked: Asked

    @property
    def last(self) -> Found:
        """The answer."""
        return self.found[-1]


@dataclass(frozen=True, slots=True)
class _State:
    text: str
    found: tuple[Found, ...]
    bridges: tuple[str, ...]
    score: float


def stepwise(asked: Asked, solve: Solve, spots: Spots, whole: Callable[[str], str], holds: Holds) -> tuple[Steps, ...]:
    """The ways to answer the question in two or more steps, best first; none where it describes nothing.

    ``solve`` answers a plain question, ``spots`` says where names stand in one, ``whole`` writes a name out,
    ``holds`` says whether an answer of a step may be gone on with: a chain stops where nothing says its next step.
    """
    ended = _climbed(asked, solve, spots, whole, holds)
    ways = [way for state in ended if (way := _answered(state, asked, solve, holds)) is not None]
    return tuple(sorted(ways, key=lambda way: (-way.score, way.last.text)))


def step_questions(
    asked: Asked, solve: Solve, spots: Spots, whole: Callable[[str], str], holds: Holds
) -> tuple[tuple[str, str], ...]:
    """What is left to ask once descriptions are answered, with the last name put in, likeliest first."""
    return tuple((state.text, state.bridges[-1]) for state in _climbed(asked, solve, spots, whole, holds))


def _climbed(asked: Asked, solve: Solve, spots: Spots, whole: Callable[[str], str], holds: Holds) -> list[_State]:
    """The question with its descriptions answered one inside the other, as far as they can be."""
    text = spelled_out_en(asked.text) if asked.language == "en" else asked.text
    states = [_State(text, (), (), 1.0)]
    ended: list[_State] = []
    for _ in range(_MOST_STEPS):
        following: list[_State] = []
        for state in states:
            ahead = tuple(_ahead(state, asked, solve, spots, whole, holds))
            following.extend(ahead)
            if not ahead and state.found:
                ended.append(state)
        states = _best(following)
    ended.extend(states)
    return _best(ended)


def _best(states: Iterable[_State]) -> list[_State]:
    unique: dict[str, _State] = {}
    for state in sorted(states, key=lambda item: (-item.score, item.text)):
        unique.setdefault(state.text, state)
    return list(unique.values())[:_KEPT]


def _ahead(
    state: _State, asked: Asked, solve: Solve, spots: Spots, whole: Callable[[str], str], holds: Holds
) -> Iterable[_State]:
    read = _read(state.text, asked)
    find = descriptions_zh if asked.language == "zh" else descriptions_en
    offered: Sequence[Description] = find(state.text, tuple(spots(read)))
    for described in [item for item in offered if _leaves_something(item, state.text, read)][:_DESCRIPTIONS]:
        for found in solve(described.asked)[:_ANSWERS]:
            name = whole(found.text)
            if not holds(found, described.asked) or name.casefold() in state.text.casefold():
                continue
            score = state.score * described.weight * strength(found)
            yield _State(described.put(state.text, name), (*state.found, found), (*state.bridges, name), score)


def _leaves_something(described: Description, text: str, asked: Asked) -> bool:
    """Whether the question asks something of what is described, beyond which it is."""
    rest = f"{text[: described.start]} {described.after} {text[described.end :]}"
    if asked.language == "zh":
        return bool(re.search(r"[^\W\d_]", re.sub(r"[是的谁什么哪位人呢吗？?，。叫]|名字", "", rest)))
    asks = {*FUNCTION_WORDS, *asked.head.lower().split()}
    return any(word not in asks for word in re.findall(r"[a-z0-9]+", rest.lower()))


def _read(text: str, asked: Asked) -> Asked:
    """The question read again; where words were put into a part of a comparison the form stays the part's."""
    if asked.focus == asked.focus_end:
        return replace(asked, text=text, focus=len(text), focus_end=len(text), depth=0)
    return read_question(text, asked.language)


def _answered(state: _State, asked: Asked, solve: Solve, holds: Holds) -> Steps | None:
    read = _read(state.text, asked)
    given = {name.casefold() for name in state.bridges}
    best = None
    for found in solve(read)[:_TRIED]:
        if found.text.casefold() in given:
            continue
        best = found.score if best is None else best
        if found.score < best - _NEAR:
            return None
        if not holds(found, read):
            continue
        return Steps((*state.found, found), state.bridges, state.score * strength(found), read)
    return None


def strength(found: Found) -> float:
    """How surely one step is answered, 0 to 1."""
    if found.beside:
        return min(1.0, 0.3 + 0.7 * found.support)
    return min(1.0, 0.4 * min(1.0, found.score / 1.5) + 0.6 * min(1.0, found.support + 0.2))
