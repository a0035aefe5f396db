"""Words read piece by piece are the words of the whole text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kgworkbench.index.words import PIECE, words, words_of

LETTERS = st.sampled_from("aB'’1,.٣ é́́ゞ゛゙差分机　\t\n\u00a0\u0085\u200bΣςßﬁ①½ﷺ가각힣_-")


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(LETTERS, max_size=60), st.text(max_size=40)), max_size=5))
@example(["1,000 000", "1, 000", "O’Brien's Tekezé", "差 分机", "a" * (PIECE + 1) + " b", "", " "])
def test_a_text_has_the_words_of_its_pieces(texts: list[str]) -> None:
    assert list(words_of(texts)) == [words(text) for text in texts]
    assert list(words_of([*texts, *texts])) == [words(text) for text in [*texts, *texts]]
