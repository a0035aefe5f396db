"""What Chinese texts call their names, and which verbs stand between names and before years."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgworkbench.engines.local.names import SURNAMES
from kgworkbench.engines.local.segment_zh import words_zh
from kgworkbench.engines.local.words_zh import NOT_NAMES, STOP_VERBS
from kgworkbench.read.sentences import sentences
from kgworkbench.schema.induce import Sightings

__all__ = ["see_zh"]

_TITLED = re.compile(r"《([^》]{1,30})》")
_YEAR = re.compile(r"[前约]?\d{2,4}")
_KINDS_OF_NAME = {"nr": "", "nrt": "", "nrfg": "", "ns": "地点", "nt": "机构", "nz": ""}
_WEAK = STOP_VERBS | frozenset(
    "是 为 有 在 到 说 让 使 可以 能 会 要 成为 作为 可能 应 被 把 进行 开始 以及 例如 如 著名".split()
)
_GAP = 14


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    flag: str
    name: bool = False


def see_zh(texts: Iterable[tuple[str, str]]) -> Sightings:
    """What the texts call names and say between them; 《》 marks a work, the dictionary tells places and bodies."""
    seen = Sightings()
    for title, text in texts:
        topic = re.sub(r" *[(（].*", "", title).strip("《》 ")
        for span in sentences(text):
            tokens = list(_tokens(text[span.start : span.end], topic))
            for at, token in enumerate(tokens):
                if token.name:
                    seen.called += [(token.text, noun) for noun in _nouns(tokens, at)]
            seen.linked += _links(tokens)
            seen.dated += _dates(tokens, topic)
    return seen


def _tokens(sentence: str, topic: str) -> Iterator[_Token]:
    at = 0
    for titled in _TITLED.finditer(sentence):
        yield from _plain(sentence[at : titled.start()], topic)
        yield _Token(titled[1], "work", name=True)
        at = titled.end()
    yield from _plain(sentence[at:], topic)


def _plain(text: str, topic: str) -> Iterator[_Token]:
    for word, flag, _, _ in words_zh(text):
        named = flag in _KINDS_OF_NAME and len(word) > 1 and word not in NOT_NAMES
        yield _Token(word, flag, name=named or (word == topic and len(word) > 1))


def _nouns(tokens: Sequence[_Token], at: int) -> Iterator[str]:
    token = tokens[at]
    if token.flag == "work":
        yield "作品"
    elif sure := _KINDS_OF_NAME.get(token.flag):
        yield sure
    elif token.flag.startswith("nr") and len(token.text) in (2, 3) and token.text[0] in SURNAMES:
        yield "人物"
    before = tokens[at - 1] if at else None
    if before is not None and before.flag == "n" and len(before.text) > 1:
        yield before.text
    after = at + 1
    while after < len(tokens) and tokens[after].text in "（(" + "）)":
        after = next((n + 1 for n in range(after, len(tokens)) if tokens[n].text in "）)"), len(tokens))
    if after + 1 < len(tokens) and tokens[after].text in ("，", ",", "是", "为"):
        last = ""
        for token in tokens[after + 1 : after + 14]:
            if token.flag == "x" or token.name or (tokens[after].text in "，," and token.flag.startswith("v")):
                break
            last = token.text if token.flag == "n" and len(token.text) > 1 else ""
        else:
            return
        if last:
            yield last


def _links(tokens: Sequence[_Token]) -> Iterator[tuple[str, str, str]]:
    names = [at for at, token in enumerate(tokens) if token.name]
    for one, other in pairwise(names):
        between = tokens[one + 1 : other]
        if sum(len(token.text) for token in between) <= _GAP and not any(token.text in "。；！？" for token in between):
            verbs = [token.text for token in between if token.flag == "v" and token.text not in _WEAK]
            if len(verbs) == 1 and len(verbs[0]) > 1:
                yield tokens[one].text, verbs[0], tokens[other].text


def _dates(tokens: Sequence[_Token], topic: str) -> Iterator[tuple[str, str]]:
    owner = topic
    for at, token in enumerate(tokens):
        if token.name and token.flag != "t":
            owner = token.text
        year = _YEAR.fullmatch(token.text) and at + 1 < len(tokens) and tokens[at + 1].text.startswith("年")
        if year and owner:
            near = [
                each.text
                for each in (*tokens[max(0, at - 3) : at], *tokens[at + 2 : at + 5])
                if each.flag.startswith("v")
            ]
            strong = [verb for verb in near if verb not in _WEAK and len(verb) > 1]
            if strong:
                yield owner, strong[0].removesuffix("于")
