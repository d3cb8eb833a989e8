"""Fitting a table to a terminal: how wide each column is, and which columns must continue in a second block.

Numbers and NIPs are never cut or broken. Texts may fold; when even that is not enough, the table continues below itself, the first
columns repeated.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# Characters between two columns (two spaces each side in the lightest frame).
BETWEEN = 3
# A text column narrower than this folds every word; a longer word is broken only beyond LONGEST_WORD.
LEAST_TEXT = 12
LONGEST_WORD = 18
# A text longer than this, such as the reasons of a decision, is easier to read in a block of its own than in a narrow column.
LONG_TEXT = 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What one column asks for, in characters: ``least`` without harm, ``most`` to show everything on one line."""

    least: int
    most: int


def wish(heading: str, cells: Sequence[str], *, folds: bool, long: int = 0) -> Wish:
    """Measure a column: a heading breaks between words, a folding cell between words too; long texts ask for ``long``.

    >>> wish("Nilai Total", ["93,31", "100,00"], folds=False)
    Wish(least=6, most=11)
    """
    word = max((len(w) for w in heading.split()), default=0)
    longest = max((len(line) for cell in cells for line in cell.split("\n")), default=0)
    most = max(longest, len(heading))
    if not folds:
        return Wish(max(word, longest), most)
    inside = max((len(w) for cell in cells for w in cell.split()), default=0)
    asked = long if longest > LONG_TEXT else 0
    return Wish(max(word, min(longest, LEAST_TEXT), min(inside, LONGEST_WORD), asked), most)


def widths(wishes: Sequence[Wish], room: int) -> list[int] | None:
    """Share a room among columns; None when not even the least fits.

    >>> widths([Wish(4, 4), Wish(10, 40)], 37)
    [4, 30]
    >>> widths([Wish(30, 40)], 20) is None
    True
    """
    given = [w.least for w in wishes]
    left = room - sum(given) - BETWEEN * (len(wishes) - 1)
    if left < 0:
        return None
    # The column that lacks most gets the next character: long texts end up equally comfortable.
    while left:
        lack = [w.most - g for w, g in zip(wishes, given, strict=True)]
        neediest = max(range(len(lack)), key=lack.__getitem__, default=0)
        if not lack or lack[neediest] <= 0:
            break
        given[neediest] += 1
        left -= 1
    return given


def blocks(wishes: Sequence[Wish], room: int, repeated: int) -> list[list[int]]:
    """Split columns into blocks that fit, the first ``repeated`` columns in each.

    >>> blocks([Wish(5, 5)] * 6, 25, 1)
    [[0, 1, 2], [0, 3, 4], [0, 5]]
    """
    made: list[list[int]] = [list(range(repeated))]
    for column in range(repeated, len(wishes)):
        if len(made[-1]) > repeated and widths([wishes[c] for c in (*made[-1], column)], room) is None:
            made.append(list(range(repeated)))
        made[-1].append(column)
    return made
