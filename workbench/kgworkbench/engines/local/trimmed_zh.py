"""Chinese names without what runs into them: 喻皓 of 喻皓把, 钱颖 of 三岁时父亲钱颖, 开宝寺塔 of 造开宝寺塔."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kgworkbench.engines.local.statements import Named

__all__ = ["trimmed"]

_KIN = re.compile(
    r".*(?:父亲|母亲|妻子|丈夫|儿子|女儿|弟弟|哥哥|姐姐|妹妹|祖父|老师|学生|弟子|同乡|皇帝|匠师|工匠|平民|名医|词人|诗人|画家|县令|知州|道士|僧人)"
    r"(?=[\u4e00-\u9fff]{2,3}$)"
)
_AFTER = frozenset("奉受应请称把将被在又也曾后等便即则却便就于以的和与说写著修造编任从向对为是都还先再给让使由因而")
_BEFORE = frozenset("有把将被在又也曾便即则却于以的和与说写著修造编任从向对为是由出成名叫称")
_LOOSE = 3


def trimmed(names: Sequence[Named], text: str, known: Collection[str]) -> tuple[Named, ...]:
    """The names, each cut to the known name within it where what runs into it is a small word, a verb or a kinship."""
    return tuple(_one(item, text, known) for item in names)


def _one(item: Named, text: str, known: Collection[str]) -> Named:
    name = item.text
    if len(name) == 3 and name[:2] in known and name[2] in _AFTER:
        return _cut(item, 0, 2)
    if name in known and not _KIN.match(name) and name[1:] not in known:
        return item
    kin = _KIN.match(name)
    if kin is not None:
        return _cut(item, kin.end(), len(name))
    for size in range(1, min(_LOOSE, len(name) - 2) + 1):
        if name[:-size] in known and (size == 1 or name[-size] in _AFTER):
            return _cut(item, 0, len(name) - size)
        if name[size:] in known and (size == 1 or name[size - 1] in _BEFORE):
            return _cut(item, size, len(name))
    if len(name) > 2 and name[-1] in _AFTER and text[item.end : item.end + 1] not in "，。、；》":
        return _cut(item, 0, len(name) - 1)
    return item


def _cut(item: Named, start: int, end: int) -> Named:
    """The part of a name between two of its characters."""
    if item.start < 0 or item.end - item.start != len(item.text):
        return replace(item, text=item.text[start:end])
    return replace(item, text=item.text[start:end], start=item.start + start, end=item.start + end)
