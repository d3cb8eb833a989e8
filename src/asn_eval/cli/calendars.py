"""``calendar``: the holidays of a year as lines to put into the rulebook."""

import sys
from typing import Annotated

import typer

from asn_eval.cli.options import Common, with_common
from asn_eval.cli.session import Session
from asn_eval.findings import Finding


@with_common("indicators", "mapped", "skip_invalid", "strict", "day", "as_json", "quiet", "no_color")
def calendar(
    common: Common, year: Annotated[int, typer.Argument(metavar="TAHUN", min=1990, max=2100, show_default=False)]
) -> None:
    """Print the public holidays and joint leave of a year for the rulebook."""
    from asn_eval.present.policy.year_days import year_days

    session = Session.of(common)
    filled = year_days(year, session.language)
    if isinstance(filled, Finding):
        session.refuse([filled])
    sys.stdout.write(filled)
