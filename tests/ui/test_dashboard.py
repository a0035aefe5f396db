"""The dashboard in a real browser: a sample built from the welcome page, all four pages, a question with its proof.

Every page is gated by the fixtures: an outside or failed request, a page error or a console error fails the test.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kgworkbench.app.desk import Desk
from kgworkbench.app.main import build_app
from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

PAGES = ("Schema", "Extract", "Communities", "Ask")
HOSTILE = "<img src=hostile.png onerror=\"document.title='taken'\"><script>document.title='taken'</script>"


@pytest.fixture
def bench() -> Workbench:
    """A few documents built into memory; one of them would be markup if it were let."""
    texts = {
        "ada.md": ("Ada Lovelace", "Ada Lovelace was born in London. She worked with Charles Babbage in London."),
        "babbage.md": ("Charles Babbage", "Charles Babbage designed the Analytical Engine. He was born in London."),
        "wirth.md": ("Niklaus Wirth", "Niklaus Wirth designed Pascal at ETH Zurich. He won the Turing Award."),
        "hostile.md": (f"Alan {HOSTILE}", f"Alan Turing {HOSTILE} was born in London. Alan Turing designed the Bombe."),
    }
    made = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    made.build([Document(key, title, text) for key, (title, text) in texts.items()]).result()
    return made


def turn_to(page: Any, name: str) -> None:
    """Go to a page and wait until it stands."""
    page.locator(".place", has_text=name).click()
    page.locator("h1:visible", has_text=name).wait_for()


def test_from_the_welcome_page_to_a_proved_answer(
    serve_app: Callable[..., str],
    browser_page: Any,
    picture: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    page = browser_page
    page.set_default_timeout(60_000)
    page.goto(serve_app(build_app(None)))
    page.locator(".shelf .card", has_text="History of computing").wait_for()
    picture(page, "dashboard_welcome")
    page.locator(".shelf .card", has_text="History of computing").click()

    page.locator("h1:visible", has_text="Extract").wait_for()
    page.locator("button.btn.primary:visible", has_text="Build").click()
    page.locator(".meter:visible").wait_for()
    page.locator(".chip.good:visible", has_text=" s").wait_for(timeout=120_000)
    assert (tmp_path / "computing_history.kgw").is_dir()
    page.locator(".tabulator-row:visible", has_text="Alan Turing").click()
    page.locator(".reader .span", has_text="Alan Turing").first.click()
    page.locator(".inspector .title", has_text="Alan Turing").wait_for()
    page.locator(".reader .span.on").first.wait_for()
    expect(page.locator("canvas:visible")).to_have_count(1)
    picture(page, "dashboard_extract")

    turn_to(page, "Schema")
    page.locator(".tabulator-row:visible", has_text="ProgrammingLanguage").wait_for()
    page.locator(".tile:visible").nth(20).wait_for()
    picture(page, "dashboard_schema")

    turn_to(page, "Communities")
    page.keyboard.press("Escape")
    page.locator(".inspector .title").wait_for(state="detached")
    page.locator(".burst .slice").first.click()
    page.locator(".inspector .eyebrow", has_text="Keywords").wait_for()
    expect(page.locator("canvas:visible")).to_have_count(1)
    picture(page, "dashboard_communities")

    turn_to(page, "Ask")
    page.locator("textarea:visible").fill("Who designed ALGOL W?")
    page.keyboard.press("Enter")
    page.locator(".told .text").wait_for(timeout=60_000)
    if page.locator(".cite").count():
        page.locator(".cite").first.click()
        page.locator(".cite.on").wait_for()
        page.locator(".proof.on:visible mark").first.wait_for()
    page.locator("button.tab:visible", has_text="Trace").click()
    page.locator(".trace summary:visible").nth(5).wait_for()
    picture(page, "dashboard_ask")
    for name in ("Timeline", "Plan", "Graph"):
        page.locator("button.tab:visible", has_text=name).first.click()
    page.locator("canvas:visible").wait_for()
    expect(page.locator(".entry.error")).to_have_count(0)


def test_keys_help_language_theme_and_the_address(
    serve_app: Callable[..., str], open_page: Callable[..., Any], bench: Workbench, wait_until: Callable[..., Any]
) -> None:
    page = open_page(color_scheme="dark", viewport={"width": 1440, "height": 900})
    url = serve_app(build_app(bench))
    page.goto(f"{url}/?page=communities")
    page.locator("h1:visible", has_text="Communities").wait_for()
    wait_until(lambda: page.evaluate("document.documentElement.style.colorScheme") == "dark", page)
    page.keyboard.press("4")
    page.locator("h1:visible", has_text="Ask").wait_for()
    wait_until(lambda: "page=ask" in page.url, page)
    page.keyboard.press("?")
    page.locator(".dialog:visible").wait_for()
    page.keyboard.press("Escape")
    page.locator(".dialog").wait_for(state="detached")
    page.locator("button", has_text="中文").click()
    page.locator("h1:visible", has_text="问答").wait_for()
    page.locator("button[aria-label='明暗主题']").click()
    wait_until(lambda: page.evaluate("document.documentElement.style.colorScheme") == "light", page)
    page.reload()
    page.locator("h1:visible", has_text="问答").wait_for()


def test_nothing_a_document_says_is_markup(serve_app: Callable[..., str], browser_page: Any, bench: Workbench) -> None:
    page = browser_page
    page.goto(serve_app(build_app(bench)) + "/?page=extract")
    page.locator(".tabulator-row:visible", has_text="hostile.png").click()
    page.locator(".reader", has_text="hostile.png").wait_for()
    for name in PAGES:
        turn_to(page, name)
        page.wait_for_timeout(400)
    page.locator("textarea:visible").fill(f"Where was Alan Turing {HOSTILE} born?")
    page.keyboard.press("Enter")
    page.locator(".told .text, .told .note").first.wait_for()
    page.locator("button.tab:visible", has_text="Evidence").click()
    page.wait_for_timeout(500)
    assert page.title() != "taken"
    expect(page.locator("img[src*=hostile]")).to_have_count(0)


def test_a_schema_edit_is_in_force_only_when_applied(
    serve_app: Callable[..., str], browser_page: Any, bench: Workbench, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    page.goto(serve_app(build_app(bench)) + "/?page=schema")
    cell = page.locator(".tabulator-row:visible", has_text="Machine").locator("[tabulator-field=description]")
    cell.click()
    page.locator(".tabulator-editing input").fill("Anything that computes")
    page.keyboard.press("Enter")
    page.locator(".chip.warn:visible", has_text="1 unsaved change").wait_for()
    assert bench.schema.version == 1
    page.locator("button.btn.primary:visible", has_text="Apply").click()
    page.locator(".chip.good:visible", has_text="Version 2").wait_for()
    kind = bench.schema.entity_type("Machine")
    assert kind is not None
    assert kind.description == "Anything that computes"
    others = [old for old in bench.schema.entity_types if old.name != "Machine"]
    assert all(other.description != "Anything that computes" for other in others)


def test_two_sessions_share_the_graph_and_not_the_selection(
    serve_app: Callable[..., str], open_page: Callable[..., Any], bench: Workbench
) -> None:
    url = serve_app(build_app(bench))
    one, two = open_page(), open_page(viewport={"width": 1024, "height": 768})
    one.goto(f"{url}/?page=extract")
    two.goto(f"{url}/?page=extract")
    for page in (one, two):
        page.locator(".tabulator-row:visible", has_text="Ada Lovelace").click()
    one.locator(".reader .span", has_text="London").first.click()
    one.locator(".inspector .title", has_text="London").wait_for()
    expect(two.locator(".reader .span.on")).to_have_count(0)
    more = Document("knuth.md", "Donald Knuth", "Donald Knuth worked at Stanford University.")
    bench.build([*bench.store.documents(), more]).result()
    for page in (one, two):
        page.locator(".tabulator-row:visible", has_text="Donald Knuth").wait_for()


def test_a_narrow_window_keeps_everything_in_reach(
    serve_app: Callable[..., str], open_page: Callable[..., Any], bench: Workbench, picture: Callable[..., None]
) -> None:
    page = open_page(viewport={"width": 1024, "height": 768})
    page.goto(serve_app(build_app(bench)) + "/?page=extract")
    page.locator(".navigation.rail").wait_for()
    for at, name in enumerate(PAGES):
        page.locator(".place").nth(at).click()
        page.locator("h1:visible", has_text=name).wait_for()
        page.wait_for_timeout(300)
        page.wait_for_function("document.scrollingElement.scrollWidth <= 1024")
        picture(page, f"dashboard_1024_{name.lower()}")
    page.keyboard.press("i")
    page.locator(".inspector:visible").wait_for()


def test_a_graph_that_is_open_elsewhere_has_its_own_page(
    serve_app: Callable[..., str], browser_page: Any, picture: Callable[..., None]
) -> None:
    desk = Desk()
    desk.held = "folder 'my.kgw' is held by process 4711 (kgw, since 2026-01-01T09:00:00+00:00)"
    page = browser_page
    page.goto(serve_app(build_app(desk)))
    page.locator("h1", has_text="open elsewhere").wait_for()
    page.locator(".code", has_text="process 4711").wait_for()
    picture(page, "dashboard_held")
    page.locator("button", has_text="Open another folder").click()
    page.locator("h1", has_text="Welcome").wait_for()


def test_the_password_page_needs_nothing_from_outside(
    browser_page: Any, bench: Workbench, picture: Callable[..., None]
) -> None:
    from kgworkbench.app.main import serve_in_thread

    running = serve_in_thread(bench, password="open sesame")
    try:
        page = browser_page
        page.goto(running.url)
        page.locator("input[type=password]").fill("open sesame")
        picture(page, "dashboard_login")
        if page.locator("input[name=username]").count():
            page.locator("input[name=username]").fill("analyst")
        page.keyboard.press("Enter")
        page.locator("h1:visible", has_text="Schema").wait_for()
    finally:
        browser_page.goto("about:blank")  # or it would try to reach a server that is gone
        running.stop()
