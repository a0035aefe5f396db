"""What a build would take, before it is paid for."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.engines.openai.counting import tokens_of
from kgworkbench.engines.openai.engine import OpenAIEngine
from kgworkbench.engines.openai.estimate import Estimate, estimate, prices_from
from kgworkbench.engines.openai.prompt import prompt_tokens
from kgworkbench.errors import InputError
from kgworkbench.model.schema import EntityType, Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Chunk
from kgworkbench.model.usage import Prices, Usage, cost

SCHEMA = Schema("s", (EntityType("Person", "A human being"),))


def chunk(text: str) -> Chunk:
    return Chunk("c", "d", "", 0, len(text), text)


CHUNKS = [chunk("a" * 400), chunk("差分机" * 100)]


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("a", 1), ("abcd", 1), ("abcde", 2), ("差分机", 3), ("差分机 engine", 5), ("é" * 8, 2)]
)
def test_tokens_are_four_letters_or_one_character(text: str, count: int) -> None:
    assert tokens_of(text) == count


@given(st.text(max_size=50), st.text(max_size=50))
def test_more_text_is_never_fewer_tokens(one: str, two: str) -> None:
    assert max(tokens_of(one), tokens_of(two)) <= tokens_of(one + two) <= tokens_of(one) + tokens_of(two)


def test_the_two_parts_are_those_on_the_wire(server: Any, say: Any) -> None:
    server.answer = lambda body, n: (200, {}, say("{}"))
    OpenAIEngine(server.endpoint()).reply(ExtractTask(CHUNKS[1], SCHEMA))
    system, user = server.requests[0]["messages"]
    assert prompt_tokens(SCHEMA, CHUNKS[1]) == (tokens_of(system["content"]), tokens_of(user["content"]))


def test_the_fixed_part_is_the_same_for_every_chunk_and_the_estimate_is_their_sum() -> None:
    parts = [prompt_tokens(SCHEMA, each) for each in CHUNKS]
    assert parts[0][0] == parts[1][0] > 100
    assert [variable for _, variable in parts] == [102, 302]
    found = estimate(SCHEMA, CHUNKS)
    assert (found.calls, found.fixed, found.variable) == (2, 2 * parts[0][0], 404)
    assert found.cost is None
    assert found.tokens == found.fixed + found.variable + found.completion
    assert estimate(SCHEMA, []) == Estimate(0, 0, 0, 0)


def test_a_second_pass_costs_a_second_call() -> None:
    once, twice = estimate(SCHEMA, CHUNKS), estimate(SCHEMA, CHUNKS, second_pass=True)
    assert (twice.calls, twice.fixed) == (4, 2 * once.fixed)
    assert twice.variable > 2 * once.variable
    assert twice.completion > once.completion


def test_prices_make_a_cost() -> None:
    prices = prices_from({"KGW_PRICE_PROMPT": "0.5", "KGW_PRICE_COMPLETION": "2"})
    assert prices == Prices(0.5, 2)
    found = estimate(SCHEMA, CHUNKS, prices=prices)
    assert found.cost == pytest.approx(((found.fixed + found.variable) * 0.5 + found.completion * 2) / 1e6)
    assert cost(Usage(2_000_000, 1_000_000), Prices(0.5, 2)) == 3.0
    assert prices_from({}) is None


@pytest.mark.parametrize("wrong", ["", "cheap", "-1", "nan", "inf"])
def test_a_price_that_is_none_is_named(wrong: str) -> None:
    with pytest.raises(InputError, match="KGW_PRICE_COMPLETION"):
        prices_from({"KGW_PRICE_PROMPT": "1", "KGW_PRICE_COMPLETION": wrong})


def test_ten_thousand_chunks_are_counted_without_an_engine() -> None:
    import time

    many = [chunk("Konrad Zuse built the Z3. " * 60)] * 10_000
    started = time.process_time()
    assert estimate(SCHEMA, many).calls == 10_000
    assert time.process_time() - started < 2
    assert json.dumps(estimate(SCHEMA, many).calls) == "10000"
