"""Segments: one person in several rows of a roster, each with its own dates of service – moved, on leave, joined again.

Rows are segments of one person when they share a NIP in one sheet, each has a first or last day, and their days do not overlap.
Everything else with the same NIP twice is a double, and told.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from asn_eval.check.dates import Dates
from asn_eval.check.faults import Faults
from asn_eval.check.records import Segments

if TYPE_CHECKING:
    from asn_eval.check.roster import Identities

Order = npt.NDArray[np.int64]

EARLIEST = np.datetime64("0001-01-01", "D")
LATEST = np.datetime64("9999-12-31", "D")


def bounds(dates: Mapping[str, Dates], count: int) -> tuple[Dates, Dates, npt.NDArray[np.bool_]]:
    """First and last day of each record, open ends far away, and which records have either."""
    never = np.full(count, np.datetime64("NaT", "D"))
    first, last = dates.get("mulai", never), dates.get("selesai", never)
    dated = ~np.isnat(first) | ~np.isnat(last)
    return np.where(np.isnat(first), EARLIEST, first), np.where(np.isnat(last), LATEST, last), dated


def segment_order(sheets: Sequence["Identities"], identity: Order, faults: Faults) -> Order:
    """Number the segments of each person by their first day, from 1; 0 for everybody who has one row only.

    ``identity`` has one entry a record, over all sheets in their order. Rows that overlap are left at 0 and told.
    """
    order = np.zeros(len(identity), np.int64)
    offset = 0
    for sheet in sheets:
        count = len(sheet.table)
        mine = identity[offset : offset + count]
        if not sheet.table.layout.month and count:
            order[offset : offset + count] = _in_sheet(sheet, mine, faults)
        offset += count
    return order


def _in_sheet(sheet: "Identities", identity: Order, faults: Faults) -> Order:
    order = np.zeros(len(identity), np.int64)
    first, last, dated = bounds(sheet.dates, len(identity))
    candidates = np.flatnonzero(dated & (identity >= 0))
    if not len(candidates):
        return order
    numbers, counts = np.unique(identity[identity >= 0], return_counts=True)
    repeated = set(numbers[counts > 1].tolist())
    overlapping: dict[int, int] = {}
    for number in sorted(repeated & set(identity[candidates].tolist())):
        rows = np.flatnonzero(identity == number)
        if not dated[rows].all():
            continue
        rows = rows[np.argsort(first[rows], kind="stable")]
        clash = [i for i in range(1, len(rows)) if first[rows[i]] <= last[rows[i - 1]]]
        if clash:
            overlapping |= {int(rows[i]): int(rows[i - 1]) for i in clash}
        else:
            order[rows] = np.arange(1, len(rows) + 1)
    nip = sheet.table.column("nip")
    faults.cells(
        "segment-overlap",
        sheet.table,
        sheet.table.column("mulai") or sheet.table.column("selesai"),
        np.array(sorted(overlapping), np.intp),
        lambda i: {"nip": str(sheet.nips.text[i]), "other": sheet.table.cell(overlapping[i], nip, sheet.table)},
    )
    return order


def ledger(sheets: Sequence["Identities"], person: npt.NDArray[np.int32], order: Order) -> Segments:
    """Give every segment: whose it is, its row, its days and its unit, in the order of the sheets."""
    places = np.concatenate([np.stack([np.full(len(s.table), s.table.source), s.table.rows], 1) for s in sheets])
    first = np.concatenate([bounds(s.dates, len(s.table))[0] for s in sheets])
    last = np.concatenate([bounds(s.dates, len(s.table))[1] for s in sheets])
    unit = np.concatenate([s.texts.get("unit", np.full(len(s.table), "", object)) for s in sheets])
    chosen = np.flatnonzero(order > 0)
    return Segments(
        person[chosen].astype(np.int32),
        places[chosen, 0].astype(np.int16),
        places[chosen, 1].astype(np.int32),
        first[chosen],
        last[chosen],
        unit[chosen],
    )
