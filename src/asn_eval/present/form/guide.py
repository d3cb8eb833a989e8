"""The *Petunjuk* sheet of the form: what to fill in, what a cell means, and what is judged, in the words of the rulebook."""

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from asn_eval.findings import column_letters
from asn_eval.present.form.choices import leaves_of
from asn_eval.present.form.columns import percents, profile_names, score_columns
from asn_eval.present.form.records import record_kinds, sheet_name
from asn_eval.present.policy.rulebook import treatment
from asn_eval.present.sentences import as_sentence, date_words, listed, number_words, scale_words
from asn_eval.present.wording import Words
from asn_eval.rules.rulebook import Indicator, Rulebook

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

INK, BAND, LINE, QUIET = "#1F3864", "#DCE6F1", "#8EA9DB", "#595959"
# Widths in characters: number or column letter, name of a sheet, title or label, scale, what an absent value does, one weight.
NUMBER, SHEET, LABEL, SCALE, ABSENT, WEIGHT = 7, 19, 30, 38, 56, 13
LINE_HEIGHT = 15
# Characters that fit into one unit of width: letters are narrower than the digits widths are counted in.
FULL = 1.04


def write_guide(book: "Workbook", sheet: "Worksheet", rulebook: Rulebook, language: str) -> None:
    """Fill the sheet; row heights are set by the length of the texts, because merged cells do not fit themselves."""
    _Guide(book, sheet, rulebook, language).write()


class _Guide:
    def __init__(self, book: "Workbook", sheet: "Worksheet", rulebook: Rulebook, language: str) -> None:
        self.sheet, self.rulebook, self.language = sheet, rulebook, language
        self.say = Words(language).say
        self.row = 0
        self.weights = self._weights()
        self.letters = {c.field: column_letters(n) for n, c in enumerate(score_columns(rulebook), 1)}
        self.sheets = {key: sheet_name(kind) for kind in record_kinds(rulebook) for key in leaves_of(kind, rulebook)}
        self.first = SHEET if self.sheets else NUMBER
        wrapped = {"text_wrap": True, "valign": "top"}
        lined = {**wrapped, "border": 1, "border_color": LINE}
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": INK})
        self.quiet = book.add_format({"font_color": QUIET})
        self.part = book.add_format(
            {"bold": True, "font_size": 12, "font_color": INK, "bottom": 2, "bottom_color": INK}
        )
        self.text = book.add_format(wrapped)
        self.number = book.add_format({**wrapped, "align": "right" if self.sheets else "center"})
        self.label = book.add_format({**wrapped, "bold": True})
        self.cell = book.add_format(lined)
        self.middle = book.add_format({**lined, "align": "center"})
        self.weight = book.add_format({**lined, "align": "right"})
        self.total = book.add_format({**lined, "align": "right", "bold": True, "bg_color": BAND})
        self.head = book.add_format(
            {**lined, "bold": True, "font_color": "white", "bg_color": INK, "align": "center", "valign": "vcenter"}
        )

    def write(self) -> None:
        """Write the sheet from top to bottom and set it up for print."""
        for column, width in enumerate((self.first, LABEL, SCALE, ABSENT)):
            self.sheet.set_column(column, column, width)
        self.sheet.hide_gridlines(2)
        self._heading()
        self._part("steps")
        for number, text in enumerate(self._steps(), 1):
            self._height(text, LABEL + SCALE + ABSENT)
            self.sheet.write_string(self.row, 0, f"{number}.", self.number)
            self.sheet.merge_range(self.row, 1, self.row, 3, text, self.text)
            self.row += 1
        self._part("reading")
        for label, text in self._meanings():
            self._height(text, SCALE + ABSENT)
            self.sheet.write_string(self.row, 1, label, self.label)
            self.sheet.merge_range(self.row, 2, self.row, 3, text, self.text)
            self.row += 1
        self._part("indicators")
        self._indicators()
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(f"&L&A&R{self.say('template.page.footer')}")

    def _heading(self) -> None:
        agency, period = self.rulebook.agency, self.rulebook.period
        self.sheet.set_row(0, 24)
        self.sheet.write_string(0, 0, self.say("template.title.form"), self.title)
        self.sheet.write_string(1, 0, agency or self.say("template.title.agency_none"), self.quiet)
        if period:
            name = self.say("template.title.period_name", name=period.name) if period.name else ""
            days = {key: date_words(getattr(period, key), self.language) for key in ("start", "end")}
            text = self.say("template.title.period", name=name, **days)
        else:
            text = self.say("template.title.period_none")
        self.sheet.write_string(2, 0, text, self.quiet)
        self.row = 3

    def _part(self, name: str) -> None:
        self.sheet.set_row(self.row + 1, 20)
        for column in range(4 + len(self.weights)):
            self.sheet.write_blank(self.row + 1, column, None, self.part)
        self.sheet.write_string(self.row + 1, 0, self.say(f"template.title.{name}"), self.part)
        self.sheet.set_row(self.row + 2, 5)
        self.row += 3

    def _height(self, text: str, width: int) -> None:
        self.sheet.set_row(self.row, LINE_HEIGHT * max(1, ceil(len(text) / (width * FULL))) + 3)

    def _steps(self) -> list[str]:
        steps = ["roster", "nip", "copy"]
        steps += ["scores"] if self.letters else []
        steps += ["records", "exports"] if self.sheets else []
        names = listed(dict.fromkeys(self.sheets.values()), self.language, "and_last")
        return [self.say(f"template.step.{step}", sheets=names) for step in (*steps, "columns", "check")]

    def _meanings(self) -> tuple[tuple[str, str], ...]:
        """Say what a number, an empty cell and a dash mean, on the sheets this form has."""
        say = self.say
        coverage = number_words(self.rulebook.coverage, self.language)
        meanings = [
            (say("template.meaning.decimal"), say("template.meaning.decimal_rule")),
            (say("template.meaning.zero"), say("template.meaning.zero_rule")),
        ]
        meanings += self._meanings_of_scores() if self.letters else []
        if self.sheets:
            meanings += [
                (say(f"template.meaning.{key}"), say(f"template.meaning.{key}_rule"))
                for key in ("clock", "records_empty", "records_none")
            ]
        return (*meanings, (say("template.meaning.coverage"), say("template.meaning.coverage_rule", coverage=coverage)))

    def _meanings_of_scores(self) -> list[tuple[str, str]]:
        say, leaves = self.say, self.rulebook.typed_leaves()
        accepted = [self.rulebook.title_of(k) for k, i in leaves.items() if i.not_applicable == "renormalise"]
        titles = listed(accepted, self.language, "and_last")
        empty = "error" if all(i.missing == "error" for i in leaves.values()) else "mixed"
        where = "_scores" if self.sheets else ""
        return [
            (say(f"template.meaning.empty{where}"), say(f"template.meaning.empty_{empty}")),
            (
                say("template.meaning.dash"),
                say(f"template.meaning.dash_{'some' if accepted else 'error'}", titles=titles),
            ),
        ]

    def _indicators(self) -> None:
        weights = self.weights
        both = "_or_sheet" if self.letters and self.sheets else "_sheet" if self.sheets else ""
        heads = [
            self.say(f"template.column.{key}") for key in (f"letters{both}", "indicator", "scale", f"absent{both}")
        ]
        heads += weights
        self.sheet.set_column(4, 3 + len(weights), WEIGHT)
        self.sheet.set_row(self.row, LINE_HEIGHT * max(2, *(len(h.split()) for h in weights)) + 3)
        for column, head in enumerate(heads):
            self.sheet.write_string(self.row, column, head, self.head)
        parents = {key: parent for key, _, parent in self.rulebook.walk()}
        for key, indicator in self.rulebook.leaves().items():
            self.row += 1
            parent = parents[key]
            title = self.rulebook.title_of(key)
            texts = (
                f"{title}\n({self.rulebook.title_of(parent)})" if parent else title,
                self._values(indicator),
                treatment(indicator, self.language)[0],
            )
            where = self._where(key, indicator)
            lines = [ceil(len(t) / (w * FULL)) for t, w in zip(texts, (LABEL, SCALE, ABSENT), strict=True)]
            lines += [sum(ceil(len(line) / (self.first * FULL)) for line in where.split("\n"))]
            self.sheet.set_row(self.row, LINE_HEIGHT * max(2 if parent else 1, *lines) + 3)
            self.sheet.write_string(self.row, 0, where, self.middle)
            for column, text in enumerate(texts, 1):
                self.sheet.write_string(self.row, column, text, self.cell)
            for column, shares in enumerate(weights.values(), 4):
                self.sheet.write_string(self.row, column, self._percent(shares.get(key)), self.weight)
        self._sums()

    def _where(self, key: str, indicator: Indicator) -> str:
        """Name the column of *Nilai*, or the sheet of records with the fewest an indicator is measured from."""
        if not indicator.measure:
            return self.letters[key]
        least = self.say("template.column.least", least=indicator.minimum_records) if indicator.minimum_records else ""
        return f"{self.sheets[key]}\n{least}".strip()

    def _values(self, indicator: Indicator) -> str:
        """Say the scale of an indicator, and what is measured where it comes from records."""
        scale = scale_words(indicator, self.language)
        if not indicator.measure:
            return scale
        measure = self.say(f"measures.name.{indicator.measure.replace('.', '_')}")
        return self.say("template.column.measured", measure=as_sentence(measure), scale=scale)

    def _sums(self) -> None:
        self.row += 1
        self.sheet.merge_range(self.row, 0, self.row, 3, self.say("template.column.sum"), self.total)
        for column, shares in enumerate(self.weights.values(), 4):
            self.sheet.write_string(self.row, column, self._percent(sum(shares.values(), Fraction(0))), self.total)

    def _percent(self, weight: Fraction | None) -> str:
        return "–" if weight is None else f"{number_words(weight, self.language, 2)}%"

    def _weights(self) -> dict[str, dict[str, Fraction]]:
        head, general = self.say("template.column.weight"), self.say("template.weight.general")
        names = profile_names(self.rulebook, general if self.rulebook.profiles else "")
        return {f"{head} {name}".strip(): percents(self.rulebook, key) for key, name in names.items()}
