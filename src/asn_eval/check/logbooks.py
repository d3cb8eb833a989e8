"""Sheets of records an office keeps, recognised by their headings among all kinds; which kinds a rulebook looks at, and which lack.

They become logbooks in ``logbook_reading``, which is loaded where there are any.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from asn_eval.check.faults import Faults
from asn_eval.check.guides import columns_of
from asn_eval.check.headings import Vocabulary, joined
from asn_eval.check.layouts import UNASKED, Layout, Titles
from asn_eval.check.logbook import Logbook
from asn_eval.check.logbook_headings import alike, needed_heading
from asn_eval.check.record_kinds import likeliest, of_roster
from asn_eval.check.record_times import apart_by_year, names_of, timed
from asn_eval.check.sections import with_sections
from asn_eval.check.skp_form import FORMS, as_form, form_header, table_header
from asn_eval.check.yearly_columns import of_years
from asn_eval.findings import Place
from asn_eval.read.sheet import Book, Sheet
from asn_eval.rules.awarding import IMPROVEMENT
from asn_eval.rules.careers import facts_of_records
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.measures import SOURCES
from asn_eval.rules.requirement import FACT_KINDS
from asn_eval.rules.rulebook import Rulebook

# Fields whose values add up.
_COUNTED = frozenset({"number", "minutes"})


def kinds_measured(rulebook: Rulebook) -> tuple[str, ...]:
    """Give the kinds of records the rulebook's indicators are measured from, in the order of the vocabulary."""
    asked = {kind for leaf in rulebook.leaves().values() if leaf.measure for kind in SOURCES[leaf.measure]}
    return tuple(kind for kind in KINDS if kind in asked)


def kinds_of_facts(rulebook: Rulebook) -> tuple[tuple[str, ...], ...]:
    """Give the kinds of records requirements and awards ask about; any kind of one entry will do."""
    own = {key for key, _, _ in rulebook.walk()}
    facts = [r.fact for r in rulebook.conditions() if r.fact and r.fact not in own]
    facts += ["peningkatan" for award in rulebook.awards.values() if award.by == IMPROVEMENT]
    return tuple(dict.fromkeys(FACT_KINDS[fact] for fact in facts if fact in FACT_KINDS))


def kinds_asked(rulebook: Rulebook) -> tuple[str, ...]:
    """Give the kinds of records the rulebook looks at, in the order of the vocabulary."""
    asked = {*kinds_measured(rulebook), *(kind for kinds in kinds_of_facts(rulebook) for kind in kinds)}
    asked |= {kind for fact in facts_of_records(rulebook.talent, rulebook.career) for kind in FACT_KINDS[fact]}
    asked |= {"training"} if rulebook.training else set()
    return tuple(kind for kind in KINDS if kind in asked)


def record_vocabularies(rulebook: Rulebook, maps: Mapping[str, str] | None) -> dict[str, Vocabulary]:
    """Give the headings of each kind of records asked for."""
    return {kind: Vocabulary(rulebook, maps, kind) for kind in kinds_asked(rulebook)}


def logbook_layouts(
    books: Sequence[Book], asked: Mapping[str, Vocabulary], rulebook: Rulebook, maps: Mapping[str, str] | None
) -> list[Layout]:
    """Find the sheets of each kind asked for: of all kinds a sheet could be, the one it has most columns of.

    Sheets of a kind that is not asked for are among them, with ``why`` ``UNASKED``. A yearly sheet beside sheets of months is kept
    apart.
    """
    vocabularies = {kind: asked.get(kind) or Vocabulary(rulebook, maps, kind) for kind in KINDS}
    typed_leaves = Vocabulary(rulebook, maps)
    found: list[Layout] = []
    for book in books:
        file = book.file if len(books) > 1 else ""
        for sheet, named in zip(book.sheets, names_of(book), strict=True):
            if sheet.hidden or not sheet.rows:
                continue
            could_be = [x for x in (_layout(sheet, k, v) for k, v in vocabularies.items()) if x]
            read = likeliest([x for x in could_be if not of_roster(x, typed_leaves)], asked)
            if "history" in asked and not any(x.kind == "history" for x in read):
                read += of_years(sheet, vocabularies["history"], typed_leaves)
            found += [x if x.wide or x.why == UNASKED else timed(x, named, file) for x in read]
    return apart_by_year(found, rulebook.period)


def _layout(sheet: Sheet, kind: str, vocabulary: Vocabulary) -> Layout | None:
    for header in (table_header(sheet, kind, vocabulary), form_header(sheet, kind, vocabulary)):
        layout = _with_header(sheet, kind, *header, vocabulary) if header else None
        if layout and "nip" in layout.found.columns:
            return layout
        if layout and kind in FORMS and (form := as_form(layout, vocabulary)):
            return form
    return None


def _with_header(sheet: Sheet, kind: str, row: int, titles: Titles, vocabulary: Vocabulary) -> Layout | None:
    row, titles, columns = columns_of(sheet, kind, row, titles, vocabulary)
    # Looking at the rows of a large sheet takes its time: only where it can be of this kind.
    if not KINDS[kind].fits(columns.columns) or not ("nip" in columns.columns or kind in FORMS):
        return None
    filled = _filled_down(sheet, row, kind, columns.columns)
    return with_sections(Layout(filled, kind, row, tuple(map(joined, titles)), columns))


def _filled_down(sheet: Sheet, header: int, kind: str, columns: Mapping[str, int]) -> Sheet:
    """Write what is merged over several rows – a NIP, the text of a result, a date – into each of them, as a person reads it.

    A number over several rows is left where it stands: it is one number, and would count once a row.
    """
    counted = {
        c for name, c in columns.items() if name in (fields := KINDS[kind].fields) and fields[name].type in _COUNTED
    }
    filled: dict[int, list[object]] = {}
    for top, left, bottom, right in sheet.merged:
        if top <= header or bottom == top or top > sheet.rows:
            continue
        for column in {c for c in columns.values() if left <= c <= right} - counted:
            values = filled.setdefault(column, list(sheet.columns[column - 1]))
            values[top:bottom] = [values[top - 1]] * (min(bottom, len(values)) - top)
    if not filled:
        return sheet
    return replace(sheet, columns=tuple(filled.get(n, values) for n, values in enumerate(sheet.columns, 1)))


def tell_kinds(asked: Sequence[str], found: Collection[str], faults: Faults) -> None:
    """Tell the kinds of records the rulebook measures from that no sheet holds; either kind of attendance will do."""
    for kind in asked:
        if not alike(kind) & set(found) and kind != "attendance-recap":
            kinds = [kind, *sorted(alike(kind) - {kind})]
            values = {
                "kind": " / ".join(KINDS[k].title["id"] for k in kinds),
                "headings": " / ".join(f"NIP, {_headings(k)}" for k in kinds),
            }
            faults.one("records-missing", Place("indicators.yaml"), values)


def _headings(kind: str) -> str:
    fields = KINDS[kind].fields
    needed = [fields[name].headings[0] for name in sorted(KINDS[kind].required)]
    one_of = next((name for name in fields if name in KINDS[kind].any_of), "")
    return ", ".join([*needed, needed_heading(kind, one_of, ())] if one_of else needed)


def tell_unanswered(rulebook: Rulebook, found: Mapping[str, Logbook], faults: Faults) -> None:
    """Tell the kinds of records only requirements ask about that no sheet holds: they stay unanswered, they are not failed."""
    measured = set(kinds_measured(rulebook))
    for kinds in kinds_of_facts(rulebook):
        if not set(kinds) & (set(found) | measured):
            values = {"kind": KINDS[kinds[0]].title["id"], "headings": _headings(kinds[0])}
            faults.one("fact-records-missing", Place("indicators.yaml"), values)
