"""The words of a question that an answer's statements must account for, each with its weight and where it matches."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.gazetteer import DEMONYMS
from kgworkbench.engines.local.mentions_zh import words_zh
from kgworkbench.engines.local.names import SURNAMES
from kgworkbench.engines.local.statements import Statement
from kgworkbench.engines.local.stems import FUNCTION_WORDS, PHRASES, stem
from kgworkbench.engines.local.synonyms import synonyms_en, synonyms_zh
from kgworkbench.read.quantities import quantities

__all__ = ["SINGLED_OUT", "Coverage", "Term", "cover", "terms_of"]

_NAME = re.compile(
    r"(?:[A-Z@][\w@]*(?:[.&'’+#/-]+[\w]+)*[+#!]*|\b[a-z]+[A-Z]\w*)(?:\s+(?:(?:of|von|van|de|the|der|No\.)\s+)?(?:[A-Z][\w]*(?:[.&'’+#/-]+\w+)*[+#!]*\.?|\d+\b))*"
)
_TOKEN = re.compile(r"[A-Za-z0-9@]+(?:[.'’+#-][A-Za-z0-9]+)*[+#]*|@")
_ZH_QUOTED = re.compile(r"《([^》]+)》|“([^”]+)”|「([^」]+)」")
_ZH_STOP = frozenset(
    "的 了 是 在 有 和 与 跟 同 及 或 也 都 就 还 又 才 很 最 更 被 把 给 让 使 对 从 到 向 往 由 以 于 为 而 且 但 则 之 其 它 他 她 他们 它们 这 那 这个 那个 这些 那些"
    " 这部 那部 这座 那座 这位 那位 这本 那本 这种 那种 这台 有人 有位 有部 有座 有个 一个 一部 一座 一位 一种 一本 一张 一条 一次 哪 哪个 哪里 哪位 什么 谁 几 多少 吗 呢 吧 啊 过 着 得 地 所"
    " 人 个 位 部 座 本 种 后来 以后 之后 然后 当时 当年 那么 并 并且 因为 所以 如果 虽然 可以 能 会 要 想 该 自己 一共 总共 大概 大约 约 左右 里 里面 中 上 下 内 外 前 后 时 时候 年 月 日 第 不 没 没有 只 全 全部 各 每"
    " 东西 事 叫 叫做 名字 称 是不是 是否 一下 来 去 起 起来 出 出来 下来 进 又称 相关 有关 关于 方面 文章 文档 资料 另外 其中 其他 曾 曾经 已 已经 正 正在 不用 用 靠 做 一 二 两 三 上去 下去 写到 提到"
    " 道 年份 哪年 哪一年 更早 早 晚 一辈子 一生 生前".split()
)


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


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """How the statements account for the terms.

    ``direct`` (terms x statements) is what each statement itself says, 0 to 1; ``context`` adds what its document's
    title and its neighbours say. ``weights`` are the terms' weights; ``known`` the best direct match of each.
    """

    terms: tuple[Term, ...]
    statements: tuple[Statement, ...]
    direct: NDArray[np.float64]
    context: NDArray[np.float64]
    weights: NDArray[np.float64]

    @property
    def known(self) -> NDArray[np.float64]:
        """The best match of each term anywhere."""
        if not self.statements:
            return np.zeros(len(self.terms))
        best: NDArray[np.float64] = self.context.max(axis=1)
        return best


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


def _terms_en(asked: Asked, names: Iterable[str]) -> list[Term]:
    text = asked.text
    found = []
    for name in sorted(names, key=lambda item: (-len(item), item)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if name[:1].isupper() or " " in name:
                found.append(Term(name, match.start(), match.end(), name, "name", 2.0))
    for match in _NAME.finditer(text):
        words = match[0].removesuffix("'s").removesuffix("’s").rstrip(".")
        start = match.start()
        first = re.match(r"\S+", words)
        while first and (first[0].lower() in FUNCTION_WORDS or (start == 0 or text[:start].rstrip()[-1:] in ".!?") and first[0].lower() in _OPENERS):
            cut = len(first[0]) + len(words[len(first[0]) :]) - len(words[len(first[0]) :].lstrip())
            start, words = start + cut, words[cut:]
            first = re.match(r"\S+", words)
        people = start >= asked.focus and start < asked.focus_end and words.endswith(("ans", "men", "ese"))
        if words and words not in DEMONYMS and not people:
            found.append(Term(words, start, start + len(words), words, "name", 2.0))
    for phrase, meaning in PHRASES:
        for match in phrase.finditer(text):
            found.append(Term(match[0], match.start(), match.end(), meaning, "word"))
    for match in _TOKEN.finditer(text):
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


_VAGUE = frozenset("person people man men woman thing things place time year years name first later early earlier old new".split())
SINGLED_OUT = frozenset(
    "first last only oldest youngest largest biggest smallest earliest latest highest tallest longest second third"
    " 最早 第一 首个 首次 最后 唯一 最大 最小 最高 最长 第二".split()
)
_OPENERS = frozenset("trace describe summarise summarize outline explain list compare discuss".split())


def _terms_zh(asked: Asked, names: Iterable[str]) -> list[Term]:
    import jieba

    text = asked.text
    found = []
    for match in _ZH_QUOTED.finditer(text):
        group = next(number for number in (1, 2, 3) if match[number])
        found.append(Term(match[group], match.start(group), match.end(group), match[group], "name", 2.0))
    for name in sorted(set(names), key=lambda item: (-len(item), item)):
        if len(name) > 1:
            for match in re.finditer(re.escape(name), text):
                found.append(Term(name, match.start(), match.end(), name, "name", 2.0))
    for match in re.finditer(r"[A-Za-z][\w.+#-]*", text):
        found.append(Term(match[0], match.start(), match.end(), match[0], "name", 2.0))
    for word, tag, start, end in words_zh(text):
        if tag in ("nr", "nrt") and 2 <= len(word) <= 3 and word[0] in SURNAMES and not asked.focus <= start < asked.focus_end:
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
    for word in jieba.cut("".join(masked)):
        start, at = at, at + len(word)
        if word in _ZH_STOP or not re.search(r"\w", word):
            continue
        head = asked.focus <= start < asked.focus_end
        bare = re.sub(r"^[一二两三几这那有][个位部座本卷种项条件篇首道层]|[了过着们]$", "", word)
        if not bare or bare in _ZH_STOP:
            continue
        if start >= asked.focus and at <= asked.focus_end and asked.head and word not in asked.head and not head:
            continue
        found.append(Term(word, start, at, bare, "word", (0.5 if head else 1.0) * (0.6 if len(bare) == 1 else 1.0), head))
    return [term for term in found if not (term.kind == "word" and asked.focus <= term.start < asked.focus_end and term.form not in asked.head)]


def cover(terms: Sequence[Term], pool: Sequence[Statement], language: str) -> Coverage:
    """How the statements account for the terms, with weights made of how rare each is among the statements."""
    direct = np.zeros((len(terms), len(pool)))
    titles = np.zeros((len(terms), len(pool)))
    for column, statement in enumerate(pool):
        inside = {form for form, _, _ in statement.stems}
        for row, term in enumerate(terms):
            direct[row, column] = _match(term, statement.text, inside, language)
    by_title: dict[str, list[int]] = {}
    for column, statement in enumerate(pool):
        by_title.setdefault(statement.title, []).append(column)
    for title, columns in by_title.items():
        inside = {stem(word.lower()) for word in _TOKEN.findall(title)}
        for row, term in enumerate(terms):
            titles[row, columns] = _match(term, title, inside, language)
    context = np.maximum(direct, 0.95 * titles)
    by_chunk: dict[str, list[int]] = {}
    for column, statement in enumerate(pool):
        by_chunk.setdefault(statement.chunk.id, []).append(column)
    for columns in by_chunk.values():
        block = direct[:, columns]
        near = np.zeros_like(block)
        if len(columns) > 1:
            near[:, 1:] = 0.55 * block[:, :-1]
            near[:, :-1] = np.maximum(near[:, :-1], 0.4 * block[:, 1:])
        whole = 0.3 * block.max(axis=1, keepdims=True)
        context[:, columns] = np.maximum(context[:, columns], np.maximum(near, whole))
    size = max(len(pool), 1)
    best = np.maximum(direct, titles)
    spread = (best >= 0.95).sum(axis=1) + 0.4 * ((best >= 0.6) & (best < 0.95)).sum(axis=1)
    weights = []
    for row, term in enumerate(terms):
        rarity = log((size + 1) / (spread[row] + 0.5)) / log(size + 1.5)
        rarity = 0.55 if spread[row] < 0.9 and term.kind == "word" else max(rarity, 0.2)
        floor = 0.6 if term.kind == "name" or term.form in SINGLED_OUT else 0.0
        weights.append(term.weight * max(rarity, floor))
    return Coverage(tuple(terms), tuple(pool), direct, context, np.asarray(weights))


def _match(term: Term, text: str, inside: set[str], language: str) -> float:
    if term.kind == "name":
        return _name_match(term.form, text)
    if language == "zh":
        return _match_zh(term, text)
    if term.kind == "number":
        if term.form.endswith("0s"):
            return 1.0 if re.search(rf"(?<!\d){term.form[:-2]}\d(?!\d)", text) else 0.0
        return 1.0 if term.form in inside or re.search(rf"(?<!\d){re.escape(term.form)}(?!\d)", text) else 0.0
    return max((_match_word(part, inside) for part in _parts(term.form)), default=0.0)


def _parts(word: str) -> list[str]:
    return [word, *(part for part in word.split("-") if len(part) > 3)] if "-" in word else [word]


def _match_word(word: str, inside: set[str]) -> float:
    wanted = stem(word)
    if wanted in inside:
        return 1.0
    if not synonyms_en(wanted).isdisjoint(inside):
        return 0.7
    if len(wanted) >= 5 and any(len(other) >= 5 and other[:5] == wanted[:5] and abs(len(other) - len(wanted)) <= 4 for other in inside):
        return 0.7
    return 0.0


def _name_match(name: str, text: str) -> float:
    if not name.isascii():
        return 1.0 if name in text else 0.0
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        return 1.0
    words = [word for word in re.split(r"[\s]+", name) if word]
    if len(words) > 1:
        last = words[-1]
        if len(last) > 1 and not last.isdigit() and re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text):
            between = re.search(rf"(?<!\w)([A-Z][\w.]+)\s+{re.escape(last)}(?!\w)", text)
            return 0.9 if not between or between[1] in words or between[1].lower() in FUNCTION_WORDS else 0.2
        return 0.0
    folded = re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text, re.I)
    return (0.9 if len(name) > 2 else 0.0) if folded else (0.8 if len(name) > 4 and name.lower().rstrip("s") in text.lower() else 0.0)


_SPAN_OF_LIFE = re.compile(r"[（(][^（()）]{0,4}(?:\d{3,4}|？)年?\s*[—–－-]+\s*[^（()）]{0,2}(?:\d{3,4}|？)年?[^（()）]{0,4}[）)]")
_LIFE = frozenset("出生 生于 去世 卒 死 享年".split())


def _match_zh(term: Term, text: str) -> float:
    word = term.form
    if term.kind == "number":
        value = float(word[1:])
        return 1.0 if any(item.value == value for item in quantities(text, "zh")) else 0.0
    if word in text:
        return 1.0
    near = synonyms_zh(word)
    if any(len(other) > 1 and other in text for other in near):
        return 0.75
    if any(other in text for other in near):
        return 0.5
    if _SPAN_OF_LIFE.search(text) and (word in _LIFE or not near.isdisjoint(_LIFE)):
        return 0.9
    if len(word) == 1:
        return 0.0
    if len(word) == 2:
        return 0.35 if word[0] in text and word[1] in text and abs(text.find(word[0]) - text.find(word[1])) < 6 else 0.25 if word[-1] in text and word[-1] not in "的了人年中上下" else 0.0
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs)
    return 0.9 * share if share else (0.3 if word[-1] in text or word[0] in text else 0.0)
