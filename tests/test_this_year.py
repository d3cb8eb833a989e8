"""The predikat of this year: of the records, else of the nine cells – for angka kredit, talent, conditions, and in the explanation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from asn_eval.check.logbook import Logbook
from asn_eval.decide.awards import Standing
from asn_eval.examine.careers import prospect_of
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate_dossier
from asn_eval.present.person.careers import career_json, career_lines
from asn_eval.present.policy.careers import careers_table
from logbooks import logbook
from offices import dossier_of, rules

END = date(2026, 12, 31)
BOOK = """
period: {start: 2026-01-01, end: 2026-12-31}
indicators:
  hasil: {weight: 60, missing: renormalise, scale: {max: 120, best: 120}}
  perilaku: {weight: 40, missing: renormalise, scale: {max: 120, best: 120}}
coverage: 40
grades: GRADES
RATINGS
career: {credit: {have: AK}}
talent:
  kinerja: {law: kepkabkn-411-2025, predikat: {fact: predikat}, penghargaan: {column: A, year: Y}, tim: {column: T},
            umpan_balik: {column: U}}
  potensial: {column: X}
awards:
  tetap: {title: Tetap, quota: 9, requires: [{fact: predikat, at_least: Baik, consecutive_periods: 2}]}
"""
RATINGS = "ratings: {hasil: {indicator: hasil}, perilaku: {indicator: perilaku}}"
CELLS = "law/permenpanrb-6-2022"
WIDE = ("AK", "A", "Y", "T", "U", "X")
PERSON: Mapping[str, object] = {
    "hasil": 110, "perilaku": 110, "jenjang": "Ahli Pertama", "golongan": "III/a",
    "AK": "0", "A": "80", "Y": "2024", "T": "80", "U": "80", "X": "80",
}  # fmt: skip


def office(
    *people: Mapping[str, object], ratings: str = RATINGS, grades: str = CELLS, **logbooks: Logbook
) -> Evaluation:
    book = rules(BOOK.replace("RATINGS", ratings).replace("GRADES", grades))
    persons = [{**PERSON, **person} for person in people or ({},)]
    dossier = replace(dossier_of(persons, book, WIDE), logbooks=logbooks)
    outcome = evaluate_dossier(dossier, Policy(book, "indicators.yaml"), Choices(END))
    assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
    return outcome


def predikat(evaluation: Evaluation, person: int = 0) -> tuple[str, bool, list[str]]:
    credit = prospect_of(evaluation, person).credit
    assert credit is not None
    return credit.predikat, credit.rated, [lack.why for lack in credit.lacks]


RECAP = logbook("ekinerja", (0,), predikat=["Baik"])
WITHOUT_WORD = logbook("ekinerja", (0,), hasil=["di atas ekspektasi"])
THIS_YEAR = logbook("history", (0,), tahun=[2026], predikat=["Baik"])
UNKNOWN_WORD = logbook("history", (0,), tahun=[2026], predikat=["Lumayan"])
BEFORE = logbook("history", (0,), tahun=[2025], predikat=["Baik"])


@pytest.mark.parametrize(
    ("logbooks", "expected"),
    [
        ({}, ("Sangat Baik", True, [])),
        ({"ekinerja": RECAP}, ("Baik", False, [])),
        ({"history": THIS_YEAR}, ("Baik", False, [])),
        ({"history": BEFORE}, ("Sangat Baik", True, [])),
        # A recap that only has a rating says no predikat.
        ({"ekinerja": WITHOUT_WORD}, ("Sangat Baik", True, [])),
        # What a record says and nobody can use is to be verified, not passed over.
        ({"history": UNKNOWN_WORD}, ("", False, ["not_recorded"])),
    ],
)
def test_the_cells_speak_where_no_record_of_the_year_does(
    logbooks: dict[str, Logbook], expected: tuple[str, bool, list[str]]
) -> None:
    assert predikat(office(**logbooks)) == expected


def test_without_ratings_there_are_only_records_and_without_both_ratings_no_predikat() -> None:
    assert predikat(office(ratings="", grades="[{name: Baik, at_least: 0}]")) == ("", False, ["no_records"])
    assert predikat(office({"hasil": None})) == ("", False, ["no_rating"])


def test_talent_and_angka_kredit_say_that_the_predikat_is_that_of_the_ratings() -> None:
    made = office({"hasil": 95, "perilaku": 95})
    told = career_lines(made, 0, "id")
    # 0.6 × 80 + 0.15 × 80 + 0.15 × 80 + 0.1 × 80
    assert told[2].startswith(
        "    Kinerja 80,00 = predikat (Baik, dari kedua rating) 80 × 60% + penghargaan (80, 2024) 80 × 15%"
    )
    assert told[4].startswith(
        "- Angka kredit Ahli Pertama: periode ini 12,50 (predikat Baik, dari kedua rating, 12 bulan),"
    )
    assert career_json(made, 0, "id")["credit"]["predikat_of_ratings"] is True  # type: ignore[index]
    recorded = career_lines(office(ekinerja=RECAP), 0, "en")
    assert recorded[2].startswith("    Performance 80.00 = rating (predikat) (Baik) 80 × 60% + ")
    lacking = career_lines(office({"hasil": None}), 0, "id")
    assert lacking[-1] == "    Perlu verifikasi: predikat: kedua ratingnya belum lengkap (staf.xlsx:Bulan 1!2)."


def test_years_in_a_row_end_with_the_predikat_of_this_evaluation() -> None:
    people = ({}, {"hasil": 80}, {})
    history = logbook("history", (0, 1), tahun=[2025, 2025], predikat=["Baik", "Baik"])
    made = office(*people, history=history)
    standings = [Standing(int(one)).name for one in made.proposals[0].standing]
    assert standings == ["PROPOSED", "UNMET", "TO_VERIFY"]


def test_the_rules_in_words_say_so() -> None:
    table = careers_table(rules(BOOK.replace("RATINGS", RATINGS).replace("GRADES", CELLS)), "id")
    assert table is not None
    rule, key = (next(c.values for c in table.columns if c.key == name) for name in ("rule", "key"))
    told = dict(zip(key, rule, strict=True))
    both = "Dari rekap e-Kinerja atau riwayat penilaian. Bila keduanya tidak menyebutnya: predikat dari kedua rating (ratings)."
    assert told["career.credit.predikat"] == told["talent.kinerja.predikat"] == both


@pytest.mark.parametrize(
    ("year", "told"),
    [
        ("2021", "penghargaan (80, 2021: di luar 5 tahun terakhir) 0 × 15%"),
        ("2022", "penghargaan (80, 2022) 80 × 15%"),
        ("belum pernah", "penghargaan (80, belum pernah) 0 × 15%"),
    ],
)
def test_recognition_that_is_too_old_is_said_to_be(year: str, told: str) -> None:
    assert told in career_lines(office({"Y": year}), 0, "id")[2]
