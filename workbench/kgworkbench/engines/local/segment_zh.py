"""Chinese text cut into words with their parts of speech."""

from functools import lru_cache
from threading import Lock
from typing import Any

__all__ = ["Word", "pieces_zh", "words_zh"]

Word = tuple[str, str, int, int]
"""A segmented word, its part of speech, and its start and end."""

_LOCK = Lock()


@lru_cache(maxsize=1)
def _tagger() -> Any:
    """The segmenter with its own copy of the dictionary, so that nobody else's words change what it finds."""
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its patterns have escapes that Python warns of
        import jieba
        from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    # A tagger made anew would read the parts of speech from their file a second time.
    tagger = object.__new__(posseg.POSTokenizer)
    tagger.tokenizer, tagger.word_tag_tab = tokenizer, dict(posseg.dt.word_tag_tab)
    return tagger


def _ready() -> Any:
    with _LOCK:
        return _tagger()


def pieces_zh(text: str) -> tuple[str, ...]:
    """The text's words in order, cut with no regard to parts of speech, which cuts some names differently."""
    return tuple(_ready().tokenizer.cut(text))


def words_zh(text: str) -> tuple[Word, ...]:
    """The text's words in order with part of speech and place; loads the dictionary (about a second) once."""
    found: list[Word] = []
    at = 0
    for pair in _ready().cut(text):
        found.append((pair.word, pair.flag, at, at + len(pair.word)))
        at += len(pair.word)
    return tuple(found)
