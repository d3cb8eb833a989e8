"""The same evaluation for people who work in Python: pandas frames in, pandas frames out.

>>> import pandas as pd
>>> from asn_eval import evaluate
>>> roster = pd.DataFrame({
...     "NIP": ["198503152010011001", "199001042014042002"], "Nama": ["Budi Contoh", "Sari Misal"], "Disiplin": [83.3, 91.5]})
>>> evaluate(roster, {"indicators": {"disiplin": {"weight": 100}}}).frame()[["rank", "nip", "total"]].values.tolist()
[[1, '199001042014042002', 91.5], [2, '198503152010011001', 83.3]]
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from asn_eval.findings import Finding
from asn_eval.pipeline import Choices, Evaluation, Policy, Refusal
from asn_eval.pipeline import evaluate as run
from asn_eval.present.files.frames import table_frame
from asn_eval.present.outcome.proposals import award_tables
from asn_eval.present.outcome.ranking import details_table, ranking_table, unranked_table
from asn_eval.present.outcome.summary import findings_table
from asn_eval.read.sheet import Book
from asn_eval.rules.load import default_path, read_rulebook, read_text
from asn_eval.rules.rulebook import Rulebook

if TYPE_CHECKING:
    import pandas as pd


class RefusedError(ValueError):
    """There is no evaluation: ``findings`` says why, each with its place; the message lists them."""

    def __init__(self, findings: Sequence[Finding], language: str) -> None:
        super().__init__("\n".join(f.message(language) for f in findings))
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Result:
    """An evaluation with its tables as pandas frames; columns have the keys of the JSON output."""

    evaluation: Evaluation
    language: str

    def frame(self) -> "pd.DataFrame":
        """Everybody who is ranked, first rank first."""
        return table_frame(ranking_table(self.evaluation, self.language))

    def unranked(self) -> "pd.DataFrame":
        """Everybody who is not ranked, with the reason."""
        return table_frame(unranked_table(self.evaluation, self.language))

    def details(self) -> "pd.DataFrame":
        """Value, weight and points of every indicator for everybody who is ranked."""
        return table_frame(details_table(self.evaluation, self.language))

    def awards(self) -> "dict[str, pd.DataFrame]":
        """Every award with everybody's standing and reasons, by the award's key."""
        tables = award_tables(self.evaluation, self.language, everybody=True)
        return {table.key: table_frame(table) for table in tables}

    def findings(self) -> "pd.DataFrame":
        """Every finding that did not stop the evaluation."""
        return table_frame(findings_table(self.evaluation.findings, self.language))


def evaluate(
    roster: "pd.DataFrame | Path | str | Sequence[Path | str]",
    rulebook: Rulebook | Path | str | Mapping[str, object] | None = None,
    *,
    day: date | None = None,
    skip_invalid: bool = False,
    maps: Mapping[str, str] | None = None,
    language: str | None = None,
) -> Result:
    """Evaluate a frame or workbooks by a rulebook (a path, a mapping like the YAML, or None for the shipped one).

    ``day`` is needed only by a rulebook without a period; it defaults to today. Raises ``RefusedError`` with every finding.
    """
    policy = _policy(rulebook, language or "id")
    books = _books(roster, language or "id")
    period = policy.rulebook.period
    chosen = day or (period.end if period else date.today())
    outcome = run(books, policy, Choices(chosen, skip_invalid, maps=maps or {}))
    spoken = language or policy.rulebook.language
    if isinstance(outcome, Refusal):
        raise RefusedError(outcome.findings, spoken)
    return Result(outcome, spoken)


def _policy(given: Rulebook | Path | str | Mapping[str, object] | None, language: str) -> Policy:
    if isinstance(given, Rulebook):
        return Policy(given, "Rulebook")
    if isinstance(given, Mapping):
        import json

        # JSON is YAML: a mapping goes through the same loader, so that it meets the same checks.
        loaded, name = read_text(json.dumps(given, ensure_ascii=False, default=str, indent=1), "rulebook"), "rulebook"
    else:
        path = default_path() if given is None else Path(given)
        loaded, name = read_rulebook(path), path.name
    if loaded.rulebook is None:
        raise RefusedError(loaded.findings, language)
    return Policy(loaded.rulebook, name, loaded.sha256, shipped=given is None)


def _books(roster: "pd.DataFrame | Path | str | Sequence[Path | str]", language: str) -> list[Book]:
    from asn_eval.read.workbook import read_book, shown_names

    if hasattr(roster, "columns"):
        from asn_eval.check.frames import book_from_frame

        return [book_from_frame(cast("pd.DataFrame", roster), "roster")]
    paths = [Path(path) for path in ([roster] if isinstance(roster, str | Path) else roster)]
    read = [read_book(path, name) for path, name in zip(paths, shown_names(paths), strict=True)]
    refused = [book for book in read if isinstance(book, Finding)]
    if refused:
        raise RefusedError(refused, language)
    return [book for book in read if not isinstance(book, Finding)]
