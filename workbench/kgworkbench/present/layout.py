"""Positions of nodes: the same graph gives the same picture, and what has a place keeps it.

The line: components -> distances to pivots give a start (Brandes and Pich, "Eigensolver methods for progressive
multidimensional scaling", 2007) -> springs along edges against repulsion with grid cells taken together -> no two
nodes overlap -> components packed round the largest. Nothing here is quadratic in nodes once there are many.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, shortest_path
from scipy.spatial import cKDTree

from kgworkbench.present.packing import free_spots, pack
from kgworkbench.present.springs import LINK, PUSH, pushed, relaxed_each

__all__ = ["GAP", "positions", "positions_each"]

Points = NDArray[np.float64]
Pairs = NDArray[np.int64]

GAP = 46.0
"""No two nodes laid out together come closer than this, in the drawing's pixels."""

_GOLDEN = np.pi * (3 - np.sqrt(5))
_EVERY = 64
"""Nodes up to which the distances between all of them are found at once."""


def positions(
    nodes: Collection[str],
    edges: Iterable[tuple[str, str]],
    seed: int = 0,
    fixed: Mapping[str, tuple[float, float]] | None = None,
) -> dict[str, tuple[float, float]]:
    """A place in pixels for every node id.

    Nodes named in ``fixed`` stay exactly there; new ones are put near the neighbours they have, on free ground.
    The result does not depend on the order of ``nodes`` or ``edges``; ``seed`` turns the whole drawing.
    Edges that touch an unknown node, and loops, are left out of account.
    """
    ids, pairs = _numbered(nodes, edges)
    at = {node: index for index, node in enumerate(ids)}
    held = {at[node]: place for node, place in (fixed or {}).items() if node in at}
    if not ids:
        return {}
    placed = _grown(len(ids), pairs, held, seed) if held else _fresh([(len(ids), pairs)], seed)[0]
    return {node: held[index] if index in held else _rounded(placed[index]) for index, node in enumerate(ids)}


def positions_each(
    drawings: Sequence[tuple[Collection[str], Iterable[tuple[str, str]]]], seed: int = 0
) -> list[dict[str, tuple[float, float]]]:
    """``positions`` of each drawing's nodes and edges: many small drawings take little longer than one."""
    numbered = [_numbered(nodes, edges) for nodes, edges in drawings]
    placed = _fresh([(len(ids), pairs) for ids, pairs in numbered], seed)
    return [
        {node: _rounded(points[index]) for index, node in enumerate(ids)}
        for (ids, _), points in zip(numbered, placed, strict=True)
    ]


def _numbered(nodes: Collection[str], edges: Iterable[tuple[str, str]]) -> tuple[list[str], Pairs]:
    """The nodes in order, and the links between them by their numbers."""
    ids = sorted(set(nodes))
    at = {node: index for index, node in enumerate(ids)}
    linked = {(min(at[a], at[b]), max(at[a], at[b])) for a, b in edges if a in at and b in at and a != b}
    return ids, np.array(sorted(linked), dtype=np.int64).reshape(-1, 2)


def _rounded(place: Points) -> tuple[float, float]:
    # Adding zero turns -0.0 into 0.0.
    return round(float(place[0]), 1) + 0.0, round(float(place[1]), 1) + 0.0


def _fresh(drawings: Sequence[tuple[int, Pairs]], seed: int) -> list[Points]:
    """For each drawing: its components laid out one by one, then packed together."""
    groups = [_components(count, pairs) for count, pairs in drawings]
    parts = [
        (len(group), _within(group, pairs, count))
        for (count, pairs), found in zip(drawings, groups, strict=True)
        for group in found
    ]
    shapes = iter(_shapes(parts, seed))
    placed = []
    for (count, _), found in zip(drawings, groups, strict=True):
        points = np.zeros((count, 2))
        own = [next(shapes) for _ in found]
        for group, spots in zip(found, pack(own, GAP) if own else (), strict=True):
            points[group] = spots
        placed.append(points)
    return placed


def _components(count: int, pairs: Pairs) -> list[NDArray[np.int64]]:
    """Node indices of each component, the largest first."""
    if not len(pairs):
        return [np.array([index]) for index in range(count)]
    found, labels = connected_components(_matrix(count, pairs), directed=False)
    order = np.argsort(labels, kind="stable")
    groups = np.split(order, np.cumsum(np.bincount(labels, minlength=found))[:-1])
    return sorted(groups, key=lambda group: (-len(group), int(group[0])))


def _matrix(count: int, pairs: Pairs) -> csr_matrix:
    return csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))


def _within(group: NDArray[np.int64], pairs: Pairs, count: int) -> Pairs:
    """The pairs inside a component, numbered within it."""
    local = np.full(count, -1)
    local[group] = np.arange(len(group))
    inside = local[pairs] if len(pairs) else pairs
    return inside[inside[:, 0] >= 0] if len(inside) else inside


def _shapes(parts: Sequence[tuple[int, Pairs]], seed: int) -> list[Points]:
    """Each component, of so many nodes and with these pairs, round its centre of gravity."""
    tangled = [place for place, (count, pairs) in enumerate(parts) if count > 2 and not _is_small_tree(count, pairs)]
    starts = relaxed_each([_pivoted(*parts[place], seed) for place in tangled], [parts[place][1] for place in tangled])
    started = dict(zip(tangled, starts, strict=True))
    return [_shaped(count, pairs, started.get(place)) for place, (count, pairs) in enumerate(parts)]


def _is_small_tree(count: int, pairs: Pairs) -> bool:
    return count <= 24 and len(pairs) == count - 1


def _shaped(count: int, pairs: Pairs, started: Points | None) -> Points:
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        return np.array([[-LINK / 2, 0.0], [LINK / 2, 0.0]])
    points = _apart(_radial(count, pairs) if started is None else started)
    points -= points.mean(axis=0)
    # The long axis lies down: screens are wider than high.
    _, axes = np.linalg.eigh(points.T @ points)
    turned = points @ axes[:, ::-1]
    signs = np.sign(turned[np.abs(turned).argmax(axis=0), [0, 1]])
    return np.asarray(turned * np.where(signs == 0, 1, signs))


def _radial(count: int, pairs: Pairs) -> Points:
    """A small tree drawn outward from its middle, each branch in a wedge as wide as its leaves."""
    near: list[list[int]] = [[] for _ in range(count)]
    for head, tail in pairs.tolist():
        near[head].append(tail)
        near[tail].append(head)
    depths = shortest_path(_matrix(count, pairs), directed=False, unweighted=True)
    root = int(np.lexsort((-np.array([len(found) for found in near]), depths.max(axis=1)))[0])
    walk, parent = [root], {root: root}
    for node in walk:
        for other in near[node]:
            if other not in parent:
                parent[other] = node
                walk.append(other)
    leaves = [0] * count
    for node in reversed(walk):
        leaves[node] = leaves[node] or 1
        if node != root:
            leaves[parent[node]] += leaves[node]
    points, wedge = np.zeros((count, 2)), {root: (0.0, 2 * np.pi)}
    ring = LINK * max(1.0, leaves[root] * GAP * 1.15 / (2 * np.pi * LINK))
    for node in walk:
        begin = wedge[node][0]
        for other in near[node]:
            if other == parent[node]:
                continue
            share = (wedge[node][1] - wedge[node][0]) * leaves[other] / leaves[node]
            wedge[other] = (begin, begin + share)
            angle = begin + share / 2
            points[other] = ring * depths[root, other] * np.array([np.cos(angle), np.sin(angle)])
            begin += share
    return points


def _pivoted(count: int, pairs: Pairs, seed: int) -> Points:
    """Classical scaling from the distances to a few pivots, each the node farthest from those before it."""
    matrix = _matrix(count, pairs)
    # One search for all of a small component costs less than one for each pivot.
    every = shortest_path(matrix, directed=False, unweighted=True) if count <= _EVERY else None
    pivot = int(np.bincount(pairs.ravel(), minlength=count).argmax())
    nearest = np.full(count, np.inf)
    columns = []
    for _ in range(min(count, 24)):
        column = (
            shortest_path(matrix, directed=False, unweighted=True, indices=pivot) if every is None else every[pivot]
        )
        columns.append(column)
        nearest = np.minimum(nearest, column)
        pivot = int(nearest.argmax())
    squared = np.column_stack(columns) ** 2
    centred = -0.5 * (squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean())
    values, vectors = np.linalg.eigh(centred.T @ centred)
    start = centred @ vectors[:, [-1, -2]] / np.sqrt(np.maximum(values[[-1, -2]], 1e-9)) ** 0.5
    spread = np.sqrt((start**2).sum(axis=1).mean()) or 1.0
    start *= LINK * np.sqrt(count) * 0.55 / spread
    # Nodes with equal distances (the leaves of a hub) would lie on one spot: a sunflower round it parts them.
    turn = np.arange(count) * _GOLDEN + seed
    return np.asarray(start + 0.35 * LINK * np.column_stack([np.cos(turn), np.sin(turn)]))


def _settled(points: Points, pairs: Pairs, new: NDArray[np.int64]) -> Points:
    """The new nodes drawn to their neighbours and pushed off all others, which stay; costs new x all a round."""
    points = points.copy()
    degree = np.bincount(pairs.ravel(), minlength=len(points)).astype(float)
    mass = 1.0 + 0.35 * np.sqrt(degree)
    row = np.full(len(points), -1)
    row[new] = np.arange(len(new))
    ends = np.concatenate([pairs, pairs[:, ::-1]])
    ends = ends[row[ends[:, 0]] >= 0]
    mine, other = ends[:, 0], ends[:, 1]
    for heat in np.linspace(1.0, 0.1, 25):
        gap = points[other] - points[mine]
        far = np.maximum(np.sqrt((gap**2).sum(axis=1)), 1e-6)
        pulled = gap * (0.5 * (far - LINK) / far / np.maximum(degree[mine], 1))[:, None]
        move = PUSH * pushed(points[new], points, mass)
        for axis in (0, 1):
            move[:, axis] += np.bincount(row[mine], pulled[:, axis], minlength=len(new))
        step = np.sqrt((move**2).sum(axis=1, keepdims=True))
        points[new] += heat * move * np.minimum(1.0, LINK / np.maximum(step, 1e-9))
    return points


def _apart(points: Points) -> Points:
    """The points pushed until no two are closer than the gap; the drawing grows a little where it is dense."""
    points = points.copy()
    for turn in range(200):
        close = cKDTree(points).query_pairs(GAP * 0.999, output_type="ndarray")
        if not len(close):
            return points
        close = close[np.lexsort((close[:, 1], close[:, 0]))]
        head, tail = close[:, 0], close[:, 1]
        gap = points[tail] - points[head]
        far = np.sqrt((gap**2).sum(axis=1))
        angle = (head + tail) * _GOLDEN
        gap = np.where(far[:, None] < 1e-6, np.column_stack([np.cos(angle), np.sin(angle)]), gap)
        far = np.maximum(far, 1e-6)
        move = gap / np.maximum(np.sqrt((gap**2).sum(axis=1)), 1e-6)[:, None] * (0.52 * (GAP - far))[:, None]
        for axis in (0, 1):
            points[:, axis] += np.bincount(tail, move[:, axis], minlength=len(points))
            points[:, axis] -= np.bincount(head, move[:, axis], minlength=len(points))
        if turn % 8 == 7:
            points *= 1.06
    return points


def _grown(count: int, pairs: Pairs, held: Mapping[int, tuple[float, float]], seed: int) -> Points:
    """Places for the new nodes of a drawing whose other nodes stay."""
    placed = np.zeros((count, 2))
    known = np.zeros(count, dtype=bool)
    for index, place in held.items():
        placed[index], known[index] = place, True
    fixed = known.copy()
    waves: list[NDArray[np.int64]] = []
    while len(pairs):
        edge = known[pairs[:, 0]] != known[pairs[:, 1]]
        if not edge.any():
            break
        inner = np.where(known[pairs[edge, 0]], pairs[edge, 0], pairs[edge, 1])
        outer = np.where(known[pairs[edge, 0]], pairs[edge, 1], pairs[edge, 0])
        wave = np.unique(outer)
        met = np.bincount(outer, minlength=count)[wave]
        for axis in (0, 1):
            placed[wave, axis] = np.bincount(outer, placed[inner, axis], minlength=count)[wave] / met
        # Outward from the middle of what stands, each at its own angle, so that no two start on one spot.
        turn = np.arange(len(wave)) * _GOLDEN + seed
        out = placed[wave] - placed[known].mean(axis=0)
        out /= np.maximum(np.sqrt((out**2).sum(axis=1, keepdims=True)), 1.0)
        placed[wave] += LINK * (0.7 * out + 0.5 * np.column_stack([np.cos(turn), np.sin(turn)]))
        known[wave] = True
        waves.append(wave)
    if waves:
        joined = np.flatnonzero(known)
        placed[joined] = _settled(placed[joined], _within(joined, pairs, count), np.flatnonzero(~fixed[joined]))
        new = np.concatenate(waves)
        placed[new] = free_spots(placed[new], placed[fixed], GAP)
    loose = np.flatnonzero(~known)
    if len(loose):
        groups = [loose[group] for group in _components(len(loose), _within(loose, pairs, count))]
        shapes = _shapes([(len(group), _within(group, pairs, count)) for group in groups], seed)
        for group, points in zip(groups, pack(shapes, GAP, around=placed[known]), strict=True):
            placed[group] = points
    return placed
