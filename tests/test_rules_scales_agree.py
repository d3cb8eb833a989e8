"""Bounds of what agrees in scales and in choices about records: the nearest thing that is right beside the nearest that is wrong."""

from typing import get_args

import pytest

from asn_eval.rules.load import load_text, read_text
from asn_eval.rules.measures import WORDS, MeasureName
from asn_eval.rules.scales_agree import LESS_IS_BETTER, WORDS_OF, straightened

A = "indicators: {a: {weight: 100}}\n"


def codes(text):
    return [finding.code for finding in read_text(text, "indicators.yaml").findings]


def scale(text, more=""):
    return f"indicators: {{a: {{weight: 100, scale: {{{text}}}{more}}}}}\n"


@pytest.mark.parametrize(
    "text",
    [
        scale("points: [[0, 0], [0.01, 120]]"),
        scale("points: [[-5, 120], [5, 0], [6, 0]]"),
        scale("points: [[0, 0], [5, 100], [10, 0]]"),
        scale("bands: [{at_least: 0, score: 0}, {at_least: 0.01, score: 120}]"),
        scale("bands: [{at_least: 50, score: 100}, {at_least: 0, score: 40}]"),
        scale("min: 10, bands: [{at_least: 10, score: 40}]"),
        scale("min: 10, bands: [{at_least: 9, score: 40}]"),
        scale("min: 0, max: 50, unit: JP, points: [[0, 0], [20, 100]]"),
        scale("worst: 0, best: 100, direction: higher, points: [[0, 0], [20, 100]]"),
        scale("table: {Baik: 80, ' SANGAT  baik': 120, Kurang: 0}", ", measure: history.predikat"),
        scale("points: [[0, 0], [5, 100]]", ", missing: zero"),
        scale("points: [[0, 40], [5, 40]]", ", missing: zero"),
        scale("bands: [{at_least: 5, score: 100}, {at_least: 0, score: 0}]", ", missing: zero"),
        "indicators: {a: {weight: 100, measure: attendance.share}}\ncalendar: {week: 5}\n",
        "indicators: {a: {weight: 100, measure: complaints.satisfaction}}\n",
        "indicators: {a: {weight: 100, measure: training.jp, title: JP}}\n",
        A + 'calendar: {hours: {start: "07:30", break_start: "07:30", break_end: "16:00"}}\n',
        A + 'calendar: {hours: {break_start: "12:00", break_end: "12:00"}}\n',
        A + 'calendar: {other_hours: [{days: [friday], end: "13:00"}, {days: [friday], break_end: "13:30"}]}\n',
        A + 'calendar: {other_hours: [{since: 2026-02-18, until: 2026-02-18, start: "08:00"}, {since: 2026-02-18}]}\n',
        A + "records: {attendance: {excused: {XX: alpa, A: hadir, B: cuti, C: dinas, D: sakit, E: izin}}}\n",
        A + "records: {attendance: {codes: {TL1: 0, PSW4: 100}, early_deductions: {'1': 100}, no_scan_in: 0}}\n",
        A + "records: {targets: {main: 66.6, additional: 33.4}}\n",
        A + "records: {targets: {main: 0, additional: 100, ceiling: 0.01}}\n",
        A + "records: {feedback: {roles: {atasan: 0.01, diri: 0}}}\n",
        A + "records: {innovations: {levels: {unit: 0}, roles: {ketua: 0}, not_adopted: 100, unverified: 0}}\n",
    ],
)
def test_these_agree(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (scale("points: [[0, 0], [0, 120]]"), ["scale-points-order"]),
        (scale("points: [[0, 0], [5, 120.01]]"), ["scale-score"]),
        (scale("points: [[0, -0.01], [5, 120]]"), ["scale-score"]),
        (scale("bands: [{at_least: 0.01, score: 0}]"), ["scale-bands-low"]),
        (scale("worst: 1, points: [[0, 0], [20, 100]]"), ["scale-unused"]),
        (scale("direction: lower, bands: [{at_least: 0, score: 9}]"), ["scale-unused"]),
        (scale("table: {Baik: 80}"), ["scale-table-unneeded"]),
        (scale("table: {Baik: 80}", ", measure: history.score"), ["scale-table-unneeded"]),
        (scale("points: [[0, 0], [5, 9]]", ", measure: history.predikat"), ["scale-table-missing"]),
        (scale("table: {sedangg: 80}", ", measure: sanctions.active_level"), ["scale-word"]),
        (scale("points: [[0, 0.01], [5, 0]]", ", missing: zero"), ["missing-zero-scale"]),
        # the values with the same score on both sides are not the worst
        (scale("points: [[0, 5], [5, 0], [9, 5]]", ", missing: zero"), ["missing-zero-scale"]),
        # an indicator with parts has no scale at all, which is told once
        (scale("table: {Baik: 80}", ", parts: {b: {weight: 100}}"), ["parts-read"]),
        (A + 'calendar: {hours: {start: "16:00"}}\n', ["hours-order"]),
        (A + 'calendar: {hours: {break_start: "07:29"}}\n', ["hours-break"]),
        (A + 'calendar: {hours: {break_end: "16:01"}}\n', ["hours-break"]),
        (A + 'calendar: {hours: {break_start: "13:01"}}\n', ["hours-break"]),
        (A + "records: {targets: {main: 100, additional: 0.01}}\n", ["targets-shares"]),
        (A + "records: {feedback: {roles: {}}}\n", ["feedback-weights"]),
        (A + "records: {innovations: {levels: {unit: -0.01}}}\n", ["records-negative"]),
        (A + "records: {innovations: {cap: 0}}\n", ["records-amount"]),
        (A + "records: {attendance: {absent_deduction: 100.01}}\n", ["records-percent"]),
        (A + "records: {attendance: {early_deductions: {'1': 100.01}}}\n", ["records-percent"]),
        (A + "records: {attendance: {codes: {TL1: -0.01}}}\n", ["records-percent"]),
        (A + "records: {attendance: {no_scan_in: 100.01, no_scan_out: -0.01}}\n", ["records-percent"] * 2),
        (A + "records: {attendance: {excused: {XX: alppa}}}\n", ["value-choice"]),
        (A + "records: {attendance: {excused: {XX: wfh}}}\n", ["value-choice-listed"]),
        (A + "records: {complaints: {archived: exclud}}\n", ["value-choice"]),
        (A + 'calendar: {other_hours: [{days: [friday], end: "07:30"}]}\n', ["hours-order"]),
        (A + 'calendar: {other_hours: [{days: [friday], end: "12:59"}]}\n', ["hours-break"]),
        (A + 'calendar: {hours: {start: "16:00"}, other_hours: [{days: [friday]}]}\n', ["hours-order"]),
        (A + "calendar: {other_hours: [{since: 2026-02-18, until: 2026-02-17}]}\n", ["hours-dates"]),
        (A + "calendar: {other_hours: [{days: [fryday]}]}\n", ["value-choice"]),
    ],
)
def test_these_do_not(text, told):
    assert codes(text) == told


@pytest.mark.parametrize("measure", ["attendance.share", "attendance.late_minutes", "complaints.backlog"])
def test_measures_of_working_days_need_a_calendar(measure):
    lower = "" if measure == "attendance.share" else ", scale: {direction: lower}"
    assert codes(f"indicators: {{a: {{weight: 100, measure: {measure}{lower}}}}}\n") == ["calendar-missing"]


@pytest.mark.parametrize("measure", sorted(LESS_IS_BETTER))
def test_a_measure_of_which_less_is_better_says_so(measure):
    def given(scale):
        return codes(f"indicators: {{a: {{weight: 100, measure: {measure}{scale}}}}}\ncalendar: {{week: 5}}\n")

    assert given("") == given(", scale: {max: 72}") == given(", scale: {direction: higher}") == ["measure-direction"]
    assert given(", scale: {direction: lower}") == []
    assert given(", scale: {points: [[0, 100], [72, 0]]}") == []
    assert given(", scale: {bands: [{at_least: 5, score: 0}, {at_least: 0, score: 100}]}") == []


def test_every_other_measure_keeps_the_usual_scale():
    names = {name for name in get_args(MeasureName) if name not in LESS_IS_BETTER and name not in WORDS}
    for name in names:
        assert codes(f"indicators: {{a: {{weight: 100, measure: {name}}}}}\ncalendar: {{week: 5}}\n") == []
    # What a new measure is must be said: it stands in one of the two.
    assert names == {
        "attendance.share",
        "complaints.answered_in_time",
        "complaints.solved_in_time",
        "complaints.satisfaction",
        "targets.achievement",
        "feedback.score",
        "innovations.points",
        "training.jp",
        "history.score",
    }


def test_what_is_less_is_told_of_parts_too_and_not_of_a_misspelt_scale():
    part = (
        "indicators: {a: {weight: 100, parts: {b: {weight: 100, measure: complaints.backlog}}}}\ncalendar: {week: 5}\n"
    )
    assert codes(part) == ["measure-direction"]
    slip = part.replace("backlog", "backlog, scale: {direction: lowr}")
    assert codes(slip) == ["value-choice"]


def test_a_misspelt_measure_is_told_once_and_nothing_is_concluded_from_it():
    assert codes(scale("table: {Baik: 80}", ", measure: history.predikatt")) == ["value-choice"]


def test_every_measure_that_is_a_word_has_its_words():
    assert set(WORDS_OF) == WORDS


def test_totals_reach_as_far_as_the_scores_of_points_bands_and_tables():
    points = "points: [[0, 120], [5, 30]]"
    grades = "grades: [{name: B, at_least: 110}, {name: C, at_least: 30}]\n"
    assert codes(scale(points) + grades) == []
    assert codes(scale(points) + grades.replace("110", "120.01")) == ["grade-unreachable"]
    assert codes(scale(points) + grades.replace("30}", "30.01}")) == ["grade-gap-below"]
    table = scale("table: {Baik: 120, Kurang: 50}", ", measure: ekinerja.predikat")
    assert codes(table + "grades: [{name: B, at_least: 120}, {name: C, at_least: 50}]\n") == []


def test_straightening_keeps_everything_but_the_bent_scales():
    book = load_text(
        "indicators: {a: {weight: 100, parts: {b: {weight: 40, scale: {points: [[0, 90], [5, 20]]}}, c: {weight: 60}}}}\n",
        "i",
    )
    straight = straightened(book)
    b, c = straight.indicators["a"].parts["b"], straight.indicators["a"].parts["c"]
    assert (b.scale.worst, b.scale.best, b.scale.points, b.weight) == (20, 90, (), 40)
    assert c == book.indicators["a"].parts["c"]
    assert book.indicators["a"].parts["b"].scale.points
