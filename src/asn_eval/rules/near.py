"""Which word somebody probably meant: near spellings, and the Indonesian words for the rulebook's English keys."""

from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType

# Comparing spellings is slow; nobody has more names than this.
MOST_CHOICES = 1000
KEYS_IN_INDONESIAN: Mapping[str, str] = MappingProxyType(
    {
        "versi": "version", "instansi": "agency", "lembaga": "agency", "bahasa": "language", "periode": "period",
        "pembulatan": "rounding", "desimal": "places", "normalisasi": "normalise", "normalize": "normalise",
        "cakupan": "coverage", "indikator": "indicators", "profil": "profiles", "peringkat": "ranking",
        "predikat": "grades", "kategori": "grades", "penghargaan": "awards", "judul_kolom": "headings", "kolom": "columns",
        "judul": "title", "bobot": "weight", "skala": "scale", "sumber": "source", "hilang": "missing", "kosong": "missing",
        "tidak_berlaku": "not_applicable", "di_luar": "outside", "gabung": "combine", "bagian": "parts",
        "subindikator": "parts", "sub_indikator": "parts", "terkecil": "min", "minimum": "min", "minimal": "min",
        "terbesar": "max", "maksimum": "max", "maksimal": "max", "arah": "direction", "terburuk": "worst", "terbaik": "best",
        "satuan": "unit", "berlaku_untuk": "applies_to", "untuk": "applies_to", "bobot_profil": "weights",
        "seri": "ties", "pembeda": "tie_breakers", "nama": "name", "mulai": "start", "awal": "start",
        "akhir": "end", "selesai": "end", "hari_minimum": "minimum_days", "menurut": "by", "kuota": "quota",
        "kuota_per_unit": "quota_per_unit", "syarat": "requires", "persyaratan": "requires", "fakta": "fact",
        "paling_sedikit": "at_least", "sekurangnya": "at_least", "paling_banyak": "at_most", "salah_satu": "one_of",
        "bukan": "none_of", "kecuali": "none_of", "alasan": "why", "dasar": "why", "unit_kerja": "unit",
        "pelatihan": "training", "sasaran": "targets", "katalog": "catalogue", "anggaran": "budget", "biaya": "cost",
        "prasyarat": "prerequisite", "kursi": "seats", "for": "develops", "penempatan": "placement", "tujuan": "objective",
        "terkunci": "locked", "dikunci": "locked", "jenjang_nilai": "levels",
    }
)  # fmt: skip
CHOICES_IN_INDONESIAN: Mapping[str, str] = MappingProxyType(
    {
        "nol": "zero", "galat": "error", "salah": "error", "keluarkan": "exclude", "kecualikan": "exclude",
        "bagi_ulang": "renormalise", "renormalize": "renormalise", "batasi": "cap", "potong": "cap",
        "tinggi": "higher", "tertinggi": "higher", "rendah": "lower", "terendah": "lower", "rata_rata": "mean",
        "rerata": "mean", "rata": "mean", "terakhir": "latest", "terbaru": "latest", "jumlah": "sum", "indonesia": "id",
        "inggris": "en", "english": "en", "padat": "dense", "kompetisi": "competition", "tanya": "ask",
        "tanyakan": "ask", "sertakan": "include", "ikutkan": "include", "ya": "true", "benar": "true", "tidak": "false",
    }
)  # fmt: skip


def nearest(word: str, allowed: Iterable[str], meanings: Mapping[str, str] = MappingProxyType({})) -> str:
    """Give the allowed word somebody probably meant, ``""`` when none is near.

    >>> nearest("bobott", ["weight", "title"], KEYS_IN_INDONESIAN), nearest("weigth", ["weight"]), nearest("xyz", ["weight"])
    ('weight', 'weight', '')
    """
    from difflib import get_close_matches

    meant = {_plain(choice): choice for choice in islice(allowed, MOST_CHOICES)}
    known = set(meant.values())
    meant |= {ours: key for ours, key in meanings.items() if key in known and ours not in meant}
    match = get_close_matches(_plain(word[:80]), meant, 1, 0.75)
    return meant[match[0]] if match else ""


def _plain(word: str) -> str:
    return "_".join(word.lower().replace("-", " ").split())
