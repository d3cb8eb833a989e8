"""The program that ``apart`` starts: a workbook on standard input becomes a pickled Answer on standard output."""

import io
import pickle
import struct
import sys
import zipfile
import zlib
from xml.parsers import expat

import python_calamine

from asn_eval.read.apart import Answer, Apart
from asn_eval.read.biff import looks_of_xls
from asn_eval.read.columns import columns_of, trimmed
from asn_eval.read.looks import Look
from asn_eval.read.marks import marked
from asn_eval.read.opendocument import looks_of_ods


def main() -> None:
    """Read one workbook; the arguments are the memory limit in bytes, the most cells its used ranges may have, and its path."""
    most, box, path = sys.argv[1:]
    _limit_memory(int(most))
    try:
        answer = pickle.dumps(_answer(sys.stdin.buffer.read(), int(box), path), protocol=5)
    except MemoryError:
        answer = pickle.dumps(Answer(code="file-heavy"))
    sys.stdout.buffer.write(answer)


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit: the time limit still holds there.
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(data: bytes, box: int, path: str) -> Answer:
    sheets: list[Apart] = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        looks = _looks(data)
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
            columns, look = columns_of(sheet), looks.get(about.name, Look())
            marked(columns, look.marks)
            merged = merged or tuple(look.merged)
            sheets.append(Apart(about.name, hidden, trimmed(columns), merged, frozenset(look.hidden_rows)))
    except (python_calamine.CalamineError, OSError) as error:
        return Answer(code=_code(error, path))
    return Answer(tuple(sheets))


def _looks(data: bytes) -> dict[str, Look]:
    """Give what the parser would lose, for the formats that have a look of their own."""
    try:
        if data.startswith(b"\xd0\xcf"):
            return looks_of_xls(data)
        return looks_of_ods(data)
    except (
        struct.error,
        zlib.error,
        LookupError,
        ValueError,
        NotImplementedError,
        zipfile.BadZipFile,
        expat.ExpatError,
    ):
        return {}  # no such part, or one the parser itself will complain about


def _code(error: Exception, path: str) -> str:
    """Tell why a workbook could not be read; of bytes the parser only says that no format fits, of a file it knows more."""
    if "detect" in str(error):
        try:
            python_calamine.CalamineWorkbook.from_path(path)
        except (python_calamine.CalamineError, OSError) as reason:
            error = reason
    if isinstance(error, python_calamine.PasswordError):
        return "file-password"
    return "file-heavy" if "limit exceeded" in str(error) else "file-damaged"


if __name__ == "__main__":
    main()
