"""An axis of talent the law weighs, as tables: what each component counts and where it comes from, and everybody's components."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from asn_eval.decide.talent_axis import TalentScore, Weighed
from asn_eval.decide.talent_components import Worked
from asn_eval.pipeline import Evaluation
from asn_eval.present.lacking import lacks_words
from asn_eval.present.outcome.people_columns import people_columns
from asn_eval.present.outcome.ranking import Places
from asn_eval.present.policy.law import cited
from asn_eval.present.policy.talent import component_origin
from asn_eval.present.sentences import number_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words
from asn_eval.rounding import rounded_sum


def component_title(one: Worked, language: str) -> str:
    """Name a component, with a capital."""
    told = Words(language).say(f"careers.what.{one.key}")
    return f"{told[:1].upper()}{told[1:]}"


def parts_words(weighed: Weighed, language: str) -> str:
    """Say what each component counts: ``predikat 60% + penghargaan 15% + …``."""
    return _sum([(one.key, one.percent) for one in weighed.components], language)


def shares_words(score: TalentScore, language: str) -> str:
    """Say what each axis counts of the talent score: ``kinerja 50% + potensial 50%``."""
    return _sum([(name, share * 100) for name, share in score.shares.items()], language)


def _sum(parts: Sequence[tuple[str, Fraction]], language: str) -> str:
    say = Words(language).say
    return " + ".join(f"{say(f'careers.what.{key}')} {number_words(percent, language)}%" for key, percent in parts)


def components_table(axes: Sequence[Weighed], language: str) -> Table:
    """Every component of the axes: what it counts, where it comes from, of how many people it is not known, how sure the law is."""
    say = Words(language).say
    made = [(axis, one) for axis in axes for one in axis.components]
    places = 0 if all(one.percent.denominator == 1 for _, one in made) else 2
    percent = np.array([int(one.percent * 10**places) for _, one in made], np.int64)
    unknown = np.array([int((~one.known).sum()) for _, one in made], np.int64)
    columns = (
        Column("axis", say("careers.talent.axis"), [say(f"careers.talent.{axis.name}") for axis, _ in made]),
        Column("component", say("careers.talent.component"), [component_title(one, language) for _, one in made]),
        Column("percent", say("careers.talent.percent"), percent, "percent", places),
        Column(
            "origin",
            say("careers.talent.origin"),
            [component_origin(one.origin, axis.facts.rulebook, language) for axis, one in made],
            width=40,
        ),
        Column("unknown", say("careers.talent.unknown"), unknown, "integer"),
        Column(
            "confidence",
            say("careers.talent.confidence"),
            [say(f"law.confidence.{one.row.confidence}") for _, one in made],
        ),
    )
    sources = dict.fromkeys(cited(one.row.citation) for _, one in made)
    notes = tuple(say("careers.talent.components_note", citation=source) for source in sources)
    return Table(
        "talent_components", say("careers.talent.components_name"), say("careers.talent.components"), columns, notes
    )


def axis_table(evaluation: Evaluation, weighed: Weighed, order: Places, language: str) -> Table:
    """One axis of everybody, in this order: each component as it stands at its origin and what it is worth, and their weighted sum.

    What stands there is left out where it is the number it is worth.
    """
    say, places = Words(language).say, evaluation.rulebook.rounding.places
    columns = people_columns(evaluation, order, say)
    for one in weighed.components:
        title, percent = component_title(one, language), number_words(one.percent, language)
        heading = f"{title} ({percent}%)"
        if one.differs:
            heading = say("careers.talent.points", component=title, percent=percent)
            values = np.array([text.strip() for text in one.typed.values] or [""], object)[one.typed.index[order]]
            columns.append(Column(one.key, title, values))
        worth = rounded_sum([(Fraction(1, one.points.per), one.points.units)], Fraction(0), places)[order]
        columns.append(Column(f"{one.key}_points", heading, worth, "decimal", places, one.known[order]))
    heading = say(f"careers.talent.{weighed.name}_score")
    columns.append(
        Column(f"{weighed.name}_score", heading, weighed.score[order], "decimal", places, weighed.known[order])
    )
    known = weighed.known.tolist()
    missing = ["" if known[person] else lacks_words(weighed.lacks(person), language) for person in order.tolist()]
    columns.append(Column("missing", say("careers.talent.missing"), missing, width=50))
    key = f"axis_{weighed.name}"
    return Table(
        f"talent_{weighed.name}", say(f"careers.talent.{key}_name"), say(f"careers.talent.{key}"), tuple(columns)
    )
