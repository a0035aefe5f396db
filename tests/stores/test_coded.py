"""Compact extractions come back as they went, and those of an earlier version too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.model.codec import dumps
from kgworkbench.model.facts import (
    Attribute,
    AttributeCandidate,
    Candidates,
    Extraction,
    Mention,
    MentionCandidate,
    Proposal,
    Triple,
    TripleCandidate,
    TypeCandidate,
    Violation,
)
from kgworkbench.model.text import Span
from kgworkbench.model.usage import Usage
from kgworkbench.stores.coded import extraction_of, extraction_text

texts = st.text(st.characters(codec="utf-8"), max_size=6)
spans = st.none() | st.builds(Span, st.integers(0, 9), st.integers(0, 9))
shares = st.floats(0, 1)
numbers = st.integers(-1, 5)
kinds = st.sampled_from(["entity", "relation", "attribute"])


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=3).map(tuple)


candidates = st.builds(
    Candidates,
    some(st.builds(MentionCandidate, texts, texts, spans, shares)),
    some(st.builds(TripleCandidate, numbers, texts, numbers, shares, spans)),
    some(st.builds(AttributeCandidate, numbers, texts, texts, spans, shares)),
    some(st.builds(TypeCandidate, kinds, texts, some(texts), shares, spans)),
    some(texts),
)
extractions = st.builds(
    Extraction,
    texts,
    texts,
    st.integers(0, 9),
    some(st.builds(Mention, texts, texts, spans)),
    some(st.builds(Triple, numbers, texts, numbers, shares, spans)),
    some(st.builds(Attribute, numbers, texts, texts, spans)),
    some(st.builds(Proposal, kinds, texts, some(texts), shares, texts, spans)),
    some(st.builds(Violation, texts, some(texts), texts, spans)),
    candidates,
    st.builds(Usage, st.integers(0, 9), st.integers(0, 9)),
)


@given(extractions)
def test_what_is_read_is_what_was_written(extraction: Extraction) -> None:
    assert extraction_of(extraction_text(extraction)) == extraction
    assert extraction_of(dumps(extraction)) == extraction


@pytest.mark.parametrize("text", ["[]", "[1]", "nothing", '{"kind":"Chunk"}'])
def test_what_is_no_extraction_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        extraction_of(text)
