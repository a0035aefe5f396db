"""The chunk route: passages that the facts, names and words of a sub-query lead to."""

import numpy as np

from kgworkbench.index.library import Index, Library
from kgworkbench.index.match import Match, best, match, scaled
from kgworkbench.model.evidence import Evidence
from kgworkbench.model.ids import content_id
from kgworkbench.model.query import Limits, SubQuery
from kgworkbench.ports import Vectors
from kgworkbench.retrieve.spread import spread

__all__ = ["by_chunk", "chunk_scores"]

# Facts that relevance starts from. More bring in facts that share only common words with the question.
SEED_FACTS = 5

# A question's word counts this much less each time a seed has it, so that the seeds speak of all of the question.
REPEATED = 0.8

# Facts among which the seeds are chosen.
POOL = 200

# Passages that start with something by title, words or meaning.
PASSAGES = 1000

# What the best passage by title, by words and by meaning starts with, where the best fact gives 1.
TITLE = 0.02
WORDS = 0.03
MEANING = 0.1

# A title must match at least this share of the best title's score to count.
TITLE_FLOOR = 0.3

# Cosines of unlike texts are far above zero; their cube leaves the near ones.
SHARPNESS = 3

# Passages at the top that are put in order anew by the words of the question they add; how much such words count in
# the logarithm of relevance; and how much less a word counts once a passage above has it.
COVERED = 30
COVERAGE = 0.5
SAID = 0.3

# What a given anchor starts with, where the best fact gives 1 to each of its ends.
ANCHOR = 0.25


def by_chunk(query: SubQuery, library: Library, limits: Limits) -> tuple[Evidence, ...]:
    """Passages by personalised PageRank from linked facts, titles, words and meaning; at most ``limits.top``.

    Follows HippoRAG 2 (Gutierrez et al. 2025, section 3) with BM25 beside cosine for facts, and seeds that must
    differ in the words of the question they cover.
    """
    scores = chunk_scores(query.text, library, query.anchors)
    top = float(scores.max(initial=0.0)) or 1.0
    return tuple(
        Evidence(
            id=content_id("passage", library.chunks[row].id),
            route="chunk",
            text=library.chunks[row].text,
            score=round(float(scores[row]) / top, 6),
            chunks=(library.chunks[row].id,),
            sub_query=query.id,
        )
        for row in best(scores, limits.top)
    )


def chunk_scores(text: str, library: Library, anchors: tuple[str, ...] = ()) -> Vectors:
    """The relevance of every chunk (chunks,), float32."""
    index = library.index
    found = match(index, text)
    seeds = np.zeros(index.entities + index.chunks, dtype=np.float32)
    seeds += _fact_seeds(index, found)
    for anchor in anchors:
        if anchor in library.entity_row:
            row = library.entity_row[anchor]
            seeds[row] += ANCHOR * index.rarity[row]
    seeds[index.entities :] += _chunk_seeds(index, found)
    return _covering(index, found, spread(index.steps, seeds)[index.entities :])


def _covering(index: Index, found: Match, scores: Vectors) -> Vectors:
    """The scores, those of the best passages raised by the words of the question that no better one has.

    Maximal marginal relevance (Carbonell and Goldstein 1998) over words in the place of whole texts: the passages of
    a question with two hops share few of its words. Chosen one after the other, each scores no more than the last.
    """
    rows = best(scores, COVERED)
    if not len(rows):
        return scores
    parts = index.chunk_words.parts(rows, found.words)
    parts /= max(float(parts.sum(axis=1).max()), 1e-6)
    raised, left, worth = scores.copy(), np.log(scores[rows]), np.ones(len(found.words), dtype=np.float32)
    for _ in rows:
        gained = left + COVERAGE * (parts @ worth)
        chosen = int(np.argmax(gained))
        raised[rows[chosen]] = np.exp(gained[chosen])
        left[chosen] = -np.inf
        worth[parts[chosen] > 0] *= SAID
    return raised


def _fact_seeds(index: Index, found: Match) -> Vectors:
    """What the entities of the seed facts start with: the fact's score, shared among the chunks that mention them.

    Of facts that join the same two nodes one is a seed: the others would say once more where relevance starts.
    """
    seeds = np.zeros(index.entities + index.chunks, dtype=np.float32)
    rows = best(found.facts, POOL)
    parts = index.fact_words.parts(rows, found.words) / found.fact_scale[0]
    rest = found.of(index, rows) - found.share * parts.sum(axis=1)
    worth = np.ones(len(found.words), dtype=np.float32)
    one, other = index.about.indices[index.about.indptr[rows]], index.about.indices[index.about.indptr[rows + 1] - 1]
    first = 0.0
    for _ in range(min(SEED_FACTS, len(rows))):
        scores = found.share * (parts @ worth) + rest
        chosen = int(np.argmax(scores))
        score = float(scores[chosen])
        if score <= 0:
            break
        first = first or score
        ends = index.about.indices[index.about.indptr[rows[chosen]] : index.about.indptr[rows[chosen] + 1]]
        seeds[ends] += score / first * index.rarity[ends]
        worth[parts[chosen] > 0] *= REPEATED
        rest[(one == one[chosen]) & (other == other[chosen])] = -np.inf
    return seeds


def _chunk_seeds(index: Index, found: Match) -> Vectors:
    titles = scaled(index.title_words.scores(found.words))
    titles[titles < TITLE_FLOOR] = 0
    seeds = TITLE * titles + WORDS * scaled(found.chunk_words)
    if found.near_chunks is not None and len(found.near_chunks):
        low, high = float(found.near_chunks.min()), float(found.near_chunks.max())
        seeds += MEANING * ((found.near_chunks - low) / max(high - low, 1e-6)) ** SHARPNESS
    few = np.zeros(index.chunks, dtype=np.float32)
    kept = best(seeds, PASSAGES)
    few[kept] = seeds[kept]
    return few
