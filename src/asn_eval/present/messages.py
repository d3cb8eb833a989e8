"""Findings as lines of text, those alike put together: ``staf.xlsx:Nilai!D45:D54 (10 sel): … ; … [code]``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asn_eval.findings import Finding
from asn_eval.present.wording import Words

# Places listed before the rest is counted: enough to find the rows, short enough to read.
LISTED = 6
# What a line names: of another indicator or column another line, so that none is hidden behind an example.
_NAMED = ("indicator", "target", "heading", "field")


def literal(text: str) -> str:
    """Replace what a terminal would act on: control characters, escapes, line breaks, direction marks."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" if c not in "\t\r\n" else " " for c in text)


@dataclass(frozen=True, slots=True)
class Alike:
    """Findings of one code in one column of one sheet (or one place of the rulebook), in order."""

    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many cells they stand for."""
        return sum(f.count for f in self.findings)


def alike(findings: Iterable[Finding]) -> tuple[Alike, ...]:
    """Put findings of one code, file, sheet, column and thing named together, keeping the order of their first."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        place = finding.place
        # A fault of the rulebook, or of a whole file, stands on its own line.
        key = (
            (finding.code, place.file, place.sheet, place.column, *map(finding.values.get, _NAMED))
            if place.sheet
            else (finding.code, place, finding.says())
        )
        groups.setdefault(key, []).append(finding)
    return tuple(Alike(tuple(group)) for group in groups.values())


def line(group: Alike, language: str) -> str:
    """Say a group of findings in one line."""
    first = group.findings[0]
    if len(group.findings) == 1 and group.count == 1:
        return first.message(language)
    say = Words(language).say
    cells = [f.place.cells for f in group.findings if f.place.cells]
    listed = ", ".join(cells[:LISTED]) + (" …" if len(cells) > LISTED else "")
    sheet = f"{first.place.file}:{first.place.sheet}"
    where = f"{sheet}!{listed}" if first.place.sheet and listed else str(first.place)
    counted = "terminal.findings.cells" if first.place.column else "terminal.findings.rows"
    where += f" ({say(counted, count=group.count)})"
    says = {f.says(language) for f in group.findings}
    text = first.says(language) if len(says) == 1 else say("terminal.findings.such_as", says=first.says(language))
    return f"{where}: {text}; {first.remedy(language)} [{first.code}]"


def totals_line(findings: Sequence[Finding], language: str) -> str:
    """Count errors and warnings in one sentence."""
    say = Words(language).say
    errors = sum(f.count for f in findings if f.severity == "error")
    warnings = sum(f.count for f in findings if f.severity == "warning")
    return say("terminal.findings.totals", errors=errors, warnings=warnings)
