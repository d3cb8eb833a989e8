"""The sheets of training and placement in the result workbook, where the rulebook asks for them (``in_result: true``)."""

from dataclasses import replace

from asn_eval.examine.developing import placing, training_plan
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.placement import placement_tables
from asn_eval.present.outcome.training import training_tables
from asn_eval.present.tables import Table
from asn_eval.present.wording import Words


def developing_sheets(evaluation: Evaluation, language: str) -> tuple[Table, ...]:
    """Give the tables of training, then of placement; where no placement can be proposed, a sheet that says why."""
    rulebook, sheets = evaluation.rulebook, list[Table]()
    if rulebook.training and rulebook.training.in_result:
        sheets += training_tables(evaluation, training_plan(evaluation), language)
    if rulebook.placement.in_result:
        sheets += _placement(evaluation, language)
    return tuple(sheets)


def _placement(evaluation: Evaluation, language: str) -> tuple[Table, ...]:
    found = placing(evaluation)
    findings = found if isinstance(found, tuple) else found.findings
    told = tuple(finding.message(language) for finding in findings)
    if isinstance(found, tuple):
        say = Words(language).say
        return (Table("placement", say("developing.placement.name"), say("developing.placement.title"), (), told),)
    first, *rest = placement_tables(evaluation, found, language)
    return (replace(first, notes=(*first.notes, *told)), *rest)
