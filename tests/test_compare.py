"""Two periods side by side: everybody is accounted for, other rules are marked, a gap stays a gap, and swapping mirrors it all."""

import json
import textwrap
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_eval.cli.run import run
from asn_eval.examine.matched import matched
from asn_eval.examine.period import Period, period_of, reliable
from asn_eval.examine.rule_changes import NO_RULE, RuleChange, better, differs, rule_changes
from asn_eval.examine.trend import Comparison, Series, compare
from asn_eval.present.comparison.rules import changes_table
from asn_eval.present.comparison.tables import account_lines, compare_tables, reasons
from asn_eval.rules.rulebook import Indicator, Rulebook, Scale
from offices import evaluated, rules
from workbooks import write_xlsx

BASE = """
    indicators:
      hasil: {title: Hasil Kerja, weight: 60}
      disiplin: {title: Disiplin, weight: 40, missing: renormalise}
      aduan: {title: Lama Menanggapi, scale: {min: 0, max: 100, direction: lower, unit: jam}}
    profiles:
      loket:
        title: Loket
        applies_to: {jabatan: ["Petugas Loket*"]}
        weights: {hasil: 50, disiplin: 20, aduan: 30}
    grades:
      - {name: Baik, at_least: 80}
      - {name: Cukup, at_least: 0}
"""
COVERAGE = "    coverage: 40\n"


def nip(number: int) -> str:
    return f"19850315201001{1000 + number:04d}"


def period(persons: list[dict[str, object]], text: str = BASE) -> Period:
    evaluation = evaluated(rules(text + COVERAGE), *persons)
    return period_of(evaluation, reasons(evaluation, "id"))


def person(number: int, hasil: object = 80, disiplin: object = 80, **more: object) -> dict[str, object]:
    return {"nip": nip(number), "nama": f"Contoh {number}", "hasil": hasil, "disiplin": disiplin, "aduan": None, **more}


def series(found: Comparison, key: str, *, measure: bool = False) -> Series:
    return next(one for one in found.series if one.key == key and one.measure == measure)


def table(found: Comparison, key: str) -> dict[str, list[object]]:
    chosen = next(t for t in compare_tables(found, "id") if t.key == key)
    columns = {}
    for column in chosen.columns:
        values = list(column.values)
        known = [True] * len(values) if column.present is None else column.present.tolist()
        columns[column.key] = [v if k else None for v, k in zip(values, known, strict=True)]
    return columns


def change(key: str, kind: str, found: tuple[RuleChange, ...]) -> tuple[object, object, str]:
    one = next(c for c in found if (c.key, c.kind) == (key, kind))
    return one.before, one.after, one.reaches


# Who is compared


def test_compared_joiners_and_leavers_are_everybody_with_a_reliable_nip() -> None:
    old = period([person(k) for k in (1, 2, 3, 4)])
    new = period([person(k) for k in (3, 4, 5)])
    account = matched(old, new)
    assert old.nip[account.old].tolist() == new.nip[account.new].tolist() == [nip(3), nip(4)]
    assert new.nip[account.joiners].tolist() == [nip(5)]
    assert old.nip[account.leavers].tolist() == [nip(1), nip(2)]
    assert account_lines(compare(old, new), "id") == (
        "LAMA: 2 dibandingkan + 2 keluar + 0 tidak dicocokkan = 4 pegawai",
        "BARU: 2 dibandingkan + 1 masuk + 0 tidak dicocokkan = 3 pegawai",
        "2 dibandingkan + 1 masuk + 2 keluar = 5 pegawai yang dicocokkan menurut NIP",
        "0 dari yang dibandingkan pindah unit kerja atau jabatan; 2 mempunyai nilai total pada kedua periode",
    )


def test_a_move_is_another_unit_or_position_that_both_periods_tell() -> None:
    told = [("Umum", "Arsiparis"), ("Umum", "Arsiparis"), ("Umum", "Arsiparis"), ("Umum", ""), ("Umum", "Arsiparis")]
    now = [("UMUM ", "arsiparis"), ("Tata Usaha", "Arsiparis"), ("Umum", "Bendahara"), ("", "Bendahara"), ("A", "B")]
    old = period([person(k, unit=u, jabatan=j) for k, (u, j) in enumerate(told)])
    new = period([person(k, 100 - k, unit=u, jabatan=j) for k, (u, j) in enumerate(now)])
    account = matched(old, new)
    assert account.moved_unit.tolist() == [False, True, False, False, True]
    assert account.moved_post.tolist() == [False, False, True, False, True]
    events = table(compare(old, new), "moves")["event"]
    assert events == ["pindah unit", "pindah jabatan", "pindah unit dan jabatan"]


@pytest.mark.parametrize(
    ("wrong", "sound"),
    [
        ("198503152010011001", True),
        ("199009212023211014", True),
        ("19850315201001100", False),
        ("1985031520100110012", False),
        ("198502302010011001", False),
        ("188503152010011001", False),
        ("198503152010001001", False),
        ("198503152010013001", False),
        ("19850315201001100I", False),
        ("１98503152010011001", False),
        ("", False),
    ],
)
def test_a_nip_that_is_none_matches_nobody(wrong: str, sound: bool) -> None:
    assert reliable(np.array([wrong], object)).tolist() == [sound]


def test_wrong_and_doubled_nips_are_listed_as_not_matched() -> None:
    old = period([person(1), person(2), person(9, nip="198502302010011001")])
    new = period([person(1), person(2), person(2, nama="Kembar"), person(9, nip="198502302010011001")])
    account = matched(old, new)
    assert old.nip[account.unmatched_old].tolist() == [nip(2), "198502302010011001"]
    assert len(account.unmatched_new) == 3
    assert (len(account.old), len(account.joiners), len(account.leavers)) == (1, 0, 0)
    back = matched(new, old)
    assert (len(back.old), len(back.joiners), len(back.leavers)) == (1, 0, 0)
    events = table(compare(old, new), "moves")["event"]
    assert (
        events
        == ["tidak dicocokkan (LAMA): NIP keliru atau ganda"] * 2
        + ["tidak dicocokkan (BARU): NIP keliru atau ganda"] * 3
    )


# Values


def test_differences_are_those_of_the_published_numbers_and_ranks_and_grades_stand_beside() -> None:
    found = compare(period([person(1, 70, 70), person(2, 90, 90)]), period([person(1, "85.55", 90), person(2, 60, 80)]))
    people = table(found, "people")
    assert people["nip"] == [nip(1), nip(2)]
    assert (people["total.before"], people["total.after"]) == ([7000, 9000], [8733, 6800])
    assert people["total.change"] == [1733, -2200]
    assert (people["rank.before"], people["rank.after"]) == ([2, 1], [1, 2])
    assert (people["grade.before"], people["grade.after"]) == (["Cukup", "Baik"], ["Baik", "Cukup"])
    assert people["hasil.change"] == [1555, -3000]
    grades = table(found, "grade_changes")
    assert list(zip(*grades.values(), strict=True)) == [("Cukup", "Baik", 1, "naik"), ("Baik", "Cukup", 1, "turun")]


def test_an_absent_value_is_blank_with_its_reason_and_never_zero() -> None:
    found = compare(period([person(1, 70, None)]), period([person(1, 70, 50)]))
    people = table(found, "people")
    assert (people["disiplin.before"], people["disiplin.after"], people["disiplin.change"]) == ([None], [5000], [None])
    assert people["absent"] == ["Disiplin: tidak ada nilai di LAMA"]
    assert series(found, "disiplin").change.units.tolist() == [0]
    trend = next(t for t in found.trends if t.series.key == "disiplin")
    assert (trend.people, trend.improved, trend.before, trend.everybody) == (0, None, None, (0, 1))
    assert table(found, "trends")["verdict"] == [
        "memburuk",
        "tetap",
        "tidak ada pasangan nilai",
        "tidak ada pasangan nilai",
    ]


def test_who_is_not_ranked_has_the_reason_and_no_number() -> None:
    old = evaluated(rules(BASE.replace("missing: renormalise", "missing: exclude")), person(1, 70, None))
    found = compare(period_of(old, reasons(old, "id")), period([person(1, 70, 50)]))
    people = table(found, "people")
    assert (people["total.before"], people["rank.before"], people["total.change"]) == ([None], [None], [None])
    assert people["absent"] == [
        "tidak diperingkat di LAMA: Disiplin kosong; buku aturan mengeluarkan pegawai tanpa nilai itu"
    ]


def test_a_falling_response_time_is_an_improvement_in_its_own_unit() -> None:
    def loket(number: int, hours: object) -> dict[str, object]:
        return person(number, aduan=hours, jabatan="Petugas Loket", unit="Loket")

    old = period([loket(1, 48), loket(2, 30), loket(3, 20), loket(5, 40), person(4, unit="Umum")])
    new = period([loket(1, 24), loket(2, "36.5"), loket(3, 20), loket(5, 30), person(4, unit="Umum")])
    measures = table(compare(old, new), "measures")
    assert measures["item"] == ["Lama Menanggapi (jam)"]
    assert measures["better"] == ["lebih rendah"]
    assert (measures["before"], measures["after"], measures["change"]) == ([3450], [2763], [-687])
    assert (measures["verdict"], measures["improved"]) == (["membaik"], [2])
    assert (measures["worse"], measures["same"]) == ([1], [1])
    units = table(compare(old, new), "units")
    assert list(zip(units["unit"], units["item"], units["people"], strict=True)) == [
        ("Loket", "Nilai Total", 4),
        ("Loket", "Lama Menanggapi (jam)", 4),
        ("Umum", "Nilai Total", 1),
    ]


def test_hours_of_somebody_whose_post_is_not_judged_by_them_are_no_value() -> None:
    old = period([person(1, aduan=48, jabatan="Staf"), person(2, aduan=30, jabatan="Petugas Loket")])
    assert old.measures["aduan"].known.tolist() == [False, True]


def test_people_who_moved_are_in_neither_units_pairs_but_in_the_means_of_everybody() -> None:
    old = period([person(1, 60, 60, unit="A"), person(2, 70, 70, unit="A"), person(3, 90, 90, unit="B")])
    new = period([person(1, 80, 80, unit="A"), person(2, 75, 75, unit="B"), person(3, 90, 90, unit="B")])
    trends = {t.unit: t for t in compare(old, new).units}
    assert (trends["A"].people, trends["A"].before, trends["A"].after) == (1, 60, 80)
    assert (trends["A"].all_before, trends["A"].all_after) == (65, 80)
    assert (trends["B"].people, trends["B"].all_after) == (1, Fraction(165, 2))


# Rules


CHANGES: Mapping[str, tuple[str, str, str, str, str, str]] = {
    "weight": ("weight: 60", "weight: 50", "Bobot Hasil Kerja (%)", "60", "50", "total"),
    "rounding": ("    indicators:", "    rounding: {places: 1}\n    indicators:",
        "Angka di belakang koma pada nilai tercetak", "2", "1", "digits"),
    "scale": ("max: 100, direction", "max: 72, direction", "Skala Lama Menanggapi",
        "0 sampai 100 jam, makin rendah makin baik; 100 berskor 0, 0 berskor 100",
        "0 sampai 72 jam, makin rendah makin baik; 72 berskor 0, 0 berskor 100", "indicator"),
    "grade": ("at_least: 80", "at_least: 75", "Predikat Baik: nilai paling rendah", "80", "75", "grade"),
    "profile weight": ("disiplin: 20, aduan: 30", "disiplin: 30, aduan: 20", "Bobot Disiplin (%), profil Loket", "20", "30", "total"),
    "profile for": ("Petugas Loket*", "Loket*",
        "Siapa yang termasuk profil Loket", 'jabatan "Petugas Loket*"', 'jabatan "Loket*"', "total"),
    "missing": ("missing: renormalise", "missing: zero", "Sel kosong pada Disiplin", "", "", "indicator"),
    "title": ("title: Disiplin", "title: Disiplin Kerja", "Nama indikator Disiplin Kerja", "Disiplin", "Disiplin Kerja", ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHANGES)
def test_a_changed_rule_is_told_in_words_and_mirrored_when_the_sides_are_swapped(kind: str) -> None:
    written, instead, rule, before, after, reaches = CHANGES[kind]
    other = BASE.replace(written, instead, 1)
    if kind == "weight":
        other = other.replace("weight: 40", "weight: 50")
    assert other != BASE
    found = compare(period([person(1)]), period([person(1)], other))
    told = changes_table(found, "id")
    columns = {column.key: list(column.values) for column in told.columns}
    assert rule in columns["rule"]
    at = columns["rule"].index(rule)
    if before:
        assert (columns["before"][at], columns["after"][at]) == (before, after)
    else:
        assert columns["before"][at] != columns["after"][at]
    assert found.changes is not None
    assert found.changes[at].reaches == reaches
    back = rule_changes(rules(other + COVERAGE), rules(BASE + COVERAGE))
    mirrored = {(c.kind, c.key, c.profile, str(c.before), str(c.after)) for c in back}
    assert mirrored == {(c.kind, c.key, c.profile, str(c.after), str(c.before)) for c in found.changes}


def test_indicators_profiles_and_grades_that_came_or_went_are_told() -> None:
    one = rules("indicators: {a: {weight: 60, title: Lama}, b: {weight: 40}}\ngrades: [{name: Baik, at_least: 0}]")
    two = rules(
        """
        indicators: {b: {weight: 40}, c: {weight: 60, parts: {d: {weight: 50}, e: {weight: 50}}}}
        profiles: {p: {applies_to: {unit: [X]}, weights: {b: 50, c: 50}}}
        grades: [{name: Baik, at_least: 50}, {name: Kurang, at_least: 0}]
        awards: {teladan: {title: Teladan, quota: 1}}
        """
    )
    found = rule_changes(one, two)
    assert change("a", "indicator", found) == ("Lama", None, "total")
    assert change("c", "indicator", found)[0] is None
    assert change("d", "indicator", found)[2] == "indicator"
    assert change("p", "profile", found) == (None, "p", "total")
    assert change("Kurang", "grade", found) == (None, 0, "grade")
    assert change("teladan", "award", found) == (None, "Teladan", "")


@pytest.mark.parametrize(
    "added",
    [
        "agency: Kantor Lain",
        "language: en",
        "headings: {nip: [Nomor]}",
        "calendar: {years: {'2026': {holidays: [2026-01-01]}}}",
    ],
)
def test_what_changes_no_value_is_no_change_of_rules(added: str) -> None:
    plain = "calendar: {years: {'2025': {}}}\n" if "calendar" in added else ""
    base = "indicators: {a: {weight: 100}}\n"
    assert rule_changes(rules(base + plain), rules(base + added)) == ()


def test_every_key_of_the_rulebook_is_told_or_declared_to_be_no_rule() -> None:
    base = Rulebook(indicators={"a": Indicator(weight=100)})
    silent = []
    for field in Rulebook.model_fields:
        if field in NO_RULE:
            continue
        other = base.model_copy(update={field: _another(getattr(base, field), field)})
        if not rule_changes(base, other):
            silent.append(field)
    assert silent == []
    for field in Indicator.model_fields.keys() - NO_RULE:
        update = {field: _another(getattr(base.indicators["a"], field), field)}
        other = base.model_copy(update={"indicators": {"a": base.indicators["a"].model_copy(update=update)}})
        assert rule_changes(base, other), field


def _another(value: object, field: str) -> object:
    special = {
        "indicators": {"b": Indicator(weight=100)},
        "period": rules("indicators: {a: {weight: 100}}\nperiod: {start: 2026-01-01, end: 2026-12-31, minimum_days: 9}").period,
        "rounding": rules("indicators: {a: {weight: 100}}\nrounding: {places: 0}").rounding,
        "ranking": rules("indicators: {a: {weight: 100}}\nranking: {ties: dense}").ranking,
        "profiles": rules("indicators: {a: {weight: 100}}\nprofiles: {p: {applies_to: {unit: [X]}, weights: {a: 100}}}").profiles,
        "grades": rules("indicators: {a: {weight: 100}}\ngrades: [{name: Baik, at_least: 0}]").grades,
        "awards": rules("indicators: {a: {weight: 100}}\nawards: {x: {title: X, quota: 1}}").awards,
        "parts": {"b": Indicator(weight=100)},
        "scale": Scale(max=50),
    }  # fmt: skip
    return special.get(field, not value if isinstance(value, bool) else "another")


def test_a_total_is_marked_for_those_whose_weights_changed_and_only_for_them() -> None:
    other = BASE.replace("disiplin: 20, aduan: 30", "disiplin: 30, aduan: 20")
    persons = [person(1), person(2, aduan=50, jabatan="Petugas Loket")]
    found = compare(period(persons), period(persons, other))
    total = series(found, "total")
    assert dict(zip(found.new.nip[found.account.new].tolist(), total.why.tolist(), strict=True)) == {
        nip(1): "",
        nip(2): "weights",
    }
    assert not series(found, "disiplin").marked.any()
    people = table(found, "people")
    assert people["not_comparable"][people["nip"].index(nip(2))].startswith("Nilai Total: bobot berbeda")
    assert None not in people["total.change"]
    trend = found.trends[0]
    assert (trend.people, trend.marked, trend.same) == (1, 1, 1)


def test_an_indicator_scored_by_another_scale_is_marked_but_its_hours_are_not() -> None:
    other = BASE.replace("max: 100, direction", "max: 72, direction")
    persons = [person(1), person(2, aduan=50, jabatan="Petugas Loket")]
    found = compare(period(persons), period(persons, other))
    assert series(found, "aduan").marked.tolist() == [False, True]
    assert not series(found, "aduan", measure=True).marked.any()
    assert sorted(series(found, "total").why.tolist()) == ["", "scale"]
    trend = next(t for t in found.trends if t.series.key == "aduan" and not t.series.measure)
    assert (trend.people, trend.marked, trend.improved, trend.comparable) == (1, 1, None, False)
    assert table(found, "trends")["verdict"][-1] == "tidak dapat dibandingkan"


def test_who_changed_profile_has_a_total_by_other_weights_though_no_rule_changed() -> None:
    found = compare(period([person(1)]), period([person(1, aduan=20, jabatan="Petugas Loket")]))
    assert found.changes == ()
    assert series(found, "total").why.tolist() == ["weights"]
    assert table(found, "grade_changes")["step"] == ["tidak dapat dibandingkan"]


def test_other_grade_bounds_leave_the_direction_unknown() -> None:
    found = compare(period([person(1)]), period([person(1)], BASE.replace("at_least: 80", "at_least: 81")))
    assert table(found, "grade_changes")["step"] == ["tidak dapat dibandingkan"]
    assert table(found, "people")["not_comparable"] == ["Predikat: batas atau syarat berbeda"]


def test_differs_tells_weights_from_scales_and_ignores_what_counts_nothing() -> None:
    one = rules("indicators: {a: {weight: 100}, b: {weight: 0}}")
    assert (
        differs(one, rules("indicators: {a: {weight: 100}, b: {weight: 0, scale: {max: 5}}}"), (None, None), "total")
        == ""
    )
    assert differs(one, rules("indicators: {a: {weight: 90}, b: {weight: 10}}"), (None, None), "total") == "weights"
    assert differs(one, rules("indicators: {a: {weight: 100, scale: {max: 5}}}"), (None, None), "total") == "scale"
    assert differs(one, rules("indicators: {a: {weight: 100}}"), (None, None), "b") == ""
    parts = "indicators: {{a: {{weight: 100, parts: {{x: {{weight: {0}}}, y: {{weight: {1}}}}}}}}}"
    before, after = rules(parts.format(50, 50)), rules(parts.format(60, 40))
    assert differs(before, after, (None, None), "a") == "weights"
    assert differs(before, before, (None, None), "a") == ""


@pytest.mark.parametrize(
    ("scale", "way"),
    [
        (Scale(), 1),
        (Scale(direction="lower"), -1),
        (Scale(points=((0, 0), (10, 100))), 1),
        (Scale(points=((0, 0), (10, 100), (20, 0))), 0),
        (Scale(bands=({"at_least": 0, "score": 100}, {"at_least": 24, "score": 50})), -1),
    ],
)
def test_which_way_is_better_is_read_from_the_scale(scale: Scale, way: int) -> None:
    assert better(scale) == way


# Properties


VALUES = st.one_of(st.none(), st.integers(0, 1000).map(lambda n: f"{n // 10}.{n % 10}"))
PEOPLE = st.dictionaries(
    st.integers(0, 12),
    st.tuples(st.integers(0, 100), VALUES, st.sampled_from(["A", "B", ""]), st.sampled_from(["Petugas Loket", "Staf"])),
    max_size=9,
)
BOOKS = st.sampled_from(
    [
        BASE,
        BASE.replace("max: 100, direction", "max: 72, direction"),
        BASE.replace("hasil: 50, disiplin: 20", "hasil: 40, disiplin: 30"),
    ]
)


def office(people: Mapping[int, tuple[int, object, str, str]], text: str) -> Period:
    return period(
        [person(k, h, d, unit=u, jabatan=j, aduan=h if j != "Staf" else None) for k, (h, d, u, j) in people.items()],
        text,
    )


@settings(max_examples=60, deadline=None)
@given(PEOPLE, PEOPLE, BOOKS, BOOKS)
def test_swapping_the_sides_mirrors_everything(before: dict, after: dict, one: str, other: str) -> None:
    old, new = office(before, one), office(after, other)
    found, back = compare(old, new), compare(new, old)
    assert len(found.account.old) + len(found.account.joiners) + len(found.account.leavers) == len({*before, *after})
    assert new.nip[found.account.joiners].tolist() == new.nip[back.account.leavers].tolist()
    assert old.nip[found.account.leavers].tolist() == old.nip[back.account.joiners].tolist()
    assert set(old.nip[found.account.old]) == set(old.nip[back.account.new])
    assert found.account.moved.sum() == back.account.moved.sum()
    trends = {(t.series.key, t.series.measure, t.unit): t for t in (*back.trends, *back.units)}
    for trend in (*found.trends, *found.units):
        mirror = trends.pop((trend.series.key, trend.series.measure, trend.unit))
        assert (trend.people, trend.marked, trend.same) == (mirror.people, mirror.marked, mirror.same)
        assert (trend.before, trend.after) == (mirror.after, mirror.before)
        assert (trend.improved, trend.worse) == (mirror.worse, mirror.improved)
        assert (trend.all_before, trend.all_after) == (mirror.all_after, mirror.all_before)
    assert not trends
    assert {(g.before, g.after, g.people, g.step) for g in found.grades} == {
        (g.after, g.before, g.people, None if g.step is None else -g.step) for g in back.grades
    }
    for mine in found.series:
        theirs = series(back, mine.key, measure=mine.measure)
        ours = dict(
            zip(new.nip[found.account.new], zip(mine.both, mine.marked, mine.change.units, strict=True), strict=True)
        )
        for who, (both, marked, units) in zip(
            new.nip[back.account.old], zip(theirs.both, theirs.marked, theirs.change.units, strict=True), strict=True
        ):
            assert ours[who] == (both, marked, -units)


@settings(max_examples=40, deadline=None)
@given(PEOPLE, BOOKS)
def test_a_period_compared_with_itself_changes_nothing(people: dict, text: str) -> None:
    one = office(people, text)
    found = compare(one, one)
    assert found.changes == ()
    assert len(found.account.old) == len(one)
    assert not (found.account.moved.any())
    assert not (len(found.account.joiners))
    assert not (len(found.account.leavers))
    for mine in found.series:
        assert not mine.change.units.any()
        assert not mine.marked.any()
    for trend in (*found.trends, *found.units):
        assert trend.before == trend.after
        assert trend.improved in {0, None}
        assert trend.worse in {0, None}
    assert {g.step for g in found.grades} <= {0}


# The command


RULES = """
period: {name: Tahun %d, start: %d-01-01, end: %d-12-31}
indicators:
  hasil: {title: Hasil Kerja, weight: 60}
  respons: {title: Respons Aduan, weight: 40, scale: {min: 0, max: 100, direction: lower, unit: jam}}
"""
HEADINGS = ["NIP", "Nama", "Unit Kerja", "Hasil Kerja", "Respons Aduan"]
OLD = [HEADINGS, [nip(1), "Budi Contoh", "A", 80, 48], [nip(2), "Sari Misal", "A", 70, 30]]
NEW = [HEADINGS, [nip(1), "Budi Contoh", "A", 82.5, 24], [nip(3), "Tono Umpama", "B", 60, 10]]


@pytest.fixture
def years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for year, rows in ((2025, OLD), (2026, NEW)):
        folder = tmp_path / str(year)
        folder.mkdir()
        (folder / "indicators.yaml").write_text(RULES % (year, year, year), encoding="utf-8")
        write_xlsx(folder / "staf.xlsx", {"Pegawai": rows})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path


def as_json(arguments: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> dict[str, object]:
    assert run(["compare", *arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsysbinary.readouterr().out)
    return found


@pytest.mark.usefixtures("years")
def test_each_side_has_the_rulebook_beside_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = as_json(["2025/staf.xlsx", "2026/staf.xlsx"], capsysbinary)
    assert found["rules"] == "same"
    assert found["account"] == {
        "old": 2, "new": 2, "compared": 1, "joiners": 1, "leavers": 1, "movers": 0, "unmatched_old": 0, "unmatched_new": 0,
    }  # fmt: skip
    measures = found["measures"]
    assert isinstance(measures, list)
    assert (measures[0]["before"], measures[0]["after"], measures[0]["verdict"]) == (48, 24, "membaik")
    assert [key for key, value in found.items() if isinstance(value, list)] == [
        "account_words", "rule_changes", "moves", "trends", "measures", "units", "people",
    ]  # fmt: skip


@pytest.mark.usefixtures("years")
@pytest.mark.parametrize("form", ["json", "xlsx"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_results_written_earlier_compare_as_their_workbooks_do(
    form: str, language: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for year in (2025, 2026):
        run(["score", f"{year}/staf.xlsx", "-q", "-o", f"{year}/hasil.{form}", "--lang", language])
    capsysbinary.readouterr()
    straight = as_json(["2025/staf.xlsx", "2026/staf.xlsx", "--lang", language], capsysbinary)
    restored = as_json([f"2025/hasil.{form}", f"2026/hasil.{form}", "--lang", language], capsysbinary)
    assert restored == straight


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_result_keeps_profiles_and_gaps(form: str, years: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    head = ["NIP", "Nama", "Jabatan", "Hasil Kerja", "Disiplin", "Lama Menanggapi"]
    for year, hours in ((2025, 48), (2026, 24)):
        (years / f"{year}/indicators.yaml").write_text(textwrap.dedent(BASE + COVERAGE), encoding="utf-8")
        rows = [
            [nip(1), "Budi Contoh", "Petugas Loket", 80, 70, hours],
            [nip(2), "Sari Misal", "Staf" if year == 2026 else "Petugas Loket", 80, None, hours],
            [nip(3), "Tono Umpama", "Staf", 70, 90, 5],
        ]
        write_xlsx(years / f"{year}/staf.xlsx", {"Pegawai": [head, *rows]})
        assert run(["score", f"{year}/staf.xlsx", "-q", "-o", f"{year}/hasil.{form}"]) == 0
    capsysbinary.readouterr()
    straight = as_json(["2025/staf.xlsx", "2026/staf.xlsx"], capsysbinary)
    assert as_json([f"2025/hasil.{form}", f"2026/hasil.{form}"], capsysbinary) == straight
    people = {one["nip"]: one for one in straight["people"]}  # type: ignore[attr-defined]
    assert (people[nip(2)]["aduan.measure.before"], people[nip(2)]["aduan.measure.after"]) == (48, None)
    assert people[nip(2)]["not_comparable"] == "Nilai Total: bobot berbeda"


@pytest.mark.usefixtures("years")
def test_a_result_whose_rules_are_not_at_hand_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    run(["score", "2025/staf.xlsx", "-q", "-o", "lama.xlsx"])
    assert run(["compare", "lama.xlsx", "2026/staf.xlsx", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["rules"] == "unknown"
    assert found["people"][0]["total.change"] == 11.1
    assert found["people"][0]["not_comparable"] == (
        "Nilai Total: aturan tidak diketahui; Hasil Kerja: aturan tidak diketahui; Respons Aduan: aturan tidak diketahui"
    )
    assert run(["compare", "lama.xlsx", "2026/staf.xlsx", "--old-indicators", "2025/indicators.yaml", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rules"] == "same"


@pytest.mark.usefixtures("years")
def test_a_folder_stands_for_its_workbooks(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert as_json(["2025", "2026"], capsysbinary) == as_json(["2025/staf.xlsx", "2026/staf.xlsx"], capsysbinary)


def test_a_refused_side_says_which_it_is_and_both_are_told_at_once(
    years: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_xlsx(years / "2025" / "staf.xlsx", {"Pegawai": [OLD[0], [nip(1), "Budi Contoh", "A", 800, 48]]})
    write_xlsx(years / "2026" / "staf.xlsx", {"Pegawai": [NEW[0], ["123", "Tono Umpama", "B", 60, 10]]})
    assert run(["compare", "2025/staf.xlsx", "2026/staf.xlsx"]) == 1
    told = capsys.readouterr().err
    assert "GALAT LAMA staf.xlsx:Pegawai!D2: " in told
    assert "GALAT BARU staf.xlsx:Pegawai!A2: " in told


@pytest.mark.usefixtures("years")
def test_a_side_that_cannot_be_read_ends_with_the_exit_code_of_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "2025/tidak-ada.xlsx", "2026/staf.xlsx"]) == 4
    assert "LAMA tidak-ada.xlsx: " in capsys.readouterr().err
    assert run(["compare", "2025/staf.xlsx", "2026/tidak-ada.json"]) == 4
    assert "BARU tidak-ada.json: " in capsys.readouterr().err
    assert run(["compare", "2025/staf.xlsx", "2026/staf.xlsx", "--old-indicators", "tidak-ada.yaml"]) == 3
    assert "GALAT LAMA tidak-ada.yaml: " in capsys.readouterr().err


def message(arguments: list[str], capsys: pytest.CaptureFixture[str], code: int) -> list[str]:
    assert run(["compare", *arguments]) == code
    return [line for line in capsys.readouterr().err.splitlines() if "[compare-" in line]


BROKEN = (
    "GALAT LAMA hasil.json: berkas ini tidak berbentuk hasil yang ditulis oleh asn-eval score; tulis ulang hasilnya dengan "
    "asn-eval score -o, atau berikan lembar kerja aslinya [compare-result-broken]"
)


def result(**parts: str) -> str:
    """A result in JSON, right but for the parts given."""
    policy = '{"name": "", "sha256": "", "shipped": false}'
    whole = {
        "command": '"score"',
        "policy": policy,
        "day": '""',
        "inputs": "[]",
        "ranking": "[]",
        "unranked": "[]",
    } | parts
    return "{" + ", ".join(f'"{key}": {value}' for key, value in whole.items()) + "}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1, 2]",
        "[" * 100_000,
        result(command='"check"'),
        result(policy="{}"),
        result(policy="1"),
        result(ranking="5"),
        result(ranking="[5]"),
        result(ranking='[{"nip": "x", "rank": 1, "total": 1e999999999}]'),
        result(ranking='[{"nip": "x", "rank": 1, "total": 1e400}]'),
        result(ranking='[{"nip": "x", "rank": 1, "total": NaN}]'),
        result(ranking='[{"nip": "x", "rank": 1, "total": "banyak"}]'),
        result(ranking='[{"nip": "x", "rank": "satu", "total": 5}]'),
    ],
)
def test_a_json_that_is_no_result_is_told(text: str, years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (years / "hasil.json").write_text(text, encoding="utf-8")
    assert message(["hasil.json", "2026/staf.xlsx"], capsys, 4)[-1:] == [BROKEN]


def test_a_result_workbook_that_was_spoilt_is_told(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_xlsx(years / "hasil.xlsx", {"Peringkat": [["x"]], "Jejak": [["Keterangan", "Isi"]]})
    assert message(["hasil.xlsx", "2026/staf.xlsx"], capsys, 4) == [BROKEN.replace("hasil.json", "hasil.xlsx")]


def test_a_result_too_large_is_told(
    years: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("asn_eval.cli.comparing.LARGEST", 1024**2)
    (years / "hasil.json").write_bytes(b" " * (1024**2 + 1))
    assert message(["hasil.json", "2026/staf.xlsx"], capsys, 4) == [
        "GALAT LAMA hasil.json: hasil .json ini lebih besar dari 1 MB; berikan lembar kerja aslinya [compare-result-large]"
    ]


@pytest.mark.usefixtures("years")
def test_a_result_among_other_workbooks_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    run(["score", "2026/staf.xlsx", "-q", "-o", "2026/hasil.xlsx"])
    assert message(["2025", "2026"], capsys, 2) == [
        (
            "GALAT BARU hasil.xlsx: hasil asn-eval tercampur dengan lembar kerja lain pada sisi yang sama; sebut satu hasil saja, atau "
            "hanya lembar kerja aslinya [compare-result-among]"
        )
    ]


def test_unknown_rules_are_told_with_the_option_that_names_them(
    years: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["score", "2026/staf.xlsx", "-q", "-o", "baru.json"])
    sha = json.loads((years / "baru.json").read_text(encoding="utf-8"))["policy"]["sha256"]
    assert message(["2025/staf.xlsx", "baru.json"], capsys, 0) == [
        (
            f"PERINGATAN BARU baru.json: buku aturan yang dipakai hasil ini tidak ditemukan (SHA-256 {sha[:12]}); sebut buku aturan itu "
            "dengan --indicators; tanpa itu profil, skala, dan ukuran tidak diketahui [compare-rules-unknown]"
        )
    ]
    assert len(message(["2025/staf.xlsx", "baru.json", "--strict"], capsys, 4)) == 1


@pytest.mark.usefixtures("years")
def test_sides_in_the_wrong_order_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert message(["2026/staf.xlsx", "2025/staf.xlsx"], capsys, 0) == [
        (
            "PERINGATAN periode LAMA (2026-01-01 – 2026-12-31) tidak mendahului periode BARU (2025-01-01 – 2025-12-31); periksa apakah "
            "kedua berkas tertukar, atau apakah tiap sisi memakai buku aturannya sendiri (--old-indicators) [compare-order]"
        )
    ]
    assert message(["2025/staf.xlsx", "2026/staf.xlsx"], capsys, 0) == []
    assert len(message(["2026/staf.xlsx", "2025/staf.xlsx", "--strict"], capsys, 4)) == 1


def test_a_comparison_is_written_as_workbook_or_json_and_in_no_other_form(
    years: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from asn_eval.read.sheet import Book
    from asn_eval.read.workbook import read_book

    assert message(["2025", "2026", "-o", "banding.csv"], capsys, 2) == [
        (
            'GALAT banding.csv: hasil perbandingan tidak dapat ditulis sebagai ".csv"; pakai nama yang berakhir .xlsx atau .json '
            "[compare-output-form]"
        )
    ]
    assert run(["compare", "2025", "2026", "-q", "-o", "banding.xlsx"]) == 0
    assert capsys.readouterr().out == ""
    book = read_book(years / "banding.xlsx")
    assert isinstance(book, Book)
    assert [sheet.name for sheet in book.sheets] == [
        "Perubahan Aturan", "Ringkasan", "Per Pegawai", "Masuk Keluar Pindah", "Tren Ukuran", "Tren Unit", "Jejak",
    ]  # fmt: skip
    assert run(["compare", "2025", "2026", "-q", "-o", "banding.json"]) == 0
    assert json.loads((years / "banding.json").read_text(encoding="utf-8"))["command"] == "compare"
    assert run(["compare", "2025", "2026", "-q", "-o", "banding.json"]) == 5
    first = (years / "banding.xlsx").read_bytes()
    assert run(["compare", "2025", "2026", "-q", "-f", "-o", "banding.xlsx"]) == 0
    assert (years / "banding.xlsx").read_bytes() == first


@pytest.mark.usefixtures("years")
@pytest.mark.parametrize("columns", ["80", "160"])
def test_the_screen_shows_rules_first_and_people_last(
    columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert run(["compare", "2025", "2026", "--top", "1"]) == 0
    out = capsys.readouterr().out
    titles = [
        "Perubahan aturan dari LAMA ke BARU",
        "Masuk, keluar, pindah",
        "Tren nilai",
        "Tren ukuran",
        "Tren per unit",
        "Pegawai yang ada",
    ]
    at = [out.index(title) for title in titles]
    assert at == sorted(at)
    tables = [line for line in out.splitlines() if "│" in line or "─" in line]
    assert max(map(len, tables)) <= int(columns)
