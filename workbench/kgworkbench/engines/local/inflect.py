"""English words in their other forms, so that a cue in one tense is found in all."""

import re

__all__ = ["inflected", "singular"]


def inflected(verb: str) -> str:
    """An expression for a cue's first word and its other forms: designed, design, designs, designing.

    >>> import re
    >>> [bool(re.fullmatch(inflected("designed"), word)) for word in ("designs", "designing", "designer")]
    [True, True, False]
    """
    for forms in _IRREGULAR:
        if verb in forms:
            return f"(?:{'|'.join(forms)})"
    if len(verb) > 4 and verb.endswith("ied"):
        return rf"{re.escape(verb[:-3])}(?:ied|ies|y|ying)"
    if len(verb) > 4 and verb.endswith("ed"):
        return rf"{re.escape(verb[:-2])}(?:ed|es|e|s|ing)?"
    if len(verb) < 4 or not verb.isalpha() or verb.endswith(("ing", "s")):
        return re.escape(verb)
    if verb.endswith("e"):
        return rf"{re.escape(verb[:-1])}(?:e|es|ed|ing)"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return rf"{re.escape(verb[:-1])}(?:y|ies|ied|ying)"
    return rf"{re.escape(verb)}(?:s|es|ed|ing)?"


def singular(noun: str) -> str:
    """An English noun as one of them has it; itself where it is that already.

    >>> singular("cities"), singular("mills"), singular("women"), singular("glass")
    ('city', 'mill', 'woman', 'glass')
    """
    if noun in _PLURALS:
        return _PLURALS[noun]
    if len(noun) > 4 and noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.endswith(("ches", "shes", "xes", "sses")):
        return noun[:-2]
    return noun[:-1] if len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


_PLURALS = {"men": "man", "women": "woman", "people": "person", "children": "child"}
_IRREGULAR = tuple(
    tuple(line.split())
    for line in (
        "built builds build building",
        "wrote writes write writing written",
        "won wins win winning",
        "taught teaches teach teaching",
        "ran runs run running",
        "led leads lead leading",
        "made makes make making",
        "sold sells sell selling",
        "held holds hold holding",
        "bought buys buy buying",
        "lost loses lose losing",
        "gave gives give giving given",
        "began begins begin beginning begun",
        "grew grows grow growing grown",
        "sang sings sing singing sung",
        "drew draws draw drawing drawn",
        "beat beats beating beaten",
        "became becomes become becoming",
        "spoke speaks speak speaking spoken",
        "left leaves leave leaving",
        "met meets meet meeting",
        "shot shoots shoot shooting",
        "fought fights fight fighting",
        "saw sees see seeing seen",
        "took takes take taking taken",
        "died dies die dying",
    )
)
