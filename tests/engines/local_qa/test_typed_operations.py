"""What several statements together say: shared answers, bounds, the most and the least, over invented texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.engines.local.bounds import Bound, bound_of
from kgworkbench.engines.local.compose import compose
from kgworkbench.engines.local.conjunctions import conjuncts
from kgworkbench.engines.local.plan import plan
from kgworkbench.engines.local.question import read_question
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.query import Limits, Plan, Question
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.tasks import ComposeTask, Draft, PlanTask
from kgworkbench.model.text import Chunk

ENGLISH = {
    "Anna Bell": (
        "Anna Bell was born in Dover on 4 May 1840. She worked at the Ramsgate Works and designed the Tide Engine."
    ),
    "Otto Kern": "Otto Kern was born in Vienna on 9 June 1802. Kern worked at the Ramsgate Works until 1850.",
    "Clara Hope": "Clara Hope was born in Dover on 2 July 1871. She won the Gale Prize in 1899.",
    "Tide Engine": "The Tide Engine was a machine completed in 1872. It weighed 40 tonnes.",
    "Salt Engine": "The Salt Engine was a machine completed in 1866. It weighed 12 tonnes.",
    "Wind Engine": "The Wind Engine was a machine completed in 1901. It weighed 3 tonnes.",
}
CHINESE = {
    "沈度": "沈度（1021—1090年），华亭人，北宋官员。他主持修建了青龙桥。",
    "水利论": "《水利论》是沈度写的一部书，1085年成书，共三卷。",
    "河渠志": "《河渠志》是陆清写的一部书，1098年成书，共十二卷。",
    "海塘记": "《海塘记》是吴安写的一部书，1130年成书，共四十卷。",
}
MILLS = Schema(
    name="mills",
    language="en",
    entity_types=(
        EntityType("Person", cues=(("en", ("born", "he", "she")),)),
        EntityType("Organization", cues=(("en", ("Works",)),)),
        EntityType("Machine", cues=(("en", ("machine", "engine")),)),
        EntityType("Place"),
        EntityType("Award", cues=(("en", ("prize",)),)),
    ),
    relation_types=(RelationType("designed", head=("Person",), tail=("Machine",)),),
    attribute_types=(AttributeType("weight", of=("Machine",), value="number", unit="tonne"),),
)
BOOKS = Schema(
    name="books",
    language="zh",
    entity_types=(
        EntityType("人物", cues=(("zh", ("人", "官员")),)),
        EntityType("著作", cues=(("zh", ("书", "卷")),)),
        EntityType("工程建筑", cues=(("zh", ("桥",)),)),
        EntityType("地点"),
    ),
)


def ask(text: str, language: str = "en") -> Draft:
    corpus, schema = (ENGLISH, MILLS) if language == "en" else (CHINESE, BOOKS)
    chunks = [Chunk(f"c{at}", f"d{at}", title, 0, len(body), body) for at, (title, body) in enumerate(corpus.items())]
    evidence = tuple(Evidence(f"e{chunk.id}", "chunk", chunk.text, 1.0, (chunk.id,)) for chunk in chunks)
    made = compose(ComposeTask(Question(text, language), schema, Plan(text, ()), evidence, tuple(chunks)))
    for claim in made.cited:
        assert any(claim.quote in body for body in corpus.values())
    return made


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Who worked at Acme and designed the Foo?", ("Who worked at Acme", "Who designed the Foo")),
        ("Which mill was built by Ann and sold to Bob?", ("Which mill was built by Ann", "Which mill was sold to Bob")),
        ("Who both wrote Foo and founded Bar?", ("Who wrote Foo", "Who founded Bar")),
        (
            "Which man won both the Foo Prize and the Bar Prize?",
            ("Which man won the Foo Prize", "Which man won the Bar Prize"),
        ),
        ("Who was the man who built Foo and sold Bar?", ()),
        ("Who wrote Foo and Bar?", ()),
    ],
)
def test_a_question_of_several_things_is_read_as_one_each(text: str, parts: tuple[str, ...]) -> None:
    assert tuple(part.text for part in conjuncts(read_question(text, "en"))) == parts


def test_chinese_questions_of_several_things_keep_quoted_names_whole() -> None:
    found = conjuncts(read_question("谁既写了《又见集》又修了青龙桥？", "zh"))
    assert [part.text for part in found] == ["谁写了《又见集》", "谁修了青龙桥"]
    tailed = conjuncts(read_question("既修了长桥又写了《桥记》的人是谁？", "zh"))
    assert [part.text for part in tailed] == ["修了长桥的人是谁", "写了《桥记》的人是谁"]


def test_what_several_statements_share_is_the_answer_and_each_is_cited() -> None:
    made = ask("Who worked at the Ramsgate Works and was born in Vienna?")
    assert made.values == ("Otto Kern",)
    assert len(made.cited) == 2
    assert ask("Who was born in Vienna and won the Gale Prize?").found is False


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Which machines weighed more than 10 tonnes?", "en", {"Tide Engine", "Salt Engine"}),
        ("Which machine weighed less than 5,000 kg?", "en", {"Wind Engine"}),
        ("Which machines were completed before 1890?", "en", {"Tide Engine", "Salt Engine"}),
        ("Which machine was the lightest?", "en", {"Wind Engine"}),
        ("How many machines were completed before 1890?", "en", {"2"}),
        ("哪些书的卷数超过十卷？", "zh", {"河渠志", "海塘记"}),
        ("卷数最多的书是哪一部？", "zh", {"海塘记"}),
        ("哪些书成书于1100年以前？", "zh", {"水利论", "河渠志"}),
    ],
)
def test_things_are_chosen_by_figures_in_one_unit(text: str, language: str, values: set[str]) -> None:
    made = ask(text, language)
    assert set(made.values) == values
    assert made.cited


def test_what_was_compared_is_said() -> None:
    text = ask("Which machine was the heaviest?").text
    assert "Tide Engine: 40 tonnes" in text
    assert "Wind Engine: 3 tonnes" in text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Which machine weighed more than 100 tonnes?", "en"),
        ("Which machines did Otto Kern complete after 1900?", "en"),
        ("哪部书的卷数超过一百卷？", "zh"),
    ],
)
def test_what_no_figure_meets_is_refused(text: str, language: str) -> None:
    assert not ask(text, language).found


def test_figures_of_others_are_not_compared() -> None:
    """A value that a statement gives for something else is none of the option's."""
    assert not ask("Which was heavier, the Gale Prize or the Tide Engine?").found
    assert ask("Which was heavier, the Salt Engine or the Tide Engine?").values == ("Tide Engine",)


def test_three_things_are_compared_like_two() -> None:
    assert ask("Who was born first, Anna Bell, Otto Kern or Clara Hope?").values == ("Otto Kern",)
    assert ask("Which of Anna Bell, Otto Kern and Clara Hope was born latest?").values == ("Clara Hope",)
    assert ask("水利论、河渠志、海塘记三部书哪部成书最早？", "zh").values == ("水利论",)


def test_two_may_share_a_thing_and_not_a_date() -> None:
    assert ask("Were Anna Bell and Clara Hope born in the same city?").values == ("yes",)
    assert ask("Were Anna Bell and Otto Kern born in the same city?").values == ("no",)
    assert ask("Were Anna Bell and Clara Hope born in the same year?").values == ("no",)


def test_a_plan_asks_for_each_part_and_for_the_figures() -> None:
    def texts(text: str) -> list[str]:
        return [query.text for query in plan(PlanTask(Question(text), MILLS, (), Limits())).sub_queries]

    both = "Who worked at the Ramsgate Works and designed the Tide Engine?"
    assert texts(both) == [both, "Who worked at the Ramsgate Works", "Who designed the Tide Engine"]
    assert texts("Which machines weighed more than 10 tonnes?")[1] == "machines machine weighed"


@given(st.integers(1000, 2090), st.integers(1000, 2090))
def test_a_year_lies_on_one_side_of_a_bound(bound: int, year: int) -> None:
    def side(word: str) -> Bound:
        found = bound_of(read_question(f"Which mills were built {word} {bound}?", "en"))
        assert found is not None
        return found

    assert side("before").admits(year) + side("after").admits(year) == (year != bound)
    assert side("since").admits(year) != side("before").admits(year)


def test_only_people_are_born() -> None:
    assert ask("Who was born before 1850?").values == ("Anna Bell", "Otto Kern")


def test_nothing_has_the_most_of_what_is_never_counted() -> None:
    assert not ask("Which machine had the most wheels?").found
