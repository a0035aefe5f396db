"""Answers that sentences state: who stands beside the verb or noun that a question asks for, alone or with others."""

import pytest

from kgworkbench.engines.local.question import read_question
from kgworkbench.engines.local.solving import Solving, solving
from kgworkbench.engines.local.stated import stated
from kgworkbench.model.text import Chunk
from kgworkbench.schema.general import general_schema

LEE = (
    "Anna Lee was a Danish engineer. While there she and Otto Kern designed the Tide Mill. In 1931 she left Acme and "
    "founded Foo Works. Her brother was the painter Karl Lee. She was buried at Salem Church."
)
MILL = (
    "The Hill Mill is a mill in Dover that was built by Clara Hope, Ruth Cole and Peter Stone. "
    "Its owner was Nora Frost. The Blue Road is a novel by the Irish writer Ann Moore."
)


def work(text: str, title: str) -> Solving:
    return solving(general_schema(), (), (Chunk("c", "d", title, 0, len(text), text),))


def names(text: str, title: str, question: str, language: str = "en") -> set[str]:
    solver = work(text, title)
    asked = read_question(question, language)
    found = stated(asked, solver.coverage(asked), solver.background)
    return set(found[0].beside) if found else set()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who designed the Tide Mill?", {"Anna Lee", "Otto Kern"}),
        ("By whom was the Tide Mill designed?", {"Anna Lee", "Otto Kern"}),
        ("What did Otto Kern design?", {"Tide Mill"}),
        ("Who founded Foo Works?", {"Anna Lee"}),
        ("Who is the brother of Anna Lee?", {"Karl Lee"}),
        ("Who is Anna Lee's sibling?", {"Karl Lee"}),
        ("Where was Anna Lee buried?", {"Salem Church"}),
        ("Who is the mother of Anna Lee?", set()),
    ],
)
def test_what_a_sentence_says_of_whom_its_document_is_about(question: str, expected: set[str]) -> None:
    assert names(LEE, "Anna Lee", question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who built the Hill Mill?", {"Clara Hope", "Ruth Cole", "Peter Stone"}),
        ("Which mill was built by Ruth Cole?", {"Hill Mill"}),
        ("Who is the owner of the Hill Mill?", {"Nora Frost"}),
        ("Who wrote The Blue Road?", {"Ann Moore"}),
        ("Who painted the Hill Mill?", set()),
    ],
)
def test_what_a_sentence_says_of_a_thing(question: str, expected: set[str]) -> None:
    assert names(MILL, "Hill Mill", question) == expected


BRIDGE = "长石桥由李明和王安主持修建，1101年建成。赵云后来写成《桥记》三卷，仿照《水记》的体例。"
PERSON = "李明，杭州人。他少年时师从王安，而王安是周青的弟子。1120年写成《水记》一书。"


@pytest.mark.parametrize(
    ("text", "title", "question", "expected"),
    [
        (BRIDGE, "长石桥", "谁主持修建了长石桥？", {"李明", "王安"}),
        (BRIDGE, "长石桥", "《桥记》是谁写的？", {"赵云"}),
        (PERSON, "李明", "李明的老师是谁？", {"王安"}),
        (PERSON, "李明", "谁写了《水记》？", {"李明"}),
        (BRIDGE, "长石桥", "《水记》是谁写的？", set()),
    ],
)
def test_what_a_chinese_sentence_says(text: str, title: str, question: str, expected: set[str]) -> None:
    assert names(text, title, question, "zh") == expected
