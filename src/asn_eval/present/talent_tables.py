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
from asn_eval.present.law_tables import cited
from asn_eval.present.people_columns import people_columns
from asn_eval.present.ranking import Places
from asn_eval.present.sentences import number_words
from asn_eval.present.tables import Chart, Column, Overview, Table
from asn_eval.present.wording import Words

BOXES = tuple(range(9, 0, -1))


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
    """Say where the axes come from, whose bounds they have, the account of everybody and how many are in the pool."""
    say = Words(language).say
    placed, unknown = sum(boxes.counts[1:]), boxes.counts[0]
    pool = sum(boxes.counts[n] for n, one in boxes.boxes.items() if one.pool)
    lines = [_axis_words(levels, boxes, language) for levels in (boxes.kinerja, boxes.potensial)]
    lines += [say("careers.talent.source", citation=c) for c in {cited(b.citation): 0 for b in boxes.boxes.values()}]
    balance = say("careers.talent.balance", placed=placed, unknown=unknown, people=placed + unknown)
    return (*lines, balance, say("careers.talent.pool_note", count=pool))


def _axis_words(levels: Levels, boxes: TalentBoxes, language: str) -> str:
    say = Words(language).say
    kind = "indicator" if levels.axis.indicator else "column"
    named = boxes.facts.rulebook.title_of(levels.axis.indicator) if levels.axis.indicator else levels.axis.column
    origin = say(f"careers.talent.from_{kind}", axis=say(f"careers.talent.{levels.name}"), origin=named)
    if levels.bounds is None:
        return origin
    upper, middle = (number_words(bound, language) for bound in levels.bounds)
    whose = "office" if levels.of_office else "law"
    return say(f"careers.talent.bounds_{whose}", origin=origin, upper=upper, middle=middle)


def counts_table(boxes: TalentBoxes, language: str) -> Table:
    """Every box with its levels, head-count, whether it is in the pool, and what is recommended."""
    say, where = Words(language).say, boxes.fields
    shown = [n for n in BOXES if n in boxes.boxes]
    columns = (
        Column("box", say("careers.talent.box"), [str(n) for n in shown]),
        Column("kinerja", say("careers.talent.kinerja"), [LEVELS["kinerja"][where[n][0]] for n in shown]),
        Column("potensial", say("careers.talent.potensial"), [LEVELS["potensial"][where[n][1]] for n in shown]),
        Column("people", say("careers.talent.people"), np.array([boxes.counts[n] for n in shown], np.int64), "integer"),
        Column("pool", say("careers.talent.pool"), [_pool(boxes, n, language) for n in shown]),
        _recommendations(boxes, shown, language),
    )
    title = proposed(say("careers.talent.counts"), language)
    return Table("talent_boxes", say("careers.talent.counts_name"), title, columns)


def people_table(evaluation: Evaluation, boxes: TalentBoxes, language: str) -> Table:
    """Everybody: box 9 first, within a box by NIP; those not assessable last, each with the reason."""
    say = Words(language).say
    order = np.lexsort((nip_numbers(evaluation.dossier.people), -boxes.box.astype(np.int64)))
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
    return (first, people_table(evaluation, boxes, language), *([claims] if len(claims) else []))


def talent_tables(evaluation: Evaluation, boxes: TalentBoxes, language: str) -> tuple[Table, ...]:
    """Give every table of the part, for JSON."""
    return (
        grid_table(boxes, language),
        counts_table(boxes, language),
        people_table(evaluation, boxes, language),
        claims_table(evaluation, boxes, language),
    )


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
