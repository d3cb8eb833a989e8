"""Offices whose rulebook measures from records: workbooks written at run time, evaluated from files as a clerk would. All invented."""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from asn_eval.examine.person import explain
from asn_eval.pipeline import Choices, Evaluation, Policy, Refusal, evaluate
from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book
from asn_eval.rules.load import load_text
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.scales_agree import LESS_IS_BETTER
from workbooks import write_xlsx

# Three people, so that one can have no records and one can share them.
A, B, C = "198503152010011001", "199007202015042002", "197801011999031003"
ROSTER: Sequence[Sequence[object]] = [
    ["DAFTAR PEGAWAI DINAS CONTOH"],
    [],
    ["No", "NIP", "Nama", "Jabatan", "Unit Kerja"],
    [1, A, "Adnan Contohna", "Petugas Pengaduan", "Bidang Pelayanan"],
    [2, B, "Bunga Misalan", "Petugas Pengaduan", "Bidang Pelayanan"],
    [3, C, "Cakra Umpama", "Arsiparis", "Sekretariat"],
]
# January 2026: 1 and 16 January are holidays in this office's calendar; days run Monday to Friday.
HEAD = """
    period: {start: 2026-01-01, end: 2026-01-31}
    calendar:
      hours: {start: "07:30", end: "16:00", break_start: "12:00", break_end: "13:00"}
      years: {"2026": {holidays: [2026-01-01, 2026-01-16]}}
"""
DAY = date(2026, 12, 31)

Rows = Sequence[Sequence[object]]


def rules(text: str, head: str = HEAD) -> Rulebook:
    """A rulebook that is in order, below the period and calendar all these offices share."""
    loaded = load_text(textwrap.dedent(head) + textwrap.dedent(text), "indicators.yaml")
    assert isinstance(loaded, Rulebook), [f.message() for f in loaded]
    return loaded


def measured_by(measure: str, more: str = "", head: str = HEAD) -> Rulebook:
    """A rulebook of one indicator, ``ukuran``, measured from records on a scale that holds them all; nobody needs to have any."""
    less = "direction: lower, " if measure in LESS_IS_BETTER else ""
    indicator = f"{{weight: 100, measure: {measure}, missing: renormalise, scale: {{{less}max: 1000, best: 120}}}}"
    return rules(f"indicators: {{ukuran: {indicator}}}\n{more}", head)


def outcome(folder: Path, rulebook: Rulebook, *books: Mapping[str, Rows], day: date = DAY, **options: object):
    """Write workbooks (the first holds the roster unless one does) and evaluate all of them together."""
    found = []
    for number, sheets in enumerate(books, 1):
        path = write_xlsx(folder / f"berkas{number}.xlsx", sheets, **options)
        read = read_book(path)
        assert isinstance(read, Book), read
        found.append(read)
    return evaluate(found, Policy(rulebook, "indicators.yaml"), Choices(day))


def office(folder: Path, rulebook: Rulebook, *books: Mapping[str, Rows], **options: object) -> Evaluation:
    """The evaluation of an office whose workbooks are in order."""
    made = outcome(folder, rulebook, *books, **options)
    assert isinstance(made, Evaluation), [f.message() for f in made.findings]
    return made


def refused(folder: Path, rulebook: Rulebook, *books: Mapping[str, Rows], **options: object) -> list[str]:
    """The messages of an office that is refused, information left out."""
    made = outcome(folder, rulebook, *books, **options)
    assert isinstance(made, Refusal)
    return [f.message() for f in made.findings if f.severity != "info"]


def told(made: Evaluation | Refusal) -> list[str]:
    """Every message of an outcome."""
    return [f.message() for f in made.findings]


def person(made: Evaluation, nip: str) -> int:
    """The row of the roster a NIP stands in."""
    return made.dossier.people.nip.tolist().index(nip)


def total(made: Evaluation, nip: str) -> str | None:
    """The published total of one person, None when not ranked."""
    at = person(made, nip)
    return f"{int(made.scores.total.units[at]) / 100:.2f}" if made.scores.total.known[at] else None


def rows(made: Evaluation, nip: str, key: str = "ukuran") -> list[str]:
    """The rows ``explain`` names behind a measure."""
    step = next(s for s in explain(made, person(made, nip)).steps if s.key == key)
    return [str(record.place) for record in step.records]


def value(made: Evaluation, nip: str, key: str = "ukuran") -> str | None:
    """The measure of one person on its own scale, exactly, as a fraction."""
    step = next(s for s in explain(made, person(made, nip)).steps if s.key == key)
    return None if step.value is None else str(step.value)
