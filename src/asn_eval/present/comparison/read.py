"""A result workbook written by ``score -o`` read back: its sheets become the records a JSON result has."""

from collections.abc import Iterator, Mapping, Sequence

from asn_eval.present.wording import Words
from asn_eval.read.sheet import Book, Sheet
from asn_eval.rules.rulebook import Rulebook

Row = dict[str, object]

_RANKING = ("rank", "nip", "jabatan", "unit", "total", "grade", "unit_rank", "profile", "note")
_RATINGS = ("rating_hasil", "rating_perilaku")


def language_of(book: Book) -> str | None:
    """Give the language a result workbook is in; None when the workbook is none, told by its ranking and its trail."""
    names = {sheet.name for sheet in book.sheets}
    for language in ("id", "en"):
        say = Words(language).say
        if {say("tables.ranking.name"), say("tables.trail.name")} <= names:
            return language
    return None


def result_of(book: Book, language: str) -> dict[str, object]:
    """Give the parts of a result as its JSON has them; indicators are under the titles people see (see ``keyed``)."""
    say = Words(language).say
    headings = {say(f"tables.ranking.{key}"): key for key in (*_RANKING, *_RATINGS)} | {
        say("tables.ranking.person"): "nama"
    }
    reason = {say("tables.unranked.reason"): "reason"}
    value = say("tables.details.value")
    trail = [*_trail(book, say("tables.trail.name"))]
    named = dict(trail)
    policy = named.get(say("tables.trail.rulebook"), "")
    shipped = policy == say("tables.summary.shipped")
    hashes = [text for name, text in trail if name.startswith(say("tables.trail.sha", file="").strip())]
    files = [text for name, text in trail if name == say("tables.trail.input")]
    return {
        "command": "score",
        "policy": {"name": policy, "sha256": hashes[len(files)], "shipped": shipped},
        "day": named[say("tables.trail.day")],
        "inputs": [{"file": file, "sha256": sha} for file, sha in zip(files, hashes, strict=False)],
        "ranking": [*_rows(book, say("tables.ranking.name"), headings, value)],
        "unranked": [*_rows(book, say("tables.unranked.name"), {**headings, **reason}, value)],
        "details": [*_rows(book, say("tables.details.name"), headings, value)],
    }


def keyed(result: Mapping[str, object], rulebook: Rulebook) -> dict[str, object]:
    """Give a result with indicators under their ids instead of their titles."""
    ids = {rulebook.title_of(key): key for key, _, _ in rulebook.walk()}
    ids |= {f"{title}.value": f"{key}.value" for title, key in ids.items()}

    def renamed(rows: object) -> list[Row]:
        return [{ids.get(name, name): value for name, value in row.items()} for row in rows]  # type: ignore[attr-defined]

    return {**result, **{part: renamed(result[part]) for part in ("ranking", "details")}}


def _rows(book: Book, name: str, headings: Mapping[str, str], value: str) -> Iterator[Row]:
    """Give the records of a table's sheets; a long table goes on in further sheets of the same name with a number."""
    for sheet in book.sheets:
        if sheet.name != name and not sheet.name.startswith(f"{name} ("):
            continue
        top, keys = _keys(sheet, headings, value)
        for row in range(top, sheet.rows):
            cells = [column[row] for column in sheet.columns]
            yield {key: cell for key, cell in zip(keys, cells, strict=True) if key and cell != ""}


def _keys(sheet: Sheet, headings: Mapping[str, str], value: str) -> tuple[int, list[str]]:
    """Give the first row (from 0) below the headings, and a key for each column, ``""`` for those of no use."""
    nip = next(heading for heading, key in headings.items() if key == "nip")
    at = next((r for r in range(sheet.rows) if any(column[r] == nip for column in sheet.columns)), None)
    if at is None:
        return sheet.rows, ["" for _ in sheet.columns]
    keys, group = [], ""
    for column in sheet.columns:
        heading = str(column[at])
        group = str(column[at - 1] if at else "") or group
        key = headings.get(heading)
        # An indicator may be called what a rating is called; its column stands in the group of indicators.
        named = None if group and key in _RATINGS else key
        keys.append(named or (f"{group}.value" if heading == value else heading))
    return at + 1, keys


def _trail(book: Book, name: str) -> Iterator[tuple[str, str]]:
    for sheet in book.sheets:
        if sheet.name == name and len(sheet.columns) > 1:
            columns: Sequence[Sequence[object]] = sheet.columns
            yield from ((str(a), str(b)) for a, b in zip(columns[0], columns[1], strict=True) if a and b)
