"""Spans that may be names, in English and Chinese."""

import pytest

from kgworkbench.engines.local.mentions_en import names_en
from kgworkbench.engines.local.mentions_zh import names_zh, quoted_zh
from kgworkbench.engines.local.segment_zh import words_zh
from kgworkbench.engines.local.titles_en import quoted_en, titles_en

NOTHING: frozenset[str] = frozenset()


def names(text: str) -> list[str]:
    return [spot.text for spot in names_en(text, NOTHING, NOTHING) if spot.shape != "opener"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Bank of Lower Austria lent money to Maria Keller.", ["Bank of Lower Austria", "Maria Keller"]),
        ("In Vienna , Gov. Peter Novak spoke .", ["Vienna", "Peter Novak"]),
        ("the Ministry for Trade and Industry", ["Ministry for Trade and Industry"]),
        ("Tokyo and Kyoto are cities", ["Tokyo", "Kyoto"]),
        ("J. R. Keller met Ludwig van der Berg", ["J. R. Keller", "Ludwig van der Berg"]),
        ("Workers ' Party of Ruritania", ["Workers ' Party of Ruritania"]),
        ("the 1998 Ruritanian general election was close", ["1998 Ruritanian general election"]),
        ("Ruritania 's parliament met in March 1998", ["Ruritania"]),
        ("Jean-Luc O'Brien wrote ALGOL 60", ["Jean-Luc O'Brien", "ALGOL 60"]),
        ("the Mark I. In 1947 it moved", ["Mark I"]),
        ("Catherine the Great and Boris III of Ruritania", ["Catherine the Great", "Boris III of Ruritania"]),
        ("However, nobody came", []),
    ],
)
def test_english_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_capital_that_only_opens_its_sentence_is_marked() -> None:
    shapes = {spot.text: spot.shape for spot in names_en("Printed tables were poor. Keller sighed.", NOTHING, NOTHING)}
    assert shapes.get("Keller") == "opener"


def test_a_schema_suffix_goes_on_a_name() -> None:
    found = names_en("The Graz government fell.", NOTHING, frozenset({"government"}))
    assert [spot.text for spot in found] == ["Graz government"]


def test_english_titles_in_quotes_and_without() -> None:
    assert [spot.text for spot in quoted_en("She sang “Red Dawn” and said “no, I will not go there today”.")] == [
        "Red Dawn"
    ]
    text = "His thesis, On the Motion of Clouds, appeared late."
    assert [spot.text for spot in titles_en(text)] == ["On the Motion of Clouds"]


def chinese(text: str) -> set[str]:
    return {spot.text for spot in names_zh(text, words_zh(text), NOTHING, NOTHING)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("导演理查德·凯利来了", "理查德·凯利"),
        ("崔妮·盖伊的父亲是泰森·盖伊", "泰森·盖伊"),
        ("东海长风精密仪器有限公司成立了", "东海长风精密仪器有限公司"),
        ("他毕业于西北农业大学", "西北农业大学"),
        ("秦观，字少游，高邮人", "少游"),
        ("北宋末年", "北宋"),
    ],
)
def test_chinese_names(text: str, expected: str) -> None:
    assert expected in chinese(text)


def test_chinese_titles_lose_their_marks() -> None:
    assert [spot.text for spot in quoted_zh("他写了《长夜》和《山中来信》。")] == ["长夜", "山中来信"]
