"""Axes of talent as the law weighs them, and numbers of boxes of the office: case by case, as properties, and from a workbook."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.cli.run import run
from asn_eval.decide.talent import Levels, TalentBoxes
from asn_eval.decide.talent_box import shares
from asn_eval.examine.careers import talent_of
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate_dossier
from asn_eval.present.outcome.talent import counts_table, grid_table, people_table, talent_tables
from asn_eval.rounding import half_up
from asn_eval.rules.axes import KINERJA, POTENSIAL
from asn_eval.rules.dated import history
from asn_eval.rules.load import load_text
from logbooks import logbook
from offices import DAY, dossier_of, evaluated, rules
from workbooks import write_xlsx

CASES = yaml.safe_load((Path(__file__).parent / "cases/talent-weighted.yaml").read_text(encoding="utf-8"))
WIDE = ("P", "A", "Y", "T", "U", "K", "D", "J", "X", "S", "F", "H", "C")
Y_AXIS = "kinerja: {law: kepkabkn-411-2025, predikat: {column: P}, penghargaan: {column: A}, tim: {column: T}, umpan_balik: {column: U}}"
X_AXIS = (
    "potensial: {law: kepkabkn-411-2025, kompetensi: {column: K}, pengembangan: {column: D}, pengalaman: {column: J}, "
    "potensi: {column: X}, pendidikan: {column: S}, kesesuaian: {column: F}, integritas: {column: H}}"
)
FULL = {"K": "70", "D": "70", "J": "70", "X": "70", "S": "S1", "F": "70", "H": "tidak ada"}


def office(people, *axes: str, more: str = "", day=DAY) -> Evaluation:
    chosen = {text.partition(":")[0]: text for text in (Y_AXIS, X_AXIS, *axes)}
    text = "indicators: {y: {weight: 100}}\ntalent:\n  " + "\n  ".join([*chosen.values(), *([more] if more else [])])
    return evaluated(rules(text), *({"y": 80, **person} for person in people), wide=WIDE, day=day)


def boxes(evaluation: Evaluation) -> TalentBoxes:
    made = talent_of(evaluation)
    assert made is not None
    return made


def printed(units, known) -> list[str | None]:
    pairs = zip(units.tolist(), known.tolist(), strict=True)
    return [f"{Decimal(number).scaleb(-2)}" if there else None for number, there in pairs]


def scores(levels: Levels) -> list[str | None]:
    return printed(levels.score, levels.scored)


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_a_case_of_the_weighed_axes(case):
    made = boxes(office(case["people"], *([case["rules"]] if "rules" in case else []), day=case.get("day", DAY)))
    if "kinerja" in case:
        assert scores(made.kinerja) == case["kinerja"]
    if "potensial" in case:
        assert scores(made.potensial) == case["potensial"]
    if "level" in case:
        assert made.kinerja.level.tolist() == case["level"]
    if "box" in case:
        assert made.box.tolist() == case["box"]
    if "talent" in case:
        assert ([] if made.score is None else printed(made.score.units, made.score.known)) == case["talent"]
    for person, lacks in case.get("why", {}).items():
        # A person nothing of the other axis was given of lacks all of that too.
        named = [lack[0] for lack in lacks]
        told = [[lack.what, lack.why, lack.found] for lack in made.lacks(person)]
        assert [lack for lack in told if lack[0] in named] == lacks


def test_every_component_of_the_law_has_a_key_of_the_rulebook():
    for table in history("kepkabkn-411-2025").tables:
        assert {row.text("component") for row in table.part("kinerja")} == set(KINERJA.values())
        assert {row.text("component") for row in table.part("potensial")} == set(POTENSIAL.values())
        for axis in ("kinerja", "potensial"):
            assert sum(row.number("percent") for row in shares(axis, table.since)) == 100


POINTS = st.integers(0, 1_000_000).map(lambda n: f"{Decimal(n).scaleb(-4)}")


@given(st.lists(st.tuples(POINTS, POINTS, POINTS), min_size=1, max_size=6))
def test_the_published_score_is_the_exact_one_rounded_once_and_more_points_never_lower_it(rows):
    people = [{"P": "Baik", "A": a, "T": t, "U": u, **FULL} for a, t, u in rows]
    made = boxes(office(people)).kinerja
    for person, (a, t, u) in enumerate(rows):
        exact = 48 + (Fraction(a) * 15 + Fraction(t) * 15 + Fraction(u) * 10) / 100
        assert made.score[person] == half_up(exact, 2)
    higher = [{**person, "U": "100"} for person in people]
    assert (boxes(office(higher)).kinerja.score >= made.score).all()


def test_a_predikat_an_education_and_a_sanction_of_the_records_count_as_they_stand_there():
    text = """
    indicators: {y: {weight: 100}, umpan: {weight: 0, missing: renormalise}}
    talent:
      kinerja: {law: kepkabkn-411-2025, predikat: {fact: predikat}, penghargaan: {column: A}, tim: {column: T},
                umpan_balik: {indicator: umpan}}
      potensial: {law: kepkabkn-411-2025, kompetensi: {column: K}, pengembangan: {column: D}, pengalaman: {column: J},
                  potensi: {column: X}, pendidikan: {fact: pendidikan}, kesesuaian: {column: F}, integritas: {fact: hukuman_terberat}}
    """
    book = rules(text)
    person = {"y": 80, "A": "0", "T": "0", **FULL, "pendidikan": "S1", "umpan": 80}
    persons = [person, person, person, {**person, "pendidikan": ""}, {k: v for k, v in person.items() if k != "umpan"}]
    logbooks = {
        "ekinerja": logbook("ekinerja", (0, 1, 2, 3), predikat=["Baik", "Baik", "Baik", "Baik"]),
        "sanctions": logbook(
            "sanctions",
            (1, 2),
            tingkat_hukuman=["berat", "ringan"],
            mulai_hukuman=["2015-01-01", "2026-11-01"],
            akhir_hukuman=["2016-01-01", "2026-12-31"],
        ),
    }
    dossier = replace(dossier_of(persons, book, WIDE), logbooks=logbooks)
    outcome = evaluate_dossier(dossier, Policy(book, "i.yaml"), Choices(DAY))
    assert isinstance(outcome, Evaluation)
    made = boxes(outcome)
    assert scores(made.kinerja) == ["56.00", "56.00", "56.00", "56.00", None]
    # 70 × 75 % + 80 × 10 % + integrity 100, 25 and 0 of 15 %.
    assert scores(made.potensial) == ["75.50", "64.25", "60.50", None, "75.50"]
    assert [[lack.what, lack.why] for lack in made.lacks(3)] == [["pendidikan", "empty"]]
    assert [[lack.what, lack.why] for lack in made.lacks(4)] == [
        ["predikat", "not_recorded"],
        ["umpan_balik", "no_score"],
    ]


def test_without_records_what_they_would_say_is_not_known():
    axis = (
        "kinerja: {law: kepkabkn-411-2025, predikat: {fact: predikat_sebelumnya}, penghargaan: {column: A}, tim: {column: T}, "
        "umpan_balik: {column: U}}"
    )
    other = X_AXIS.replace("integritas: {column: H}", "integritas: {fact: hukuman_terberat}")
    made = boxes(office([{"A": "0", "T": "0", "U": "0", **FULL}], axis, other))
    assert [[lack.what, lack.why] for lack in made.lacks(0)] == [
        ["predikat", "no_records"],
        ["integritas", "no_records"],
    ]


NUMBERS = "numbers: {9: 1, 8: 2, 7: 3, 6: 4, 5: 5, 4: 6, 3: 7, 2: 8, 1: 9}"
LEVELS = ("kinerja: {column: P}", "potensial: {column: X}")
ABOVE, AS, UNDER = "di atas ekspektasi", "sesuai ekspektasi", "di bawah ekspektasi"


def test_boxes_have_the_numbers_of_the_office_wherever_they_are_shown_and_compared():
    people = [
        {"P": ABOVE, "X": "tinggi", "C": "1"},
        {"P": AS, "X": "tinggi", "C": "8"},
        {"P": UNDER, "X": "rendah", "C": "9"},
        {"P": AS, "X": ""},
    ]
    evaluation = office(people, *LEVELS, more=f"{NUMBERS}\n  claimed: C")
    made = boxes(evaluation)
    assert made.box.tolist() == [1, 2, 9, 0]
    assert made.place.tolist() == [9, 8, 1, 0]
    assert made.counts == (1, 1, 1, 0, 0, 0, 0, 0, 0, 1)
    # The source writes 8 where the office writes 2.
    assert made.differs.tolist() == [False, True, False, False]
    grid = grid_table(made, "id")
    assert [list(column.values) for column in grid.columns[1:]] == [
        ["[6] 0 orang", "[8] 0 orang", "[9] 1 orang"],
        ["[3] 0 orang", "[5] 0 orang", "[7] 0 orang"],
        ["[1] 1 orang", "[2] 1 orang", "[4] 0 orang"],
    ]
    assert (
        "Nomor kotak menurut kantor (talent.numbers): 1 = kotak 9 peraturan, 2 = kotak 8 peraturan, 3 = kotak 7 peraturan, "
        "4 = kotak 6 peraturan, 5 = kotak 5 peraturan, 6 = kotak 4 peraturan, 7 = kotak 3 peraturan, 8 = kotak 2 peraturan, "
        "9 = kotak 1 peraturan"
    ) in grid.notes
    assert "Kelompok Rencana Suksesi (kotak 1, 2 dan 3): 2 orang" in grid.notes
    counts = {column.key: list(column.values) for column in counts_table(made, "id").columns}
    assert (counts["box"], counts["law_box"]) == ([*"123456789"], list(range(9, 0, -1)))
    assert (counts["people"], counts["pool"][:4]) == ([1, 1, 0, 0, 0, 0, 0, 0, 1], ["ya", "ya", "ya", "tidak"])
    shown = people_table(evaluation, made, "id")
    assert [int(n) for n in shown.columns[0].values] == [1, 2, 9, 0]
    assert str(counts["recommendation"][0]).startswith("Dipromosikan dan dipertahankan")


def test_without_numbers_of_the_office_nothing_is_said_of_them():
    made = boxes(office([{"P": ABOVE, "X": "tinggi"}], *LEVELS))
    assert not made.renumbered
    assert "law_box" not in [column.key for column in counts_table(made, "id").columns]
    assert not [note for note in grid_table(made, "id").notes if "talent.numbers" in note]


FAULTS = [
    (
        "{kinerja: {column: Y}, potensial: {column: X}, numbers: {9: 1, 8: 2}}",
        (
            "i.yaml:2 talent.numbers: nomor untuk kotak 1, 2, 3, 4, 5, 6, 7 belum disebut; "
            "tulis nomor kesembilan kotak, atau hapus numbers supaya nomor peraturan yang dipakai [talent-numbers-lacking]"
        ),
    ),
    (
        "{kinerja: {column: Y}, potensial: {column: X}, numbers: {9: 1, 8: 2, 7: 3, 6: 4, 5: 5, 4: 6, 3: 7, 2: 8, 1: 8}}",
        (
            "i.yaml:2 talent.numbers.1: nomor 8 dipakai untuk kotak 2 dan kotak 1; "
            "beri setiap kotak nomornya sendiri [talent-numbers-doubled]"
        ),
    ),
    (
        "{kinerja: {column: Y}, potensial: {column: X}, numbers: {9: 1, 8: 2, 7: 3, 6: 4, 5: 5, 4: 6, 3: 7, 2: 8, 1: 9, 10: 9}}",
        (
            'i.yaml:2 talent.numbers.10: peraturan tidak mempunyai kotak "10"; '
            "pakai nomor kotak peraturan 1 sampai 9 di sebelah kiri [talent-numbers-box]"
        ),
    ),
    (
        "{kinerja: {column: Y, tim: {column: T}}, potensial: {column: X}}",
        (
            'i.yaml:2 talent.kinerja.tim: komponen "tim" tidak dipakai, karena sumbu ini bukan dari law; '
            "ganti asal sumbu menjadi law: kepkabkn-411-2025, atau hapus tim [talent-component-law]"
        ),
    ),
    (
        "{kinerja: {law: kepkabkn-411-2025, words: {Baik: upper}}, potensial: {column: X}}",
        "i.yaml:2 talent.kinerja.words: words tidak dipakai pada sumbu dari law; hapus words [talent-law-words]",
    ),
    (
        "{kinerja: {law: kepkabkn-411-2025, predikat: {fact: predikat, column: P}}, potensial: {column: X}}",
        (
            "i.yaml:2 talent.kinerja.predikat: asalnya harus satu: fact, indicator, atau column; "
            "tulis salah satu saja [talent-fact-origin]"
        ),
    ),
    (
        "{kinerja: {column: Y}, potensial: {law: kepkabkn-411-2025, integritas: {}}}",
        "i.yaml:2 talent.potensial.integritas: asalnya harus satu: fact atau column; tulis salah satu saja [talent-fact-column]",
    ),
    (
        "{kinerja: {law: kepkabkn-411-2025, tim: {indicator: disipin}}, potensial: {column: X}}",
        'i.yaml:2 talent.kinerja.tim.indicator: indikator "disipin" tidak ada; maksud Anda "disiplin"? [career-indicator]',
    ),
    (
        "{kinerja: {law: kepkabkn-411-2025, predikat: {indicator: disiplin}}, potensial: {column: X}}",
        (
            'i.yaml:2 talent.kinerja.predikat.indicator: indikator "disiplin" berupa angka, bukan kata; '
            "pakai indikator dengan measure ekinerja.predikat atau history.predikat, atau tulis column [career-words]"
        ),
    ),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_what_does_not_agree_is_told(text, message):
    found = load_text(f"indicators: {{disiplin: {{weight: 100}}}}\ntalent: {text}\n", "i.yaml")
    assert isinstance(found, tuple | list)
    assert [f.message("id") for f in found] == [message]


BOOK = """
indicators: {skp: {weight: 100}}
period: {start: 2026-01-01, end: 2026-12-31}
talent:
  kinerja:
    law: kepkabkn-411-2025
    predikat: {fact: predikat}
    penghargaan: {column: Nilai Penghargaan}
    tim: {column: Nilai Tim Kerja}
    umpan_balik: {column: Umpan Balik 360}
  potensial: {column: Potensial}
"""
ROSTER = [
    ["NIP", "Nama", "Unit Kerja", "SKP", "Nilai Penghargaan", "Nilai Tim Kerja", "Umpan Balik 360", "Potensial"],
    ["198503152010011001", "Budi Contoh", "Sekretariat", 85, 0, 0, 80, "menengah"],
    ["198503152010011002", "Sari Contoh", "Sekretariat", 85, 0, 0, None, "menengah"],
]
EKINERJA = [
    ["NIP", "Nama", "Predikat Kinerja Pegawai"],
    ["198503152010011001", "Budi Contoh", "Baik"],
    ["198503152010011002", "Sari Contoh", "Baik"],
]


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "indicators.yaml").write_text(BOOK, encoding="utf-8")
    write_xlsx(tmp_path / "staf.xlsx", {"Pegawai": ROSTER, "Rekap e-Kinerja": EKINERJA})
    return "staf.xlsx"


def test_worked_example_20_from_the_workbook_to_json_sheet_screen_and_explanation(workbook, capfdbinary, tmp_path):
    """A raw SKP of 85 would be above expectation; what the law weighs is 0.6 × 80 + 0.1 × 80 = 56.0, below it."""

    def told(*words: str) -> str:
        assert run([*words]) == 0
        return capfdbinary.readouterr().out.decode()

    made = json.loads(told("talent", workbook, "--json"))
    one, other = made["talent"]
    assert (one["nama"], one["kinerja"], one["kinerja_score"], one["box"]) == ("Budi Contoh", UNDER, 56.0, 3)
    assert (other["nama"], other["kinerja_score"], other["box"]) == ("Sari Contoh", None, None)
    assert other["missing"] == "umpan balik 360: sel kosong (staf.xlsx:Pegawai!G3)"
    parts = [(row["component"], row["percent"], row["unknown"]) for row in made["talent_components"]]
    assert parts == [
        ("Predikat", 60, 0),
        ("Penghargaan", 15, 0),
        ("Penugasan tim kerja", 15, 0),
        ("Umpan balik 360", 10, 1),
    ]
    (row,) = [row for row in made["talent_kinerja"] if row["nama"] == "Budi Contoh"]
    assert (row["predikat"], row["predikat_points"], row["penghargaan_points"]) == ("Baik", 80.0, 0.0)
    assert (row["tim_points"], row["umpan_balik_points"], row["kinerja_score"]) == (0.0, 80.0, 56.0)

    screen = told("talent", workbook)
    assert "56,00" in screen
    assert (
        "Kinerja: nilai berbobot, predikat 60% + penghargaan 15% + penugasan tim kerja 15% + umpan balik 360 10%; "
        "tingkat atas mulai 80, tingkat tengah mulai 60 (Keputusan Kepala BKN 411/2025)"
    ) in screen

    explained = told("explain", workbook, "198503152010011001")
    assert (
        "Kinerja 56,00 = predikat (Baik) 80 × 60% + penghargaan 0 × 15% + penugasan tim kerja 0 × 15% + umpan balik 360 80 × 10%"
    ) in explained

    told("score", workbook, "-o", "hasil.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "hasil.xlsx")["Sumbu Kinerja"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    found = next(row for row in rows if "Budi Contoh" in row)
    assert "Baik" in found
    assert 56 in found


def test_every_table_of_a_weighed_axis_is_headed_as_a_proposal():
    evaluation = office([{"P": "Baik", "A": "0", "T": "0", "U": "80", **FULL}])
    tables = talent_tables(evaluation, boxes(evaluation), "id")
    assert [table.key for table in tables] == [
        "talent_grid", "talent_boxes", "talent", "talent_components", "talent_kinerja", "talent_potensial", "talent_claims"
    ]  # fmt: skip
    assert all("usulan, bukan keputusan" in table.title for table in tables)
