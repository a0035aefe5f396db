"""Dates and numbers with units."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.engines.local.literals import literals


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("on 26 December 1791 he", "en", "1791-12-26"),
        ("on December 26 , 1791 he", "en", "1791-12-26"),
        ("in March 1947", "en", "1947-03"),
        ("in 1947 only", "en", "1947"),
        ("on 1988-02-19", "en", "1988-02-19"),
        ("in the 1950s", "en", "the 1950s"),
        ("died 11 November 875", "en", "11 November 875"),
        ("于1993年11月16日创办", "zh", "1993-11-16"),
        ("生于1993年", "zh", "1993"),
        ("一九四九年十月一日", "zh", "1949-10-01"),
    ],
)
def test_dates(text: str, language: str, value: str) -> None:
    dates = [item.value for item in literals(text, language) if item.kind == "date"]
    assert dates == [value]


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("weighed 27 tonnes", "en", "27", "tonnes"),
        ("about 18,000 valves", "en", "18000", "valves"),
        ("10 , 000 acres", "en", "10000", "acres"),
        ("rose 12.5 percent", "en", "12.5", "percent"),
        ("票房6亿", "zh", "6", "亿"),
        ("长三千六百尺", "zh", "3600", "尺"),
        ("人口1607人", "zh", "1607", "人"),
    ],
)
def test_numbers_with_units(text: str, language: str, value: str, unit: str) -> None:
    assert (value, unit) in {(item.value, item.unit) for item in literals(text, language) if item.kind == "number"}


@given(st.text(max_size=80), st.sampled_from(["en", "zh"]))
def test_literals_lie_in_the_text_in_order_and_apart(text: str, language: str) -> None:
    found = literals(text, language)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
