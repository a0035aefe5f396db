"""A graph and its communities while operations act on them: every change is noted, so that it can be put back."""

from collections.abc import Iterable
from dataclasses import replace

from kgworkbench.model.graph import Entity, Graph, GraphDelta, Relation
from kgworkbench.model.journal import Inverse
from kgworkbench.model.tree import Community, KnowledgeTree

__all__ = ["Working"]


class Working:
    """Entities, relations and communities by id. Communities hold no members here: ``home`` says whose is whose.

    ``begin`` and ``end`` enclose one operation; what it changed comes back as its Inverse. Everything changed since
    the value was made, or since ``settled``, comes back as what a store has to write.
    """

    def __init__(self, graph: Graph, tree: KnowledgeTree, symmetric: Iterable[str] = ()) -> None:
        self.entities = {entity.id: entity for entity in graph.entities}
        self.relations = {relation.id: relation for relation in graph.relations}
        self.links: dict[str, set[str]] = {}
        for relation in graph.relations:
            self._tie(relation)
        self.symmetric = frozenset(symmetric)
        self.take_tree(tree)
        self._noted = _Notes()
        self._since = _Notes()
        self._fresh_tree = False

    def take_tree(self, tree: KnowledgeTree) -> None:
        """Let these be the communities."""
        self.method, self.drift = tree.method, tree.drift
        self.communities = {each.id: replace(each, members=()) for each in tree.communities}
        self.home = {member: each.id for each in tree.at(0) for member in each.members}
        self.levels = tree.levels
        self._fresh_tree = True

    def begin(self) -> None:
        """From here on, note what changes."""
        self._noted = _Notes()

    def end(self) -> Inverse:
        """What puts back everything changed since ``begin``."""
        noted = self._noted
        return Inverse(
            noted.before("entities", self.entities),
            noted.before("relations", self.relations),
            noted.before("communities", self.communities),
            noted.made("entities", self.entities),
            noted.made("relations", self.relations),
            noted.made("communities", self.communities),
            tuple(
                (ident, home or "")
                for ident, home in sorted(noted.kept["home"].items())
                if home != self.home.get(ident)
            ),
        )

    def put_back(self, inverse: Inverse) -> None:
        """Be as before the operation whose inverse this is; it must be the last one standing."""
        for relation in inverse.gone_relations:
            self.drop_relation(relation)
        for entity in inverse.gone_entities:
            self._set("entities", entity, None)
        for before in inverse.entities:
            self.put(before)
        for link in inverse.relations:
            self.put_relation(link)
        for gone in inverse.gone_communities:
            self._set("communities", gone, None)
        for community in inverse.communities:
            self.put_community(community)
        for ident, home in inverse.homes:
            self.settle_in(ident, home or None)

    def put(self, entity: Entity) -> None:
        """Write an entity, new or changed."""
        self._set("entities", entity.id, entity)

    def drop(self, ident: str) -> None:
        """Take an entity away with its relations, and out of its communities."""
        for link in sorted(self.links.get(ident, ())):
            self.drop_relation(link)
        self._set("entities", ident, None)
        self.settle_in(ident, None)

    def put_relation(self, relation: Relation) -> None:
        """Write a relation, new or changed."""
        before = self.relations.get(relation.id)
        if before is not None:
            self._untie(before)
        self._set("relations", relation.id, relation)
        self._tie(relation)

    def drop_relation(self, ident: str) -> None:
        """Take a relation away, if it is there."""
        before = self.relations.get(ident)
        if before is not None:
            self._untie(before)
            self._set("relations", ident, None)

    def put_community(self, community: Community) -> None:
        """Write a community's own facts; members are left to ``settle_in``."""
        self._set("communities", community.id, replace(community, members=()))

    def drop_community(self, ident: str) -> None:
        """Take a community away that has no members any more."""
        self._set("communities", ident, None)

    def settle_in(self, entity: str, community: str | None) -> None:
        """Let the finest community of the entity be that one, or none."""
        self._set("home", entity, community)

    def community_at(self, entity: str, level: int) -> str | None:
        """The community of the entity at that level, None where it has none."""
        found = self.home.get(entity)
        for _ in range(level):
            held = self.communities.get(found or "")
            found = held.parent if held is not None else None
        return found

    def members(self) -> dict[str, list[str]]:
        """The entities of every community, sorted; one walk over all entities."""
        inside: dict[str, list[str]] = {}
        for entity in sorted(self.home):
            at: str | None = self.home[entity]
            while at is not None and at in self.communities:
                inside.setdefault(at, []).append(entity)
                at = self.communities[at].parent
        return inside

    def graph(self) -> Graph:
        """The entities and relations as they are."""
        return Graph(
            tuple(entity for _, entity in sorted(self.entities.items())),
            tuple(relation for _, relation in sorted(self.relations.items())),
        )

    def tree(self) -> KnowledgeTree:
        """The communities as they are, finest first, those with the smallest member id first."""
        inside = self.members()
        held = [
            replace(each, members=tuple(inside[ident])) for ident, each in self.communities.items() if ident in inside
        ]
        return KnowledgeTree(tuple(sorted(held, key=lambda each: (each.level, each.members))), self.method, self.drift)

    def changed(self) -> tuple[GraphDelta, bool]:
        """What to write since the last ``settled``: the graph's changes, and whether the communities changed."""
        since = self._since
        delta = GraphDelta(
            since.now("entities", self.entities),
            since.now("relations", self.relations),
            since.gone("entities", self.entities),
            since.gone("relations", self.relations),
        )
        tree = self._fresh_tree or any(
            getattr(self, name).get(ident) != before
            for name in ("communities", "home")
            for ident, before in since.kept[name].items()
        )
        return delta, tree

    def settled(self) -> None:
        """What is here now is what the store holds."""
        self._since = _Notes()
        self._fresh_tree = False

    def _set(self, name: str, ident: str, value: object) -> None:
        held = getattr(self, name)
        before = held.get(ident)
        if before == value:
            return
        self._noted.kept[name].setdefault(ident, before)
        self._since.kept[name].setdefault(ident, before)
        if value is None:
            held.pop(ident, None)
        else:
            held[ident] = value

    def _tie(self, relation: Relation) -> None:
        self.links.setdefault(relation.head, set()).add(relation.id)
        self.links.setdefault(relation.tail, set()).add(relation.id)

    def _untie(self, relation: Relation) -> None:
        for end in (relation.head, relation.tail):
            tied = self.links.get(end)
            if tied is not None:
                tied.discard(relation.id)


class _Notes:
    """The first value each thing had, None where it was not there."""

    def __init__(self) -> None:
        self.kept: dict[str, dict] = {"entities": {}, "relations": {}, "communities": {}, "home": {}}  # type: ignore[type-arg]

    def before(self, name: str, held: dict) -> tuple:  # type: ignore[type-arg]
        """What was there and is gone or changed, by id."""
        found = sorted(self.kept[name].items())
        return tuple(value for ident, value in found if value is not None and held.get(ident) != value)

    def made(self, name: str, held: dict) -> tuple[str, ...]:  # type: ignore[type-arg]
        """Ids of what is there and was not."""
        return tuple(ident for ident, value in sorted(self.kept[name].items()) if value is None and ident in held)

    def now(self, name: str, held: dict) -> tuple:  # type: ignore[type-arg]
        """What is there and is new or changed, by id."""
        found = sorted(self.kept[name].items())
        return tuple(held[ident] for ident, value in found if ident in held and held[ident] != value)

    def gone(self, name: str, held: dict) -> tuple[str, ...]:  # type: ignore[type-arg]
        """Ids of what was there and is not."""
        return tuple(
            ident for ident, value in sorted(self.kept[name].items()) if value is not None and ident not in held
        )
