"""What training people have, for IP ASN: from columns of the roster, or by title from the training record, each record in its time.

A person the record does not name is unknown: nobody recorded is not nobody trained. A record of which only the year is known counts
where the whole year lies in the time asked for; where only part of it does, and it would matter, the answer is unknown.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from asn_eval.check.logbook import Logbook
from asn_eval.check.records import State
from asn_eval.decide.facts import Facts, number_in
from asn_eval.decide.lacking import Lack, cell, text_in, unread, yes_in
from asn_eval.decide.recorded import years_before
from asn_eval.measure.history import years
from asn_eval.measure.professionalism import TABLE
from asn_eval.measure.telling import Telling
from asn_eval.rules.careers import Evidence, Group, IpAsn
from asn_eval.rules.matching import matches
from asn_eval.rules.statutes import rows


@dataclass(frozen=True, slots=True)
class Course:
    """One record of training: its title, hours (None = not known), and the first and last day it can have been."""

    title: str
    hours: Fraction | None
    first: date
    last: date


class Trainings:
    """The training of everybody, read once."""

    def __init__(self, facts: Facts, rules: IpAsn) -> None:
        self.facts, self.rules, self.day = facts, rules, facts.day
        logbook = facts.dossier.logbooks.get("training")
        self.kept = logbook is not None
        self.courses = {} if logbook is None else _courses(facts, logbook)
        found = rows(TABLE, "kompetensi", facts.day)
        self.least = {row.text("kelompok"): row.whole("least_jp") for row in found if "least_jp" in row.values}
        # How many years back a kind of training counts; what is not here counts whenever it was.
        self.years = {(r.text("kelompok"), r.text("kind")): r.whole("years") for r in found if "years" in r.values}

    def hours(self, person: int, group: Group) -> Fraction | Lack:
        """Give the hours (JP) of technical training; of a pelaksana those of the last year (Peraturan BKN 8/2019)."""
        asked = self.rules.jp
        if asked and asked.column:
            text = text_in(self.facts, person, asked.column, "jp")
            if isinstance(text, Lack):
                return text
            number = number_in(text)
            if number is None or number < 0:
                return unread(self.facts, person, "jp", "number", asked.column, text)
            return Fraction(number)
        if person not in self.courses:
            return self._unrecorded(person, "jp")
        technical = [course for course in self.courses[person] if self._is_technical(course.title)]
        window = self.years.get((group, "diklat teknis"))
        sure = sum((c.hours for c in technical if c.hours is not None and self._sure(c, window)), Fraction(0))
        others = [c for c in technical if self._possible(c, window) and (c.hours is None or not self._sure(c, window))]
        least = self.least.get(group, 0)
        if sure < least and (any(c.hours is None for c in others) or sure + sum(c.hours or 0 for c in others) >= least):
            return Lack("jp", "undated", cell(self.facts, person), found=others[0].title)
        return sure

    def seminar(self, person: int, group: Group) -> bool | Lack:
        """Tell whether there was a seminar or the like in the last years (Peraturan BKN 8/2019: two)."""
        return self._done(person, "seminar", self.rules.seminar, self.years.get((group, "seminar")))

    def diklat(self, person: int) -> bool | Lack:
        """Tell whether the training of the position was done, whenever."""
        return self._done(person, "diklat", self.rules.diklat, None)

    def _done(self, person: int, what: str, asked: Evidence | None, window: int | None) -> bool | Lack:
        if asked is None:
            return Lack(what, "no_column", cell(self.facts, person))
        if asked.column:
            return yes_in(self.facts, person, asked.column, what)
        if person not in self.courses:
            return self._unrecorded(person, what)
        named = [course for course in self.courses[person] if matches(course.title, asked.titles)]
        if any(self._sure(course, window) for course in named):
            return True
        perhaps = [course for course in named if self._possible(course, window)]
        return Lack(what, "undated", cell(self.facts, person), found=perhaps[0].title) if perhaps else False

    def _unrecorded(self, person: int, what: str) -> Lack:
        return Lack(what, "not_recorded" if self.kept else "no_records", cell(self.facts, person))

    def _is_technical(self, title: str) -> bool:
        rules = self.rules
        if rules.jp and rules.jp.titles:
            return matches(title, rules.jp.titles)
        others = [part.titles for part in (rules.diklat, rules.seminar) if part]
        return not any(matches(title, titles) for titles in others)

    def _sure(self, course: Course, window: int | None) -> bool:
        since = date.min if window is None else years_before(self.day, window)
        return course.first <= self.day and (window is None or course.first > since)

    def _possible(self, course: Course, window: int | None) -> bool:
        since = date.min if window is None else years_before(self.day, window)
        return course.first <= self.day and course.last > since


def _courses(facts: Facts, logbook: Logbook) -> dict[int, list[Course]]:
    year = years(logbook, Telling(logbook, facts.recorded.setting)).tolist()
    dated = logbook.moments.get("tanggal", np.full(len(logbook), np.datetime64("NaT", "m"))).astype("datetime64[D]")
    titles = logbook.texts.get("pelatihan", np.full(len(logbook), "", object)).tolist()
    jp, found = logbook.numbers.get("jp"), dict[int, list[Course]]()
    for record, person in enumerate(logbook.person.tolist()):
        known = jp is not None and jp.state[record] == State.GIVEN and not logbook.invalid[record]
        hours = jp.values.value(record) if known and jp is not None else None
        day = dated[record].astype(object)
        first = day or (date(year[record], 1, 1) if year[record] > 0 else date.min)
        last = day or (date(year[record], 12, 31) if year[record] > 0 else date.max)
        found.setdefault(person, []).append(Course(str(titles[record]), hours, first, last))
    return found
