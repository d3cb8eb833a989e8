"""What can be measured from records: the names of the measures, the kinds of records they rest on, their units, and which are words."""

from collections.abc import Mapping
from typing import Literal, get_args

MeasureName = Literal[
    "attendance.share",
    "attendance.absent_days",
    "attendance.absent_run",
    "attendance.late_minutes",
    "attendance.early_minutes",
    "attendance.deduction",
    "complaints.response_hours_median",
    "complaints.response_hours_p90",
    "complaints.response_days_median",
    "complaints.response_days_p90",
    "complaints.answered_in_time",
    "complaints.solved_in_time",
    "complaints.backlog",
    "complaints.satisfaction",
    "targets.achievement",
    "feedback.score",
    "innovations.points",
    "sanctions.active_level",
    "training.jp",
    "history.score",
    "history.predikat",
    "ekinerja.predikat",
    "ekinerja.hasil",
    "ekinerja.perilaku",
]

# Which kinds of records a measure is made from; either of two kinds of attendance sheets will do.
SOURCES: Mapping[str, tuple[str, ...]] = {
    name: ("attendance", "attendance-recap") if name.startswith("attendance.") else (name.partition(".")[0],)
    for name in get_args(MeasureName)
}

# The unit each measure has by itself; those not named here have the scale of what was typed.
UNITS: Mapping[str, str] = {
    "attendance.share": "percent",
    "attendance.absent_days": "days",
    "attendance.absent_run": "days",
    "attendance.late_minutes": "minutes",
    "attendance.early_minutes": "minutes",
    "attendance.deduction": "percent",
    "complaints.response_hours_median": "hours",
    "complaints.response_hours_p90": "hours",
    "complaints.response_days_median": "days",
    "complaints.response_days_p90": "days",
    "complaints.answered_in_time": "percent",
    "complaints.solved_in_time": "percent",
    "complaints.backlog": "cases",
    "targets.achievement": "percent",
    "innovations.points": "points",
    "training.jp": "training",
}

# Measures that are words, scored by a table.
WORDS = frozenset(
    {"history.predikat", "ekinerja.predikat", "ekinerja.hasil", "ekinerja.perilaku", "sanctions.active_level"}
)
