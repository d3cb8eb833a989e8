"""The commands: each reads what was typed, calls the pipeline once and hands the outcome to a presenter."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from asn_eval.cli.batches import batch
from asn_eval.cli.calendars import calendar
from asn_eval.cli.careers import career, talent
from asn_eval.cli.comparing import compare
from asn_eval.cli.developing import placement, training
from asn_eval.cli.laws import law
from asn_eval.cli.options import Common, Files, Force, Output, with_common
from asn_eval.cli.session import Session, Stop
from asn_eval.findings import exit_code

app = typer.Typer(
    rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False, no_args_is_help=True, name="asn-eval"
)


def _version(*, asked: bool) -> None:
    if asked:
        from asn_eval import __version__

        typer.echo(f"asn-eval {__version__}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[bool, typer.Option("--version", callback=lambda v: _version(asked=v), is_eager=True)] = False,
) -> None:
    """Begin the program; the options of one command are given after its name."""


@app.command()
@with_common()
def score(
    files: Files,
    common: Common,
    output: Output = None,
    force: Force = False,
    top: Annotated[int, typer.Option("--top", min=1, metavar="N")] = 25,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", show_default=False)] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="INDIKATOR", show_default=False)] = None,
) -> None:
    """Rank the people of a roster and explain the ranking."""
    from asn_eval.cli.outputs import check_output, print_json, write_outputs
    from asn_eval.cli.views import chosen_people, print_account, print_score

    session = Session.of(common)
    check_output(session, output, files, force=force)
    evaluation = session.evaluate(files)
    chosen = chosen_people(session, evaluation, unit, by)
    if output is not None:
        write_outputs(session, evaluation, output, files, force=force)
    if common.as_json:
        from asn_eval.present.outcome.result import json_head, json_tables

        print_json(json_head(evaluation, session.language, "score"), json_tables(evaluation, session.language, chosen))
    elif output is None or unit or by:
        print_score(session, evaluation, chosen, top, unit, by)
    else:
        print_account(session, evaluation)


@app.command()
@with_common("skip_invalid")
def check(
    files: Files, common: Common, mark: Annotated[bool, typer.Option("--mark")] = False, force: Force = False
) -> None:
    """Tell every finding of the inputs, without ranking anybody."""
    from asn_eval.check.dossier import check as check_books
    from asn_eval.cli.outputs import print_findings
    from asn_eval.measure.gather import measure_all
    from asn_eval.pipeline import found_in

    session = Session.of(common)
    policy = session.policy(files[0])
    books = session.books(files)
    choices = session.choices(policy)
    dossier = check_books(books, policy.rulebook, choices.maps)
    measures = measure_all(dossier, policy.rulebook, choices.day)
    findings = found_in(dossier, measures, policy.rulebook, choices.day)
    if common.as_json:
        print_findings(session, findings, "check")
    else:
        session.show_check(dossier.sources, findings, [book.file for book in books])
    if mark:
        from asn_eval.cli.marks import write_marks

        write_marks(session, files, findings, force=force)
    raise Stop(exit_code(findings, strict=common.strict))


@app.command()
@with_common()
def explain(
    files: Files,
    nip: Annotated[str, typer.Argument(metavar="NIP", show_default=False)],
    common: Common,
    what_if: Annotated[
        list[str] | None, typer.Option("--what-if", metavar="INDIKATOR=NILAI", show_default=False)
    ] = None,
    received: Annotated[
        datetime | None, typer.Option("--received", formats=["%Y-%m-%d"], metavar="TTTT-BB-HH", show_default=False)
    ] = None,
) -> None:
    """Explain one person's result, number by number."""
    from asn_eval.cli.views import print_explanation

    session = Session.of(common)
    print_explanation(session, session.evaluate(files), nip, what_if or (), received and received.date())


@app.command()
@with_common()
def awards(files: Files, common: Common) -> None:
    """Propose award candidates, with every reason."""
    from asn_eval.cli.outputs import print_json
    from asn_eval.present.outcome.proposals import award_tables
    from asn_eval.present.outcome.result import json_head
    from asn_eval.present.screens.pages import show_awards

    session = Session.of(common)
    evaluation = session.evaluate(files)
    if common.as_json:
        tables = award_tables(evaluation, session.language, everybody=True)
        print_json(json_head(evaluation, session.language, "awards"), tables)
    else:
        show_awards(session.out, evaluation)


@app.command()
@with_common("mapped", "skip_invalid", "day")
def rules(common: Common) -> None:
    """Print the rulebook in words."""
    from asn_eval.cli.outputs import print_json
    from asn_eval.present.policy.rulebook import policy_tables
    from asn_eval.present.screens.pages import show_tables

    session = Session.of(common)
    policy = session.policy()
    tables = policy_tables(policy.rulebook, session.language, policy.name)
    if common.as_json:
        print_json({"policy": policy.name, "sha256": policy.sha256, "shipped": policy.shipped}, tables)
    else:
        show_tables(session.out, tables)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the rulebook, for editors."""
    import json

    from asn_eval.rules.schema import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@app.command()
@with_common("mapped", "skip_invalid", "day", "as_json")
def template(
    common: Common,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="BERKAS")] = Path("templat-penilaian.xlsx"),
    force: Force = False,
    rows: Annotated[int, typer.Option("--rows", min=1, max=100_000, metavar="N")] = 500,
) -> None:
    """Write an empty workbook made from the rulebook."""
    from asn_eval.cli.starts import write_form

    write_form(Session.of(common), output, rows, force=force)


@app.command()
@with_common("mapped", "skip_invalid", "day", "as_json", "strict", "indicators")
def init(
    common: Common, folder: Annotated[Path, typer.Argument(metavar="FOLDER", show_default=False)] = Path()
) -> None:
    """Write a rulebook, an empty workbook and a worked example; overwrite nothing."""
    from asn_eval.cli.starts import write_beginning

    write_beginning(Session.of(common), folder)


app.command()(talent)
app.command()(career)
app.command()(batch)
app.command()(calendar)
app.command()(compare)
app.command()(law)
app.command()(training)
app.command()(placement)
