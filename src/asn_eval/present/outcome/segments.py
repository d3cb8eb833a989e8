"""The ledger of segments: whose, from when to when, how many days, in which unit, with which score of its own."""

import numpy as np

from asn_eval.check.records import Segments
from asn_eval.examine.segments import segment_days, segment_scores
from asn_eval.pipeline import Evaluation
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words


def segments_table(evaluation: Evaluation, language: str) -> Table:
    """List every segment of people who have several, in the order of the roster; empty when nobody has."""
    say, people, period = Words(language).say, evaluation.dossier.people, evaluation.rulebook.period
    none = np.zeros(0, np.int32)
    segments = people.segments or Segments(none, none.astype(np.int16), none, _days(0), _days(0), none.astype(object))
    first, last = segments.first, segments.last
    if period is not None:
        first, last = np.maximum(first, np.datetime64(period.start)), np.minimum(last, np.datetime64(period.end))
    score = segment_scores(evaluation, segments)
    places = [str(evaluation.dossier.place(int(s), int(r))) for s, r in zip(segments.source, segments.row, strict=True)]
    columns = (
        Column("nip", say("tables.ranking.nip"), people.nip[segments.person], width=20),
        Column("nama", say("tables.ranking.person"), people.texts["nama"][segments.person]),
        Column("unit", say("tables.ranking.unit"), segments.unit),
        Column("first", say("tables.segments.first"), first, "date"),
        Column("last", say("tables.segments.last"), last, "date"),
        Column("days", say("tables.segments.days"), segment_days(evaluation, segments), "integer"),
        Column(
            "score",
            say("tables.segments.score"),
            score.units,
            "decimal",
            evaluation.rulebook.rounding.places,
            score.known,
        ),
        Column("source", say("tables.unranked.source"), places),
    )
    note = (say("tables.segments.note"),)
    return Table("segments", say("tables.segments.name"), say("tables.segments.title"), columns, note)


def _days(count: int) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    return np.full(count, np.datetime64("NaT", "D"))
