"""How many tokens a text is, as an estimate: no tokenizer is asked, and every endpoint's own differs."""

import re

__all__ = ["completion_guess", "tokens_of"]

_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f000-\U0001faff"
    "\U00020000-\U0003ffff]"
)


def tokens_of(text: str) -> int:
    """The tokens of the text: one for each Chinese, Japanese or Korean character, one for every four others.

    >>> tokens_of("an engine of brass"), tokens_of("差分机")
    (5, 3)
    """
    if text.isascii():
        return -(-len(text) // 4)
    wide = len(_WIDE.findall(text))
    return wide - (-(len(text) - wide) // 4)


def completion_guess(text_tokens: int) -> int:
    """The tokens of a reply about a text of so many tokens: a guess, three quarters of the text and a little frame."""
    return 50 + 3 * text_tokens // 4
