"""The table of keys: whole, in both languages, and in step with what the pages and the views listen to."""

import re
from dataclasses import replace
from pathlib import Path

import kgwidgets
from kgworkbench.app.components.chrome import help_dialog
from kgworkbench.app.components.keys import Keys
from kgworkbench.app.components.review_card import review_card
from kgworkbench.app.desk import Desk
from kgworkbench.app.finding import COMMANDS, TABS
from kgworkbench.app.keymap import KEYMAP, PLACES, page_keys
from kgworkbench.app.review_queue import Review
from kgworkbench.app.strings import WORDS, Strings
from kgworkbench.model.schema import EntityType
from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

APP = Path(Keys._esm).parent
WIDGETS = Path(str(kgwidgets.__file__)).parent / "static"


def names(place: str) -> set[str]:
    return {name for key in KEYMAP if key.place == place for name in key.names}


def acts(source: str, at: int) -> set[str]:
    """The keys of the object literal that begins at this place of a script."""
    depth = 0
    for end, letter in enumerate(source[at:], at + 1):
        depth += (letter == "{") - (letter == "}")
        if not depth:
            return {one or other for one, other in re.findall(r'[{,]\s*(?:(\w+)|"([^"]+)"):', source[at:end])}
    raise AssertionError("the object does not end")


def test_the_table_is_whole() -> None:
    for place in PLACES:
        held = [name for key in KEYMAP if key.place == place for name in key.names]
        assert held, place
        assert len(held) == len(set(held)), place
        assert WORDS[f"keys_{place}"]
    assert {key.place for key in KEYMAP} == set(PLACES)
    assert all(len(WORDS[key.word]) == 2 for key in KEYMAP)


def test_the_help_says_every_key() -> None:
    for language in ("en", "zh"):
        say = Strings(language)
        told = str(help_dialog(say))
        assert all(say(key.word) in told for key in KEYMAP)
        assert all(f"'{label}'" in told for key in KEYMAP for label in key.labels)


def test_the_page_hears_what_the_table_says() -> None:
    assert set(page_keys()) == {name for name in names("page") if not name.startswith("Control")}
    heard = (APP / "keys.js").read_text(encoding="utf-8")
    assert "/^[zy]$/i" in heard
    assert '"Leave"' in heard
    labels = {label for key in KEYMAP if key.place == "page" for label in key.labels}
    assert {key for _, _, key in COMMANDS if key} <= labels


def test_lists_and_tables_hear_what_the_table_says() -> None:
    rove = (APP / "sheet.js").read_text(encoding="utf-8")
    walked = set(re.findall(r'"(Arrow\w+)"', rove)) | {key for key in ("Home", "End") if f"{key}:" in rove}
    assert walked == {name for name in names("list") if name.startswith("Arrow") or name in ("Home", "End")}
    walk = (APP / "focus.js").read_text(encoding="utf-8")
    found = acts(walk, walk.index("{ ArrowDown: 1")) | acts(walk, walk.index("{ ArrowRight: 1"))
    assert found == names("table") - {"Enter", "Space"}
    assert 'event.key === "Enter"' in walk
    assert 'event.key === " "' in walk


def test_graph_and_merge_queue_hear_what_the_table_says() -> None:
    graph = (WIDGETS / "graph_view.js").read_text(encoding="utf-8")
    assert acts(graph, graph.index("const acts = {") + len("const acts = ")) == names("graph")
    merge = (WIDGETS / "merge_review.js").read_text(encoding="utf-8")
    assert acts(merge, merge.index("const acts = {") + len("const acts = ")) | {"Enter"} == names("merge")


def test_a_review_hears_what_the_table_says() -> None:
    schema = sample("computing_history").schema
    bench = Workbench.open(schema=schema, embedder="lexical")
    more = tuple(EntityType(f"Kind{k}") for k in range(10))
    bench.adopt(replace(bench.schema, entity_types=(*bench.schema.entity_types, *more)))
    bench.build([Document("a", "Ada Lovelace", "Ada Lovelace was born in London.")]).result()
    snapshot = Desk(bench).snapshot
    assert snapshot is not None
    entity = snapshot.graph.entities[0]
    card = review_card([Review("entity", entity.id, 0.5)], 0, snapshot, Strings("en"))
    assert {"Space" if name == " " else name for name in card["on"]["keys"]} == names("review")


def test_every_tab_of_the_palette_is_there() -> None:
    from kgworkbench.app.pages.ask import AskPage
    from kgworkbench.app.pages.communities import CommunitiesPage
    from kgworkbench.app.pages.extract import ExtractPage
    from kgworkbench.app.pages.schema import SchemaPage
    from kgworkbench.app.state import Session

    bench = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    bench.build([Document("a", "Ada Lovelace", "Ada Lovelace was born in London.")]).result()
    desk, session = Desk(bench), Session()
    pages = {"schema": SchemaPage, "extract": ExtractPage, "communities": CommunitiesPage, "ask": AskPage}
    made = {name: page(session, desk) for name, page in pages.items()}
    for page, tab, word in TABS:
        made[page].bring(tab)
        assert made[page]._deck.front == tab, (page, tab)
        assert WORDS[word]
