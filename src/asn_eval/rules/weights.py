"""The weights that hold for a person: those of the rulebook, or of the profile that person belongs to.

Shares are exact fractions of 1, so 33.34 of 100 is 1667/5000; scaling the weights of a level (``normalise``) changes nothing.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from asn_eval.rules.rulebook import Indicator, Rulebook


def level_weights(rulebook: Rulebook, profile: str | None) -> dict[str, Fraction]:
    """Give the share of each applying indicator within its own level, by id, parents before their parts.

    ``profile`` is the key of a profile, None for people without one. Indicators that do not apply are absent; a weight of 0 is
    a share of 0. The shares of one level add up to 1.

    >>> book = Rulebook(indicators={"a": Indicator(weight=30), "b": Indicator(weight=70)})
    >>> level_weights(book, None)
    {'a': Fraction(3, 10), 'b': Fraction(7, 10)}
    """
    return {key: share for key, share, _, _ in _shares(rulebook, profile)}


def leaf_weights(rulebook: Rulebook, profile: str | None) -> dict[str, Fraction]:
    """Give the effective weight of each applying leaf indicator as a share of 1: the product of the shares above it."""
    return {key: effective for key, _, effective, leaf in _shares(rulebook, profile) if leaf}


def _shares(rulebook: Rulebook, profile: str | None) -> Iterator[tuple[str, Fraction, Fraction, bool]]:
    # Id, share within the level, share of the whole, whether it is a leaf.
    named = rulebook.profiles[profile].weights if profile is not None else {}

    def below(level: dict[str, Indicator], above: Fraction) -> Iterator[tuple[str, Fraction, Fraction, bool]]:
        weights = weights_of(level, named)
        whole = sum((Fraction(w) for w in weights.values()), Fraction(0))
        for key, weight in weights.items():
            if whole:
                share = Fraction(weight) / whole
                yield key, share, share * above, not level[key].parts
                yield from below(level[key].parts or {}, share * above)

    yield from below(rulebook.indicators, Fraction(1))


def weights_of(level: dict[str, Indicator], named: dict[str, Decimal]) -> dict[str, Decimal]:
    """Give the weights typed for one level, in percent: the profile's where it names any of the level, else the rulebook's."""
    if any(key in named for key in level):
        return {key: named[key] for key in level if key in named}
    return {key: indicator.weight for key, indicator in level.items() if indicator.weight is not None}
