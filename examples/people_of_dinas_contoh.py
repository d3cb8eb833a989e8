"""The sixty invented people of examples/dinas-contoh, and the few among them whose story the example tells.

Nobody here exists. Everything is drawn from digests of words, so that the office is the same every time.
"""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

UNITS = (
    "Sekretariat",
    "Bidang Perencanaan",
    "Bidang Pelayanan Publik",
    "Bidang Data dan Informasi",
    "UPT Layanan Terpadu",
)
# By the digit of sex within a NIP.
FIRST_NAMES = {
    "1": "Adnan Bagas Cakra Danang Erlangga Fikri Gading Haris Irfan Jaka Krisna Lukman Mahesa Nanda Oka Prasetya Rangga "
    "Satria Teguh Umar Wira Yoga",
    "2": "Anindya Bunga Cempaka Dahlia Embun Fitria Galuh Hapsari Indah Juwita Kirana Larasati Melati Nurmala Oktavia "
    "Puspita Ratna Safira Tiara Utari Wulan Yasmin",
}
LAST_NAMES = (
    "Contohna Misalan Umpamanto Andaika Permisala Rekayasa Ibaratna Contohadi Misalwan Umpamari Andaiyan Sekadarna "
    "Contohsari Misalputra Umpamajaya"
)
JOBS = {
    "Sekretariat": (
        "Pengadministrasi Perkantoran",
        "Arsiparis Ahli Pertama",
        "Bendahara",
        "Penata Layanan Operasional",
    ),
    "Bidang Perencanaan": ("Perencana Ahli Pertama", "Perencana Ahli Muda", "Penelaah Teknis Kebijakan"),
    "Bidang Pelayanan Publik": ("Petugas Loket Perizinan", "Petugas Pengaduan", "Pengelola Layanan Kehumasan"),
    "Bidang Data dan Informasi": (
        "Pranata Komputer Ahli Pertama",
        "Statistisi Ahli Pertama",
        "Pengolah Data dan Informasi",
    ),
    "UPT Layanan Terpadu": ("Petugas Loket Terpadu", "Petugas Pengaduan", "Operator Layanan Operasional"),
}
HEADS = {
    "Sekretariat": "Sekretaris Dinas",
    "Bidang Perencanaan": "Kepala Bidang Perencanaan",
    "Bidang Pelayanan Publik": "Kepala Bidang Pelayanan Publik",
    "Bidang Data dan Informasi": "Kepala Bidang Data dan Informasi",
    "UPT Layanan Terpadu": "Kepala UPT Layanan Terpadu",
}
SERVING = ("Petugas Loket", "Petugas Pengaduan", "Pengelola Layanan")
A_UNIT = 12
DASH = "-"


@dataclass(frozen=True)
class Person:
    """One invented person and the cells typed for them; ``None`` is a cell left empty."""

    nip: str
    nama: str
    golongan: str
    jabatan: str
    jenis: str
    unit: str
    mulai: date | None
    hukuman: str
    scores: tuple[object, ...]

    @property
    def cells(self) -> tuple[object, ...]:
        """The cells of the row, without its number."""
        facts = (self.nip, self.nama, self.golongan, self.jabatan, self.jenis, self.unit, self.mulai, self.hukuman)
        return (*facts, *self.scores)


def pick(seed: str, least: int, most: int) -> int:
    """Choose a number that depends on nothing but the words given."""
    return least + int.from_bytes(sha256(seed.encode()).digest()[:4], "big") % (most - least + 1)


def office() -> list[Person]:
    """Make up the sixty people, then set the few whose story the example tells."""
    people = [_person(unit, number) for unit in UNITS for number in range(A_UNIT)]
    for at, changes in STORIES.items():
        people[at] = replace(people[at], **changes)
    return people


def _person(unit: str, number: int) -> Person:
    seed = f"{unit} {number}"
    sex = "12"[pick(f"{seed} sex", 0, 1)]
    firsts, lasts = FIRST_NAMES[sex].split(), LAST_NAMES.split()
    at = UNITS.index(unit) * A_UNIT + number
    nama = f"{firsts[at % len(firsts)]} {lasts[(at * 7 + at // 15) % len(lasts)]}"
    born = pick(f"{seed} born", 1972, 1998)
    since = min(2023, born + pick(f"{seed} since", 22, 29))
    month, day = pick(f"{seed} month", 1, 12), pick(f"{seed} day", 1, 28)
    if number == A_UNIT - 1:
        # The last of each unit is a PPPK: year of appointment, then 21 for the first contract.
        since_words, golongan = f"{max(2021, since)}21", ("V", "VII", "IX")[pick(f"{seed} gol", 0, 2)]
    else:
        since_words = f"{since}{(3, 1, 12, 4)[pick(f'{seed} tmt', 0, 3)]:02d}"
        golongan = ""
    nip = f"{born}{month:02d}{day:02d}{since_words}{sex}{at % 9 + 1:03d}"
    head = number == 0
    jabatan = HEADS[unit] if head else JOBS[unit][number % len(JOBS[unit])]
    golongan = golongan or _golongan(jabatan, 2026 - since, head=head)
    jenis = "Administrator" if head else "Fungsional" if " Ahli " in jabatan else "Pelaksana"
    scores = _scores(seed, serving=jabatan.startswith(SERVING))
    return Person(nip, nama, golongan, jabatan, jenis, unit, None, "Tidak ada", scores)


def _golongan(jabatan: str, served: int, *, head: bool) -> str:
    # Four years a step: from III/a where the post asks for a degree, else from II/a.
    if head:
        return "IV/a"
    ladder = ("II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d")
    degree = jabatan.startswith(("Penelaah", "Penata")) or " Ahli " in jabatan
    first = 6 if "Ahli Muda" in jabatan else 4 if degree else 0
    return ladder[min(7, first + served // 4)]


def _scores(seed: str, *, serving: bool) -> tuple[object, ...]:
    level = pick(f"{seed} level", 70, 92)
    skp = (level * 10 + pick(f"{seed} skp", -60, 170)) / 10
    perilaku = (level * 10 + pick(f"{seed} perilaku", -40, 60)) / 10
    disiplin = (level * 4 + pick(f"{seed} disiplin", -12, 28)) / 4
    inovasi = None if pick(f"{seed} tanpa", 0, 9) == 0 else pick(f"{seed} inovasi", 60, 95)
    aduan = (
        (pick(f"{seed} jam", 10, 130) / 2, (level * 2 + pick(f"{seed} tuntas", -10, 14)) / 2)
        if serving
        else (None, None)
    )
    return (min(skp, 118.0), min(perilaku, 98.5), min(disiplin, 100.0), pick(f"{seed} jp", 12, 40), inovasi, *aduan)


# Numbers count from 0: twelve people a unit, the head of the unit first.
STORIES: dict[int, dict[str, Any]] = {
    # The best total of all, but with a sanction: not proposed, and told why.
    13: {"hukuman": "Sedang", "scores": (117.5, 96.5, 98, 40, 95, None, None)},
    2: {"scores": (116.0, 95.0, 96.5, 40, 92, None, None)},
    1: {"scores": (114.0, 93.6, 92.25, 40, 88, None, None)},
    # Nobody typed anything about a sanction: unknown is not a no, so the committee must look.
    38: {"hukuman": "", "scores": (115.2, 94.5, 97.0, 38, 90, None, None)},
    # An unresolved tie across the award cut: the same total, the same discipline, appointed in the same month.
    16: {"nip": "198805142012031004", "scores": (112.0, 91.0, 95.0, 36, 90, None, None)},
    40: {"nip": "198611092012032002", "scores": (112.0, 91.0, 95.0, 36, 90, None, None)},
    # A settled tie: the same total, parted by discipline.
    5: {"scores": (108.0, 90.0, 94.0, 40, 90, None, None)},
    14: {"scores": (109.0, 90.0, 92.0, 40, 90, None, None)},
    # Came in November: fewer than ninety days, not assessable yet. Another came in March, and is.
    43: {"mulai": date(2026, 11, 2)},
    21: {"mulai": date(2026, 3, 2)},
    # Could not innovate in this post: "-" is not an empty cell and not a zero.
    7: {"scores": (96.5, 86.0, 91.25, 24, DASH, None, None)},
    31: {"scores": (88.0, 82.5, 90.0, 20, None, 18.5, 91.0)},
}


# Of the office of 2026: two who were not there yet in 2025, and one who served in another unit then.
NOT_YET = (21, 43)
MOVED = {27: {"unit": "UPT Layanan Terpadu", "jabatan": "Operator Layanan Operasional"}}
LEFT = (("Sekretariat", 20), ("Bidang Pelayanan Publik", 20))


def office_before() -> list[Person]:
    """Make up the same office a year earlier: other scores, two people who have left since, and complaints answered more slowly."""
    people = [replace(p, **MOVED.get(at, {})) for at, p in enumerate(office()) if at not in NOT_YET]
    left = [_person(unit, number) for unit, number in LEFT]
    return [replace(p, mulai=None, hukuman="Tidak ada", scores=_earlier(p)) for p in (*people, *left)]


def _earlier(person: Person) -> tuple[object, ...]:
    """Scores of the year before: up to four points lower or two higher; a complaint took four to twenty hours longer."""
    most = (120, 100, 100, 40, 100)
    seed, scores = person.nip, person.scores
    earlier = [
        min(most[k], max(0, v + pick(f"{seed} {k} 2025", -16, 8) / 4)) if isinstance(v, int | float) else v
        for k, v in enumerate(scores[:5])
    ]
    hours, solved = scores[5:]
    serving = person.jabatan.startswith(SERVING)
    if not serving or not isinstance(hours, int | float) or not isinstance(solved, int | float):
        return (*earlier, None, None)
    return (
        *earlier,
        hours + pick(f"{seed} jam 2025", 8, 40) / 2,
        max(0, solved - pick(f"{seed} tuntas 2025", 0, 16) / 2),
    )
