"""Operations told in two languages, with the names of their day."""

import re
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.curate.telling import SENTENCES, told
from kgworkbench.model import journal
from kgworkbench.model.graph import Entity, Relation
from kgworkbench.model.journal import (
    AddRelation,
    AnswerProposal,
    AnswerViolation,
    Confirm,
    DeleteRelation,
    EditRelation,
    Inverse,
    KeepApart,
    Merge,
    MergeCommunities,
    MoveEntity,
    Operation,
    Pin,
    PinCommunity,
    Redo,
    Rename,
    RenameCommunity,
    Retype,
    SetAttribute,
    Split,
    SplitCommunity,
    Undo,
)
from kgworkbench.present.journal import journal_teller

NAMES = {"a": "沈括", "b": "存中", "c": "苏颂"}
ENTITIES = {key: Entity(key, name, "人物") for key, name in NAMES.items()}
RELATIONS = {"r": Relation("r", "a", "师从", "c")}
ACTIONS = (
    Merge("a", ("a", "b"), "沈括"),
    Merge("a", ("b",)),
    Split("a", ("k1", "k2"), "沈存中", ""),
    KeepApart("a", "c"),
    Rename("a", "沈存中"),
    Retype("a", "著作"),
    Pin("a", "沈括", "人物"),
    SetAttribute("a", "生年", "", "1031"),
    journal.DeleteEntity("a"),
    AddRelation("a", "师从", "b"),
    EditRelation("r", "a", "合作", "b"),
    DeleteRelation("r"),
    Confirm("entity", "a"),
    Confirm("relation", "r"),
    MoveEntity("a", "c"),
    MergeCommunities(("a", "c"), 1),
    SplitCommunity("a", ("b", "c"), 0),
    PinCommunity("a", ("b",)),
    RenameCommunity("a", "北宋", 1),
    AnswerProposal("accept", "entity", ("战争",), "战争"),
    AnswerProposal("map", "relation", ("传入", "传到"), "位于"),
    AnswerProposal("reject", "attribute", ("别号",)),
    AnswerViolation("accept", "k", "head and tail types not allowed", ("沈括", "人物", "师从", "汴京", "地点")),
    AnswerViolation("ignore", "k", "unknown entity type", ("沈括", "神仙")),
    Undo(3),
    Redo(3),
)


class Here:
    """A graph in hand."""

    entities = ENTITIES
    relations = RELATIONS


def test_every_kind_of_operation_is_here() -> None:
    assert {type(action) for action in ACTIONS} == set(typing.get_args(journal.Action))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: type(action).__name__)
def test_the_chinese_sentence_is_chinese(action: journal.Action) -> None:
    said = told(action, Here(), "zh")
    assert not re.search("[A-Za-z]", said)
    assert re.search("[一-鿿]", said)
    english = told(action, Here())
    assert re.search("[a-z]{2,}", english)


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_both_sentences_have_the_same_placeholders(key: str) -> None:
    english, chinese = (set(re.findall(r"{(\w+)}", said)) for said in SENTENCES[key])
    assert english == chinese


def test_an_answer_of_any_kind_is_told() -> None:
    for answer in ("accept", "map", "reject"):
        for to in ("", "人物"):
            assert "战争" in told(AnswerProposal(answer, "entity", ("战争",), to), Here(), "zh")  # type: ignore[arg-type]


def test_names_are_those_of_the_day() -> None:
    old = ENTITIES["a"]
    first = Operation(1, KeepApart("a", "c"), says="one", inverse=Inverse())
    second = Operation(2, Rename("a", "梦溪"), says="two", inverse=Inverse(entities=(old,)))
    third = Operation(3, MoveEntity("a", "b"), says="three", inverse=Inverse())
    undone = Operation(4, Undo(3), says="undo 3: three", inverse=Inverse())
    now = {**ENTITIES, "a": Entity("a", "梦溪", "人物")}
    del now["b"]
    tell = journal_teller((first, second, third, undone), now, {}, "zh")
    assert tell(first) == "“沈括”与“苏颂”不是同一事物"
    assert tell(second) == "将“沈括”重命名为“梦溪”"
    assert tell(third) == "将“梦溪”移至已不在图中的实体所在的社区"
    assert tell(undone) == f"撤销第 3 项操作：{tell(third)}"
    assert [journal_teller((first, second), now, {})(each) for each in (first, second)] == ["one", "two"]


def test_who_was_merged_away_keeps_the_name_it_had() -> None:
    merged = Operation(1, Merge("a", ("b",)), says="m", inverse=Inverse(entities=(ENTITIES["a"], ENTITIES["b"])))
    later = Operation(2, KeepApart("b", "c"), says="k", inverse=Inverse())
    tell = journal_teller((merged, later), {key: ENTITIES[key] for key in "ac"}, {}, "zh")
    assert tell(merged) == "将“存中”并入“沈括”"
    assert tell(later) == "“存中”与“苏颂”不是同一事物"


@given(st.lists(st.sampled_from(ACTIONS), max_size=8))
def test_any_journal_can_be_told(actions: list[journal.Action]) -> None:
    operations = [Operation(number, action) for number, action in enumerate(actions, 1)]
    for language in ("en", "zh"):
        tell = journal_teller(operations, ENTITIES, RELATIONS, language)
        assert all(tell(operation) for operation in operations)
