"""The predikat of a year: two ratings meet in the nine cells of PermenPANRB 6/2022.

Both axes have the same three ratings. The predikat is not the worse or the better of the two: behaviour below expectation is
*Kurang/Misconduct* whatever the results, unless these too are below, which is *Sangat Kurang*.
"""

from collections.abc import Mapping
from datetime import date

from asn_eval.rules.dated import history
from asn_eval.rules.statutes import all_old_predikat, letters, old_predikat, row_of, rows

TABLE = "permenpanrb-6-2022"
# Best first; Kurang/Misconduct by its short name.
NAMES = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")


def rating(text: str, day: date) -> str | None:
    """Give the rating a text means, in the spelling of the law; None where it is none, or no table is in force.

    PermenPANRB 6/2022; case, spaces and strokes do not matter.

    >>> rating("DIATAS EKSPEKTASI", date(2026, 12, 31)), rating("bagus", date(2026, 12, 31))
    ('di atas ekspektasi', None)
    """
    row = row_of(TABLE, "ratings", day, rating=text)
    return None if row is None else row.text("rating")


def ratings(day: date) -> tuple[str, ...]:
    """Give the ratings in force on a day, best first, in the spelling of the law.

    >>> ratings(date(2026, 12, 31))
    ('di atas ekspektasi', 'sesuai ekspektasi', 'di bawah ekspektasi')
    """
    return tuple(row.text("rating") for row in rows(TABLE, "ratings", day))


def rating_of_code(code: int, day: date) -> str | None:
    """Give the rating of a code as SIASN exports it (1 above, 2 as expected, 3 below); None for any other code."""
    return next((row.text("rating") for row in rows(TABLE, "ratings", day) if row.whole("code") == code), None)


def predikat(hasil: str, perilaku: str, day: date) -> str | None:
    """Give the predikat of a rating of results and a rating of behaviour (PermenPANRB 6/2022, the nine-cell matrix).

    Ratings may be spelled as people spell them. None where one of them is no rating, or no matrix is in force on the day.

    >>> predikat("di atas ekspektasi", "sesuai ekspektasi", date(2026, 12, 31))
    'Baik'
    """
    one, other = rating(hasil, day), rating(perilaku, day)
    if one is None or other is None:
        return None
    row = row_of(TABLE, "matrix", day, hasil=one, perilaku=other)
    return None if row is None else row.text("predikat")


def predikat_word(text: str, day: date) -> str | None:
    """Give the predikat a text means, in the spelling of the matrix; ``Cukup`` is ``Butuh Perbaikan`` (Peraturan BKN 3/2023).

    >>> predikat_word("cukup", date(2026, 12, 31)), predikat_word("KURANG", date(2026, 12, 31))
    ('Butuh Perbaikan', 'Kurang/Misconduct')
    """
    row = row_of(TABLE, "grades", day, predikat=text) or row_of(TABLE, "spellings", day, spelling=text)
    return None if row is None else row.text("predikat")


def number_of(text: str) -> int | None:
    """Number the predikat of today a text means, 0 the best; None where it is none. They are known whenever they were given."""
    word = predikat_word(text, history(TABLE).tables[-1].since)
    return None if word is None else NAMES.index(word.partition("/")[0])


def name_number(text: str, year: int, mapped: Mapping[str, str]) -> int | None:
    """Number the predikat a text means in a record of a year, as its place in ``shown_names``; None where it is none.

    The five names and *Cukup* are known in every year, other names only while their rule held (PP 46/2011, DP3). What such a name is
    on today's ladder no text says: the office says it (``mapped``, old name → one of the five), or it has a place of its own behind
    them.

    >>> name_number("Cukup", 2015, {}), name_number("Buruk", 2020, {"Buruk": "Sangat Kurang"}), name_number("Buruk", 2022, {})
    (2, 4, None)
    """
    number = number_of(text)
    if number is not None:
        return number
    for name in old_predikat(year):
        if letters(name) == letters(text):
            chosen = {letters(old): new for old, new in mapped.items()}.get(letters(name))
            return shown_names().index(name) if chosen is None else NAMES.index(chosen)
    return None


def shown_names() -> tuple[str, ...]:
    """Give every name a record may have: the five of today, best first, and behind them those of older rules."""
    return (*NAMES, *all_old_predikat())


def rating_of_head(capaian: str, ratings: Mapping[str, str], day: date) -> str | None:
    """Give the rating of results of the head of an organisation: that of the organisation itself (PermenPANRB 6/2022).

    Which rating each of the five results of an organisation is (``ratings``, by result) no text says: the office chooses it. None
    where the office named no rating for this result.
    """
    chosen = {letters(result): word for result, word in ratings.items()}
    known = row_of("se-menpanrb-3-2023", "organisation", day, capaian=capaian)
    found = chosen.get(letters(capaian if known is None else known.text("capaian")))
    return None if found is None else rating(found, day)
