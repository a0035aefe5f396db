"""A file that cannot be read: the rest is built, the file is a red row that says why, and it is tried again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flow import FIRST, Patient, begun, put

from kgworkbench.app.main import build_app


def test_a_broken_file_is_a_red_row_with_its_reason_until_it_is_mended(
    serve_app: Callable[..., str],
    browser_page: Any,
    tmp_path: Path,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    page, docs = browser_page, put(tmp_path / "docs", FIRST)
    (docs / "scan.pdf").write_bytes(b"%PDF-1.4 and then nothing of the kind")
    with begun(tmp_path / "g.kgw", docs, Patient()) as bench:
        assert len(bench.store.documents()) == len(FIRST)
        page.goto(serve_app(build_app(bench)) + "/?page=extract")
        row = page.locator(".tabulator-row:visible", has_text="scan.pdf")
        row.locator("text=✕").wait_for()
        fine = page.locator(".tabulator-row:visible", has_text="✓").first
        wait_until(lambda: colour(row) == "rgb(185, 58, 50)", page)
        assert colour(fine) != colour(row)
        page.locator(".chip:visible", has_text="1 file not read").wait_for()
        row.click()
        page.locator(".note.bad:visible", has_text="scan.pdf: cannot be read as PDF").wait_for()
        picture(page, "extract_unread")
        # Still broken: the row stays, and the log has the reason.
        page.locator("button:visible", has_text="Read again").click()
        page.locator(".entry.error", has_text="scan.pdf: cannot be read").wait_for()
        row.locator("text=✕").wait_for()
        # Taken out of the folder and named otherwise, it is read; nothing else is extracted again.
        (docs / "scan.pdf").unlink()
        put(docs, {"scan.md": ("Grace Hopper", "Grace Hopper designed COBOL.")})
        page.locator("button.btn.primary:visible", has_text="Build").click()
        page.locator(".tabulator-row:visible", has_text="Grace Hopper").locator("text=✓").wait_for()
        wait_until(lambda: bench.unread == (), page)
        page.locator(".tabulator-row:visible", has_text="scan.pdf").wait_for(state="detached")


def colour(row: Any) -> str:
    """The colour of the row's words."""
    return str(row.locator(".tabulator-cell:visible").first.evaluate("cell => getComputedStyle(cell).color"))
