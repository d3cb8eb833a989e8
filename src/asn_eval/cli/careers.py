"""``talent`` and ``career``: the nine boxes, and angka kredit, promotions and IP ASN, as proposals with reasons."""

from typing import Annotated

import typer

from asn_eval.cli.options import Common, Files, with_common
from asn_eval.cli.session import Session

Top = Annotated[int, typer.Option("--top", min=1, metavar="N")]


@with_common()
def talent(files: Files, common: Common, top: Top = 25) -> None:
    """Put people into the nine boxes of talent management."""
    from asn_eval.cli.outputs import print_json
    from asn_eval.examine.careers import talent_of
    from asn_eval.present.outcome.result import json_head
    from asn_eval.present.outcome.talent import talent_tables
    from asn_eval.present.screens.careers import show_talent

    session = Session.of(common)
    evaluation = session.evaluate(files)
    boxes = talent_of(evaluation)
    if common.as_json:
        tables = () if boxes is None else talent_tables(evaluation, boxes, session.language)
        print_json(json_head(evaluation, session.language, "talent"), tables)
    elif boxes is None:
        session.out.say("careers.talent.none")
    else:
        show_talent(session.out, evaluation, boxes, top)


@with_common()
def career(files: Files, common: Common, top: Top = 25) -> None:
    """Tell angka kredit, promotions and IP ASN."""
    from asn_eval.cli.outputs import print_json
    from asn_eval.examine.careers import careers_of
    from asn_eval.present.outcome.careers import career_tables
    from asn_eval.present.outcome.result import json_head
    from asn_eval.present.screens.decisions import show_decisions

    session = Session.of(common)
    evaluation = session.evaluate(files)
    careers = careers_of(evaluation)
    tables = () if careers is None else career_tables(evaluation, careers, session.language)
    if common.as_json:
        print_json(json_head(evaluation, session.language, "career"), tables)
    elif careers is None:
        session.out.say("careers.career.none")
    else:
        show_decisions(session.out, tables, top)
