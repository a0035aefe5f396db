"""Types the schema seems to lack: nouns that head several names no type fits, verbs between mentions no relation says."""

from kgworkbench.engines.local.compiled import Compiled
from kgworkbench.engines.local.evidence_inside_en import head_of
from kgworkbench.engines.local.spotted import Spotted, Typed
from kgworkbench.model.facts import TypeCandidate
from kgworkbench.model.text import Span

__all__ = ["proposed"]


def proposed(
    text: str, offset: int, spots: tuple[Spotted, ...], typed: tuple[Typed, ...], view: Compiled
) -> tuple[TypeCandidate, ...]:
    """Entity types asked for by names that got no type."""
    del text
    known = {(item.start, item.end) for item in typed}
    heads: dict[str, list[Spotted]] = {}
    for spot in spots:
        if (spot.start, spot.end) in known or spot.shape not in ("name", "quoted") or view.language != "en":
            continue
        head = head_of(spot.text)
        if " " in spot.text and head.isalpha():
            heads.setdefault(head, []).append(spot)
    return tuple(
        TypeCandidate(
            "entity",
            head.title(),
            tuple(dict.fromkeys(spot.text for spot in found))[:5],
            round(min(0.9, 0.4 + 0.15 * len({spot.text for spot in found})), 2),
            Span(offset + found[0].start, offset + found[0].end),
        )
        for head, found in sorted(heads.items())
    )
