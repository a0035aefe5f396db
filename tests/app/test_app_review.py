"""The review queue, the policy for new types, and what a chunk took; with no browser."""

import time
from collections.abc import Callable
from pathlib import Path

from kgworkbench.app.components.monitor import chunk_rows, policy_choice, progress
from kgworkbench.app.components.review_card import review_card
from kgworkbench.app.components.sheet import Node
from kgworkbench.app.desk import Desk
from kgworkbench.app.policies import policy_note, policy_of
from kgworkbench.app.review_queue import Reviewer, other_types, review_queue
from kgworkbench.app.strings import Strings
from kgworkbench.app.worker import Job
from kgworkbench.model.journal import Confirm, DeleteEntity, DeleteRelation, Retype
from kgworkbench.schema.evolve import Policy
from kgworkbench.workbench import Workbench

SAY = Strings("en")


def texts(node: Node | str) -> str:
    return node if isinstance(node, str) else " ".join(texts(child) for child in node.get("x", ()))


def settle(desk: Desk, count: int) -> None:
    """Waits until so many operations hold."""
    assert desk.bench is not None
    end = time.monotonic() + 20
    while len(desk.bench.journal.standing()) != count:
        assert time.monotonic() < end, desk.log
        time.sleep(0.02)
    desk.refresh()


def test_the_least_sure_comes_first_and_what_was_looked_at_is_gone(desk: Desk) -> None:
    assert desk.snapshot is not None
    assert desk.bench is not None
    queue = review_queue(desk.snapshot, ())
    assert len(queue) == len(desk.snapshot.graph.entities) + len(desk.snapshot.graph.relations)
    assert [one.confidence for one in queue] == sorted(one.confidence for one in queue)
    operation = desk.bench.journal.act(Confirm(queue[0].what, queue[0].id))
    assert queue[0] not in review_queue(desk.snapshot, [operation])


def test_accept_reject_retype_skip_and_undo(desk: Desk) -> None:
    assert desk.snapshot is not None
    assert desk.bench is not None
    reviewer = Reviewer(desk)
    before = desk.snapshot.graph
    first = reviewer.queue()[0]
    second = reviewer.act("accept")
    assert second is not None
    assert second != first
    reviewer.act("reject")
    settle(desk, 2)
    kinds = [type(operation.action) for operation in desk.bench.journal.standing()]
    assert kinds[0] is Confirm
    assert kinds[1] in (DeleteRelation, DeleteEntity)
    assert second.id not in {one.id for one in reviewer.queue()}
    reviewer.act("undo")
    settle(desk, 1)
    assert reviewer.queue()[0].id == second.id
    reviewer.act("skip")
    assert reviewer.queue()[-1].id == second.id
    while reviewer.queue()[0].what == "relation":
        reviewer.act("skip")
    entity = reviewer.queue()[0]
    kind = other_types(desk.snapshot, desk.snapshot.entities[entity.id].type)[0]
    reviewer.act("retype", kind)
    settle(desk, 2)
    assert desk.bench.journal.standing()[-1].action == Retype(entity.id, kind)
    assert desk.snapshot.entities[entity.id].type == kind
    reviewer.act("undo")
    reviewer.act("undo")  # a skip is taken back with no trace in the journal
    settle(desk, 1)
    assert desk.snapshot.graph == before
    assert reviewer.done == 1


def test_a_card_shows_its_sentence_and_its_keys(desk: Desk) -> None:
    assert desk.snapshot is not None
    queue = Reviewer(desk).queue()
    for one in (queue[0], next(one for one in queue if one.what == "entity")):
        card = review_card([one, *queue], 0, desk.snapshot, SAY)
        assert {"a", "x", " ", "z"} <= card["on"]["keys"].keys()
        assert ("1" in card["on"]["keys"]) == (one.what == "entity")
        assert "Read the source" in texts(card)
    assert "Nothing left" in texts(review_card((), 3, desk.snapshot, SAY))


def test_what_cannot_be_done_is_in_the_log_and_comes_back(desk: Desk) -> None:
    assert desk.bench is not None
    reviewer = Reviewer(desk)
    first = reviewer.queue()[0]
    desk.bench.journal.close_for("a build is under way")
    reviewer.act("accept")
    end = time.monotonic() + 20
    while not any(entry.level == "error" for entry in desk.log):
        assert time.monotonic() < end
        time.sleep(0.02)
    assert "a build is under way" in desk.log[-1].text
    assert first in reviewer.queue()


def test_a_policy_is_kept_and_nonsense_is_the_default() -> None:
    policy = Policy("accept", 0.5, 2)
    assert policy_of(policy_note(policy)) == policy
    assert policy_of({"mode": "sometimes"}) == policy_of(None) == Policy()
    assert policy_of({"mode": "never", "confidence": 7, "support": -1}) == Policy("never", 1.0, 1)
    assert policy_of({"mode": "never", "confidence": "high"}) == Policy()
    assert texts(policy_choice(policy, SAY)).split()[:2] == ["New", "types"]


def test_a_build_follows_the_policy_and_says_what_each_chunk_took_and_brought(
    empty_bench: Workbench, corpus: Path, ended: Callable[[Job], Job]
) -> None:
    desk = Desk(empty_bench)
    desk.set_policy(Policy("accept", 0.0, 1))
    desk.build(str(corpus))
    assert desk.building is not None
    job = ended(desk.building)
    assert job.status == "done", job.error
    assert desk.snapshot is not None
    rows = chunk_rows(desk.snapshot, {}, {}, desk.took, desk.budget)
    assert all(float(row["seconds"]) >= 0 for row in rows)
    assert len(rows) == 4
    assert "% new" in texts(progress(job, SAY))
    assert Desk(empty_bench).policy == Policy("accept", 0.0, 1)
