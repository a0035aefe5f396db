"""From a chunk to an extraction: engine calls in batches, grounding of spans, and the judgement of the schema."""
