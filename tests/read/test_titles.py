"""What documents are called."""

import pytest

from kgworkbench.read.titles import title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Ada Lovelace\n\nText.", "Ada Lovelace"),
        ("Intro.\n\n## C# ##\n", "C#"),
        ("# C#\n", "C#"),
        ("宋代科学\n\n宋代科学很发达。", "宋代科学"),
        ("A line that is the whole text", "Some File"),
        ("A sentence comes first.\nThen more.", "Some File"),
        ("#hashtag and more.\nText", "Some File"),
        ("", "Some File"),
    ],
)
def test_the_title_of_a_text(text: str, title: str) -> None:
    assert title_of(text, "some_file") == title
