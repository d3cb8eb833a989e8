"""A result that was written earlier becomes a period again: what ``score -o hasil.json`` recorded, exactly as published.

A result does not hold the rulebook, only its hash. With the rulebook of that hash at hand profiles, scales and measures are known;
without it only the published numbers are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from asn_eval.check.exact import from_decimals
from asn_eval.examine.period import Mask, Period, Texts, Values, applies, measured
from asn_eval.rules.matching import matches
from asn_eval.rules.rulebook import Rulebook

Record = Mapping[str, object]

KEYS = ("policy", "day", "inputs", "ranking", "unranked")
# Digits before or after the point; a published number has far fewer.
LARGEST = 30
# Columns of the ranking that are not indicators.
_PLAIN = frozenset(
    {"rank", "nip", "nama", "jabatan", "unit", "total", "grade", "unit_rank", "profile", "note"}
    | {"rating_hasil", "rating_perilaku"}
)


def is_result(data: object) -> bool:
    """Tell by its keys whether a JSON document is a result of ``score``."""
    return isinstance(data, dict) and data.get("command") == "score" and all(key in data for key in KEYS)


def period_from(data: Record, rulebook: Rulebook | None) -> Period:
    """Give the period of a result; ``rulebook`` is the one it was made by, None where it is not at hand.

    Raises ValueError where the result does not have the form ``score`` writes.
    """
    try:
        return _period(data, rulebook)
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        msg = f"{type(error).__name__} in a result"
        raise ValueError(msg) from error


def _period(data: Record, rulebook: Rulebook | None) -> Period:
    ranking, unranked = _records(data["ranking"]), _records(data["unranked"])
    everybody = (*ranking, *unranked)
    policy = dict(data["policy"])  # type: ignore[call-overload]
    nip = _texts(everybody, "nip")
    keys = [key for key in dict.fromkeys(k for record in ranking for k in record) if key not in _PLAIN]
    profile = _profiles(_texts(everybody, "profile"), rulebook)
    ranks = [record.get("rank") or 0 for record in everybody]
    return Period(
        tuple((str(one["file"]), str(one["sha256"])) for one in _records(data["inputs"])),
        str(policy["name"]),
        str(policy["sha256"]),
        bool(policy["shipped"]),
        str(data["day"]),
        rulebook,
        rulebook.rounding.places if rulebook else _places(everybody),
        nip,
        _texts(everybody, "nama"),
        _texts(everybody, "unit"),
        _texts(everybody, "jabatan"),
        profile,
        np.array([int(rank) for rank in ranks], np.int64),  # type: ignore[call-overload]
        _texts(everybody, "grade"),
        _texts(everybody, "reason"),
        _values(everybody, "total"),
        {key: _values(everybody, key) for key in (rulebook.indicators if rulebook else keys)},
        _measures(_records(data.get("details", ())), nip, profile, rulebook),
        _taken(everybody, rulebook),
    )


def _records(part: object) -> tuple[Record, ...]:
    if not isinstance(part, list | tuple) or not all(isinstance(record, dict) for record in part):
        msg = "a part of a result is not a list of records"
        raise TypeError(msg)
    return tuple(part)


def _texts(records: Sequence[Record], key: str) -> Texts:
    return np.array([*(str(record.get(key) or "") for record in records), ""], object)[:-1]


def _values(records: Sequence[Record], key: str) -> Values:
    typed = [record.get(key) for record in records]
    numbers = [Decimal(0) if value is None else Decimal(str(value)) for value in typed]
    if not all(number.is_finite() and abs(number.adjusted()) <= LARGEST for number in numbers):
        msg = "a number of a result is not one that score writes"
        raise TypeError(msg)
    return Values(from_decimals(numbers), np.array([value is not None for value in typed], bool))


def _places(records: Sequence[Record]) -> int:
    totals = [total for record in records if isinstance(total := record.get("total"), Decimal)]
    return max((max(0, -int(total.as_tuple().exponent)) for total in totals), default=2)


def _profiles(names: Texts, rulebook: Rulebook | None) -> Texts:
    """Give the keys of profiles by the names a result prints; the name of no profile stands for the general weights."""
    if rulebook is None:
        return names
    keys = {profile.title or key.replace("_", " "): key for key, profile in rulebook.profiles.items()}
    return np.array([*(keys.get(name, "") for name in names.tolist()), ""], object)[:-1]


def _measures(details: Sequence[Record], nip: Texts, profile: Texts, rulebook: Rulebook | None) -> dict[str, Values]:
    if rulebook is None:
        return {}
    by_nip = {str(record["nip"]): record for record in details}
    records = [by_nip.get(one, {}) for one in nip.tolist()]
    made = {}
    for key in measured(rulebook):
        values = _values(records, f"{key}.value")
        made[key] = Values(values.numbers, values.known & applies(rulebook, profile, key))
    return made


def _taken(records: Sequence[Record], rulebook: Rulebook | None) -> Mask:
    """Tell who may lead an organisation, by the position and unit of a result; other columns it does not hold."""
    head = rulebook.organisation.head if rulebook else None
    if head is None:
        return np.zeros(len(records), bool)
    found = np.ones(len(records), bool)
    for key, patterns in (("jabatan", head.jabatan), ("unit", head.unit)):
        if patterns:
            found &= np.array([matches(text, patterns) for text in _texts(records, key).tolist()], bool)
    return found


def aligned(period: Period, rulebook: Rulebook | None) -> Period:
    """Put scores that are known only by the titles people see under the ids another period's rulebook gives these titles."""
    if period.rulebook is not None or rulebook is None:
        return period
    ids = {rulebook.title_of(key): key for key in rulebook.indicators if key not in period.scores}
    return replace(period, scores={ids.get(key, key): values for key, values in period.scores.items()})
