"""Run every command the manual shows and compare (or renew) the output shown below it.

    python docs/replay.py            tells which pages show an output that is not what the program prints
    python docs/replay.py --renew    writes the true outputs into the pages

A block marked ``console`` holds lines that begin with ``$ ``, each followed by what it prints (stderr first, at a width of 100).
A line ``…`` alone stands for any lines in between. ``exit=1`` behind ``console`` is the exit code of the block's last command. All
blocks of a page run one after the other in one fresh folder that holds ``examples`` – a page is a session. Commands other than
``asn-eval`` and ``cd`` are not run here.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.id.md", "docs/panduan.md", "examples/dinas-contoh-bukti/README.md")
GIVEN = ("examples",)
BLOCK = re.compile(r"^```console(?P<settings>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
CUT = "…"


@dataclass(frozen=True)
class Shown:
    """One command of a page, the lines shown below it, and the exit code it should leave with."""

    line: int
    command: str
    output: tuple[str, ...]
    exit_code: int


def shown_in(text: str) -> list[list[Shown]]:
    """Give the commands of each block of a page."""
    blocks = []
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start("body")) + 1
        exit_code = int(match[1]) if (match := re.search(r"exit=(\d+)", block["settings"])) else 0
        lines = block["body"].splitlines()
        starts = [n for n, line in enumerate(lines) if line.startswith("$ ")]
        blocks.append(
            [
                Shown(first + at, lines[at][2:], tuple(lines[at + 1 : end]), exit_code if end == len(lines) else 0)
                for at, end in zip(starts, [*starts[1:], len(lines)], strict=True)
            ]
        )
    return blocks


class Console:
    """A fresh folder in which the commands of one page run, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in GIVEN:
            shutil.copytree(ROOT / name, folder / name)

    def run(self, command: str) -> tuple[int, list[str]]:
        """Run one command line; give its exit code and what it printed."""
        words = shlex.split(command)
        if words[0] == "cd":
            there = (self.folder / words[1]).resolve()
            if not there.is_dir():
                return 1, [f"there is no folder {words[1]}"]
            self.folder = there
            return 0, []
        if words[0] != "asn-eval":
            sys.exit(f"only asn-eval and cd can be shown: {command}")
        kept = {name: value for name, value in os.environ.items() if name not in {"ASN_EVAL_LANG", "NO_COLOR"}}
        done = subprocess.run(  # noqa: S603 - our own program, as the page writes it
            [sys.executable, "-m", "asn_eval", *words[1:]],
            cwd=self.folder,
            env={**kept, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        printed = (done.stderr + done.stdout).decode()
        return done.returncode, [line.rstrip() for line in printed.rstrip().splitlines()]


def same(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Tell whether the lines shown are the lines printed, ``…`` standing for any.

    >>> same(("a", "…", "d"), ["a", "b", "c", "d"]), same(("a", "…"), ["b", "c"]), same((), ["a"])
    (True, False, False)
    """
    pattern = "".join(r"(?:.*\n)*" if line == CUT else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def renewed(shown: tuple[str, ...], printed: list[str]) -> list[str]:
    """Give the true lines, cut where the lines shown were cut.

    >>> renewed(("a", "…", "z"), ["1", "2", "3", "4"])
    ['1', '…', '4']
    """
    if shown.count(CUT) != 1:
        return list(shown) if same(shown, printed) else printed
    before = shown.index(CUT)
    after = len(shown) - before - 1
    if before + after >= len(printed):
        return printed
    return [*printed[:before], CUT, *printed[len(printed) - after :]]


def faults(page: str, folder: Path) -> Iterator[str]:
    """Replay a page and tell every output that is not as shown."""
    console = Console(folder)
    for shown in [one for block in shown_in((ROOT / page).read_text(encoding="utf-8")) for one in block]:
        code, printed = console.run(shown.command)
        if code != shown.exit_code:
            yield f"{page}:{shown.line}: {shown.command}: exit code {code}, not {shown.exit_code}\n" + "\n".join(
                printed
            )
        elif not same(shown.output, printed):
            yield f"{page}:{shown.line}: {shown.command} prints\n" + "\n".join(printed)


def renew(page: str, folder: Path) -> None:
    """Write the true outputs into a page."""
    console, path = Console(folder), ROOT / page
    text = path.read_text(encoding="utf-8")

    def block(match: re.Match[str]) -> str:
        lines: list[str] = []
        for shown in shown_in(match[0])[0]:
            code, printed = console.run(shown.command)
            if code != shown.exit_code:
                sys.exit(
                    f"{page}: {shown.command}: exit code {code}, not {shown.exit_code}; nothing is renewed\n{printed}"
                )
            lines += [f"$ {shown.command}", *renewed(shown.output, printed)]
        return f"```console{match['settings']}\n" + "".join(f"{line}\n" for line in lines) + "```"

    path.write_text(BLOCK.sub(block, text), encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Replay (or renew) every page."""
    told = []
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            if "--renew" in arguments:
                renew(page, Path(folder))
            else:
                told += list(faults(page, Path(folder)))
    sys.stderr.writelines(f"{line}\n" for line in told)
    return bool(told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
