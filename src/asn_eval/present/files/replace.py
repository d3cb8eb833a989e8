"""Writing a file without ever leaving half of one, losing an older one unasked, or losing the work.

A result is written to a temporary file in the same folder and takes its name only when it is whole. What the person at the
keyboard can put right is a Finding; nothing is raised for it.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from asn_eval.findings import Finding, Place

_FULL = {errno.ENOSPC, errno.EDQUOT}


def refusal(path: Path, *, force: bool = False, inputs: Iterable[Path] = ()) -> Finding | None:
    """Tell beforehand why a result may not be written here; None = nothing against it.

    An existing file needs ``force``; one of the ``inputs`` is refused even then.
    """
    try:
        code = _objection(path, force=force, inputs=inputs)
    except OSError as problem:  # a folder that may not be looked into, a name too long for the system
        return _failure(problem, path)
    return _finding(code, path, folder=str(path.parent), example=str(path / "hasil.xlsx")) if code else None


def _objection(path: Path, *, force: bool, inputs: Iterable[Path]) -> str:
    code = ""
    if any(_same(path, source) for source in inputs):
        code = "output-is-input"
    elif path.is_dir():
        code = "output-is-folder"
    elif not path.parent.is_dir():
        code = "output-folder-missing"
    elif path.exists() and not path.is_file():
        code = "output-special"
    elif os.path.lexists(path) and not force:
        code = "output-exists"
    elif not os.access(path.parent, os.W_OK | os.X_OK):
        code = "output-not-permitted"
    return code


def write_file(
    path: Path,
    write: Callable[[BinaryIO], Sequence[Finding]],
    *,
    now: datetime,
    force: bool = False,
    inputs: Iterable[Path] = (),
) -> tuple[Finding, ...]:
    """Let ``write`` make the file ``path``, wholly or not at all; give its findings and our own.

    ``write`` gets a binary file it may seek in. When it gives an error, nothing is put in place. Where the finished file cannot
    take its name because another program holds the old one open, it is kept beside it under a name with the time ``now``.
    """
    inputs = tuple(inputs)
    refused = refusal(path, force=force, inputs=inputs)
    if refused:
        return (refused,)
    temporary = None
    try:
        temporary, file = _temporary(path.parent)
        with file:
            found = tuple(write(file))
            file.flush()
            if path.exists():
                # An older result is about to go: the new one must be on the disk before, whatever happens to the power.
                os.fsync(file.fileno())
        if any(f.severity == "error" for f in found):
            return found
        # Another run may have made the file while this one was working.
        late = refusal(path, force=force, inputs=inputs)
        return (*found, late) if late else (*found, *_put(temporary, path, now))
    except OSError as problem:
        return (_failure(problem, path),)
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def _put(temporary: Path, path: Path, now: datetime) -> tuple[Finding, ...]:
    """Give the finished file its name, or a time-stamped one beside it."""
    if path.exists():
        shutil.copymode(path, temporary)
    try:
        temporary.replace(path)
    except PermissionError:
        copy = _stamped(path, now)
        temporary.replace(copy)
        return (_finding("output-open", path, copy=str(copy)),)
    return ()


def _temporary(folder: Path) -> tuple[Path, BinaryIO]:
    # Not the tempfile module: its files are for their owner alone, and a result should have the folder's usual rights.
    for number in range(1000):
        path = folder / f".asn-eval-{os.getpid()}-{number}.tmp"
        try:
            return path, path.open("x+b")
        except FileExistsError:
            continue
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))


def _stamped(path: Path, now: datetime) -> Path:
    copy = path.with_name(f"{path.stem} {now:%Y-%m-%d %H.%M.%S}{path.suffix}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem} {now:%Y-%m-%d %H.%M.%S} ({number}){path.suffix}")
    return copy


def _failure(problem: OSError, path: Path) -> Finding:
    if isinstance(problem, PermissionError):
        return _finding("output-not-permitted", path, folder=str(path.parent))
    if problem.errno in _FULL:
        return _finding("output-full", path, folder=str(path.parent))
    return _finding("output-failed", path, reason=problem.strerror or type(problem).__name__)


def _same(path: Path, source: Path) -> bool:
    try:
        return path.samefile(source)
    except OSError:
        return path.resolve() == source.resolve()


def _finding(code: str, path: Path, **values: str) -> Finding:
    return Finding(code, Place(str(path)), values)
