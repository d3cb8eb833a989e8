"""Units of the roster: spellings that differ only in case, spacing or punctuation are one unit, and that is told.

A quota, a mean or a rank within the unit would otherwise be shared out once for each spelling.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from asn_eval.check.faults import Faults
from asn_eval.check.records import People
from asn_eval.check.rows import Table
from asn_eval.check.texts import Texts
from asn_eval.findings import Place

# A full stop between two digits parts numbers: "Seksi 1.1" is not "Seksi 11".
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_NO_LETTER = re.compile(r"[^\w|]|_")
# How many spellings of a unit, and how many runs of cells of a spelling, a message names.
MOST = 5


def unit_key(name: str) -> str:
    """Reduce a unit's name to its letters and digits; numbers beside each other stay apart, a name without either stays whole.

    >>> unit_key("BIDANG  DUA"), unit_key("Bidang-Dua"), unit_key("Seksi 1.1"), unit_key("Seksi 11"), unit_key("-")
    ('bidangdua', 'bidangdua', 'seksi1|1', 'seksi11', '-')
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _NO_LETTER.sub("", _BETWEEN_DIGITS.sub("|", folded.replace("|", " "))) or name


def one_spelling(people: People, tables: Sequence[Table], faults: Faults) -> People:
    """Give every unit the spelling used most, the first of equals, in people and segments; ``tables`` are the roster sheets.

    Only distinct names are compared; people without a second spelling of any unit are given back as they are.
    """
    cells = _cells(people)
    counted = Counter(cells.words.tolist())
    spellings: dict[str, list[str]] = {}
    for word in counted:
        spellings.setdefault(unit_key(word), []).append(word)
    if len(spellings) == len(counted):
        return people
    # ``max`` gives the first of equals, and a Counter keeps the order of first sight.
    chosen = {word: max(words, key=counted.__getitem__) for words in spellings.values() for word in words}
    _tell(cells, {word: unit for word, unit in chosen.items() if len(spellings[unit_key(word)]) > 1}, tables, faults)
    segments = people.segments and replace(people.segments, unit=_respelt(people.segments.unit, chosen))
    texts = {**people.texts, "unit": _respelt(people.texts["unit"], chosen)}
    return replace(people, texts=texts, segments=segments)


class _Cells(NamedTuple):
    """Every cell a unit was read from, in the order of the workbook: source, spreadsheet row, and what it says."""

    source: npt.NDArray[np.int16]
    row: npt.NDArray[np.int32]
    words: Texts


def _cells(people: People) -> _Cells:
    units, parts = people.texts["unit"], people.segments
    if parts is None:
        return _Cells(people.source, people.row, units)
    whole = np.ones(len(people), bool)
    whole[parts.person] = False
    source, row = np.append(people.source[whole], parts.source), np.append(people.row[whole], parts.row)
    order = np.lexsort((row, source))
    return _Cells(source[order], row[order], np.append(units[whole], parts.unit)[order])


def _respelt(words: Texts, chosen: Mapping[str, str]) -> Texts:
    return np.array([chosen[word] for word in words.tolist()], dtype=object)


def _tell(cells: _Cells, chosen: Mapping[str, str], tables: Sequence[Table], faults: Faults) -> None:
    """Tell each unit once, at its first cell spelt otherwise; ``chosen`` gives the unit of each spelling of units that have several."""
    found: dict[str, dict[str, list[int]]] = {}
    for i, word in enumerate(cells.words.tolist()):
        if word in chosen:
            found.setdefault(chosen[word], {}).setdefault(word, []).append(i)
    table_of = {table.source: table for table in tables}
    for unit, rows_of in found.items():
        own = rows_of.pop(unit)
        first = min(index[0] for index in rows_of.values())
        here = _place(cells, [first], table_of)
        others = [f'"{word}" ({_named(cells, index, table_of, here)})' for word, index in rows_of.items()]
        values = {"unit": unit, "cells": _named(cells, own, table_of, here), "others": _list(others)}
        faults.one("unit-spellings", here, values, sum(map(len, rows_of.values())))


def _place(cells: _Cells, run: Sequence[int], table_of: Mapping[int, Table]) -> Place:
    table = table_of[int(cells.source[run[0]])]
    return table.place(int(cells.row[run[0]]), table.column("unit"), len(run))


def _named(cells: _Cells, index: Sequence[int], table_of: Mapping[int, Table], here: Place) -> str:
    """Name the cells of one spelling, neighbours as a run, as shortly as their being in the sheet or file of ``here`` allows."""
    places = [_place(cells, run, table_of) for run in _runs(cells, index)]
    return _list(
        place.cells
        if (place.file, place.sheet) == (here.file, here.sheet)
        else f"{place.sheet}!{place.cells}"
        if place.file == here.file
        else str(place)
        for place in places
    )


def _runs(cells: _Cells, index: Sequence[int]) -> list[list[int]]:
    """Part some cells into runs of neighbouring rows of one sheet; one run more than is named is enough."""
    runs: list[list[int]] = []
    for i in index:
        last = runs[-1][-1] if runs else -1
        if runs and cells.source[i] == cells.source[last] and cells.row[i] == cells.row[last] + 1:
            runs[-1].append(i)
        elif len(runs) > MOST:
            break
        else:
            runs.append([i])
    return runs


def _list(parts: Iterable[str]) -> str:
    words = list(parts)
    return ", ".join([*words[:MOST], *(["…"] if len(words) > MOST else [])])
