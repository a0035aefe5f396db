"""Questions that ask for what several things are true of: "who did A and did B", 既 A 又 B."""

import re

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.question import read_question

__all__ = ["conjuncts"]

_AUX = r"(?:was|were|is|are|has|had|have|did|does|do|could|can|also)"
_VERB = (
    rf"(?:{_AUX}|\w{{2,}}ed|won|built|made|wrote|led|came|went|ran|drew|gave|took|held|began|bought|sold|got|grew|kept|lost"
    r"|met|paid|sent|set|taught|told|became|born|known|written|chosen|given|lay|stood|fought|sang|spoke|knew|found)"
)
_AND_EN = re.compile(rf",?\s+(?:and|but)\s+(?:(?:also|later|then|afterwards|still|once)\s+)*(?={_VERB}\b)", re.I)
_BOTH = re.compile(r"^(?P<verb>.*?)\s*\bboth\s+(?P<a>.+?)\s+and\s+(?P<b>.+)$", re.I)
_PASSIVE = re.compile(
    r"^(?!died|lived|work|stud|serv|taught|mov|return|retir|graduat|led|won)\w+(?:ed|en|own|ung|eld|old|aught|born|made|built|set|led|won)\s+(?:by|to|at|from|on|for|with|in|into)\b",
    re.I,
)
_WITHIN = re.compile(rf"(?P<first>\w+\s+\w+\s+.+?)\s+(?P<second>{_VERB}\b.+)$", re.I)
"""What tells which of the things is asked about, and what is asked: "designed by A" and "was published in 1970"."""
_HELPED = re.compile(rf"^(?P<aux>{_AUX})\s", re.I)
_OTHER = re.compile(r"\b(?:who|whom|whose|that|which|where|when|what|how)\b|[.;:]\s", re.I)

_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
_AND_ZH = re.compile(r"[，,]\s*(?:而且|并且|同时|又|也|还|并|且)+|(?<![合兼一吞])(?:而且|并且|又|并(?![州行联]))")
_BOTH_ZH = re.compile(r"^(?P<lead>[^，]*?)(?:既|不仅|不但)(?P<rest>.+)$")
_TAIL_ZH = re.compile(
    r"的?(?P<noun>[^\W\d_]{0,4}?)(?:到底|究竟)?(?:是谁|是哪[一]?[^\W\d_]{0,4}|叫什么(?:名字)?|是什么(?:人|书)?)[？?]?$"
)
_MOST = 3


def conjuncts(asked: Asked) -> tuple[Asked, ...]:
    """The questions that ask for one of the things each that must be true of the answer; none where there is but one.

    >>> [part.text for part in conjuncts(read_question("Who worked at Acme and designed the Foo?", "en"))]
    ['Who worked at Acme', 'Who designed the Foo']
    >>> [part.text for part in conjuncts(read_question("既修了长桥又写了《桥记》的人是谁？", "zh"))]
    ['修了长桥的人是谁', '写了《桥记》的人是谁']
    """
    if asked.form not in ("thing", "count") or asked.options:
        return ()
    texts = _zh(asked) if asked.language == "zh" else _en(asked)
    if not 1 < len(texts) <= _MOST or any(len(text) < 4 for text in texts):
        return ()
    parts = tuple(read_question(text, asked.language) for text in texts)
    return parts if all(part.form in ("thing", "count") for part in parts) else ()


def _en(asked: Asked) -> tuple[str, ...]:
    if asked.focus > 2:
        return ()
    opening, rest = asked.text[: asked.focus_end].strip(), asked.text[asked.focus_end :].strip(" ?.")
    if re.search(r"\sboth$", opening):
        opening, rest = opening[: -len("both")].strip(), f"both {rest}"
    if asked.form == "count":
        opening = f"Which {asked.head}"
    both = _BOTH.match(rest)
    if both and not _OTHER.search(both["verb"]):
        verb, second = both["verb"], both["b"]
        if re.match(rf"{_VERB}\b", second, re.I):
            verb = verb if re.fullmatch(_AUX, verb, re.I) and _PASSIVE.match(second) else ""
        return f"{opening} {both['verb']} {both['a']}".replace("  ", " "), f"{opening} {verb} {second}".replace(
            "  ", " "
        )
    within = _WITHIN.match(rest) if _PASSIVE.match(rest) and not re.match(rf"{_AUX}\b", rest, re.I) else None
    if within and not _OTHER.search(within["first"]):
        return f"{opening} {'were' if asked.plural else 'was'} {within['first']}", f"{opening} {within['second']}"
    pieces = _AND_EN.split(rest)
    if len(pieces) < 2 or _OTHER.search(pieces[0]) or not re.match(rf"{_VERB}\b", pieces[0], re.I):
        return ()
    if any(re.match(r"did\b", piece, re.I) for piece in pieces):
        return ()
    helped = _HELPED.match(pieces[0])
    found = [f"{opening} {pieces[0]}"]
    for piece in pieces[1:]:
        aux = f"{helped['aux']} " if helped and _PASSIVE.match(piece) else ""
        found.append(f"{opening} {aux}{piece}")
    return tuple(found)


def _zh(asked: Asked) -> tuple[str, ...]:
    text = asked.text.rstrip("？?。 ")
    masked = _QUOTED.sub(lambda match: "□" * len(match[0]), text)
    both = _BOTH_ZH.match(masked)
    if both is None and (asked.focus > 0 or asked.form != "thing"):
        return ()
    start = both.start("rest") if both else asked.focus_end
    lead = text[: both.end("lead")] if both else text[: asked.focus_end]
    tail = _TAIL_ZH.search(masked) if both and not re.search(r"谁|哪|什么", lead) else None
    end = tail.start() if tail and tail.start() > start else len(text)
    cuts = [match for match in _AND_ZH.finditer(masked, start, end) if match.start() > start]
    if not cuts:
        return ()
    if both and not tail and not re.search(r"谁|哪|什么|几", lead):
        return ()
    places = [start, *(match.end() for match in cuts)]
    stops = [*(match.start() for match in cuts), end]
    closing = text[end:]
    return tuple(f"{lead}{text[a:b].strip('，, ')}{closing}" for a, b in zip(places, stops, strict=True))
