"""A schema made ready for extraction: what its types look like, and the rules its relations and attributes follow."""

from dataclasses import dataclass
from functools import lru_cache

from kgworkbench.engines.local.cues import Rule, pattern_rule, word_rule
from kgworkbench.engines.local.kinds import ancestors, kinds_of, name_words
from kgworkbench.engines.local.relation_kinds import known_rules
from kgworkbench.engines.local.words_en import FUNCTION
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema, cues_of

__all__ = ["AttributeView", "Compiled", "RelationView", "TypeView", "compiled"]


@dataclass(frozen=True, slots=True)
class TypeView:
    """One entity type as the engine sees it.

    ``kinds`` are weights by kind; ``heads`` nouns that close its names; ``context`` words that stand beside them;
    ``suffixes`` lower-case words that go on a name (the cue ``{name} government``); ``examples`` are casefolded; ``depth`` counts ancestors.
    """

    name: str
    kinds: tuple[tuple[str, float], ...]
    heads: frozenset[str]
    context: tuple[str, ...]
    suffixes: frozenset[str]
    examples: frozenset[str]
    depth: int


@dataclass(frozen=True, slots=True)
class RelationView:
    """One relation type: the entity types that may stand at its ends (descendants counted), and its rules."""

    name: str
    heads: frozenset[str]
    tails: frozenset[str]
    rules: tuple[Rule, ...]
    symmetric: bool
    functional: bool
    catch_all: bool


@dataclass(frozen=True, slots=True)
class AttributeView:
    """One attribute type: the entity types that may carry it (descendants counted) and its cues."""

    type: AttributeType
    of: frozenset[str]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything extraction needs to know of a schema in one language."""

    schema: Schema
    language: str
    types: tuple[TypeView, ...]
    relations: tuple[RelationView, ...]
    attributes: tuple[AttributeView, ...]
    examples: tuple[tuple[str, str], ...]
    heads: frozenset[str]
    closing: frozenset[str]
    suffixes: frozenset[str]
    covered: frozenset[str]
    below: dict[str, frozenset[str]]
    instead: dict[str, tuple[str, ...]]


_CATCH_ALL = frozenset("related related_to relatedto associated associated_with relates_to linked linked_to connected_to 相关 有关 关联".split())


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
    covered = frozenset(name for view in types for name, weight in view.kinds if weight >= 0.9)
    return Compiled(schema, language, types, relations, attributes, examples, heads, closing, suffixes, covered, below, _instead(types, below))


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
            and (other.name in below[view.name] or any(name in above or (name in own and name not in ("misc", "concept")) for name, _ in other.kinds))
        )
    return found


def _type(kind: EntityType, schema: Schema, language: str) -> TypeView:
    cues = tuple(cue.strip() for cue in cues_of(kind.cues, language) if cue.strip())
    words = tuple(cue.lower() for cue in cues if "{" not in cue)
    heads = {word for word in words if " " not in word and word not in FUNCTION}
    if language == "en":
        heads |= {word for word in name_words(kind.name) if word.isascii() and len(word) > 3}
    suffixes = frozenset(cue[len("{name}") :].strip().lower() for cue in cues if cue.startswith("{name} "))
    depth = len(schema.lineage(kind.name)) - 1
    examples = frozenset(example.casefold() for example in kind.examples)
    return TypeView(kind.name, kinds_of(kind), frozenset(heads), words, suffixes, examples, depth)


def _relation(
    kind: RelationType, types: tuple[TypeView, ...], below: dict[str, frozenset[str]], language: str
) -> RelationView:
    heads = frozenset(name for head in kind.head for name in below.get(head, frozenset()))
    tails = frozenset(name for tail in kind.tail for name in below.get(tail, frozenset()))
    same = bool(heads & tails)
    rules: list[Rule] = []
    for cue in cues_of(kind.cues, language):
        if "{head}" in cue and "{tail}" in cue:
            rules.append(pattern_rule(cue, language, 0.8))
        elif cue.strip():
            rules.append(word_rule(cue.strip(), language, same=same))
    kinds = {view.name: view.kinds for view in types}
    head_kinds = frozenset(name for head in kind.head for name, _ in kinds.get(head, ()))
    tail_kinds = frozenset(name for tail in kind.tail for name, _ in kinds.get(tail, ()))
    rules.extend(known_rules(kind.name, kind.description, head_kinds, tail_kinds, language))
    seen: set[tuple[str, str]] = set()
    unique = []
    for rule in rules:
        key = (rule.sort, rule.source)
        if key not in seen:
            seen.add(key)
            unique.append(rule)
    catch_all = kind.name.lower().replace("-", "_").replace(" ", "_") in _CATCH_ALL
    return RelationView(kind.name, heads, tails, tuple(unique), kind.symmetric, kind.functional, catch_all)


def _attribute(kind: AttributeType, below: dict[str, frozenset[str]], language: str) -> AttributeView:
    of = frozenset(name for owner in kind.of for name in below.get(owner, frozenset()))
    cues = tuple(cue.lower() for cue in cues_of(kind.cues, language) if cue.strip())
    own = tuple(word for word in name_words(kind.name) if word not in ("date", "number", "of", "year", "count", "time"))
    if language == "zh":
        own = (kind.name,) if not kind.name.isascii() else ()
    return AttributeView(kind, of, tuple(dict.fromkeys((*cues, *own))))
