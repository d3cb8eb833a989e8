"""Complaints of the worked example: the better somebody does, the sooner cases are answered, and the fewer are settled late or open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from operator import itemgetter
from typing import Final

from asn_eval.present.form.choices import choices_of, law_day, leaves_of, measures_asked
from asn_eval.present.form.records import fields_of
from asn_eval.present.form.sample import Invented
from asn_eval.present.form.sample_days import Office, at, best_held, holds, pick, spread
from asn_eval.rules.rulebook import Indicator
from asn_eval.rules.statutes import lapor_limits, lapor_response

Row = Mapping[str, object]

KIND: Final = "complaints"
# Cases of one person, unless the rulebook asks for more.
USUAL_CASES = 6
# Where no straight scale says how long an answer may take: so many hours, so many days for the lowest level.
USUAL_HOURS, USUAL_DAYS = 24, 8
# Below these levels one case is settled late, answered late, or still open.
SETTLED_LATE, ANSWERED_LATE, OPEN = 80, 79, 84


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is known about all cases before the first: classes with their limits, shortest first, the limit of answers, and leaves."""

    office: Office
    limits: Sequence[tuple[str, int]]
    response: int
    timed: bool

    def leaves(self, *names: str) -> list[Indicator]:
        found = leaves_of(KIND, self.office.rulebook).values()
        return [leaf for leaf in found if any(name in str(leaf.measure) for name in names)]

    def may(self, measure: str, value: Fraction | int) -> bool:
        """Tell whether a measure is asked for and every scale of it holds a value."""
        leaves = self.leaves(measure)
        return bool(leaves) and all(holds(leaf, value) for leaf in leaves)


def complaints(office: Office) -> Iterator[Row]:
    """Give the cases of everybody who is judged by them, in the order they came."""
    desk = _desk(office)
    count = max(USUAL_CASES, office.least(KIND) + 1)
    cases = [case for person in office.asked(KIND) for case in _cases(person, count, desk)]
    fields = fields_of(KIND, office.rulebook)
    for number, case in enumerate(sorted(cases, key=lambda case: (str(case["diterima"]), str(case["nip"]))), 1):
        row = {"nomor": f"ADU-{office.first.year}-{number:03d}", **case}
        yield {key: value for key, value in row.items() if key in {"nip", "nama", *fields} and value is not None}


def _desk(office: Office) -> _Desk:
    chosen, day = office.rulebook.records.complaints, law_day(office.rulebook, "lapor")
    limits = chosen.limits or lapor_limits(day)
    known = [(name, limits[name]) for name in choices_of(KIND, "klasifikasi", office.rulebook)]
    return _Desk(
        office,
        sorted(known, key=itemgetter(1)),
        chosen.response_limit or lapor_response(day) or USUAL_DAYS,
        any("response_hours" in name for name in measures_asked(office.rulebook)),
    )


def _cases(person: Invented, count: int, desk: _Desk) -> Iterator[Row]:
    """Give the cases of one person, one or two a day from the first working day on."""
    office, share = desk.office, Fraction(100 * (count - 1), count)
    late = person.level < SETTLED_LATE and desk.may("solved_in_time", share)
    # One late answer would be the slowest of all, which a scale of hours or days need not hold.
    slow = person.level < ANSWERED_LATE and desk.may("answered_in_time", share) and not desk.leaves("response_")
    still_open = person.level < OPEN and desk.may("backlog", 1)
    within = office.within
    step = Fraction(min(2 * count, len(within) // 2), count)
    for number in range(count):
        seed = f"{person.nip} {number}"
        # The classes that take longest are left out: their limits may lie beyond the period.
        kind, limit = desk.limits[min(number % 3 // 2, len(desk.limits) - 1)] if desk.limits else ("", USUAL_DAYS)
        day = within[int(number * step)]
        received = at(day, office.opens(day) + pick(f"{seed} time", 35, 95))
        answered = _answered(person, received, limit, seed, desk)
        if slow and number == 1:
            answered = _near_end(office, office.after(day, desk.response + 2))
        settled = min(office.after(answered.date(), pick(f"{seed} settled", 0, 2)), office.after(day, limit))
        if late and number == 0:
            settled = office.after(day, limit + 2)
        is_open = still_open and number == count - 1
        yield {
            "nip": person.nip,
            "nama": person.nama,
            "klasifikasi": kind or None,
            "diterima": _shown(received, desk),
            "ditanggapi": _shown(answered, desk),
            "status": "Proses" if is_open else "Selesai",
            "selesai": None if is_open else _shown(max(answered, _near_end(office, settled)), desk),
            "kepuasan": None if is_open else _satisfaction(person, seed, office),
        }


def _answered(person: Invented, received: datetime, limit: int, seed: str, desk: _Desk) -> datetime:
    """Give the moment of the first response: so far up the scales of hours or days, which hold it, and within both limits."""
    office, wait, most = desk.office, 100 - person.level, min(limit, desk.response)
    days = best_held(desk.leaves("response_days"), person.level, Fraction(USUAL_DAYS * wait, 100))
    if not desk.timed:
        return _near_end(office, office.after(received.date(), min(int(days), most)))
    length = office.minutes_of(received.date())
    hours = best_held(desk.leaves("response_hours"), person.level, Fraction(USUAL_HOURS * wait, 100))
    minutes = min(hours * 60 * Fraction(pick(f"{seed} wait", 85, 100), 100), Fraction(most * length))
    if desk.leaves("response_days"):
        minutes = min(minutes, days * length)
    return office.later(received, max(10, int(minutes)))


def _near_end(office: Office, day: date) -> datetime:
    return at(day, office.closes(day) - 45)


def _shown(moment: datetime, desk: _Desk) -> datetime | date:
    # A time of day only where hours are counted.
    return moment if desk.timed else moment.date()


def _satisfaction(person: Invented, seed: str, office: Office) -> int:
    low, _, high = office.rulebook.records.complaints.satisfaction.partition("-")
    wanted = int(low) + Fraction((int(high) - int(low)) * person.level, 100)
    return spread(wanted, f"{seed} score", int(low), int(high))
