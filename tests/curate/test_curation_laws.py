"""Laws of the journal on random graphs and random operations."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgworkbench.curate.apart import communities_apart
from kgworkbench.curate.curation import Curation, standing
from kgworkbench.curate.working import Working
from kgworkbench.errors import CurationError
from kgworkbench.model.codec import dumps, loads
from kgworkbench.model.graph import Entity, Fact, Graph, GraphDelta, Provenance, Relation
from kgworkbench.model.ids import content_id
from kgworkbench.model.journal import (
    Action,
    AddRelation,
    AnswerViolation,
    Confirm,
    DeleteEntity,
    DeleteRelation,
    EditRelation,
    KeepApart,
    Merge,
    MergeCommunities,
    MoveEntity,
    Operation,
    Pin,
    PinCommunity,
    Rename,
    RenameCommunity,
    Retype,
    SetAttribute,
    Split,
    SplitCommunity,
)
from kgworkbench.model.tree import Community, Keyword, KnowledgeTree

NAMES = ("ada", "bob", "cäcilie", "大卫", "eve", "fay", "gil", "hal")
QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def entity_id(name: str) -> str:
    return content_id("entity", name, "Person")


def places(draw: st.DrawFn) -> tuple[Provenance, ...]:
    chunks = draw(st.lists(st.sampled_from(["c1", "c2", "c3"]), min_size=1, max_size=3, unique=True))
    return tuple(Provenance("d", chunk) for chunk in sorted(chunks))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=8, unique=True))
    entities = tuple(
        Entity(
            entity_id(name),
            name,
            "Person",
            tuple(sorted(draw(st.sets(st.sampled_from(["x", "y"]))))),
            (Fact("age", draw(st.sampled_from(["1", "2"])), places(draw)),) if draw(st.booleans()) else (),
            places(draw),
        )
        for name in names
    )
    links = {}
    for _ in range(draw(st.integers(0, 10))):
        head, tail = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        if head != tail:
            kind = draw(st.sampled_from(["knows", "likes"]))
            ident = content_id("relation", entity_id(head), kind, entity_id(tail))
            links[ident] = Relation(ident, entity_id(head), kind, entity_id(tail), 0.5, places(draw))
    return Graph(tuple(sorted(entities, key=lambda e: e.id)), tuple(link for _, link in sorted(links.items())))


@st.composite
def trees(draw: st.DrawFn, graph: Graph) -> KnowledgeTree:
    """Two levels of communities over the graph, in the order a grown tree has."""
    ids = [entity.id for entity in graph.entities]
    fine = [draw(st.integers(0, 3)) for _ in ids]
    coarse = {label: draw(st.integers(0, 1)) for label in set(fine)}
    above = {
        top: tuple(sorted(ident for ident, label in zip(ids, fine, strict=True) if coarse[label] == top))
        for top in set(coarse.values())
    }
    upper = [
        Community(content_id("up", *m), 1, m, m[0], None, (Keyword("word", 0.5, m),), f"up {top}")
        for top, m in above.items()
    ]
    lower = []
    for label in set(fine):
        members = tuple(sorted(ident for ident, at in zip(ids, fine, strict=True) if at == label))
        parent = content_id("up", *above[coarse[label]])
        lower.append(Community(content_id("low", *members), 0, members, members[-1], parent, (), f"low {label}"))
    return KnowledgeTree(tuple(sorted([*lower, *upper], key=lambda c: (c.level, c.members))))


@st.composite
def actions(draw: st.DrawFn, working: Working) -> Action:
    """Some action on what is there now, or on what is not."""
    ident = st.sampled_from([*sorted(working.entities), "nobody"])
    link = st.sampled_from([*sorted(working.relations), "nothing"])
    some = st.lists(ident, min_size=1, max_size=3).map(tuple)
    level = st.integers(0, 1)
    chunks = st.lists(st.sampled_from(["c1", "c2"]), min_size=1, max_size=2, unique=True).map(tuple)
    name = st.sampled_from(["new name", "ada", ""])
    kind = st.sampled_from(["Person", "Place"])
    verb = st.sampled_from(["knows", "made"])
    claim = st.tuples(st.sampled_from(["ada", "zoe"]), kind)
    return draw(
        st.one_of(
            st.builds(Merge, ident, some, name),
            st.builds(Split, ident, chunks, name, st.sampled_from(["", "Place"])),
            st.builds(KeepApart, ident, ident),
            st.builds(communities_apart, ident, ident, level),
            st.builds(Rename, ident, name),
            st.builds(Retype, ident, kind),
            st.builds(Pin, ident, name, kind),
            st.builds(SetAttribute, ident, st.just("age"), st.sampled_from(["", "1"]), st.sampled_from(["", "9"])),
            st.builds(DeleteEntity, ident),
            st.builds(AddRelation, ident, verb, ident),
            st.builds(EditRelation, link, ident, verb, ident),
            st.builds(DeleteRelation, link),
            st.builds(Confirm, st.just("entity"), ident),
            st.builds(MoveEntity, ident, ident),
            st.builds(MergeCommunities, some, level, name),
            st.builds(SplitCommunity, ident, some, level, name),
            st.builds(PinCommunity, ident, some, name),
            st.builds(RenameCommunity, ident, name, level),
            st.builds(
                AnswerViolation,
                st.sampled_from(["accept", "ignore"]),
                st.just("c1"),
                st.just("rule"),
                st.just(("claim",)),
                claim,
                verb,
                claim,
            ),
        )
    )


def state(curation: Curation) -> str:
    return dumps((curation.working.graph(), curation.working.tree()))


def check_partition(curation: Curation) -> None:
    working, tree = curation.working, curation.working.tree()
    everyone = sorted(working.entities)
    if not tree.communities:
        return
    for level in range(tree.levels):
        assert sorted(member for each in tree.at(level) for member in each.members) == everyone
    by_id = {each.id: each for each in tree.communities}
    for each in tree.communities:
        assert each.centre in each.members
        assert all(member in each.members for word in each.keywords for member in word.members)
        if each.parent is not None:
            assert set(each.members) <= set(by_id[each.parent].members)
    for relation in working.relations.values():
        assert relation.head in working.entities
        assert relation.tail in working.entities
        assert relation.head != relation.tail


@st.composite
def curations(draw: st.DrawFn, most: int = 6) -> Curation:
    graph = draw(graphs())
    curation = Curation(graph, draw(trees(graph)), ())
    for _ in range(draw(st.integers(0, most))):
        attempt(curation, draw(actions(curation.working)))
    return curation


def attempt(curation: Curation, action: Action) -> Operation | None:
    before = state(curation)
    try:
        return curation.act(action, author="me", time="2026-01-01T00:00:00+00:00", reason="law")
    except CurationError:
        assert state(curation) == before, "a refused operation changed something"
        return None


@QUIET
@given(st.data())
def test_an_operation_and_its_undo_are_the_identity(data: st.DataObject) -> None:
    curation = data.draw(curations())
    before = state(curation)
    done = attempt(curation, data.draw(actions(curation.working)))
    check_partition(curation)
    after = state(curation)
    if done is not None:
        curation.undo(done.number)
        assert state(curation) == before
        curation.redo(done.number)
        assert state(curation) == after


@QUIET
@given(st.data())
def test_any_prefix_of_the_journal_replays_to_the_same_state(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    tree = data.draw(trees(graph))
    curation = Curation(graph, tree, ())
    seen = [state(curation)]
    for _ in range(data.draw(st.integers(1, 8))):
        step = data.draw(st.sampled_from(["act", "act", "act", "undo", "redo"]))
        try:
            if step == "act":
                curation.act(data.draw(actions(curation.working)))
            else:
                number = data.draw(st.integers(0, len(curation.journal)))
                curation.undo(number) if step == "undo" else curation.redo(number)
        except CurationError:
            assert state(curation) == seen[-1]
            continue
        check_partition(curation)
        seen.append(state(curation))
    for length in range(len(curation.journal) + 1):
        again = Curation(graph, tree, ())
        for operation in curation.journal[:length]:
            again.act(loads(Operation, dumps(operation)).action)
        assert state(again) == seen[length]
        assert standing(again.journal) is not None


@QUIET
@given(st.data())
def test_what_is_written_is_what_is_there(data: st.DataObject) -> None:
    """A store that applies every effect holds the state, and a curation opened on it goes on as if never closed."""
    graph = data.draw(graphs())
    tree = data.draw(trees(graph))
    curation = Curation(graph, tree, ())
    entities, relations = ({e.id: e for e in graph.entities}, {r.id: r for r in graph.relations})
    journal: dict[int, Operation] = {}
    for _ in range(data.draw(st.integers(1, 6))):
        step = data.draw(st.sampled_from(["act", "act", "undo", "redo"]))
        try:
            if step == "act":
                curation.act(data.draw(actions(curation.working)))
            else:
                curation.undo() if step == "undo" else curation.redo()
        except CurationError:
            continue
        effect = curation.effect()
        for ident in effect.delta.gone_entities:
            del entities[ident]
        for ident in effect.delta.gone_relations:
            del relations[ident]
        entities |= {e.id: e for e in effect.delta.entities}
        relations |= {r.id: r for r in effect.delta.relations}
        journal |= {o.number: o for o in effect.operations}
        tree = effect.tree or tree
        held = Graph(tuple(e for _, e in sorted(entities.items())), tuple(r for _, r in sorted(relations.items())))
        assert (held, tree) == (curation.working.graph(), curation.working.tree())
        curation = Curation(held, tree, journal.values())


@QUIET
@given(st.data())
def test_what_a_person_decided_holds_after_a_rebuild(data: st.DataObject) -> None:
    """New documents, another extraction and another tree: each standing operation that finds what it needs holds."""
    curation = data.draw(curations(4))
    grown = data.draw(graphs())
    before = {operation.number for operation in standing(curation.journal)}
    fresh = Curation(grown, KnowledgeTree(), [replace(o, inverse=None) for o in curation.journal])
    fresh.follow(GraphDelta())
    fresh.take_tree(data.draw(trees(fresh.working.graph())))
    check_partition(fresh)
    assert {operation.number for operation in standing(fresh.journal)} == before
    awake = [o for o in standing(fresh.journal) if o.inverse is not None]
    assert {o.number for o in fresh.dormant()} | {o.number for o in awake} == before
    if awake:
        check_lock(fresh, awake[-1].action)


def check_lock(curation: Curation, action: Action) -> None:
    """The last operation that stands has nothing after it that could overrule it."""
    working = curation.working
    match action:
        case Merge(into, members):
            assert into in working.entities
            assert not [member for member in members if member != into and member in working.entities]
        case Rename(entity, name):
            assert working.entities[entity].name == " ".join(name.split())
        case Retype(entity, kind):
            assert working.entities[entity].type == kind
        case Pin(entity, name, kind):
            assert (working.entities[entity].name, working.entities[entity].type) == (name, kind)
        case DeleteEntity(entity):
            assert entity not in working.entities
        case DeleteRelation(relation):
            assert relation not in working.relations
        case MoveEntity(entity, anchor):
            assert working.home[entity] == working.home[anchor]
        case PinCommunity(anchor, members):
            assert all(working.home[m] == working.home[anchor] for m in members if m in working.entities)
        case MergeCommunities(anchors, level):
            assert len({working.community_at(anchor, level) for anchor in anchors}) == 1
        case SplitCommunity(_, members, level):
            # Those that were in the anchor's community left it together; above level 0 whole communities went.
            split_off = [m for m in members if m in working.entities]
            assert any(
                working.communities[working.community_at(m, level) or ""].id.startswith(
                    content_id("split community", level, action.anchor, *sorted(members))
                )
                for m in split_off
            )
        case RenameCommunity(anchor, name, level):
            assert working.communities[working.community_at(anchor, level) or ""].name == " ".join(name.split())
        case _:
            assert action is not None


def test_an_undo_names_the_later_operation_in_the_way() -> None:
    ada, bob = (
        Entity("a", "Ada", "Person", (), (), (Provenance("d", "c1"), Provenance("d", "c2"))),
        Entity("b", "Bob", "P"),
    )
    curation = Curation(Graph((ada, bob)), KnowledgeTree(), ())
    split = curation.act(Split("a", ("c1",), "Ada the second"))
    part = next(ident for ident in curation.working.entities if ident not in "ab")
    curation.act(Merge("b", (part,)))
    with pytest.raises(CurationError, match=r"operation 2 .*undo that first"):
        curation.undo(split.number)
    assert len(standing(curation.journal)) == 2
