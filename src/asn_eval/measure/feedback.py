"""Feedback forms (umpan balik, 360) become one number a person: values, forms, roles, weights.

A form has the seven values of BerAKHLAK, or the 21 panduan perilaku in their order, three to a value.
PermenPANRB 6/2022 gives feedback no weight; those of the roles are the rulebook's (``records.feedback``).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.check.logbook import Logbook, NumberColumn
from asn_eval.check.records import State
from asn_eval.measure.feedback_forms import on_scale, rater_field, raters_of, tell_own
from asn_eval.measure.made import Logbooks, Made, Measuring, Setting, nothing
from asn_eval.measure.months import LATEST, in_period, moments, within
from asn_eval.measure.rational import Index, Objects, Ratios, divided, exact, in_proportion, means
from asn_eval.measure.telling import NO_WORD, Mask, Telling, column_of
from asn_eval.rules.panduan import VALUES
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.statutes import letters

KIND: Final = "feedback"
# Other words for the usual roles; they hold where the rulebook has that role.
_SAME: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(["atasanlangsung", "pimpinan", "pejabatpenilai", "pejabatpenilaikinerja"], "atasan"),
        **dict.fromkeys(["rekankerja", "rekansejawat", "rekansetingkat", "sejawat"], "rekan"),
        **dict.fromkeys(["bawahanlangsung"], "bawahan"),
        **dict.fromkeys(["dirisendiri", "sendiri"], "diri"),
    }
)


@dataclass(frozen=True, slots=True)
class RoleMeans:
    """What one role gave: the mean a person, from how many raters, and whether it may be shown.

    ``few`` marks groups of too few raters; a group that is neither ``shown`` nor ``few`` and has raters is kept back, because with it
    the mean of a small group could be worked out. Values that are not shown are 0.
    """

    values: Exact
    raters: npt.NDArray[np.int32]
    shown: Mask
    few: Mask


@dataclass(frozen=True, slots=True)
class _Forms:
    """Forms that count: which records, whose role (by number), their mean, and the sheets' findings."""

    used: Index
    role: npt.NDArray[np.int64]
    means: Ratios
    telling: Telling


def score(logbooks: Logbooks, setting: Setting) -> Made:
    """Measure feedback, one value a person on the scale of the forms.

    A form is the mean of its values; a value typed by panduan perilaku is the mean of its three. Values left empty leave the form's
    divisor, an empty form is dropped and counted. Forms of one role are averaged, roles count by their weights, and a role that gave
    nothing leaves the divisor (counted). A role of weight 0 – by default the person's own – is shown, not counted.

    A person with a wrong form (unknown role, a rater twice, the person's own under another role, a value outside the scale) has no
    value.
    """
    logbook, people = logbooks.get(KIND), len(setting.people)
    if logbook is None:
        return nothing(KIND, people)
    forms = _forms(logbook, setting)
    rules = setting.rulebook.records.feedback
    weights = np.array(in_proportion(rules.roles.values()), object)
    counted = (weights[forms.role] > 0) & ~forms.telling.people[logbook.person[forms.used]]
    used, role = forms.used[counted], forms.role[counted]
    group = logbook.person[used].astype(np.int64) * len(weights) + role
    by_role = means(Ratios(forms.means.units[counted], forms.means.per), group, people * len(weights))
    present = np.bincount(group, minlength=people * len(weights)).reshape(people, len(weights)) > 0
    held = np.where(present, weights, 0)
    divisor = held.sum(axis=1)
    known = np.asarray(divisor > 0, bool)
    added = Ratios((by_role.units.reshape(people, len(weights)) * held).sum(axis=1), by_role.per)
    _tell_absent(present, known, weights, tuple(rules.roles), forms.telling)
    return Made(
        KIND,
        exact(divided(added, np.where(known, divisor, 1))),
        known,
        np.bincount(logbook.person[used], minlength=people).astype(np.int32),
        used,
        findings=tuple(forms.telling.findings),
    )


def by_role(logbook: Logbook, setting: Setting) -> Mapping[str, RoleMeans]:
    """Give the means of each role for display; a group of fewer raters than ``anonymous_from`` is not to be shown.

    A role whose rater is no secret (``named``) is shown however few it has. Raters are counted by name where forms have one, else by
    form. Where the total and the means shown would give the mean of a small group away, the next smallest group is kept back too. A
    person with a wrong form has no means.
    """
    logbook = within(logbook, setting)
    forms, people = _forms(logbook, setting), len(setting.people)
    rules = setting.rulebook.records.feedback
    rater = _numbered(raters_of(logbook)[forms.used], np.arange(len(forms.used)))
    person = logbook.person[forms.used].astype(np.int64)
    averaged: list[Ratios] = []
    raters = np.zeros((people, len(rules.roles)), np.int32)
    for number in range(len(rules.roles)):
        mine = (forms.role == number) & ~forms.telling.people[person]
        distinct = np.unique(np.stack([person[mine], rater[mine]]), axis=1)[0]
        raters[:, number] = np.bincount(distinct, minlength=people)
        averaged.append(means(Ratios(forms.means.units[mine], forms.means.per), person[mine], people))
    named = np.array([role in rules.named for role in rules.roles], bool)
    few = (raters > 0) & (raters < rules.anonymous_from) & ~named
    counted = np.array([weight > 0 for weight in rules.roles.values()], bool)
    shown = (raters > 0) & ~few & ~_kept_back(raters * counted, few & counted, named, rules.anonymous_from)
    given = {}
    for number, (role, mean) in enumerate(zip(rules.roles, averaged, strict=True)):
        hidden = Ratios(np.where(shown[:, number], mean.units, 0), mean.per)
        given[role] = RoleMeans(exact(hidden), raters[:, number], shown[:, number], few[:, number])
    return MappingProxyType(given)


def _kept_back(raters: npt.NDArray[np.int32], few: Mask, named: Mask, least: int) -> Mask:
    """Tell which groups cannot be shown, one row a person and one column a role, so that the total gives no small group away.

    The total less the means shown is the weighted sum of the rest. So the rest holds ``least`` raters together (and a small group is
    never alone in it): while it does not, the smallest group shown joins it, of equal ones the first of the rulebook. A named rater
    does not hide others, because that word is known: such a role joins last.
    """
    order = raters + np.where(named, raters.max(initial=0) + 1, 0)
    hidden = few.copy()
    for _ in range(raters.shape[1]):
        shown = (raters > 0) & ~hidden
        together = np.where(hidden & ~named, raters, 0).sum(axis=1)
        bare = few.any(axis=1) & shown.any(axis=1) & (together < least)
        who = np.flatnonzero(bare)
        smallest = np.where(shown, order, np.iinfo(np.int32).max).argmin(axis=1)
        hidden[who, smallest[who]] = True
    return hidden


def _forms(logbook: Logbook, setting: Setting) -> _Forms:
    telling = Telling(logbook, setting)
    form, filled = _form_means(len(logbook), on_scale(logbook, telling))
    blank = ~filled & ~logbook.invalid
    telling.count("feedback-blank", blank, "peran")
    role = _roles(setting.rulebook, telling, filled)
    raters, field = raters_of(logbook), rater_field(logbook)
    tell_own(logbook, role, tuple(setting.rulebook.records.feedback.roles), telling)
    number = _numbered(raters, np.full(len(raters), NO_WORD))
    whose = (logbook.person.astype(np.int64) * LATEST + moments(logbook)) * (2 * len(raters) + 1) + number
    key = np.where(filled & (number != NO_WORD), whose, NO_WORD)
    named = column_of(logbook, field)
    telling.doubled("feedback-rater", key, field, lambda i: {"found": str(named[i] or raters[i])})
    used = np.flatnonzero(filled & (role != NO_WORD) & ~telling.wrong)
    return _Forms(used, role[used], Ratios(form.units[used], form.per), telling)


def _roles(rulebook: Rulebook, telling: Telling, filled: Mask) -> npt.NDArray[np.int64]:
    roles = tuple(rulebook.records.feedback.roles)
    numbers = {letters(role): number for number, role in enumerate(roles)}
    meant = {**{word: numbers[role] for word, role in _SAME.items() if role in numbers}, **numbers}
    role = telling.words("peran", meant, roles)
    telling.empty((column_of(telling.logbook, "peran") == "") & filled & ~telling.logbook.invalid, "peran")
    return role


def _numbered(texts: npt.NDArray[np.object_], otherwise: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Number texts that are the same but for case, spaces and punctuation; an empty one takes its number from ``otherwise``."""
    number: dict[str, int] = {}
    folded = [letters(text) for text in texts.tolist()]
    known = [number.setdefault(text, len(texts) + len(number)) if text else NO_WORD for text in folded]
    return np.where(np.array(known, np.int64) == NO_WORD, otherwise, known).astype(np.int64)


def _form_means(forms: int, numbers: Mapping[str, NumberColumn]) -> tuple[Ratios, Mask]:
    """Give the mean of each form and whether it has any value."""
    units: list[Objects] = []
    given: list[Mask] = []
    columns = {name: (column.values, column.state == State.GIVEN) for name, column in numbers.items()}
    # Over 6 a value of one, two or three panduan perilaku is whole.
    per = 6 * math.lcm(*(values.per for values, _ in columns.values()))
    none = (np.zeros(forms, object), np.zeros(forms, bool))
    for number, name in enumerate(VALUES):
        parts = [columns[f"p{n}"] for n in range(number * 3 + 1, number * 3 + 4) if f"p{n}" in columns]
        counts = np.array([has for _, has in parts]).sum(axis=0) if parts else none[1].astype(np.int64)
        total = sum((np.where(has, v.over(per).astype(object), 0) for v, has in parts), none[0])
        mean, some = total // np.maximum(counts, 1), counts > 0
        if name in columns:
            values, has = columns[name]
            mean, some = np.where(has, values.over(per).astype(object), mean), some | has
        units.append(np.where(some, mean, 0))
        given.append(some)
    counts = np.array(given).sum(axis=0)
    added: Objects = sum(units, none[0])
    return divided(Ratios(added, per), np.maximum(counts, 1)), np.asarray(counts > 0, bool)


def _tell_absent(present: Mask, known: Mask, weights: Objects, roles: tuple[str, ...], telling: Telling) -> None:
    lacking = known[:, None] & ~present & np.asarray(weights > 0, bool)
    people = int(lacking.any(axis=1).sum())
    if people:
        each = [f"{role} ({count})" for role, count in zip(roles, lacking.sum(axis=0).tolist(), strict=True) if count]
        source = int(telling.logbook.source[0])
        place = telling.setting.place(source, 0, telling.logbook.columns[source].get("peran", 0))
        telling.whole("feedback-role-absent", place, {"roles": ", ".join(each), "count": str(people)}, people)


MEASURES: Mapping[str, Measuring] = {"feedback.score": in_period(KIND, score)}
