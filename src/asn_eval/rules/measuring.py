"""What the office chose about measuring from records: calendar, limits, weights of raters, tables of points.

All of it is the office's own; where a law has a table (limits of LAPOR, say) the default names that table.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from asn_eval.rules.shape import Entries, Number, Shape, Word, as_tuple, as_words

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


def _numbers(**given: int) -> dict[str, Decimal]:
    return {name: Decimal(number) for name, number in given.items()}


Days = Annotated[tuple[date, ...], BeforeValidator(as_tuple)]


class Hours(Shape):
    """A working day: from, to, and the break that is not counted."""

    start: Clock = Field("07:30", description='start of work, quoted: "07:30"')
    end: Clock = Field("16:00", description='end of work, quoted: "16:00"')
    break_start: Clock = Field("12:00", description="start of the break")
    break_end: Clock = Field("13:00", description="end of the break")


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class OtherHours(Shape):
    """Hours of some days only (Fridays, the weeks of Ramadan); what is not given stays as in ``hours``.

    Without ``days`` every day of the dates, without dates these weekdays of every week.
    """

    days: Annotated[tuple[Weekday, ...], BeforeValidator(as_words)] = Field((), description="weekdays; none = all")
    since: date | None = Field(None, description="first day, as year-month-day; none = always")
    until: date | None = Field(None, description="last day, itself included; none = always")
    start: Clock | None = Field(None, description="start of work on these days")
    end: Clock | None = Field(None, description="end of work on these days")
    break_start: Clock | None = Field(None, description="start of the break on these days")
    break_end: Clock | None = Field(None, description="end of the break on these days")

    def over(self, usual: Hours) -> Hours:
        """Give the hours of these days: what is given here, else what is usual."""
        given = {name: getattr(self, name) or getattr(usual, name) for name in Hours.model_fields}
        return Hours(**given)


class Year(Shape):
    """The days of one year on which nobody works although the week would say so."""

    holidays: Days = Field((), description="public holidays")
    joint_leave: Days = Field((), description="cuti bersama")


class Calendar(Shape):
    """Working days: a week of five or six days, less the holidays of each year; a year that is not listed is unknown."""

    week: Literal[5, 6] = Field(5, description="working days a week, from Monday")
    hours: Hours = Field(Hours(), description="hours of a working day")
    other_hours: Annotated[tuple[OtherHours, ...], BeforeValidator(as_tuple)] = Field(
        (), description="hours of some days only; where several are about a day the last one holds"
    )
    years: dict[Annotated[str, StringConstraints(pattern=r"^\d{4}$")], Year] = Field(
        default_factory=dict, description="year, quoted: its holidays; a year not listed is an error, not a guess"
    )


# What a word of an attendance sheet can stand for: there, away with leave to be, or simply away.
Attending = Literal["hadir", "cuti", "dinas", "sakit", "izin", "alpa"]
Minutes = Annotated[str, StringConstraints(pattern=r"^\d+$")]


class AttendanceRules(Shape):
    """What counts as present although nobody scanned, and how lateness, leaving early and missing scans are cut."""

    excused: Entries[Attending] = Field(
        default_factory=dict,
        description="word in the sheet: what it stands for (hadir, cuti, dinas, sakit, izin, alpa)",
    )
    minutes_per_absence_day: Annotated[int, Field(ge=1)] | None = Field(
        None, description="late and early minutes that make one absent day; none = they never do"
    )
    deductions: dict[Minutes, Number] = Field(
        default_factory=dict, description="least late minutes of a day: percent cut (office table)"
    )
    early_deductions: dict[Minutes, Number] = Field(
        default_factory=dict, description="least minutes left early of a day: percent cut (office table)"
    )
    no_scan_in: Number | None = Field(
        None, description="percent cut for a day attended without a scan in; default: the last of deductions"
    )
    no_scan_out: Number | None = Field(
        None, description="percent cut for a day attended without a scan out; default: the last of early_deductions"
    )
    codes: Entries[Number] = Field(
        default_factory=dict,
        description="code in the sheet (TL1, PSW2): percent cut, instead of minutes (office table)",
    )
    absent_deduction: Number = Field(0, validate_default=True, description="percent cut for one absent day")


class ComplaintRules(Shape):
    """Limits by class of complaint, in working days, and whether a case shared by several counts for each."""

    limits: Entries[Annotated[int, Field(ge=1)]] = Field(
        default_factory=dict, description="class: working days; default: the classes of LAPOR (asn-eval law lapor)"
    )
    response_limit: Annotated[int, Field(ge=1)] | None = Field(
        None, description="working days for the first response; default: the step of LAPOR (asn-eval law lapor)"
    )
    archived: Literal["include", "exclude"] = Field(
        "include", description="complaints with the status Arsip: counted like others, or left out"
    )
    satisfaction: Literal["1-4", "1-5", "0-100"] = Field("1-4", description="scale of the satisfaction column")


class TargetRules(Shape):
    """How result against target becomes percent."""

    ceiling: Number = Field(120, validate_default=True, description="highest percent a result can earn")
    lower: Literal["2-r/t", "t/r"] = Field(
        "2-r/t", description="lower-is-better: 2 − realisasi/target, or target/realisasi"
    )
    lower_aspects: Annotated[tuple[Word, ...], BeforeValidator(as_tuple)] = Field(
        ("waktu", "biaya"), description="aspects where less is better"
    )
    main: Number = Field(100, validate_default=True, description="percent of the main tasks")
    additional: Number = Field(0, validate_default=True, description="percent of the additional tasks")


class FeedbackRules(Shape):
    """Weights of the raters' roles; a role that gave nothing leaves the divisor."""

    roles: Entries[Number] = Field(
        default_factory=lambda: _numbers(atasan=60, rekan=20, bawahan=20, diri=0), description="role: percent"
    )
    anonymous_from: Annotated[int, Field(ge=1)] = Field(3, description="a group is shown from so many raters up")
    named: Annotated[tuple[Word, ...], BeforeValidator(as_words)] = Field(
        ("atasan",), description="roles whose rater is no secret: shown however few they are"
    )


class InnovationRules(Shape):
    """Points of an innovation: by level, times role and adoption shares; an office table with a cap."""

    levels: Entries[Number] = Field(
        default_factory=lambda: _numbers(unit=20, instansi=40, kabupaten=60, provinsi=80, nasional=100),
        description="level: points",
    )
    roles: Entries[Number] = Field(
        default_factory=lambda: _numbers(ketua=100, penggagas=100, anggota=60),
        description="role: percent of the points",
    )
    not_adopted: Number = Field(50, validate_default=True, description="percent of the points while not adopted")
    unverified: Number = Field(0, validate_default=True, description="percent of the points while not verified")
    cap: Number = Field(100, validate_default=True, description="most points in a period")


class HistoryRules(Shape):
    """What words of older rules stand for; no text says it."""

    predikat: Entries[Literal["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"]] = Field(
        default_factory=dict, description="old predikat (Buruk, Amat Baik, Sedang): the one of today it stands for"
    )


class Records(Shape):
    """Everything about records, one part a kind."""

    attendance: AttendanceRules = Field(AttendanceRules(), description="what counts as present, and deductions")
    complaints: ComplaintRules = Field(ComplaintRules(), description="limits of complaints")
    targets: TargetRules = Field(TargetRules(), description="result against target")
    feedback: FeedbackRules = Field(FeedbackRules(), description="weights of raters")
    innovations: InnovationRules = Field(InnovationRules(), description="points of innovations")
    history: HistoryRules = Field(HistoryRules(), description="earlier evaluations")
