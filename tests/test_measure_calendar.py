"""Working days and working minutes: exact, across weekends, holidays and years, and never guessed."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.measure.calendar import WorkingCalendar, last_day, working_calendar
from logbooks import setting

# 1 January 2026 is a Thursday. Monday 5 January to Friday 9 January is a whole week; 16 January (Friday) is a holiday here.
YEAR = 'calendar: {week: 5, years: {"2026": {holidays: [2026-01-01, 2026-01-16], joint_leave: [2026-12-24]}}}'
SIX = YEAR.replace("week: 5", "week: 6")


def calendar(text: str = YEAR, **period: str) -> WorkingCalendar:
    made = working_calendar(setting(text, **period))
    assert isinstance(made, WorkingCalendar), [f.message() for f in made]
    return made


def findings(text: str, language: str = "id", **period: str) -> list[str]:
    made = working_calendar(setting(text, **period))
    assert isinstance(made, tuple)
    return [f.message(language) for f in made]


def moments(*texts: str) -> np.ndarray:
    return np.array([t.replace(" ", "T") for t in texts], "datetime64[m]")


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-01-05", "2026-01-05", 0),  # the same day
        ("2026-01-05", "2026-01-06", 1),  # the day after
        ("2026-01-09", "2026-01-12", 1),  # Friday to Monday
        ("2026-01-09", "2026-01-10", 0),  # Friday to Saturday
        ("2026-01-10", "2026-01-12", 1),  # Saturday to Monday: the Monday counts
        ("2026-01-10", "2026-01-11", 0),
        ("2026-01-15", "2026-01-19", 1),  # Thursday, holiday, weekend, Monday
        ("2026-01-05", "2026-01-16", 8),  # 6–9 and 12–15; the 16th is a holiday
        ("2026-12-23", "2026-12-28", 2),  # 24 is joint leave, 25 a Friday nobody listed, 26–27 a weekend, 28
    ],
)
def test_response_in_working_days_counts_from_the_day_after(start, end, days):
    assert calendar().days_between(moments(start), moments(end)).tolist() == [days]


def test_a_week_of_six_days_works_on_saturday_but_not_on_sunday():
    days = moments("2026-01-09", "2026-01-10"), moments("2026-01-10", "2026-01-11")
    assert calendar(SIX).days_between(*days).tolist() == [1, 0]


def test_january_2026_has_twenty_working_days_with_these_holidays():
    # 22 weekdays from 1 to 31 January, less the 1st and the 16th.
    days = calendar().days(date(2026, 1, 1), date(2026, 1, 31))
    assert len(days) == 20
    assert str(days[0]) == "2026-01-02"


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-01-05 08:00", "2026-01-05 08:45", 45),
        ("2026-01-05 11:50", "2026-01-05 13:05", 15),  # ten before the break, five after
        ("2026-01-05 12:10", "2026-01-05 12:50", 0),  # within the break
        ("2026-01-05 06:00", "2026-01-05 07:31", 1),  # before work begins
        ("2026-01-05 15:59", "2026-01-05 22:00", 1),  # after work ends
        ("2026-01-05 15:30", "2026-01-06 08:00", 60),  # thirty of today, thirty of tomorrow
        ("2026-01-09 16:00", "2026-01-12 07:30", 0),  # a weekend has no minutes
        ("2026-01-10 09:00", "2026-01-12 08:30", 60),  # a Saturday moves to Monday morning
        ("2026-01-05 07:30", "2026-01-06 07:30", 450),  # 8.5 hours less one hour of break
        ("2026-01-15 07:30", "2026-01-19 16:00", 900),  # over a holiday
        ("2026-12-31 23:59", "2026-12-31 23:59", 0),
    ],
)
def test_working_minutes_leave_out_what_is_not_work(start, end, minutes):
    assert calendar().minutes_between(moments(start), moments(end)).tolist() == [minutes]


def test_a_day_without_a_break_is_all_work():
    hours = 'hours: {start: "08:00", end: "12:00", break_start: "12:00", break_end: "12:00"}, years'
    made = calendar(YEAR.replace("years", hours))
    assert made.whole_minutes_between(moments("2026-01-05"), moments("2026-01-06")).tolist() == [240]


# Fridays from 07.30 to 14.00 without a break counted from 11.30 to 13.00 (5 hours); in Ramadan, here 18 February to 19 March, from 08.00
# to 15.00 with half an hour (6.5 hours), and Fridays of Ramadan to 15.30 (the hour of the usual break is taken over: 6.5 hours).
OTHER = (
    'hours: {start: "07:30", end: "16:00", break_start: "12:00", break_end: "13:00"}, other_hours: ['
    '{days: [friday], end: "14:00", break_start: "11:30"}, '
    '{since: 2026-02-18, until: 2026-03-19, start: "08:00", end: "15:00", break_end: "12:30"}, '
    '{days: [friday], since: 2026-02-18, until: 2026-03-19, start: "08:00", end: "15:30"}], years'
)


@pytest.mark.parametrize(
    ("day", "minutes", "opens", "closes"),
    [
        ("2026-02-12", 450, 450, 960),  # a Thursday
        ("2026-02-13", 300, 450, 840),  # a Friday
        ("2026-02-17", 450, 450, 960),  # the day before Ramadan
        ("2026-02-18", 390, 480, 900),  # its first day
        ("2026-02-20", 390, 480, 930),  # a Friday of Ramadan: the last entry that is about it holds
        ("2026-03-19", 390, 480, 900),  # its last day
        ("2026-03-20", 300, 450, 840),  # the Friday after it
    ],
)
def test_some_days_have_other_hours_and_the_last_entry_about_a_day_holds(day, minutes, opens, closes):
    made, before = calendar(YEAR.replace("years", OTHER)), np.datetime64(day) - 1
    assert made.whole_minutes_between(moments(str(before)), moments(day)).tolist() == [minutes]
    assert made.minutes_between(moments(f"{day} 00:00"), moments(f"{day} 23:59")).tolist() == [minutes]
    assert (made.opening(moments(day)).tolist(), made.closing(moments(day)).tolist()) == ([opens], [closes])


def test_working_minutes_run_over_days_of_different_hours():
    made = calendar(YEAR.replace("years", OTHER))
    # Thursday 15.30 to Monday 08.00: thirty minutes, the Friday's five hours, thirty minutes.
    assert made.minutes_between(moments("2026-02-12 15:30"), moments("2026-02-16 08:00")).tolist() == [360]
    # A Friday ends at 14.00 and rests from 11.30.
    assert made.minutes_between(moments("2026-02-13 11:29"), moments("2026-02-13 13:01")).tolist() == [2]
    assert made.minutes_between(moments("2026-02-13 13:59"), moments("2026-02-13 15:00")).tolist() == [1]


def test_years_listed_before_the_period_are_known_and_the_others_are_not():
    both = YEAR.replace("years: {", 'years: {"2024": {}, ')
    made = calendar(both)
    assert made.days_between(moments("2024-12-30"), moments("2024-12-31")).tolist() == [1]
    assert made.days_between(moments("2024-12-31"), moments("2026-01-02")).tolist() == [1]
    pairs = [
        ("2023-12-29", "2024-01-01", None),  # before the calendar there is no telling
        ("2023-12-31", "2024-01-05", 5),
        ("2024-01-01", "2024-12-31", 261),
        ("2024-12-31", "2025-01-10", 8),  # no day of 2025 is sure, these may be
        ("2025-12-31", "2026-01-02", 1),
        ("2026-01-05", "2026-01-16", 8),
    ]
    for start, end, most in pairs:
        found = made.most_days_between(moments(start), moments(end)).tolist()[0]
        assert found == most if most else found > 10**5, (start, end)
    assert made.days_between(moments("2024-12-31"), moments("2025-12-31")).tolist() == [0]
    assert findings(both.replace('"2024": {}', '"2024": {holidays: [2023-12-25]}')) == [
        (
            "indicators.yaml calendar.years.2024: tanggal 2023-12-25 tertulis pada tahun 2024; pindahkan ke tahunnya, atau perbaiki "
            "tanggalnya [calendar-day]"
        )
    ]


def test_a_period_over_two_years_needs_both():
    both = 'calendar: {years: {"2025": {holidays: [2025-12-25]}, "2026": {holidays: [2026-01-01]}}}'
    made = calendar(both, start="2025-12-01", end="2026-01-31")
    # 24 December (Wednesday) to 5 January (Monday): 26, 29, 30, 31, 2, 5.
    assert made.days_between(moments("2025-12-24"), moments("2026-01-05")).tolist() == [6]
    assert findings(YEAR, start="2025-12-01", end="2026-01-31") == [
        (
            'indicators.yaml calendar.years: hari libur tahun 2025 tidak tertulis dalam kalender; tulis "2025" di calendar.years '
            "dengan holidays (hari libur) dan joint_leave (cuti bersama) tahun itu [calendar-year]"
        )
    ]


def test_without_a_calendar_every_year_of_the_period_is_unknown():
    assert findings("", "en", start="2025-07-01", end="2026-06-30") == [
        f'indicators.yaml calendar.years: the holidays of {year} are not in the calendar; write "{year}" under calendar.years '
        "with the holidays and joint_leave of that year [calendar-year]"
        for year in (2025, 2026)
    ]


def test_a_holiday_under_another_year_is_told():
    text = 'calendar: {years: {"2026": {holidays: [2025-12-25, 2026-12-25]}}}'
    assert findings(text) == [
        (
            "indicators.yaml calendar.years.2026: tanggal 2025-12-25 tertulis pada tahun 2026; pindahkan ke tahunnya, atau perbaiki "
            "tanggalnya [calendar-day]"
        )
    ]
    assert findings(text, "en") == [
        (
            "indicators.yaml calendar.years.2026: the day 2025-12-25 is listed under the year 2026; move it to its year, or correct "
            "it [calendar-day]"
        )
    ]


def test_records_are_judged_as_of_the_end_of_the_period_or_an_earlier_day():
    assert last_day(setting(end="2026-06-30", day="2026-11-24")) == date(2026, 6, 30)
    assert last_day(setting(end="2026-06-30", day="2026-03-01")) == date(2026, 3, 1)


def works(minute: datetime) -> bool:
    clock = minute.hour * 60 + minute.minute
    free = minute.date() in {date(2026, 1, 1), date(2026, 1, 16), date(2026, 12, 24)} or minute.weekday() > 4
    return not free and 450 <= clock < 960 and not 720 <= clock < 780


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 28)), st.integers(0, 3 * 1440))
def test_working_minutes_and_days_are_those_counted_one_by_one(start, length):
    start = start.replace(second=0, microsecond=0)
    end = start + timedelta(minutes=length)
    every = [start + timedelta(minutes=k) for k in range(length)]
    made, pair = calendar(), (np.array([start], "datetime64[m]"), np.array([end], "datetime64[m]"))
    assert made.minutes_between(*pair).tolist() == [sum(map(works, every))]
    later = [start.date() + timedelta(days=k) for k in range(1, (end.date() - start.date()).days + 1)]
    assert made.days_between(*pair).tolist() == [sum(works(datetime(d.year, d.month, d.day, 8)) for d in later)]


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), min_size=2, max_size=30))
def test_working_days_are_those_of_numpy(days):
    closed = np.array(["2026-01-01", "2026-01-16", "2026-12-24"], "datetime64[D]")
    start, end = np.array(days[:-1], "datetime64[D]"), np.array(days[1:], "datetime64[D]")
    start, end = np.minimum(start, end), np.maximum(start, end)
    expected = np.busday_count(start + 1, end + 1, holidays=closed)
    assert calendar().days_between(start, end).tolist() == expected.tolist()


def test_days_outside_the_years_count_no_working_time():
    made, outside = calendar(), moments("2025-06-02 10:00", "2027-06-01 10:00")
    assert made.is_working(outside).tolist() == [False, False]
    assert made.days_between(outside[:1], moments("2026-01-02")).tolist() == [1]
    assert made.minutes_between(moments("2026-12-31 15:00"), outside[1:]).tolist() == [60]
