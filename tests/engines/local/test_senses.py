"""Relation types that an analyst only named: what they mean, and the links found for them without any cue."""

import pytest

from kgworkbench.engines.local.compiled import compiled
from kgworkbench.engines.local.extract import extract
from kgworkbench.engines.local.kinds import kinds_of
from kgworkbench.engines.local.named_cues import named_cues
from kgworkbench.engines.local.senses import fits, senses_of
from kgworkbench.model.facts import Candidates
from kgworkbench.model.schema import EntityType, RelationType, Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Chunk

PERSON, PLACE, ORG = frozenset({"person"}), frozenset({"place"}), frozenset({"organisation"})


def read(text: str, schema: Schema) -> Candidates:
    return extract(ExtractTask(Chunk("c", "d", "", 0, len(text), text), schema))


def triples(found: Candidates) -> set[tuple[str, str, str]]:
    return {(found.mentions[t.head].text, t.relation, found.mentions[t.tail].text) for t in found.triples}


def meanings(name: str, head: frozenset[str], tail: frozenset[str], language: str = "en") -> list[tuple[str, bool]]:
    return [(sense.name, back) for sense, back in senses_of(RelationType(name, ("A",), ("B",)), head, tail, language)]


@pytest.mark.parametrize("name", ["PER", "Person", "People", "Peop", "persons", "人物", "人名", "Human", "Politician"])
def test_persons_by_any_name(name: str) -> None:
    assert kinds_of(EntityType(name))[0][0] == "person"


@pytest.mark.parametrize("name", ["Located_In", "located in", "LocatedIn", "located-in", "location"])
def test_places_in_places_by_any_name(name: str) -> None:
    assert meanings(name, PLACE, PLACE)[0] == ("located", False)


def test_places_in_places_in_chinese() -> None:
    assert meanings("位于", PLACE, PLACE, "zh")[0] == ("located", False)


@pytest.mark.parametrize(
    ("name", "head", "tail", "sense", "backward"),
    [
        ("worksFor", PERSON, ORG, "work", False),
        ("employs", ORG, PERSON, "work", True),
        ("founded_by", ORG, PERSON, "founder", False),
        ("founded", PERSON, ORG, "founder", True),
        ("Live_In", PERSON, PLACE, "live", False),
        ("OrgBased_In", ORG, PLACE, "based", False),
        ("contains", PLACE, PLACE, "located", True),
        ("killed", PERSON, PERSON, "kill", False),
        ("named_after", ORG, PERSON, "named_after", False),
    ],
)
def test_english_relation_names(
    name: str, head: frozenset[str], tail: frozenset[str], sense: str, backward: bool
) -> None:
    assert meanings(name, head, tail)[0] == (sense, backward)


@pytest.mark.parametrize(
    ("name", "head", "tail", "sense"),
    [
        ("导演", "film", "person", "director"),
        ("作者", "book", "person", "author"),
        ("毕业院校", "person", "school", "school"),
        ("成立日期", "organisation", "date", "founding_date"),
        ("总部地点", "company", "place", "headquarters"),
    ],
)
def test_chinese_relation_names(name: str, head: str, tail: str, sense: str) -> None:
    assert meanings(name, frozenset({head}), frozenset({tail}), "zh")[0] == (sense, False)


def test_the_description_is_read_where_the_name_says_nothing() -> None:
    bare = RelationType("R7", ("A",), ("B",), "A person is employed by an organization.")
    assert senses_of(bare, PERSON, ORG, "en")[0][0].name == "work"
    cued = RelationType("R7", ("A",), ("B",), "A person is employed by an organization.", (), (("en", ("smiles at",)),))
    assert senses_of(cued, PERSON, ORG, "en") == ()


def test_ends_that_do_not_fit_leave_a_sense_out() -> None:
    assert meanings("Live_In", ORG, frozenset({"date"})) == []
    assert fits("place", frozenset({"city"}))
    assert not fits("place", PERSON)


def test_a_relation_nobody_knows_is_looked_for_by_its_own_words() -> None:
    kind = RelationType("outranks_in", ("A",), ("A",), "The head outranks or commands the tail.")
    assert {"outranks in", "outranks", "commands"} <= {cue for cue, _ in named_cues(kind, "en")}


NEWS = Schema(
    "news",
    (EntityType("Peop"), EntityType("Org"), EntityType("Loc"), EntityType("Other", "Anything else.")),
    (
        RelationType("Live_In", ("Peop",), ("Loc",)),
        RelationType("OrgBased_In", ("Org",), ("Loc",)),
        RelationType("Work_For", ("Peop",), ("Org",)),
        RelationType("Located_In", ("Loc",), ("Loc",)),
        RelationType("Kill", ("Peop",), ("Peop",)),
    ),
)


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Jane Miller, a spokeswoman for Acme Corp. in Denver, smiled.", ("Jane Miller", "Work_For", "Acme Corp.")),
        ("Jane Miller, a spokeswoman for Acme Corp. in Denver, smiled.", ("Acme Corp.", "OrgBased_In", "Denver")),
        ("Alan Brooks, 34, of Tulsa, Okla., was charged.", ("Alan Brooks", "Live_In", "Okla.")),
        ("John Doe was shot to death by his neighbor, Richard Roe.", ("Richard Roe", "Kill", "John Doe")),
        ("Paul Jones, who was murdered by James West, lived alone.", ("James West", "Kill", "Paul Jones")),
        ("Mark Adams killed his wife, Susan Adams.", ("Mark Adams", "Kill", "Susan Adams")),
        ("Vienna-based Kronos Bank lost money.", ("Kronos Bank", "OrgBased_In", "Vienna")),
        ("It rained at Ashton, Ohio, and Fairview, Utah, today.", ("Fairview", "Located_In", "Utah")),
        ("Peter Novak was born in Dayton.", ("Peter Novak", "Live_In", "Dayton")),
    ],
)
def test_english_links_without_a_cue(text: str, triple: tuple[str, str, str]) -> None:
    assert triple in triples(read(text, NEWS))


def test_a_state_does_not_lie_in_a_city() -> None:
    assert ("Texas", "Located_In", "Austin") not in triples(read("It moved from Austin, Texas, to Boston.", NEWS))


CHINESE = Schema(
    "films",
    (
        *(EntityType(name) for name in ("人物", "影视作品", "图书作品", "歌曲", "企业", "国家", "学校", "Date")),
        EntityType("Text", "朝代、简称等文字。"),
    ),
    (
        RelationType("导演", ("影视作品",), ("人物",)),
        RelationType("主演", ("影视作品",), ("人物",)),
        RelationType("作者", ("图书作品",), ("人物",)),
        RelationType("作词", ("歌曲",), ("人物",)),
        RelationType("妻子", ("人物",), ("人物",)),
        RelationType("丈夫", ("人物",), ("人物",)),
        RelationType("创始人", ("企业",), ("人物",)),
        RelationType("成立日期", ("企业",), ("Date",)),
        RelationType("毕业院校", ("人物",), ("学校",)),
        RelationType("朝代", ("人物",), ("Text",)),
    ),
    language="zh",
)


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("由张大山导演，李小梅、王建国主演的电影《长夜将尽》", ("长夜将尽", "主演", "王建国")),
        ("由张大山导演，李小梅、王建国主演的电影《长夜将尽》", ("长夜将尽", "导演", "张大山")),
        ("《山中来信》是张文远创作的长篇小说", ("山中来信", "作者", "张文远")),
        ("张大山与妻子李小梅结婚多年", ("张大山", "妻子", "李小梅")),
        ("张大山与妻子李小梅结婚多年", ("李小梅", "丈夫", "张大山")),
        ("东海长风仪器有限公司于2013年7月3日在工商局登记成立", ("东海长风仪器有限公司", "成立日期", "2013年7月3日")),
        ("李小梅毕业于上海云帆大学", ("李小梅", "毕业院校", "上海云帆大学")),
        ("张文远，字子高，北宋著名书法家", ("张文远", "朝代", "北宋")),
    ],
)
def test_chinese_links_without_a_cue(text: str, triple: tuple[str, str, str]) -> None:
    assert triple in triples(read(text, CHINESE))


def test_a_courtesy_name_is_no_dynasty() -> None:
    assert ("张文远", "朝代", "子高") not in triples(read("张文远，字子高，北宋著名书法家", CHINESE))


def test_readings_hold_the_own_rules_first() -> None:
    view = compiled(NEWS, "en")
    assert [reading.name for reading in view.readings][:2] == ["Live_In", "Live_In"]
    assert view.inside == {"Located_In"}
    assert view.placed == {"Live_In", "OrgBased_In", "Located_In"}


KINDS = Schema("kinds", (EntityType("Person"), EntityType("Organization"), EntityType("Place"), EntityType("Misc")))


def type_of(name: str, text: str) -> str:
    return next((item.type for item in read(text, KINDS).mentions if item.text == name), "")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Alonzo Church", "Alonzo Church wrote it.", "Person"),
        ("Anglo-Irish", "He was one of the Anglo-Irish.", "Misc"),
        ("World War I", "It began before World War I and went on.", "Misc"),
        ("General Statistics Office", "The General Statistics Office said so.", "Organization"),
        ("Graz", "The Graz-based lender lost money.", "Place"),
        ("Norvelta", "Shares of the copper company Norvelta fell.", "Organization"),
        ("American Red Cross", "He gave it to the American Red Cross yesterday.", "Organization"),
    ],
)
def test_slips_of_typing(name: str, text: str, expected: str) -> None:
    assert type_of(name, text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("唐高宗李治即位", "唐高宗"),
        ("南宋·吴文山《春日》", "吴文山"),
        ("永安公主来了", "永安公主"),
        ("成都云帆家具有限公司成立了", "成都云帆家具有限公司"),
    ],
)
def test_chinese_spans(text: str, name: str) -> None:
    assert name in {item.text for item in read(text, CHINESE).mentions}


def test_time_grows_with_the_text_not_with_its_square() -> None:
    text = "Jane Miller of Acme Corp. met Peter Novak, a native of Tulsa, Okla., " * 60
    view = read(text, NEWS)
    assert len(view.mentions) == 60 * 5
    assert len(view.triples) <= 60 * 12
