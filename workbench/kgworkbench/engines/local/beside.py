"""What the words right beside a span say of it."""

import re

from kgworkbench.engines.local.answer_kinds import head_words
from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.stems import stem

__all__ = ["called_so", "gap_fit"]


def called_so(text: str, start: int, end: int, asked: Asked) -> float:
    """Whether the words beside a span call it what is asked for: "the language Lisp", "the X, an analogue computer"."""
    words = head_words(asked)
    if not words:
        return 0.0
    before, after = text[max(0, start - 40) : start], text[end : end + 70]
    if asked.language == "zh":
        head = words[0]
        if re.search(rf"{re.escape(head)}[“《]?$", before):
            return 1.0
        if re.match(rf"[”》]?是[^，。]{{0,12}}{re.escape(head)}", after):
            return 0.8
        if not before and re.match(rf"[”》]?，[^，。]{{0,12}}{re.escape(head)}", after):
            return 0.8
        return 0.0
    wanted = stem(words[0])
    left = [stem(word) for word in re.findall(r"[a-z]+", before.lower())]
    if left and left[-1] == wanted:
        return 1.0
    if wanted in left[-3:] and re.search(r"[,:]?\s*(?:called|named|,|:|was|is)\s*(?:the\s+)?$", before):
        return 0.9
    apposed = re.match(r"\s*,?\s*(?:\([^)]*\)\s*,?\s*)?(?:an?|the|one of the|his|her|its)\s+([^,.;]{0,60})", after)
    if apposed and (after.lstrip().startswith(",") or re.match(r"\s*(?:is|was)\b", after)):
        inside = [stem(word) for word in re.findall(r"[a-z]+", apposed[1].lower())[:6]]
        return 0.9 if wanted in inside else 0.0
    copula = re.match(r"\s+(?:is|was)\s+(?:an?|the)\s+([^,.;]{0,60})", after)
    if copula:
        inside = [stem(word) for word in re.findall(r"[a-z]+", copula[1].lower())[:6]]
        return 0.9 if wanted in inside else 0.0
    following = re.match(r"\s+([a-z]+)", after)
    return 0.7 if following and stem(following[1]) == wanted else 0.0


_CALLED_ZH = re.compile(r"(?:名叫|名为|叫做|叫作|称为|称作|改称|又称|俗称|取名|命名为|就叫)[“《「]?$")


def gap_fit(text: str, start: int, end: int, asked: Asked) -> float:
    """How well the words right beside a span are those beside the question's gap (Chinese keeps the word order)."""
    if asked.language != "zh":
        return 0.0
    before, after = text[max(0, start - 6) : start].rstrip("“《「"), text[end : end + 6].lstrip("”》」")
    score = 0.0
    if asked.before.endswith("叫") and _CALLED_ZH.search(text[max(0, start - 6) : start]):
        return 0.8
    left = re.sub(r"[了过着]$", "", asked.before)
    for size in (3, 2, 1):
        if len(left) >= size and before.endswith(left[-size:]) and left[-size:] not in ("是", "叫", "的", "在"):
            score += {3: 0.6, 2: 0.6, 1: 0.35}[size]
            break
    for size in (3, 2, 1):
        if len(asked.after) >= size and after.startswith(asked.after[:size]) and asked.after[:size] not in ("的", "了"):
            score += {3: 0.3, 2: 0.25, 1: 0.1}[size]
            break
    return score
