"""How large and how odd a file may be before it is refused, and the refusal itself."""

from dataclasses import dataclass

from asn_eval.findings import Finding, Place, column_letters

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one file: sizes in bytes, times in seconds, ``box`` in cells of all used ranges together.

    One million honest rows of 22 columns are about 780 MB of sheet XML at a ratio of 7; bombs have a ratio near 1000.
    """

    file_bytes: int = 512 << 20
    entries: int = 20_000
    part_bytes: int = 1 << 30
    total_bytes: int = 2 << 30
    ratio: int = 200
    ratio_from: int = 50_000_000
    small_part_bytes: int = 32 << 20
    rewritten_bytes: int = 256 << 20
    row_bytes: int = 32 << 20
    box: int = 60_000_000
    sheets: int = 1_000
    text_bytes: int = 8 << 30
    child_seconds: float = 120.0
    child_bytes: int = 3 << 30


LIMITS = Limits()


class Refused(Exception):  # noqa: N818 - a file is refused, which is not an error of ours
    """A file that is not read, with the code and values of the finding; it never leaves the room ``read``."""

    def __init__(self, code: str, sheet: str = "", row: int = 0, column: int = 0, **values: str) -> None:
        """Keep what the finding will say."""
        super().__init__(code)
        self.code, self.values = code, values
        self.sheet, self.row, self.column = sheet, row, column

    def finding(self, file: str) -> Finding:
        """Give the finding about a file, under the name people see."""
        return Finding(self.code, Place(file, self.sheet, self.row, self.column), self.values)


def damaged(part: str) -> Refused:
    """Say that a part of the file cannot be read as it stands."""
    return Refused(code="file-damaged", part=part)


def too_far(row: int, column: int) -> Refused:
    """Say that a cell lies so far away that the used range no longer fits."""
    return Refused(code="cell-far", row=row, column=column, cell=f"{column_letters(column)}{row}")
