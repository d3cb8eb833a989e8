"""One thing in a rulebook that does not agree with another, and what the checks for such things share."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from asn_eval.rules.near import nearest
from asn_eval.rules.rulebook import Indicator, Rulebook
from asn_eval.rules.tree import KeyPath


class Disagreement(NamedTuple):
    """One thing that does not agree: the key path it is told at, its code, what its message names, and what it rests on.

    ``rests_on`` are the paths whose values led to it (none: its own path). Where one of them was not read as typed, nothing is
    concluded. A last step ``*`` stands for the entries themselves: whether they are there, not what is in them.
    """

    path: KeyPath
    code: str
    values: Mapping[str, str]
    rests_on: tuple[KeyPath, ...] = ()


Found = Iterator[Disagreement]


def written(number: Decimal | Fraction) -> str:
    """Write a number as the file would hold it.

    >>> written(Decimal("33.340")), written(Decimal("1E+2")), written(Fraction(-1, 100))
    ('33.34', '100', '-0.01')
    """
    exact = number if isinstance(number, Decimal) else Decimal(number.numerator) / Decimal(number.denominator)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def paths(rulebook: Rulebook) -> Iterator[tuple[KeyPath, str, Indicator]]:
    """Give every indicator with its key path and id, parents before their parts; an id used twice comes twice."""

    def below(level: dict[str, Indicator], above: KeyPath) -> Iterator[tuple[KeyPath, str, Indicator]]:
        for key, indicator in level.items():
            yield (*above, key), key, indicator
            yield from below(indicator.parts or {}, (*above, key, "parts"))

    yield from below(rulebook.indicators, ("indicators",))


class Ids(NamedTuple):
    """The ids of all indicators, and the paths a statement about "no such indicator" rests on."""

    names: dict[str, Indicator]
    rests_on: tuple[KeyPath, ...]

    @classmethod
    def of(cls, rulebook: Rulebook) -> "Ids":
        """Collect the ids of a rulebook."""
        found = list(paths(rulebook))
        levels = {path[:-1]: (*path[:-1], "*") for path, _, _ in found} | {
            (*path, "parts"): (*path, "parts", "*") for path, _, _ in found
        }
        return cls({key: indicator for _, key, indicator in found}, tuple(levels.values()))


def unknown(
    path: KeyPath, code: str, found: str, allowed: Sequence[str], rests_on: tuple[KeyPath, ...] = ()
) -> Disagreement:
    """Tell a name nobody defined: with the nearest known one where there is one, else (code ``…-listed``) with all of them."""
    near = nearest(found, allowed)
    values = {"found": found, "near": near} if near else {"found": found, "allowed": ", ".join(dict.fromkeys(allowed))}
    return Disagreement(path, code if near else f"{code}-listed", values, (path, *rests_on))
