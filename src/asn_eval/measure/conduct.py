"""What is on record about a person: sanctions in force and training of the year; earlier evaluations are in ``history``."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import typed
from asn_eval.check.exact import Exact
from asn_eval.check.logbook import Logbook
from asn_eval.check.records import State
from asn_eval.measure import history
from asn_eval.measure.absence import GRAVITY, TABLE
from asn_eval.measure.made import Logbooks, Made, Measuring, Setting, nothing
from asn_eval.measure.rational import Ratios, exact, sums
from asn_eval.measure.telling import NO_WORD, Mask, Telling, column_of
from asn_eval.rules.dated import history as history_of_law
from asn_eval.rules.statutes import letters, sanction_levels

SANCTIONS: Final = "sanctions"
TRAINING: Final = "training"
NONE: Final = "tidak ada"
# What clerks write in a list of everybody for those without a sanction.
_NONE_WORDS = ("tidakada", "nihil", "tidakpernah", "tidak", "bersih")
# Short forms of the kinds of PP 94/2021 Pasal 8.
_SHORT = {
    "pernyataantidakpuastertulis": "pernyataantidakpuassecaratertulis",
    "pernyataantidakpuas": "pernyataantidakpuassecaratertulis",
    "pdhtaps": "pemberhentiandenganhormattidakataspermintaansendiri",
}
# A kind of sanction by name, of a day on which no table said its level.
_EARLY: Final = -2


def active_level(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the worst level of sanction in force on the day of evaluation: ``ringan``, ``sedang``, ``berat`` or ``tidak ada``.

    In force from its start to its end, both included; without an end it is in force still. A kind of sanction stands for its level by
    the table of its own date (PP 94/2021 Pasal 8); from before that table its level must be written where it is in force still. Where
    the office keeps a list of sanctions everybody is known: who is not in it has none. The records counted are those of the sanctions
    in force.
    """
    logbook, people = logbooks.get(SANCTIONS), len(setting.people)
    if logbook is None:
        return replace(nothing(SANCTIONS, people), words=np.full(people, "", object))
    telling = Telling(logbook, setting)
    texts, level = column_of(logbook, "tingkat_hukuman"), _levels(logbook, setting.day)
    telling.unknown("tingkat_hukuman", (level == NO_WORD) & (texts != "") & ~logbook.invalid, GRAVITY)
    telling.empty((texts == "") & ~logbook.invalid, "tingkat_hukuman")
    active = _in_force(logbook, setting, (level > 0) | (level == _EARLY), telling)
    _tell_early(logbook, active & (level == _EARLY), telling)
    used = np.flatnonzero(active & ~telling.people[logbook.person])
    person = logbook.person[used].astype(np.int64)
    worst = np.zeros(people, np.int64)
    np.maximum.at(worst, person, level[used])
    known = ~telling.people
    words = np.where(known, np.array([NONE, *GRAVITY], object)[worst], "")
    # A clean list rests on the list itself, so that a least number of records does not turn "tidak ada" into unknown.
    records = np.where(known, np.maximum(np.bincount(person, minlength=people), 1), 0).astype(np.int32)
    none = Exact(np.zeros(people, np.int64), 1)
    return Made(SANCTIONS, none, known, records, used, words, tuple(telling.findings))


def _levels(logbook: Logbook, day: date) -> npt.NDArray[np.int64]:
    """Give 0 for no sanction and 1 to 3 for the levels, ``_EARLY`` for a kind from before the table, ``NO_WORD`` for other words.

    A record without a date is read as one of ``day``.
    """
    texts = [letters(text) for text in column_of(logbook, "tingkat_hukuman").tolist()]
    start = _start(logbook)
    days = np.where(np.isnat(start), np.datetime64(day, "D"), start).tolist()
    pairs = list(zip(texts, days, strict=True))
    known = {pair: _level(*pair) for pair in dict.fromkeys(pairs)}
    return np.array([known[pair] for pair in pairs], np.int64)


def _level(word: str, day: date) -> int:
    if word in _NONE_WORDS:
        return 0
    for prefix in ("", "hukuman", "hukumandisiplin", "tingkat"):
        if word.removeprefix(prefix) in GRAVITY:
            return GRAVITY.index(word.removeprefix(prefix)) + 1
    kind = _SHORT.get(word, word)
    level = sanction_levels(day).get(kind)
    if level is not None:
        return GRAVITY.index(level) + 1
    return _EARLY if any(kind in sanction_levels(table.since) for table in history_of_law(TABLE).tables) else NO_WORD


def _tell_early(logbook: Logbook, found: Mask, telling: Telling) -> None:
    texts, table = column_of(logbook, "tingkat_hukuman"), history_of_law(TABLE).tables[0]
    told = {"law": table.citation.regulation, "since": typed(table.since), "allowed": ", ".join(GRAVITY)}
    telling.cells(
        "sanctions-kind-early",
        found,
        "tingkat_hukuman",
        lambda i: {"found": texts[i], "start": telling.day(i, "mulai_hukuman"), **told},
    )


def _start(logbook: Logbook) -> npt.NDArray[np.datetime64]:
    never = np.full(len(logbook), np.datetime64("NaT", "m"))
    return logbook.moments.get("mulai_hukuman", never).astype("datetime64[D]")


def _in_force(logbook: Logbook, setting: Setting, grave: Mask, telling: Telling) -> Mask:
    never = np.full(len(logbook), np.datetime64("NaT", "m"))
    start = _start(logbook)
    end = logbook.moments.get("akhir_hukuman", never).astype("datetime64[D]")
    sound = grave & ~logbook.invalid
    telling.empty(np.isnat(start) & sound, "mulai_hukuman")
    telling.cells(
        "sanctions-order",
        sound & (end < start),
        "akhir_hukuman",
        lambda i: {"start": telling.day(i, "mulai_hukuman"), "end": telling.day(i, "akhir_hukuman")},
    )
    day = np.datetime64(setting.day, "D")
    return np.asarray(sound & (start <= day) & (np.isnat(end) | (day <= end)), bool)


def jp(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the JP (jam pelajaran) of training in the years of the period, summed; one value a person.

    PP 11/2017 asks for 20 JP a year, so whole calendar years count, up to the day of evaluation. The year is that of ``tanggal``, else
    the column ``tahun``; a record without either is a finding, one with two different ones a warning, and one with only a year that goes
    on after the period and the day of evaluation an error. A training listed twice – the same title, and the same date or year – is
    a finding. People without training in these years have no value: nobody recorded is not nobody trained. ``missing: zero`` makes it 0.
    """
    logbook, people = logbooks.get(TRAINING), len(setting.people)
    if logbook is None:
        return nothing(TRAINING, people)
    telling = Telling(logbook, setting)
    year = history.years(logbook, telling)
    hours = logbook.numbers["jp"]
    sound = ~logbook.invalid
    telling.cells("training-undated", sound & (year == NO_WORD) & ~telling.wrong, "tanggal")
    dated = logbook.moments.get("tanggal", np.full(len(logbook), np.datetime64("NaT", "m")))
    within = sound & (year >= setting.start.year) & (year <= setting.end.year)
    within &= ~(dated >= np.datetime64(setting.day, "D") + 1)
    outside = sound & (year != NO_WORD) & ~within
    telling.count("records-outside", outside, "tanggal" if "tanggal" in logbook.moments else "tahun")
    # Days before the period count with their year, later ones up to the day of evaluation: a year that goes on is not enough.
    partly = max(setting.end, setting.day) < date(setting.end.year, 12, 31)
    unfinished = within & np.isnat(dated) & (year == setting.end.year) & partly
    telling.cells("training-part-year", unfinished, "tahun", lambda i: {"found": str(year[i])})
    _tell_years(logbook, within, telling)
    _tell_training_twice(logbook, within, np.where(np.isnat(dated), year, dated.astype(np.int64) + 10**6), telling)
    telling.empty(within & (hours.state != State.GIVEN), "jp")
    used = np.flatnonzero(within & ~telling.people[logbook.person])
    person = logbook.person[used].astype(np.int64)
    total = sums(Ratios(hours.values.units[used].astype(object), hours.values.per), person, people)
    records = np.bincount(person, minlength=people).astype(np.int32)
    return Made(TRAINING, exact(total), records > 0, records, used, findings=tuple(telling.findings))


def _tell_years(logbook: Logbook, within: Mask, telling: Telling) -> None:
    """Tell trainings whose date is not of the year written beside it."""
    if "tahun" not in logbook.numbers or "tanggal" not in logbook.moments:
        return
    column, dated = logbook.numbers["tahun"], logbook.moments["tanggal"]
    of_date = dated.astype("datetime64[Y]").astype(np.int64) + 1970
    differs = np.asarray(column.values.units != of_date * column.values.per, bool) & ~np.isnat(dated)
    telling.cells(
        "training-year",
        within & differs & (column.state == State.GIVEN),
        "tahun",
        lambda i: {"found": telling.number(i, "tahun"), "day": telling.day(i, "tanggal")},
    )


def _tell_training_twice(logbook: Logbook, within: Mask, when: npt.NDArray[np.int64], telling: Telling) -> None:
    titles = column_of(logbook, "pelatihan")
    number: dict[tuple[int, str, int], int] = {}
    said = zip(logbook.person.tolist(), map(letters, titles.tolist()), when.tolist(), strict=True)
    key = np.array([number.setdefault(one, len(number)) for one in said], np.int64)
    told = np.where(within & (titles != ""), key, NO_WORD)
    telling.doubled("training-doubled", told, "pelatihan", lambda i: {"found": str(titles[i])})


MEASURES: Mapping[str, Measuring] = {
    "sanctions.active_level": active_level,
    "training.jp": jp,
    **history.MEASURES,
}
