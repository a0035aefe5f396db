"""Types for spotted spans: the schema's examples and cues, the kinds their words suggest, one type per surface form."""

import re
from collections.abc import Mapping

from kgworkbench.engines.local.compiled import Compiled, TypeView
from kgworkbench.engines.local.evidence_en import evidence_en
from kgworkbench.engines.local.evidence_inside_en import head_of
from kgworkbench.engines.local.evidence_zh import evidence_zh
from kgworkbench.engines.local.kinds import fit
from kgworkbench.engines.local.spotted import Spotted, Typed

__all__ = ["classified", "type_scores"]

_LEAST = 0.3
_NEAR = 0.5
_SURE = 0.7
_CERTAIN = 1.3


def classified(spots: tuple[Spotted, ...], text: str, view: Compiled) -> tuple[Typed, ...]:
    """The spots that get a type, in order, each with its confidence; equal surfaces get one type."""
    by_surface: dict[str, dict[str, float]] = {}
    for spot in spots:
        total = by_surface.setdefault(spot.text, {})
        for name, weight in type_scores(spot, text, view).items():
            total[name] = max(total.get(name, 0.0), weight) + 0.1 * min(total.get(name, 0.0), weight)
    if view.language == "en":
        _share_surnames(spots, by_surface, view)
    order = {kind.name: place for place, kind in enumerate(view.types)}
    found = []
    for spot in spots:
        ranked = sorted(by_surface[spot.text].items(), key=lambda item: (-item[1], order[item[0]]))
        if not ranked or ranked[0][1] < _LEAST:
            continue
        name, best = ranked[0]
        near = _NEAR * best if best >= _SURE else 0.0
        types = [other for other, weight in ranked if weight >= near]
        types.extend(
            other
            for other in view.instead[name]
            if other not in types
            and not (
                best >= _CERTAIN and other in view.texts and text[spot.start - 1 : spot.start] not in tuple("字号名")
            )
        )
        confidence = round(min(1.0, 0.3 + 0.3 * best), 3)
        found.append(Typed(spot.start, spot.end, spot.text, name, confidence, spot.shape, tuple(types)))
    return tuple(found)


def type_scores(spot: Spotted, text: str, view: Compiled) -> dict[str, float]:
    """How well each entity type fits a spot; types that do not fit at all are left out."""
    evidence = dict(spot.kinds)
    if spot.shape in ("date", "number"):
        more: Mapping[str, float] = {}
    else:
        more = evidence_zh(spot, text) if view.language == "zh" else evidence_en(spot, text)
    for kind, weight in more.items():
        evidence[kind] = evidence.get(kind, 0.0) + weight
    around = text[max(0, spot.start - 40) : spot.start].lower(), text[spot.end : spot.end + 90].lower()
    found: dict[str, float] = {}
    for sort in view.types:
        score = _by_kind(sort, evidence, view.covered, loose=spot.shape not in ("opener", "demonym"))
        if spot.shape not in ("demonym", "date", "number", "opener"):
            score += _by_cues(sort, spot, around, view.language)
        if score > 0:
            found[sort.name] = score - 0.02 * sort.depth
    return found


def _by_kind(kind: TypeView, evidence: Mapping[str, float], covered: frozenset[str], *, loose: bool) -> float:
    best = 0.0
    for wanted, share in kind.kinds:
        if wanted == "misc":
            others = (
                0.9 * evidence.get(other, 0.0)
                for other in ("group", "date", "quantity", "misc")
                if other not in covered
            )
            best = max(best, 0.32 * share if loose else 0.0, *others, 0.0)
            continue
        best = max(best, share * sum(weight * fit(wanted, found, covered) for found, weight in evidence.items()))
    return best


def _by_cues(kind: TypeView, spot: Spotted, around: tuple[str, str], language: str) -> float:
    """What the type's own examples and cue words say: inside the name, right beside it, and near."""
    name = spot.text.lower()
    if spot.text.casefold() in kind.examples:
        return 3.0
    before, after = around
    score = 0.0
    if language == "zh":
        if name[-1] in kind.endings and spot.shape != "quoted":
            person = len(name) < 4 and any(other == "person" and weight >= 1.2 for other, weight in spot.kinds)
            score += 0.6 if person else 1.5
        elif any(name.endswith(head) and len(name) > len(head) for head in kind.heads):
            score += 0.8
        for word in kind.context:
            if before.endswith(word) or after.lstrip("》”」").startswith(word):
                score += 0.6
                break
        return score
    words = name.split()
    if len(words) > 1 and words[-1] in kind.suffixes and spot.text.split()[-1].islower():
        return 2.0
    if len(words) > 1 and (head_of(spot.text) in kind.heads or words[-1] in kind.heads):
        score += 1.3
    elif words and words[0] in kind.heads and len(words) > 1:
        score += 0.5
    beside = re.findall(r"[\w'-]+", before)[-2:] + re.findall(r"[\w'-]+", after)[:1]
    if any(word in kind.heads for word in beside):
        score += 0.5
    apposed = re.match(
        r"\s*(?:\([^)]*\)\s*)?(?:,|is|was|are|were)?\s*(?:(?:is|was)\s)?(?:an?|the)\s((?:[\w'-]+\s){0,3}[\w'-]+)", after
    )
    if apposed and any(word in kind.heads for word in apposed.group(1).split()):
        score += 0.9
    for phrase in kind.context:
        if " " in phrase and (before.rstrip().endswith(phrase) or after.lstrip(" ,").startswith(phrase)):
            score += 0.6
            break
    return score


def _share_surnames(spots: tuple[Spotted, ...], by_surface: dict[str, dict[str, float]], view: Compiled) -> None:
    """A lone last name takes the scores of the longer name it ends: Turing after Alan Turing."""
    people = {kind.name for kind in view.types if any(name == "person" for name, _ in kind.kinds)}
    full: dict[str, dict[str, float]] = {}
    for spot in spots:
        words = spot.text.split()
        scores = by_surface[spot.text]
        if len(words) > 1 and scores and max(scores, key=lambda name: (scores[name], name)) in people:
            full.setdefault(words[-1], scores)
    for surface, scores in by_surface.items():
        if surface in full and surface != " ":
            for name, weight in full[surface].items():
                scores[name] = max(scores.get(name, 0.0), weight)
