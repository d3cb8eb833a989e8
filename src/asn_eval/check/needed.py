"""What must be there and is not: a roster, headings, columns the rulebook refers to – and what stands there twice."""

from collections.abc import Mapping, Sequence

from asn_eval.check.evidence import Asked, Part, Scored
from asn_eval.check.faults import Faults
from asn_eval.check.headings import SLIP, Vocabulary, key_of, nearest_to
from asn_eval.check.layouts import Layout, top_texts
from asn_eval.check.roster import Identities, column_named
from asn_eval.check.rows import Table
from asn_eval.findings import Place
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.vocabulary import INSTRUCTIONS

# Ignored sheets worth a word: an empty sheet is not.
_TOLD = frozenset(
    {"sheet-hidden", "sheet-no-header", "sheet-no-nip", "sheet-no-use", "sheet-outside", "sheet-recap", "sheet-unasked"}
)


def tell_sheets(layouts: Sequence[Layout], faults: Faults) -> None:
    """Tell which sheets were left unread, and why."""
    for layout in layouts:
        # The instructions of our own form are for people, and everybody knows so.
        if layout.why in _TOLD and key_of(layout.sheet.name) not in INSTRUCTIONS:
            faults.one(layout.why, layout.sheet.place())


def tell_maps(maps: Mapping[str, str], vocabulary: Vocabulary, layouts: Sequence[Layout], faults: Faults) -> None:
    """Tell headings mapped by hand to something unknown, or that no sheet has."""
    for heading, target in vocabulary.unknown_targets.items():
        near = nearest_to([target], vocabulary.names)
        code = "map-misspelt" if near else "map-unknown"
        known = ", ".join(vocabulary.leaves)
        values = {"heading": heading, "target": target, "nearest": near or "", "known": known}
        faults.one(code, Place("--map"), values)
    present = [part for x in layouts for title in x.titles for part in (title, *title.split(" / ")) if part]
    keys = {key_of(part) for part in present}
    for heading in maps:
        if key_of(heading) not in keys and any(layouts):
            near = nearest_to([heading], present)
            code = "map-heading-near" if near else "map-heading"
            faults.one(code, Place("--map"), {"heading": heading, "nearest": near or ""})


def tell_doubled_columns(tables: Sequence[Table], faults: Faults) -> bool:
    """Tell two columns that claim the same field, unless they hold the same; gives whether there were any."""
    told = False
    for table in tables:
        found = table.layout.found
        for target, first, other in found.doubled:
            if target == "no" or table.cells(first) == table.cells(other):
                continue
            titles = table.layout.titles
            row = table.layout.header_row
            values = {"heading": titles[other - 1], "other": titles[first - 1], "field": target}
            cell = table.place(row, first).cells
            faults.one("column-doubled", table.place(row, other), {**values, "cell": cell})
            told = True
    return told


def tell_no_roster(
    layouts: Sequence[Layout], records: Sequence[Layout], vocabulary: Vocabulary, faults: Faults
) -> None:
    """Tell that no sheet can be the roster: what was found instead, as which ``records``, and the headings nearest to NIP."""
    almost = [x for x in layouts if x.why == "sheet-no-nip"]
    if almost:
        _tell_missing("nip", "NIP", max(almost, key=lambda x: len(x.found.columns)), vocabulary, faults)
        return
    file = layouts[0].sheet.file if layouts else ""
    unknown = [x.sheet for x in layouts if x.why == "sheet-no-header"]
    headings = {text: sheet.place(row, column) for sheet in unknown for row, column, text in top_texts(sheet)}
    near = vocabulary.nearest("nip", headings)
    if near:
        faults.one(
            "roster-near", Place(file), {"nearest": near, "cell": f"{headings[near].sheet}!{headings[near].cells}"}
        )
        return
    kinds = {(x.sheet.file, x.sheet.name): KINDS[x.kind].title["id"] for x in records if not x.why}
    names = [_with_kind(x.sheet.name, kinds.get((x.sheet.file, x.sheet.name), "")) for x in layouts]
    shown = ", ".join(names[:10]) + (" …" if len(names) > 10 else "")
    faults.one("roster-missing" if names else "roster-no-sheet", Place(file), {"found": shown})


def _with_kind(name: str, kind: str) -> str:
    return f"{name} = {kind}" if kind else name


def tell_headings(
    sheets: Sequence[Scored],
    by_leaf: Mapping[str, Sequence[Part]],
    asked: Asked,
    rulebook: Rulebook,
    vocabulary: Vocabulary,
    faults: Faults,
) -> None:
    """Tell headings that must be there and are not: the name in rosters, each indicator somebody is judged by."""
    tables = [s.table for s in sheets]
    rosters = [t for t in tables if t.layout.kind == "roster"]
    for table in rosters:
        if not table.column("nama"):
            _tell_missing("nama", "Nama", table.layout, vocabulary, faults)
    if not rosters or not len(asked.profile):
        return
    leaves = set(rulebook.typed_leaves())
    with_scores = [t for t in tables if leaves & set(t.layout.found.columns)] or rosters
    for leaf in rulebook.typed_leaves():
        if not by_leaf[leaf] and asked.by_leaf[leaf][asked.profile].any():
            layouts = [t.layout for t in (*with_scores, *tables)]
            near = [x for x in layouts if vocabulary.nearest(leaf, x.found.ignored)]
            _tell_missing(leaf, rulebook.title_of(leaf), (near or layouts)[0], vocabulary, faults)
    for table in tables:
        if table.layout.kind == "scores" and not leaves & set(table.layout.found.columns) and not table.layout.month:
            for leaf in sorted(leaves):
                if vocabulary.nearest(leaf, table.layout.found.ignored, SLIP) and by_leaf[leaf]:
                    _tell_missing(leaf, rulebook.title_of(leaf), table.layout, vocabulary, faults)
    _tell_months(tables, leaves, rulebook, vocabulary, faults)


def _tell_months(
    tables: Sequence[Table], leaves: set[str], rulebook: Rulebook, vocabulary: Vocabulary, faults: Faults
) -> None:
    monthly = [t for t in tables if t.layout.month and t.layout.kind != "scores-long"]
    for leaf in sorted({x for t in monthly for x in t.layout.found.columns} & leaves):
        for table in monthly:
            if not table.column(leaf):
                near = vocabulary.nearest(leaf, table.layout.found.ignored, SLIP)
                place = table.place(table.layout.header_row, _column_of(near, table.layout))
                code = "month-heading-misspelt" if near else "month-heading"
                faults.one(code, place, {"heading": rulebook.title_of(leaf), "nearest": near or ""})


def _tell_missing(target: str, title: str, layout: Layout, vocabulary: Vocabulary, faults: Faults) -> None:
    near = vocabulary.nearest(target, layout.found.ignored)
    place = layout.sheet.place(layout.header_row, _column_of(near, layout))
    code = "heading-misspelt" if near else "heading-missing"
    faults.one(code, place, {"heading": title, "nearest": near or "", "target": target})


def _column_of(heading: str | None, layout: Layout) -> int:
    return layout.titles.index(heading) + 1 if heading in layout.titles else 0


def tell_columns(wanted: Mapping[str, Sequence[str]], sheets: Sequence[Identities], faults: Faults) -> None:
    """Tell columns the rulebook refers to that no roster sheet has."""
    for heading, names in wanted.items():
        if any(column_named(s.table, names) for s in sheets):
            continue
        layout = sheets[0].table.layout
        near = nearest_to(names, [t for s in sheets for t in s.table.layout.titles if t])
        place = layout.sheet.place(layout.header_row, _column_of(near, layout))
        code = "column-misspelt" if near else "column-missing"
        faults.one(code, place, {"heading": heading, "nearest": near or ""})
