"""The rulebook as written: plain values, each with the line and key path a message can name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

KeyPath = tuple[str | int, ...]
Scalar = str | int | Decimal | bool | date | None


@dataclass(slots=True)
class Node:
    """One value of the file: a scalar, a mapping or a list, with its key path and the 1-based line it is told on.

    ``line`` is the line of the key for an entry of a mapping. ``raw`` is the text as typed. A node that is not ``sound`` has a
    finding of its own already and is not passed on, so that one slip is told once. ``passed`` are the entries of a list that
    were passed on last: the models count only those.
    """

    value: "Scalar | dict[str, Node] | list[Node]"
    path: KeyPath
    line: int
    raw: str
    sound: bool = True
    passed: "tuple[Node, ...]" = ()


def plain(node: Node) -> object:
    """Give the plain values below a node; what is not sound is left out."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items() if child.sound}
    if isinstance(node.value, list):
        node.passed = tuple(child for child in node.value if child.sound)
        return [plain(child) for child in node.passed]
    return node.value


def find(root: Node, path: KeyPath) -> tuple[Node, KeyPath]:
    """Follow a path of the models as far as the tree goes: the deepest node, and the steps that are left.

    >>> find(Node({"a": Node(5, ("a",), 2, "5")}, (), 1, ""), ("a", "b"))
    (Node(value=5, path=('a',), line=2, raw='5', sound=True, passed=()), ('b',))
    """
    node = root
    for count, step in enumerate(path):
        child: Node | None = None
        if isinstance(node.value, dict):
            child = node.value.get(str(step))
        elif isinstance(step, int) and step < len(node.passed):
            child = node.passed[step]
        if child is None or not child.sound:
            return node, path[count:]
        node = child
    return node, ()


def unsound(node: Node) -> Iterator[KeyPath]:
    """Give the paths of all values that have a finding of their own."""
    if not node.sound:
        yield node.path
        return
    children = (
        node.value.values() if isinstance(node.value, dict) else node.value if isinstance(node.value, list) else ()
    )
    for child in children:
        yield from unsound(child)


def touch(one: KeyPath, other: KeyPath) -> bool:
    """Whether one of two paths contains the other; a last step ``*`` stands for any one entry, but not for what is in it.

    >>> touch(("a",), ("a", "b")), touch(("a", "c"), ("a", "b"))
    (True, False)
    >>> touch(("a", "*"), ("a", "b")), touch(("a", "*"), ("a", "b", "c")), touch(("a", "*"), ("a",))
    (True, False, True)
    """
    if one[-1:] == ("*",):
        return len(other) <= len(one) and one[: min(len(one) - 1, len(other))] == other[: len(one) - 1]
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def shown(path: KeyPath) -> str:
    """Write a key path for a message: dots between keys, list entries counted from 1, nothing that could break the line.

    >>> shown(("awards", "teladan", "requires", 0, "fact"))
    'awards.teladan.requires.1.fact'
    """
    return ".".join(clipped(str(step + 1) if isinstance(step, int) else step, 60) for step in path)


def clipped(text: str, length: int = 80) -> str:
    """Shorten typed text for a message and keep it on one line.

    >>> clipped("Kualitas Kerja", 10)
    'Kualitas …'
    """
    line = "".join(c if c.isprintable() else " " for c in text[: length + 1])
    return line if len(line) <= length else line[: length - 1] + "…"
