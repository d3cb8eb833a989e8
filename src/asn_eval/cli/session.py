"""One run of one command: its language, its screens, the rulebook it uses and the workbooks it reads.

Findings go to stderr (or into the JSON), data to stdout. ``Stop`` ends a command early with an exit code.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from asn_eval.cli.options import Common
from asn_eval.findings import Finding, Place, exit_code

if TYPE_CHECKING:
    from asn_eval.pipeline import Choices, Evaluation, Policy
    from asn_eval.present.screens.terminal import Screen
    from asn_eval.read.sheet import Book

RULEBOOK = "indicators.yaml"


class Stop(Exception):  # noqa: N818 - it ends a command, it is not an error
    """End the command with an exit code; everything there is to say has been said."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def language_asked(arguments: Sequence[str]) -> str | None:
    """Give the language asked for on the command line or in ASN_EVAL_LANG, None when nobody asked."""
    for number, argument in enumerate(arguments):
        chosen = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang" and number + 1 < len(arguments):
            chosen = arguments[number + 1]
        if chosen in {"id", "en"}:
            return chosen
    asked = os.environ.get("ASN_EVAL_LANG", "")
    return asked if asked in {"id", "en"} else None


@dataclass(slots=True)
class Session:
    """What a command needs at hand; the language settles when the rulebook is known."""

    common: Common
    language: str

    @classmethod
    def of(cls, common: Common) -> "Session":
        """Begin a run."""
        return cls(common, common.lang or language_asked(()) or "id")

    @property
    def out(self) -> "Screen":
        """The screen for data."""
        from asn_eval.present.screens.terminal import screen

        return screen(self.language, plain=self.common.no_color)

    @property
    def err(self) -> "Screen":
        """The screen for findings, hints and progress."""
        from asn_eval.present.screens.terminal import screen

        return screen(self.language, plain=self.common.no_color, stream=sys.stderr)

    def hint(self, key: str, **values: object) -> None:
        """Say something helpful that is not data."""
        if not self.common.quiet:
            from asn_eval.present.wording import Words

            self.plainly(Words(self.language).say(key, **values), sys.stderr, "dim")

    def plainly(self, text: str, stream: TextIO, style: str = "") -> None:
        """Print one sentence; a stream that is no terminal needs no colours, and so not the library that paints them."""
        from asn_eval.present.messages import literal

        if stream.isatty():
            from asn_eval.present.screens.terminal import screen

            screen(self.language, plain=self.common.no_color, stream=stream).print(text, style)
        else:
            stream.write(f"{literal(text)}\n")

    def policy(self, beside: Path | None = None) -> "Policy":
        """Find and read the rulebook: named, else beside the input, in the working folder or above it, else the shipped one."""
        from asn_eval.pipeline import Policy
        from asn_eval.rules.load import default_path, read_rulebook

        found = self.common.indicators or _nearby(beside)
        path = found or default_path()
        loaded = read_rulebook(path, str(found) if self.common.indicators else RULEBOOK)
        if loaded.rulebook is not None and not (self.common.lang or language_asked(())):
            self.language = loaded.rulebook.language
        findings = list(loaded.findings)
        if found is None and self.common.strict:
            findings.append(Finding("rulebook-shipped", Place(RULEBOOK)))
        if loaded.rulebook is None or exit_code(findings, strict=self.common.strict):
            self.refuse(findings)
        self.tell(findings)
        if found is None:
            self.hint("terminal.policy.shipped")
        return Policy(loaded.rulebook, RULEBOOK if found is None else found.name, loaded.sha256, shipped=found is None)

    def books(self, files: Sequence[Path]) -> list["Book"]:
        """Read every workbook, or stop with all that could not be read."""
        from asn_eval.read.workbook import read_book, shown_names

        paths = expanded(files)
        read = [read_book(path, name) for path, name in zip(paths, shown_names(paths), strict=True)]
        refused = [book for book in read if isinstance(book, Finding)]
        if refused:
            self.refuse(refused)
        return [book for book in read if not isinstance(book, Finding)]

    def evaluate(self, files: Sequence[Path], policy: "Policy | None" = None) -> "Evaluation":
        """Evaluate workbooks, telling what was found; stop when there can be no result.

        ``policy`` is the one to use where it is known already.
        """
        from asn_eval.pipeline import Refusal, evaluate

        policy = policy or self.policy(files[0] if files else None)
        outcome = evaluate(self.books(files), policy, self.choices(policy))
        if isinstance(outcome, Refusal):
            if outcome.dossier is not None and not self.common.quiet and not self.common.as_json:
                self.show_sources(outcome.dossier.sources)
            warned = self.common.strict and any(f.severity == "warning" for f in outcome.findings)
            self.refuse(outcome.findings, person_by_person=outcome.of_persons and not warned)
        self.tell(outcome.findings)
        return outcome

    def choices(self, policy: "Policy") -> "Choices":
        """Collect the choices of this run. Without ``--day``: the last day of the period, so that the same inputs give the same result."""
        from asn_eval.cli.typed import mappings
        from asn_eval.pipeline import Choices

        typed, faults = mappings(self.common.mapped or (), policy.rulebook)
        if faults:
            self.refuse(faults)
        period = policy.rulebook.period
        day = self.common.day.date() if self.common.day else period.end if period else date.today()
        return Choices(day, self.common.skip_invalid, self.common.strict, typed)

    def show_sources(self, sources: Sequence[object]) -> None:
        """Say on stderr what every sheet was taken for."""
        from asn_eval.present.screens.pages import show_sources

        show_sources(self.err, sources)  # type: ignore[arg-type]

    def show_check(self, sources: Sequence[object], findings: Sequence[Finding], files: Sequence[str]) -> None:
        """Print what every sheet was taken for and every finding: for ``check`` they are the data."""
        from asn_eval.present.screens.terminal import show_findings

        if not self.common.quiet:
            self.show_sources(sources)
        show_findings(self.out, findings)
        if not findings:
            self.out.say("terminal.findings.clean", files=", ".join(files))

    def tell(self, findings: Sequence[Finding]) -> None:
        """Print warnings and information on stderr, unless quiet or in the JSON anyway."""
        if findings and not self.common.as_json:
            from asn_eval.present.screens.terminal import show_findings

            chosen = [f for f in findings if f.severity == "error" or not self.common.quiet]
            show_findings(self.err, chosen, infos=not self.common.quiet)

    def refuse(self, findings: Sequence[Finding], *, person_by_person: bool = False) -> NoReturn:
        """Tell every finding and stop with their exit code."""
        if self.common.as_json:
            from asn_eval.cli.outputs import print_findings

            print_findings(self, findings)
        else:
            from asn_eval.present.screens.terminal import show_findings

            show_findings(self.err, findings, infos=not self.common.quiet)
            if exit_code(findings, strict=self.common.strict) == 1:
                self.hint(f"terminal.findings.{'refused' if person_by_person else 'refused_whole'}")
        raise Stop(exit_code(findings, strict=self.common.strict))


def _nearby(beside: Path | None) -> Path | None:
    """Find a rulebook beside the input, in the working folder, or in a folder above it."""
    here = Path.cwd()
    folders = [*([beside.parent] if beside is not None else []), here, *here.parents]
    return next((folder / RULEBOOK for folder in folders if (folder / RULEBOOK).is_file()), None)


def expanded(files: Sequence[Path]) -> list[Path]:
    """Expand ``*`` and ``?``, which the Windows command line leaves to programs; keep the order, drop repetitions."""
    found: list[Path] = []
    for path in files:
        pattern = any(mark in path.name for mark in "*?") and not path.exists()
        matches = sorted(path.parent.glob(path.name)) if pattern else []
        found += matches or [path]
    return list({path.absolute(): path for path in reversed(found)}.values())[::-1]
