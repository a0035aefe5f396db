"""Texts with their spans lit, and what is known of one selected thing: both ways between graph and source."""

from collections.abc import Mapping, Sequence

from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, empty, ink, kind_tag
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.app.unread import row_id
from kgworkbench.model.graph import Entity, Provenance, Relation
from kgworkbench.model.text import Chunk, Span, Unread
from kgworkbench.model.tree import Community
from kgworkbench.present.palette import NEUTRAL, Style

__all__ = ["chunk_reader", "first_chunk_of", "inspector", "quote_of", "spans_in"]

_TIES = 40
_QUOTES = 8
_HUBS = 16
_AROUND = 70


def spans_in(snapshot: Snapshot, chunk: str) -> list[tuple[Span, str, str]]:
    """Spans of a chunk with the id and type of the entity each names, in order, none overlapping."""
    found: dict[Span, tuple[str, str]] = {}
    extraction = snapshot.extractions.get(chunk)
    if extraction is None:
        return []
    document = extraction.document
    owners: dict[Span, str] = {}
    for entity in snapshot.graph.entities:
        for place in entity.provenance:
            if place.chunk == chunk and place.document == document and place.span is not None:
                owners[place.span] = entity.id
    for mention in extraction.mentions:
        if mention.span is not None:
            found[mention.span] = (owners.get(mention.span, ""), mention.type)
    kept: list[tuple[Span, str, str]] = []
    for span, (owner, kind) in sorted(found.items(), key=lambda item: (item[0].start, -item[0].end)):
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, owner, kind))
    return kept


def first_chunk_of(snapshot: Snapshot, identity: str, current: str) -> str:
    """The chunk that speaks of an entity or relation: the current one where it does, else the first with a span."""
    known = snapshot.entities.get(identity) or snapshot.relations.get(identity)
    places = known.provenance if known is not None else ()
    if any(place.chunk == current for place in places):
        return current
    proved = [place.chunk for place in places if place.span is not None]
    return next(iter([*proved, *(place.chunk for place in places)]), "")


def chunk_reader(snapshot: Snapshot, chunk_id: str, selected: str, say: Strings) -> Node:
    """A chunk's text with its mentions lit; the selected entity's stronger."""
    chunk = snapshot.chunks.get(chunk_id)
    unread = next((each for each in snapshot.unread if row_id(each) == chunk_id), None)
    if unread is not None:
        return _unread(unread, say)
    if chunk is None:
        return empty("book", say("no_chunk"), say("no_chunk_hint"))
    spans = spans_in(snapshot, chunk_id)
    look = snapshot.look
    failure = snapshot.failures.get(chunk_id)
    title = snapshot.titles.get(chunk.document, chunk.title)
    return h(
        "div.scroll",
        h(
            "div.stack",
            h(
                "div.row.wrap",
                h("h2.grow", title),
                h("button.btn.small", say("retry_document"), click={"again": chunk.id}),
            ),
            h("div.note.bad", say.heard(failure.reason)) if failure else None,
            h("div.reader", _lit(chunk, spans, selected, look, _after_title(chunk, title)), lang=None, data_rove="row"),
            h("div.row.wrap", [kind_tag(kind, look.get(kind)) for kind in sorted({kind for _, _, kind in spans})]),
        ),
        key=chunk_id,
    )


def _unread(unread: Unread, say: Strings) -> Node:
    """Why a file gave no text, and how to try it again."""
    again = h("button.btn.small", say("retry_file"), click={"again": row_id(unread)})
    return h(
        "div.scroll",
        h(
            "div.stack",
            h("div.row.wrap", h("h2.grow", unread.source), again),
            h("div.note.bad", say.heard(unread.reason), role="status"),
            h("div.caption", say("unread_hint")),
        ),
        key=row_id(unread),
    )


def _after_title(chunk: Chunk, title: str) -> int:
    """Where the text begins that does not stand over it already."""
    line, _, rest = chunk.text.partition("\n")
    if not rest.strip() or line.lstrip("# ").strip() != title.strip():
        return 0
    return len(chunk.text) - len(rest.lstrip("\n"))


def _lit(
    chunk: Chunk, spans: Sequence[tuple[Span, str, str]], selected: str, look: Mapping[str, Style], begin: int = 0
) -> list[Node | str]:
    pieces: list[Node | str] = []
    at = chunk.start + begin
    for span, owner, kind in spans:
        if span.start < at or span.end > chunk.end:
            continue
        pieces.append(h("span", chunk.text[at - chunk.start : span.start - chunk.start]))
        on = bool(owner) and owner == selected
        shown = (
            "yes" if on and not any(isinstance(p, dict) and "on" in p.get("c", "").split() for p in pieces) else None
        )
        pieces.append(
            h(
                "span.span.on" if on else "span.span",
                chunk.text[span.start - chunk.start : span.end - chunk.start],
                click={"select": owner} if owner else None,
                title=kind,
                style=ink(look[kind]) if kind in look else None,
                data_show=f"{selected}" if shown else None,
            )
        )
        at = span.end
    pieces.append(h("span", chunk.text[at - chunk.start :]))
    return pieces


def quote_of(snapshot: Snapshot, place: Provenance) -> tuple[str, str, str] | None:
    """The words before, of and after a place in its chunk; None where the place was not proved."""
    chunk = snapshot.chunks.get(place.chunk)
    if chunk is None or place.span is None:
        return None
    start, end = place.span.start - chunk.start, place.span.end - chunk.start
    if not 0 <= start < end <= len(chunk.text):
        return None
    before, after = chunk.text[max(0, start - _AROUND) : start], chunk.text[end : end + _AROUND]
    if start <= _AROUND:
        # A heading's mark says nothing in a quotation.
        before = before.lstrip("# ")
    else:
        # Cut between words; a text without spaces is cut where it falls.
        before = "…" + (before.split(" ", 1)[1] if " " in before[:20] else before)
    if end + _AROUND < len(chunk.text):
        after = (after.rsplit(" ", 1)[0] if " " in after[-20:] else after) + "…"
    return before, chunk.text[start:end], after


def inspector(snapshot: Snapshot | None, selected: str, say: Strings) -> Node:
    """What is known of the selected entity, relation or community, and where it was said."""
    if snapshot is not None:
        if entity := snapshot.entities.get(selected):
            return _entity(snapshot, entity, say)
        if relation := snapshot.relations.get(selected):
            return _relation(snapshot, relation, say)
        if community := snapshot.communities.get(selected):
            return _community(snapshot, community, say)
        if snapshot.graph.relations and not selected:
            return _begin(snapshot, say)
        if not snapshot.graph.entities and not selected:
            return _first_steps(say)
    return h("div.inspector", empty("panel", say("nothing_selected"), say("nothing_selected_hint")))


def _first_steps(say: Strings) -> Node:
    """What to do with a graph that holds nothing yet."""
    steps = [
        h("li.row.top", h("span.number.pale", n), h("span", say(f"first_step_{n}")), key=str(n)) for n in (1, 2, 3, 4)
    ]
    return h("div.inspector", h("div.eyebrow", say("begin_here")), h("ol.stack.steps", steps), key="steps")


def _begin(snapshot: Snapshot, say: Strings) -> Node:
    """Where nothing is selected: what most is said of, to begin with."""
    hubs = sorted(snapshot.entities.values(), key=lambda e: (-len(snapshot.ties.get(e.id, ())), e.name))[:_HUBS]
    return h(
        "div.inspector",
        h("div.stack.tight", h("div.eyebrow", say("begin_here")), h("div.caption", say("begin_hint"))),
        h(
            "section",
            [
                h(
                    "div.tie",
                    h("span.dot", style=ink(snapshot.look.get(hub.type, NEUTRAL))),
                    h("span.cut.grow", hub.name),
                    h("span.caption.num", len(snapshot.ties.get(hub.id, ()))),
                    click={"select": hub.id},
                    title=hub.type,
                    key=hub.id,
                )
                for hub in hubs
            ],
            data_rove="list",
        ),
        key="begin",
    )


def _entity(snapshot: Snapshot, entity: Entity, say: Strings) -> Node:
    ties = [snapshot.relations[tie] for tie in snapshot.ties.get(entity.id, ())]
    community = snapshot.community_of(entity.id)
    return h(
        "div.inspector",
        h(
            "div.stack.tight",
            kind_tag(entity.type, snapshot.look.get(entity.type)),
            h("div.title", entity.name),
            _aliases(entity, say),
        ),
        h("section", h("div.eyebrow", say("attributes")), [_fact(fact.type, fact.value) for fact in entity.attributes])
        if entity.attributes
        else None,
        h(
            "section",
            h("div.row", h("span.eyebrow.grow", say("relations")), h("span.caption.num", len(ties))),
            [_tie(snapshot, entity.id, tie) for tie in ties[:_TIES]],
            h("div.caption", f"+{len(ties) - _TIES}") if len(ties) > _TIES else None,
            data_rove="list",
        )
        if ties
        else None,
        h(
            "section",
            h("div.eyebrow", say("community")),
            h("span.link", _community_name(snapshot, community), click={"select": community.id}),
        )
        if community
        else None,
        _quotes(snapshot, entity.provenance, say),
        key=entity.id,
    )


def _aliases(entity: Entity, say: Strings) -> Node | None:
    return h("div.caption", f"{say('aliases')}: {', '.join(entity.aliases)}") if entity.aliases else None


def _fact(name: str, value: str) -> Node:
    return h("div.fact", h("span", name), h("span", value))


def _tie(snapshot: Snapshot, here: str, relation: Relation) -> Node:
    outward = relation.head == here
    other = snapshot.entities.get(relation.tail if outward else relation.head)
    verb = f"{relation.type} →" if outward else f"← {relation.type}"
    return h(
        "div.tie",
        h("span.verb.cut", verb, title=relation.type),
        h("span.cut", other.name if other else "?"),
        click={"select": other.id if other else ""},
        key=relation.id,
    )


def _relation(snapshot: Snapshot, relation: Relation, say: Strings) -> Node:
    head, tail = snapshot.entities.get(relation.head), snapshot.entities.get(relation.tail)
    return h(
        "div.inspector",
        h(
            "div.stack",
            h("span.tag", say("relation").capitalize()),
            h("div.title.link", head.name, click={"select": head.id}) if head else None,
            h("div.caption", f"{relation.type} →"),
            h("div.title.link", tail.name, click={"select": tail.id}) if tail else None,
            h("div.caption.num", f"{say('confidence')} {relation.confidence:.2f}"),
        ),
        _quotes(snapshot, relation.provenance, say),
        key=relation.id,
    )


def _community_name(snapshot: Snapshot, community: Community) -> str:
    centre = snapshot.entities.get(community.centre)
    return community.name or (centre.name if centre else community.id)


def _community(snapshot: Snapshot, community: Community, say: Strings) -> Node:
    members = [snapshot.entities[member] for member in community.members if member in snapshot.entities]
    members.sort(key=lambda entity: -len(snapshot.ties.get(entity.id, ())))
    return h(
        "div.inspector",
        h(
            "div.stack.tight",
            h("div.eyebrow", f"{say('community')} · {say('level')} {community.level}"),
            h("div.title", _community_name(snapshot, community)),
            h("div.caption", community.summary) if community.summary else None,
        ),
        h(
            "section",
            h("div.eyebrow", say("keywords")),
            h("div.row.wrap", [chip(word.term) for word in community.keywords[:12]]),
        )
        if community.keywords
        else None,
        h(
            "section",
            h("div.row", h("span.eyebrow.grow", say("members")), h("span.caption.num", len(members))),
            [
                h(
                    "div.tie",
                    h("span.dot", style=ink(snapshot.look.get(e.type, NEUTRAL))),
                    h("span.cut", e.name),
                    click={"select": e.id},
                    key=e.id,
                )
                for e in members[:_TIES]
            ],
            h("div.caption", f"+{len(members) - _TIES}") if len(members) > _TIES else None,
            data_rove="list",
        ),
        key=community.id,
    )


def _quotes(snapshot: Snapshot, places: Sequence[Provenance], say: Strings) -> Node:
    said: list[Node] = []
    for place in places[:_QUOTES]:
        quote = quote_of(snapshot, place)
        title = snapshot.titles.get(place.document, place.document)
        if quote is None:
            body: Node = h("blockquote.faint", say("no_source"))
        else:
            before, words, after = quote
            body = h("blockquote", before, h("mark", words), after, click={"chunk": place.chunk})
        said.append(h("div.stack.tight", h("div.row.caption", icon("book", "small"), h("span.cut", title)), body))
    more = len(places) - _QUOTES
    return h(
        "section",
        h("div.row", h("span.eyebrow.grow", say("said_in")), h("span.caption.num", len(places))),
        h("div.stack.loose", said, data_rove="list"),
        h("div.caption", f"+{more}") if more > 0 else None,
    )
