"""Records that say the same as another: who they are, and which other record to name."""

import numpy as np
import numpy.typing as npt

from asn_eval.check.faults import Index


def doubles(key: npt.NDArray[np.int64], *further: npt.NDArray[np.int64]) -> dict[int, int]:
    """Give each record whose keys all equal another's, with the first such other; a negative ``key`` equals nothing.

    >>> doubles(np.array([7, 8, 7, 7, -1, -1]))
    {0: 2, 2: 0, 3: 0}
    """
    order: Index = np.lexsort((*further, key))
    same = (np.diff(key[order]) == 0) & (key[order][1:] >= 0)
    for other in further:
        same &= np.diff(other[order]) == 0
    if not same.any():
        return {}
    starts = np.flatnonzero(np.concatenate(([True], ~same)))
    group = np.cumsum(np.concatenate(([True], ~same))) - 1
    first = order[starts][group]
    in_group = np.concatenate(([False], same)) | np.concatenate((same, [False]))
    second = order[np.minimum(starts + 1, len(order) - 1)][group]
    other_of = np.where(order == first, second, first)
    return dict(sorted(zip(order[in_group].tolist(), other_of[in_group].tolist(), strict=True)))
