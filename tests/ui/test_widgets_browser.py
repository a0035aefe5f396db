"""The notebook's views in a real page over their own Python values: clicks change values, nothing is asked of a net.

The page plays the part of a notebook: it loads a view's module from a blob, keeps a model of its traits, sends changes
to the Python widget and fetches what changed there.
"""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

import kgwidgets
from kgwidgets import CommunityExplorer, EvidenceView, ExtractionMonitor, MergeReview, SchemaEditor, TraceView
from kgworkbench.model.journal import KeepApart, Merge, Rename
from kgworkbench.model.text import Document
from kgworkbench.present.drafting import edited
from kgworkbench.samples import sample
from kgworkbench.settings import BuildSettings
from kgworkbench.workbench import Workbench

HOST = """<!doctype html><html><body><div id="host"></div></body></html>"""
SCRIPT = """async ({source, state, height}) => {
  const listeners = {}, changed = {};
  const take = (news) => {
    const fresh = Object.keys(news).filter((key) => JSON.stringify(state[key]) !== JSON.stringify(news[key]));
    for (const key of fresh) state[key] = news[key];
    for (const key of fresh) for (const act of listeners[`change:${key}`] || []) act();
  };
  const model = {
    get: (key) => state[key],
    set: (key, value) => {
      state[key] = changed[key] = value;
      for (const act of listeners[`change:${key}`] || []) act();
    },
    save_changes: async () => {
      const sent = JSON.stringify(changed);
      for (const key in changed) delete changed[key];
      take(JSON.parse(await window.toPython(sent)));
    },
    on: (name, act) => { (listeners[name] ||= []).push(act); },
    off: (name, act) => { listeners[name] = (listeners[name] || []).filter((one) => one !== act); },
  };
  const host = document.createElement('div');
  host.style.height = height;
  const url = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
  const view = (await import(url)).default;
  window.pull = async () => take(JSON.parse(await window.toPython('{}')));
  // As a notebook does it: drawn first, hung into the page after.
  window.leave = view.render({model, el: host});
  document.querySelector('#host').append(host);
}"""

Open = Callable[..., Any]


@pytest.fixture
def hosted(open_page: Open, picture: Any) -> Callable[..., Any]:
    """Opens a page with one widget in it: ``hosted(widget, dark=True)``."""

    def open_one(widget: Any, *, dark: bool = False, wide: int = 900, language: str = "") -> Any:
        page = open_page(viewport={"width": wide, "height": 760}, color_scheme="light")
        keys = [key for key in widget.keys if not key.startswith("_") and key not in ("layout", "tabbable", "tooltip")]

        def sent(text: str) -> str:
            state = json.loads(text)
            if state:
                widget.set_state(state)
            return json.dumps({key: getattr(widget, key) for key in keys})

        page.expose_function("toPython", sent)
        page.set_content(HOST)
        if dark:
            page.evaluate("document.body.style.background = '#111418'")
        state = {key: getattr(widget, key) for key in keys}
        source = {"source": widget._esm, "state": state, "height": str(widget.layout.height)}
        page.evaluate(SCRIPT, source)
        page.locator(".kgv").wait_for()
        return page

    return open_one


@pytest.fixture(scope="module")
def built() -> Callable[[str], Workbench]:
    """A workbench over a sample, in memory."""

    def build(name: str = "computing_history") -> Workbench:
        corpus = sample(name)
        bench = Workbench.open(embedder="lexical")
        bench.build(corpus.path, schema=corpus.schema).result()
        return bench

    return build


@pytest.fixture(scope="module")
def asked(built: Callable[..., Workbench]) -> Workbench:
    """A workbench that has answered a question."""
    bench = built()
    bench.ask(QUESTION).result()
    return bench


def test_a_merge_is_decided_by_clicks_and_taken_back(hosted: Any, built: Any, wait_until: Any, picture: Any) -> None:
    bench = built()
    before = len(bench.graph().entities)
    review = MergeReview(bench)
    page = hosted(review)
    picture(page, "merge_review_light")
    first = list(review.selected)
    box = page.locator(".kgm-member input").first
    box.uncheck()
    wait_until(lambda: review.selected == first[1:], page)
    expect(page.locator("button.merge")).to_be_disabled()
    page.locator(".kgm-member input").first.check()
    wait_until(lambda: review.selected == first, page)
    page.locator(".kgm-row input[type=text]").fill("A better name")
    page.locator("button.merge").click()
    wait_until(lambda: len(review.done) == 1, page)
    assert isinstance(review.done[0].action, Merge)
    assert len(bench.graph().entities) == before - 1
    assert any(entity.name == "A better name" for entity in bench.graph().entities)
    page.locator("button.apart").click()
    wait_until(lambda: len(review.done) == 2, page)
    assert isinstance(review.done[1].action, KeepApart)
    page.locator("button.undo").click()
    wait_until(lambda: len(review.done) == 1, page)
    page.locator("button.undo").click()
    wait_until(lambda: len(review.done) == 0, page)
    assert len(bench.graph().entities) == before
    second = review.queue[1]["id"]
    page.locator(".kgm-queue button").nth(1).click()
    wait_until(lambda: review.current == second, page)
    assert review.error == ""


def test_the_merge_queue_in_chinese_and_in_the_dark(hosted: Any, built: Any, picture: Any) -> None:
    review = MergeReview(built("song_science"), language="zh")
    page = hosted(review, dark=True)
    expect(page.locator("button.merge")).to_have_text("合并")
    assert page.locator(".kgv").get_attribute("data-theme") == "dark"
    picture(page, "merge_review_dark")


QUESTION = "Who designed the machine that Ada Lovelace wrote about?"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_steps_of_a_trace_are_unfolded_by_clicks(
    hosted: Any, asked: Any, wait_until: Any, picture: Any, dark: bool
) -> None:
    view = TraceView(asked)
    page = hosted(view, dark=dark)
    page.locator("[data-id=round-1]").click()
    wait_until(lambda: view.selected == "round-1", page)
    page.locator(".kgt-more").wait_for()
    expect(page.locator(".kgt-more")).to_contain_text("Before fusion")
    picture(page, f"trace_view_{'dark' if dark else 'light'}")
    page.locator("[data-id=step-2]").click()
    wait_until(lambda: view.selected == "step-2", page)
    assert type(view.step).__name__ == "Planned"
    before = page.locator("button.kgt-row").count()
    page.locator(".kgt-fold", has_text="▾").first.click()
    expect(page.locator("button.kgt-row").nth(before - 1)).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_citation_leads_to_its_card(hosted: Any, asked: Any, wait_until: Any, picture: Any, dark: bool) -> None:
    view = EvidenceView(asked)
    page = hosted(view, dark=dark)
    page.locator(".kge-said li button").first.click()
    wait_until(lambda: view.selected == view.shown["citations"][0]["evidence"], page)
    card = page.locator(".kge-card[aria-selected=true]")
    card.wait_for()
    card.locator("mark").first.wait_for()
    picture(page, f"evidence_view_{'dark' if dark else 'light'}")
    page.locator(".kge-card").nth(1).click()
    wait_until(lambda: view.selected == view.shown["cards"][1]["id"], page)
    assert view.evidence is not None


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_communities_are_chosen_renamed_and_split_by_clicks(
    hosted: Any, built: Any, wait_until: Any, picture: Any, dark: bool
) -> None:
    explorer = CommunityExplorer(
        built("song_science" if dark else "computing_history"), language="zh" if dark else "en"
    )
    page = hosted(explorer, dark=dark)
    coarse = explorer.shown["blocks"][0]["id"]
    page.locator(f"g[data-id='{coarse}']").click()
    wait_until(lambda: explorer.selected == coarse, page)
    page.locator(f"g[data-id='{coarse}']").click()
    page.locator(".kgc-out").wait_for()
    page.locator(".kgc-out").click()
    finest = next(block["id"] for block in explorer.shown["blocks"] if block["level"] == 0)
    page.locator(f"g[data-id='{finest}']").click()
    wait_until(lambda: explorer.selected == finest and explorer.shown["card"]["id"] == finest, page)
    page.wait_for_timeout(100)
    picture(page, f"community_explorer_{'dark' if dark else 'light'}")
    page.locator(".kgc-name input").fill("The first machines")
    page.locator("button.rename").click()
    wait_until(lambda: explorer.community is not None and explorer.community.name == "The first machines", page)
    page.locator(".kgc-list input").nth(1).check()
    wait_until(lambda: len(explorer.checked) == 1, page)
    assert explorer.community is not None
    size = len(explorer.community.members)
    page.locator("button.split").click()
    wait_until(lambda: len(explorer.journal) == 2, page)
    assert len(explorer.community.members) == size - 1
    page.locator("button.undo").click()
    wait_until(lambda: len(explorer.journal) == 1, page)
    page.locator("[data-trait=weight]").fill("0.9")
    wait_until(lambda: explorer.weight == 0.9, page)
    page.locator(".kgc-note button.back").click()
    wait_until(lambda: explorer.weight == -1.0, page)
    assert explorer.error == ""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_schema_is_edited_in_place_and_as_text(
    hosted: Any, built: Any, wait_until: Any, picture: Any, dark: bool
) -> None:
    bench = built("song_science" if dark else "computing_history")
    editor = SchemaEditor(bench, language="zh" if dark else "en")
    page = hosted(editor, dark=dark)
    before = editor.schema
    page.locator("[role=tab]").nth(1).click()
    field = page.locator("[data-cell=relation-0-head]")
    field.fill("Nowhere")
    field.press("Enter")
    wait_until(lambda: editor.schema.relation_types[0].head == ("Nowhere",), page)
    page.locator(".kgs-error").first.wait_for()
    wait_until(lambda: bool(editor.shown["whatif"]), page)
    page.wait_for_timeout(200)
    picture(page, f"schema_editor_{'dark' if dark else 'light'}")
    page.locator("button.apply").click()
    wait_until(lambda: "Nowhere" in editor.error, page)
    page.locator(".kgv-error").wait_for()
    page.locator("button.undo").click()
    wait_until(lambda: editor.schema == before, page)
    page.locator("[role=tab]").nth(0).click()
    page.locator("button.add").click()
    wait_until(lambda: editor.schema.entity_types[-1].name == "NewType1", page)
    named = f"entity-{len(before.entity_types)}-name"
    wait_until(lambda: page.evaluate("document.activeElement.dataset.cell") == named, page)
    page.keyboard.type("Instrument")
    page.keyboard.press("Enter")
    wait_until(lambda: editor.schema.entity_types[-1].name == "Instrument", page)
    page.locator("[role=tab]").nth(3).click()
    expect(page.locator("textarea")).to_have_value(re.compile("Instrument"))
    text = page.locator("textarea").input_value()
    page.locator("textarea").fill(text.replace("Instrument", "Tool"))
    page.locator("button.use").click()
    wait_until(lambda: editor.schema.entity_types[-1].name == "Tool", page)
    page.locator("button.apply").click()
    wait_until(lambda: bench.schema.entity_type("Tool") is not None and editor.saved, page, 30)


def test_what_is_being_typed_outlives_a_drawing(hosted: Any, built: Any, wait_until: Any) -> None:
    editor = SchemaEditor(built())
    page, name = hosted(editor), editor.schema.entity_types[0].name
    page.locator("[data-cell=entity-0-name]").focus()
    page.keyboard.press("End")
    page.keyboard.type("Be")
    editor.saved = "Something else was told."
    page.evaluate("window.pull()")
    expect(page.locator(".kgs-foot")).to_contain_text("Something else")
    page.keyboard.type("ing")
    assert editor.schema.entity_types[0].name == name
    page.keyboard.press("Enter")
    wait_until(lambda: editor.schema.entity_types[0].name == f"{name}Being", page)


def test_a_schema_adopted_elsewhere_is_shown_and_edits_of_ones_own_stand_beside_it(
    hosted: Any, built: Any, wait_until: Any, picture: Any
) -> None:
    bench = built()
    editor = SchemaEditor(bench)
    page = hosted(editor)
    first = page.locator("[data-cell=entity-0-name]")
    shown = first.input_value()
    bench.adopt(edited(bench.schema, "entity", 0, "name", "Human"))
    page.evaluate("window.pull()")
    expect(first).to_have_value("Human")
    expect(page.locator(".kgs-foot")).to_contain_text("adopted version 2")
    assert editor.schema == bench.schema
    page.locator("[data-cell=entity-1-description]").fill("Mine")
    page.locator("[data-cell=entity-1-description]").press("Enter")
    wait_until(lambda: editor.schema.entity_types[1].description == "Mine", page)
    bench.adopt(edited(bench.schema, "entity", 0, "name", shown))
    page.evaluate("window.pull()")
    page.locator("button.take").wait_for()
    expect(page.locator(".kgs-foot")).to_contain_text("adopted version 3 meanwhile")
    wait_until(lambda: bool(editor.shown["whatif"]), page)
    picture(page, "schema_editor_behind")
    expect(first).to_have_value("Human")
    page.locator("button.take").click()
    expect(first).to_have_value(shown)
    wait_until(lambda: editor.schema == bench.schema, page)
    expect(page.locator("button.take")).to_have_count(0)
    page.locator("button.undo").click()
    wait_until(lambda: editor.schema.entity_types[1].description == "Mine", page)
    # What a build brings is counted anew once it has come to rest.
    count = page.locator("[data-row=entity-1] td.num").first
    before = count.text_content()
    bench.build([Document("new.md", "New", "Hans Muster worked at the Neuland Company.")]).result()
    page.evaluate("window.pull()")
    expect(count).not_to_have_text(before or "")


def slowly(run: Iterable[Any], seconds: float) -> Iterator[Any]:
    """The events of a run that takes its time, so that it can be stopped on its way."""
    for event in run:
        time.sleep(seconds)
        yield event


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_build_is_watched_and_stopped(hosted: Any, wait_until: Any, picture: Any, dark: bool) -> None:
    corpus = sample("song_science" if dark else "computing_history")
    bench = Workbench.open(embedder="lexical")
    run = slowly(bench.build(corpus.path, schema=corpus.schema, settings=BuildSettings(batch=4)), 0.1 if dark else 0.0)
    monitor = ExtractionMonitor(run, start=False, language="zh" if dark else "en")
    page = hosted(monitor, dark=dark)
    monitor.step(16)
    page.evaluate("window.pull()")
    page.wait_for_timeout(100)
    picture(page, f"extraction_monitor_half_{'dark' if dark else 'light'}")
    assert page.locator(".kgx-table tbody tr").count() == monitor.shown["seen"] > 0
    page.locator("button.start").click()
    if dark:
        page.locator("button.stop").click()
        wait_until(lambda: monitor.status == "stopped", page, 20)
        assert monitor.report is None
    else:
        wait_until(lambda: monitor.report is not None and monitor.status == "done", page, 30)
        assert monitor.report.entities == len(bench.graph().entities) > 0
    page.evaluate("window.pull()")
    page.wait_for_timeout(100)
    picture(page, f"extraction_monitor_{'dark' if dark else 'light'}")
    assert monitor.error == ""


@pytest.mark.parametrize("name", ["MergeReview", "TraceView", "EvidenceView", "CommunityExplorer", "SchemaEditor"])
def test_in_a_narrow_cell_nothing_is_cut_off_and_names_stay_text(
    hosted: Any, asked: Workbench, picture: Any, name: str
) -> None:
    made = getattr(kgwidgets, name)(asked, theme="dark", language="zh")
    page = hosted(made, wide=560)
    page.wait_for_timeout(100)
    picture(page, f"narrow_{name}")
    frame = page.locator(".kgv").bounding_box()
    for part in (".kgv-bar button", ".kgv-bar input", "[role=tab]"):
        for control in page.locator(part).all():
            box = control.bounding_box()
            assert box is None or box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
    page.evaluate("window.leave()")
    expect(page.locator(".kgv")).to_have_count(0)


def test_a_host_without_heights_and_with_new_kinds_of_colours(hosted: Any, asked: Workbench, wait_until: Any) -> None:
    """As marimo is: it gives a view no height, and paints its page in oklch."""
    page = hosted(CommunityExplorer(asked, layout={"width": "100%"}))
    view = page.locator(".kgv")
    wait_until(lambda: view.bounding_box()["height"] == 480, page)
    wait_until(lambda: page.locator(".kgc-map svg").bounding_box()["height"] > 300, page)
    for colour, theme in (("oklch(0.2 0 0)", "dark"), ("oklch(0.98 0 0)", "light"), ("lab(10 0 0)", "dark")):
        page.evaluate("(colour) => { document.body.style.background = colour }", colour)
        wait_until(lambda theme=theme: view.get_attribute("data-theme") == theme, page)


def test_what_stands_in_a_document_is_never_markup(hosted: Any, wait_until: Any) -> None:
    evil = '<img src="x" onerror="window.hit=1">'
    text = f"Ada Lovelace met {evil} Babbage in London. Lovelace met Charles Babbage in London."
    bench = Workbench.open(embedder="lexical")
    bench.build([Document(f"{evil}.txt", evil, text)]).result()
    bench.journal.act(Rename(bench.graph().entities[0].id, evil))
    bench.ask("Who met Babbage?").result()
    for made in (MergeReview(bench), TraceView(bench), EvidenceView(bench), CommunityExplorer(bench)):
        if isinstance(made, CommunityExplorer):
            made.selected = made.tree.communities[0].id
        page = hosted(made)
        page.wait_for_timeout(100)
        expect(page.locator("img")).to_have_count(0)
        assert page.evaluate("window.hit") is None
