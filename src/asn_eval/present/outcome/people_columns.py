"""Who a proposal is about, in columns narrow enough that the reasons beside them can be read on one sheet."""

from dataclasses import replace

from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.ranking import Places, Say, identity
from asn_eval.present.tables import Column

_WIDTHS = {"nama": 22, "jabatan": 24, "unit": 20}


def people_columns(evaluation: Evaluation, chosen: Places, say: Say) -> list[Column]:
    """Give NIP, name, position and unit of some people; long words of a position stand below one another."""
    return [replace(c, width=_WIDTHS.get(c.key, c.width)) for c in identity(evaluation, chosen, say)]
