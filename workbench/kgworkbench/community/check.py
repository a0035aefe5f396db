"""What a KnowledgeTree must keep to, whatever made or changed it."""

from collections import Counter

from kgworkbench.model.graph import Graph
from kgworkbench.model.tree import Community, KnowledgeTree

__all__ = ["check_partition"]


def check_partition(tree: KnowledgeTree, graph: Graph) -> tuple[str, ...]:
    """What is wrong with a tree of this graph, in words; nothing, where it is lawful.

    At each level every entity is in exactly one community; ids are unique; members are sorted; a centre is a member,
    and what a keyword links to are members; a parent stands one level up and holds its children's members.
    """
    wrong: list[str] = []
    entities = {entity.id for entity in graph.entities}
    by_id = {community.id: community for community in tree.communities}
    if len(by_id) != len(tree.communities):
        wrong.append("two communities have one id")
    for level in range(tree.levels):
        held = Counter(member for community in tree.at(level) for member in community.members)
        wrong.extend(f"level {level} lacks {entity}" for entity in sorted(entities - held.keys()))
        wrong.extend(
            f"level {level} holds {member}, which the graph lacks" for member in sorted(held.keys() - entities)
        )
        wrong.extend(f"level {level} holds {member} {times} times" for member, times in held.items() if times > 1)
    if entities and not tree.communities:
        wrong.append("no level holds the entities")
    for community in tree.communities:
        wrong.extend(f"community {community.id}: {problem}" for problem in _problems(community, by_id, tree.levels))
    return tuple(wrong)


def _problems(community: Community, by_id: dict[str, Community], levels: int) -> list[str]:
    members = set(community.members)
    wrong = []
    if list(community.members) != sorted(members):
        wrong.append("members are not sorted or stand twice")
    if community.centre not in members:
        wrong.append("the centre is no member")
    if not all(keyword.members and members.issuperset(keyword.members) for keyword in community.keywords):
        wrong.append("a keyword links to no member or to others")
    if community.level == levels - 1:
        if community.parent is not None:
            wrong.append("the coarsest level has a parent")
        return wrong
    parent = by_id.get(community.parent or "")
    if parent is None or parent.level != community.level + 1:
        wrong.append("no parent one level up")
    elif not members.issubset(parent.members):
        wrong.append("its parent lacks members")
    return wrong
