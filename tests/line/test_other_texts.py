"""Small texts nobody wrote the rules for: no titles, and questions about the wrong subject."""

import pytest

from kgworkbench.model.text import Document
from kgworkbench.workbench import Workbench

ENGLISH = (
    Document("fram", "", "The Fram was a polar ship designed by Colin Archer. Fridtjof Nansen used the Fram in 1893."),
    Document(
        "shackleton", "", "Ernest Shackleton, an explorer, was born in Kilkea in 1874. Frank Worsley was captain."
    ),
    Document("archer", "", "Colin Archer was a Norwegian naval architect. Archer was born in Larvik in 1832."),
)
CHINESE = (
    Document("a", "", "普洱茶产于云南，是一种后发酵茶。"),
    Document("b", "", "铁观音是乌龙茶的一种，深受喜爱。"),
)


@pytest.fixture(scope="module")
def english() -> Workbench:
    bench = Workbench.open()
    bench.build(ENGLISH).result()
    return bench


def test_two_hops_over_texts_without_titles(english: Workbench) -> None:
    answer = english.ask("In which town was the man born who designed the ship used by Fridtjof Nansen?").result()
    assert answer.values == ("Larvik",)
    assert {citation.document for citation in answer.citations} == {"fram", "archer"}


def test_what_is_said_of_another_person_is_no_answer(english: Workbench) -> None:
    assert english.ask("When was Ernest Shackleton born?").result().values == ("1874",)
    assert not english.ask("When was Frank Worsley born?").result().found


def test_what_is_said_of_another_thing_is_no_answer_in_chinese() -> None:
    with Workbench.open() as bench:
        bench.build(CHINESE).result()
        assert bench.ask("普洱茶产于哪里？").result().values == ("云南",)
        assert not bench.ask("铁观音产于哪里？").result().found
