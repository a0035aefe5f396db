"""What holds for every view: words in both languages, modules that ask for nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import kgwidgets
from kgwidgets.parts import View, view_module
from kgwidgets.summary import summary_table
from kgworkbench.model.journal import Rename
from kgworkbench.model.text import Document
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
    assert said <= {*english, "close"}


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


def test_undo_takes_back_only_what_was_done_in_the_view() -> None:
    bench = Workbench.open(embedder="lexical")
    bench.build([Document("a", "A", "Ada Lovelace met Charles Babbage in London.")]).result()
    bench.journal.act(Rename(bench.graph().entities[0].id, "By somebody else"))
    for view in (kgwidgets.MergeReview(bench), kgwidgets.CommunityExplorer(bench)):
        view.set_state({"request": {"kind": "undo", "serial": 1}})
        assert view.error == "nothing to undo here"
    assert len(bench.journal.standing()) == 1
