"""Writes the workbooks of examples/dinas-contoh-keputusan: twenty of the invented people, and what decisions about them need to know.

Run it by hand after changing something: ``python examples/make_dinas_contoh_keputusan.py [FOLDER]``. The same script writes the same
bytes. One workbook holds the roster and the four lists a personnel office keeps; another holds the year before, for ``compare``.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from invented_workbook import FIRST_ROW, InventedWorkbook, Row
from people_of_dinas_contoh import Person, office, pick

HERE = Path(__file__).parent / "dinas-contoh-keputusan"

ROSTER = (
    "No|NIP|Nama|Gol. Ruang|Jabatan|Jenis Jabatan|Jenjang|Unit Kerja|Pendidikan|Sasaran Kinerja|Perilaku Kerja|Disiplin|Inovasi|"
    "Lama Menanggapi (jam)|Manajerial|Analisis Data|Penghargaan|Tahun Penghargaan|Nilai Tim Kerja|Umpan Balik 360|"
    "Penilaian Kompetensi|Pengembangan Kompetensi|Pengalaman Jabatan|Nilai Potensi|Kesesuaian Ilmu|Kotak SIMATA|"
    "Angka Kredit|Uji Kompetensi|Nilai Kinerja 2025|"
    "Satyalancana Dimiliki|Cuti di Luar Tanggungan Negara|Pidana Penjara|Tahun Teladan Terakhir"
)
BEFORE = (
    "No|NIP|Nama|Gol. Ruang|Jabatan|Unit Kerja|Sasaran Kinerja|Perilaku Kerja|Disiplin|Inovasi|Lama Menanggapi (jam)"
)


def _people() -> Iterator[tuple[int, Person]]:
    """Take ten people of two units by their number in the whole office; jenjang follows the golongan, as the law has it."""
    whole = office()
    for at in (*range(10), *range(36, 46)):
        person = replace(whole[at], mulai=None)
        if "Ahli Pertama" in person.jabatan and person.golongan == "III/d":
            person = replace(person, jabatan=person.jabatan.replace("Ahli Pertama", "Ahli Muda"))
        elif "Ahli Pertama" in person.jabatan and person.golongan == "III/c":
            person = replace(person, golongan="III/b")
        yield at, person


PEOPLE = dict(_people())
# By their number in the whole office. What each of them shows is told in the README.
SANCTIONED, WARNED = 38, 39
TELADAN_BEFORE, NEW, LEFT, MOVED = 40, 43, 10, 44
NO_TRAINING, NO_PREDIKAT, NO_POTENTIAL, NO_ANALYSIS, NO_EXAM = 8, 43, 42, 4, 1
UNPAID_LEAVE, LEAVE_UNKNOWN = 7, 40
MEDALS = {5: "XX", 9: "X", 4: "Belum", 7: "Belum", 40: "Belum"}
READY = 40
# Recognition and its year: one was too long ago to count.
RECOGNISED = {5: ("Nasional", 2024), 8: ("Kabupaten", 2023), 40: ("Kabupaten", 2018), 6: ("Kabupaten", 2025)}
CLAIMS = {6: "9", 44: "belum"}


def percent_of(person: Person) -> tuple[float, float, float]:
    """Sasaran kinerja, perilaku and disiplin of a person, 0 to 100."""
    skp, perilaku, disiplin = (float(str(score)) for score in person.scores[:3])
    return min(skp, 100.0), perilaku, disiplin


def innovation(person: Person) -> int | None:
    """Give the score for innovation; some have none."""
    value = person.scores[4]
    return value if isinstance(value, int) else None


def recognition(at: int) -> tuple[str, int | None]:
    """Give the highest recognition a person has and its year; most have none."""
    return RECOGNISED.get(at, ("Tidak ada", None))


def performing(at: int) -> tuple[int, int]:
    """Scores of work in teams and of feedback from all round."""
    nip = PEOPLE[at].nip
    return pick(f"{nip} tim", 55, 95), pick(f"{nip} umpan balik", 66, 96)


def potential(at: int) -> tuple[float | None, ...]:
    """Scores of competence, its development, experience, potential and fit of the field; of one person the potential is not known."""
    nip = PEOPLE[at].nip
    assessed = pick(f"{nip} potensi", 104, 188) / 2
    others = [
        float(pick(f"{nip} {what}", low, 98)) for what, low in (("nilai", 48), ("pengembangan", 40), ("alam", 45))
    ]
    return (*others, None if at == NO_POTENTIAL else assessed, float(pick(f"{nip} ilmu", 50, 100)))


def axes(at: int) -> tuple[float, float] | None:
    """Both axes as Keputusan Kepala BKN 411/2025 weighs them; none for whom something is not known."""
    person, (award, year), assessed = PEOPLE[at], recognition(at), potential(at)
    if at in {NO_PREDIKAT, NO_POTENTIAL}:
        return None
    award_points = {"Kabupaten": 80, "Nasional": 100}.get(award, 0) if year is None or year > 2021 else 0
    predikat_points = {"Sangat Baik": 100, "Baik": 80, "Butuh Perbaikan": 60}[word(person)]
    team, feedback = performing(at)
    competence, developed, experience, potensi, field = (score or 0 for score in assessed)
    school = {"S2": 90, "S1": 80, "D3": 70, "SLTA": 60}[education(person)]
    conduct = {SANCTIONED: 50, WARNED: 0}.get(at, 100)
    return (
        (predikat_points * 60 + award_points * 15 + team * 15 + feedback * 10) / 100,
        (competence * 20 + developed * 10 + experience * 10 + potensi * 25 + school * 10 + field * 10 + conduct * 15)
        / 100,
    )


def box(at: int) -> str:
    """Give the box SIMATA shows: that of the scores, but for two people."""
    scores = axes(at)
    if at in CLAIMS or scores is None:
        return CLAIMS.get(at, "")
    high, far = ((value >= 60) + (value >= 80) for value in scores)
    return str(((1, 3, 6), (2, 5, 8), (4, 7, 9))[high][far])


def word(person: Person) -> str:
    """Give the predikat of 2026 as e-Kinerja lists it."""
    skp, perilaku, _ = percent_of(person)
    return "Sangat Baik" if min(skp, perilaku) >= 93 else "Baik" if min(skp, perilaku) >= 74 else "Butuh Perbaikan"


def jenjang(person: Person) -> str:
    """Give the level within a functional position; a pelaksana's is that, a manager has none."""
    if person.jenis != "Fungsional":
        return "Pelaksana" if person.jenis == "Pelaksana" else "Administrator"
    return "Ahli Muda" if "Ahli Muda" in person.jabatan else "Ahli Pertama"


def education(person: Person) -> str:
    """Give an education that fits the position."""
    if person.jenis == "Administrator":
        return "S2"
    asks_degree = person.jenis == "Fungsional" or person.jabatan.startswith("Penata")
    return "S1" if asks_degree else ("SLTA", "D3", "S1")[pick(f"{person.nip} pendidikan", 0, 2)]


def roster() -> Iterator[Row]:
    """One row a person: identity, scores, competencies, and what the parts of the rulebook ask for."""
    for number, (at, person) in enumerate(PEOPLE.items(), 1):
        skp, perilaku, disiplin = percent_of(person)
        functional = person.jenis == "Fungsional"
        served = 2026 - int(person.nip[8:12])
        medal = MEDALS.get(at, "Belum" if served < 10 else "X" if served < 20 else "XX" if served < 30 else "XXX")
        leave = "" if at == LEAVE_UNKNOWN else "Pernah" if at == UNPAID_LEAVE else "Tidak pernah"
        exam = (
            ""
            if not functional or at == NO_EXAM
            else "belum"
            if at != READY and pick(f"{person.nip} uji", 0, 2) == 0
            else "lulus"
        )
        credit = 92 if at == READY else pick(f"{person.nip} ak", 12, 100)
        yield (
            number, person.nip, person.nama, person.golongan, person.jabatan, person.jenis, jenjang(person), person.unit,
            education(person), skp, perilaku, disiplin, innovation(person), pick(f"{person.nip} tanggap", 4, 40),
            pick(f"{person.nip} manajerial", 58, 95), None if at == NO_ANALYSIS else pick(f"{person.nip} analisis", 55, 96),
            *recognition(at), *performing(at), *potential(at), box(at), credit if functional else None, exam,
            None if at == NEW else _score_of(person, 2025), medal, leave, "Tidak pernah",
            "2024" if at == TELADAN_BEFORE else "belum pernah",
        )  # fmt: skip


def _score_of(person: Person, year: int) -> float:
    skp, perilaku, _ = percent_of(person)
    return round((skp * 6 + perilaku * 4) / 10 - pick(f"{person.nip} {year} lalu", -3, 9), 1)


def sanctions() -> Iterator[Row]:
    """Two people with a sanction; whoever is not listed has none."""
    yield 1, PEOPLE[SANCTIONED].nip, PEOPLE[SANCTIONED].nama, "Sedang", date(2024, 5, 2), date(2025, 5, 1)
    yield 2, PEOPLE[WARNED].nip, PEOPLE[WARNED].nama, "Ringan", date(2026, 3, 9), None


def trainings() -> Iterator[Row]:
    """What people attended: the training of their position, a seminar for some, technical training for most; nothing known of one."""
    number = 0
    for at, person in PEOPLE.items():
        if at == NO_TRAINING:
            continue
        seed = f"{person.nip} diklat"
        attended: list[tuple[str, int, date]] = []
        if person.jenis == "Administrator":
            attended.append(("PKA Angkatan II", 900, date(2022, 8, 26)))
        elif person.jenis == "Fungsional" and pick(f"{seed} fungsional", 0, 3):
            named = person.jabatan.split(" Ahli ")[0]
            attended.append((f"Diklat Fungsional {named}", 120, date(2021, 6, 18)))
        if pick(f"{seed} dasar", 0, 2) == 0:
            attended.append(("Analisis Data Dasar", 24, date(2025, 9, 12)))
        if pick(f"{seed} seminar", 0, 1):
            attended.append(("Seminar Layanan Digital", 4, date(2026, 4, 21)))
        month, hours = pick(f"{seed} bulan", 2, 11), pick(f"{seed} jp", 2, 8) * 3
        attended.append((f"Bimbingan Teknis {person.unit}", hours, date(2026, month, 14)))
        for title, jp, day in attended:
            number += 1
            yield number, person.nip, person.nama, title, jp, day


def history() -> Iterator[Row]:
    """Score and predikat of two earlier years."""
    number = 0
    for at, person in PEOPLE.items():
        for year in () if at == NEW else (2024, 2025):
            number += 1
            score = _score_of(person, year)
            yield number, person.nip, person.nama, year, score, "Sangat Baik" if score >= 95 else "Baik"


def predikat() -> Iterator[Row]:
    """The predikat of 2026 as e-Kinerja lists it; one person's evaluation is not finished."""
    rated = [(at, person) for at, person in PEOPLE.items() if at != NO_PREDIKAT]
    for number, (_, person) in enumerate(rated, 1):
        yield number, person.nip, person.nama, word(person)


def before() -> Iterator[Row]:
    """The roster of 2025: one was not there yet, one has left since, one served in the other unit, and answers took longer."""
    everybody = {at: person for at, person in PEOPLE.items() if at != NEW} | {LEFT: office()[LEFT]}
    everybody[MOVED] = replace(everybody[MOVED], unit="Sekretariat", jabatan="Pengadministrasi Perkantoran")
    for number, person in enumerate(everybody.values(), 1):
        seed = f"{person.nip} 2025"
        earlier = [min(100.0, score - pick(f"{seed} {n}", -4, 12) / 4) for n, score in enumerate(percent_of(person))]
        hours = pick(f"{person.nip} tanggap", 4, 40) + pick(f"{seed} tanggap", -2, 8)
        identity = (number, person.nip, person.nama, person.golongan, person.jabatan, person.unit)
        yield (*identity, *earlier, innovation(person), hours)


def main(folder: Path = HERE) -> None:
    """Write the two workbooks into a folder."""
    with Writer(folder / "pegawai-2026.xlsx", "Data Keputusan 2026") as book:
        book.sheet("Pegawai", ("DATA PEGAWAI DAN PENILAIAN TAHUN 2026", "DINAS CONTOH"), ROSTER, list(roster()))
        headings = "No|NIP|Nama|Tingkat Hukuman|TMT Hukuman|Akhir Hukuman"
        book.sheet("Hukuman Disiplin", ("DAFTAR HUKUMAN DISIPLIN",), headings, list(sanctions()))
        headings = "No|NIP|Nama|Nama Pelatihan|JP|Tanggal Selesai"
        book.sheet("Riwayat Pelatihan", ("RIWAYAT PELATIHAN",), headings, list(trainings()))
        headings = "No|NIP|Nama|Tahun|Nilai Kinerja|Predikat Kinerja"
        book.sheet("Riwayat Penilaian", ("RIWAYAT PENILAIAN KINERJA",), headings, list(history()))
        headings = "No|NIP|Nama|Predikat Kinerja Pegawai"
        book.sheet("Rekap e-Kinerja", ("REKAP E-KINERJA TAHUN 2026",), headings, list(predikat()))
    (folder / "2025").mkdir(exist_ok=True)
    with Writer(folder / "2025" / "pegawai-2025.xlsx", "Penilaian 2025") as book:
        book.sheet("Pegawai", ("PENILAIAN TAHUN 2025", "DINAS CONTOH"), BEFORE, list(before()))


class Writer(InventedWorkbook):
    """The workbooks of this office: texts and days."""

    def __init__(self, path: Path, title: str) -> None:
        super().__init__(path, title)
        self.text = self.book.add_format({"num_format": "@"})
        self.day = self.book.add_format({"num_format": "dd/mm/yyyy"})

    def sheet(self, name: str, title: Sequence[str], headings: str, rows: Sequence[Row]) -> None:
        """Write one sheet; a ``None`` or empty text is a cell left empty."""
        named = headings.split("|")
        sheet = self.begun(name, title, named)
        sheet.set_column(0, 0, 5)
        sheet.set_column(1, len(named) - 1, 13)
        sheet.set_column(1, 3, 22)
        for row, cells in enumerate(rows, FIRST_ROW):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)
                elif isinstance(value, str) and value:
                    sheet.write_string(row, column, value, self.text)
                elif isinstance(value, int | float):
                    sheet.write_number(row, column, value)
        sheet.freeze_panes(FIRST_ROW, 3)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
