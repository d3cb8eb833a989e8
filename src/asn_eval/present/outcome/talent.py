"""The nine boxes as tables: the map with its head-counts, the people of each box, those not assessable, and other claims."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from asn_eval.decide.talent import LEVELS, Levels, TalentBoxes
from asn_eval.examine.careers import talent_of
from asn_eval.measure.service import nip_numbers
from asn_eval.pipeline import Evaluation
from asn_eval.present.lacking import lacks_words
from asn_eval.present.outcome.people_columns import people_columns
from asn_eval.present.outcome.ranking import Places
from asn_eval.present.outcome.talent_axes import axis_table, components_table, parts_words, shares_words
from asn_eval.present.policy.law import cited
from asn_eval.present.sentences import listed, number_words
from asn_eval.present.tables import Chart, Column, Overview, Table
from asn_eval.present.wording import Words


def proposed(title: str, language: str) -> str:
    """Head a table as what it is: a proposal."""
    return f"{title} ({Words(language).say('tables.awards.proposal')})"


def grid_table(boxes: TalentBoxes, language: str) -> Table:
    """The map: performance downwards, potential to the right, in each field the box and its people."""
    say = Words(language).say
    number = {(y, x): n for n, (y, x) in boxes.fields.items()}
    columns = [Column("kinerja", say("careers.talent.kinerja"), list(LEVELS["kinerja"]))]
    for x in (2, 1, 0):
        level = LEVELS["potensial"][x]
        found = [number.get((y, x), 0) for y in range(3)]
        texts = [say("careers.talent.cell", box=n, count=boxes.counts[n]) if n else "" for n in found]
        columns.append(Column(f"potensial_{level}", f"{say('careers.talent.potensial')} {level}", texts))
    title = proposed(say("careers.talent.grid"), language)
    return Table("talent_grid", say("careers.talent.grid_name"), title, tuple(columns), notes(boxes, language))


def notes(boxes: TalentBoxes, language: str) -> tuple[str, ...]:
    """Say where the axes come from, whose bounds and numbers they have, the account of everybody and how many are in the pool."""
    say = Words(language).say
    placed, unknown = sum(boxes.counts[1:]), boxes.counts[0]
    pooled = [n for n, one in boxes.boxes.items() if one.pool]
    lines = [_axis_words(levels, boxes, language) for levels in (boxes.kinerja, boxes.potensial)]
    if boxes.score is not None:
        lines.append(say("careers.talent.talent_note", shares=shares_words(boxes.score, language)))
    lines += [say("careers.talent.source", citation=c) for c in {cited(b.citation): 0 for b in boxes.boxes.values()}]
    if boxes.renumbered:
        pairs = (say("careers.talent.number", number=n, box=one.number) for n, one in boxes.boxes.items())
        lines.append(say("careers.talent.renumbered", pairs=", ".join(pairs)))
    lines.append(say("careers.talent.balance", placed=placed, unknown=unknown, people=placed + unknown))
    if pooled:
        named, count = listed(map(str, sorted(pooled)), language, "and_last"), sum(boxes.counts[n] for n in pooled)
        lines.append(say("careers.talent.pool_note", boxes=named, count=count))
    return tuple(lines)


def _axis_words(levels: Levels, boxes: TalentBoxes, language: str) -> str:
    say, axis, rulebook = Words(language).say, levels.axis, boxes.facts.rulebook
    told = {"axis": say(f"careers.talent.{levels.name}")}
    if levels.weighed is not None:
        parts = parts_words(levels.weighed, language) or say("careers.talent.no_law")
        origin = say("careers.talent.from_law", parts=parts, **told)
    elif axis.indicator:
        origin = say("careers.talent.from_indicator", origin=rulebook.title_of(axis.indicator), **told)
    else:
        origin = say("careers.talent.from_column", origin=axis.column, **told)
    return bounds_words(origin, levels, language)


def bounds_words(origin: str, levels: Levels, language: str) -> str:
    """Say after ``origin`` from which scores on the levels of an axis begin, and who says so."""
    if levels.bounds is None:
        return origin
    upper, middle = (number_words(bound, language) for bound in levels.bounds)
    whose = "office" if levels.of_office else "borrowed" if levels.weighed is None else "law"
    return Words(language).say(f"careers.talent.bounds_{whose}", origin=origin, upper=upper, middle=middle)


def counts_table(boxes: TalentBoxes, language: str) -> Table:
    """Every box with its levels, head-count, whether it is in the pool, and what is recommended; the law's number where it is another."""
    say, where, shown = Words(language).say, boxes.fields, list(boxes.boxes)
    law = np.array([boxes.boxes[n].number for n in shown], np.int64)
    columns = (
        Column("box", say("careers.talent.box"), [str(n) for n in shown]),
        *([Column("law_box", say("careers.talent.law_box"), law, "integer")] if boxes.renumbered else []),
        Column("kinerja", say("careers.talent.kinerja"), [LEVELS["kinerja"][where[n][0]] for n in shown]),
        Column("potensial", say("careers.talent.potensial"), [LEVELS["potensial"][where[n][1]] for n in shown]),
        Column("people", say("careers.talent.people"), np.array([boxes.counts[n] for n in shown], np.int64), "integer"),
        Column("pool", say("careers.talent.pool"), [_pool(boxes, n, language) for n in shown]),
        _recommendations(boxes, shown, language),
    )
    title = proposed(say("careers.talent.counts"), language)
    return Table("talent_boxes", say("careers.talent.counts_name"), title, columns)


def by_box(evaluation: Evaluation, boxes: TalentBoxes) -> Places:
    """Give everybody, the law's box 9 first and within a box by NIP; those not assessable last."""
    return np.asarray(np.lexsort((nip_numbers(evaluation.dossier.people), -boxes.place)))


def people_table(evaluation: Evaluation, boxes: TalentBoxes, language: str) -> Table:
    """Everybody: the law's box 9 first, within a box by NIP; those not assessable last, each with the reason."""
    say, order = Words(language).say, by_box(evaluation, boxes)
    number = boxes.box[order].tolist()
    columns = [
        Column(
            "box", say("careers.talent.box"), boxes.box[order].astype(np.int64), "integer", present=boxes.box[order] > 0
        ),
        *people_columns(evaluation, order, say),
    ]
    for levels in (boxes.kinerja, boxes.potensial):
        names = np.array([*LEVELS[levels.name], ""], object)
        columns.append(Column(levels.name, say(f"careers.talent.{levels.name}"), names[levels.level[order]]))
        if levels.scored.any():
            places, heading = evaluation.rulebook.rounding.places, say(f"careers.talent.{levels.name}_score")
            columns.append(
                Column(f"{levels.name}_score", heading, levels.score[order], "decimal", places, levels.scored[order])
            )
    if boxes.score is not None:
        units, known, places = boxes.score.units[order], boxes.score.known[order], evaluation.rulebook.rounding.places
        columns.append(Column("talent_score", say("careers.talent.talent_score"), units, "decimal", places, known))
    columns.append(Column("pool", say("careers.talent.pool"), [_pool(boxes, n, language) for n in number]))
    if boxes.claimed.any():
        columns.append(Column("claimed", say("careers.talent.claimed"), _claims(boxes.claimed[order], language)))
    columns.append(_recommendations(boxes, number, language))
    missing = [lacks_words(boxes.lacks(person), language) for person in order.tolist()]
    columns.append(Column("missing", say("careers.talent.missing"), missing, width=50))
    title = proposed(say("careers.talent.title"), language)
    return Table("talent", say("careers.talent.name"), title, tuple(columns), notes(boxes, language))


def claims_table(evaluation: Evaluation, boxes: TalentBoxes, language: str) -> Table:
    """People for whom the source claims another box, or one that cannot be read, in the order of the roster."""
    say = Words(language).say
    chosen: Places = np.flatnonzero(boxes.differs | (boxes.claimed < 0))
    columns = (
        *people_columns(evaluation, chosen, say),
        Column("claimed", say("careers.talent.claimed"), _claims(boxes.claimed[chosen], language)),
        Column(
            "box",
            say("careers.talent.box"),
            boxes.box[chosen].astype(np.int64),
            "integer",
            present=boxes.box[chosen] > 0,
        ),
    )
    title = proposed(say("careers.talent.claims"), language)
    return Table("talent_claims", say("careers.talent.claims_name"), title, columns)


def talent_sheets(evaluation: Evaluation, language: str) -> tuple[Table | Overview, ...]:
    """Give the sheets of the result workbook: the map with its chart, everybody, and other claims."""
    boxes = talent_of(evaluation)
    if boxes is None:
        return ()
    say, counts = Words(language).say, counts_table(boxes, language)
    chart = Chart(
        counts.title, counts.key, "box", ("people",), "bar", say("careers.talent.people"), say("careers.talent.box")
    )
    grid = grid_table(boxes, language)
    name = say("careers.talent.grid_name")
    title, drawn = proposed(say("careers.talent.title"), language), chart if counts.columns[0].values else None
    tables = (replace(grid, notes=()), counts)
    first = Overview("talent_map", name, title, (), tables, drawn, grid.notes)
    claims = claims_table(evaluation, boxes, language)
    return (first, *_lists(evaluation, boxes, language), *([claims] if len(claims) else []))


def talent_tables(evaluation: Evaluation, boxes: TalentBoxes, language: str) -> tuple[Table, ...]:
    """Give every table of the part, for JSON."""
    return (
        grid_table(boxes, language),
        counts_table(boxes, language),
        *_lists(evaluation, boxes, language),
        claims_table(evaluation, boxes, language),
    )


def _lists(evaluation: Evaluation, boxes: TalentBoxes, language: str) -> tuple[Table, ...]:
    return (people_table(evaluation, boxes, language), *weighing_tables(evaluation, boxes, language))


def weighing_tables(evaluation: Evaluation, boxes: TalentBoxes, language: str) -> tuple[Table, ...]:
    """Give what the axes the law weighs are made of: every component, then everybody's; none without such an axis."""
    both = (boxes.kinerja.weighed, boxes.potensial.weighed)
    axes = [axis for axis in both if axis is not None and axis.components]
    if not axes:
        return ()
    order = by_box(evaluation, boxes)
    tables = (components_table(axes, language), *(axis_table(evaluation, axis, order, language) for axis in axes))
    return tuple(replace(table, title=proposed(table.title, language)) for table in tables)


def _recommendations(boxes: TalentBoxes, numbers: Sequence[int], language: str) -> Column:
    texts = [boxes.boxes[n].recommendation if n in boxes.boxes else "" for n in numbers]
    return Column("recommendation", Words(language).say("careers.talent.recommendation"), texts, width=50)


def _pool(boxes: TalentBoxes, number: int, language: str) -> str:
    if number not in boxes.boxes:
        return ""
    return Words(language).say(f"careers.talent.{'yes' if boxes.boxes[number].pool else 'no'}")


def _claims(claimed: npt.NDArray[np.int8], language: str) -> list[str]:
    unread = Words(language).say("careers.talent.claim_unread")
    return [str(n) if n > 0 else unread if n else "" for n in claimed.tolist()]
