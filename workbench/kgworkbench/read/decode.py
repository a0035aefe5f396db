"""Bytes of a text file to its characters; what cannot be told for sure is refused with its byte offset."""

import codecs
import re

from kgworkbench.errors import CorpusError
from kgworkbench.read.language import CJK

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CJK = re.compile(f"[{CJK}]")


def decode(raw: bytes, place: str) -> str:
    """The text of a file's bytes, its byte order mark dropped and its line ends as ``\\n``.

    UTF-8, UTF-16 and UTF-32 with a mark, and GB18030 where it gives mostly common Chinese letters.

    Raises:
        CorpusError: the bytes are binary or in another encoding; the message names ``place`` and the byte offset.
    """
    text = _decoded(raw, place)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(raw: bytes, place: str) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as problem:
                offset = problem.start + len(mark)
                name = encoding.removesuffix("-le").removesuffix("-be").upper()
                raise CorpusError(f"{place}: is not {name} at byte {offset}; save it as UTF-8") from None
    nul = raw.find(0)
    if nul >= 0:
        raise CorpusError(f"{place}: is binary (NUL at byte {nul}); remove it, or give it the suffix of its format")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        chinese = _gb18030(raw)
        if chinese is None:
            value = f"0x{raw[problem.start]:02x}"
            message = f"{place}: is not UTF-8 at byte {problem.start} ({value}); save it as UTF-8"
            raise CorpusError(message) from None
        return chinese


def _gb18030(raw: bytes) -> str | None:
    """The text where GB18030 is plainly what it is: most letters Chinese, and nearly all of those common ones.

    Other encodings' bytes often pass as GB18030 too, but then as rare letters, or few among Latin ones.
    """
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    letters = sum(map(str.isalpha, text))
    chinese = _CJK.findall(text)
    common = len("".join(chinese).encode("gb2312", "ignore")) // 2
    return text if 2 * len(chinese) > letters and common >= 0.85 * len(chinese) else None
