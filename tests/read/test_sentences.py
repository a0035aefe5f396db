"""Where sentences end, in English, in Chinese and in both at once."""

import pytest

from kgworkbench.read.sentences import sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["J. C. R. Licklider met Dr. Smith in the U.S. Senate in Jan. 1960.", "He left."],
        ["John F. Kennedy and J.R.R. Tolkien, Jr. never met.", "They wrote."],
        ["He served in World War I.", "The war ended."],
        ["He paid $3.5 million, i.e. a lot.", "It was vol. 2 (see pp. 3-4)."],
        ["Apple Inc. bought it.", "It was sold by Apple Inc.", "In 2001 it grew."],
        ["“Stop!” he said.", "She asked, “Why?”", "He left."],
        ['He said "Go."', "Then he left (in a hurry.)", "All was quiet…", "At last!"],
        ["She wrote it in 1843.[3]", "It was long.[4][5]", "No. 5 was best."],
        ["Babbage b. 1791 d. 1871 was first.", "What?!", "Really..."],
        ["Smith et al. showed it, cf. Jones.", "It holds."],
    ],
)
def test_english(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["沈括生于1031年。", "他是杭州人！", "是吗？", "他写了书；", "书很长……", "完"],
        ["他说：“这是什么？”", "她笑了。"],
        ["他写了《谁在说谎？》一书。", "后来《你好！世界》出版了。", "《Yes! 少女》也好看。"],
        ["“好！”的声音传来。", "（他笑了。）", "众人散去。"],
        ["圆周率是3.14。", "GPT-3.5很大.", "然后?", "没有了!"],
    ],
)
def test_chinese(parts: list[str]) -> None:
    assert split("".join(parts)) == parts


def test_headings_lists_labels_and_short_lines_end_a_sentence() -> None:
    text = "# Ada Lovelace\nShe wrote\n\nnotes\n- one item\n- two items\nname: Ada\nborn: 1815\n宋朝\n科学"
    assert split(text) == [
        "# Ada Lovelace",
        "She wrote",
        "notes",
        "- one item",
        "- two items",
        "name: Ada",
        "born: 1815",
        "宋朝",
        "科学",
    ]


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    english = "In 1843 she published extensive notes on a machine called the\nAnalytical Engine. It was never built."
    assert split(english) == [english[:-20].rstrip(), "It was never built."]
    chinese = "沈括晚年退居润州，在梦溪园中写成《梦溪笔谈》一书，内容涉及天文、历法、数\n学和物理。后人称赞他。"
    assert split(chinese) == [chinese[:-6], "后人称赞他。"]


def test_two_languages_in_one_text() -> None:
    assert split("Shen Kuo (沈括) was born in 1031. 他是杭州人。He wrote a book.") == [
        "Shen Kuo (沈括) was born in 1031.",
        "他是杭州人。",
        "He wrote a book.",
    ]
