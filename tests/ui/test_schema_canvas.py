"""The board of the Schema page in a real browser: types dragged together, named, edited, removed and brought back.

Every page is gated by the fixtures: a failed or outside request, a page error or a console error fails the test.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from kgworkbench.app.main import build_app
from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

TEXTS = {
    "wirth.md": ("Niklaus Wirth", "Niklaus Wirth designed Pascal at ETH Zurich. He won the Turing Award."),
    "lab.md": ("SRI", "Douglas Engelbart worked at SRI. Bill English worked at SRI. He designed the mouse."),
}

SEEK = """() => { const seek = (root) => { for (const found of root.querySelectorAll('*')) {
  if (found.schemaBoard) return found;
  if (found.shadowRoot) { const inner = seek(found.shadowRoot); if (inner) return inner } } };
  window.board = seek(document); return Boolean(window.board?.querySelector('svg[data-ready] .node')) }"""


@pytest.fixture
def bench() -> Workbench:
    """A small graph, so that every edit has an effect."""
    made = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    made.build([Document(key, title, text) for key, (title, text) in TEXTS.items()]).result()
    return made


@pytest.fixture
def board(serve_app: Callable[..., str], browser_page: Any, bench: Workbench) -> Any:
    """The page with the board in front."""
    return opened(browser_page, serve_app(build_app(bench)))


def opened(page: Any, url: str) -> Any:
    page.goto(f"{url}/?page=schema")
    tab(page, "Board")
    page.wait_for_function(SEEK)
    page.wait_for_timeout(300)
    return page


def tab(page: Any, name: str) -> None:
    page.locator("button.tab:visible", has_text=name).click()


def tabbed(page: Any, name: str) -> int:
    """The number beside the name of a tab."""
    return int(page.locator("button.tab:visible", has_text=name).locator(".count").inner_text())


def where(page: Any, name: str) -> tuple[float, float]:
    found = page.evaluate("(name) => window.board.schemaBoard.where(name)", name)
    assert found, name
    return found["x"], found["y"]


def drag(page: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*[(a + b) / 2 for a, b in zip(start, end, strict=True)], steps=4)
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def test_a_drag_makes_a_relation_type_with_a_good_name(board: Any, wait_until: Callable[..., Any]) -> None:
    page = board
    before = tabbed(page, "Relations")
    still = where(page, "Person")
    drag(page, where(page, "Award"), where(page, "Machine"))
    field = page.locator(".form input")
    field.wait_for()
    expect(page.locator(".form label")).to_have_text("Award → Machine")
    assert field.input_value() == "has_machine"
    page.keyboard.press("Enter")
    wait_until(lambda: tabbed(page, "Relations") == before + 1, page)
    assert where(page, "Person") == still
    # What was made is selected, and stands in the fields below the board; what it would do is said above.
    page.locator("textarea[aria-label='Name: has_machine']").wait_for()
    page.locator(".whatif:visible").wait_for()
    page.locator(".tag", has_text="has_machine").wait_for()
    tab(page, "Relations")
    page.locator(".tabulator-row:visible", has_text="has_machine").wait_for()
    tab(page, "Board")
    page.locator("h1:visible").click()
    page.keyboard.press("Control+z")
    wait_until(lambda: tabbed(page, "Relations") == before, page)
    wait_until(lambda: page.locator(".tag", has_text="has_machine").count() == 0, page)


def test_escape_leaves_everything_as_it_was(board: Any) -> None:
    page = board
    before = tabbed(page, "Relations")
    drag(page, where(page, "Award"), where(page, "Machine"))
    page.locator(".form input").wait_for()
    page.keyboard.press("Escape")
    page.locator(".form").wait_for(state="detached")
    # A drag that ends on the ground asks for nothing.
    x, y = where(page, "Award")
    drag(page, (x, y), (x + 115, y - 25))
    page.wait_for_timeout(300)
    expect(page.locator(".form")).to_have_count(0)
    assert tabbed(page, "Relations") == before
    expect(page.locator("button.btn.primary:visible", has_text="Apply")).to_be_disabled()


def test_the_name_of_a_type_that_is_there_lets_it_link_these_too(board: Any, wait_until: Callable[..., Any]) -> None:
    page = board
    before = tabbed(page, "Relations")
    drag(page, where(page, "Award"), where(page, "Place"))
    page.locator(".form input").fill("located_in")
    page.get_by_text("it will link these two as well").wait_for()
    page.keyboard.press("Enter")
    head = page.locator("textarea[aria-label='Head: located_in']")
    head.wait_for()
    assert head.input_value() == "Organization; Place; Award"
    assert tabbed(page, "Relations") == before


def test_fields_tables_and_yaml_are_one_draft(board: Any, wait_until: Callable[..., Any]) -> None:
    page = board
    page.mouse.click(*where(page, "Award"))
    name = page.locator("textarea[aria-label='Name: Award']")
    name.fill("Prize")
    name.press("Enter")
    page.locator('.node[data-name="Prize"]').wait_for()
    tab(page, "Entities")
    row = page.locator(".tabulator-row:visible", has_text="Prize")
    row.locator("[tabulator-field=name]").click()
    page.locator(".tabulator-editing input").fill("Honour")
    page.keyboard.press("Enter")
    tab(page, "Board")
    page.locator('.node[data-name="Honour"]').wait_for()
    tab(page, "YAML")
    wait_until(lambda: "tail: [Honour]" in page.evaluate(YAML), page)


YAML = """() => { const seek = (root) => { for (const found of root.querySelectorAll('*')) {
  if (found.classList?.contains('ace_editor') && found.env) return found.env.editor.getValue();
  if (found.shadowRoot) { const inner = seek(found.shadowRoot); if (inner) return inner } } return '' };
  return seek(document) }"""


def test_types_come_and_go_and_come_back(board: Any, wait_until: Callable[..., Any], picture: Any) -> None:
    page = board
    entities, relations = tabbed(page, "Entities"), tabbed(page, "Relations")
    box = page.locator(".ground > svg").bounding_box()
    spot = (box["x"] + 110, box["y"] + box["height"] - 40)
    page.mouse.dblclick(*spot)
    page.locator(".form input").fill("Person")
    page.get_by_text("There is a type of that name").wait_for()
    expect(page.locator(".form .go")).to_be_disabled()
    page.locator(".form input").fill("Robot")
    page.keyboard.press("Enter")
    wait_until(lambda: tabbed(page, "Entities") == entities + 1, page)
    page.locator('.node[data-name="Robot"]').wait_for()
    x, y = where(page, "Robot")
    assert abs(x - spot[0]) < 2
    assert abs(y - spot[1]) < 2
    # A type goes with all that names it, after the effect was shown; one step brings all of it back.
    page.mouse.click(*where(page, "Award"))
    page.locator("textarea[aria-label='Name: Award']").wait_for()
    page.keyboard.press("Delete")
    wait_until(lambda: tabbed(page, "Entities") == entities, page)
    wait_until(lambda: tabbed(page, "Relations") == relations - 1, page)
    page.locator(".whatif .chip.bad:visible").first.wait_for()
    expect(page.locator(".note.bad:visible")).to_have_count(0)
    picture(page, "schema_board_removed")
    page.locator("h1:visible").click()
    page.keyboard.press("Control+z")
    wait_until(lambda: tabbed(page, "Relations") == relations, page)
    page.locator('.node[data-name="Award"]').wait_for()


def test_a_line_of_several_types_shows_one_after_the_other_and_loops_can_be_drawn(
    board: Any, wait_until: Callable[..., Any]
) -> None:
    page = board
    page.locator(".tag", has_text="died_in").first.click()
    page.locator("textarea[aria-label='Name: born_in']").wait_for()
    page.locator("button.chip:visible", has_text="died_in").click()
    page.locator("textarea[aria-label='Name: died_in']").wait_for()
    before = tabbed(page, "Relations")
    page.locator(".tag", has_text="died_in").first.focus()
    page.keyboard.press("Delete")
    wait_until(lambda: tabbed(page, "Relations") == before - 1, page)
    wait_until(lambda: page.locator(".tag", has_text="died_in").count() == 0, page)
    expect(page.locator(".tag", has_text="born_in")).to_have_count(1)
    x, y = where(page, "Award")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 140, y, steps=4)
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
    page.locator(".form input").wait_for()
    expect(page.locator(".form label")).to_have_text("Award → Award")
    assert page.locator(".form input").input_value() == "related_to"


def test_all_of_it_by_keyboard_alone(board: Any, wait_until: Callable[..., Any]) -> None:
    page = board
    before = tabbed(page, "Relations")
    page.locator('[role=tab]:visible[aria-selected="true"]').focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED):
            break
    assert page.evaluate(FOCUSED)
    # To the box at the left, then from there a connection to whatever the arrows find.
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    start = page.evaluate(FOCUSED)
    page.keyboard.press("c")
    page.locator(".bar p.busy", has_text=start).wait_for()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    end = page.evaluate(FOCUSED)
    assert end != start
    page.keyboard.press("Enter")
    page.locator(".form input").wait_for()
    expect(page.locator(".form label")).to_have_text(f"{start} → {end}")
    page.keyboard.type("tied_to")
    page.keyboard.press("Enter")
    wait_until(lambda: tabbed(page, "Relations") == before + 1, page)
    # The focus is back where the connection began; Escape gives one up.
    wait_until(lambda: page.evaluate(FOCUSED) == start, page)
    page.keyboard.press("c")
    page.locator(".bar p.busy").wait_for()
    page.keyboard.press("Escape")
    page.locator(".bar p.busy").wait_for(state="detached")
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.locator(".form input").wait_for()
    page.keyboard.type("Robot")
    page.keyboard.press("Enter")
    page.locator('.node[data-name="Robot"].on').wait_for()
    page.keyboard.press("Control+z")
    page.locator('.node[data-name="Robot"]').wait_for(state="detached")
    page.keyboard.press("Control+z")
    wait_until(lambda: tabbed(page, "Relations") == before, page)


FOCUSED = """() => { let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.dataset?.name || '' }"""


def test_a_box_is_moved_and_stays_and_the_board_survives_another_edit(board: Any, wait_until: Any) -> None:
    page = board
    start = where(page, "Award")
    page.keyboard.down("Shift")
    drag(page, start, (start[0] - 200, start[1] + 20))
    page.keyboard.up("Shift")
    wait_until(lambda: abs(where(page, "Award")[0] - start[0] + 200) < 4, page)
    moved = where(page, "Award")
    drag(page, where(page, "Award"), where(page, "Publication"))
    page.locator(".form input").wait_for()
    page.keyboard.press("Enter")
    page.locator(".tag", has_text="has_publication").wait_for()
    assert where(page, "Award") == moved
    page.locator("[data-act=arrange]").click()
    wait_until(lambda: where(page, "Award") != moved, page)


def test_twenty_three_relation_types_are_readable_in_both_themes_and_sizes(
    serve_app: Callable[..., str], open_page: Callable[..., Any], picture: Any
) -> None:
    """No label lies on another or on a box, as the browser measures them, and every relation type can be read."""
    kinds = ("Person", "Company", "Product", "City", "Event", "Document", "Idea", "Law", "机构")
    links = tuple(
        RelationType(f"relation_{n}", (kinds[n % 9],), (kinds[(n * n + 2) % 9], kinds[(n + 4) % 9])) for n in range(23)
    )
    schema = Schema("many", tuple(EntityType(kind) for kind in kinds), links)
    made = Workbench.open(schema=schema, embedder="lexical")
    url = serve_app(build_app(made))
    for width, scheme in ((1440, "light"), (1024, "dark")):
        page = opened(open_page(viewport={"width": width, "height": 900}, color_scheme=scheme), url)
        boxes = page.evaluate("""() => [...window.board.querySelectorAll('.tag rect, .node rect')].map((one) => {
          const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom] })""")
        texts = page.evaluate("""() => [...window.board.querySelectorAll('.tag text')].map((one) => one.textContent)""")
        for at, (left, top, right, low) in enumerate(boxes):
            assert right > left
            for other in boxes[:at]:
                assert right <= other[0] + 1 or other[2] <= left + 1 or low <= other[1] + 1 or other[3] <= top + 1
        fits = page.evaluate("""() => [...window.board.querySelectorAll('.tag')].every((tag) => {
          const box = tag.querySelector('rect').getBoundingClientRect();
          return [...tag.querySelectorAll('text')].every((text) => { const own = text.getBoundingClientRect();
            return own.left >= box.left - 1 && own.right <= box.right + 1 }) })""")
        assert fits
        said = " ".join(texts)
        assert sum(f"relation_{n}" in said for n in range(23)) >= 20, said
        picture(page, f"schema_board_23_{width}_{scheme}")
