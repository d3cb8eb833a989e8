"""Feedback forms looked at one by one: who the rater is, whether it is the person rated, and whether each value is on the form's scale."""

import math
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.logbook import Logbook, NumberColumn
from asn_eval.check.records import State
from asn_eval.measure.scales import is_straight
from asn_eval.measure.telling import Mask, Telling, column_of, heading
from asn_eval.rules.disagreement import written
from asn_eval.rules.panduan import MARKS
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.statutes import letters

MEASURE: Final = "feedback.score"
_SELF = ("diri", "sendiri", "self")


def raters_of(logbook: Logbook) -> npt.NDArray[np.object_]:
    """Give who filled in each form, ``""`` where nobody is named: the NIP where there is one, else the name reduced to its letters.

    A name that stands beside a NIP in some form is that NIP in every form, so that nobody is counted as two raters.
    """
    names = _folded(column_of(logbook, "nama_penilai"))
    nips = _folded(column_of(logbook, "nip_penilai"))
    known: dict[str, str] = {}
    for name, nip in zip(names, nips, strict=True):
        if name and nip:
            known.setdefault(name, nip)
    made = np.empty(len(names), object)
    made[:] = [known.get(name, nip or name) for name, nip in zip(names, nips, strict=True)]
    return made


def rater_field(logbook: Logbook) -> str:
    """Name the column that says who rated, for findings."""
    return "nip_penilai" if (column_of(logbook, "nip_penilai") != "").any() else "nama_penilai"


def _folded(texts: npt.NDArray[np.object_]) -> list[str]:
    listed = texts.tolist()
    known = {text: letters(text) for text in set(listed)}
    return [known[text] for text in listed]


def tell_own(logbook: Logbook, role: npt.NDArray[np.int64], roles: tuple[str, ...], telling: Telling) -> None:
    """Tell forms people filled in about themselves under the role of somebody else; ``role`` is the number of each form's role."""
    own_role = np.array([any(word in letters(name) for word in _SELF) for name in roles], bool)
    nips = telling.setting.people.nip[logbook.person]
    own = np.array([a == b for a, b in zip(raters_of(logbook).tolist(), nips.tolist(), strict=True)], bool)
    peran = column_of(logbook, "peran")
    told = own & (role >= 0) & ~own_role[np.maximum(role, 0)] & ~logbook.invalid
    telling.cells("feedback-own", told, rater_field(logbook), lambda i: {"found": str(nips[i]), "role": str(peran[i])})


def on_scale(logbook: Logbook, telling: Telling) -> Mapping[str, NumberColumn]:
    """Give the values of the forms, each checked against the scale of the indicator; what lies outside is told at its cell.

    Where the rulebook cuts to the ends of the scale (``outside: cap``), a value is cut before it is averaged.
    """
    numbers = {name: column for name, column in logbook.numbers.items() if name in MARKS}
    scale = _scale(telling.setting.rulebook)
    if scale is None:
        return numbers
    low, high, cap = scale
    made = {}
    for name, column in numbers.items():
        per = math.lcm(column.values.per, low.denominator, high.denominator)
        units = column.values.over(per)
        least, most = int(low * per), int(high * per)
        given = (column.state == State.GIVEN) & ~logbook.invalid
        beyond: Mask = given & np.asarray((units < least) | (units > most), bool)
        bounds = {"indicator": heading(logbook.kind, name), "min": written(low), "max": written(high)}
        telling.cells(
            "score-capped" if cap else "score-outside",
            beyond,
            name,
            lambda i, name=name, bounds=bounds: {**bounds, "found": telling.number(i, name)},  # type: ignore[misc]
        )
        cut = np.minimum(np.maximum(units, least), most) if beyond.any() else units
        made[name] = replace(column, values=Exact(cut, per))
    return made


def _scale(rulebook: Rulebook) -> tuple[Fraction, Fraction, bool] | None:
    """Give the ends of the forms' scale and whether values are cut to them; None where the rulebook sets none.

    A piecewise or banded scale says what a value is worth, and its ends are ends of the form only where ``min`` or ``max`` is written.
    """
    leaves = [leaf for leaf in rulebook.leaves().values() if leaf.measure == MEASURE]
    if not leaves or not all(is_straight(x.scale) or {"min", "max"} & x.scale.model_fields_set for x in leaves):
        return None
    low = min(Fraction(leaf.scale.min) for leaf in leaves)
    return low, max(Fraction(leaf.scale.max) for leaf in leaves), all(leaf.outside == "cap" for leaf in leaves)
