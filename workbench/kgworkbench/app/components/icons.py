"""Line icons drawn for this project: a name becomes a node of a sheet, and nothing is fetched."""

from functools import cache

from kgworkbench.app.components.sheet import Node, h

__all__ = ["icon"]

_PATHS: dict[str, tuple[str, ...]] = {
    "schema": ("M4 5h7v5H4z", "M13 14h7v5h-7z", "M7.500 10v6.500H13"),
    "extract": ("M6 3.500h8l4 4V20.500H6z", "M14 3.500v4h4", "M9 12h6", "M9 16h4"),
    "communities": (
        "M8 8.500a3 3 0 1 0 .01 0z",
        "M17 6a2.200 2.200 0 1 0 .01 0z",
        "M16 15a2.800 2.800 0 1 0 .01 0z",
        "M10.800 10.600l8-1",
        "M9.500 14l4 2",
    ),
    "ask": ("M4 5.500h16v11H10l-4 3.500v-3.500H4z", "M8.500 9.500h7", "M8.500 12.500h4.500"),
    "help": (
        "M12 3.500a8.500 8.500 0 1 0 .01 0z",
        "M9.700 9.600a2.400 2.400 0 1 1 3.500 2.100c-.8.4-1.200.9-1.200 1.800",
        "M12 16.500v.2",
    ),
    "copy": ("M9 9h10v11H9z", "M15 9V4.500H5V15h4"),
    "play": ("M8 5.500l10 6.500-10 6.500z",),
    "pause": ("M8.500 6v12", "M15.500 6v12"),
    "search": ("M10.500 4.500a6 6 0 1 0 .01 0z", "M15 15l5 5"),
    "pin": ("M9 4.500h6l-1 6 3 3H7l3-3z", "M12 13.500v6"),
    "stop": ("M7 7h10v10H7z",),
    "check": ("M5 12.500l4.500 4.500L19 7.500",),
    "close": ("M6.500 6.500l11 11", "M17.500 6.500l-11 11"),
    "plus": ("M12 5.500v13", "M5.500 12h13"),
    "folder": ("M3.500 6.500h6l2 2.500h9v10h-17z",),
    "book": ("M5 4.500h6.500a2 2 0 0 1 2 2v13a2 2 0 0 0-2-1.500H5z", "M19 4.500h-3.500a2 2 0 0 0-2 2"),
    "lock": ("M6.500 11h11v8.500h-11z", "M9 11V8a3 3 0 0 1 6 0v3"),
    "sun": (
        "M12 8.500a3.500 3.500 0 1 0 .01 0z",
        "M12 3.500v1.500",
        "M12 19v1.500",
        "M3.500 12H5",
        "M19 12h1.500",
        "M6 6l1 1",
        "M17 17l1 1",
        "M6 18l1-1",
        "M17 7l1-1",
    ),
    "moon": ("M19 14.500A7.500 7.500 0 0 1 9.500 5a7.500 7.500 0 1 0 9.500 9.500z",),
    "panel": ("M4 5h16v14H4z", "M14.500 5v14"),
    "warn": ("M12 4.500l8.500 15h-17z", "M12 10.500v4", "M12 17v.2"),
    "link": ("M10 14l4-4", "M8.500 11.500l-2 2a3 3 0 0 0 4 4l2-2", "M15.500 12.500l2-2a3 3 0 0 0-4-4l-2 2"),
    "route": (
        "M6 18.500a2 2 0 1 0 .01 0z",
        "M18 5.500a2 2 0 1 0 .01 0z",
        "M8 18h6a3.500 3.500 0 0 0 0-7h-4a3.500 3.500 0 0 1 0-6.500h6",
    ),
    "chevron": ("M8 10l4 4 4-4",),
    "save": ("M12 4.500v10", "M8 11l4 4 4-4", "M5 19.500h14"),
    "language": (
        "M4 6.500h9",
        "M8.500 4.500v2",
        "M11 6.500c-.8 3.500-3 6-6.500 7.500",
        "M6 9.500c1 2 3 3.700 5.500 4.500",
        "M12.500 19.500l4-9.500 4 9.500",
        "M14 16.500h5",
    ),
    "power": ("M12 4v7", "M7.500 6.800a7 7 0 1 0 9 0"),
    "diff": ("M7 4.500v15", "M4 8h6", "M17 4.500v15", "M14 16h6"),
    "scale": ("M12 4.500v15", "M7 19.500h10", "M5 7h14", "M5 7l-2.500 6h5z", "M19 7l-2.500 6h5z"),
    "first": ("M7 6v12", "M17 6l-6.500 6 6.500 6z"),
    "back": ("M15.500 6l-7 6 7 6",),
    "on": ("M8.500 6l7 6-7 6",),
    "last": ("M17 6v12", "M7 6l6.500 6-6.500 6z"),
    "again": ("M5 12a7 7 0 1 1 2.500 5.400", "M4.500 18.500l3-1 1 3"),
    "clock": ("M12 4a8 8 0 1 0 .01 0z", "M12 7.500V12l3 2"),
}


@cache
def icon(name: str, size: str = "") -> Node:
    """The drawing of that name, in the colour of the text around it; ``size`` may be ``small``."""
    classes = "svg.icon" + (f".{size}" if size else "")
    return h(classes, [h("path", d=path) for path in _PATHS[name]], viewBox="0 0 24 24", aria_hidden="true")
