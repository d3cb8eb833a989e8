"""Tables as data: csv as offices open it, parquet and pandas frames as analysts do. Columns stay columns all the way."""

import re
from collections.abc import Sequence
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from asn_eval.findings import Finding, Place
from asn_eval.present.digits import date_texts, number_texts, texts_of, units_of
from asn_eval.present.tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_ROWS = 20_000
_HALVES = re.compile("[\ud800-\udfff]")  # halves of characters, which no file can hold
# A cell beginning so is taken for a formula; some programs take the full-width signs of East Asian keyboards so as well.
_COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_WIDE = Context(prec=38)  # the most digits parquet keeps
_EXACT = 2**53  # whole numbers below are exact as floats


def write_csv(target: BinaryIO, table: Table, language: str) -> None:
    r"""Write a table as csv with its headings, as spreadsheet programs of the language open it with a double click.

    Indonesian: ``;`` between cells, decimal comma, dates 31/12/2025. English: ``,``, decimal point, dates 2025-12-31. Always UTF-8
    with a byte-order mark and ``\r\n``. A text that a spreadsheet would take for a formula is written after an apostrophe.
    """
    between = ";" if language == "id" else ","
    target.write("\ufeff".encode())
    headings = _cells([_whole(column.heading) for column in table.columns], between)
    target.write((between.join(headings) + "\r\n").encode())
    for start in range(0, len(table), _ROWS):
        stop = min(start + _ROWS, len(table))
        columns = [_column(column, start, stop, between) for column in table.columns]
        lines = map(between.join, zip(*columns, strict=True))
        target.write(("\r\n".join(lines) + "\r\n").encode())


def _column(column: Column, start: int, stop: int, between: str) -> list[str]:
    if column.kind == "text":
        return _cells(list(map(_whole, texts_of(column, start, stop))), between)
    units, there = units_of(column, start, stop)
    local = between == ";"
    if column.kind == "date":
        texts = date_texts(units)
        if local:
            texts = [f"{t[-2:]}/{t[-5:-3]}/{t[:-6]}" for t in texts]
    else:
        sign = "%" if column.kind == "percent" else ""
        texts = number_texts(units, column.places, point="," if local else ".", after=sign)
    return texts if there is None else _there(texts, there)


def _there(texts: list[str], there: npt.NDArray[np.bool_]) -> list[str]:
    return [v if t else "" for v, t in zip(texts, there.tolist(), strict=True)]


def _whole(text: str) -> str:
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def _cells(texts: list[str], between: str) -> list[str]:
    """Quote what needs quotes and disarm what looks like a formula; nearly always nothing does."""
    joined = "\0" + "\0".join(texts)
    if not any(c in joined for c in (between, '"', "\r", "\n")) and not any(f"\0{c}" in joined for c in _COMMANDS):
        return texts
    made = {text: _cell(text, between) for text in set(texts)}
    return [made[text] for text in texts]


def _cell(text: str, between: str) -> str:
    if text.startswith(_COMMANDS):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in (between, '"', "\r", "\n")) else text


def table_frame(table: Table) -> "pd.DataFrame":
    """Give a table as a pandas frame, columns named by key.

    Decimals are the nearest float64 of their exact value (percent: 85.5 for 85.5 %), dates ``datetime64``; absent is NaN or NaT.
    Whole numbers stay whole where none is absent.
    """
    import pandas as pd

    return pd.DataFrame({column.key: _series(column) for column in table.columns})


def _series(column: Column) -> "npt.NDArray[Any] | Sequence[str | None]":
    count = len(column.values)
    if column.kind == "text":
        texts = texts_of(column, 0, count)
        missing = None if column.present is None else ~column.present
        return texts if missing is None else [None if m else t for t, m in zip(texts, missing.tolist(), strict=True)]
    units, there = units_of(column, 0, count)
    if column.kind == "date":
        days = units.astype("datetime64[D]").astype("datetime64[s]")
        return days if there is None else np.where(there, days, np.datetime64("NaT", "s"))
    if column.kind == "integer" and there is None:
        return units
    floats = _floats(units, 10**column.places)
    return floats if there is None else np.where(there, floats, np.nan)


def _floats(units: npt.NDArray[Any], per: int) -> npt.NDArray[np.float64]:
    """Divide exactly and round once to the nearest float."""
    if (
        units.dtype != object
        and per <= 10**22
        and (not len(units) or max(-int(units.min()), int(units.max())) < _EXACT)
    ):
        return np.asarray(units / float(per), np.float64)
    # Python divides integers of any size with one correct rounding.
    return np.array([int(u) / per for u in units.tolist()], np.float64)


def write_parquet(target: BinaryIO, table: Table) -> list[Finding]:
    """Write a table as parquet, columns named by key: exact decimals (decimal128), dates (date32), texts; absent is null.

    The heading people read is in each field's metadata. Without pyarrow: the finding ``parquet-extra``, and nothing is written.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return [Finding("parquet-extra", Place(""))]
    arrays, fields = [], []
    for column in table.columns:
        array = _arrow(column)
        arrays.append(array)
        fields.append(pa.field(column.key, array.type, metadata={"heading": _whole(column.heading)}))
    schema = pa.schema(fields, metadata={"title": _whole(table.title)})
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), target)
    return []


def _arrow(column: Column) -> "pa.Array":
    import pyarrow as pa

    units: Any = None
    if column.kind == "text":
        values: Any = list(map(_whole, texts_of(column, 0, len(column.values))))
        there = column.present
    else:
        units, there = units_of(column, 0, len(column.values))
        values = units.astype(np.int32) if column.kind == "date" else units
    missing = None if there is None else ~there
    if units is not None and units.dtype == object:
        exact = [Decimal(int(u)).scaleb(-column.places, _WIDE) for u in units.tolist()]
        return pa.array(exact, pa.decimal128(_WIDE.prec, column.places), mask=missing)
    array = pa.array(values, pa.string() if units is None else None, mask=missing)
    if column.kind == "date":
        return array.cast(pa.date32())
    if column.kind in {"text", "integer"}:
        return array
    # The same 128 bits with the point elsewhere: nothing is divided. Twenty digits hold every 64-bit integer.
    return array.cast(pa.decimal128(20, 0)).view(pa.decimal128(20, column.places))
