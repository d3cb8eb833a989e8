"""What each sheet is: where its header stands, which columns it has, and whether it is a roster, scores, or nothing we need.

Recognising a sheet needs the vocabulary and the rulebook's headings, so it is done here and not where files are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from asn_eval.check.cells import is_blank
from asn_eval.check.form import Form, Section
from asn_eval.check.headings import LONGEST_HEADING, SLIP, Columns, Vocabulary, joined
from asn_eval.check.months import Month, is_in, months_of, settled
from asn_eval.read.sheet import Book, ErrorCell, Sheet, UncachedFormula
from asn_eval.rules.evidence import ONE_ROW
from asn_eval.rules.rulebook import Period

# A title block is never longer, and a table wider than this is not a roster.
HEADER_WITHIN = 60
WIDEST = 1000
DEEPEST = 3

# Fields that make a list of people a roster: where they work, and as what.
PLACES = frozenset({"unit", "jabatan"})

# Records that a list of all staff may have a column of.
_OF_EVERYBODY = ONE_ROW | {"training", "history"}

# Why a sheet of records is not read: the rulebook asks for no records of its kind.
UNASKED = "unasked"

Titles = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet as understood: its kind, the last row of its header (1-based), its columns, and its month if it is one.

    ``kind`` and ``why`` are those of ``Source``; ``names_only`` tells that it has no indicator. ``titles`` holds the heading of each
    column, ``""`` where it has none. ``form`` is there where a sheet is about one person, ``sections`` where rows part its work.
    For sheets of records ``year`` is the year they are of, 0 where it is not told and -1 for the year before the period; ``wide``
    tells that they are one column of a list of people, ``rivals`` the kinds it could be just as well.
    """

    sheet: Sheet
    kind: str
    header_row: int = 0
    titles: tuple[str, ...] = ()
    found: Columns = field(default_factory=lambda: Columns({}, {}, ()))
    month: Month | None = None
    why: str = ""
    names_only: bool = False
    form: Form | None = None
    sections: tuple[Section, ...] = ()
    year: int = 0
    wide: bool = False
    rivals: tuple[str, ...] = ()

    def without(self, targets: frozenset[str]) -> "Layout":
        """Give the layout with some columns left to another sheet."""
        kept = {t: c for t, c in self.found.columns.items() if t not in targets}
        gone = tuple(self.found.headings[t] for t in self.found.columns if t in targets)
        headings = {t: self.found.headings[t] for t in kept}
        doubled = tuple(d for d in self.found.doubled if d[0] in kept)
        return replace(self, found=Columns(kept, headings, (*self.found.ignored, *gone), doubled))


def recognise(
    books: Sequence[Book], vocabulary: Vocabulary, records: Sequence[Layout] = (), period: Period | None = None
) -> list[Layout]:
    """Say what every sheet of every book is, in the order of the files; months without a year are those of the period.

    ``records`` are sheets known to hold records of a kind: they are nothing else, unless they are the only roster there is. One of
    a kind nobody asks for, or with a column of records, is only no second roster.
    """
    layouts: list[Layout] = []
    for book in books:
        months = months_of([sheet.name for sheet in book.sheets], book.file if len(books) > 1 else "")
        if period:
            months = [month and settled(month, period.start, period.end) for month in months]
        layouts += [_layout(sheet, month, vocabulary) for sheet, month in zip(book.sheets, months, strict=True)]
    taken: dict[tuple[str, str], list[Layout]] = {}
    for record in records:
        taken.setdefault((record.sheet.file, record.sheet.name), []).append(record)
    layouts = _of_period(layouts, period)
    beside = [taken.get((x.sheet.file, x.sheet.name), []) for x in layouts]
    rosters = _rosters(list(zip(layouts, beside, strict=True)))
    layouts = [_beside_records(x, mine, rosters) for x, mine in zip(layouts, beside, strict=True)]
    return _settled(layouts, frozenset(vocabulary.leaves))


def _of_period(layouts: list[Layout], period: Period | None) -> list[Layout]:
    """Leave out scores of months outside the period, where there are some of months in it."""
    scored = [x for x in layouts if x.month and x.kind != "ignored" and not x.names_only]
    outside = [x for x in scored if period and x.month and not is_in(x.month, period.start, period.end)]
    if not outside or len(outside) == len(scored):
        return layouts
    return [replace(x, kind="ignored", why="sheet-outside") if any(x is y for y in outside) else x for x in layouts]


def _rosters(layouts: Sequence[tuple[Layout, Sequence[Layout]]]) -> list[Layout]:
    """Give the lists of staff; of sheets of records only those that may be one, where no other sheet says where people work."""
    rosters = [(x, records) for x, records in layouts if x.kind == "roster"]
    plain = [x for x, records in rosters if not records]
    if any(x.names_only and PLACES & frozenset(x.found.columns) for x in plain):
        return plain
    lesser = [x for x, records in rosters if records and all(r.wide or r.why == UNASKED for r in records)]
    if plain or lesser:
        return plain + lesser
    staff = [x for x, records in rosters if _lists_staff(x, records)]
    return staff or [x for x, records in rosters if all(r.why or r.wide or r.kind in ONE_ROW for r in records)]


def _lists_staff(layout: Layout, records: Sequence[Layout]) -> bool:
    """Tell whether a list of people, each once and with a post, only has a column of records beside it: JP, or last year's predikat.

    A list of trainings or of sanctions names some of the staff, and would leave the others out.
    """
    apart = any(r.kind not in _OF_EVERYBODY or "pelatihan" in r.found.columns for r in records)
    if apart or not {"nip", "nama", "jabatan"} <= layout.found.columns.keys() or {r.kind for r in records} <= ONE_ROW:
        return False
    nips = layout.sheet.columns[layout.found.columns["nip"] - 1][layout.header_row :]
    full = [text for text in ("".join(filter(str.isdigit, v)) for v in nips if isinstance(v, str)) if len(text) == 18]
    return len(set(full)) == len(full) > 0


def _beside_records(layout: Layout, records: Sequence[Layout], rosters: Sequence[Layout]) -> Layout:
    if not records or any(layout is roster for roster in rosters):
        return layout
    unread = all(record.why == UNASKED for record in records)
    lesser = all(record.wide or record.why == UNASKED for record in records)
    if lesser and not (layout.kind == "roster" and layout.names_only) and layout.kind != "ignored":
        return layout
    return replace(layout, kind="ignored", why="sheet-unasked" if unread else "")


def _layout(sheet: Sheet, month: Month | None, vocabulary: Vocabulary) -> Layout:
    if sheet.hidden:
        return Layout(sheet, "ignored", why="sheet-hidden")
    if not sheet.rows or not any(any(c != "" for c in column) for column in sheet.columns):
        return Layout(sheet, "ignored", why="sheet-empty")
    header = find_header(sheet, vocabulary)
    if header is None:
        return Layout(sheet, "ignored", why="sheet-no-header")
    row, titles = header
    found = vocabulary.columns(titles)
    leaves = frozenset(vocabulary.leaves)
    kind, why = _kind(frozenset(found.columns), leaves)
    if why == "sheet-no-use" and any(vocabulary.nearest(leaf, found.ignored, SLIP) for leaf in vocabulary.leaves):
        kind, why = "scores", ""
    return Layout(
        sheet, kind, row, tuple(joined(t) for t in titles), found, month, why, not leaves & frozenset(found.columns)
    )


def _kind(targets: frozenset[str], leaves: frozenset[str]) -> tuple[str, str]:
    if "nip" not in targets:
        return "ignored", "sheet-no-nip"
    if {"indikator", "nilai"} <= targets:
        return "scores-long", ""
    if targets & PLACES or ("nama" in targets and not targets & leaves):
        return "roster", ""
    if targets & leaves:
        return "scores", ""
    return "ignored", "sheet-no-use"


def _settled(layouts: list[Layout], leaves: frozenset[str]) -> list[Layout]:
    """Decide what depends on the other sheets: which are recaps of months, and which hold the people."""
    monthly = frozenset().union(
        *(frozenset(x.found.columns) & leaves for x in layouts if x.month and x.kind != "ignored")
    )
    layouts = [_beside_months(x, monthly, leaves) for x in layouts]
    layouts = _lists_apart(layouts)
    yearly = [x for x in layouts if x.kind == "roster" and not x.month]
    bare = [x for x in yearly if not leaves & frozenset(x.found.columns)]
    if bare:
        # Sheets with identities only are the roster; identities repeated beside scores, or by month, are for the eye.
        layouts = [replace(x, kind="scores") if x.kind == "roster" and x not in bare else x for x in layouts]
    elif not any(x.kind == "roster" for x in layouts):
        layouts = _promoted(layouts)
    return layouts


def _lists_apart(layouts: list[Layout]) -> list[Layout]:
    """Leave out lists of names (attendance, training …) beside a sheet that says where people work: they are not the roster."""
    full = any(x.kind == "roster" and PLACES & frozenset(x.found.columns) for x in layouts)
    return [
        replace(x, kind="ignored", why="sheet-no-use")
        if full and x.kind == "roster" and x.names_only and not PLACES & frozenset(x.found.columns)
        else x
        for x in layouts
    ]


def _beside_months(layout: Layout, monthly: frozenset[str], leaves: frozenset[str]) -> Layout:
    # A yearly recap repeats what the months say; counting it again would weigh the same work twice.
    own = frozenset(layout.found.columns) & leaves
    if layout.month or layout.kind not in {"roster", "scores"} or not own & monthly:
        return layout
    if own <= monthly:
        return replace(layout, kind="ignored", why="sheet-recap")
    return replace(layout.without(monthly), kind="scores")


def _promoted(layouts: list[Layout]) -> list[Layout]:
    candidates = [x for x in layouts if x.kind == "scores" and "nama" in x.found.columns]
    candidates = candidates or [x for x in layouts if x.kind == "scores"]
    candidates = candidates or [x for x in layouts if x.why == "sheet-no-use"][:1]
    chosen = [x for x in candidates if x.month] or candidates[:1]
    return [replace(x, kind="roster", why="") if any(x is c for c in chosen) else x for x in layouts]


def find_header(sheet: Sheet, vocabulary: Vocabulary) -> tuple[int, Titles] | None:
    """Give the last row of the header (1-based) and the heading parts of each column."""
    grid = _grid(sheet)
    best: _Header | None = None
    for at, row in enumerate(grid):
        single = {vocabulary.target(text) for text in row if text} - {None}
        if "nip" in single:
            header = _around(grid, at, vocabulary)
            if header.score > 1:
                header = _with_rows_below(header, sheet, grid, vocabulary)
                return header.last + 1, header.titles
            best = best or header
        if len(single) >= 2 and (best is None or len(single) > best.score):
            best = _header(grid, at, at, vocabulary)
    return (best.last + 1, best.titles) if best else None


@dataclass(frozen=True, slots=True)
class _Header:
    """A possible header: its first and last row (0-based), the heading parts of each column, and how much they say."""

    first: int
    last: int
    titles: Titles
    targets: frozenset[str]
    score: int


def _header(grid: list[list[str]], first: int, last: int, vocabulary: Vocabulary) -> _Header:
    columns = zip(*grid[first : last + 1], strict=True)
    titles = tuple(tuple(dict.fromkeys(part for part in parts if part)) for parts in columns)
    targets = frozenset(t for t in map(vocabulary.target_of_parts, titles) if t)
    # "Nilai" above a group of indicators says less than each of them.
    useful = targets if {"indikator", "nilai"} <= targets else targets - {"indikator", "nilai"}
    return _Header(first, last, titles, targets, len(useful))


def _around(grid: list[list[str]], at: int, vocabulary: Vocabulary) -> _Header:
    """Try headers of one to three rows around a row that names the NIP; the one that says most in fewest rows wins."""
    options = [
        _header(grid, first, first + depth - 1, vocabulary)
        for depth in range(1, DEEPEST + 1)
        for first in range(max(0, at - depth + 1), at + 1)
        if first + depth <= len(grid)
    ]
    return max((h for h in options if "nip" in h.targets), key=lambda h: (h.score, h.first - h.last))


def _with_rows_below(header: _Header, sheet: Sheet, grid: list[list[str]], vocabulary: Vocabulary) -> _Header:
    """Take in rows that only divide headings further, such as "Nilai" and "Predikat" below an indicator."""
    known = [j for j, t in enumerate(header.titles) if vocabulary.target_of_parts(t) in {"nip", "nama"}]
    while header.last + 1 < len(grid) and header.last - header.first + 1 < DEEPEST:
        row = header.last + 1
        cells = [column[row] for column in sheet.columns]
        filled = [c for c in cells if not is_blank(c)]
        divides = len(filled) > 1 and all(type(c) is str for c in filled) and all(is_blank(cells[j]) for j in known)
        longer = _header(grid, header.first, row, vocabulary)
        if not divides or not longer.targets >= header.targets:
            break
        header = longer
    return header


def _grid(sheet: Sheet) -> list[list[str]]:
    """The top of the sheet as texts; the text of a merged range stands in each of its columns."""
    height = min(HEADER_WITHIN, sheet.rows)
    columns = [[_text(value) for value in column[:height]] for column in sheet.columns[:WIDEST]]
    grid = [list(row) for row in zip(*columns, strict=True)]
    for top, left, _, right in sheet.merged:
        if 0 < top <= height and 0 < left <= len(columns):
            for column in range(left, min(right, len(columns))):
                grid[top - 1][column] = grid[top - 1][left - 1]
    return grid


def top_texts(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """Give the short texts at the top of a sheet, where headings would be, with their row and column (1-based)."""
    for row, texts in enumerate(_grid(sheet), 1):
        yield from ((row, column, text) for column, text in enumerate(texts, 1) if text)


def _text(value: object) -> str:
    if not isinstance(value, str) or isinstance(value, ErrorCell | UncachedFormula) or len(value) > LONGEST_HEADING:
        return ""
    return value.strip()
