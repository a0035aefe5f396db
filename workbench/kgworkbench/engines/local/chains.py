"""Links that follow from others: who lives in Ashton, Ohio, lives in Ohio; a wife has a husband."""

from kgworkbench.engines.local.compiled import Compiled
from kgworkbench.engines.local.relations import Linked

__all__ = ["chained"]


def chained(links: tuple[Linked, ...], view: Compiled) -> tuple[Linked, ...]:
    """Links to the larger place where one to a place within it is claimed, and links of mirrored relations.

    A relation that allows one tail keeps the most specific one; one step is taken, not more.
    """
    mirrors = tuple(
        Linked(link.tail, view.mirrored[link.relation], link.head, link.confidence)
        for link in links
        if link.relation in view.mirrored
    )
    around = {link.head: link for link in links if link.relation in view.inside}
    known = {(link.head, link.relation, link.tail) for link in links}
    found = [link for link in mirrors if (link.head, link.relation, link.tail) not in known]
    for link in links:
        outer = around.get(link.tail)
        if outer is None or link.relation not in view.placed or outer.tail == link.head:
            continue
        key = (link.head, link.relation, outer.tail)
        if key not in known:
            known.add(key)
            found.append(Linked(*key, round(0.9 * min(link.confidence, outer.confidence), 3)))
    return tuple(found)
