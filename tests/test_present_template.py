"""The empty form, filled in as it says, and what ``init`` leaves in a folder."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from asn_eval.pipeline import Choices, Evaluation, Policy, Refusal, evaluate
from asn_eval.present.form.columns import everyone_has, roster_columns, score_columns
from asn_eval.present.form.sample import PEOPLE, profile_for, sample_rows
from asn_eval.present.form.template import Start, write_sample, write_start, write_template
from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book
from asn_eval.rules.load import default_path, load_text
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.vocabulary import FIELDS

RULES: dict[str, Any] = {
    "agency": "Dinas Contoh",
    "period": {"name": "Tahun 2026", "start": date(2026, 1, 1), "end": date(2026, 12, 31), "minimum_days": 90},
    "indicators": {
        "skp": {"title": "Sasaran Kinerja", "weight": 60, "scale": {"max": 120, "best": 120}},
        "disiplin": {"weight": 40, "outside": "cap"},
        "inovasi": {"weight": 0, "missing": "renormalise", "not_applicable": "renormalise"},
        "aduan": {
            "title": "Penanganan Aduan",
            "parts": {
                "kecepatan": {"weight": 60, "scale": {"max": 48, "direction": "lower", "unit": "jam"}},
                "mutu": {"weight": 40, "scale": {"min": 1, "max": 4, "worst": 25}},
            },
        },
    },
    "profiles": {
        "pelayanan": {
            "title": "Pelayanan Publik",
            "applies_to": {
                "jabatan": ["Petugas Loket*"],
                "jenis_jabatan": ["Tenaga Alih Daya"],
                "columns": {"Shift": ["Pagi", "Sore", "Malam*"]},
            },
            "weights": {"skp": 50, "disiplin": 30, "inovasi": 0, "aduan": 20},
        }
    },
    "grades": [{"name": "Baik", "at_least": 0, "requires": [{"fact": "pendidikan", "at_least": "SLTA"}]}],
    "awards": {
        "teladan": {
            "title": "Teladan",
            "requires": [
                {"fact": "golongan", "at_least": "II/a"},
                {"column": "Hukuman Disiplin", "one_of": ["Tidak ada"]},
                {"column": "hukuman disiplin", "none_of": ["Berat"]},
                {"column": "Jam Pelajaran", "at_least": 20},
            ],
        }
    },
}


def book(**changes: Any) -> Rulebook:
    return Rulebook.model_validate(RULES | changes)


def made(rulebook: Rulebook, language: str = "id", rows: int = 500) -> Workbook:
    target = BytesIO()
    write_template(target, rulebook, language, rows)
    return openpyxl.load_workbook(target)


def headings(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[1]]


def rule_of(sheet: Worksheet, heading: str) -> DataValidation | None:
    letters = sheet.cell(1, headings(sheet).index(heading) + 1).column_letter
    rules = [v for v in sheet.data_validations.dataValidation if str(v.sqref).startswith(f"{letters}2")]
    assert len(rules) <= 1
    return rules[0] if rules else None


def all_text(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_form_has_three_sheets_and_asks_what_the_rules_look_at():
    form = made(book())
    assert form.sheetnames == ["Petunjuk", "Pegawai", "Nilai"]
    assert headings(form["Pegawai"]) == [
        "NIP",
        "Nama",
        "Jabatan",
        "Jenis Jabatan",
        "Unit Kerja",
        "Golongan",
        "Pendidikan",
        "Mulai Bertugas",
        "Shift",
        "Hukuman Disiplin",
        "Jam Pelajaran",
    ]
    assert headings(form["Nilai"]) == ["NIP", "Nama", "Sasaran Kinerja", "Disiplin", "Inovasi", "Kecepatan", "Mutu"]


def test_columns_nobody_asks_for_are_left_out():
    plain = Rulebook(indicators=book().indicators)
    assert [c.heading for c in roster_columns(plain)] == [
        "NIP",
        "Nama",
        "Jabatan",
        "Jenis Jabatan",
        "Unit Kerja",
        "Golongan",
    ]


def test_the_headings_are_words_reading_knows():
    known = {word.casefold(): field for field, words in FIELDS.items() for word in words}
    fields = [(c.heading, c.field) for c in roster_columns(book()) if c.field]
    assert fields
    assert [known[heading.casefold()] for heading, _ in fields] == [field for _, field in fields]


def test_two_indicators_of_one_title_are_headed_by_their_keys():
    twins = {"a": {"title": "Mutu", "weight": 50}, "b": {"title": "Mutu", "weight": 50}}
    assert [c.heading for c in score_columns(Rulebook.model_validate({"indicators": twins}))] == [
        "NIP",
        "Nama",
        "a",
        "b",
    ]


@pytest.mark.parametrize("name", ["Pegawai", "Nilai"])
def test_a_nip_is_text_of_eighteen_digits_in_every_row(name: str):
    sheet = made(book(), rows=40)[name]
    assert sheet.column_dimensions["A"].width > 18
    assert sheet.cell(1, 1).value == "NIP"
    # The format belongs to the column, so that a NIP below the prepared rows stays text as well.
    assert sheet.column_dimensions["A"].number_format == "@"
    rule = rule_of(sheet, "NIP")
    assert (rule.type, rule.operator, rule.formula1, str(rule.sqref)) == ("textLength", "equal", "18", "A2:A41")
    assert rule.error == "NIP harus 18 angka, diketik sebagai teks tanpa spasi."


def test_golongan_and_kind_of_position_are_chosen_from_lists_that_know_the_rulebooks_words():
    sheet = made(book())["Pegawai"]
    golongan = rule_of(sheet, "Golongan").formula1.strip('"').split(",")
    assert golongan[0] == "I/a"
    assert {"III/c", "IV/e", "IX", "XVII"} <= set(golongan)
    kinds = rule_of(sheet, "Jenis Jabatan").formula1.strip('"').split(",")
    assert kinds[-2:] == ["Pelaksana", "Tenaga Alih Daya"]
    # Patterns are not words to choose.
    assert rule_of(sheet, "Shift").formula1 == '"Pagi,Sore"'
    assert rule_of(sheet, "Hukuman Disiplin").formula1 == '"Tidak ada,Berat"'
    assert rule_of(sheet, "Shift").errorStyle == "warning"
    assert rule_of(sheet, "Jam Pelajaran") is None


def test_a_list_too_long_for_a_drop_down_is_left_out():
    many = [f"Pilihan yang panjang {n}" for n in range(20)]
    awards = {"a": {"title": "A", "requires": [{"column": "Kelompok", "one_of": many}]}}
    sheet = made(book(awards=awards))["Pegawai"]
    assert "Kelompok" in headings(sheet)
    assert rule_of(sheet, "Kelompok") is None


def test_a_score_is_a_number_within_its_scale():
    sheet = made(book(), rows=30)["Nilai"]
    rule = rule_of(sheet, "Sasaran Kinerja")
    assert (rule.type, float(rule.formula1), float(rule.formula2)) == ("decimal", 0, 120)
    assert rule.operator in {None, "between"}  # the operator a rule has when it names none
    assert rule.errorStyle in {None, "stop"}
    assert rule.error == "Sasaran Kinerja: ketik angka 0 sampai 120."
    assert str(rule.sqref) == "C2:C31"
    mutu = rule_of(sheet, "Mutu")
    assert (float(mutu.formula1), float(mutu.formula2)) == (1, 4)
    # A value the rulebook caps may be typed.
    assert rule_of(sheet, "Disiplin").errorStyle == "warning"


def test_a_dash_can_be_typed_only_where_the_rulebook_accepts_it():
    sheet = made(book())["Nilai"]
    rule = rule_of(sheet, "Inovasi")
    assert rule.type == "custom"
    assert rule.formula1 == 'OR(TRIM(E2)="-",AND(ISNUMBER(E2),E2>=0.0,E2<=100.0))'
    assert rule_of(sheet, "Kecepatan").type == "decimal"


def test_the_note_of_a_score_says_scale_weight_and_what_empty_means():
    sheet = made(book())["Nilai"]
    assert rule_of(sheet, "Kecepatan").prompt == (
        "Skala: 0 sampai 48 jam, makin rendah makin baik; 48 berskor 0, 0 berskor 100.\n"
        "Bobot: tidak dipakai (umum), 12% (Pelayanan Publik).\nWajib diisi."
    )
    assert rule_of(sheet, "Inovasi").prompt == (
        "Skala: 0 sampai 100, makin tinggi makin baik.\n"
        "Bobot: 0%, informasi saja (umum), 0%, informasi saja (Pelayanan Publik).\n"
        'Boleh kosong: bobotnya dibagi ke indikator lain.\nKetik "-" bila tidak berlaku.'
    )
    comment = sheet.cell(1, headings(sheet).index("Kecepatan") + 1).comment
    assert "Skala: 0 sampai 48 jam" in comment.text


def test_long_titles_and_notes_keep_within_what_a_workbook_allows():
    long = {"panjang": {"title": ("Kemampuan " * 12).strip(), "weight": 100, "scale": {"unit": "satuan " * 50}}}
    sheet = made(Rulebook.model_validate({"indicators": long}))["Nilai"]
    rule = sheet.data_validations.dataValidation[-1]
    assert len(rule.promptTitle) <= 32
    assert len(rule.prompt) == len(rule.error) == 255
    assert sheet.cell(1, 3).value == ("Kemampuan " * 12).strip()


def test_a_cell_everybody_must_fill_is_coloured_while_empty_and_no_other():
    sheet = made(book())["Nilai"]
    formulas = {rule.formula[0] for rules in sheet.conditional_formatting for rule in rules.rules}
    assert formulas == {
        '$A2<>""',
        'AND($A2<>"",ISBLANK(C2))',
        'AND($A2<>"",ISBLANK(D2))',
    }
    assert everyone_has("skp", book())
    assert not everyone_has("kecepatan", book())
    assert not everyone_has("inovasi", book())


def test_the_heading_row_stays_in_view_and_on_every_printed_page():
    for name in ("Pegawai", "Nilai"):
        sheet = made(book())[name]
        assert sheet.freeze_panes == "C2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.max_row == 1


def test_the_guide_tells_each_indicator_its_scale_its_weights_and_their_sum():
    sheet = made(book())["Petunjuk"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value in set("CDEFG")]
    assert [line[0] for line in lines] == list("CDEFG")
    assert [line[1].split("\n")[0] for line in lines] == headings(made(book())["Nilai"])[2:]
    found = {line[1]: line[2:6] for line in lines}
    assert found["Sasaran Kinerja"] == [
        "0 sampai 120, makin tinggi makin baik",
        'Kosong dilaporkan sebagai temuan dan harus diisi. Tanda "-" dilaporkan sebagai temuan.',
        "60%",
        "50%",
    ]
    assert found["Kecepatan\n(Penanganan Aduan)"][2:] == ["–", "12%"]
    last = [cell.value for cell in list(sheet.iter_rows())[-1]]
    assert last == ["Jumlah", None, None, None, "100%", "100%"]
    texts = all_text(sheet)
    assert texts[:3] == [
        "Templat Penilaian Kinerja Pegawai",
        "Dinas Contoh",
        "Periode Tahun 2026: 1 Januari 2026 – 31 Desember 2026",
    ]
    assert "Berarti tidak berlaku. Diterima hanya pada Inovasi; bobotnya dibagi ke indikator lain." in texts
    assert any(text.startswith("Tergantung indikatornya") for text in texts)


def test_the_guide_of_a_strict_rulebook_says_that_nothing_may_be_left_out():
    strict = {"skp": {"weight": 100}}
    texts = all_text(made(Rulebook.model_validate({"indicators": strict}))["Petunjuk"])
    assert any(text.startswith("Belum diisi: dilaporkan sebagai temuan") for text in texts)
    assert any("Buku aturan ini tidak menerimanya" in text for text in texts)
    assert "Bobot" in texts
    assert "Nama instansi belum diisi dalam buku aturan" in texts


def test_english_instructions_stand_over_the_same_headings():
    indonesian, english = made(book()), made(book(), "en")
    assert english.sheetnames == indonesian.sheetnames
    for name in ("Pegawai", "Nilai"):
        assert headings(english[name]) == headings(indonesian[name])
    assert english["Petunjuk"]["A1"].value == "Staff Evaluation Form"


def test_the_same_rulebook_gives_the_same_bytes(tmp_path: Path):
    target = BytesIO()
    write_template(target, book(), "id")
    write_template(tmp_path / "form.xlsx", book(), "id")
    assert target.getvalue() == (tmp_path / "form.xlsx").read_bytes()
    # No clock inside: two runs within one second would not show it.
    properties = openpyxl.load_workbook(target).properties
    assert properties.created == properties.modified == datetime(2026, 1, 1)
    first, second = BytesIO(), BytesIO()
    write_sample(first, book(), "id")
    write_sample(second, book(), "id")
    assert first.getvalue() == second.getvalue() != target.getvalue()


def test_two_hundred_indicators_fit():
    many = {f"indikator_{n}": {"title": f"Indikator ke-{n}", "weight": Decimal("0.5")} for n in range(200)}
    sheet = made(Rulebook.model_validate({"indicators": many}))["Nilai"]
    assert sheet.max_column == 202
    assert sheet.freeze_panes == "C2"
    # Squeezed onto one page's width nobody could read them.
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.scale == 60
    assert made(book())["Nilai"].sheet_properties.pageSetUpPr.fitToPage


def test_the_example_shows_twelve_people_within_every_scale_and_two_in_each_profile():
    people, scores = sample_rows(book())
    assert len(people) == len(scores) == len({row["nip"] for row in people}) == 12
    served = [n for n, person in enumerate(people) if profile_for(person, book()) == "pelayanan"]
    assert len(served) == 2
    for n, row in enumerate(scores):
        assert {"skp", "disiplin", "inovasi"} <= set(row)
        assert ("kecepatan" in row) is (n in served)
    leaves = book().leaves()
    for key, indicator in leaves.items():
        values = [row[key] for row in scores if key in row]
        assert all(indicator.scale.min <= Decimal(str(value)) <= indicator.scale.max for value in values)
    assert {person["Hukuman Disiplin"] for person in people} == {"Tidak ada"}
    assert {person["Jam Pelajaran"] for person in people} == {"20"}
    assert len({row["skp"] for row in scores}) > 6


def test_the_invented_people_have_nips_of_the_right_shape():
    for person in PEOPLE:
        born, since = person.nip[:8], person.nip[8:14]
        assert len(person.nip) == 18
        assert date(int(born[:4]), int(born[4:6]), int(born[6:])) < date(2004, 1, 1)
        assert int(since[:4]) - int(born[:4]) >= 18
        assert int(since[4:]) in {*range(1, 13), 21}
        assert person.nip[14] in "12"


TEXT = "version: 1\nindicators:\n  disiplin: {weight: 60}\n  skp: {weight: 40}\n"


def test_a_new_office_gets_rulebook_form_and_example(tmp_path: Path):
    folder = tmp_path / "baru" / "dinas"
    start = write_start(folder, TEXT, "id")
    names = ("indicators.yaml", "templat-penilaian.xlsx", "contoh-penilaian.xlsx")
    assert start == Start(tuple(folder / name for name in names), ())
    assert (folder / "indicators.yaml").read_text(encoding="utf-8") == TEXT
    assert headings(openpyxl.load_workbook(folder / names[1])["Nilai"]) == ["NIP", "Nama", "Disiplin", "Skp"]
    assert openpyxl.load_workbook(folder / names[2])["Nilai"].max_row == 13


def test_nothing_is_overwritten_and_what_is_kept_is_told(tmp_path: Path):
    own = "version: 1\nindicators:\n  inovasi: {weight: 100}\n"
    (tmp_path / "indicators.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "contoh-penilaian.xlsx").write_bytes(b"milik kantor")
    start = write_start(tmp_path, TEXT, "id")
    assert start == Start(
        (tmp_path / "templat-penilaian.xlsx",), (tmp_path / "indicators.yaml", tmp_path / "contoh-penilaian.xlsx")
    )
    assert (tmp_path / "indicators.yaml").read_text(encoding="utf-8") == own
    assert (tmp_path / "contoh-penilaian.xlsx").read_bytes() == b"milik kantor"
    # The form is made from the rulebook that is kept, not from the one that was not written.
    assert headings(openpyxl.load_workbook(tmp_path / "templat-penilaian.xlsx")["Nilai"]) == ["NIP", "Nama", "Inovasi"]


def test_a_kept_rulebook_that_is_wrong_is_told_and_nothing_is_written(tmp_path: Path):
    (tmp_path / "indicators.yaml").write_text("indicators: [", encoding="utf-8")
    found = write_start(tmp_path, TEXT, "id")
    assert isinstance(found, tuple)
    assert [finding.place.file for finding in found] == ["indicators.yaml"]
    assert [path.name for path in tmp_path.iterdir()] == ["indicators.yaml"]


def evaluated(path: Path, rulebook: Rulebook) -> Evaluation:
    read = read_book(path)
    assert isinstance(read, Book), read
    outcome = evaluate((read,), Policy(rulebook, "indicators.yaml"), Choices(date(2026, 12, 31)))
    assert isinstance(outcome, Evaluation), [f.message() for f in outcome.findings]
    return outcome


def told(outcome: Evaluation) -> list[tuple[str, str]]:
    return [(finding.code, finding.place.sheet) for finding in outcome.findings]


def filled(path: Path, rulebook: Rulebook) -> Path:
    """Fill in the form as a clerk does: cell by cell, under the headings it has."""
    form = made(rulebook)
    people, scores = sample_rows(rulebook)
    for name, columns, rows in (
        ("Pegawai", roster_columns(rulebook), people),
        ("Nilai", score_columns(rulebook), scores),
    ):
        sheet = form[name]
        at = {heading: number for number, heading in enumerate(headings(sheet), 1)}
        for row, values in enumerate(rows, 2):
            for column in columns:
                sheet.cell(row, at[column.heading]).value = values.get(column.field or column.heading)
    form.save(path)
    return path


def test_a_form_filled_in_as_it_says_gives_no_finding(tmp_path: Path):
    outcome = evaluated(filled(tmp_path / "isi.xlsx", book()), book())
    assert told(outcome) == []
    assert len(outcome.standings.order) == 12


def test_a_form_with_an_empty_cell_it_colours_gives_a_finding_at_that_cell(tmp_path: Path):
    form = openpyxl.load_workbook(filled(tmp_path / "isi.xlsx", book()))
    form["Nilai"]["C5"].value = None
    form.save(tmp_path / "isi.xlsx")
    read = read_book(tmp_path / "isi.xlsx")
    outcome = evaluate((read,), Policy(book(), "indicators.yaml"), Choices(date(2026, 12, 31)))
    assert isinstance(outcome, Refusal)
    assert [(f.code, f.place.cells) for f in outcome.findings if f.severity == "error"] == [("score-empty", "C5")]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_worked_example_of_the_shipped_rulebook_scores_without_a_finding(tmp_path: Path, language: str):
    text = default_path().read_text(encoding="utf-8")
    start = write_start(tmp_path, text, language)
    assert isinstance(start, Start)
    rulebook = load_text(text, "indicators.yaml")
    assert isinstance(rulebook, Rulebook)
    outcome = evaluated(tmp_path / "contoh-penilaian.xlsx", rulebook)
    assert told(outcome) == []
    assert len(outcome.standings.order) == 12
    served = [key for key in rulebook.profiles if key == "pelayanan_publik"]
    people, _ = sample_rows(rulebook)
    assert [profile_for(person, rulebook) for person in people].count(served[0]) == 2
