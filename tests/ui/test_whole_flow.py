"""One analyst's whole way through the dashboard, with a pointer, on one page that is gated from beginning to end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flow import (
    FIRST,
    Patient,
    Pointer,
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


def test_the_whole_flow(
    serve_app: Callable[..., str],
    browser_page: Any,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
    tmp_path: Path,
) -> None:
    engine, docs, page = Patient(), put(tmp_path / "docs", FIRST), browser_page
    with begun(tmp_path / "g.kgw", docs, engine) as bench:
        hand = Pointer(page)
        page.goto(serve_app(build_app(bench)))
        edit_the_schema_and_see_what_if(hand, bench, wait_until)
        build_and_watch_the_graph_grow(hand, bench, engine, docs)
        picture(page, "flow_built")
        answer_two_proposals(hand, bench, wait_until)
        merge_two_duplicates_and_undo(hand, bench, wait_until)
        change_the_granularity(hand)
        picture(page, "flow_granularity")
        ask_and_light_a_path(hand)
        picture(page, "flow_lit")
        ask_again_without_a_chunk(hand)
        reload_and_find_it_all(hand, bench, wait_until)
        page.goto("about:blank")
