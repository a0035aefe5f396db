"""Descriptions in Chinese questions: 某书的作者, 修那座桥的官员, 有部书里……这部书."""

import re
from collections.abc import Sequence

from kgworkbench.engines.local.description import Description, Spot, asking_for

__all__ = ["descriptions_zh"]

_ROLES = (
    "作者|编者|著者|编纂者|编撰者|撰写者|提出者|制造者|主持者|创立者|创办者|创办人|推荐人|继任者|前任|同乡|主编|编写者|设计者|发明者|发明人|建造者|创始人|创作者|作曲者?|导演|主演|学生|弟子|老师|师父|父亲|母亲|儿子|女儿"
    "|妻子|丈夫|哥哥|弟弟|姐姐|妹妹|祖父|校长|作词者?|主唱|歌手|原唱|编剧|主持人"
)
_OF = re.compile(rf"[》”」]?(?:一书|这部书|这本书)?(?:的|(?<=[》”」]))(?P<noun>(?:[^\W\d_]{{0,3}}?)(?:{_ROLES}))")
_MEASURED = {
    **dict.fromkeys("部本卷篇", ("book", "writing", "work")),
    "座": ("building", "nature", "place"),
    **dict.fromkeys("位名", ("person",)),
}
_KIND_OF_NOUN = (
    (r"[人家匠师官员者僧帝士医]$", ("person",)),
    (r"[书记论经集志录典]$", ("book", "writing", "work")),
    (r"[桥塔寺宫殿楼园台庙阁院]$", ("building",)),
)
_CLAUSE = re.compile(
    r"(?:^|[，。；])(?P<clause>[^，。；？]{3,40}?)的(?:(?:那|这)?(?:一)?(?P<measure>[部本卷篇座位名种张幅台口条]))?"
    r"(?P<noun>[^\W\d_]{0,3}?(?:人|书|桥|塔|台|学者|官员|工匠|科学家|数学家|医生|宰相|作者|诗人|画家|著作|笔记|历法|仪器|建筑|城市|县|州|国家|公司|大学|电影|小说|歌曲))"
    r"(?=[，。的又还后曾在是叫所也早晚出生哪何什属]|$|(?<=[^人书桥塔台县州])(?![们员类])|(?<=人)(?![物们口民员事类生士工家间格文])"
    r"|(?<=[书桥塔台])(?=[由被写成卷高建位坐一共有收记多几]))"
)
_THERE = re.compile(
    r"^(?:从前|史书里|历史上)?有(?:一)?(?P<measure>[部本卷篇座位名种张幅个])(?P<noun>[^\W\d_]{1,4}?)(?P<clause>[^，。；]{3,40})[，。；](?P<rest>.+)$"
)


def descriptions_zh(text: str, names: Sequence[Spot]) -> tuple[Description, ...]:
    """The innermost descriptions, likeliest first."""
    found: list[Description] = []
    for start, end in names:
        owned = _OF.match(text, end)
        if owned and owned.end() < len(text.rstrip("？?是谁")):
            begin = start - (start > 0 and text[start - 1] in "《“")
            words = f"{text[start:end]} {owned['noun']}"
            found.append(Description(begin, owned.end(), asking_for(words, owned["noun"], ("person",), "zh"), 1.0))
    for match in _CLAUSE.finditer(text):
        noun, clause = match["noun"], match["clause"]
        kinds = _kinds(noun, match["measure"] or "")
        if not kinds or (
            not any(match.start() <= spot[0] < match.end() for spot in names) and not re.search(r"\d", clause)
        ):
            continue
        asks = asking_for(f"{clause} {noun}", noun, kinds, "zh")
        found.append(Description(match.start("clause"), match.end("noun"), asks, 0.95))
    return tuple(found)


def _kinds(noun: str, measure: str) -> tuple[str, ...]:
    if measure in _MEASURED:
        return _MEASURED[measure]
    return next((kinds for pattern, kinds in _KIND_OF_NOUN if re.search(pattern, noun)), ())
