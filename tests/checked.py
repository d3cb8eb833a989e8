"""Books from lists of rows, and what checking them tells."""

from collections.abc import Mapping, Sequence

from asn_eval.check.dossier import check
from asn_eval.check.records import Dossier
from asn_eval.read.sheet import Book, Sheet
from asn_eval.rules.rulebook import Indicator, Rulebook

# Invented: born 15 March 1985 … appointed 2010, men and women.
NIPS = ("198503152010011001", "199007202015042002", "197812012005011003", "198808172014032004", "199501012020121005")


def rulebook(**indicators: Indicator) -> Rulebook:
    """A rulebook of these indicators, or of one: disiplin."""
    return Rulebook(indicators=indicators or {"disiplin": Indicator(weight=100)})


def sheet(rows: Sequence[Sequence[object]], name: str = "Pegawai", **more: object) -> Sheet:
    """A sheet from its rows; short rows are filled with empty cells."""
    width = max((len(r) for r in rows), default=0)
    columns = tuple([r[j] if j < len(r) else "" for r in rows] for j in range(width))
    return Sheet("staf.xlsx", name, columns, **more)  # type: ignore[arg-type]


def book(*sheets: Sheet) -> Book:
    """A book of sheets."""
    return Book("staf.xlsx", sheets)


def checked(
    rows: Sequence[Sequence[object]], rules: Rulebook | None = None, maps: Mapping[str, str] | None = None
) -> Dossier:
    """Check one sheet called Pegawai."""
    return check([book(sheet(rows))], rules or rulebook(), maps)


def codes(dossier: Dossier) -> list[str]:
    """The codes found, in order."""
    return [f.code for f in dossier.findings]


def messages(dossier: Dossier, language: str = "id") -> list[str]:
    """The messages, in order."""
    return [f.message(language) for f in dossier.findings]
