"""The local engine's extraction as a whole: laws on any text, and what it reads in texts written for this test."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgworkbench.engines.local.extract import extract
from kgworkbench.model.facts import Candidates
from kgworkbench.model.schema import AttributeType, EntityType, RelationType, Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Chunk

ENGLISH = Schema(
    "science",
    (
        EntityType("Person", "A named human being.", ("Ada Lovelace",), (("en", ("mathematician", "engineer")),)),
        EntityType("Org", "A company or university."),
        EntityType("Place", "A city or country."),
        EntityType("Machine", "A machine or instrument.", (), (("en", ("telescope", "engine", "computer")),)),
    ),
    (
        RelationType("born_in", ("Person",), ("Place",), functional=True, cues=(("en", ("born in",)),)),
        RelationType("works_for", ("Person",), ("Org",), cues=(("en", ("worked at", "{head}, director of {tail}")),)),
        RelationType("designed", ("Person",), ("Machine",), cues=(("en", ("designed", "inventor of")),)),
        RelationType("spouse_of", ("Person",), ("Person",), symmetric=True, cues=(("en", ("wife", "married")),)),
        RelationType("father_of", ("Person",), ("Person",), cues=(("en", ("father of",)),)),
    ),
    (
        AttributeType("birth_date", ("Person",), "date", cues=(("en", ("born",)),)),
        AttributeType("death_date", ("Person",), "date", cues=(("en", ("died",)),)),
        AttributeType("weight", ("Machine",), "number", "tonne", cues=(("en", ("weighed",)),)),
    ),
)
CHINESE = Schema(
    "百科",
    (
        EntityType("人物", "有名有姓的人。", ("林则徐",)),
        EntityType("影视作品", "电影或电视剧。"),
        EntityType("图书作品", "书籍、小说。"),
        EntityType("企业", "公司、集团。"),
        EntityType("地点", "地理名称。"),
    ),
    (
        RelationType("导演", ("影视作品",), ("人物",), cues=(("zh", ("导演", "执导")),)),
        RelationType("主演", ("影视作品",), ("人物",), cues=(("zh", ("主演",)),)),
        RelationType("作者", ("图书作品",), ("人物",), cues=(("zh", ("作者", "著")),)),
        RelationType("创始人", ("企业",), ("人物",), cues=(("zh", ("创始人", "创立")),)),
        RelationType("父亲", ("人物",), ("人物",), cues=(("zh", ("父亲",)),)),
    ),
    (AttributeType("出生日期", ("人物",), "date", cues=(("zh", ("生于", "出生")),)),),
    language="zh",
)


def read(text: str, schema: Schema, *, title: str = "", start: int = 0) -> Candidates:
    return extract(ExtractTask(Chunk("c", "d", title, start, start + len(text), text), schema))


def mentions(found: Candidates) -> set[tuple[str, str]]:
    return {(mention.text, mention.type) for mention in found.mentions}


def triples(found: Candidates) -> set[tuple[str, str, str]]:
    return {(found.mentions[t.head].text, t.relation, found.mentions[t.tail].text) for t in found.triples}


def attributes(found: Candidates) -> set[tuple[str, str, str]]:
    return {(found.mentions[a.mention].text, a.type, a.value) for a in found.attributes}


pieces = st.lists(
    st.sampled_from(
        "Maria Keller|was born in|Vienna|and|,|.|(|)|\n|the|Helios Telescope|designed|12 May 1901|3,000 tonnes|He|she"
        "|of|University of Graz|“Red Dawn”|'s|wife|《长夜》|导演|张大山|的|，|。|是|由|生于|1983年5月|他|执导|主演|、"
        "|北方集团|创始人|\ue000|İ|ﬃ|🜚|NASA|X-1|{head}|\\|[|--".split("|")
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=160), pieces.map(" ".join), pieces.map("".join)), st.integers(0, 5000))
def test_every_claim_is_grounded_in_the_text_and_the_schema(text: str, start: int) -> None:
    for schema in (ENGLISH, CHINESE):
        found = read(text, schema, start=start)
        for mention in found.mentions:
            assert mention.span is not None
            assert text[mention.span.start - start : mention.span.end - start] == mention.text != ""
            assert schema.entity_type(mention.type) is not None
            assert 0 <= mention.confidence <= 1
        for triple in found.triples:
            head, tail = found.mentions[triple.head], found.mentions[triple.tail]
            assert schema.allows(triple.relation, head.type, tail.type)
            assert 0 < triple.confidence <= 1
        for attribute in found.attributes:
            assert schema.carries(attribute.type, found.mentions[attribute.mention].type)
            assert attribute.span is not None
            assert start <= attribute.span.start < attribute.span.end <= start + len(text)


@settings(max_examples=40, deadline=None)
@given(pieces.map(" ".join), st.integers(1, 900))
def test_moving_a_chunk_moves_its_spans_and_nothing_else(text: str, start: int) -> None:
    here, there = read(text, ENGLISH), read(text, ENGLISH, start=start)
    assert [(m.text, m.type, m.confidence) for m in here.mentions] == [
        (m.text, m.type, m.confidence) for m in there.mentions
    ]
    assert triples(here) == triples(there)
    assert all(
        b.span is not None and a.span is not None and b.span.start == a.span.start + start
        for a, b in zip(here.mentions, there.mentions, strict=True)
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=6))
def test_no_cue_an_analyst_could_write_breaks_it(cues: list[str]) -> None:
    relation = RelationType("r", ("A",), ("A",), cues=(("en", (*cues, *(f"{{head}}{cue}{{tail}}" for cue in cues))),))
    schema = Schema("s", (EntityType("A", cues=(("en", tuple(cues)),)),), (relation,))
    read("Maria Keller met John Smith in Vienna.", schema)


def test_threads_agree_with_one_another() -> None:
    texts = [f"Maria Keller worked at Orbis University in 19{n:02}." for n in range(20)] + [
        "《长夜》由张大山执导。"
    ] * 20
    schemas = [ENGLISH] * 20 + [CHINESE] * 20
    alone = [read(text, schema) for text, schema in zip(texts, schemas, strict=True)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, texts, schemas)) == alone


def test_importing_it_loads_no_segmenter() -> None:
    code = "import sys, kgworkbench.engines.local.extract; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_english_facts_of_a_sentence() -> None:
    text = (
        "Maria Keller, an Austrian engineer, was born in Vienna on 3 May 1901 and worked at the University of Graz."
        " She designed the Helios Telescope, which weighed 12 tonnes."
    )
    found = read(text, ENGLISH)
    assert {("Maria Keller", "Person"), ("University of Graz", "Org"), ("Helios Telescope", "Machine")} <= mentions(
        found
    )
    assert {
        ("Maria Keller", "born_in", "Vienna"),
        ("Maria Keller", "works_for", "University of Graz"),
        ("Maria Keller", "designed", "Helios Telescope"),
    } <= triples(found)
    assert {("Maria Keller", "birth_date", "1901-05-03"), ("Helios Telescope", "weight", "12")} <= attributes(found)


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("The Helios Telescope was designed by Maria Keller.", ("Maria Keller", "designed", "Helios Telescope")),
        ("Peter Novak, director of Orbis Institute, smiled.", ("Peter Novak", "works_for", "Orbis Institute")),
        ("Maria Keller is the father of Peter Novak.", ("Maria Keller", "father_of", "Peter Novak")),
    ],
)
def test_english_voice_apposition_and_roles(text: str, triple: tuple[str, str, str]) -> None:
    assert triple in triples(read(text, ENGLISH))


def test_a_symmetric_relation_is_claimed_once() -> None:
    found = read("Peter Novak and his wife Maria Keller moved to Vienna.", ENGLISH)
    assert len([t for t in found.triples if t.relation == "spouse_of"]) == 1


def test_coordinated_things_share_their_relation() -> None:
    found = read("Maria Keller designed the Helios Telescope, the Nova Engine and the Zeta Computer.", ENGLISH)
    assert {t for t in triples(found) if t[1] == "designed"} == {
        ("Maria Keller", "designed", name) for name in ("Helios Telescope", "Nova Engine", "Zeta Computer")
    }


def test_a_last_name_gets_the_type_of_the_full_name() -> None:
    found = read("Maria Keller was an engineer. Keller died in 1960.", ENGLISH)
    assert {("Maria Keller", "Person"), ("Keller", "Person")} <= mentions(found)


def test_a_lifespan_in_parentheses_gives_both_dates() -> None:
    found = read("Maria Keller (3 May 1901 – 7 June 1960) was an Austrian engineer.", ENGLISH)
    assert attributes(found) >= {
        ("Maria Keller", "birth_date", "1901-05-03"),
        ("Maria Keller", "death_date", "1960-06-07"),
    }


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("《长夜将尽》由张大山执导，李小梅、王建国主演。", ("长夜将尽", "导演", "张大山")),
        ("《长夜将尽》由张大山执导，李小梅、王建国主演。", ("长夜将尽", "主演", "王建国")),
        ("李小梅主演的电影《长夜将尽》今日上映。", ("长夜将尽", "主演", "李小梅")),
        ("《山中来信》是一部网络小说，作者是青石巷。", ("山中来信", "作者", "青石巷")),
        ("北方重工集团创始人王建国出席了会议。", ("北方重工集团", "创始人", "王建国")),
        ("张大山的父亲张文远是一位教师。", ("张大山", "父亲", "张文远")),
        ("张文远是张大山的父亲。", ("张大山", "父亲", "张文远")),
    ],
)
def test_chinese_facts(text: str, triple: tuple[str, str, str]) -> None:
    assert triple in triples(read(text, CHINESE))


def test_chinese_titles_are_typed_by_what_is_said_of_them() -> None:
    found = mentions(read("小说《山中来信》后来改编成电影《长夜将尽》，由张大山执导。", CHINESE))
    assert {("山中来信", "图书作品"), ("长夜将尽", "影视作品")} <= found


def test_one_sentence_carries_its_subject_to_the_next() -> None:
    found = read("张大山是一位导演。他生于1961年3月2日。", CHINESE)
    assert ("张大山", "出生日期", "1961-03-02") in attributes(found)


def test_names_that_no_type_fits_ask_for_one() -> None:
    schema = Schema("only", (EntityType("Person"),))
    found = read("The Treaty of Graz was followed by the Treaty of Linz.", schema)
    assert ("entity", "Treaty") in {(wanted.kind, wanted.name) for wanted in found.types}


def test_a_catch_all_relation_links_what_nothing_else_does() -> None:
    every = ("Person", "Org", "Place", "Machine")
    loose = RelationType("related_to", every, every)
    schema = Schema("loose", ENGLISH.entity_types, (*ENGLISH.relation_types, loose))
    found = read("Maria Keller greeted Peter Novak.", schema)
    assert {t.relation for t in found.triples} == {"related_to"}
    assert all(t.confidence <= 0.3 for t in found.triples)
