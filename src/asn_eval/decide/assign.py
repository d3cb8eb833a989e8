"""The best assignment of people to posts over whole numbers, and who could as well be placed elsewhere.

Rows and columns come in a stable order (NIP, id of the post), so the same people and posts always get the same assignment. The
optimiser works with floats, but only with whole numbers below 2^53, which floats hold exactly.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from asn_eval.rules.developing import Objective

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

# Less than any gain there can be; sums of two of them still fit.
_NEVER = -(2**60)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Everybody's post (-1 for none), and who is placed elsewhere, or not at all, in some other assignment that is as good.

    As good means: for ``total`` the same sum of fits and the same number placed; for ``fair`` the same number placed, the same worst
    fit and the same sum. ``elsewhere`` is exact: a person is marked if and only if there is such an assignment.
    """

    post: Places
    elsewhere: Mask


def assign(fit: Whole, allowed: Mask, seats: Whole, objective: Objective) -> Assignment:
    """Place people (rows) on posts (columns): at most one post a person, at most ``seats`` people a post, allowed pairs only.

    ``total``: the highest sum of fits; among those, most people placed. ``fair``: most people placed; among those the highest worst
    fit; among those the highest sum. Fits are whole and not negative. Needs scipy (ImportError without it).
    """
    from scipy.optimize import linear_sum_assignment

    people = len(fit)
    if objective == "fair":
        allowed = allowed & (fit >= _threshold(fit, allowed, seats))
        bonus = int(fit.max(initial=0)) * people + 1
        weight = np.where(allowed, fit + bonus, 0)
    else:
        weight = np.where(allowed, fit * (people + 1) + 1, 0)
    post = np.full(people, -1, np.intp)
    seat = _seats(allowed, seats)
    if len(seat):
        rows, columns = linear_sum_assignment(weight[:, seat].astype(np.float64), maximize=True)
        # A pair that is not allowed weighs nothing: it stands for "no post".
        real = weight[rows, seat[columns]] > 0
        post[rows[real]] = seat[columns[real]]
    return Assignment(post, _elsewhere(weight, post, seats))


def _seats(allowed: Mask, seats: Whole) -> Places:
    """Give the post of every seat worth considering: no more of a post than people allowed on it."""
    return np.repeat(np.arange(len(seats)), np.minimum(seats, allowed.sum(axis=0)))


def _threshold(fit: Whole, allowed: Mask, seats: Whole) -> int:
    """Give the highest worst fit with which as many people can be placed as at all."""
    most = _placeable(allowed, seats)
    levels = np.unique(fit[allowed])
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _placeable(allowed & (fit >= levels[middle]), seats) == most:
            low = middle
        else:
            high = middle - 1
    return int(levels[low]) if len(levels) else 0


def _placeable(allowed: Mask, seats: Whole) -> int:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    seat = _seats(allowed, seats)
    if not len(seat):
        return 0
    return int((maximum_bipartite_matching(csr_array(allowed[:, seat]), perm_type="column") >= 0).sum())


def _elsewhere(weight: Whole, post: Places, seats: Whole) -> Mask:
    """Tell who has another place in some other best assignment.

    Two assignments differ by exchanges along cycles: people move to a post, those they displace move on, the last takes a free seat,
    no post at all, or the place the first one left. In a best assignment no such cycle gains anything, so potentials exist under
    which each move of a cycle that costs nothing is tight; such cycles are the strong components of the tight moves.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    people, posts = weight.shape
    none, free = posts, posts + 1  # no post at all; a free seat that somebody may take
    at = np.where(post < 0, none, post)
    worth = np.hstack([weight, np.zeros((people, 1), np.int64)])
    possible = np.hstack([weight > 0, np.ones((people, 1), bool)])
    gain = np.where(possible, worth - worth[np.arange(people), at][:, None], _NEVER)
    gain[np.arange(people), at] = _NEVER
    moves = np.full((posts + 2, posts + 2), _NEVER, np.int64)
    order = np.argsort(at, kind="stable")
    here, starts = np.unique(at[order], return_index=True)
    if people:
        moves[here, : posts + 1] = np.maximum.reduceat(gain[order], starts, axis=0)
    vacant = np.append(np.bincount(post[post >= 0], minlength=posts) < seats, True)
    moves[:free, free] = np.where(vacant, 0, _NEVER)
    moves[free, :free] = 0
    height = _potentials(moves)
    tight = (moves > _NEVER // 2) & (height[:, None] + moves == height[None, :])
    _, component = connected_components(csr_array(tight), directed=True, connection="strong")
    reached = (gain > _NEVER // 2) & (height[at][:, None] + gain == height[None, :free])
    return np.asarray((reached & (component[at][:, None] == component[None, :free])).any(axis=1))


def _potentials(moves: Whole) -> Whole:
    """Give heights no move can exceed: the best any chain of moves can gain on its way to a post."""
    height = np.zeros(len(moves), np.int64)
    for _ in range(len(moves)):
        higher = np.maximum(height, (height[:, None] + moves).max(axis=0))
        if np.array_equal(higher, height):
            break
        height = higher
    return height
