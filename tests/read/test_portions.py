"""Documents in portions: all of them, in order, none too large that could be smaller."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.model.text import Document
from kgworkbench.read.portions import portions


@given(st.lists(st.integers(0, 30), max_size=30), st.integers(1, 40))
def test_portions_hold_all_in_order_and_no_more_than_allowed(sizes: list[int], most: int) -> None:
    documents = [Document(f"d{at}", "", "x" * size) for at, size in enumerate(sizes)]
    found = list(portions(documents, most))
    assert [document for portion in found for document in portion] == documents
    assert all(portion for portion in found)
    weights = [sum(len(document.text) for document in portion) for portion in found]
    assert all(weight <= most or len(portion) == 1 for weight, portion in zip(weights, found, strict=True))
    # What begins a portion would not have fitted into the one before.
    assert all(weight + len(after[0].text) > most for weight, (_, after) in zip(weights, pairwise(found), strict=False))
