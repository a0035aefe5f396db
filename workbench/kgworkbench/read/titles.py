"""What a document is called where nothing says so."""

import re

__all__ = ["LONGEST_TITLE", "title_of", "title_of_stem"]

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.*)", re.MULTILINE)
_LONGEST = 100
LONGEST_TITLE = 200
"""Characters of a heading or a file's own title that are kept: every chunk carries its document's title."""

_ENDS = (".", "。", "!", "！", "?", "？", ";", "；", ",", "，", ":", "：")


def title_of(text: str, stem: str, *, first_line: bool = False) -> str:
    """The first markdown heading of the text, else its first line if that reads as a title, else the file stem.

    A line reads as a title where it is short, has no closing punctuation and is not the whole text; ``first_line``
    takes it also with punctuation.
    """
    if heading := _HEADING.search(text):
        title = heading[1].strip()
        # "# Title ##" closes its heading, "# C#" does not.
        bare = title.rstrip("#")
        return (bare.rstrip() if bare[-1:].isspace() else title)[:LONGEST_TITLE]
    head, _, rest = text.strip().partition("\n")
    head = head.strip()
    if head and len(head) <= _LONGEST and (first_line or (rest.strip() and not head.endswith(_ENDS))):
        return head
    return title_of_stem(stem)


def title_of_stem(stem: str) -> str:
    """A file's stem as people would write it.

    >>> title_of_stem("ada_lovelace"), title_of_stem("history-of-ENIAC")
    ('Ada Lovelace', 'History of ENIAC')
    """
    words = re.sub(r"[\s_\-]+", " ", stem).split()
    return " ".join(
        word if position and len(word) <= 3 else word[0].upper() + word[1:] for position, word in enumerate(words)
    )
