"""Bulk rows of a workbook: exact digits, texts that stay texts, blanks that stay blanks."""

import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape

from asn_eval.present.digits import digit_block, number_texts, spelled
from asn_eval.present.files.rows import LONGEST_TEXT, escaped, fitted, render
from asn_eval.present.tables import Column, Kind

SIXTY_FOUR = st.integers(-(2**63), 2**63 - 1)


def cells(*columns: Column, start: int = 0, stop: int | None = None, first_row: int = 1) -> list[list[object]]:
    """Read rendered rows back with a parser that knows nothing of how they were written."""
    stop = len(columns[0].values) if stop is None else stop
    xml = render(columns, [str(j) for j in range(len(columns))], start, stop, first_row).xml
    rows = []
    for number, row in enumerate(ET.fromstring(b"<d>" + xml + b"</d>"), first_row):  # noqa: S314 our own bytes
        assert row.get("r") == str(number)
        assert [c.get("r") for c in row] == [f"{chr(65 + j)}{number}" for j in range(len(columns))]
        assert [c.get("s") for c in row] == [str(j) for j in range(len(columns))]
        rows.append([value(cell) for cell in row])
    return rows


def value(cell: ET.Element) -> object:
    if cell.get("t") == "inlineStr":
        return unescape(cell.find("is/t").text or "")
    number = cell.find("v")
    return None if number is None else Decimal(number.text)


def numbers(units: object, places: int = 0, kind: Kind = "decimal", **more: object) -> list[object]:
    return [row[0] for row in cells(Column("n", "N", np.array(units), kind, places, **more))]


@given(st.lists(SIXTY_FOUR, min_size=1), st.integers(0, 22), st.booleans())
def test_every_integer_is_written_with_its_exact_decimals(units, places, trim):
    block = digit_block(np.array(units, np.int64), places, trim=trim)
    texts = [row.tobytes().translate(None, b"\0").decode() for row in block]
    assert texts == [spelled(u, places, trim=trim) for u in units]
    assert [Decimal(t) for t in texts] == [Decimal(u).scaleb(-places) if places <= 22 else None for u in units]


@given(st.lists(st.integers(-(10**40), 10**40)), st.integers(0, 5))
def test_numbers_beyond_64_bits_are_written_exactly_too(units, places):
    assert number_texts(np.array(units, object), places) == [spelled(u, places) for u in units]


@pytest.mark.parametrize("dtype", ["int8", "int16", "uint8", "uint32", "uint64", "int64"])
def test_every_width_of_integer_is_accepted(dtype):
    largest = np.iinfo(dtype).max
    assert number_texts(np.array([0, 7, largest], dtype), 0) == ["0", "7", str(largest)]


def test_trailing_zeros_are_left_out_but_no_digit_that_counts():
    assert numbers([8740, 8700, 8745, 0, -50], 2) == [Decimal(t) for t in ("87.4", "87", "87.45", "0", "-0.5")]
    xml = render([Column("n", "N", np.array([8740, 100]), "decimal", 2)], ["0"], 0, 2, 1).xml
    assert b"<v>87.4</v>" in xml
    assert b"<v>1</v>" in xml


def test_a_percent_is_stored_as_its_fraction():
    assert numbers([855, 1000, 1], 1, "percent") == [Decimal("0.855"), Decimal(1), Decimal("0.001")]


def test_what_is_absent_is_blank_and_never_zero():
    there = np.array([True, False, True])
    assert numbers([5, 6, 7], 0, present=there) == [5, None, 7]
    assert numbers([1.0, np.nan, np.inf], 0) == [1, None, None]
    assert numbers([1.0, np.nan, 3.0], 0, present=np.array([False, True, True])) == [None, None, 3]
    assert cells(Column("t", "T", ["a", "", "c"]), Column("u", "U", ["x", "y", "z"], present=there)) == [
        ["a", "x"],
        [None, None],
        ["c", "z"],
    ]


@given(st.dates(date(1900, 1, 1), date(9999, 12, 31)))
def test_dates_are_the_days_a_spreadsheet_counts(day):
    (serial,) = numbers([np.datetime64(day)], kind="date")
    read = from_excel(int(serial))
    # openpyxl gives serial 60, the 29 February 1900 that never was, to no day we write.
    assert serial != 60
    assert read.date() == day


def test_a_date_no_spreadsheet_can_count_is_written_as_text():
    column = Column("d", "D", np.array(["1899-12-31", "NaT", "1985-01-01"], "datetime64[D]"), "date")
    assert cells(column) == [["1899-12-31"], [None], ["1985-01-01"]]
    late = Column("d", "D", np.array(["9999-12-31", "10000-01-01"], "datetime64[D]"), "date")
    assert cells(late) == [["9999-12-31"], ["10000-01-01"]]
    blank = Column("d", "D", np.array(["NaT", "1985-01-01"], "datetime64[D]"), "date")
    assert cells(blank) == [[None], [Decimal(31048)]]


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"))
TRICKY = st.sampled_from(
    [
        "",
        " ",
        "=1+1",
        "<r>x</r>",
        "_x0041_",
        "_x005F_",
        "\r\n",
        "\t",
        " a ",
        "]]>",
        "&amp;",
        "\x00",
        "\x01",
        "Badan & Dinas",
        "𝄞",
    ]
)


@given(st.lists(st.tuples(ANY_TEXT | TRICKY, ANY_TEXT | TRICKY, st.integers(0, 99)), min_size=1, max_size=30))
def test_any_text_comes_back_as_it_was(rows):
    first, second, number = (list(c) for c in zip(*rows, strict=True))
    columns = (
        Column("a", "A", first),
        Column("n", "N", np.array(number), "integer"),
        Column("b", "B", np.array(second, object)),
    )
    assert cells(*columns) == [[a or None, n, b or None] for a, b, n in rows]


def test_spaces_at_the_ends_are_kept_by_readers_that_would_trim_them():
    for plain in ("abc", "a b", "a\nb"):
        assert b"xml:space" not in render([Column("t", "T", [plain])], ["0"], 0, 1, 1).xml
    for edged in (" abc", "abc ", "\tabc", "abc\n"):
        assert b'<t xml:space="preserve">' in render([Column("t", "T", ["plain", edged])], ["0"], 0, 2, 1).xml


def test_half_characters_become_the_replacement_character():
    assert cells(Column("t", "T", ["a\ud800b", "\uffff", "ok"])) == [["a\ufffdb"], ["\ufffd"], ["ok"]]
    assert escaped("\udfff") == "\ufffd"
    for alone in ("\ufffe", "\uffff", "\udc00"):
        assert cells(Column("t", "T", [f"a{alone}", "ok"])) == [["a\ufffd"], ["ok"]]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.integers(1, 30))
def test_a_cut_text_fits_and_begins_as_it_did(text, longest):
    cut = fitted(text, longest)
    assert len(cut.encode("utf-16-le")) <= 2 * longest
    if cut != text:
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])
        assert len(text.encode("utf-16-le")) > 2 * longest


def test_texts_too_long_for_a_cell_are_cut_and_told():
    whole, long, pairs = "a" * LONGEST_TEXT, "b" * (LONGEST_TEXT + 1), "𝄞" * 16_384
    column = Column("t", "T", ["x", whole, long, pairs, long])
    rendered = render([Column("n", "N", np.arange(5), "integer"), column], ["0", "1"], 0, 5, 1)
    assert rendered.cut == ((2, 1), (3, 1), (4, 1))
    assert render([column], ["0"], 3, 5, 1).cut == ((3, 0), (4, 0))
    texts = [row[1] for row in cells(Column("n", "N", np.arange(5), "integer"), column)]
    assert texts == ["x", whole, "b" * (LONGEST_TEXT - 1) + "…", "𝄞" * 16_383 + "…", "b" * (LONGEST_TEXT - 1) + "…"]


@given(st.integers(0, 10), st.integers(0, 10), st.integers(1, 1_048_570))
def test_a_part_of_the_rows_is_the_same_as_those_of_the_whole(start, count, first_row):
    stop = min(start + count, 10)
    columns = Column("n", "N", np.arange(10), "integer"), Column("t", "T", [f"teks {i} & <{i}>" for i in range(10)])
    expected = [[i, f"teks {i} & <{i}>"] for i in range(start, stop)]
    if start < stop:
        assert cells(*columns, start=start, stop=stop, first_row=first_row) == expected
    else:
        assert render(columns, ["0", "1"], start, start, first_row).xml == b""
