"""The predikat of this year: that of the records, else – where the office rates on two axes – that of the nine cells.

Whose record of this year holds a word that cannot be used is to be verified: the cells do not settle what a record left open.
"""

from dataclasses import dataclass

import numpy as np

from asn_eval.decide.facts import Facts, Mask
from asn_eval.decide.recorded import Words
from asn_eval.measure.calendar import last_day
from asn_eval.measure.history import years
from asn_eval.measure.months import of_period
from asn_eval.measure.telling import Telling, column_of


@dataclass(frozen=True, slots=True)
class ThisYear:
    """Everybody's predikat of this year, ``""`` where it is not known; ``rated`` marks whose is that of the nine cells."""

    words: Words
    rated: Mask


def predikat_of_this_year(facts: Facts) -> ThisYear:
    """Take everybody's predikat from the e-Kinerja recap or the earlier evaluations, else from the ratings of this evaluation."""
    recorded = facts.recorded.predikat(0)
    if facts.rulebook.ratings is None or facts.grade is None:
        return ThisYear(recorded, np.zeros(len(recorded), bool))
    rated = (recorded == "") & facts.grade.known & ~_told(facts)
    cells = np.array(facts.grade.values, object)[facts.grade.index]
    return ThisYear(np.where(rated, cells, recorded), np.asarray(rated, bool))


def _told(facts: Facts) -> Mask:
    """Tell whose records of this year say something in the column of the predikat."""
    setting, told = facts.recorded.setting, np.zeros(len(facts.people), bool)
    for kind, logbook in facts.dossier.logbooks.items():
        if kind == "ekinerja":
            mine = of_period(logbook, setting, last_day(setting)).inside
        elif kind == "history":
            mine = years(logbook, Telling(logbook, setting)) == facts.recorded.year
        else:
            continue
        told[logbook.person[mine & (column_of(logbook, "predikat") != "")]] = True
    return told
