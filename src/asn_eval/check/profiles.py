"""Whose profile is whose, and which indicators a profile asks for."""

import numpy as np
import numpy.typing as npt

from asn_eval.check.records import People
from asn_eval.check.texts import empty
from asn_eval.rules.awarding import Match
from asn_eval.rules.matching import matches
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.weights import leaf_weights

BASE = -1
_Coded = dict[tuple[str, str], tuple[list[str], npt.NDArray[np.intp]]]


def profile_of(people: People, rulebook: Rulebook) -> npt.NDArray[np.int16]:
    """Give each person the first profile that matches, by its position in the rulebook, or ``BASE`` (-1) for the base weights."""
    profile = np.full(len(people), BASE, dtype=np.int16)
    coded: _Coded = {}
    for k, match in reversed(list(enumerate(p.applies_to for p in rulebook.profiles.values()))):
        profile[fitting(people, match, coded)] = k
    return profile


def fitting(people: People, match: Match, coded: _Coded | None = None) -> npt.NDArray[np.bool_]:
    """Tell who matches: all the keys that are given. ``coded`` keeps the different texts of a column from one match to the next."""
    coded = {} if coded is None else coded
    fits = np.ones(len(people), dtype=bool)
    for subject, patterns in _conditions(match):
        if subject not in coded:
            coded[subject] = _factorised(_column(people, subject))
        different, codes = coded[subject]
        fits &= np.array([matches(text, patterns) for text in different], dtype=bool)[codes]
    return fits


def _conditions(match: Match) -> list[tuple[tuple[str, str], tuple[str, ...]]]:
    fields = [(("field", name), getattr(match, name)) for name in ("jabatan", "jenis_jabatan", "jenjang", "unit")]
    columns = [(("column", heading), patterns) for heading, patterns in match.columns.items()]
    return [(subject, patterns) for subject, patterns in (*fields, *columns) if patterns]


def _column(people: People, subject: tuple[str, str]) -> npt.NDArray[np.object_]:
    where, name = subject
    return (people.texts if where == "field" else people.columns).get(name, empty(len(people)))


def _factorised(texts: npt.NDArray[np.object_]) -> tuple[list[str], npt.NDArray[np.intp]]:
    codes: dict[str, int] = {}
    index = np.fromiter((codes.setdefault(t, len(codes)) for t in texts.tolist()), dtype=np.intp, count=len(texts))
    return list(codes), index


def asked_for(rulebook: Rulebook) -> dict[str, npt.NDArray[np.bool_]]:
    """Give, by leaf indicator id, whether each profile asks for it; the last entry is the base, so ``BASE`` (-1) indexes it.

    An indicator is asked for when its weight is greater than zero; weight 0 is shown where it is given, and may be absent.
    """
    weights = [leaf_weights(rulebook, profile) for profile in (*rulebook.profiles, None)]
    return {leaf: np.array([of.get(leaf, 0) > 0 for of in weights], dtype=bool) for leaf in rulebook.leaves()}
