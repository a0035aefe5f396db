"""Chinese names of persons: foreign ones with a dot, courtesy names, surname and given name."""

import re

from kgworkbench.engines.local.gazetteer import PLACES_ZH
from kgworkbench.engines.local.names import COMPOUND_SURNAMES, SURNAMES
from kgworkbench.engines.local.segment_zh import Word
from kgworkbench.engines.local.spotted import Spotted
from kgworkbench.engines.local.words_zh import NOT_NAMES, ROLES_ZH

__all__ = ["people_zh"]

_PART = r"(?:(?![的是和与及在为了于等将被把从向对因由其这那也就都又或并曾则，])[\u4e00-\u9fff])"
_FOREIGN = re.compile(rf"{_PART}{{1,7}}(?:[·・•‧](?:[A-Z]\.)?{_PART}{{1,8}}){{1,4}}")
_STYLED = re.compile(r"(?:^|[，,。；（(])表?[字号](?P<name>[\u4e00-\u9fff]{1,3})(?=[，,。；、）)])")
_ROLES = tuple(sorted(ROLES_ZH))
_AFTER = frozenset("等著家说曾是为与和在的死向于以")
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
    for place, (word, flag, _, _) in enumerate(words):
        if flag in ("nr", "nrt", "nrfg") and len(word) > 1 and word not in NOT_NAMES and word not in PLACES_ZH:
            found.append(_person(text, words, place))
    found.extend(_shaped(text, words))
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


def _lead(words: tuple[Word, ...], place: int) -> tuple[bool, bool]:
    """Whether a name may begin at a word, and whether a word for a person's role stands right before it."""
    if place == 0:
        return True, False
    before, flag, _, _ = words[place - 1]
    role = before in ROLES_ZH or before.endswith(_ROLES)
    return role or not before[-1].isalnum() or flag in ("v", "p", "c", "uj", "n"), role
