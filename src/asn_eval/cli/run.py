"""One run from first word to exit code: usage errors in the reader's language, interrupts, and our own bugs.

A bug is the only thing that ends with exit code 70: a short message, and the details in a log file that holds no data.
"""

import contextlib
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from asn_eval.cli.session import Stop, language_asked
from asn_eval.cli.usage import usage_finding, worded
from asn_eval.findings import exit_code

BUG = 70
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code."""
    language = language_asked(arguments) or "id"
    _tolerant_streams()
    # One evaluation, then the process ends: looking for cycles again and again costs a tenth of the time and frees nothing.
    gc.disable()
    try:
        result = worded(language, arguments[0] if arguments else "").main(
            args=list(arguments), prog_name="asn-eval", standalone_mode=False
        )
    except Stop as stop:
        return stop.code
    except typer.Exit as left:
        return left.exit_code
    except typer.TyperException as problem:
        finding = usage_finding(problem)
        if finding is None:  # no command at all: the help is the answer
            sys.stderr.write(f"{problem}\n")
            return 2
        sys.stderr.write(f"{finding.message(language)}\n")
        return exit_code([finding])
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough (asn-eval score … | head): not an error.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:  # noqa: BLE001 - the last line of defence: nobody is shown a stack trace
        return _bug(bug, language)
    return result if isinstance(result, int) else 0


def _tolerant_streams() -> None:
    """Let consoles that cannot show a character show a stand-in instead of ending the program (Windows cp1252)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _bug(bug: Exception, language: str) -> int:
    import tempfile
    import traceback

    from asn_eval.findings import Finding, Place

    # Places in our code, never the values of variables: a log must not hold anybody's data.
    frames = traceback.extract_tb(bug.__traceback__)
    lines = [f"{type(bug).__name__}", *(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)]
    log = ""
    with contextlib.suppress(OSError):
        handle, log = tempfile.mkstemp(prefix="asn-eval-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    finding = Finding("bug", Place(""), {"kind": type(bug).__name__, "log": log})
    sys.stderr.write(f"{finding.message(language)}\n")
    return BUG
