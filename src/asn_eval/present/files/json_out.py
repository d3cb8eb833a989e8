"""Tables as JSON: stable keys, exact decimals, one record a line, however many rows.

Keys are never translated. A number has all its published places (``87.40``); what is absent is ``null``.
"""

import json
import re
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import BinaryIO

from asn_eval.present.digits import date_texts, number_texts, texts_of, units_of
from asn_eval.present.tables import Column, Table

_ROWS = 10_000
# Control characters JSON lets stand as they are but terminals obey, and halves of characters that no file can hold.
_RAW = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write_json(target: BinaryIO, head: Mapping[str, object], tables: Sequence[Table]) -> None:
    """Write one JSON object: the entries of ``head``, then each table under its key as a list of records.

    ``head`` holds what the json module can write (no NaN); a key used twice is a ValueError.
    """
    keys = [*head, *(table.key for table in tables)]
    if len(set(keys)) < len(keys):
        msg = f"keys used twice: {keys}"
        raise ValueError(msg)
    before = "{\n"
    for key, value in head.items():
        target.write(
            _safe(f"{before}{_quoted(key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}").encode()
        )
        before = ",\n"
    for table in tables:
        target.write(f"{before}{_quoted(table.key)}: [".encode())
        _records(target, table)
        target.write(b"\n]")
        before = ",\n"
    target.write(b"\n}\n" if keys else b"{}\n")


def _records(target: BinaryIO, table: Table) -> None:
    keys = (_quoted(column.key).replace("%", "%%") for column in table.columns)
    record = "{" + ", ".join(f"{key}: %s" for key in keys) + "}"
    for start in range(0, len(table), _ROWS):
        columns = [_values(column, start, min(start + _ROWS, len(table))) for column in table.columns]
        lines = ",\n".join(map(record.__mod__, zip(*columns, strict=True)))
        target.write(f"{',' if start else ''}\n{lines}".encode())


def _values(column: Column, start: int, stop: int) -> list[str]:
    """Give the JSON text of some rows of a column."""
    if column.kind == "text":
        texts = list(map(encode_basestring, texts_of(column, start, stop)))
        # One search over all of them tells that, as nearly always, none needs care.
        plain = texts if not _RAW.search("".join(texts)) else list(map(_safe, texts))
        there = None if column.present is None else column.present[start:stop]
    else:
        units, there = units_of(column, start, stop)
        dates = column.kind == "date"
        plain = [f'"{d}"' for d in date_texts(units)] if dates else number_texts(units, column.places)
    return plain if there is None else [v if t else "null" for v, t in zip(plain, there.tolist(), strict=True)]


def _quoted(text: str) -> str:
    return _safe(encode_basestring(text))


def _safe(json_text: str) -> str:
    return _RAW.sub(lambda m: f"\\u{ord(m[0]):04x}", json_text)
