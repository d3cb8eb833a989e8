"""NIP: 18 digits of text that tell birth date, first appointment, sex and a serial number – checked, never guessed.

PNS: birth date (8) · year and month of TMT CPNS (6) · sex (1 man, 2 woman) · serial (3). PPPK: birth date (8) · year of first
appointment (4) · number of the contract (2) · sex (1) · serial (3); a value of 13 or more where a month would stand tells a PPPK.
A NIP stored as a number has lost its last digits in the file itself and is refused, however plausible it looks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.cells import Kind, kinds, typed
from asn_eval.check.faults import Details, Faults, Index
from asn_eval.check.rows import Table

LENGTH: Final = 18
OLD_LENGTH: Final = 9
YOUNGEST, OLDEST = 16, 60
_BETWEEN = re.compile(r"[\s.,'’‘`´\-‐‑–_/\u200b\ufeff]+")
_LOOKALIKES = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "i": "1", "|": "1", "Z": "2", "S": "5", "B": "8"}
)
_OF_KIND: Final = {
    "nip-number": (Kind.FLOAT, Kind.INT, Kind.PERCENT),
    "cell-error": (Kind.ERROR,),
    "cell-formula": (Kind.FORMULA,),
    "nip-characters": (Kind.BOOL, Kind.DATE, Kind.DATETIME, Kind.TIME, Kind.OTHER),
}
_TENS = 10 ** np.arange(LENGTH - 1, -1, -1, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Nips:
    """A column of NIPs: text (as typed where invalid), the number (-1 where invalid), and what the digits tell.

    ``born`` and ``since`` are NaT, ``sex`` 0 and ``pppk`` False where the NIP is invalid. ``since`` is the month of TMT CPNS; for a
    PPPK only its year counts.
    """

    text: npt.NDArray[np.object_]
    number: npt.NDArray[np.int64]
    born: npt.NDArray[np.datetime64]
    since: npt.NDArray[np.datetime64]
    sex: npt.NDArray[np.uint8]
    pppk: npt.NDArray[np.bool_]

    @property
    def valid(self) -> npt.NDArray[np.bool_]:
        """True where the NIP can be relied on."""
        return self.number >= 0


def read_nips(table: Table, column: int, faults: Faults) -> Nips:
    """Read a column (1-based) of NIPs; every cell that is not one is a finding, one a cell."""
    values = table.cells(column)
    texts, wrong = _texts(values)
    for code, found in wrong.items():
        faults.cells(code, table, column, found, _details(code, values))
    unsound = np.zeros(len(texts), dtype=bool)
    for found in wrong.values():
        unsound[found] = True
    digits = _digits(texts, unsound)
    nips, checks = _decoded(digits, texts)
    for code, mask in checks:
        index = np.flatnonzero(mask & ~unsound)
        unsound[index] = True
        faults.cells(code, table, column, index, lambda i: {"found": typed(values[i]), **_parts(texts[i])})
    nips.number[unsound] = -1
    nips.born[unsound] = np.datetime64("NaT")
    nips.since[unsound] = np.datetime64("NaT")
    nips.sex[unsound] = 0
    nips.pppk[unsound] = False
    return nips


def _texts(values: Sequence[object]) -> tuple[list[str], dict[str, Index]]:
    """Give the bare text of each cell, and by code the cells that are not 18 digits of text."""
    if set(map(type, values)) == {str}:
        texts: list[str] = list(values)  # type: ignore[arg-type]
        wrong: dict[str, Index] = {}
        odd = [] if _all_plain(texts) else [i for i, t in enumerate(texts) if not _plain(t)]
    else:
        kind = kinds(values)
        texts = [str(v) if k == Kind.TEXT else typed(v) for v, k in zip(values, kind.tolist(), strict=True)]
        wrong = {code: np.flatnonzero(np.isin(kind, of_kinds)) for code, of_kinds in _OF_KIND.items()}
        odd = np.flatnonzero(kind == Kind.TEXT).tolist()
    unfit: dict[str, list[int]] = {}
    for i in odd:
        bare = _BETWEEN.sub("", texts[i][:100])
        code = _unfit(bare)
        if code:
            unfit.setdefault(code, []).append(i)
            texts[i] = typed(texts[i].strip())
        else:
            texts[i] = bare
    for code, found in unfit.items():
        wrong[code] = np.sort(
            np.concatenate((wrong.get(code, np.zeros(0, dtype=np.intp)), np.array(found, dtype=np.intp)))
        )
    return texts, wrong


def _all_plain(texts: Sequence[str]) -> bool:
    # One look at all of them together is many times faster than one look at each.
    return set(map(len, texts)) == {LENGTH} and _plain("".join(texts), LENGTH * len(texts))


def _plain(text: str, length: int = LENGTH) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _unfit(bare: str) -> str:
    if not bare:
        return "nip-empty"
    if bare.isascii() and bare.isdigit():
        return {LENGTH: "", OLD_LENGTH: "nip-old"}.get(len(bare), "nip-length")
    repaired = bare.translate(_LOOKALIKES)
    return "nip-letters" if _plain(repaired) else "nip-characters"


def _details(code: str, values: Sequence[object]) -> Details:
    def details(i: int) -> dict[str, str]:
        bare = _BETWEEN.sub("", str(values[i])[:100])
        found = {"found": typed(values[i]), "length": str(len(bare))}
        return {**found, "suggestion": bare.translate(_LOOKALIKES)} if code == "nip-letters" else found

    return details


def _digits(texts: Sequence[str], unsound: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint8]:
    # All good NIPs in one string of bytes, 18 a record; the others stand as zeros and are not looked at again.
    sound = texts
    if unsound.any():
        sound = ["0" * LENGTH if bad else text for text, bad in zip(texts, unsound.tolist(), strict=True)]
    return np.frombuffer("".join(sound).encode("ascii"), dtype=np.uint8).reshape(len(texts), LENGTH) - ord("0")


def _number(digits: npt.NDArray[np.uint8], first: int, last: int) -> npt.NDArray[np.int64]:
    return digits[:, first:last].astype(np.int64) @ _TENS[LENGTH - (last - first) :]


def _decoded(
    digits: npt.NDArray[np.uint8], texts: Sequence[str]
) -> tuple[Nips, tuple[tuple[str, npt.NDArray[np.bool_]], ...]]:
    year, month, day = _number(digits, 0, 4), _number(digits, 4, 6), _number(digits, 6, 8)
    since_year, since_month = _number(digits, 8, 12), _number(digits, 12, 14)
    sex = digits[:, 14]
    pppk = since_month > 12
    first = _month(year, month)
    length = ((first + 1).astype("datetime64[D]") - first.astype("datetime64[D]")).astype(np.int64)
    no_birth = (year < 1900) | (year > 2100) | (month < 1) | (month > 12) | (day < 1) | (day > length)
    no_month = (since_year < 1900) | (since_year > 2100) | (since_month < 1)
    born: npt.NDArray[np.datetime64] = first.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    since = _month(since_year, np.where(pppk, 1, since_month))
    nips = Nips(np.array(texts, dtype=object), _number(digits, 0, LENGTH), born, since, sex.copy(), pppk)
    return nips, (("nip-birth", no_birth), ("nip-month", no_month), ("nip-sex", (sex < 1) | (sex > 2)))


def _month(year: npt.NDArray[np.int64], month: npt.NDArray[np.int64]) -> npt.NDArray[np.datetime64]:
    months: npt.NDArray[np.datetime64] = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    return months


def _parts(text: str) -> dict[str, str]:
    return {"birth": text[:8], "since": text[8:14], "sex": text[14:15]}


def tell_ages(nips: Nips, table: Table, index: Index, faults: Faults) -> None:
    """Tell which of these records have a NIP by which somebody was appointed below 16 or above 60 years of age."""
    months = (nips.since - nips.born.astype("datetime64[M]")).astype(np.int64)
    # A PPPK's NIP tells the year of appointment only, so the birthday of that year is given the benefit.
    slack = np.where(nips.pppk, 11, 0)
    strange = nips.valid & ((months + slack < YOUNGEST * 12) | (months > (OLDEST + 1) * 12 - 1))
    faults.cells(
        "nip-age",
        table,
        table.column("nip"),
        index[strange[index]],
        lambda i: {"found": str(nips.text[i]), "age": str(int(months[i]) // 12), "birth": nip_date(nips.born[i])},
    )


def nip_date(day: np.datetime64) -> str:
    """Write a day as people do: 24/11/2026."""
    year, month, date = str(day.astype("datetime64[D]")).rsplit("-", 2)
    return f"{date}/{month}/{year}"


def contradictions(
    nips: Nips,
    born: npt.NDArray[np.datetime64] | None,
    since: npt.NDArray[np.datetime64] | None,
    sex: npt.NDArray[np.uint8] | None,
) -> dict[str, Index]:
    """Give, by field, the records whose own columns disagree with their NIP; an empty cell (NaT, 0) contradicts nothing."""
    found: dict[str, Index] = {}
    if born is not None:
        found["tanggal_lahir"] = np.flatnonzero(nips.valid & ~np.isnat(born) & (born != nips.born))
    if since is not None:
        month = since.astype("datetime64[M]")
        same = np.where(
            nips.pppk, month.astype("datetime64[Y]") == nips.since.astype("datetime64[Y]"), month == nips.since
        )
        found["tmt_cpns"] = np.flatnonzero(nips.valid & ~np.isnat(since) & ~same)
    if sex is not None:
        found["jenis_kelamin"] = np.flatnonzero(nips.valid & (sex > 0) & (sex != nips.sex))
    return found
