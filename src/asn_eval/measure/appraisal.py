"""The numeric score of a year of older rules, and its band: PP 30/2019, PP 46/2011, DP3.

A score is exact; it is published by ``rounding.half_up`` and its band read from what is published.
"""

from datetime import date
from fractions import Fraction

from asn_eval.rules.statutes import appraisal_table, bands_of


def appraisal_score(skp: Fraction, perilaku: Fraction, day: date, *, peers_asked: bool) -> Fraction | None:
    """Weigh the SKP and the behaviour of a year: 70/30, or 60/40 where peers and subordinates are asked (PP 30/2019 Pasal 41).

    Under PP 46/2011 it is always 60/40. None where no table with weights is in force (before 2014).

    >>> appraisal_score(Fraction(100), Fraction(90), date(2021, 12, 31), peers_asked=False)
    Fraction(97, 1)
    """
    table = appraisal_table(day)
    for row in () if table is None else table.part("weights"):
        if row.values.get("peers_asked", peers_asked) == peers_asked:
            return (row.number("skp") * skp + row.number("perilaku") * perilaku) / 100
    return None


def appraisal_band(score: Fraction, day: date, *, new_idea: bool = False) -> str | None:
    """Name the band of a score: five bands, the best of PP 30/2019 only with a new idea of use (Pasal 41 ayat 5).

    The lower bound of a band is inclusive, so a score between two printed whole bounds (90.5 under PP 46/2011) takes the lower
    band. None where no table is in force, or the score is below all bands.

    >>> appraisal_band(Fraction(116), date(2021, 12, 31)), appraisal_band(Fraction(116), date(2021, 12, 31), new_idea=True)
    ('Baik', 'Sangat Baik')
    """
    table = appraisal_table(day)
    bands = () if table is None else bands_of(table.part("bands"))
    earned = (band for band in bands if score >= band.at_least and (new_idea or not band.condition))
    return next((band.name for band in earned), None)
