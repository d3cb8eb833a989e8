"""Ordered vocabularies of the civil service, lowest first, so that ``at_least: III/c`` means something.

Golongan names I/a–IV/e are in universal use; the levels of jabatan follow UU 20/2023.
"""

import re
from functools import cache

LADDERS: dict[str, tuple[str, ...]] = {
    "golongan": tuple(
        f"{g}/{r}" for g, rooms in (("I", "abcd"), ("II", "abcd"), ("III", "abcd"), ("IV", "abcde")) for r in rooms
    ),
    "pendidikan": ("SD", "SLTP", "SLTA", "D1", "D2", "D3", "D4", "S1", "S2", "S3"),
    "jenjang": (
        "Pelaksana",
        "Pemula",
        "Terampil",
        "Mahir",
        "Penyelia",
        "Ahli Pertama",
        "Ahli Muda",
        "Ahli Madya",
        "Ahli Utama",
    ),
    # PermenPANRB 6/2022, with the short name of Kurang/Misconduct.
    "predikat": ("Sangat Kurang", "Kurang", "Butuh Perbaikan", "Baik", "Sangat Baik"),
    # PermenPANRB 6/2022.
    "rating": ("di bawah ekspektasi", "sesuai ekspektasi", "di atas ekspektasi"),
    # PP 94/2021 Pasal 8.
    "hukuman": ("tidak ada", "ringan", "sedang", "berat"),
}

_SAME = {
    "sma": "slta", "smk": "slta", "smu": "slta", "smp": "sltp", "diii": "d3", "div": "d4", "di": "d1", "dii": "d2",
    "cukup": "butuhperbaikan", "cukupbutuhperbaikan": "butuhperbaikan", "kurangmisconduct": "kurang", "misconduct": "kurang",
    "nihil": "tidakada", "tidakpernah": "tidakada", "belumpernah": "tidakada",
    **{f"{word}{level}": level for word in ("hukuman", "hukumandisiplin", "tingkat") for level in ("ringan", "sedang", "berat")},
}  # fmt: skip
# A D4 is of the same level as an S1; the tables of law put both in one row.
_LEVEL = {"d4": "s1"}
# "III/c", "III.c" and "IIIc" stand alone or after the pangkat: "Penata (III/c)", "Penata Tk. I / III/d".
_GOLONGAN = re.compile(r"(?:^|[^a-z])(iv|iii|ii|i) ?[/.-]? ?([a-e])\)?$")


def _folded(ladder: str, text: str) -> str:
    words = " ".join(text.casefold().split())
    if ladder == "golongan":
        found = _GOLONGAN.search(words)
        return f"{found[1]}/{found[2]}" if found else words
    plain = "".join(c for c in words if c.isalnum()).replace("strata", "s")
    return _SAME.get(plain, plain)


@cache
def _steps(ladder: str) -> dict[str, int]:
    steps = {_folded(ladder, step): number for number, step in enumerate(LADDERS[ladder])}
    return {name: steps[_LEVEL.get(name, name)] for name in steps}


def step_of(ladder: str, text: str) -> int:
    """Give the 0-based step of a word on its ladder, -1 when it is not on it.

    A PPPK's golongan I–XVII is another ladder and is not compared with that of PNS.

    >>> step_of("golongan", "III/c"), step_of("golongan", "iii / C"), step_of("pendidikan", "SMA"), step_of("golongan", "IX")
    (10, 10, 2, -1)
    >>> step_of("golongan", "Penata Tk. I (III/d)"), step_of("pendidikan", "D-IV") == step_of("pendidikan", "S1")
    (11, True)
    """
    return _steps(ladder).get(_folded(ladder, text), -1)
