"""How documents are cut into chunks."""

import pytest

from kgworkbench.model.text import Document
from kgworkbench.read.chunk import chunks_of


def cut(text: str, limit: int) -> list[str]:
    return [chunk.text for chunk in chunks_of(Document("d.md", "T", text), limit)]


def test_paragraphs_stay_whole_where_that_leaves_a_chunk_half_full() -> None:
    first, second = "One two three. Four five six.", "Seven eight nine. Ten eleven."
    assert cut(f"{first}\n\n{second}", 40) == [first, second]


def test_sentences_stay_whole_where_paragraphs_cannot() -> None:
    assert cut("One two three. Four five six. Seven eight nine.", 30) == [
        "One two three. Four five six.",
        "Seven eight nine.",
    ]


def test_a_long_sentence_is_cut_at_spaces_and_chinese_letters() -> None:
    assert cut("alpha beta gamma delta", 11) == ["alpha beta", "gamma delta"]
    assert cut("沈括著有梦溪笔谈，共三十卷", 9) == ["沈括著有梦溪笔谈，", "共三十卷"]
    assert cut("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_heading_stays_with_its_text_and_the_title_in_the_first_chunk() -> None:
    text = "# Ada Lovelace\n\nShe wrote the notes.\n\n## Later\n\nShe died in 1852."
    assert cut(text, 45) == ["# Ada Lovelace\n\nShe wrote the notes.", "## Later\n\nShe died in 1852."]


def test_ids_depend_on_content_and_place_alone() -> None:
    document = Document("d.md", "T", "One. Two.")
    assert chunks_of(document) == chunks_of(Document("d.md", "T", "One. Two.", "elsewhere"))
    assert chunks_of(document)[0].id != chunks_of(Document("e.md", "T", "One. Two."))[0].id
    assert chunks_of(document)[0].id != chunks_of(Document("d.md", "U", "One. Two."))[0].id


def test_no_text_gives_no_chunk_and_no_room_is_refused() -> None:
    assert cut(" \n\t", 10) == []
    with pytest.raises(ValueError, match="0 characters"):
        cut("text", 0)
