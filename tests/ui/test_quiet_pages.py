"""Pages in a real browser when nothing happens, and what stays when one goes back: no work, no selection, no loss."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flow import FIRST, LATER
from playwright.sync_api import expect
from seeded import seeded

from kgworkbench.model.journal import PinCommunity
from kgworkbench.workbench import Workbench

BUSY = 0.4
"""Share of the time a browser may be busy with a page that nobody touches; one that waits in a loop takes all of it."""


@pytest.fixture
def bench() -> Iterator[Workbench]:
    """Eight short texts built into memory, one of the communities decided by a person."""
    with seeded(FIRST | LATER) as made:
        one = made.tree().at(0)[0]
        made.journal.act(PinCommunity(one.centre, one.members, one.name))
        yield made


def test_a_page_nobody_touches_leaves_the_browser_alone(
    visit: Callable[..., str], browser_page: Any, bench: Workbench
) -> None:
    page = browser_page
    address = visit(page, bench)
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")

    def busy() -> float:
        metrics = client.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in metrics if one["name"] == "TaskDuration")

    for name in ("schema", "extract", "communities", "ask"):
        page.goto(f"{address}/?page={name}")
        page.locator("h1:visible").wait_for()
        page.wait_for_timeout(3500)
        # On a busy machine a page comes to rest later; one that draws without end never does.
        for _ in range(5):
            before = busy()
            page.wait_for_timeout(1500)
            if (share := (busy() - before) / 1.5) < BUSY:
                break
        assert share < BUSY, name


def test_locks_are_seen_in_the_chart_and_escape_lets_go_of_an_opened_community(
    visit: Callable[..., str],
    browser_page: Any,
    bench: Workbench,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    page = browser_page
    visit(page, bench, "/?page=communities")
    page.locator(".kgw[data-painted]:visible").wait_for()
    expect(page.locator(".burst .slice[aria-label$=', locked']:visible")).to_have_count(1)
    expect(page.locator(".burst .held:visible")).to_have_count(1)

    def chosen() -> str:
        return parse_qs(urlsplit(page.url).query).get("sel", [""])[0]

    page.locator(".kgw-stage:visible").focus()
    drawn = page.locator(".kgw:visible").get_attribute("data-nodes")
    page.keyboard.press("n")
    wait_until(lambda: chosen(), page)
    page.keyboard.press("Enter")
    wait_until(lambda: page.locator(".kgw:visible").get_attribute("data-nodes") != drawn, page)
    picture(page, "opened_and_locked")
    assert chosen()
    page.keyboard.press("Escape")
    wait_until(lambda: not chosen(), page)
    page.locator("button:visible", has_text="Icicle").click()
    page.locator(".bands .held:visible").wait_for()
    picture(page, "icicle_locked")


def test_another_language_keeps_an_unsaved_schema(
    visit: Callable[..., str], browser_page: Any, bench: Workbench, picture: Callable[..., None]
) -> None:
    page = browser_page
    visit(page, bench, "/?page=schema")
    page.locator("h1:visible", has_text="Schema").wait_for()
    page.locator("button:visible", has_text="Add a row").click()
    apply = page.locator("button:visible", has_text="Apply")
    apply.wait_for()
    page.locator("button:visible", has_text="中文").click()
    page.locator("h1:visible", has_text="模式").wait_for()
    page.locator("button:visible", has_text="应用").wait_for()
    picture(page, "draft_kept")
