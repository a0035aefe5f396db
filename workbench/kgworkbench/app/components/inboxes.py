"""What waits for an answer: types that extractions asked for, claims the schema forbids, and competency questions."""

from collections.abc import Sequence
from typing import Any

from kgworkbench.app.competency import Competency, Verdict
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.components.words import chip, empty, listed
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.facts import Violation
from kgworkbench.model.schema import Schema
from kgworkbench.schema.evolve import ProposalCluster

__all__ = ["kind_of_unknown", "proposal_inbox", "question_list", "violation_inbox"]

_SENTENCES = 3
_SHOWN = 100


def proposal_inbox(inbox: Sequence[ProposalCluster], schema: Schema, mapping: tuple[str, str], say: Strings) -> Node:
    """Each proposal with its sentences and its answers; ``mapping`` is the (kind, name) whose types to map to show."""
    if not inbox:
        return empty("check", say("no_proposals"), say("no_proposals_hint"))
    cards = [_proposal(each, schema, mapping, say) for each in inbox[:_SHOWN]]
    return h("div.scroll.cards", cards, data_rove="list")


def _proposal(cluster: ProposalCluster, schema: Schema, mapping: tuple[str, str], say: Strings) -> Node:
    key = {"kind": cluster.kind, "name": cluster.name}
    also = listed(cluster.names[1:], 4)
    needs_ends = cluster.kind != "entity" and not (cluster.heads and (cluster.tails or cluster.kind == "attribute"))
    ends = f"{listed(cluster.heads, 3)} → {listed(cluster.tails, 3)}" if cluster.kind == "relation" else ""
    opened = mapping == (cluster.kind, cluster.name)
    return h(
        "article.card.flat.inbox",
        h(
            "div.row.wrap",
            chip(say(f"kind_{cluster.kind}")),
            h("h2", cluster.name),
            h("span.caption", say("review_also", names=also)) if also else None,
            h("span.caption", ends) if ends.strip(" →") else None,
            h("span.grow"),
            h(
                "span.caption.num",
                say("support", n=cluster.support, d=cluster.documents, c=f"{cluster.confidence:.2f}"),
            ),
        ),
        [
            h("blockquote", *_lit(witness.sentence or witness.text, witness.text), click={"chunk": witness.chunk})
            for witness in cluster.witnesses[:_SENTENCES]
        ],
        h(
            "div.row.wrap",
            h(
                "button.btn.small.primary",
                say("accept_type"),
                click={"answer": "accept", **key},
                disabled=needs_ends or None,
                title=say("needs_ends" if needs_ends else "accept_type_hint"),
            ),
            [
                h(
                    "button.btn.small",
                    say("map_to", name=name),
                    click={"answer": "map", "to": name, **key},
                    title=say("map_hint"),
                )
                for name, _ in cluster.near[:1]
            ],
            h(
                "button.btn.small.on" if opened else "button.btn.small",
                say("map"),
                click={"mapping": key},
                title=say("map_hint"),
            ),
            h("button.btn.small", say("reject_type"), click={"answer": "reject", **key}, title=say("reject_type_hint")),
            h("span.caption", say("needs_ends")) if needs_ends else None,
        ),
        h(
            "div.row.wrap.picks",
            [chip(name, click={"answer": "map", "to": name, **key}) for name in _names(schema, cluster.kind)],
        )
        if opened
        else None,
        key=f"{cluster.kind}:{cluster.name}",
    )


def _names(schema: Schema, kind: str) -> list[str]:
    held: Any = {
        "entity": schema.entity_types,
        "relation": schema.relation_types,
        "attribute": schema.attribute_types,
    }[kind]
    return [each.name for each in held]


def _lit(sentence: str, words: str) -> list[Any]:
    before, found, after = sentence.partition(words)
    return [before, h("mark", words), after] if found and words else [sentence]


def kind_of_unknown(violation: Violation) -> tuple[str, str]:
    """The kind and name of the type a claim wanted and the schema lacks; two empty texts for other violations."""
    claim = violation.claim
    if violation.rule == "unknown entity type" and len(claim) == 2:
        return "entity", claim[1]
    if violation.rule == "unknown relation type" and len(claim) == 5:
        return "relation", claim[2]
    return ("attribute", claim[2]) if violation.rule == "unknown attribute type" and len(claim) == 4 else ("", "")


def violation_inbox(violations: Sequence[Violation], snapshot: Snapshot, say: Strings) -> Node:
    """Each forbidden claim with its rule and its text, and what can be done about it."""
    if not violations:
        return empty("check", say("no_violations"), say("no_violations_hint"))
    more = len(violations) - _SHOWN
    return h(
        "div.scroll.cards",
        [_violation(at, each, snapshot, say) for at, each in enumerate(violations[:_SHOWN])],
        h("div.caption", f"+{more}") if more > 0 else None,
        data_rove="list",
    )


def _violation(at: int, violation: Violation, snapshot: Snapshot, say: Strings) -> Node:
    claim, chunk = violation.claim, snapshot.chunks.get(violation.chunk)
    if len(claim) == 5:
        told: list[Any] = [
            h("b", claim[0]), h("span.caption", claim[1]), h("span.verb", f"{claim[2]} →"), h("b", claim[3]),
            h("span.caption", claim[4]),
        ]  # fmt: skip
    elif len(claim) == 4:
        told = [h("b", claim[0]), h("span.caption", claim[1]), h("span.verb", claim[2]), h("b", claim[3])]
    else:
        told = [h("b", claim[0] if claim else ""), h("span.caption", *claim[1:2])]
    quote = None
    if chunk is not None and violation.evidence is not None:
        start, end = violation.evidence.start - chunk.start, violation.evidence.end - chunk.start
        low, high = max(0, start - 80), min(len(chunk.text), end + 80)
        parts = [chunk.text[low:start], h("mark", chunk.text[start:end]), chunk.text[end:high]]
        quote = h(
            "blockquote", "…" if low else "", parts, "…" if high < len(chunk.text) else "", click={"chunk": chunk.id}
        )
    elif chunk is not None:
        quote = h("blockquote", chunk.text[:160].lstrip("# "), "…", click={"chunk": chunk.id})
    kind, _ = kind_of_unknown(violation)
    widen = violation.rule in ("head and tail types not allowed", "attribute not allowed for this type")
    return h(
        "article.card.flat.inbox",
        h("div.row.wrap", chip(say.heard(violation.rule), "bad", "long"), told),
        quote,
        h(
            "div.row.wrap",
            h("button.btn.small.primary", say("into_graph"), click={"admit": at}) if len(claim) in (2, 5) else None,
            h("button.btn.small", say("into_schema"), click={"widen": at}) if widen else None,
            h("button.btn.small", say("map"), click={"map_unknown": at}) if kind else None,
            h("button.btn.small", say("ignore"), click={"ignore": at}),
        ),
        key=f"{violation.chunk}{violation.rule}{claim}",
    )


def _fared(verdict: Verdict, say: Strings) -> str:
    old = "" if verdict.fresh else say("verdict_old")
    return " · ".join(part for part in (f"v{verdict.version}", old, say.heard(verdict.text)) if part)


def question_list(competency: Competency, say: Strings) -> Node:
    """The competency questions, green where the graph answers, red where it does not."""
    asking = competency.job is not None and competency.job.active
    rows = []
    for question in competency.questions:
        verdict = competency.verdicts.get(question)
        state = (
            chip(say("not_asked"))
            if verdict is None
            else chip(say("answered"), "good")
            if verdict.found
            else chip(say("unanswered"), "bad")
        )
        rows.append(
            h(
                "div.deed",
                state,
                h(
                    "div.what",
                    h("div.link", question, click={"ask": question}),
                    h("div.caption", _fared(verdict, say)) if verdict else None,
                ),
                h(
                    "button.square",
                    icon("close", "small"),
                    click={"forget": question},
                    aria_label=say("remove_question"),
                ),
                key=question,
            )
        )
    return h(
        "div.history",
        h(
            "div.row.history-bar",
            h(
                "textarea.line",
                rows=1,
                placeholder=say("competency_hint"),
                aria_label=say("competency"),
                submit="question",
            ),
            h("button.btn.small.primary", say("add_question"), sends=True),
            h("button.btn.small", say("ask_all"), click={"ask_all": 1}, disabled=not rows or asking or None),
            h("span.pulse") if asking else None,
        ),
        h("div.scroll", rows, data_rove="list")
        if rows
        else empty("ask", say("no_questions"), say("no_questions_hint")),
    )
