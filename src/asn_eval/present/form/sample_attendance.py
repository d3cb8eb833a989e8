"""Attendance of the worked example, by the day or by the month: the better somebody does, the fewer days away and minutes late."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from asn_eval.measure.attendance_words import Side, side_of
from asn_eval.present.form.choices import DAILY, RECAP, leaves_of
from asn_eval.present.form.records import fields_of
from asn_eval.present.form.sample import Invented
from asn_eval.present.form.sample_days import Office, holds, pick
from asn_eval.rules.measuring import AttendanceRules
from asn_eval.rules.statutes import letters
from asn_eval.rules.vocabulary import MONTHS

Row = Mapping[str, object]

# Days of a sheet by the day: a month of work, or more where the rulebook asks for more records.
USUAL_DAYS = 20
# Everybody comes on time on most days, within so many minutes.
EARLIEST, LATEST = 25, 40
# Two of the people are away with leave or on duty, where there are days enough to see it.
AWAY: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "199208112022212001": ("Cuti", (5, 6)),
    "199002142014021003": ("Dinas Luar", (9,)),
}
ENOUGH_DAYS = 15
# How much of the absences somebody's level would have is kept, in quarters: less where a scale does not hold them.
KEPT = (4, 2, 1, 0)


@dataclass(frozen=True, slots=True)
class Presence:
    """The working days of one person by number from 0: which were missed, why away, and the minutes late and early of others."""

    days: int
    absent: frozenset[int]
    away: Mapping[int, str]
    late: Mapping[int, int]
    early: Mapping[int, int]

    def value(self, measure: str, rules: AttendanceRules) -> Fraction:
        """Give what a measure makes of these days."""
        minutes, lot = self.late_minutes + self.early_minutes, rules.minutes_per_absence_day
        cuts = _cuts(self.late, rules.deductions) + _cuts(self.early, rules.early_deductions)
        values = {
            "attendance.share": Fraction(100 * self.attended, max(1, self.days - len(self.away))),
            "attendance.absent_days": Fraction(len(self.absent) + (minutes // lot if lot else 0)),
            "attendance.absent_run": Fraction(min(1, len(self.absent))),
            "attendance.late_minutes": Fraction(self.late_minutes),
            "attendance.early_minutes": Fraction(self.early_minutes),
            "attendance.deduction": Fraction(cuts + len(self.absent) * rules.absent_deduction),
        }
        return values[measure]

    @property
    def attended(self) -> int:
        """Days attended."""
        return self.days - len(self.absent) - len(self.away)

    @property
    def late_minutes(self) -> int:
        """Minutes late, of all days."""
        return sum(self.late.values())

    @property
    def early_minutes(self) -> int:
        """Minutes left early, of all days."""
        return sum(self.early.values())


def _cuts(minutes: Mapping[int, int], table: Mapping[str, Decimal]) -> Decimal:
    """Add what a table of the office cuts for the minutes of each day."""
    steps = sorted(table, key=int)
    reached = ([step for step in steps if int(step) <= late][-1:] for late in minutes.values())
    return sum((table[step] for found in reached for step in found), Decimal(0))


def presence(person: Invented, days: int, office: Office) -> Presence:
    """Give so many working days of a person: as many absences as the level would have, as far as every scale holds what they make."""
    leaves, rules = leaves_of(DAILY, office.rulebook).values(), office.rulebook.records.attendance
    for kept in KEPT:
        made = _presence(person, days, kept)
        if any(leaf.measure == "attendance.deduction" for leaf in leaves):
            made = _with_cuts(made, rules)
        if all(holds(leaf, made.value(str(leaf.measure), rules)) for leaf in leaves):
            break
    return made


def _with_cuts(made: Presence, rules: AttendanceRules) -> Presence:
    """Leave out the minutes of a side of the day for which the office cuts nothing: they would be told as an open question."""
    sides = {side_of(letters(code)) for code in rules.codes}
    late = rules.deductions or rules.no_scan_in is not None or Side.LATE in sides
    early = rules.early_deductions or rules.no_scan_out is not None or Side.EARLY in sides
    return replace(made, late=made.late if late else {}, early=made.early if early else {})


def _presence(person: Invented, days: int, kept: int) -> Presence:
    word, numbers = AWAY.get(person.nip, ("", ())) if days >= ENOUGH_DAYS else ("", ())
    free = [day for day in range(days) if day not in numbers]
    faults = (100 - person.level) * kept // 4
    # Every seventh day or so, so that absences are no run of days.
    missed = free[3::7][: min(max(0, faults - 10) // 7, days // 8)]
    there = [day for day in free if day not in missed]
    late = {day: pick(f"{person.nip} {day} late", 3, 5 + faults) for day in there[1::3][: faults // 4]}
    early = {day: pick(f"{person.nip} {day} early", 3, 5 + faults) for day in there[2::5][: faults // 8]}
    return Presence(days, frozenset(missed), dict.fromkeys(numbers, word), late, early)


def daily(office: Office) -> Iterator[Row]:
    """Give one row a person and working day: when they came and left, or why they were away."""
    within = office.within
    count = min(len(within), max(USUAL_DAYS, office.least(DAILY) + 5))
    for person in office.asked(DAILY):
        made = presence(person, count, office)
        for number, day in enumerate(within[:count]):
            row: dict[str, object] = {"nip": person.nip, "nama": person.nama, "tanggal": day}
            if number in made.away:
                row["pengecualian"] = made.away[number]
            elif number not in made.absent:
                seed = f"{person.nip} {day}"
                came = made.late.get(number) or -pick(f"{seed} came", 2, EARLIEST)
                left = -made.early[number] if number in made.early else pick(f"{seed} left", 0, LATEST)
                row["scan_masuk"] = office.clock(office.opens(day) + came)
                row["scan_pulang"] = office.clock(office.closes(day) + left)
            yield row


def recaps(office: Office) -> Iterator[Row]:
    """Give one row a person and month; only the first month has absences, so that the sum of several stays on every scale."""
    months = list(dict.fromkeys((day.year, day.month) for day in office.within))[: max(1, office.least(RECAP))]
    fields = fields_of(RECAP, office.rulebook)
    for person in office.asked(RECAP):
        for number, (year, month) in enumerate(months):
            days = sum((day.year, day.month) == (year, month) for day in office.within)
            made = _presence(person, days, 0) if number else presence(person, days, office)
            away = list(made.away.values())
            row: dict[str, object] = {
                "bulan": MONTHS[month - 1][0].title(),
                "tahun": year,
                "hari_kerja": days,
                "hadir": made.attended,
                "cuti": away.count("Cuti"),
                "dinas": away.count("Dinas Luar"),
                "sakit": 0,
                "izin": 0,
                "alpa": len(made.absent),
                "terlambat": made.late_minutes,
                "pulang_cepat": made.early_minutes,
            }
            yield {"nip": person.nip, "nama": person.nama, **{field: row[field] for field in fields}}
