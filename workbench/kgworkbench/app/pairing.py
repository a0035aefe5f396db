"""Two things compared in the inspector: two that somebody chose, or the two of the candidate a queue has in hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kgworkbench.app.components.charts import name_of
from kgworkbench.app.components.groups import partners
from kgworkbench.app.components.icons import icon
from kgworkbench.app.components.pairing import pair_offer, pair_view
from kgworkbench.app.components.sheet import Node, h
from kgworkbench.app.desk import Desk
from kgworkbench.app.lookups import compare
from kgworkbench.app.merge_queue import effect_words
from kgworkbench.app.snapshot import Snapshot
from kgworkbench.app.state import Session
from kgworkbench.app.worker import Job
from kgworkbench.curate.apart import apart_in, communities_apart
from kgworkbench.model.journal import Action, KeepApart, Merge, MergeCommunities
from kgworkbench.present.community_pair import communities_surroundings, nearest_communities, why_one

__all__ = ["Compared", "Pairing", "put_side_by_side"]

_OFFERED = 4
_KEPT = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """Two entities, or two communities, by id; ``at`` is what was selected then, ``queue`` whether a queue has them."""

    a: str
    b: str
    at: str = ""
    queue: bool = False


def put_side_by_side(session: Session, pair: tuple[str, str] | None, *, queue: bool = False) -> None:
    """Compare these two in the inspector from now on; with None, let go of what a queue had in hand."""
    before = session.compared
    if pair is None and (before is None or not before.queue):
        # What somebody chose to compare stays until they let go of it.
        return
    session.compared = Compared(*pair, session.sel, queue) if pair is not None else None
    # The inspector looks again at what is selected.
    session.param.trigger("sel")


class Pairing:
    """The pair inspector of one session. ``node`` draws it, ``act`` takes what was clicked in it."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        self._asked: Any = None
        self._near: Any = None

    def node(self) -> Node | None:
        """The pair that is compared, None where there is none."""
        session, snapshot = self._session, self._desk.snapshot
        pair = self._current(snapshot)
        if pair is None or snapshot is None:
            return None
        names = [self._named(snapshot, one) for one in (pair.a, pair.b)]
        why = self._desk.pairs.get((pair.a, pair.b), {})
        if not why:
            self._compare(snapshot, pair)
        weight = self._desk.settings.weight
        if why:
            why = {**why, "weight": weight, "fused": weight * why["structure"] + (1 - weight) * why["meaning"]}
        answer = None if pair.queue else self._answers(snapshot, pair)
        return pair_view(why, names, snapshot.look, session.say, answer=answer, closes=not pair.queue)

    def offer(self) -> Node | None:
        """What the selected entity or community may be compared with, on the page of communities."""
        session, snapshot = self._session, self._desk.snapshot
        if session.page != "communities" or snapshot is None:
            return None
        key = (snapshot.graph, snapshot.tree, session.sel)
        if self._near is None or any(a is not b for a, b in zip(self._near[0], key, strict=True)):
            self._near = (key, self._others(snapshot))
        return pair_offer(self._near[1], session.say) if self._near[1] else None

    def act(self, action: Mapping[str, Any]) -> bool:
        """Do what was clicked; whether it was one of the pair's."""
        session, snapshot = self._session, self._desk.snapshot
        if "pair" in action:
            session.compared = Compared(session.sel, str(action["pair"]), session.sel)
        elif "unpair" in action:
            session.compared = None
        elif "answer_pair" in action and snapshot is not None:
            pair = self._current(snapshot)
            if pair is not None:
                self._desk.steward.act(self._deed(snapshot, pair, str(action["answer_pair"])))
                session.compared = None
        elif "undo" in action:
            return self._desk.steward.take(action)
        else:
            return False
        return True

    def close(self) -> bool:
        """Let go of what somebody chose to compare; whether there was something."""
        pair = self._current(self._desk.snapshot)
        if pair is None or pair.queue:
            return False
        self._session.compared = None
        return True

    def _current(self, snapshot: Snapshot | None) -> Compared | None:
        """The pair, as long as it is there and nothing else was selected since."""
        session = self._session
        pair: Compared | None = session.compared
        if pair is None or snapshot is None or session.page != "communities":
            return None
        if session.sel != pair.at and not (pair.queue and not session.sel):
            if not pair.queue:
                session.compared = None
            return None
        ends = {pair.a, pair.b}
        return pair if ends <= snapshot.entities.keys() or ends <= snapshot.communities.keys() else None

    def _named(self, snapshot: Snapshot, one: str) -> tuple[str, str, str]:
        entity, community = snapshot.entities.get(one), snapshot.communities.get(one)
        if entity is not None:
            return one, entity.name, entity.type
        return one, name_of(snapshot, community) if community is not None else one, ""

    def _others(self, snapshot: Snapshot) -> list[tuple[str, str]]:
        sel = self._session.sel
        if sel in snapshot.entities:
            home = snapshot.community_of(sel)
            found = partners(snapshot, sel, home, _OFFERED) if home is not None else ()
            return [(one, snapshot.entities[one].name) for one in found]
        found = nearest_communities(snapshot.graph, snapshot.tree, sel, _OFFERED)
        return [(one, name_of(snapshot, snapshot.communities[one])) for one in found]

    def _deed(self, snapshot: Snapshot, pair: Compared, answer: str) -> Action:
        one, other = snapshot.communities.get(pair.a), snapshot.communities.get(pair.b)
        if one is None or other is None:
            return Merge(pair.a, (pair.a, pair.b)) if answer == "merge" else KeepApart(pair.a, pair.b)
        if answer == "merge":
            return MergeCommunities((one.centre, other.centre), one.level)
        return communities_apart(one.centre, other.centre, one.level)

    def _answers(self, snapshot: Snapshot, pair: Compared) -> Node | None:
        """Buttons to merge the two or to keep them apart, with what a merge would do; or the answer that holds."""
        say, steward = self._session.say, self._desk.steward
        one, other = snapshot.communities.get(pair.a), snapshot.communities.get(pair.b)
        if one is not None and other is not None and one.level != other.level:
            return None
        if held := self._held(snapshot, pair):
            return h(
                "div.lock",
                icon("lock", "small"),
                h("div.caption.grow", steward.lines(say.language)(held)),
                h("button.quiet", say("undo"), click={"undo": [held.number]}),
                title=say("locked_hint"),
            )
        if one is not None and other is not None:
            sizes = len(one.members), len(other.members)
            words = say("effect_merge", a=sizes[0], b=sizes[1], n=sum(sizes))
        else:
            effect = steward.effect(self._deed(snapshot, pair, "merge"))
            words = say("counting") if effect is None else say.heard(effect.error) or effect_words(effect, say)
        apart = say("together_apart") if one is not None else say("review_apart")
        return h(
            "div.stack.tight",
            h(
                "div.row",
                h("button.btn.small", say("review_merge"), click={"answer_pair": "merge"}),
                h("button.btn.small", apart, click={"answer_pair": "apart"}),
            ),
            h("div.caption", say("review_effect", effect=words)),
        )

    def _held(self, snapshot: Snapshot, pair: Compared) -> Any:
        """The operation that keeps the two apart, None where none does."""
        ends, standing = frozenset((pair.a, pair.b)), self._desk.steward.standing
        of_communities = pair.a in snapshot.communities
        if of_communities and ends not in apart_in(snapshot.tree, standing):
            return None
        for operation in reversed(standing):
            action = operation.action
            if not isinstance(action, KeepApart):
                continue
            if ends in (apart_in(snapshot.tree, (operation,)) if of_communities else ({action.one, action.other},)):
                return operation
        return None

    def _compare(self, snapshot: Snapshot, pair: Compared) -> None:
        """Find out in a thread why the two stand together, once for each graph and tree."""
        desk, before = self._desk, self._asked
        self._asked = (snapshot.graph, snapshot.tree, (pair.a, pair.b))
        if before is not None and before[0] is snapshot.graph and before[1:] == self._asked[1:]:
            return
        one, other = snapshot.communities.get(pair.a), snapshot.communities.get(pair.b)
        if one is None or other is None:
            compare(desk, pair.a, pair.b)
            return
        bench, weight = desk.bench, desk.settings.weight
        if bench is None:
            return

        def work() -> Iterator[Mapping[str, Any]]:
            from kgworkbench.community.tree import perceive_graph

            near = communities_surroundings(snapshot.graph, one, other)
            rows = perceive_graph(near, bench.embedder).vectors
            vectors = {entity.id: rows[at] for at, entity in enumerate(near.entities)}
            yield why_one(near, one, other, vectors, weight)

        job: Job[Mapping[str, Any]] = Job("pair", f"{pair.a} {pair.b}", work)

        def ended(done: Job[Any]) -> None:
            kept = dict(list(desk.pairs.items())[-_KEPT:])
            desk.pairs = {**kept, (pair.a, pair.b): done.events[-1] if done.events else {}}
            desk.ended(done)

        job.on_end(ended)
        job.start()
