"""The rulebook as written: plain values, each with the line and key path a message can name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Path = tuple[str | int, ...]
Scalar = str | int | Decimal | bool | date | None


@dataclass(slots=True)
class Node:
    """One value of the file: a scalar, a mapping or a list, with its key path and the 1-based line it is told on.

    ``line`` is the line of the key for an entry of a mapping. ``raw`` is the text as typed. A node that is not ``sound`` has a
    finding of its own already and is not passed on, so that one slip is told once.
    """

    value: "Scalar | dict[str, Node] | list[Node]"
    path: Path
    line: int
    raw: str
    sound: bool = True


def plain(node: Node) -> object:
    """Give the plain values below a node; what is not sound is left out."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items() if child.sound}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value if child.sound]
    return node.value


def child_of(node: Node, step: object) -> Node | None:
    """Give the entry of a mapping or list that the rulebook's own path names, unsound ones left out."""
    if isinstance(node.value, dict) and isinstance(step, str):
        child = node.value.get(step)
        return child if child is not None and child.sound else None
    if isinstance(node.value, list) and isinstance(step, int):
        return dict(enumerate(c for c in node.value if c.sound)).get(step)
    return None


def find(root: Node, path: Path) -> tuple[Node, Path]:
    """Follow a path as far as the tree goes: the deepest node, and the steps that are left.

    >>> find(Node({"a": Node(5, ("a",), 2, "5")}, (), 1, ""), ("a", "b"))
    (Node(value=5, path=('a',), line=2, raw='5', sound=True), ('b',))
    """
    node = root
    for count, step in enumerate(path):
        child = child_of(node, step)
        if child is None:
            return node, path[count:]
        node = child
    return node, ()


def unsound(node: Node) -> Iterator[Path]:
    """Give the paths of all values that have a finding of their own."""
    if not node.sound:
        yield node.path
        return
    children = (
        node.value.values() if isinstance(node.value, dict) else node.value if isinstance(node.value, list) else ()
    )
    for child in children:
        yield from unsound(child)


def touch(one: Path, other: Path) -> bool:
    """Whether one of two paths contains the other.

    >>> touch(("a",), ("a", "b")), touch(("a", "c"), ("a", "b"))
    (True, False)
    """
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def shown(path: Path) -> str:
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
