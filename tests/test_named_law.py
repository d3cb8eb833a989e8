"""Grades taken from a table of law by its name, and grades held against the pattern of the organisation's result."""

from decimal import Decimal

import pytest

from asn_eval.present.outcome.summary import pattern_lines
from asn_eval.present.policy.rulebook import policy_tables
from asn_eval.rules.load import load_text
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.schema import json_schema
from offices import evaluated, rules

PP30 = """
    period: {{start: 2026-01-01, end: {end}}}
    indicators: {{skp: {{weight: 100, scale: {{max: 120, best: 120}}}}}}
    grades: law/{table}
"""


def test_a_named_table_gives_its_bands_best_first_each_with_its_article() -> None:
    book = rules(PP30.format(end="2026-12-31", table="pp-30-2019"))
    assert [(b.name, b.at_least) for b in book.grades] == [
        ("Sangat Baik", 110),
        ("Baik", 90),
        ("Cukup", 70),
        ("Kurang", 50),
        ("Sangat Kurang", 0),
    ]
    assert {b.why for b in book.grades} == {"PP 30/2019 Pasal 41 ayat (5)"}


def test_the_idea_the_law_asks_for_is_a_column_of_the_roster_and_cites_the_law() -> None:
    best = rules(PP30.format(end="2026-12-31", table="pp-30-2019")).grades[0]
    assert [(r.column, r.one_of) for r in best.requires] == [("Ide Baru", ("Ya", "Ada"))]
    assert best.requires[0].why == (
        "PP 30/2019 Pasal 41 ayat (5): ide baru atau cara baru yang bermanfaat bagi organisasi atau negara"
    )


@pytest.mark.parametrize(
    ("end", "table", "bounds"),
    [("2021-06-30", "pp-46-2011", [91, 76, 61, 51, 0]), ("2026-12-31", "ikm", ["88.31", "76.61", "65", "25"])],
)
def test_lower_bounds_are_exact_and_those_of_the_last_day_of_the_period(end: str, table: str, bounds: list) -> None:
    text = (
        PP30.format(end=end, table=table).replace("2026-01-01", "2021-01-01").replace("max: 120", "min: 25, max: 100")
    )
    loaded = load_text(text.replace("best: 120", "worst: 25, best: 100"), "indicators.yaml")
    assert isinstance(loaded, Rulebook), [f.message() for f in loaded]
    assert [b.at_least for b in loaded.grades] == [Decimal(b) for b in bounds]


def test_the_rules_in_words_cite_the_law() -> None:
    book = rules(PP30.format(end="2026-12-31", table="pp-30-2019"))
    table = next(t for t in policy_tables(book, "id", "indicators.yaml") if t.key == "grades")
    basis = next(c for c in table.columns if c.key == "basis")
    assert (basis.heading, list(basis.values)) == ("Dasar", ["PP 30/2019 Pasal 41 ayat (5)"] * 5)


PATTERN = """
    agency: Dinas Contoh
    {organisation}
    indicators: {{a: {{weight: 100}}}}
    grades:
      - {{name: Sangat Baik, at_least: 90}}
      - {{name: Baik, at_least: 70}}
      - {{name: {third}, at_least: 0}}
"""


def spread(best: int, good: int, rest: int) -> list[dict[str, object]]:
    return [{"a": 95}] * best + [{"a": 80}] * good + [{"a": 10}] * rest


def told(people: list[dict[str, object]], organisation: str = "organisation: {capaian: Baik}", third: str = "Cukup"):
    made = evaluated(rules(PATTERN.format(organisation=organisation, third=third)), *people)
    return [f.message() for f in made.findings if f.code.startswith("pattern")], list(pattern_lines(made, "id"))


def test_an_organisation_rated_baik_with_seventy_percent_baik_and_one_below_keeps_the_pattern() -> None:
    # SE 3/2023: most are Baik, at most 70 % of ten people = 7, somebody Butuh Perbaikan ("Cukup") or Kurang.
    findings, lines = told(spread(2, 7, 1))
    assert findings == []
    assert lines == [
        "Predikat sesuai dengan pola distribusi untuk capaian organisasi Baik (SE MenPANRB 3/2023, panduan)"
    ]


def test_eight_of_ten_baik_and_nobody_below_departs_in_two_ways_told_as_warnings() -> None:
    findings, lines = told(spread(2, 8, 0))
    assert findings == [
        (
            "indicators.yaml organisation.capaian: Dinas Contoh: tidak seorang pun dari 10 pegawai berpredikat Butuh Perbaikan, "
            "Kurang/Misconduct, berbeda dari pola distribusi; bahas dalam rapat penilaian; pola SE MenPANRB 3/2023 adalah panduan "
            "[pattern-missing]"
        ),
        (
            "indicators.yaml organisation.capaian: Dinas Contoh: Baik 8 dari 10 pegawai, lebih 1 orang dari pola (paling banyak 70 %); "
            "bahas dalam rapat penilaian; pola SE MenPANRB 3/2023 adalah panduan [pattern-over]"
        ),
    ]
    assert lines == [f.removeprefix("indicators.yaml organisation.capaian: ").split("; bahas")[0] for f in findings]


@pytest.mark.parametrize("organisation", ["", "organisation: {capaian: Baik}"])
def test_without_a_result_or_with_grades_of_the_office_s_own_there_is_no_pattern(organisation: str) -> None:
    assert told(spread(2, 8, 0), organisation, "Memuaskan" if organisation else "Cukup") == ([], [])


def test_editors_know_the_tables_of_law_that_give_grades() -> None:
    grades = json_schema()["properties"]["grades"]
    assert grades["anyOf"][-1]["enum"] == [
        "law/dp3",
        "law/ikm",
        "law/permenpanrb-6-2022",
        "law/pp-30-2019",
        "law/pp-46-2011",
    ]


def test_the_rules_in_words_say_from_which_records_an_indicator_is_measured() -> None:
    book = rules(
        """
        calendar: {years: {"2026": {}}}
        indicators:
          kecepatan:
            weight: 100
            measure: complaints.response_hours_median
            minimum_records: 5
            missing: renormalise
            scale: {points: [[0, 100], [16, 80], [80, 0]]}
        """
    )
    table = next(t for t in policy_tables(book, "id", "indicators.yaml") if t.key == "indicators")
    said = {c.key: list(c.values) for c in table.columns if c.kind == "text"}
    assert said["sources"] == [
        "diukur dari daftar aduan: median waktu sampai tanggapan pertama; paling sedikit 5 catatan"
    ]
    assert said["scale"] == [
        "0 jam berskor 100; 16 jam berskor 80; 80 jam berskor 0; di antaranya segaris lurus, di luarnya tetap"
    ]
    assert said["missing"] == [
        "Tanpa catatan yang cukup tidak ikut dihitung: bobotnya dibagi ke indikator lain dan dicatat pada orangnya."
    ]
    assert said["handling"] == [""]
