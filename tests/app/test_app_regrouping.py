"""Communities under other settings: the latest wish is answered, a picture first and its words after."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from kgworkbench.app import regrouping
from kgworkbench.app.desk import Desk
from kgworkbench.app.worker import Job
from kgworkbench.community.tree import grow_tree
from kgworkbench.settings import CommunitySettings


def at(weight: float) -> CommunitySettings:
    return CommunitySettings(weight=weight)


def test_the_tree_is_the_one_that_would_be_kept(desk: Desk, ended: Callable[[Job], Job]) -> None:
    assert desk.snapshot is not None
    assert desk.bench is not None
    desk.group(at(0.8))
    assert desk.grouping is not None
    ended(desk.grouping)
    assert desk.preview == grow_tree(desk.snapshot.graph, desk.bench.embedder, at(0.8))
    assert desk.snapshot.tree is desk.preview
    assert not desk.regrouping.wording


def test_wishes_do_not_wait_in_a_row(desk: Desk, ended: Callable[[Job], Job], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    first, go = threading.Event(), threading.Event()
    found = regrouping.levels_on

    def slowly(ground, settings):
        asked.append(settings.weight)
        first.set()
        assert go.wait(20)
        return found(ground, settings)

    monkeypatch.setattr(regrouping, "levels_on", slowly)
    desk.group(at(0.1))
    assert first.wait(20)
    for weight in (0.2, 0.3, 0.4):
        desk.group(at(weight))
    go.set()
    assert desk.grouping is not None
    ended(desk.grouping)
    assert asked == [0.1, 0.4]
    assert desk.settings == at(0.4)


def test_a_weight_is_found_once_and_the_ground_once_for_each_graph(
    desk: Desk, ended: Callable[[Job], Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    for name in ("ground_of", "levels_on"):
        known = getattr(regrouping, name)
        monkeypatch.setattr(
            regrouping, name, lambda *given, name=name, known=known: (calls.append(name), known(*given))[1]
        )
    trees = []
    for weight in (0.3, 0.7, 0.3):
        desk.group(at(weight))
        assert desk.grouping is not None
        ended(desk.grouping)
        trees.append(desk.preview)
    assert trees[0] is trees[2]
    assert calls == ["ground_of", "levels_on", "levels_on"]
    assert desk.snapshot is not None
    desk.snapshot = replace(desk.snapshot, graph=replace(desk.snapshot.graph))
    desk.group(at(0.3))
    ended(desk.grouping)
    assert calls[-2:] == ["ground_of", "levels_on"]


def test_what_is_forgotten_is_not_shown(
    desk: Desk, ended: Callable[[Job], Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()
    found = regrouping.levels_on

    def slowly(ground, settings):
        begun.set()
        assert go.wait(20)
        return found(ground, settings)

    monkeypatch.setattr(regrouping, "levels_on", slowly)
    assert desk.snapshot is not None
    stored = desk.snapshot.tree
    desk.group(at(0.9))
    assert begun.wait(20)
    desk.drop_groups()
    go.set()
    assert desk.grouping is not None
    ended(desk.grouping)
    assert desk.preview is None
    assert desk.snapshot.tree == stored


def test_watchers_are_told_in_the_thread_that_found_it(desk: Desk, ended: Callable[[Job], Job]) -> None:
    told: list[str] = []

    def hear() -> None:
        told.append(threading.current_thread().name)

    desk.watch(hear)
    desk.group(at(0.6))
    assert desk.grouping is not None
    ended(desk.grouping)
    assert set(told) == {"kgw-group"}


def test_a_broken_search_ends_in_the_log_and_the_next_one_works(
    desk: Desk, ended: Callable[[Job], Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(regrouping, "levels_on", lambda *_: 1 / 0)
        desk.group(at(0.2))
        assert desk.grouping is not None
        assert "ZeroDivisionError" in ended(desk.grouping).error
    desk.group(at(0.2))
    ended(desk.grouping)
    assert desk.settings == at(0.2)
