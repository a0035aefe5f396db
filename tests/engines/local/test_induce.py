"""A first schema from texts."""

from kgworkbench.engines.local.induce import induce
from kgworkbench.model.text import Chunk
from kgworkbench.schema.check import check
from kgworkbench.schema.induce import Sightings, schema_of_sightings

ENGLISH = [
    (
        "Mina Aldous",
        "Mina Aldous, an Australian botanist, was born in Hobart. She described the Aldous orchid in 1911.",
    ),
    (
        "Peter Varga",
        "Peter Varga was a Hungarian botanist. He was born in Szeged. He described the pale gentian in 1923.",
    ),
    ("Ruth Okafor", "Ruth Okafor is a geologist. She was born in Lagos. She joined the Harmsworth Survey."),
    (
        "Kestrel",
        "The Kestrel is a locomotive designed by Ruth Okafor. The Merlin is a locomotive designed by Peter Varga.",
    ),
    ("Osprey", "Osprey, a steam locomotive, ran from Lagos. The Osprey was designed by Mina Aldous."),
]
CHINESE = [
    ("林远", "植物学家林远著有《南山草木》。林远撰写《北岭花谱》，1911年写成。"),
    ("周明", "周明是一位地质学家。周明撰写《山石考》。"),
    ("吴青", "诗人吴青撰写《秋水集》，1923年写成。"),
    ("王川", "王川是一位工程师，王川撰写《造桥记》，1931年写成。"),
]


def chunks(texts: list[tuple[str, str]]) -> list[Chunk]:
    return [Chunk(f"c{at}", f"d{at}", title, 0, len(text), text) for at, (title, text) in enumerate(texts)]


def test_english_texts() -> None:
    schema = induce(chunks(ENGLISH), name="valley")
    assert (schema.name, schema.language) == ("valley", "en")
    kinds = {kind.name: kind for kind in schema.entity_types}
    assert set(kinds["Person"].examples) >= {"Mina Aldous", "Peter Varga", "Ruth Okafor"}
    assert set(kinds["Locomotive"].examples) == {"Kestrel", "Merlin", "Osprey"}
    assert set(kinds["Place"].examples) >= {"Hobart", "Szeged", "Lagos"}
    links = {kind.name: kind for kind in schema.relation_types}
    assert (links["born_in"].head, links["born_in"].tail) == (("Person",), ("Place",))
    assert (links["designed"].head, links["designed"].tail) == (("Person",), ("Locomotive",))
    assert schema.attribute_type("described_date").of == ("Person",)  # type: ignore[union-attr]
    assert [finding for finding in check(schema) if finding.severity == "error"] == []


def test_chinese_texts() -> None:
    schema = induce(chunks(CHINESE))
    assert schema.language == "zh"
    kinds = {kind.name: kind for kind in schema.entity_types}
    assert set(kinds["人物"].examples) >= {"林远", "周明", "吴青"}
    assert "南山草木" in kinds["作品"].examples
    wrote = schema.relation_type("撰写")
    assert wrote is not None
    assert (wrote.head, wrote.tail) == (("人物",), ("作品",))
    assert any(kind.value == "date" for kind in schema.attribute_types)
    assert [finding for finding in check(schema) if finding.severity == "error"] == []


def test_order_means_nothing_and_a_language_can_be_chosen() -> None:
    both = chunks(ENGLISH + CHINESE)
    assert induce(both) == induce(reversed(both))
    assert induce(both, "zh").language == "zh"
    assert induce(both, "en").entity_types == induce(chunks(ENGLISH)).entity_types


def test_nothing_to_read_gives_an_empty_schema() -> None:
    assert induce([]).entity_types == ()
    assert induce(chunks([("", "nothing here has a name")])).relation_types == ()


def test_what_is_seen_too_rarely_is_left_out() -> None:
    seen = Sightings(
        [("A", "ship"), ("B", "ship"), ("C", "ship"), ("D", "kite")],
        [("A", "rammed", "B"), ("A", "rammed", "B"), ("B", "passed", "C"), ("A", "passed", "C")],
        [("A", "launched"), ("B", "launched"), ("D", "flown")],
    )
    schema = schema_of_sightings(seen, "en")
    assert [kind.name for kind in schema.entity_types] == ["Ship"]
    assert [kind.name for kind in schema.relation_types] == ["passed"]
    assert [(kind.name, kind.of) for kind in schema.attribute_types] == [("launched_date", ("Ship",))]
