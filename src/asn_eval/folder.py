"""Which files of a folder are workbooks to evaluate, and under which names their results stand in the folder for results.

In: a folder. Out: files in a fixed order, result paths, or Findings. Never: a look inside a workbook.
"""

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from asn_eval.batch import RESULT, SUMMARY, printable
from asn_eval.findings import Finding, Place

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
# What some systems forbid in a file name.
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
# Bytes of a stem that are kept: with its ending a file name may have 255.
_LONGEST = 200
# Things that were not read, named in the message; the rest is counted.
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Held:
    """What a folder holds: the workbooks sorted by name, and what was found about the folder itself."""

    workbooks: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()


def held_in(folder: Path, results: Path, rulebook: str) -> Held:
    """List the workbooks directly in a folder; lock files, hidden files, the rulebook and our own summaries are passed over.

    ``results`` is the folder for results, which may lie inside. Whatever else is there is told in one finding.
    """
    place = Place(str(folder))
    try:
        entries = sorted(folder.iterdir(), key=lambda path: _as_listed(path.name))
    except FileNotFoundError:
        return Held((), (Finding("batch-folder-missing", place),))
    except NotADirectoryError:
        return Held((), (Finding("batch-not-folder", place),))
    except OSError:
        return Held((), (Finding("batch-folder-denied", place),))
    workbooks: list[Path] = []
    others: list[str] = []
    for path in entries:
        if path.name.startswith((".", "~$")) or path.name == rulebook:
            continue
        if path.is_dir():
            others += [] if path.resolve() == results.resolve() else [f"{path.name}/"]
        elif path.suffix.lower() not in SUFFIXES:
            others.append(path.name)
        elif not path.name.startswith(SUMMARY):
            workbooks.append(path)
    told = [] if workbooks else [Finding("batch-empty", place)]
    if others:
        names = ", ".join(others[:_NAMED]) + (" …" if len(others) > _NAMED else "")
        told.append(Finding("batch-ignored", place, {"count": str(len(others)), "names": names}))
    return Held(tuple(workbooks), tuple(told))


def _as_listed(name: str) -> tuple[list[str | int], str]:
    """Sort names as file managers do: whatever the case, and "bidang 2" before "bidang 10"."""
    parts = re.split(r"(\d+)", name.casefold())
    return [int(part) if number % 2 else part for number, part in enumerate(parts)], name


def ready(results: Path, folder: Path) -> Finding | None:
    """Make the folder for results; give a Finding when it cannot be one. Only the last folder of the path is made."""
    place = Place(str(results))
    if results.resolve() == folder.resolve():
        return Finding("batch-output-same", place)
    try:
        results.mkdir(exist_ok=True)
    except FileExistsError:
        return Finding("batch-output-file", place)
    except FileNotFoundError:
        return Finding("output-folder-missing", place, {"folder": str(results.parent)})
    except OSError:
        return Finding("output-not-permitted", place, {"folder": str(results.parent)})
    if not os.access(results, os.W_OK | os.X_OK):
        return Finding("output-not-permitted", place, {"folder": str(results)})
    return None


def result_names(workbooks: Sequence[Path]) -> tuple[str, ...]:
    """Name a result after each workbook: ``a.xlsx`` → ``a-hasil.xlsx``; the ending comes in where two share a stem.

    >>> result_names([Path("a.csv"), Path("a.xlsx"), Path("b.xlsx")])
    ('a-csv-hasil.xlsx', 'a-xlsx-hasil.xlsx', 'b-hasil.xlsx')
    """
    stems = [_safe(path.stem) for path in workbooks]
    shared = Counter(stem.casefold() for stem in stems)
    taken: set[str] = set()
    names: list[str] = []
    for path, stem in zip(workbooks, stems, strict=True):
        wanted = f"{stem}-{path.suffix[1:].lower()}" if shared[stem.casefold()] > 1 else stem
        name, number = f"{wanted}{RESULT}.xlsx", 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted}-{number}{RESULT}.xlsx"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _safe(stem: str) -> str:
    plain = printable(stem, "_").translate(_FORBIDDEN)
    return plain.encode()[:_LONGEST].decode(errors="ignore").strip(" ") or "_"


def summary_path(results: Path, *, force: bool) -> Path:
    """Name the summary; an older one is kept and the new one numbered, unless it may be replaced."""
    path, number = results / f"{SUMMARY}.xlsx", 1
    while os.path.lexists(path) and not force:
        number += 1
        path = results / f"{SUMMARY}-{number}.xlsx"
    return path
