"""English words cut to stems, so that "supervisor", "supervised" and "supervision" are one."""

import re
from functools import lru_cache

__all__ = ["FUNCTION_WORDS", "PHRASES", "stem"]


def _pairs(text: str) -> dict[str, str]:
    return {form: lemma for lemma, *forms in (line.split() for line in text.split(";")) for form in forms}


_IRREGULAR = _pairs(
    "be was were is are been;write wrote written;build built;win won;begin began begun;lead led;find found;"
    "make made;give gave given;take took taken;come came;go went gone;get got gotten;grow grew grown;know knew known;"
    "teach taught;think thought;buy bought;bring brought;sell sold;tell told;say said;send sent;spend spent;leave left;"
    "lose lost;meet met;pay paid;run ran;rise rose risen;see saw seen;show shown;sit sat;speak spoke spoken"
    ";stand stood;"
    "draw drew drawn;drive drove driven;fall fell fallen;fight fought;fly flew flown;forget forgot;hold held;keep kept;"
    "lay laid;lie lain;choose chose chosen;become became;bear bore;born birth;die death dead died dying dies"
    ";hear heard;"
    "hide hid hidden;sing sang sung;sink sank sunk;sleep slept;steal stole stolen;swim swam;throw threw thrown;"
    "wear wore worn;weigh weight weights heavy heavier heaviest heaviness;long length lengthy longer longest;"
    "high height higher highest;deep depth;wide width wider widest;strong strength;old elder older oldest eldest;"
    "think thought;man men;woman women;child children;person people;foot feet;mouse mice;series"
    ";success succeed succeeded;"
    "use used using uses;base based bases basis;marry wife husband married marriage spouse wedded;"
    "prove proof proved proven;choice choose;believe belief;live life lives lived living;sale sell;speech speak;"
    "product produce produced production;describe described description describes"
    ";found_ founder founders founded founding;"
    "feed fed;bind bound;break broke broken;burn burnt;catch caught;deal dealt;dig dug;eat ate eaten;feel felt;"
    "hang hung;mean meant;read;ride rode;ring rang rung;seek sought;set;shake shook;shine shone;shoot shot;shut;"
    "strike struck;swear swore;tear tore;understand understood;wake woke;withdraw withdrew withdrawn;"
    "large larger largest;big bigger biggest;early earlier earliest;late later latest;fast faster fastest;"
    "name named names;compute computer computers computed computing computation"
)
_IRREGULAR["founder"] = _IRREGULAR["founded"] = "found_"
_SUFFIXES = (
    "izations ization isations isation ational fulness iveness ousness ations ation ators ator ations ities ity"
    " ments ment ances ance ences ence ings ing iers ier ies ied ions ion ists ist isms ism ives ive als al ors"
    " or ers er"
    " ous ful ness ed es ly s e y"
).split()

PHRASES = tuple(
    (re.compile(rf"\b(?:{verbs})(?:\s+\w+)?\s+(?:{particle})\b", re.I), meaning)
    for verbs, particle, meaning in (
        ("take|takes|took|taken|taking", "over", "acquire"),
        ("swallow|swallowed|swallows", "up", "acquire"),
        ("set|sets|setting", "up", "establish"),
        ("put|puts|putting", "forward", "propose"),
        ("put|puts|putting", "together", "build"),
        ("come|comes|came|coming", "up with", "devise"),
        ("think|thinks|thought", "up", "devise"),
        ("dream|dreamed|dreamt", "up", "devise"),
        ("draw|draws|drew|drawn", "up", "devise"),
        ("work|works|worked|working", "out", "deduce"),
        ("figure|figured|find|found", "out", "deduce"),
        ("turn|turned|switch|switched|shut|close|closed", "off|down", "stop"),
        ("bring|brought|come|came|came", "out", "publish"),
        ("give|gave|given", "up", "abandon"),
        ("grow|grew|grown", "up", "childhood"),
        ("pass|passed", "away", "die"),
        ("make|made", "up", "comprise"),
        ("in", "charge of", "govern"),
        ("come|came", "into the world", "born"),
        ("make|made|making", "up of", "comprise"),
        ("look|looked", "after", "maintain"),
        ("carry|carried", "out", "perform"),
        ("start|started|break|broke", "out", "begin"),
        ("tear|torn|tore|pull|pulled|knock|knocked", "down", "demolish"),
        ("name|named|call|called", "after", "commemorate"),
    )
)
"""Verbs whose meaning is in the word behind them, with one that says it alone."""

FUNCTION_WORDS = frozenset(
    "a an the this that these those it its he she they we you i his her their our my your him them us me who whom whose"
    " which what when where why how and or but nor so yet if then than because although though while since until unless"
    " as at by for from in into of off on onto out over to toward towards under up upon with within without about above"
    " across after against along among amid around before behind below beneath beside besides between beyond despite"
    " during except inside near outside past per through throughout till via not no is are was were be been being am do"
    " does did done doing has have had having can could may might must shall should will would there here also"
    " both each"
    " either neither all any some many much more most other another such same own only just even still already again"
    " ever never now once however therefore thus s t re ve ll d anyone someone everybody somebody one ones kind"
    " sort type"
    " according documents document text texts corpus say says said please tell me give name gave get got go went gone"
    " going goes come came make made take took put let become became used use serve served".split()
)
"""Words that carry no content of their own in a question."""


_DROPPED_E = re.compile(r"[^aeiou][aeiou][bcdgklmnprtv](?:ed|ing)")
"""Three letters before an ending, the last of them not doubled: "moved" comes of "move", as "hopped" of "hop"."""


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem of a lower-case English word; other words come back as they are.

    >>> stem("supervisor") == stem("supervised") == stem("supervision")
    True
    """
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    if _DROPPED_E.fullmatch(word):
        return f"{word[:3]}e"
    for _ in range(2):
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= (
                4 if suffix in ("y", "e", "al", "er", "or") else 3 if len(suffix) < 3 else 4
            ):
                if suffix == "s" and word.endswith("ss"):
                    continue
                word = word[: -len(suffix)]
                break
        else:
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word
