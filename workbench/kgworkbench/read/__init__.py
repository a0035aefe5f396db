"""From files to documents, from documents to chunks, sentences and tokens; English and Chinese alike."""

__all__: list[str] = []
