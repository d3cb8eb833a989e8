"""What is on record about a person: sanctions in force and training of the year; earlier evaluations are in ``history``."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from asn_eval.check.exact import Exact
from asn_eval.check.logbook import Logbook
from asn_eval.check.records import State
from asn_eval.measure import history
from asn_eval.measure.absence import GRAVITY
from asn_eval.measure.made import Logbooks, Made, Measuring, Setting, nothing
from asn_eval.measure.rational import Ratios, exact, sums
from asn_eval.measure.telling import NO_WORD, Mask, Telling, column_of
from asn_eval.rules.statutes import letters, rows

SANCTIONS: Final = "sanctions"
TRAINING: Final = "training"
NONE: Final = "tidak ada"
# What clerks write in a list of everybody for those without a sanction.
_NONE_WORDS = ("tidakada", "nihil", "tidakpernah", "tidak", "bersih")
# Short forms of the kinds of PP 94/2021 Pasal 8.
_SHORT = {
    "pernyataantidakpuastertulis": "ringan",
    "pernyataantidakpuas": "ringan",
    "pdhtaps": "berat",
}


def active_level(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the worst level of sanction in force on the day of evaluation: ``ringan``, ``sedang``, ``berat`` or ``tidak ada``.

    In force from its start to its end, both included; without an end it is in force still. A kind of sanction stands for its level
    (PP 94/2021 Pasal 8). Where the office keeps a list of sanctions everybody is known: who is not in it has none. The records
    counted are those of the sanctions in force.
    """
    logbook, people = logbooks.get(SANCTIONS), len(setting.people)
    if logbook is None:
        return replace(nothing(SANCTIONS, people), words=np.full(people, "", object))
    telling = Telling(logbook, setting)
    level = telling.words("tingkat_hukuman", _levels(setting.day), GRAVITY)
    telling.empty((column_of(logbook, "tingkat_hukuman") == "") & ~logbook.invalid, "tingkat_hukuman")
    active = _in_force(logbook, setting, level > 0, telling)
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


def _levels(day: date) -> dict[str, int]:
    """Give 0 for no sanction and 1 to 3 for the levels, by every word for them."""
    levels = {level: number for number, level in enumerate(GRAVITY, 1)}
    meant = dict.fromkeys(_NONE_WORDS, 0)
    for level, number in levels.items():
        meant |= dict.fromkeys((level, f"hukuman{level}", f"hukumandisiplin{level}", f"tingkat{level}"), number)
    meant |= {word: levels[level] for word, level in _SHORT.items()}
    # Sanctions given before the day stand in the table of the day; the kinds have not changed since it is in force.
    for row in rows("pp-94-2021", "kinds", day):
        meant[letters(row.text("hukuman"))] = levels[row.text("level")]
    return meant


def _in_force(logbook: Logbook, setting: Setting, grave: Mask, telling: Telling) -> Mask:
    never = np.full(len(logbook), np.datetime64("NaT", "m"))
    start = logbook.moments.get("mulai_hukuman", never).astype("datetime64[D]")
    end = logbook.moments.get("akhir_hukuman", never).astype("datetime64[D]")
    sound = grave & ~logbook.invalid
    telling.empty(np.isnat(start) & sound, "mulai_hukuman")
    telling.cells(
        "sanctions-order",
        sound & (end < start),
        "akhir_hukuman",
        lambda i: {"start": str(start[i]), "end": str(end[i])},
    )
    day = np.datetime64(setting.day, "D")
    return np.asarray(sound & (start <= day) & (np.isnat(end) | (day <= end)), bool)


def jp(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure the JP (jam pelajaran) of training in the years of the period, summed; one value a person.

    PP 11/2017 asks for 20 JP a year, so whole calendar years count. The year is that of ``tanggal``, else the column ``tahun``; a
    record without either is a finding. People without training in these years have no value: nobody recorded is not nobody
    trained. ``missing: zero`` makes it 0.
    """
    logbook, people = logbooks.get(TRAINING), len(setting.people)
    if logbook is None:
        return nothing(TRAINING, people)
    telling = Telling(logbook, setting)
    year = history.years(logbook, telling)
    hours = logbook.numbers["jp"]
    sound = ~logbook.invalid
    telling.cells("training-undated", sound & (year == NO_WORD) & ~telling.wrong, "tanggal")
    within = sound & (year >= setting.start.year) & (year <= setting.end.year)
    telling.empty(within & (hours.state != State.GIVEN), "jp")
    negative = within & np.asarray(hours.values.units < 0, bool)
    telling.cells("training-negative", negative, "jp", lambda i: {"found": telling.number(i, "jp")})
    used = np.flatnonzero(within & ~telling.people[logbook.person])
    person = logbook.person[used].astype(np.int64)
    total = sums(Ratios(hours.values.units[used].astype(object), hours.values.per), person, people)
    records = np.bincount(person, minlength=people).astype(np.int32)
    return Made(TRAINING, exact(total), records > 0, records, used, findings=tuple(telling.findings))


MEASURES: Mapping[str, Measuring] = {
    "sanctions.active_level": active_level,
    "training.jp": jp,
    **history.MEASURES,
}
