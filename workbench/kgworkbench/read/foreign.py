"""Whether a text is in a language other than the two that rules can read."""

import re
import unicodedata

from kgworkbench.read.language import CJK

__all__ = ["is_foreign"]

_WORDS = re.compile(r"[^\W\d_]+")
_KANA_HANGUL = re.compile("[\u3041-\u30ff\uac00-\ud7af]")
_HAN = re.compile(rf"[{CJK}]")
_SAMPLE = 2000

# What asks in the languages nearest to English by their letters. A word that English has too is left out.
_ASKING = frozenset(
    "quién quien quiénes qué cuál cuáles dónde cuándo cuánto cuántos cuántas cómo por "
    "qui où quand quel quelle quels quelles combien pourquoi comment est-ce "
    "wer wen wem wo wann wie warum welche welcher welches wieviele wurde hat "
    "chi dove quando quale quali perché quanti quante "
    "quem onde qual quais quantos porque "
    "wie wat waar wanneer welke hoeveel waarom "
    "vem vad var när vilken vilket kto gdzie kiedy jaki".split()
)
_ENGLISH = frozenset(
    "an and are by did does for from had has have her his how into is it its of or she that the their they this to "
    "were what when where which who whom whose why will with".split()
)


def is_foreign(text: str) -> bool:
    """Whether the text is neither English nor Chinese, as far as its letters and question words tell.

    Scripts decide where most letters are neither Latin nor Han, or where kana or Hangul stand among them; names in
    another script inside an English or Chinese question do not. Of languages in Latin letters those are known whose
    question words stand here, and only where no English function word does. Only the first 2000 characters are read.

    >>> is_foreign("Кто создал Pascal?"), is_foreign("¿Quién diseñó Pascal?"), is_foreign("Who was Лев Толстой?")
    (True, True, False)
    """
    words = _WORDS.findall(text[:_SAMPLE].casefold())
    if not words or _ENGLISH & set(words):
        return False
    if any(_KANA_HANGUL.search(word) for word in words):
        return True
    # A Han letter is a word as much as a row of others is: names in another script are few beside them.
    han = sum(len(_HAN.findall(word)) for word in words)
    others = [word for word in words if not _HAN.search(word)]
    strange = sum(not _latin(word[0]) for word in others)
    return 2 * strange > len(others) + han or (not han and bool(_ASKING & set(words)))


def _latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
