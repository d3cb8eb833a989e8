"""Angka kredit, promotions and IP ASN: case by case, exact, and never a 0 for what is not known."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asn_eval.cli.run import run
from asn_eval.decide.career import Concern
from asn_eval.decide.promotions import Readiness
from asn_eval.examine.careers import Careers, careers_of
from asn_eval.pipeline import Choices, Evaluation, Policy, evaluate_dossier
from asn_eval.present.outcome.careers import career_sheets, career_tables
from asn_eval.rounding import half_up
from asn_eval.rules.load import load_text
from logbooks import logbook
from offices import dossier_of, evaluated, rules
from workbooks import write_xlsx

END = date(2026, 12, 31)
WIDE = ("AK", "P", "T", "D", "J", "S", "N", "H", "U")
HERE = Path(__file__).parent / "cases"
CREDITS = yaml.safe_load((HERE / "career.yaml").read_text(encoding="utf-8"))
INDEXES = yaml.safe_load((HERE / "ip-asn.yaml").read_text(encoding="utf-8"))
CREDIT = "have: AK, predikat: {column: P}"
INDEX = "diklat: {column: D}, jp: {column: J}, seminar: {column: S}, kinerja: {column: N}, sanction: H"


def office(career: str, people, day=END, logbooks=None) -> Evaluation:
    book = rules(
        f"""
        indicators: {{a: {{weight: 100}}}}
        period: {{start: {day.year}-01-01, end: {day.year}-12-31}}
        career: {{{career}}}
        """
    )
    persons = [{"a": 80, **person} for person in people]
    dossier = replace(dossier_of(persons, book, WIDE), logbooks=logbooks or {})
    outcome = evaluate_dossier(dossier, Policy(book, "indicators.yaml"), Choices(day))
    assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
    return outcome


def careers(evaluation) -> Careers:
    made = careers_of(evaluation)
    assert made is not None
    return made


def exact(value):
    return None if value is None else Fraction(value)


def step(value):
    return "top" if value.top else None if value.need is None else [str(value.need), value.months]


@pytest.mark.parametrize("case", CREDITS, ids=[case["says"] for case in CREDITS])
def test_a_case_of_angka_kredit(case):
    evaluation = office(f"credit: {{{case.get('credit', CREDIT)}}}", case["people"], case.get("day", END))
    counted = careers(evaluation).credits
    assert counted is not None
    of = counted.of
    made = {
        "earned": [one.earned for one in of],
        "total": [one.total for one in of],
        "months": [one.months for one in of],
        "printed": [one.earned and f"{half_up(one.earned, 2) / 100:.2f}" for one in of],
        "pangkat": [step(one.pangkat) for one in of],
        "jenjang": [step(one.next_jenjang) for one in of],
        "target": [step(one.target) for one in of],
        "concern": [one.concern.name for one in of],
    }
    expected = {name: case[name] for name in made if name in case}
    for name in {"earned", "total"} & expected.keys():
        expected[name] = [exact(value) for value in expected[name]]
    assert {name: made[name] for name in expected} == expected
    for person, lacks in case.get("lacks", {}).items():
        assert [[lack.what, lack.why, lack.found] for lack in of[person].lacks] == lacks
    assert sum(counted.counts) == len(of)
    assert all((one.concern == Concern.TO_VERIFY) == bool(one.lacks) for one in of)


@pytest.mark.parametrize("case", INDEXES, ids=[case["says"] for case in INDEXES])
def test_a_case_of_ip_asn(case):
    asked = INDEX
    if "kinerja_words" in case:
        asked = asked.replace("{column: N}", f"{{column: N, words: {case['kinerja_words']}}}")
    groups = f", groups: {case['groups']}" if "groups" in case else ""
    evaluation = office(f"ip_asn: {{{asked}}}{groups}", case["people"], case.get("day", END))
    indexes = careers(evaluation).indexes
    assert indexes is not None
    of = indexes.of
    for name, values in case.items():
        if name in {"kualifikasi", "kompetensi", "kinerja", "disiplin"}:
            number = ("kualifikasi", "kompetensi", "kinerja", "disiplin").index(name)
            assert [one.points[number] for one in of] == [exact(value) for value in values]
    if "points" in case:
        assert [list(one.points) for one in of] == [[exact(value) for value in points] for points in case["points"]]
    if "total" in case:
        assert [one.total for one in of] == [exact(value) for value in case["total"]]
    if "category" in case:
        assert [one.category for one in of] == case["category"]
    if "group" in case:
        assert [one.group for one in of] == case["group"]
    for person, lacks in case.get("lacks", {}).items():
        assert [[lack.what, lack.why, lack.found] for lack in of[person].lacks] == lacks
    if "units" in case:
        expected = [[u, people, known, exact(mean), name] for u, people, known, mean, name in case["units"]]
        assert [[u.unit, u.people, u.known, u.mean, u.category] for u in indexes.units] == expected


@given(
    st.lists(st.integers(0, 45000), min_size=2, max_size=5), st.sampled_from(["Ahli Pertama", "Ahli Madya", "Mahir"])
)
def test_more_angka_kredit_never_takes_longer(have, jenjang):
    people = [{"jenjang": jenjang, "golongan": "III/a", "P": "Baik", "AK": f"{n / 100:.2f}"} for n in sorted(have)]
    counted = careers(office(f"credit: {{{CREDIT}}}", people)).credits
    assert counted is not None
    months = [one.next_jenjang.months for one in counted.of]
    assert None not in months
    assert months == sorted(months, reverse=True)


PROMOTION = """
credit: {have: AK, predikat: {column: P}, includes_period: true}, promotions: {naik: {title: Kenaikan jenjang,
applies_to: {jenjang: ["Ahli *"]}, credit: jenjang, requires: [{column: U, one_of: [lulus]},
{fact: pendidikan, at_least: S1, why: Pedoman}]}}
""".replace("\n", " ")


def able(**more):
    base = {"jenjang": "Ahli Pertama", "golongan": "III/b", "P": "Baik", "AK": "100", "U": "lulus", "pendidikan": "S1"}
    return {**base, **more}


@pytest.mark.parametrize(
    ("person", "standing"),
    [
        (able(), "MET"),
        (able(AK="99.99"), "UNMET"),
        (able(AK=""), "TO_VERIFY"),
        (able(U=""), "TO_VERIFY"),
        (able(U="gagal", AK=""), "UNMET"),
        (able(pendidikan="D3"), "UNMET"),
        (able(jenjang="Mahir"), "NOT_FOR"),
        (able(jenjang=""), "TO_VERIFY"),
        (able(jenjang="Ahli Utama", golongan="IV/d"), "UNMET"),
    ],
)
def test_a_promotion_asks_for_everything_and_an_empty_cell_is_no_refusal(person, standing):
    (ready,) = careers(office(PROMOTION, [person])).promotions
    assert [Readiness(s).name for s in ready.standing.tolist()] == [standing]
    assert sum(ready.counts) == 1


def test_a_pelaksana_does_not_reach_the_angka_kredit_of_a_promotion_for_everybody():
    asked = f"credit: {{{CREDIT}}}, promotions: {{naik: {{title: Naik, credit: pangkat}}}}"
    (ready,) = careers(office(asked, [{"jenis_jabatan": "Pelaksana"}, {}])).promotions
    assert [Readiness(s).name for s in ready.standing.tolist()] == ["UNMET", "TO_VERIFY"]


def test_the_tables_are_proposals_account_for_everybody_and_print_every_answer():
    people = [able(nama="Budi"), able(nama="Sari", AK="", U=""), {"jenis_jabatan": "Pelaksana", "nama": "Tono"}]
    evaluation = office(f"{PROMOTION}, ip_asn: {{{INDEX}}}", people)
    tables = career_tables(evaluation, careers(evaluation), "id")
    assert [table.key for table in tables] == ["credit", "promotion_naik", "ip_asn", "ip_asn_units"]
    assert all("usulan, bukan keputusan" in table.title for table in tables)
    credit, promotion, index, _ = tables
    assert credit.notes[-1] == "1 lengkap + 1 perlu verifikasi + 1 bukan jabatan fungsional = 3 pegawai"
    assert list(column(credit, "missing")) == ["", "angka kredit sebelumnya: sel kosong (staf.xlsx:Bulan 1!3)", ""]
    assert promotion.notes == (
        "1 memenuhi syarat + 1 perlu verifikasi + 1 belum memenuhi + 0 bukan untuk jabatannya = 3 pegawai",
    )
    assert column(promotion, "reasons")[0] == (
        "terpenuhi: angka kredit mencapai kebutuhan jenjang berikutnya\n"
        'terpenuhi: kolom U berisi "lulus" (aturan kantor)\nterpenuhi: pendidikan paling rendah S1 (Pedoman)'
    )
    assert index.notes[-1] == "0 lengkap + 3 belum lengkap = 3 pegawai"
    assert [sheet.key for sheet in career_sheets(evaluation, "en")] == [table.key for table in tables]


def test_what_is_lacking_to_a_step_is_told_in_points():
    evaluation = office(PROMOTION, [able(AK="82,5"), able(AK="40", golongan="III/a")])
    credit, _ = career_tables(evaluation, careers(evaluation), "id")
    assert list(column(credit, "missing")) == [
        "kurang 17,5 AK untuk pangkat berikutnya",
        "kurang 10 AK untuk pangkat berikutnya; kurang 60 AK untuk jenjang berikutnya",
    ]


def column(table, key):
    return next(c for c in table.columns if c.key == key).values


def test_a_rulebook_without_the_part_works_nothing_out():
    evaluation = evaluated(rules("indicators: {y: {weight: 100}}"), {"y": 90})
    assert careers_of(evaluation) is None
    assert career_sheets(evaluation, "id") == ()


# The training record: whom it does not name is unknown, and each record counts in its time.
TRAINED = 'diklat: {titles: ["PKP*"]}, seminar: {titles: ["Seminar*"]}, kinerja: {column: N}, sanction: H'


def competence(group, records, day=END):
    kept = {
        "training": logbook(
            "training",
            [0] * len(records),
            pelatihan=[title for title, _, _, _ in records],
            jp=[jp for _, jp, _, _ in records],
            tanggal=[when for _, _, when, _ in records],
            tahun=[year for _, _, _, year in records],
        )
    }
    evaluation = office(f"ip_asn: {{{TRAINED}}}", [{"jenis_jabatan": group}, {"jenis_jabatan": group}], day, kept)
    indexes = careers(evaluation).indexes
    assert indexes is not None
    assert indexes.of[1].points[1] is None, "nobody recorded is not nobody trained"
    assert {lack.why for lack in indexes.of[1].lacks if lack.what in {"jp", "seminar", "diklat"}} == {"not_recorded"}
    return indexes.of[0].points[1]


@pytest.mark.parametrize(
    ("group", "records", "points"),
    [
        ("Pelaksana", [("Bimtek", 20, "2026-01-01", None)], "45/2"),
        ("Pelaksana", [("Bimtek", 20, "2025-12-31", None)], "0"),
        ("Pelaksana", [("Bimtek", 19, "2026-05-01", None)], "0"),
        ("Pelaksana", [("Bimtek", 12, "2026-05-01", None), ("Kursus", 8, None, 2026)], "45/2"),
        ("Pelaksana", [("Bimtek", 20, "2027-01-01", None)], "0"),
        ("Pelaksana", [("Bimtek", 20, None, None)], None),
        ("Pelaksana", [("Bimtek", None, "2026-05-01", None)], None),
        ("Pelaksana", [("Bimtek", 20, "2026-05-01", None), ("Kursus", None, "2026-05-01", None)], "45/2"),
        ("Pelaksana", [("Seminar Nasional", 20, "2025-01-01", None)], "35/2"),
        ("Pelaksana", [("Seminar Nasional", 20, "2024-12-31", None)], "0"),
        ("Pelaksana", [("Seminar Nasional", 20, None, None)], None),
        ("Pengawas", [("PKP Angkatan 1", 300, "2010-01-01", None)], "15"),
        ("Pengawas", [("Bimtek", 20, "2010-01-01", None)], "15"),
        ("Pengawas", [("Bimtek", 20, None, None), ("PKP", 1, None, 2011), ("seminar x", 4, None, 2026)], "40"),
    ],
)
def test_each_record_of_training_counts_in_its_time(group, records, points):
    assert competence(group, records) == exact(points)


def test_a_record_of_a_year_of_which_only_a_part_counts_is_asked_about():
    day = date(2026, 6, 30)
    assert competence("Pelaksana", [("Bimtek", 20, None, 2025)], day) is None
    assert competence("Pelaksana", [("Bimtek", 20, None, 2026)], day) == Fraction(45, 2)
    assert competence("Pelaksana", [("Bimtek", 20, None, 2024)], day) == 0


def test_sanctions_and_predikat_come_from_the_records_where_no_column_is_named():
    sanctions = logbook(
        "sanctions", [0], tingkat_hukuman=["sedang"], mulai_hukuman=["2023-02-01"], akhir_hukuman=["2024-02-01"]
    )
    history = logbook("history", [0], tahun=[2026], predikat=["Sangat Baik"])
    asked = "credit: {have: AK}, ip_asn: {kinerja: {column: N}}"
    people = [{"jenjang": "Ahli Pertama", "golongan": "III/a", "AK": "0"}] * 2
    made = careers(office(asked, people, logbooks={"sanctions": sanctions, "history": history}))
    assert made.credits is not None
    assert made.indexes is not None
    assert [one.earned for one in made.credits.of] == [Fraction(75, 4), None]
    assert [lack.why for lack in made.credits.of[1].lacks] == ["not_recorded"]
    assert [one.points[3] for one in made.indexes.of] == [2, 5]
    without = careers(office(asked, people))
    assert without.credits is not None
    assert without.indexes is not None
    assert [lack.why for lack in without.credits.of[0].lacks] == ["no_records"]
    assert [lack.why for lack in without.indexes.of[0].lacks if lack.what == "hukuman"] == ["no_records"]


@pytest.mark.parametrize(("given", "points"), [("2021-12-31", 2), ("2021-12-30", 5)])
def test_a_sanction_counts_as_many_years_as_the_table_says(given, points):
    sanctions = logbook("sanctions", [0], tingkat_hukuman=["sedang"], mulai_hukuman=[given], akhir_hukuman=[given])
    asked = INDEX.replace(", sanction: H", "")
    people = [{"jenis_jabatan": "Pelaksana", "pendidikan": "S1"}]
    indexes = careers(office(f"ip_asn: {{{asked}}}", people, date(2026, 12, 31), {"sanctions": sanctions})).indexes
    assert indexes is not None
    assert indexes.of[0].points[3] == points


def test_a_predikat_measured_from_records_feeds_angka_kredit_and_ip_asn():
    book = rules(
        """
        indicators: {p: {weight: 100, measure: ekinerja.predikat, scale: {table: {Baik: 80}}, missing: exclude}}
        period: {start: 2026-01-01, end: 2026-12-31}
        career: {credit: {have: AK, predikat: {indicator: p}}, ip_asn: {kinerja: {indicator: p, words: {Baik: 76}}}}
        """
    )
    people = [{"jenjang": "Ahli Muda", "golongan": "III/c", "AK": "1"}] * 2
    kept = {"ekinerja": logbook("ekinerja", [0], predikat=["Baik"])}
    dossier = replace(dossier_of(people, book, WIDE), logbooks=kept)
    outcome = evaluate_dossier(dossier, Policy(book, "indicators.yaml"), Choices(END))
    made = careers(outcome)
    assert made.credits is not None
    assert made.indexes is not None
    assert [one.earned for one in made.credits.of] == [25, None]
    assert [one.points[2] for one in made.indexes.of] == [25, None]


FAULTS = [
    (
        "career: {credit: {predikat: {indicator: disiplin}}}",
        (
            'i.yaml:2 career.credit.predikat.indicator: indikator "disiplin" berupa angka, bukan kata; '
            "pakai indikator dengan measure ekinerja.predikat atau history.predikat, atau tulis column [career-words]"
        ),
    ),
    (
        "career: {ip_asn: {seminar: {}}}",
        "i.yaml:2 career.ip_asn.seminar: buktinya harus satu: column atau titles; tulis salah satu saja [career-evidence]",
    ),
    (
        "career: {promotions: {naik: {title: Naik, credit: jenjang}}}",
        (
            'i.yaml:2 career.promotions.naik.credit: "Naik" mensyaratkan angka kredit, tetapi career.credit tidak ada; '
            "isi career.credit, atau hapus credit pada kenaikan ini [career-credit]"
        ),
    ),
    (
        "career: {credit: {have: AK}}\nperiod: {start: 2025-12-31, end: 2026-12-31}",
        (
            "i.yaml:2 career.credit: periode lebih panjang dari 12 bulan, sedangkan angka kredit dihitung dari predikat satu "
            "tahun; ubah period menjadi paling lama 12 bulan, atau hapus career.credit [career-period]"
        ),
    ),
    (
        "career: {credit: {needs: {Pelaksana: {jenjang: 4}}}}",
        (
            'i.yaml:2 career.credit.needs.Pelaksana: "Pelaksana" tidak ada dalam urutan jenjang; '
            "pakai salah satu: Pemula, Terampil, Mahir, Penyelia, Ahli Pertama, Ahli Muda, Ahli Madya, Ahli Utama [fact-step-listed]"
        ),
    ),
    (
        "career: {promotions: {naik: {title: Naik, requires: [{fact: golongan, at_least: III/x}]}}}",
        (
            'i.yaml:2 career.promotions.naik.requires.1.at_least: "III/x" tidak ada dalam urutan golongan; '
            'maksud Anda "III/d"? [fact-step]'
        ),
    ),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_what_does_not_agree_is_told(text, message):
    found = load_text(f"indicators: {{disiplin: {{weight: 100}}}}\n{text}\n", "i.yaml")
    assert isinstance(found, tuple | list)
    assert [f.message("id") for f in found] == [message]


def test_a_period_of_exactly_a_year_is_one_year():
    text = "indicators: {a: {weight: 100}}\nperiod: {start: 2025-07-01, end: 2026-06-30}\ncareer: {credit: {have: AK}}"
    assert not isinstance(load_text(text, "i.yaml"), tuple | list)


RULEBOOK = """
indicators: {kinerja: {weight: 100}}
period: {start: 2026-01-01, end: 2026-12-31}
talent: {kinerja: {indicator: kinerja}, potensial: {column: Potensial}}
career:
  credit: {have: Angka Kredit, includes_period: true, predikat: {column: Predikat}}
  ip_asn: {kinerja: {column: Nilai SKP}, sanction: Hukdis, jp: {column: JP}, seminar: {column: Seminar}}
"""
ROSTER = [
    [
        "NIP",
        "Nama",
        "Jenis Jabatan",
        "Jenjang",
        "Golongan",
        "Pendidikan",
        "Kinerja",
        "Potensial",
        "Angka Kredit",
        "Predikat",
    ],
    ["198503152010011001", "Budi Contoh", "Fungsional", "Ahli Pertama", "III/b", "S1", 80, "tinggi", "70", "Baik"],
    ["199007202015042002", "Sari Contoh", "Pelaksana", "", "II/c", "SMA", 79.99, "", "", ""],
]


def test_the_commands_print_json_and_the_result_workbook_has_their_sheets(tmp_path, capfdbinary):
    (tmp_path / "indicators.yaml").write_text(RULEBOOK, encoding="utf-8")
    staff, result = tmp_path / "staf.xlsx", tmp_path / "hasil.xlsx"
    write_xlsx(staff, {"Pegawai": ROSTER})
    assert run(["talent", str(staff), "--json"]) == 0
    talent = json.loads(capfdbinary.readouterr().out)
    assert [(row["nip"], row["box"]) for row in talent["talent"]] == [(ROSTER[1][0], 9), (ROSTER[2][0], None)]
    assert talent["talent"][1]["missing"] == "potensial: sel kosong (staf.xlsx:Pegawai!H3)"
    assert run(["career", str(staff), "--json"]) == 0
    career = json.loads(capfdbinary.readouterr().out)
    assert [(row["need_jenjang"], row["months_jenjang"]) for row in career["credit"]] == [(100, 29), (None, None)]
    assert 'hukuman disiplin: tidak ada kolom "Hukdis" (staf.xlsx:Pegawai!3)' in career["ip_asn"][1]["missing"]
    for command in ("talent", "career"):
        assert run([command, str(staff), "--top", "1", "--lang", "en"]) == 0
        shown = capfdbinary.readouterr().out.decode()
        assert "a proposal, not a decision" in shown
        assert "Sari Contoh" not in shown
        assert "… and 1 more" in shown
    assert run(["score", str(staff), "--quiet", "-o", str(result)]) == 0
    assert {"Peta Talenta", "Talenta", "Angka Kredit", "IP ASN", "IP ASN per Unit"} <= set(
        openpyxl.load_workbook(result).sheetnames
    )


def test_without_their_parts_the_commands_say_so(tmp_path, capfd):
    (tmp_path / "indicators.yaml").write_text("indicators: {kinerja: {weight: 100}}", encoding="utf-8")
    write_xlsx(tmp_path / "staf.xlsx", {"Pegawai": [[*ROSTER[0][:2], "Kinerja"], [*ROSTER[1][:2], 80]]})
    for command in ("talent", "career"):
        assert run([command, str(tmp_path / "staf.xlsx"), "--day", "2026-12-31"]) == 0
        assert f'Buku aturan tidak memuat bagian "{command}".' in capfd.readouterr().out
