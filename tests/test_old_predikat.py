"""Offices with evaluations from before 2022: a predikat of an older rule is shown, and compared where the office says what it is."""

import pytest

from asn_eval.decide.awards import Standing
from asn_eval.examine.person import explain
from asn_eval.present.person.measured import measured_json, measured_lines
from evidence_offices import A, B, office, person, refused, rules, told

YEAR_2021 = "\n    period: {start: 2021-01-01, end: 2021-12-31}\n"
BOOK = """
    indicators:
      disiplin: {title: Disiplin, weight: 80}
      lalu:
        title: Predikat lalu
        weight: 20
        measure: history.predikat
        missing: MISSING
        scale: {table: {Sangat Baik: 100, Baik: 80, Butuh Perbaikan: 60, Kurang: 40, Sangat Kurang: 20}}
    awards:
      a: {title: Teladan, quota: 3, requires: [{fact: predikat_sebelumnya, at_least: Kurang}]}
"""
MAPPED = "    records: {history: {predikat: {Buruk: Sangat Kurang}}}\n"
SHEETS = {
    "Pegawai": [["NIP", "Nama", "Disiplin"], [A, "Adnan Contohna", 90], [B, "Bunga Misalan", 80]],
    "Riwayat": [["NIP", "Tahun", "Predikat"], [A, 2020, "Buruk"], [B, 2020, "Sangat Baik"]],
}
INFORMATION = (
    'berkas1.xlsx:Riwayat!C2: "Buruk" (1 catatan) adalah predikat aturan lama yang belum ada padanannya, maka orangnya perlu '
    "verifikasi; tulis padanannya di records.history.predikat bila kantor menetapkannya [predikat-old]"
)


def book(missing: str, more: str = ""):
    return rules(BOOK.replace("MISSING", missing) + more, YEAR_2021)


def test_a_period_of_2021_knows_the_predikat_of_2020(tmp_path):
    made = office(tmp_path, book("renormalise"), SHEETS)
    assert told(made) == [INFORMATION]
    who = person(made, A)
    assert measured_json(made, explain(made, who))["lalu"]["value"] is None
    assert measured_lines(made, explain(made, who), "id")[1:] == (
        (
            "- Predikat lalu: predikat tahun terakhir sebelumnya Buruk menurut aturan lama, tidak dihitung tanpa padanannya "
            "(records.history.predikat); 1 catatan riwayat penilaian."
        ),
        "    berkas1.xlsx:Riwayat baris 2",
    )
    assert measured_json(made, explain(made, person(made, B)))["lalu"]["value"] == "Sangat Baik"


@pytest.mark.parametrize(
    ("more", "word", "standing"), [("", "", Standing.TO_VERIFY), (MAPPED, "Sangat Kurang", Standing.UNMET)]
)
def test_what_the_office_says_it_stands_for_is_what_requirements_ask(tmp_path, more, word, standing):
    made = office(tmp_path, book("renormalise", more), SHEETS)
    who = person(made, A)
    assert made.facts.recorded.predikat(1)[who] == word
    (proposals,) = made.proposals
    assert proposals.standing[who] == standing
    assert [f.code for f in made.findings] == ([] if more else ["predikat-old"])


def test_where_nobody_may_lack_it_only_its_owner_is_told(tmp_path):
    assert refused(tmp_path, book("error"), SHEETS) == [
        (
            'berkas1.xlsx:Pegawai!2: Predikat lalu bagi Adnan Contohna adalah "Buruk", predikat dari aturan lama yang belum ada '
            "padanannya; tulis padanannya di records.history.predikat, atau atur missing untuk indikator ini di buku aturan "
            "[measure-old-word]"
        )
    ]
    assert told(office(tmp_path, book("error", MAPPED), SHEETS)) == []
