"""What the engine makes of a schema: kinds of types, cue patterns, word forms, roles."""

import re

import pytest

from kgworkbench.engines.local.compiled import compiled
from kgworkbench.engines.local.cues import pattern_rule, word_rule
from kgworkbench.engines.local.inflect import inflected
from kgworkbench.engines.local.kinds import kinds_of
from kgworkbench.engines.local.relation_kinds import role_of
from kgworkbench.model.schema import EntityType, RelationType, Schema


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Peop", "person"), ("Loc", "place"), ("Org", "organisation"), ("politicalparty", "party"),
        ("ProgrammingLanguage", "language"), ("历史人物", "person"), ("图书作品", "book"), ("影视作品", "film"),
        ("学校", "school"), ("Other", "misc"), ("academicjournal", "article"), ("奖项", "award"), ("Date", "date"),
    ],
)  # fmt: skip
def test_type_names_mean_kinds(name: str, kind: str) -> None:
    assert kinds_of(EntityType(name))[0][0] == kind


def test_a_name_that_says_nothing_is_read_by_its_description() -> None:
    assert kinds_of(EntityType("T1", "A named river, lake or mountain."))[0][0] == "nature"


A, B = "\ue000", "\ue001"


@pytest.mark.parametrize(
    ("cue", "text", "head"),
    [
        ("{tail} was designed by {head}", f"the {A} was designed by the engineer {B}.", B),
        ("{head}, ... director of {tail}", f"{A}, then acting director of the {B},", A),
        ("{tail} ({head})", f"the {A} ({B}) met", B),
        ("{head} (of|from) {tail}", f"{A} from {B}", A),
        ("{head}, {tail}", f"{A}, {B}", A),
    ],
)
def test_patterns_find_their_ends(cue: str, text: str, head: str) -> None:
    match = pattern_rule(cue, "en", 0.8).expression.search(text)
    assert match is not None
    assert match["head"] == head


def test_chinese_patterns_ignore_book_marks() -> None:
    match = pattern_rule("{head}的《{tail}》", "zh", 0.8).expression.search(f"{A}的{B}")
    assert match is not None


@pytest.mark.parametrize(
    ("cue", "text"),
    [("designed", "he designs"), ("wrote", "was writing"), ("won", "winning"), ("degree from", "a degree in law from")],
)
def test_words_are_found_in_their_other_forms(cue: str, text: str) -> None:
    assert word_rule(cue, "en").expression.search(text)


def test_forms_do_not_run_into_other_words() -> None:
    assert not re.fullmatch(inflected("led"), "ledger")
    assert not word_rule("won", "en").expression.search("wonder")


def test_a_role_noun_knows_which_end_it_names() -> None:
    assert role_of("child_of", "mother") == "tail"
    assert role_of("child_of", "son of") == "head"
    assert role_of("师从", "弟子") == "head"
    assert role_of("works_for", "director") == ""


def test_a_schema_is_compiled_once() -> None:
    def schema() -> Schema:
        return Schema("s", (EntityType("A"), EntityType("B", parent="A")), (RelationType("r", ("A",), ("A",)),))

    assert compiled(schema(), "en") is compiled(schema(), "en")
    assert compiled(schema(), "en").relations[0].heads == {"A", "B"}


def test_a_letter_that_begins_another_word_is_no_cue() -> None:
    cue = word_rule("作", "zh").expression
    assert cue.search(f"《{A}》作者")
    assert cue.search(f"{B}，作《{A}》")
    assert not any(cue.search(f"{B}为《{A}》{other}") for other in ("作注", "作序", "作为教材"))
