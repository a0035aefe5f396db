"""One thing to review: what was extracted, the sentence that says so, and the keys that decide."""

from collections.abc import Sequence

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.reading import spans_in
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import bar, count, empty, ink, kind_tag
from kgworkbench.app.keymap import review_keys
from kgworkbench.app.review_queue import Review, other_types
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.graph import Entity, Provenance, Relation
from kgworkbench.model.text import Chunk, Span
from kgworkbench.present.palette import NEUTRAL
from kgworkbench.read.sentences import sentences

__all__ = ["review_card"]

_KEYS = (("accept", "a"), ("reject", "x"), ("skip", "␣"), ("undo", "z"))


def review_card(queue: Sequence[Review], done: int, snapshot: Snapshot, say: Strings) -> Node:
    """The first of the queue with its sentence, and what can be decided; its keys work wherever the focus is."""
    if not queue:
        undo = h("button.btn", say("take_back"), click="undo") if done else None
        keys = {"z": "undo"} if done else None
        return h("div.stack", empty("check", say("queue_done"), say("queue_done_hint"), undo), keys=keys, key="none")
    one = queue[0]
    known = snapshot.entities.get(one.id) or snapshot.relations.get(one.id)
    kinds = other_types(snapshot, known.type) if isinstance(known, Entity) else ()
    retypes = {str(number): {"retype": kind} for number, kind in enumerate(kinds, 1)}
    return h(
        "div.scroll.review",
        h(
            "div.row",
            h(
                "span.caption.grow",
                f"{say(one.what).capitalize()} · {say('review_left', n=count(len(queue)))}",
                title=say("review_hint"),
            ),
            h("span.caption", say("queue_did", n=done)) if done else None,
            h("span.caption", say("confidence")),
            h("span.score", bar(one.confidence, thin=True)),
            h("span.caption.num", f"{one.confidence:.2f}"),
        ),
        _claim(known, snapshot) if known is not None else None,
        _said(known, snapshot, say) if known is not None else None,
        h("div.row.wrap", [_button(what, key, done, say) for what, key in _KEYS]),
        h(
            "div.stack.tight",
            h("span.caption", say("retype_as")),
            h("div.row.wrap", [_retype(number, kind, snapshot) for number, kind in enumerate(kinds, 1)]),
        )
        if kinds
        else None,
        keys={**review_keys(), **retypes},
        key="review",
    )


def _button(what: str, key: str, done: int, say: Strings) -> Node:
    kind = {"accept": "button.btn.small.primary", "reject": "button.btn.small.danger"}.get(what, "button.btn.small")
    word = say("take_back" if what == "undo" else what)
    return h(kind, word, h("kbd", key), click=what, disabled=(what == "undo" and not done) or None)


def _retype(number: int, kind: str, snapshot: Snapshot) -> Node:
    dot = h("span.dot", style=ink(snapshot.look.get(kind, NEUTRAL)))
    return h("button.chip", h("kbd", str(number)), dot, h("span.cut", kind), click={"retype": kind})


def _claim(known: Entity | Relation, snapshot: Snapshot) -> Node:
    if isinstance(known, Entity):
        tag = kind_tag(known.type, snapshot.look.get(known.type))
        return h("div.stack.tight", h("div.title.link", known.name, click={"select": known.id}), tag)
    ends = [snapshot.entities.get(end) for end in (known.head, known.tail)]
    names = [
        h(
            "span.row",
            h("span.dot", style=ink(snapshot.look.get(end.type, NEUTRAL))),
            h("span.node", end.name),
            click={"select": end.id},
            title=end.type,
        )
        if end is not None
        else h("span.node", "?")
        for end in ends
    ]
    return h("div.chain.large", names[0], h("span.verb", f"{known.type} →"), names[1])


def _said(known: Entity | Relation, snapshot: Snapshot, say: Strings) -> Node:
    """The sentence of the first place that is proved, its mentions lit."""
    place = next(
        (place for place in known.provenance if place.span is not None and place.chunk in snapshot.chunks), None
    )
    if place is None or place.span is None:
        return h("blockquote.faint", say("no_source"))
    chunk = snapshot.chunks[place.chunk]
    ends = {known.id} if isinstance(known, Entity) else {known.head, known.tail}
    title = snapshot.titles.get(place.document, place.document)
    return h(
        "div.stack.tight",
        h("blockquote", _lit(chunk, place, ends, snapshot)),
        h(
            "div.row.caption",
            icon("book", "small"),
            h("span.cut.grow", title),
            h("span.link", say("read_source"), click={"chunk": place.chunk}),
        ),
    )


def _lit(chunk: Chunk, place: Provenance, ends: set[str], snapshot: Snapshot) -> list[Node | str]:
    assert place.span is not None
    around = [
        Span(chunk.start + one.start, chunk.start + one.end)
        for one in sentences(chunk.text)
        if chunk.start + one.start < place.span.end and place.span.start < chunk.start + one.end
    ]
    start = min((one.start for one in around), default=place.span.start)
    end = max((one.end for one in around), default=place.span.end)
    pieces: list[Node | str] = []
    at = start
    for span, owner, kind in spans_in(snapshot, chunk.id):
        if span.start < at or span.end > end or owner not in ends:
            continue
        pieces.append(chunk.text[at - chunk.start : span.start - chunk.start])
        words = chunk.text[span.start - chunk.start : span.end - chunk.start]
        pieces.append(h("span.span.on", words, style=ink(snapshot.look.get(kind, NEUTRAL))))
        at = span.end
    pieces.append(chunk.text[at - chunk.start : end - chunk.start])
    return pieces
