"""A file becomes a Book: every sheet as columns, exactly as typed – or one Finding that says why it cannot be read."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from asn_eval.findings import Finding
from asn_eval.read import package
from asn_eval.read.columns import columns_of, trimmed
from asn_eval.read.contents import Contents, SheetPart, contents, in_utf8, longest_text, refuse_entities
from asn_eval.read.guard import kind_of, read_bytes, zip_kind
from asn_eval.read.limits import LIMITS, Limits, Refused, damaged, too_far
from asn_eval.read.marks import marked
from asn_eval.read.package import Part, Tally, inflate
from asn_eval.read.prescan import Scan, exact_range, prescan
from asn_eval.read.sheet import Book, Sheet

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def read_book(path: Path, name: str | None = None, limits: Limits = LIMITS) -> Book | Finding:
    """Read a workbook or text table; ``name`` is what people see (default: the file's own name).

    Gives a Finding, never an exception, for a file that is absent, hostile, damaged or not a workbook.
    """
    shown = (path.name if name is None else name) or str(path)
    try:
        data = read_bytes(path, limits)
        digest = hashlib.sha256(data).hexdigest()
        return Book(shown, _sheets(data, path, shown, limits), digest)
    except Refused as refused:
        return refused.finding(shown)
    except MemoryError:
        return Refused(code="file-heavy").finding(shown)


def shown_names(paths: Sequence[Path]) -> list[str]:
    """Name each file as people see it: its own name, with as many folders before it as tell it from another of that name.

    >>> shown_names([Path("2025/staf.xlsx"), Path("2026/staf.xlsx"), Path("2026/nilai.xlsx")])
    ['2025/staf.xlsx', '2026/staf.xlsx', 'nilai.xlsx']
    """
    parts = [path.absolute().parts for path in paths]
    names = [path.name for path in paths]
    for depth in range(2, max(map(len, parts), default=0) + 1):
        times = Counter(names)
        names = [
            "/".join(own[-depth:]).replace("//", "/") if times[name] > 1 else name
            for own, name in zip(parts, names, strict=True)
        ]
    return names


def _sheets(data: bytes, path: Path, shown: str, limits: Limits) -> tuple[Sheet, ...]:
    kind = kind_of(data, path.suffix.lower())
    if kind == "text":
        from asn_eval.read.texts import table

        return (Sheet(shown, path.stem, table(data, limits), plain=True),)
    if kind == "xls":
        return _apart(data, path, shown, limits)
    parts = package.parts_of(data, limits)
    tally = Tally(limits)
    if zip_kind(parts, tally) == "xlsx":
        return _xlsx(parts, tally, path, shown)
    for part in parts.values():
        refuse_entities(part, tally)
    return _apart(data, path, shown, limits)


def _apart(data: bytes, path: Path, shown: str, limits: Limits) -> tuple[Sheet, ...]:
    from asn_eval.read.apart import read_apart

    sheets = read_apart(data, limits, path)
    return tuple(Sheet(shown, s.name, s.columns, s.hidden_rows, s.merged, s.hidden) for s in sheets)


def _xlsx(parts: dict[str, Part], tally: Tally, path: Path, shown: str) -> tuple[Sheet, ...]:
    held = contents(parts, tally)
    if held is None:
        raise Refused(code="file-no-workbook")
    used = {id(part) for part in (held.strings, held.styles, *(sheet.part for sheet in held.sheets)) if part}
    for part in parts.values():
        if id(part) not in used and part.name.lower().endswith((".xml", ".rels", ".vml")):
            refuse_entities(part, tally)
    looks = _looks(held, tally)
    cells = sum(scan.cells for _, scan in looks)
    strings = in_utf8(held.strings, tally) if held.strings else None
    longest = longest_text(strings, tally) if strings else 0
    styles = in_utf8(held.styles, tally) if held.styles else None
    vouched = _parts(held, looks, strings, styles)
    if cells * longest > tally.limits.text_bytes:
        # One long text repeated in every cell would fill the memory: let a child try.
        from asn_eval.read.apart import read_apart

        tables = [list(sheet.columns) for sheet in read_apart(package.built(vouched).getvalue(), tally.limits, path)]
    else:
        tables = _parsed(package.built(vouched), len(held.sheets))
    return tuple(
        _sheet(shown, sheet, scan, columns)
        for sheet, (_, scan), columns in zip(held.sheets, looks, tables, strict=True)
    )


def _sheet(shown: str, sheet: SheetPart, scan: Scan, columns: list[list[object]]) -> Sheet:
    marked(columns, scan.marks)
    return Sheet(shown, sheet.name, trimmed(columns), frozenset(scan.hidden_rows), tuple(scan.merged), sheet.hidden)


def _looks(held: Contents, tally: Tally) -> list[tuple[Part, Scan]]:
    """Look at each sheet part once; give the part the parser may see and what was found, with all ranges within bounds."""
    seen: dict[int, tuple[Part, Scan]] = {}
    for sheet in held.sheets:
        if id(sheet.part) not in seen:
            try:
                seen[id(sheet.part)] = _look(sheet.part, held, tally)
            except Refused as refused:
                refused.sheet = refused.sheet or sheet.name
                raise
    looks = [seen[id(sheet.part)] for sheet in held.sheets]
    if sum(scan.cells for _, scan in looks) > tally.limits.box:
        _measure(held, looks, tally)
    return looks


def _look(part: Part, held: Contents, tally: Tally) -> tuple[Part, Scan]:
    scan = prescan(inflate(part, tally), held.percents, tally.limits)
    if not scan.odd:
        return part, scan
    from asn_eval.read.rewrite import rewritten

    return rewritten(part, held.percents, Tally(tally.limits))


def _measure(held: Contents, looks: list[tuple[Part, Scan]], tally: Tally) -> None:
    """Find the exact used ranges, and refuse the workbook by its farthest cell when they are too large together."""
    for part, scan in {id(scan): (part, scan) for part, scan in looks}.values():
        if scan.far == (0, 0):
            exact_range(inflate(part, Tally(tally.limits)), tally.limits, scan)
    total = sum(scan.cells for _, scan in looks)
    if total > tally.limits.box:
        sheet, scan = max(zip(held.sheets, (scan for _, scan in looks), strict=True), key=lambda pair: pair[1].cells)
        refused = too_far(*scan.far)
        refused.sheet = sheet.name
        raise refused


def _parts(held: Contents, looks: list[tuple[Part, Scan]], strings: Part | None, styles: Part | None) -> list[Part]:
    """Give the parts of a package that holds the vouched sheets and nothing else."""
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(looks) + 1))
    dates = '<workbookPr date1904="1"/>' if held.date1904 else ""
    book = f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{dates}<sheets>{listed}</sheets></workbook>'
    targets = [("worksheet", f"worksheets/sheet{n}.xml", part) for n, (part, _) in enumerate(looks, 1)]
    targets += [("sharedStrings", "sharedStrings.xml", strings)] if strings else []
    targets += [("styles", "styles.xml", styles)] if styles else []
    return [
        _links("_rels/.rels", [("officeDocument", "xl/workbook.xml")]),
        package.plain("xl/workbook.xml", book.encode()),
        _links("xl/_rels/workbook.xml.rels", [(kind, target) for kind, target, _ in targets]),
        *(replace(part, name=f"xl/{target}") for _, target, part in targets),
    ]


def _links(name: str, targets: list[tuple[str, str]]) -> Part:
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return package.plain(name, f'{_HEAD}<Relationships xmlns="{_LINKS}">{links}</Relationships>'.encode())


def _parsed(rebuilt: BytesIO, sheets: int) -> list[list[list[object]]]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(rebuilt)
        del rebuilt
        tables: list[list[list[object]]] = []
        for number in range(sheets):
            sheet = book.get_sheet_by_index(number)
            if number == sheets - 1:
                # A large file's bytes are let go before its values are made.
                book.close()
            tables.append(columns_of(sheet))
    except (python_calamine.CalamineError, OSError):
        raise damaged(part="-") from None
    except BaseException as panic:
        # The parser's own crash over a file it did not expect comes as a bare BaseException of that name.
        if type(panic).__name__ != "PanicException":
            raise
        raise damaged(part="-") from None
    return tables
