"""How well facts and chunks fit a text is worked out once, however many routes ask for it side by side."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from small_library import small_library

from kgworkbench.index import match as matching
from kgworkbench.index.library import Index
from kgworkbench.index.match import Match, match


def test_five_that_ask_at_once_share_one_match(monkeypatch: pytest.MonkeyPatch) -> None:
    index = small_library().index
    plain, asked, gate = matching._match, [], threading.Barrier(5, timeout=10)

    def counted(index: Index, text: str) -> Match:
        asked.append(text)
        threading.Event().wait(0.1)
        return plain(index, text)

    monkeypatch.setattr(matching, "_match", counted)

    def one(_: int) -> Match:
        gate.wait()
        return match(index, "Who invented the Enigma machine?")

    with ThreadPoolExecutor(5) as threads:
        found = list(threads.map(one, range(5)))
    assert len(asked) == 1
    assert all(each is found[0] for each in found)


def test_what_failed_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    index = small_library().index
    plain = matching._match

    def broken(index: Index, text: str) -> Match:
        raise OSError("the model is gone")

    monkeypatch.setattr(matching, "_match", broken)
    with pytest.raises(OSError, match="gone"):
        match(index, "Turing")
    monkeypatch.setattr(matching, "_match", plain)
    assert match(index, "Turing").facts.max() > 0


def test_only_the_latest_texts_are_kept() -> None:
    index = small_library().index
    for number in range(3 * matching.KEPT):
        match(index, f"Turing {number}")
    assert list(index.recent.matches) == [f"Turing {n}" for n in range(2 * matching.KEPT, 3 * matching.KEPT)]
