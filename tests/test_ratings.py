"""Predikat from two ratings (PermenPANRB 6/2022): both sides of each bound, all nine cells, heads, patterns of units, and the words.

The rulebook's own weights are of no matter for the predikat: ``hasil`` and ``perilaku`` are rated by their scores.
"""

import json
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from asn_eval.cli.run import run
from asn_eval.decide.pattern import patterns_kept
from asn_eval.decide.require import answer
from asn_eval.examine.period import period_of
from asn_eval.examine.rating import next_predikat
from asn_eval.examine.rule_changes import rule_changes
from asn_eval.examine.trend import compare
from asn_eval.pipeline import Evaluation
from asn_eval.present.comparison.tables import compare_tables
from asn_eval.present.outcome.ranking import notes, ranking_table
from asn_eval.present.outcome.summary import pattern_lines
from asn_eval.present.person.ratings import ratings_json, ratings_lines
from asn_eval.present.policy.rulebook import policy_tables
from asn_eval.rules.requirement import Answer, Requirement
from offices import evaluated, rules
from workbooks import write_xlsx

RULES = """
    period: {{start: 2026-01-01, end: 2026-12-31}}
    rounding: {{places: {places}}}
    indicators:
      hasil: {{weight: 60, missing: renormalise, scale: {{max: 120, best: 120}}}}
      perilaku: {{weight: 40, missing: renormalise, scale: {{max: 120, best: 120}}}}
    coverage: 40
    grades: law/permenpanrb-6-2022
    ratings:
      hasil: {{indicator: hasil}}
      perilaku: {{indicator: perilaku, above: {above}, at_least: {least}}}
    {more}
"""
HEAD = """
    organisation:
      capaian: {capaian}
      units: {{Sekretariat: Kurang}}
      head: {{jabatan: "Kepala*"}}
      head_rating: {{Istimewa: di atas ekspektasi, Baik: sesuai ekspektasi, Kurang: di bawah ekspektasi}}
"""


def judged(
    *people: Mapping[str, object], more: str = "", places: int = 2, above: object = 100, least: object = 90
) -> Evaluation:
    return evaluated(rules(RULES.format(places=places, above=above, least=least, more=more)), *people)


def predikat(evaluation: Evaluation) -> list[str]:
    return [(*evaluation.grades.names, "")[band] for band in evaluation.grades.band]


# The nine cells, with scores on both sides of 100 (above it: di atas) and of 90 (from it: sesuai).
@pytest.mark.parametrize(
    ("hasil", "perilaku", "expected"),
    [
        ("100.01", "100.01", "Sangat Baik"),
        ("100.01", "100", "Baik"),
        ("100.01", "89.99", "Kurang/Misconduct"),
        ("100", "100.01", "Baik"),
        ("90", "90", "Baik"),
        ("90", "89.99", "Kurang/Misconduct"),
        ("89.99", "100.01", "Butuh Perbaikan"),
        ("89.99", "90", "Butuh Perbaikan"),
        ("89.99", "89.99", "Sangat Kurang"),
    ],
)
def test_two_ratings_meet_in_one_of_nine_cells(hasil: str, perilaku: str, expected: str) -> None:
    assert predikat(judged({"hasil": hasil, "perilaku": perilaku})) == [expected]


@pytest.mark.parametrize(
    ("score", "places", "expected"),
    [
        ("100.004", 2, "Baik"),  # printed 100,00
        ("100.005", 2, "Sangat Baik"),  # printed 100,01
        ("89.994", 2, "Butuh Perbaikan"),
        ("89.995", 2, "Baik"),
        ("100.4", 0, "Baik"),  # printed 100
        ("100.5", 0, "Sangat Baik"),  # printed 101
    ],
)
def test_what_is_rated_is_the_printed_score(score: str, places: int, expected: str) -> None:
    assert predikat(judged({"hasil": score, "perilaku": 110}, places=places)) == [expected]


@pytest.mark.parametrize(
    ("score", "expected"),
    [("72.5", "Baik"), ("72.51", "Sangat Baik"), ("46.25", "Baik"), ("46.24", "Kurang/Misconduct")],
)
def test_bounds_are_the_office_s_to_choose_for_each_rating(score: str, expected: str) -> None:
    assert predikat(judged({"hasil": 110, "perilaku": score}, above="72.5", least="46.25")) == [expected]


def test_without_a_score_there_is_no_rating_and_without_a_rating_no_predikat() -> None:
    made = judged({"hasil": 95, "perilaku": None}, {"hasil": None, "perilaku": 95}, {"hasil": None, "perilaku": None})
    assert predikat(made) == ["", "", ""]
    said = [[p for p in note.split("; ") if p.startswith("tanpa predikat")] for note in notes(made, "id").tolist()]
    assert said == [["tanpa predikat: skor Perilaku tidak ada"], ["tanpa predikat: skor Hasil tidak ada"], []]


# law.md 13, row 25: unit head, organisasi Istimewa: the rating of results is the organisation's, not that of the score 70.
@pytest.mark.parametrize(
    ("capaian", "unit", "jabatan", "expected"),
    [
        ("Istimewa", "Dinas", "Kepala Dinas", "Sangat Baik"),
        ("Baik", "Dinas", "Kepala Dinas", "Baik"),
        ("Kurang", "Dinas", "Kepala Dinas", "Butuh Perbaikan"),
        ("Istimewa", "Dinas", "Analis", "Butuh Perbaikan"),
        ("Istimewa", "sekretariat ", "Kepala Sekretariat", "Butuh Perbaikan"),  # the unit's own result: Kurang
    ],
)
def test_a_head_takes_the_rating_of_the_organisation_led(capaian: str, unit: str, jabatan: str, expected: str) -> None:
    made = judged({"hasil": 70, "perilaku": 110, "unit": unit, "jabatan": jabatan}, more=HEAD.format(capaian=capaian))
    assert predikat(made) == [expected]
    assert (str(notes(made, "id")[0]) == "rating hasil kerja dari capaian organisasi") == (jabatan != "Analis")


def test_each_unit_with_a_result_is_held_against_its_own_pattern() -> None:
    baik = [{"hasil": 95, "perilaku": 95, "unit": "Sekretariat"}] * 2
    best = [{"hasil": 110, "perilaku": 110, "unit": "Dinas"}] * 3
    units = "organisation: {capaian: Istimewa, units: {sekretariat: Baik, Bidang Arsip: Baik}}"
    made = judged(*best, *baik, more=units)
    held = patterns_kept(made.grades, made.dossier.people.texts["unit"], made.rulebook, made.choices.day)
    # Istimewa: most are Sangat Baik, 3 of 5 = 60 % of at most 70 %. Sekretariat (Baik): 2 of 2 Baik is over 70 % by less than a person
    # (1.4 allowed), and nobody is below.
    assert [(h.unit, h.people, h.departs and [d.kind for d in h.departs]) for h in held] == [
        ("", 5, ()),
        ("sekretariat", 2, ["present", "at_most"]),
        ("Bidang Arsip", 0, None),
    ]
    assert [f.message() for f in made.findings if f.code == "organisation-unit"] == [
        (
            'indicators.yaml organisation.units.Bidang Arsip: tidak ada pegawai dari unit "Bidang Arsip" pada daftar; '
            "samakan namanya dengan kolom unit kerja, atau hapus dari organisation.units [organisation-unit]"
        )
    ]
    assert pattern_lines(made, "id")[0] == (
        "Predikat sesuai dengan pola distribusi untuk capaian organisasi Istimewa (SE MenPANRB 3/2023, panduan)"
    )


def test_a_unit_that_keeps_its_pattern_is_said_to() -> None:
    people = [{"hasil": 110, "perilaku": 110, "unit": "Sekretariat"}] * 2 + [
        {"hasil": 95, "perilaku": 95, "unit": "Sekretariat"}
    ]
    made = judged(*people, more="organisation: {units: {Sekretariat: Istimewa}}")
    assert pattern_lines(made, "en") == (
        "Grades of Sekretariat lie as the pattern for a unit rated Istimewa has them (SE MenPANRB 3/2023, guidance)",
    )


@pytest.mark.parametrize(
    ("hasil", "perilaku", "grade", "needs"),
    [
        (110, 110, None, []),
        # From Kurang one step of behaviour is enough for Baik, whatever Butuh Perbaikan lies between.
        (110, "80.5", "Baik", [("perilaku", "sesuai ekspektasi", 9000, 950)]),
        (85, 95, "Baik", [("hasil", "sesuai ekspektasi", 9000, 500)]),
        (
            95,
            95,
            "Sangat Baik",
            [("hasil", "di atas ekspektasi", 10001, 501), ("perilaku", "di atas ekspektasi", 10001, 501)],
        ),
        # Of two ways of one step the better predikat: Butuh Perbaikan (behaviour) rather than Kurang (results).
        (85, 85, "Butuh Perbaikan", [("perilaku", "sesuai ekspektasi", 9000, 500)]),
    ],
)
def test_the_next_predikat_is_the_one_that_needs_the_fewest_steps(
    hasil: object, perilaku: object, grade: str | None, needs: list[tuple[str, str, int, int]]
) -> None:
    ahead = next_predikat(judged({"hasil": hasil, "perilaku": perilaku}), 0)
    assert (ahead and ahead.grade) == grade
    assert [(n.axis, n.rating, n.least, n.missing) for n in (ahead.needs if ahead else ())] == needs


def test_a_rating_taken_from_the_organisation_is_no_way_to_a_better_predikat() -> None:
    made = judged({"hasil": 70, "perilaku": 110, "jabatan": "Kepala Dinas"}, more=HEAD.format(capaian="Baik"))
    assert (predikat(made), next_predikat(made, 0)) == (["Baik"], None)


def test_an_explanation_says_where_the_predikat_comes_from() -> None:
    made = judged(
        {"hasil": "100.5", "perilaku": 80, "jabatan": "Analis"},
        {"hasil": 70, "perilaku": 95, "jabatan": "Kepala Dinas", "unit": "Dinas"},
        more=HEAD.format(capaian="Istimewa"),
    )
    assert ratings_lines(made, 0, "id") == (
        "Asal predikat",
        "- Rating hasil kerja: di atas ekspektasi, karena skor Hasil 100,50 di atas 100.",
        "- Rating perilaku kerja: di bawah ekspektasi, karena skor Perilaku 80,00 di bawah 90.",
        (
            "- Hasil kerja di atas ekspektasi dan perilaku kerja di bawah ekspektasi: Kurang/Misconduct (matriks sembilan sel "
            "PermenPANRB 6/2022). Batas angka rating adalah ketetapan kantor."
        ),
        "- Predikat Baik membutuhkan rating perilaku kerja sesuai ekspektasi (skor Perilaku paling sedikit 90,00, kurang 10,00).",
    )
    assert ratings_lines(made, 1, "en")[1:3] == (
        "- Rating of results: di atas ekspektasi, taken from the result of the organisation led (Istimewa), not from a score.",
        "- Rating of behaviour: sesuai ekspektasi, as the score of Perilaku, 95.00, lies between 90 and 100 (both included).",
    )
    assert ratings_json(made, 0) == {
        "hasil": {"indicator": "hasil", "score": "100.50", "rating": "di atas ekspektasi", "capaian": None},
        "perilaku": {"indicator": "perilaku", "score": "80.00", "rating": "di bawah ekspektasi", "capaian": None},
        "next": {"grade": "Baik", "needs": {"perilaku": {"rating": "sesuai ekspektasi", "at_least": "90.00"}}},
    }


def test_a_missing_rating_is_explained() -> None:
    made = judged({"hasil": 95, "perilaku": None})
    assert ratings_lines(made, 0, "id")[2:] == ("- Rating perilaku kerja: belum ada, karena skor Perilaku tidak ada.",)


def test_an_award_may_ask_for_a_predikat_of_the_nine_cells() -> None:
    asked = "awards: {teladan: {title: Teladan, quota: 5, requires: [{fact: grade, at_least: Baik}]}}"
    made = judged(*({"hasil": h, "perilaku": p} for h, p in ((95, 95), (120, 80), (110, 110), (80, 95))), more=asked)
    assert sorted(made.proposals[0].order[made.proposals[0].standing[made.proposals[0].order] == 0].tolist()) == [0, 2]


def test_the_rules_in_words_tell_the_cells_the_bounds_and_the_head() -> None:
    book = rules(RULES.format(places=2, above=90, least=75, more=HEAD.format(capaian="Baik")))
    table = next(t for t in policy_tables(book, "id", "indicators.yaml") if t.key == "grades")
    said = {c.key: list(c.values) for c in table.columns}
    assert said["cells"] == [
        "hasil kerja di atas ekspektasi, perilaku kerja di atas ekspektasi",
        (
            "hasil kerja di atas ekspektasi, perilaku kerja sesuai ekspektasi; "
            "hasil kerja sesuai ekspektasi, perilaku kerja di atas ekspektasi atau sesuai ekspektasi"
        ),
        "hasil kerja di bawah ekspektasi, perilaku kerja di atas ekspektasi atau sesuai ekspektasi",
        "hasil kerja di atas ekspektasi atau sesuai ekspektasi, perilaku kerja di bawah ekspektasi",
        "hasil kerja di bawah ekspektasi, perilaku kerja di bawah ekspektasi",
    ]
    assert set(said["basis"]) == {"PermenPANRB 6/2022"}
    assert table.notes == (
        (
            "Predikat lahir dari dua rating (PermenPANRB 6/2022); yang dibandingkan adalah skor indikator yang sudah dibulatkan. "
            "Hasil: di atas 100 = di atas ekspektasi; 90 sampai 100 = sesuai ekspektasi; di bawah 90 = di bawah ekspektasi. "
            "Perilaku: di atas 90 = di atas ekspektasi; 75 sampai 90 = sesuai ekspektasi; di bawah 75 = di bawah ekspektasi. "
            "Batas angka ini ketetapan kantor, bukan bunyi peraturan."
        ),
        (
            'Pimpinan (jabatan "Kepala*") mengambil rating hasil kerja dari capaian organisasinya: '
            "Istimewa = di atas ekspektasi; Baik = sesuai ekspektasi; Kurang = di bawah ekspektasi."
        ),
    )


def test_another_bound_of_a_rating_is_a_change_of_grades() -> None:
    old, new = (rules(RULES.format(places=2, above=above, least=75, more="")) for above in (90, 95))
    assert [(c.key, c.before, c.after, c.reaches) for c in rule_changes(old, new)] == [
        ("ratings.perilaku.above", 90, 95, "grade")
    ]


LEADS = [
    {"hasil": 95, "perilaku": 95, "jabatan": "Kepala Dinas", "unit": "Dinas"},
    {"hasil": 95, "perilaku": 95, "jabatan": "Analis", "unit": "Dinas"},
]


def two_years(before: str, after: str) -> tuple[list[tuple[str, str]], list[tuple[str, str, int | None]], list[object]]:
    """The changed keys with what they reach, the ways from predikat to predikat, and what each person's row says of them."""
    old, new = (judged(*LEADS, more=more) for more in (before, after))
    found = compare(period_of(old, ("", "")), period_of(new, ("", "")))
    people = next(table for table in compare_tables(found, "id") if table.key == "people")
    marks = next(column for column in people.columns if column.key == "not_comparable").values
    keys = [(change.key, change.reaches) for change in found.changes or ()]
    return keys, [(move.before, move.after, move.step) for move in found.grades], list(marks)


def test_what_the_organisation_was_rated_is_a_fact_of_the_year_and_no_other_rule() -> None:
    keys, ways, marks = two_years(HEAD.format(capaian="Istimewa"), HEAD.format(capaian="Kurang"))
    assert keys == [("organisation.capaian", "")]
    assert ways == [("Baik", "Baik", 0), ("Baik", "Butuh Perbaikan", -1)]
    assert marks == ["", ""]


def test_a_result_that_gets_its_rating_when_the_organisation_first_has_it_is_no_other_rule() -> None:
    first, then = (
        f"organisation: {{capaian: {c}, head: {{jabatan: 'Kepala*'}}, head_rating: {{{c}: {r}}}}}"
        for c, r in (("Baik", "sesuai ekspektasi"), ("Istimewa", "di atas ekspektasi"))
    )
    keys, ways, marks = two_years(first, then)
    assert {reaches for _, reaches in keys} == {""}
    assert (ways, marks) == ([("Baik", "Baik", 0)], ["", ""])


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Baik: sesuai ekspektasi", "Baik: di bawah ekspektasi", "organisation.head_rating.Baik"),
        ('jabatan: "Kepala*"', 'jabatan: ["Kepala*", "Camat*"]', "organisation.head.jabatan"),
    ],
)
def test_who_leads_and_which_rating_it_gives_are_rules_for_those_who_take_it(old: str, new: str, key: str) -> None:
    before = HEAD.format(capaian="Baik")
    keys, ways, marks = two_years(before, before.replace(old, new))
    assert keys == [(key, "heads")]
    assert sorted((step is None for _, _, step in ways)) == [False, True]
    assert sorted(map(str, marks)) == ["", "Predikat: batas atau syarat berbeda"]


def test_a_head_of_an_organisation_without_a_result_keeps_no_rating_of_the_own_score() -> None:
    units = (
        'organisation: {units: {Sekretariat: Baik}, head: {jabatan: "Kepala*"}, head_rating: {Baik: sesuai ekspektasi}}'
    )
    person = {"hasil": 110, "perilaku": 110, "jabatan": "Kepala Bidang Dua", "unit": "Bidang Dua"}
    made = judged(person, more=units)
    assert predikat(made) == [""]
    assert notes(made, "id").tolist() == ["tanpa predikat: capaian organisasi yang dipimpinnya belum disebut"]
    assert ratings_lines(made, 0, "id")[1] == (
        "- Rating hasil kerja: belum ada, karena capaian organisasi yang dipimpinnya belum disebut "
        "(organisation.capaian atau organisation.units); skornya sendiri tidak dipakai."
    )
    assert "organisation-head" not in {finding.code for finding in made.findings}


def test_a_head_nobody_matches_is_told() -> None:
    made = judged(*LEADS, more=HEAD.format(capaian="Baik").replace("Kepala*", "Kepla*"))
    assert [f.message() for f in made.findings if f.code == "organisation-head"] == [
        (
            "indicators.yaml organisation.head: tidak ada pegawai yang cocok dengan pimpinan organisasi (Kepla*); "
            "samakan organisation.head dengan tulisan pada daftar pegawai [organisation-head]"
        )
    ]


def test_an_indicator_that_does_not_apply_is_no_open_question() -> None:
    profile = """
    profiles: {loket: {applies_to: {jabatan: "Petugas*"}, weights: {hasil: 100}}}
    awards: {teladan: {title: Teladan, quota: 5, requires: [{fact: grade, at_least: Baik}]}}
    """
    made = judged({"hasil": 110, "perilaku": 101, "jabatan": "Petugas Loket"}, more=profile)
    assert notes(made, "id").tolist() == ["tanpa predikat: Perilaku tidak berlaku bagi profilnya"]
    assert ratings_lines(made, 0, "id")[2] == (
        "- Rating perilaku kerja: tidak ada, karena Perilaku tidak berlaku bagi profilnya."
    )
    assert answer(Requirement(fact="grade", at_least="Baik"), made.facts).tolist() == [Answer.UNMET]


# Whatever is missing beside behaviour below expectation, Baik is out of reach; Kurang is not. Results below: neither is Baik.
@pytest.mark.parametrize(
    ("hasil", "perilaku", "bound", "expected"),
    [
        (None, 80, {"at_least": "Baik"}, Answer.UNMET),
        (None, 80, {"at_least": "Kurang/Misconduct"}, Answer.UNKNOWN),
        (None, 80, {"at_least": "Sangat Kurang"}, Answer.MET),
        (80, None, {"at_least": "Baik"}, Answer.UNMET),
        (None, 95, {"at_least": "Baik"}, Answer.UNKNOWN),
        (None, 95, {"at_least": "Butuh Perbaikan"}, Answer.MET),
        (None, 95, {"one_of": ["Sangat Baik"]}, Answer.UNMET),
        (None, 110, {"one_of": ["Sangat Baik"]}, Answer.UNKNOWN),
    ],
)
def test_a_missing_rating_is_only_unknown_where_it_could_help(
    hasil: object, perilaku: object, bound: dict[str, object], expected: Answer
) -> None:
    made = judged({"hasil": hasil, "perilaku": perilaku})
    assert answer(Requirement(fact="grade", **bound), made.facts).tolist() == [expected]


def test_a_unit_of_one_person_cannot_have_two_predikat() -> None:
    made = judged({"hasil": 95, "perilaku": 95, "unit": "Loket"}, more="organisation: {units: {Loket: Baik}}")
    assert [(f.code, f.severity) for f in made.findings] == [("pattern-alone", "info"), ("pattern-slack", "info")]
    assert pattern_lines(made, "id")[0] == (
        "Loket: hanya 1 pegawai yang berpredikat, sehingga Butuh Perbaikan, Kurang/Misconduct tidak dapat ada di samping "
        "predikat terbanyak"
    )


def test_a_roster_has_both_ratings_beside_the_predikat() -> None:
    made = judged({"hasil": 110, "perilaku": 95}, {"hasil": None, "perilaku": 80})
    table = ranking_table(made, "id")
    told = {column.key: (column.heading, list(column.values)) for column in table.columns}
    assert list(told)[-7:-4] == ["grade", "rating_hasil", "rating_perilaku"]
    assert told["rating_hasil"] == ("Rating Hasil Kerja", ["di atas ekspektasi", ""])
    assert told["rating_perilaku"] == ("Rating Perilaku Kerja", ["sesuai ekspektasi", "di bawah ekspektasi"])


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_ratings_in_a_written_result_are_no_indicators_when_it_is_read_back(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = textwrap.dedent(RULES.format(places=2, above=100, least=90, more=HEAD.format(capaian="Baik")))
    # An indicator may have the very name of a rating.
    named = text.replace("perilaku: {weight: 40,", "perilaku: {title: Rating Perilaku Kerja, weight: 40,")
    Path("indicators.yaml").write_text(named, encoding="utf-8")
    heads = ["NIP", "Nama", "Unit Kerja", "Jabatan", "Hasil", "Rating Perilaku Kerja"]
    row = ["198503152010011001", "Contoh A", "Dinas", "Kepala Dinas", 110, 95]
    write_xlsx(tmp_path / "staf.xlsx", {"Pegawai": [heads, row]})
    assert run(["score", "staf.xlsx", "-o", f"hasil.{form}", "-q"]) == 0
    capsysbinary.readouterr()
    assert run(["compare", f"hasil.{form}", "staf.xlsx", "--json"]) == 0
    (person,) = json.loads(capsysbinary.readouterr().out)["people"]
    scores = {key: value for key, value in person.items() if key.startswith(("hasil", "perilaku", "rating"))}
    assert scores == {
        "hasil.before": 110.0,
        "hasil.after": 110.0,
        "hasil.change": 0.0,
        "perilaku.before": 95.0,
        "perilaku.after": 95.0,
        "perilaku.change": 0.0,
    }
