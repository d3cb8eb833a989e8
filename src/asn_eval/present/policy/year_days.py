"""The holidays of a year as lines for ``indicators.yaml``, filled on request from the ``holidays`` library.

The library only fills: what counts is what the office keeps in its rulebook, checked against the joint decree of that year. A year
that is not in the rulebook stays an error when records are measured, never a guess.
"""

from datetime import date

from asn_eval.findings import Finding, Place
from asn_eval.present.wording import Words

# The categories of the library: public holidays, and cuti bersama decreed by the government.
PUBLIC, JOINT = "public", "government"


def year_days(year: int, language: str) -> str | Finding:
    """Give the ``calendar:`` lines of a year, or a finding when the library is missing or knows nothing of it."""
    try:
        from holidays import country_holidays
    except ImportError:
        return Finding("calendar-extra", Place(""))
    names = {"id": "id", "en": "en_US"}[language]
    days = {
        kind: sorted(country_holidays("ID", years=year, categories=(kind,), language=names).items())
        for kind in (PUBLIC, JOINT)
    }
    if not days[PUBLIC]:
        return Finding("calendar-unknown", Place(""), {"year": str(year)})
    return "\n".join(_lines(year, days[PUBLIC], days[JOINT], language)) + "\n"


def _lines(year: int, public: list[tuple[date, str]], joint: list[tuple[date, str]], language: str) -> list[str]:
    say = Words(language).say
    lines = [
        "calendar:",
        "  week: 5",
        "  years:",
        f'    "{year}":',
        f"      # {say('calendar.filled.check', year=year)}",
    ]
    for key, listed in (("holidays", public), ("joint_leave", joint)):
        if listed:
            lines += [
                f"      {key}:",
                *(f"        - {day.isoformat()}  # {' '.join(name.split())}" for day, name in listed),
            ]
        else:
            lines.append(f"      {key}: []  # {say('calendar.filled.none', year=year)}")
    return lines
