"""How a statement begins that matches nodes by their keys: three ways, of which each is the quickest for so many."""

from collections.abc import Collection
from typing import Any, NamedTuple

from kgworkbench.stores.rows import keys

__all__ = ["FEW_ENDS", "FEW_NODES", "Among", "among"]

FEW_NODES = 16
"""Nodes up to which a list is quicker than a join where nothing but they is read."""

FEW_ENDS = 128
"""The same where relations are read from them: the join then reads every relation of the graph."""


class Among(NamedTuple):
    """The parts of ``f"{load}MATCH (a:Entity{key})-[r:Relation]-(b) {where} RETURN"``, and what they bind."""

    load: str
    key: str
    where: str
    parameters: dict[str, Any]


def among(ids: Collection[str], few: int, of: str = "a.id") -> Among:
    """The parts of a statement about the nodes of those ids; ``of`` is the node's key as the statement calls it.

    One id is looked up in the index of keys. A few are looked for in one scan of the keys, from which Kùzu goes on
    along their relations only. Many are joined. On 20 000 entities and 60 000 relations the relations of 1, 9, 128 and
    500 nodes took 1.5, 4, 13 and 33 CPU ms by key or list, and 16 to 20 by join.
    """
    name = of.partition(".")[2]
    if len(ids) == 1:
        return Among("", f" {{{name}: $key}}", "", {"key": next(iter(ids))})
    if len(ids) <= few:
        return Among("", "", f"WHERE {of} IN $keys", {"keys": sorted(ids)})
    return Among("LOAD FROM $rows ", f" {{{name}: row_key}}", "", {"rows": keys(ids)})
