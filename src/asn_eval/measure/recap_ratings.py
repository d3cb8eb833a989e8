"""The two ratings of an e-Kinerja recap as measures of their own, for offices whose predikat comes from ratings somebody gave.

A rating is a word of PermenPANRB 6/2022; a scale's ``table`` says which score it is, and ``ratings`` of the rulebook turns that score
back into the rating.
"""

from collections.abc import Mapping

import numpy as np

from asn_eval.check.exact import Exact
from asn_eval.check.logbook import Logbook
from asn_eval.measure.calendar import last_day
from asn_eval.measure.history import EKINERJA, firsts, is_latest, rated, tell_contradictions, wordless
from asn_eval.measure.made import Logbooks, Made, Measuring, Setting
from asn_eval.measure.months import in_period, moments
from asn_eval.measure.predikat import ratings
from asn_eval.measure.telling import NO_WORD, Mask, Telling, column_of
from asn_eval.rules.appraising import AXES, Axis


def latest_rating(axis: Axis) -> Measuring:
    """Give the measure of one rating: that of the latest month that has either rating; what does not combine is a finding.

    Two different ratings of that month, the one it lacks, and a predikat the ratings of any month contradict are told.
    """

    def measured(logbooks: Logbooks, setting: Setting) -> Made:
        logbook, people = logbooks.get(EKINERJA), len(setting.people)
        if logbook is None:
            return wordless(EKINERJA, people)
        telling, day = Telling(logbook, setting), last_day(setting)
        names, texts = ratings(day), column_of(logbook, axis)
        number = {text: names.index(word) for text in dict.fromkeys(texts.tolist()) if (word := rated(text, day))}
        found = np.array([number.get(text, NO_WORD) for text in texts.tolist()], np.int64)
        telling.unknown(axis, (found == NO_WORD) & (texts != "") & ~logbook.invalid, names)
        tell_contradictions(telling, day)
        # Ratings of two months are no evaluation anybody made: the month is chosen before the rating.
        latest = _latest(logbook, people)
        _tell_lacking(telling, axis, latest, people)
        chosen, counted = latest & (found != NO_WORD), (found != NO_WORD) & ~logbook.invalid
        first = firsts(logbook, chosen, people)
        has = first < len(logbook)
        before = np.where(has, first, 0)[logbook.person]

        def values(record: int) -> Mapping[str, str]:
            other = int(before[record])
            cell = str(telling.place(other, axis))
            return {"found": names[found[record]], "other": names[found[other]], "first": cell}

        telling.cells("rating-twice", chosen & (found != found[before]), axis, values)
        known = has & ~telling.people
        words = np.full(people, "", object)
        words[known] = np.array(names, object)[found[first[known]]]
        used = np.flatnonzero(counted & known[logbook.person])
        records = np.bincount(logbook.person[used], minlength=people).astype(np.int32)
        none = Exact(np.zeros(people, np.int64), 1)
        return Made(EKINERJA, none, known, records, used, words, tuple(telling.findings))

    return measured


def _latest(logbook: Logbook, people: int) -> Mask:
    """Tell which records are of the latest month in which their person has a rating at all, of either axis."""
    either = np.any([column_of(logbook, axis) != "" for axis in AXES], axis=0) & ~logbook.invalid
    return is_latest(logbook, either, moments(logbook), people)


def _tell_lacking(telling: Telling, axis: Axis, latest: Mask, people: int) -> None:
    """Tell, once a person, the rating that no record of the latest month has: its cell, or the sheet without such a column."""
    logbook = telling.logbook
    filled = np.zeros(people, bool)
    filled[logbook.person[latest & (column_of(logbook, axis) != "")]] = True
    lacking = latest & ~filled[logbook.person]
    unheaded = telling.lacks(axis, lacking)
    # A cell is named where the month has one, also when another of its sheets has no such column.
    celled = lacking & ~unheaded
    telling.empty(celled & (firsts(logbook, celled, people)[logbook.person] == np.arange(len(logbook))), axis)


MEASURES: Mapping[str, Measuring] = {f"ekinerja.{axis}": in_period(EKINERJA, latest_rating(axis)) for axis in AXES}
