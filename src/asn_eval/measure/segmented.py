"""What the records of each segment of service say on their own, for the ledger: the same measures from that segment's records alone.

A record is of a segment by its day, or by its month where the whole month lies in the segment. A segment that shares a record with
another – a month a move divides, or one without a day and a month – has no measure of that kind. Sanctions and earlier evaluations are
of the person, whatever the segment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.logbook import Logbook
from asn_eval.check.records import Dossier, People, Segments, State
from asn_eval.measure import Measure
from asn_eval.measure.gather import measured, measuring
from asn_eval.measure.made import Logbooks, Setting
from asn_eval.measure.months import of_period
from asn_eval.measure.scales import leaf_score
from asn_eval.rules.measures import SOURCES
from asn_eval.rules.rulebook import Indicator, Rulebook

Days = npt.NDArray[np.datetime64]
# The day a record is of.
_DAYS: Final = ("tanggal", "diterima")
_BY_OTHERS: Final = "attendance"
_OF_THE_PERSON: Final = frozenset({"sanctions", "history"})


def scores_by_segment(
    dossier: Dossier, rulebook: Rulebook, setting: Setting, segments: Segments
) -> Mapping[str, tuple[Fraction | None, ...]]:
    """Give, by measured indicator, the exact score each segment earns by its own records; None where they say nothing.

    Too few records for the indicator are none. Findings were told when the person was measured.
    """
    leaves = {key: leaf for key, leaf in rulebook.leaves().items() if leaf.measure}
    found: dict[str, list[Fraction | None]] = {key: [None] * len(segments) for key in leaves}
    known = measuring() if leaves else {}
    for chosen, books, shared in _turns(dossier, segments, setting):
        of_turn = replace(setting, people=_in_office(setting.people, segments, chosen))
        for key, leaf in leaves.items():
            kinds = SOURCES[str(leaf.measure)]
            made = known[str(leaf.measure)]({**dossier.logbooks, **books}, of_turn)
            measure, _ = measured(made, key, leaf, dossier, rulebook)
            for number in chosen.tolist():
                person = int(segments.person[number])
                if not any(person in shared.get(kind, ()) for kind in kinds):
                    found[key][number] = _score(measure, leaf, person)
    return {key: tuple(scores) for key, scores in found.items()}


def _turns(
    dossier: Dossier, segments: Segments, setting: Setting
) -> Iterator[tuple[npt.NDArray[np.intp], Logbooks, Mapping[str, frozenset[int]]]]:
    """Give everybody's first segment with its records, then everybody's second, and so on: one measuring serves many people.

    The last part names, by kind, the people whose segment shares a record with another.
    """
    order = np.lexsort((segments.first, segments.person))
    person = segments.person[order]
    place = np.arange(len(order)) - np.searchsorted(person, person)
    for turn in range(int(place.max(initial=-1)) + 1):
        chosen, books, shared = order[place == turn], {}, {}
        for kind, book in dossier.logbooks.items():
            if kind not in _OF_THE_PERSON:
                within, partly = _within(book, segments, chosen, setting)
                # Days others have in a sheet are what shows that a day without a record was a working day.
                others = ~np.isin(book.person, segments.person[chosen]) if kind == _BY_OTHERS else within
                books[kind] = book.take(np.flatnonzero(within | others))
                shared[kind] = frozenset(book.person[partly].tolist())
        yield chosen, books, shared


def _in_office(people: People, segments: Segments, chosen: npt.NDArray[np.intp]) -> People:
    """Give the roster with the chosen people in office on the days of their segment alone."""
    dates = dict(people.dates)
    for field, days in (("mulai", segments.first), ("selesai", segments.last)):
        dates[field] = dates.get(field, np.full(len(people), np.datetime64("NaT", "D"))).copy()
        dates[field][segments.person[chosen]] = days[chosen]
    return replace(people, dates=dates, segments=None)


def _within(
    book: Logbook, segments: Segments, chosen: npt.NDArray[np.intp], setting: Setting
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Tell which records lie in the chosen segment of their person, and which lie in it in part, or may."""
    people = len(setting.people)
    first, last = np.full(people, np.datetime64("NaT", "D")), np.full(people, np.datetime64("NaT", "D"))
    first[segments.person[chosen]], last[segments.person[chosen]] = segments.first[chosen], segments.last[chosen]
    begins, ends = _span(book, setting)
    # A comparison with no day is false: whoever has no such segment has no record in it.
    within = (begins >= first[book.person]) & (ends <= last[book.person])
    partly = ~within & (np.isnat(begins) | ((begins <= last[book.person]) & (ends >= first[book.person])))
    return np.asarray(within, bool), np.asarray(partly, bool)


def _span(book: Logbook, setting: Setting) -> tuple[Days, Days]:
    """Give the first and the last day each record is of, NaT where it tells no day and no month."""
    year = of_period(book, setting, setting.end).year.astype(np.int64)
    months = ((year - 1970) * 12 + book.month - 1).astype("datetime64[M]")
    begins, ends = months.astype("datetime64[D]"), (months + 1).astype("datetime64[D]") - 1
    unknown = (book.month == 0) | (year <= 0)
    begins[unknown] = ends[unknown] = np.datetime64("NaT", "D")
    for name in _DAYS:
        if name in book.moments:
            day = book.moments[name].astype("datetime64[D]")
            given = ~np.isnat(day)
            begins[given] = ends[given] = day[given]
    return begins, ends


def _score(measure: Measure, leaf: Indicator, person: int) -> Fraction | None:
    return leaf_score(leaf, measure.counted.value(person)) if measure.state[person] == State.GIVEN else None
