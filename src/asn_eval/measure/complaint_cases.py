"""The cases of a complaint log as they stood on the last day: received, answered, settled, their class – and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.logbook import Logbook
from asn_eval.measure.calendar import Counts, Moments, last_day
from asn_eval.measure.made import Logbooks, Made, Setting
from asn_eval.measure.telling import NO_WORD, Mask, Telling, column_of
from asn_eval.rules.dated import history
from asn_eval.rules.measuring import Calendar
from asn_eval.rules.statutes import lapor_limits, letters

KIND: Final = "complaints"
NEVER: Final = np.datetime64("NaT", "m")
# Short forms of the classes of LAPOR, as logs write them.
ABBREVIATED: Final[Mapping[str, str]] = {
    "Permintaan Informasi": "informasi|permintaan info|info|pi",
    "Pengaduan Tidak Berkadar Pengawasan": (
        "tidak berkadar pengawasan|pengaduan tidak berkadar|tidak berkadar|tbp|ptbp|pengaduan tanpa kadar pengawasan"
    ),
    "Pengaduan Berkadar Pengawasan": "berkadar pengawasan|pengaduan berkadar|berkadar|bp|pbp",
}
DONE: Final = frozenset({"selesai", "tuntas", "ditutup", "closed", "done"})
ARCHIVED: Final = frozenset({"arsip", "diarsipkan", "terarsip", "archived", "archive"})
# Columns that hold the time of day of a date beside it.
CLOCKS: Final[Mapping[str, str]] = {
    "diterima": "jam_diterima",
    "ditanggapi": "jam_ditanggapi",
    "selesai": "jam_selesai",
}


@dataclass(frozen=True, slots=True)
class _Clocked:
    """Moments of one field, and which of them have a time of day."""

    moments: Moments
    timed: Mask


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases that concern the period, told; ``counted`` marks them: received in it, or before it and still open when it began.

    The moments of what had not happened by the last day are NaT; a case settled without a date of response was answered when it was
    settled. ``timed`` marks those with a time of day where they were received and where they were answered. ``undated`` are cases
    from before the period that are done, nobody wrote when; they are not counted.
    """

    logbook: Logbook
    telling: Telling
    counted: Mask
    undated: Mask
    received: Moments
    answered: Moments
    solved: Moments
    timed: Mask

    def per_person(self, chosen: Mask) -> npt.NDArray[np.int64]:
        """Count the chosen records of everybody."""
        return np.bincount(self.logbook.person[chosen], minlength=len(self.telling.setting.people))

    def made(self, values: Exact, known: Mask, rests_on: Mask) -> Made:
        """Give the measure from the records it rests on; who has a record at fault has none."""
        known = known & ~self.telling.people
        used = np.flatnonzero(rests_on & known[self.logbook.person])
        records = np.where(known, self.per_person(rests_on), 0).astype(np.int32)
        return Made(KIND, values, known, records, used, findings=tuple(self.telling.findings))


def cases_of(logbooks: Logbooks, setting: Setting, needed: str = "") -> Cases | None:
    """Read the cases that concern the period and tell what is wrong with them.

    ``needed`` is the column the measure cannot do without: what a case is open for. Without one only cases received in the period
    count.
    """
    logbook = logbooks.get(KIND)
    if logbook is None:
        return None
    telling = Telling(logbook, setting)
    received, solved, answered = (_clocked(logbook, field) for field in ("diterima", "selesai", "ditanggapi"))
    telling.empty(np.isnat(received.moments) & ~logbook.invalid, "diterima")
    # A case settled without a date of response was answered when it was settled.
    unanswered = np.isnat(answered.moments)
    first = _Clocked(
        np.where(unanswered, solved.moments, answered.moments), np.where(unanswered, solved.timed, answered.timed)
    )
    closing = first.moments if needed == "ditanggapi" else solved.moments
    counted, undated = _concerning(logbook, received.moments, closing, setting, carry=bool(needed))
    sound = ~np.isnat(received.moments) & ~logbook.invalid
    _tell_order(sound, counted, {"diterima": received, "selesai": solved, "ditanggapi": answered}, telling)
    telling.count("records-outside", sound & ~counted & ~telling.wrong, "diterima")
    counted = _archived(logbook, counted, setting, telling)
    tell_undated(logbook, counted & np.isnat(solved.moments) & _has_status(logbook, DONE), telling)
    _tell_twice(logbook, counted, telling)
    if needed and counted.any():
        telling.lacks(needed, counted)
    end = np.datetime64(last_day(setting), "D") + 1
    answered_at, solved_at = (np.where(moment < end, moment, NEVER) for moment in (first.moments, solved.moments))
    timed = first.timed & received.timed
    return Cases(logbook, telling, counted, undated, received.moments, answered_at, solved_at, timed)


def _concerning(
    logbook: Logbook, received: Moments, closing: Moments, setting: Setting, *, carry: bool
) -> tuple[Mask, Mask]:
    """Tell the cases received in the period or (``carry``) still open when it began, and those that are done, nobody wrote when."""
    start, sound = np.datetime64(setting.start), ~np.isnat(received) & ~logbook.invalid
    known = sound & (_day(received) <= np.datetime64(last_day(setting)))
    fresh, never = _day(received) >= start, np.isnat(closing)
    undated = known & ~fresh & never & _has_status(logbook, DONE)
    # What was put into the archive before the period is not open for ever.
    over = (closing < start) | (never & _has_status(logbook, DONE | ARCHIVED))
    return known & (fresh | ~over if carry else fresh), undated


def _archived(logbook: Logbook, counted: Mask, setting: Setting, telling: Telling) -> Mask:
    """Leave archived cases out where the office says so; tell them either way."""
    archived = counted & _has_status(logbook, ARCHIVED)
    excluded = setting.rulebook.records.complaints.archived == "exclude"
    telling.count("complaint-archived-out" if excluded else "complaint-archived", archived, "status")
    return counted & ~archived if excluded else counted


def _clocked(logbook: Logbook, field: str) -> _Clocked:
    """Give the moments of a field and which have a time of day, be it in a column of its own."""
    moment = logbook.moments.get(field, np.full(len(logbook), NEVER))
    timed = logbook.timed.get(field, np.zeros(len(logbook), bool))
    clock = logbook.minutes.get(CLOCKS[field])
    if clock is None:
        return _Clocked(moment, timed)
    # A date typed into a cell for moments shows midnight.
    beside = ~np.isnat(moment) & (clock >= 0) & (~timed | (moment == _day(moment)))
    return _Clocked(np.where(beside, _day(moment) + clock.astype("timedelta64[m]"), moment), timed | beside)


def _day(moment: Moments) -> Moments:
    return moment.astype("datetime64[D]")


def _has_status(logbook: Logbook, meant: frozenset[str]) -> Mask:
    if "status" not in logbook.texts:
        return np.zeros(len(logbook), bool)
    words = logbook.texts["status"].tolist()
    said = {word for word in dict.fromkeys(words) if letters(word) in meant}
    return np.array([word in said for word in words], bool)


def _tell_order(sound: Mask, counted: Mask, found: Mapping[str, _Clocked], telling: Telling) -> None:
    """Tell what happened before the case was received, and responses after the day it was settled."""
    received, answered, solved = found["diterima"], found["ditanggapi"], found["selesai"]
    # A case outside the period for a slip in the day it was received is told by what happened to it.
    for field, moment in (("ditanggapi", answered), ("selesai", solved)):
        both = moment.timed & received.timed
        before = np.where(both, moment.moments < received.moments, _day(moment.moments) < _day(received.moments))
        telling.cells(
            "complaint-order",
            sound & before,
            field,
            lambda i, field=field: {"found": telling.day(i, field), "received": telling.day(i, "diterima")},  # type: ignore[misc]
        )
    telling.cells(
        "complaint-sequence",
        counted & (_day(answered.moments) > _day(solved.moments)) & ~telling.wrong,
        "ditanggapi",
        lambda i: {"found": telling.day(i, "ditanggapi"), "done": telling.day(i, "selesai")},
    )


def tell_undated(logbook: Logbook, found: Mask, telling: Telling) -> None:
    """Tell cases whose status says they are done and whose day of settling is empty."""
    if "selesai" in logbook.moments:
        words = column_of(logbook, "status")
        telling.cells("complaint-undated", found, "selesai", lambda i: {"found": str(words[i])})


def tell_unlisted(cases: Cases, unknown: Mask) -> None:
    """Tell the cases from before the period that cannot be judged without the holidays of the years they came in."""
    setting = cases.telling.setting
    listed = {int(year) for year in (setting.rulebook.calendar or Calendar()).years}

    def details(i: int) -> Mapping[str, str]:
        first = int(cases.received[i].astype("datetime64[Y]").astype(int)) + 1970
        years = [str(year) for year in range(first, setting.start.year) if year not in listed]
        return {"day": cases.telling.day(i, "diterima"), "years": ", ".join(years)}

    cases.telling.cells("complaint-year", unknown, "diterima", details)


def _tell_twice(logbook: Logbook, counted: Mask, telling: Telling) -> None:
    numbers = column_of(logbook, "nomor")
    if not (numbers != "").any():
        return
    distinct, index = np.unique(numbers.astype("U"), return_inverse=True)
    key = np.where(counted & (numbers != ""), logbook.person.astype(np.int64) * len(distinct) + index, -1)
    telling.doubled("complaint-double", key, "nomor", lambda i: {"found": str(numbers[i])})


def limits_of(cases: Cases, setting: Setting) -> Counts:
    """Give the working days of each case's class; a class nobody knows and an empty one are told."""
    limits = setting.rulebook.records.complaints.limits or lapor_limits(last_day(setting))
    if not limits:
        tell_no_law(cases, "limits")
        return np.zeros(len(cases.logbook), np.int64)
    meant = {letters(name): days for name, days in limits.items()}
    for name, short in ABBREVIATED.items():
        if letters(name) in meant:
            meant = {letters(word): meant[letters(name)] for word in short.split("|")} | meant
    words, telling = column_of(cases.logbook, "klasifikasi"), cases.telling
    lacking = telling.lacks("klasifikasi", cases.counted) if cases.counted.any() else cases.counted
    telling.empty(cases.counted & (words == "") & ~lacking, "klasifikasi")
    distinct, index = np.unique(words.astype("U"), return_inverse=True)
    found = np.array([meant.get(letters(word), NO_WORD) for word in distinct.tolist()], np.int64)
    days = found[index] if len(distinct) else np.zeros(0, np.int64)
    known = ", ".join(limits)
    strange = cases.counted & (words != "") & (days == NO_WORD)
    telling.cells(
        "complaint-class",
        telling.misspelt("klasifikasi", strange, tuple(limits), "complaint-class-near"),
        "klasifikasi",
        lambda i: {"found": str(words[i]), "known": known},
    )
    return days


def tell_no_law(cases: Cases, key: str) -> None:
    """Tell, once a sheet, that no table of law gives a limit on the last day, so that the office must (``records.complaints.<key>``)."""
    telling, since = cases.telling, history("lapor").tables[0].since
    values = {"key": key, "day": last_day(telling.setting).isoformat(), "since": since.isoformat()}
    for source in np.unique(cases.logbook.source[cases.counted]).tolist():
        telling.whole("complaint-law", telling.setting.place(source, 0, 0), values)
    telling.wrong |= cases.counted
