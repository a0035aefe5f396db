"""Runs that are kept: pinned and compared, and saved as a page that opens with no server and no network.

Every page is gated by the fixtures: a failed or outside request, a page error or a console error fails the test.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flow import FIRST, LATER, Keyboard, Patient, begun, put
from seeded import QUESTION

from kgworkbench.app.main import build_app


def test_a_run_is_pinned_compared_and_opened_offline(
    serve_app: Callable[..., str],
    open_page: Callable[..., Any],
    tmp_path: Path,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    docs = put(tmp_path / "docs", FIRST | LATER)
    with begun(tmp_path / "g.kgw", docs, Patient()) as bench:
        page = open_page(color_scheme="light")
        hand = Keyboard(page)
        page.goto(serve_app(build_app(bench)) + "/?page=ask")
        told = page.locator(".told .tools")
        hand.write(page.locator(".composer textarea:visible"), QUESTION)
        told.wait_for()
        hand.press(page.locator(".told .tools button[aria-label=Pin]"))
        page.locator(".told .tools button[aria-label=Unpin][aria-pressed=true]").wait_for()
        first = str(bench.notes()["pins"][0])
        # The same once more with a route off: what differs is said.
        hand.press(page.get_by_role("group", name="Routes").locator(".chip", has_text="path"))
        hand.write(page.locator(".composer textarea:visible"), QUESTION)
        told.nth(1).wait_for()
        hand.press(told.nth(1).locator("button[aria-label='Compare this run with another']"))
        page.locator(".changes:visible").wait_for()
        assert page.locator(".changes:visible").inner_text().split() == ["path", *QUESTION.split(), "10", "→", "0"]
        picture(page, "runs_compared")
        # Saved as a page: it holds the answer and its words, and asks nobody for anything.
        hand.tab("Trace")
        with page.expect_download() as waiting:
            hand.press(page.locator("button.file:visible", has_text="HTML"))
        waiting.value.save_as(tmp_path / "run.html")
        # The pin is there for the next who comes, with no run in the address.
        page.goto(page.url.split("?")[0] + "?page=ask")
        pinned = page.locator(".pins .chip", has_text=QUESTION)
        hand.press(pinned)
        told.first.wait_for()
        wait_until(lambda: f"run={first}" in page.url, page)
        hand.press(page.locator(".told .tools button[aria-label=Unpin]"))
        pinned.wait_for(state="detached")
        assert not bench.notes()["pins"]
        assert hand.mice() == 0
        assert not hand.unseen, "\n".join(hand.unseen)
        page.goto("about:blank")
    offline = open_page(offline=True)
    offline.goto((tmp_path / "run.html").as_uri())
    offline.get_by_text("Niklaus Wirth designed Pascal at ETH Zurich").first.wait_for()
    assert offline.get_by_text(QUESTION).count()
    picture(offline, "run_offline")
