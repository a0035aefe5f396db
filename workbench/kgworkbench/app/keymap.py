"""Every key that does something, where it does it and what: the one table that the help and the pages are made of."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["KEYMAP", "PLACES", "Key", "Place", "page_keys", "review_keys"]

Place = Literal["page", "list", "table", "field", "review", "merge", "graph"]

PLACES: tuple[Place, ...] = ("page", "list", "table", "field", "review", "merge", "graph")
"""Where keys are heard: anywhere, in lists and tabs, tables, fields, a review, the merge queue, a graph."""


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do the same kind of thing in a place: as the browser names them, and the word that says what.

    ``shown`` is what the help writes where it differs from the names.
    """

    place: Place
    names: tuple[str, ...]
    word: str
    shown: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """What the help writes on the keys."""
        return self.shown or self.names


_ARROWS = ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown")

KEYMAP: tuple[Key, ...] = (
    Key("page", ("Control+k",), "key_palette", ("Ctrl+K",)),
    Key("page", ("1", "2", "3", "4"), "key_pages"),
    Key("page", ("i",), "key_inspector"),
    Key("page", ("l",), "key_log"),
    Key("page", ("o",), "key_around"),
    Key("page", ("Control+z",), "key_undo", ("Ctrl+Z",)),
    Key("page", ("Control+Shift+z", "Control+y"), "key_redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Key("page", ("Escape",), "key_escape", ("Esc",)),
    Key("page", ("?",), "key_help"),
    Key("list", ("Tab", "Shift+Tab"), "key_tab", ("Tab", "Shift+Tab")),
    Key("list", (*_ARROWS, "Home", "End"), "key_rove", ("←", "↑", "→", "↓", "Home", "End")),
    Key("list", ("Enter", "Space"), "key_act", ("Enter", "␣")),
    Key("table", (*_ARROWS, "Home", "End"), "key_cells", ("←", "↑", "→", "↓", "Home", "End")),
    Key("table", ("PageUp", "PageDown"), "key_cells_far", ("PgUp", "PgDn")),
    Key("table", ("Enter",), "key_edit"),
    Key("table", ("Space",), "key_row", ("␣",)),
    Key("field", ("Enter",), "key_send"),
    Key("field", ("Shift+Enter",), "key_line"),
    Key("field", ("Escape",), "key_leave", ("Esc",)),
    Key("review", ("a",), "accept"),
    Key("review", ("x",), "reject"),
    Key("review", ("Space",), "skip", ("␣",)),
    Key("review", ("z",), "take_back"),
    Key("review", tuple("123456789"), "key_retype", ("1…9",)),
    Key("merge", ("Enter",), "review_merge"),
    Key("merge", ("x",), "review_apart"),
    Key("merge", ("l",), "review_later"),
    Key("merge", ("ArrowUp", "ArrowDown"), "key_queue", ("↑", "↓")),
    Key("graph", ("n", "p"), "key_next"),
    Key("graph", ("Enter",), "key_open"),
    Key("graph", ("e",), "key_expand"),
    Key("graph", ("h",), "key_hide"),
    Key("graph", ("f",), "key_fit"),
    Key("graph", ("+", "=", "-", *_ARROWS), "key_move", ("+", "−", "←", "↑", "→", "↓")),
    Key("graph", ("Escape",), "clear", ("Esc",)),
)  # fmt: skip


def page_keys() -> list[str]:
    """The keys that are heard anywhere on the page, those with Ctrl left out."""
    return [name for key in KEYMAP if key.place == "page" for name in key.names if "+" not in name]


def review_keys() -> dict[str, str]:
    """What the keys of a review stand for, by the browser's name of the key; the digits are its types."""
    acts = {"accept": "accept", "reject": "reject", "skip": "skip", "take_back": "undo"}
    held = {name: acts[key.word] for key in KEYMAP if key.place == "review" and key.word in acts for name in key.names}
    return {" " if name == "Space" else name: what for name, what in held.items()}
