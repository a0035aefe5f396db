"""Tokens, prices, estimates, and the cap of a build."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kgworkbench.app.desk import Desk
from kgworkbench.app.lookups import count_the_cost
from kgworkbench.app.spending import Budget, estimate, money
from kgworkbench.app.worker import Job
from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.model.facts import Extraction
from kgworkbench.model.tasks import Reply, Task
from kgworkbench.model.text import Chunk
from kgworkbench.model.usage import Usage
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

CHUNK = Chunk("c", "d", "T", 0, 360, "x" * 360)


def test_costs_follow_the_prices_and_a_budget_survives_its_note() -> None:
    budget = Budget(0.5, 2.0, 1000)
    assert budget.cost(Usage(1_000_000, 500_000)) == 1.5
    assert Budget.of(budget.note()) == budget
    assert Budget.of("nonsense") == Budget()
    assert (money(1.5), money(0.0012), money(0)) == ("1.50", "0.0012", "0.00")


def test_an_estimate_follows_what_was_measured_else_the_length() -> None:
    rule = estimate([CHUNK], "y" * 36, [])
    assert (rule.chunks, rule.characters, rule.measured) == (1, 360, False)
    assert rule.usage.prompt == 110
    measured = estimate([CHUNK, CHUNK], "", [(CHUNK, Extraction("c", "d", 1, usage=Usage(300, 40)))])
    assert measured.usage == Usage(600, 80)
    assert measured.measured


class Counting(LocalEngine):
    """The local engine, as if every reply took a thousand tokens."""

    def reply(self, task: Task[Any]) -> Reply[Any]:
        reply = super().reply(task)
        return Reply(reply.value, Usage(900, 100))


def test_a_build_stops_at_its_cap(corpus: Path, ended: Callable[[Job], Job]) -> None:
    bench = Workbench.open(schema=sample("computing_history").schema, engine=Counting(), embedder="lexical")
    desk = Desk(bench)
    desk.set_budget(Budget(1.0, 1.0, 2000))
    count_the_cost(desk, str(corpus))
    assert desk.estimating is not None
    ended(desk.estimating)
    assert desk.estimate is not None
    assert desk.estimate.chunks == 4
    desk.build(str(corpus))
    assert desk.building is not None
    job = ended(desk.building)
    assert job.status == "stopped"
    assert desk.spent_here.total == 2000
    assert any(entry.text == "log_cap" for entry in desk.log)
