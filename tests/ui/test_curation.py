"""What an analyst decides by hand, in a real browser: a schema tried and applied, proposals, merges, edits, history.

Every page is gated by the fixtures: a failed or outside request, a page error or a console error fails the test.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from kgworkbench.app.main import build_app
from kgworkbench.model.codec import encode
from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

TEXTS = {
    "sri.md": (
        "Stanford Research Institute",
        "Douglas Engelbart worked at the Stanford Research Institute in Menlo Park. He designed the mouse.",
    ),
    "lab.md": ("SRI", "Douglas Engelbart worked at SRI. Bill English worked at SRI."),
    "ada.md": ("Ada Lovelace", "Ada Lovelace collaborated with Charles Babbage, long before the Second World War."),
    "wirth.md": ("Niklaus Wirth", "Niklaus Wirth designed Pascal at ETH Zurich. He won the Turing Award."),
}


@pytest.fixture
def bench() -> Workbench:
    """A small graph with a likely duplicate and a proposed type."""
    made = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    made.build([Document(key, title, text) for key, (title, text) in TEXTS.items()]).result()
    return made


def written(bench: Workbench) -> str:
    """Graph and communities, byte for byte."""
    return json.dumps([encode(bench.store.graph()), encode(bench.store.tree())], sort_keys=True)


def tab(page: Any, name: str) -> None:
    page.locator("button.tab:visible", has_text=name).click()


def test_a_schema_is_edited_tried_applied_and_brought_back(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    ties = len(bench.graph().relations)
    page.goto(serve_app(build_app(bench)) + "/?page=schema")
    tab(page, "Relations")
    row = page.locator(".tabulator-row:visible", has_text="worked_at").first
    row.locator("[tabulator-field=head]").click()
    page.locator(".tabulator-editing input").fill("Place")
    page.keyboard.press("Enter")
    lost = page.locator(".whatif .chip.bad", has_text="relations")
    lost.wait_for()
    count = int(lost.inner_text().split()[0].lstrip("−"))
    assert count >= 3
    lost.click()
    page.locator(".whatif .samples .tie", has_text="Bill English").wait_for()
    assert bench.schema.version == 1
    # The last unsaved edit is taken back, and made again.
    page.locator("h1:visible").click()
    page.keyboard.press("Control+z")
    page.locator(".whatif").wait_for(state="hidden")
    row.locator("[tabulator-field=head]").click()
    page.locator(".tabulator-editing input").fill("Place")
    page.keyboard.press("Enter")
    lost.wait_for()
    page.locator("button.btn.primary:visible", has_text="Apply").click()
    page.locator(".chip.good:visible", has_text="Version 2").wait_for()
    page.locator(".toast", has_text="Version 2 is in force").wait_for()
    wait_until(lambda: len(bench.store.graph().relations) == ties - count, page)
    tab(page, "Violations")
    wait_until(lambda: page.locator(".inbox:visible").count() == count, page)
    page.locator(".inbox:visible", has_text="Bill English").first.locator("button", has_text="Add to the graph").click()
    wait_until(lambda: len(bench.store.graph().relations) == ties - count + 1, page)
    page.locator(".depth", has_text="1/1").wait_for()
    tab(page, "Versions")
    page.locator(".deed:visible", has_text="opened with this schema").or_(page.locator(".deed:visible")).last.locator(
        ".what > div"
    ).first.click()
    page.locator(".deed:visible", has_text="edited in the dashboard").locator(".what > div").first.click()
    page.locator(".altered .ins", has_text="Place").wait_for()
    page.locator("button:visible", has_text="Go back to").last.click()
    page.locator(".chip.good:visible", has_text="Version 3").wait_for()
    wait_until(lambda: len(bench.store.graph().relations) == ties, page)


def test_a_proposal_is_accepted_and_that_undone(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    page.goto(serve_app(build_app(bench)) + "/?page=schema")
    tab(page, "Proposals")
    card = page.locator(".inbox:visible", has_text="War")
    card.locator("mark").first.wait_for()
    card.locator("button", has_text="Accept").click()
    page.locator(".toast", has_text="accept the proposed entity type War").wait_for()
    wait_until(lambda: bench.schema.entity_type("War") is not None, page)
    card.wait_for(state="detached")
    page.locator(".toast button", has_text="Undo").click()
    wait_until(lambda: bench.schema.entity_type("War") is None, page)
    card.wait_for()
    page.locator(".depth", has_text="0/1").wait_for()


def test_two_duplicates_are_merged_and_undone_to_the_byte(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    before = written(bench)
    page.goto(serve_app(build_app(bench)) + "/?page=communities")
    tab(page, "Duplicates")
    page.locator(".under:visible", has_text="1 gone").wait_for()
    assert written(bench) == before
    page.locator("button.merge:visible").click()
    page.locator(".toast", has_text="merge").wait_for()
    page.locator(".depth", has_text="1/1").wait_for()
    assert written(bench) != before
    tab(page, "History")
    deed = page.locator(".deed:visible")
    deed.locator(".link").click()
    page.locator(".inspector .title", has_text="Stanford Research Institute").wait_for()
    page.locator(".editing .lock").wait_for()
    page.keyboard.press("Control+z")
    page.locator(".deed.undone:visible").wait_for()
    page.locator(".depth", has_text="0/1").wait_for()
    assert written(bench) == before
    page.keyboard.press("Control+Shift+z")
    page.locator(".depth", has_text="1/1").wait_for()
    assert written(bench) != before
    deed.locator("button", has_text="Undo").click()
    page.locator(".deed.undone:visible").wait_for()
    assert written(bench) == before


def test_what_is_selected_is_edited_in_the_inspector(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    english = next(entity for entity in bench.graph().entities if entity.name == "Bill English")
    page.goto(serve_app(build_app(bench)) + f"/?page=communities&sel={english.id}")
    form = page.locator(".editing")
    form.locator("button", has_text="Rename").click()
    form.locator("textarea").fill("William English")
    form.locator("button.primary:not([disabled])", has_text="Apply").click()
    page.locator(".inspector .title", has_text="William English").wait_for()
    form.locator(".lock").wait_for()
    form.locator("button", has_text="Retype").click()
    form.locator(".picks .chip", has_text="Place").click()
    form.locator("button.primary:not([disabled])", has_text="Apply").click()
    wait_until(lambda: bench.store.graph() and _type(bench, english.id) == "Place", page)
    # A second later operation on the same entity: the history undoes the first one by itself or says why not.
    page.locator(".inspector").get_by_text("Place").first.wait_for()
    form.locator("button", has_text="Delete").click()
    form.locator(".effect", has_text="1 gone").wait_for()
    form.locator("button.danger", has_text="Apply").click()
    wait_until(lambda: english.id not in {entity.id for entity in bench.store.graph().entities}, page)
    page.locator(".depth", has_text="3/3").wait_for()
    page.locator(".toast", has_text="delete").locator("button", has_text="Undo").click()
    wait_until(lambda: english.id in {entity.id for entity in bench.store.graph().entities}, page)


def _type(bench: Workbench, identity: str) -> str:
    return next((entity.type for entity in bench.store.graph().entities if entity.id == identity), "")


def test_communities_are_merged_and_renamed_and_show_their_lock(
    serve_app: Callable[..., str], open_page: Callable[..., Any], bench: Workbench, wait_until: Callable[..., Any]
) -> None:
    page = open_page(color_scheme="dark", viewport={"width": 1440, "height": 900})
    tree = bench.tree()
    level = tree.levels - 1
    one, other = tree.at(level)[:2]
    page.goto(serve_app(build_app(bench)) + f"/?page=communities&sel={one.id}")
    form = page.locator(".editing")
    form.locator("button", has_text="Merge with").click()
    form.locator(".picks .tie").first.wait_for()
    form.locator(".picks .tie", has_text=f"({len(other.members)})").first.click()
    form.locator(".effect", has_text="members become one community").wait_for()
    form.locator("button.primary:not([disabled])", has_text="Apply").click()
    wait_until(lambda: len(bench.store.tree().at(level)) == len(tree.at(level)) - 1, page)
    page.locator(".tabulator-row:visible", has_text="locked").first.wait_for()
    form.locator("button", has_text="Rename").click()
    form.locator("textarea").fill("Institutes")
    form.locator("button.primary:not([disabled])", has_text="Apply").click()
    page.locator(".inspector .title", has_text="Institutes").wait_for()
    page.locator(".depth", has_text="2/2").wait_for()


def test_a_question_is_kept_with_the_graph_and_turns_green(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench
) -> None:
    page = browser_page
    page.goto(serve_app(build_app(bench)) + "/?page=schema")
    tab(page, "Questions")
    for question in ("Who designed Pascal?", "Who baked the first pizza?"):
        page.locator(".history-bar textarea:visible").fill(question)
        page.keyboard.press("Enter")
    page.locator(".deed:visible", has_text="Pascal").locator(".chip.good").wait_for()
    page.locator(".deed:visible", has_text="pizza").locator(".chip.bad").wait_for()
    page.reload()
    page.locator("h1:visible", has_text="Schema").wait_for()
    tab(page, "Questions")
    page.locator(".deed:visible", has_text="Pascal").locator(".chip.good").wait_for()
    page.locator(".deed:visible .link", has_text="Pascal").click()
    page.locator("h1:visible", has_text="Ask").wait_for()
    page.locator(".told .text").wait_for()
