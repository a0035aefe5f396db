"""The whole flow of an analyst as readable steps, walked by two hands: one with a pointer, one with the keyboard alone.

``Pointer`` clicks, ``Keyboard`` never causes a mouse event: it tabs and arrows to what it wants as a person would, and
fails where something cannot be reached, where the focus is lost, or where it cannot be seen.
"""

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from patience import PATIENCE
from seeded import QUESTION, seeded

from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.model.tasks import ExtractTask, Reply, Task
from kgworkbench.workbench import Workbench

PAGES = ("Schema", "Extract", "Communities", "Ask")
FIRST = {
    "sri.md": (
        "Stanford Research Institute",
        "Douglas Engelbart worked at the Stanford Research Institute in Menlo Park. He designed the mouse.",
    ),
    "lab.md": ("SRI", "Douglas Engelbart worked at SRI. Bill English worked at SRI."),
    "ada.md": (
        "Ada Lovelace",
        "Ada Lovelace collaborated with Charles Babbage, long before the Second World War. "
        "Ada Lovelace was born in London.",
    ),
    "babbage.md": (
        "Charles Babbage",
        "Charles Babbage designed the Analytical Engine. He was born in London. "
        "He was influenced by the Industrial Revolution.",
    ),
}
LATER = {
    "wirth.md": (
        "Niklaus Wirth",
        "Niklaus Wirth designed Pascal at ETH Zurich. He won the Turing Award. Niklaus Wirth was born in Winterthur.",
    ),
    "knuth.md": (
        "Donald Knuth",
        "Donald Knuth worked at Stanford University. He won the Turing Award. Donald Knuth was born in Milwaukee.",
    ),
    "turing.md": (
        "Alan Turing",
        "Alan Turing was born in London. Alan Turing designed the Bombe. "
        "Alan Turing worked at Bletchley Park during the Second World War.",
    ),
    "hopper.md": (
        "Grace Hopper",
        "Grace Hopper designed COBOL. Grace Hopper worked at Harvard University and was born in New York City.",
    ),
    "ritchie.md": (
        "Dennis Ritchie",
        "Dennis Ritchie designed C. Dennis Ritchie worked at Bell Labs. "
        "Ken Thompson worked at Bell Labs and designed Unix.",
    ),
    "mccarthy.md": (
        "John McCarthy",
        "John McCarthy designed Lisp. John McCarthy worked at Stanford University. He won the Turing Award.",
    ),
}
SCRIPT = Path(__file__).with_name("flow.js")


class Hand(Protocol):
    """What walks the flow."""

    page: Any

    def turn_to(self, name: str) -> None:
        """Go to one of the four pages."""

    def tab(self, name: str) -> None:
        """Bring a tab to the front."""

    def press(self, control: Any) -> None:
        """Do what a control does."""

    def write(self, field: Any, text: str, then: str = "Enter") -> None:
        """Write into a field instead of what it holds, and press a key."""

    def edit(self, row: str, field: str, text: str) -> None:
        """Write into the cell of a table."""

    def slide(self, slider: Any, to: str) -> None:
        """Move a slider to its start or its end: Home or End."""


class Pointer:
    """A hand with a mouse."""

    def __init__(self, page: Any) -> None:
        self.page = page
        page.add_init_script(path=SCRIPT)

    def turn_to(self, name: str) -> None:
        self.page.locator(".place", has_text=name).click()
        self.page.locator("h1:visible", has_text=name).wait_for()

    def tab(self, name: str) -> None:
        self.page.locator("button.tab:visible", has_text=name).first.click()

    def press(self, control: Any) -> None:
        control.click()

    def write(self, field: Any, text: str, then: str = "Enter") -> None:
        field.fill(text)
        self.page.keyboard.press(then)

    def edit(self, row: str, field: str, text: str) -> None:
        line = self.page.locator(".tabulator-row:visible", has_text=row).first
        line.locator(f"[tabulator-field={field}]").click()
        self.page.locator(".tabulator-editing input").fill(text)
        self.page.keyboard.press("Enter")

    def slide(self, slider: Any, to: str) -> None:
        box = slider.locator("xpath=ancestor::*[contains(@class, 'MuiSlider-root')]").bounding_box()
        self.page.mouse.click(box["x"] + (1 if to == "Home" else box["width"] - 1), box["y"] + box["height"] / 2)


class Keyboard:
    """A hand with nothing but keys. Wherever it stops the focus must be seen."""

    most = 70

    def __init__(self, page: Any) -> None:
        self.page = page
        self.unseen: dict[str, None] = {}
        self.way: list[str] = []
        page.add_init_script(path=SCRIPT)

    def turn_to(self, name: str) -> None:
        self.page.keyboard.press(str(PAGES.index(name) + 1))
        self.page.locator("h1:visible", has_text=name).wait_for()
        # The focus comes along: the next Tab goes into the page, not back to the navigation.
        self._wait(lambda: (self.focused() or {}).get("tag") == "h1", f"the focus did not follow to {name}")

    def tab(self, name: str) -> None:
        self.press(self.page.locator("button.tab:visible", has_text=name).first)

    def press(self, control: Any) -> None:
        self.reach(control)
        before = self.focused()
        self.page.keyboard.press("Enter")
        self.settled(f"after Enter on {before}")

    def write(self, field: Any, text: str, then: str = "Enter") -> None:
        self.reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press(then)
        self.settled(f"after {then} in a field")

    def edit(self, row: str, field: str, text: str) -> None:
        self.reach(self.page.locator(".tabulator-tableholder:visible").first)
        self.page.keyboard.press("ArrowDown")
        line = self.page.locator(".tabulator-row:visible", has_text=row).first
        for _ in range(40):
            if line.evaluate("(row) => row.contains(hand.deepest())"):
                break
            self.page.keyboard.press("ArrowDown")
        cell = line.locator(f"[tabulator-field={field}]")
        for _ in range(12):
            if cell.evaluate("(cell) => cell === hand.deepest()"):
                break
            self.page.keyboard.press("ArrowRight")
        self._look()
        self.page.keyboard.press("Enter")
        self.page.locator(".tabulator-editing input").wait_for()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")
        self.settled("after the edit of a cell")

    def slide(self, slider: Any, to: str) -> None:
        self.reach(slider)
        self.page.keyboard.press(to)

    def reach(self, control: Any) -> None:
        """Tab and arrow until the control has the focus."""
        control.wait_for(state="attached")
        for _ in range(self.most):
            key = control.evaluate("(goal) => hand.towards(goal)")
            if not key:
                return
            self.page.keyboard.press(key)
            self._look(key)
        way = "\n".join(self.way[-self.most :])
        raise AssertionError(f"{control} cannot be reached by {self.most} keys:\n{way}")

    def focused(self) -> Any:
        """What has the focus: tag, kind, name and whether one sees it; None for nothing."""
        return self.page.evaluate("hand.focused()")

    def settled(self, when: str) -> None:
        """Wait until something has the focus: it may be lost for a moment, never for good."""
        self.page.wait_for_timeout(60)
        self._wait(lambda: self.focused() is not None, f"the focus is lost {when}")

    def mice(self) -> int:
        """How many mouse events there were since the page was loaded."""
        return int(self.page.evaluate("hand.mice"))

    def _look(self, key: str = "") -> None:
        here = self.focused()
        # A part that has just come may stand there for a moment before its style sheet does.
        for _ in range(20):
            if here is None or (here["seen"] and here["named"]):
                break
            self.page.wait_for_timeout(50)
            here = self.focused()
        self.way.append(f"{key} {here['tag']}.{here['kind']} “{here['name']}”" if here else "nothing")
        if here is not None and not (here["seen"] and here["named"]):
            self.unseen[f"{here['tag']}.{here['kind']} “{here['name']}”"] = None

    def _wait(self, holds: Callable[[], Any], otherwise: str) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if holds():
                return
            self.page.wait_for_timeout(30)
        raise AssertionError(otherwise)


class Patient(LocalEngine):
    """The local engine, which reads a text only when it is let: ``let(n)`` allows n more, ``let_go()`` all."""

    def __init__(self) -> None:
        super().__init__()
        self._turns: threading.Semaphore | None = None
        self.read: list[str] = []

    def hold(self) -> None:
        self._turns = threading.Semaphore(0)

    def let(self, count: int) -> None:
        assert self._turns is not None
        self._turns.release(count)

    def let_go(self) -> None:
        turns, self._turns = self._turns, None
        if turns is not None:
            turns.release(1000)

    def reply(self, task: Task[Any]) -> Reply[Any]:
        if isinstance(task, ExtractTask):
            turns = self._turns
            if turns is not None:
                turns.acquire(timeout=30)
            self.read.append(task.chunk.document)
        return super().reply(task)


def put(folder: Path, texts: dict[str, tuple[str, str]]) -> Path:
    """A folder with these documents in it."""
    folder.mkdir(exist_ok=True)
    for name, (title, text) in texts.items():
        (folder / name).write_text(f"# {title}\n\n{text}\n", encoding="utf-8")
    return folder


def begun(folder: Path, docs: Path, engine: LocalEngine) -> Workbench:
    """A graph folder into which the first documents were built."""
    return seeded(docs, folder, engine=engine)


def depth(page: Any, held: int, done: int) -> None:
    """Wait until so many of the operations by hand hold."""
    page.locator(".depth", has_text=f"{held}/{done}").wait_for()


# ---------------------------------------------------------------- the steps


def edit_the_schema_and_see_what_if(hand: Hand, bench: Workbench, wait: Callable[..., Any]) -> None:
    """An edit shows what it would do, is taken back; another is made and put in force."""
    page = hand.page
    hand.turn_to("Schema")
    hand.tab("Relations")
    hand.edit("worked_at", "head", "Place")
    lost = page.locator(".whatif .chip.bad", has_text="relations")
    lost.wait_for()
    hand.press(lost)
    page.locator(".whatif .samples .tie", has_text="Bill English").wait_for()
    page.keyboard.press("Control+z")
    page.locator(".whatif").wait_for(state="hidden")
    hand.edit("worked_at", "description", "Was employed there")
    page.locator(".chip.warn:visible", has_text="1 unsaved change").wait_for()
    hand.press(page.locator("button.btn.primary:visible", has_text="Apply"))
    page.locator(".chip.good:visible", has_text="Version 2").wait_for()
    wait(lambda: bench.schema.version == 2, page)


def build_and_watch_the_graph_grow(hand: Hand, bench: Workbench, engine: Patient, docs: Path) -> None:
    """The rest of the documents is read; the graph grows while it is."""
    page = hand.page
    put(docs, LATER)
    hand.turn_to("Extract")
    page.wait_for_function("hand.graph()")
    before = int(page.evaluate("hand.graph().dataset.nodes"))
    hand.write(page.get_by_label("Corpus", exact=True), str(docs))
    engine.hold()
    hand.press(page.locator("button.btn.primary:visible", has_text="Build"))
    page.locator("button.btn.danger:visible", has_text="Stop").wait_for()
    engine.let(4)
    page.wait_for_function("(before) => Number(hand.graph()?.dataset.nodes) > before", arg=before)
    assert page.locator(".chip:visible", has_text="4 of 6 chunks").count() == 1, "the build is not over yet"
    engine.let_go()
    page.locator(".chip.good:visible", has_text=" s").or_(page.locator(".chip.good:visible", has_text=" ms")).wait_for()
    assert len(bench.store.documents()) == len(FIRST) + len(LATER)


def answer_two_proposals(hand: Hand, bench: Workbench, wait: Callable[..., Any]) -> None:
    """One proposed type is rejected for good, one is taken into the schema."""
    page = hand.page
    hand.turn_to("Schema")
    hand.tab("Proposals")
    card = page.locator(".inbox:visible")
    hand.press(card.filter(has_text="Revolution").locator("button", has_text="Reject"))
    card.filter(has_text="Revolution").wait_for(state="detached")
    hand.press(card.filter(has_text="War").locator("button", has_text="Accept"))
    wait(lambda: bench.schema.entity_type("War") is not None, page)
    card.filter(has_text="War").wait_for(state="detached")
    assert bench.schema.entity_type("Revolution") is None
    depth(page, 2, 2)


def merge_two_duplicates_and_undo(hand: Hand, bench: Workbench, wait: Callable[..., Any]) -> None:
    """Two names of one institute become one entity, and two again."""
    page = hand.page

    def names() -> set[str]:
        return {entity.name for entity in bench.store.graph().entities}

    hand.turn_to("Communities")
    hand.tab("Duplicates")
    hand.press(page.locator("button.merge:visible"))
    wait(lambda: "SRI" not in names(), page)
    depth(page, 3, 3)
    page.keyboard.press("Control+z")
    wait(lambda: {"SRI", "Stanford Research Institute"} <= names(), page)
    depth(page, 2, 3)
    hand.tab("All communities")


def change_the_granularity(hand: Hand) -> None:
    """Few and coarse communities, then many and fine ones, answered at once."""
    page = hand.page
    slider = page.get_by_label("Granularity")
    shown = page.locator(".tag:visible", has_text="communit")
    shown.wait_for()
    hand.slide(slider, "Home")
    page.locator(".tag:visible", has_text="1 community").wait_for()
    hand.slide(slider, "End")
    page.locator(".tag:visible", has_text="communities").wait_for()
    assert int(shown.inner_text().split()[0]) > 1


def ask_and_light_a_path(hand: Hand) -> None:
    """The answer's citation lights its path in the graph and its words in the source."""
    page = hand.page
    hand.turn_to("Ask")
    hand.write(page.locator(".composer textarea:visible"), QUESTION)
    page.locator(".told .tools").wait_for()
    assert "Wirth" in page.locator(".told .text").inner_text()
    hand.press(page.locator(".cite").first)
    page.locator(".cite.on").wait_for()
    page.locator(".proof.on:visible mark").first.wait_for()
    page.wait_for_function("hand.graph()?.graphView.lit().length > 0")


def ask_again_without_a_chunk(hand: Hand) -> None:
    """The passage of the lit citation is switched off, and the question asked again without it."""
    page = hand.page
    hand.tab("Evidence")
    hand.press(page.locator(".proof.on:visible .caption button.power").first)
    page.locator(".without .chip", has_text="passage").wait_for()
    hand.press(page.locator(".without button", has_text="Ask again without"))
    page.locator(".versus", has_text="Without").wait_for()
    page.locator(".without").wait_for(state="detached")


def reload_and_find_it_all(hand: Hand, bench: Workbench, wait: Callable[..., Any]) -> None:
    """After a reload the page is as it was: both answers side by side, the schema, the journal, the graph."""
    page = hand.page
    # The address names the run a moment after the words of its answer are there.
    wait(lambda: re.search(r"run=\w", page.url) and "page=ask" in page.url, page)
    said = page.locator(".told .text").all_inner_texts()
    page.reload()
    page.locator(".versus").wait_for()
    assert page.locator(".told .text").all_inner_texts() == said
    assert page.locator(".asked").count() == 2
    depth(page, 2, 3)
    assert page.locator(".entry.error").count() == 0
    hand.turn_to("Schema")
    page.locator(".chip.good:visible", has_text=f"Version {bench.schema.version}").wait_for()
    hand.turn_to("Extract")
    page.locator(".tabulator-row:visible", has_text="Niklaus Wirth").wait_for()
    page.wait_for_function("hand.graph()")
    assert int(page.evaluate("hand.graph().dataset.nodes")) > 20
