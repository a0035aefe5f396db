"""The prompt of an extraction in its two parts, and what they count."""

from dataclasses import dataclass

from kgworkbench.engines.openai.counting import tokens_of
from kgworkbench.engines.openai.extraction import RULES, extraction_content, extraction_instructions
from kgworkbench.engines.openai.offered import is_large, offered
from kgworkbench.engines.openai.told import schema_lines
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk

__all__ = ["Prompt", "prompt_of", "prompt_tokens", "type_names"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What an endpoint is told: first the fixed part, the same bytes for every chunk, then the variable one.

    ``schema`` is what it may use: the whole schema, or the pruned one of a large schema, which then stands in the
    variable part.
    """

    fixed: str
    variable: str
    schema: Schema
    pruned: bool


def prompt_of(schema: Schema, chunk: Chunk, text: str) -> Prompt:
    """The prompt for the text, which is the chunk's or a part of it."""
    content = extraction_content(chunk, text)
    if not is_large(schema):
        return Prompt(extraction_instructions(schema), content, schema, False)
    part = offered(schema, content)
    return Prompt(RULES, f"{schema_lines(part, len(type_names(schema)))}\n\n{content}", part, True)


def prompt_tokens(schema: Schema, chunk: Chunk) -> tuple[int, int]:
    """The tokens of the fixed and the variable part of the chunk's prompt, as an estimate (see ``tokens_of``).

    The reply format that goes with it, in which the types stand once more, is not counted: some endpoints bill it,
    most do not.
    """
    prompt = prompt_of(schema, chunk, chunk.text)
    return tokens_of(prompt.fixed), tokens_of(prompt.variable)


def type_names(schema: Schema) -> tuple[str, ...]:
    """The names of all types of the schema: entity, relation, attribute types, each in their order."""
    entities = tuple(kind.name for kind in schema.entity_types)
    relations = tuple(kind.name for kind in schema.relation_types)
    return entities + relations + tuple(kind.name for kind in schema.attribute_types)
