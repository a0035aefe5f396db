"""How two names may be names of one thing: equal, written otherwise, shortened, or a part of each other."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kgworkbench.resolve.forms import LITTLE, Form, compact, core, initials
from kgworkbench.resolve.spelling import edits

__all__ = ["SHORTENED", "Likeness", "best_likeness", "opposed"]

SHORTENED = frozenset({"acronym", "short form", "initials", "part of name"})
"""Kinds of likeness where one name is the short form of the other, and might be that of a third one too."""

# Words that make two things of two names which agree in all the rest.
_OPPOSED = tuple(
    frozenset(group.split())
    for group in (
        "north south east west northern southern eastern western central",
        "upper lower middle",
        "men women mens womens boys girls male female",
        "junior senior jr sr",
        "old new young",
        "summer winter spring autumn",
        "first second third last",
        "left right",
        "minor major",
        "domestic international national",
        "king queen prince princess",
        "father mother son daughter brother sister",
    )
)
_OPPOSED_HAN = tuple(
    map(
        frozenset,
        ("东南西北中", "上下中", "男女", "甲乙丙丁", "大小", "新旧老", "前后", "左右", "父母子女兄弟", "祖宗"),
    )
)
_SOUNDS_HAN = frozenset(
    "阿艾埃安奥巴班贝比彼波伯布查达戴丹德狄迪蒂杜多恩尔法范菲费芬弗福夫戈哥格古哈海汉赫亨霍基吉加杰金卡凯坎康考科克肯库拉莱兰朗劳勒雷里理利丽"
    "列林琳留鲁路伦罗洛马玛麦曼梅蒙米密莫姆穆纳娜内尼涅宁纽诺努帕佩彭皮普奇乔切丘荣儒萨塞森沙山绍圣施史斯司思苏索塔泰坦汤特提图托瓦万威韦维文"
    "翁沃乌西希锡夏肖谢辛休雅亚扬耶叶伊依易因英尤约泽扎詹兹佐冯"
)
_PARTICLES = frozenset("al ben bin da de del della der di do dos du el ibn la le van von zu".split())


class Likeness(NamedTuple):
    """Of what kind the likeness is, how strong (0-1), in which words, and which of the two is the short form."""

    kind: str
    strength: float
    shows: str
    one: Form
    other: Form
    short: int = -1


def best_likeness(
    ones: Sequence[Form], others: Sequence[Form], person: float, spread: Mapping[str, int]
) -> Likeness | None:
    """The strongest likeness between a name of one and a name of the other; None for none.

    Args:
        person: 0-1, how sure it is that both are people.
        spread: how many entities have the word in their names.
    """
    found = [like for one in ones for other in others if (like := _likeness(one, other, person, spread)) is not None]
    if not found:
        return None
    return min(found, key=lambda like: (-like.strength, like.kind, min(like.one.text, like.other.text), like.shows))


def opposed(one: Form, other: Form) -> str:
    """The words or numbers that make two things of two names ("north / south", "11 / 12"); "" for none."""
    if one.numbers != other.numbers:
        return f"{' '.join(one.numbers) or '–'} / {' '.join(other.numbers) or '–'}"
    if one.han and other.han:
        only, rest = _apart(one.text, other.text)
        for group in _OPPOSED_HAN:
            if only and rest and only <= group and rest <= group:
                return f"{''.join(sorted(only))} / {''.join(sorted(rest))}"
        return ""
    first, second = set(one.words) - set(other.words), set(other.words) - set(one.words)
    for opposites in _OPPOSED:
        if first & opposites and second & opposites:
            return f"{min(first & opposites)} / {min(second & opposites)}"
    return ""


def _likeness(one: Form, other: Form, person: float, spread: Mapping[str, int]) -> Likeness | None:
    if (one.text, one.shown) > (other.text, other.shown):  # so that the order of the two means nothing
        like = _likeness(other, one, person, spread)
        return like and like._replace(one=one, other=other, short=like.short if like.short < 0 else 1 - like.short)
    both = f"{one.shown} / {other.shown}"
    if compact(one.text) == compact(other.text) and one.numbers == other.numbers:
        return _equal(one, other, both)
    if one.dated or other.dated:
        same = one.dated and other.dated and sorted(one.words) == sorted(other.words)
        return Likeness("same words", 0.9, both, one, other) if same else None
    if one.weak or other.weak:
        return None
    if one.han != other.han:
        return None
    found = [_core(one, other, both), _acronym(one, other)]
    if one.han:
        found += [_han_part(one, other, person, both), _han_spelling(one, other, both)]
    else:
        found += [_same_words(one, other, person, both), _person(one, other, person, both)]
        found += [_part(one, other, person, both), _spelling(one, other, person, spread, both)]
    return max((like for like in found if like), key=lambda like: like.strength, default=None)


def _equal(one: Form, other: Form, both: str) -> Likeness:
    if one.aside != other.aside:  # "Titanic (film)": one more word, though it stands apart
        strength, short = (0.2, -1) if one.aside and other.aside else (0.5, 1 if one.aside else 0)
        return Likeness("part of name", strength, f"{one.shown} ({one.aside or other.aside})", one, other, short)
    if not one.alias and not other.alias:
        same = one.text == other.text
        return Likeness("same name" if same else "spelling", 0.9, one.shown if same else both, one, other)
    strength = 0.6 if one.alias and other.alias else 0.85
    if one.weak or other.weak:
        strength = 0.3
    elif one.letters and other.letters:
        strength = 0.5
    return Likeness("alias", strength, one.shown, one, other)


def _core(one: Form, other: Form, both: str) -> Likeness | None:
    first, second = core(one.words, one.han), core(other.words, other.han)
    if not first and not second:
        return None
    if (first or one.text) != (second or other.text):
        return None
    if first and second:  # "Queen Victoria" and "Princess Victoria": maybe one, maybe not
        return Likeness("part of name", 0.3, both, one, other)
    short = 1 if first else 0
    whole = (first or second).count(" ") > 0 or one.han
    return Likeness("part of name", 0.75 if whole else 0.65, both, one, other, short)


def _acronym(one: Form, other: Form) -> Likeness | None:
    for place, (short, long) in enumerate(((one, other), (other, one))):
        if short.letters and len(long.words) > 1 and not long.han and short.letters in initials(long.words):
            strength = {2: 0.45, 3: 0.7}.get(len(short.letters), 0.8)
            return Likeness("acronym", strength, f"{short.shown} = {long.shown}", one, other, place)
    return None


def _same_words(one: Form, other: Form, person: float, both: str) -> Likeness | None:
    first, second = _telling(one), _telling(other)
    if len(first) < 2 or sorted(first) != sorted(second):
        return None
    strength = 0.85
    if first != second and "," not in one.shown + other.shown:
        # "Treaty of Versailles" is "Versailles Treaty", but "rail network" may not be "Network Rail".
        turned = len(one.words) != len(other.words) and person < 1
        strength = 0.85 if turned or (len(first) > 2 and not person) else 0.55
        if len(first) > 2 and second in (first[1:] + first[:1], first[-1:] + first[:-1]):
            strength = 0.8  # the family name first
    elif len(first) == 2 and " ".join(first) not in (one.text, other.text):
        strength = 0.6
    elif len(first) == 2 and (one.words[1] in LITTLE or other.words[1] in LITTLE):
        strength = 0.6  # East Boston, east of Boston
    return Likeness("same words", strength, both, one, other)


def _person(one: Form, other: Form, person: float, both: str) -> Likeness | None:
    """Given names that agree or are initials of each other, before one surname."""
    first, second = _given(one.words), _given(other.words)
    if not person or not first or not second or one.words[-1] != other.words[-1] or len(one.words[-1]) < 2:
        return None
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    place = 0 if short is first else 1
    at, shortened = 0, False
    for number, name in enumerate(short):
        while at < len(long) and not _stands_for(name, long[at]):
            at += 1
            if not number:
                return None
        if at == len(long):
            return None
        shortened = shortened or name != long[at]
        at += 1
    if shortened:
        # Whichever spells the first name out is the full one.
        letters = (len("".join(first)), len("".join(second)))
        return Likeness("initials", 0.7 * person, both, one, other, 0 if letters[0] < letters[1] else 1)
    return Likeness("part of name", 0.75 * person, both, one, other, place)


def _given(words: Sequence[str]) -> list[str]:
    given = [word for word in words[:-1] if word not in _PARTICLES]
    # "JRR Tolkien" and "J. R. R. Tolkien" are written alike by their initials.
    return given if given and all(word.isalpha() for word in given) else []


def _stands_for(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _part(one: Form, other: Form, person: float, both: str) -> Likeness | None:
    short, long = (one, other) if len(one.words) < len(other.words) else (other, one)
    place = 0 if short is one else 1
    if len(short.words) >= len(long.words) or not set(short.words) < set(long.words):
        return None
    count = len(short.words)
    ends, begins = long.words[-count:] == short.words, long.words[:count] == short.words
    if (
        person
        and all(part.isalpha() for part in short.words)
        and not any(word in LITTLE - _PARTICLES for word in long.words)
    ):
        if count > 1:
            return Likeness("part of name", 0.65 * person, both, one, other, place)
        if len(short.text) > 2 and (ends or begins):
            return Likeness("part of name", (0.6 if ends else 0.45) * person, both, one, other, place)
    if count == 1 and not (ends or begins):
        return None
    return Likeness("part of name", 0.35 if ends and count > 1 else 0.25, both, one, other, place)


def _spelling(one: Form, other: Form, person: float, spread: Mapping[str, int], both: str) -> Likeness | None:
    size = min(len(one.text), len(other.text))
    if size < 5 or one.numbers != other.numbers or abs(len(one.text) - len(other.text)) > 3:
        return None
    if one.letters and other.letters:
        return None
    if len(one.words) != len(other.words):
        close = edits(compact(one.text), compact(other.text), 1) <= 1 and size > 7
        return Likeness("spelling", 0.6, both, one, other) if close else None
    strength, changed = 0.88, 0
    for first, second in zip(one.words, other.words, strict=True):
        if first == second:
            continue
        shortest, longest = min(len(first), len(second)), max(len(first), len(second))
        allowed = 1 if shortest < 7 else 2
        if longest < 5 and (shortest < 2 or size < 16 or len(one.words) < 3):
            allowed = 0  # a letter makes another word of a short one, unless much else agrees
        apart = edits(first, second, allowed)
        if apart > allowed:
            return None
        changed += 1
        strength *= _word_change(first, second, apart, person, spread)
    if changed > (2 if size > 12 else 1):
        return None
    if changed > 1:
        strength *= 0.7
    if len(one.words) == 1:  # nothing else in the names says that they are one
        strength *= 0.4 if size < 8 else 0.6
    return Likeness("spelling", strength * (0.8 if person > 0.5 else 1.0), both, one, other)


def _word_change(one: str, other: str, apart: int, person: float, spread: Mapping[str, int]) -> float:
    """How likely two words are one word spelt twice, by what differs and by how usual both are."""
    if one + "s" == other or other + "s" == one:
        return 0.4 if person else 0.85
    likely = 1.0 - 0.12 * (apart - 1) - {2: 0.5, 3: 0.4, 4: 0.4, 5: 0.2}.get(min(len(one), len(other)), 0.0)
    if one[0] != other[0] and sorted(one[:2]) != sorted(other[:2]):
        likely *= 0.75
    if one[:-1] == other[:-1] or one[:-1] == other or other[:-1] == one:
        likely *= 0.7  # Mario and Maria, Robert and Roberta: an ending tells people apart
    if min(spread.get(one, 0), spread.get(other, 0)) > 1:
        likely *= 0.5  # both stand in other names too, so that neither is a slip
    return likely


def _han_part(one: Form, other: Form, person: float, both: str) -> Likeness | None:
    short, long = (one, other) if len(one.text) < len(other.text) else (other, one)
    place = 0 if short is one else 1
    if len(short.text) < 2 or len(short.text) >= len(long.text):
        return None
    if long.text.endswith(short.text) or long.text.startswith(short.text):
        ends = long.text.endswith(short.text)
        if ends and re.search(r"[·•・‧]\s*" + re.escape(short.shown.strip()) + "$", long.shown):
            return Likeness("part of name", 0.65, both, one, other, place)
        return Likeness("part of name", (0.4 if ends else 0.25) if person > 0.5 else 0.3, both, one, other, place)
    if len(short.text) <= 4 <= len(long.text) and short.text[0] == long.text[0] and person < 1:
        letters = iter(long.text)
        if all(letter in letters for letter in short.text):
            return Likeness("short form", 0.4, f"{short.shown} = {long.shown}", one, other, place)
    return None


def _han_spelling(one: Form, other: Form, both: str) -> Likeness | None:
    size = max(len(one.text), len(other.text))
    if size < 3 or edits(one.text, other.text, 1) > 1:
        return None
    only, rest = _apart(one.text, other.text)
    strength = {3: 0.3, 4: 0.35, 5: 0.5}.get(size, 0.6)
    if sorted(one.text) == sorted(other.text):
        strength += 0.1
    elif only | rest <= _SOUNDS_HAN and sum(letter in _SOUNDS_HAN for letter in one.text) * 2 >= len(one.text):
        strength = 0.75  # one foreign name, written down by its sound twice
    return Likeness("spelling", strength, both, one, other)


def _apart(one: str, other: str) -> tuple[set[str], set[str]]:
    return set(one) - set(other), set(other) - set(one)


def _telling(form: Form) -> list[str]:
    return [word for word in form.words if word not in LITTLE]
