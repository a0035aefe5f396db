"""The Chinese interface says nothing in English: every page is walked, and every word that a reader could meet is read.

What is read is text that is drawn, titles, labels for screen readers and placeholders, through all shadow roots.
Words of the data are data; a short list holds names that stand in Chinese text too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kgworkbench.app.desk import Desk
from kgworkbench.app.main import build_app
from kgworkbench.app.strings import Strings
from kgworkbench.model.codec import encode
from kgworkbench.model.journal import KeepApart, Rename, RenameCommunity
from kgworkbench.read.files import read_corpus
from kgworkbench.samples import sample, sample_names
from kgworkbench.workbench import Workbench

NAMES = frozenset(
    "kg workbench english yaml json html csv svg png pdf md txt jsonl"
    " ctrl shift enter esc tab alt delete pgdn pgup end home local openai replay id span jaccard v".split()
)
"""Names of products, formats and keys, which Chinese text has as they are."""

READ = """() => {
  const found = new Set(), seen = (e) => getComputedStyle(e).display !== "none";
  const skip = new Set(["STYLE", "SCRIPT", "TEMPLATE", "NOSCRIPT"]);
  const walk = (root) => {
    for (const node of root.childNodes) {
      if (node.nodeType === 3) { const t = node.textContent.trim(); if (t) found.add("text: " + t); continue; }
      if (node.nodeType !== 1 || skip.has(node.tagName) || !seen(node)) continue;
      if (node.classList.contains("ace_editor")) continue;  // a vendor's editor of code: YAML, and marks of its own
      for (const name of ["title", "aria-label", "placeholder", "aria-description", "alt"]) {
        const said = node.getAttribute(name); if (said) found.add(name + ": " + said);
      }
      if (node.shadowRoot) walk(node.shadowRoot);
      walk(node);
    }
  };
  walk(document.body);
  return [...found];
}"""


@pytest.fixture
def desk() -> Desk:
    """A desk over part of the Chinese sample."""
    kept = sample("song_science")
    bench = Workbench.open(schema=kept.schema, embedder="lexical")
    bench.build(sorted(read_corpus(kept.path / "docs"), key=lambda one: one.id)[:14]).result()
    return Desk(bench)


@pytest.fixture
def reader(desk: Desk) -> Callable[[Any], list[str]]:
    """Reads a page and gives the English it holds."""
    bench = desk.bench
    assert bench is not None
    graph, schema = bench.graph(), bench.schema
    told = [chunk.text for chunk in bench.store.chunks()] + [one.id for one in bench.store.documents()]
    told += [name for entity in graph.entities for name in (entity.name, *entity.aliases)]
    told += [value.value for entity in graph.entities for value in entity.attributes]
    told += [*_texts(encode(schema)), *(name.replace("_", " ") for name in sample_names())]
    own = {word for one in told for word in _words(one)} | NAMES

    def read(page: Any) -> list[str]:
        said = page.evaluate(READ)
        assert len(said) > 10, "the page is empty"
        return sorted(text for text in said if _words(text.partition(": ")[2]) - own)

    return read


def _words(text: str) -> set[str]:
    # What stands in braces is a slot of a cue.
    return {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", text))}


def _texts(coded: Any) -> Iterator[str]:
    """The texts in coded data, without the names of its fields."""
    if isinstance(coded, str):
        yield coded
    elif isinstance(coded, dict | list):
        for part in coded.values() if isinstance(coded, dict) else coded:
            yield from _texts(part)


def _tabs(page: Any) -> Iterator[str]:
    """Opens every tab once, though some come and go with others; names each."""
    seen: set[str] = set()
    while True:
        names = [str(name).split("\n")[0] for name in page.locator("button.tab:visible").all_inner_texts()]
        fresh = [(at, name) for at, name in enumerate(names) if name not in seen]
        if not fresh:
            return
        at, name = fresh[0]
        seen.add(name)
        page.locator("button.tab:visible").nth(at).click()
        page.wait_for_timeout(600)
        yield name


def test_every_page_is_chinese(
    serve_app: Callable[..., str],
    open_page: Callable[..., Any],
    wait_until: Callable[..., Any],
    picture: Callable[..., None],
    desk: Desk,
    reader: Callable[[Any], list[str]],
) -> None:
    page = open_page(locale="zh-CN", color_scheme="light")
    bench = desk.bench
    assert bench is not None
    first, second, third = bench.graph().entities[:3]
    desk.steward.act(Rename(first.id, first.name + "甲"), KeepApart(second.id, third.id))
    desk.steward.act(RenameCommunity(bench.store.tree().at(0)[0].centre, "新社区"))
    narrow = replace(
        bench.schema, relation_types=tuple(replace(one, tail=one.head) for one in bench.schema.relation_types)
    )
    desk.steward.adopt(narrow, "edited in the dashboard")
    wait_until(lambda: not desk.steward.busy and desk.trials.violations(), seconds=30)
    desk.competency.add("苏颂出生在哪里？")
    page.goto(serve_app(build_app(desk)) + "/?lang=zh&page=schema")
    page.locator("h1:visible").wait_for()
    english: dict[str, list[str]] = {}

    def look(where: str) -> None:
        if found := reader(page):
            english[where] = found

    def walk(key: str, name: str) -> None:
        page.keyboard.press(key)
        page.locator("h1:visible", has_text=Strings("zh")(name)).wait_for()
        page.locator("button.tab:visible").first.wait_for()
        page.wait_for_timeout(1000)
        look(name)
        tabs = []
        for tab in _tabs(page):
            tabs.append(tab)
            look(f"{name}, {tab}")
            picture(page, f"zh_{name}_{tab}")
        assert len(tabs) >= 4, f"{name} has no more tabs than {tabs}"

    walk("1", "schema")
    page.keyboard.press("2")
    page.wait_for_timeout(1000)
    page.locator("button.btn:visible", has_text="估算").click()
    page.locator("button.btn:visible", has_text="构建设置").click()
    page.locator(".tabulator-row:visible").first.click()
    page.wait_for_timeout(800)
    look("a chunk")
    walk("2", "extract")
    walk("3", "communities")
    page.keyboard.press("4")
    page.wait_for_timeout(1000)
    look("ask, empty")
    box = page.locator("textarea:visible").last
    box.fill("《营造法式》的作者是谁？")
    box.press("Enter")
    page.locator(".answer, .text:visible").last.wait_for()
    page.wait_for_timeout(3000)
    box.press("Escape")
    page.locator("h1:visible").click()
    walk("4", "ask")
    for line in page.locator("summary:visible").all():
        line.click()
    look("trace, unfolded")
    for sel in (first.id, bench.graph().relations[0].id, bench.store.tree().at(0)[0].id):
        page.goto(page.url.split("?")[0] + f"?lang=zh&page=communities&sel={sel}")
        page.locator("h1:visible").wait_for()
        page.wait_for_timeout(2000)
        forms = page.locator(".editing button.btn.small:visible")
        look("the inspector")
        for at in range(forms.count()):
            forms.nth(at).click()
            page.wait_for_timeout(400)
            look("a form of the inspector")
    desk.steward.undo()
    page.locator(".toast").wait_for()
    look("a toast")
    picture(page, "zh_toast")
    desk.steward.redo((99,))
    page.wait_for_timeout(1000)
    look("a refusal")
    page.keyboard.press("?")
    page.wait_for_timeout(500)
    look("help")
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    page.wait_for_timeout(500)
    look("log")
    page.keyboard.press("Control+k")
    page.wait_for_timeout(500)
    look("palette")
    assert not english, "\n".join(f"{where}: {text}" for where, found in english.items() for text in found)


def test_the_first_page_and_the_one_of_a_held_graph_are_chinese(
    serve_app: Callable[..., str], open_page: Callable[..., Any], reader: Callable[[Any], list[str]]
) -> None:
    page, empty = open_page(locale="zh-CN", color_scheme="dark"), Desk()
    page.goto(serve_app(build_app(empty)) + "/?lang=zh")
    page.locator("h1:visible").wait_for()
    page.wait_for_timeout(800)
    english = reader(page)
    empty.held = "graph folder 'demo.kgw' is held by process 7: close that process, or open its dashboard"
    empty.touch()
    page.locator("h1:visible", has_text="别处").wait_for()
    english += reader(page)
    # Folders and a call are named as they are.
    own = (str(Path.cwd()), "demo.kgw", "workbench.dashboard()")
    assert [text for text in english if not any(name in text for name in own)] == []
