"""Each kind of records with every bad input an office can produce: the full list of messages, the exit code, and no result."""

from pathlib import Path

import pytest

from asn_eval.cli.run import run
from bad_workbooks import FOLDER, cases, printed, written

DAY = "2026-12-31"
KINDS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("case", [*cases(*KINDS)])
def test_every_bad_input_is_told_with_its_cell_and_remedy(
    case: dict[str, object], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    books = written(tmp_path, case)
    code, told = printed(books, capfdbinary, str(case.get("day", DAY)))
    assert told == str(case["told"]).splitlines()
    wrong = any(line.startswith("GALAT") for line in told)
    assert code == (1 if wrong else 0)
    # What check finds, score refuses.
    assert run(["score", *books, "--day", str(case.get("day", DAY))]) == code
    assert (b"Peringkat pegawai" in capfdbinary.readouterr().out) is not wrong
