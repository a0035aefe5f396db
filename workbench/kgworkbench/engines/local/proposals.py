"""Types the schema seems to lack: nouns that head names no type fits, verbs between mentions that no relation says."""

import re
from itertools import pairwise

from kgworkbench.engines.local.compiled import Compiled
from kgworkbench.engines.local.evidence_inside_en import head_of
from kgworkbench.engines.local.segment_zh import Word
from kgworkbench.engines.local.spotted import Spotted, Typed
from kgworkbench.engines.local.words_en import FUNCTION, HEADS
from kgworkbench.engines.local.words_zh import NOT_NAMES
from kgworkbench.model.facts import TypeCandidate
from kgworkbench.model.text import Span

__all__ = ["proposed"]

_WEAK = 0.42
_VERB_EN = re.compile(
    r"^\s(?P<verb>[a-z]+(?:ed|s))(?:\s(?P<word>by|in|at|to|with|from|on|for|of|as))?\s(?:the\s|an?\s)?$"
)
_MOST = 5


def proposed(
    text: str,
    offset: int,
    spots: tuple[Spotted, ...],
    typed: tuple[Typed, ...],
    linked: frozenset[frozenset[int]],
    words: tuple[Word, ...],
    view: Compiled,
) -> tuple[TypeCandidate, ...]:
    """Entity types asked for by names that got none or a weak one, relation types by verbs between unlinked mentions.

    ``linked`` are the pairs of mentions, by position, that some relation holds for.
    """
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    sure = {(item.start, item.end) for item in typed if item.confidence > _WEAK}
    for spot in spots:
        if (spot.start, spot.end) not in sure and spot.shape in ("name", "quoted"):
            name = _entity_type(spot, text, view)
            if name:
                found.setdefault(("entity", name), []).append((spot.start, spot.end))
    verbs = {(start, end): word for word, flag, start, end in words if flag == "v" and len(word) > 1}
    for at, (one, other) in enumerate(pairwise(typed)):
        if frozenset((at, at + 1)) not in linked:
            name = _relation_type(text[one.end : other.start], (one.end, other.start), verbs, view)
            if name:
                found.setdefault(("relation", name), []).append((one.start, other.end))
    return tuple(
        TypeCandidate(
            "entity" if kind == "entity" else "relation",
            name,
            tuple(dict.fromkeys(text[start:end] for start, end in places))[:_MOST],
            round(min(0.9, 0.35 + 0.15 * len({text[start:end] for start, end in places})), 2),
            Span(offset + places[0][0], offset + places[0][1]),
        )
        for (kind, name), places in sorted(found.items())
    )


def _entity_type(spot: Spotted, text: str, view: Compiled) -> str:
    """The noun that heads a name, where it is a common noun that heads no type: "Treaty" of "Treaty of Rome"."""
    if view.language == "zh" or " " not in spot.text:
        return ""
    head = head_of(spot.text)
    common = head in HEADS or re.search(rf"(?<!\w){re.escape(head)}(?!\w)", text) is not None
    return head.title() if head.isalpha() and common and head not in view.heads and head not in FUNCTION else ""


def _relation_type(between: str, place: tuple[int, int], verbs: dict[tuple[int, int], str], view: Compiled) -> str:
    """The verb that alone stands between two mentions, where no relation has it for a cue."""
    if view.language == "zh":
        bare = between.removesuffix("了").removesuffix("过")
        verb = verbs.get((place[0], place[0] + len(bare)), "")
        return "" if verb in view.verbs or verb in NOT_NAMES else verb
    match = _VERB_EN.match(between)
    if not match or match["verb"] in FUNCTION:
        return ""
    return "_".join(part for part in (match["verb"], match["word"]) if part)
