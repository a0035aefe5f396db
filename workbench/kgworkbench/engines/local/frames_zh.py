"""What a plain Chinese question asks of a clause, and the names that stand there in a sentence.

谁写了《X》 asks for the doer of a verb, 某人写过什么书 for what it is done to, X的老师 for whom a noun names. The
sentence that says so has them beside its verb (before it, behind 由, in 写《X》的某人, in 《X》是某人写的) or its noun.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.synonyms import synonyms_zh

__all__ = ["FrameZh", "SlotZh", "frame_zh", "slots_zh_in", "verbs_of"]

Name = tuple[str, int, int]
"""A name and where it stands in a sentence."""


@dataclass(frozen=True, slots=True)
class FrameZh:
    """A verb or a noun, what stands at its other end, and which end is asked for: ``doer``, ``done`` or ``noun``."""

    role: str
    word: str
    given: str


@dataclass(frozen=True, slots=True)
class SlotZh:
    """Names that fill a frame, and how surely its other end is what the question gives, 0 to 1."""

    names: tuple[Name, ...]
    sure: float


_VERBS = (
    "参加 参与 主持修建 主持建造 主持制造 主持设计 主持编修 主持编写 主持编纂 主持铸造 主持完成"
    " 设计建造 设计制造 设计并主持 影印出版 合作编写 撰写 编写 编修 编纂 编撰 编著 主编 编辑"
    " 编成 编订 编制 著有 所著 写成 写过 写出 写下 写 著 撰 作 绘制 绘成 画 发明 首创 创制"
    " 创造 创立 创办 创建 提出 研制 设计 建造 修建 兴建 修筑 营建 督造 督建 续建 重建 建成"
    " 修复 制造 制成 造成 制作 造出 造 铸造 铸成 打造 建立 设立 开创 发现 推荐 举荐 保举"
    " 培养 教 翻译 译 注释 校注 校订 刊印 刊行 刻印 刻 印成 出版 发行 命名 定名 起名 取名"
    " 资助 捐建 捐资 倡建 赞助 献给 进献 定 记载 记录 收录 整理 修订 改进 推广 发展 领导"
    " 主持 主管 负责 管理 掌管 收藏 影印 破解 证明 制定 颁布 打败 攻破 攻占 任命 提拔 起用"
    " 重用 推举 拜 娶 嫁 生下 抚养 起草 开凿 开挖 规划 修 建 设 创 编 造 用"
).split()
_VERB = "|".join(sorted(_VERBS, key=lambda word: (-len(word), word)))
_TAIL = r"(?:[了过出成的]{0,2})"
_WHO = r"(?:谁|哪一?位[^\W\d_]{0,4}?|什么人|何人|哪个人|哪一?个?[^\W\d_]{0,3}?家|哪些人)"
_DOERS = (
    re.compile(
        rf"^(?:是|由|到底|究竟)*{_WHO}(?:最先|首先|最早|来|曾|曾经|负责|一起|共同)*(?P<verb>{_VERB}){_TAIL}(?P<given>[^？?]+?)(?:的)?$"
    ),
    re.compile(
        rf"^(?P<given>[^？?]+?)(?:是|由|是由|乃|都是|最早由|最初由|到底是|究竟是)+{_WHO}(?:最先|首先|最早|来|负责|一起)*(?P<verb>{_VERB})(?:[了过成]?的|而成|成的|出来的|完成的)?$"
    ),
    re.compile(
        rf"^(?P<verb>{_VERB}){_TAIL}(?P<given>[^？?]+?)的(?:人|[^\W\d_]{{0,3}}[人者家匠师员官])?(?:是|叫|都是|是不是)?(?:{_WHO}|什么名字)?$"
    ),
)
_DESCRIBED = re.compile(rf"^(?P<verb>{_VERB}){_TAIL}(?P<given>.+?)\s(?:人|[^\W\d_]{{0,3}}[人者家匠师员官帝僧])$")
_DONE = re.compile(
    rf"^(?P<given>[^？?]+?)(?:在[^，。]{{1,8}})?(?:一共|总共|都|还|先后|曾经|曾|后来|又|主要|自己)*(?P<verb>{_VERB})[了过出成]{{0,2}}"
    r"(?:什么|哪[一几些两三四五]?[部本座种项件个篇卷台张幅]?|些什么)(?P<noun>[^\W\d_]{0,5})$"
)
_NOUNS = (
    "老师 师父 师傅 导师 学生 弟子 门生 徒弟 父亲 母亲 妻子 丈夫 儿子 女儿 祖父 祖母 哥哥"
    " 弟弟 姐姐 妹妹 同乡 同学 朋友 作者 编者 主编 编撰者 编纂者 编写者 设计者 发明者 发明人"
    " 建造者 主持者 创始人 创立者 创办者 创办人 制造者 提出者 主持人 校长 首都 都城 推荐人"
).split()
_NOUN = "|".join(sorted(_NOUNS, key=lambda word: (-len(word), word)))
_NOUN_OF = re.compile(
    rf"^(?P<given>[^？?]+?)的?(?P<noun>{_NOUN})(?:(?:分别|都)?(?:是|叫|名叫|为|有)?(?:{_WHO}|什么名字|什么|哪些|哪几位|谁和谁)?)?$"
)
_HAS = re.compile(rf"^(?P<given>[^？?]+?)(?:一共|总共|都)?有(?:哪些|哪几[位个名]|什么|几[位个名])(?P<noun>{_NOUN})$")
_VERB_OF = {
    "作者": "写", "编者": "编修", "主编": "主编", "编撰者": "编撰", "编纂者": "编纂", "编写者": "编写",
    "设计者": "设计",
    "发明者": "发明", "发明人": "发明", "建造者": "建造", "主持者": "主持", "创始人": "创立", "创立者": "创立",
    "创办者": "创办", "创办人": "创办", "制造者": "制造", "提出者": "提出", "主持人": "主持", "推荐人": "推荐",
}  # fmt: skip
_WORK = frozenset("写 著 撰 撰写 编写 编修 编纂 编撰 主编 编 写成 著有 编成 绘制 绘成 画".split())
_MAKE = {
    "写": "撰写 著 著有 写成 写出 写下 编写 撰 所著 编著 编成 编撰 作 完成 编修 编纂 编辑 写好 写就 汇为 写定",
    "编修": "编写 编纂 编成 编 编撰 编制 修订 修成 修撰 主编 完成 编订 写成 制定 重新编修",
    "造": "制造 建造 制成 造成 造出 铸造 制作 修建 主持建造 建 合造 铸成 创制",
    "制作": "制成 制造 造 做 做出 做成 铸造 打造 造出",
    "制造": "造 制成 造成 造出 铸造 制作 合造 创制 建造",
    "设计": "设计建造 负责设计 设计和计算 创制 发明 设计并主持",
    "修建": "建造 主持修建 主持建造 修筑 兴建 营建 建 修 造 主持完成 建成 督造",
    "建造": "修建 主持修建 主持建造 修筑 兴建 营建 建 修 造 主持完成 督造",
    "主持修建": "主持修建 主持建造 主持完成 修建 建造 督造",
    "主持": "主持修建 主持建造 主持制造 主持完成 负责 主管 领导",
    "发明": "首创 创制 创造 发明 研制 造出 献上自己发明",
    "推荐": "举荐 推荐 保举 引荐 荐 委派",
    "提出": "创立 建立 提出 首创 创造 发展成",
    "创立": "创立 提出 创办 建立 首创 创建",
    "命名": "定名 命名 起名 取名 钦定 定",
    "定": "定名 命名 钦定 取名 起名",
    "督造": "督造 主持修建 主持建造 督建",
}
_ALIKE = re.compile(r"[成出了过]$")


def frame_zh(asked: Asked) -> FrameZh | None:
    """What a plain Chinese question asks of a clause; None where it is no such question, or describes what it gives."""
    if asked.language != "zh" or asked.form != "thing" or asked.options:
        return None
    text = re.sub(r"[？?。！!\s]+$", "", asked.text.strip())
    found = _read(text)
    if found is None:
        return None
    given = re.sub(
        r"^(?:在|从|由|那[座部本位]|这[座部本位])|(?:一书|这部书|这座[桥塔]|一共|总共)$",
        "",
        found.given.strip("《》“”「」 ，,"),
    )
    if not given or len(given) > 16 or re.search(r"[，。；]|[^\W\d_]的(?:人|作者|老师|学生)", given):
        return None
    if found.role == "done" and re.search(r"的|[》”]", found.given.strip("《》“”")):
        return None
    if found.role != "done" and re.search(r"的", found.given) and not re.search(r"[》”]的", found.given):
        return None
    if re.search(rf"[》”](?:一书)?的?(?:{_NOUN})$", found.given):
        return None
    return FrameZh(found.role, found.word, given)


def _read(text: str) -> FrameZh | None:
    described = _DESCRIBED.match(text)
    if described is not None:
        return FrameZh("doer", described["verb"], described["given"])
    has = _HAS.match(text)
    if has is not None:
        return FrameZh("noun", has["noun"], has["given"])
    noun = _NOUN_OF.match(text.replace(" ", "的"))
    if noun is not None and not re.match(rf"(?:{_VERB})", noun["given"]):
        verb = _VERB_OF.get(noun["noun"], "")
        return FrameZh("doer", verb, noun["given"]) if verb else FrameZh("noun", noun["noun"], noun["given"])
    for pattern in _DOERS:
        found = pattern.match(text)
        if found is not None:
            return FrameZh("doer", found["verb"], found["given"])
    done = _DONE.match(text)
    if done is not None:
        return FrameZh("done", done["verb"], done["given"])
    return None


_JOIN = re.compile(r"[》”」](?=《)[《“「]|[》”」]?(?:、|和|与|及|以及|同|跟|，)[《“「]?(?:[^\W\d_]{1,4}(?=的|家|师))?")
_STOP = re.compile(r"[。；！？]")
_PRONOUN = re.compile(
    r"他们|她们|它们|[他她它]|此书|该书|本书|这部[^\W\d_]{1,2}|这座[^\W\d_]{1,2}|此台|此[桥塔]|全书|书中|书里"
)


def verbs_of(word: str) -> tuple[str, ...]:
    """Verbs that say nearly the same, the longest first."""
    near = {
        word,
        *synonyms_zh(word),
        *_MAKE.get(word, "").split(),
        *(other for other in _VERBS if len(word) > 1 and other.endswith(word)),
    }
    plain = _ALIKE.sub("", word)
    if plain and plain != word:
        near.update({plain, *_MAKE.get(plain, "").split(), *synonyms_zh(plain)})
    return tuple(sorted((other for other in near if other), key=lambda item: (-len(item), item)))


def slots_zh_in(
    text: str,
    title: str,
    frame: FrameZh,
    people: Sequence[Name],
    things: Sequence[Name],
    means: Callable[[str], float],
) -> tuple[SlotZh, ...]:
    """The names of a sentence that fill a frame.

    ``people`` and ``things`` are the names that stand in it, in order; ``means`` says how surely a stretch of the
    sentence holds what the question gives, of the empty text how surely the document's title is it.
    """
    if frame.role == "noun":
        return _by_noun(text, title, frame.word, people, means)
    if frame.role == "done":
        return _done(text, title, frame.word, people, things, means)
    return _doer(text, title, frame.word, people, means)


def _joined(names: Sequence[Name], text: str, first: int, step: int) -> tuple[Name, ...]:
    """The name at a position with those joined to it by 、 or 和, in order."""
    kept = [names[first]]
    at = first
    while 0 <= at + step < len(names):
        one, other = (names[at], names[at + step]) if step > 0 else (names[at + step], names[at])
        between = text[one[2] : other[1]]
        if not _JOIN.fullmatch(between) or between.strip("》《") == "，":
            break
        kept.append(names[at + step])
        at += step
    return tuple(sorted(kept, key=lambda item: item[1]))


def _doer(
    text: str, title: str, word: str, people: Sequence[Name], means: Callable[[str], float]
) -> tuple[SlotZh, ...]:
    found: list[SlotZh] = []
    pattern = "|".join(re.escape(verb) for verb in verbs_of(word))
    for match in re.finditer(pattern, text):
        exact = 1.0 if match[0] == word or word in match[0] else 0.93
        near = re.split(r"[，。；]", text[match.end() :], maxsplit=1)[0]
        opened = max((item.end() for item in _STOP.finditer(text, 0, match.start())), default=0)
        before = text[opened : match.start()]
        # 写《X》的某人
        relative = re.match(r"(?P<what>[^，。；]{1,24}?)的(?=[^，。；])", near)
        if relative is not None and means(relative["what"]):
            at = match.end() + relative.end()
            named = next((place for place, item in enumerate(people) if at <= item[1] <= at + 6), None)
            if named is not None:
                found.append(SlotZh(_joined(people, text, named, 1), exact))
                continue
        held = means(near)
        behind = False
        if not held:
            # 《X》由某人写, 《X》是某人写的: what it is done to stands before
            last = re.split(r"[。；]", before)[-1]
            subject = re.match(r"(?:[^，]*?)(?=由|是|为|乃|，|$)", last)
            held = means(last) if subject is not None else 0.0
            behind = bool(held)
            if not held and (not means("") or _other(near)):
                continue
            if not held:
                held, behind = 0.88 * means(""), True
        by = re.search(r"(?:由|是|为|经|被|受命|，|在|让|命|请|有)?[^由是，]{0,14}$", before)
        who = [
            place
            for place, item in enumerate(people)
            if opened <= item[1]
            and item[2] <= match.start()
            and not means(item[0])
            and not re.search(r"(?:奉|应|受|遵|按|为|给|向|替|随|跟|从|比|据)$", text[: item[1]])
        ]
        listed = re.match(r"[^，。；的]{0,6}的(?:人)?(?:有|是|为|包括)(?=.)", text[match.end() :])
        if listed is not None and (behind or means("")):
            first = next(
                (place for place, item in enumerate(people) if 0 <= item[1] - match.end() - listed.end() <= 4), None
            )
            if first is not None:
                found.append(SlotZh(_joined(people, text, first, 1), exact * held))
                continue
        if who:
            name = people[who[-1]]
            gap = text[name[2] : match.start()]
            if re.search(r"的$", gap) and len(gap) > 1 and behind:
                continue
            if behind and not re.search(r"由|是|为|经|乃|，", text[opened : name[1]] + " ") and not means(""):
                continue
            if len(gap) > 30:
                continue
            far = 0.05 * gap.count("，")
            found.append(SlotZh(_joined(people, text, who[-1], -1), max(0.5, exact * held - far)))
        elif by is not None and title and not behind and not re.search(r"由|被", before[-12:]):
            # Nobody is named before the verb: what is left unsaid is the document's topic.
            found.append(SlotZh(((title, -1, -1),), 0.9 * exact * held))
    if word in _WORK or word in ("主编",):
        found.extend(
            SlotZh((item,), 0.9)
            for item in people
            if re.match(r"(?:所著|所写|编写|撰写)?的《", text[item[2] : item[2] + 5])
            and means(text[item[2] : item[2] + 24].split("》")[0] + "》")
        )
    return tuple(found)


def _other(near: str) -> bool:
    """Whether a stretch names another work than the one meant, which the verb is done to."""
    return "《" in near or "“" in near


def _spelt(text: str, start: int) -> tuple[Name, ...]:
    """The things listed from a place on, by their marks alone: 龙德宫、太庙和朱雀门."""
    end = re.search(r"[，。；]|等(?=[^\W\d_]{0,6}[，。；])", text[start:])
    stop = start + end.start() if end else len(text)
    found = [match.span() for match in re.finditer(r"[^、和与及《》“”]+", text[start:stop])]
    names = tuple((text[start + one : start + two], start + one, start + two) for one, two in found)
    return names if len(names) > 1 and all(1 < len(name) <= 10 for name, _, _ in names) else ()


def _done(
    text: str, title: str, word: str, people: Sequence[Name], things: Sequence[Name], means: Callable[[str], float]
) -> tuple[SlotZh, ...]:
    found: list[SlotZh] = []
    pattern = "|".join(re.escape(verb) for verb in verbs_of(word))
    for match in re.finditer(pattern, text):
        exact = 1.0 if match[0] == word or word in match[0] else 0.93
        opened = max((item.end() for item in _STOP.finditer(text, 0, match.start())), default=0)
        before = text[opened : match.start()]
        who = [item for item in people if opened <= item[1] and item[2] <= match.start()]
        if who:
            doers = _joined(people, text, list(people).index(who[-1]), -1)
            held = max(means(item[0]) for item in doers)
            if not held and re.search(r"的$", text[who[-1][2] : match.start()][:1]) and len(who) > 1:
                held = means(who[-2][0])
        else:
            held = 0.95 * means("")
        reach = re.split(r"[。；]", text[match.end() :], maxsplit=1)[0]
        limit = match.end() + len(re.split(r"，", reach, maxsplit=1)[0])
        first = next((place for place, item in enumerate(things) if match.end() <= item[1] <= limit), None)
        passive = re.search(r"由[^，。；]{0,14}$", before)
        listed = re.match(r"[^，。；]{0,12}，(?:其中)?(?:有|包括|如|即|就是|分别[是为]|计有)", text[match.end() :])
        if listed is not None and held:
            spelt = _spelt(text, match.end() + listed.end())
            if spelt:
                found.append(SlotZh(spelt, exact * held))
                continue
        if passive is not None and held:
            front = [
                place for place, item in enumerate(things) if opened <= item[1] and item[2] <= opened + passive.start()
            ]
            if front:
                found.append(SlotZh((things[front[-1]],), 0.95 * exact * held))
            elif title and not means(""):
                found.append(SlotZh(((title, -1, -1),), 0.85 * exact * held))
        elif held and first is not None:
            found.append(SlotZh(_joined(things, text, first, 1), exact * held))
        elif held and not means("") and title and re.search(r"是[^，。；]{0,12}$", before):
            found.append(SlotZh(((title, -1, -1),), 0.85 * exact * held))
    return tuple(found)


_TEACHER, _PUPIL = frozenset("老师 师父 师傅 导师".split()), frozenset("学生 弟子 门生 徒弟".split())
_LEARNS = re.compile(r"师从|师承|拜|跟随|跟|受业于|从学于|师事|受教于|就学于|问学于")
_TEACHES = re.compile(r"培养了?|教过|教了|传授给|收[^，。；]{0,4}为(?:徒|弟子|学生)|的(?:老师|师父|导师)")


def _by_noun(
    text: str, title: str, noun: str, people: Sequence[Name], means: Callable[[str], float]
) -> tuple[SlotZh, ...]:
    found: list[SlotZh] = []
    if noun in _TEACHER | _PUPIL:
        found.extend(_lessons(text, title, noun, people, means))
    near = _TEACHER if noun in _TEACHER else _PUPIL if noun in _PUPIL else {noun, *synonyms_zh(noun)}
    for match in re.finditer("|".join(sorted(map(re.escape, near), key=lambda item: (-len(item), item))), text):
        if len(match[0]) < 2:
            continue
        opened = max((item.end() for item in _STOP.finditer(text, 0, match.start())), default=0)
        before = text[opened : match.start()]
        owned = re.search(r"(?P<who>[^，。；]{2,8})的$", before)
        named = [item for item in people if opened <= item[1] and item[2] <= match.start()]
        # 某人是X的老师
        if owned is not None and means(owned["who"]):
            lead = [item for item in named if not means(item[0])]
            if lead and re.search(r"[是为]", text[lead[-1][2] : match.start()]):
                found.append(SlotZh((lead[-1],), 0.97))
                continue
            held = 1.0
        elif owned is not None and not re.search(r"[他她其]的$", before):
            continue
        else:
            clause = before.rsplit("，", 1)[-1]
            held = (
                0.95 * means("")
                if not [item for item in named if item[0] in clause]
                else max(means(item[0]) for item in named[-1:])
            )
        if not held:
            continue
        first = next((place for place, item in enumerate(people) if 0 <= item[1] - match.end() <= 4), None)
        if first is not None and re.fullmatch(
            r"(?:是|叫|名叫|为|，|名)?(?:[^，。；]{0,3})", text[match.end() : people[first][1]]
        ):
            found.append(SlotZh(_joined(people, text, first, 1), held))
    return tuple(found)


def _lessons(text: str, title: str, noun: str, people: Sequence[Name], means: Callable[[str], float]) -> list[SlotZh]:
    """Teachers and pupils told by what they did: 师从, 拜某人为师, 培养了."""
    found: list[SlotZh] = []
    for pattern, taught in ((_LEARNS, False), (_TEACHES, True)):
        for match in pattern.finditer(text):
            opened = max((item.end() for item in _STOP.finditer(text, 0, match.start())), default=0)
            before = [item for item in people if opened <= item[1] and item[2] <= match.start()]
            end = re.split(r"[，。；]", text[match.end() :], maxsplit=1)[0]
            first = next(
                (place for place, item in enumerate(people) if match.end() <= item[1] < match.end() + len(end)), None
            )
            if first is None:
                continue
            if match[0] in ("跟", "跟随", "拜") and not re.search(r"为师|学|师", end):
                continue
            others = _joined(people, text, first, 1)
            subject = before[-1:] or []
            pupil_side, teacher_side = (others, subject) if taught else (subject, others)
            asks, given = (teacher_side, pupil_side) if noun in _TEACHER else (pupil_side, teacher_side)
            held = max((means(item[0]) for item in given), default=0.0)
            if not given or (not held and given is subject and not subject):
                held = 0.95 * means("")
            names = tuple(asks) if asks else (((title, -1, -1),) if title and not means("") else ())
            if held and names:
                found.append(SlotZh(names, held))
    return found
