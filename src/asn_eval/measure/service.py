"""Length of service and age, in whole months and years on the day of evaluation, from the roster's dates or the NIP itself.

The NIP holds the birth date (digits 1–8) and the month of appointment (9–14; of a PPPK only the year, digits 9–12):
Peraturan Kepala BKN 22/2007 for PNS.
"""

from datetime import date

import numpy as np
import numpy.typing as npt

from asn_eval.check.records import People

Days = npt.NDArray[np.datetime64]


def born(people: People) -> Days:
    """Birth dates: the roster's column where filled, else the NIP's first eight digits; NaT where neither can be read."""
    return _preferred(people, "tanggal_lahir", 0)


def appointed(people: People) -> Days:
    """First day of service: the roster's TMT CPNS where filled, else the month (PPPK: the year) in the NIP."""
    return _preferred(people, "tmt_cpns", 8)


def months_between(since: Days, day: date) -> npt.NDArray[np.int64]:
    """Whole months from each date to ``day``; a month counts when its day of the month is reached. NaT, or a later date, gives -1."""
    known = ~np.isnat(since)
    start = np.where(known, since, np.datetime64(day)).astype("datetime64[D]")
    first = start.astype("datetime64[M]")
    months = (np.datetime64(day, "M") - first).astype(np.int64)
    day_of_month = (start - first.astype("datetime64[D]")).astype(np.int64) + 1
    return np.where(known, np.maximum(months - (day_of_month > day.day), -1), -1)


def days_in_period(people: People, start: date, end: date) -> npt.NDArray[np.int64]:
    """Calendar days of the period each person served, both ends included; without dates the whole period."""
    first, last = np.datetime64(start, "D"), np.datetime64(end, "D")
    since = people.dates.get("mulai")
    until = people.dates.get("selesai")
    begins = (
        np.full(len(people), first) if since is None else np.where(np.isnat(since), first, np.maximum(since, first))
    )
    ends = np.full(len(people), last) if until is None else np.where(np.isnat(until), last, np.minimum(until, last))
    days = np.maximum((ends - begins).astype(np.int64) + 1, 0)
    if people.segments is not None:
        apart = people.segments
        days[apart.person] = 0
        np.add.at(days, apart.person, apart.days(start, end))
    return days


def months_served(people: People, start: date, end: date) -> npt.NDArray[np.int64]:
    """Whole months of the period each person served, counted from day to day; parts served apart are counted each on its own."""
    first, last = np.datetime64(start, "D"), np.datetime64(end, "D")
    none = np.full(len(people), np.datetime64("NaT", "D"))
    since = people.dates.get("mulai", none).astype("datetime64[D]")
    until = people.dates.get("selesai", none).astype("datetime64[D]")
    months = _months(np.where(np.isnat(since), first, since), np.where(np.isnat(until), last, until), first, last)
    if people.segments is not None:
        apart = people.segments
        months[apart.person] = 0
        np.add.at(months, apart.person, _months(apart.first, apart.last, first, last))
    return months


def _months(since: Days, until: Days, first: np.datetime64, last: np.datetime64) -> npt.NDArray[np.int64]:
    begins = np.maximum(since, first).astype("datetime64[D]")
    after = np.minimum(until, last).astype("datetime64[D]") + 1
    months = (after.astype("datetime64[M]") - begins.astype("datetime64[M]")).astype(np.int64)
    day_of = [(d - d.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) for d in (begins, after)]
    return np.asarray(np.maximum(months - (day_of[1] < day_of[0]), 0))


def nip_numbers(people: People) -> npt.NDArray[np.int64]:
    """NIPs as integers, 0 where a NIP is not 18 digits: a stable order for display, never for rank."""
    text = people.nip.astype("U")
    good = (np.char.str_len(text) == 18) & np.char.isdecimal(text) if len(text) else np.zeros(0, bool)
    return np.where(good, text, "0").astype("U18").astype(np.int64)


def contracted(people: People) -> npt.NDArray[np.bool_]:
    """Tell who is a PPPK by the NIP: its digits 13–14 count contracts and go beyond the months a PNS has there."""
    return np.asarray(nip_numbers(people) // 10**4 % 100 > 12, bool)


def _preferred(people: People, field: str, offset: int) -> Days:
    column = people.dates.get(field)
    given = np.full(len(people), np.datetime64("NaT", "D")) if column is None else column.astype("datetime64[D]")
    lacking = np.isnat(given)
    if not lacking.any():
        return given
    number = nip_numbers(people)[lacking]
    date8 = number // 10**10 if offset == 0 else number // 10**4 % 10**6 * 100 + 1
    filled = given.copy()
    filled[lacking] = _from_digits(date8)
    return filled


def _from_digits(date8: npt.NDArray[np.int64]) -> Days:
    year, month, day = date8 // 10000, date8 // 100 % 100, date8 % 100
    month = np.where(month > 12, 1, month)  # a PPPK's digits 13–14 count contracts: only the year is known
    good = (year >= 1900) & (year <= 2100) & (month >= 1) & (day >= 1) & (day <= 31)
    months = (np.where(good, year, 1970) - 1970) * 12 + np.where(good, month, 1) - 1
    start = months.astype("datetime64[M]").astype("datetime64[D]")
    whole = start + (np.where(good, day, 1) - 1).astype("timedelta64[D]")
    real = good & (whole.astype("datetime64[M]") == start.astype("datetime64[M]"))
    return np.where(real, whole, np.datetime64("NaT", "D"))
