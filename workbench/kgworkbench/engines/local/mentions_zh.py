"""Chinese spans that may be mentions: titles in book marks and quotes, the segmenter's proper nouns, shaped names."""

import re
from functools import lru_cache
from threading import Lock
from typing import Any

from kgworkbench.engines.local.gazetteer import ERAS_ZH, PLACES_ZH
from kgworkbench.engines.local.names import COMPOUND_SURNAMES, SURNAMES
from kgworkbench.engines.local.spotted import Spotted
from kgworkbench.engines.local.words_zh import NOT_NAMES, ORG_ENDINGS, PLACE_ENDINGS, ROLES_ZH

__all__ = ["Word", "names_zh", "quoted_zh", "words_zh"]

Word = tuple[str, str, int, int]
"""A segmented word, its part of speech, and its start and end."""

_QUOTED = re.compile(r"《([^《》\n]{1,40})》|〈([^〈〉\n]{1,40})〉|「([^「」\n]{1,20})」|『([^『』\n]{1,20})』|“([^“”\n]{1,16})”|\"([^\"\n]{1,16})\"")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,7}(?:[·・•‧][\u4e00-\u9fffA-Z.]{1,8}){1,4}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&'’+#-]*(?: [A-Z][A-Za-z0-9.&'’+#-]*){0,5}")
_LOCK = Lock()


@lru_cache(maxsize=1)
def _tagger() -> Any:
    """The segmenter with its own copy of the dictionary, so that nobody else's words change what it finds."""
    import logging

    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return posseg.POSTokenizer(tokenizer)


def words_zh(text: str) -> tuple[Word, ...]:
    """The text's words in order with part of speech and place; loads the dictionary (about a second) once."""
    with _LOCK:
        tagger = _tagger()
    found: list[Word] = []
    at = 0
    for pair in tagger.cut(text):
        found.append((pair.word, pair.flag, at, at + len(pair.word)))
        at += len(pair.word)
    return tuple(found)


def quoted_zh(text: str) -> tuple[Spotted, ...]:
    """Titles in book marks (works) and names in quotation marks, without the marks."""
    found = []
    for match in _QUOTED.finditer(text):
        group = next(number for number, value in enumerate(match.groups(), start=1) if value is not None)
        start, end = match.span(group)
        inner = text[start:end]
        if not inner.strip() or (group > 2 and re.search(r"[，。！？；：,!?]", inner)):
            continue
        weight = 1.6 if group <= 2 else 0.4
        found.append(Spotted(start, end, inner, "quoted", (("work", weight),)))
    return tuple(found)


def names_zh(text: str, words: tuple[Word, ...]) -> tuple[Spotted, ...]:
    """Proper names of the text outside titles, in order; longer readings first where two overlap."""
    found: list[Spotted] = []
    for match in _FOREIGN.finditer(text):
        start = match.start() + _foreign_start(match.group(), match.start(), words)
        end = match.end() - _foreign_tail(match.group(), match.end(), words)
        found.append(Spotted(start, end, text[start:end], "name", (("person", 1.6),)))
    found.extend(_tagged(text, words))
    found.extend(_shaped(text, words))
    for match in _LATIN.finditer(text):
        if len(match.group()) > 1 and match.group()[0].isupper():
            found.append(Spotted(match.start(), match.end(), match.group(), "name", (("misc", 0.2), ("organisation", 0.3))))
    return tuple(found)


def _foreign_start(name: str, start: int, words: tuple[Word, ...]) -> int:
    """How many characters before a foreign name's first part belong to another word."""
    first = re.split(r"[·・•‧]", name)[0]
    for word, flag, begin, end in words:
        if begin <= start < end or (start <= begin < start + len(first)):
            ended = end - start
            if ended < len(first) and (word in ROLES_ZH or word in NOT_NAMES or flag[0] in "vpcurdfm" or word in PLACES_ZH or flag == "n"):
                return ended + _foreign_start(name[ended:], end, words)
    return 0


def _foreign_tail(name: str, end: int, words: tuple[Word, ...]) -> int:
    """How many characters after a foreign name's last part belong to another word."""
    last = re.split(r"[·・•‧]", name)[-1]
    begin = end - len(last)
    for word, flag, start, stop in words:
        if begin < start < end and (word in ROLES_ZH or word in NOT_NAMES or flag[0] in "vpcurdf" or stop > end):
            return end - start
    return 0


def _tagged(text: str, words: tuple[Word, ...]) -> list[Spotted]:
    """Names from the segmenter's tags: persons, places with their endings, organisations with what leads to them."""
    found = []
    place = 0
    while place < len(words):
        word, flag, start, end = words[place]
        if word in PLACES_ZH:
            found.append(Spotted(start, end, word, "name", ((PLACES_ZH[word], 1.6),)))
        elif word in ERAS_ZH:
            found.append(Spotted(start, end, word, "name", (("era", 1.6),)))
        elif flag in ("nr", "nrt", "nrfg") and word not in NOT_NAMES and len(word) > 1:
            found.append(_person(text, words, place))
        elif flag == "ns" and len(word) > 1:
            found.append(Spotted(start, end, word, "name", (("place", 1.2),)))
        elif flag in ("nt", "nz", "nw") and len(word) > 1 and word not in NOT_NAMES:
            kind = ("organisation", 1.0) if flag == "nt" else ("misc", 0.4)
            found.append(Spotted(start, end, word, "name", (kind,)))
        ending = _ending(words, place)
        if ending is not None:
            found.append(ending)
        place += 1
    for era in ERAS_ZH:
        at = text.find(era)
        while at >= 0:
            found.append(Spotted(at, at + len(era), era, "name", (("era", 1.6),)))
            at = text.find(era, at + len(era))
    return found


def _person(text: str, words: tuple[Word, ...], place: int) -> Spotted:
    """The person at a tagged word: a lone surname takes its given name, a second short piece is joined."""
    word, _, start, end = words[place]
    known = word[0] in SURNAMES or word.startswith(tuple(COMPOUND_SURNAMES))
    if len(word) == 2 and known and place + 1 < len(words):
        following, flag, _, stop = words[place + 1]
        if len(following) == 1 and flag in ("nr", "ng", "g", "ag", "zg", "nrt") and following not in "的是为在和与之等了曰子":
            end = stop
    weight = 1.3 if known and end - start <= 4 else 0.8
    return Spotted(start, end, text[start:end], "name", (("person", weight),))


def _ending(words: tuple[Word, ...], place: int) -> Spotted | None:
    """The organisation or place whose closing word stands here, with the words before it that belong to it."""
    word, flag, _, end = words[place]
    closing = next((ending for ending in ORG_ENDINGS if word.endswith(ending)), None)
    kind = ORG_ENDINGS[closing] if closing else None
    if kind is None:
        closing = next((ending for ending in PLACE_ENDINGS if word == ending or (word.endswith(ending) and flag == "ns")), None)
        kind = PLACE_ENDINGS[closing] if closing else None
    if kind is None or closing is None:
        return None
    first = place
    while first > 0 and place - first < 7:
        before, tag, _, stop = words[first - 1]
        if stop != words[first][2] or before in NOT_NAMES or before in ROLES_ZH:
            break
        if tag in ("ns", "nr", "nz", "nt", "nrt", "nw", "eng", "n", "vn", "j", "an", "b", "s", "l", "ng", "zg", "g", "nrfg", "i", "a", "m") or (
            tag in ("v", "x", "q", "f", "t") and before not in "的是在为由与和及，。、：；（）()《》“” \n　" and len(before) > 1 and first < place + 1
        ):
            first -= 1
            continue
        break
    while first < place and (words[first][1] in ("m", "v", "a", "t") and words[first][0] not in PLACES_ZH):
        first += 1
    start = words[first][2]
    proper = any(words[at][1] in ("ns", "nr", "nz", "nt", "nrt", "eng", "nw") for at in range(first, place + 1))
    if first == place and (len(word) <= len(closing) or not proper):
        return None
    text = "".join(words[at][0] for at in range(first, place + 1))
    weight = 1.5 if proper else 0.9
    return Spotted(start, end, text, "name", ((kind, weight),))


def _shaped(text: str, words: tuple[Word, ...]) -> list[Spotted]:
    """Persons by the shape surname and given name where the segmenter saw loose characters or another word."""
    found = []
    for place, (word, flag, start, end) in enumerate(words):
        surname = word if word in COMPOUND_SURNAMES or (len(word) == 1 and word in SURNAMES) else ""
        if not surname or flag in ("p", "c", "ul", "uj") or place + 1 >= len(words):
            continue
        before = words[place - 1] if place else None
        following, tag, _, stop = words[place + 1]
        lead = before is None or not before[0][-1].isalnum() or before[0] in ROLES_ZH or before[1] in ("v", "p", "c", "uj", "n")
        if not lead or following in NOT_NAMES or not re.fullmatch(r"[\u4e00-\u9fff]{1,2}", following) or tag[0] in "upc":
            continue
        single = len(following) == 1
        if single and place + 2 < len(words):
            third, third_tag, _, third_stop = words[place + 2]
            if len(third) == 1 and third_tag not in ("uj", "p", "c", "v", "d", "u", "ul", "x", "m", "f") and re.fullmatch(r"[\u4e00-\u9fff]", third):
                stop = third_stop
        role = before is not None and before[0] in ROLES_ZH
        if not role and (tag in ("d", "m", "q", "v", "r", "f") or flag in ("q", "m", "v", "d", "r", "f", "n")):
            continue
        found.append(Spotted(start, stop, text[start:stop], "name", (("person", 1.2 if role else 0.8),)))
    return found
