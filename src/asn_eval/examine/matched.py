"""Who is in two periods, in one of them only, and who moved between units or positions. People are matched by NIP alone."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from asn_eval.examine.period import Mask, Period, Texts, doubled, reliable
from asn_eval.rules.matching import plain

Index = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Account:
    """Where everybody of both periods is; ``old`` and ``new`` are people in both, pair by pair, best rank of the new period first.

    ``joiners`` and ``unmatched_new`` index the new period, ``leavers`` and ``unmatched_old`` the old one. ``moved_unit`` and
    ``moved_post`` have one entry a pair; a unit or position that one period does not tell is no move.
    """

    old: Index
    new: Index
    joiners: Index
    leavers: Index
    unmatched_old: Index
    unmatched_new: Index
    moved_unit: Mask
    moved_post: Mask

    @property
    def moved(self) -> Mask:
        """Who has another unit or position."""
        return self.moved_unit | self.moved_post


def matched(old: Period, new: Period) -> Account:
    """Match people by NIP. The pairs are in the order of the new period's ranks; people not ranked come last, by NIP."""
    sound_old, sound_new = reliable(old.nip), reliable(new.nip)
    # Who stands twice in one period can be neither a pair, nor somebody who came or left.
    sound_old &= ~_among(old.nip, doubled(new.nip))
    sound_new &= ~_among(new.nip, doubled(old.nip))
    there = {nip: k for k, nip in enumerate(old.nip.tolist()) if sound_old[k]}
    here = {nip: k for k, nip in enumerate(new.nip.tolist()) if sound_new[k]}
    rank = new.rank.tolist()
    pairs = sorted((rank[k] or math.inf, nip) for nip, k in here.items() if nip in there)
    first = _index([there[nip] for _, nip in pairs])
    second = _index([here[nip] for _, nip in pairs])
    joiners = _index([k for nip, k in here.items() if nip not in there])
    leavers = _index([k for nip, k in there.items() if nip not in here])
    return Account(
        first,
        second,
        joiners,
        leavers,
        np.flatnonzero(~sound_old),
        np.flatnonzero(~sound_new),
        _other(old.unit[first], new.unit[second]),
        _other(old.jabatan[first], new.jabatan[second]),
    )


def _among(nips: Texts, chosen: frozenset[str]) -> Mask:
    return np.array([nip in chosen for nip in nips.tolist()], bool)


def _index(numbers: list[int]) -> Index:
    return np.array(numbers, np.intp)


def _other(before: Texts, after: Texts) -> Mask:
    pairs = zip(map(plain, before.tolist()), map(plain, after.tolist()), strict=True)
    return np.array([bool(a and b and a != b) for a, b in pairs], bool)
