"""Careers: angka kredit of the period and in all, what the next pangkat and jenjang need, and how long it takes.

PermenPANRB 1/2023 and Peraturan BKN 3/2023, as in force on the day. Numbers are exact fractions. What a cell does not say stays
unknown, and so does everything that rests on it. A forecast assumes predikat Baik in every year and is no right.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction
from functools import cached_property

import numpy as np
import numpy.typing as npt

from asn_eval.check.records import State
from asn_eval.decide.facts import Facts, NumberFact, number_in
from asn_eval.decide.groups import group_of
from asn_eval.decide.lacking import Lack, cell, field_of, given, lacks_in, no_predikat, text_in, unread
from asn_eval.measure.credit import TABLE, credit_needed, months_to, periodic_credit
from asn_eval.measure.predikat import predikat_word
from asn_eval.rules.careers import Credit, Groups
from asn_eval.rules.ladders import LADDERS, step_of
from asn_eval.rules.statutes import row_of, rows


class Concern(IntEnum):
    """Whether angka kredit concerns a person; everybody in the roster has exactly one."""

    KNOWN = 0
    TO_VERIFY = 1
    NOT_FUNCTIONAL = 2


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a next step needs in all and the months until then; ``top`` where there is no such step, None where it is not known."""

    need: Fraction | None = None
    months: int | None = None
    top: bool = False

    def reached(self, total: Fraction | None) -> bool | None:
        """Tell whether the angka kredit is there; None where that is not known."""
        return None if self.need is None or total is None else total >= self.need


@dataclass(frozen=True, slots=True)
class PersonCredit:
    """Angka kredit of one person: of the period, as the roster has it, together, and the next steps.

    ``predikat`` is in the spelling of the law, ``""`` where it is not known; ``rated`` says that it is that of the two ratings of
    this evaluation. ``lacks`` names what is not known.
    """

    concern: Concern
    jenjang: str = ""
    predikat: str = ""
    months: int = 0
    earned: Fraction | None = None
    have: Fraction | None = None
    total: Fraction | None = None
    pangkat: NextStep = NextStep()
    next_jenjang: NextStep = NextStep()
    target: NextStep = NextStep()
    lacks: tuple[Lack, ...] = ()
    rated: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """What a jenjang needs, by the table in force or the office: of one pangkat, for the next jenjang; and its golongan, lowest first."""

    pangkat: Fraction | None
    jenjang: Fraction | None
    golongan: tuple[str, ...]


@dataclass(frozen=True)
class Credits:
    """Angka kredit of a roster, one entry a person."""

    facts: Facts
    credit: Credit
    of: tuple[PersonCredit, ...]

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """People by ``Concern``; the sum is the roster."""
        return tuple(np.bincount([one.concern for one in self.of], minlength=len(Concern)).tolist())


def credits_of(facts: Facts, credit: Credit, groups: Groups) -> Credits:
    """Work out the angka kredit of everybody in a functional position."""
    year = _Year(facts, credit, groups)
    return Credits(facts, credit, tuple(year.person(person) for person in range(len(facts.people))))


def credit_of(facts: Facts, credit: Credit, groups: Groups, person: int) -> PersonCredit:
    """Work out the angka kredit of one person."""
    return _Year(facts, credit, groups).person(person)


def needs_of(jenjang: str, credit: Credit, day: date) -> Needs | None:
    """Give what a jenjang needs; None where no table holds it. The office's own needs go before the law's."""
    row = row_of(TABLE, "need", day, jenjang=jenjang)
    if row is None:
        return None
    first, _, last = row.text("golongan").partition("-")
    ladder = LADDERS["golongan"]
    golongan = ladder[step_of("golongan", first) : step_of("golongan", last or first) + 1]
    own = next((need for word, need in credit.needs.items() if _same(word, jenjang)), None)
    chosen = (None, None) if own is None else (own.pangkat, own.jenjang)
    printed = (credit_needed(jenjang, "pangkat", day), credit_needed(jenjang, "jenjang", day))
    pangkat, above = (law if office is None else Fraction(office) for law, office in zip(printed, chosen, strict=True))
    return Needs(pangkat, above, golongan)


def _same(one: str, other: str) -> bool:
    return step_of("jenjang", one) == step_of("jenjang", other)


class _Year:
    """What everybody's angka kredit is made from, read once."""

    def __init__(self, facts: Facts, credit: Credit, groups: Groups) -> None:
        self.facts, self.credit, self.groups, self.day = facts, credit, groups, facts.day
        months = facts.of("bulan_dalam_periode")
        self.months: list[int] = months.units.tolist() if isinstance(months, NumberFact) else []
        origin = credit.predikat
        self.words: npt.NDArray[np.object_] | None = None if origin else facts.this_year.words
        if origin and origin.indicator:
            measure = facts.scores.measures.by_indicator[origin.indicator]
            texts = measure.words if measure.words is not None else np.full(len(facts.people), "", object)
            self.words = np.where(measure.state == State.GIVEN, texts, "")
        self.needs: dict[str, Needs | None] = {}
        self.earned: dict[tuple[str, str, int], Fraction | None] = {}
        self.functional = {row.text("jenjang") for row in rows(TABLE, "coefficient", facts.day)}

    def person(self, person: int) -> PersonCredit:
        """Work out one person."""
        jenjang = self._jenjang(person)
        if jenjang is None:
            return PersonCredit(Concern.NOT_FUNCTIONAL)
        if isinstance(jenjang, Lack):
            return PersonCredit(Concern.TO_VERIFY, lacks=(jenjang,))
        months, predikat, have = (
            self.months[person],
            self._predikat(person),
            self._number(person, self.credit.have, "have"),
        )
        earned = Fraction(0) if not months else self._earned(jenjang, predikat, months)
        lacks = [*lacks_in(have), *(lacks_in(predikat) if months else ())]
        total = given(have)
        if total is not None and not self.credit.includes_period:
            total = None if earned is None else total + earned
        pangkat, above, told = self._steps(person, jenjang, total)
        target = self._number(person, self.credit.target, "target") if self.credit.target else None
        wanted = self._step(given(target) if target is not None else None, total, jenjang)
        lacks += [*told, *lacks_in(target)]
        return PersonCredit(
            Concern.TO_VERIFY if lacks else Concern.KNOWN,
            jenjang, given(predikat) or "", months, earned, given(have), total, pangkat, above, wanted, tuple(lacks),
            self.credit.predikat is None and bool(self.facts.this_year.rated[person]),
        )  # fmt: skip

    def _jenjang(self, person: int) -> str | Lack | None:
        """Give the jenjang in the spelling of the law; None for people who are in no functional position."""
        group, text = group_of(self.facts, person, self.groups), field_of(self.facts, person, "jenjang")
        if isinstance(text, str) and (step := step_of("jenjang", text)) >= 0:
            name = LADDERS["jenjang"][step]
            if isinstance(group, Lack):
                return group
            if name in self.functional:
                return name
            if not self.functional and group == "fungsional":
                return unread(self.facts, person, "jenjang", "no_law", "jenjang", text)
        if group in {"struktural", "pelaksana"}:
            return None
        if isinstance(text, Lack):
            return text
        return unread(self.facts, person, "jenjang", "word", "jenjang", text)

    def _predikat(self, person: int) -> str | Lack:
        facts, origin = self.facts, self.credit.predikat
        heading = origin.column if origin and origin.column else ""
        if self.words is None:
            text = text_in(facts, person, heading, "predikat")
            if isinstance(text, Lack):
                return text
        else:
            text = str(self.words[person])
            if not text and origin:
                return Lack("predikat", "no_score", cell(facts, person), origin.indicator or "")
            if not text:
                return Lack("predikat", no_predikat(facts), cell(facts, person))
        word = predikat_word(text, self.day)
        return word if word is not None else unread(facts, person, "predikat", "word", heading, text)

    def _number(self, person: int, heading: str | None, what: str) -> Fraction | Lack:
        if heading is None:
            return Lack(what, "no_column", cell(self.facts, person))
        text = text_in(self.facts, person, heading, what)
        if isinstance(text, Lack):
            return text
        number = number_in(text)
        if number is None or number < 0:
            return unread(self.facts, person, what, "number", heading, text)
        return Fraction(number)

    def _earned(self, jenjang: str, predikat: str | Lack, months: int) -> Fraction | None:
        if isinstance(predikat, Lack):
            return None
        asked = (jenjang, predikat, months)
        if asked not in self.earned:
            self.earned[asked] = periodic_credit(*asked, self.day)
        return self.earned[asked]

    def _steps(self, person: int, jenjang: str, total: Fraction | None) -> tuple[NextStep, NextStep, tuple[Lack, ...]]:
        """Give the next pangkat and the next jenjang, and what is not known about them.

        Angka kredit counted since the jenjang began must pass every pangkat up to the next one; counted since the pangkat began it
        must pass this one, and for the next jenjang what the pangkat before needed is there already.
        """
        if jenjang not in self.needs:
            self.needs[jenjang] = needs_of(jenjang, self.credit, self.day)
        needs, since_jenjang = self.needs[jenjang], self.credit.counted == "jenjang"
        if needs is None:
            return NextStep(), NextStep(), (Lack("needs", "no_law", cell(self.facts, person), jenjang),)
        place = self._place(person, needs)
        position = given(place)
        above = NextStep(top=True)
        if needs.jenjang is not None:
            begun = Fraction(0) if since_jenjang else None if position is None else position * (needs.pangkat or 0)
            above = NextStep() if begun is None else self._step(needs.jenjang - begun, total, jenjang)
        if position is None or needs.pangkat is None:
            return NextStep(), above, lacks_in(place)
        if position == len(needs.golongan) - 1:
            # From the last pangkat of a jenjang the next one is that of the next jenjang.
            return above, above, ()
        return self._step(needs.pangkat * (position + 1 if since_jenjang else 1), total, jenjang), above, ()

    def _place(self, person: int, needs: Needs) -> int | Lack:
        text = field_of(self.facts, person, "golongan")
        if isinstance(text, Lack):
            return text
        step = step_of("golongan", text)
        name = LADDERS["golongan"][step] if step >= 0 else ""
        if name not in needs.golongan:
            return unread(self.facts, person, "golongan", "outside" if name else "word", "golongan", text)
        return needs.golongan.index(name)

    def _step(self, need: Fraction | None, total: Fraction | None, jenjang: str) -> NextStep:
        if need is None:
            return NextStep()
        return NextStep(need, None if total is None else months_to(need, total, jenjang, self.day))


def shortfall(step: NextStep, total: Fraction | None) -> Fraction | None:
    """Give the angka kredit still lacking for a step, 0 where it is reached; None where that is not known."""
    return None if step.need is None or total is None else max(Fraction(0), step.need - total)
