"""One person's segments of service in lines: days, unit, score of its own and the cell it comes from."""

import numpy as np

from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.segments import segments_table
from asn_eval.present.screens.terminal import cells
from asn_eval.present.wording import Words


def segment_lines(evaluation: Evaluation, person: int, language: str) -> tuple[str, ...]:
    """Tell the segments of one person, a line each below a title and the rule; nothing for people with one."""
    segments = evaluation.dossier.people.segments
    if segments is None or not (segments.person == person).any():
        return ()
    say, table = Words(language).say, segments_table(evaluation, language)
    columns = {column.key: cells(column, language) for column in table.columns}
    lines = []
    for number in np.flatnonzero(segments.person == person).tolist():
        told = {key: texts[number] for key, texts in columns.items()}
        told["unit"] = told["unit"] or say("tables.summary.no_unit")
        line = "line" if told["score"] else "line_blank"
        lines.append(f"- {say(f'tables.segments.{line}', **told)}")
    return (say("tables.segments.title"), *lines, *table.notes)
