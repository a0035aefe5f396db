"""Links that a bare Chinese cue word makes: one end stands right beside it, the other is what the clause is about."""

import re

from kgworkbench.engines.local.compiled import RelationView
from kgworkbench.engines.local.cues import Rule
from kgworkbench.engines.local.ends import crossed, members, partners, sides
from kgworkbench.engines.local.masks import Masked

__all__ = ["by_cue_zh"]

_RIGHT_ZH = re.compile(r"^(?:[：:是为有由，,的者人了过家、/\s（(《“]|一职|先生|分别|包括|部|于)*$")
_LEFT_ZH = re.compile(
    r"^(?:[所的主等任自先生女士（）()，,、\s》”的是]|共同|联袂|亲自|领衔|担任|出任|联合|一人|作为|身为|的经典|老师|倾情|独家|\d{1,2}人)*$"
)


def by_cue_zh(sentence: Masked, relation: RelationView, rule: Rule) -> list[tuple[int, int, float]]:
    """A cue needs one end right beside it; the other is the nearest mention that fits."""
    found: list[tuple[int, int, float]] = []
    for match in rule.expression.finditer(sentence.text):
        left, right = sides(sentence, match.start(), match.end())
        best: tuple[float, int, int] | None = None
        for side, group, gap in [*(("right", *item) for item in right[:1]), *(("left", *item) for item in left[:1])]:
            beside = len(gap) <= 4 and (_RIGHT_ZH if side == "right" else _LEFT_ZH).match(gap)
            close = 1.0 if beside else 0.6 if len(gap) <= 6 else 0.0
            if not close:
                continue
            for end in ("tail", "head"):
                wanted, other = (relation.tails, relation.heads) if end == "tail" else (relation.heads, relation.tails)
                if not members(sentence, group, wanted):
                    continue
                for partner, score in partners(sentence, left, right, group, side, other):
                    weight = (
                        rule.weight * (0.55 + 0.45 * close)
                        + score
                        - 0.02 * len(gap)
                        - (0.12 if re.search("[，,]", gap) else 0.0)
                    )
                    if rule.role == "tail" and end == "head":
                        weight -= 0.25
                    if rule.role == "tail" and end == "tail" and side == "left" and not relation.symmetric:
                        weight -= 0.15
                    if best is None or weight > best[0]:
                        best = (weight, partner, group) if end == "tail" else (weight, group, partner)
        if best is not None and best[0] > 0.3:
            found.extend(crossed(sentence, relation, best[1], best[2], min(best[0], 0.95)))
    return found
