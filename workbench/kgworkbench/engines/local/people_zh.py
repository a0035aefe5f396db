"""Chinese names of persons: foreign ones with a dot, courtesy names, surname and given name."""

import re

from kgworkbench.engines.local.gazetteer import ERAS_ZH, PLACES_ZH
from kgworkbench.engines.local.names import COMPOUND_SURNAMES, SURNAMES
from kgworkbench.engines.local.segment_zh import Word
from kgworkbench.engines.local.spotted import Spotted
from kgworkbench.engines.local.words_zh import NOT_NAMES, ROLES_ZH

__all__ = ["people_zh"]

_PART = r"(?:(?![的是和与及在为了于等将被把从向对因由其这那也就都又或并曾则却已还所，])[\u4e00-\u9fff])"
_FOREIGN = re.compile(rf"{_PART}{{1,7}}(?:[·・•‧](?:[A-Z]\.)?{_PART}{{1,8}}){{1,4}}")
_EMPERORS = re.compile(
    r"(?:[秦汉魏晋隋唐宋辽金元明清]|西汉|东汉|西晋|东晋|北魏|北宋|南宋)"
    r"(?:[高太世中睿玄肃代德顺宪穆敬文武宣懿僖昭哀真仁英神哲徽钦孝光宁理度恭端成兴圣道明景熹思惠怀愍元康简桓灵献和安质冲]"
    r"[祖宗帝]|[文武]皇帝)"
)
_STYLED = re.compile(r"(?:^|[，,。；（(])表?[字号](?P<name>[\u4e00-\u9fff]{1,3})(?=[，,。；、）)])")
_ROLES = tuple(sorted(ROLES_ZH))
_VERBS = frozenset(
    "说来去到在是有为和与及将把被让给从对向任获当做称演唱写著带上下出入得开会想要看见听问答笑哭走回生死嫁娶饰词曲编译撰"
    "男女字号名父母子妻夫弟兄姐妹家人氏君帝王公侯等版式型类款处所部队市县省国校院系班级岁年月日时"
)
"""Characters that after a name of two begin another word."""
_AFTER = frozenset("所等著家说曾是为与和在的死向于以")
_BEFORE = frozenset("家任与和由让被令来在是对向")


def people_zh(text: str, words: tuple[Word, ...]) -> tuple[Spotted, ...]:
    """Spans that may name a person; readings may overlap."""
    found = [
        Spotted(match.start("name"), match.end("name"), match["name"], "name", (("person", 1.2),))
        for match in _STYLED.finditer(text)
    ]
    for match in _FOREIGN.finditer(text):
        start = match.start() + _foreign_start(match.group(), match.start(), words)
        end = match.end() - _foreign_tail(match.group(), match.end(), words)
        found.append(Spotted(start, end, text[start:end], "name", (("person", 1.6),)))
    found.extend(
        Spotted(match.start(), match.end(), match.group(), "name", (("person", 1.4),))
        for match in _EMPERORS.finditer(text)
    )
    for place, (word, flag, _, _) in enumerate(words):
        if word[-1] == "人" and word[:-1] in PLACES_ZH:
            continue
        if flag in ("nr", "nrt", "nrfg") and len(word) > 1 and word not in NOT_NAMES and word not in PLACES_ZH:
            found.append(_person(text, words, place))
    found.extend(_shaped(text, words))
    found.extend(_titled(text, words))
    return tuple(found)


def _foreign_start(name: str, start: int, words: tuple[Word, ...]) -> int:
    """How many characters before a foreign name's first part belong to other words."""
    first = len(re.split(r"[·・•‧]", name)[0])
    if name[:first] in ERAS_ZH or name[:first] in PLACES_ZH:
        return first + 1  # 南宋·吴文山
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
        small = len(word) == 1 and word in "来去说在是曾将与和等也又都"
        other = len(word) > 1 and (word in ROLES_ZH or word in NOT_NAMES or flag[0] in "vpcurdfn")
        if begin < start < end and (small or other):
            return end - start if flag not in ("nr", "nrt", "nrfg", "ns", "nz") else 0
    return 0


def _person(text: str, words: tuple[Word, ...], place: int) -> Spotted:
    """The person at a tagged word: a lone surname takes its given name, a second short piece is joined."""
    word, _, start, end = words[place]
    if len(word) == 3 and word[-1] in _AFTER:
        word, end = word[:2], end - 1
    elif (
        len(word) == 3
        and word[1] in SURNAMES
        and (word[0] in _BEFORE or (word[0] == "于" and place and words[place - 1][1] == "v"))
    ):
        word, start = word[1:], start + 1
    known = word[0] in SURNAMES or word.startswith(tuple(COMPOUND_SURNAMES))
    if place + 1 < len(words) and words[place + 1][0] in ("一世", "二世", "三世", "四世", "五世", "六世"):
        end = words[place + 1][3]
        known = True
    if len(word) == 2 and known and place + 1 < len(words):
        following, flag, _, stop = words[place + 1]
        if (
            len(following) == 1
            and (flag in ("nr", "ng", "g", "ag", "zg", "nrt") or (flag[0] in "nvagzj" and following not in _VERBS))
            and following not in "的是为在和与之等了曰子"
        ):
            end = stop
    weight = 1.3 if known and end - start <= 4 else 0.7 if end - start > 2 else 0.25
    return Spotted(start, end, text[start:end], "name", (("person", weight),))


def _shaped(text: str, words: tuple[Word, ...]) -> list[Spotted]:
    """Persons by the shape surname and given name where the segmenter saw loose characters or another word."""
    found = []
    for place, (word, flag, start, _) in enumerate(words):
        surname = word in COMPOUND_SURNAMES or (len(word) == 1 and word in SURNAMES)
        if not surname or flag in ("p", "c", "ul", "uj") or place + 1 >= len(words):
            continue
        following, tag, _, stop = words[place + 1]
        lead, role = _lead(words, place)
        known = following in NOT_NAMES and not role
        if not lead or known or tag[0] in "upc" or not re.fullmatch(r"[\u4e00-\u9fff]{1,2}", following):
            continue
        if len(following) == 1 and place + 2 < len(words):
            third, third_tag, _, third_stop = words[place + 2]
            if third not in _AFTER and third_tag[0] in "nagzbsjlir" and re.fullmatch(r"[\u4e00-\u9fff]", third):
                stop = third_stop
        opens = place == 0 or not words[place - 1][0][-1].isalnum()
        loose = tag in ("d", "m", "q", "v", "r", "f") or flag in ("q", "m", "v", "d", "r", "f", "n")
        if loose and not role and not (opens and tag in ("ns", "nz", "nr", "nrt")):
            continue
        found.append(Spotted(start, stop, text[start:stop], "name", (("person", 1.2 if role else 0.8),)))
    return found


def _titled(text: str, words: tuple[Word, ...]) -> list[Spotted]:
    """Persons named by their rank: 永安公主, 孝康章皇后; what stands before it is no whole name of a person."""
    found = []
    for place, (word, _, _, end) in enumerate(words):
        if word not in _RANKS or not place:
            continue
        first = place
        while first and end - words[first - 1][2] <= len(word) + 3 and words[first - 1][1][0] in "nabjxz":
            before, flag, start, _ = words[first - 1]
            if (
                before in NOT_NAMES
                or before in ROLES_ZH
                or before in PLACES_ZH
                or not "\u4e00" <= before[0] <= "\u9fff"
            ):
                break
            if flag in ("nr", "nrt") and len(before) > 1 and before not in COMPOUND_SURNAMES:
                break
            first -= 1
        if first < place:
            start = words[first][2]
            found.append(Spotted(start, end, text[start:end], "name", (("person", 1.0),)))
    return found


_RANKS = frozenset("公主 皇后 太后 王后 贵妃 王妃 太子 世子 郡主 皇太后 长公主".split())


def _lead(words: tuple[Word, ...], place: int) -> tuple[bool, bool]:
    """Whether a name may begin at a word, and whether a word for a person's role stands right before it."""
    if place == 0:
        return True, False
    before, flag, _, _ = words[place - 1]
    role = before in ROLES_ZH or before.endswith(_ROLES)
    return role or not before[-1].isalnum() or flag in ("v", "p", "c", "uj", "n"), role
