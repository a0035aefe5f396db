"""What a schema's relations mean by their names: one reading for each sense, and which say the same turned round."""

from dataclasses import replace

from kgworkbench.engines.local.cues import word_rule
from kgworkbench.engines.local.kinds import name_words
from kgworkbench.engines.local.named_cues import named_cues
from kgworkbench.engines.local.senses import Sense, absorbed, fits, rules_of_sense, senses_of
from kgworkbench.engines.local.views import RelationView, TypeView
from kgworkbench.model.schema import RelationType, Schema

__all__ = ["filled", "mirrored", "readings_of", "senses_at"]


def readings_of(
    relation: RelationView, schema: Schema, types: tuple[TypeView, ...], claimed: frozenset[str], language: str
) -> tuple[RelationView, ...]:
    """The relation with its own rules, then with those of each of its senses at the ends that sense fits.

    ``claimed`` are the names of the senses that some relation of the schema has.
    """
    kind = schema.relation_type(relation.name)
    if kind is None:
        return (relation,)
    found = [relation]
    kinds = {view.name: frozenset(name for name, _ in view.kinds) for view in types}
    senses = absorbed(senses_at(kind, relation, types, language), claimed, language)
    for sense, backward in senses:
        wanted = (sense.tail, sense.head) if backward else (sense.head, sense.tail)
        heads, tails = (
            frozenset(end for end in ends if fits(want, kinds[end]))
            for want, ends in zip(wanted, (relation.heads, relation.tails), strict=True)
        )
        rules = rules_of_sense(sense, language, backward=backward, same=bool(heads & tails))
        known = {rule.source for rule in relation.rules}
        found.append(
            replace(relation, heads=heads, tails=tails, rules=tuple(rule for rule in rules if rule.source not in known))
        )
    if not senses and not relation.rules:
        same = bool(relation.heads & relation.tails)
        rules = tuple(word_rule(cue, language, same=same, weight=weight) for cue, weight in named_cues(kind, language))
        found.append(replace(relation, rules=rules))
    return tuple(found)


def filled(
    types: tuple[TypeView, ...], relations: tuple[RelationView, ...], schema: Schema, language: str
) -> tuple[TypeView, ...]:
    """The types, those for bare texts with the kinds that the relations to them speak of: dynasties, dates, amounts."""
    more: dict[str, set[str]] = {}
    for kind, relation in zip(schema.relation_types, relations, strict=True):
        for sense, backward in senses_at(kind, relation, types, language):
            if not backward and sense.tail in ("era", "date", "quantity"):
                for name in relation.tails:
                    more.setdefault(name, set()).add(sense.tail)
    return tuple(
        replace(
            view, kinds=(*view.kinds, *((name, 0.8) for name in sorted(more[view.name] - {k for k, _ in view.kinds})))
        )
        if view.name in more and view.kinds[0][0] == "text"
        else view
        for view in types
    )


def senses_at(
    kind: RelationType, relation: RelationView, types: tuple[TypeView, ...], language: str
) -> tuple[tuple[Sense, bool], ...]:
    """The senses of a relation type, by its name or description and the kinds at its ends."""
    kinds = {view.name: frozenset(name for name, _ in view.kinds) for view in types}
    head, tail = (frozenset(name for end in ends for name in kinds[end]) for ends in (relation.heads, relation.tails))
    return senses_of(kind, head, tail, language)


def mirrored(schema: Schema) -> dict[str, str]:
    """Pairs of relations that a schema has both ways round: wife and husband, teacher and pupil."""
    names = {"".join(name_words(kind.name)): kind.name for kind in schema.relation_types}
    found = {}
    for one, other in _MIRRORS:
        first, second = (next((names[word] for word in words if word in names), "") for words in (one, other))
        if first and second:
            found[first], found[second] = second, first
    return found


_MIRRORS = tuple(
    tuple(tuple(side.split()) for side in line.split("|"))
    for line in (
        "wife haswife 妻子 | husband hashusband 丈夫",
        "teacher studentof 师从 老师 | student teacherof 学生 弟子",
        "predecessor 前任 | successor 继任者 继任",
        "parentof haschild child children 子女 | childof parent hasparent 父母",
        "subsidiary hassubsidiary 子公司 | parentcompany parentorganization 母公司",
    )
)
