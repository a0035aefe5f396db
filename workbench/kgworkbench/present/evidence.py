"""View data of evidence: cards with the passage and its highlighted spans, and numbered paths."""

from collections.abc import Iterable, Mapping
from typing import Any

from kgworkbench.model.evidence import Answer, Citation, Evidence, EvidencePath
from kgworkbench.model.graph import Graph
from kgworkbench.model.text import Chunk
from kgworkbench.present.graph import graph_view
from kgworkbench.present.palette import ROUTE_COLORS
from kgworkbench.present.text import Mark, segments

__all__ = ["citation_rows", "evidence_cards", "path_rows"]

_WHY = {
    "en": {
        "entity": "one relation away from an entity of the question",
        "triple": "a fact like what is asked",
        "community": "in a community about what is asked",
        "path": "a chain between entities of the question",
        "chunk": "a passage like what is asked",
    },
    "zh": {
        "entity": "与问题中的实体相隔一条关系",
        "triple": "与所问相近的事实",
        "community": "属于与所问相关的社区",
        "path": "连接问题中实体的路径",
        "chunk": "与所问相近的段落",
    },
}


def evidence_cards(
    evidence: Iterable[Evidence],
    chunks: Mapping[str, Chunk],
    *,
    citations: Iterable[Citation] = (),
    limit: int = 3,
    language: str = "en",
) -> list[dict[str, Any]]:
    """One card for each piece of evidence, in the order given. Keys:

    number (from 1), id, route, color, score, text, why (plain text), sub_query, community, path (as in ``path_rows``,
    None without hops), cited (whether a citation rests on it), chunks (how many support it), and passages, at most
    ``limit`` of them: chunk, document, title, and segments, whose kind is evidence where the span of a hop proves it
    and cited where a citation quotes it.
    """
    quoted = list(citations)
    why = _WHY.get(language, _WHY["en"])
    cards = []
    for number, one in enumerate(evidence, 1):
        known = [chunks[chunk] for chunk in one.chunks if chunk in chunks]
        cards.append(
            {
                "number": number,
                "id": one.id,
                "route": one.route,
                "color": ROUTE_COLORS[one.route],
                "score": round(one.score, 4),
                "text": one.text,
                "why": why[one.route],
                "sub_query": one.sub_query,
                "community": one.community,
                "path": path_rows([one.hops])[0] if one.hops else None,
                "cited": any(citation.evidence == one.id for citation in quoted),
                "chunks": len(one.chunks),
                "passages": [_passage(chunk, one, quoted) for chunk in known[:limit]],
            }
        )
    return cards


def _passage(chunk: Chunk, evidence: Evidence, citations: list[Citation]) -> dict[str, Any]:
    marks = [
        Mark(place.span, hop.head, hop.relation, "evidence")
        for hop in evidence.hops
        for place in hop.provenance
        if place.chunk == chunk.id and place.span is not None
    ]
    marks += [Mark(one.span, "", "", "cited") for one in citations if one.chunk == chunk.id]
    parts = segments(chunk.text, marks, chunk.start)
    return {"chunk": chunk.id, "document": chunk.document, "title": chunk.title, "segments": parts}


def path_rows(paths: Iterable[EvidencePath]) -> list[dict[str, Any]]:
    """Numbered evidence paths: number (from 1), text, nodes and edges (ids as in a graph view), and hops.

    A hop has head, relation, tail (names in the direction the fact is told), head_id, tail_id, head_type, tail_type,
    inward, literal, proved (whether a span shows it) and documents.
    """
    kept = [path for path in paths if path]
    numbered = graph_view(Graph(), paths=kept, limit=sum(map(len, kept)) * 2)["paths"]
    return [
        {
            **row,
            "hops": [
                {
                    "head": hop.head_name,
                    "relation": hop.relation,
                    "tail": hop.tail_name,
                    "head_id": hop.head,
                    "tail_id": hop.tail,
                    "head_type": hop.head_type,
                    "tail_type": hop.tail_type,
                    "inward": hop.inward,
                    "literal": hop.literal,
                    "proved": any(place.span is not None for place in hop.provenance),
                    "documents": sorted({place.document for place in hop.provenance}),
                }
                for hop in path
            ],
        }
        for row, path in zip(numbered, kept, strict=True)
    ]


def citation_rows(answer: Answer) -> list[dict[str, Any]]:
    """Numbered citations of an answer, with the numbers of the paths that rest on the same chunk."""
    return [
        {
            "number": number,
            "document": citation.document,
            "chunk": citation.chunk,
            "start": citation.span.start,
            "end": citation.span.end,
            "quote": citation.quote,
            "claim": citation.claim,
            "evidence": citation.evidence,
            "paths": [
                place
                for place, path in enumerate(answer.paths, 1)
                if any(proof.chunk == citation.chunk for hop in path for proof in hop.provenance)
            ],
        }
        for number, citation in enumerate(answer.citations, 1)
    ]
