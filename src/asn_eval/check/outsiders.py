"""NIPs in sheets of records that are nobody's of the list of staff: people of other units, told apart from slips of the pen."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import is_blank
from asn_eval.check.faults import Faults
from asn_eval.check.form_owners import same_name
from asn_eval.check.rows import Table
from asn_eval.read.sheet import ErrorCell, UncachedFormula
from asn_eval.rules.statutes import letters

SEVERAL: Final = re.compile(r"[;,/&\n\r]+|\bdan\b")
# Digits that can be a NIP: birth date, year of appointment, sex.
_WELL_FORMED: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:19|20)[0-9]{4}[12][0-9]{3}"
)
# In so few records, none of them of the list of staff, another list is not to be seen: each is a slip to correct.
_FEW: Final = 10
# Below the same name a NIP with so many other digits is still that person's, mistyped.
_DIGITS_OF_ONE_NAME: Final = 4
_NIP_DIGITS: Final = 18


def nips_in(value: object) -> Iterator[str]:
    """Give the texts of the NIPs a cell names; an error or a number names none."""
    if isinstance(value, str) and not isinstance(value, ErrorCell | UncachedFormula):
        yield from filter(None, map(str.strip, SEVERAL.split(value)))


def digits_of(text: str) -> str:
    """Give the digits alone.

    >>> digits_of("19850315 201001 1 001")
    '198503152010011001'
    """
    return "".join(c for c in text if c.isdigit())


def outsiders(
    table: Table, columns: Sequence[int], people: Mapping[str, int], names: npt.NDArray[np.object_]
) -> frozenset[str]:
    """Give the NIPs (digits) in these columns (1-based) that are other people's; ``names`` are those of ``people``.

    A NIP one slip away from one of the list of staff is none of them, nor any of a sheet with a few records, all of nobody.
    """
    if all(value in people or is_blank(value) for column in columns for value in set(table.cells(column))):
        return frozenset()
    own, named = table.column("nama"), dict[str, set[str]]()
    beside = table.cells(own) if own else [""] * len(table)
    known = False
    for column in columns:
        # Names stand beside the first column only; each pair is looked at once, however many records repeat it.
        names_beside = beside if column == columns[0] else [""] * len(table)
        for value, name in dict.fromkeys(zip(map(_text, table.cells(column)), map(_text, names_beside), strict=True)):
            for digits in map(digits_of, nips_in(value)):
                known = known or digits in people
                if digits not in people and _WELL_FORMED.fullmatch(digits):
                    named.setdefault(digits, set()).add(name)
    if not named or not (known or len(table) > _FEW):
        return frozenset()
    near = _Near(people, names)
    return frozenset(digits for digits, said in named.items() if not any(near.slip(digits, name) for name in said))


def _text(value: object) -> str:
    return value if isinstance(value, str) and not isinstance(value, ErrorCell | UncachedFormula) else ""


class _Near:
    """Finds whom of the list of staff a mistyped NIP is."""

    def __init__(self, people: Mapping[str, int], names: npt.NDArray[np.object_]) -> None:
        self._people, self._names = people, names
        self._by_name: dict[str, list[str]] = {}
        self._but_one: dict[str, list[str]] = {}
        for nip, person in people.items():
            self._by_name.setdefault(letters(str(names[person]).split(",")[0]), []).append(nip)
            for at in range(len(nip)):
                self._but_one.setdefault(_but(nip, at), []).append(nip)

    def slip(self, digits: str, name: str) -> bool:
        """Tell whether this NIP is one digit, or two digits swapped, from somebody's who is not named otherwise beside it."""
        swapped = (digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(_NIP_DIGITS - 1))
        near = [nip for at in range(_NIP_DIGITS) for nip in self._but_one.get(_but(digits, at), ())]
        near += [nip for nip in swapped if nip in self._people]
        if any(is_blank(name) or same_name(name, str(self._names[self._people[nip]])) for nip in near):
            return True
        bare = letters(name.partition(",")[0])
        alike = self._by_name.get(bare, ()) if bare else ()
        # A NIP of the list of staff may be too short or too long; it was told, and may be the very one that is meant.
        return any(sum(a != b for a, b in zip_longest(digits, nip)) <= _DIGITS_OF_ONE_NAME for nip in alike)


def _but(nip: str, at: int) -> str:
    return f"{nip[:at]}?{nip[at + 1 :]}"


def without(table: Table, columns: Sequence[int], outside: frozenset[str], faults: Faults) -> Table:
    """Leave out the records that are other people's only, telling once a sheet how many records name them and where first."""
    if not outside:
        return table
    keep = np.ones(len(table), dtype=bool)
    first, count, met = (0, 0, ""), 0, set[str]()
    cells = [table.cells(column) for column in columns]
    for number, values in enumerate(zip(*cells, strict=True)):
        strange = [(c, t) for c, v in zip(columns, values, strict=True) for t in nips_in(v) if digits_of(t) in outside]
        if not strange:
            continue
        first = first if count else (int(table.rows[number]), *strange[0])
        count += 1
        met |= {digits_of(text) for _, text in strange}
        keep[number] = not all(_only(value, outside) for value in values)
    row, column, text = first
    shown = {"found": text, "count": str(count), "people": str(len(met))}
    faults.one("nip-outside", table.place(row, column), shown, count)
    return replace(table, rows=table.rows[keep], bad=table.bad[keep])


def _only(value: object, outside: frozenset[str]) -> bool:
    return is_blank(value) or (
        isinstance(value, str)
        and not isinstance(value, ErrorCell | UncachedFormula)
        and all(digits_of(text) in outside for text in nips_in(value))
    )
