"""Fresh wording for the communities that changed: centre, keywords, name and summary."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from kgworkbench.community.affinity import in_context, perceive
from kgworkbench.community.carry import name_holds
from kgworkbench.community.tree import CONTEXT, plant_tree
from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import Community
from kgworkbench.ports import Embedder
from kgworkbench.settings import CommunitySettings

__all__ = ["reword"]

# A few members more or less change nothing that can be said of a community larger than this.
LARGE = 200

# Members of other communities that keywords are told apart from.
CONTRAST = 1000


def reword(
    before: Mapping[str, Community],
    communities: Mapping[str, Community],
    changed: Collection[str],
    altered: Collection[str],
    graph: Graph,
    embedder: Embedder,
    settings: CommunitySettings,
) -> list[Community]:
    """The communities, the changed ones with centre, keywords, name and summary of their members as they are now.

    A large one keeps its wording, less what left it. A name is kept where nearly all members stayed and the centre,
    which names are made of, is not altered. Keywords are told apart from those of other changed communities and of
    some that share a parent with them.

    Args:
        before: the communities with the members they had, by id.
        communities: the communities with their members as they are now, by id.
        changed: ids of those to word.
        altered: entities that say something else than before.
        graph: as it is now.
        embedder: is asked for the names of members of small changed communities.
        settings: those of the tree.
    """
    found = dict(communities)
    for level in sorted({communities[key].level for key in changed}):
        small = [c for c in communities.values() if c.level == level and c.id in changed and len(c.members) <= LARGE]
        small.sort(key=lambda community: community.members)
        if small:
            for each in _planted(small, _others(small, communities), graph, embedder, settings):
                old = before.get(each.id)
                stays = old is not None and old.centre not in altered and name_holds(old, each)
                found[each.id] = replace(each, name=old.name) if old is not None and stays else each
    large = [key for key in changed if len(communities[key].members) > LARGE]
    for key in sorted(large, key=lambda key: communities[key].level):
        found[key] = _trimmed(found, key)
    return list(found.values())


def _others(small: Sequence[Community], communities: Mapping[str, Community]) -> list[Community]:
    """Some communities beside these, with the same parents."""
    mine, parents = {each.id for each in small}, {each.parent for each in small}
    level, room, chosen = small[0].level, CONTRAST, []
    beside = [c for c in communities.values() if c.level == level and c.parent in parents and c.id not in mine]
    for community in sorted(beside, key=lambda community: community.members):
        if len(community.members) <= room:
            chosen.append(community)
            room -= len(community.members)
    return chosen


def _planted(
    small: Sequence[Community],
    others: Sequence[Community],
    graph: Graph,
    embedder: Embedder,
    settings: CommunitySettings,
) -> list[Community]:
    home = {member: number for number, each in enumerate([*small, *others]) for member in each.members}
    entities = tuple(sorted((e for e in graph.entities if e.id in home), key=lambda entity: entity.id))
    relations = sorted(
        (r for r in graph.relations if r.head in home and home[r.head] == home.get(r.tail)), key=lambda r: r.id
    )
    position = {entity.id: at for at, entity in enumerate(entities)}
    told = [at for at, entity in enumerate(entities) if home[entity.id] < len(small)]
    rows = embedder.embed([entities[at].name for at in told])
    vectors = np.zeros((len(entities), rows.shape[1]), dtype=np.float32)  # the others only lend their terms
    vectors[told] = rows
    perception = in_context(
        perceive([position[r.head] for r in relations], [position[r.tail] for r in relations], vectors), CONTEXT
    )
    labels = np.array([home[entity.id] for entity in entities], dtype=np.int64)
    planted = plant_tree(Graph(entities, tuple(relations)), perception, [labels], settings).communities
    return [replace(planted[number], id=old.id, level=old.level, parent=old.parent) for number, old in enumerate(small)]


def _trimmed(communities: Mapping[str, Community], key: str) -> Community:
    """A large community without mention of what left it; a centre that left is followed by the largest part's."""
    community = communities[key]
    members = set(community.members)
    keywords = (
        replace(keyword, members=tuple(member for member in keyword.members if member in members))
        for keyword in community.keywords
    )
    centre = community.centre
    if centre not in members:
        parts = [each for each in communities.values() if each.parent == key and each.centre in members]
        largest = min(parts, key=lambda each: (-len(each.members), each.members), default=None)
        centre = community.members[0] if largest is None else largest.centre
    return replace(community, centre=centre, keywords=tuple(keyword for keyword in keywords if keyword.members))
