"""Kept candidates judged again under a changed schema: how a what-if comes true, with no engine call."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgworkbench.extract.check import judge
from kgworkbench.model.facts import Extraction
from kgworkbench.model.schema import Schema
from kgworkbench.model.text import Chunk
from kgworkbench.schema.rename import Renames, renamed_candidates

__all__ = ["rejudge"]


def rejudge(
    extractions: Iterable[Extraction],
    chunks: Iterable[Chunk],
    schema: Schema,
    renames: Renames | None = None,
    mapped: Renames | None = None,
) -> Iterator[Extraction]:
    """The extractions under the schema, in their order, their candidates under the new names of their types.

    Names that were ``mapped`` to types of the schema are judged as those, but kept as they were claimed, so that the
    mapping can be taken back. An extraction whose chunk is not given, or that another tool made and that has no
    candidates, is passed on as it is.
    """
    by_id = {chunk.id: chunk for chunk in chunks}
    for extraction in extractions:
        chunk = by_id.get(extraction.chunk)
        if chunk is None or (extraction.mentions and not extraction.candidates.mentions):
            yield extraction
        else:
            candidates = renamed_candidates(extraction.candidates, renames or Renames())
            judged = judge(renamed_candidates(candidates, mapped or Renames()), chunk, schema)
            yield replace(judged, candidates=candidates, usage=extraction.usage)
