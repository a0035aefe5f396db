"""Traces saved before steps had more to tell still load, and look, replay and compare as they did."""

from kgworkbench.model.codec import dumps, loads
from kgworkbench.model.trace import Asked, Fused, Planned, Trace, Without
from kgworkbench.present.trace_page import trace_page
from kgworkbench.traces.diff import diff_traces
from kgworkbench.traces.spans import spans_of

OLD = (
    '{"graph_version":"v","id":"t","kind":"Trace","question":"Who?","steps":['
    '{"engine":"local","kind":"Asked","limits":{"kind":"Limits"},"question":{"kind":"Question","text":"Who?"}},'
    '{"anchors":[],"kind":"Linked","ms":0.1},'
    '{"kind":"Planned","ms":0.1,"plan":{"kind":"Plan","question":"Who?","sub_queries":[]}},'
    '{"evidence":[{"id":"e","kind":"Evidence","route":"chunk","score":1.0,"text":"x"}],"kind":"Fused","ms":0.1,'
    '"offered":1,"round":1},'
    '{"answer":{"found":false,"kind":"Answer","mode":"reject","text":"No."},"kind":"Answered","ms":1.0}]}'
)


def test_an_old_trace_loads_and_is_written_as_it_was() -> None:
    trace = loads(Trace, OLD)
    assert dumps(trace) == OLD
    asked, _, planned, fused, _ = trace.steps
    assert isinstance(asked, Asked)
    assert asked.off == Without()
    assert isinstance(planned, Planned)
    assert (planned.edited, planned.aside) == (False, "")
    assert isinstance(fused, Fused)
    assert (fused.scores, fused.reranked, fused.error) == ((), False, "")


def test_an_old_trace_can_be_shown_compared_and_exported() -> None:
    trace = loads(Trace, OLD)
    assert "Who?" in trace_page(trace)
    assert diff_traces(trace, trace).same
    assert len(spans_of(trace)) == 4
