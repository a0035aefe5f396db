"""What the Communities page does with no browser: marks of its queues, two compared, one alone, names asked again."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from kgworkbench.app.community_merges import CommunityMerges
from kgworkbench.app.components.chrome import navigation
from kgworkbench.app.deeds import deed_kind, goal_of
from kgworkbench.app.desk import Desk
from kgworkbench.app.editing import Editing
from kgworkbench.app.merge_queue import MergeQueue
from kgworkbench.app.naming import Naming
from kgworkbench.app.pages.communities import CommunitiesPage
from kgworkbench.app.pairing import Compared, Pairing, put_side_by_side
from kgworkbench.app.state import Session
from kgworkbench.app.strings import Strings
from kgworkbench.curate.apart import communities_apart, speaks_of_communities
from kgworkbench.errors import EngineError
from kgworkbench.model.graph import Entity, GraphDelta, Relation
from kgworkbench.model.journal import KeepApart, MergeCommunities
from kgworkbench.model.tasks import DescribeTask, Description, Reply
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.model.usage import Usage
from kgworkbench.ports import Changes
from kgworkbench.workbench import Workbench

SIZE = 3
NAMES = ("Ada", "Bob", "Eve", "Gil")


def fill(bench: Workbench) -> Workbench:
    """Four communities in a row of three entities each, one relation from each to the next."""
    entities = tuple(Entity(f"e{n:02}", f"{NAMES[n // SIZE]} {n}", "Person") for n in range(len(NAMES) * SIZE))
    ties = [(n, n + 1) for n in range(len(entities) - 1)]
    relations = tuple(Relation(f"r{a:02}", f"e{a:02}", "knows", f"e{b:02}") for a, b in ties)
    groups = [tuple(e.id for e in entities[at : at + SIZE]) for at in range(0, len(entities), SIZE)]
    rows = zip(NAMES, groups, strict=True)
    tree = KnowledgeTree(tuple(Community(f"c{n}", 0, ids, ids[0], name=name) for n, (name, ids) in enumerate(rows)))
    bench.store.apply(Changes(delta=GraphDelta(entities, relations), tree=tree))
    return bench


@pytest.fixture
def small(empty_bench: Workbench) -> Desk:
    """A desk with that graph on it."""
    return Desk(fill(empty_bench))


@pytest.fixture
def until() -> Callable[..., Any]:
    """Waits until the function gives something true, and returns that."""

    def wait(so: Callable[[], Any], seconds: float = 20) -> Any:
        end = time.monotonic() + seconds
        while not (value := so()):
            assert time.monotonic() < end, "it never came"
            time.sleep(0.01)
        return value

    return wait


def queue_of(desk: Desk) -> CommunityMerges:
    made = CommunityMerges(Session(), desk, lambda: None)
    made.refresh()
    return made


def marks(queue: CommunityMerges | MergeQueue) -> list[str]:
    return [row["mark"] for row in queue.view.shown["queue"]]


def ask(queue: CommunityMerges, kind: str) -> None:
    serial = queue.view.request.get("serial", 0) + 1
    queue.view.request = {"kind": kind, "serial": serial}


def test_marks_are_shared_and_outlive_a_session(small: Desk) -> None:
    queue, other = queue_of(small), queue_of(small)
    first, second = (row["id"] for row in queue.queue)
    assert (marks(queue), queue.view.shown["reviewed"]) == (["", ""], [0, 2])
    queue.view.current = second
    assert (marks(queue), queue.view.shown["reviewed"]) == (["looked", ""], [1, 2])
    queue.view.current = first
    ask(queue, "later")
    assert [row["id"] for row in queue.queue] == [second, first]
    other.refresh()
    assert (marks(other), other.view.shown["reviewed"]) == (["looked", "later"], [2, 2])
    assert marks(queue_of(Desk(small.bench))) == ["looked", "later"]
    # To look again is to have them in their places, looked at.
    ask(other, "again")
    assert (marks(other), [row["id"] for row in other.queue]) == (["looked", "looked"], [first, second])


def test_two_are_kept_apart_and_the_answer_is_counted_marked_and_undone(small: Desk, until: Callable[..., Any]) -> None:
    queue = queue_of(small)
    row = queue.queue[0]
    ask(queue, "apart")
    until(lambda: len(small.steward.standing) == 1 and not small.steward.busy)
    queue.refresh()
    assert row["id"] not in [each["id"] for each in queue.queue]
    assert [each["mark"] for each in queue.view.shown["past"]] == ["apart"]
    done, of = queue.view.shown["reviewed"]
    assert done == 1
    assert of == 1 + len(queue.queue)
    operation = small.steward.standing[0]
    assert speaks_of_communities(operation.action)
    say, say_zh = Strings("en"), Strings("zh")
    assert (deed_kind(operation.action, say), deed_kind(operation.action, say_zh)) == (
        "Keep communities apart",
        "社区保持分开",
    )
    assert deed_kind(KeepApart("e00", "e03"), say) == "Not the same"
    ends = {member["id"] for member in row["members"]}
    assert small.snapshot is not None
    assert goal_of(operation, small.snapshot) in ends
    assert small.steward.locks.keys() == ends
    ask(queue, "undo")
    until(lambda: not small.steward.standing and not small.steward.busy)
    queue.refresh()
    assert row["id"] in [each["id"] for each in queue.queue]
    assert queue.view.shown["past"] == []


def text_of(node: Any) -> str:
    return str(node)


def test_two_are_compared_until_something_else_is_selected(small: Desk, until: Callable[..., Any]) -> None:
    session = Session(page="communities", sel="c0")
    pairing = Pairing(session, small)
    assert pairing.node() is None
    assert "'pair': 'c1'" in text_of(pairing.offer())
    assert pairing.act({"pair": "c1"})
    assert "Comparing" in text_of(pairing.node())
    until(lambda: small.pairs.get(("c0", "c1")))
    told = text_of(pairing.node())
    assert "1 relation between them" in told
    assert "Keep apart" in told
    small.settings = type(small.settings)(weight=1.0)
    assert "Weight 1.00" in text_of(pairing.node())
    assert pairing.act({"answer_pair": "apart"})
    until(lambda: small.steward.standing and not small.steward.busy)
    assert small.steward.standing[0].action == communities_apart("e00", "e03")
    assert pairing.node() is None
    pairing.act({"pair": "c1"})
    assert "keep the communities of Ada 0 and Bob 3 apart" in text_of(pairing.node())
    assert pairing.close()
    assert not pairing.close()
    pairing.act({"pair": "c1"})
    session.sel = "e05"
    assert pairing.node() is None
    assert session.compared is None
    pairing.act({"pair": "e03"})
    assert "Not the same" in text_of(Editing(session, small).node())
    session.page = "ask"
    assert pairing.node() is None


def test_what_somebody_chose_stays_until_another_candidate_is_in_hand(small: Desk) -> None:
    session, heard = Session(page="communities", sel="c0"), list[str]()
    session.param.watch(lambda event: heard.append(event.new), "sel", onlychanged=False)
    page = CommunitiesPage(session, small)
    page.bring("groups")
    first = page._merges.pair()
    assert first is not None
    assert (session.compared, heard) == (Compared(*first, "c0", True), ["c0"])
    page.refresh()
    assert len(heard) == 1, "the same pair is told once"
    put_side_by_side(session, ("c0", "c3"))
    page.refresh()
    assert session.compared == Compared("c0", "c3", "c0")
    page._merges.view.current = page._merges.queue[1]["id"]
    assert session.compared == Compared(*(page._merges.pair() or ("", "")), "c0", True)
    assert Pairing(session, small).close() is False
    page.bring("table")
    assert session.compared is None
    put_side_by_side(session, ("c0", "c3"))
    page.refresh()
    assert session.compared == Compared("c0", "c3", "c0")
    page._chose("c0")
    assert session.compared is None


def test_one_alone_is_asked_for_and_left_by_the_same_key(small: Desk, until: Callable[..., Any]) -> None:
    session = Session(page="communities", sel="c1")
    page = CommunitiesPage(session, small)
    drawing = page._drawing
    session.press("o")
    assert (session.around, drawing.around) == ("c1", "c1")
    assert page._strip.view.visible

    def seen() -> set[str]:
        page.refresh()
        return {node["id"] for node in page._canvas.view.nodes}

    until(lambda: seen() == {"c0", "c1", "c2"})
    session.press("o")
    assert (session.around, drawing.around, page._strip.view.visible) == ("", "", False)
    until(lambda: seen() == {"c0", "c1", "c2", "c3"})
    session.sel = "e04"
    session.press("o")
    until(lambda: seen() == {"e03", "e04", "e05"})
    # From neighbour to neighbour; whoever is selected elsewhere is shown among all.
    page._graph._wish({"kind": "expand", "ids": ["e05"]})
    until(lambda: seen() == {"e04", "e05", "e06"})
    session.sel = "e11"
    page.follow()
    assert session.around == ""
    until(lambda: "e11" in seen())


def test_the_same_words_count_the_same_everywhere(desk: Desk) -> None:
    """The sidebar, the tab of all communities and its table count the communities of all levels."""
    page, say = CommunitiesPage(Session(page="communities"), desk), Strings("en")
    assert desk.snapshot is not None
    number = len(desk.snapshot.tree.communities)
    rows = navigation("communities", False, desk.snapshot, "", say)["x"][1]["x"][1]["x"]
    told = [part["x"][0] for part in rows]
    assert told[told.index(say("communities")) + 1] == str(number)
    assert page._deck._counts["table"] == str(number)
    assert f"shown of {number}" in page._state.drawn


class Shy:
    """An engine that fails on one community the first time."""

    name = "shy"

    def __init__(self) -> None:
        self.failed: list[str] = []

    def reply(self, task: DescribeTask) -> Reply[Description]:
        if task.community == "c2" and not self.failed:
            self.failed.append(task.community)
            raise EngineError("no answer")
        return Reply(Description(f"About {task.centre}", "told"), Usage(2, 1))


def test_what_the_engine_failed_on_is_asked_for_until_it_has_a_name(small: Desk, until: Callable[..., Any]) -> None:
    bench = small.bench
    assert bench is not None
    assert Naming(small).left() == (), "the local engine gives plain names"
    plain = {each.id: ("", "") for each in bench.tree().communities}
    bench.journal.reword(plain)
    bench.journal.act(MergeCommunities(("e00", "e03"), 0, "By hand"))
    small.refresh()
    bench.engine = Shy()
    naming = Naming(small)
    assert naming.left() == ("c2", "c3"), "what people decided about is left to them"

    def done() -> bool:
        looking = small._looking
        return not naming.busy and (looking is None or not looking.active)

    naming.ask()
    until(done)
    small.refresh()
    assert (naming.left(), small.spent) == (("c2",), Usage(2, 1))
    naming.ask()
    until(done)
    small.refresh()
    assert naming.left() == ()
    assert {each.name for each in bench.tree().communities} == {"By hand", "About Eve 6", "About Gil 9"}
    assert [entry.text for entry in small.log if entry.text == "log_named"] == ["log_named", "log_named"]
