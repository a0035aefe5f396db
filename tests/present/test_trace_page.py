"""The page of a trace: everything in it, nothing loaded, nothing that runs, in both languages."""

from html.parser import HTMLParser

import pytest

from kgworkbench.model.evidence import Answer, Citation, Evidence, Hop
from kgworkbench.model.query import Anchor, Limits, Plan, Question, Reflection, SubQuery
from kgworkbench.model.text import Span
from kgworkbench.model.trace import (
    Answered,
    Asked,
    Composed,
    Fused,
    Linked,
    Planned,
    Reflected,
    Retrieved,
    Rewritten,
    Trace,
    Without,
)
from kgworkbench.present.trace_page import trace_page

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>' onmouseover=x"


def trace(text: str = "Ada", language: str = "en") -> Trace:
    hop = Hop("a", text, "Person", text, "b", text, "Place")
    found = tuple(Evidence(f"e{n}", "entity", text * (1 + 200 * n), 0.5, (), (hop,)) for n in range(2))
    query = SubQuery("q1", text, ("entity", "chunk"), relations=(text,), target_types=(text,))
    answer = Answer(text, True, "reject", language, (text,), (Citation(text, "c", Span(0, 3), text),), paths=((hop,),))
    asked = Question(text, language)
    return Trace(
        "t1",
        text,
        "v1",
        (
            Asked(asked, Limits(), text, Without(chunks=(text,))),
            Rewritten(asked, Limits(), text, Without(chunks=(text,)), f"{text} typed"),
            Linked((Anchor("a", text, text, text, 1.0),), 1.0),
            Planned(Plan(text, (query,)), 1.0, edited=True),
            Retrieved(1, query, "entity", found, 1.0, cached=True),
            Retrieved(1, query, "chunk", (), 1.0, error=text),
            Fused(1, found, 9, 1.0, (0.25, 0.125), error=text),
            Reflected(1, Reflection(False, text, (SubQuery("q2", text),)), 1.0),
            Composed(text, (), (), 1.0),
            Answered(answer, 9.0),
        ),
    )


class Reader(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("text", ["Ada", EVIL, "沈括", "</style></title>", "{0} %s \\u0000"])
def test_nothing_in_a_trace_can_act(text: str) -> None:
    reader = read(trace_page(trace(text)))
    assert not reader.tags & {"script", "img", "link", "iframe", "object", "a", "form", "base"}
    assert not any(name.startswith("on") for name in reader.names)
    assert not reader.names & {"src", "href", "action"}


def test_nothing_is_loaded_from_anywhere() -> None:
    page = trace_page(trace())
    assert "http:" not in page
    assert "https:" not in page
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_everything_of_the_run_is_told(language: str) -> None:
    page = trace_page(trace(), language)
    for part in ("Ada typed", "q1", "0.2500", "0.1250", "t1", "v1", "<q>Ada</q>"):
        assert part in page
    words = {
        "en": ("Answer", "Citations", "Evidence paths", "Plan", "edited by hand", "Round 1", "After fusion", "2 of 9"),
        "zh": ("答案", "引用", "证据路径", "计划", "经人工修改", "第 1 轮", "融合之后", "2 / 9"),
    }[language]
    assert all(word in page for word in words)
    assert f'lang="{language}"' in page


def test_the_labels_speak_the_language_of_the_answer() -> None:
    assert "证据路径" in trace_page(trace(language="zh"))
    assert "Evidence paths" in trace_page(trace(language="zh"), "en")


def test_a_trace_that_was_cut_short_has_a_page() -> None:
    whole = trace()
    for count in range(len(whole.steps)):
        read(trace_page(Trace("t", "Ada", "v", whole.steps[:count])))
