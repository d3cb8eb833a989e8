"""NIPs that are nobody's in sheets of records: rows without one, people of other units, slips, and cells that say there is nobody."""

from datetime import date
from pathlib import Path

import pytest

from evidence_offices import ROSTER, A, B, measured_by, office, refused, rules, told, value

STAFF = {"Pegawai": ROSTER}
JP = measured_by("training.jp", "")
HEADINGS = ["NIP", "Nama", "Nama Diklat", "JP", "Tanggal"]
DAY = date(2026, 1, 5)
X, Y = "197503152005011002", "199912312024011001"
SLIP = "198503152010011002"
UNKNOWN = 'NIP "{}" tidak ada dalam daftar pegawai; perbaiki NIP, atau tambahkan pegawainya ke daftar [nip-unknown]'


def diklat(*rows: tuple[str, str, object]) -> dict[str, list[list[object]]]:
    return {"Diklat": [HEADINGS, *([nip, name, f"D{n}", jp, DAY] for n, (nip, name, jp) in enumerate(rows))]}


def test_a_nip_on_the_first_of_several_rows_only_is_an_error(tmp_path: Path) -> None:
    assert refused(tmp_path, JP, STAFF, diklat((A, "Adnan", 10), ("", "", 2), ("", "Adnan", 3))) == [
        f"berkas2.xlsx:Diklat!A{row}: catatan tanpa NIP; tulis NIP di setiap baris, atau gabungkan selnya; hapus baris ini bila "
        "bukan milik siapa pun [nip-empty-record]"
        for row in (3, 4)
    ]


def test_people_of_other_units_are_one_warning_and_their_records_are_not_read(tmp_path: Path) -> None:
    made = office(tmp_path, JP, STAFF, diklat((A, "", 10), (X, "", "banyak"), (Y, "", 5), (X, "", 7), (B, "", 20)))
    assert told(made) == [
        (
            'berkas2.xlsx:Diklat!A3: 2 orang dengan 3 catatan tidak ada dalam daftar pegawai, mulai dari NIP "197503152005011002"; '
            "tidak perlu tindakan bila mereka pegawai unit lain: catatannya tidak dipakai; bila bukan, perbaiki NIP-nya atau lengkapi "
            "daftar pegawai [nip-outside]"
        )
    ]
    assert (value(made, A), value(made, B), made.findings[0].severity) == ("10", "20", "warning")


@pytest.mark.parametrize(
    ("nip", "name", "wrong"),
    [
        (SLIP, "", True),  # one digit
        ("198503152010011010", "", True),  # two digits swapped
        (SLIP, "Adnan Contohna", True),
        (SLIP, "Zainal Rekaan", False),  # somebody else with the same days
        ("198503152010011999", "Adnan Contohna, S.T.", True),  # further off, below the name of one of the list
        ("198503152010011999", "", False),
        ("198513152010011001", "", True),  # no birth date: no NIP of anybody
        ("19850315201001100", "", True),
    ],
)
def test_a_slip_stays_an_error_at_its_cell(tmp_path: Path, nip: str, name: str, wrong: bool) -> None:
    sheets = diklat((A, "", 10), (nip, name, 5))
    if wrong:
        assert refused(tmp_path, JP, STAFF, sheets) == [f"berkas2.xlsx:Diklat!A3: {UNKNOWN.format(nip)}"]
    else:
        assert [f.code for f in office(tmp_path, JP, STAFF, sheets).findings] == ["nip-outside"]


def test_a_few_records_all_of_nobody_are_errors_and_many_are_another_list(tmp_path: Path) -> None:
    few = [(X, "", 1)] * 10
    assert len(refused(tmp_path, JP, STAFF, diklat(*few))) == 10
    made = office(tmp_path, JP, STAFF, diklat(*few, (Y, "", 1)))
    assert [(f.code, f.count) for f in made.findings] == [("nip-outside", 11)]


def test_a_case_shared_with_other_units_is_still_shared(tmp_path: Path) -> None:
    log = [["Tracking ID", "Tanggal Laporan", "Tanggapan Pertama", "NIP Petugas", "NIP Petugas 2"]]
    log += [["L1", DAY, DAY, f"{X}; {Y}", A], ["L2", DAY, DAY, X, ""]]
    made = office(tmp_path, measured_by("complaints.response_days_median"), STAFF, {"Aduan": log})
    assert [(f.code, f.values["count"], f.values["people"]) for f in made.findings] == [("nip-outside", "2", "2")]
    assert made.dossier.logbooks["complaints"].shared.tolist() == [3]


@pytest.mark.parametrize("nobody", ["", "-", "–", "Belum ditugaskan", "belum ada petugas", "Nihil"])
def test_a_complaint_may_be_nobodys_yet(tmp_path: Path, nobody: str) -> None:
    log = [["Tracking ID", "Tanggal Laporan", "Selesai", "NIP Petugas"], ["L1", DAY, "", A], ["L2", DAY, "", nobody]]
    made = office(tmp_path, measured_by("complaints.backlog"), STAFF, {"Aduan": log})
    assert told(made) == [
        (
            "berkas2.xlsx:Aduan!D3: aduan tanpa NIP petugas; isi NIP petugasnya, atau biarkan bila memang belum ditugaskan: aduan ini "
            "tidak dihitung untuk siapa pun [complaint-unassigned]"
        )
    ]


@pytest.mark.parametrize("row", [["", "-", "NIHIL", "", "", ""], [1, "-", "-", "Nihil", "-", "-"]])
def test_a_row_that_says_nihil_is_no_record(tmp_path: Path, row: list[object]) -> None:
    sheet = [["No", "NIP", "Nama", "Tingkat Hukuman", "TMT Hukuman", "Akhir Hukuman"], row]
    levels = "{ukuran: {weight: 100, measure: sanctions.active_level, scale: {table: {tidak ada: 100, berat: 0}}}}"
    made = office(tmp_path, rules(f"indicators: {levels}"), STAFF, {"Hukdis": sheet})
    assert told(made) == []
    other = [sheet[0], [1, "-", "Adnan", "Berat", DAY, ""]]
    assert [
        m.rpartition(" ")[2] for m in refused(tmp_path, rules(f"indicators: {levels}"), STAFF, {"Hukdis": other})
    ] == ["[nip-empty-record]"]


def test_a_roster_nip_that_lacks_a_digit_is_compared_as_it_stands(tmp_path: Path) -> None:
    short = [[cell[:-1] if cell == A else cell for cell in row] for row in ROSTER]
    name = next(row[2] for row in ROSTER if A in row)
    log = [
        ["NIP", "Nama", "Nama Diklat", "JP", "Tanggal"],
        [B, "", "Arsip", 10, date(2026, 1, 5)],
        ["199003152015011001", name, "Pelayanan", 5, date(2026, 1, 5)],
    ]
    messages = refused(tmp_path, measured_by("training.jp"), {"Pegawai": short}, {"Diklat": log})
    assert any("[nip-" in message and "Pegawai!B4" in message for message in messages)
