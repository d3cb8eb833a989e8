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


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of the period, told; ``counted`` marks them, the moments of what had not happened by the last day are NaT."""

    logbook: Logbook
    telling: Telling
    counted: Mask
    answered: Moments
    solved: Moments

    @property
    def received(self) -> Moments:
        """When each case came to the office."""
        return self.logbook.moments["diterima"]

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
    """Read the cases of the period and tell what is wrong with them; ``needed`` is a column the measure cannot do without."""
    logbook = logbooks.get(KIND)
    if logbook is None:
        return None
    telling = Telling(logbook, setting)
    received = logbook.moments["diterima"]
    telling.empty(np.isnat(received) & ~logbook.invalid, "diterima")
    sound = ~np.isnat(received) & ~logbook.invalid
    day = received.astype("datetime64[D]")
    counted = sound & (day >= np.datetime64(setting.start)) & (day <= np.datetime64(last_day(setting)))
    answered, solved = moments_of(logbook, "ditanggapi"), moments_of(logbook, "selesai")
    _tell_order(logbook, sound, counted, telling)
    telling.count("records-outside", sound & ~counted & ~telling.wrong, "diterima")
    _tell_undated(logbook, counted & np.isnat(solved), telling)
    _tell_twice(logbook, counted, telling)
    if needed and counted.any():
        telling.lacks(needed, counted)
    answered = np.where(np.isnat(answered), solved, answered)
    end = np.datetime64(last_day(setting), "D") + 1
    answered, solved = (np.where(moment < end, moment, NEVER) for moment in (answered, solved))
    return Cases(logbook, telling, counted, answered, solved)


def moments_of(logbook: Logbook, field: str) -> Moments:
    """Give the moments of a field, NaT where no sheet has it."""
    return logbook.moments.get(field, np.full(len(logbook), NEVER))


def timed_of(logbook: Logbook, field: str) -> Mask:
    """Tell which moments of a field have a time of day."""
    return logbook.timed.get(field, np.zeros(len(logbook), bool))


def _before(logbook: Logbook, field: str) -> Mask:
    """Tell the records whose moment is before they were received: by the time where both have one, else by the day."""
    moment, received = moments_of(logbook, field), logbook.moments["diterima"]
    both = timed_of(logbook, field) & timed_of(logbook, "diterima")
    earlier: Mask = np.where(both, moment < received, moment.astype("datetime64[D]") < received.astype("datetime64[D]"))
    return earlier


def _tell_order(logbook: Logbook, sound: Mask, counted: Mask, telling: Telling) -> None:
    """Tell what happened before the case was received, and responses after the day it was settled."""
    # A case outside the period for a slip in the day it was received is told by what happened to it.
    for field in ("ditanggapi", "selesai"):
        telling.cells(
            "complaint-order",
            sound & _before(logbook, field),
            field,
            lambda i, field=field: {"found": telling.day(i, field), "received": telling.day(i, "diterima")},  # type: ignore[misc]
        )
    answered, solved = (moments_of(logbook, field).astype("datetime64[D]") for field in ("ditanggapi", "selesai"))
    telling.cells(
        "complaint-sequence",
        counted & (answered > solved) & ~telling.wrong,
        "ditanggapi",
        lambda i: {"found": telling.day(i, "ditanggapi"), "done": telling.day(i, "selesai")},
    )


def _tell_undated(logbook: Logbook, undated: Mask, telling: Telling) -> None:
    words = column_of(logbook, "status")
    done = {word for word in dict.fromkeys(words.tolist()) if letters(str(word)) in DONE}
    if done and "selesai" in logbook.moments:
        said = np.array([word in done for word in words.tolist()], bool)
        telling.cells("complaint-undated", undated & said, "selesai", lambda i: {"found": str(words[i])})


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
