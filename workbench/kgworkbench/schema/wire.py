"""What a schema file may hold: the format's models, strict about keys and kinds, and the Schema made of them."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kgworkbench.model.schema import AttributeType, Cues, EntityType, RelationType, Schema, ValueType

__all__ = ["AttributeTypeWire", "EntityTypeWire", "RelationTypeWire", "SchemaWire", "schema_of"]

Name = Annotated[str, Field(min_length=1)]


def _by_language(cues: Any) -> Any:
    """A plain list of cues stands for the schema's own language."""
    return {"": cues} if isinstance(cues, list) else cues


def _number(version: Any) -> Any:
    """A version in quotes is a number all the same."""
    return int(version) if isinstance(version, str) and version.isdecimal() else version


CuesWire = Annotated[dict[str, list[str]], BeforeValidator(_by_language)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        """A key with nothing after it counts as left out."""
        return {key: item for key, item in given.items() if item is not None} if isinstance(given, dict) else given


class EntityTypeWire(_Strict):
    """An entry of ``entity_types``."""

    name: Name
    description: str = ""
    examples: list[str] = []
    cues: CuesWire = {}
    parent: str | None = None


class RelationTypeWire(_Strict):
    """An entry of ``relation_types``."""

    name: Name
    head: list[str]
    tail: list[str]
    description: str = ""
    examples: list[str] = []
    cues: CuesWire = {}
    parent: str | None = None
    symmetric: bool = False
    functional: bool = False


class AttributeTypeWire(_Strict):
    """An entry of ``attribute_types``."""

    name: Name
    of: list[str]
    value: ValueType = "text"
    unit: str | None = None
    values: list[str] = []
    description: str = ""
    examples: list[str] = []
    cues: CuesWire = {}


class SchemaWire(_Strict):
    """A schema file."""

    name: str | None = None
    version: Annotated[int, BeforeValidator(_number)] = Field(default=1, ge=0)
    language: str = "en"
    description: str = ""
    entity_types: list[EntityTypeWire] = []
    relation_types: list[RelationTypeWire] = []
    attribute_types: list[AttributeTypeWire] = []


def schema_of(wire: SchemaWire, name: str) -> Schema:
    """The Schema a file holds; ``name`` serves where the file gives none."""
    return Schema(
        name=wire.name or name,
        entity_types=tuple(_entity_type(kind, wire.language) for kind in wire.entity_types),
        relation_types=tuple(_relation_type(kind, wire.language) for kind in wire.relation_types),
        attribute_types=tuple(_attribute_type(kind, wire.language) for kind in wire.attribute_types),
        version=wire.version,
        language=wire.language,
        description=wire.description,
    )


def _cues(cues: dict[str, list[str]], language: str) -> Cues:
    return tuple((tongue or language, tuple(words)) for tongue, words in cues.items())


def _entity_type(kind: EntityTypeWire, language: str) -> EntityType:
    return EntityType(kind.name, kind.description, tuple(kind.examples), _cues(kind.cues, language), kind.parent)


def _relation_type(kind: RelationTypeWire, language: str) -> RelationType:
    return RelationType(
        name=kind.name,
        head=tuple(kind.head),
        tail=tuple(kind.tail),
        description=kind.description,
        examples=tuple(kind.examples),
        cues=_cues(kind.cues, language),
        parent=kind.parent,
        symmetric=kind.symmetric,
        functional=kind.functional,
    )


def _attribute_type(kind: AttributeTypeWire, language: str) -> AttributeType:
    return AttributeType(
        name=kind.name,
        of=tuple(kind.of),
        value=kind.value,
        unit=kind.unit,
        values=tuple(kind.values),
        description=kind.description,
        examples=tuple(kind.examples),
        cues=_cues(kind.cues, language),
    )
