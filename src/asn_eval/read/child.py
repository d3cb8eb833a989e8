"""The program that ``apart`` starts: a workbook on standard input becomes a pickled Answer on standard output."""

import io
import pickle
import sys

import python_calamine

from asn_eval.read.apart import Answer, Apart
from asn_eval.read.columns import columns_of, trimmed


def main() -> None:
    """Read one workbook; the arguments are the memory limit in bytes and the most cells its used ranges may have."""
    most, box = (int(argument) for argument in sys.argv[1:])
    _limit_memory(most)
    pickle.dump(_answer(sys.stdin.buffer.read(), box), sys.stdout.buffer, protocol=5)


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit: the time limit still holds there.
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(data: bytes, box: int) -> Answer:
    sheets: list[Apart] = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, about in enumerate(book.sheets_metadata):
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(number)
            box -= sheet.total_height * sheet.total_width
            if box < 0:
                return Answer(code="file-heavy")
            ranges = sheet.merged_cell_ranges or ()
            merged = tuple((top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges)
            hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
            sheets.append(Apart(about.name, hidden, trimmed(columns_of(sheet)), merged))
    except python_calamine.PasswordError:
        return Answer(code="file-password")
    except python_calamine.CalamineError:
        return Answer(code="file-damaged")
    except MemoryError:
        return Answer(code="file-heavy")
    return Answer(tuple(sheets))


if __name__ == "__main__":
    main()
