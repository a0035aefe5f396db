"""Questions without what is said around them: courtesies, a lead such as "I would like to know", full-width marks."""

import re
from functools import lru_cache

__all__ = ["bare_question"]

_WIDE = str.maketrans("？！，；：（）’‘“”", "?!,;:()''\"\"")
_YOU = r"(?:could|can|would|will|might)\s+(?:you|u|anyone|anybody|someone|somebody)"
_TELL = (
    r"(?:tell|inform|remind|show|give|let|help)(?:\s+(?:me|us))?(?:\s+(?:know|find\s+out|understand))?"
    r"|say|explain\s+to\s+(?:me|us)|find\s+out|look\s+up|answer(?:\s+(?:me|this|my\s+question))?"
)
_LEAD_EN = re.compile(
    rf"(?:(?:(?:hi|hello|hey|ok|okay|well|so|now|please|pls|excuse\s+me|sorry|dear\s+all|thanks)\b[\s,.!:;-]*)"
    rf"|(?:{_YOU}\s+(?:please\s+|kindly\s+|perhaps\s+)?(?:{_TELL})\b(?:\s+please)?[\s,:]*)"
    rf"|(?:(?:please\s+|kindly\s+)?tell\s+(?:me|us)\b(?!\s+about)[\s,:]*)"
    rf"|(?:(?:do|does|did)\s+(?:you|anyone|anybody|somebody|someone)\s+(?:happen\s+to\s+)?know\b[\s,:]*)"
    rf"|(?:(?:i|we)(?:\s+(?:would|'d|am|'m|want|really|just|also|was|were|have|need))*"
    rf"(?:'d|'m)?(?:\s+(?:would|really|just|also))*\s*(?:like|love|want|wish|need|curious|wondering|interested|wonder|ask|have\s+a\s+question)"
    rf"(?:\s+to\s+(?:know|ask|find\s+out|learn|see|hear|be\s+told)|\s+about|\s+in\s+knowing)?"
    rf"(?:\s+(?:you|this|if\s+you\s+(?:know|could\s+tell\s+me)))?\b[\s,:.]*)"
    rf"|(?:(?:my|the|one|another|a)(?:\s+\w+)?\s+question(?:\s+is)?\s*[:,.]\s*)"
    rf"|(?:question\s*:\s*|q\s*:\s*))",
    re.I,
)
_TAIL_EN = re.compile(
    r"[\s,.;:-]*(?:please|pls|thanks(?:\s+(?:a\s+lot|in\s+advance|so\s+much))?|thank\s+you(?:\s+(?:very|so)\s+much|\s+in\s+advance)?"
    r"|if\s+you\s+(?:know|can|please|would|could)|do\s+you\s+know|can\s+you\s+tell\s+me|i\s+wonder|again)[\s.!?]*$",
    re.I,
)
_ASKS = re.compile(
    r"^\W*(?:(?:in|at|on|by|to|from|for|under|with|of|into|through|during|since|until|about)\s+)?"
    r"(?:who|whom|whose|what|which|when|where|why|how)\b",
    re.I,
)
_OPENS = re.compile(
    r"^\W*(?:is|are|was|were|did|do|does|has|have|had|can|could|if|whether|summari[sz]e|describe)\b", re.I
)
_THE = re.compile(r"^(?:about\s+)?(?=(?:the|[A-Z][\w-]*['’]s)\s)", re.I)
_INDIRECT = re.compile(
    r"^(?P<wh>\W*(?:(?:in|at|on|by|to|from|for|under|with|of|into)\s+)?(?:how\s+(?:many|much|old|long|tall"
    r"|high|heavy|far|deep|wide|large|big)(?:\s+[a-z]+s\b)?|(?:which|what)\s+(?:(?!the\b|an?\b)[a-z-]+\s+){0,2}?(?!the\b|an?\b)[a-z-]+(?=\s+(?:the\s|an?\s|[A-Z]))"
    r"|who|whom|what|when|where))\s+"
    r"(?P<subject>(?!is\b|was\b|are\b|were\b|did\b|does\b|do\b|has\b|had\b).+?)\s+(?P<verb>is|was|are|were)"
    r"(?P<rest>(?:\s+\S+)*?)\s*\??$",
    re.I,
)
_WHETHER = re.compile(
    r"^(?:if|whether)\s+(?P<subject>.+?)\s+(?P<verb>is|was|are|were|has|had|have|did|does|do)(?=\s)", re.I
)
_LEAD_ZH = re.compile(
    r"^(?:(?:您?你?好|请教(?:一下)?|想?请问(?:一下|下)?|麻烦(?:你|您)?(?:问|请问)?(?:一下)?"
    r"|打扰(?:一下|了)?"
    r"|劳驾|不好意思|谢谢|想问(?:一下|下)?|问一下|请)[，,。！!:： ]*"
    r"|(?:(?:我|我们)(?:很|只|就)?(?:想|要|希望|好奇)(?:要|请)?(?:知道|了解|问|请教|弄清楚|查)?"
    r"(?:一下|下|的是)?[，,:： ]*)"
    r"|(?:(?:你|您|谁|有人)?(?:能不能|能否|可以|可不可以|可否|能|知道|知不知道|可)?(?:帮我|帮忙|给我|给我们)?"
    r"(?:告诉我们?|(?<=[我忙])(?:说说|讲讲|查查|查一下|查|回答))(?:一下|下)?[，,:： ]*)"
    r"|(?:(?:你|您|有人|谁)(?:知道|知不知道|晓得)[，,:： ]*))"
)
_TAIL_ZH = re.compile(r"[，,。 ]*(?:谢谢(?:你|您|了|啦)?|多谢|拜托了?|麻烦了|好吗|可以吗|行吗)[。！!～~ ]*$")
_ASKS_ZH = re.compile(r"吗|是否|是不是|有没有|会不会|能不能|呢[？?]?$|概括|介绍|总结|列出")
_WH_ZH = re.compile(r"谁|什么|哪|几|多少|多[高长重宽深远大久]|何|啥|怎")


@lru_cache(maxsize=1024)
def bare_question(text: str, language: str) -> str:
    """The question alone, its marks those of its language; the text as it is where nothing would be left of it.

    >>> bare_question("Could you please tell me who designed Pascal？", "en")
    'who designed Pascal?'
    >>> bare_question("请问《木经》是谁写的", "zh")
    '《木经》是谁写的'
    """
    return _zh(text) if language == "zh" else _en(text)


def _en(text: str) -> str:
    plain = " ".join(text.translate(_WIDE).split())
    rest = plain
    for _ in range(4):
        led = _LEAD_EN.match(rest)
        if led is None or not led[0]:
            break
        rest = rest[led.end() :]
    if rest != plain and not (_ASKS.match(rest) or _OPENS.match(rest)):
        named = _THE.match(rest)
        rest = f"What is {rest[named.end() :]}" if named else plain
    rest = _WHETHER.sub(r"\g<verb> \g<subject>", rest) if rest != plain else rest
    for _ in range(2):
        tail = _TAIL_EN.search(rest)
        if tail is None or tail.start() < 8:
            break
        rest = rest[: tail.start()] + ("?" if "?" in tail[0] or rest.endswith("?") else "")
    return _direct(rest) if rest != plain else rest


def _direct(text: str) -> str:
    """An indirect question put directly where its verb stands last: "where Ann Lee was born" is asked plainly."""
    found = _INDIRECT.match(text)
    if found is None or re.search(r"\b(?:who|which|that|whose|where)\b", found["subject"], re.I):
        return text
    return f"{found['wh']} {found['verb']} {found['subject']}{found['rest'].rstrip(' ?')}?"


def _zh(text: str) -> str:
    plain = text.strip()
    rest = plain
    for _ in range(4):
        led = _LEAD_ZH.match(rest)
        if led is None or not led[0]:
            break
        if len(rest) - led.end() < 3:
            break
        rest = rest[led.end() :]
    if rest != plain and not (_WH_ZH.search(rest) or _ASKS_ZH.search(rest)):
        rest = plain
    if rest != plain:
        rest = re.sub(r"(?<=[^\s])吗(?=[？?。]*$)", "", rest) if _WH_ZH.search(rest) else rest
    tail = _TAIL_ZH.search(rest)
    if tail is not None and tail.start() > 4:
        rest = rest[: tail.start()]
    return rest if len(rest) > 2 else plain
