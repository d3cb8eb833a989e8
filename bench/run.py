"""Measure asn-eval as a whole process against the yardsticks, and write docs/performance.md.

    python bench/run.py                      every size, every limit, docs/performance.md
    python bench/run.py 1000 20000           these sizes only; the table is printed, nothing is written

Programs take turns, so that a busy minute of the machine falls on all of them. Told are medians of wall time, CPU time (with child
processes) and peak memory (resident, of all processes together). Ends with exit code 1 when a limit is exceeded.
"""

import argparse
import hashlib
import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median

from evidence import COMPLAINTS, DAYS, PEOPLE, RULES, workbooks
from make_roster import roster, write

HERE = Path(__file__).parent
OUT = HERE / "out"
REPORT = HERE.parent / "docs/performance.md"
PROGRAM = Path(sys.executable).with_name("asn-eval")
PAGE = os.sysconf("SC_PAGE_SIZE")
MEGA = 1_000_000


@dataclass(frozen=True)
class Size:
    """How a roster of so many rows is measured: how often, against which yardsticks, and what it may cost."""

    rows: int
    runs: int
    memory: int
    times_naive: float | None = None
    times_floor: float | None = None


SIZES = (
    Size(1_000, 7, 100, times_naive=0.5),
    Size(20_000, 5, 250, times_naive=0.2),
    Size(100_000, 3, 800, times_naive=0.15),
    Size(1_000_000, 3, 3_500, times_floor=4.0),
)
# Measuring from records, from .xlsx to a formatted .xlsx: seconds and megabytes at most.
RECORDS_WALL, RECORDS_MEMORY, RECORDS_RUNS = 10.0, 500, 3
# Cost per row at the largest size against the size before it, and the time for --help in seconds.
GROWTH, HELP = 1.3, 0.2


@dataclass(frozen=True)
class Run:
    """What one process took: seconds, seconds, bytes."""

    wall: float
    cpu: float
    memory: float


@dataclass
class Check:
    """One limit and what was measured."""

    name: str
    found: float
    limit: float
    unit: str

    @property
    def kept(self) -> bool:
        return self.found <= self.limit

    def __str__(self) -> str:
        said = f"{self.name} | {self.found:.2f}{self.unit} | {self.limit:g}{self.unit}"
        return f"{said} | {'yes' if self.kept else '**no**'}"


@dataclass
class Results:
    """Medians by size and program, and the limits checked."""

    runs: dict[int, dict[str, Run]] = field(default_factory=dict)
    records: Run | None = None
    checks: list[Check] = field(default_factory=list)


def measured(command: Sequence[str | Path]) -> Run:
    """Run a command to its end."""
    start = time.perf_counter()
    with (OUT / "messages.txt").open("wb") as messages:
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=messages)
    watch = Watch(process.pid)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.stop()
    if process.returncode:
        sys.exit(f"{command}\n{(OUT / 'messages.txt').read_text()}")
    return Run(wall, used.ru_utime + used.ru_stime, max(used.ru_maxrss * 1024, watch.peak))


class Watch(threading.Thread):
    """Looks now and then at what a process and its children hold together: the kernel's own peak is of one process only."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.over.wait(0.05):
            self.peak = max(self.peak, held(self.pid))

    def stop(self) -> None:
        self.over.set()
        self.join()


def held(pid: int) -> int:
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return own + sum(held(int(child)) for child in children)


def roster_of(rows: int) -> Path:
    path = OUT / f"{rows}.xlsx"
    if not path.exists():
        write(roster(rows, 7), path)
    return path


def measure(size: Size) -> dict[str, Run]:
    """Let the programs take turns on one roster."""
    path, target = roster_of(size.rows), OUT / "hasil.xlsx"
    commands: dict[str, list[str | Path]] = {
        "asn-eval": [PROGRAM, "score", path, "-i", HERE / "indicators.yaml", "-o", target]
    }
    if size.times_naive is not None:
        commands["naive"] = [sys.executable, HERE / "naive.py", path, target]
    commands["floor"] = [sys.executable, HERE / "floor.py", path, target]
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    written = set()
    for _ in range(size.runs):
        for name, command in commands.items():
            for old in OUT.glob("hasil*"):
                old.unlink()
            taken[name].append(measured(command))
            if name == "asn-eval":
                written.add(hashlib.sha256(target.read_bytes()).hexdigest())
    if len(written) > 1:
        sys.exit(f"{size.rows} rows: the same inputs did not give the same bytes")
    return {
        name: Run(*(median(getattr(run, what) for run in runs) for what in ("wall", "cpu", "memory")))
        for name, runs in taken.items()
    }


def measured_records() -> Run:
    """Measure indicators from attendance and complaints kept by an office."""
    target = OUT / "hasil.xlsx"
    command: list[str | Path] = [PROGRAM, "score", *workbooks(), "-i", RULES, "-q", "-o", target]
    taken = []
    for _ in range(RECORDS_RUNS):
        for old in OUT.glob("hasil*"):
            old.unlink()
        taken.append(measured(command))
    return Run(*(median(getattr(run, what) for run in taken) for what in ("wall", "cpu", "memory")))


def limits(size: Size, runs: Mapping[str, Run]) -> list[Check]:
    ours, rows = runs["asn-eval"], f"{size.rows:,} rows"
    checks = [Check(f"{rows}: peak memory", ours.memory / MEGA, size.memory, " MB")]
    if size.times_naive is not None:
        checks.append(Check(f"{rows}: wall time ÷ naive", ours.wall / runs["naive"].wall, size.times_naive, " ×"))
    if size.times_floor is not None:
        checks.append(Check(f"{rows}: wall time ÷ floor", ours.wall / runs["floor"].wall, size.times_floor, " ×"))
    return checks


def everything(sizes: Sequence[Size]) -> Results:
    results = Results()
    results.records = records = measured_records()
    results.checks += [
        Check("measuring from records: wall time", records.wall, RECORDS_WALL, " s"),
        Check("measuring from records: peak memory", records.memory / MEGA, RECORDS_MEMORY, " MB"),
    ]
    hello = [measured([PROGRAM, "--help"]).wall for _ in range(11)]
    results.checks.append(Check("`asn-eval --help`: wall time", median(hello), HELP, " s"))
    for size in sizes:
        results.runs[size.rows] = measure(size)
        results.checks += limits(size, results.runs[size.rows])
        print(f"{size.rows:,} rows measured", file=sys.stderr)
    if {100_000, 1_000_000} <= results.runs.keys():
        row = {rows: results.runs[rows]["asn-eval"].wall / rows for rows in (100_000, 1_000_000)}
        growth = row[1_000_000] / row[100_000]
        results.checks.append(Check("time per row at 1,000,000 ÷ that at 100,000", growth, GROWTH, " ×"))
    return results


def report(results: Results) -> str:
    lines = [heading(), "| rows | program | wall, s | CPU, s | peak memory, MB |", "|--:|---|--:|--:|--:|"]
    for rows, runs in results.runs.items():
        lines += [
            f"| {rows:,} | {name} | {run.wall:.2f} | {run.cpu:.2f} | {run.memory / MEGA:.0f} |"
            for name, run in runs.items()
        ]
    if results.records:
        lines += ["", *records_section(results.records)]
    lines += ["", "## Limits", "", "| limit | measured | at most | kept |", "|---|--:|--:|---|"]
    lines += [f"| {check} |" for check in results.checks]
    return "\n".join(lines) + "\n"


def records_section(run: Run) -> list[str]:
    return [
        "## Measuring from records",
        "",
        f"{PEOPLE:,} people, {PEOPLE * DAYS:,} attendance-days as a fingerprint machine exports them and {COMPLAINTS:,} complaints",
        "(`bench/evidence.py`, `bench/evidence.yaml`): share of days attended, minutes late, median time to the first response in working",
        "hours, share settled within the limit of its class. From three .xlsx files to a formatted .xlsx result.",
        "",
        "| program | wall, s | CPU, s | peak memory, MB |",
        "|---|--:|--:|--:|",
        f"| asn-eval | {run.wall:.2f} | {run.cpu:.2f} | {run.memory / MEGA:.0f} |",
    ]


def heading() -> str:
    names = ("numpy", "python-calamine", "openpyxl", "pandas", "XlsxWriter")
    memory = os.sysconf("SC_PHYS_PAGES") * PAGE / 1e9
    return f"""# Performance

Written by `python bench/run.py`; run it to measure another machine. Each line is the median of several whole processes, from an
.xlsx roster of 22 columns to a formatted .xlsx result: start, reading, checks, scoring, ranking, writing.
No awards: the yardstick has none.

- **asn-eval**: `asn-eval score ROSTER -o hasil.xlsx` with `bench/indicators.yaml`.
- **naive** (`bench/naive.py`): what an office's own script does with pandas and openpyxl: no checks, no reasons, one plain sheet.
- **floor** (`bench/floor.py`): only inflates the workbook, looks at every byte once and deflates as many bytes again.

Two runs on the same roster wrote the same bytes. Machine: {os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, \
{platform.system()}, Python {platform.python_version()}, {", ".join(f"{name} {version(name)}" for name in names)}.
"""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("rows", nargs="*", type=int, help="sizes to measure (default: all, and write the report)")
    told = ask.parse_args()
    OUT.mkdir(exist_ok=True)
    results = everything([size for size in SIZES if size.rows in (told.rows or [s.rows for s in SIZES])])
    text = report(results)
    print(text)
    if not told.rows:
        REPORT.write_text(text, encoding="utf-8")
    for old in OUT.glob("hasil*"):
        old.unlink()
    sys.exit(not all(check.kept for check in results.checks))


if __name__ == "__main__":
    main()
