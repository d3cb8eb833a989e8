"""Which kind of records a sheet is: of all kinds the one it has most columns of, whether or not the rulebook asks for it.

A sheet of a kind nobody asks for must not be read as another kind that it merely could be, nor as a second list of staff.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from asn_eval.check.headings import Vocabulary
from asn_eval.check.layouts import UNASKED, Layout
from asn_eval.check.logbook_headings import own_columns
from asn_eval.findings import Place
from asn_eval.rules.evidence import KINDS, ONE_ROW, SIBLINGS

# Columns of a list of staff that records have no use for.
_OF_STAFF: Final = frozenset({"jabatan", "golongan", "jenis_jabatan", "jenjang"})
# Why a sheet of records is not read: two kinds fit it as well.
SEVERAL: Final = "sheet-kinds"


def likeliest(candidates: Sequence[Layout], asked: Mapping[str, Vocabulary]) -> list[Layout]:
    """Choose what a sheet is read as; of no kind, an empty list.

    A sheet of a kind that is not ``asked`` for comes back with ``why`` ``UNASKED``, one that two kinds fit as well with ``SEVERAL``.
    """
    if not candidates:
        return []
    most = max(map(own_columns, candidates))
    best = [x for x in candidates if own_columns(x) == most]
    wanted = [x for x in best if x.kind in asked]
    if not wanted:
        # Both tell a predikat by year: where only one is measured, its records are those of the other's list.
        siblings = {SIBLINGS.get(x.kind, "") for x in best} & set(asked)
        wanted = [x for x in candidates if x.kind in siblings]
    if not wanted:
        # One column, such as a predikat beside the unit of everybody, makes no list of records.
        return [replace(best[0], why=UNASKED)] if most > 1 else []
    if len(wanted) > 1:
        return [replace(wanted[0], why=SEVERAL, rivals=tuple(x.kind for x in wanted))]
    return wanted


def of_roster(layout: Layout, roster: Vocabulary) -> bool:
    """Tell whether a sheet is the list of staff whose only columns of a kind are those the rulebook asks of that list.

    A condition on the roster column "JP" makes no record of training of a roster that has it.
    """
    fields = {roster.target(title) for title in layout.titles if title}
    own = [layout.found.headings[name] for name in layout.found.columns if name in KINDS[layout.kind].fields]
    return bool(fields & _OF_STAFF) and all(roster.is_referred((heading,)) for heading in own)


def but_of_staff(records: Sequence[Layout], layouts: Sequence[Layout]) -> list[Layout]:
    """Leave out the records of a list of staff where other sheets hold records of that kind: its column would count them twice."""
    lists = {(x.sheet.file, x.sheet.name) for x in layouts if x.kind == "roster"}
    dated = [x for x in records if not (x.why or x.wide or x.kind in ONE_ROW)]
    within = [x for x in dated if (x.sheet.file, x.sheet.name) in lists]
    apart = {x.kind for x in dated if not any(x is y for y in within)}
    return [x for x in records if not (x.kind in apart and any(x is y for y in within))]


def rivalry(layout: Layout) -> tuple[Place, Mapping[str, str]]:
    """Give the place and the values of the finding about a sheet that two kinds fit as well."""
    has = set(layout.found.columns)
    apart = []
    for kind in layout.rivals:
        others = {name for other in layout.rivals if other != kind for name in KINDS[other].fields}
        own = [f.headings[0] for name, f in KINDS[kind].fields.items() if name not in has | others][:2]
        apart += [f"{heading} ({KINDS[kind].title['id']})" for heading in own]
    kinds = " / ".join(KINDS[kind].title["id"] for kind in layout.rivals)
    return layout.sheet.place(layout.header_row), {"kinds": kinds, "headings": ", ".join(apart)}
