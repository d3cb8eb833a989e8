"""A table of law a rulebook names becomes the bands it stands for: ``grades: law/pp-30-2019``.

The bands are those in force on the last day of the period, so that an old evaluation computed again keeps the bands of its time.
Lower bounds alone are taken: totals have decimals, and an upper bound such as 90 below a next band from 91 would leave 90.5 without
a name. What a band asks besides the score (a new idea, PP 30/2019) becomes a condition on the roster column ``Ide Baru``.
"""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from asn_eval.rules.near import nearest
from asn_eval.rules.tree import KeyPath, Node, Scalar

if TYPE_CHECKING:
    from asn_eval.rules.dated import History, Row
    from asn_eval.rules.faults import Tell

PREFIX: Final = "law/"
# The roster column that answers what a band of law asks besides the score, and the answers that meet it.
CONDITION_COLUMN: Final = "Ide Baru"
CONDITION_ANSWERS: Final = ("Ya", "Ada")


def banded() -> tuple[str, ...]:
    """Give the names of the tables of law that have bands of scores, without ``law/``."""
    # The tables of law are read with the reader of rulebooks, so they can only be asked for once that is there.
    from asn_eval.rules.dated import history, names

    return tuple(name for name in names() if _rows(history(name)))


def put_bands(root: Node, tell: "Tell") -> None:
    """Replace the name of a table of law at ``grades`` by its bands; what cannot be named is told and taken out.

    ``root`` is the rulebook as written, a mapping. Anything at ``grades`` but a text that begins with ``law/`` is left as it is.
    """
    node = root.value.get("grades") if isinstance(root.value, dict) else None
    if node is None or not node.sound or not isinstance(node.value, str) or not node.value.startswith(PREFIX):
        return
    bands = _bands(root, node, node.value.removeprefix(PREFIX), tell)
    if bands is None:
        node.sound = False
        return
    node.value = [_mapping(band, (*node.path, n), node.line) for n, band in enumerate(bands)]


def _bands(root: Node, node: Node, name: str, tell: "Tell") -> list[dict[str, object]] | None:
    from asn_eval.rules.dated import history, names

    if name not in banded():
        near = nearest(name, banded())
        code = "grades-law-near" if near else "grades-law-none" if name in names() else "grades-law"
        tell(code, node.line, node.path, found=name, near=near, known=", ".join(PREFIX + known for known in banded()))
        return None
    day = _end(root)
    if day is None:
        tell("grades-law-day", node.line, node.path, found=name)
        return None
    rows = _rows(history(name), day)
    if not rows:
        since = history(name).tables[0].since.isoformat()
        tell("grades-law-day-none", node.line, node.path, found=name, day=day.isoformat(), since=since)
        return None
    return [_band(row) for row in rows]


def _end(root: Node) -> date | None:
    period = root.value.get("period") if isinstance(root.value, dict) else None
    end = period.value.get("end") if period is not None and isinstance(period.value, dict) else None
    return end.value if end is not None and isinstance(end.value, date) else None


def _rows(law: "History", day: date | None = None) -> "tuple[Row, ...]":
    """Give the bands of a table, best first: those in force on ``day``, or the latest ones."""
    table = law.tables[-1] if day is None else law.on(day)
    rows = () if table is None else table.part("bands")
    return tuple(sorted(rows, key=lambda row: row.number("at_least"), reverse=True))


def _band(row: "Row") -> dict[str, object]:
    least = row.number("at_least")
    why = " ".join(filter(None, (row.citation.regulation, row.citation.article)))
    band: dict[str, object] = {
        "name": row.text("name"),
        "at_least": Decimal(least.numerator) / Decimal(least.denominator),
        "why": why,
    }
    if row.text("condition"):
        asked = {
            "column": CONDITION_COLUMN,
            "one_of": list(CONDITION_ANSWERS),
            "why": f"{why}: {row.text('condition')}",
        }
        band["requires"] = [asked]
    return band


def _mapping(value: object, path: KeyPath, line: int) -> Node:
    """Write plain values as the nodes they would have been read as, all told on one line."""
    if isinstance(value, dict):
        return Node({key: _mapping(inner, (*path, key), line) for key, inner in value.items()}, path, line, "{…}")
    if isinstance(value, list):
        return Node([_mapping(inner, (*path, n), line) for n, inner in enumerate(value)], path, line, "[…]")
    scalar: Scalar = value if isinstance(value, str | Decimal) else str(value)
    return Node(scalar, path, line, str(value))
