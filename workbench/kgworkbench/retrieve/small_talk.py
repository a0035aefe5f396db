"""What is said to a machine without asking it anything, and what is answered."""

import re
from typing import Literal

from kgworkbench.index.library import Index
from kgworkbench.index.match import match
from kgworkbench.index.words import question_words, words
from kgworkbench.model.schema import Schema

__all__ = ["Aside", "aside_of", "is_small_talk", "reply_to"]

Aside = Literal["", "small talk", "no word known"]
"""Why a question is not searched."""

# The cosine to the nearest passage below which a text of unknown words has nothing to do with any. With
# all-MiniLM-L6-v2 texts on other subjects stay under 0.19; loose paraphrases begin at 0.25.
FAR = 0.2

# Only a text that is small talk from its first word to its last counts: "Hello, who designed Pascal?" asks something.
# Each phrase is an atomic group: what can be cut into phrases in many ways ("哈哈哈哈") is cut in one, or the time
# would double with each letter.
_EN = re.compile(
    r"(?>(?:hi|hello|hey|howdy|greetings|good\s+(?:morning|afternoon|evening|night|day)|welcome"
    r"|thanks?(?:\s+(?:you|a\s+lot|so\s+much|very\s+much))*|many\s+thanks|thx|cheers"
    r"|(?:good\s?)?bye(?:\s?bye)?|see\s+you(?:\s+(?:later|soon))?|ok(?:ay)?|cool|nice|great|awesome|perfect|well\s+done"
    r"|sorry|please|yes|no|sure|lol|test(?:ing)?|nice\s+to\s+meet\s+you"
    r"|how\s+are\s+you(?:\s+(?:doing|today))*|how(?:'s|\s+is)\s+it\s+going|what'?s\s+up"
    r"|who\s+(?:are|made|built|created)\s+you|what\s+are\s+you|what(?:'s|\s+is)\s+your\s+name|are\s+you\s+(?:there|an?\s+\w+)"
    r"|what\s+can\s+(?:you\s+do|i\s+ask(?:\s+you)?)|can\s+you\s+help(?:\s+me)?|help(?:\s+me)?|tell\s+me\s+a\s+joke"
    r"|there|again|everyone|all|my\s+friend|dear|and|so|then)\b[\s,.!?;:'~)(-]*)+",
    re.I,
)
_ZH = re.compile(
    r"(?:(?:你|您|大家)好[啊呀吗么]?|嗨|哈喽|哈罗|喂|早上好|上午好|中午好|下午好|晚上好|早安|晚安|早"
    r"|(?:非常|十分|太|多(?!谢谢谢))?(?:谢谢|感谢|多谢)(?:(?:你|您|大家)(?![是叫能会可最]|好(?!的)))?(?:了|啦|的帮助)?"
    r"|辛苦了?|再见|拜拜|回头见|好的?|嗯+|行|不错|真棒|太好了|很好"
    r"|对不起|抱歉|不好意思|请问?|你是谁|您是谁|你叫什么(?:名字)?|你是(?:什么|机器人|人工智能|人)吗?"
    r"|你(?:能|会|可以)(?:做|干|回答)?(?:什么|些什么|哪些(?:问题|事)?)|我(?:能|可以)问(?:你)?(?:什么|些什么|哪些问题)"
    r"|你(?:最近)?(?:怎么样|好吗|还好吗)|吃了吗|在吗|帮帮我|帮助|讲个笑话|测试|[啊呀呢吧哦噢哈嘿]+)[\s，,。.！!？?；;：:~～、]*"
)
_ZH_ALL = re.compile(rf"(?>{_ZH.pattern})+")


def is_small_talk(text: str) -> bool:
    """Whether the text only greets, thanks, takes leave or asks about the machine itself.

    >>> is_small_talk("Hello there!"), is_small_talk("谢谢你！"), is_small_talk("Hello, who designed Pascal?")
    (True, True, False)
    """
    plain = text.strip().strip("\"'“”").replace("’", "'")
    return len(plain) <= 80 and bool(_EN.fullmatch(plain) or _ZH_ALL.fullmatch(plain))


def aside_of(text: str, index: Index, named: bool) -> Aside:
    """Why the text need not be searched: it is small talk, or the index knows none of its words; "" where it need.

    ``named`` says that it names an entity, which is always searched. With vectors a text may fit what shares no word
    with it, so it must be far from every passage too.
    """
    if named:
        return ""
    if is_small_talk(text):
        return "small talk"
    asked = set(question_words(text)) | {word for part in question_words(text) for word in words(part)}
    known = (index.chunk_words.vocabulary, index.fact_words.vocabulary)
    if any(word in held for word in asked for held in known):
        return ""
    near = match(index, text).near_chunks
    return "" if near is not None and float(near.max(initial=0.0)) >= FAR else "no word known"


def reply_to(talk: bool, language: str, schema: Schema) -> str:
    """A friendly line in that language that says what can be asked: to small talk, or to words nobody here knows."""
    kinds = [kind.name for kind in schema.entity_types[:3]]
    if language == "zh":
        about = f"，例如关于{'、'.join(kinds)}" if kinds else ""
        if talk:
            return f"您好！我回答有关这个知识图谱的问题{about}。请问一个问题吧。"
        return f"这个知识图谱里没有与问题有关的内容。可以问我其中的内容{about}。"
    about = f", for example about {', '.join(kinds)}" if kinds else ""
    if talk:
        return f"Hello! I answer questions about what this graph holds{about}. What would you like to know?"
    return f"This graph knows none of the words of the question. Ask about what it holds{about}."
