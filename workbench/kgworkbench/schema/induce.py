"""A first schema made of what was seen in texts: nouns that names were called, verbs and dates beside them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema, cues_of
from kgworkbench.schema.general import general_schema

__all__ = ["Sightings", "schema_of_sightings"]

_PERSON_EN = ("ist", "ician", "ologist", "grapher", "woman", "man", "eer", "ess")
_PERSON_ZH = ("家", "师", "员", "者", "人", "官", "士")
_LABELS_ZH = {
    "Person": "人物",
    "Organization": "机构",
    "Place": "地点",
    "Event": "事件",
    "Work": "作品",
    "Thing": "事物",
}
_CUES = 12
_EXAMPLES = 5
_SHARE = 0.15
"""An end that makes up less of a relation than this is taken for a mistake."""


@dataclass(slots=True)
class Sightings:
    """What reading gathered: names with a noun they were called by, linked names with the words between them, and
    names with the words before a date. The same thing seen twice stands twice.
    """

    called: list[tuple[str, str]] = field(default_factory=list)
    linked: list[tuple[str, str, str]] = field(default_factory=list)
    dated: list[tuple[str, str]] = field(default_factory=list)


def schema_of_sightings(
    seen: Sightings, language: Literal["en", "zh"], *, name: str = "induced", support: int = 3
) -> Schema:
    """The Schema of what at least ``support`` different names have in common, and one pair of names fewer.

    A noun that the general schema has as a cue stands for that type (a mathematician is a Person), any other frequent
    noun for a type of its own. The result does not depend on the order of what was seen.
    """
    votes: dict[str, Counter[str]] = {}
    nouns: dict[str, Counter[str]] = {}
    for called, noun in seen.called:
        kind = _kind(noun, language)
        votes.setdefault(called, Counter())[kind] += 1
        nouns.setdefault(kind, Counter())[noun] += 1
    of_name = {called: _best(kinds) for called, kinds in sorted(votes.items())}
    of_name.update(_by_company(seen.linked, of_name))
    members = Counter(of_name.values())
    kinds = [kind for kind in _ranked(members) if members[kind] >= support]
    times = Counter(called for called, _ in seen.called)
    entities = tuple(_entity(kind, nouns[kind], of_name, times, language) for kind in kinds)
    kept = {called: kind for called, kind in of_name.items() if kind in kinds}
    # What links two names is seen more rarely than a name.
    pairs = max(2, support - 1)
    relations = tuple(_relations(seen.linked, kept, language, pairs))
    attributes = tuple(_attributes(seen.dated, kept, language, pairs))
    thing = _LABELS_ZH["Thing"] if language == "zh" else "Thing"
    if any(thing in (*relation.head, *relation.tail) for relation in relations) and thing not in kinds:
        entities += (_entity(thing, Counter(), {}, times, language),)
    told = {"en": "Proposed from texts; read it, rename and remove.", "zh": "由文本归纳的初稿，请审阅、改名、删减。"}
    return Schema(name, entities, relations, attributes, 1, language, told[language])


def _by_company(linked: Sequence[tuple[str, str, str]], of_name: Mapping[str, str]) -> dict[str, str]:
    """Types of names that nothing calls anything: that of the names which stand at the same side of the same words."""
    sides: dict[tuple[str, int], Counter[str]] = {}
    for head, cue, tail in set(linked):
        for side, called in ((0, head), (1, tail)):
            if called in of_name:
                sides.setdefault((cue, side), Counter())[of_name[called]] += 1
    votes: dict[str, Counter[str]] = {}
    for head, cue, tail in set(linked):
        for side, called in ((0, head), (1, tail)):
            company = sides.get((cue, side), Counter())
            if called not in of_name and company:
                kind = _best(company)
                if company[kind] >= 2 and company[kind] >= 0.6 * company.total():
                    votes.setdefault(called, Counter())[kind] += 1
    return {called: _best(kinds) for called, kinds in votes.items()}


def _kind(noun: str, language: Literal["en", "zh"]) -> str:
    """The type a noun stands for: a general one, or its own."""
    for kind in general_schema().entity_types:
        # Whatever has no better name is a Thing; its cues would swallow the types that a schema is for.
        if kind.name in _LABELS_ZH and kind.name != "Thing":
            cues = cues_of(kind.cues, language)
            label = kind.name if language == "en" else _LABELS_ZH[kind.name]
            if noun in cues or (language == "zh" and any(len(cue) > 1 and noun.endswith(cue) for cue in cues)):
                return label
    if language == "en":
        return "Person" if noun.endswith(_PERSON_EN) else noun.title().replace(" ", "").replace("-", "")
    return "人物" if len(noun) > 1 and noun.endswith(_PERSON_ZH) else noun


def _entity(
    kind: str, nouns: Counter[str], of_name: Mapping[str, str], times: Counter[str], language: Literal["en", "zh"]
) -> EntityType:
    plain = next((general for general, label in _LABELS_ZH.items() if kind in (general, label)), "")
    general = general_schema().entity_type(plain) if plain else None
    named = Counter({called: times[called] for called, own in of_name.items() if own == kind})
    description = general.description if general is not None and language == "en" else ""
    return EntityType(kind, description, _ranked(named)[:_EXAMPLES], ((language, _ranked(nouns)[:_CUES]),))


def _relations(
    linked: Iterable[tuple[str, str, str]], kinds: Mapping[str, str], language: str, support: int
) -> Iterable[RelationType]:
    thing = _LABELS_ZH["Thing"] if language == "zh" else "Thing"
    pairs: dict[str, set[tuple[str, str]]] = {}
    for head, cue, tail in linked:
        if (head in kinds or tail in kinds) and head != tail:
            pairs.setdefault(cue, set()).add((head, tail))
    for cue in sorted(pairs, key=lambda cue: (-len(pairs[cue]), cue)):
        held = pairs[cue]
        if len(held) >= support:
            heads, tails = (_common(Counter(kinds.get(pair[at], thing) for pair in held)) for at in (0, 1))
            examples = tuple(f"{head} {cue} {tail}" for head, tail in sorted(held)[:2])
            yield RelationType(cue.replace(" ", "_"), heads, tails, examples=examples, cues=((language, (cue,)),))


def _attributes(
    dated: Iterable[tuple[str, str]], kinds: Mapping[str, str], language: str, support: int
) -> Iterable[AttributeType]:
    owners: dict[str, set[str]] = {}
    for called, cue in dated:
        if called in kinds:
            owners.setdefault(cue, set()).add(called)
    for cue in sorted(owners, key=lambda cue: (-len(owners[cue]), cue)):
        if len(owners[cue]) >= support:
            name = f"{cue.replace(' ', '_')}_date" if language == "en" else f"{cue}时间"
            of = _common(Counter(kinds[called] for called in owners[cue]))
            yield AttributeType(name, of, "date", cues=((language, (cue,)),))


def _common(counts: Counter[str]) -> tuple[str, ...]:
    total = sum(counts.values())
    return tuple(kind for kind in _ranked(counts) if counts[kind] >= _SHARE * total)


def _best(counts: Counter[str]) -> str:
    return _ranked(counts)[0]


def _ranked(counts: Counter[str]) -> tuple[str, ...]:
    order: Sequence[str] = sorted(counts, key=lambda word: (-counts[word], word))
    return tuple(order)
