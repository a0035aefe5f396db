"""Chinese spans that may be mentions: titles in book marks and quotes, the segmenter's proper nouns, shaped names."""

import re
from functools import lru_cache
from threading import Lock
from typing import Any

from kgworkbench.engines.local.gazetteer import ERAS_ZH, PLACES_ZH
from kgworkbench.engines.local.names import COMPOUND_SURNAMES, SURNAMES
from kgworkbench.engines.local.spotted import Spotted
from kgworkbench.engines.local.words_zh import NOT_NAMES, ORG_ENDINGS, PLACE_ENDINGS, ROLES_ZH, STOP_VERBS

__all__ = ["Word", "names_zh", "quoted_zh", "words_zh"]

Word = tuple[str, str, int, int]
"""A segmented word, its part of speech, and its start and end."""

_QUOTED = re.compile(
    r"《([^《》\n]{1,40})》|〈([^〈〉\n]{1,40})〉|「([^「」\n]{1,20})」|『([^『』\n]{1,20})』|“([^“”\n]{1,16})”|\"([^\"\n]{1,16})\""
)
_PART = r"(?:(?![的是和与及在为了于等将被把从向对因由其这那也就都又或并曾则，])[\u4e00-\u9fff])"
_FOREIGN = re.compile(rf"{_PART}{{1,7}}(?:[·・•‧](?:[A-Z]\.)?{_PART}{{1,8}}){{1,4}}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&'’+#-]*(?: [A-Z][A-Za-z0-9.&'’+#-]*){0,5}")
_STYLED = re.compile(r"(?:^|[，,。；（(])表?[字号](?P<name>[\u4e00-\u9fff]{1,3})(?=[，,。；、）)])")
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


def names_zh(text: str, words: tuple[Word, ...], endings: frozenset[str], verbs: frozenset[str]) -> tuple[Spotted, ...]:
    """Proper names of the text outside titles.

    ``endings`` are characters that close names of some type (术), ``verbs`` cue words that are no part of any name.
    """
    found: list[Spotted] = []
    for match in _STYLED.finditer(text):
        found.append(Spotted(match.start("name"), match.end("name"), match["name"], "name", (("person", 1.2),)))
    found.extend(_terms(words, endings, verbs))
    for match in _FOREIGN.finditer(text):
        start = match.start() + _foreign_start(match.group(), match.start(), words)
        end = match.end() - _foreign_tail(match.group(), match.end(), words)
        found.append(Spotted(start, end, text[start:end], "name", (("person", 1.6),)))
    found.extend(_tagged(text, words, verbs))
    found.extend(_shaped(text, words))
    for match in _LATIN.finditer(text):
        if len(match.group()) > 1 and match.group()[0].isupper():
            found.append(
                Spotted(match.start(), match.end(), match.group(), "name", (("misc", 0.2), ("organisation", 0.3)))
            )
    return tuple(found)


def _foreign_start(name: str, start: int, words: tuple[Word, ...]) -> int:
    """How many characters before a foreign name's first part belong to other words."""
    first = len(re.split(r"[·・•‧]", name)[0])
    cut = 0
    for word, flag, begin, end in words:
        if end <= start or begin >= start + first:
            continue
        other = word in ROLES_ZH or word in NOT_NAMES or word in PLACES_ZH or flag[0] in "vpcurdfmt" or flag == "n"
        if end - start < first and other and (len(word) > 1 or flag[0] in "pcum"):
            cut = end - start
    return cut


def _foreign_tail(name: str, end: int, words: tuple[Word, ...]) -> int:
    """How many characters after a foreign name's last part belong to other words."""
    begin = end - len(re.split(r"[·・•‧]", name)[-1])
    for word, flag, start, _ in words:
        if begin < start < end and len(word) > 1 and (word in ROLES_ZH or word in NOT_NAMES or flag[0] in "vpcurdfn"):
            return end - start if flag not in ("nr", "nrt", "nrfg", "ns", "nz") else 0
    return 0


def _tagged(text: str, words: tuple[Word, ...], verbs: frozenset[str]) -> list[Spotted]:
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
        elif flag == "ns" and len(word) > 1 and word not in NOT_NAMES:
            found.append(Spotted(start, end, word, "name", (("place", 1.2),)))
        elif flag in ("nt", "nz", "nw") and len(word) > 1 and word not in NOT_NAMES:
            kind = ("organisation", 1.0) if flag == "nt" else ("misc", 0.4)
            found.append(Spotted(start, end, word, "name", (kind,)))
        ending = _ending(words, place, verbs)
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
    if len(word) == 3 and word[-1] in _AFTER:
        word, end = word[:2], end - 1
    elif len(word) == 3 and word[0] in _BEFORE and word[1] in SURNAMES:
        word, start = word[1:], start + 1
    known = word[0] in SURNAMES or word.startswith(tuple(COMPOUND_SURNAMES))
    if place + 1 < len(words) and words[place + 1][0] in ("一世", "二世", "三世", "四世", "五世", "六世"):
        end = words[place + 1][3]
        known = True
    if len(word) == 2 and known and place + 1 < len(words):
        following, flag, _, stop = words[place + 1]
        if (
            len(following) == 1
            and flag in ("nr", "ng", "g", "ag", "zg", "nrt")
            and following not in "的是为在和与之等了曰子"
        ):
            end = stop
    weight = 1.3 if known and end - start <= 4 else 0.7 if end - start > 2 else 0.25
    return Spotted(start, end, text[start:end], "name", (("person", weight),))


def _ending(words: tuple[Word, ...], place: int, verbs: frozenset[str]) -> Spotted | None:
    """The organisation or place whose closing word stands here, with the words before it that belong to it."""
    word, flag, _, end = words[place]
    closing = next((ending for ending in ORG_ENDINGS if word.endswith(ending)), None)
    kind = ORG_ENDINGS[closing] if closing else None
    if kind is None:
        closing = next(
            (ending for ending in PLACE_ENDINGS if word == ending or (word.endswith(ending) and flag == "ns")), None
        )
        kind = PLACE_ENDINGS[closing] if closing else None
    if kind is None or closing is None:
        return None
    first = place
    while first > 0 and place - first < 8 and _belongs(words, first - 1, first == place, verbs):
        first -= 1
    while first < place and words[first][1][0] in "vmqtfd" and words[first][0] not in PLACES_ZH:
        first += 1
    if first > 0 and len(words[first - 1][0]) == 1 and (first == 1 or not words[first - 2][0][-1].isalnum()):
        lone, tag = words[first - 1][:2]
        if "\u4e00" <= lone <= "\u9fff" and tag[0] in "vaqgnjz":
            first -= 1
    start = words[first][2]
    proper = any(words[at][1] in ("ns", "nr", "nz", "nt", "nrt", "eng", "nw") for at in range(first, place + 1))
    if first == place and (len(word) <= len(closing) or not proper):
        return None
    text = "".join(words[at][0] for at in range(first, place + 1))
    weight = 1.5 if proper else 0.9
    return Spotted(start, end, text, "name", ((kind, weight),))


_AFTER = frozenset("等著家说曾是为与和在的死向于以")
_BEFORE = frozenset("家任与和由让被令来在是对向")


def _terms(words: tuple[Word, ...], endings: frozenset[str], verbs: frozenset[str]) -> list[Spotted]:
    """Terms of art that a type's ending closes: 正负开方术, from what bounds them on the left up to the ending."""
    found = []
    for place, (word, flag, start, end) in enumerate(words):
        if word[-1] not in endings or word in verbs or word in NOT_NAMES or (flag in ("ns", "nt") and len(word) > 1):
            continue
        first = place
        while first > 0 and end - words[first - 1][2] <= 8 and _inside(words[first - 1], verbs):
            first -= 1
        start = words[first][2]
        bounded = first == 0 or words[first - 1][0][-1] in "的了《“「、，。：；是用为"
        if end - start >= 3 and (bounded or first == place) and (first < place or len(word) >= 3):
            text = "".join(item[0] for item in words[first : place + 1])
            found.append(Spotted(start, end, text, "term", (("concept", 0.2),)))
    return found


def _inside(word: Word, verbs: frozenset[str]) -> bool:
    """Whether a word may stand inside a term: a noun, verb, number or adjective, no cue and no small word."""
    text, tag, _, _ = word
    small = (
        text in verbs
        or text in STOP_VERBS
        or text in ROLES_ZH
        or text in NOT_NAMES
        or text in "是有在用由把被将以与和及或等了的之其这那他她它使令让从向到对为"
        or text[0] in "被使"
    )
    return not small and "\u4e00" <= text[0] <= "\u9fff" and tag[0] in "nvmajbslgixz" and tag not in ("nr", "ns", "nt")


_JOINING = frozenset("ns nr nz nt nrt nw eng n vn j an b s l ng zg g nrfg i a ag".split())


def _belongs(words: tuple[Word, ...], at: int, last: bool, verbs: frozenset[str]) -> bool:
    """Whether a word is part of the name that goes on after it."""
    word, tag, _, end = words[at]
    if word in NOT_NAMES or word in ROLES_ZH or word in verbs or end != words[at + 1][2]:
        return False
    if tag in _JOINING:
        return True
    if tag == "m":
        return len(word) > 1 and word[0] in "第0123456789"
    return (
        tag == "v" and len(word) > 1 and word not in STOP_VERBS and (last or words[at + 1][1] in ("n", "vn", "v", "nz"))
    )


def _shaped(text: str, words: tuple[Word, ...]) -> list[Spotted]:
    """Persons by the shape surname and given name where the segmenter saw loose characters or another word."""
    found = []
    for place, (word, flag, start, end) in enumerate(words):
        surname = word if word in COMPOUND_SURNAMES or (len(word) == 1 and word in SURNAMES) else ""
        if not surname or flag in ("p", "c", "ul", "uj") or place + 1 >= len(words):
            continue
        before = words[place - 1] if place else None
        following, tag, _, stop = words[place + 1]
        lead = (
            before is None
            or not before[0][-1].isalnum()
            or before[0] in ROLES_ZH
            or before[1] in ("v", "p", "c", "uj", "n")
        )
        role = before is not None and (before[0] in ROLES_ZH or before[0].endswith(tuple(ROLES_ZH)))
        if (
            not lead
            or (following in NOT_NAMES and not role)
            or not re.fullmatch(r"[\u4e00-\u9fff]{1,2}", following)
            or tag[0] in "upc"
        ):
            continue
        single = len(following) == 1
        if single and place + 2 < len(words):
            third, third_tag, _, third_stop = words[place + 2]
            if (
                third not in _AFTER
                and len(third) == 1
                and third_tag not in ("uj", "p", "c", "v", "d", "u", "ul", "x", "m", "f")
                and re.fullmatch(r"[\u4e00-\u9fff]", third)
            ):
                stop = third_stop
        if not role and (tag in ("d", "m", "q", "v", "r", "f") or flag in ("q", "m", "v", "d", "r", "f", "n")):
            continue
        found.append(Spotted(start, stop, text[start:stop], "name", (("person", 1.2 if role else 0.8),)))
    return found
