"""Totals become standings: rank, rank within the unit, and how a tie was settled.

In: Scores and People. Out: Standings. Never: an entitlement (grades and awards have conditions: see decide).

Rank is on the published total. People with the same published total share a rank unless a tie-breaker declared in the rulebook
parts them, and then the tie-breaker is named. File order, name and NIP never decide; the NIP only orders the display.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from asn_eval.check.records import People
from asn_eval.measure.service import appointed, born, months_between, nip_numbers
from asn_eval.rules.ladders import step_of
from asn_eval.rules.rulebook import Rulebook
from asn_eval.score import Outcome, Scores

Keys = Sequence[npt.NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Standings:
    """Everybody's rank; arrays have one entry a person in roster order, except ``order``.

        ``order`` lists ranked people, first rank first. ``rank`` and ``unit_rank`` are 0 for people who are not ranked. ``tied`` is true
    for people who share their rank. ``settled_by`` indexes ``ranking.tie_breakers``: the one that put the person behind those just
    above with the same total (for the first of them: ahead of those just below), else -1. ``keys`` are the ordering keys (total
    first, then tie-breakers), higher is better.
    """

    order: npt.NDArray[np.intp]
    rank: npt.NDArray[np.int32]
    unit_rank: npt.NDArray[np.int32]
    tied: npt.NDArray[np.bool_]
    settled_by: npt.NDArray[np.int16]
    keys: tuple[npt.NDArray[np.int64], ...]


def rank(scores: Scores, people: People, rulebook: Rulebook, day: date) -> Standings:
    """Rank everybody who has a total, on the published total and the declared tie-breakers."""
    keys = (scores.total.units, *(tie_key(name, scores, people, day) for name in rulebook.ranking.tie_breakers))
    ranked = np.flatnonzero(scores.outcome == Outcome.RANKED)
    order = ordered(ranked, keys, people)
    dense = rulebook.ranking.ties == "dense"
    everybody = np.zeros(len(people), np.int64)
    places, tied = standings_of(order, keys, everybody, dense=dense)
    _, units = np.unique(people.texts["unit"].astype("U"), return_inverse=True)
    by_unit = order[np.argsort(units[order], kind="stable")]
    unit_places, _ = standings_of(by_unit, keys, units.astype(np.int64), dense=dense)
    return Standings(order, places, unit_places, tied, _settled(order, keys), keys)


def tie_key(name: str, scores: Scores, people: People, day: date) -> npt.NDArray[np.int64]:
    """Give a tie-breaker's values, higher first: an indicator's published score, or a fact of service. Unknown comes last.

    ``masa_kerja`` counts whole months of service, ``usia`` whole months of age, ``golongan`` its step from I/a (see rules.ladders).
    """
    if name == "masa_kerja":
        return months_between(appointed(people), day)
    if name == "usia":
        return months_between(born(people), day)
    if name == "golongan":
        values, index = np.unique(people.texts["golongan"].astype("U"), return_inverse=True)
        return np.array([step_of("golongan", str(v)) for v in values], np.int64)[index]
    numbers = scores.score(name)
    return np.where(numbers.known, numbers.units, np.int64(-(2**40)))


def ordered(chosen: npt.NDArray[np.intp], keys: Keys, people: People) -> npt.NDArray[np.intp]:
    """Sort some people by the keys, best first; people equal in all keys are shown by NIP."""
    display = nip_numbers(people)[chosen]
    return chosen[np.lexsort((display, *(-key[chosen] for key in reversed(keys))))]


def standings_of(
    order: npt.NDArray[np.intp], keys: Keys, block: npt.NDArray[np.int64], *, dense: bool
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_]]:
    """Rank sorted people, starting again in each block; give ranks (1-2-2-4, or 1-2-2-3 when dense) and who shares one."""
    ranks = np.zeros(len(block), np.int32)
    tied = np.zeros(len(block), bool)
    if not len(order):
        return ranks, tied
    position = np.arange(len(order))
    new_block = _changes(block[order])
    new = new_block | np.logical_or.reduce([_changes(key[order]) for key in keys])
    starts = np.maximum.accumulate(np.where(new_block, position, 0))
    if dense:
        steps = np.cumsum(new)
        ranks[order] = steps - steps[starts] + 1
    else:
        ranks[order] = np.maximum.accumulate(np.where(new, position, 0)) - starts + 1
    sizes = np.diff(np.append(np.flatnonzero(new), len(order)))
    tied[order] = np.repeat(sizes > 1, sizes)
    return ranks, tied


def _changes(column: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    return np.append(True, column[1:] != column[:-1])


def _settled(order: npt.NDArray[np.intp], keys: Keys) -> npt.NDArray[np.int16]:
    """Name, for each person, the tie-breaker that put them behind those just above with the same total.

    The first of a total has nobody above: there it is the one that put them ahead of those just below. So every step between two
    printed equals is named in the lower row, and people who share a rank share the answer.
    """
    settled = np.full(len(keys[0]), -1, np.int16)
    if not len(order):
        return settled
    steps = [_changes(key[order]) for key in keys]
    behind = np.full(len(order), -1, np.int16)
    for number, step in reversed(list(enumerate(steps[1:]))):
        behind[step & ~steps[0]] = number
    new = np.logical_or.reduce(steps)
    from_above = behind[new]
    from_below = np.append(from_above[1:], -1)
    settled[order] = np.where(from_above >= 0, from_above, from_below)[np.cumsum(new) - 1]
    return settled
