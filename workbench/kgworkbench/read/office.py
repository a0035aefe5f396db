"""The title and plain text of PDF and Word files."""

import io
import logging
import struct
import zlib
from zipfile import BadZipFile

from kgworkbench.errors import CorpusError

__all__ = ["docx_text", "pdf_text"]

# Damaged files surface as any of these from the parsers, beside the parsers' own errors.
_DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_NAMELESS = frozenset(("untitled", "无标题", "未命名"))
"""What writing programs call a text that nobody gave a title, folded."""


def pdf_text(raw: bytes, place: str) -> tuple[str, str]:
    """The title a PDF carries (or nothing) and the text of its pages, a blank line between them.

    Raises:
        CorpusError: it is damaged, or locked with a password.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    damage: tuple[type[Exception], ...] = (*_DAMAGE, PyPdfError)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what ails a file is told once, by the refusal
    try:
        reader = PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [page.extract_text() for page in reader.pages]
        title = "" if locked or reader.metadata is None else reader.metadata.title
    except damage as problem:
        raise CorpusError(f"{place}: cannot be read as PDF ({_reason(problem)}); repair or remove it") from None
    if locked:
        raise CorpusError(f"{place}: is locked with a password; save a copy without one")
    named = _clean(title or "").strip()
    return "" if named.lower() in _NAMELESS else named, _clean("\n\n".join(page.strip() for page in pages))


def docx_text(raw: bytes, place: str) -> tuple[str, str]:
    """The title a Word file carries (or nothing) and its paragraphs and table rows, a blank line between blocks.

    Raises:
        CorpusError: it is damaged, or no Word file.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    damage: tuple[type[Exception], ...] = (*_DAMAGE, OpcError)
    blocks = []
    try:
        word = Document(io.BytesIO(raw))
        title = word.core_properties.title or ""
        for block in word.iter_inner_content():
            if isinstance(block, Table):
                rows = (" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows)
                blocks.append("\n".join(rows))
            else:
                blocks.append(block.text)
    except damage as problem:
        raise CorpusError(f"{place}: cannot be read as a Word file ({_reason(problem)}); repair or remove it") from None
    # "Word Document" is what the format's tools write where nobody gave a title.
    title = "" if title == "Word Document" else title.strip()
    return _clean(title), _clean("\n\n".join(block.strip() for block in blocks if block.strip()))


def _clean(text: str) -> str:
    """Newlines as ``\\n``, and no NULs or half surrogate pairs, which broken font tables yield."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-8", "replace").decode("utf-8")


def _reason(problem: BaseException) -> str:
    lines = str(problem).splitlines()
    return lines[0] if lines else type(problem).__name__
