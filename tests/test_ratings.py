"""Predikat from two ratings (PermenPANRB 6/2022): both sides of each bound, all nine cells, heads, patterns of units, and the words.

The rulebook's own weights are of no matter for the predikat: ``hasil`` and ``perilaku`` are rated by their scores.
"""

from collections.abc import Mapping

import pytest

from asn_eval.decide.pattern import patterns_kept
from asn_eval.examine.rating import next_predikat
from asn_eval.examine.rule_changes import rule_changes
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.ranking import notes
from asn_eval.present.outcome.summary import pattern_lines
from asn_eval.present.person.ratings import ratings_json, ratings_lines
from asn_eval.present.policy.rulebook import policy_tables
from offices import evaluated, rules

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


@pytest.mark.parametrize(("more", "reaches"), [(HEAD, "grade"), ("organisation: {{capaian: {capaian}}}", "")])
def test_another_result_of_the_organisation_moves_the_grades_of_its_heads_only(more: str, reaches: str) -> None:
    old, new = (
        rules(RULES.format(places=2, above=90, least=75, more=more.format(capaian=c))) for c in ("Baik", "Istimewa")
    )
    assert [(c.key, c.reaches) for c in rule_changes(old, new)] == [("organisation.capaian", reaches)]
