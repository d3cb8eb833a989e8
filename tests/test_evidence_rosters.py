"""Lists of staff with a column of records stay lists of staff where there is no other; what else a sheet was read as is told."""

from datetime import date
from pathlib import Path

import pytest

from evidence_offices import A, B, measured_by, office, outcome, refused, rules, told, value

PEOPLE = [
    ["No", "NIP", "Nama", "Jabatan", "Unit Kerja"],
    [1, A, "Adnan", "Arsiparis", "TU"],
    [2, B, "Bunga", "Bidan", "TU"],
]
DIKLAT = [["NIP", "Nama", "Nama Diklat", "JP", "Tanggal"], [A, "Adnan", "Arsip", 10, date(2026, 1, 5)]]
JP = measured_by("training.jp")


def staff(headings: list[str], *beside: list[object]) -> list[list[object]]:
    return [[*row, *more] for row, more in zip(PEOPLE, [headings, *beside], strict=True)]


@pytest.mark.parametrize("headings", [["JP"], ["Jumlah JP", "Tahun"]])
def test_a_list_of_staff_with_jp_beside_a_list_of_trainings_is_only_the_list_of_staff(
    tmp_path: Path, headings: list[str]
) -> None:
    people = staff(headings, [20, 2026][: len(headings)], [30, 2026][: len(headings)])
    made = office(tmp_path, JP, {"Pegawai": people, "Diklat": DIKLAT})
    assert (value(made, A), value(made, B), told(made)) == ("10", None, [])


def test_without_a_list_of_trainings_its_jp_count(tmp_path: Path) -> None:
    made = office(tmp_path, JP, {"Pegawai": staff(["JP", "Tanggal"], [20, date(2026, 1, 5)], [30, date(2026, 1, 6)])})
    assert (value(made, A), value(made, B), told(made)) == ("20", "30", [])


def test_an_earlier_predikat_with_its_year_leaves_the_list_of_staff_one(tmp_path: Path) -> None:
    table = "{table: {Sangat Baik: 100, Baik: 80, Butuh Perbaikan: 60, Kurang: 40, Sangat Kurang: 20}}"
    book = rules(
        f"""
        indicators:
          hadir: {{weight: 50, measure: attendance.share}}
          lalu: {{weight: 50, measure: history.predikat, missing: renormalise, scale: {table}}}
        """
    )
    people = staff(["Predikat", "Nilai SKP", "Tahun"], ["Baik", 90, 2025], ["Kurang", 70, 2025])
    recap = [["NIP", "Nama", "Hari Kerja", "Hadir"], [A, "Adnan", 20, 18], [B, "Bunga", 20, 20]]
    made = office(tmp_path, book, {"Pegawai": people, "Rekap": recap})
    assert (value(made, A, "hadir"), value(made, A, "lalu"), value(made, B, "lalu")) == ("90", "80", "40")


def test_a_list_that_names_somebody_twice_or_trainings_is_no_list_of_staff(tmp_path: Path) -> None:
    missing = "sediakan satu lembar dengan judul kolom NIP dan Nama di satu baris [roster-missing]"
    twice = [*staff(["JP", "Tahun"], [20, 2026], [30, 2026]), [3, A, "Adnan", "Arsiparis", "TU", 5, 2026]]
    assert refused(tmp_path, JP, {"Pegawai": twice})[0] == (
        f"berkas1.xlsx: tidak ada lembar yang dapat dibaca sebagai daftar pegawai (lembar yang ada: Pegawai = riwayat pelatihan); {missing}"
    )
    trained = staff(["Nama Diklat", "JP", "Tahun"], ["Arsip", 20, 2026], ["Arsip", 30, 2026])
    assert "roster-missing" in [f.code for f in outcome(tmp_path, JP, {"Pegawai": trained}).findings]


def test_another_list_of_staff_goes_before_one_with_records(tmp_path: Path) -> None:
    made = office(tmp_path, JP, {"Pegawai": PEOPLE, "JP": staff(["JP", "Tahun"], [20, 2026], [30, 2026])[:2]})
    assert [s.kind for s in made.dossier.sources if s.sheet == "Pegawai"] == ["roster"]
    assert len(made.dossier.people) == 2
