"""The rooms in their order, for one period. Nothing but the order.

In: Books and a Rulebook. Out: an Evaluation, or a Refusal with every finding.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from asn_eval.check.dossier import check
from asn_eval.check.records import Dossier
from asn_eval.decide.awards import Proposals, propose
from asn_eval.decide.facts import Facts
from asn_eval.decide.grades import Grades, graded
from asn_eval.findings import Finding, errors, in_order
from asn_eval.measure import Measures
from asn_eval.measure.gather import measure_all
from asn_eval.rank import Standings, rank
from asn_eval.read.sheet import Book
from asn_eval.rules.rulebook import Rulebook
from asn_eval.score import Scores, score


@dataclass(frozen=True, slots=True)
class Policy:
    """The rulebook as used: itself, the name people see, the hash of its text, and whether it is only the shipped default."""

    rulebook: Rulebook
    name: str
    sha256: str = ""
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person at the keyboard chose for this run."""

    day: date
    skip_invalid: bool = False
    strict: bool = False
    maps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything known about one period; the only thing a presenter is given when the work succeeded."""

    policy: Policy
    choices: Choices
    inputs: tuple[tuple[str, str], ...]
    dossier: Dossier
    measures: Measures
    scores: Scores
    standings: Standings
    grades: Grades
    proposals: tuple[Proposals, ...]
    findings: tuple[Finding, ...]

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook of the policy."""
        return self.policy.rulebook

    @property
    def facts(self) -> Facts:
        """What requirements may ask of everybody, the grade included."""
        choices, grade = self.choices, self.grades.fact()
        return Facts(self.dossier, self.rulebook, self.scores, self.standings, choices.day, grade)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no evaluation: every finding, and what each sheet was taken for as far as that was known."""

    findings: tuple[Finding, ...]
    dossier: Dossier | None = None

    @property
    def of_persons(self) -> bool:
        """Whether leaving out the people with errors would give a result."""
        return self.dossier is not None and _of_persons(self.findings, self.dossier)


def evaluate(books: Sequence[Book], policy: Policy, choices: Choices) -> Evaluation | Refusal:
    """Evaluate one period: check, measure, score, rank, decide."""
    dossier = check(books, policy.rulebook, choices.maps)
    return evaluate_dossier(dossier, policy, choices, tuple((book.file, book.sha256) for book in books))


def evaluate_dossier(
    dossier: Dossier, policy: Policy, choices: Choices, inputs: tuple[tuple[str, str], ...] = ()
) -> Evaluation | Refusal:
    """Evaluate what was checked. Errors refuse the whole, unless people with errors are to be left out (and listed)."""
    measures = measure_all(dossier, policy.rulebook, choices.day)
    findings = found_in(dossier, measures, policy.rulebook, choices.day)
    if _refuses(findings, dossier, choices):
        return Refusal(findings, dossier)
    evaluation = judge(dossier, measures, policy, choices, inputs, findings)
    departing = _departing(evaluation)
    if not departing:
        return evaluation
    told = in_order((*findings, *departing))
    return Refusal(told, dossier) if _refuses(told, dossier, choices) else replace(evaluation, findings=told)


def found_in(dossier: Dossier, measures: Measures, rulebook: Rulebook, day: date) -> tuple[Finding, ...]:
    """Give every finding of what was checked, measured, and asked of records nothing is measured from."""
    found = (*dossier.findings, *measures.findings)
    if dossier.logbooks:
        from asn_eval.decide.asked_records import asked_findings

        found = (*found, *asked_findings(dossier, rulebook, day, found))
    return in_order(found)


def _departing(evaluation: "Evaluation") -> tuple[Finding, ...]:
    if not evaluation.rulebook.organisation.results():
        return ()
    from asn_eval.decide.pattern import pattern_warnings

    units = evaluation.dossier.people.texts["unit"]
    return pattern_warnings(evaluation.grades, units, evaluation.rulebook, evaluation.choices.day)


def judge(
    dossier: Dossier,
    measures: Measures,
    policy: Policy,
    choices: Choices,
    inputs: tuple[tuple[str, str], ...],
    findings: tuple[Finding, ...],
) -> Evaluation:
    """Score, rank and decide from measures – also from measures that only might be, for "what if"."""
    people, rulebook, day = dossier.people, policy.rulebook, choices.day
    scores = score(measures, people, rulebook, people.faulty)
    standings = rank(scores, people, rulebook, day)
    grades, facts = graded(Facts(dossier, rulebook, scores, standings, day))
    return Evaluation(policy, choices, inputs, dossier, measures, scores, standings, grades, propose(facts), findings)


def _refuses(findings: Sequence[Finding], dossier: Dossier, choices: Choices) -> bool:
    if choices.strict and any(f.severity == "warning" for f in findings):
        return True
    if not errors(findings):
        return False
    return not choices.skip_invalid or not _of_persons(findings, dossier)


def _of_persons(findings: Sequence[Finding], dossier: Dossier) -> bool:
    """Tell whether every error is of a person's own row; a missing heading is everybody's, and nobody can be left out for it."""
    heads = {(source.file, source.sheet): source.header_row for source in dossier.sources}
    shared = any(f.place.row <= heads.get((f.place.file, f.place.sheet), 0) for f in errors(findings))
    return len(dossier.people) > 0 and not shared
