"""Asking in a real browser: cited, lit, asked again without a part, brought back, replayed, saved, edited, compared.

Every page is gated by the fixtures: a failed or outside request, a page error or a console error fails the test.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from seeded import PIONEERS, QUESTION, ask, seeded, tab

from kgworkbench.model.codec import loads
from kgworkbench.model.trace import Trace
from kgworkbench.workbench import Workbench

BABBAGE = ("Charles Babbage", "Charles Babbage designed the Analytical Engine. He was born in London.")


@pytest.fixture
def bench() -> Iterator[Workbench]:
    """Four short texts built into memory."""
    with seeded({**PIONEERS, "babbage.md": BABBAGE}) as made:
        yield made


def test_a_citation_lights_its_path_and_a_passage_is_switched_off_and_all_comes_back(
    visit: Callable[..., str],
    browser_page: Any,
    bench: Workbench,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    page = browser_page
    visit(page, bench, "/?page=ask")
    ask(page, QUESTION)
    page.locator(".cite").first.click()
    page.locator(".cite.on").wait_for()
    page.locator(".proof.on:visible mark").first.wait_for()
    page.locator("canvas:visible").wait_for()
    tab(page, "Evidence")
    page.locator(".proof.on:visible .caption button.power").first.click()
    page.locator(".without .chip", has_text="passage").wait_for()
    picture(page, "ask_switched_off")
    page.locator(".without button", has_text="Ask again without").click()
    page.locator(".versus").wait_for()
    expect(page.locator(".versus")).to_contain_text("Without")
    page.locator(".without").wait_for(state="detached")
    page.locator("button", has_text="What does it rest on?").first.click()
    page.locator(".support", has_text="asked again").wait_for()
    picture(page, "ask_beside_the_earlier")
    wait_until(lambda: re.search(r"run=\w", page.url), page)
    page.reload()
    page.locator(".versus").wait_for()
    expect(page.locator(".asked")).to_have_count(2)
    expect(page.locator(".entry.error")).to_have_count(0)


def test_a_run_is_replayed_and_saved_with_no_engine(
    visit: Callable[..., str], browser_page: Any, bench: Workbench, tmp_path: Path
) -> None:
    page = browser_page
    visit(page, bench, "/?page=ask")
    ask(page, QUESTION)
    tab(page, "Trace")
    steps = page.locator(".trace details:visible").count()
    page.get_by_label("First step").click()
    page.locator(".trace .now:visible", has_text="Asked").wait_for()
    expect(page.locator(".trace details:visible")).to_have_count(1)
    for _ in range(2):
        page.get_by_label("One step on").click()
        page.wait_for_timeout(300)
    page.locator(".trace .now:visible", has_text="Planned").wait_for()
    page.get_by_label("Whole run").click()
    page.locator(".trace details:visible").nth(steps - 1).wait_for()
    kept = bench.trace(bench.traces()[0])
    for label, ending in (("JSON", ".json"), ("HTML", ".html"), ("Spans", ".spans.json")):
        with page.expect_download() as waiting:
            page.locator("button.file:visible", has_text=label).click()
        download = waiting.value
        assert download.suggested_filename.endswith(ending)
        download.save_as(tmp_path / ending)
    assert loads(Trace, (tmp_path / ".json").read_text(encoding="utf-8")) == kept
    assert "<script" not in (tmp_path / ".html").read_text(encoding="utf-8")
    assert json.loads((tmp_path / ".spans.json").read_text(encoding="utf-8"))[0]["parent_id"] is None


def test_a_plan_is_edited_and_run_and_the_runs_are_compared(
    visit: Callable[..., str], browser_page: Any, bench: Workbench, picture: Callable[..., None]
) -> None:
    page = browser_page
    visit(page, bench, "/?page=ask")
    ask(page, QUESTION)
    tab(page, "Plan")
    page.locator("button:visible", has_text="Edit the plan").click()
    field = page.locator("textarea.field:visible").first
    assert field.input_value()
    field.fill("Who designed the Analytical Engine?")
    page.locator(".draft .chip:visible", has_text="path").first.click()
    page.locator(".draft .chip.on:visible", has_text="path").wait_for(state="detached")
    page.locator("button:visible", has_text="Run on with this plan").click()
    page.locator(".versus", has_text="Plan edited by hand").wait_for()
    tab(page, "Trace")
    page.locator(".trace summary:visible", has_text="Reflected").click()
    page.locator(".trace button:visible", has_text="Run on from here").first.click()
    page.locator(".asked").nth(2).wait_for()
    page.locator(".told .tools").nth(2).wait_for()
    tab(page, "Compare")
    page.locator(".chip:visible", has_text="1. ").first.click()
    page.locator(".lost:visible").wait_for()
    picture(page, "ask_compared")
    expect(page.locator(".entry.error")).to_have_count(0)


def test_a_follow_up_is_rewritten_and_nothing_found_is_said(
    visit: Callable[..., str], open_page: Callable[..., Any], bench: Workbench, picture: Callable[..., None]
) -> None:
    page = open_page(viewport={"width": 1024, "height": 768}, color_scheme="dark")
    visit(page, bench, "/?page=ask&lang=zh")
    ask(page, "Where was Ada Lovelace born?")
    ask(page, "Who did she work with?")
    page.locator(".rewritten", has_text="Lovelace").wait_for()
    ask(page, "Hello, how are you?")
    page.locator(".chip", has_text="闲聊").wait_for()
    ask(page, "Where was Niklaus Wirth married?")
    picture(page, "ask_follow_up_zh")
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    assert wide <= 1024


def test_a_review_is_done_by_keys_alone(
    visit: Callable[..., str],
    browser_page: Any,
    bench: Workbench,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    page = browser_page
    visit(page, bench, "/?page=extract")
    page.locator("canvas:visible").wait_for()
    page.wait_for_timeout(800)
    review = page.locator("button.tab:visible", has_text="Review")
    review.focus()
    page.keyboard.press("Enter")
    page.locator(".review:visible").wait_for()
    before = bench.graph()

    def standing() -> list[str]:
        return [type(operation.action).__name__ for operation in bench.journal.standing()]

    def shown() -> str:
        return str(page.locator(".review").inner_text())

    def press(key: str) -> None:
        was = shown()
        page.keyboard.press(key)
        wait_until(lambda: shown() != was, page)

    picture(page, "extract_review")
    press("a")
    wait_until(lambda: standing() == ["Confirm"], page)
    press("x")
    wait_until(lambda: len(standing()) == 2, page)
    press("z")
    wait_until(lambda: standing() == ["Confirm"], page)
    while not page.locator(".review button.chip").count():
        press("Space")
    press("1")
    wait_until(lambda: standing() == ["Confirm", "Retype"], page)
    expect(page.locator("h1:visible", has_text="Extract")).to_have_count(1)
    press("z")
    wait_until(lambda: standing() == ["Confirm"], page)
    assert bench.graph() == before
    tab(page, "Documents")
    page.locator(".review").wait_for(state="hidden")
    page.keyboard.press("4")
    page.locator("h1:visible", has_text="Ask").wait_for()
