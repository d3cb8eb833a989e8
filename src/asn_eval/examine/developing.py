"""Training and placement of one evaluation: computed when somebody asks, not with every ranking."""

from asn_eval.decide.placement import Placing, place
from asn_eval.decide.training import Plan, plan
from asn_eval.findings import Finding
from asn_eval.pipeline import Evaluation
from asn_eval.rules.developing import Objective


def training_plan(evaluation: Evaluation) -> Plan:
    """Propose courses and the law's tools for everybody below a target."""
    return plan(evaluation.facts)


def placing(evaluation: Evaluation, objective: Objective | None = None) -> Placing | tuple[Finding, ...]:
    """Propose a post for everybody; findings say why none can be proposed."""
    return place(evaluation.facts, objective)
