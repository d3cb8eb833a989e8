"""IP ASN of each person and each unit: four dimensions from the roster and the records, each known or named as lacking.

PermenPANRB 38/2018 and Peraturan BKN 8/2019. A dimension whose data is missing is unknown, not 0; an index needs all four.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from asn_eval.check.records import State
from asn_eval.decide.facts import Facts, number_in
from asn_eval.decide.groups import group_of
from asn_eval.decide.lacking import Lack, cell, field_of, given, lacks_in, text_in, unread
from asn_eval.decide.trained import Trainings
from asn_eval.measure.professionalism import TABLE, Career, Professionalism, professionalism, professionalism_category
from asn_eval.rounding import half_up
from asn_eval.rules.careers import Group, Groups, IpAsn, Performance
from asn_eval.rules.ladders import LADDERS, step_of
from asn_eval.rules.matching import plain
from asn_eval.rules.statutes import letters, rows

DIMENSIONS = ("kualifikasi", "kompetensi", "kinerja", "disiplin")
_BELOW = "di bawah SLTA"
_NO_SCORE = frozenset({"tidak ada", "tidak ada data", "nihil", "-", "–"})
# Stands in for what is not known; the dimension it belongs to is then left out.
_BLANK = Career("fungsional", "S1", diklat_jabatan=False, jp=0, seminar=False, kinerja=None, hukuman="tidak pernah")


@dataclass(frozen=True, slots=True)
class PersonIndex:
    """IP ASN of one person: points by dimension (None = not known), their sum where all are known, and its category."""

    group: Group | None
    points: tuple[Fraction | None, Fraction | None, Fraction | None, Fraction | None]
    total: Fraction | None
    category: str
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class UnitIndex:
    """A unit (``""`` without a name, None for the whole office): people, those whose index is known, and their exact mean."""

    unit: str | None
    people: int
    known: int
    mean: Fraction | None
    category: str


@dataclass(frozen=True)
class Indexes:
    """IP ASN of a roster, one entry a person."""

    facts: Facts
    of: tuple[PersonIndex, ...]

    @cached_property
    def units(self) -> tuple[UnitIndex, ...]:
        """Units by name, the whole office last."""
        names = [str(unit) for unit in self.facts.people.texts["unit"].tolist()]
        totals: dict[str, list[Fraction | None]] = {name: [] for name in sorted(set(names))}
        for name, one in zip(names, self.of, strict=True):
            totals[name].append(one.total)
        each = [self._unit(name, found) for name, found in totals.items()]
        return (*each, self._unit(None, [one.total for one in self.of]))

    def _unit(self, name: str | None, totals: Sequence[Fraction | None]) -> UnitIndex:
        known = [total for total in totals if total is not None]
        mean = sum(known, Fraction(0)) / len(known) if known else None
        # The category is that of the mean as printed.
        shown = None if mean is None else Fraction(half_up(mean, 2), 100)
        category = "" if shown is None else professionalism_category(shown, self.facts.day) or ""
        return UnitIndex(name, len(totals), len(known), mean, category)


def indexes_of(facts: Facts, rules: IpAsn, groups: Groups) -> Indexes:
    """Work out the index of everybody."""
    book = _Evidence(facts, rules, groups)
    return Indexes(facts, tuple(book.person(person) for person in range(len(facts.people))))


def index_of(facts: Facts, rules: IpAsn, groups: Groups, person: int) -> PersonIndex:
    """Work out the index of one person."""
    return _Evidence(facts, rules, groups).person(person)


class _Evidence:
    """What everybody's index is made from, read once."""

    def __init__(self, facts: Facts, rules: IpAsn, groups: Groups) -> None:
        self.facts, self.rules, self.groups, self.day = facts, rules, groups, facts.day
        self.trainings = Trainings(facts, rules)
        years = next((row.whole("years") for row in rows(TABLE, "disiplin", facts.day)), None)
        self.sanctions = None if rules.sanction else facts.recorded.gravest_sanction(years)
        self.made: dict[Career, Professionalism | None] = {}
        self.in_force = bool(rows(TABLE, "weights", facts.day))

    def person(self, person: int) -> PersonIndex:
        """Work out one person: each dimension by itself."""
        if not self.in_force:
            return PersonIndex(None, (None,) * 4, None, "", (Lack("ip_asn", "no_law", cell(self.facts, person)),))
        group = group_of(self.facts, person, self.groups)
        education, kinerja, hukuman = self._education(person), self._kinerja(person), self._hukuman(person)
        diklat, jp, seminar = self._competence(person, group)
        asked = ((education,), (group, diklat, jp, seminar), (kinerja,), (hukuman,))
        kind: Group | None = None if isinstance(group, Lack) else group
        made = self._points(
            Career(
                kind or _BLANK.kelompok,
                given(education) or _BLANK.pendidikan,
                diklat_jabatan=given(diklat) is True,
                jp=int(given(jp) or 0),
                seminar=given(seminar) is True,
                kinerja=None if isinstance(kinerja, Lack) else kinerja,
                hukuman=given(hukuman) or _BLANK.hukuman,
            )
        )
        known = [not lacks_in(*values) for values in asked]
        each = [getattr(made, name) if there and made else None for name, there in zip(DIMENSIONS, known, strict=True)]
        total = made.total if made and all(known) else None
        category = "" if total is None else professionalism_category(total, self.day) or ""
        lacks = lacks_in(*(value for values in asked for value in values))
        return PersonIndex(kind, (each[0], each[1], each[2], each[3]), total, category, lacks)

    def _competence(self, person: int, group: Group | Lack) -> tuple[bool | Lack, Fraction | Lack, bool | Lack]:
        """Give training of the position, hours and seminar; of whom the kind of position is not known nothing is asked."""
        if isinstance(group, Lack):
            return False, Fraction(0), False
        # A pelaksana owes no training of the position (Peraturan BKN 8/2019).
        diklat = False if group == "pelaksana" else self.trainings.diklat(person)
        return diklat, self.trainings.hours(person, group), self.trainings.seminar(person, group)

    def _points(self, career: Career) -> Professionalism | None:
        if career not in self.made:
            self.made[career] = professionalism(career, self.day)
        return self.made[career]

    def _education(self, person: int) -> str | Lack:
        text = field_of(self.facts, person, "pendidikan")
        if isinstance(text, Lack):
            return text
        step = step_of("pendidikan", text)
        if step >= 0:
            return LADDERS["pendidikan"][step] if step >= step_of("pendidikan", "SLTA") else _BELOW
        if letters(text) == letters(_BELOW):
            return _BELOW
        return unread(self.facts, person, "pendidikan", "word", "pendidikan", text)

    def _kinerja(self, person: int) -> Fraction | Lack | None:
        """Give the score on the scale of PP 46/2011; None where the roster says that there is none."""
        origin = self.rules.kinerja
        if origin is None:
            return Lack("kinerja", "no_column", cell(self.facts, person))
        if origin.indicator:
            return self._kinerja_of(origin.indicator, origin, person)
        text = text_in(self.facts, person, origin.column or "", "kinerja")
        if isinstance(text, Lack):
            return text
        if plain(text) in _NO_SCORE:
            return None
        typed, worth = number_in(text), _worth(text, origin)
        score = Fraction(typed) if worth is None and typed is not None else worth
        if score is None or not 0 <= score <= 100:
            return unread(
                self.facts, person, "kinerja", "word" if score is None else "outside", origin.column or "", text
            )
        return score

    def _kinerja_of(self, key: str, origin: Performance, person: int) -> Fraction | Lack:
        facts, lack = self.facts, Lack("kinerja", "no_score", cell(self.facts, person), key)
        if origin.words:
            measure = facts.scores.measures.by_indicator[key]
            known = measure.words is not None and measure.state[person] == State.GIVEN
            worth = _worth(str(measure.words[person]), origin) if known and measure.words is not None else None
            return lack if worth is None else worth
        numbers = facts.scores.score(key)
        if not numbers.known[person]:
            return lack
        score = Fraction(int(numbers.units[person]), 10**facts.rulebook.rounding.places)
        return score if 0 <= score <= 100 else Lack("kinerja", "outside", cell(facts, person), key, str(float(score)))

    def _hukuman(self, person: int) -> str | Lack:
        if self.sanctions is None:
            heading = self.rules.sanction or ""
            text = text_in(self.facts, person, heading, "hukuman")
            if isinstance(text, Lack):
                return text
        else:
            heading, text = "", str(self.sanctions[person])
            if not text:
                kept = "sanctions" in self.facts.dossier.logbooks
                return Lack("hukuman", "not_recorded" if kept else "no_records", cell(self.facts, person))
        step = step_of("hukuman", text)
        if step < 0:
            return unread(self.facts, person, "hukuman", "word", heading, text)
        return LADDERS["hukuman"][step] if step else "tidak pernah"


def _worth(text: str, origin: Performance) -> Fraction | None:
    return next((Fraction(score) for word, score in origin.words.items() if letters(word) == letters(text)), None)
