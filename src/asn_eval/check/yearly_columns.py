"""Lists with one column a year – SKP_Y2 and SKP_Y1 of an usulan, "SKP 2024", "Predikat 2025" – become records of earlier evaluations.

A column of a status of discipline beside them ("Status_Hukdis") tells of today and is a list of sanctions without dates.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from asn_eval.check.cells import is_blank, tidy
from asn_eval.check.headings import Columns, Vocabulary, joined
from asn_eval.check.layouts import Layout, find_header
from asn_eval.check.months import tokens_of, years_in
from asn_eval.check.numbers import number_of
from asn_eval.read.sheet import Sheet

HISTORY: Final = "history"
_ABOUT = frozenset({"skp", "ppkp", "ppk", "predikat", "prestasi"})
_WORDS = _ABOUT | {"nilai", "skor", "tahun", "thn", "kinerja", "pegawai", "kerja", "hasil", "evaluasi", "n", "y"}
_PREDIKAT = frozenset({"predikat", "evaluasi"})
_NUMBER = frozenset({"nilai", "skor"})
_BACK = re.compile(r"(?:^|[^a-z])[yn][\s_-]?([1-5])(?![0-9])")


def of_years(sheet: Sheet, vocabulary: Vocabulary, typed: Vocabulary) -> list[Layout]:
    """Give a layout for each year a sheet has a column of; none where it has none, or no NIP.

    Columns of ``typed``, the vocabulary of indicators, are those of this evaluation.
    """
    header = find_header(sheet, vocabulary)
    if header is None:
        return []
    row, titles = header
    found = vocabulary.columns(titles)
    if "nip" not in found.columns:
        return []
    by_year: dict[int, dict[str, int]] = {}
    for column, parts in enumerate(titles, 1):
        if parts and (year := year_of(joined(parts))) and typed.target_of_parts(parts) not in typed.leaves:
            field = _field(joined(parts), sheet.columns[column - 1][row:])
            by_year.setdefault(year, {}).setdefault(field, column)
    people = {name: found.columns[name] for name in ("nip", "nama") if name in found.columns}
    shown = tuple(map(joined, titles))
    return [_layout(sheet, row, shown, year, {**people, **columns}) for year, columns in sorted(by_year.items())]


def year_of(heading: str) -> int:
    """Give the year a heading of an earlier evaluation names: 2024, or -1 for the year before this one; 0 for any other heading.

    >>> year_of("SKP_Y2"), year_of("Nilai SKP (N-1)"), year_of("Predikat SKP Tahun 2024"), year_of("Tahun Lulus"), year_of("SKP")
    (-2, -1, 2024, 0, 0)
    """
    tokens = tokens_of(heading)
    words = {token for token in tokens if not token.isdigit()}
    if not words & _ABOUT or words - _WORDS:
        return 0
    years, back = years_in(tokens), _BACK.search(heading.casefold())
    if len(years) == 1 and not words & {"n", "y"}:
        return years[0]
    return -int(back[1]) if back and not years else 0


def _field(heading: str, values: Sequence[object]) -> str:
    """Tell whether a column holds scores or predikat: by its heading, else by the first text in it."""
    words = set(tokens_of(heading))
    if words & _PREDIKAT:
        return "predikat"
    if words & _NUMBER:
        return "nilai_lalu"
    texts = [v for v in values if isinstance(v, str) and not is_blank(v) and number_of(tidy(v)) == "number-text"]
    return "predikat" if texts else "nilai_lalu"


def _layout(sheet: Sheet, row: int, titles: tuple[str, ...], year: int, columns: Mapping[str, int]) -> Layout:
    found = Columns(columns, {name: titles[c - 1] for name, c in columns.items()}, ())
    layout = Layout(sheet, HISTORY, row, titles, found)
    return replace(layout, year=year, wide=True)
