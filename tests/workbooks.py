"""Writes workbooks from plain values, quirks included, so that no binary file is ever committed.

    write_xlsx(path, {"Pegawai": [["NIP", "Nama"], ["198503152010011001", "Contoh Satu"]]})

A row is a list of cells; a cell is None or "" (nothing is written), text, a number, a bool, a date, datetime, time or timedelta,
or one of the classes below. Every sheet starts in A1; leave blank rows (``[]``) and blank cells (``None``) to move it.
"""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from asn_eval.findings import column_letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# The number formats of styles.xml, in the order of the style numbers a cell names.
GENERAL, DATE, DATETIME, TIME, DURATION, PERCENT, PERCENT2, PERCENT_OWN, QUOTED_PERCENT, TEXT = range(10)
FORMAT_IDS = (0, 14, 22, 20, 46, 9, 10, 170, 171, 49)
OWN_FORMATS = ((170, '0.0"x"%'), (171, '0.0" %"'))


@dataclass(frozen=True)
class Error:
    """A cell that shows a spreadsheet error."""

    literal: str = "#N/A"
    formula: str = ""


@dataclass(frozen=True)
class Formula:
    """A formula; without a value its result was never stored."""

    text: str
    value: object = None


@dataclass(frozen=True)
class Pct:
    """A number shown as a percentage; ``style`` is PERCENT, PERCENT2, PERCENT_OWN or QUOTED_PERCENT (which is none)."""

    value: float
    style: int = PERCENT


@dataclass(frozen=True)
class Blank:
    """A formatted cell that holds nothing."""


@dataclass(frozen=True)
class Raw:
    """XML put in the place of the cell as it stands."""

    xml: str


@dataclass
class Options:
    """What makes a workbook odd; see ``write_xlsx``."""

    merges: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden_rows: Mapping[str, Iterable[int]] = field(default_factory=dict)
    hidden_sheets: Iterable[str] = ()
    date1904: bool = False
    encoding: str = "utf-8"
    prefix: str = ""
    inline: bool = False
    strict: bool = False
    backslashes: bool = False
    references: bool = True
    dimension: str = ""
    replace: Mapping[str, str | bytes | None] = field(default_factory=dict)


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], **options: object) -> Path:
    """Write a workbook and give its path back.

    ``merges``: sheet name → ranges ("A1:C1"). ``hidden_rows``: sheet name → row numbers. ``hidden_sheets``: names.
    ``date1904``: dates count from 1904. ``encoding``: of the sheet parts, such as "utf-16". ``prefix``: "x" writes ``<x:c``.
    ``inline``: texts inside the cells, not shared. ``strict``: the names of Strict OOXML. ``backslashes``: in the zip's names.
    ``references``: False leaves ``r=`` out of rows and cells. ``dimension``: a (lying) used range. ``replace``: part name → its
    whole content, or None to leave it out.
    """
    made = parts(sheets, **options)
    slash = "\\" if options.get("backslashes") else "/"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, content in made.items():
            info = zipfile.ZipInfo(name.replace("/", "_"))
            info.filename = name.replace("/", slash)
            book.writestr(info, content, zipfile.ZIP_DEFLATED)
    return path


def parts(sheets: Mapping[str, Sequence[Sequence[object]]], **options: object) -> dict[str, bytes]:
    """Give the parts of the workbook by their names in the zip; see ``write_xlsx``."""
    chosen = Options(**options)  # type: ignore[arg-type]
    strings: dict[str, int] = {}
    texts = {
        f"xl/worksheets/sheet{number}.xml": _sheet(name, rows, strings, chosen).encode(chosen.encoding)
        for number, (name, rows) in enumerate(sheets.items(), 1)
    }
    made: dict[str, bytes] = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")], chosen),
        "xl/workbook.xml": _workbook(tuple(sheets), chosen),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
            + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")],
            chosen,
        ),
        **texts,
        "xl/styles.xml": _styles(chosen),
        "xl/sharedStrings.xml": _strings(strings, chosen),
    }
    for name, content in chosen.replace.items():
        if content is None:
            made.pop(name, None)
        else:
            made[name] = content.encode() if isinstance(content, str) else content
    return made


def write_csv(path: Path, rows: Iterable[Sequence[str]], delimiter: str = ";", encoding: str = "utf-8") -> Path:
    """Write a text table with a delimiter and an encoding, quoting where needed, and give its path back."""
    lines = (delimiter.join(_quoted(cell, delimiter) for cell in row) for row in rows)
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path


def _quoted(cell: str, delimiter: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if any(c in cell for c in (delimiter, '"', "\n", "\r")) else cell


def _head(encoding: str = "UTF-8") -> str:
    return f'<?xml version="1.0" encoding="{encoding}" standalone="yes"?>\n'


def _main(options: Options) -> str:
    return STRICT_MAIN if options.strict else MAIN


def _tag(options: Options) -> str:
    return f"{options.prefix}:" if options.prefix else ""


def _sheet(name: str, rows: Sequence[Sequence[object]], strings: dict[str, int], options: Options) -> str:
    tag = _tag(options)
    hidden = frozenset(options.hidden_rows.get(name, ()))
    space = f"xmlns{':' + options.prefix if options.prefix else ''}"
    head = "UTF-16" if options.encoding.lower().startswith("utf-16") else "UTF-8"
    body = [_head(head), f'<{tag}worksheet {space}="{_main(options)}">']
    if options.dimension:
        body.append(f'<{tag}dimension ref="{options.dimension}"/>')
    body.append(f"<{tag}sheetData>")
    for number, row in enumerate(rows, 1):
        written = [_cell(value, number, column, strings, options) for column, value in enumerate(row, 1)]
        attributes = f' r="{number}"' if options.references else ""
        attributes += ' hidden="1"' if number in hidden else ""
        if any(written) or number in hidden or not options.references:
            body.append(f"<{tag}row{attributes}>{''.join(written)}</{tag}row>")
    body.append(f"</{tag}sheetData>")
    if merges := options.merges.get(name):
        cells = "".join(f'<{tag}mergeCell ref="{place}"/>' for place in merges)
        body.append(f'<{tag}mergeCells count="{len(merges)}">{cells}</{tag}mergeCells>')
    body.append(f"</{tag}worksheet>")
    return "".join(body)


def _cell(value: object, row: int, column: int, strings: dict[str, int], options: Options) -> str:
    if isinstance(value, Raw):
        return value.xml
    kind, style, inner = _content(value, strings, options)
    if not kind and not inner and not style:
        return "" if options.references else f"<{_tag(options)}c/>"
    tag = _tag(options)
    place = f' r="{column_letters(column)}{row}"' if options.references else ""
    dressed = f' s="{style}"' if style else ""
    typed = f' t="{kind}"' if kind else ""
    return f"<{tag}c{place}{dressed}{typed}>{inner}</{tag}c>" if inner else f"<{tag}c{place}{dressed}{typed}/>"


def _content(  # noqa: C901 - one branch for each kind of cell
    value: object, strings: dict[str, int], options: Options
) -> tuple[str, int, str]:
    """Give the type, the style number and the inner XML of a cell."""
    tag = _tag(options)

    def v(text: object) -> str:
        return f"<{tag}v>{text}</{tag}v>"

    if isinstance(value, Formula):
        formula = f"<{tag}f>{escape(value.text)}</{tag}f>"
        if value.value is None:
            return "", 0, formula
        if isinstance(value.value, str):
            return "str", 0, formula + v(escape(value.value))
        kind, style, inner = _content(value.value, strings, options)
        return kind, style, formula + inner
    if isinstance(value, Error):
        formula = f"<{tag}f>{escape(value.formula)}</{tag}f>" if value.formula else ""
        return "e", 0, formula + v(value.literal)
    if isinstance(value, Pct):
        return "", value.style, v(repr(value.value))
    if isinstance(value, Blank):
        return "", DATE, ""
    if value is None or value == "":
        return "", 0, ""
    if isinstance(value, bool):
        return "b", 0, v(int(value))
    if isinstance(value, int | float):
        return "", 0, v(repr(value))
    if isinstance(value, str):
        if options.inline:
            return "inlineStr", 0, f'<{tag}is><{tag}t xml:space="preserve">{escape(value)}</{tag}t></{tag}is>'
        return "s", TEXT if value.isdigit() else 0, v(strings.setdefault(value, len(strings)))
    return "", *_moment(value, options, v)


def _moment(value: object, options: Options, v: object) -> tuple[int, str]:
    assert callable(v)
    epoch = datetime(1904, 1, 1) if options.date1904 else datetime(1899, 12, 30)
    if isinstance(value, datetime):
        return DATETIME, v(repr((value - epoch) / timedelta(days=1)))
    if isinstance(value, date):
        return DATE, v((datetime.combine(value, time()) - epoch).days)
    if isinstance(value, time):
        return TIME, v(repr((value.hour * 3600 + value.minute * 60 + value.second) / 86400))
    if isinstance(value, timedelta):
        return DURATION, v(repr(value / timedelta(days=1)))
    message = f"no way to write {value!r}"
    raise TypeError(message)


def _content_types(sheets: int) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{kind}.{name}+xml"/>'
        for part, name in [
            ("workbook.xml", "sheet.main"),
            ("styles.xml", "styles"),
            ("sharedStrings.xml", "sharedStrings"),
            *((f"worksheets/sheet{n}.xml", "worksheet") for n in range(1, sheets + 1)),
        ]
    )
    return (
        f'{_head()}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relations(targets: Sequence[tuple[str, str]], options: Options) -> bytes:
    space = STRICT_RELATIONS if options.strict else RELATIONS
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{space}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_head()}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'.encode()


def _workbook(names: Sequence[str], options: Options) -> bytes:
    space = STRICT_RELATIONS if options.strict else RELATIONS
    hidden = frozenset(options.hidden_sheets)
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}"{" state=" + quoteattr("hidden") if name in hidden else ""} r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    dates = '<workbookPr date1904="1"/>' if options.date1904 else ""
    return (
        f'{_head()}<workbook xmlns="{_main(options)}" xmlns:r="{space}">{dates}<sheets>{sheets}</sheets></workbook>'
    ).encode()


def _styles(options: Options) -> bytes:
    formats = "".join(f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>' for number, code in OWN_FORMATS)
    cells = "".join(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for number in FORMAT_IDS)
    return (
        f'{_head()}<styleSheet xmlns="{_main(options)}"><numFmts count="{len(OWN_FORMATS)}">{formats}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(FORMAT_IDS)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ).encode()


def _strings(strings: Mapping[str, int], options: Options) -> bytes:
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    return f'{_head()}<sst xmlns="{_main(options)}" count="{len(strings)}" uniqueCount="{len(strings)}">{items}</sst>'.encode()
