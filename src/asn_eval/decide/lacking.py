"""What is not known of a person, why, and in which cell: so that an empty cell is asked about and never taken for a no or a 0."""

from dataclasses import dataclass
from typing import Literal, TypeVar

from asn_eval.decide.facts import Facts, number_in
from asn_eval.findings import Place
from asn_eval.rules.requirement import FACT_KINDS

Why = Literal[
    "empty",
    "word",
    "number",
    "outside",
    "contradiction",
    "undated",
    "no_column",
    "no_records",
    "not_recorded",
    "no_score",
    "no_rating",
    "no_points",
    "no_year",
    "no_law",
]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing about a person that is not known: what it is, why, the cell to look at, the heading and the value as typed."""

    what: str
    why: Why
    place: Place
    heading: str = ""
    found: str = ""


def cell(facts: Facts, person: int, heading: str = "") -> Place:
    """Name the roster cell of a person under a heading (or of a field); the row where there is no such column."""
    people, dossier = facts.people, facts.dossier
    source, row = int(people.source[person]), int(people.row[person])
    where = dossier.sources[source] if source < len(dossier.sources) else None
    column = where.referred.get(heading) or where.columns.get(heading, 0) if where else 0
    return dossier.place(source, row, column)


def text_in(facts: Facts, person: int, heading: str, what: str) -> str | Lack:
    """Give what stands in a roster column for a person; a column there is none of, or an empty cell, is a lack."""
    column = facts.people.columns.get(heading)
    if column is None:
        return Lack(what, "no_column", cell(facts, person), heading)
    text = str(column[person]).strip()
    return text or Lack(what, "empty", cell(facts, person, heading), heading)


def field_of(facts: Facts, person: int, field: str) -> str | Lack:
    """Give a field of the roster (``jenjang``, ``pendidikan`` …); an empty cell, or no such column, is a lack."""
    column = facts.people.texts.get(field)
    if column is None:
        return Lack(field, "no_column", cell(facts, person), field)
    text = str(column[person]).strip()
    return text or Lack(field, "empty", cell(facts, person, field), field)


def unread(facts: Facts, person: int, what: str, why: Why, heading: str, found: str) -> Lack:
    """Tell a cell whose content cannot be used."""
    return Lack(what, why, cell(facts, person, heading), heading, found)


def yes_in(facts: Facts, person: int, heading: str, what: str) -> bool | Lack:
    """Give what a ya/tidak column says; a number says yes where it is above 0."""
    text = text_in(facts, person, heading, what)
    if isinstance(text, Lack):
        return text
    folded, number = text.casefold(), number_in(text)
    if number is not None and number >= 0:
        return number > 0
    if folded in _YES or folded in _NO:
        return folded in _YES
    return unread(facts, person, what, "word", heading, text)


def no_predikat(facts: Facts) -> Why:
    """Say why there may be no predikat of this year: no record of the person, no records at all, no ratings where there are none."""
    kept = set(FACT_KINDS["predikat"]) & facts.dossier.logbooks.keys()
    return "not_recorded" if kept else "no_records" if facts.rulebook.ratings is None else "no_rating"


def lacks_in(*values: object) -> tuple[Lack, ...]:
    """Give the lacks among some values, in their order."""
    return tuple(value for value in values if isinstance(value, Lack))


def given(value: T | Lack) -> T | None:
    """Give a value where it is known."""
    return None if isinstance(value, Lack) else value


_YES = frozenset({"ya", "y", "yes", "ada", "sudah", "true", "pernah", "√", "✓"})
_NO = frozenset(
    {
        "tidak",
        "t",
        "tdk",
        "no",
        "n",
        "tidak ada",
        "belum",
        "belum ada",
        "tidak pernah",
        "belum pernah",
        "false",
        "-",
        "nihil",
    }
)
