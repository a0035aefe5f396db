"""Questions written otherwise than the texts: without capitals, all in capitals, or with a letter wrong."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from kgworkbench.engines.local.kinds import kinds_of_name
from kgworkbench.engines.local.statements import Statement
from kgworkbench.engines.local.stems import FUNCTION_WORDS, stem
from kgworkbench.engines.local.synonyms import synonyms_en
from kgworkbench.engines.local.words_en import HEADS, OPENERS, ROLES
from kgworkbench.model.query import Respelled

__all__ = ["Spelling", "respelled_words", "spelling_of"]

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-'’][A-Za-z0-9]+)*")
_SHORTEST = 5
_SHORTEST_NAME = 4
_ASKING = frozenset("who whom whose which what when where why how many much".split())


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the statements write words: ``names`` and single words by their folded form, and how often each
    stands, with the stems of all."""

    names: dict[str, str]
    written: dict[str, str]
    counts: Counter[str]
    stems: frozenset[str]

    def of(self, text: str) -> str:
        """The question as the statements would write it; itself where they write its words so.

        A name without its capitals gets them; a word that no statement has, and nobody knows, becomes the one word
        of theirs that is a letter away.
        """
        if text.isupper() and len(text) > 8:
            text = text[:1] + text[1:].lower()
        text = _WORD.sub(self._near, text)
        if sum(char.isupper() for char in text[1:]) and not self._small(text):
            return text
        return self._capitals(text)

    def _small(self, text: str) -> bool:
        """Whether a text has hardly a capital though it has names."""
        return not any(found[0][:1].isupper() for found in list(_WORD.finditer(text))[1:])

    def _capitals(self, text: str) -> str:
        folded = text.casefold()
        if len(folded) != len(text):
            return text
        taken = [False] * len(text)
        found = list(text)
        for name in sorted(self.names, key=lambda item: (-len(item), item)):
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
                if not any(taken[match.start() : match.end()]):
                    found[match.start() : match.end()] = self.names[name]
                    taken[match.start() : match.end()] = [True] * len(name)
        for match in _WORD.finditer(folded):
            bare = re.sub(r"['’]s$", "", match[0])
            own = self.written.get(bare)
            if own is not None and not any(taken[match.start() : match.end()]):
                found[match.start() : match.start() + len(bare)] = own
        return "".join(found)

    def _near(self, match: re.Match[str]) -> str:
        word = match[0]
        bare, tail = (word[:-2], word[-2:]) if re.search(r"['’]s$", word) else (word, "")
        folded = bare.lower()
        shortest = _SHORTEST_NAME if bare[:1].isupper() and match.start() else _SHORTEST
        if len(folded) < shortest or folded in self.counts or stem(folded) in self.stems or _known(folded):
            return word
        if not folded.isascii() or any(char.isdigit() for char in folded):
            return word
        near = [
            (other, count)
            for other, count in self.counts.items()
            if abs(len(other) - len(folded)) <= 1
            and other[0] == folded[0]
            and other not in FUNCTION_WORDS
            # Short words are often other words: "laser" is not "later". A short name is worth the guess.
            and (len(folded) > _SHORTEST or other in self.written)
            and _one_away(folded, other)
        ]
        if not near or len({stem(other) for other, _ in near}) > 1:
            return word
        best = max(near, key=lambda item: (item[1], item[0]))[0]
        own = self.written.get(best)
        return f"{own or best}{tail}"


def respelled_words(written: str, read: str) -> tuple[Respelled, ...]:
    """What a question was read as, where that is not what was written; capitals alone are no other word.

    >>> respelled_words("who met Alan Tuirng at MIT?", "Who met Alan Turing at MIT?")
    (Respelled(written='Tuirng', read='Turing'),)
    """
    before, after = written.split(), read.split()
    found = []
    match = SequenceMatcher(None, [_folded(word) for word in before], [_folded(word) for word in after], autojunk=False)
    for kind, start, end, first, last in match.get_opcodes():
        if kind == "equal":
            continue
        old, new = before[start:end], after[first:last]
        pairs = zip(old, new, strict=True) if len(old) == len(new) else [(" ".join(old), " ".join(new))]
        found += [Respelled(_bare(one), _bare(other)) for one, other in pairs]
    return tuple(found)


def _bare(text: str) -> str:
    return re.sub(r"['’]s$", "", text.strip("\"'“”‘’(),.;:?!"))


def _folded(word: str) -> str:
    return _bare(word).casefold()


def _known(word: str) -> bool:
    """Whether everybody knows the word: it is no misspelling of another."""
    plain = word[:-1] if word.endswith("s") else word
    return (
        word in FUNCTION_WORDS
        or word in _ASKING
        or word in ROLES
        or word in HEADS
        or word in OPENERS
        or plain in ROLES
        or bool(synonyms_en(stem(word)))
        or any(weight >= 0.9 for _, weight in kinds_of_name(word))
    )


def _one_away(one: str, other: str) -> bool:
    """Whether a letter left out, put in, put for another, or two put the wrong way round make one word the other.

    >>> _one_away("micrprocessor", "microprocessor"), _one_away("Tuirng", "Turing"), _one_away("wife", "life")
    (True, True, True)
    """
    if one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = 0
    while at < len(one) and one[at] == other[at]:
        at += 1
    if len(one) < len(other):
        return bool(one[at:] == other[at + 1 :])
    if one[at + 1 :] == other[at + 1 :]:
        return True
    return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]


def spelling_of(pool: Sequence[Statement], names: Iterable[str]) -> Spelling:
    """How the statements spell; ``names`` are names that may stand in a question as they are."""
    small: Counter[str] = Counter()
    large: dict[str, Counter[str]] = {}
    counts: Counter[str] = Counter()
    for text in (*(statement.text for statement in pool), *sorted({statement.title for statement in pool})):
        for word, folded, kind in _words(text):
            counts[folded] += 1
            if kind == "small":
                small[folded] += 1
            elif kind == "large":
                large.setdefault(folded, Counter())[word] += 1
    written = {
        folded: max(forms.items(), key=lambda item: (item[1], item[0]))[0]
        for folded, forms in large.items()
        if not small[folded] and folded not in FUNCTION_WORDS and len(folded) > 1
    }
    known = {
        name.casefold(): name
        for name in sorted(names)
        if name.isascii()
        and name[:1].isupper()
        and len(name) > 1
        and name.casefold() not in FUNCTION_WORDS
        # A name of one word that is written small too is a common word.
        and (" " in name or not small[name.casefold()])
    }
    return Spelling(known, written, counts, frozenset(stem(word) for word in counts))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[tuple[str, str, str], ...]:
    """The words of a text, each folded too, and whether it is written small or large; "" where that tells nothing."""
    found = []
    for match in _WORD.finditer(text):
        word = re.sub(r"['’]s$", "", match[0])
        before = text[: match.start()].rstrip("\"'“‘( #").rstrip()[-1:]
        opens = not before or before in ".!?:"
        kind = "small" if word.islower() else "large" if not opens or not word[1:].islower() else ""
        found.append((word, word.lower(), kind))
    return tuple(found)
