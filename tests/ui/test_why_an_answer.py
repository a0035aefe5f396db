"""Why an answer was given, in a real browser: quotes under it, a path lit by the pointer, steps lit one by one; and the
tree of communities gone into, down to its entities, and two communities merged from their queue.

Every page is gated by the fixtures: a failed or outside request, a page error or a console error fails the test.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from seeded import PIONEERS, ask, seeded, tab

from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.ports import Changes
from kgworkbench.samples import sample
from kgworkbench.settings import CommunitySettings
from kgworkbench.workbench import Workbench

LIT = "els => els.map(e => e.graphView.lit()).flat()"


@pytest.fixture
def bench() -> Iterator[Workbench]:
    """Three short texts built into memory."""
    with seeded(PIONEERS) as made:
        yield made


def lit(page: Any) -> list[int]:
    """The numbers of the paths that are lit in the graph in view."""
    return list(page.locator(".kgw:visible").evaluate_all(LIT))


def test_an_answer_stands_with_its_reasons_and_each_step_lights_what_it_found(
    visit: Callable[..., str],
    browser_page: Any,
    bench: Workbench,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    page = browser_page
    visit(page, bench, "/?page=ask")
    ask(page, "Where was the designer of Pascal born?")
    page.locator(".told .text strong", has_text="Winterthur").wait_for()
    page.locator(".because .quoted").first.wait_for()
    page.locator(".kgw[data-painted]:visible").wait_for()
    # What is cited comes before the rest, and says why it was retrieved.
    page.locator(".evidence .part", has_text="Cited in the answer").first.wait_for()
    page.locator(".proof:visible .why", has_text="worded like the question").first.wait_for()
    # The pointer on a citation lights its path, and only that; without it everything that leads to the answer is lit.
    whole = lit(page)
    cite = page.locator(".told .text .cite").first
    number = int(cite.inner_text())
    cite.hover()
    wait_until(lambda: set(lit(page)) == {number}, page)
    page.locator("h1:visible").hover()
    wait_until(lambda: lit(page) == whole, page)
    # Replayed over the graph.
    page.locator(".walk:visible").get_by_label("First step").click()
    page.locator(".walk:visible", has_text="step 1 of").wait_for()
    page.locator(".walk:visible").get_by_label("One step on").click()
    page.locator(".walk:visible", has_text="Linked").wait_for()
    wait_until(lambda: lit(page) == [0], page)
    picture(page, "ask_walked")
    page.locator(".walk:visible").get_by_label("Whole run").click()
    wait_until(lambda: lit(page) == whole, page)
    # From the line under the answer to every step.
    page.locator(".because .searched").click()
    page.locator(".trace summary:visible", has_text="Composed").wait_for()


def test_the_graph_of_a_second_question_is_in_view(
    visit: Callable[..., str], browser_page: Any, bench: Workbench, wait_until: Callable[..., Any]
) -> None:
    page = browser_page
    visit(page, bench, "/?page=ask")
    ask(page, "Where was the designer of Pascal born?")
    tab(page, "Trace")
    ask(page, "Where was Ada Lovelace born?")
    page.locator(".talk.many [aria-current] .asked", has_text="Ada").wait_for()
    tab(page, "Graph")
    page.locator(".kgw[data-painted]:visible").wait_for()

    def inside() -> bool:
        box = page.locator(".kgw canvas:visible").bounding_box()
        labels = page.locator(".kgw:visible").evaluate("one => one.graphView.labels()")
        held = [0 < each["x"] < box["width"] and 0 < each["y"] < box["height"] for each in labels]
        return "Ada Lovelace" in {each["text"].replace("\n", " ") for each in labels} and all(held)

    wait_until(inside, page)


def knots() -> Graph:
    """Six knots of six entities that all know each other, three pairs of knots tied by one relation."""
    entities = tuple(Entity(f"e{k:02}", f"Node {k} of knot {k // 6}", "Person") for k in range(36))
    inside = [(a, b) for a in range(36) for b in range(a + 1, 36) if a // 6 == b // 6]
    ties = [*inside, (0, 6), (12, 18), (24, 30)]
    return Graph(
        entities, tuple(Relation(f"r{n:02}", f"e{a:02}", "knows", f"e{b:02}") for n, (a, b) in enumerate(ties))
    )


def test_one_goes_into_the_tree_and_out_and_two_communities_are_merged(
    visit: Callable[..., str],
    open_page: Callable[..., Any],
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    bench = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    graph = knots()
    bench.store.apply(Changes(delta=GraphDelta(graph.entities, graph.relations)))
    bench.detect(CommunitySettings(weight=1.0))
    tree = bench.store.tree()
    page = open_page(color_scheme="dark", viewport={"width": 1024, "height": 768})
    visit(page, bench, "/?page=communities")
    page.locator(".burst .slice:visible").first.click()
    page.locator(".burst .out:visible").wait_for()
    while page.locator(".burst .slice[aria-label*=Person]:visible").count() == 0:
        page.locator(".burst .slice:visible").first.click()
        page.wait_for_timeout(300)
    page.locator(".crumbs:visible", has_text="All").wait_for()
    picture(page, "communities_inside")
    entity = page.locator(".burst .slice[aria-label*=Person]:visible").first
    entity.click()
    wait_until(lambda: "sel=e" in page.url, page)
    while page.locator(".burst .out:visible").count():
        page.locator(".burst .out:visible").click()
        page.wait_for_timeout(300)
    before = len(tree.at(0))
    tab(page, "Alike communities")
    page.locator(".kgm-member:visible").nth(1).wait_for()
    page.locator("button.apart:visible").wait_for()
    picture(page, "communities_alike")
    page.locator("button.merge:visible").click()
    wait_until(lambda: len(bench.store.tree().at(0)) == before - 1, page)
    page.locator(".depth", has_text="1/1").wait_for()
    page.locator("button.undo:visible:not([disabled])").click()
    wait_until(lambda: len(bench.store.tree().at(0)) == before, page)
