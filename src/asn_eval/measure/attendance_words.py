"""What the words beside a day of attendance mean: there, away with leave to be, simply away – and which codes of lateness they hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.logbook import Logbook
from asn_eval.measure.made import Setting
from asn_eval.measure.telling import NO_WORD, Mask, column_of
from asn_eval.rules.statutes import letters

Integers = npt.NDArray[np.int64]


class DayState(IntEnum):
    """What a working day was for somebody."""

    UNRECORDED = 0
    ATTENDED = 1
    ABSENT = 2
    EXCUSED = 3


class Side(IntEnum):
    """What a code is about: coming late, leaving early, or the day."""

    LATE = 0
    EARLY = 1
    DAY = 2


# What offices write when somebody was there, was away with leave to be, or was simply away. An office adds its own words under
# records.attendance.excused.
_WORDS: Final[Mapping[DayState, str]] = {
    DayState.ATTENDED: "hadir|h|masuk|wfh|wfo|wfa|tepat waktu",
    DayState.ABSENT: "alpa|alpha|a|mangkir|bolos|tk|tanpa keterangan|tanpa izin|tanpa ijin|tidak hadir",
    DayState.EXCUSED: (
        "cuti|cuti tahunan|cuti besar|cuti sakit|cuti melahirkan|cuti bersalin|cuti alasan penting|cuti karena alasan penting|"
        "cuti bersama|cuti di luar tanggungan negara|ct|cb|cs|cm|cap|cltn|"
        "dinas|dinas luar|dinas luar kota|dinas dalam|dinas dalam kota|dl|dlk|dd|perjalanan dinas|perjadin|sppd|spd|spt|surat tugas|"
        "tugas|tugas luar|tugas dinas|"
        "tugas belajar|tb|diklat|bimtek|bimbingan teknis|pelatihan|latsar|workshop|lokakarya|seminar|"
        "sakit|s|izin sakit|ijin sakit|izin|ijin|i|libur|hari libur|libur nasional"
    ),
}
# Words long enough to be recognised when misspelt.
NAMED: Final = (
    *(word for words in _WORDS.values() for word in words.split("|") if len(word) > 3),
    "terlambat",
    "pulang cepat",
)
_MEANT: Final = {letters(word): int(state) for state, words in _WORDS.items() for word in words.split("|")}
_OFFICE: Final = {"hadir": DayState.ATTENDED, "alpa": DayState.ABSENT}
# TL, TL1 … and PSW, PSW1 …, or in words: somebody was there, but not all day long.
_LATE: Final = re.compile(r"(tl(menit)?[0-9]*|terlambat|telat|datangterlambat)$")
_EARLY: Final = re.compile(r"(psw(menit)?[0-9]*|pulangcepat|pulangsebelumwaktu|pulangsebelumwaktunya)$")
_SEVERAL: Final = re.compile(r"[;,/+&\n]+|\bdan\b")


@dataclass(frozen=True, slots=True)
class DayWords:
    """The words beside the days of a logbook: ``which`` of the distinct texts each record has; the rest has an entry a text.

    ``meaning`` is a ``DayState``, 0 for an empty text, ``NO_WORD`` for one nobody knows. ``codes`` are the codes of lateness and of the
    office's table in it, as ``letters`` reduces them.
    """

    texts: tuple[str, ...]
    which: Integers
    meaning: Integers
    codes: tuple[tuple[str, ...], ...]

    def coded(self) -> Mask:
        """Tell which records hold a code."""
        return np.array([bool(codes) for codes in self.codes], bool)[self.which]

    def partly(self) -> Mask:
        """Tell which records hold a code of coming late or leaving early."""
        partly = [any(side_of(code) != Side.DAY for code in codes) for codes in self.codes]
        return np.array(partly, bool)[self.which]


def side_of(code: str) -> Side:
    """Tell what a code, as ``letters`` reduces it, is about.

    >>> side_of("tl1").name, side_of("psw4").name, side_of("lupaabsen").name
    ('LATE', 'EARLY', 'DAY')
    """
    return Side.LATE if _LATE.match(code) else Side.EARLY if _EARLY.match(code) else Side.DAY


def day_words(logbook: Logbook, setting: Setting) -> DayWords:
    """Read the words of a logbook, each distinct text once. Several words in one cell mean something where they mean the same."""
    rules = setting.rulebook.records.attendance
    meant = _MEANT | {letters(w): int(_OFFICE.get(m, DayState.EXCUSED)) for w, m in rules.excused.items()}
    table = {letters(code) for code in rules.codes}
    distinct, which = np.unique(_texts(logbook), return_inverse=True)
    texts = tuple(distinct.tolist())
    words = [_words(text, meant, table) for text in texts]
    meaning = [_meaning(found, meant) for found in words]
    codes = tuple(tuple(w for w in dict.fromkeys(found) if _is_code(w, table)) for found in words)
    return DayWords(texts, which.reshape(-1).astype(np.int64), np.array(meaning, np.int64), codes)


def _texts(logbook: Logbook) -> npt.NDArray[np.str_]:
    """Give the words beside each record, with the codes some exports write into columns of their own."""
    texts: npt.NDArray[np.str_] = column_of(logbook, "pengecualian").astype("U")
    for field, name in (("kode_tl", "TL"), ("kode_psw", "PSW")):
        if field in logbook.texts:
            codes = [_code(text, name) for text in logbook.texts[field].tolist()]
            texts = np.array([", ".join(filter(None, pair)) for pair in zip(texts.tolist(), codes, strict=True)], "U")
    return texts


def _code(text: str, name: str) -> str:
    # A number below TL is minutes rather than a code; it has no cut, which is told, and is never taken for TL1.
    return "" if letters(text) in {"", "0"} else f"{name} menit {text}" if letters(text).isdigit() else text


def _words(text: str, meant: Mapping[str, int], table: set[str]) -> list[str]:
    whole = letters(text)
    if not whole or whole in meant or _is_code(whole, table):
        return [whole] if whole else []
    return [word for word in map(letters, _SEVERAL.split(text.casefold())) if word]


def _meaning(words: list[str], meant: Mapping[str, int]) -> int:
    found = {meant.get(word, int(DayState.ATTENDED) if side_of(word) != Side.DAY else NO_WORD) for word in words}
    return found.pop() if len(found) == 1 else NO_WORD if found else 0


def _is_code(word: str, table: set[str]) -> bool:
    return word in table or side_of(word) != Side.DAY
