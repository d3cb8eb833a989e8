"""The tables of law as the other rooms ask for them: by what they mean, in words and exact numbers.

Every function takes the day and gives None (or an empty mapping) when no table is in force on it: a rule that does not hold is
not guessed. Words are compared by their letters alone, so ``DIATAS EKSPEKTASI`` is ``di atas ekspektasi``.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

from asn_eval.rules.dated import LawTable, Row, history, law
from asn_eval.rules.ladders import step_of


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


def appraisal_table(day: date) -> LawTable | None:
    """Give the table a numeric score is judged by: DP3, then PP 46/2011, then PP 30/2019; None before the first.

    PP 46/2011 goes before PP 30/2019 as long as it holds: both were there until the middle of 2021.
    """
    return law("dp3", day) or law("pp-46-2011", day) or law("pp-30-2019", day)


@cache
def old_predikat(year: int) -> tuple[str, ...]:
    """Names a record of a year may have besides the five of PermenPANRB 6/2022 (and *Cukup*): those of the bands of its time.

    The year a table gives way to the next, both hold. What such a name is on today's ladder no text says.

    >>> old_predikat(2013), old_predikat(2020), old_predikat(2022)
    (('Amat Baik', 'Sedang'), ('Buruk',), ())
    """
    tables = appraisal_table(date(year, 1, 1)), appraisal_table(date(year, 12, 31))
    names = [row.text("name") for table in tables if table for row in table.part("bands")]
    return tuple(name for name in dict.fromkeys(names) if step_of("predikat", name) < 0)


@cache
def all_old_predikat() -> tuple[str, ...]:
    """Give the old names of all times, see ``old_predikat``."""
    since = [table.since.year for name in ("dp3", "pp-46-2011", "pp-30-2019") for table in history(name).tables]
    return tuple(dict.fromkeys(name for year in since for name in old_predikat(year)))


def lapor_limits(day: date) -> Mapping[str, int]:
    """Working days in which each kind of complaint must be settled (PermenPANRB 62/2018), by kind.

    >>> lapor_limits(date(2026, 1, 1))["Permintaan Informasi"]
    5
    """
    return {row.text("kind"): row.whole("days") for row in rows("lapor", "limits", day)}


def lapor_response(day: date) -> int | None:
    """Working days in which the agency answers a complaint for the first time (a step of SP4N-LAPOR!).

    >>> lapor_response(date(2026, 1, 1))
    5
    """
    row = row_of("lapor", "steps", day, step="tanggapan instansi")
    return None if row is None else row.whole("days")


def least_training_hours(day: date) -> int | None:
    """Hours (JP) a PNS must be trained in a year at least (PP 11/2017)."""
    found = rows("jp-20", "minimum", day)
    return found[0].whole("jp") if found else None


@lru_cache(maxsize=4096)
def sanction_levels(day: date) -> Mapping[str, str]:
    """Level (ringan, sedang, berat) of each kind of hukuman disiplin (PP 94/2021 Pasal 8), by the letters of its kind."""
    return {letters(row.text("hukuman")): row.text("level") for row in rows("pp-94-2021", "kinds", day)}
