import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.model.codec import dumps, loads
from kgworkbench.model.facts import Candidates, Extraction, Mention, MentionCandidate, Violation
from kgworkbench.model.query import Limits, Question, SubQuery
from kgworkbench.model.text import Span
from kgworkbench.model.trace import Answered, Asked, Retrieved, Step, Trace

texts = st.text(max_size=20)
spans = st.none() | st.builds(Span, st.integers(0, 99), st.integers(0, 99))
mentions = st.builds(Mention, texts, texts, spans)
extractions = st.builds(
    Extraction,
    texts,
    texts,
    st.integers(0, 9),
    st.lists(mentions, max_size=3).map(tuple),
    violations=st.lists(st.builds(Violation, texts, st.tuples(texts, texts), texts, spans), max_size=2).map(tuple),
    candidates=st.builds(
        Candidates, st.lists(st.builds(MentionCandidate, texts, texts, spans, st.floats(0, 1)), max_size=2).map(tuple)
    ),
)


@given(extractions)
def test_an_extraction_survives_json(extraction: Extraction) -> None:
    assert loads(Extraction, dumps(extraction)) == extraction


def test_a_trace_survives_json_with_its_step_kinds() -> None:
    question = Question("谁写了《梦溪笔谈》？", "zh", "open")
    steps: tuple[Step, ...] = (
        Asked(question, Limits(rounds=2), "local"),
        Retrieved(1, SubQuery("q1", "x", ("entity",)), "entity", (), 1.5, error="TimeoutError: late"),
    )
    trace = Trace("t", question.text, "v", steps)
    assert loads(Trace, dumps(trace)) == trace
    assert trace.answer is None


def test_equal_values_give_equal_bytes_and_defaults_are_left_out() -> None:
    assert dumps(Limits()) == '{"kind":"Limits"}'
    assert dumps(Limits(rounds=5)) == '{"kind":"Limits","rounds":5}'


@pytest.mark.parametrize(
    "coded",
    [
        '{"kind":"Span","start":1}',
        '{"kind":"Mention","start":1,"end":2}',
        '{"kind":"Span","start":"1","end":2}',
        '{"kind":"Span","start":1,"end":2,"colour":3}',
        "[1,2]",
    ],
)
def test_what_is_no_such_value_is_refused(coded: str) -> None:
    with pytest.raises(ValueError, match=r"Span|expected|missing|field"):
        loads(Span, coded)


def test_answered_is_found_by_its_tag() -> None:
    with pytest.raises(ValueError, match="none of"):
        loads(Step, '{"kind":"Nothing"}')  # type: ignore[arg-type]
    assert Answered.__name__ == "Answered"
