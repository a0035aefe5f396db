"""A session's state: keys, the address, the words of the interface."""

import string

import pytest

from kgworkbench.app.state import PAGES, Session
from kgworkbench.app.strings import WORDS, Strings


@pytest.mark.parametrize(("key", "page"), list(zip("1234", PAGES, strict=True)))
def test_number_keys_turn_to_the_pages(key: str, page: str) -> None:
    session = Session(page="ask" if page != "ask" else "schema")
    session.press(key)
    assert session.page == page


def test_escape_closes_help_first_and_then_clears_the_selection() -> None:
    session = Session(sel="x", light=1)
    session.press("?")
    assert session.helping
    session.press("Escape")
    assert (session.helping, session.sel) == (False, "x")
    session.press("Escape")
    assert (session.sel, session.light) == ("", None)


def test_the_address_is_taken_as_far_as_it_makes_sense() -> None:
    session = Session()
    session.from_address({"page": "communities", "sel": "abc", "lang": "zh", "theme": "pink", "q": 7})
    assert (session.page, session.sel, session.language, session.q) == ("communities", "abc", "zh", "7")
    session.from_address({"page": "nowhere", "lang": "fr"})
    assert (session.page, session.language) == ("communities", "zh")


def test_every_word_stands_in_both_languages_with_the_same_blanks() -> None:
    def blanks(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, (english, chinese) in WORDS.items():
        assert english.strip(), key
        assert chinese.strip(), key
        assert blanks(english) == blanks(chinese), key


def test_one_thing_is_said_in_the_singular() -> None:
    assert Strings("en")("citations_n", n=1) == "1 citation"
    assert Strings("en")("citations_n", n=2) == "2 citations"
    assert Strings("zh")("citations_n", n=2) == "2 条引用"
