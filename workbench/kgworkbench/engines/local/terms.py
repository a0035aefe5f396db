"""The words of a question that an answer's statements must account for, and how much each counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.gazetteer import DEMONYMS
from kgworkbench.engines.local.names import SURNAMES
from kgworkbench.engines.local.segment_zh import pieces_zh, words_zh
from kgworkbench.engines.local.stems import FUNCTION_WORDS, PHRASES
from kgworkbench.read.quantities import quantities

__all__ = ["SINGLED_OUT", "WORD", "Term", "terms_of"]


WORD = re.compile(r"[A-Za-z0-9@]+(?:[.'’+#-][A-Za-z0-9]+)*[+#]*|@")


_NAME = re.compile(
    r"(?:[A-Z@][\w@]*(?:[.&'’+#/-]+[\w]+)*[+#!]*|\b[a-z]+[A-Z]\w*)(?:\s+(?:(?:of|von|van|de|the|der|No\.)\s+)?(?:[A-Z][\w]*(?:[.&'’+#/-]+\w+)*[+#!]*\.?|\d+\b))*"
)


_LATIN = re.compile(r"[A-Za-z][\w.+#-]*")
_ZH_QUOTED = re.compile(r"《([^》]+)》|“([^”]+)”|「([^」]+)」")


_ZH_STOP = frozenset(
    "的 了 是 在 有 和 与 跟 同 及 或 也 都 就 还 又 才 很 最 更 被 把 给 让 使 对 从 到 向 往 由 以 于 为 而 且"
    " 但 则 之 其 它 他 她 他们 它们 这 那 这个 那个 这些 那些"
    " 这部 那部 这座 那座 这位 那位 这本 那本 这种 那种 这台 有人 有位 有部 有座 有个 一个 一部 一座 一位 一种"
    " 一本 一张 一条 一次 哪 哪个 哪里 哪位 什么 谁 几 多少 吗 呢 吧 啊 过 着 得 地 所"
    " 人 个 位 部 座 本 种 后来 以后 之后 然后 当时 当年 那么 并 并且 因为 所以 如果 虽然 可以 能 会 要 想 该"
    " 自己 一共 总共 大概 大约 约 左右 里 里面 中 上 下 内 外 前 后 时 时候 年 月 日 第 不 没 没有 只 全 全部 各"
    " 每"
    " 东西 事 叫 叫做 名字 称 是不是 是否 一下 来 去 起 起来 出 出来 下来 进 又称 相关 有关 关于 方面 文章 文档"
    " 资料 另外 其中 其他 曾 曾经 已 已经 正 正在 不用 用 靠 做 一 二 两 三 上去 下去 写到 提到"
    " 道 年份 哪年 哪一年 更早 早 晚 一辈子 一生 生前".split()
)


_VAGUE = frozenset(
    "person people man men woman thing things place time year years name first later early earlier old new".split()
)


SINGLED_OUT = frozenset(
    "first last only oldest youngest largest biggest smallest earliest latest highest tallest longest second third"
    " 最早 第一 首个 首次 最后 唯一 最大 最小 最高 最长 第二".split()
)


_OPENERS = frozenset("trace describe summarise summarize outline explain list compare discuss".split())


@dataclass(frozen=True, slots=True)
class Term:
    """A word or name of the question: where it stands, the form it is matched by, and how much it counts."""

    text: str
    start: int
    end: int
    form: str
    kind: str
    weight: float = 1.0
    head: bool = False


def terms_of(asked: Asked, names: Iterable[str] = ()) -> tuple[Term, ...]:
    """The terms of a question in order. ``names`` are names of things that may stand in it as they are."""
    found = _terms_zh(asked, names) if asked.language == "zh" else _terms_en(asked, names)
    spans: list[tuple[int, int]] = []
    kept = []
    for term in sorted(found, key=lambda item: (item.kind != "name", item.start, -item.end, item.form)):
        if all(term.end <= start or end <= term.start for start, end in spans):
            spans.append((term.start, term.end))
            kept.append(term)
    return tuple(sorted(kept, key=lambda item: item.start))


def _called(name: str, pattern: str, text: str) -> list[Term]:
    return [Term(name, *match.span(), name, "name", 2.0) for match in re.finditer(pattern, text)]


def _terms_en(asked: Asked, names: Iterable[str]) -> list[Term]:
    text = asked.text
    found = []
    folded = text.casefold()
    for name in sorted(names, key=lambda item: (-len(item), item)):
        if name in text and (name[:1].isupper() or " " in name):
            found.extend(_called(name, rf"(?<!\w){re.escape(name)}(?!\w)", text))
        elif " " in name and len(name) > 6 and name.casefold() in folded:
            found.extend(_called(name, rf"(?i)(?<!\w){re.escape(name)}(?!\w)", text))
    for match in _NAME.finditer(text):
        words = match[0].removesuffix("'s").removesuffix("’s").rstrip(".")
        start = match.start()
        first = re.match(r"\S+", words)
        while first and (
            first[0].lower() in FUNCTION_WORDS
            or ((start == 0 or text[:start].rstrip()[-1:] in ".!?") and first[0].lower() in _OPENERS)
        ):
            cut = len(first[0]) + len(words[len(first[0]) :]) - len(words[len(first[0]) :].lstrip())
            start, words = start + cut, words[cut:]
            first = re.match(r"\S+", words)
        people = start >= asked.focus and start < asked.focus_end and words.endswith(("ans", "men", "ese"))
        if words and words not in DEMONYMS and not people:
            found.append(Term(words, start, start + len(words), words, "name", 2.0))
    for phrase, meaning in PHRASES:
        found.extend(Term(match[0], *match.span(), meaning, "word") for match in phrase.finditer(text))
    for match in WORD.finditer(text):
        raw = match[0].removesuffix("'s").removesuffix("’s")
        word = raw.lower()
        if word in FUNCTION_WORDS or (word in _OPENERS and not text[: match.start()].strip()):
            continue
        head = asked.focus <= match.start() < asked.focus_end
        if match.start() == asked.focus:
            continue
        if word.isdigit() or re.fullmatch(r"\d{4}s", word):
            found.append(Term(raw, match.start(), match.end(), word, "number", 1.2, head))
            continue
        weight = 0.5 if head else 0.3 if word in _VAGUE else 1.0
        found.append(Term(raw, match.start(), match.end(), word, "word", weight, head))
    return found


def _terms_zh(asked: Asked, names: Iterable[str]) -> list[Term]:
    text = asked.text
    found = []
    for match in _ZH_QUOTED.finditer(text):
        group = next(number for number in (1, 2, 3) if match[number])
        found.append(Term(match[group], match.start(group), match.end(group), match[group], "name", 2.0))
    for name in sorted(set(names), key=lambda item: (-len(item), item)):
        if len(name) > 1 and name in text:
            found.extend(_called(name, re.escape(name), text))
    found.extend(Term(match[0], *match.span(), match[0], "name", 2.0) for match in _LATIN.finditer(text))
    for word, tag, start, end in words_zh(text):
        if (
            tag in ("nr", "nrt")
            and 2 <= len(word) <= 3
            and word[0] in SURNAMES
            and not asked.focus <= start < asked.focus_end
        ):
            found.append(Term(word, start, end, word, "name", 2.0))
    taken = [(term.start, term.end) for term in found]
    for quantity in quantities(text, "zh"):
        if quantity.value >= 4 and not (asked.focus <= quantity.start < asked.focus_end):
            found.append(Term(quantity.text, quantity.start, quantity.end, f"={quantity.value:g}", "number", 1.5))
            taken.append((quantity.start, quantity.end))
    at = 0
    masked = list(text)
    for start, end in taken:
        masked[start:end] = "，" * (end - start)
    for word in pieces_zh("".join(masked)):
        start, at = at, at + len(word)
        if word in _ZH_STOP or not re.search(r"\w", word):
            continue
        head = asked.focus <= start < asked.focus_end
        bare = re.sub(r"^[一二两三几这那有][个位部座本卷种项条件篇首道层]|[了过着们]$", "", word)
        if not bare or bare in _ZH_STOP:
            continue
        if start >= asked.focus and at <= asked.focus_end and asked.head and word not in asked.head and not head:
            continue
        found.append(
            Term(word, start, at, bare, "word", (0.5 if head else 1.0) * (0.6 if len(bare) == 1 else 1.0), head)
        )
    return [
        term
        for term in found
        if not (term.kind == "word" and asked.focus <= term.start < asked.focus_end and term.form not in asked.head)
    ]
