"""Headings of feedback forms: seven values of BerAKHLAK, or 21 panduan perilaku in many guises, each found or told.

A panduan may stand as its number (P4), as its text with or without a number, below the heading of its value with a number of its own
(1, 2, 3), behind it in brackets as survey forms export it – or as nothing but one of three columns below a merged value.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from asn_eval.check.cells import is_blank, tidy, typed
from asn_eval.check.headings import Columns, Vocabulary, joined, key_of, likeness
from asn_eval.check.label_block import without_number
from asn_eval.check.layouts import Titles, top_texts
from asn_eval.read.sheet import Sheet
from asn_eval.rules.panduan import PANDUAN, PER_VALUE, VALUES, guides_of

KIND: Final = "feedback"
ALIKE: Final = 0.75
_BRACKETS = re.compile(r"(?P<above>[^\[\]]*?)\s*[\[](?P<below>[^\[\]]+)\]\s*$")
_NUMBER = re.compile(
    r"(?:p|no|butir|panduan|perilaku|pertanyaan|item)?[\s.]*[(\[]?([0-9]{1,2}|[a-c])[)\].]*$", re.IGNORECASE
)
_SCORES = frozenset({"nilai", "skor", "angka", "score"})
_VALUE_OF: Final[Mapping[str, str]] = {
    **{key_of(heading): value for value, heading in VALUES.items()},
    **{key_of(value): value for value in VALUES},
}
_GUIDE_OF: Final[Mapping[str, int]] = {key_of(text): n for n, text in enumerate(PANDUAN, 1)}


class Meaning(NamedTuple):
    """What a heading stands for: a value, a panduan of it (0 = the value itself, or nothing known below it), and what is wrong.

    ``unread`` tells that a value stands above something that is none of its panduan; ``elsewhere`` is the value a panduan is of that
    stands below another one.
    """

    value: str = ""
    guide: int = 0
    unread: bool = False
    elsewhere: str = ""


def meaning_of(parts: Sequence[str]) -> Meaning:
    """Tell what the parts of a heading, from the top, stand for.

    >>> meaning_of(["Akuntabel", "2."]).guide, meaning_of(["16. Cepat menyesuaikan diri menghadapi perubahan"]).value
    (5, 'adaptif')
    """
    if len(parts) == 1 and (match := _BRACKETS.match(parts[0])):
        parts = (match["above"], match["below"])
    parts = [part for part in parts if part]
    if not parts:
        return Meaning()
    last, value = parts[-1], next((v for part in parts if (v := _value_of(part))), "")
    guide = _GUIDE_OF.get(key_of(last)) or _GUIDE_OF.get(key_of(without_number(last)), 0)
    if guide:
        own = list(VALUES)[(guide - 1) // PER_VALUE]
        return Meaning(own, guide, elsewhere=own if value and value != own else "")
    if not value or _value_of(last) or key_of(last) in _SCORES:
        return Meaning(value)
    return _numbered(value, last)


def _value_of(part: str) -> str:
    return _VALUE_OF.get(key_of(part)) or _VALUE_OF.get(key_of(without_number(part)), "")


def _numbered(value: str, text: str) -> Meaning:
    match = _NUMBER.match(tidy(text))
    if not match:
        return Meaning(value, unread=True)
    number = int(match[1]) if match[1].isdigit() else "abc".index(match[1].lower()) + 1
    mine = guides_of(value)
    if number in mine:
        return Meaning(value, number)
    if 1 <= number <= PER_VALUE:
        return Meaning(value, mine[number - 1])
    own = list(VALUES)[(number - 1) // PER_VALUE] if 1 <= number <= len(PANDUAN) else ""
    return Meaning(value, unread=not own, elsewhere=own)


def columns_of(
    sheet: Sheet, kind: str, row: int, titles: Titles, vocabulary: Vocabulary
) -> tuple[int, Titles, Columns]:
    """Give the last row of a header, its headings, and which column holds which field; headings of feedback are read first."""
    if kind != KIND:
        return row, titles, vocabulary.columns(titles)
    row, titles, known = guided(sheet, row, titles, vocabulary)
    columns = vocabulary.columns(known)
    headings = {target: joined(titles[column - 1]) for target, column in columns.columns.items()}
    return row, titles, replace(columns, headings=headings)


def guided(sheet: Sheet, row: int, titles: Titles, vocabulary: Vocabulary) -> tuple[int, Titles, Titles]:
    """Give the last row of the header, the headings as they stand, and as the vocabulary knows them, of a sheet of feedback.

    Where a row of numbers or texts divides the values further – below the header, or the values above it – it is taken in.
    """
    texts: dict[tuple[int, int], str] = {(r, c): text for r, c, text in top_texts(sheet) if row - 2 <= r <= row + 1}
    titles = tuple(_with_above(parts, texts.get((row - 1, c), "")) for c, parts in enumerate(titles, 1))
    below = _below(sheet, row, titles)
    if below:
        row += 1
        titles = tuple((*parts, below[c]) if c in below else parts for c, parts in enumerate(titles, 1))
    known = [parts if _mapped(parts, vocabulary) else _canonical(parts) for parts in titles]
    known = _raters_apart(known, vocabulary)
    for value in VALUES:
        alike = [c for c, parts in enumerate(titles) if known[c] == (VALUES[value],) and not _mapped(parts, vocabulary)]
        if len(alike) == PER_VALUE and alike[-1] - alike[0] == PER_VALUE - 1:
            for column, guide in zip(alike, guides_of(value), strict=True):
                known[column] = (f"P{guide}",)
    return row, titles, tuple(known)


def _raters_apart(known: list[tuple[str, ...]], vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Leave the NIP and name to the person rated where a form says so; a bare NIP or name beside them is the rater's."""
    rated = {field: rf"{field}\w*dinilai" for field in ("nip", "nama")}
    made = list(known)
    for field, pattern in rated.items():
        mine = [c for c, parts in enumerate(known) if parts and re.fullmatch(pattern, key_of(parts[-1]))]
        if not mine:
            continue
        made[mine[0]] = ("NIP yang Dinilai",) if field == "nip" else ("Nama",)
        for column, parts in enumerate(known):
            if column not in mine and vocabulary.target_of_parts(parts) == field and not _mapped(parts, vocabulary):
                made[column] = (f"{field.upper() if field == 'nip' else 'Nama'} Penilai",)
    return made


def _with_above(parts: Sequence[str], above: str) -> tuple[str, ...]:
    # A number alone says nothing; the value may stand in the row above the one that names the NIP.
    alone = len(parts) == 1 and not meaning_of(parts).value and _value_of(above) and above not in parts
    return (above, *parts) if alone else tuple(parts)


def _below(sheet: Sheet, row: int, titles: Titles) -> dict[int, str]:
    """Give by column what stands in the row below the header, where that only divides values with several columns."""
    over: dict[str, list[int]] = {}
    for column, parts in enumerate(titles, 1):
        meaning = meaning_of(parts)
        if meaning.value and not meaning.guide and not meaning.unread:
            over.setdefault(meaning.value, []).append(column)
    several = [columns for columns in over.values() if len(columns) > 1]
    if not several or row >= sheet.rows:
        return {}
    cells = {c: _heading(v) for c, values in enumerate(sheet.columns, 1) if not is_blank(v := values[row])}
    if not set(cells) <= {column for columns in several for column in columns} or not all(cells.values()):
        return {}
    groups = [[cells[c] for c in columns if c in cells] for columns in several]
    numbers = [text for group in groups for text in group if text.isdigit()]
    running = numbers == [str(n) for n in range(1, len(numbers) + 1)]
    of_each = all(group == [str(n) for n in range(1, len(group) + 1)] for group in groups)
    distinct = all(len(set(group)) == len(group) for group in groups)
    return cells if cells and distinct and (not numbers or running or of_each) else {}


def _heading(value: object) -> str:
    """Give a cell as a heading: its text, or a whole number of a list; ``""`` for anything else."""
    if isinstance(value, str):
        return tidy(value)
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value in range(1, len(PANDUAN) + 1)
    return typed(int(value)) if whole else ""  # type: ignore[call-overload]


def _mapped(parts: Sequence[str], vocabulary: Vocabulary) -> bool:
    return bool(parts) and (vocabulary.is_mapped(parts[-1]) or vocabulary.is_mapped(joined(parts)))


def _canonical(parts: Sequence[str]) -> tuple[str, ...]:
    meaning = meaning_of(parts)
    if meaning.elsewhere:
        return ()  # told as what it is, and as nothing else
    if meaning.unread:
        # As one text nobody knows, so that its last part is not taken for a column of its own.
        return (joined(parts),)
    if meaning.guide:
        return (f"P{meaning.guide}",)
    return (VALUES[meaning.value],) if meaning.value else tuple(parts)


def resembles(heading: str) -> bool:
    """Tell whether a heading is near the text of some panduan without being it."""
    return any(likeness(text, without_number(heading)) >= ALIKE for text in PANDUAN)
