"""The community explorer as a value: blocks nest, cuts hold everyone once, acts go through the journal."""

from itertools import pairwise

import pytest

from kgwidgets import CommunityExplorer
from kgworkbench.model.journal import MergeCommunities, MoveEntity, PinCommunity, RenameCommunity, SplitCommunity
from kgworkbench.present.explorer import community_card, tree_at_weight, tree_blocks
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench


@pytest.fixture(scope="module")
def built() -> Workbench:
    corpus = sample("song_science")
    bench = Workbench.open(embedder="lexical")
    bench.build(corpus.path, schema=corpus.schema).result()
    return bench


@pytest.fixture
def bench(built: Workbench) -> Workbench:
    while any(operation for operation in built.journal.standing()):
        built.journal.undo()
    return built


@pytest.mark.parametrize("granularity", [0.0, 0.3, 0.7, 1.0])
def test_blocks_nest_and_every_cut_holds_each_entity_once(bench: Workbench, granularity: float) -> None:
    tree, graph = bench.tree(), bench.graph()
    told = tree_blocks(tree, graph, granularity)
    by_id = {block["id"]: block for block in told["blocks"]}
    assert set(by_id) == {community.id for community in tree.communities}
    for block in told["blocks"]:
        if block["parent"]:
            above = by_id[block["parent"]]
            assert above["start"] <= block["start"] < block["end"] <= above["end"]
    covered = sorted((block["start"], block["end"]) for block in told["blocks"] if block["cut"])
    assert covered[0][0] == 0
    assert covered[-1][1] == told["total"]
    assert all(one[1] == other[0] for one, other in pairwise(covered))
    assert told["cut"] == len(covered)


def test_a_card_lists_members_with_the_centre_first(bench: Workbench) -> None:
    community = bench.tree().at(0)[0]
    card = community_card(bench.tree(), bench.graph(), community.id, limit=3)
    assert card["members"][0]["id"] == community.centre
    assert len(card["members"]) == 3
    assert card["total"] == len(community.members)
    assert community_card(bench.tree(), bench.graph(), "nobody") == {}


def ask(explorer: CommunityExplorer, kind: str, **more: object) -> None:
    explorer.set_state({"request": {"kind": kind, "serial": explorer.request.get("serial", 0) + 1, **more}})


def test_acts_go_through_the_journal_and_are_taken_back(bench: Workbench) -> None:
    before = bench.tree()
    explorer = CommunityExplorer(bench)
    first, second = sorted(bench.tree().at(0), key=lambda one: -len(one.members))[:2]
    explorer.selected = first.id
    ask(explorer, "rename", name="新名")
    assert isinstance(explorer.journal[-1].action, RenameCommunity)
    assert explorer.community is not None
    assert explorer.community.name == "新名"
    explorer.checked = [member for member in first.members if member != first.centre][:2]
    ask(explorer, "split")
    assert isinstance(explorer.journal[-1].action, SplitCommunity)
    assert len(explorer.community.members) == len(first.members) - 2
    assert explorer.checked == []
    explorer.checked = [member for member in explorer.community.members if member != first.centre][:2]
    ask(explorer, "move", to=second.id)
    assert isinstance(explorer.journal[-1].action, MoveEntity)
    assert len(explorer.journal) == 4
    ask(explorer, "pin")
    assert isinstance(explorer.journal[-1].action, PinCommunity)
    explorer.also = [second.id]
    ask(explorer, "merge")
    assert isinstance(explorer.journal[-1].action, MergeCommunities)
    assert set(second.members) <= set(explorer.community.members)
    while explorer.journal:
        ask(explorer, "undo")
    assert explorer.error == ""
    assert bench.tree() == before


def test_the_last_act_is_told_in_the_language_of_the_view(bench: Workbench) -> None:
    explorer = CommunityExplorer(bench)
    explorer.selected = bench.tree().at(0)[0].id
    ask(explorer, "rename", name="Compilers")
    assert explorer.shown["last"] == explorer.journal[-1].says
    explorer.language = "zh"
    assert "Compilers" in explorer.shown["last"]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in explorer.shown["last"])
    ask(explorer, "undo")
    assert explorer.shown["last"] == ""


def test_what_cannot_be_done_is_said_and_nothing_happens(bench: Workbench) -> None:
    explorer = CommunityExplorer(bench)
    tree = bench.tree()
    ask(explorer, "rename", name="x")
    assert "no community" in explorer.error
    finest, coarse = tree.at(0)[0], tree.at(tree.levels - 1)[0]
    explorer.selected = finest.id
    ask(explorer, "split")
    assert explorer.error == "Check members first."
    explorer.checked = list(finest.members)
    ask(explorer, "split")
    assert "at least one" in explorer.error
    explorer.also = [coarse.id]
    ask(explorer, "merge")
    assert "one level" in explorer.error
    ask(explorer, "rename", name="  ")
    assert "empty name" in explorer.error
    explorer.selected = coarse.id
    ask(explorer, "pin")
    assert "finest" in explorer.error
    assert explorer.journal == ()
    assert bench.tree() == tree


def test_a_weight_is_a_preview_until_it_is_kept(bench: Workbench) -> None:
    stored = bench.tree()
    explorer = CommunityExplorer(bench)
    explorer.set_state({"weight": 1.0})
    assert explorer.shown["preview"]
    assert explorer.tree == tree_at_weight(bench.graph(), bench.embedder)(1.0)
    assert bench.tree() == stored
    ask(explorer, "back")
    assert explorer.tree == stored
    explorer.set_state({"granularity": 0.0})
    assert explorer.shown["cut"] == len(stored.at(stored.levels - 1))


def test_a_saved_notebook_keeps_the_tree_as_a_table(bench: Workbench) -> None:
    data, _ = CommunityExplorer(bench)._repr_mimebundle_()
    assert "communities in" in data["text/plain"]
    assert "<tbody><tr>" in data["text/html"]
    assert "<script" not in data["text/html"]


def test_an_empty_workbench_has_no_communities() -> None:
    explorer = CommunityExplorer(Workbench.open(embedder="lexical"))
    assert explorer.shown["blocks"] == []
    assert explorer.community is None
