"""The seven values of BerAKHLAK, the 21 panduan perilaku below them, and the two sorts of work an SKP parts: words of law, as data."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Core values in the order public code agrees on, as field names, with the headings forms have for them.
VALUES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "berorientasi_pelayanan": "Berorientasi Pelayanan",
        "akuntabel": "Akuntabel",
        "kompeten": "Kompeten",
        "harmonis": "Harmonis",
        "loyal": "Loyal",
        "adaptif": "Adaptif",
        "kolaboratif": "Kolaboratif",
    }
)
# Panduan perilaku 1 to 21, three to a value in the same order.
PANDUAN: Final = (
    "Memahami dan memenuhi kebutuhan masyarakat",
    "Ramah, cekatan, solutif, dan dapat diandalkan",
    "Melakukan perbaikan tiada henti",
    "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin dan berintegritas tinggi",
    "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien",
    "Tidak menyalahgunakan kewenangan jabatan",
    "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
    "Membantu orang lain belajar",
    "Melaksanakan tugas dengan kualitas terbaik",
    "Menghargai setiap orang apapun latar belakangnya",
    "Suka menolong orang lain",
    "Membangun lingkungan kerja yang kondusif",
    "Memegang teguh ideologi Pancasila, UUD NRI Tahun 1945, setia kepada NKRI serta pemerintahan yang sah",
    "Menjaga nama baik sesama ASN, pimpinan, instansi, dan negara",
    "Menjaga rahasia jabatan dan negara",
    "Cepat menyesuaikan diri menghadapi perubahan",
    "Terus berinovasi dan mengembangkan kreativitas",
    "Bertindak proaktif",
    "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
    "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
    "Menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama",
)
PER_VALUE: Final = 3
# The fields of a feedback form that hold marks: the values, then their panduan by number.
MARKS: Final = (*VALUES, *(f"p{n}" for n in range(1, len(PANDUAN) + 1)))


def guides_of(value: str) -> tuple[int, ...]:
    """Give the numbers of the panduan perilaku of a value.

    >>> guides_of("akuntabel")
    (4, 5, 6)
    """
    first = list(VALUES).index(value) * PER_VALUE + 1
    return tuple(range(first, first + PER_VALUE))


# Sorts of work (hasil kerja utama, tambahan: PermenPANRB 6/2022), by the words for them reduced to their letters.
TASKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(["utama", "tugasutama", "hasilkerjautama", "kinerjautama", "autama", "main"], "utama"),
        **dict.fromkeys(
            ["tambahan", "tugastambahan", "hasilkerjatambahan", "kinerjatambahan", "btambahan"], "tambahan"
        ),
    }
)
