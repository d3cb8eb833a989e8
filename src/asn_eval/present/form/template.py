"""The empty workbook a clerk fills in, and the three files a new office starts with.

A form that is filled in as it says gives no finding: text-format NIP, drop-downs, ranges and headings come from the rulebook that
will judge it. The same rulebook gives the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from asn_eval.findings import Finding
from asn_eval.present.form.columns import roster_columns, score_columns
from asn_eval.present.form.guide import write_guide
from asn_eval.present.form.records import prepared_rows, record_sheets
from asn_eval.present.form.sample import sample_rows
from asn_eval.present.form.sample_records import sample_records
from asn_eval.present.form.sheet import FormSheet, Row
from asn_eval.present.wording import Words
from asn_eval.rules.load import load_text
from asn_eval.rules.rulebook import Rulebook

RULEBOOK_FILE = "indicators.yaml"
FORM_FILE = "templat-penilaian.xlsx"
SAMPLE_FILE = "contoh-penilaian.xlsx"

# Workbooks carry a day of making; a fixed one, so that the same rulebook gives the same bytes.
MADE = datetime(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Start:
    """What ``init`` did: the files written, and those that were already there and were kept as they are."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def write_template(target: BinaryIO | Path, rulebook: Rulebook, language: str, rows: int = 500) -> None:
    """Write the empty workbook of a rulebook: *Petunjuk*, *Pegawai*, *Nilai* for what people type, and a sheet a kind of records.

    The sheets are prepared for so many people; those of records for the rows so many people have.
    """
    _write(target, rulebook, language, rows, {})


def write_sample(target: BinaryIO | Path, rulebook: Rulebook, language: str) -> None:
    """Write the same workbook filled in for twelve invented people, which scores without a finding."""
    people, scores = sample_rows(rulebook)
    filled = {"roster": people, "scores": scores, **sample_records(rulebook)}
    _write(target, rulebook, language, len(people), filled)


def write_start(folder: Path, rulebook_text: str, language: str) -> Start | tuple[Finding, ...]:
    """Write the rulebook, its empty form and a worked example into a folder, which is made if need be; overwrite nothing.

    Where the folder has an ``indicators.yaml`` already, that one is kept and the form is made from it; its findings are given
    back where it cannot be read. Raises ``OSError`` where the folder cannot be written.
    """
    existing = folder / RULEBOOK_FILE
    text: str | bytes = existing.read_bytes() if existing.exists() else rulebook_text
    rulebook = load_text(text, RULEBOOK_FILE)
    if not isinstance(rulebook, Rulebook):
        return rulebook
    form, sample = BytesIO(), BytesIO()
    write_template(form, rulebook, language)
    write_sample(sample, rulebook, language)
    contents = {RULEBOOK_FILE: rulebook_text.encode(), FORM_FILE: form.getvalue(), SAMPLE_FILE: sample.getvalue()}
    folder.mkdir(parents=True, exist_ok=True)
    written, kept = [], []
    for name, content in contents.items():
        try:
            # "x" refuses a file that appeared in the meantime, too.
            with (folder / name).open("xb") as file:
                file.write(content)
            written.append(folder / name)
        except FileExistsError:
            kept.append(folder / name)
    return Start(tuple(written), tuple(kept))


def _write(
    target: BinaryIO | Path, rulebook: Rulebook, language: str, people: int, filled: Mapping[str, Sequence[Row]]
) -> None:
    from xlsxwriter import Workbook

    say = Words(language).say
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(str(target) if isinstance(target, Path) else target, options)
    book.set_properties({"title": say("template.title.form"), "author": "asn-eval", "created": MADE})
    write_guide(book, book.add_worksheet(say("template.sheet.guide")), rulebook, language)
    sheets = (("roster", roster_columns(rulebook)), ("scores", score_columns(rulebook)))
    for name, columns in sheets:
        if columns:
            sheet = book.add_worksheet(say(f"template.sheet.{name}"))
            FormSheet(book, sheet, rulebook, language, people).write(columns, filled.get(name, ()))
    for records in record_sheets(rulebook, language):
        rows = filled.get(records.kind)
        prepared = prepared_rows(records.kind, people) if rows is None else len(rows)
        sheet = book.add_worksheet(records.name)
        FormSheet(book, sheet, rulebook, language, prepared).write(records.columns, rows or ())
    book.close()
