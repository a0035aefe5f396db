"""The title and plain text of an HTML page."""

import re
from html.parser import HTMLParser

__all__ = ["html_text"]

_DROPPED = frozenset({"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "main"),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "ul"),
    }
)
_LINES = frozenset({"br", "li", "tr", "option"})
_CELLS = frozenset({"td", "th"})


def html_text(markup: str) -> tuple[str, str]:
    """The page's title (``<title>``, else the first ``<h1>``, else nothing) and its text, a blank line between blocks.

    Scripts, styles and form controls are dropped; runs of space become one.
    """
    page = _Page()
    page.feed(markup)
    page.close()
    title = _joined(page.title) or _joined(page.heading)
    text = re.sub(r"[^\S\n]+", " ", "".join(page.text))
    text = re.sub(r" ?\n ?", "\n", text)
    return title, re.sub(r"\n{3,}", "\n\n", text).strip()


def _joined(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.heading: list[str] = []
        self.text: list[str] = []
        self._dropping = 0
        self._in: str | None = None
        self._headed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _DROPPED:
            self._dropping += 1
        elif tag == "title" or (tag == "h1" and not self._headed):
            self._in = tag
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        # "<br/>", and also "<script/>", which opens nothing here.
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropping = max(0, self._dropping - 1)
        elif tag == self._in:
            self._headed = self._headed or tag == "h1"
            self._in = None
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self._dropping:
            return
        if self._in == "title":
            self.title.append(data)
            return
        if self._in == "h1":
            self.heading.append(data)
        self.text.append(re.sub(r"\s+", " ", data))

    def _part(self, tag: str) -> None:
        if self._in == "h1" and tag in _BLOCKS | _LINES | _CELLS:
            self.heading.append(" ")
        if tag in _BLOCKS:
            self.text.append("\n\n")
        elif tag in _LINES:
            self.text.append("\n")
        elif tag in _CELLS:
            self.text.append(" ")
