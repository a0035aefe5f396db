"""Tables that are searched: what is shown holds the text, and an edit finds its row by id."""

from typing import Any

from kgworkbench.app.components.table_search import SearchedTable
from kgworkbench.app.components.tables import Table
from kgworkbench.app.strings import Strings

ROWS = [{"id": f"r{n}", "name": name, "note": "odd" if n % 2 else "even"} for n, name in enumerate("ABCDE")]


def shown(table: Table) -> list[str]:
    return [str(row["id"]) for row in table.view.value.to_dict("records")]


def made(**params: Any) -> Table:
    table = Table({"name": "Name", "note": "Note"}, editors={"note": {"type": "input"}}, **params)
    table.show(ROWS)
    return table


def test_only_rows_that_hold_the_text_are_shown_whatever_its_case() -> None:
    table = made()
    assert table.narrow(" ODD ") == (2, 5)
    assert shown(table) == ["r1", "r3"]
    assert table.narrow("nothing") == (0, 5)
    assert shown(table) == []
    assert table.narrow("") == (5, 5)
    assert shown(table) == [row["id"] for row in ROWS]


def test_an_edit_and_a_selection_under_a_search_mean_the_row_that_is_seen() -> None:
    told: list[tuple[str, str, str]] = []
    table = made(on_edit=lambda *change: told.append(change))
    table.narrow("odd")
    table.view.value.loc[1, "note"] = "changed"
    table._edited(None)
    assert told == [("r3", "note", "changed")]
    table.view.selection = [0]
    assert table.picked == ["r1"]
    table.follow("r3")
    assert table.view.selection == [1]
    table.follow("r0")
    assert table.view.selection == []


def test_a_row_stays_while_it_is_edited_and_a_new_one_is_seen() -> None:
    table = made()
    table.narrow("odd")
    table.show([{**row, "note": "even"} for row in ROWS] + [{"id": "new", "name": "F", "note": ""}])
    assert shown(table) == ["r1", "r3", "new"]
    assert table.narrow("odd") == (0, 6)


def test_the_field_says_how_much_it_found_and_hands_on_what_else_is_clicked() -> None:
    acts: list[Any] = []
    searched = SearchedTable(made(), Strings("en"), acts.append)
    searched._act({"find": "odd"})
    assert "2 of 5" in str(searched._bar.node)
    searched._act("add")
    assert acts == ["add"]
    after = SearchedTable(made(), Strings("zh"))
    after.inherit(searched)
    assert shown(after.table) == ["r1", "r3"]
