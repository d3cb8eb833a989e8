"""Text tables – .csv, .tsv, .txt – become one sheet in which everything stays text."""

import re
from collections.abc import Sequence

from asn_eval.read.columns import trimmed
from asn_eval.read.limits import Limits, Refused, too_far

_DELIMITERS = (";", "\t", ",")
_SAMPLE = 100
_DIRECTIVE = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)


def table(data: bytes, limits: Limits) -> tuple[list[object], ...]:
    """Give the columns of a text table; a leading ``sep=;`` line names the delimiter and is not a row."""
    import csv
    import io

    text = _decoded(data)
    directive = _DIRECTIVE.match(text)
    if directive:
        text = text[directive.end() :]
    delimiter = directive[1] if directive else _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error) or "limit" in str(error):
            raise Refused(code="text-quotes", line=str(_open_quote(text))) from None
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return trimmed(_columns(rows, limits))


def _columns(rows: Sequence[list[str]], limits: Limits) -> list[list[object]]:
    width = max(map(len, rows), default=0)
    if width * len(rows) > limits.box:
        raise too_far(max(range(len(rows)), key=lambda row: len(rows[row])) + 1, width)
    columns: list[list[object]] = [[] for _ in range(width)]
    for row in rows:
        row.extend([""] * (width - len(row)))
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        column.extend(values)
    return columns


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(code="text-encoding")


def _delimiter(text: str) -> str:
    """Choose the delimiter that cuts most of the first rows into the same number of fields, counting outside quotes only."""
    import csv
    import io
    from collections import Counter

    best, most = ";", 0
    sample = "".join(text[: 1 << 18].splitlines(keepends=True)[:_SAMPLE])
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
                widths[len(row)] += 1
        except csv.Error:
            continue
        score = max((count for width, count in widths.items() if width > 1), default=0)
        if score > most:
            best, most = delimiter, score
    return best


def _open_quote(text: str) -> int:
    """Give the line of the quotation mark that is never closed."""
    return text.count("\n", 0, text.rfind('"')) + 1
