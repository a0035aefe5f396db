"""Sentences of a text, found by punctuation and line breaks; English and Chinese rules work side by side."""

import re

from kgworkbench.model.text import Span
from kgworkbench.read.language import CJK

__all__ = ["sentences"]

_BREAK = re.compile(
    r"""(?P<stop>[.!?…]+|[。！？；｡]+[。！？；｡.!?…]*)"""
    r"""(?P<close>(?:\[\d{1,3}\]|["”’'»)\]」』）】》〉])*)"""
    r"""|\n\s*"""
)
_CJK_LETTER = re.compile(f"[{CJK}，。、；：！？《》「」“”（）]")
_WORD_BEFORE = re.compile(r"""[^\s"“”‘’'(\[—–]*\Z""")
_NEXT_WORD = re.compile(r"""[\s"“‘'(\[]*([^\W\d_]+(?:['’][^\W\d_]+)?)""")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}\Z")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*(?:\d{1,3}|[ivx]{1,4}|[A-Za-z])\Z")
_BLOCK_LINE = re.compile(r"\s*(?:#{1,6}\s|[-*+•·>|]|={3}|\d{1,3}[.)、]\s|[（(]?[一二三四五六七八九十]+[、）)])")
_LABEL_LINE = re.compile(r"\s*\w[\w \-]{0,30}[:：]\s")
_TERMINATORS = frozenset(".!?…。！？；:：｡")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name or number follows these, so they never end a sentence.
_LEADING = _words(
    "adm approx brig ca capt cf cmdr col cpl dr e.g eds esp fig figs fr ft gen gov hon i.e lt maj messrs mlle mme mr "
    "mrs ms mt mx nos op pp pres prof rep rev sen sgt shri st ste supt viz vol vols vs"
)
# These may end a sentence: what follows decides.
_TRAILING = _words(
    "apr assn aug ave bldg blvd bros calif co conn corp dec dept dist div ed esq est feb fla inc intl jan jr jul jun "
    "ltd mar mass mich minn natl nov oct okla ore penn plc pty rd rt sec sep sept sq sr tenn univ wash "
    "wis"
)
# Words that open a sentence far more often than they follow an abbreviation or an initial.
_OPENERS = _words(
    "a after all although an and another are as at because before both but by did do does during each even every few "
    "finally first for from had has have he her here his how however i if in is it its just later like many meanwhile "
    "most my no none not now of on once one only or other our over she since so some soon such that the their then "
    "there these they this those though three through thus to today two under unlike until we what when where whether "
    "which while who whose why with yet you"
)


def sentences(text: str) -> tuple[Span, ...]:
    """The spans of the text's sentences: ordered, disjoint, trimmed, and together covering all that is not space.

    A heading, a list item, a blank line and a short line end a sentence; a line that was only wrapped (long, with
    no full stop, followed by running text) does not.

    >>> text = "J. C. R. Licklider paid $3.5 million. He was right!"
    >>> [text[s.start : s.end] for s in sentences(text)]
    ['J. C. R. Licklider paid $3.5 million.', 'He was right!']
    """
    found: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        if match["stop"] is None:
            ends = _line_ends(text, match)
        elif match["stop"][0] in "。！？；｡":
            ends = _full_width_ends(text, match)
        else:
            ends = _ascii_ends(text, match)
        if ends:
            _add(found, text, start, match.end())
            start = match.end()
    _add(found, text, start, len(text))
    return tuple(found)


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        found.append(Span(start + left, start + right))


def _line_ends(text: str, match: re.Match[str]) -> bool:
    """Whether a line break ends a sentence: yes, unless the line was wrapped in the middle of one."""
    begin, end = match.span()
    if match[0].count("\n") > 1 or end == len(text):
        return True
    line = text[max(text.rfind("\n", 0, begin) + 1, begin - 200) : begin].rstrip()
    following = text[end : end + 40]
    if not line or line[-1] in _TERMINATORS or line.lstrip().startswith(("#", "|", "=")):
        return True
    if _BLOCK_LINE.match(following) or _LABEL_LINE.match(following):
        return True
    width = len(line) + len(_CJK_LETTER.findall(line))
    return width < (30 if following[0].islower() else 56)


def _full_width_ends(text: str, match: re.Match[str]) -> bool:
    """Whether a Chinese stop ends a sentence: yes, unless it stands in a title or its quotation runs on."""
    if "》" in match["close"] or "〉" in match["close"]:
        return False
    return not _in_title(text, match) and not (
        match["close"] and text[match.end() : match.end() + 1] in tuple("，、,的：。；")
    )


def _in_title(text: str, match: re.Match[str]) -> bool:
    """Whether a stop stands between 《 and 》."""
    before = text[max(0, match.start() - 60) : match.start()]
    return before.rfind("《") > before.rfind("》") and "》" in text[match.end() : match.end() + 60]


def _ascii_ends(text: str, match: re.Match[str]) -> bool:
    end = match.end()
    stop, after = match["stop"], text[end : end + 1]
    beside_cjk = bool(_CJK_LETTER.match(text[match.start() - 1 : match.start()])) if match.start() else False
    if after and not after.isspace():
        # No space after: only Chinese text ends a sentence so, and a title's closing mark lets it run on.
        return (
            beside_cjk
            and (stop != "." or bool(_CJK_LETTER.match(after)))
            and after not in "，、,的：。；）)》"
            and not set(match["close"]) & set("》〉)）")
        )
    window = text[end : end + 60].lstrip()
    if _in_title(text, match):
        return False
    if not window or beside_cjk:
        return True
    if window.lstrip("\"“‘'([")[:1].islower() or window[0] in ",;:":
        return False
    return stop != "." or _full_stop_ends(text, match)


def _full_stop_ends(text: str, match: re.Match[str]) -> bool:
    """Whether one full stop ends a sentence, judged by the word before it and the word after it."""
    before = text[max(0, match.start() - 40) : match.start()].removesuffix(" ")
    if _LIST_NUMBER.search(before) and (match.start() < 40 or "\n" in before):
        return False
    found = _WORD_BEFORE.search(before)
    word = found[0] if found else ""
    folded = word.lower()
    if "[" in match["close"]:
        return True
    if folded in _LEADING:
        return False
    if folded == "no":
        return not _opens_with_digit(text, match.end())
    last = word.rsplit("-", 1)[-1]
    initial = len(last) == 1 and last.isalpha()
    if initial and last.islower():
        return False
    if initial or _ACRONYM.match(word) or folded == "al" or (folded in _TRAILING and word[:1].isupper()):
        return _opener_follows(text, match.end())
    return folded != "etc" or _opener_follows(text, match.end())


def _opens_with_digit(text: str, start: int) -> bool:
    return text[start : start + 2].strip()[:1].isdigit()


def _opener_follows(text: str, start: int) -> bool:
    """Whether the next word is one that opens sentences; "I" and "A" may as well be initials when a stop follows."""
    following = _NEXT_WORD.match(text, start)
    if following is None or following[1].lower() not in _OPENERS:
        return False
    return not (len(following[1]) == 1 and text.startswith(".", following.end()))
