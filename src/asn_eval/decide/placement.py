"""Who is proposed for which post: locked placements first, then the best assignment; everybody has a standing and its reasons.

A pair is considered when every hard rule is met and the fit is known. An empty cell is not a no: whoever only lacks an answer is
*perlu verifikasi*, not refused. Equal results are never settled silently: NIP and id of the post order the work, and whoever could as
well be placed elsewhere is marked.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from asn_eval.decide.assign import Assignment, assign
from asn_eval.decide.facts import Facts
from asn_eval.decide.fit import Match, current_posts, match
from asn_eval.findings import Finding, Place
from asn_eval.rules.developing import Objective, wanted_columns
from asn_eval.rules.matching import plain

# People × seats beyond this would fill the memory of an office computer.
LARGEST = 25_000_000

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]


class Placed(IntEnum):
    """Where a person ends up; everybody in the roster has exactly one."""

    LOCKED = 0
    STAYS = 1
    MOVES = 2
    NEW = 3
    NO_SEAT = 4
    TO_VERIFY = 5
    NOT_ELIGIBLE = 6
    LEFT_OUT = 7


@dataclass(frozen=True, slots=True)
class Placing:
    """A proposal for everybody; arrays have one entry a person in roster order, posts are numbered as in ``match``.

    ``post`` is the proposed post, ``current`` the one held now (-1 = none). ``elsewhere`` marks people who have another place in some
    other proposal that is as good. ``total`` and ``worst`` are of all placed people with a known fit, in units of 10^-places; None
    where nobody is. ``too_small`` marks people held back because no move gains more than the least gain.
    """

    match: Match
    objective: Objective
    post: Places
    current: Places
    standing: npt.NDArray[np.uint8]
    elsewhere: Mask
    too_small: Mask
    total: int | None
    worst: int | None
    order: Places
    findings: tuple[Finding, ...]

    def fit(self, person: int, post: int) -> int | None:
        """The fit of one pair in published units, None where it is not known."""
        return int(self.match.fit[person, post]) if self.match.known[person, post] else None

    def taken(self) -> npt.NDArray[np.int64]:
        """How many people each post gets."""
        return np.bincount(self.post[self.post >= 0], minlength=len(self.match.posts))


def place(facts: Facts, objective: Objective | None = None) -> Placing | tuple[Finding, ...]:
    """Propose a post for everybody, or say why none can be proposed at all.

    ``objective`` goes before the rulebook's.
    """
    rulebook = facts.rulebook
    refused = _refused(facts)
    if refused:
        return refused
    matched = match(facts, rulebook.posts)
    order = np.argsort(facts.people.nip.astype("U"), kind="stable")
    locked, findings = _locked(matched, facts)
    current = current_posts(matched.posts, facts.people)
    allowed, too_small = _allowed(matched, facts, current)
    post, elsewhere = _assigned(matched, allowed, locked, order, objective or rulebook.placement.objective)
    placed = np.flatnonzero(post >= 0)
    fits = matched.fit[placed, post[placed]][matched.known[placed, post[placed]]]
    return Placing(
        matched,
        objective or rulebook.placement.objective,
        post,
        current,
        _standings(matched, facts, post, current, locked),
        elsewhere,
        too_small & (post < 0),
        int(fits.sum()) if len(fits) else None,
        int(fits.min()) if len(fits) else None,
        order,
        (*_absent_columns(facts), *findings),
    )


def _refused(facts: Facts) -> tuple[Finding, ...]:
    posts = facts.rulebook.posts
    if not posts:
        return (Finding("posts-none", Place("")),)
    try:
        import scipy  # noqa: F401
    except ImportError:
        return (Finding("placement-extra", Place("")),)
    people = len(facts.people)
    seats = sum(min(post.seats, people) for post in posts.values())
    if people * max(seats, len(posts)) > LARGEST:
        return (Finding("placement-large", Place(""), {"people": str(people), "seats": str(seats)}),)
    return ()


def _absent_columns(facts: Facts) -> tuple[Finding, ...]:
    indicators = frozenset(key for key, _, _ in facts.rulebook.walk())
    absent = [name for name in wanted_columns(facts.rulebook.posts, indicators) if name not in facts.people.columns]
    return tuple(Finding("competency-column", Place(""), {"heading": name}) for name in absent)


def _locked(matched: Match, facts: Facts) -> tuple[Places, list[Finding]]:
    """Give everybody's locked post (-1 for none), and what cannot be kept; the rulebook goes before the roster column."""
    rules, people = facts.rulebook.placement, facts.people
    locked, findings = np.full(len(people), -1, np.intp), list[Finding]()
    names = _names(matched)
    row = {str(nip): person for person, nip in enumerate(people.nip.tolist())}
    column = people.columns.get(rules.locked_column or "")
    for person, text in enumerate([] if column is None else map(str, column.tolist())):
        if not text.strip():
            continue
        locked[person] = names.get(plain(text), -1)
        if locked[person] < 0:
            where = facts.dossier.place(int(people.source[person]), int(people.row[person]))
            findings.append(Finding("locked-post-column", where, {"found": text, "heading": rules.locked_column or ""}))
    for nip, name in rules.locked.items():
        where = Place("indicators.yaml", path=f"placement.locked.{nip}")
        person = row.get("".join(c for c in nip if c.isdigit()), -1)
        if person < 0:
            findings.append(Finding("locked-nip", where, {"found": nip}))
        elif plain(name) not in names:
            findings.append(Finding("locked-post-unknown", where, {"found": name}))
        else:
            locked[person] = names[plain(name)]
    counts = np.bincount(locked[locked >= 0], minlength=len(matched.posts))
    for number in np.flatnonzero(counts > _seats(matched)).tolist():
        _, post = matched.posts[number]
        values = {"post": post.title, "locked": str(counts[number]), "seats": str(post.seats)}
        findings.append(Finding("locked-seats", Place(""), values))
    return locked, findings


def _names(matched: Match) -> Mapping[str, int]:
    """Give the posts by what people may call them: their ids, and titles that only one of them has."""
    titles = [plain(post.title) for _, post in matched.posts]
    names = {title: number for number, title in enumerate(titles) if titles.count(title) == 1}
    return {**names, **{plain(key): number for number, (key, _) in enumerate(matched.posts)}}


def _seats(matched: Match) -> npt.NDArray[np.int64]:
    return np.array([post.seats for _, post in matched.posts], np.int64)


def _allowed(matched: Match, facts: Facts, current: Places) -> tuple[Mask, Mask]:
    """Give the pairs that may be proposed, and the people of whom the least gain held back every move.

    Who has a post moves only for a fit higher by more than the least gain; where the present fit is not known, no gain is.
    """
    eligible = matched.eligible
    least = facts.rulebook.placement.minimum_gain
    if least is None:
        return eligible, np.zeros(len(current), bool)
    holders = np.flatnonzero(current >= 0)
    now = current[holders]
    gain = matched.fit[holders] - matched.fit[holders, now][:, None]
    enough = (gain > math.floor(Fraction(least) * 10**matched.places)) & matched.known[holders, now][:, None]
    enough[np.arange(len(holders)), now] = True
    allowed = eligible.copy()
    allowed[holders] &= enough
    return allowed, np.asarray(eligible.any(axis=1) & ~allowed.any(axis=1))


def _assigned(
    matched: Match, allowed: Mask, locked: Places, order: Places, objective: Objective
) -> tuple[Places, Mask]:
    """Keep locked placements; assign everybody else to the seats that are left, in the order of their NIP."""
    taken = np.bincount(locked[locked >= 0], minlength=len(matched.posts))
    left = np.maximum(_seats(matched) - taken, 0)
    rest = order[locked[order] < 0]
    found: Assignment = assign(matched.fit[rest], allowed[rest], left, objective)
    post, elsewhere = locked.copy(), np.zeros(len(locked), bool)
    post[rest], elsewhere[rest] = found.post, found.elsewhere
    return post, elsewhere


def _standings(matched: Match, facts: Facts, post: Places, current: Places, locked: Places) -> npt.NDArray[np.uint8]:
    return np.select(
        [
            (locked >= 0),
            (post >= 0) & (post == current),
            (post >= 0) & (current >= 0),
            (post >= 0),
            facts.people.faulty,
            matched.eligible.any(axis=1),
            matched.open.any(axis=1),
        ],
        [
            Placed.LOCKED,
            Placed.STAYS,
            Placed.MOVES,
            Placed.NEW,
            Placed.LEFT_OUT,
            Placed.NO_SEAT,
            Placed.TO_VERIFY,
        ],
        Placed.NOT_ELIGIBLE,
    ).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Best:
    """The best of some alternatives: (index, rank) pairs, best first, and how many more share the last rank."""

    chosen: tuple[tuple[int, int], ...]
    more: int


def best_of(fit: npt.NDArray[np.int64], eligible: Mask, order: Places, most: int = 3, shown: int = 10) -> Best:
    """Give the alternatives whose rank (1-2-2-4) is at most ``most``; equals all belong, ``order`` only says how they are listed."""
    chosen = order[eligible[order]]
    chosen = chosen[np.argsort(-fit[chosen], kind="stable")]
    values = fit[chosen]
    kept = int((values >= values[most - 1]).sum()) if len(values) > most else len(values)
    ranks = 1 + np.searchsorted(-values[:kept], -values[:kept], side="left")
    pairs = zip(chosen[:shown].tolist(), ranks[:shown].tolist(), strict=False)
    return Best(tuple(pairs), max(0, kept - shown))
