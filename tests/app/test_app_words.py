"""The words of the interface: both languages have the same, and what the program below says is known in both."""

import ast
import re
from pathlib import Path

import pytest

import kgworkbench
from kgworkbench.app import strings, strings_ask, strings_curation, strings_errors, strings_pages, strings_schema
from kgworkbench.app.durations import duration
from kgworkbench.app.heard import heard
from kgworkbench.app.log import LogEntry
from kgworkbench.app.strings import WORDS, Strings

HOME = Path(kgworkbench.__file__).parent
SLOT = re.compile(r"{(\w*)")
# What stands in Chinese text as it is: names of products, formats and keys.
NAMES = {
    "KG",
    "Workbench",
    "English",
    "YAML",
    "JSON",
    "HTML",
    "Span",
    "Enter",
    "Shift",
    "jsonl",
    "workbench",
    "dashboard",
}
# Commands and files are written as they are typed: kgw open my.kgw.zip.
NAMES |= {"kgw", "zip", "my", "open", "export"}
NAMES |= {"Ctrl", "Esc", "Tab", "Delete", "Home", "End", "PgUp", "PgDn"}
# Told to who runs a command, not to who looks at a page.
NOT_SHOWN = ("cli", "commands", "evaluate", "interchange", "packing.py", "community/bench.py", "stores/cypher.py",
             "stores/rules.py", "stores/memory.py", "stores/kuzu.py", "app/main.py", "app/port.py")  # fmt: skip
ERRORS = {"InputError", "CorpusError", "SchemaError", "CurationError", "QuestionError", "GraphHeldError", "EngineError"}
ERRORS |= {"StoreError"}


def test_no_key_is_written_twice() -> None:
    seen: dict[str, str] = {}
    for module in (strings, strings_ask, strings_curation, strings_pages, strings_schema):
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                for key in node.keys:
                    if isinstance(key, ast.Constant):
                        assert key.value not in seen, f"{key.value} stands in {seen[key.value]} and {module.__name__}"
                        seen[key.value] = module.__name__


@pytest.mark.parametrize("key", sorted(WORDS))
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    english, chinese = WORDS[key]
    assert english.strip()
    assert chinese.strip()
    assert set(SLOT.findall(english)) == set(SLOT.findall(chinese))


def test_the_chinese_words_are_chinese() -> None:
    english = {}
    for key, (_, chinese) in WORDS.items():
        left = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"{[^}]*}", "", chinese))) - NAMES
        if left:
            english[key] = left
    assert not english


def said_in(path: Path) -> list[str]:
    """The sentences of the errors a file raises, with {} for values."""

    def shape(node: ast.expr) -> str:
        if isinstance(node, ast.Constant):
            return str(node.value)
        if isinstance(node, ast.JoinedStr):
            return "".join(shape(part) for part in node.values)
        return shape(node.left) + shape(node.right) if isinstance(node, ast.BinOp) else "{}"

    raised = [node.exc for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Raise)]
    calls = [call for call in raised if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)]
    return [shape(call.args[0]) for call in calls if call.args and getattr(call.func, "id", "") in ERRORS]


def test_every_error_that_a_page_may_show_is_known_in_chinese() -> None:
    shown = [path for path in HOME.rglob("*.py") if not path.relative_to(HOME).as_posix().startswith(NOT_SHOWN)]
    unknown = [
        f"{path.relative_to(HOME)}: {said}"
        for path in sorted(shown)
        for said in said_in(path)
        # A sentence made elsewhere is nothing but a value here.
        if re.sub(r"{}|\W", "", said) and not re.search("[一-鿿]", heard(said.replace("{}", "'x'"), "zh"))
    ]
    assert not unknown, "write these in app/strings_errors.py too:\n" + "\n".join(unknown)


@pytest.mark.parametrize("said", sorted(strings_errors.MESSAGES))
def test_a_sentence_is_read_by_its_own_shape(said: str) -> None:
    chinese = strings_errors.MESSAGES[said]
    values = [f"值{number}" for number in range(said.count("{}"))]
    assert all(int(slot) < len(values) for slot in SLOT.findall(chinese))
    if said.replace("{}", "").strip(" :("):
        assert heard(said.format(*values), "zh") == chinese.format(*values)
        assert heard(said.format(*values), "en") == said.format(*values)


def test_every_broken_rule_is_known_in_chinese() -> None:
    source = (HOME / "extract" / "check.py").read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    rules = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "forbid"]
    assert len(rules) > 8
    for rule in rules:
        if isinstance(rule, ast.Constant):
            assert heard(str(rule.value), "zh") != rule.value
    for kind in ("text", "number", "date", "bool", "enum"):
        assert heard(f"value is no {kind}", "zh") != f"value is no {kind}"


def test_a_reason_within_a_reason_is_read_too() -> None:
    said = (
        "operation 4 cannot be redone: no entity 'e1' in the graph: it was merged, deleted or is not extracted any more"
    )
    assert heard(said, "zh") == "无法重做第 4 项操作：图中没有实体 “e1”：可能已被合并、删除或不再被抽取"
    assert heard("whatever this is", "zh") == "whatever this is"


def test_a_line_of_the_log_is_read_in_the_language_of_its_reader() -> None:
    both = LogEntry("", "info", ("rename A to B", "将“A”重命名为“B”"))
    timed = LogEntry("", "info", "log_built", (("corpus", "c"), ("t", (duration(75), duration(75, "zh")))))
    plain = LogEntry("", "error", "nothing to redo: no operation was undone")
    english, chinese = Strings("en"), Strings("zh")
    assert [both.read(english), both.read(chinese)] == ["rename A to B", "将“A”重命名为“B”"]
    assert timed.read(english).endswith("1 min 15 s")
    assert timed.read(chinese).endswith("1 分 15 秒")
    assert plain.read(english) == plain.text
    assert plain.read(chinese) == "没有可重做的操作：尚未撤销任何操作"


@pytest.mark.parametrize(
    ("seconds", "english", "chinese"),
    [
        (None, "–", "–"),
        (0.0, "< 1 ms", "< 1 毫秒"),
        (0.25, "250 ms", "250 毫秒"),
        (0.9999, "1.0 s", "1.0 秒"),
        (59.97, "1 min 00 s", "1 分 00 秒"),
        (4000, "1 h 06 min", "1 小时 06 分"),
    ],
)
def test_lengths_of_time(seconds: float | None, english: str, chinese: str) -> None:
    assert (duration(seconds), duration(seconds, "zh")) == (english, chinese)
