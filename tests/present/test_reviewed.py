"""Marks on the candidates of a merge queue: kept in order, as plain JSON, and never lost to a second look."""

import json

from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.present.reviewed import later_last, marked, marks_of, taken_up

STEPS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["looked", "later"])), max_size=12)


def test_what_was_put_off_stays_put_off_when_it_is_looked_at() -> None:
    noted = marked(marked(None, "a", "later"), "b", "looked")
    assert marks_of(noted) == {"a": "later", "b": "looked"}
    assert marked(noted, "a", "looked") is None
    assert marked(noted, "b", "looked") is None
    assert marks_of(marked(noted, "b", "later")) == {"a": "later", "b": "later"}
    assert marks_of(taken_up(noted, ["a", "b", "c"])) == {"a": "looked", "b": "looked"}


def test_a_note_of_something_else_marks_nothing() -> None:
    for noted in (None, 3, "later", {"a": "later"}, [["a"], ["a", "later", 1], ["b", "merged"], 7]):
        assert marks_of(noted) == {}


@given(STEPS)
def test_marks_survive_json_and_the_one_put_off_last_is_last(steps) -> None:
    noted = None
    later: list[str] = []
    for key, mark in steps:
        found = marked(noted, key, mark)
        noted = noted if found is None else json.loads(json.dumps(found))
        if mark == "later":
            later = [one for one in later if one != key] + [key]
    marks = marks_of(noted)
    assert set(marks) == {key for key, _ in steps}
    rows = [{"id": key} for key in "abcd"]
    ordered = [row["id"] for row in later_last(rows, marks)]
    assert ordered == [key for key in "abcd" if key not in later] + later
