"""One sheet of the form: headings in the first row, formats and rules of each column, and rows already filled in.

Rules of a column belong to so many prepared rows; its format belongs to the whole column, so that a NIP below them stays text too.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from asn_eval.findings import column_letters
from asn_eval.present.form.columns import FormColumn, everyone_has, note_words, range_words
from asn_eval.present.form.records import RecordColumn
from asn_eval.present.sentences import number_words
from asn_eval.present.wording import Words
from asn_eval.rules.rulebook import Rulebook

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

INK, LINE, TO_FILL = "#1F3864", "#8EA9DB", "#FFF2CC"
# Excel's own limits on the texts of a validation.
MOST_TITLE, MOST_MESSAGE = 32, 255
MOST_CHOICES = 255
# Characters in one line of a note on a heading.
NOTE_LINE = 38

Row = Mapping[str, object]


class FormSheet:
    """One sheet to fill in: headings in the first row; below them a row a person, or a row a record."""

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
            **dict.fromkeys(("nip", "nips"), book.add_format({"num_format": "@", "valign": "vcenter"})),
            "text": book.add_format({"num_format": "@", "valign": "vcenter"}),
            "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "center"}),
            # Always two decimals, and more where more were typed: what is shown is what counts.
            "number": book.add_format({"num_format": "0.00##"}),
            "amount": book.add_format({"num_format": "General"}),
            "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "center"}),
            "clock": book.add_format({"num_format": "hh:mm", "align": "center"}),
        }

    def write(self, columns: Sequence[FormColumn], filled: Sequence[Row]) -> None:
        """Write headings, the rules of each column, and the rows given."""
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
        if isinstance(value, datetime | time):
            self.sheet.write_datetime(row, number, value, style)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, number, datetime(value.year, value.month, value.day), style)
        elif isinstance(value, str):
            self.sheet.write_string(row, number, value, style)
        elif value is not None:
            self.sheet.write_number(row, number, value, style)

    def _rule(self, number: int, column: FormColumn) -> None:
        if isinstance(column, RecordColumn):
            self._record_rule(number, column)
        elif column.kind == "number":
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

    def _record_rule(self, number: int, column: RecordColumn) -> None:
        """Set what may be typed into a column of records, and say on its heading what stands there; any text needs no rule."""
        self._note(number, column.note)
        refuse: str = column.kind
        rule: dict[str, object]
        if column.kind == "nip":
            rule = {"validate": "length", "criteria": "==", "value": 18}
        elif column.kind == "nips":
            # One NIP has 18 digits, each further one a separator and 18 more.
            rule = {"validate": "custom", "value": f'=MOD(LEN(SUBSTITUTE({_letters(number)}2," ",""))+1,19)=0'}
        elif column.kind in {"date", "moment"}:
            rule = {"validate": "date", "criteria": ">=", "value": date(1950, 1, 1)}
        elif column.kind == "clock":
            rule = {"validate": "time", "criteria": "between", "minimum": time(0, 0), "maximum": time(23, 59)}
        elif column.reach:
            low, high = (float(end) for end in column.reach)
            rule = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
        elif column.choices and len(",".join(column.choices)) <= MOST_CHOICES:
            refuse = "choice"
            rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
        else:
            return
        title, text = self._refusal(refuse, column)
        rule |= {"input_title": column.heading[:MOST_TITLE], "input_message": column.note[:MOST_MESSAGE]}
        rule |= {"error_title": title, "error_message": text[:MOST_MESSAGE]}
        self.sheet.data_validation(1, number, max(1, self.rows), number, rule)

    def _refusal(self, refuse: str, column: RecordColumn) -> tuple[str, str]:
        """Give the title and the text of the message that refuses what was typed."""
        if refuse == "clock":
            return self.say("form_records.refuse.clock_title"), self.say("form_records.refuse.clock")
        if refuse == "moment":
            return self.say("template.refuse.date_title"), self.say("form_records.refuse.moment")
        if refuse == "nips":
            return self.say("template.refuse.nip_title"), self.say("form_records.refuse.nips")
        if refuse == "amount":
            low, high = (number_words(end, self.language) for end in column.reach or (Decimal(0), Decimal(0)))
            text = self.say("form_records.refuse.amount", title=column.heading, low=low, high=high)
            return self.say("form_records.refuse.amount_title"), text
        return self.say(f"template.refuse.{refuse}_title"), self.say(f"template.refuse.{refuse}")

    def _note(self, number: int, text: str) -> None:
        lines = sum(max(1, ceil(len(line) / NOTE_LINE)) for line in text.split("\n"))
        self.sheet.write_comment(
            0, number, text, {"author": "asn-eval", "x_scale": 1.8, "y_scale": 0.35 + 0.24 * lines}
        )

    def _dress(self, columns: Sequence[FormColumn]) -> None:
        # Conditional formats, not formatted blank cells: an empty row stays empty for whoever reads the file.
        last = max(1, self.rows)
        records = any(isinstance(column, RecordColumn) for column in columns)
        begun = f"COUNTA($A2:${_letters(len(columns) - 1)}2)>0" if records else '$A2<>""'
        for number in range(len(columns)):
            if empty := self._to_fill(number, columns):
                to_fill = self.book.add_format({"bg_color": TO_FILL, "border": 1, "border_color": LINE})
                rule = {"type": "formula", "criteria": f"=AND({begun},{empty})", "format": to_fill}
                self.sheet.conditional_format(1, number, last, number, rule)
        lined = self.book.add_format({"border": 1, "border_color": LINE})
        rule = {"type": "formula", "criteria": f"={begun}", "format": lined}
        self.sheet.conditional_format(1, 0, last, len(columns) - 1, rule)

    def _to_fill(self, number: int, columns: Sequence[FormColumn]) -> str:
        """Give the condition under which a cell is still to be filled, of a row that is begun; ``""`` where it may stay empty."""
        column, blank = columns[number], f"ISBLANK({_letters(number)}2)"
        if not isinstance(column, RecordColumn):
            return blank if column.kind == "number" and self._must_fill(column.field) else ""
        others = [f"ISBLANK({_letters(n)}2)" for n, other in enumerate(columns) if other.field in column.unless]
        unless = f",OR({','.join(others)})" if others else ""
        return f"{blank}{unless}" if column.required else ""

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
