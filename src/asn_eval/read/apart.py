"""Reads a workbook in a process of its own, whose death by memory or time is a finding and not the end of the program.

The old binary and OpenDocument formats have no look before parsing, and the parser aborts its process when a used range is
huge. So they are read apart (``child``), under a memory limit where the platform has one.
"""

import pickle
import sys
from dataclasses import dataclass
from pathlib import Path

from asn_eval.read.limits import Limits, Refused, damaged


@dataclass(frozen=True, slots=True)
class Apart:
    """One sheet as the child read it."""

    name: str
    hidden: bool
    columns: tuple[list[object], ...]
    merged: tuple[tuple[int, int, int, int], ...]
    hidden_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the child found: the sheets, or the code that tells why there are none."""

    sheets: tuple[Apart, ...] = ()
    code: str = ""


def read_apart(data: bytes | memoryview, limits: Limits, path: Path) -> tuple[Apart, ...]:
    """Read a workbook in a child process; refuse it when the child dies, runs too long or cannot read it.

    The values come from ``data``; ``path`` is opened again only to learn why it could not be read.
    """
    import subprocess

    # -P: a module that happens to lie in the clerk's folder is not imported in place of ours.
    command = [
        sys.executable,
        "-P",
        "-m",
        "asn_eval.read.child",
        str(limits.child_bytes),
        str(limits.box),
        str(path.absolute()),
    ]
    try:
        run = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=data, capture_output=True, timeout=limits.child_seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refused(code="file-heavy") from None
    # 1: the parser panicked over what it read. Any other: the process was ended for its memory.
    if run.returncode not in {0, 1}:
        raise Refused(code="file-heavy")
    answer: Answer = pickle.loads(run.stdout) if run.returncode == 0 else Answer(code="file-damaged")  # noqa: S301 - our own child's
    if answer.code == "file-damaged":
        raise damaged(part="-")
    if answer.code:
        raise Refused(code=answer.code)
    return answer.sheets
