"""Talent and career in an explanation: box with both axes, angka kredit with the months to come, IP ASN, each with its citation."""

import json
from datetime import date

import pytest

from asn_eval.cli.run import run
from asn_eval.pipeline import Evaluation
from asn_eval.present.person.careers import career_json, career_lines
from offices import evaluated, rules
from workbooks import write_xlsx

END = date(2026, 12, 31)
WIDE = ("AK", "P", "X", "D", "J", "S", "N", "H", "K", "TA")
HEAD = "indicators: {y: {weight: 100}}\nperiod: {start: 2026-01-01, end: 2026-12-31}\n"
TALENT = "talent: {kinerja: {indicator: y, upper: 80, middle: 60}, potensial: {column: X}, claimed: K}\n"
CREDIT = "career: {credit: {have: AK, predikat: {column: P}}}\n"
INDEX = "career: {ip_asn: {diklat: {column: D}, jp: {column: J}, seminar: {column: S}, kinerja: {column: N}, sanction: H}}\n"
NUMBERS = "{9: 1, 8: 2, 7: 3, 6: 4, 5: 5, 4: 6, 3: 7, 2: 8, 1: 9}"
CITED = "PermenPANRB 1/2023 dan Peraturan BKN 3/2023"
IP_CITED = "PermenPANRB 38/2018 dan Peraturan BKN 8/2019"
PERSON = {
    "y": 80,
    "X": "tinggi",
    "jenjang": "Ahli Pertama",
    "golongan": "III/a",
    "P": "Sangat Baik",
    "AK": "20",
    "pendidikan": "S1",
    "D": "ya",
    "J": "20",
    "S": "tidak",
    "N": "85",
    "H": "ringan",
}


def office(parts: str, **more: object) -> Evaluation:
    return evaluated(rules(HEAD + parts), {**PERSON, **more}, wide=WIDE, day=END)


def lines(parts: str, **more: object) -> list[str]:
    return list(career_lines(office(parts, **more), 0, "id"))


def test_the_box_is_told_with_both_axes_its_recommendation_and_whose_bounds_they_are():
    assert lines(TALENT, X="85", K="9") == [
        "Karier dan talenta (usulan, bukan keputusan)",
        (
            "- Kotak talenta 9: kinerja di atas ekspektasi, potensial tinggi (PermenPANRB 3/2020 lampiran). Rekomendasi: "
            "Dipromosikan dan dipertahankan; masuk Kelompok Rencana Suksesi Instansi/Nasional; penghargaan."
        ),
        "    Kinerja 80,00; tingkat atas mulai 80, tingkat tengah mulai 60 (aturan kantor)",
        (
            "    Potensial 85,00; tingkat atas mulai 80, tingkat tengah mulai 60 (batas Keputusan Kepala BKN 411/2025, yang "
            "menetapkannya untuk nilai berbobot; memakainya untuk skor ini pilihan kantor)"
        ),
        "    Menurut sumbernya kotak 9.",
    ]


def test_a_box_the_office_numbers_otherwise_is_told_with_the_law_s_number():
    told = lines(TALENT.replace("claimed: K", f"numbers: {NUMBERS}"))
    assert told[1].startswith("- Kotak talenta 1 (kotak 9 peraturan): kinerja di atas ekspektasi, potensial tinggi (")


def test_who_is_in_no_box_is_told_why():
    assert lines(TALENT, X="")[1] == (
        "- Kotak talenta: belum dapat dinilai; potensial: sel kosong (staf.xlsx:Bulan 1!2)."
    )


def test_angka_kredit_is_told_of_the_period_in_all_and_with_the_months_to_come():
    # 150 % × 12.5 = 18.75; III/a of Ahli Pertama needs 50, so 11.25 lack: 10.8 months; 100 need 61.25, 58.8 months.
    assert lines(CREDIT) == [
        "Karier dan talenta (usulan, bukan keputusan)",
        f"- Angka kredit Ahli Pertama: periode ini 18,75 (predikat Sangat Baik, 12 bulan), kumulatif 38,75 ({CITED}).",
        "    Untuk pangkat berikutnya diminta 50: kurang 11,25, 11 bulan lagi bila setiap tahun berpredikat Baik (perkiraan).",
        "    Untuk jenjang berikutnya diminta 100: kurang 61,25, 59 bulan lagi bila setiap tahun berpredikat Baik (perkiraan).",
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"AK": "31.25"}, ["    Untuk pangkat berikutnya diminta 50: sudah tercapai."]),
        (
            {"golongan": "III/b", "AK": "81.25"},
            ["    Untuk jenjang berikutnya diminta 100: sudah tercapai."],
        ),
        (
            {"jenjang": "Ahli Utama", "golongan": "IV/e", "AK": "400"},
            ["    Tidak ada jenjang di atasnya."],
        ),
        (
            {"AK": ""},
            [
                "    Untuk pangkat berikutnya diminta 50.",
                "    Untuk jenjang berikutnya diminta 100.",
                "    Perlu verifikasi: angka kredit sebelumnya: sel kosong (staf.xlsx:Bulan 1!2).",
            ],
        ),
    ],
)
def test_a_step_that_is_reached_is_the_last_or_is_not_known_is_told_so(more, told):
    found = lines(CREDIT, **more)[2:]
    assert [line for line in found if line in told] == told


def test_angka_kredit_that_is_not_known_or_concerns_nobody_is_told_so():
    assert lines(CREDIT, P="")[1] == (
        "- Angka kredit Ahli Pertama: periode ini belum diketahui (predikat belum diketahui, 12 bulan), "
        f"kumulatif belum diketahui ({CITED})."
    )
    assert lines(CREDIT, jenjang="")[1:] == [
        f"- Angka kredit: perlu verifikasi ({CITED}).",
        "    Perlu verifikasi: jenjang: sel kosong (staf.xlsx:Bulan 1!2).",
    ]
    assert lines(CREDIT, jenjang="Pelaksana")[1:] == ["- Angka kredit: bukan jabatan fungsional."]


def test_ip_asn_is_told_by_dimension_with_its_category_or_what_is_lacking():
    # 15 + (15 + 15) + 25 + 3 = 73.
    assert lines(INDEX)[1:] == [
        f"- IP ASN 73,00, Sedang: kualifikasi 15 + kompetensi 30 + kinerja 25 + disiplin 3 ({IP_CITED})."
    ]
    assert lines(INDEX, N="")[1:] == [
        (
            "- IP ASN belum dapat dihitung: kualifikasi 15, kompetensi 30, kinerja belum diketahui, disiplin 3 "
            f"({IP_CITED})."
        ),
        "    Perlu verifikasi: kinerja: sel kosong (staf.xlsx:Bulan 1!2).",
    ]


def test_programs_are_told_the_same():
    whole = TALENT + CREDIT.replace("}}\n", "}, " + INDEX.partition("{")[2])
    made = career_json(office(whole, X="85"), 0, "id")
    assert made["talent"] == {
        "box": 9,
        "law_box": 9,
        "recommendation": (
            "Dipromosikan dan dipertahankan; masuk Kelompok Rencana Suksesi Instansi/Nasional; penghargaan"
        ),
        "citation": "PermenPANRB 3/2020 lampiran",
        "kinerja": {"level": "di atas ekspektasi", "score": "80.00"},
        "potensial": {"level": "tinggi", "score": "85.00"},
        "score": None,
        "claimed": None,
        "missing": None,
    }
    assert made["credit"] == {
        "status": "known",
        "jenjang": "Ahli Pertama",
        "predikat": "Sangat Baik",
        "predikat_of_ratings": False,
        "months": 12,
        "earned": "18.75",
        "have": "20.00",
        "total": "38.75",
        "steps": {
            "pangkat": {"need": "50.00", "months": 11, "lacking": "11.25"},
            "jenjang": {"need": "100.00", "months": 59, "lacking": "61.25"},
        },
        "citation": CITED,
        "missing": None,
    }
    assert made["ip_asn"] == {
        "kualifikasi": "15.00",
        "kompetensi": "30.00",
        "kinerja": "25.00",
        "disiplin": "3.00",
        "total": "73.00",
        "category": "Sedang",
        "citation": IP_CITED,
        "missing": None,
    }


@pytest.mark.parametrize(("rule", "there"), [(HEAD, False), (HEAD + TALENT, True)])
def test_an_explanation_has_the_block_only_where_the_rulebook_has_such_a_part(
    rule, there, tmp_path, monkeypatch, capfdbinary
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "indicators.yaml").write_text(rule, encoding="utf-8")
    roster = [["NIP", "Nama", "Y", "X"], ["198503152010011001", "Budi Contoh", 80, "tinggi"]]
    write_xlsx(tmp_path / "staf.xlsx", {"Pegawai": roster})
    assert run(["explain", "staf.xlsx", "198503152010011001"]) == 0
    assert ("Karier dan talenta" in capfdbinary.readouterr().out.decode()) == there
    assert run(["explain", "staf.xlsx", "198503152010011001", "--json"]) == 0
    careers = json.loads(capfdbinary.readouterr().out)["careers"]
    assert (careers is not None) == there
    assert not there or (careers["talent"]["box"], careers["credit"], careers["ip_asn"]) == (9, None, None)
