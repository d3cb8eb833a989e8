"""Evidence becomes one measure a person on each indicator's own scale; absent is absent, never 0.

In: a Dossier. Out: Measures. Never: a weight.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from asn_eval.check.exact import Exact
from asn_eval.findings import Finding


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator for everybody: the value on its own scale, the state where there is none, and how many records made it.

    ``scored`` is the score of each value where the scale is not a straight line. ``words`` holds the word of a measure that is a
    word. ``kind`` and ``used`` name the logbook and the records a measure was made from (``""`` and none for typed scores).
    ``few`` counts the records of people who have some, but too few to be measured (else 0); ``recapped`` marks people without a
    measure because a recap of months cannot tell it. None where it is so of nobody.
    """

    values: Exact
    state: npt.NDArray[np.uint8]
    records: npt.NDArray[np.int32]
    scored: Exact | None = None
    words: npt.NDArray[np.object_] | None = None
    kind: str = ""
    used: npt.NDArray[np.intp] | None = None
    few: npt.NDArray[np.int32] | None = None
    recapped: npt.NDArray[np.bool_] | None = None

    @property
    def counted(self) -> Exact:
        """What goes into the weighted sum: the score where the scale has its own, else the value."""
        return self.values if self.scored is None else self.scored


@dataclass(frozen=True, slots=True)
class Measures:
    """All leaf indicators by id, one entry a person in roster order; findings are of records that do not combine."""

    by_indicator: Mapping[str, Measure]
    findings: tuple[Finding, ...] = ()
