"""Days absent without valid reason become the level of hukuman disiplin they lead to (PP 94/2021)."""

from dataclasses import dataclass
from datetime import date

from asn_eval.rules.dated import Citation, Row
from asn_eval.rules.statutes import rows

TABLE = "pp-94-2021"
GRAVITY = ("ringan", "sedang", "berat")


@dataclass(frozen=True, slots=True)
class Sanction:
    """A level and kind of hukuman, the rule that leads to it, and whether that counts days in a row."""

    level: str
    hukuman: str
    citation: Citation
    consecutive: bool


def sanction(days: int, in_a_row: int, day: date) -> Sanction | None:
    """Give the gravest hukuman that absent days lead to (PP 94/2021; berat: Pasal 11 ayat 2 huruf d).

    ``days`` are absent working days of one calendar year, ``in_a_row`` the longest run of them. Ten in a row lead to dismissal
    whatever the total. None below three days, and where no table is in force. Which hukuman is given is for the official to decide.

    >>> sanction(11, 2, date(2026, 12, 31)).hukuman, sanction(10, 10, date(2026, 12, 31)).level
    ('pemotongan tunjangan kinerja 25% selama 6 bulan', 'berat')
    """
    reached = [(row, False) for row in rows(TABLE, "absence", day) if days >= row.whole("at_least")]
    reached += [(row, True) for row in rows(TABLE, "consecutive", day) if in_a_row >= row.whole("at_least")]
    if not reached:
        return None
    row, consecutive = max(reached, key=lambda found: _gravity(found[0], consecutive=found[1]))
    return Sanction(row.text("level"), row.text("hukuman"), row.citation, consecutive)


def _gravity(row: Row, *, consecutive: bool) -> tuple[int, int, bool]:
    # Rows of one level are graver the more days they ask; a run of days dismisses, and nothing is graver than that.
    return (GRAVITY.index(row.text("level")), 10**6 if consecutive else row.whole("at_least"), consecutive)
