"""How surely an answer is the one asked for, told from the statements it rests on.

Retrieval always finds something, and something in it always looks like an answer; whoever may refuse should. An
answer is sure as far as the statements of all its steps together name what the question names and say what it says,
as its steps are joined by what both ends name, and as it is of the kind asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kgworkbench.engines.local.answering import Found
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.coverage import Coverage
from kgworkbench.engines.local.kinds import fit, kinds_of_name
from kgworkbench.engines.local.stems import stem

__all__ = ["ENOUGH", "Surety", "surety"]

ENOUGH = 0.25
"""The least surety of an answer that is given where refusing is allowed; chosen on the sample corpora."""

_NAMED = 0.8
_NO_KIND = 0.4
_KIND = 0.8
_ANY = 0.7
_OTHER = 0.55


@dataclass(frozen=True, slots=True)
class Surety:
    """What speaks for an answer, each 0 to 1.

    ``named``: the least that the statements hold of any name of the question; ``said``: the share of its words that
    they say themselves; ``kind``: how well the answer fits the kind asked for; ``least``: the support of the weakest
    step; ``whole``: false where one statement answers a question that describes something, which it must all say.
    """

    named: float
    said: float
    kind: float
    least: float
    whole: bool = True

    @property
    def score(self) -> float:
        """All of it in one figure, 0 to 1: without the names or the kind the rest is worth nothing."""
        named = min(1.0, self.named / _NAMED)
        kind = min(1.0, max(0.0, (self.kind - _NO_KIND) / (_KIND - _NO_KIND)))
        proof = 0.5 + 0.5 * max(self.said, self.least) if self.whole else 0.2 + 0.8 * self.said
        return named * kind * proof


def surety(found: Sequence[Found], asked: Asked, coverage: Coverage) -> Surety:
    """How sure an answer is whose steps are ``found``, the last of them the answer.

    ``coverage`` is that of the whole question over the statements that the steps point into.
    """
    used = sorted({link.statement for item in found for link in item.path.links})
    told = [row for row, term in enumerate(coverage.terms) if not term.head]
    names = [row for row in told if coverage.terms[row].kind == "name"]
    words = [row for row in told if coverage.terms[row].kind != "name"]
    named = min((float(coverage.context[row, used].max()) for row in names), default=1.0)
    need = float(coverage.weights[words].sum())
    said = float(coverage.weights[words] @ coverage.direct[words][:, used].max(axis=1)) / need if need > 0 else 1.0
    last = found[-1].candidate
    kind = min(1.0, last.fit + 0.5 * last.slot) * (_OTHER if _says_other(last.text, asked) else 1.0)
    if asked.form == "thing" and not asked.head and not asked.kinds:
        kind = max(kind, _ANY)  # a bare "what" asks for no kind that could be missed
    whole = len(used) > 1 or not asked.depth or asked.loose
    return Surety(named, said, kind, min(1.0, min(item.support for item in found)), whole)


def _says_other(name: str, asked: Asked) -> bool:
    """Whether a name says that it is something else than is asked for: Salt City for a river."""
    if asked.language != "en" or asked.form != "thing" or not asked.head or " " not in name:
        return False
    head, last = asked.head.lower().split()[-1], name.lower().split()[-1]
    if stem(head) in {stem(word) for word in name.lower().split()}:
        return False
    wanted = [kind for kind, weight in kinds_of_name(head) if weight >= 0.8]
    said = [kind for kind, weight in kinds_of_name(last) if weight >= 0.8]
    return bool(wanted and said) and all(
        max(fit(own, kind, frozenset()), fit(kind, own, frozenset())) < 0.5 for own in said for kind in wanted
    )
