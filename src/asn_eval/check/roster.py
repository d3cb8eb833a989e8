"""People: one record a person from the roster sheets, with duplicates, changes between months and contradictions told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from asn_eval.check.dates import Dates, dates
from asn_eval.check.doubles import doubles
from asn_eval.check.faults import Faults
from asn_eval.check.headings import key_of
from asn_eval.check.months import Month
from asn_eval.check.nip import Nips, contradictions, nip_date, read_nips
from asn_eval.check.records import People
from asn_eval.check.rows import Table
from asn_eval.check.segments import ledger, segment_order
from asn_eval.check.texts import Texts, empty, texts
from asn_eval.check.units import one_spelling
from asn_eval.rules.vocabulary import DATE_FIELDS, FEMALE, MALE, TEXT_FIELDS

Persons = npt.NDArray[np.int32]

# How many of a sheet's people must stand in an earlier sheet for the sheet itself to be the fault, and what share of them.
FEWEST = 3
NEARLY = 0.8

# A roster that is no month's holds for the whole period: it comes after every month.
ALWAYS = Month(9999, 13)
_CODE_OF = {"tanggal_lahir": "nip-birth-differs", "tmt_cpns": "nip-since-differs", "jenis_kelamin": "nip-sex-differs"}


@dataclass(frozen=True, slots=True)
class Identities:
    """One roster sheet's records: NIPs, texts and dates by field, texts of the columns the rulebook refers to by heading."""

    table: Table
    nips: Nips
    texts: Mapping[str, Texts]
    dates: Mapping[str, Dates]
    columns: Mapping[str, Texts]

    @property
    def month(self) -> Month:
        """The month the sheet is of."""
        return self.table.layout.month or ALWAYS


@dataclass(frozen=True, slots=True)
class Roster:
    """People, and for each roster sheet which person each of its records is about.

    ``numbers`` holds the NIP of each person as a number, -1 where invalid. ``table`` and ``record`` say, a person, which record of
    which sheet (a position in ``sheets``) they are taken from.
    """

    people: People
    sheets: tuple[Identities, ...]
    person_of: tuple[Persons, ...]
    numbers: npt.NDArray[np.int64]
    table: npt.NDArray[np.intp]
    record: npt.NDArray[np.intp]

    @property
    def valid(self) -> npt.NDArray[np.bool_]:
        """True for each person whose NIP can be relied on."""
        return self.numbers >= 0


def identities(table: Table, wanted: Mapping[str, Sequence[str]], faults: Faults) -> Identities:
    """Read the identity columns of one roster sheet; ``wanted`` holds, by heading the rulebook refers to, all its names."""
    nips = read_nips(table, table.column("nip"), faults)
    words = {f: texts(table, table.column(f), faults) for f in TEXT_FIELDS if table.column(f)}
    days = {f: dates(table, table.column(f), faults) for f in DATE_FIELDS if table.column(f)}
    columns: dict[str, Texts] = {}
    for heading, names in wanted.items():
        column = column_named(table, names)
        if column:
            columns[heading] = texts(table, column, faults)
    _tell_contradictions(table, nips, words, days, faults)
    if "nama" in words:
        faults.runs("name-empty", table, table.column("nama"), np.flatnonzero(words["nama"] == ""))
    return Identities(table, nips, words, days, columns)


def column_named(table: Table, names: Sequence[str]) -> int:
    """Give the 1-based column with one of these headings, 0 where there is none."""
    return column_in(table.layout.titles, names)


def column_in(titles: Sequence[str], names: Sequence[str]) -> int:
    """Give the 1-based position of the first title that is one of these headings, 0 where there is none."""
    keys = [key_of(title) for title in titles]
    return next((keys.index(k) + 1 for k in map(key_of, names) if k and k in keys), 0)


def _tell_contradictions(
    table: Table, nips: Nips, words: Mapping[str, Texts], days: Mapping[str, Dates], faults: Faults
) -> None:
    sex = _sexes(words["jenis_kelamin"]) if "jenis_kelamin" in words else None
    found = contradictions(nips, days.get("tanggal_lahir"), days.get("tmt_cpns"), sex)
    nip = table.column("nip")

    def details(field: str, i: int) -> dict[str, str]:
        other = table.cell(i, nip, table)
        if field == "jenis_kelamin":
            return {"found": str(words[field][i]), "other": other, "nip": str(nips.sex[i])}
        digits = nip_date(nips.born[i]) if field == "tanggal_lahir" else nip_date(nips.since[i])[3:]
        return {"found": nip_date(days[field][i]), "other": other, "nip": digits}

    for field, index in found.items():
        faults.cells(_CODE_OF[field], table, table.column(field), index, lambda i, field=field: details(field, i))  # type: ignore[misc]


def _sexes(words: Texts) -> npt.NDArray[np.uint8]:
    code = {word: 1 if key_of(word) in MALE else 2 if key_of(word) in FEMALE else 0 for word in set(words.tolist())}
    return np.fromiter((code[word] for word in words.tolist()), dtype=np.uint8, count=len(words))


def roster_of(sheets: Sequence[Identities], faults: Faults) -> Roster:
    """Make one person of each NIP: from the latest month where sheets are months, and twice where it stands twice."""
    sizes = [len(s.table) for s in sheets]
    table = np.repeat(np.arange(len(sheets)), sizes)
    record = np.concatenate([np.arange(n) for n in sizes]) if sizes else np.zeros(0, dtype=np.intp)
    identity = _identity(sheets)
    months = sorted({s.month for s in sheets})
    period = np.array([months.index(s.month) for s in sheets], dtype=np.int64)[table] if sizes else record
    segment = segment_order(sheets, identity, faults)
    if segment.any():
        # A later segment is to an earlier one what a later month is: the same person, more recently.
        period = period * (int(segment.max()) + 1) + segment
    latest_first = np.lexsort((np.arange(len(identity)), -period, identity))
    _, starts = np.unique(identity[latest_first], return_index=True)
    group = np.zeros(len(identity), dtype=np.int64)
    group[starts[1:]] = 1
    group = np.cumsum(group)
    own = np.empty(len(identity), dtype=np.int64)
    own[latest_first] = latest_first[starts][group] if len(starts) else group
    is_person = period == period[own]
    number = np.cumsum(is_person) - 1
    person = np.where(is_person, number, number[own]).astype(np.int32)
    _tell_doubles(sheets, table, record, doubles(identity, period), faults)
    split = np.split(person, np.cumsum(sizes)[:-1]) if sizes else []
    chosen = np.flatnonzero(is_person)
    people = _people(sheets, chosen)
    if segment.any():
        people = replace(people, segments=ledger(sheets, person, segment))
    people = one_spelling(people, [sheet.table for sheet in sheets], faults)
    # The stand-ins for invalid NIPs are below -1.
    numbers = np.maximum(identity[chosen], -1)
    return Roster(people, tuple(sheets), tuple(split), numbers, table[chosen], record[chosen])


def _identity(sheets: Sequence[Identities]) -> npt.NDArray[np.int64]:
    """A number for each record: the NIP, or where it is invalid a negative number shared by the same typing in other months."""
    parts = []
    seen: dict[tuple[str, str, int, int], int] = {}
    for at, sheet in enumerate(sheets):
        number = sheet.nips.number.copy()
        times: Counter[tuple[str, str]] = Counter()
        nama = sheet.texts.get("nama", empty(len(number)))
        for i in np.flatnonzero(number < 0).tolist():
            key = (str(sheet.nips.text[i]), str(nama[i]))
            times[key] += 1
            number[i] = -2 - seen.setdefault((*key, times[key], -1 if sheet.table.layout.month else at), len(seen))
        parts.append(number)
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _people(sheets: Sequence[Identities], chosen: npt.NDArray[np.intp]) -> People:
    def whole(columns: list[npt.NDArray[np.generic]]) -> npt.NDArray[np.generic]:
        return np.concatenate(columns)[chosen] if columns else np.zeros(0, dtype=object)

    fields = dict.fromkeys(["nama", "unit", "jabatan", *(f for s in sheets for f in s.texts)])
    texts_of = {f: whole([s.texts.get(f, empty(len(s.table))) for s in sheets]) for f in fields}
    days = {f for s in sheets for f in s.dates}
    never = np.datetime64("NaT")
    dates_of = {
        f: whole([s.dates.get(f, np.full(len(s.table), never, dtype="datetime64[D]")) for s in sheets])
        for f in DATE_FIELDS
        if f in days
    }
    headings = dict.fromkeys(h for s in sheets for h in s.columns)
    columns = {h: whole([s.columns.get(h, empty(len(s.table))) for s in sheets]) for h in headings}
    return People(
        nip=whole([s.nips.text for s in sheets]),  # type: ignore[arg-type]
        texts=texts_of,  # type: ignore[arg-type]
        dates=dates_of,  # type: ignore[arg-type]
        columns=columns,  # type: ignore[arg-type]
        source=whole([np.full(len(s.table), s.table.source, dtype=np.int16) for s in sheets]).astype(np.int16),
        row=whole([s.table.rows for s in sheets]).astype(np.int32),
        faulty=np.zeros(len(chosen), dtype=bool),
    )


def _tell_doubles(
    sheets: Sequence[Identities],
    table: npt.NDArray[np.intp],
    record: npt.NDArray[np.intp],
    other: Mapping[int, int],
    faults: Faults,
) -> None:
    """Tell each record whose NIP stands elsewhere in the same sheet or month; ``table`` and ``record`` say which record is whose."""
    repeats = _repeats(sheets, table, other)
    for t, first in repeats.items():
        place, there = sheets[t].table.place(), sheets[first].table.place()
        known = there.sheet if there.file == place.file else str(there)
        count = int(sum(table[i] == t for i in other))
        faults.one("sheet-repeats", place, {"count": str(count), "other": known}, count)
    for t, sheet in enumerate(sheets):
        twin_of = {int(record[i]): j for i, j in other.items() if table[i] == t}
        if t in repeats:
            continue
        twin_of = {i: j for i, j in twin_of.items() if int(table[j]) not in repeats}
        same = _twins(sheet, {i: int(record[j]) for i, j in twin_of.items() if table[j] == t})

        def details(i: int, sheet: Identities = sheet, twin_of: Mapping[int, int] = twin_of) -> dict[str, str]:
            there, at = sheets[int(table[twin_of[i]])], int(record[twin_of[i]])
            other_cell = there.table.cell(at, there.table.column("nip"), sheet.table)
            return {"found": str(sheet.nips.text[i]), "other": other_cell}

        for code, index in (("row-doubled", same), ("nip-doubled", sorted(set(twin_of) - set(same)))):
            faults.cells(code, sheet.table, sheet.table.column("nip"), np.array(index, dtype=np.intp), details)


def _repeats(sheets: Sequence[Identities], table: npt.NDArray[np.intp], other: Mapping[int, int]) -> dict[int, int]:
    """Give the sheets in which nearly everybody stands in an earlier sheet already, and which that is: not slips, but a period each."""
    counted = Counter((int(table[i]), int(table[j])) for i, j in other.items() if table[j] < table[i])
    return {
        t: first for (t, first), count in counted.items() if count >= FEWEST and count >= NEARLY * len(sheets[t].table)
    }


def _twins(sheet: Identities, other: Mapping[int, int]) -> list[int]:
    """Give the records of which every double is the same row in all but its running number."""
    rows, number = sheet.table.rows, sheet.table.column("no")
    columns = [c for k, c in enumerate(sheet.table.layout.sheet.columns, 1) if k != number]
    different = {
        min(i, j) for i, j in other.items() if not all(c[int(rows[i]) - 1] == c[int(rows[j]) - 1] for c in columns)
    }
    return [i for i, j in other.items() if min(i, j) not in different]
