"""``law``: the tables of law there are, and what one of them says on a day."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from asn_eval.cli.options import Common, with_common
from asn_eval.cli.session import Session
from asn_eval.findings import Finding, Place

if TYPE_CHECKING:
    from asn_eval.rules.dated import LawTable


@with_common("indicators", "mapped", "skip_invalid", "strict", "day")
def law(
    common: Common,
    table: Annotated[str | None, typer.Argument(metavar="TABEL", show_default=False)] = None,
    on_day: Annotated[
        datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], metavar="TTTT-BB-HH", show_default=False)
    ] = None,
) -> None:
    """List the tables of law, or print one of them as in force on a day."""
    from asn_eval import __version__
    from asn_eval.cli.outputs import print_json
    from asn_eval.present.policy.law import index_table, law_tables
    from asn_eval.present.screens.pages import show_tables

    session, day = Session.of(common), on_day.date() if on_day else date.today()
    head: dict[str, object] = {"asn_eval": __version__, "command": "law", "day": day.isoformat()}
    if table is None:
        tables = [index_table(day, session.language, coded=common.as_json)]
    else:
        found = _in_force(session, table, day)
        tables = list(law_tables(found, session.language, coded=common.as_json))
        head |= _described(found, session.language)
    if common.as_json:
        print_json(head, tables)
    else:
        show_tables(session.out, tables)


def _described(table: "LawTable", language: str) -> dict[str, object]:
    return {
        "table": table.name,
        "title": table.title[language],
        "unit": table.unit[language],
        "since": table.since.isoformat(),
        "until": table.until.isoformat() if table.until else None,
        "confidence": table.confidence,
        "checked": table.checked.isoformat(),
        "regulation": table.citation.regulation,
        "article": table.citation.article,
        "link": table.citation.link,
        "note": table.note.get(language, ""),
    }


def _in_force(session: Session, typed: str, day: date) -> "LawTable":
    """Give the table that was asked for as in force on the day, or stop and say what there is."""
    from asn_eval.rules.dated import history, names
    from asn_eval.rules.near import nearest
    from asn_eval.rules.statutes import letters

    name = next((known for known in names() if letters(known) == letters(typed)), None)
    if name is None:
        near = nearest(typed, names())
        if near:
            session.refuse([Finding("law-unknown-near", Place(""), {"found": typed, "near": near})])
        session.refuse([Finding("law-unknown", Place(""), {"found": typed, "known": ", ".join(names())})])
    table = history(name).on(day)
    if table is None:
        session.refuse([_out_of_force(name, day)])
    return table


def _out_of_force(name: str, day: date) -> Finding:
    from datetime import timedelta

    from asn_eval.rules.dated import history

    one = history(name)
    first = one.tables[0].since
    if day < first:
        return Finding("law-not-yet", Place(""), {"table": name, "day": str(day), "since": str(first)})
    end = one.endings[-1]
    return Finding(
        "law-ended",
        Place(""),
        {
            "table": name,
            "day": str(day),
            "since": str(first),
            "last": str(end.day - timedelta(days=1)),
            "ended": str(end.day),
            "regulation": end.citation.regulation,
        },
    )
