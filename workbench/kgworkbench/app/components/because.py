"""Why an answer was given, right under it: what leads to it link by link, the words it rests on, what was searched."""

from collections.abc import Sequence

from kgworkbench.app.components.chains import chain, cite
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.proof import Proof, hop_numbers
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.strings import Strings
from kgworkbench.model.trace import Retrieved, Step

__all__ = ["because"]

_PATHS = 3
_QUOTES = 3


def because(
    proof: Proof, steps: Sequence[Step], snapshot: Snapshot | None, lit: int | None, turn: int, say: Strings
) -> Node | None:
    """The evidence paths with the numbers of what proves each link, the quoted words, and the search in a line."""
    answer = proof.answer
    if answer is None or snapshot is None:
        return None
    numbers = hop_numbers(proof)
    marks = {hop: cite(number, number == lit, turn, say, "cited") for hop, number in numbers.items()}
    ways = [h("div.way", chain(path, snapshot.look, marks=marks)) for path in proof.paths[:_PATHS]]
    quotes = [
        _quote(number, proof.citations[key][0].quote, proof.citations[key][0].document, snapshot, lit, turn, say)
        for key, number in [*proof.numbers.items()][:_QUOTES]
    ]
    if not answer.found:
        ways = quotes = []
    more = len(proof.numbers) - len(quotes) if quotes else 0
    return h(
        "div.because",
        h("div.eyebrow", say("why_answer")) if ways or quotes else None,
        ways,
        quotes,
        h("button.quiet.more", f"+{more}", click={"tab": "evidence"}) if more else None,
        _searched(proof, steps, say),
        _broken(steps, say),
    )


def _broken(steps: Sequence[Step], say: Strings) -> Node | None:
    """What went wrong on the way, as the way to it: an answer may be poorer for it."""
    number = sum(isinstance(step, Retrieved) and bool(step.error) for step in steps)
    if not number:
        return None
    return h("div", h("span.chip.bad", icon("warn", "small"), say("broken_n", n=number), click={"tab": "trace"}))


def _quote(
    number: int, words: str, document: str, snapshot: Snapshot, lit: int | None, turn: int, say: Strings
) -> Node:
    return h(
        "div.quoted",
        cite(number, number == lit, turn, say, "cited"),
        h("span.words", f"“{' '.join(words.split())}”", title=words),
        h("span.caption.cut", snapshot.titles.get(document, document)),
        key=f"quote-{number}",
    )


def _searched(proof: Proof, steps: Sequence[Step], say: Strings) -> Node | None:
    """How much was looked for and found, as the way to the whole trace."""
    served = [step for step in steps if isinstance(step, Retrieved)]
    if not served:
        return None
    parts = [
        say("rounds_n", n=max(step.round for step in served)),
        say("sub_queries_n", n=len({step.sub_query.id for step in served})),
        say("routes_n", n=len({step.route for step in served})),
        say("kept_n", n=len(proof.evidence), m=len({item.id for step in served for item in step.evidence})),
        say("cited_n", n=len(proof.numbers)),
    ]
    return h("div.searched.caption", " · ".join(parts), click={"tab": "trace"}, title=say("see_trace"))
