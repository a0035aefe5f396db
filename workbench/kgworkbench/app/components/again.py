"""Asking again: switches on every part of the evidence, what is off, the answer beside the earlier one, its support."""

from collections.abc import Sequence

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.app.switches import switched_off
from kgworkbench.app.worker import Job
from kgworkbench.counterfactual import Support, same_answer
from kgworkbench.model.evidence import Answer
from kgworkbench.model.trace import Without

__all__ = ["off_strip", "supported", "switch", "versus"]

_BEGINNING = 150
_ONE = {"entities": "entity", "relations": "relation", "chunks": "chunk", "communities": "community"}


def switch(off: Without | None, kind: str, key: str, say: Strings) -> Node | None:
    """The switch of one part; nothing where nothing can be switched."""
    if off is None or not key:
        return None
    dark = key in getattr(off, kind)
    # Several stand side by side: each says what it switches.
    what = say("off_route", name=say(f"route_{key}")) if kind == "routes" else say(_ONE[kind]).lower()
    words = f"{say('switch_on' if dark else 'switch_off')} · {what}"
    return h(
        "button.power.on" if dark else "button.power",
        icon("power", "small"),
        click={"off": kind, "id": key},
        title=words,
        aria_label=words,
        aria_pressed=str(dark).lower(),
    )


def off_strip(
    off: Without, selected: tuple[str, str] | None, snapshot: Snapshot | None, running: bool, say: Strings
) -> Node | None:
    """What is off, each to be switched on again, and the button that asks again; nothing while all is on.

    ``selected`` is what was clicked in the graph and could be switched off too.
    """
    rows = switched_off(off, snapshot, say)
    offer = None
    if selected is not None and selected[1] not in getattr(off, selected[0]):
        alone = switched_off(Without(**{selected[0]: (selected[1],)}), snapshot, say)
        offer = h(
            "button.btn.small.ghost",
            icon("power", "small"),
            h("span.cut", f"{say('switch_off')}: {alone[0][2]}", style={"max-width": "240px"}),
            click={"off": selected[0], "id": selected[1]},
        )
    if not rows:
        return h("div.row.wrap", offer) if offer else None
    parts = [
        h(
            "button.chip.warn",
            h("span.cut", name),
            icon("close", "small"),
            click={"off": kind, "id": key},
            title=f"{say('switch_on')}: {name}",
            key=f"{kind}-{key}",
        )
        for kind, key, name in rows
    ]
    return h(
        "div.without",
        h("div.row.wrap", h("span.eyebrow", say("without")), parts, offer),
        h(
            "div.row",
            h(
                "button.btn.small.primary",
                icon("again", "small"),
                say("ask_without"),
                click="without",
                disabled=running,
            ),
            h("button.quiet", say("all_on"), click="all-on"),
        ),
    )


def versus(before: Answer, now: Answer, off: Without, edited: bool, snapshot: Snapshot | None, say: Strings) -> Node:
    """An answer beside the one before it, and what was different about it."""
    names = [name for _, _, name in switched_off(off, snapshot, say)]
    what = say("without_what", what=", ".join(names)) if names else say("edited_plan" if edited else "asked_anew")
    same = same_answer(before, now)
    return h(
        "div.versus",
        h(
            "div.row.top",
            h("span.caption.grow", what),
            chip(say("same_answer" if same else "other_answer"), "good" if same else "warn"),
        ),
        h(
            "div.sides",
            h("div", h("div.caption", say("before_it")), h("div", before.text)),
            h("div", h("div.caption", say("now_it")), h("div", now.text)),
        ),
    )


def supported(job: Job[Support] | None, off: Without | None, snapshot: Snapshot | None, say: Strings) -> Node | None:
    """What an answer rests on: the passages it cannot do without, or that it can do without any."""
    if job is None:
        return None
    if job.error:
        return h("div.note.bad", say.heard(job.error))
    if not job.events:
        return h("div.row", h("span.pulse"), h("span.caption", say("rest_working")))
    found = job.events[-1]
    rows = [_passage(chunk, chunk in found.needed, off, snapshot, say) for chunk in found.chunks]
    if found.survives:
        verdict = h("div.note.warn", say("rest_survives"))
    elif not found.answer.found:
        verdict = h("div.note", say("rest_nothing"))
    elif rows:
        verdict = h("div.row", icon("scale", "small"), h("strong", say("rest_on_n", n=len(rows))))
    else:
        verdict = h("div.note", say("rest_none", n=found.asks))
    return h("div.support", verdict, _list(rows), h("div.caption", say("rest_asks", n=found.asks)))


def _list(rows: Sequence[Node]) -> Node | None:
    return h("div.stack.tight", rows) if rows else None


def _passage(chunk_id: str, needed: bool, off: Without | None, snapshot: Snapshot | None, say: Strings) -> Node:
    chunk = snapshot.chunks.get(chunk_id) if snapshot is not None else None
    if chunk is None or snapshot is None:
        return h("div.caption", chunk_id)
    title = snapshot.titles.get(chunk.document, chunk.document)
    words = " ".join(chunk.text.split("\n", 1)[-1].split())
    return h(
        "div.rests",
        h(
            "div.row",
            icon("book", "small"),
            h("span.link.cut.grow", title, click={"chunk": chunk_id}),
            chip(say("rest_needed"), "on") if needed else None,
            switch(off, "chunks", chunk_id, say),
        ),
        h("div.caption", words[:_BEGINNING] + ("…" if len(words) > _BEGINNING else "")),
        key=chunk_id,
    )
