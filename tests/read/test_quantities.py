"""Numbers and dates as values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.read.quantities import Quantity, in_base_unit, moments, number_of, quantities

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number below 10 000 in Chinese numerals."""
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thirty-six", 36),
        ("18,000", 18_000),
        ("two hundred", 200),
        ("3.5 million", 3_500_000),
        ("一百二十", 120),
        ("五卷", 5),
        ("两千零八", 2008),
        ("3万", 30_000),
        ("一千四百万", 14_000_000),
        ("二〇〇五", 2005),
    ],
)
def test_numbers_in_words_digits_and_numerals(text: str, value: float) -> None:
    assert number_of(text) == value


def test_what_is_no_number_has_none() -> None:
    assert number_of("卷") is None
    assert number_of("volume") is None
    assert number_of("") is None


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert number_of(in_chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_read_back_with_and_without_separators(number: int) -> None:
    assert number_of(str(number)) == number
    assert number_of(f"{number:,}") == number


def test_a_number_knows_what_it_counts() -> None:
    found = quantities("The library holds 1,200 maps and six globes.", "en")
    assert [(item.value, item.unit.split()[0]) for item in found] == [(1200, "maps"), (6, "globes")]
    assert [(item.value, item.unit) for item in quantities("全书十二卷，长三百尺", "zh")] == [(12, "卷"), (300, "尺")]


def test_dates_in_both_languages() -> None:
    spelt = [moments(text, "en")[0] for text in ("4 May 1901", "May 4, 1901", "1901-05-04")]
    assert {(item.year, item.month, item.day) for item in spelt} == {(1901, 5, 4)}
    assert [(item.year, item.month) for item in moments("生于1901年5月，1950年去世", "zh")] == [(1901, 5), (1950, 0)]
    assert moments("（1031—1095年）", "zh")[0].year == 1031


def test_a_quantity_of_pages_is_no_date() -> None:
    assert moments("it has 1,200 pages", "en") == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Quantity(0, 1, 2, "tonnes", "2"), Quantity(0, 1, 2000, "kg", "2000")),
        (Quantity(0, 1, 1.5, "kW", "1.5"), Quantity(0, 1, 1500, "watts", "1500")),
        (Quantity(0, 1, 3, "丈", "三"), Quantity(0, 1, 30, "尺", "三十")),
    ],
)
def test_units_of_one_kind_compare(first: Quantity, second: Quantity) -> None:
    kind, value = in_base_unit(first)
    assert (kind, pytest.approx(value)) == in_base_unit(second)
