"""Work side by side: in order, and never waited for longer than it may take."""

import threading
import time

import pytest

from kgworkbench.retrieve.crew import Crew


def test_results_come_in_the_order_of_the_jobs() -> None:
    with Crew(3, 5.0) as crew:
        assert crew.run([lambda n=n: n * n for n in range(8)]) == [n * n for n in range(8)]  # type: ignore[misc]


def test_what_is_late_is_left_behind_and_the_crew_goes_on() -> None:
    hold = threading.Event()
    began = time.monotonic()
    with Crew(2, 0.1) as crew:
        assert crew.run([hold.wait, lambda: True]) == [None, True]
        assert crew.run([lambda: "again"]) == ["again"]
    assert time.monotonic() - began < 3
    hold.set()


def test_a_jobs_own_timeout_is_its_own() -> None:
    def late() -> None:
        raise TimeoutError("mine")

    with Crew(1, 5.0) as crew, pytest.raises(TimeoutError, match="mine"):
        crew.run([late])
