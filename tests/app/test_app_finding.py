"""What the palette finds."""

from kgworkbench.app.desk import Desk
from kgworkbench.app.finding import COMMANDS, find
from kgworkbench.app.strings import WORDS, Strings

SAY, SAY_ZH = Strings("en"), Strings("zh")


def test_nothing_typed_gives_the_commands_in_the_readers_language() -> None:
    assert len(find("", None, SAY)) == len(COMMANDS)
    assert find("", None, SAY_ZH)[0]["label"] == "模式"
    assert all(word in WORDS for word, _, _ in COMMANDS)


def test_a_command_is_found_by_its_name_in_either_language() -> None:
    assert {"do": "theme"} in [hit["value"] for hit in find("明暗", None, SAY)]
    assert {"do": "theme"} in [hit["value"] for hit in find("dark", None, SAY_ZH)]


def test_entities_types_communities_and_documents_are_found(desk: Desk) -> None:
    snapshot = desk.snapshot
    assert snapshot is not None
    hits = find("ada lov", snapshot, SAY)
    values = [hit["value"] for hit in hits]
    ada = next(entity.id for entity in snapshot.graph.entities if entity.name == "Ada Lovelace")
    assert {"select": ada} in values
    assert any("chunk" in value for value in values)
    assert values[-1] == {"ask": "ada lov"}
    assert {"type": "Machine", "section": "entity"} in [hit["value"] for hit in find("machine", snapshot, SAY)]
    name = next(iter(snapshot.tree.at(0))).name
    assert any("community" in hit["value"] for hit in find(name[:6], snapshot, SAY))


def test_what_begins_with_it_comes_first(desk: Desk) -> None:
    labels = [hit["label"] for hit in find("lon", desk.snapshot, SAY) if "select" in hit["value"]]
    assert labels[0] == "London"
