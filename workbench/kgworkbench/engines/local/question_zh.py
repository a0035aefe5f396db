"""Chinese questions read: the question word, its noun and measure word, comparisons, and where parts meet."""

import re
from dataclasses import replace

from kgworkbench.engines.local.asked import Asked, Form, Order
from kgworkbench.engines.local.kinds import kinds_of_name
from kgworkbench.engines.local.segment_zh import words_zh

__all__ = ["MEASURES", "read_zh"]

MEASURES = frozenset(
    "个位名座部本卷种类项条件篇首道层口艘所家间处幅张枚块把根头只台架支次级等代朝段场届册门味"
    "斤两尺米丈里步公吨岁年天月日元贯文人户孔"
)
"""Chinese measure words of one character."""
_WH = re.compile(
    r"(?P<date>(?:在|是|于|到)?(?:哪一?年|哪个年份|什么时候|什么时间|何时|哪一?[天日]|哪个?月|什么年代|哪个?年代|几年级?(?=[月]))"
    r"|(?<![隔过后])几几年)"
    r"|(?P<age>多大年纪|多大岁数|几岁|多少岁|多大(?=$|[？?了]))"
    r"|(?P<duration>多少年|几年|多久|多长时间|多少天|几天|多少个?月)"
    r"|(?P<number>多高|多长|多重|多宽|多深|多远|多快|多厚|多少(?:米|尺|丈|斤|里|公里|吨|步|钱|元|贯)?)"
    r"|(?P<count>几(?:十)?(?:个|位|名|座|部|本|卷|种|类|项|条|件|篇|首|道|层|口|艘|所|家|间|处|幅|张|枚|块|把|根|次|级|代|册|门|味|人|孔|套|款|届|场)|多少(?:个|位|名|座|部|本|卷|种|类|项|条|件|篇|首|道|层|口|艘|所|家|间|处|幅|张|枚|块|把|根|次|级|代|册|门|味|人|孔|套|款|届|场))"
    r"|(?P<person>谁|何人|什么人|哪一?位(?![^\\W\\d_])|哪个人)"
    r"|(?P<place>哪里|哪儿|何处|何地|什么地方|哪个地方|哪一带)"
    r"|(?P<which>哪(?:一|两|二|三|四|五|六|几|些)?(?:个|位|名|座|部|本|卷|种|类|项|条|件|篇|首|道|层|口|艘|所|家|间|处|幅|张|枚|块|把|根|次|代|朝|册|门|场|届|款)?(?:字|人)?)"
    r"|(?P<what>什么|何种|何物|何|啥)"
)
_SUMMARY = re.compile(
    r"概括|概述|总结|归纳|介绍一下|简述|描述|梳理|谈谈|说说|讲讲|为什么|为何|怎样(?!的)|如何|怎么|有哪些|有哪几|请提到|哪些方面|有什么(?:贡献|成就|影响|作用|意义|特点)|起了什么作用|哪几位最|哪些重要"
)
_HAS_WHOM = re.compile(
    r"有(?:哪些|哪几[位个名]|几[位个名])(?:著名的?)?(?:老师|学生|弟子|门生|徒弟|儿子|女儿|子女|妻子|兄弟|著作|作品|书|发明|别称|别名|作者|编者)[？?。]*$"
)
_AS_WHAT = re.compile(r"[封称誉命叫定译改升评]为(?:什么|何)$")
_COMPARE = re.compile(
    r"更(?:早|晚|高|长|重|大|多|少|小|短|轻|低|宽|深|长寿|年长|年轻|久|远|快|古老|新|先|后)|最(?:早|晚|高|长)|谁(?:早|晚|先|后|大|小)|先于|早于|晚于|比[^，]{1,20}?(?:早|晚|高|长|重|大|多|少|小|短|先|后)|哪(?:一)?(?:个|位|座|部|本|件|种|人)[^，]{0,6}?(?:早|晚|先|后|高|长|重|大|多)"
)
_LESS = re.compile(r"(?:更|最|谁|比[^，]{1,20}?)(?:早|少|小|短|轻|低|年长|古老|先)|早于|先于|更大(?=年纪|岁)")
_CHECK = re.compile(r"吗[？?。]*$|是否|是不是|有没有|能不能|会不会|可否")
_SAME = re.compile(r"同一|相同|一样|同年|同乡|同时|同岁|同姓|同名|都是|是同|相等")
_BREAK = re.compile(
    r"[，。；：,;？！]|的那|的这|的|(?<=[\u4e00-\u9fff])(?=(?:他|她|它|其|这|那)(?:的|部|座|位|本|个|种|们|人|时|年|台|家|篇|条))|所"
)


def read_zh(text: str) -> Asked:
    """What a Chinese question asks."""
    text = re.sub(r"\s+", " ", text.strip())
    breaks = tuple(sorted({match.start() for match in _BREAK.finditer(text)}))
    compared = _comparison(text, breaks)
    if compared is not None:
        return compared
    match = _question_word(text)
    if match is not None and _AS_WHAT.search(text[: match.start()] + text[match.start() : match.end()]):
        return _asked(text, match, breaks)
    if match is not None and _HAS_WHOM.search(text):
        return replace(_asked(text, match, breaks), plural=True)
    if match is not None and (not _SUMMARY.search(text) or _slot_first(text, match)):
        return _asked(text, match, breaks)
    if _SUMMARY.search(text) or match is None:
        if _CHECK.search(text) and not _SUMMARY.search(text):
            return Asked(text, "zh", "check", 0, 0, breaks=breaks)
        return Asked(text, "zh", "summary", 0, 0, breaks=breaks, plural=True)
    return _asked(text, match, breaks)


def _slot_first(text: str, match: re.Match[str]) -> bool:
    """Whether a question with a word like 如何 still asks for one thing by its question word."""
    summary = _SUMMARY.search(text)
    return (
        bool(summary)
        and match.lastgroup in ("date", "count", "number", "person", "place", "age", "duration")
        and summary is not None
        and summary.start() != match.start()
        and not summary[0].startswith(("概", "总", "归", "为", "请", "有哪", "哪"))
    )


def _question_word(text: str) -> re.Match[str] | None:
    found = [
        match
        for match in _WH.finditer(text)
        if not (match[0] == "何" and text[match.end() : match.end() + 1] in "况等必")
    ]
    return found[-1] if found else None


def _asked(text: str, match: re.Match[str], breaks: tuple[int, ...]) -> Asked:
    group = match.lastgroup or "what"
    head, end = "", match.end()
    form: Form = "thing"
    kinds: tuple[str, ...] = ()
    unit = ""
    plural = bool(re.search(r"哪(?:些|几|两|三|四)", match[0]))
    if group == "date":
        form, kinds = "date", ("date",)
    elif group == "age":
        form = "age"
    elif group == "duration":
        form = "duration"
        unit = "天" if "天" in match[0] else "月" if "月" in match[0] else "年"
    elif group == "number":
        form = "number"
        unit = match[0][1:] if not match[0].startswith("多少") else match[0][2:]
        head, end = _noun_after(text, match.end())
        scale = re.search(r"([高长宽深重])(?:度|约|有|是|为)?$", text[: match.start()])
        if match[0] == "多少" and scale and not head:
            unit = scale[1]
        if match[0] == "多少" and (head[:1] in MEASURES and head):
            form, unit, head = "count", head[0], head[1:]
    elif group == "count":
        form, unit = "count", match[0][-1]
        head, end = _noun_after(text, match.end())
    elif group == "person":
        kinds = ("person",)
    elif group == "place":
        kinds = (
            ("place", "organisation", "building")
            if not re.search(
                r"老家|籍贯|出生|[人任]|死|病逝|葬|住|退", text[max(0, match.start() - 6) : match.end() + 3]
            )
            else ("place",)
        )
    else:
        measured = match[0][-1] if group == "which" and match[0][-1] in MEASURES else ""
        head, end = _noun_after(text, match.end())
        if match[0].endswith("人"):
            head, end = "", match.end()
        if group == "what" and head.startswith(("名字", "名称")):
            head = ""
        if match[0].endswith("字"):
            head = "字"
        kinds = (
            ("person",)
            if match[0].endswith("人")
            else _kinds(head)
            or {"位": ("person",), "部": (), "本": ("book",), "座": ("building", "nature")}.get(measured, ())
        )
        if measured == "年":
            form, kinds = "date", ("date",)
    before = re.split(r"[，。；：,;？！、的]", text[: match.start()])[-1][-6:]
    if not head and form == "thing" and not kinds:
        head = _noun_before(text, match.start())
        kinds = _kinds(head)
    after = text[end : end + 4].rstrip("？?。")
    return Asked(
        text,
        "zh",
        form,
        match.start(),
        end,
        head,
        kinds,
        breaks=breaks,
        before=before,
        after=after,
        unit=unit,
        plural=plural,
        depth=_depth(text, match)[0],
        loose=_depth(text, match)[1],
    )


def _kinds(head: str) -> tuple[str, ...]:
    if not head:
        return ()
    if head in _SOMEBODY:
        return ("person",)
    known = tuple(kind for kind, weight in kinds_of_name(head) if weight >= 0.9)
    if known or len(head) < 2:
        return known
    return tuple(kind for kind, endings in _ENDINGS.items() if head[-1] in endings)[:1]


_SOMEBODY = frozenset(
    "父亲 母亲 妻子 丈夫 儿子 女儿 哥哥 弟弟 姐姐 妹妹 祖父 祖母 老师 师父 师傅 学生 弟子 徒弟 门生 作者 编者"
    " 主编 朋友 同乡 同学 岳父 叔父"
    " 发明者 发明人 设计者 建造者 创始人 继承人 继任者 主人 首领 领袖".split()
)
"""Nouns for somebody by what they are to another or to a thing."""
_ENDINGS = {
    "artifact": "器机仪炮针车船枪剑刀镜钟表灯炉印鼓琴",
    "book": "书记论经集志录典史",
    "nature": "山河江湖海岛",
    "building": "桥塔寺宫殿楼园台庙阁院",
    "city": "城县州府市镇村都",
    "organisation": "局监司署馆社会",
    "field": "学科",
    "concept": "术法",
    "person": "者人家士师员匠官僧帝",
}


def _depth(text: str, match: re.Match[str]) -> tuple[int, bool]:
    """How many times the question describes what it could name, and whether only 的 says so."""
    before = text[: match.start()]
    clauses = len([piece for piece in re.split(r"[，。；]", before)[:-1] if len(piece) > 3])
    described = len(
        re.findall(
            r"的(?:那|这)|的(?:作者|编者|主编|设计者|老师|学生|父亲|发明者|作曲|导演|创始人|建造者|[^\W\d_]{0,2}(?:人|者|家|员|师))",
            before,
        )
    )
    genitives = before.count("的") >= 2
    return min(2, clauses + described + (genitives and not clauses + described)), clauses + described == 0


def _noun_after(text: str, start: int) -> tuple[str, int]:
    """The noun that follows a question word, past what describes it: 哪条[直通大都的]河."""
    clause = re.match(r"[^\W\d_]*", text[start:])
    rest = clause[0] if clause else ""
    described = re.match(r"[^了是吗呢啊在把给被由]{1,10}?的(?=[^\W\d_])", rest)
    if described and not re.match(r"[^\W\d_]{1,4}的(?:时候|名字|时期|任上)", rest):
        inner = [tag for _, tag, _, _ in words_zh(described[0][:-1])]
        if any(tag[0] in "vap" for tag in inner) or len(inner) > 1:
            head = _leading_noun(rest[described.end() :])
            if head:
                return head, start + described.end() + len(head)
    noun = re.split(r"[的了是在来去给把被由就才会能也都吗呢啊]|作为|工作|代表|任上", rest)[0]
    head = _leading_noun(noun)
    return re.sub(r"(?<=.)[里中上内]$", "", head), start + len(head)


def _leading_noun(text: str) -> str:
    words: list[str] = []
    for word, tag, _, _ in words_zh(text):
        if tag[0] in "vdpcrufx" and tag != "vn" and (words or len(text) > 3 or len(word) < 2):
            break
        words.append(word)
    return "".join(words)


def _noun_before(text: str, end: int) -> str:
    """The noun a question word stands for when it comes last: 那种计时器叫什么."""
    found = re.search(r"([^\W\d_]{1,6})(?:叫做?|名叫|称为|是|的名字(?:叫|是)|名称是)$", text[:end])
    if not found:
        return ""
    words = words_zh(found[1])
    return words[-1][0] if words else ""


def _comparison(text: str, breaks: tuple[int, ...]) -> Asked | None:
    """A question that compares two named things, else None."""
    several = _several(text, breaks)
    if several is not None:
        return several
    pair = re.search(
        r"^(?P<a>[^，？]{1,24}?)(?:和|与|跟|同|还是|、|及)(?P<b>[^，？]{1,24}?)(?P<rest>(?:比起来|相比|这两[位个部座本])?[，,]?(?:谁|哪|是|都|在|相比|是否).*)$",
        text,
    )
    than = re.search(
        r"^(?P<a>[^，？]{1,20}?)比(?P<b>[^，？]{1,20}?)(?P<rest>(?:(?:出生|去世|逝世|成书|写成|完成|建成|落成|完工|问世|发明|设立|成立|活|长|造|写|修|来)得?)?"
        r"(?:更|早|晚|高|长|重|大|多|少|小|短|先|后).*(?:吗|是否|是不是|没有)?.*)$",
        text,
    )
    if pair and (_COMPARE.search(pair["rest"]) or (_CHECK.search(text) and _SAME.search(pair["rest"]))):
        form: Form = "check" if _CHECK.search(text) and not re.search(r"[谁哪]", pair["rest"]) else "choice"
        order: Order = "same" if form == "check" and _SAME.search(pair["rest"]) else _order(pair["rest"])
        return Asked(
            text,
            "zh",
            form,
            pair.start("rest"),
            pair.end("rest"),
            options=(pair["a"].strip(), pair["b"].strip()),
            scale=pair["rest"],
            order=order,
            breaks=breaks,
        )
    if than and re.search(r"吗|是否|是不是", text):
        return Asked(
            text,
            "zh",
            "check",
            0,
            0,
            options=(than["a"].strip(), than["b"].strip()),
            scale=than["rest"],
            order=_order("更" + re.sub(r"^(?:更|要)", "", than["rest"])),
            breaks=breaks,
        )
    return None


_SEVERAL = re.compile(
    r"^(?:在)?(?P<all>(?:《[^》]+》[、，和与及]?){3,}|[^，？、《]{1,16}(?:、[^，？、和与]{1,16})*(?:、|和|与|以及)[^，？、和与]{1,16}?)"
    r"(?:这?[三四五六3456](?:人|者|个人|位|部书|部|座|本书|本|种|个)|当中|之中)?(?:当中|之中|中|里|里面)?[，,]?"
    r"(?P<rest>(?:谁|哪|(?:出生|去世|成书|建成|落成)?最).*)$"
)


def _several(text: str, breaks: tuple[int, ...]) -> Asked | None:
    """A question that asks which of three or more named things comes first by some scale, else None."""
    found = _SEVERAL.search(text)
    if not found or not re.search(r"最", found["rest"]):
        return None
    options = tuple(
        name.strip("《》 ") for name in re.split(r"[、，]|和|与|以及|及|(?<=》)(?=《)", found["all"]) if name.strip()
    )
    if len(options) < 3:
        return None
    at = found.start("rest")
    order = _order(found["rest"])
    return Asked(text, "zh", "choice", at, len(text), options=options, scale=found["rest"], order=order, breaks=breaks)


def _order(scale: str) -> Order:
    scale = re.sub(r"（.*?）|\(.*?\)", "", scale)
    if re.search(r"长寿|年轻", scale):
        return "most"
    if re.search(r"年长|古老|岁数.{0,2}大|年纪.{0,2}大", scale):
        return "least"
    return "least" if _LESS.search(scale) or re.search(r"哪[^，]{0,8}(?:早|先|少|小|短|轻)", scale) else "most"
