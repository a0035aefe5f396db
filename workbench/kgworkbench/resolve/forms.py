"""The forms of a name that are compared: words, letters of an acronym, initials, numbers."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kgworkbench.model.graph import Entity
from kgworkbench.read.language import CJK
from kgworkbench.resolve.normalise import normalise

__all__ = ["Form", "compact", "core", "dated", "forms_of", "initials", "numbers", "plain", "skeleton"]

# More names of one entity than these say nothing new, and make comparing slow.
MOST_FORMS = 6

_CJK = re.compile(rf"[{CJK}]")
# "C++" is not "C", and "-9" and "9%" are not "9".
_WORD = re.compile(rf"[{CJK}]+|[$€£¥]?(?:(?<!\w)[-+](?=\d))?[^\W_{CJK}]+(?:[+#%°]+(?!\w))?")
_BRACKET = re.compile(r"\s*[(（\[]([^()（）\[\]]{2,60})[)）\]]\s*$")
_SPLIT_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})
_JOINERS = re.compile(rf"['’`´]|(?<=[{CJK}])[\s·•・‧.\-—–]+(?=[{CJK}])")
_ACRONYM = re.compile(r"(?:[A-Z][.&]? ?){2,8}s?|[A-Z](?:[a-z]?[A-Z0-9]){1,6}")
_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})")
_VOWELS = re.compile(r"(?<=.)[aeiouyhw]+")
_DOUBLED = re.compile(r"(.)\1+")
_ALIKE_SOUNDS = (("ph", "f"), ("ck", "k"), ("tch", "c"), ("sch", "s"), ("q", "k"), ("c", "k"), ("z", "s"), ("v", "f"))

LITTLE = frozenset("an and at by de der des di du for in la le of on the to van von".split())
_LEGAL = frozenset("ag co company corp corporation gmbh inc incorporated limited llc ltd plc sa".split())
_TITLES = frozenset(
    "captain colonel dame doctor dr emperor general king lady lord mr mrs ms president prince princess prof professor "
    "queen saint sir st".split()
)
_HAN_TAIL = re.compile(
    r"(?<=..)(?:股份有限公司|有限责任公司|有限公司|公司|集团|先生|女士|教授|博士|院士|总统|皇帝|国王|女王|市|省|县|区|镇|村|州)$"
)
_HAN_NUMBER = re.compile(r"[〇零一二三四五六七八九十百千]+")
_NUMBER_WORDS = {
    word: str(value)
    for value, words in enumerate(
        "zero one/first two/second three/third four/fourth five/fifth six/sixth seven/seventh eight/eighth "
        "nine/ninth ten/tenth".split()
    )
    for word in words.split("/")
}
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec bc ad bce ce century early mid late".split()
)
_DATED_HAN = re.compile(r"[\d〇零一二三四五六七八九十百千元初末年月日世纪代上下半叶前公约至]+")
_DAY = re.compile(r"\d+(?:st|nd|rd|th|s)?")


@dataclass(frozen=True, slots=True)
class Form:
    """One name of an entity. ``text`` is the plain form, ``letters`` those of an acronym, "" where it is none.

    ``dated`` marks a mere number or date, ``weak`` an alias that only shortens the entity's own name; ``aside`` is
    what stood behind the name in brackets to tell it from others.
    """

    shown: str
    text: str
    words: tuple[str, ...]
    alias: bool
    han: bool
    letters: str
    numbers: tuple[str, ...]
    dated: bool
    weak: bool
    aside: str


def plain(name: str) -> str:
    """The name with its case, accents, punctuation and the dots between Chinese names taken away.

    >>> plain("The Gödel-Prize"), plain("约翰·冯·诺依曼")
    ('godel prize', '约翰冯诺依曼')
    """
    folded = normalise(name)
    if not folded.isascii():
        folded = _JOINERS.sub("", folded)
        if not _CJK.search(folded):
            parts = unicodedata.normalize("NFKD", folded.translate(_SPLIT_LETTERS))
            folded = "".join(letter for letter in parts if not unicodedata.combining(letter))
    elif "'" in folded:
        folded = folded.replace("'", "")
    return " ".join(_WORD.findall(folded)) or folded


def forms_of(entity: Entity) -> tuple[Form, ...]:
    """The entity's names made comparable: its name first, then what stands in brackets after it, then its aliases."""
    found: dict[str, Form] = {}
    own: frozenset[str] = frozenset()
    for alias, shown in ((False, entity.name), *((True, name) for name in entity.aliases)):
        bracket = _BRACKET.search(shown)
        parts = [(shown, alias, "")]
        if bracket and bracket.start() > 1:
            outer, inner = shown[: bracket.start()], bracket.group(1).strip()
            named = _names_too(inner, outer)
            parts = [(outer, alias, "" if named else plain(inner))]
            if named:
                parts.append((inner, True, ""))
        for part, other, aside in parts:
            form = _form(part, other, own, aside)
            if form.text and form.text not in found:
                found[form.text] = form
                own = own or frozenset(form.words)
        if len(found) >= MOST_FORMS:
            break
    return tuple(found.values())[:MOST_FORMS]


def _names_too(inner: str, outer: str) -> bool:
    """Whether a bracket gives another name ("WHO", or one in the other language) and not a description ("film")."""
    here, there = bool(_CJK.search(inner)), bool(_CJK.search(outer))
    if here != there:
        return (inner if there else outer)[:1].isupper()
    words = plain(outer).split(" ")
    return bool(_ACRONYM.fullmatch(inner)) and plain(inner).replace(" ", "") in initials(words)


def _form(shown: str, alias: bool, own: frozenset[str], aside: str) -> Form:
    text = plain(shown)
    words = tuple(text.split(" "))
    letters = ""
    if _ACRONYM.fullmatch(shown.strip()):
        letters = "".join(letter for letter in shown.casefold().rstrip("s") if letter.isalnum())
    han = not text.isascii() and bool(_CJK.search(text))
    # "Lovelace", learnt beside "Ada Lovelace", is a short form and no second name.
    weak = alias and len(words) < len(own) and own.issuperset(words)
    return Form(shown, text, words, alias, han, letters, numbers(words, han), dated(words), weak, aside)


def initials(words: Sequence[str]) -> tuple[str, ...]:
    """The acronyms a name of these words may have: of all its words, and without the little ones.

    >>> initials(("world", "health", "organization")), initials(("museum", "of", "modern", "art"))
    (('who',), ('moma', 'mma'))
    """
    every = "".join(word[0] for word in words)
    telling = "".join(word[0] for word in words if word not in LITTLE)
    return (every,) if every == telling or len(telling) < 2 else (every, telling)


def numbers(words: Sequence[str], han: bool = False) -> tuple[str, ...]:
    """The numbers in a name, sorted: digits, Roman numerals after the first word, number words, Chinese numerals.

    >>> numbers(("apollo", "11")), numbers(("henry", "viii")), numbers(("第三次世界大战",), True)
    (('11',), ('viii',), ('三',))
    """
    found: list[str] = []
    for place, word in enumerate(words):
        if any(letter.isdigit() for letter in word):
            found += re.findall(r"\d+", word)
        elif word in _NUMBER_WORDS:
            found.append(_NUMBER_WORDS[word])
        elif place and len(word) < 6 and word[0] in "ivx" and _ROMAN.fullmatch(word):
            found.append(word)
        if han:
            found += _HAN_NUMBER.findall(word)
    return tuple(sorted(found))


def dated(words: Sequence[str]) -> bool:
    """Whether the name is nothing but a number or a date: such names are equal or they are two."""
    return all(_DAY.fullmatch(w) or w in _MONTHS or w in LITTLE or _DATED_HAN.fullmatch(w) for w in words)


def core(words: Sequence[str], han: bool) -> str:
    """The name without titles, legal forms and what kind of place it is; "" where nothing is to be left out.

    >>> core(("dr", "grace", "hopper"), False), core(("ibm", "corporation"), False), core(("杭州市",), True)
    ('grace hopper', 'ibm', '杭州')
    """
    if han:
        text = "".join(words)
        cut = _HAN_TAIL.sub("", text)
        return cut if cut != text else ""
    kept = list(words)
    while len(kept) > 1 and kept[0] in _TITLES:
        kept.pop(0)
    while len(kept) > 1 and kept[-1] in _LEGAL:
        kept.pop()
    return " ".join(kept) if len(kept) < len(words) else ""


def compact(text: str) -> str:
    """The name written together."""
    return text.replace(" ", "")


def skeleton(text: str) -> str:
    """What is left of a Latin name when vowels, doubled letters and other spellings of one sound are taken away."""
    for one, other in _ALIKE_SOUNDS:
        text = text.replace(one, other)
    return " ".join(_DOUBLED.sub(r"\1", _VOWELS.sub("", word)) for word in text.split(" "))
