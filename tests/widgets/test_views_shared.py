"""What holds for every view: words in both languages, modules that ask for nothing."""

import re
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest

import kgwidgets
from kgwidgets.parts import View, view_module
from kgwidgets.summary import show_with_summary, summary_table
from kgworkbench.model.evidence import Answer
from kgworkbench.model.journal import Rename
from kgworkbench.model.text import Document
from kgworkbench.schema.general import general_schema
from kgworkbench.workbench import Workbench

VIEWS = [name for name in kgwidgets.__all__ if name != "GraphView"]


@pytest.mark.parametrize("name", VIEWS)
def test_words_are_the_same_in_both_languages_and_all_that_is_said_is_there(name: str) -> None:
    view = getattr(kgwidgets, name)
    assert issubclass(view, View)
    english, chinese = view.says["en"], view.says["zh"]
    assert set(english) == set(chinese)
    for key, words in english.items():
        assert set(re.findall(r"\{(\w+)", words)) == set(re.findall(r"\{(\w+)", chinese[key])), key
    source = Path(sys.modules[view.__module__].__file__ or "").read_text(encoding="utf-8")
    said = set(re.findall(r'\bsay\("(\w+)"', view_module(view.module) + source))
    assert said <= {*english, "close", "gone"}


@pytest.mark.parametrize("name", VIEWS)
def test_a_module_is_whole_and_asks_for_nothing(name: str) -> None:
    module = view_module(getattr(kgwidgets, name).module)
    assert module.count("export default { render }") == 1
    for word in ("import ", "fetch(", "eval(", "new Function", "innerHTML", "insertAdjacent", "http:", "https:"):
        assert word not in module.replace("http://www.w3.org/2000/svg", ""), word


@pytest.mark.parametrize("name", VIEWS)
def test_no_trait_is_named_like_a_layout_parameter_of_panel(name: str) -> None:
    traits = {trait for trait in getattr(kgwidgets, name).class_own_traits() if not trait.startswith("_")}
    assert not traits & {"width", "height", "name", "tags", "visible", "loading", "margin", "styles"}


def test_names_are_given_on_demand_and_nothing_is_loaded_before() -> None:
    code = "import sys, kgwidgets; print(sorted({'anywidget', 'ipywidgets', 'kgworkbench'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
    with pytest.raises(AttributeError, match="Nothing"):
        kgwidgets.Nothing  # noqa: B018


def test_a_summary_escapes_what_it_is_given_and_counts_what_it_cuts() -> None:
    told = summary_table("<b>", ["<i>"], [[f"<script>{n}"] for n in range(45)])
    assert "<script>" not in told
    assert "&lt;script&gt;39" in told
    assert "… 5" in told


def shown(view: object, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The bundles a view displays as the value of a cell."""
    bundles: list[dict[str, str]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **options: bundles.append(data))
    view._ipython_display_()  # type: ignore[attr-defined]
    return bundles


WIDGET = "application/vnd.jupyter.widget-view+json"


def test_the_summary_is_an_output_of_its_own_where_it_can_step_back(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VSCODE_PID", "VSCODE_CWD"):
        monkeypatch.delenv(name, raising=False)
    editor = kgwidgets.SchemaEditor(general_schema())
    live, still = shown(editor, monkeypatch)
    assert set(live) == {WIDGET, "text/plain"}
    assert set(still) == {"text/html", "text/plain"}
    assert still["text/html"].startswith('<div class="kgv-still"><style>')
    assert "born_in" in still["text/html"]
    monkeypatch.setenv("VSCODE_PID", "1")
    (whole,) = shown(editor, monkeypatch)
    assert {WIDGET, "text/plain", "text/html"} == set(whole)


def test_a_drawing_is_shown_as_an_image(monkeypatch: pytest.MonkeyPatch) -> None:
    bundles: list[dict[str, str]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **options: bundles.append(data))
    monkeypatch.delenv("VSCODE_PID", raising=False)
    monkeypatch.delenv("VSCODE_CWD", raising=False)
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'><title>图</title></svg>"
    show_with_summary({WIDGET: "x", "text/plain": "a <b>", "image/svg+xml": drawing}, {})
    _, still = bundles
    assert still["image/svg+xml"] == drawing
    assert '<img alt="a &lt;b&gt;"' in still["text/html"]
    coded = still["text/html"].split("base64,")[1].split('"')[0]
    assert b64decode(coded).decode() == drawing
    bundles.clear()
    show_with_summary({"text/plain": "no widget here"}, {})
    assert bundles == [{"text/plain": "no widget here"}]


def test_undo_takes_back_only_what_was_done_in_the_view() -> None:
    bench = Workbench.open(embedder="lexical")
    bench.build([Document("a", "A", "Ada Lovelace met Charles Babbage in London.")]).result()
    bench.journal.act(Rename(bench.graph().entities[0].id, "By somebody else"))
    for view in (kgwidgets.MergeReview(bench), kgwidgets.CommunityExplorer(bench)):
        view.set_state({"request": {"kind": "undo", "serial": 1}})
        assert view.error == "nothing to undo here"
    assert len(bench.journal.standing()) == 1


@pytest.mark.parametrize(
    ("view", "given", "told"),
    [
        ("GraphView", "answer", r"paths=answer\.paths"),
        ("GraphView", "my.kgw", r"Workbench\.open\('my\.kgw'\)"),
        ("CommunityExplorer", "graph", "'Graph' is none"),
        ("MergeReview", "graph", "'Graph' is none"),
        ("EvidenceView", "answer", "'Answer' is none"),
        ("TraceView", "an id", "an id goes with bench="),
        ("ExtractionMonitor", "bench", r"bench\.build"),
        ("ExtractionMonitor", "docs/", r"bench\.build"),
        ("SchemaEditor", "schema.yaml", "give a Schema or a Workbench"),
    ],
)
def test_what_a_view_cannot_be_made_of_is_told_with_what_it_can(
    asked: tuple[Workbench, Answer], view: str, given: str, told: str
) -> None:
    bench, answer = asked
    values = {"answer": answer, "graph": bench.graph(), "bench": bench}
    with pytest.raises(TypeError, match=told):
        getattr(kgwidgets, view)(values.get(given, given))


def test_a_trace_is_found_by_its_id(asked: tuple[Workbench, Answer]) -> None:
    bench, _ = asked
    assert kgwidgets.TraceView(bench.traces()[0], bench=bench).trace == bench.trace(bench.traces()[0])


@pytest.fixture(scope="module")
def asked() -> tuple[Workbench, Answer]:
    """A workbench that was asked one question."""
    bench = Workbench.open(embedder="lexical")
    bench.build([Document("a", "A", "Ada Lovelace met Charles Babbage in London.")]).result()
    return bench, bench.ask("Who met Charles Babbage?").result()
