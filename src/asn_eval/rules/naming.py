"""Tables of law a rulebook names: how a name is written, on which day the table must hold, and how its rows become what was meant.

``law/…`` may stand where a rulebook otherwise lists grades, conditions or points. The name is replaced before the models judge the
rulebook, so that everything after it sees what the table says, on the line the name was written.
"""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from asn_eval.rules.near import KEYS_IN_INDONESIAN, nearest
from asn_eval.rules.tree import KeyPath, Node, Scalar

if TYPE_CHECKING:
    from asn_eval.rules.dated import Citation, Row
    from asn_eval.rules.faults import Tell

PREFIX: Final = "law/"


def law_named(node: Node | None) -> str:
    """Give the name of the table of law a value is, without ``law/``; ``""`` where it is anything else.

    >>> law_named(Node("law/dp3", (), 1, "law/dp3")), law_named(Node("dp3", (), 1, "dp3"))
    ('dp3', '')
    """
    value = node.value if node is not None and node.sound else None
    return value.removeprefix(PREFIX) if isinstance(value, str) and value.startswith(PREFIX) else ""


def period_end(root: Node) -> date | None:
    """Give the last day of the period as the rulebook has it; the tables of law are those of that day."""
    end = entry(entry(root, "period"), "end")
    return end.value if end is not None and isinstance(end.value, date) else None


def entry(node: Node | None, key: str) -> Node | None:
    """Give an entry of a mapping as written, None where there is none."""
    return node.value.get(key) if node is not None and isinstance(node.value, dict) else None


def entry_meant(node: Node | None, key: str) -> Node | None:
    """Give an entry of a mapping, or the one that names a table under a misspelt key: the slip is then told alone."""
    found = entry(node, key)
    if found is None and node is not None and isinstance(node.value, dict):
        naming = {typed: one for typed, one in node.value.items() if _names_one(one)}
        return next((one for typed, one in naming.items() if nearest(typed, (key,), KEYS_IN_INDONESIAN)), None)
    return found


def _names_one(node: Node) -> bool:
    return any(law_named(one) for one in (node.value if isinstance(node.value, list) else (node,)))


def rows_named(root: Node, node: Node, table: str, part: str, tell: "Tell") -> "tuple[Row, ...]":
    """Give the rows of a part as in force on the last day of the period; where there are none, tell why at the name."""
    from asn_eval.rules.dated import history, law

    found, day = law_named(node), period_end(root)
    if day is None:
        if not _end_meant(root):
            tell("law-name-day", node.line, node.path, found=found)
        return ()
    held = law(table, day)
    rows = () if held is None else held.part(part)
    if not rows:
        since = history(table).tables[0].since.isoformat()
        tell("law-name-day-none", node.line, node.path, found=table, day=day.isoformat(), since=since)
    return rows


def _end_meant(root: Node) -> bool:
    """Tell whether an end of the period is there and only written wrongly; that is told where it stands."""
    node: Node | None = root
    for key in ("period", "end"):
        below = node.value if node is not None and isinstance(node.value, dict) else {}
        node = below.get(key)
        if node is None:
            return any(nearest(typed, (key,), KEYS_IN_INDONESIAN) for typed in below)
    return True


def cited(citation: "Citation") -> str:
    """Write a regulation and its article, as reasons print them."""
    return f"{citation.regulation} {citation.article}".rstrip()


def as_nodes(value: object, path: KeyPath, line: int) -> Node:
    """Write plain values as the nodes they would have been read as, all told on one line."""
    if isinstance(value, dict):
        return Node({key: as_nodes(inner, (*path, key), line) for key, inner in value.items()}, path, line, "{…}")
    if isinstance(value, list):
        return Node([as_nodes(inner, (*path, n), line) for n, inner in enumerate(value)], path, line, "[…]")
    scalar: Scalar = value if isinstance(value, str | int | Decimal) else str(value)
    return Node(scalar, path, line, str(value))
