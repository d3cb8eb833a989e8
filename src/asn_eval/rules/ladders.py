"""Ordered vocabularies of the civil service, lowest first, so that ``at_least: III/c`` means something.

Golongan names I/a–IV/e are in universal use; the levels of jabatan follow UU 20/2023.
"""

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
}

_SAME = {"sma": "slta", "smk": "slta", "smu": "slta", "smp": "sltp", "diii": "d3", "div": "d4", "di": "d1", "dii": "d2"}


def _folded(text: str) -> str:
    plain = "".join(c for c in text.casefold() if c.isalnum() or c == "/").replace("strata", "s")
    return _SAME.get(plain, plain)


@cache
def _steps(ladder: str) -> dict[str, int]:
    return {_folded(step): number for number, step in enumerate(LADDERS[ladder])}


def step_of(ladder: str, text: str) -> int:
    """Give the 0-based step of a word on its ladder, -1 when it is not on it.

    A PPPK's golongan I–XVII is another ladder and is not compared with that of PNS.

    >>> step_of("golongan", "III/c"), step_of("golongan", "iii / C"), step_of("pendidikan", "SMA"), step_of("golongan", "IX")
    (10, 10, 2, -1)
    """
    return _steps(ladder).get(_folded(text), -1)
