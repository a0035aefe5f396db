"""The types of a selected box or line as fields, one row each: the same cells as in the tables."""

from collections.abc import Mapping, Sequence

from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.draft import COLUMNS, Row, Section
from kgworkbench.app.strings import Strings

__all__ = ["type_card"]

_SHARES = {"name": 15, "head": 18, "tail": 20, "description": 27, "examples": 22, "cues": 24, "parent": 12}


def type_card(section: Section, rows: Sequence[Row], chosen: str, used: Mapping[str, int], say: Strings) -> Node:
    """The fields of the row ``chosen``, and where there are several rows a tab for each; a hint where there is none."""
    row = next((one for one in rows if one["id"] == chosen), None)
    if row is None:
        return h("div.below.row", h("span.caption", say("board_none")))
    tabs = [
        h(
            "button.chip.on" if one["id"] == chosen else "button.chip",
            one["name"],
            click={"way": one["id"]},
            aria_pressed="true" if one["id"] == chosen else "false",
            key=one["id"],
        )
        for one in rows
    ]
    count = say(f"board_{section}_n", n=used.get(row["name"], 0))
    fields = [
        h(
            "label.stack.tight",
            h("span.caption", say(column)),
            h(
                "textarea.line",
                edit={"cell": column, "row": chosen, "section": section},
                data_value=row[column],
                aria_label=f"{say(column)}: {row['name']}",
                title=row[column] or None,
                rows="1",
                style={"white-space": "nowrap"},
                key=f"{chosen}{column}",
            ),
            style={"flex": f"{_SHARES[column]} 1 0", "min-width": "0"},
            key=column,
        )
        for column in COLUMNS[section]
    ]
    return h(
        "div.below.stack",
        h("div.row.wrap", h("span.caption", say(f"{section}_type")), tabs, h("span.grow"), h("span.caption", count)),
        h("div.row.top", fields, style={"gap": "8px"}, key=chosen),
    )
