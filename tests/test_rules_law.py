"""The tables of law: what ships is cited and dated, every case of the law holds, and the command tells them."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.cli.run import run
from asn_eval.decide import talent_box
from asn_eval.decide.pattern import Departure, departures, pattern_findings
from asn_eval.decide.talent import law_bounds
from asn_eval.findings import Place
from asn_eval.measure import absence, complaints, credit, predikat, professionalism, satisfaction
from asn_eval.rounding import half_up
from asn_eval.rules import statutes
from asn_eval.rules.dated import history, history_of, law, names
from asn_eval.rules.ladders import LADDERS
from asn_eval.rules.law_file import read_law
from asn_eval.rules.load import read_tree
from asn_eval.rules.tree import plain
from law_runners import RUNNERS

CASES = Path(__file__).parent / "cases"
RATINGS = ("di atas ekspektasi", "sesuai ekspektasi", "di bawah ekspektasi")
Case = dict[str, Any]


def cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted(CASES.glob("law-*.yaml")):
        root, faults = read_tree(path.read_text(encoding="utf-8"), path.name)
        assert not faults, [fault.message("en") for fault in faults]
        assert root is not None
        found += [{"file": path.stem, **case} for case in plain(root)]  # type: ignore[attr-defined]
    return found


def sanction(case: Case) -> str | None:
    found = absence.sanction(case["days"], case.get("in_a_row", 1), case["day"])
    return None if found is None else f"{found.level} / {found.hukuman}"


def index(case: Case) -> list[Any] | None:
    parts = ("kelompok", "pendidikan", "diklat_jabatan", "jp", "seminar", "kinerja", "hukuman")
    given = {part: case[part] for part in parts}
    given["kinerja"] = None if case["kinerja"] is None else Fraction(case["kinerja"])
    found = professionalism.professionalism(professionalism.Career(**given), case["day"])
    if found is None:
        return None
    category = professionalism.professionalism_category(found.total, case["day"])
    return [found.kualifikasi, found.kompetensi, found.kinerja, found.disiplin, found.total, category]


def pattern(case: Case) -> list[str] | None:
    found = departures(case["capaian"], case["counts"], case["day"])
    return None if found is None else [f"{d.kind} {'+'.join(d.predikat)} {d.people}" for d in found]


def band(case: Case) -> str | None:
    found = satisfaction.satisfaction_band(Fraction(case["index"]), case["day"])
    return None if found is None else f"{found.mutu} {found.name}"


def box(case: Case) -> talent_box.Box | None:
    return talent_box.box(case["kinerja"], case["potensial"], case["day"])


RULES: dict[str, Callable[[Case], Any]] = {
    "predikat": lambda c: predikat.predikat(c["hasil"], c["perilaku"], c["day"]),
    "rating_of_code": lambda c: predikat.rating_of_code(c["code"], c["day"]),
    "predikat_word": lambda c: predikat.predikat_word(c["text"], c["day"]),
    "rating_of_head": lambda c: predikat.rating_of_head(c["capaian"], c["ratings"], c["day"]),
    "annual_credit": lambda c: credit.annual_credit(c["jenjang"], c["predikat"], c["day"]),
    "periodic_credit": lambda c: credit.periodic_credit(c["jenjang"], c["predikat"], c["months"], c["day"]),
    "credit_needed": lambda c: credit.credit_needed(c["jenjang"], c["step"], c["day"]),
    "months_to": lambda c: credit.months_to(Fraction(c["target"]), Fraction(c["have"]), c["jenjang"], c["day"]),
    "professionalism": index,
    "professionalism_category": lambda c: professionalism.professionalism_category(Fraction(c["total"]), c["day"]),
    "box": lambda c: getattr(box(c), "number", None),
    "pool": lambda c: getattr(box(c), "pool", None),
    "share": lambda c: next(
        (r.number("percent") for r in talent_box.shares(c["axis"], c["day"]) if r.text("component") == c["component"]),
        None,
    ),
    "axis_share": lambda c: talent_box.axis_shares(c["day"]).get(c["axis"]),
    "award_years": lambda c: talent_box.award_years(c["day"]),
    "level_bounds": lambda c: (found := law_bounds(c["axis"], c["day"])) and list(found),
    "predikat_points": lambda c: talent_box.predikat_points(c["predikat"], c["day"]),
    "integrity_points": lambda c: talent_box.integrity_points(c["hukuman"], c["day"]),
    "education_points": lambda c: talent_box.education_points(c["pendidikan"], c["day"]),
    "sanction": sanction,
    "sanction_levels": lambda c: statutes.sanction_levels(c["day"]).get(statutes.letters(c["hukuman"])),
    "least_training_hours": lambda c: statutes.least_training_hours(c["day"]),
    "lapor_limits": lambda c: statutes.lapor_limits(c["day"]).get(c["kind"]),
    "lapor_response": lambda c: statutes.lapor_response(c["day"]),
    "satisfaction_band": band,
    "departures": pattern,
    **RUNNERS,
}


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['file']}: {case['says']}")
def test_the_law_holds(case: Case) -> None:
    found = RULES[case["rule"]](case)
    if "published" in case:
        assert half_up(found, 2) == case["published"] * 100
    else:
        assert found == case["is"]


def test_every_rule_has_cases() -> None:
    assert {case["rule"] for case in cases()} == RULES.keys()


@pytest.mark.parametrize("name", names())
def test_every_row_is_cited_and_sure_enough(name: str) -> None:
    one = history(name)
    assert one.name == name
    for table in one.tables:
        assert table.rows
        assert table.checked <= date(2026, 11, 24)
        for row in table.rows:
            assert row.citation.regulation
            assert row.citation.link or row.citation.witnesses
            assert row.confidence in {"verified", "secondary"}
            # A rule seen in implementations only was not read.
            assert row.citation.link or row.confidence == "secondary"


@pytest.mark.parametrize("name", names())
def test_printed_upper_bounds_meet_the_next_lower_bound(name: str) -> None:
    for table in history(name).tables:
        for part in dict.fromkeys(row.part for row in table.rows):
            rows = [row for row in table.part(part) if row.values.keys() & {"at_least", "above"}]
            lower = sorted({row.number("at_least" if "at_least" in row.values else "above") for row in rows})
            for row in rows:
                start = row.number("at_least" if "at_least" in row.values else "above")
                beyond = next((bound for bound in lower if bound > start), None)
                if "below" in row.values or ("above" in row.values and beyond is not None):
                    assert row.number("below" if "below" in row.values else "at_most") == beyond
                elif (
                    "at_most" in row.values
                    and beyond is not None
                    and not (row.text("name") == "Baik" and name == "pp-30-2019")
                ):
                    # A bound printed one step below: a whole day or point, or a hundredth.
                    assert beyond - row.number("at_most") in {Fraction(1), Fraction(1, 100)}


@pytest.mark.parametrize("name", names())
def test_what_is_in_order_is_counted_from_one(name: str) -> None:
    for table in history(name).tables:
        counted: dict[str, list[int]] = {}
        for row in table.rows:
            if "order" in row.values:
                counted.setdefault(row.part + row.text("axis"), []).append(row.whole("order"))
        assert all(places == [*range(1, len(places) + 1)] for places in counted.values())


# What was seen in no text may not ship as law.
UNSEEN = ("Aspirasi", "melebihi", "memenuhi", "PPPK")


@pytest.mark.parametrize("name", names())
def test_what_no_text_says_is_not_law(name: str) -> None:
    words = [str(value) for table in history(name).tables for row in table.rows for value in row.values.values()]
    assert not [word for word in words if any(unseen in word for unseen in UNSEEN)]


@pytest.mark.parametrize("name", names())
def test_a_table_holds_from_its_first_day_to_the_day_before_the_next(name: str) -> None:
    one = history(name)
    assert law(name, one.tables[0].since - timedelta(days=1)) is None
    for table in one.tables:
        assert law(name, table.since) is table
        if table.until is not None:
            assert law(name, table.until - timedelta(days=1)) is table
            assert law(name, table.until) is not table
    for end in one.endings:
        assert law(name, end.day) is None


def test_a_table_that_is_not_one_is_a_bug() -> None:
    with pytest.raises(KeyError):
        law("pp-1-1945", date(2026, 1, 1))


HEAD = "id: contoh\ntitle: {id: Contoh, en: Example}\nunit: {id: hari, en: days}\nin_force:\n"
GOOD = """  2020-01-01:
    source: {regulation: PP 1/2020, link: "https://contoh.go.id/a"}
    confidence: verified
    checked: 2026-11-24
    rows:
      - {part: limits, days: 5}
"""
END = GOOD.replace("2020-01-01", "2024-01-01").replace("rows:\n      - {part: limits, days: 5}", "ended: true")


def test_a_rule_that_ended_is_told_and_kept() -> None:
    one = history_of(read_law(HEAD + GOOD + END, "contoh.yaml"))
    assert [table.until for table in one.tables] == [date(2024, 1, 1)]
    assert [end.day for end in one.endings] == [date(2024, 1, 1)]
    assert one.on(date(2023, 12, 31)) is one.tables[0]
    assert one.on(date(2024, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            GOOD.replace("verified", "guessed"),
            "contoh.yaml:7 in_force.2020-01-01.confidence: Input should be 'verified'",
        ),
        (GOOD.replace(', link: "https://contoh.go.id/a"', ""), "neither a link nor a witness"),
        (GOOD.replace("https://contoh.go.id/a", "contoh.go.id"), "String should match pattern"),
        (GOOD.replace("regulation: PP 1/2020, ", ""), "regulation: Field required"),
        (GOOD.replace("    rows:\n      - {part: limits, days: 5}\n", ""), "either rows or ended"),
        (GOOD + "    ended: true\n", "either rows or ended"),
        (GOOD.replace("part: limits, ", "x: 1, "), "a row without its part"),
        (GOOD.replace("days: 5", "days: 5, source: lain"), "sources that rows name"),
        (GOOD.replace("2020-01-01:", "2020-13-01:"), "month must be in 1..12"),
        (GOOD.replace("2020", "2025") + END, "days do not follow one another"),
        (END, "a rule cannot end before it began"),
        (GOOD.replace("days: 5", "days: *a"), "contoh.yaml:10"),
    ],
)
def test_a_file_of_law_that_does_not_hold_together_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as refused:
        read_law(HEAD + text, "contoh.yaml")
    assert told in str(refused.value)


@given(days=st.integers(0, 60), in_a_row=st.integers(0, 60), more=st.integers(0, 9))
def test_more_absence_is_never_less_grave(days: int, in_a_row: int, more: int) -> None:
    order = [row.text("hukuman") for row in statutes.rows("pp-94-2021", "kinds", date(2026, 1, 1))]

    def gravity(days: int, in_a_row: int) -> int:
        found = absence.sanction(days, in_a_row, date(2026, 1, 1))
        return -1 if found is None else order.index(found.hukuman)

    assert gravity(days, in_a_row) <= min(gravity(days + more, in_a_row), gravity(days, in_a_row + more))


@given(hasil=st.integers(0, 2), perilaku=st.integers(0, 2))
def test_better_results_or_behaviour_never_worsen_a_predikat_but_for_misconduct(hasil: int, perilaku: int) -> None:
    def place(hasil: int, perilaku: int) -> int:
        found = predikat.predikat(RATINGS[hasil], RATINGS[perilaku], date(2026, 1, 1))
        assert found is not None
        row = statutes.row_of("permenpanrb-6-2022", "grades", date(2026, 1, 1), predikat=found)
        assert row is not None
        return row.whole("order")

    if hasil:
        assert place(hasil - 1, perilaku) <= place(hasil, perilaku)
    if perilaku:
        assert place(hasil, perilaku - 1) <= place(hasil, perilaku)


@given(counts=st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(any), result=st.integers(0, 4))
def test_a_departure_of_no_whole_person_is_nearer_than_one_person(counts: list[int], result: int) -> None:
    day = date(2026, 1, 1)
    grades = [row.text("predikat") for row in statutes.rows("permenpanrb-6-2022", "grades", day)]
    capaian = statutes.rows("se-menpanrb-3-2023", "organisation", day)[result].text("capaian")
    found = departures(capaian, dict(zip(grades, counts, strict=True)), day)
    assert found is not None
    for one in found:
        assert one.of == sum(counts)
        if one.percent is not None:
            away = abs(one.count - one.percent * one.of / 100)
            assert away > 0
            assert one.people <= away < one.people + 1


def test_what_the_program_keeps_beside_the_law_is_what_the_law_says() -> None:
    day = date(2026, 11, 24)
    in_order = [row.text("predikat").partition("/")[0] for row in statutes.rows("permenpanrb-6-2022", "grades", day)]
    assert in_order == list(predikat.NAMES) == list(reversed(LADDERS["predikat"]))
    (form,) = statutes.rows("ikm", "form", day)
    lowest, highest, factor, constant, divisor = complaints.SATISFACTION["1-4"]
    assert (lowest, highest) == (form.whole("lowest"), form.whole("highest"))
    assert (Fraction(factor, divisor), constant) == (form.number("factor"), 0)


@pytest.mark.parametrize(
    ("departure", "told"),
    [
        (
            Departure("most", ("Baik",), 3, 10, None, 2),
            (
                "Dinas A: Baik (3 dari 10 pegawai) bukan predikat terbanyak, berbeda dari pola distribusi; "
                "bahas dalam rapat penilaian; pola SE MenPANRB 3/2023 adalah panduan [pattern-most]"
            ),
        ),
        (
            Departure("present", ("Butuh Perbaikan", "Kurang/Misconduct"), 0, 10, None, 1),
            (
                "Dinas A: tidak seorang pun dari 10 pegawai berpredikat Butuh Perbaikan, Kurang/Misconduct, berbeda dari "
                "pola distribusi; bahas dalam rapat penilaian; pola SE MenPANRB 3/2023 adalah panduan [pattern-missing]"
            ),
        ),
        (
            Departure("at_most", ("Baik",), 8, 10, Fraction(70), 1),
            (
                "Dinas A: Baik 8 dari 10 pegawai, lebih 1 orang dari pola (paling banyak 70 %); "
                "bahas dalam rapat penilaian; pola SE MenPANRB 3/2023 adalah panduan [pattern-over]"
            ),
        ),
        (
            Departure("at_least", ("Butuh Perbaikan",), 4, 10, Fraction(60), 2),
            (
                "Dinas A: Butuh Perbaikan 4 dari 10 pegawai, kurang 2 orang dari pola (paling sedikit 60 %); "
                "bahas dalam rapat penilaian; pola SE MenPANRB 3/2023 adalah panduan [pattern-under]"
            ),
        ),
        (
            Departure("at_most", ("Sangat Baik",), 7, 9, Fraction(70), 0),
            (
                "Dinas A: Sangat Baik 7 dari 9 pegawai, kurang dari satu orang berbeda dari pola (70 %); "
                "tidak perlu berbuat apa-apa, unit sekecil ini tidak dapat lebih dekat [pattern-slack]"
            ),
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Departure) else "",
)
def test_a_departure_is_told(departure: Departure, told: str) -> None:
    (finding,) = pattern_findings("Dinas A", Place(""), [departure])
    assert finding.message("id") == told
    assert finding.severity == ("info" if departure.slack else "warning")


def test_without_a_name_the_tables_are_listed(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "--json", "--day", "2021-07-01", "--lang", "en"]) == 0
    told = {row["table"]: row for row in json.loads(capfd.readouterr().out)["laws"]}
    assert list(told) == list(names())
    assert told["pp-46-2011"]["state"] == "ended"
    assert told["pp-46-2011"]["ended"] == "2021-07-01"
    assert told["pp-30-2019"]["state"] == "in_force"
    assert told["permenpanrb-6-2022"]["state"] == "not_yet"
    assert told["permenpanrb-6-2022"]["confidence"] == "mixed"
    assert told["pp-30-2019"]["citation"] == "PP 30/2019 Pasal 41"
    assert told["pp-30-2019"]["since"] == "2019-05-19"


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_table_is_printed_with_its_sources(name: str, language: str, capfd: pytest.CaptureFixture[str]) -> None:
    for table in history(name).tables:
        assert run(["law", name, "--day", str(table.since), "--json", "--lang", language]) == 0
        told = json.loads(capfd.readouterr().out)
        sources = {row["source"]: row for row in told["sources"]}
        for part in dict.fromkeys(row.part for row in table.rows):
            for row, shown in zip(table.part(part), told[part], strict=True):
                assert sources[shown["source"]]["regulation"] == row.citation.regulation
                assert sources[shown["source"]]["link"] == row.citation.link
                assert sources[shown["source"]]["confidence"] == row.confidence
        assert told["confidence"] == table.confidence
        assert told["checked"] == "2026-11-24"


def test_json_gives_the_same_codes_in_each_language(capfd: pytest.CaptureFixture[str]) -> None:
    told = []
    for language in ("id", "en"):
        assert run(["law", "se-menpanrb-3-2023", "--day", "2026-11-24", "--json", "--lang", language]) == 0
        told.append(json.loads(capfd.readouterr().out))
    asked = [
        [row["asks"] for rows in one.values() if isinstance(rows, list) for row in rows if "asks" in row]
        for one in told
    ]
    assert asked[0] == asked[1]
    assert set(asked[0]) <= {"most", "present", "at_most", "at_least"}
    assert asked[0]


def test_a_table_is_printed_for_people(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "IKM", "--day", "2026-11-24", "--lang", "id"]) == 0
    lines = [" ".join(line.split()) for line in capfd.readouterr().out.splitlines()]
    assert "Berlaku sejak 1 Januari 2018. Satuan: nilai 25 sampai 100." in lines
    assert "A Sangat Baik 88,31 100,00 1" in lines


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["laporr"], 'tabel hukum "laporr" tidak dikenal; maksud Anda lapor? [law-unknown-near]'),
        (
            ["zzz"],
            f'tabel hukum "zzz" tidak dikenal; pakai salah satu: {", ".join(names())} [law-unknown]',
        ),
        (
            ["lapor", "--day", "2018-12-31"],
            (
                "tabel lapor belum berlaku pada 2018-12-31, berlaku sejak 2019-01-01; "
                "pakai --day 2019-01-01 atau sesudahnya [law-not-yet]"
            ),
        ),
        (
            ["dp3", "--day", "2014-01-01"],
            (
                "tabel dp3 tidak berlaku lagi pada 2014-01-01, berakhir 2014-01-01 karena PP 46/2011 dan Perka BKN 1/2013; "
                "pakai --day antara 1980-01-01 dan 2013-12-31 untuk data lama [law-ended]"
            ),
        ),
    ],
)
def test_what_cannot_be_printed_is_told(words: list[str], told: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["law", *words, "--lang", "id"]) == 2
    assert told in capfd.readouterr().err
