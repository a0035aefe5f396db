"""Laws of tokens, sentences and chunks on any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.model.text import Document
from kgworkbench.read.chunk import chunks_of
from kgworkbench.read.language import language_of
from kgworkbench.read.sentences import sentences
from kgworkbench.read.tokens import tokens

_PIECES = [
    *"aZé1 \n.!?;,'\"“”’()[]#-。！？；，：《》」）",
    "\n\n",
    "# Heading\n",
    "- item\n",
    "Dr. ",
    "J. C. R. ",
    "e.g. ",
    "U.S. ",
    "3.14",
    "The Analytical Engine ",
    "沈括写了《梦溪笔谈》。",
    "司马光",
    "……",
    "[3]",
    "\u3000",
    "\x1c",
    "\r\n",
    "𠀀",
]
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))


def _covered(text: str, spans: list[tuple[int, int]]) -> None:
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@given(texts)
def test_sentences_are_ordered_disjoint_trimmed_and_cover_the_text(text: str) -> None:
    _covered(text, [(span.start, span.end) for span in sentences(text)])


@given(texts, st.integers(min_value=1, max_value=80))
@settings(max_examples=200)
def test_chunks_quote_the_document_cover_it_and_keep_the_limit(text: str, limit: int) -> None:
    chunks = chunks_of(Document("d", "Title", text), limit)
    _covered(text, [(chunk.start, chunk.end) for chunk in chunks])
    for chunk in chunks:
        assert chunk.text == text[chunk.start : chunk.end]
        assert len(chunk.text) <= limit
        assert (chunk.document, chunk.title) == ("d", "Title")
    assert len({chunk.id for chunk in chunks}) == len(chunks)


@given(texts)
def test_a_text_within_the_limit_is_one_chunk(text: str) -> None:
    chunks = chunks_of(Document("d", "Title", text), max(1, len(text)))
    assert [chunk.text for chunk in chunks] == ([text.strip()] if text.strip() else [])


@given(texts)
def test_tokens_are_casefolded_and_hold_no_space(text: str) -> None:
    for token in tokens(text):
        assert token
        assert not any(character.isspace() for character in token)
    assert tokens(text) == tokens(text.lower()) or not text.isascii()


@given(texts)
def test_the_language_is_one_of_two(text: str) -> None:
    assert language_of(text) in ("en", "zh")
