"""What the local engine takes a question to ask."""

import pytest

from kgworkbench.engines.local.question import read_question


@pytest.mark.parametrize(
    ("text", "form", "head"),
    [
        ("Which river did the survey of 1870 cross?", "thing", "river"),
        ("Who painted the ceiling?", "thing", ""),
        ("In what year was the mill closed?", "date", ""),
        ("How many bridges cross the canal?", "count", "bridges"),
        ("How many kilograms does the bell weigh?", "number", "kilograms"),
        ("How old was Anna Bell when she died?", "age", ""),
        ("How many years lay between the flood and the fire?", "duration", "years"),
        ("Were Anna Bell and Otto Kern born in the same town?", "check", ""),
        ("Which is taller, the Old Tower or the New Tower?", "choice", ""),
        ("Why did the harbour matter?", "summary", ""),
        ("The woman who built the mill was born in which town?", "thing", "town"),
    ],
)
def test_english_forms(text: str, form: str, head: str) -> None:
    asked = read_question(text, "en")
    assert (asked.form, asked.head) == (form, head)


@pytest.mark.parametrize(
    ("text", "form", "head"),
    [
        ("这座灯塔是谁建造的？", "thing", ""),
        ("他晚年住在哪座山里？", "thing", "山"),
        ("那本书是哪一年写成的？", "date", ""),
        ("全书一共有多少卷？", "count", ""),
        ("这口钟有多重？", "number", ""),
        ("从动工到落成一共用了多少年？", "duration", ""),
        ("张衡和祖冲之，哪一位出生得更早？", "choice", ""),
        ("张衡和祖冲之是同乡吗？", "check", ""),
        ("概括一下当地造船业的发展。", "summary", ""),
        ("她还开了哪条直通海边的河？", "thing", "河"),
    ],
)
def test_chinese_forms(text: str, form: str, head: str) -> None:
    asked = read_question(text, "zh")
    assert (asked.form, asked.head) == (form, head)


def test_comparisons_know_their_options_and_direction() -> None:
    asked = read_question("Which was built first, the Old Mill or the New Mill?", "en")
    assert (asked.options, asked.order) == (("Old Mill", "New Mill"), "least")
    asked = read_question("南桥和北桥比起来，哪一座更长？", "zh")
    assert (asked.options, asked.order) == (("南桥", "北桥"), "most")


def test_depth_counts_descriptions() -> None:
    assert read_question("Where was Anna Bell born?", "en").depth == 0
    assert read_question("Where was the woman born who built the mill?", "en").depth == 1
    assert read_question("Who taught the man who married the woman who built the mill?", "en").depth == 2
    assert read_question("被雷火烧掉的那座木塔，它的设计者写过什么书？", "zh").depth >= 1


@pytest.mark.parametrize("text", ["?", "what", "谁", "？？", "who who who", "a" * 3000, "哪" * 500, "Which or or or?"])
def test_odd_questions_are_read_without_failing(text: str) -> None:
    for language in ("en", "zh"):
        asked = read_question(text, language)
        assert 0 <= asked.focus <= asked.focus_end <= max(len(text), 1)
