"""The empty workbook a clerk fills in, and the three files a new office starts with.

A form that is filled in as it says gives no finding: text-format NIP, drop-downs, ranges and headings come from the rulebook that
will judge it. The same rulebook gives the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from asn_eval.findings import Finding, column_letters
from asn_eval.present.form import (
    FormColumn,
    everyone_has,
    note_words,
    range_words,
    roster_columns,
    score_columns,
)
from asn_eval.present.guide import write_guide
from asn_eval.present.sample import sample_rows
from asn_eval.present.wording import Words
from asn_eval.rules.load import load_text
from asn_eval.rules.rulebook import Rulebook

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

RULEBOOK_FILE = "indicators.yaml"
FORM_FILE = "templat-penilaian.xlsx"
SAMPLE_FILE = "contoh-penilaian.xlsx"

# Workbooks carry a day of making; a fixed one, so that the same rulebook gives the same bytes.
MADE = datetime(2026, 1, 1)
INK, LINE, TO_FILL = "#1F3864", "#8EA9DB", "#FFF2CC"
# Excel's own limits on the texts of a validation.
MOST_TITLE, MOST_MESSAGE = 32, 255
MOST_CHOICES = 255

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Start:
    """What ``init`` did: the files written, and those that were already there and were kept as they are."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def write_template(target: BinaryIO | Path, rulebook: Rulebook, language: str, rows: int = 500) -> None:
    """Write the empty workbook of a rulebook: *Petunjuk*, *Pegawai* and *Nilai*, prepared for so many rows of people."""
    _write(target, rulebook, language, rows, (), ())


def write_sample(target: BinaryIO | Path, rulebook: Rulebook, language: str) -> None:
    """Write the same workbook filled in for twelve invented people, which scores without a finding."""
    people, scores = sample_rows(rulebook)
    _write(target, rulebook, language, len(people), people, scores)


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
    target: BinaryIO | Path,
    rulebook: Rulebook,
    language: str,
    rows: int,
    people: Sequence[Row],
    scores: Sequence[Row],
) -> None:
    from xlsxwriter import Workbook

    say = Words(language).say
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(str(target) if isinstance(target, Path) else target, options)
    book.set_properties({"title": say("template.title.form"), "author": "asn-eval", "created": MADE})
    write_guide(book, book.add_worksheet(say("template.sheet.guide")), rulebook, language)
    sheets = (
        ("roster", roster_columns(rulebook), people),
        ("scores", score_columns(rulebook), scores),
    )
    for name, columns, filled in sheets:
        sheet = book.add_worksheet(say(f"template.sheet.{name}"))
        _Form(book, sheet, rulebook, language, rows).write(columns, filled)
    book.close()


class _Form:
    """One sheet to fill in: headings in the first row, one row a person below."""

    def __init__(self, book: "Workbook", sheet: "Worksheet", rulebook: Rulebook, language: str, rows: int) -> None:
        self.book, self.sheet, self.rulebook, self.language, self.rows = book, sheet, rulebook, language, rows
        self.say = Words(language).say
        self.head = book.add_format(
            {
                "bold": True,
                "font_color": "white",
                "bg_color": INK,
                "border": 1,
                "border_color": LINE,
                "text_wrap": True,
                "align": "center",
                "valign": "vcenter",
            }
        )
        self.formats: dict[str, Format] = {
            "nip": book.add_format({"num_format": "@", "valign": "vcenter"}),
            "text": book.add_format({"num_format": "@", "valign": "vcenter"}),
            "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "center"}),
            # Always two decimals, and more where more were typed: what is shown is what counts.
            "number": book.add_format({"num_format": "0.00##"}),
            "amount": book.add_format({"num_format": "General"}),
        }

    def write(self, columns: Sequence[FormColumn], filled: Sequence[Row]) -> None:
        """Write headings, the rules of each column, and the people given."""
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, column.width, self.formats[column.kind])
            self.sheet.write_string(0, number, column.heading, self.head)
            self._rule(number, column)
            for row, values in enumerate(filled, 1):
                self._cell(row, number, column, values.get(column.field or column.heading))
        self._dress(columns)
        self._page(columns)

    def _cell(self, row: int, number: int, column: FormColumn, value: object) -> None:
        style = self.formats[column.kind]
        if isinstance(value, date):
            self.sheet.write_datetime(row, number, datetime(value.year, value.month, value.day), style)
        elif isinstance(value, str):
            self.sheet.write_string(row, number, value, style)
        elif value is not None:
            self.sheet.write_number(row, number, value, style)

    def _rule(self, number: int, column: FormColumn) -> None:
        if column.kind == "number":
            self._score_rule(number, column)
        elif column.kind == "nip":
            self._validate(number, {"validate": "length", "criteria": "==", "value": 18}, "nip", column.heading)
        elif column.kind == "date":
            since = {"validate": "date", "criteria": ">=", "value": date(1950, 1, 1)}
            self._validate(number, since, "date", column.heading)
        elif column.choices and len(",".join(column.choices)) <= MOST_CHOICES:
            listed = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            self._validate(number, listed, "choice", column.heading, note="choices")

    def _validate(self, number: int, rule: Mapping[str, object], refuse: str, heading: str, note: str = "") -> None:
        texts = {
            "input_title": heading[:MOST_TITLE],
            "input_message": self.say(f"template.note.{note or refuse}"),
            "error_title": self.say(f"template.refuse.{refuse}_title"),
            "error_message": self.say(f"template.refuse.{refuse}"),
        }
        self.sheet.data_validation(1, number, max(1, self.rows), number, {**rule, **texts})

    def _score_rule(self, number: int, column: FormColumn) -> None:
        indicator = self.rulebook.leaves()[column.field]
        low, high = float(indicator.scale.min), float(indicator.scale.max)
        note = note_words(column.field, self.rulebook, self.language)
        reach = range_words(indicator, self.language)
        rule: dict[str, object] = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
        if indicator.not_applicable == "renormalise":
            # A dash is allowed, which a rule for numbers would refuse.
            cell = f"{_letters(number)}2"
            test = f'=OR(TRIM({cell})="-",AND(ISNUMBER({cell}),{cell}>={low!r},{cell}<={high!r}))'
            rule = {"validate": "custom", "value": test}
        rule |= {
            "input_title": column.heading[:MOST_TITLE],
            "input_message": note[:MOST_MESSAGE],
            "error_title": self.say("template.refuse.value_title"),
            "error_message": self.say("template.refuse.value", title=column.heading, range=reach)[:MOST_MESSAGE],
            "error_type": "warning" if indicator.outside == "cap" else "stop",
        }
        self.sheet.data_validation(1, number, max(1, self.rows), number, rule)
        self.sheet.write_comment(0, number, note, {"author": "asn-eval", "x_scale": 1.8, "y_scale": 1.3})

    def _dress(self, columns: Sequence[FormColumn]) -> None:
        # Conditional formats, not formatted blank cells: an empty row stays empty for whoever reads the file.
        last = max(1, self.rows)
        for number, column in enumerate(columns):
            if column.kind == "number" and self._must_fill(column.field):
                empty = f'=AND($A2<>"",ISBLANK({_letters(number)}2))'
                to_fill = self.book.add_format({"bg_color": TO_FILL, "border": 1, "border_color": LINE})
                rule = {"type": "formula", "criteria": empty, "format": to_fill}
                self.sheet.conditional_format(1, number, last, number, rule)
        lined = self.book.add_format({"border": 1, "border_color": LINE})
        rule = {"type": "formula", "criteria": '=$A2<>""', "format": lined}
        self.sheet.conditional_format(1, 0, last, len(columns) - 1, rule)

    def _must_fill(self, key: str) -> bool:
        return self.rulebook.leaves()[key].missing == "error" and everyone_has(key, self.rulebook)

    def _page(self, columns: Sequence[FormColumn]) -> None:
        longest = max(len(column.heading) / column.width for column in columns)
        self.sheet.set_row(0, 34 if longest <= 1.6 else 50)
        self.sheet.freeze_panes(1, 2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        # Squeezed onto one page's width, two dozen indicators could not be read.
        if sum(column.width for column in columns) > 260:
            self.sheet.set_print_scale(60)
        else:
            self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.repeat_columns(0, 1)
        self.sheet.set_footer(f"&L&A&R{self.say('template.page.footer')}")


def _letters(number: int) -> str:
    return column_letters(number + 1)
