"""Where the graph is kept: ``stores.kuzu.KuzuStore`` in a folder, ``stores.memory.MemoryStore`` nowhere.

Nothing is imported here, so that one store can be had without the other's vendor.
"""

__all__: list[str] = []
