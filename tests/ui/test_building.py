"""A build under one's hands: files dropped and chosen, paused, resumed, stopped, one document read again, all of them.

Every page is gated by the fixtures: a failed or outside request, a page error or a console error fails the test.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flow import FIRST, LATER, Keyboard, Patient, begun, put

from kgworkbench.app.main import build_app


def test_files_are_dropped_and_chosen(
    serve_app: Callable[..., str], browser_page: Any, tmp_path: Path, wait_until: Callable[..., Any]
) -> None:
    page, docs = browser_page, put(tmp_path / "docs", FIRST)
    with begun(tmp_path / "g.kgw", docs, Patient()) as bench:
        hand = Keyboard(page)
        page.goto(serve_app(build_app(bench)) + "/?page=extract")
        more = str(put(tmp_path / "more", LATER) / "knuth.md")
        # From the beginning: a chooser that is asked for while it is being listened to would open for nobody.
        page.on("filechooser", lambda chooser: chooser.set_files(more))
        page.locator("h1:visible").wait_for()
        page.locator(".kgw-drop:visible").wait_for()
        names = ("hopper.md", "ritchie.md")
        said = {name: f"# {LATER[name][0]}\n\n{LATER[name][1]}\n" for name in names}
        assert page.evaluate("(files) => hand.drop(files)", said), "nothing shows where the files would go"
        page.locator(".tabulator-row:visible", has_text="Grace Hopper").locator("text=✓").wait_for()
        page.locator(".tabulator-row:visible", has_text="Dennis Ritchie").wait_for()
        page.locator(".chip:visible", has_text="+ 2 dropped files").wait_for()
        kept = tmp_path / "g.kgw" / "corpus"
        assert {file.name: file.read_text(encoding="utf-8") for file in kept.iterdir()} == said
        # What is not read is refused in words, and nothing of it is kept.
        page.evaluate("(files) => hand.drop(files)", {"music.mp3": "la la", "wirth.md": "# Wirth"})
        page.locator(".entry.error", has_text="'music.mp3' cannot be read").wait_for()
        assert len(list(kept.iterdir())) == 2
        # The same by keyboard: the button opens the chooser.
        hand.reach(page.locator(".kgw-drop:visible"))
        page.keyboard.press("Enter")
        page.locator(".tabulator-row:visible", has_text="Donald Knuth").locator("text=✓").wait_for()
        wait_until(lambda: len(bench.store.documents()) == len(FIRST) + 3, page)
        assert hand.mice() == 0


def test_a_build_is_paused_resumed_stopped_and_gone_on_with(
    serve_app: Callable[..., str], browser_page: Any, tmp_path: Path, wait_until: Callable[..., Any]
) -> None:
    page, docs, engine = browser_page, put(tmp_path / "docs", FIRST), Patient()
    with begun(tmp_path / "g.kgw", docs, engine) as bench:
        put(docs, LATER)
        engine.read.clear()
        page.goto(serve_app(build_app(bench)) + "/?page=extract")
        page.get_by_label("Corpus", exact=True).fill(str(docs))
        page.keyboard.press("Enter")
        engine.hold()
        page.locator("button.btn.primary:visible", has_text="Build").click()
        far = page.locator(".chip.num:visible", has_text="of 6 chunks")
        page.locator("button:visible", has_text="Pause").click()
        page.locator(".chip.warn:visible", has_text="paused").wait_for()
        engine.let(5)
        page.wait_for_timeout(700)
        paused = far.inner_text()
        read = len(engine.read)
        page.wait_for_timeout(500)
        assert far.inner_text() == paused
        assert len(engine.read) == read < 6
        page.locator("button:visible", has_text="Resume").click()
        page.locator(".chip.num:visible", has_text="4 of 6 chunks").or_(
            page.locator(".chip.num:visible", has_text="5 of 6 chunks")
        ).wait_for()
        page.locator("button:visible", has_text="Stop").click()
        page.locator(".chip.warn:visible", has_text="Stopping").wait_for()
        engine.let_go()
        page.locator(".chip.warn:visible", has_text="what was committed is kept").wait_for()
        held = {extraction.document for extraction in bench.store.extractions()}
        assert set(FIRST) < held < set(FIRST | LATER)
        # Going on reads what is missing and nothing else.
        engine.read.clear()
        page.locator("button.btn.primary:visible", has_text="Build again").click()
        page.locator(".chip.good:visible", has_text="s").wait_for()
        wait_until(lambda: len({each.document for each in bench.store.extractions()}) == 10, page)
        assert set(engine.read) == set(FIRST | LATER) - held


def test_one_document_is_read_again_and_all_only_when_one_is_sure(
    serve_app: Callable[..., str], browser_page: Any, tmp_path: Path, wait_until: Callable[..., Any]
) -> None:
    page, docs, engine = browser_page, put(tmp_path / "docs", FIRST), Patient()
    with begun(tmp_path / "g.kgw", docs, engine) as bench:
        before = bench.graph()
        page.goto(serve_app(build_app(bench)) + "/?page=extract")
        page.get_by_label("Corpus", exact=True).fill(str(docs))
        page.keyboard.press("Enter")
        page.locator(".tabulator-row:visible", has_text="Ada Lovelace").click()
        engine.read.clear()
        page.locator("button:visible", has_text="Extract again").click()
        wait_until(lambda: engine.read == ["ada.md"], page)
        page.locator(".chip.good:visible", has_text="s").wait_for()
        assert bench.graph() == before
        engine.read.clear()
        sure = page.locator(".caption:visible", has_text="Every document is extracted again")
        page.locator("button:visible", has_text="From scratch").click()
        sure.wait_for()
        page.locator("button:visible", has_text="Cancel").click()
        sure.wait_for(state="detached")
        page.locator("button:visible", has_text="From scratch").click()
        sure.wait_for()
        assert engine.read == []
        page.locator("button.danger:visible", has_text="From scratch").click()
        wait_until(lambda: sorted(engine.read) == sorted(FIRST), page)
        page.locator("button.btn.primary:visible", has_text="Build again").wait_for()
        wait_until(lambda: bench.graph() == before, page)
        page.goto("about:blank")
