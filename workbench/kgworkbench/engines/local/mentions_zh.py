"""Chinese spans that may be mentions: titles in book marks and quotes, places, eras, organisations, terms of art."""

import re

from kgworkbench.engines.local.gazetteer import ERAS_ZH, PLACES_ZH
from kgworkbench.engines.local.names import SURNAMES
from kgworkbench.engines.local.people_zh import people_zh
from kgworkbench.engines.local.segment_zh import Word, words_zh
from kgworkbench.engines.local.spotted import Spotted
from kgworkbench.engines.local.words_zh import NOT_NAMES, ORG_ENDINGS, PLACE_ENDINGS, ROLES_ZH, STOP_VERBS

__all__ = ["names_zh", "quoted_zh", "words_zh"]

_QUOTED = re.compile(
    r"《([^《》\n]{1,40})》|〈([^〈〉\n]{1,40})〉|「([^「」\n]{1,20})」|『([^『』\n]{1,20})』|“([^“”\n]{1,16})”|\"([^\"\n]{1,16})\""
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&'’+#-]*(?: [A-Z][A-Za-z0-9.&'’+#-]*){0,5}")
_NOT_FIRST = frozenset("v m mq q t f d df vd".split())
_NOT_LEADING = frozenset("任在到往赴由被于对把令命住居是有为叫让使给和与及并从原现时其等所即系经该各本")
_BOARDS = frozenset("董事局 董事会 监事会 理事会 结局 格局 布局 大局 全局".split())
_BARE = frozenset("公司 集团 企业 银行 工厂 中心 组织 机构 局 部队 学校 学院 协会 学会 医院".split())
_SIDES = frozenset("北方 南方 东方 西方 东部 西部 南部 北部 中部 中央".split())
_JOINING = frozenset("ns nr nz nt nrt nw eng n vn j an b s l ng zg g nrfg i a ag".split())


def names_zh(text: str, words: tuple[Word, ...], endings: frozenset[str], verbs: frozenset[str]) -> tuple[Spotted, ...]:
    """Proper names of the text outside titles; readings may overlap.

    ``endings`` are characters that close names of some type (术), ``verbs`` cue words that are no part of any name.
    """
    latin = (
        Spotted(match.start(), match.end(), match.group(), "name", (("misc", 0.2), ("organisation", 0.3)))
        for match in _LATIN.finditer(text)
        if len(match.group()) > 1 and match.group()[0].isupper()
    )
    return (*people_zh(text, words), *_terms(words, endings, verbs), *_tagged(text, words, verbs), *latin)


def quoted_zh(text: str) -> tuple[Spotted, ...]:
    """Titles in book marks (works) and names in quotation marks, without the marks."""
    found = []
    for match in _QUOTED.finditer(text):
        group = next(number for number, value in enumerate(match.groups(), start=1) if value is not None)
        start, end = match.span(group)
        inner = text[start:end]
        if not inner.strip() or (group > 2 and re.search(r"[，。！？；：,!?]", inner)):
            continue
        kinds = (("work", 1.6),) if group <= 2 else (("organisation", 0.28), ("work", 0.4))
        found.append(Spotted(start, end, inner, "quoted", kinds))
    return tuple(found)


def _tagged(text: str, words: tuple[Word, ...], verbs: frozenset[str]) -> list[Spotted]:
    """Names from the segmenter's tags: persons, places with their endings, organisations with what leads to them."""
    found = []
    place = 0
    while place < len(words):
        word, flag, start, end = words[place]
        if word in PLACES_ZH:
            found.append(Spotted(start, end, word, "name", ((PLACES_ZH[word], 1.6),)))
        elif word[-1] == "人" and word[:-1] in PLACES_ZH:
            found.append(Spotted(start, end - 1, word[:-1], "name", ((PLACES_ZH[word[:-1]], 1.6),)))
        elif word in ERAS_ZH:
            found.append(Spotted(start, end, word, "name", (("era", 1.6),)))
        elif flag == "ns" and len(word) > 1 and word not in NOT_NAMES:
            doubtful = len(word) == 2 and word[0] in SURNAMES
            found.append(
                Spotted(start, end, word, "name", (("person", 0.55), ("place", 1.0)) if doubtful else (("place", 1.2),))
            )
        elif flag in ("nt", "nz", "nw") and len(word) > 1 and word not in NOT_NAMES:
            kinds: tuple[tuple[str, float], ...] = (("organisation", 1.0),) if flag == "nt" else (("misc", 0.4),)
            if flag != "nt" and word[0] in SURNAMES and 2 <= len(word) <= 3:
                kinds = (("misc", 0.2), ("person", 0.6))
            found.append(Spotted(start, end, word, "name", kinds))
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


def _ending(words: tuple[Word, ...], place: int, verbs: frozenset[str]) -> Spotted | None:
    """The organisation or place whose closing word stands here, with the words before it that belong to it."""
    word, flag, _, end = words[place]
    closing = "" if word in _BOARDS else _closing(word, ORG_ENDINGS)
    kind = ORG_ENDINGS.get(closing)
    if kind is None:
        closing = _closing(word, PLACE_ENDINGS) if flag == "ns" else word
        kind = PLACE_ENDINGS.get(closing)
    if kind is None:
        return None
    first = place
    firm = closing.endswith(("有限公司", "有限责任公司"))
    while (
        first > 0
        and place - first < 8
        and _belongs(words, first - 1, first == place, frozenset() if firm else verbs, firm=firm)
    ):
        first -= 1
    while first < place and words[first][1] in _NOT_FIRST and words[first][0] not in _SIDES | PLACES_ZH.keys():
        first += 1
    if first > 0 and len(words[first - 1][0]) == 1 and (first == 1 or not words[first - 2][0][-1].isalnum()):
        lone, tag = words[first - 1][:2]
        # 张大山 is no mountain: a surname before the ending of a place is left to the persons.
        person = lone in SURNAMES and kind in ("nature", "building", "region", "city")
        if "\u4e00" <= lone <= "\u9fff" and tag[0] in "vaqgnjz" and lone not in _NOT_LEADING and not person:
            first -= 1
    first = _seat(words, first, place)
    start = words[first][2]
    proper = any(words[at][1] in ("ns", "nr", "nz", "nt", "nrt", "eng", "nw") for at in range(first, place + 1))
    if first == place and (len(word) <= len(closing) or not proper):
        return None
    text = "".join(words[at][0] for at in range(first, place + 1))
    if not proper and closing in _BARE and (len(text) <= 4 or words[first][1][0] in "ab"):
        return None  # 咨询公司 is any consultancy
    weight = 1.5 if proper else 0.9
    return Spotted(start, end, text, "name", ((kind, weight),))


def _seat(words: tuple[Word, ...], first: int, place: int) -> int:
    """Where a name with a place's name in it begins: at that place, if only common words stand before it."""
    for at in range(first, place):
        if words[at][1] == "ns" or words[at][0] in PLACES_ZH:
            return at
        if words[at][1] not in ("v", "n", "vn", "d", "b", "a", "f", "l", "p", "c", "ad", "an", "vd"):
            return first
    return first


def _closing(word: str, endings: dict[str, str]) -> str:
    """The longest of the endings that closes the word, or nothing."""
    return next((word[at:] for at in range(len(word)) if word[at:] in endings), "")


def _belongs(words: tuple[Word, ...], at: int, last: bool, verbs: frozenset[str], *, firm: bool) -> bool:
    """Whether a word is part of the name that goes on after it; a firm's name holds common words too."""
    word, tag, _, end = words[at]
    if word in PLACES_ZH and end == words[at + 1][2]:
        return True
    if (
        (word in NOT_NAMES and not (firm and tag[0] in "nvab"))
        or word in ROLES_ZH
        or word in verbs
        or end != words[at + 1][2]
    ):
        return False
    if tag in _JOINING:
        return True
    if tag == "f" and word in _SIDES:
        return True
    if tag == "m":
        return len(word) > 1 and word[0] in "第0123456789"
    return (
        tag == "v" and len(word) > 1 and word not in STOP_VERBS and (last or words[at + 1][1] in ("n", "vn", "v", "nz"))
    )


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
