"""One period as it was published: who, with which total, rank, grade, scores and measures – what two periods are compared by.

Only people who are ranked have published numbers; for the others there is the reason why not. Nothing absent is a 0.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.pipeline import Evaluation
from asn_eval.rules.measures import WORDS
from asn_eval.rules.rulebook import Indicator, Rulebook
from asn_eval.rules.weights import leaf_weights
from asn_eval.score import Numbers, Outcome

Texts = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Values:
    """Exact numbers, one a person, and where there is one; what is not known holds 0 and is not to be read."""

    numbers: Exact
    known: Mask

    def take(self, index: npt.NDArray[np.intp]) -> "Values":
        """Give the numbers of some people."""
        return Values(self.numbers.take(index), self.known[index])


@dataclass(frozen=True, slots=True)
class Period:
    """One side of a comparison; arrays have one entry a person.

    ``inputs`` are files with their hashes. ``rulebook`` is None where a result was given and the rules it was made by are not at
    hand; ``sha256`` is theirs all the same. ``profile`` holds keys (``""`` = general weights), or names where only names are known.
    ``rank`` is 0 and ``grade`` ``""`` for none; ``why`` says in a sentence why somebody is not ranked. ``scores`` holds the
    published scores of top-level indicators, ``measures`` the values of leaf indicators on their own scale. ``taken`` tells whose rating
    of results is (of a result read back: may be) that of the organisation they lead.
    """

    inputs: tuple[tuple[str, str], ...]
    policy: str
    sha256: str
    shipped: bool
    day: str
    rulebook: Rulebook | None
    places: int
    nip: Texts
    nama: Texts
    unit: Texts
    jabatan: Texts
    profile: Texts
    rank: npt.NDArray[np.int64]
    grade: Texts
    why: Texts
    total: Values
    scores: Mapping[str, Values]
    measures: Mapping[str, Values]
    taken: Mask

    def __len__(self) -> int:
        """How many people."""
        return len(self.nip)


def period_of(evaluation: Evaluation, why: Sequence[str]) -> Period:
    """Give what an evaluation publishes; ``why`` holds, one a person, the sentence that says why somebody is not ranked."""
    people, rulebook, scores = evaluation.dossier.people, evaluation.rulebook, evaluation.scores
    ranked: Mask = scores.outcome == Outcome.RANKED
    places = rulebook.rounding.places

    def published(numbers: Numbers) -> Values:
        known = numbers.known & ranked
        return Values(Exact(np.where(known, numbers.units, 0), 10**places), known)

    profile = np.array([*rulebook.profiles, ""], object)[scores.profile]
    measures = {}
    for key in measured(rulebook):
        made = evaluation.measures.by_indicator[key]
        known = (made.records > 0) & ranked & applies(rulebook, profile, key)
        measures[key] = Values(Exact(np.where(known, made.values.units, 0), made.values.per), known)
    names = np.array([*evaluation.grades.names, ""], object)
    return Period(
        evaluation.inputs,
        evaluation.policy.name,
        evaluation.policy.sha256,
        evaluation.policy.shipped,
        evaluation.choices.day.isoformat(),
        rulebook,
        places,
        people.nip,
        people.texts["nama"],
        people.texts["unit"],
        people.texts["jabatan"],
        profile,
        evaluation.standings.rank.astype(np.int64),
        names[evaluation.grades.band],
        np.array([*why, ""], object)[:-1],
        published(scores.total),
        {key: published(scores.score(key)) for key in rulebook.indicators},
        measures,
        np.zeros(len(people), bool) if evaluation.grades.ratings is None else evaluation.grades.ratings.heads,
    )


def measured(rulebook: Rulebook) -> dict[str, Indicator]:
    """Give the leaf indicators that have a value of their own to show besides the score: a number with a unit, or from records."""
    return {
        key: indicator
        for key, indicator in rulebook.leaves().items()
        if (indicator.measure or indicator.scale.unit) and indicator.measure not in WORDS
    }


def applies(rulebook: Rulebook, profile: Texts, leaf: str) -> Mask:
    """Tell for whom an indicator counts, by their profiles (``""`` = general weights)."""
    names = set(profile.tolist())
    counting = {name: leaf in leaf_weights(rulebook, name or None) for name in names}
    return np.array([counting[name] for name in profile.tolist()], bool)


def reliable(nips: Texts) -> Mask:
    """Tell which NIPs people can be matched by: 18 digits that hold a day of birth, a month and a sex, and stand only once."""
    twice = doubled(nips)
    return np.array([nip not in twice and _sound(nip) for nip in map(str, nips.tolist())], bool)


def doubled(nips: Texts) -> frozenset[str]:
    """Give the NIPs that stand more than once."""
    return frozenset(nip for nip, times in Counter(map(str, nips.tolist())).items() if times > 1)


def _sound(nip: str) -> bool:
    if len(nip) != 18 or not nip.isascii() or not nip.isdigit():
        return False
    try:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return False
    return born.year >= 1900 and nip[8:12] >= "1900" and nip[12:14] != "00" and nip[14] in "12"
