"""Every key of the one table does what the help says, the palette leads everywhere, and no key is stolen from a field.

Every page is gated by the fixtures: a failed or outside request, a page error or a console error fails the test.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flow import FIRST, LATER, Keyboard, depth
from panel.layout import Column
from panel.pane import HTML
from panel.widgets import TextInput
from playwright.sync_api import expect
from seeded import QUESTION, seeded

from kgworkbench.app.components.focus import Focus
from kgworkbench.app.keymap import KEYMAP
from kgworkbench.workbench import Workbench

TWICE = {
    "minsky.md": (
        "Marvin Minsky",
        "Marvin Minsky worked at the Massachusetts Institute of Technology in Cambridge. He designed SNARC.",
    ),
    "mit.md": ("MIT", "Marvin Minsky worked at MIT. Seymour Papert worked at MIT."),
}


@pytest.fixture
def bench() -> Iterator[Workbench]:
    """Ten short texts built into memory."""
    with seeded(FIRST | LATER | TWICE) as made:
        yield made


class Tried:
    """Presses keys of one place, and remembers which."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.keys: set[tuple[str, str]] = set()

    def __call__(self, place: str, *names: str) -> None:
        for name in names:
            self.keys.add((place, name))
            self.page.keyboard.press(name)


def test_every_key_that_is_listed_works(
    visit: Callable[..., str],
    browser_page: Any,
    bench: Workbench,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    page, hand = browser_page, Keyboard(browser_page)
    press = Tried(page)
    visit(page, bench)
    page.locator("h1:visible").wait_for()

    def focus() -> str:
        here = hand.focused()
        return f"{here['tag']} {here['name']}" if here else ""

    def other(then: Callable[[], Any], was: Any) -> None:
        wait_until(lambda: then() != was, page)

    def on(name: str) -> None:
        wait_until(lambda: name in focus(), page)

    # Anywhere: the help over everything, its focus kept inside and given back; the palette; pages, inspector, log.
    page.keyboard.press("Tab")
    on("Skip")
    page.keyboard.press("Enter")
    wait_until(lambda: focus() == "h1 Schema", page)
    press("page", "?")
    page.locator(".dialog:visible").wait_for()
    wait_until(lambda: "dialog" in hand.focused()["kind"], page)
    picture(page, "keys_help")
    assert all(page.locator(".dialog kbd", has_text=label).count() for key in KEYMAP for label in key.labels)
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.locator(".dialog").evaluate("(dialog) => dialog.contains(hand.deepest())")
    press("page", "Escape")
    page.locator(".dialog").wait_for(state="detached")
    wait_until(lambda: focus() == "h1 Schema", page)
    press("page", "Control+k")
    page.locator(".pal.open").wait_for()
    page.keyboard.press("Escape")
    page.locator(".pal.open").wait_for(state="hidden")
    wait_until(lambda: focus() == "h1 Schema", page)
    for number, name in (("2", "Extract"), ("3", "Communities"), ("4", "Ask"), ("1", "Schema")):
        press("page", number)
        page.locator("h1:visible", has_text=name).wait_for()
        wait_until(lambda name=name: focus() == f"h1 {name}", page)
    press("page", "l")
    page.locator("[aria-expanded=true]", has_text="Log").wait_for()
    page.keyboard.press("l")
    page.locator("[aria-expanded=false]", has_text="Log").wait_for()
    press("page", "i")
    page.locator(".inspector").first.wait_for(state="hidden")
    page.keyboard.press("i")
    page.locator(".inspector").first.wait_for()

    # Lists: the tabs of the page, by Tab, arrows, Home and End.
    hand.reach(page.locator("button.tab:visible").first)
    for key, name in (
        ("ArrowRight", "Relations"),
        ("End", "Questions"),
        ("ArrowLeft", "Versions"),
        ("Home", "Entities"),
    ):
        press("list", key)
        on(name)
    press("list", "Tab")
    here = focus()
    press("list", "Shift+Tab")
    on("Entities")
    assert here != focus()
    page.keyboard.press("ArrowRight")
    press("list", "Enter")
    page.locator("button.tab.on:visible", has_text="Relations").wait_for()
    page.keyboard.press("Home")
    press("list", "Space")
    page.locator("button.tab.on:visible", has_text="Entities").wait_for()

    hand.reach(page.locator(".place").first)
    for key, name in (("ArrowDown", "Extract"), ("ArrowUp", "Schema")):
        press("list", key)
        on(name)
    hand.reach(page.locator("button.tab.on:visible").first)

    # A table: its search and what can be done with rows, then cells and rows, the heads, an edit left and one made.
    page.keyboard.press("Tab")
    on("Search these rows")
    page.keyboard.press("Tab")
    on("Add a row")
    page.keyboard.press("Tab")
    for key, name in (
        ("ArrowDown", "Person"), ("ArrowDown", "Organization"), ("ArrowUp", "Person"), ("End", "Technology"),
        ("Home", "Person"), ("PageDown", "Technology"), ("PageUp", "Person"), ("ArrowRight", "A named human being"),
        ("ArrowLeft", "Person"),
    ):  # fmt: skip
        press("table", key)
        on(name)
    page.keyboard.press("ArrowUp")
    on("Name")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    press("table", "Enter")
    page.locator(".tabulator-editing input").wait_for()
    page.keyboard.insert_text("Forgotten 4 i l ?")
    press("field", "Escape")
    page.locator(".tabulator-editing").wait_for(state="detached")
    wait_until(lambda: "A named human being" in focus(), page)
    expect(page.locator(".chip.warn:visible")).to_have_count(0)
    expect(page.locator("h1:visible", has_text="Schema")).to_have_count(1)
    press("table", "Space")
    page.locator(".tabulator-row.tabulator-selected:visible", has_text="Person").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("Somebody")
    page.keyboard.press("Enter")
    page.locator(".chip.warn:visible", has_text="1 unsaved change").wait_for()
    wait_until(lambda: focus() == "div Somebody", page)
    press("page", "Control+z")
    page.locator(".chip.good:visible", has_text="Version 1").wait_for()

    # The code editor keeps Tab; Escape leaves it.
    hand.press(page.locator("button.tab:visible", has_text="YAML"))
    hand.reach(page.locator(".ace_text-input").last)
    page.keyboard.press("Escape")
    wait_until(lambda: "ace" not in hand.focused()["kind"], page)

    # The graph: walked, selected, expanded, hidden, fitted, zoomed and moved.
    page.keyboard.press("2")
    page.wait_for_function("hand.graph()")
    hand.reach(page.locator(".kgw-stage:visible"))
    selected = page.locator(".inspector .title")

    def chosen() -> str:
        return "".join(selected.all_inner_texts())

    press("graph", "n")
    other(chosen, "")
    one = chosen()
    press("graph", "n")
    other(chosen, one)
    press("graph", "p")
    wait_until(lambda: chosen() == one, page)
    shown = page.locator(".kgw-foot:visible")
    before = shown.inner_text()
    press("graph", "h")
    other(shown.inner_text, before)
    press("graph", "f")
    view = "hand.graph().graphView"
    node = next(entity.id for entity in bench.graph().entities if entity.name == "London")
    for key in ("+", "-", "=", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
        was = page.evaluate(f"[{view}.scale(), {view}.where('{node}')]")
        press("graph", key)
        other(lambda: page.evaluate(f"[{view}.scale(), {view}.where('{node}')]"), was)
    page.keyboard.press("n")
    other(chosen, "")
    press("graph", "Escape")
    wait_until(lambda: chosen() == "", page)

    # Communities are opened by Enter and by e; the merge queue has its own keys.
    page.keyboard.press("3")
    # The graph of the page before takes keys until this one is there.
    page.locator("h1:visible", has_text="Communities").wait_for()
    for key in ("Enter", "e"):
        page.wait_for_function("hand.graph()")
        hand.reach(page.locator(".kgw-stage:visible"))
        page.keyboard.press("n")
        other(chosen, "")
        before = shown.inner_text()
        press("graph", key)
        other(shown.inner_text, before)
        assert hand.mice() == 0
        page.goto(f"{page.url.split('?')[0]}?page=communities")
        page.locator("h1:visible", has_text="Communities").wait_for()
    # What is selected is shown with its neighbours only, and all is shown again.
    page.wait_for_function("hand.graph()")
    hand.reach(page.locator(".kgw-stage:visible"))
    page.keyboard.press("n")
    other(chosen, "")
    press("page", "o")
    page.locator(".strip:visible", has_text="Only").wait_for()
    press("page", "o")
    page.locator(".strip").wait_for(state="hidden")
    hand.tab("Duplicates")
    now = page.locator(".kgm-queue:visible [aria-current=true] .kgv-grow")
    expect(page.locator(".kgm-queue:visible button")).to_have_count(2)
    hand.reach(page.locator(".kgm-queue button:visible").first)
    for key in ("ArrowDown", "ArrowUp", "l"):
        was = now.inner_text()
        press("merge", key)
        other(now.inner_text, was)
        hand.settled(f"after {key} in the merge queue")
    press("merge", "x")
    depth(page, 1, 1)
    page.keyboard.press("Control+z")
    depth(page, 0, 1)
    press("page", "Control+Shift+z")
    depth(page, 1, 1)
    page.keyboard.press("Control+z")
    depth(page, 0, 1)
    press("page", "Control+y")
    depth(page, 1, 1)
    page.keyboard.press("Control+z")
    depth(page, 0, 1)
    hand.reach(page.locator(".kgm-one:visible input[type=text]"))
    press("merge", "Enter")
    depth(page, 1, 2)

    # A review: every key decides, and another takes it back. In the field of a name a digit would be written.
    hand.reach(page.locator("button.tab:visible").first)
    page.keyboard.press("2")
    hand.tab("Review")
    card = page.locator(".review:visible")
    for key in ("a", "x", "Space", "z", "z", "z"):
        was = card.inner_text()
        press("review", key)
        other(card.inner_text, was)
    while not card.locator("button.chip").count():
        page.keyboard.press("Space")
        page.wait_for_timeout(100)
    was = card.inner_text()
    press("review", "1")
    other(card.inner_text, was)
    expect(page.locator("h1:visible", has_text="Extract")).to_have_count(1)

    # A field: Shift+Enter breaks the line, no key of the page is heard, Enter sends; a form is left by Escape.
    hand.tab("Documents")
    card.wait_for(state="hidden")
    page.keyboard.press("4")
    hand.reach(page.locator(".composer textarea:visible"))
    page.keyboard.type("1234?il")
    press("field", "Shift+Enter")
    expect(page.locator(".composer textarea:visible")).to_have_value("1234?il\n")
    expect(page.locator("h1:visible", has_text="Ask")).to_have_count(1)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(QUESTION)
    press("field", "Enter")
    page.locator(".told .tools").wait_for()

    press.keys |= {("review", digit) for digit in "23456789"}  # the same rule as 1: the table's test counts them
    assert press.keys == {(key.place, name) for key in KEYMAP for name in key.names}
    assert hand.mice() == 0
    assert not hand.unseen, "\n".join(hand.unseen)


def test_the_palette_leads_everywhere_and_gives_the_focus_back(
    visit: Callable[..., str],
    browser_page: Any,
    bench: Workbench,
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
) -> None:
    page, hand = browser_page, Keyboard(browser_page)
    visit(page, bench, "/?lang=zh")
    page.locator("h1:visible", has_text="模式").wait_for()
    rows = page.locator(".pal.open li")

    def find(text: str) -> None:
        page.keyboard.press("Control+k")
        page.locator(".pal.open").wait_for()
        page.wait_for_timeout(60)
        page.keyboard.insert_text(text)

    def take(text: str) -> None:
        find(text)
        rows.filter(has_text=text).first.wait_for()
        chosen = page.locator(".pal.open [aria-selected=true]")
        # What the server finds arrives while one types: the list is walked, not counted.
        for _ in range(rows.count()):
            if chosen.inner_text().startswith(text):
                break
            page.keyboard.press("ArrowDown")
            page.wait_for_timeout(30)
        expect(chosen).to_have_text(re.compile("^" + re.escape(text)))
        aim = page.locator(".pal.open input").get_attribute("aria-activedescendant")
        expect(page.locator(f"#{aim}")).to_have_text(re.compile("^" + re.escape(text)))
        page.keyboard.press("Enter")
        page.locator(".pal.open").wait_for(state="hidden")

    take("重复项")
    page.locator("button.merge:visible").wait_for()
    wait_until(lambda: (hand.focused() or {}).get("name") == "社区", page)
    take("Niklaus Wirth")
    page.locator(".inspector .title", has_text="Niklaus Wirth").wait_for()
    find("nothing of this name")
    page.keyboard.press("Tab")
    assert page.locator(".pal.open input").evaluate("(field) => field === hand.deepest()")
    page.keyboard.press("Escape")
    page.locator(".pal.open").wait_for(state="hidden")
    # One thing goes at a time: the palette first, the selection only after it.
    page.locator(".inspector .title", has_text="Niklaus Wirth").wait_for()
    wait_until(lambda: (hand.focused() or {}).get("name") == "社区", page)
    page.keyboard.press("Escape")
    page.locator(".inspector .title").wait_for(state="detached")
    find("谁设计了 Pascal？")
    rows.filter(has_text="提问").first.wait_for()
    picture(page, "palette_zh")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.locator("h1:visible", has_text="问答").wait_for()
    page.locator(".asked", has_text="谁设计了").wait_for()
    assert hand.mice() == 0


def test_a_page_that_comes_late_leaves_the_focus_to_whoever_has_moved_on(
    serve_app: Callable[..., str], browser_page: Any, wait_until: Callable[..., Any]
) -> None:
    page, hand = browser_page, Keyboard(browser_page)
    focus, field = Focus(), TextInput(name="A field")
    main = HTML("<main><h1>The page</h1></main>")
    page.goto(serve_app(Column(focus, main, field)))
    page.locator("h1").wait_for()
    hand.reach(page.locator("input"))
    page.keyboard.type("4 late")
    focus.arrive()
    page.wait_for_timeout(400)
    assert hand.focused()["tag"] == "input"
    hand.page.keyboard.press("Shift+Tab")
    page.keyboard.press("4")
    focus.arrive()
    wait_until(lambda: hand.focused()["tag"] == "h1", page)
