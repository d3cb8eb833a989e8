"""Headings of records that are nearly right: a typing slip must not make a column, or a whole sheet of records, count as not there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from asn_eval.check.faults import Faults
from asn_eval.check.headings import NEAR, SLIP, Columns, Vocabulary, joined, key_of, likeness
from asn_eval.check.layouts import Layout, find_header
from asn_eval.check.needed import tell_doubled_columns
from asn_eval.check.rows import Table
from asn_eval.rules.evidence import KINDS, ONE_ROW
from asn_eval.rules.vocabulary import FIELDS

# Why a sheet was left out that may hold records all the same.
_UNUSED = frozenset({"sheet-no-header", "sheet-no-nip", "sheet-no-use", "sheet-unasked"})
_OF_PEOPLE = frozenset(key_of(name) for names in FIELDS.values() for name in names)
ATTENDANCE = frozenset({"attendance", "attendance-recap"})
# Numbered columns (P1 … P21) are all alike: one that is lacking is no slip of another.
_NUMBERED = frozenset(f"p{n}" for n in range(1, 22))


@dataclass(frozen=True, slots=True)
class Almost:
    """A sheet that would be records of its layout's kind, were it not for some headings.

    ``missing`` gives for each required field the heading that resembles it most, ``""`` where none does; ``slips`` the headings that
    resemble other fields; ``sure`` tells that every missing one is a typing slip.
    """

    layout: Layout
    vocabulary: Vocabulary
    missing: Mapping[str, str]
    slips: Mapping[str, str]
    sure: bool

    @property
    def rank(self) -> tuple[bool, int, int]:
        """How much speaks for it: slips only, fields it has, headings that are near."""
        return self.sure, own_columns(self.layout), sum(bool(near) for near in self.missing.values())


def own_columns(layout: Layout) -> int:
    """Count the columns of a sheet that are its kind's own, the person's left out."""
    return len(set(layout.found.columns) & set(KINDS[layout.kind].fields))


def almost_records(
    layouts: Sequence[Layout], records: Sequence[Layout], vocabularies: Mapping[str, Vocabulary]
) -> tuple[Almost, ...]:
    """Find the sheets that lack records of a kind by a heading or two; for each sheet the likeliest kind.

    These are sheets nobody uses, and – only where the headings are typing slips – sheets of people for kinds that may stand beside
    their names, and sheets read as another kind, of which they have fewer columns.
    """
    found: list[Almost] = []
    for layout in (*layouts, *(x for x in records if not x.why)):
        unused = layout.kind == "ignored" and layout.why in _UNUSED
        kinds = ONE_ROW & set(vocabularies) if layout.kind == "roster" else set(vocabularies) - {layout.kind}
        if not unused and layout.kind != "roster" and layout.kind not in KINDS:
            continue
        here = [x for kind in sorted(kinds) if (x := _almost(layout, kind, vocabularies[kind]))]
        if layout.kind in KINDS:
            here = [x for x in here if own_columns(x.layout) > own_columns(layout)]
        found += sorted((x for x in here if unused or x.sure), key=lambda x: x.rank)[-1:]
    return tuple(found)


def _almost(layout: Layout, kind: str, vocabulary: Vocabulary) -> Almost | None:
    header = find_header(layout.sheet, vocabulary)
    if header is None:
        return None
    row, titles = header
    columns = vocabulary.columns(titles)
    needed = ("nip", *sorted(KINDS[kind].required))
    lacking = [field for field in needed if field not in columns.columns]
    lacking += _one_of(kind, columns, vocabulary)
    sure = _nearest(lacking, columns.ignored, vocabulary, SLIP)
    rest = [heading for heading in columns.ignored if heading not in sure.values()]
    near = dict.fromkeys(lacking, "") | sure
    near |= _nearest([field for field in lacking if field not in sure], rest, vocabulary, NEAR)
    found = replace(layout, kind=kind, header_row=row, titles=tuple(map(joined, titles)), found=columns)
    likely = sure or (len(lacking) < len(needed) and (all(near.values()) or own_columns(found) > 1))
    if not lacking or not likely:
        return None
    rest = [heading for heading in columns.ignored if heading not in near.values()]
    slips = _nearest(_optional(kind, columns), rest, vocabulary, SLIP)
    return Almost(found, vocabulary, near, slips, len(sure) == len(lacking))


def _one_of(kind: str, columns: Columns, vocabulary: Vocabulary) -> list[str]:
    """Give the field a sheet lacks that must have one of several: one a heading is a slip away from, else the first."""
    any_of = [field for field in KINDS[kind].fields if field in KINDS[kind].any_of]
    if not any_of or set(any_of) & set(columns.columns):
        return []
    return [*_nearest(any_of, columns.ignored, vocabulary, SLIP), any_of[0]][:1]


def _optional(kind: str, columns: Columns) -> list[str]:
    fields = KINDS[kind]
    return [field for field in fields.fields if field not in {*columns.columns, *fields.required, *_NUMBERED}]


def _nearest(fields: Iterable[str], headings: Iterable[str], vocabulary: Vocabulary, least: float) -> dict[str, str]:
    """Give by field the heading that resembles it at least so much; no heading stands for two fields, and none of a person."""
    free = [heading for heading in headings if key_of(heading) not in _OF_PEOPLE]
    found: dict[str, str] = {}
    for field in fields:
        near = vocabulary.nearest(field, [heading for heading in free if heading not in found.values()], least)
        if near:
            found[field] = near
    return found


def worth_telling(almost: Sequence[Almost], measured: Iterable[str], present: Iterable[str]) -> list[Almost]:
    """Choose those to tell: typing slips always, others only for a kind something is measured from and no sheet holds."""
    told = [x for x in almost if x.sure]
    there = {kind for one in (*present, *(x.layout.kind for x in told)) for kind in alike(one)}
    wanted = set(measured) - there
    for likely in sorted((x for x in almost if not x.sure), key=lambda x: x.rank, reverse=True):
        if likely.layout.kind in wanted:
            told.append(likely)
            wanted -= alike(likely.layout.kind)
    return told


def alike(kind: str) -> frozenset[str]:
    """Give the kinds that serve as well as this one: daily attendance or its monthly recap, else itself."""
    return ATTENDANCE if kind in ATTENDANCE else frozenset({kind})


def tell_almost(almost: Sequence[Almost], faults: Faults) -> None:
    """Tell each heading a sheet lacks to be records, at the heading that was probably meant."""
    for one in almost:
        for field, near in {**one.missing, **one.slips}.items():
            _tell(one.layout, field, near, one.vocabulary, faults)


def tell_slips(table: Table, vocabulary: Vocabulary, faults: Faults) -> bool:
    """Tell columns of a sheet of records that two headings claim, and headings a slip away from a field the sheet lacks.

    Nothing on such a sheet can be relied on: its records are all at fault. Gives whether there were any.
    """
    found = table.layout.found
    slips = _nearest(_optional(table.layout.kind, found), found.ignored, vocabulary, SLIP)
    for field, near in slips.items():
        _tell(table.layout, field, near, vocabulary, faults)
    told = tell_doubled_columns([table], faults) or bool(slips)
    if told:
        table.bad[:] = True
    return told


def needed_heading(kind: str, field: str, names: Sequence[str]) -> str:
    """Give the heading to ask for; where one of several fields will do, those of the first two."""
    fields, any_of = KINDS[kind].fields, KINDS[kind].any_of
    if field not in any_of:
        return names[0]
    headings = [fields[name].headings[0] for name in fields if name in any_of]
    return " / ".join(headings[:2]) + (" / …" if len(headings) > 2 else "")


def _tell(layout: Layout, field: str, near: str, vocabulary: Vocabulary, faults: Faults) -> None:
    names = [name for name in vocabulary.names[field] if name != field]
    heading = max(names, key=lambda name: likeness(name, near)) if near else needed_heading(layout.kind, field, names)
    column = layout.titles.index(near) + 1 if near else 0
    values = {"heading": heading, "kind": KINDS[layout.kind].title["id"], "nearest": near, "target": field}
    code = "record-heading" if near else "record-heading-missing"
    faults.one(code, layout.sheet.place(layout.header_row, column), values)
