"""A pandas frame becomes a Book, so that a table already in memory is evaluated like a workbook."""

from typing import TYPE_CHECKING

from asn_eval.read.sheet import Book, Sheet

if TYPE_CHECKING:
    import pandas as pd


def book_from_frame(frame: "pd.DataFrame", name: str) -> Book:
    """Take a frame as a book of one sheet called ``name``: headings in row 1, the frame's rows below; missing values are empty.

    A named index (or several) becomes the first columns. A column of numbers stays numbers; a NIP must be text, as in a sheet.
    """
    whole = frame.reset_index() if any(level is not None for level in frame.index.names) else frame
    columns = []
    for position, heading in enumerate(whole.columns):
        series = whole.iloc[:, position]
        present = series.notna().tolist()
        values = [_plain(v) if there else "" for v, there in zip(series.astype(object).tolist(), present, strict=True)]
        columns.append([_heading(heading), *values])
    return Book(name, (Sheet(name, name, tuple(columns)),))


def _heading(label: object) -> str:
    return " ".join(str(part) for part in label) if isinstance(label, tuple) else str(label)


def _plain(value: object) -> object:
    # NumPy scalars and pandas timestamps become the plain values a sheet holds.
    for method in ("to_pydatetime", "to_pytimedelta", "item"):
        make = getattr(value, method, None)
        if callable(make):
            return make()
    return value
