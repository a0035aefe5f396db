"""The lines of a KAG ``.schema`` file as a tree, by indentation; what they mean is ``kag_schema``'s to say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kgworkbench.errors import SchemaError

__all__ = ["Line", "tree_of"]

_FORM = re.compile(
    r"(?P<name>[^\s()（）:：>-][^\s()（）:：>]*?)\s*"
    r"(?:[(（](?P<label>[^()（）]*)[)）])?\s*"
    r"(?:->\s*(?P<parent>[^\s:：]+)\s*)?"
    r"(?:[:：]\s*(?P<value>.*))?"
)
_WORDS = frozenset({"desc", "constraint", "index", "rule", "regular", "spreadable", "hypernymPredicate", "autoRelate"})
"""Keys with nothing below them; what is indented under one belongs to the line above it."""


@dataclass(slots=True)
class Line:
    """One line: ``name(label): value`` or ``name(label) -> parent:``, its number in the file, and those below it."""

    name: str
    label: str
    parent: str
    value: str
    number: int
    indent: int
    below: list["Line"] = field(default_factory=list)

    def get(self, name: str) -> "Line | None":
        """The first line below with that name and no label."""
        return next((line for line in self.below if line.name == name and not line.label), None)


def tree_of(text: str, source: str) -> list[Line]:
    """The lines with no indentation, each with those below it. Comments and the text of rules are left out.

    Raises:
        SchemaError: a line is not of the format, or a rule has no end.
    """
    roots: list[Line] = []
    open_lines: list[Line] = []
    for number, indent, content in _contents(text, source):
        found = _FORM.fullmatch(content)
        if found is None or (":" not in content and "：" not in content and "->" not in content):
            message = f"{content!r} is no line of a .schema file; write it as name(label): Type"
            raise SchemaError(f"{source}:{number}: {message}")
        parts = {key: (value or "").strip() for key, value in found.groupdict().items()}
        line = Line(parts["name"], parts["label"], parts["parent"], parts["value"], number, indent)
        while open_lines and open_lines[-1].indent >= indent:
            open_lines.pop()
        if open_lines:
            open_lines[-1].below.append(line)
        elif indent == 0:
            roots.append(line)
        else:
            raise SchemaError(f"{source}:{number}: {content!r} is indented under nothing; begin a type before it")
        if line.label or line.name not in _WORDS:
            open_lines.append(line)
    return roots


def _contents(text: str, source: str) -> Iterator[tuple[int, int, str]]:
    """Number, indentation (a tab is two) and content of each line that says something."""
    rule = 0
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.replace("\t", "  ").rstrip()
        content = line.strip()
        if rule:
            rule = 0 if content.replace(" ", "").endswith("]]") else rule
        elif content and not content.startswith("#"):
            plain = content.replace(" ", "")
            if plain.startswith(("rule:[[", "rule：[[")) and not plain.endswith("]]"):
                rule = number
            if content.startswith("namespace "):
                content = f"namespace: {content[len('namespace ') :].strip()}"
            yield number, len(line) - len(line.lstrip()), content
    if rule:
        raise SchemaError(f"{source}:{rule}: the rule has no end; close it with ]]")
