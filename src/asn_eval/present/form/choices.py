"""What may be typed into the cells of records: the words to choose from and the ranges of numbers, by the rulebook and the law."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from asn_eval.measure.absence import GRAVITY
from asn_eval.measure.predikat import NAMES, TABLE
from asn_eval.measure.scales import is_straight
from asn_eval.rules.dated import history
from asn_eval.rules.evidence import KINDS, YEARS
from asn_eval.rules.measures import SOURCES
from asn_eval.rules.panduan import VALUES
from asn_eval.rules.requirement import MEASURES
from asn_eval.rules.rulebook import Indicator, Rulebook, Scale
from asn_eval.rules.statutes import lapor_limits, letters, rows
from asn_eval.rules.vocabulary import MONTHS

DAILY: Final = "attendance"
RECAP: Final = "attendance-recap"
Range = tuple[Decimal, Decimal]

YES_NO: Final = ("Ya", "Tidak")
_EXCEPTIONS: Final = ("Cuti", "Dinas Luar", "Sakit", "Izin", "WFH", "Alpa")
ASPECTS: Final = ("Kuantitas", "Kualitas", "Waktu", "Biaya")
# Hours of one training; the longest courses for heads of work have some nine hundred.
_MOST_JP: Final = 1000
_MOST_DAYS: Final = 366
_MOST_MINUTES: Final = 100_000


def measures_asked(rulebook: Rulebook) -> frozenset[str]:
    """Give the measures indicators are made by and conditions ask for."""
    by_indicators = {str(leaf.measure) for leaf in rulebook.leaves().values() if leaf.measure}
    return frozenset(by_indicators | {r.fact for r in rulebook.conditions() if r.fact in MEASURES})


def leaves_of(kind: str, rulebook: Rulebook) -> dict[str, Indicator]:
    """Give the indicators that are measured from a kind of records, by id."""
    return {key: leaf for key, leaf in rulebook.leaves().items() if leaf.measure and kind in SOURCES[leaf.measure]}


def law_day(rulebook: Rulebook, table: str) -> date:
    """Give the day a table of law is read for: the end of the period, or the first day of the newest table without one."""
    return rulebook.period.end if rulebook.period else history(table).tables[-1].since


def choices_of(kind: str, field: str, rulebook: Rulebook) -> tuple[str, ...]:
    """Give the words that may be chosen for a field; none for any text."""
    chosen = rulebook.records
    if field == "bulan":
        return _months(rulebook)
    if field == "predikat":
        return (*NAMES, *(chosen.history.predikat if kind == "history" else ()))
    if field in {"hasil", "perilaku"}:
        return tuple(row.text("rating") for row in rows(TABLE, "ratings", law_day(rulebook, TABLE)))
    aspects = {letters(word) for word in ASPECTS}
    roles = chosen.innovations.roles if kind == "innovations" else chosen.feedback.roles
    words: Mapping[str, tuple[str, ...]] = {
        "pengecualian": (*_EXCEPTIONS, *chosen.attendance.excused, *chosen.attendance.codes),
        "klasifikasi": tuple(chosen.complaints.limits or lapor_limits(law_day(rulebook, "lapor"))),
        "status": ("Proses", "Selesai", "Arsip"),
        "kategori": ("Utama", "Tambahan"),
        "aspek": (*ASPECTS, *(word for word in chosen.targets.lower_aspects if letters(word) not in aspects)),
        "arah": ("Naik", "Turun"),
        "peran": tuple(roles),
        "tingkat": tuple(chosen.innovations.levels),
        "diterapkan": YES_NO,
        "terverifikasi": YES_NO,
        "tingkat_hukuman": GRAVITY,
    }
    return tuple(dict.fromkeys(words.get(field, ())))


def _months(rulebook: Rulebook) -> tuple[str, ...]:
    period = rulebook.period
    first, last = (period.start, period.end) if period else (date(1, 1, 1), date(1, 12, 31))
    touched = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(dict.fromkeys(MONTHS[month % 12][0].title() for month in touched))


def reach_of(kind: str, field: str, rulebook: Rulebook) -> Range | None:
    """Give the lowest and highest number that may be typed; None where nothing is known of it, as of targets."""
    if field in VALUES:
        return feedback_range(rulebook)
    if kind == RECAP and KINDS[kind].fields[field].type in {"number", "minutes"} and field != "tahun":
        most = _MOST_DAYS if KINDS[kind].fields[field].type == "number" else _MOST_MINUTES
        return Decimal(0), Decimal(most)
    if field == "nilai_lalu":
        scales = [x.scale for x in leaves_of(kind, rulebook).values() if x.measure == "history.score"]
        known = scales and all(is_straight(scale) for scale in scales)
        return (min(s.min for s in scales), max(s.max for s in scales)) if known else None
    if field == "kepuasan":
        low, _, high = rulebook.records.complaints.satisfaction.partition("-")
        return Decimal(low), Decimal(high)
    bounds = {"jp": (0, _MOST_JP), "tahun": YEARS}.get(field)
    return (Decimal(bounds[0]), Decimal(bounds[1])) if bounds else None


def feedback_range(rulebook: Rulebook) -> Range:
    """Give the lowest and the highest value a form of feedback may have, by the scales of the indicators made from it."""
    ends = [_ends(leaf.scale) for leaf in leaves_of("feedback", rulebook).values()]
    return min(low for low, _ in ends), max(high for _, high in ends)


def _ends(scale: Scale) -> Range:
    if is_straight(scale) or {"min", "max"} & scale.model_fields_set:
        return scale.min, scale.max
    if scale.points:
        return scale.points[0][0], scale.points[-1][0]
    return min(band.at_least for band in scale.bands), scale.max
