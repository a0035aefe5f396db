"""Where things stand in a YAML or JSON file, for messages that name the line."""

from collections.abc import Sequence

import yaml

__all__ = ["entries", "line_of", "repeated_key"]


def line_of(root: yaml.Node | None, place: Sequence[str | int]) -> int | None:
    """The line (from 1) where the place, or what is left of it in the file, stands; None without a node tree."""
    if root is None:
        return None
    node, line = root, root.start_mark.line
    for step in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
        elif isinstance(node, yaml.MappingNode):
            entry = next(((key, value) for key, value in node.value if key.value == step), None)
            if entry is None:
                break
            line, node = entry[0].start_mark.line, entry[1]
        else:
            break
    return line + 1


def repeated_key(root: yaml.Node | None) -> tuple[str, int] | None:
    """The first key that stands twice in one mapping, and the line (from 1) of its second place; None if none does."""
    nodes, visited = [root], set()
    while nodes:
        node = nodes.pop()
        if node is None or id(node) in visited:
            continue
        visited.add(id(node))
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    if key.value in seen:
                        return key.value, key.start_mark.line + 1
                    seen.add(key.value)
                nodes.append(value)
        elif isinstance(node, yaml.SequenceNode):
            nodes.extend(node.value)
    return None


def entries(root: yaml.Node | None) -> float:
    """How many entries the file holds with its aliases written out; infinite where one stands inside itself.

    A few lines of aliases of aliases stand for more than any memory holds.
    """
    return 0 if root is None else _entries(root, {})


def _entries(node: yaml.Node, known: dict[int, float]) -> float:
    if id(node) not in known:
        known[id(node)] = float("inf")  # until all below it are known: whoever meets it before stands inside it
        below = node.value if isinstance(node, yaml.SequenceNode) else []
        if isinstance(node, yaml.MappingNode):
            below = [part for pair in node.value for part in pair]
        known[id(node)] = 1 + sum([_entries(part, known) for part in below])
    return known[id(node)]
