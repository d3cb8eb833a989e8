"""What records say about people: predikat of this and earlier years, scores of last year, sanctions, and any measure.

Where the office keeps no such records nothing is known: absent records are never a no.
"""

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.logbook import Logbook
from asn_eval.check.records import Dossier, State
from asn_eval.measure.gather import measuring, setting_of
from asn_eval.measure.history import numbers_of, years
from asn_eval.measure.made import Made, Setting
from asn_eval.measure.predikat import NAMES
from asn_eval.measure.telling import NO_WORD, Telling, column_of
from asn_eval.rules.requirement import PERIODIC_FACTS
from asn_eval.rules.rulebook import Rulebook

Words = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]
_FAR = np.datetime64("9999-01-01", "m")
_NEVER = np.datetime64("NaT", "m")
# Facts that are the score of the year before.
SCORE_FACTS = frozenset({"nilai_sebelumnya", "peningkatan"})


@dataclass(frozen=True)
class Recorded:
    """The records of an office, asked about the people of its roster; ``year`` is the year the evaluation is about."""

    dossier: Dossier
    rulebook: Rulebook
    day: date
    _made: dict[str, Made] = field(default_factory=dict)

    @property
    def setting(self) -> Setting:
        """The people, and the days of the period (without one: of the year of the day)."""
        return setting_of(self.dossier, self.rulebook, self.day)

    @property
    def year(self) -> int:
        """The year the evaluation is about: that of the last day of its period."""
        return self.setting.end.year

    def measured(self, name: str) -> Made:
        """Give a measure from records by its name; records that cannot be measured leave people unknown."""
        if name not in self._made:
            self._made[name] = measuring()[name](self.dossier.logbooks, self.setting)
        return self._made[name]

    def predikat(self, back: int) -> Words:
        """Give everybody's predikat ``back`` years before this one, ``""`` where it is not known.

        That of this year is the latest of the e-Kinerja recap; where there is none, that of the list of earlier evaluations.
        """
        history = self.dossier.logbooks.get("history")
        found = (
            np.full(len(self.dossier.people), "", object)
            if history is None
            else self._predikat_of(history, self.year - back)
        )
        if back == 0 and "ekinerja" in self.dossier.logbooks:
            made = self.measured("ekinerja.predikat")
            if made.words is not None:
                return np.where(made.known, made.words, np.where(self._named("ekinerja"), "", found))
        return found

    def _named(self, kind: str) -> Mask:
        named = np.zeros(len(self.dossier.people), bool)
        named[self.dossier.logbooks[kind].person] = True
        return named

    def _predikat_of(self, history: Logbook, year: int) -> Words:
        number, usable = self._worded(history)
        lowest, highest = self._spread(history, self._of_year(history, year), number, usable)
        names = np.array([*NAMES, ""], object)
        return names[np.where(lowest == highest, lowest, NO_WORD)]

    def _worded(self, history: Logbook) -> tuple[npt.NDArray[np.int64], Mask]:
        texts, mapped = column_of(history, "predikat"), self.rulebook.records.history.predikat
        number = numbers_of(texts, years(history, Telling(history, self.setting)), mapped)
        # A word nobody knows, or only an older rule has, leaves the year unknown: another row of it may say something else.
        return number, ~history.invalid & (number != NO_WORD) & (number < len(NAMES))

    def unanswered(self, fact: str, periods: int, person: int) -> int | None:
        """Give the record of earlier evaluations that leaves a person's fact unknown; None where no record of those years does.

        Of several that do, the one of the latest year; of records of one year that differ, the one that departs from the first.
        """
        history = self.dossier.logbooks.get("history")
        if history is None or fact not in {*PERIODIC_FACTS, *SCORE_FACTS}:
            return None
        mine = np.flatnonzero(history.person == person)
        own = history.take(mine)
        if fact in SCORE_FACTS:
            column = own.numbers.get("nilai_lalu")
            # Any second score is one too many.
            number, usable = np.arange(len(own), dtype=np.int64), np.zeros(len(own), bool)
            usable = usable if column is None else ~own.invalid & (column.state == State.GIVEN)
        else:
            number, usable = self._worded(own)
        recap = self.dossier.logbooks.get("ekinerja")
        named = recap is not None and bool((recap.person == person).any())
        for back in backs(fact, periods):
            records = np.flatnonzero(self._of_year(own, self.year - back))
            wrong = records[~usable[records] | (number[records] != number[records[:1]])]
            # The predikat of this year is that of the recap, for whom it names.
            if len(wrong) and (back or not named):
                return int(mine[wrong[0]])
        return None

    def last_score(self) -> tuple[Exact, Mask]:
        """Give everybody's score of the year before this one, and where there is exactly one."""
        history, people = self.dossier.logbooks.get("history"), len(self.dossier.people)
        column = None if history is None else history.numbers.get("nilai_lalu")
        if history is None or column is None:
            return Exact(np.zeros(people, np.int64), 1), np.zeros(people, bool)
        number = np.arange(len(history), dtype=np.int64)
        usable = ~history.invalid & (column.state == State.GIVEN)
        first, last = self._spread(history, self._of_year(history, self.year - 1), number, usable)
        known = (first == last) & (first >= 0)
        return column.values.take(np.where(known, first, 0).astype(np.intp)), known

    def _of_year(self, history: Logbook, year: int) -> Mask:
        return np.asarray(years(history, Telling(history, self.setting)) == year, bool)

    def _spread(
        self, logbook: Logbook, chosen: Mask, number: npt.NDArray[np.int64], usable: Mask
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Give the least and the greatest number of each person's chosen records; both differ where one is not usable."""
        people = len(self.dossier.people)
        lowest, highest = np.full(people, np.iinfo(np.int64).max), np.full(people, NO_WORD)
        numbers = np.where(usable, number, -2)
        np.minimum.at(lowest, logbook.person[chosen], numbers[chosen])
        np.maximum.at(highest, logbook.person[chosen], np.where(usable, number, NO_WORD)[chosen])
        return np.where(highest == NO_WORD, NO_WORD, lowest), highest

    def gravest_sanction(self, within: int | None) -> Words:
        """Give everybody's gravest level of sanction, ever or in the last years; ``tidak ada`` for who is not in the list.

        A sanction counts when it was given in these years, or was still in force in them. ``""`` where it is not known.
        """
        made = self.gravest(within)
        return np.where(made.known, made.words, "") if made.words is not None else np.full(len(made.known), "", object)

    def gravest(self, within: int | None) -> Made:
        """Measure the gravest sanction, as ``gravest_sanction`` gives it, with what its records do not tell."""
        logbook = self.dossier.logbooks.get("sanctions")
        if logbook is None:
            return self.measured("sanctions.active_level")
        start, end = (logbook.moments.get(name) for name in ("mulai_hukuman", "akhir_hukuman"))
        start = np.full(len(logbook), _NEVER) if start is None else start
        end = np.full(len(logbook), _NEVER) if end is None else end
        if within is not None:
            since = np.datetime64(years_before(self.day, within), "m")
            # In force today or not does not matter here, so what counts begins when it began and never ends.
            start = np.where((start >= since) | (end >= since) | np.isnat(start), start, _FAR)
        moments = {**logbook.moments, "mulai_hukuman": start, "akhir_hukuman": np.full(len(logbook), _NEVER)}
        return measuring()["sanctions.active_level"]({"sanctions": replace(logbook, moments=moments)}, self.setting)


def backs(fact: str, periods: int) -> range:
    """Give how many years back a fact of so many periods in a row is asked for.

    >>> list(backs("predikat", 2)), list(backs("predikat_sebelumnya", 2)), list(backs("nilai_sebelumnya", 1))
    ([0, 1], [1, 2], [1])
    """
    first = 0 if fact == "predikat" else 1
    return range(first, first + periods)


def years_before(day: date, count: int) -> date:
    """Give the same day some years earlier; 29 February becomes 28 February.

    >>> years_before(date(2024, 2, 29), 3)
    datetime.date(2021, 2, 28)
    """
    try:
        return day.replace(year=day.year - count)
    except ValueError:
        return day.replace(year=day.year - count, day=28)
