"""What frames every page: navigation, header, log, help, welcome, and the page for a graph that is open elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, count
from kgworkbench.app.keymap import KEYMAP, PLACES, Place
from kgworkbench.app.log import LogEntry
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.spending import money
from kgworkbench.app.state import PAGES
from kgworkbench.app.strings import Strings
from kgworkbench.app.worker import Job

__all__ = ["header", "held_page", "help_dialog", "log_dock", "navigation", "tools", "welcome_page"]

_MEANT = ("schema", "chunk", "proposals", "violations", "communities", "evidence", "routes", "rounds")


def navigation(page: str, narrow: bool, snapshot: Snapshot | None, corpus: str, say: Strings) -> Node:
    """The four pages and, below them, what is open."""
    places = [
        h(
            "div.place.on" if name == page else "div.place",
            icon(name),
            h("span", say(name)),
            h("kbd", number),
            click={"page": name},
            title=say(name) if narrow else None,
            aria_current="page" if name == page else None,
        )
        for number, name in enumerate(PAGES, 1)
    ]
    facts = None
    if snapshot is not None:
        pairs = (
            (say("schema"), f"v{snapshot.schema.version}"),
            (say("documents"), count(len(snapshot.titles))),
            (say("chunks"), count(len(snapshot.chunks))),
            (say("entities").capitalize(), count(len(snapshot.graph.entities))),
            (say("relations").capitalize(), count(len(snapshot.graph.relations))),
            (say("communities"), count(len(snapshot.tree.communities))),
        )
        facts = h(
            "div.corpus",
            h(
                "div.stack.tight",
                h("div.eyebrow", say("corpus")),
                h("h3.cut", snapshot.schema.name.replace("_", " "), title=corpus),
            ),
            h("dl.pairs", [[h("dt", name), h("dd", value)] for name, value in pairs]),
        )
    kind = "nav.navigation.rail" if narrow else "nav.navigation"
    return h(kind, h("div.places", places, data_rove="list"), facts, aria_label=say("pages"))


def header(figures: Mapping[str, Any], folder: str, job: Job[Any] | None, say: Strings) -> Node:
    """What is open, and what it holds and has cost so far."""
    if not figures["engine"]:
        return h("div.bar")
    running = job is not None and job.active
    return h(
        "div.bar",
        h("span.path.cut.wide", folder, title=folder),
        h("span.spacer"),
        h("span.figure", h("span.pulse"), h("strong", f"{job.done}/{job.total}")) if running and job else None,
        _figure(say("entities"), count(figures["entities"])),
        _figure(say("relations"), count(figures["relations"])),
        _figure(say("tokens"), count(figures["tokens"]), "wide") if figures["tokens"] else None,
        _figure(say("cost"), money(figures["cost"]), "wide") if figures["cost"] is not None else None,
        _depth(figures.get("depth", (0, 0)), say),
        chip(f"{say('engine')} · {figures['engine']}", "plain"),
    )


def _depth(depth: tuple[int, int], say: Strings) -> Node | None:
    """How many operations by hand hold, of how many that were done."""
    held, done = depth
    title = say("undo_depth", n=held, m=done)
    return h("span.figure.depth", h("strong", f"{held}/{done}"), h("span", "↶"), title=title) if done else None


def _figure(name: str, value: str, kind: str = "") -> Node:
    return h(f"span.figure{'.' + kind if kind else ''}", h("strong", value), h("span", name))


def tools(dark: bool, opened: bool, say: Strings) -> Node:
    """The buttons at the right of the header."""
    return h(
        "div.row",
        h(
            "button.square",
            icon("search"),
            click="palette",
            title=f"{say('palette')} (Ctrl+K)",
            aria_label=say("palette"),
        )
        if opened
        else None,
        h("button.quiet", icon("language"), say("language"), click="language"),
        h(
            "button.square",
            icon("panel"),
            click="inspector",
            title=f"{say('inspector')} (i)",
            aria_label=say("inspector"),
        )
        if opened
        else None,
        h("button.square", icon("sun" if dark else "moon"), click="theme", title=say("theme"), aria_label=say("theme")),
        h("button.square", icon("help"), click="help", title=f"{say('help')} (?)", aria_label=say("help")),
        style={"gap": "2px", "height": "40px", "justify-content": "flex-end"},
    )


def log_dock(log: Sequence[LogEntry], opened: bool, say: Strings) -> Node:
    """The log: the last line while folded, all of it unfolded, every line to be copied."""
    errors = sum(entry.level == "error" for entry in log)
    last = log[-1] if log else None
    everything = "\n".join(f"{entry.time} {entry.level} {entry.read(say)}" for entry in log)
    lid = h(
        "div.lid",
        h(
            "span.row",
            icon("chevron", "small"),
            h("strong", say("log")),
            click="log",
            aria_expanded=str(opened).lower(),
        ),
        chip(str(errors), "bad") if errors else None,
        h("span.cut.grow", last.read(say) if last and not opened else ("" if last else say("log_empty"))),
        h("button.quiet", icon("copy", "small"), say("copy_all"), copy=everything) if log else None,
    )
    entries = [
        h(
            "div.entry.error" if entry.level == "error" else "div.entry",
            h("span.when", entry.time),
            h("span.what", entry.read(say)),
            h("button.quiet", icon("copy", "small"), say("copy"), copy=entry.read(say)),
        )
        for entry in log[-200:]
    ]
    shown = h("div.entries", entries, data_tail="yes", data_rove="list") if opened and log else None
    return h("div.log", shown, lid, role="region", aria_label=say("log"))


def help_dialog(say: Strings) -> Node:
    """What the keys do, place by place, and what the words mean."""
    tables = [h("section", h("h2", say(f"keys_{place}")), _keys(place, say), key=place) for place in PLACES]
    return h(
        "div.veil",
        h(
            "div.dialog.wide",
            h(
                "div.row",
                h("h1.grow", say("help")),
                h("button.square", icon("close"), click="help", title=say("close"), aria_label=say("close")),
            ),
            h("div.key-tables", tables),
            h("h2", say("help_words")),
            h("dl.meanings", [h("div", h("dt", say(name)), h("dd", say(f"means_{name}"))) for name in _MEANT]),
            role="dialog",
            aria_modal="true",
            aria_label=say("help"),
        ),
    )


def _keys(place: Place, say: Strings) -> Node:
    rows = [key for key in KEYMAP if key.place == place]
    cells = [[h("span.row.wrap", [h("kbd", label) for label in key.labels]), h("span", say(key.word))] for key in rows]
    return h("div.keys", cells)


def welcome_page(samples: Sequence[Mapping[str, Any]], folder: str, opening: Job[Any] | None, say: Strings) -> Node:
    """Where to begin with no graph folder: a sample, which is kept in that folder, a folder, or a new graph."""
    cards = [
        h(
            "div.card.pick",
            h("span.badge", icon("book")),
            h("h2", str(sample["title"])),
            h("p.caption", str(sample["about"])),
            h("span.grow"),
            h(
                "div.row",
                chip(say("documents_n", n=sample["documents"]), "plain"),
                h("span.grow"),
                h("span.link.caption", say("open_this")),
                style={"width": "100%"},
            ),
            click={"sample": sample["name"]},
            key=str(sample["name"]),
        )
        for sample in samples
    ]
    state = None
    if opening is not None and opening.active:
        state = h("div.row", h("span.pulse"), h("span.caption", say("opening")))
    elif opening is not None and opening.error:
        state = h("div.note.bad", say.heard(opening.error))
    return h(
        "div.inner.stack.loose",
        h("div.stack", h("h1", say("welcome")), h("p.lead", say("welcome_lead"))),
        state,
        h("div.eyebrow", say("open_sample")),
        h("div.stack", h("div.shelf", cards, data_rove="row"), h("div.caption", say("kept_in", folder=folder))),
        h("div.eyebrow", say("open_folder")),
    )


def held_page(message: str, say: Strings) -> Node:
    """The graph is open elsewhere: by whom, and the ways out."""
    return h(
        "div.hero",
        h(
            "div.inner",
            h("div.row", h("span.badge", icon("lock"), style={"color": "var(--accent)"}), h("h1", say("held"))),
            h("div.code", say.heard(message), style={"padding": "12px 14px"}),
            h("p.lead", say("held_lead")),
            h("ol.stack", h("li", f"1.  {say('held_1')}"), h("li", f"2.  {say('held_2')}")),
            h(
                "div.row",
                h("button.btn.primary", say("retry"), click="retry"),
                h("button.btn", say("other_folder"), click="other"),
            ),
        ),
    )
