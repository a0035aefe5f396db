"""Counts, lists and extremes over more things than a list of evidence holds; years said by another year."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kgworkbench.engines.local.candidates import candidates
from kgworkbench.engines.local.question import read_question
from kgworkbench.engines.local.solving import solving
from kgworkbench.model.text import Chunk
from kgworkbench.schema.general import general_schema
from kgworkbench.workbench import Workbench

TOWNS = ("Dover", "Calais", "Oslo", "Turin", "Basel")
MAKERS = ("Anna Bell", "Otto Kern", "Clara Hope", "Peter Stone", "Ruth Cole", "Karl Lund", "Nora Frost")
MILLS = [
    (f"{side} {stuff} Mill", 1800 + 37 * (10 * row + column) % 150, 5 + 53 * (10 * row + column) % 977)
    for row, side in enumerate("North South East West".split())
    for column, stuff in enumerate("Salt Tide Hill River Stone Marsh Iron Copper Glass Linen".split())
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    folder: Path = tmp_path_factory.mktemp("mills")
    for at, (name, year, weight) in enumerate(MILLS):
        text = f"The {name} is a mill in {TOWNS[at % 5]} that was designed by {MAKERS[at % 7]} and completed in {year}."
        (folder / f"{at:02}.md").write_text(f"# {name}\n\n{text} It weighs {weight} tonnes.\n", "utf-8")
    with Workbench.open() as opened:
        opened.build(folder).result()
        yield opened


def values(bench: Workbench, text: str) -> set[str]:
    return set(bench.ask(text).result().values)


def test_a_filter_and_its_count_see_every_thing(bench: Workbench) -> None:
    early = {name for name, year, _ in MILLS if year < 1830}
    assert len(early) > 5
    assert values(bench, "Which mills were completed before 1830?") == early
    assert values(bench, "How many mills were completed before 1830?") == {str(len(early))}
    heavy = {name for name, _, weight in MILLS if weight > 700}
    assert values(bench, "Which mills weigh more than 700 tonnes?") == heavy


def test_an_extreme_is_that_of_every_thing(bench: Workbench) -> None:
    assert values(bench, "Which mill is the heaviest?") == {max(MILLS, key=lambda mill: mill[2])[0]}
    assert values(bench, "Which mill was completed earliest?") == {min(MILLS, key=lambda mill: mill[1])[0]}


def test_a_list_and_a_count_by_what_is_named(bench: Workbench) -> None:
    mine = {name for at, (name, _, _) in enumerate(MILLS) if MAKERS[at % 7] == "Anna Bell"}
    assert values(bench, "Which mills were designed by Anna Bell?") == mine
    assert values(bench, "How many mills are in Dover?") == {"8"}


@pytest.mark.parametrize(
    ("body", "question", "language", "year"),
    [
        ("The plans were done in 1866. The following year she moved to Calais.", "When did she move?", "en", "1867"),
        ("It was completed in 1872 and burnt down the same year.", "When did it burn?", "en", "1872"),
        ("1071年桥落成。次年在桥头修建了石亭。", "石亭是哪一年修建的？", "zh", "1072年"),
    ],
)
def test_a_year_said_by_another(body: str, question: str, language: str, year: str) -> None:
    work = solving(general_schema(), (), (Chunk("c", "d", "", 0, len(body), body),))
    asked = read_question(question, language)
    assert year in {item.text for item in candidates(work.pool[-1], asked, work.background)}
