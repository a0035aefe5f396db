"""Communities are named by the engine side by side, and one that cannot be named keeps its plain name."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from word_engine import SCHEMA

from kgworkbench.describe import describe_tree, plainly_named
from kgworkbench.errors import EngineError
from kgworkbench.model.graph import Entity, Graph
from kgworkbench.model.tasks import DescribeTask, Description, Reply
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.model.usage import Usage

COUNT = 12


class TellingEngine:
    """Takes its time, cannot name one community, and knows how many calls were under way at once."""

    name = "telling"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.under_way = self.most = 0
        self._lock = threading.Lock()

    def reply(self, task: DescribeTask) -> Reply[Description]:
        with self._lock:
            self.asked.append(task.community)
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        time.sleep(0.01)
        with self._lock:
            self.under_way -= 1
        if task.centre == "Entity 3":
            raise EngineError("no name for this")
        return Reply(Description(f"About {task.centre}", "told"), Usage(2, 1))


GRAPH = Graph(tuple(Entity(f"e{n:02}", f"Entity {n}", "Word") for n in range(COUNT)), ())
TREE = KnowledgeTree(
    tuple(Community(f"c{n:02}", 0, (f"e{n:02}",), f"e{n:02}", name=f"plain {n}") for n in range(COUNT))
)


def test_calls_go_out_side_by_side_and_give_what_one_by_one_gives() -> None:
    alone, crowd = TellingEngine(), TellingEngine()
    one_by_one = describe_tree(TREE, GRAPH, alone, SCHEMA.language)
    with ThreadPoolExecutor(4) as executor:
        together = describe_tree(TREE, GRAPH, crowd, SCHEMA.language, executor=executor)
    assert together == one_by_one
    assert (alone.most, len(crowd.asked)) == (1, COUNT)
    assert 1 < crowd.most <= 4
    assert together[1] == Usage(2 * (COUNT - 1), COUNT - 1)
    assert [each.name for each in together[0].communities][2:5] == ["About Entity 2", "plain 3", "About Entity 4"]


def test_what_was_told_before_is_not_asked_for_again() -> None:
    first, _ = describe_tree(TREE, GRAPH, TellingEngine(), SCHEMA.language)
    engine = TellingEngine()
    again, spent = describe_tree(TREE, GRAPH, engine, SCHEMA.language, first)
    assert again == first
    assert (engine.asked, spent) == ([], Usage())


def test_what_an_engine_failed_on_is_asked_for_again_and_nothing_else() -> None:
    plain = KnowledgeTree(tuple(Community(f"c{n:02}", 0, (f"e{n:02}",), f"e{n:02}") for n in range(COUNT)))
    assert plainly_named(plain, GRAPH, "en") == tuple(each.id for each in plain.communities)
    first, _ = describe_tree(plain, GRAPH, TellingEngine(), SCHEMA.language)
    assert plainly_named(first, GRAPH, "en") == ("c03",)
    engine = TellingEngine()
    again, spent = describe_tree(first, GRAPH, engine, SCHEMA.language, first, again=("c03", "nobody"))
    assert (engine.asked, again, spent) == (["c03"], first, Usage())
    engine = TellingEngine()
    better, spent = describe_tree(first, GRAPH, engine, SCHEMA.language, first, again=("c05",))
    assert (engine.asked, better, spent) == (["c05"], first, Usage(2, 1))
