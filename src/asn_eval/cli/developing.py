"""``training`` and ``placement``: proposals for developing people and filling posts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from asn_eval.cli.options import Common, Files, with_common
from asn_eval.cli.session import Session
from asn_eval.findings import errors

if TYPE_CHECKING:
    from asn_eval.check.offers import Offered
    from asn_eval.pipeline import Evaluation, Policy
    from asn_eval.present.tables import Table
    from asn_eval.read.sheet import Book
    from asn_eval.rules.rulebook import Rulebook

Posts = Annotated[Path | None, typer.Option("--posts", metavar="BERKAS", show_default=False)]
# Rows of the terminal; all of them are in the JSON and the workbook.
SHOWN = 25


@with_common()
def training(
    files: Files,
    common: Common,
    catalogue: Annotated[Path | None, typer.Option("--catalogue", metavar="BERKAS", show_default=False)] = None,
    posts: Posts = None,
    top: Annotated[int, typer.Option("--top", min=1, metavar="N")] = SHOWN,
) -> None:
    """Propose training for gaps in scores and competencies."""
    from asn_eval.examine.developing import training_plan
    from asn_eval.present.outcome.training import training_tables

    session = Session.of(common)
    evaluation = _evaluated(session, files, posts, catalogue)
    plan = training_plan(evaluation)
    tables = training_tables(evaluation, plan, session.language, owing=not common.as_json)
    _show(session, evaluation, "training", tables, top)


@with_common()
def placement(
    files: Files,
    common: Common,
    posts: Posts = None,
    objective: Annotated[Literal["total", "fair"] | None, typer.Option("--objective", show_default=False)] = None,
    top: Annotated[int, typer.Option("--top", min=1, metavar="N")] = SHOWN,
) -> None:
    """Propose placements of people on posts."""
    from asn_eval.examine.developing import placing
    from asn_eval.present.outcome.placement import placement_tables

    session = Session.of(common)
    evaluation = _evaluated(session, files, posts, None)
    found = placing(evaluation, objective)
    if isinstance(found, tuple):
        session.refuse(found)
    if errors(found.findings):
        session.refuse(found.findings)
    session.tell(found.findings)
    _show(session, evaluation, "placement", placement_tables(evaluation, found, session.language), top)


def _show(session: Session, evaluation: "Evaluation", command: str, tables: "Sequence[Table]", top: int) -> None:
    """Print the tables, the first rows of each on a terminal, or all of them as JSON."""
    from asn_eval.cli.outputs import print_json
    from asn_eval.present.outcome.result import json_head
    from asn_eval.present.screens.decisions import show_decisions

    if session.common.as_json:
        print_json(json_head(evaluation, session.language, command), tables)
    else:
        show_decisions(session.out, tables, top)


def _evaluated(session: Session, files: Sequence[Path], posts: Path | None, catalogue: Path | None) -> "Evaluation":
    """Evaluate with the posts and courses of other files in the place of the rulebook's; their hashes stand among the inputs."""
    from asn_eval.check.offers import offered_courses, offered_posts

    policy = session.policy(files[0])
    read: list[Book] = []
    if posts is not None:
        books = session.books([posts])
        policy = _with(session, policy, offered_posts(books, policy.rulebook))
        read += books
    if catalogue is not None:
        books = session.books([catalogue])
        policy = _with(session, policy, offered_courses(books, policy.rulebook))
        read += books
    evaluation = session.evaluate(files, policy)
    more = tuple((book.file, book.sha256) for book in read)
    return replace(evaluation, inputs=tuple(dict.fromkeys((*evaluation.inputs, *more))))


def _with(session: Session, policy: "Policy", offered: "Offered") -> "Policy":
    """Put what was offered into the rulebook, or stop with all that is wrong with it."""
    from asn_eval.check.offers import disagreeing
    from asn_eval.findings import in_order

    rulebook: Rulebook = offered.within(policy.rulebook)
    findings = in_order((*offered.findings, *disagreeing(offered, rulebook)))
    if errors(findings):
        session.refuse(findings)
    session.tell(findings)
    return replace(policy, rulebook=rulebook)
