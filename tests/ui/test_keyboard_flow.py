"""The same way through the dashboard by keyboard alone: no mouse event, and a focus that is always there and seen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flow import (
    FIRST,
    Keyboard,
    Patient,
    answer_two_proposals,
    ask_again_without_a_chunk,
    ask_and_light_a_path,
    begun,
    build_and_watch_the_graph_grow,
    change_the_granularity,
    edit_the_schema_and_see_what_if,
    merge_two_duplicates_and_undo,
    put,
    reload_and_find_it_all,
)

from kgworkbench.app.main import build_app


def test_the_whole_flow_by_keyboard_alone(
    serve_app: Callable[..., str],
    browser_page: Any,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
    tmp_path: Path,
) -> None:
    engine, docs, page = Patient(), put(tmp_path / "docs", FIRST), browser_page
    with begun(tmp_path / "g.kgw", docs, engine) as bench:
        hand = Keyboard(page)
        page.goto(serve_app(build_app(bench)))
        page.locator("h1:visible").wait_for()
        edit_the_schema_and_see_what_if(hand, bench, wait_until)
        build_and_watch_the_graph_grow(hand, bench, engine, docs)
        answer_two_proposals(hand, bench, wait_until)
        merge_two_duplicates_and_undo(hand, bench, wait_until)
        change_the_granularity(hand)
        picture(page, "keyboard_granularity")
        ask_and_light_a_path(hand)
        picture(page, "keyboard_lit")
        ask_again_without_a_chunk(hand)
        assert hand.mice() == 0
        reload_and_find_it_all(hand, bench, wait_until)
        assert hand.mice() == 0
        assert not hand.unseen, "the focus cannot be seen on:\n" + "\n".join(hand.unseen)
        page.goto("about:blank")
