"""Hostile and broken files: one finding each, in a process that survives them all, within bounds of time and memory."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from asn_eval.findings import Finding
from asn_eval.read.limits import Limits, Refused
from asn_eval.read.package import Tally, inflate, parts_of
from asn_eval.read.sheet import Book
from asn_eval.read.workbook import read_book
from hostile import FAR_CELLS, FILES, HARMLESS, ROWS, sheet_xml, with_sheet
from oldbooks import ods_cell, write_ods
from workbooks import Error, Formula, Pct, parts, write_xlsx

# Reads the files named on standard input and tells each result at once, so that a death is blamed on the right file.
READER = """
import json, sys
from pathlib import Path
from asn_eval.read.limits import Limits
from asn_eval.read.workbook import read_book
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
except ImportError:
    pass
for line in sys.stdin:
    found = read_book(Path(line.strip()), limits=Limits(child_seconds=30.0, child_bytes=1 << 30))
    print(json.dumps([getattr(found, "code", ""), str(getattr(found, "place", ""))]), flush=True)
"""


def read_in_a_process_of_its_own(paths: list[Path]) -> list[tuple[str, str]]:
    results: list[tuple[str, str]] = []
    while len(results) < len(paths):
        run = subprocess.run(
            [sys.executable, "-c", READER],
            input="".join(f"{path}\n" for path in paths[len(results) :]),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        results += [tuple(json.loads(line)) for line in run.stdout.splitlines()]
        if len(results) < len(paths):
            results.append((f"died: {run.stderr[-300:]}", ""))
    return results


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    folder = tmp_path_factory.mktemp("hostile")
    everything = {**{how: writer for how, (writer, _) in FILES.items()}, **HARMLESS}
    paths = [writer(folder / f"{number}.xlsx") for number, writer in enumerate(everything.values())]
    return dict(zip(everything, read_in_a_process_of_its_own(paths), strict=True))


@pytest.mark.parametrize("how", FILES)
def test_a_hostile_or_broken_file_gives_one_finding(outcomes: dict[str, tuple[str, str]], how: str) -> None:
    assert outcomes[how][0] == FILES[how][1]


@pytest.mark.parametrize("how", HARMLESS)
def test_what_only_looks_dangerous_is_read(outcomes: dict[str, tuple[str, str]], how: str) -> None:
    assert outcomes[how][0] == ""


@pytest.mark.parametrize(
    "how", [h for h in FAR_CELLS if h not in {"one sheet listed a hundred times", "a reference beyond every sheet"}]
)
def test_a_far_cell_is_named_by_its_address(outcomes: dict[str, tuple[str, str]], how: str) -> None:
    place = outcomes[f"far cell: {how}"][1]
    sheet, _, cell = place.partition(":")[2].partition("!")
    assert sheet == ("Kedua" if how == "on the second sheet" else "Pegawai")
    far = {
        "a row beyond every sheet": "B9999999",
        "UTF-16 and a row beyond every sheet": "B9999999",
        "two cells far apart, one down and one right": "A1048576",
    }
    assert cell == far.get(how, "XFD1048576")


def test_a_wrong_checksum_is_found_before_the_parser_sees_the_part(outcomes: dict[str, tuple[str, str]]) -> None:
    assert outcomes["a digit that is not what was written"][1].endswith(".xlsx:Pegawai")


def test_a_bomb_is_stopped_while_it_inflates(tmp_path: Path) -> None:
    spaces = sheet_xml(" " * 6_000_000)
    path = with_sheet(spaces)(tmp_path / "a.xlsx")
    assert _code(read_book(path, limits=Limits(ratio_from=1_000_000))) == "file-bomb"
    assert isinstance(read_book(path), Book)
    assert _code(read_book(path, limits=Limits(part_bytes=5_000_000))) == "file-bomb"
    assert _code(read_book(path, limits=Limits(total_bytes=5_000_000))) == "file-bomb"


def test_a_bomb_is_never_inflated_further_than_its_limit(tmp_path: Path) -> None:
    path = with_sheet(sheet_xml(" " * 30_000_000))(tmp_path / "a.xlsx")
    limits = Limits(part_bytes=2_000_000)
    part = parts_of(path.read_bytes(), limits)["xl/worksheets/sheet1.xml"]
    sizes: list[int] = []
    with pytest.raises(Refused, match="file-bomb"):
        sizes.extend(map(len, inflate(part, Tally(limits))))
    assert 0 < sum(sizes) <= 2_000_000


def test_other_bounds_hold(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {f"S{n}": [*ROWS, ["x" * 300]] for n in range(5)})
    assert _code(read_book(path, limits=Limits(sheets=4))) == "file-bomb"
    assert _code(read_book(path, limits=Limits(entries=4))) == "file-bomb"
    assert _code(read_book(path, limits=Limits(small_part_bytes=400))) == "file-bomb"
    odd = write_xlsx(tmp_path / "b.xlsx", {"S": ROWS}, prefix="x")
    assert _code(read_book(odd, limits=Limits(rewritten_bytes=100))) == "file-odd"
    assert _code(read_book(odd, limits=Limits(rewritten_bytes=100, ratio_from=100, ratio=1))) == "file-bomb"
    assert isinstance(read_book(path, limits=Limits(sheets=5)), Book)


def test_the_box_is_measured_exactly_before_a_sheet_is_refused(tmp_path: Path) -> None:
    rows: list[list[object]] = [[1.0, 2.0] for _ in range(300)]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows})
    assert isinstance(read_book(path, limits=Limits(box=600)), Book)
    found = read_book(path, limits=Limits(box=599))
    assert isinstance(found, Finding)
    assert str(found.place) == "a.xlsx:S!B300"


def test_one_long_text_in_every_cell_is_left_to_a_child(tmp_path: Path) -> None:
    rows: list[list[object]] = [["x" * 5_000, Pct(0.5), Error("#N/A"), Formula("A1")] for _ in range(50)]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows})
    here = read_book(path)
    apart = read_book(path, limits=Limits(text_bytes=1_000_000))
    assert here == apart
    assert isinstance(apart, Book)
    assert [type(column[7]).__name__ for column in apart.sheets[0].columns] == [
        "str", "Percent", "ErrorCell", "UncachedFormula",
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a process's memory")
def test_the_death_of_a_child_is_a_finding(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": [["x" * 30_000] for _ in range(10_000)]})
    assert _code(read_book(path, limits=Limits(text_bytes=1, child_bytes=200 << 20))) == "file-heavy"


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    repeated = f'<table:table-row table:number-rows-repeated="9000">{ods_cell("x", 9000)}</table:table-row>'
    path = write_ods(tmp_path / "a.ods", {"S": ROWS}, repeated)
    assert _code(read_book(path, limits=Limits(child_seconds=0.01))) == "file-heavy"


PIECES = [
    b"<",
    b">",
    b'"',
    b"&",
    b"<c ",
    b"</c>",
    b"<row ",
    b'r="XFD1048576"',
    b"<!--",
    b"<![CDATA[",
    b"x:",
    b"\0",
    b't="e"',
    b"/>",
]


@pytest.mark.parametrize("seed", range(60))
def test_a_workbook_spoilt_at_random_never_raises(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same spoilt files each time
    rows: list[list[object]] = [
        ["NIP", "Nama"],
        ["198503152010011001", Error("#REF!"), Formula("A1"), Pct(0.5), 3.5],
    ] * 9
    name, content = chance.choice(list(parts({"S": rows}).items()))
    spoilt = bytearray(content)
    for _ in range(3):
        place = chance.randrange(len(spoilt))
        spoilt[place : place + chance.choice((0, 0, 1, 9))] = chance.choice(PIECES)
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows}, replace={name: bytes(spoilt)})
    assert isinstance(read_book(path), Book | Finding)
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    assert isinstance(read_book(path), Book | Finding)


def _code(found: Book | Finding) -> str:
    return found.code if isinstance(found, Finding) else ""
