"""A table of law a rulebook names becomes the grades it stands for: ``grades: law/pp-30-2019``.

The bands are those in force on the last day of the period, so that an old evaluation computed again keeps the bands of its time.
Lower bounds alone are taken: totals have decimals, and an upper bound such as 90 below a next band from 91 would leave 90.5 without
a name. What a band asks besides the score (a new idea, PP 30/2019) becomes a condition on the roster column ``Ide Baru``.

PermenPANRB 6/2022 has no bands: its predikat come from two ratings, and ``ratings`` says from which scores these come.
"""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from asn_eval.rules.appraising import AXES, MATRIX
from asn_eval.rules.naming import PREFIX, as_nodes, cited, law_named, period_end
from asn_eval.rules.near import nearest
from asn_eval.rules.tree import Node

if TYPE_CHECKING:
    from asn_eval.rules.dated import History, Row
    from asn_eval.rules.faults import Tell

# The roster column that answers what a band of law asks besides the score, and the answers that meet it.
CONDITION_COLUMN: Final = "Ide Baru"
CONDITION_ANSWERS: Final = ("Ya", "Ada")


def nameable() -> tuple[str, ...]:
    """Give the names of the tables of law that give grades, without ``law/``: those with bands of scores, and the nine cells."""
    # The tables of law are read with the reader of rulebooks, so they can only be asked for once that is there.
    from asn_eval.rules.dated import history, names

    return tuple(name for name in names() if name == MATRIX or _rows(history(name)))


def put_grades(root: Node, tell: "Tell") -> None:
    """Replace the name of a table of law at ``grades`` by what it stands for; what cannot be named is told and taken out.

    ``root`` is the rulebook as written, a mapping. Anything at ``grades`` but a text that begins with ``law/`` is left as it is. For
    the nine cells of PermenPANRB 6/2022 the grades are those of the law, and ``ratings`` must say how ratings come about.
    """
    whole = root.value if isinstance(root.value, dict) else {}
    node, ratings = whole.get("grades"), whole.get("ratings")
    name = law_named(node)
    if ratings is not None and ratings.value is not None and name != MATRIX and (node is None or node.sound):
        tell("ratings-grades", ratings.line, ratings.path, known=PREFIX + MATRIX)
    if node is None or not name:
        return
    if name == MATRIX:
        _put_matrix(root, node, ratings, tell)
        return
    bands = _bands(root, node, name, tell)
    if bands is None:
        node.sound = False
        return
    node.value = [as_nodes(band, (*node.path, n), node.line) for n, band in enumerate(bands)]


def _put_matrix(root: Node, node: Node, ratings: Node | None, tell: "Tell") -> None:
    node.value = []
    if ratings is None or ratings.value is None:
        tell("grades-ratings", node.line, node.path, found=MATRIX, axes=", ".join(AXES))
        node.sound = False
    elif not _in_force(root, node, MATRIX, tell):
        node.sound = False


def _bands(root: Node, node: Node, name: str, tell: "Tell") -> list[dict[str, object]] | None:
    from asn_eval.rules.dated import history, names

    if name not in nameable():
        near, known = nearest(name, nameable()), ", ".join(PREFIX + known for known in nameable())
        code = "grades-law-near" if near else "grades-law-none" if name in names() else "grades-law"
        tell(code, node.line, node.path, found=name, near=near, known=known)
        return None
    day = _in_force(root, node, name, tell)
    return None if day is None else [_band(row) for row in _rows(history(name), day)]


def _in_force(root: Node, node: Node, name: str, tell: "Tell") -> date | None:
    """Give the last day of the period if the table holds on it; otherwise tell why there is none, or that it does not."""
    from asn_eval.rules.dated import history

    day, law = period_end(root), history(name)
    if day is None:
        tell("grades-law-day", node.line, node.path, found=name)
    elif law.endings and day >= law.endings[-1].day:
        end = law.endings[-1]
        values = {"ended": end.day.isoformat(), "law": end.citation.regulation}
        tell("grades-law-day-ended", node.line, node.path, found=name, day=day.isoformat(), **values)
    elif law.on(day) is None or not (name == MATRIX or _rows(law, day)):
        since = law.tables[0].since.isoformat()
        tell("grades-law-day-none", node.line, node.path, found=name, day=day.isoformat(), since=since)
    else:
        return day
    return None


def _rows(law: "History", day: date | None = None) -> "tuple[Row, ...]":
    """Give the bands of a table, best first: those in force on ``day``, or the latest ones."""
    table = law.tables[-1] if day is None else law.on(day)
    rows = () if table is None else table.part("bands")
    return tuple(sorted(rows, key=lambda row: row.number("at_least"), reverse=True))


def _band(row: "Row") -> dict[str, object]:
    least = row.number("at_least")
    why = cited(row.citation)
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
