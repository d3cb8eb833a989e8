"""Quarters and semesters as offices write them: "Triwulan I", "TW 2", "Semester II Tahun 2026"; they are of the month they end in."""

from collections.abc import Sequence
from typing import NamedTuple

from asn_eval.check.months import number_written, tokens_of
from asn_eval.rules.vocabulary import ORDINALS, PERIOD_FILLERS, SPANS


class Span(NamedTuple):
    """Some months of a year, by the numbers of the first and the last of them."""

    first: int
    last: int

    @property
    def months(self) -> frozenset[int]:
        """The numbers of its months."""
        return frozenset(range(self.first, self.last + 1))


def span_in(tokens: Sequence[str]) -> Span | None:
    """Give the quarter or semester words name, None where they name none, or more than one.

    >>> span_in(tokens_of("REKAP TRIWULAN II TAHUN 2026")), span_in(tokens_of("Semester ke-2")), span_in(tokens_of("TW1"))
    (Span(first=4, last=6), Span(first=7, last=12), Span(first=1, last=3))
    >>> span_in(tokens_of("Triwulan I s.d. III")), span_in(tokens_of("Triwulan V")), span_in(tokens_of("per triwulan"))
    (None, None, None)
    """
    at = [n for n, token in enumerate(tokens) if token in SPANS]
    if len(at) != 1:
        return None
    length = SPANS[tokens[at[0]]]
    numbers = [n for token in tokens[at[0] + 1 :] if (n := ORDINALS.get(token) or number_written(token))]
    behind = [token for token in tokens[at[0] + 1 :] if token not in PERIOD_FILLERS][:1]
    if len(numbers) != 1 or [ORDINALS.get(token) or number_written(token) for token in behind] != numbers:
        return None
    last = numbers[0] * length
    return Span(last - length + 1, last) if last <= 12 else None


def span_of(text: str) -> Span | None:
    """Give the quarter or semester a text names; see ``span_in``."""
    return span_in(tokens_of(text))
