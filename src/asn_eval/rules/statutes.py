"""The tables of law as the other rooms ask for them: by what they mean, in words and exact numbers.

Every function takes the day and gives None (or an empty mapping) when no table is in force on it: a rule that does not hold is
not guessed. Words are compared by their letters alone, so ``DIATAS EKSPEKTASI`` is ``di atas ekspektasi``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from asn_eval.rules.dated import LawTable, Row, law


@dataclass(frozen=True, slots=True)
class LegalBand:
    """A named range of scores; ``condition`` is what it asks besides the score (``""`` = nothing)."""

    name: str
    at_least: Fraction
    condition: str


@dataclass(frozen=True, slots=True)
class Objection:
    """How long a rating can be objected to, and to whom."""

    days: int
    counted: str
    addressee: str


def letters(text: str) -> str:
    """Reduce a word to its letters and digits, so that case, spaces and strokes do not matter.

    >>> letters("Diatas  Ekspektasi") == letters("di atas ekspektasi"), letters("Kurang/Misconduct")
    (True, 'kurangmisconduct')
    """
    return "".join(c for c in text.casefold() if c.isalnum())


def rows(name: str, part: str, day: date) -> tuple[Row, ...]:
    """Give the rows of one part of a table in force on a day; none where no table is in force."""
    table = law(name, day)
    return () if table is None else table.part(part)


@lru_cache(maxsize=4096)
def row_of(name: str, part: str, day: date, **having: str) -> Row | None:
    """Give the first row of a part whose words are these, compared by their letters."""
    for row in rows(name, part, day):
        if all(letters(word) in {letters(w) for w in row.words(key)} for key, word in having.items()):
            return row
    return None


def bands_of(found: Iterable[Row]) -> tuple[LegalBand, ...]:
    """Give the bands some rows hold, best first."""
    bands = (LegalBand(row.text("name"), row.number("at_least"), row.text("condition")) for row in found)
    return tuple(sorted(bands, key=lambda band: (band.at_least, band.condition != ""), reverse=True))


def appraisal_table(day: date) -> LawTable | None:
    """Give the table a numeric score is judged by: DP3, then PP 46/2011, then PP 30/2019; None before the first.

    PP 46/2011 goes before PP 30/2019 as long as it holds: both were there until the middle of 2021.
    """
    return law("dp3", day) or law("pp-46-2011", day) or law("pp-30-2019", day)


def lapor_limits(day: date) -> Mapping[str, int]:
    """Working days in which each kind of complaint must be settled (PermenPANRB 62/2018), by kind.

    >>> lapor_limits(date(2026, 1, 1))["Permintaan Informasi"]
    5
    """
    return {row.text("kind"): row.whole("days") for row in rows("lapor", "limits", day)}


def least_training_hours(day: date) -> int | None:
    """Hours (JP) a PNS must be trained in a year at least (PP 11/2017)."""
    found = rows("jp-20", "minimum", day)
    return found[0].whole("jp") if found else None


def minutes_of_training_hour(day: date) -> int | None:
    """Minutes of one JP (PerLAN 5/2018)."""
    found = rows("jp-20", "hour", day)
    return found[0].whole("minutes") if found else None


def medals(day: date) -> Mapping[str, int]:
    """Years of unbroken service each Satyalancana Karya Satya asks (UU 20/2009, PP 35/2010), by medal.

    >>> medals(date(2026, 1, 1))
    {'perunggu': 10, 'perak': 20, 'emas': 30}
    """
    return {row.text("medal"): row.whole("years") for row in rows("satyalancana", "medals", day)}


def objection(day: date) -> Objection | None:
    """How long a PNS may object to a rating: 14 days from its receipt (PP 30/2019 Pasal 59; before 2014 PP 10/1979).

    What a table does not say – how days are counted, to whom – is ``""``.
    """
    found = rows("pp-30-2019", "objection", day) or rows("dp3", "objection", day)
    return Objection(found[0].whole("days"), found[0].text("counted"), found[0].text("addressee")) if found else None


def sanction_levels(day: date) -> Mapping[str, str]:
    """Level (ringan, sedang, berat) of each kind of hukuman disiplin (PP 94/2021 Pasal 8), by kind."""
    return {row.text("hukuman"): row.text("level") for row in rows("pp-94-2021", "kinds", day)}
