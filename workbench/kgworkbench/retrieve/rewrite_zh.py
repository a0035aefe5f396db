"""Chinese follow-ups."""

import re
from collections.abc import Sequence
from typing import Literal

from kgworkbench.index.library import Library
from kgworkbench.model.schema import cues_of
from kgworkbench.retrieve.mentioned import Mentioned, mentioned_in, of_sort

__all__ = ["opening_zh", "resolved_zh"]

_MEASURE = "个位部本篇座家种台项条首件幅些卷处所"
_LEAD = re.compile(rf"^\s*(?:(?:那么|然后|还有|另外|而且|再者|那(?![{_MEASURE}是里时儿边])|而(?=[^且])|又)[，,、\s]*)+")
_TOPIC = re.compile(r"^(?P<topic>.+?)(?:又|则)?(?:怎么样)?呢[？?！!。]*$")
_PLACE_WH = r"(?:在|于|到)?(?:哪里|哪儿|何处|何地|什么地方|哪个(?:地方|城市|国家))"
_TIME_WH = r"(?:在|于)?(?:什么时候|何时|何年|哪一?年|哪个(?:年代|朝代)|什么年代)"
_WHY_WH = r"(?:为什么|为何|因为什么|怎么)"
_WHO_WH = r"谁"
_CIRCUMSTANCE_WH = re.compile(rf"{_PLACE_WH}|{_TIME_WH}|{_WHY_WH}")
_BARE = re.compile(rf"^(?P<word>{_PLACE_WH}|{_TIME_WH}|{_WHY_WH}|{_WHO_WH})(?:呢|的)?[？?！!。]*$")
_PRONOUN = re.compile(
    r"(?P<person>[他她](?!们|人|乡|日|山)|这个?人|那个?人|此人|该人)"
    r"|(?P<many>[他她它]们)"
    rf"|(?:该|此|这(?:[{_MEASURE}])?|那(?:[{_MEASURE}]))(?P<noun>[\u4e00-\u9fff])"
    r"|(?P<place>这里|那里|那儿|此地|当地|那边)"
    r"|(?P<thing>它(?!们))"
    r"|(?P<its>其(?![他它中实余次一间]))"
)
_SUBJECTLESS = re.compile(
    rf"^(?:是)?(?:{_PLACE_WH}|{_TIME_WH}|{_WHY_WH})"
    r"|^(?:出生|去世|逝世|生于|卒于|死于|发明|设计|撰写|写了|写过|著有|创作|建造|任职|担任|师从|籍贯|老家|有哪些|有什么|叫什么|属于|位于|成书|毕业)"
)
_OF_A_WORK = re.compile("(?:作者|设计者|发明者|发明人|建造者|编者|内容|卷|成书|部件|原理|用途)")
_PERSON_NOUNS = frozenset("人者家师")


def opening_zh(question: str) -> Literal["circumstance", "thing"]:
    """Whether a question asks for a time, place, reason or manner, or for a thing."""
    return "circumstance" if _CIRCUMSTANCE_WH.search(question) else "thing"


def resolved_zh(text: str, last: str, candidates: Sequence[Mentioned], library: Library) -> str:
    """The Chinese question with what it leaves open taken from the last one and from what was spoken of."""
    lead = _LEAD.match(text)
    plain = text[lead.end() :] if lead and any(map(str.isalnum, text[lead.end() :])) else text
    bare = _BARE.match(plain)
    if bare:
        return _asked_otherwise(bare["word"], last, library)
    own = mentioned_in(plain, library)
    topic = _TOPIC.match(plain)
    if topic and not _CIRCUMSTANCE_WH.search(plain) and len(topic["topic"]) <= 12:
        if _PRONOUN.search(topic["topic"]):
            return f"{_replaced(topic['topic'], own, candidates, library)}是什么？"
        return _about(topic["topic"], own, last, library) or plain
    replaced = _replaced(plain, own, candidates, library)
    if replaced == plain and not own and candidates and _SUBJECTLESS.match(plain):
        # Chinese leaves a subject unsaid that goes on from the question before.
        return f"{candidates[0].name}{plain}"
    return replaced


def _asked_otherwise(word: str, last: str, library: Library) -> str:
    """The last question with another question word, which stands behind its topic."""
    found = _CIRCUMSTANCE_WH.search(last) or re.search(_WHO_WH, last)
    if word == "谁" or not found or found.group() == "谁":
        return (
            re.sub(_WHO_WH, word, last, count=1)
            if found and found.group() == "谁"
            else f"{last.rstrip('？?。')}，{word}？"
        )
    rest = last[: found.start()] + last[found.end() :]
    if re.fullmatch(r"哪里|哪儿|何处|何地|什么地方|哪个(?:地方|城市|国家)", word):
        word = f"在{word}"
    before = mentioned_in(rest, library)
    at = rest.find(before[0].surface) + len(before[0].surface) if before else 0
    at += rest.startswith("是", at)
    return f"{rest[:at]}{word}{rest[at:]}"


def _about(topic: str, own: Sequence[Mentioned], last: str, library: Library) -> str:
    """The last question about another topic, which takes the place of the name of its sort; "" where there is none."""
    before = mentioned_in(last, library)
    if not before:
        return ""
    same = next((one for one in before if own and one.type == own[0].type), None)
    old = same or (of_sort(before, own[0].sort) if own else before[0])
    return last.replace(old.surface, topic, 1) if old else ""


def _replaced(text: str, own: Sequence[Mentioned], candidates: Sequence[Mentioned], library: Library) -> str:
    if not candidates:
        return text

    def name(match: re.Match[str]) -> str:
        before = [one for one in own if 0 <= text.find(one.surface) < match.start()]
        noun = match["noun"]
        if noun:
            called = next((one for one in candidates if _is_called(one, noun, library)), None)
            if called is None:
                return match.group()
            return called.name
        if match["person"]:
            found = None if any(one.sort == "person" for one in before) else of_sort(candidates, "person")
        elif match["place"]:
            found = of_sort(candidates, "place")
        elif match["thing"]:
            inside = any(one.sort == "thing" for one in before)
            found = None if inside else of_sort(candidates, "thing", "group") or of_sort(candidates, "place")
        elif match["its"] and _OF_A_WORK.match(text, match.end()):
            found = of_sort(candidates, "thing") or next(iter(candidates), None)
        else:
            found = None if before else next(iter(candidates), None)
        if found is None:
            return match.group()
        return f"{found.name}的" if match["its"] else found.name

    return _PRONOUN.sub(name, text)


def _is_called(one: Mentioned, noun: str, library: Library) -> bool:
    """Whether a noun may call the entity: it stands in its type's name, cues, or own name."""
    if noun in _PERSON_NOUNS:
        return one.sort == "person"
    kind = library.schema.entity_type(one.type)
    return noun in one.type or noun in one.name or (kind is not None and noun in cues_of(kind.cues, "zh"))
