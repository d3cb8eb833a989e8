"""Numbers that are nobody's NIP below a heading that may stand for it: badge numbers of attendance machines, NIK of identity cards."""

from collections.abc import Collection, Sequence

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.faults import Faults
from asn_eval.check.headings import key_of
from asn_eval.check.rows import Table
from asn_eval.rules.evidence import BADGES

_BADGES = frozenset(map(key_of, BADGES))
_NIP_DIGITS = 18
# So many cells of a column show whether it holds NIPs.
_LOOKED_AT = 200


def tell_badges(
    table: Table, nips: Sequence[object], unknown: Sequence[int], people: Collection[str], faults: Faults
) -> list[int]:
    """Tell once that a column of badges holds no NIPs, and which column does; gives the unknown records that are to be told apart."""
    column = table.column("nip")
    heading = table.layout.titles[column - 1] if table.layout.form is None else ""
    if key_of(heading.rpartition(" / ")[2]) not in _BADGES:
        return list(unknown)
    badges = [i for i in unknown if not is_blank(nips[i]) and _digits(nips[i]) != _NIP_DIGITS]
    better = _with_nips(table, people) if badges else ""
    if better == heading:
        # The column holds NIPs after all: each of its faults is told at its cell.
        return list(unknown)
    if badges:
        values = {"heading": heading, "found": tidy(typed(nips[badges[0]])), "map": better}
        faults.one("nip-badge" if better else "nip-badge-alone", table.place(column=column), values, len(badges))
    told = set(badges)
    return [i for i in unknown if i not in told]


def _digits(value: object) -> int:
    return sum(c.isdigit() for c in value) if isinstance(value, str) else 0


def _with_nips(table: Table, people: Collection[str]) -> str:
    """Give the heading of the first column that holds NIPs of the list of staff, ``""`` where none does; it may be the very one."""
    for column, heading in enumerate(table.layout.titles, 1):
        cells = [value for value in table.cells(column)[:_LOOKED_AT] if isinstance(value, str)]
        if heading and any("".join(c for c in value if c.isdigit()) in people for value in cells):
            return heading
    return ""
