"""Talent and careers in the words of ``asn-eval rules``, and the roster columns a form offers for them."""

from pathlib import Path

import pytest

from asn_eval.present.form.columns import roster_columns
from asn_eval.present.form.template import write_sample
from asn_eval.present.policy.careers import careers_table
from asn_eval.present.policy.rulebook import policy_tables
from asn_eval.rules.load import load_text
from asn_eval.rules.rulebook import Rulebook

RULES = """
indicators:
  disiplin: {weight: 60}
  perilaku: {title: Perilaku Kerja, weight: 40}
talent:
  kinerja: {indicator: perilaku, upper: 85, middle: 70}
  potensial: {column: Nilai Potensial}
  claimed: Kotak SIMATA
posts:
  ketua: {title: Ketua Tim, pendidikan: S1, wants: {Analisis Data: {target: 80}, disiplin: {target: 90}}}
placement: {locked_column: Jabatan Tetap}
career:
  credit:
    have: Angka Kredit
    target: Target AK
    predikat: {column: Predikat Akhir}
    needs: {Terampil: {jenjang: 40, pangkat: 20}}
  promotions:
    naik:
      title: Kenaikan jenjang
      applies_to: {jenjang: "Ahli *", columns: {Status: Aktif}}
      credit: jenjang
      requires: [{column: Uji Kompetensi, one_of: lulus, why: Pedoman}]
    bebas: {title: Kenaikan lain}
  ip_asn:
    diklat: {column: Diklat}
    jp: {column: JP Teknis}
    seminar: {titles: "Seminar*"}
    kinerja: {column: Predikat Lalu, words: {Baik: 80}}
    sanction: Hukuman
  groups: {fungsional: [JFT]}
"""


def book(text: str = RULES) -> Rulebook:
    found = load_text(text, "i.yaml")
    assert isinstance(found, Rulebook), [finding.message() for finding in found]
    return found


def told(text: str = RULES, language: str = "id") -> dict[str, str]:
    table = careers_table(book(text), language)
    assert table is not None
    keys, rules = (next(c.values for c in table.columns if c.key == name) for name in ("key", "rule"))
    return dict(zip(map(str, keys), map(str, rules), strict=True))


def test_every_rule_on_talent_and_careers_is_told_with_its_key():
    assert told() == {
        "talent.kinerja": "Skor Perilaku Kerja. Tingkat atas mulai 85, tingkat tengah mulai 70 (aturan kantor).",
        "talent.potensial": (
            "Kolom Nilai Potensial pada daftar pegawai. Batas tingkat yang ditetapkan peraturan untuk nilai berbobot "
            "(asn-eval law kepkabkn-411-2025); memakainya untuk skor ini pilihan kantor."
        ),
        "talent.claimed": "Kolom Kotak SIMATA; yang berbeda dari hitungan didaftar.",
        "career.credit.have": "Kolom Angka Kredit; periode ini ditambahkan.",
        "career.credit": "Persen predikat, koefisien, dan kebutuhan menurut peraturan (asn-eval law angka-kredit).",
        "career.credit.counted": "Angka kredit dihitung sejak masuk jenjang (aturan kantor).",
        "career.credit.predikat": "Kolom Predikat Akhir pada daftar pegawai.",
        "career.credit.needs.Terampil": (
            "Angka kredit 20 untuk pangkat berikutnya dan 40 untuk jenjang berikutnya (aturan kantor)."
        ),
        "career.credit.target": "Kolom Target AK pada daftar pegawai.",
        "career.promotions.naik": (
            'Hanya untuk jenjang "Ahli *" dan kolom "Status" berisi "Aktif". '
            "Syarat: angka kredit mencapai kebutuhan jenjang berikutnya; "
            'kolom Uji Kompetensi berisi "lulus" (Pedoman).'
        ),
        "career.promotions.bebas": "Tanpa syarat tertulis.",
        "career.ip_asn": (
            "Empat dimensi menurut peraturan (asn-eval law ip-asn); kualifikasi dari pendidikan pada daftar pegawai."
        ),
        "career.ip_asn.diklat": "Kolom Diklat pada daftar pegawai.",
        "career.ip_asn.jp": "Kolom JP Teknis pada daftar pegawai.",
        "career.ip_asn.seminar": 'Riwayat pelatihan berjudul "Seminar*".',
        "career.ip_asn.kinerja": 'Kolom Predikat Lalu pada daftar pegawai. "Baik" bernilai 80 (aturan kantor).',
        "career.ip_asn.sanction": "Kolom Hukuman pada daftar pegawai.",
        "career.groups.fungsional": '"JFT" termasuk kelompok fungsional.',
    }


WEIGHED = """
indicators:
  disiplin: {weight: 100}
  umpan: {title: Umpan Balik, weight: 0}
period: {start: 2026-01-01, end: 2026-12-31}
talent:
  numbers: {9: 1, 8: 2, 7: 3, 6: 4, 5: 5, 4: 6, 3: 7, 2: 8, 1: 9}
  kinerja:
    law: kepkabkn-411-2025
    predikat: {fact: predikat}
    penghargaan: {column: Penghargaan, words: {Nasional: 100}, year: Tahun Penghargaan}
    umpan_balik: {indicator: umpan}
  potensial:
    law: kepkabkn-411-2025
    upper: 85
    middle: 70
    pendidikan: {column: Ijazah, words: {D1: 62.5}}
    integritas: {fact: hukuman_terberat}
"""


def test_what_the_law_weighs_is_told_component_by_component_with_its_weight_and_origin():
    table = careers_table(book(WEIGHED), "id")
    assert table is not None
    settings, rules, keys = (list(map(str, column.values)) for column in table.columns)
    assert list(zip(settings, rules, keys, strict=True)) == [
        (
            "Talenta: sumbu kinerja",
            (
                "Nilai berbobot dari komponen di bawah (asn-eval law kepkabkn-411-2025). "
                "Batas tingkat menurut peraturan yang berlaku (asn-eval law kepkabkn-411-2025)."
            ),
            "talent.kinerja",
        ),
        ("Predikat (60%)", "Predikat kinerja periode ini.", "talent.kinerja.predikat"),
        (
            "Penghargaan (15%)",
            (
                'Kolom Penghargaan pada daftar pegawai. "Nasional" bernilai 100 (aturan kantor). '
                "Tahunnya pada kolom Tahun Penghargaan; yang diakui sebelum 5 tahun terakhir bernilai 0."
            ),
            "talent.kinerja.penghargaan",
        ),
        ("Penugasan tim kerja (15%)", "Belum disebut; sumbunya belum dapat dihitung.", "talent.kinerja.tim"),
        ("Umpan balik 360 (10%)", "Skor Umpan Balik.", "talent.kinerja.umpan_balik"),
        (
            "Talenta: sumbu potensial",
            (
                "Nilai berbobot dari komponen di bawah (asn-eval law kepkabkn-411-2025). "
                "Tingkat atas mulai 85, tingkat tengah mulai 70 (aturan kantor)."
            ),
            "talent.potensial",
        ),
        *(
            (f"{name} ({percent}%)", "Belum disebut; sumbunya belum dapat dihitung.", f"talent.potensial.{key}")
            for name, percent, key in (
                ("Penilaian kompetensi", 20, "kompetensi"),
                ("Pengembangan kompetensi", 10, "pengembangan"),
                ("Pengalaman jabatan", 10, "pengalaman"),
                ("Potensi", 25, "potensi"),
            )
        ),
        (
            "Pendidikan (10%)",
            'Kolom Ijazah pada daftar pegawai. "D1" bernilai 62,5 (aturan kantor).',
            "talent.potensial.pendidikan",
        ),
        ("Kesesuaian ilmu (10%)", "Belum disebut; sumbunya belum dapat dihitung.", "talent.potensial.kesesuaian"),
        (
            "Integritas dan moralitas (15%)",
            "Hukuman disiplin terberat yang pernah dijatuhkan.",
            "talent.potensial.integritas",
        ),
        (
            "Talenta: nomor kotak",
            (
                "Nomor kantor: 1 = kotak 9 peraturan, 2 = kotak 8 peraturan, 3 = kotak 7 peraturan, 4 = kotak 6 peraturan, "
                "5 = kotak 5 peraturan, 6 = kotak 4 peraturan, 7 = kotak 3 peraturan, 8 = kotak 2 peraturan, 9 = kotak 1 peraturan."
            ),
            "talent.numbers",
        ),
    ]


def test_recognition_without_its_year_is_for_the_office_to_see_to():
    text = WEIGHED.replace(", year: Tahun Penghargaan", "")
    assert told(text)["talent.kinerja.penghargaan"].endswith(
        "Hanya yang diakui dalam 5 tahun terakhir dihitung; tahunnya tidak disebut (year), jadi kantor yang memastikan."
    )
    dateless = WEIGHED.replace("period: {start: 2026-01-01, end: 2026-12-31}", "")
    assert told(dateless)["talent.kinerja.penghargaan"].endswith(
        "yang diakui sebelum jangka yang ditetapkan peraturan bernilai 0."
    )
    table = careers_table(book(dateless), "id")
    assert table is not None
    assert "Predikat" in table.columns[0].values


def test_the_form_offers_the_columns_of_weighed_components():
    offered = {c.heading: (c.kind, c.choices) for c in roster_columns(book(WEIGHED))[6:]}
    assert offered == {
        "Penghargaan": ("text", ("Nasional",)),
        "Tahun Penghargaan": ("text", ()),
        "Ijazah": ("text", ()),
    }
    asked = WEIGHED.replace("{column: Ijazah, words: {D1: 62.5}}", "{fact: pendidikan}")
    asked = asked.replace("{fact: hukuman_terberat}", "{column: Hukdis}").replace("{fact: predikat}", "{column: Hasil}")
    offered = {c.heading: (c.kind, c.choices) for c in roster_columns(book(asked))}
    assert "Pendidikan" in offered
    assert offered["Hukdis"] == ("text", ("tidak ada", "ringan", "sedang", "berat", "sedang menjalani"))
    assert offered["Hasil"][1][:2] == ("Sangat Baik", "Baik")


def test_what_is_not_said_is_told_too():
    spare = told(
        "talent: {kinerja: {column: R, words: {A: upper, B: lower, C: middle}}, potensial: {column: P}}\n"
        "career: {credit: {have: AK, includes_period: true, counted: pangkat}, ip_asn: {}}\n"
        "indicators: {disiplin: {weight: 100}}\n",
        "en",
    )
    assert spare["talent.kinerja"].endswith(
        '"A" means the upper level. "C" means the middle level. "B" means the lower level.'
    )
    assert spare["career.credit.have"] == "Column AK; it holds this period already."
    assert spare["career.credit.predikat"] == "From the e-Kinerja recap or the list of earlier evaluations."
    assert spare["career.ip_asn.diklat"] == "Not said yet; its dimension cannot be worked out."
    assert spare["career.ip_asn.jp"].startswith("All of the training record")
    assert spare["career.ip_asn.sanction"] == "The list of sanctions, the last five years."


def test_a_rulebook_without_talent_and_careers_says_nothing_of_them():
    plain = book("indicators: {disiplin: {weight: 100}}")
    assert careers_table(plain, "id") is None
    assert "careers" not in {table.key for table in policy_tables(plain, "id", "i.yaml")}
    assert policy_tables(book(), "id", "i.yaml")[-1].key == "careers"


def test_the_form_offers_the_columns_posts_talent_and_careers_name():
    offered = {c.heading: (c.kind, c.choices) for c in roster_columns(book())[6:]}
    assert {heading: kind for heading, (kind, _) in offered.items()} == {
        "Jenjang": "text",
        "Pendidikan": "text",
        "Uji Kompetensi": "text",
        "Analisis Data": "amount",
        "Jabatan Tetap": "text",
        "Nilai Potensial": "amount",
        "Kotak SIMATA": "text",
        "Angka Kredit": "amount",
        "Target AK": "amount",
        "Predikat Akhir": "text",
        "Status": "text",
        "Diklat": "text",
        "JP Teknis": "amount",
        "Predikat Lalu": "text",
        "Hukuman": "text",
    }
    assert offered["Diklat"][1] == ("ya", "tidak")
    assert offered["Kotak SIMATA"][1] == tuple("123456789")
    assert offered["Jabatan Tetap"][1] == ("ketua",)
    assert offered["Predikat Lalu"][1] == ("Baik",)
    assert offered["Hukuman"][1][0] == "tidak ada"


@pytest.mark.parametrize(
    ("part", "heading"),
    [
        ("career: {ip_asn: {}}", "Pendidikan"),
        ("career: {credit: {have: AK}}", "Jenjang"),
        ("posts: {a: {title: A, pendidikan: S1}}", "Pendidikan"),
        ("posts: {a: {title: A, jenjang: Ahli Muda}}", "Jenjang"),
        ('career: {promotions: {a: {title: A, applies_to: {jenjang: "Ahli *"}}}}', "Jenjang"),
    ],
)
def test_a_known_field_is_offered_where_a_part_looks_at_it(part: str, heading: str):
    rules = "indicators: {disiplin: {weight: 100}}\n"
    assert heading in [c.heading for c in roster_columns(book(rules + part))]
    assert heading not in [c.heading for c in roster_columns(book(rules))]


def test_numbers_of_the_worked_example_are_numbers(tmp_path: Path):
    from openpyxl import load_workbook

    write_sample(tmp_path / "contoh.xlsx", book(), "id")
    sheet = load_workbook(tmp_path / "contoh.xlsx")["Pegawai"]
    at = next(cell.column for cell in sheet[1] if cell.value == "Angka Kredit")
    assert all(isinstance(sheet.cell(row, at).value, int) for row in range(2, 14))
