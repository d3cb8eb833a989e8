"""Findings about records that cannot be measured: told cell by cell, bounded, and remembered with the people they are about."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import typed
from asn_eval.check.faults import LIMIT, MORE
from asn_eval.check.logbook import Logbook
from asn_eval.findings import Finding, Place, catalogue
from asn_eval.measure.made import Setting
from asn_eval.rules.disagreement import written
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.near import nearest
from asn_eval.rules.statutes import letters

Mask = npt.NDArray[np.bool_]
Index = npt.NDArray[np.intp]
Details = Callable[[int], Mapping[str, str]]
NO_WORD: Final = -1


class Telling:
    """What is wrong with the records of one logbook, and which records have an error of their own or from checking."""

    def __init__(self, logbook: Logbook, setting: Setting) -> None:
        self.logbook, self.setting = logbook, setting
        self.wrong: Mask = logbook.invalid.copy()
        self.findings: list[Finding] = []

    def place(self, record: int, field: str = "") -> Place:
        """Name the cell of a record, or its row."""
        source = int(self.logbook.source[record])
        column = self.logbook.columns.get(source, {}).get(field, 0)
        return self.setting.place(source, int(self.logbook.row[record]), column)

    def title(self, record: int, field: str) -> str:
        """Give the heading the record's own sheet has for a field, else the usual one."""
        return self.setting.titled(int(self.logbook.source[record]), field) or heading(self.logbook.kind, field)

    def number(self, record: int, field: str) -> str:
        """Write the number a record has in a field, as its cell shows it: decimals with a comma."""
        return written(self.logbook.numbers[field].values.value(record)).replace(".", ",")

    def day(self, record: int, field: str) -> str:
        """Write the moment a record has in a field, as its cell shows it: with the time of day where it has one."""
        moment = self.logbook.moments[field][record].item()
        timed = field in self.logbook.timed and bool(self.logbook.timed[field][record])
        return typed(moment if timed else moment.date())

    def cells(self, code: str, found: Index | Mask, field: str, details: Details | None = None) -> None:
        """Add one finding for each record; one shared by several people is told once, and beyond the limit they are counted."""
        records = np.flatnonzero(found) if found.dtype == bool else found
        if not len(records):
            return
        severity = catalogue()[code].severity
        if severity == "error":
            self.wrong[records] = True
        cells = self.logbook.source[records].astype(np.int64) << 32 | self.logbook.row[records]
        distinct = records[np.sort(np.unique(cells, return_index=True)[1])]
        for record in distinct[:LIMIT].tolist():
            self.findings.append(Finding(code, self.place(record, field), details(record) if details else {}))
        rest = self.logbook.source[distinct[LIMIT:]]
        for source, count in zip(*np.unique(rest, return_counts=True), strict=True):
            column = self.logbook.columns.get(int(source), {}).get(field, 0)
            values = {"count": str(count), "like": code}
            place = self.setting.place(int(source), 0, column)
            self.whole(MORE[severity], place, values, int(count))

    def whole(self, code: str, place: Place, values: Mapping[str, str], count: int = 1) -> None:
        """Add one finding of a whole sheet."""
        self.findings.append(Finding(code, place, values, count))

    def count(self, code: str, found: Mask, field: str = "", values: Mapping[str, str] | None = None) -> None:
        """Add one finding for all these records together, at the first of them; one shared by several people counts once."""
        records = np.flatnonzero(found)
        if len(records):
            place = self.place(int(records[0]), field)
            rows = len(np.unique(self.logbook.source[records].astype(np.int64) << 32 | self.logbook.row[records]))
            self.findings.append(Finding(code, place, {"count": str(rows), **(values or {})}, rows))

    def empty(self, found: Mask, field: str) -> None:
        """Tell the records that lack a field they need."""
        self.cells("record-empty", found, field, lambda i: {"field": self.title(i, field)})

    def lacks(self, field: str, within: Mask, code: str = "record-column") -> Mask:
        """Tell the sheets that hold records of ``within`` and have no column a measure needs; gives the records in them."""
        # Where every record is at fault already – a misspelt heading – no more is said of the sheet.
        sound = np.unique(self.logbook.source[within & ~self.logbook.invalid]).tolist()
        without = [source for source in sound if field not in self.logbook.columns.get(source, {})]
        for source in without:
            values = {"field": heading(self.logbook.kind, field), "target": field}
            self.whole(code, self.setting.place(source, 0, 0), values)
        lacking = np.isin(self.logbook.source, np.array(without, np.int16))
        self.wrong |= lacking
        return lacking

    def words(
        self, field: str, meant: Mapping[str, int], listed: Collection[str], within: Mask | None = None
    ) -> npt.NDArray[np.int64]:
        """Give the number each word of a column stands for (``NO_WORD`` where empty or unknown), and tell the unknown ones.

        ``meant`` maps words, as ``letters`` reduces them, to numbers; ``listed`` are those a message offers. Only words in the
        records of ``within`` (none: all) are told.
        """
        texts = column_of(self.logbook, field)
        listed_texts = texts.tolist()
        number = {text: meant.get(letters(text), NO_WORD) for text in set(listed_texts)}
        found = np.array([number[text] for text in listed_texts], np.int64)
        strange = (found == NO_WORD) & (texts != "") & ~self.logbook.invalid
        self.unknown(field, strange if within is None else strange & within, listed)
        return found

    def unknown(self, field: str, found: Mask, listed: Collection[str]) -> None:
        """Tell words nobody knows: with the nearest known one where there is one, else with all of them."""
        texts = column_of(self.logbook, field)
        allowed = ", ".join(listed)
        self.cells(
            "record-word-listed",
            self.misspelt(field, found, listed),
            field,
            lambda i: {"found": texts[i], "field": self.title(i, field), "allowed": allowed},
        )

    def misspelt(self, field: str, found: Mask, listed: Collection[str], code: str = "record-word") -> Mask:
        """Tell those of the words found that are near a known one, and give the rest."""
        texts = column_of(self.logbook, field)
        # Comparing spellings is slow; a column with more different strange words than this is not a matter of slips.
        near = {word: nearest(word, listed) for word in list(dict.fromkeys(texts[found].tolist()))[:100]}
        has = np.array([bool(near.get(word)) for word in texts.tolist()], bool) if near else found
        self.cells(
            code,
            found & has,
            field,
            lambda i: {"found": texts[i], "field": self.title(i, field), "near": near[texts[i]]},
        )
        return found & ~has

    def doubled(self, code: str, key: npt.NDArray[np.int64], field: str, details: Details) -> None:
        """Tell the records whose key another record has already, naming the first; a key below 0 is nobody's."""
        _, first, index = np.unique(key, return_index=True, return_inverse=True)
        again = (key >= 0) & (first[index] != np.arange(len(key))) if len(key) else np.zeros(0, bool)
        self.cells(code, again, field, lambda i: {**details(i), "first": str(self.place(int(first[index[i]]), field))})

    @property
    def people(self) -> Mask:
        """Which people have a record that is wrong: a measure from the rest of their records would be another measure."""
        affected = np.zeros(len(self.setting.people), bool)
        affected[self.logbook.person[self.wrong]] = True
        return affected


def heading(kind: str, field: str) -> str:
    """Give the heading offices write for a field of a kind."""
    return KINDS[kind].fields[field].headings[0]


def column_of(logbook: Logbook, field: str) -> npt.NDArray[np.object_]:
    """Give the texts of a field, all empty where no sheet has it."""
    found = logbook.texts.get(field)
    return np.full(len(logbook), "", object) if found is None else found
