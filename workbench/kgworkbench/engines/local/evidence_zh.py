"""What a Chinese name's own characters and its neighbours say about the kind of thing it names."""

import re

from kgworkbench.engines.local.names import SURNAMES
from kgworkbench.engines.local.spotted import Spotted

__all__ = ["evidence_zh"]

_WORKS: tuple[tuple[str, str], ...] = (
    ("song", "歌曲|单曲|演唱|歌手|作词|作曲|填词|谱曲|主题曲|片尾曲|片头曲|插曲|词曲|唱|歌词|曲目"),
    ("album", "专辑|唱片|EP"),
    ("series", "电视剧|综艺|节目|真人秀|连续剧|剧集|动画|动漫|网剧|脱口秀|主持"),
    ("film", "电影|影片|导演|主演|票房|上映|执导|饰演|首映|编剧|出演|参演|监制|出品|拍摄|偶像剧|剧"),
    ("book", "小说|作者|图书|出版|著|书|连载|编撰|撰写|文集|诗集|编著|写的|原著|撰|诗|词|书籍|一本|本书|网文|散文"),
)


def evidence_zh(spot: Spotted, text: str) -> dict[str, float]:
    """Weights by kind for one spotted name, from its ending and what stands beside it in the text."""
    found: dict[str, float] = {}
    before, after = text[max(0, spot.start - 14) : spot.start], text[spot.end : spot.end + 24]
    if spot.shape == "quoted" and any(kind == "work" and weight > 1 for kind, weight in spot.kinds):
        before = re.split("[》。；]", before)[-1]
        after = re.split("《|。|；", after[1:])[0]
        for kind, words in _WORKS:
            beside = 1.0 if re.search(rf"(?:{words})[《]?$", before) else 0.0
            near = len(set(re.findall(words, before))) * 1.2 + len(set(re.findall(words, after))) + beside
            wide = len(set(re.findall(words, text[max(0, spot.start - 60) : spot.end + 80])))
            if near or wide:
                found[kind] = min(0.45 * near + 0.12 * wide, 1.5)
    if not spot.kinds and spot.text[0] in SURNAMES and re.fullmatch(r"[\u4e00-\u9fff]{2,3}", spot.text):
        found["person"] = 0.6
    if any(kind == "person" for kind, _ in spot.kinds):
        if re.match(
            r"(?:先生|女士|导演|教授|饰|曾|说|表示|认为|任|（|\(|出生|字|，字|，号|，男|，女|是|为|演唱|著|担任|毕业)",
            after,
        ):
            found["person"] = 0.3
        if re.match(r"(?:市|县|省|区|镇|公司|集团|大学|学院)", after):
            found["person"] = -0.8
    if (
        not any(kind == "person" and weight > 0.6 for kind, weight in spot.kinds)
        and spot.shape == "name"
        and re.match("创始人|创办人|董事长|总裁|首席|CEO|总经理|旗下|公司|集团|员工|高管|控股|股价|总部|股份", after)
    ):
        found["organisation"] = 0.9
    if re.search(r"(?:位于|地处|在|来自|前往|赴|抵达)$", before) and spot.shape != "quoted":
        found["place"] = 0.3
    return found
