"""What people decide at the desk: done, undone, refused, locked, tried out; with no browser and no server."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kgworkbench.app.deeds import deed_kind, goal_of
from kgworkbench.app.desk import Desk
from kgworkbench.app.draft import Draft
from kgworkbench.app.editing import Editing
from kgworkbench.app.merge_queue import MergeQueue, effect_words
from kgworkbench.app.schema_inboxes import Inboxes
from kgworkbench.app.state import Session
from kgworkbench.app.steward import Effect
from kgworkbench.app.strings import WORDS, Strings
from kgworkbench.model.codec import encode
from kgworkbench.model.facts import Violation
from kgworkbench.model.journal import (
    DeleteEntity,
    KeepApart,
    Merge,
    MergeCommunities,
    Rename,
    RenameCommunity,
    Retype,
)
from kgworkbench.model.text import Document
from kgworkbench.ports import Changes
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

TEXTS = {
    "a.md": (
        "Stanford Research Institute",
        "Douglas Engelbart worked at the Stanford Research Institute in Menlo Park. He designed the mouse.",
    ),
    "b.md": ("SRI", "Douglas Engelbart worked at SRI. Bill English worked at SRI."),
    "c.md": ("Ada Lovelace", "Ada Lovelace collaborated with Charles Babbage, long before the Second World War."),
}


@pytest.fixture
def desk() -> Desk:
    """A desk over a graph with a likely duplicate and a proposed type."""
    made = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    made.build([Document(key, title, text) for key, (title, text) in TEXTS.items()]).result()
    return Desk(made)


@pytest.fixture
def until() -> Callable[[Callable[[], Any]], Any]:
    """Waits until something is so."""

    def wait(so: Callable[[], Any], seconds: float = 20) -> Any:
        end = time.monotonic() + seconds
        while not (value := so()):
            assert time.monotonic() < end, "it never came"
            time.sleep(0.01)
        return value

    return wait


def settled(desk: Desk) -> Callable[[], bool]:
    """Whether nothing is being done and the snapshot is of the graph as it is."""

    def so() -> bool:
        looking = desk._looking
        calm = not desk.steward.busy and (looking is None or not looking.active)
        return (
            calm
            and desk.bench is not None
            and desk.snapshot is not None
            and (desk.snapshot.graph == desk.bench.store.graph())
        )

    return so


def named(desk: Desk, name: str) -> str:
    assert desk.snapshot is not None
    return next(entity.id for entity in desk.snapshot.graph.entities if entity.name == name)


def written(desk: Desk) -> str:
    """Graph and communities, byte for byte."""
    assert desk.bench is not None
    return json.dumps([encode(desk.bench.store.graph()), encode(desk.bench.store.tree())], sort_keys=True)


def test_a_deed_is_done_undone_and_redone(desk: Desk, until: Callable[..., Any]) -> None:
    before = written(desk)
    assert desk.steward.depth == (0, 0)
    desk.steward.act(Rename(named(desk, "SRI"), "SRI International"))
    until(settled(desk))
    assert desk.steward.depth == (1, 1)
    toast = desk.steward.fresh()
    assert toast is not None
    assert toast.undo == {"undo": [1]}
    assert named(desk, "SRI International") in desk.steward.locks
    after = written(desk)
    assert desk.steward.take(toast.undo)
    until(lambda: desk.steward.depth == (0, 1) and settled(desk)())
    assert written(desk) == before
    assert desk.steward.locks == {}
    desk.steward.redo()
    until(lambda: desk.steward.depth == (1, 1) and settled(desk)())
    assert written(desk) == after
    desk.steward.undo()
    until(lambda: desk.steward.depth == (0, 1))


def test_a_merge_is_shown_before_it_is_done_and_undone_to_the_byte(desk: Desk, until: Callable[..., Any]) -> None:
    before = written(desk)
    queue = MergeQueue(Session(), desk, lambda: None)
    until(lambda: (queue.refresh(), queue.count)[1])
    assert queue.view.shown["candidate"]["name"] == "Stanford Research Institute"
    assert len(queue.view.selected) == 2
    effect = until(lambda: found[1] if (found := queue.effect()) else None)
    assert (effect.entities[2], effect.error) == (1, "")
    assert "1 gone" in effect_words(effect, Strings("en"))
    assert written(desk) == before
    queue.view.request = {"kind": "merge", "name": "SRI International", "serial": 1}
    assert queue.count == 0
    until(settled(desk))
    assert desk.snapshot is not None
    assert "SRI International" in {entity.name for entity in desk.snapshot.graph.entities}
    assert len(desk.snapshot.graph.entities) == len(json.loads(before)[0]["entities"]) - 1
    queue.view.request = {"kind": "undo", "serial": 2}
    until(lambda: desk.steward.depth == (0, 1) and settled(desk)())
    assert written(desk) == before
    until(lambda: (queue.refresh(), queue.count)[1])


def test_what_is_said_not_to_be_one_is_not_offered_again(desk: Desk, until: Callable[..., Any]) -> None:
    queue = MergeQueue(Session(language="zh"), desk, lambda: None)
    until(lambda: (queue.refresh(), queue.count)[1])
    assert queue.view.words["merge"] == WORDS["review_merge"][1]
    queue.view.selected = queue.view.selected[:1]
    queue.view.request = {"kind": "apart", "serial": 1}
    assert queue.view.error == WORDS["review_two"][1]
    queue.view.selected = [member["id"] for member in queue.view.shown["candidate"]["members"]]
    queue.view.request = {"kind": "apart", "serial": 2}
    until(lambda: desk.steward.depth == (1, 1))
    until(lambda: (queue.refresh(), desk.steward.counted("zh"))[1] == 1)
    queue.refresh()
    assert queue.count == 0
    assert isinstance(desk.steward.standing[0].action, KeepApart)


def test_a_refusal_says_why_and_changes_nothing(desk: Desk, until: Callable[..., Any]) -> None:
    sri, long_name = named(desk, "SRI"), named(desk, "Stanford Research Institute")
    desk.steward.act(Merge(sri, (sri, long_name)))
    until(lambda: desk.steward.depth == (1, 1) and settled(desk)())
    desk.steward.act(Rename(long_name, "Nobody"))
    until(lambda: not desk.steward.busy)
    toast = desk.steward.fresh()
    assert toast is not None
    assert toast.bad
    assert desk.log[-1].level == "error"
    assert desk.steward.depth == (1, 1)
    desk.steward.dismiss()
    assert desk.steward.fresh() is None
    refused = until(lambda: desk.steward.effect(Rename(long_name, "Nobody")))
    assert refused.error


def test_the_journal_goes_to_another_graph_as_a_file(desk: Desk, until: Callable[..., Any]) -> None:
    assert desk.bench is not None
    desk.steward.act(Retype(named(desk, "SRI"), "Place"), reason="a test")
    until(lambda: desk.steward.depth == (1, 1))
    text = desk.bench.journal.export()
    desk.steward.undo()
    until(lambda: desk.steward.depth == (0, 1))
    desk.steward.apply(text)
    until(lambda: desk.steward.depth == (1, 2))
    desk.steward.apply("nonsense")
    until(lambda: desk.log[-1].level == "error")


def test_deeds_are_told_in_both_languages_and_lead_somewhere(desk: Desk, until: Callable[..., Any]) -> None:
    assert desk.snapshot is not None
    ada = named(desk, "Ada Lovelace")
    community = desk.snapshot.community_of(ada)
    assert community is not None
    desk.steward.act(Rename(ada, "Countess of Lovelace"), RenameCommunity(community.centre, "Engines"))
    until(lambda: desk.steward.depth == (2, 2) and settled(desk)())
    first, second = desk.steward.operations
    say = Strings("zh")
    assert deed_kind(first.action, say) == WORDS["deed_Rename"][1]
    assert desk.steward.lines("zh")(first) == "将“Ada Lovelace”重命名为“Countess of Lovelace”"
    assert desk.steward.lines("zh")(second) == "将第 0 层“Countess of Lovelace”所在的社区命名为“Engines”"
    assert desk.steward.lines("en")(first) == first.says
    assert goal_of(first, desk.snapshot) == ada
    assert goal_of(second, desk.snapshot) in desk.snapshot.communities
    assert goal_of(second, desk.snapshot) in desk.steward.locks
    toast = desk.steward.fresh()
    assert toast is not None
    assert toast.undo == {"undo": [2, 1]}


def test_a_form_makes_an_action_only_when_it_is_filled_in(desk: Desk, until: Callable[..., Any]) -> None:
    session = Session()
    editing = Editing(session, desk)
    assert editing.node() is None
    session.sel = named(desk, "SRI")
    assert editing.node() is not None
    editing.act({"form": "merge"})
    editing.act({"typed": "stanford"})
    assert "Stanford Research Institute" in json.dumps(editing.node())
    assert editing._action() is None
    editing.act({"choose": named(desk, "Stanford Research Institute")})
    assert isinstance(editing._action(), Merge)
    editing.act({"form": "merge"})
    assert editing._action() is None
    editing.act({"form": "delete"})
    assert editing._action() == DeleteEntity(session.sel)
    editing.act({"form": "rename"})
    editing.act({"typed": " "})
    assert editing._action() is None
    editing.act({"typed": "SRI International"})
    editing.node()
    assert editing.act({"apply_edit": 1})
    until(settled(desk))
    assert named(desk, "SRI International") == session.sel
    assert not editing.act({"select": "x"})


def test_communities_are_merged_and_split_by_their_centres(desk: Desk, until: Callable[..., Any]) -> None:
    assert desk.snapshot is not None
    level = desk.snapshot.tree.levels - 1
    one, other = desk.snapshot.tree.at(level)[:2]
    session = Session(sel=one.id)
    editing = Editing(session, desk)
    editing.node()
    editing.act({"form": "merge"})
    editing.act({"choose": other.id})
    assert editing._action() == MergeCommunities((one.centre, other.centre), level, "")
    assert str(len(one.members) + len(other.members)) in json.dumps(editing.node())
    editing.act({"apply_edit": 1})
    until(lambda: desk.steward.depth == (1, 1) and settled(desk)())
    until(lambda: one.id in desk.steward.locks)
    assert len(desk.snapshot.communities[one.id].members) == len(one.members) + len(other.members)


def test_a_schema_is_tried_before_it_is_put_in_force(desk: Desk, until: Callable[..., Any]) -> None:
    assert desk.snapshot is not None
    assert desk.bench is not None
    old = desk.snapshot.schema
    kinds = tuple(replace(kind, head=("Place",)) if kind.name == "worked_at" else kind for kind in old.relation_types)
    narrow = replace(old, relation_types=kinds)
    effect = until(lambda: desk.trials.effect(narrow))
    lost = effect.count("invalid", "relation")
    assert lost >= 2
    assert desk.trials.effect(narrow) is effect
    assert desk.bench.schema.version == 1
    ties = len(desk.snapshot.graph.relations)
    desk.steward.adopt(narrow, "narrower")
    until(lambda: desk.bench is not None and desk.bench.schema.version == 2 and settled(desk)())
    assert len(desk.snapshot.graph.relations) == ties - lost
    assert len(desk.trials.violations()) == lost
    toast = desk.steward.fresh()
    assert toast is not None
    assert toast.undo == {"version": 1}
    desk.steward.take(toast.undo)
    until(lambda: desk.bench is not None and desk.bench.schema.version == 3 and settled(desk)())
    assert len(desk.snapshot.graph.relations) == ties


def test_a_proposal_is_accepted_and_comes_back_when_that_is_undone(desk: Desk, until: Callable[..., Any]) -> None:
    assert desk.bench is not None
    inbox = until(desk.trials.inbox)
    assert [each.name for each in inbox] == ["War"]
    boxes = Inboxes(Session(), desk, lambda _: None)
    boxes.act({"answer": "accept", "kind": "entity", "name": "War"})
    until(lambda: not desk.steward.busy and settled(desk)())
    assert desk.bench.schema.entity_type("War") is not None
    until(lambda: not desk.trials.inbox())
    desk.steward.undo()
    until(lambda: not desk.steward.busy and settled(desk)())
    assert desk.bench.schema.entity_type("War") is None
    assert [each.name for each in until(desk.trials.inbox)] == ["War"]
    boxes.refresh("versions")
    boxes.act({"compare": 1})
    boxes.act({"compare": 2})
    assert "War" in json.dumps(boxes.sheets["versions"].node)
    assert boxes.counts()["proposals"] == 1


def test_a_violation_is_let_in_ignored_or_allowed(desk: Desk, until: Callable[..., Any]) -> None:
    assert desk.bench is not None
    assert desk.snapshot is not None
    old = next(iter(desk.bench.store.extractions()))
    rule = "head and tail types not allowed"
    claims = [
        ("Ada Lovelace", "Person", "worked_at", "Charles Babbage", "Person"),
        ("A", "Person", "worked_at", "B", "Award"),
    ]
    broken = tuple(Violation(rule, claim, old.chunk) for claim in claims)
    desk.bench.store.apply(Changes(extractions=(replace(old, violations=broken),)))
    desk.refresh()
    asked: list[Violation] = []
    boxes = Inboxes(Session(), desk, asked.append)
    boxes.refresh("violations")
    assert rule in json.dumps(boxes.sheets["violations"].node)
    ties = len(desk.snapshot.graph.relations)
    boxes.act({"admit": 0})
    until(lambda: desk.steward.depth == (1, 1) and settled(desk)())
    assert len(desk.snapshot.graph.relations) == ties + 1
    boxes.refresh("violations")
    boxes.act({"widen": 0})
    assert asked == [broken[1]]
    draft = Draft(desk.snapshot.schema)
    assert draft.widen(broken[1].claim) == "relation"
    kind = draft.schema().relation_type("worked_at")
    assert kind is not None
    assert "Award" in kind.tail
    boxes.act({"ignore": 0})
    until(lambda: desk.steward.depth == (2, 2))
    assert desk.trials.violations() == ()


def test_questions_turn_green_or_red_and_stay_with_the_graph(desk: Desk, until: Callable[..., Any]) -> None:
    assert desk.bench is not None
    boxes = Inboxes(Session(), desk, lambda _: None)
    boxes.act({"question": "Where did Bill English work?"})
    boxes.act({"question": "Who baked the first pizza?"})
    until(lambda: len(desk.competency.verdicts) == 2)
    until(lambda: desk.competency.job is not None and not desk.competency.job.active)
    assert desk.competency.tally == (1, 2)
    assert desk.bench.notes()["competency"] == ["Where did Bill English work?", "Who baked the first pizza?"]
    boxes.refresh("competency")
    assert WORDS["unanswered"][0] in json.dumps(boxes.sheets["competency"].node)
    assert boxes.counts()["competency"] == "1/2"
    again = Desk(desk.bench)
    assert again.competency.verdicts == desk.competency.verdicts
    boxes.act({"forget": "Who baked the first pizza?"})
    assert desk.competency.tally == (1, 1)


def test_questions_are_asked_again_after_every_edit(desk: Desk, until: Callable[..., Any]) -> None:
    assert desk.bench is not None
    question = "Where did Bill English work?"
    desk.competency.add(question)
    until(lambda: desk.competency.tally == (1, 1))
    traces = desk.bench.traces()
    old = desk.bench.schema
    kinds = tuple(replace(kind, head=("Place",)) if kind.name == "worked_at" else kind for kind in old.relation_types)
    # Nothing says where anybody worked once the schema forbids it, and the passage is all that is left.
    desk.steward.adopt(replace(old, relation_types=kinds), "narrower")
    until(lambda: desk.competency.verdicts[question].version == 2)
    for name in ("SRI", "Stanford Research Institute", "Bill English"):
        desk.steward.act(DeleteEntity(named(desk, name)))
    until(lambda: desk.steward.depth == (3, 3))
    asked = desk.competency.job
    until(lambda: desk.competency.job is not asked or not desk.competency.job.active)
    assert desk.competency.verdicts[question].fresh
    assert desk.bench.traces() == traces


def test_a_paid_engine_is_not_asked_again_by_itself(desk: Desk, until: Callable[..., Any]) -> None:
    assert desk.bench is not None
    question = "Where did Bill English work?"
    desk.competency.add(question)
    until(lambda: desk.competency.tally == (1, 1))
    desk.bench.engine = _Paid(desk.bench.engine)
    desk.steward.act(Rename(named(desk, "SRI"), "SRI International"))
    until(lambda: not desk.competency.verdicts[question].fresh)
    until(lambda: desk.competency.job is not None and not desk.competency.job.active)
    boxes = Inboxes(Session(), desk, lambda _: None)
    boxes.refresh("competency")
    assert WORDS["verdict_old"][0] in json.dumps(boxes.sheets["competency"].node)
    boxes.act({"ask_all": 1})
    until(lambda: desk.competency.verdicts[question].fresh)


class _Paid:
    """The local engine under another name."""

    name = "paid"

    def __init__(self, inner: Any) -> None:
        self.reply = inner.reply


def test_nothing_to_do_is_said() -> None:
    assert effect_words(Effect(), Strings("en")) == WORDS["effect_none"][0]
