"""The life of a schema: what an edit would do, the versions kept, and what differs between any two."""

from collections.abc import Sequence
from typing import Any

from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, empty
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.curate.whatif import Shift, WhatIf
from kgworkbench.schema.diff import SchemaDiff
from kgworkbench.schema.versions import SchemaVersion

__all__ = ["effect_strip", "version_list"]

_ROWS = 12


def effect_strip(effect: WhatIf | None, opened: str, snapshot: Snapshot, say: Strings) -> Node:
    """What the edited schema would do to what was extracted; ``opened`` names the count whose samples are shown."""
    if effect is None:
        return h("div.whatif", h("div.row", h("span.pulse"), h("span.caption", say("trying"))))
    chips: list[Node] = []
    for change, sign, look in (("valid", "+", "good"), ("invalid", "−", "bad"), ("renamed", "→", "")):
        for kind in ("entity", "relation", "attribute"):
            number = effect.count(change, kind)  # type: ignore[arg-type]
            if number:
                key = f"{change}:{kind}"
                classes = [name for name in (look, "picked" if key == opened else "") if name]
                what = say(f"claims_{kind}")
                told = say("renamed_claims", n=number, what=what) if change == "renamed" else f"{sign}{number} {what}"
                chips.append(chip(told, *classes, click={"samples": key}))
    forgiven = sum(shift.count for shift in effect.shifts if shift.change == "valid" and shift.before)
    if forgiven:
        chips.append(h("span.caption", say("forgiven", n=forgiven)))
    gone, bare = effect.orphans_without_mention, effect.orphans_without_relation
    classes = ["warn", "picked"] if opened == "orphans" else ["warn"]
    for number, key in ((gone, "orphans_gone"), (bare, "orphans_bare")):
        if number:
            chips.append(chip(say(key, n=number), *classes, "long", click={"samples": "orphans"}))
    for kind, name, times in effect.answered:
        chips.append(chip(say("answers", kind=say(f"kind_{kind}"), name=name, n=times), "good"))
    for _, name in effect.unseen:
        chips.append(chip(say("unseen", name=name), "long", title=say("unseen_hint")))
    return h(
        "div.whatif",
        h(
            "div.row.wrap",
            h("span.eyebrow", say("whatif")),
            chips or h("span.caption", say("whatif_nothing", n=effect.claims)),
        ),
        _samples(effect, opened, snapshot, say) if opened else None,
    )


def _samples(effect: WhatIf, opened: str, snapshot: Snapshot, say: Strings) -> Node | None:
    if opened == "orphans":
        rows = [
            h(
                "div.tie",
                h("b", o.name),
                h("span.caption", o.type),
                h("span.verb", say("lacks", what=say.heard(o.lacks))),
            )
            for o in effect.orphans
        ]
        return h("div.samples", rows)
    change, _, kind = opened.partition(":")
    shifts = [shift for shift in effect.shifts if shift.change == change and shift.kind == kind]
    return h("div.samples", [_shift(shift, snapshot, say) for shift in shifts[:_ROWS]]) if shifts else None


def _shift(shift: Shift, snapshot: Snapshot, say: Strings) -> Node:
    rule = say.heard(shift.before or shift.after)
    named = shift.type if shift.becomes == shift.type else f"{shift.type} → {shift.becomes}"
    return h(
        "div.stack.tight",
        h("div.row.wrap", h("span.tag", named), h("span.caption.num", f"× {shift.count}"), h("span.caption", rule)),
        [
            h(
                "div.tie",
                h("span.cut", " · ".join(part for part in claim.said if part)),
                h("span.verb.cut", snapshot.titles.get(claim.document, claim.document)),
                click={"chunk": claim.chunk},
            )
            for claim in shift.samples
        ],
    )


def version_list(
    versions: Sequence[SchemaVersion], pair: tuple[int, int], difference: SchemaDiff | None, current: int, say: Strings
) -> Node:
    """Every version, newest first, and what differs between the two that are chosen."""
    if not versions:
        return empty("clock", say("no_versions"), "")
    rows = [
        h(
            "div.deed.on" if entry.version in pair else "div.deed",
            h("span.number" if entry.version in pair else "span.number.pale", entry.version),
            h(
                "div.what",
                h("div.cut", say.heard(entry.reason) or say("no_reason")),
                h("div.caption.cut", " · ".join(part for part in (say.heard(entry.author), _when(entry.time)) if part)),
                click={"compare": entry.version},
            ),
            chip(say("now"), "good")
            if entry.version == current
            else h("button.quiet", say("back_to"), click={"back": entry.version}),
            key=str(entry.version),
        )
        for entry in reversed(versions)
    ]
    return h(
        "div.halves",
        h("div.scroll", rows, data_rove="list"),
        h("div.scroll", _difference(pair, difference, len(versions), say)),
    )


def _difference(pair: tuple[int, int], found: SchemaDiff | None, kept: int, say: Strings) -> Node:
    if found is None:
        one = kept == 1
        return empty("clock", say("versions_one" if one else "versions_hint"), say("versions_next") if one else "")
    rows: list[Any] = [h("h2", say("compare_versions", a=pair[0], b=pair[1]))]
    for sign, look, names in (("+", "good", found.added), ("−", "bad", found.removed)):
        rows += [h("div.row", chip(f"{sign} {say(f'kind_{kind}')}", look), h("b", name)) for kind, name in names]
    rows += [
        h("div.row", chip(f"→ {say(f'kind_{each.kind}')}"), h("b", each.old), "→", h("b", each.new))
        for each in found.renamed
    ]
    for each in found.changed:
        rows.append(
            h(
                "div.stack.tight",
                h("div.row", chip(f"~ {say(f'kind_{each.kind}')}", "warn"), h("b", each.name)),
                [_field(say.heard(field.field), field.before, field.after) for field in each.fields],
            )
        )
    rows += [_field(say.heard(field.field), field.before, field.after) for field in found.about]
    if len(rows) == 1:
        rows.append(h("p.caption", say("no_difference")))
    return h("div.stack.pad", rows)


def _field(name: str, before: str, after: str) -> Node:
    return h(
        "div.altered",
        h("span.caption", name),
        h("span.del", before) if before else None,
        h("span.ins", after) if after else None,
    )


def _when(time: str) -> str:
    return time.replace("T", " ").removesuffix("+00:00")[:19]
