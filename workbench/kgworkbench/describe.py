"""Communities named and summarised by the engine, only where their members changed."""

from collections.abc import Callable, Collection
from concurrent.futures import Executor
from dataclasses import replace

from kgworkbench.community.describe import describe
from kgworkbench.errors import EngineError
from kgworkbench.model.graph import Graph
from kgworkbench.model.tasks import DescribeTask, Description, Reply
from kgworkbench.model.tree import Community, KnowledgeTree
from kgworkbench.model.usage import Usage
from kgworkbench.ports import Engine, is_free
from kgworkbench.read.language import language_of

__all__ = ["describe_tree", "plainly_named"]

_FACTS = 6
_MEMBERS = 40


def describe_tree(
    tree: KnowledgeTree,
    graph: Graph,
    engine: Engine,
    language: str,
    before: KnowledgeTree = KnowledgeTree(),
    executor: Executor | None = None,
    again: Collection[str] = (),
) -> tuple[KnowledgeTree, Usage]:
    """The tree with the engine's names and summaries, and the tokens they took.

    A community with the members, centre and keywords it had ``before`` keeps its words with no call; one the engine
    fails on keeps its plain ones, and is asked for once more where its id is in ``again``. With an executor its
    threads ask side by side.
    """
    if is_free(engine):
        return tree, Usage()  # a tree is grown with the local engine's names, which know the members' scores
    said = {_content(each): (each.name, each.summary) for each in before.communities}
    task_of = _tasks(tree, graph, language)

    def ask(community: Community) -> Reply[Description] | None:
        try:
            return engine.reply(task_of(community))
        except EngineError:
            return None

    wanted = set(again)
    new = [each for each in tree.communities if each.id in wanted or _content(each) not in said]
    replies = dict(zip((one.id for one in new), (map if executor is None else executor.map)(ask, new), strict=True))
    spent = Usage()
    described: list[Community] = []
    for community in tree.communities:
        reply = replies.get(community.id)
        words = said.get(_content(community), (community.name, community.summary))
        if reply is not None:
            spent += reply.usage
            words = (reply.value.name, reply.value.summary)
        described.append(replace(community, name=words[0], summary=words[1]))
    return replace(tree, communities=tuple(described)), spent


def plainly_named(tree: KnowledgeTree, graph: Graph, language: str) -> tuple[str, ...]:
    """Ids of the communities that have a plain name: no engine was asked for theirs, or it gave none."""
    task_of = _tasks(tree, graph, language)
    found = []
    for community in tree.communities:
        task = task_of(community)
        plain = {task.centre, "", *(describe(replace(task, language=spoken)).name for spoken in ("en", "zh"))}
        if community.name in plain:
            found.append(community.id)
    return tuple(found)


def _tasks(tree: KnowledgeTree, graph: Graph, language: str) -> Callable[[Community], DescribeTask]:
    """What an engine is told of each community of the tree."""
    names = {entity.id: entity.name for entity in graph.entities}
    inside: dict[str, list[str]] = {}
    homes = [
        {member: community.id for community in tree.at(level) for member in community.members}
        for level in range(tree.levels)
    ]
    for relation in sorted(graph.relations, key=lambda relation: (-len(relation.provenance), relation.id)):
        for home in homes:
            key = home[relation.head]
            if key == home[relation.tail] and len(inside.setdefault(key, [])) < _FACTS:
                inside[key].append(f"{names[relation.head]} {relation.type} {names[relation.tail]}")

    def task_of(community: Community) -> DescribeTask:
        members = tuple(names[member] for member in community.members[:_MEMBERS])
        terms = tuple(keyword.term for keyword in community.keywords)
        facts = tuple(inside.get(community.id, ()))
        spoken = language_of(" ".join(members)) if language not in ("en", "zh") else language
        return DescribeTask(community.id, names[community.centre], members, terms, facts, spoken)

    return task_of


def _content(community: Community) -> Community:
    """What its words are about."""
    return replace(community, id="", parent=None, name="", summary="")
