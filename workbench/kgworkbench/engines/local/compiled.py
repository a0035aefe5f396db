"""A schema made ready for extraction: what its types look like, and the rules its relations and attributes follow."""

from dataclasses import dataclass
from functools import lru_cache

from kgworkbench.engines.local.cues import Rule, pattern_rule, word_rule
from kgworkbench.engines.local.kinds import ancestors, kinds_of, name_words
from kgworkbench.engines.local.readings import filled, mirrored, readings_of, senses_at
from kgworkbench.engines.local.relation_kinds import known_rules, role_of
from kgworkbench.engines.local.views import AttributeView, RelationView, TypeView
from kgworkbench.engines.local.words_en import FUNCTION
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema, cues_of

__all__ = ["AttributeView", "Compiled", "RelationView", "TypeView", "compiled"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything extraction needs to know of a schema in one language.

    ``readings`` are the relations again, each once with the rules its own cues make and once for each sense its name
    or description has, with the ends narrowed to the kinds of that sense. ``linkable`` are the types that some
    relation links, ``texts`` those for bare words; ``inside`` the relations that say which place lies in which,
    ``placed`` those that put something in places, larger ones too; ``eras`` those to a dynasty; ``mirrored`` those
    that another one turns round.
    """

    schema: Schema
    language: str
    types: tuple[TypeView, ...]
    relations: tuple[RelationView, ...]
    readings: tuple[RelationView, ...]
    attributes: tuple[AttributeView, ...]
    examples: tuple[tuple[str, str], ...]
    heads: frozenset[str]
    closing: frozenset[str]
    suffixes: frozenset[str]
    endings: frozenset[str]
    verbs: frozenset[str]
    covered: frozenset[str]
    linkable: frozenset[str]
    texts: frozenset[str]
    inside: frozenset[str]
    placed: frozenset[str]
    eras: frozenset[str]
    mirrored: dict[str, str]
    below: dict[str, frozenset[str]]
    instead: dict[str, tuple[str, ...]]


_CATCH_ALL = frozenset(
    "related related_to relatedto associated associated_with relates_to linked linked_to connected_to"
    " 相关 有关 关联".split()
)


@lru_cache(maxsize=64)
def compiled(schema: Schema, language: str) -> Compiled:
    """The schema made ready for one language; the same value for equal schemas, made once."""
    types = tuple(_type(kind, schema, language) for kind in schema.entity_types)
    below = {
        kind.name: frozenset(other.name for other in schema.entity_types if kind.name in schema.lineage(other.name))
        for kind in schema.entity_types
    }
    relations = tuple(_relation(kind, types, below, language) for kind in schema.relation_types)
    attributes = tuple(_attribute(kind, below, language) for kind in schema.attribute_types)
    examples = tuple(
        sorted(
            {(example, kind.name) for kind in schema.entity_types for example in kind.examples if example.strip()},
            key=lambda item: (-len(item[0]), item),
        )
    )
    heads = frozenset(head for view in types for head in view.heads)
    closing = frozenset(
        head for view in types for head in view.heads if dict(view.kinds).keys() & {"event", "election", "war"}
    )
    suffixes = frozenset(word for view in types for word in view.suffixes)
    endings = frozenset(char for view in types for char in view.endings)
    types = filled(types, relations, schema, language)
    claimed = frozenset(
        sense.name
        for kind, view in zip(schema.relation_types, relations, strict=True)
        for sense, _ in senses_at(kind, view, types, language)
    )
    readings = tuple(
        reading for relation in relations for reading in readings_of(relation, schema, types, claimed, language)
    )
    verbs = frozenset(rule.source for reading in readings for rule in reading.rules if rule.sort == "word")
    covered = frozenset(name for view in types for name, weight in view.kinds if weight >= 0.9)
    placing = {
        kind.name: frozenset(sense.name for sense, backward in senses_at(kind, view, types, language) if not backward)
        for kind, view in zip(schema.relation_types, relations, strict=True)
        if not kind.functional
    }
    return Compiled(
        schema,
        language,
        types,
        relations,
        readings,
        attributes,
        examples,
        heads,
        closing,
        suffixes,
        endings,
        verbs,
        covered,
        frozenset(name for relation in relations for name in relation.heads | relation.tails),
        frozenset(view.name for view in types if view.kinds[0][0] == "text"),
        frozenset(name for name, senses in placing.items() if "located" in senses),
        frozenset(name for name, senses in placing.items() if senses & {"located", "live", "based"}),
        frozenset(name for name, senses in placing.items() if "dynasty" in senses),
        mirrored(schema),
        below,
        _instead(types, below),
    )


def _instead(types: tuple[TypeView, ...], below: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """For each type those a mention of it may turn out to be: types below it, of more general kinds, and bare texts."""
    found = {}
    for view in types:
        above = {parent for name, _ in view.kinds for parent in ancestors(name)} | {"text"}
        own = {name for name, _ in view.kinds}
        found[view.name] = tuple(
            other.name
            for other in types
            if other is not view
            and (
                other.name in below[view.name]
                or any(name in above or (name in own and name not in ("misc", "concept")) for name, _ in other.kinds)
                or any((own & {"work", "organisation"}).intersection(ancestors(name)) for name, _ in other.kinds)
            )
        )
    return found


def _type(kind: EntityType, schema: Schema, language: str) -> TypeView:
    cues = tuple(cue.strip() for cue in cues_of(kind.cues, language) if cue.strip())
    words = tuple(cue.lower() for cue in cues if "{" not in cue)
    heads = {word for word in words if " " not in word and word not in FUNCTION}
    kinds = kinds_of(kind)
    if language == "en" and kinds[0][0] not in ("misc", "text"):
        heads |= {word for word in name_words(kind.name) if word.isascii() and len(word) > 3}
    suffixes = frozenset(cue[len("{name}") :].strip().lower() for cue in cues if cue.startswith("{name} "))
    depth = len(schema.lineage(kind.name)) - 1
    examples = frozenset(example.casefold() for example in kind.examples)
    return TypeView(
        kind.name,
        kinds,
        frozenset(heads),
        words,
        suffixes,
        _endings(kind.examples, heads) if language == "zh" else frozenset(),
        examples,
        depth,
    )


def _endings(examples: tuple[str, ...], heads: set[str]) -> frozenset[str]:
    """Last characters that examples share with each other or with a cue: 术 of 活字印刷术 and 天元术."""
    last = [example[-1] for example in examples if len(example) > 1 and not example.isascii()]
    return frozenset(char for char in last if last.count(char) > 1 or char in heads)


def _relation(
    kind: RelationType, types: tuple[TypeView, ...], below: dict[str, frozenset[str]], language: str
) -> RelationView:
    heads = frozenset(name for head in kind.head for name in below.get(head, frozenset()))
    tails = frozenset(name for tail in kind.tail for name in below.get(tail, frozenset()))
    same = bool(heads & tails)
    rules: list[Rule] = []
    for cue in cues_of(kind.cues, language):
        if "{head}" in cue or "{tail}" in cue:
            rules.append(pattern_rule(cue, language, 0.8))
        elif language == "en" and set(cue.lower().split()) <= FUNCTION and cue.strip():
            rules.append(pattern_rule(f"{{head}} {cue.strip()} {{tail}}", language, 0.65))
        elif cue.strip() and not (same and _said_by_role(kind.name, cue.strip(), language)):
            rules.append(word_rule(cue.strip(), language, same=same))
    if same:
        rules.extend(known_rules(kind.name, language))
    seen: set[tuple[str, str]] = set()
    unique = []
    for rule in rules:
        key = (rule.sort, rule.source)
        if key not in seen:
            seen.add(key)
            unique.append(rule)
    every = {view.name for view in types}
    catch_all = "_".join(name_words(kind.name)) in _CATCH_ALL and heads == every and tails == every
    return RelationView(kind.name, heads, tails, tuple(unique), kind.symmetric, kind.functional, catch_all)


def _said_by_role(relation: str, cue: str, language: str) -> bool:
    """Whether the known rules say a cue better than its bare word would: English role nouns, Chinese head nouns."""
    return bool(role := role_of(relation, cue)) and (language == "en" or role == "head")


def _attribute(kind: AttributeType, below: dict[str, frozenset[str]], language: str) -> AttributeView:
    of = frozenset(name for owner in kind.of for name in below.get(owner, frozenset()))
    cues = tuple(cue.lower() for cue in cues_of(kind.cues, language) if cue.strip())
    own = tuple(word for word in name_words(kind.name) if word not in ("date", "number", "of", "year", "count", "time"))
    if language == "zh":
        own = (kind.name,) if not kind.name.isascii() else ()
    return AttributeView(kind, of, tuple(dict.fromkeys((*cues, *own))))
