"""``compare``: two periods, each from workbooks or from a result written earlier, side by side."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from asn_eval.cli.options import Common, Force, Output, with_common
from asn_eval.cli.session import RULEBOOK, Session, expanded
from asn_eval.findings import Finding, Place

if TYPE_CHECKING:
    from asn_eval.examine.period import Period
    from asn_eval.examine.trend import Comparison
    from asn_eval.read.sheet import Book
    from asn_eval.rules.rulebook import Rulebook

# A result of a million people has about 500 bytes a person.
LARGEST = 1024**3
OLD, NEW = "LAMA", "BARU"
Record = Mapping[str, object]


@with_common("indicators", "day")
def compare(
    old: Annotated[Path, typer.Argument(metavar=OLD, show_default=False)],
    new: Annotated[Path, typer.Argument(metavar=NEW, show_default=False)],
    common: Common,
    old_indicators: Annotated[
        Path | None, typer.Option("--old-indicators", metavar="BERKAS", show_default=False)
    ] = None,
    indicators: Annotated[Path | None, typer.Option("--indicators", "-i", metavar="BERKAS", show_default=False)] = None,
    old_day: Annotated[
        datetime | None, typer.Option("--old-day", formats=["%Y-%m-%d"], metavar="TTTT-BB-HH", show_default=False)
    ] = None,
    day: Annotated[
        datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], metavar="TTTT-BB-HH", show_default=False)
    ] = None,
    output: Output = None,
    force: Force = False,
    top: Annotated[int, typer.Option("--top", min=1, metavar="N")] = 25,
) -> None:
    """Compare two periods: rule changes first, then people, grades and trends."""
    from asn_eval.cli.comparing_outputs import check_target, show, write
    from asn_eval.examine.trend import compare as side_by_side

    session = Session.of(common)
    check_target(session, output, (old, new), force=force)
    sides = (
        _Side(replace(common, indicators=old_indicators, day=old_day), session.language, OLD),
        _Side(replace(common, indicators=indicators, day=day), session.language, NEW),
    )
    before, after = _both(session, sides, (old, new))
    comparison = side_by_side(before, after)
    _tell_order(session, comparison)
    if output is not None:
        write(session, comparison, output, (old, new), force=force)
    if common.as_json or not (common.quiet and output is not None):
        show(session, comparison, top)


class _Refused(Exception):  # noqa: N818 - it carries findings to the other side's, it is not an error of ours
    """One side cannot be had; both sides' findings are told together."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(len(findings))
        self.findings = tuple(findings)


@dataclass(slots=True)
class _Side(Session):
    """One side's session: every finding of it says which side it is of."""

    name: str = ""

    def of_side(self, findings: Sequence[Finding]) -> list[Finding]:
        return [replace(f, place=replace(f.place, file=f"{self.name} {f.place.file}".rstrip())) for f in findings]

    def tell(self, findings: Sequence[Finding]) -> None:
        Session.tell(self, self.of_side(findings))

    def refuse(self, findings: Sequence[Finding], *, person_by_person: bool = False) -> NoReturn:  # noqa: ARG002
        raise _Refused(self.of_side(findings))


def _both(session: Session, sides: tuple[_Side, _Side], paths: tuple[Path, Path]) -> "tuple[Period, Period]":
    """Have both periods, or stop with everything found on either side."""
    from asn_eval.examine.published import aligned

    periods: list[Period] = []
    refused: list[Finding] = []
    for side, path in zip(sides, paths, strict=True):
        try:
            periods.append(_period(side, path))
        except _Refused as problem:
            refused += problem.findings
        # The language of the rulebook of the new period holds for the whole.
        session.language = side.language
    if refused:
        session.refuse(refused)
    old, new = periods
    return aligned(old, new.rulebook), aligned(new, old.rulebook)


def _period(side: _Side, path: Path) -> "Period":
    """Evaluate workbooks, or read a result that was written earlier; a folder or pattern stands for all its workbooks."""
    from asn_eval.examine.period import period_of
    from asn_eval.pipeline import Refusal, evaluate
    from asn_eval.present.comparison.read import language_of, result_of
    from asn_eval.present.comparison.tables import reasons

    files = _files(side, path)
    if len(files) == 1 and files[0].suffix.lower() == ".json":
        return _restored(side, files[0], _document(side, files[0]))
    books = side.books(files)
    written = [(book, language) for book in books if (language := language_of(book))]
    if written and len(books) > 1:
        side.refuse([Finding("compare-result-among", Place(book.file)) for book, _ in written])
    if written:
        book, language = written[0]
        return _restored(side, files[0], _parts(side, book, lambda: result_of(book, language)))
    policy = side.policy(files[0])
    outcome = evaluate(books, policy, side.choices(policy))
    if isinstance(outcome, Refusal):
        side.refuse(outcome.findings)
    side.tell(outcome.findings)
    return period_of(outcome, reasons(outcome, side.language))


def _files(side: _Side, path: Path) -> list[Path]:
    from asn_eval.folder import held_in

    if not path.is_dir():
        return expanded([path])
    held = held_in(path, path / "hasil", (side.common.indicators or Path(RULEBOOK)).name)
    if not held.workbooks:
        side.refuse(held.findings)
    side.tell(held.findings)
    return list(held.workbooks)


def _document(side: _Side, path: Path) -> Record:
    """Read a JSON result; its decimals stay exact."""
    from asn_eval.examine.published import is_result

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        side.refuse([Finding("file-missing", Place(path.name))])
    except OSError:
        side.refuse([Finding("file-denied", Place(path.name))])
    if len(data) > LARGEST:
        side.refuse([Finding("compare-result-large", Place(path.name), {"most": str(LARGEST // 1024**2)})])
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError):
        found = None
    if not is_result(found):
        side.refuse([Finding("compare-result-broken", Place(path.name))])
    return dict(found)


def _parts(side: _Side, book: "Book", parts: Callable[[], Record]) -> Record:
    try:
        return parts()
    except (KeyError, IndexError, ValueError):
        side.refuse([Finding("compare-result-broken", Place(book.file))])


def _restored(side: _Side, path: Path, data: Record) -> "Period":
    """Give the period of a result, with its rulebook where the one of the same hash is at hand."""
    from asn_eval.examine.published import period_from
    from asn_eval.present.comparison.read import keyed

    policy = data["policy"]
    hashed = str(policy.get("sha256", "")) if isinstance(policy, dict) else ""
    rulebook = _rulebook(side, path, hashed)
    try:
        if rulebook is not None and path.suffix.lower() != ".json":
            data = keyed(data, rulebook)
        return period_from(data, rulebook)
    except ValueError:
        side.refuse([Finding("compare-result-broken", Place(path.name))])


def _rulebook(side: _Side, path: Path, hashed: str) -> "Rulebook | None":
    """Find the rulebook a result was made by: the named one, those near it, or the shipped one – if it has the same hash."""
    from asn_eval.rules.load import default_path, read_rulebook

    named = side.common.indicators
    near = [folder / RULEBOOK for folder in (path.parent, Path.cwd(), *Path.cwd().parents)]
    for candidate in [named] if named else [*near, default_path()]:
        if candidate.is_file() and sha256(candidate.read_bytes()).hexdigest() == hashed:
            loaded = read_rulebook(candidate)
            if loaded.rulebook is not None:
                return loaded.rulebook
    option = "--old-indicators" if side.name == OLD else "--indicators"
    unknown = [Finding("compare-rules-unknown", Place(path.name), {"sha256": hashed[:12], "option": option})]
    if side.common.strict:
        side.refuse(unknown)
    side.tell(unknown)
    return None


def _tell_order(session: Session, comparison: "Comparison") -> None:
    """Warn where the older period is not the earlier one."""
    spans = [period.rulebook.period if period.rulebook else None for period in (comparison.old, comparison.new)]
    first, second = spans
    if first is not None and second is not None and first.start >= second.start:
        days = {"old": f"{first.start} – {first.end}", "new": f"{second.start} – {second.end}"}
        swapped = [Finding("compare-order", Place(""), days)]
        if session.common.strict:
            session.refuse(swapped)
        session.tell(swapped)
