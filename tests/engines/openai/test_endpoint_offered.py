"""Large schemas, pruned per chunk, with the pruning in view."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.engines.openai.counting import tokens_of
from kgworkbench.engines.openai.engine import OpenAIEngine
from kgworkbench.engines.openai.extraction import RULES, extraction_instructions
from kgworkbench.engines.openai.offered import LARGE, ROOM, is_large, offered
from kgworkbench.engines.openai.prompt import prompt_of, prompt_tokens, type_names
from kgworkbench.engines.openai.told import schema_lines
from kgworkbench.extract.check import judge
from kgworkbench.model.codec import dumps, loads
from kgworkbench.model.facts import Candidates
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Chunk

TRADES = ["Baker", "Smith", "Weaver", "Tanner", "Mason", "Potter", "Miller", "Cooper", "Fletcher", "Tailor"]


def large() -> Schema:
    """A schema of 141 types, ten trades with their wares and tools, in two languages."""
    entities = [EntityType("Person", "A human being")]
    relations: list[RelationType] = []
    attributes: list[AttributeType] = []
    for at, trade in enumerate(TRADES):
        who = trade.lower()
        entities.append(EntityType(trade, f"Somebody who works as a {who}, by whatever name", parent="Person"))
        for ware in ("Ware", "Tool", "Guild"):
            what, ends = f"{trade}{ware}", ((trade,), (f"{trade}{ware}",))
            entities.append(
                EntityType(what, f"What a {who} has to do with, at home", cues=(("zh", (f"{ware}{at}号",)),))
            )
            relations.append(RelationType(f"{who}_of_{ware.lower()}", *ends, f"The {who} belongs to it, or it to them"))
            relations.append(RelationType(f"{who}_sells_{ware.lower()}", *ends, f"The {who} sells it at the market"))
        attributes += [
            AttributeType(f"{who}_{of}", (trade,), description=f"The {of} that a {who} has in this town")
            for of in ("wage", "rank", "oath", "mark")
        ]
    return Schema("trades", tuple(entities), tuple(relations), tuple(attributes), 7, "en", "Trades of a town.")


SCHEMA = large()
TEXT = "The baker Anna sells bread; the potter Jan pays the guild of potters."


def sound(part: Schema) -> None:
    """Every kept type has its company, and order and wording are the schema's."""
    names = {kind.name for kind in part.entity_types}
    for kind in part.entity_types:
        assert kind.parent is None or kind.parent in names
        assert SCHEMA.entity_type(kind.name) == kind
    for link in part.relation_types:
        assert {*link.head, *link.tail} <= names
    for prop in part.attribute_types:
        assert set(prop.of) <= names
    whole = type_names(SCHEMA)
    assert [name for name in whole if name in set(type_names(part))] == list(type_names(part))
    assert (part.name, part.version, part.language, part.description) == ("trades", 7, "en", "Trades of a town.")


def test_what_the_text_speaks_of_is_offered_and_the_room_is_used() -> None:
    assert is_large(SCHEMA)
    part = offered(SCHEMA, TEXT)
    sound(part)
    assert LARGE < len(type_names(part)) < len(type_names(SCHEMA))
    spent = prompt_tokens(SCHEMA, Chunk("c", "d", "", 0, len(TEXT), TEXT))[1]
    assert ROOM - 100 <= spent <= ROOM + 100
    assert {"Person", "Baker", "Potter", "PotterGuild", "BakerWare", "potter_of_guild", "baker_sells_ware"} <= set(
        type_names(part)
    )


def test_chinese_cues_count_too() -> None:
    assert part_has("他有Ware3号和Tool8号。", "TannerWare", "FletcherTool")
    assert not part_has("他有。", "TannerWare")


def part_has(text: str, *names: str) -> bool:
    part = offered(SCHEMA, text, 200)
    sound(part)
    return set(names) <= set(type_names(part))


@given(st.text(max_size=80) | st.sampled_from([TEXT, "weavers", ""]), st.integers(0, 4000))
def test_whatever_the_text_the_part_holds_together(text: str, room: int) -> None:
    part = offered(SCHEMA, text, room)
    sound(part)
    assert tokens_of(schema_lines(part)) <= room + 50
    assert part == offered(SCHEMA, text, room)


def test_a_cycle_of_parents_ends() -> None:
    round_trip = (EntityType("A", parent="B"), EntityType("B", parent="A"))
    more = tuple(EntityType(f"T{at}", "word " * 30) for at in range(LARGE))
    for room in (0, 100, 1000):
        part = offered(Schema("s", (*round_trip, *more)), "A", room)
        assert ("A" in type_names(part)) == ("B" in type_names(part)) == (room > 0)


def test_types_that_the_schema_says_nothing_of_go_before_those_whose_words_are_missing() -> None:
    said = tuple(EntityType(f"Said{at}", "Something of stone and iron " * 5) for at in range(LARGE))
    silent = tuple(EntityType(f"Silent{at}") for at in range(9))
    part = offered(Schema("s", (*said, *silent)), "Clouds and rain.")
    assert {kind.name for kind in silent} <= set(type_names(part))
    assert len(type_names(part)) < len(said)


def test_a_schema_of_many_names_and_little_else_is_not_large() -> None:
    names = Schema("s", tuple(EntityType(f"T{at}") for at in range(3 * LARGE)))
    assert offered(names, "anything") is names


def test_what_was_stored_before_offers_were_kept_still_loads() -> None:
    assert loads(Candidates, '{"kind":"Candidates"}') == Candidates()
    assert dumps(Candidates()) == '{"kind":"Candidates"}'


def test_a_schema_that_is_not_large_is_offered_whole_in_the_same_bytes() -> None:
    small = Schema("s", tuple(EntityType(f"T{at}", "word " * 99) for at in range(LARGE)))
    assert offered(small, "anything") is small
    one, two = (prompt_of(small, Chunk("c", "d", "", 0, 3, text), text) for text in ("one", "two"))
    assert one.fixed == two.fixed == extraction_instructions(small)
    assert not one.pruned


def test_of_a_large_schema_the_fixed_part_is_the_same_bytes_too() -> None:
    one, two = (prompt_of(SCHEMA, Chunk("c", "d", "", 0, 3, text), text) for text in ("weaver", "baker"))
    assert one.fixed == two.fixed == RULES
    assert one.variable != two.variable
    count = len(type_names(one.schema))
    assert f"({count} of its {len(type_names(SCHEMA))} types, those the text may need)" in one.variable
    assert one.variable.endswith("Text:\nweaver")


def test_the_reply_says_which_types_were_offered(server: Any, say: Any) -> None:
    said = {
        "mentions": [{"id": 1, "text": "Anna", "type": "Baker"}, {"id": 2, "text": "Jan", "type": "Tailor"}],
        "relations": [],
        "attributes": [],
        "proposals": [],
    }
    server.answer = lambda body, n: (200, {}, say(json.dumps(said)))
    chunk = Chunk("c", "d", "", 0, len(TEXT), TEXT)
    found = OpenAIEngine(server.endpoint()).reply(ExtractTask(chunk, SCHEMA)).value
    part = offered(SCHEMA, f"Text:\n{TEXT}")
    assert found.offered == type_names(part)
    form = server.requests[0]["response_format"]["json_schema"]["schema"]["properties"]
    assert form["mentions"]["items"]["properties"]["type"]["enum"] == [kind.name for kind in part.entity_types]
    # The whole schema judges: what it knows is no violation because it was not offered.
    assert len(judge(found, chunk, SCHEMA).mentions) == 2


def test_of_a_small_schema_nothing_is_said_about_offers(server: Any, say: Any) -> None:
    server.answer = lambda body, n: (200, {}, say('{"mentions": []}'))
    chunk = Chunk("c", "d", "", 0, len(TEXT), TEXT)
    assert (
        OpenAIEngine(server.endpoint()).reply(ExtractTask(chunk, Schema("s", (EntityType("A"),)))).value.offered == ()
    )


def test_halves_of_a_text_are_offered_what_each_needs(server: Any, say: Any) -> None:
    text = "The baker sleeps here. " * 10 + "The tailor sews here. " * 10

    def answer(body: dict[str, Any], n: int) -> Any:
        return 200, {}, say('{"mentions": []}', finish="length" if n == 0 else "stop")

    server.answer = answer
    chunk = Chunk("c", "d", "", 0, len(text), text)
    found = OpenAIEngine(server.endpoint()).reply(ExtractTask(chunk, SCHEMA)).value
    assert len(server.requests) == 3
    assert {"Baker", "Tailor"} <= set(found.offered)
    assert len(found.offered) == len(set(found.offered))
