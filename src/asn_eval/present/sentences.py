"""Single statements of the rulebook as people say them: numbers, dates, scales, matches and requirements.

Fragments begin with a small letter ("nilai total paling rendah 85") so that others can set them into their own sentences;
``as_sentence`` makes a whole one of a fragment.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from asn_eval.present.wording import Words
from asn_eval.rounding import half_up
from asn_eval.rules.awarding import Match
from asn_eval.rules.measures import UNITS
from asn_eval.rules.requirement import KNOWN_FACTS, MEASURES, Requirement
from asn_eval.rules.rulebook import Indicator, Rulebook

RANKS = frozenset({"rank", "unit_rank"})
AMOUNTS = frozenset({"masa_kerja", "masa_kerja_pns", "bulan_dalam_periode", "jp"})
IN_YEARS = frozenset({"masa_kerja", "masa_kerja_pns", "usia"})


def number_words(value: Decimal | Fraction | int, language: str, places: int = 4) -> str:
    """Write a number as an office does: decimal comma in Indonesian, no idle zeros, half up after ``places``.

    >>> number_words(Decimal("87.50"), "id"), number_words(Fraction(100, 3), "en"), number_words(Decimal(-4), "id")
    ('87,5', '33.3333', '-4')
    """
    units = half_up(Fraction(value), places)
    whole, rest = divmod(abs(units), 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    mark = "," if language == "id" else "."
    return f"{'-' if units < 0 else ''}{whole}{mark + decimals if decimals else ''}"


def money_words(value: Decimal | Fraction | int, language: str) -> str:
    """Write rupiah with their thousands apart.

    >>> money_words(14000000, "id"), money_words(900000, "en")
    ('Rp14.000.000', 'Rp900,000')
    """
    number = f"{half_up(Fraction(value), 0):,}"
    return f"Rp{number.replace(',', '.') if language == 'id' else number}"


def date_words(day: date, language: str) -> str:
    """Write a day with its month's name.

    >>> date_words(date(2026, 11, 24), "id")
    '24 November 2026'
    """
    return f"{day.day} {Words(language).say(f'policy.month.m{day.month}')} {day.year}"


def as_sentence(fragment: str) -> str:
    """Begin with a capital and end with a full stop.

    >>> as_sentence("nilai total paling rendah 85")
    'Nilai total paling rendah 85.'
    """
    return f"{fragment[:1].upper()}{fragment[1:]}{'' if fragment.endswith('.') else '.'}"


def listed(items: Iterable[str], language: str, last: str = "or_last") -> str:
    """Join with commas and a last "atau" (``or_last``) or "dan" (``and_last``).

    >>> listed(["III/a", "III/b", "III/c"], "id")
    'III/a, III/b atau III/c'
    """
    texts = list(items)
    if len(texts) < 2:
        return "".join(texts)
    return Words(language).say(f"policy.list.{last}", first=", ".join(texts[:-1]), last=texts[-1])


def quoted(items: Iterable[str], language: str) -> str:
    """List words in quotes, as they stand in cells: ``"Sedang" atau "Berat"``."""
    return listed((Words(language).say("policy.list.quoted", text=item) for item in items), language)


def unit_words(indicator: Indicator, language: str = "id") -> str:
    """Give the unit as it stands after a number: ``%``, `` hari`` or nothing; a measure has its own where the scale names none.

    >>> unit_words(Indicator(weight=100, measure="complaints.response_hours_median"), "id")
    ' jam'
    """
    unit = indicator.scale.unit
    if unit is None and indicator.measure is not None and indicator.measure in UNITS:
        return Words(language).say(f"measures.unit.{UNITS[indicator.measure]}")
    return "" if unit is None else "%" if unit.lower() in {"persen", "percent", "%"} else f" {unit}"


def scale_words(indicator: Indicator, language: str) -> str:
    """Say which values an indicator takes, which end is better and, unless a value counts as it stands, what the ends score.

    Of a scale that is not a straight line every point, step or word is named with its score; a scale that cites its rule says so last.

    >>> scale_words(Indicator(weight=100, scale={"unit": "jam", "points": [[0, 100], [24, 80], [72, 0]]}), "id")
    '0 jam berskor 100; 24 jam berskor 80; 72 jam berskor 0; di antaranya segaris lurus, di luarnya tetap'
    """
    rule, why = _scale_rule(indicator, language), indicator.scale.why
    return Words(language).say("decide.reason.cited", rule=rule, why=why) if why else rule


def _scale_rule(indicator: Indicator, language: str) -> str:
    say, scale, unit = Words(language).say, indicator.scale, unit_words(indicator, language)

    def scores(key: str, pairs: Iterable[tuple[str, Decimal]]) -> str:
        return "; ".join(say(f"policy.scale.{key}", value=v, score=number_words(s, language)) for v, s in pairs)

    if scale.table:
        return scores("point", scale.table.items())
    if scale.points:
        points = scores("point", ((f"{number_words(v, language)}{unit}", s) for v, s in scale.points))
        return f"{points}; {say('policy.scale.between')}"
    if scale.bands:
        bands = sorted(scale.bands, key=lambda band: band.at_least)
        return scores("band", ((f"{number_words(b.at_least, language)}{unit}", b.score) for b in bands))
    low, high = number_words(scale.min, language), number_words(scale.max, language)
    text = f"{say('policy.scale.range', min=low, max=high, unit=unit)}, {say(f'policy.scale.{scale.direction}')}"
    bad, good = (low, high) if scale.direction == "higher" else (high, low)
    worst, best = number_words(scale.worst, language), number_words(scale.best, language)
    if (bad, good) == (worst, best):
        return text
    return f"{text}; {say('policy.scale.ends', bad=bad, good=good, worst=worst, best=best)}"


def match_words(match: Match, language: str) -> str:
    """Say for whom a profile is: all given keys must match."""
    say = Words(language).say
    parts = [
        say(f"policy.match.{key}", words=quoted(words, language))
        for key in ("jabatan", "jenis_jabatan", "jenjang", "unit")
        if (words := getattr(match, key))
    ]
    parts += [
        say("policy.match.column", heading=heading, words=quoted(words, language))
        for heading, words in match.columns.items()
    ]
    return listed(parts, language, "and_last") if parts else say("policy.match.everyone")


def subject_words(requirement: Requirement, language: str, rulebook: Rulebook) -> str:
    """Name what a requirement looks at: a fact, an indicator's title, or a roster heading."""
    if requirement.fact == "hukuman_terberat" and requirement.within_years:
        return Words(language).say("policy.fact.hukuman_terberat_within", years=requirement.within_years)
    return fact_words(requirement.fact, language, rulebook) if requirement.fact else requirement.subject


def fact_words(fact: str, language: str, rulebook: Rulebook) -> str:
    """Name a fact; an indicator counts by its score, not by the value typed.

    >>> fact_words("disiplin", "id", Rulebook(indicators={"disiplin": Indicator(weight=100)}))
    'skor Disiplin'
    """
    say = Words(language).say
    own = {key for key, _, _ in rulebook.walk()}
    if fact in KNOWN_FACTS and fact not in own:
        return say(f"policy.fact.{fact}")
    if fact in MEASURES:
        return say("policy.fact.measure", name=fact)
    return say("policy.fact.indicator", title=rulebook.title_of(fact))


def requirement_sentence(requirement: Requirement, language: str, rulebook: Rulebook) -> str:
    """Say a requirement as a fragment that begins with its subject, several bounds joined by "dan".

    >>> book = Rulebook(indicators={"disiplin": Indicator(weight=100)})
    >>> requirement_sentence(Requirement(fact="total", at_least=85), "id", book)
    'nilai total paling rendah 85'
    >>> requirement_sentence(Requirement(column="Hukuman Disiplin", none_of=["Sedang", "Berat"]), "id", book)
    'kolom Hukuman Disiplin tidak berisi "Sedang" atau "Berat"'
    """
    say, subject = Words(language).say, subject_words(requirement, language, rulebook)
    if requirement.is_combined:
        members = (requirement_sentence(member, language, rulebook) for member in requirement.members)
        rules = "; ".join(say("policy.bound.member", rule=rule) for rule in members)
        return say(f"policy.bound.{requirement.combinator}", rules=rules)
    parts = []
    low, high = (_bound(bound, requirement.fact, language) for bound in (requirement.at_least, requirement.at_most))
    kind = "rank_" if requirement.fact in RANKS else "amount_" if requirement.fact in AMOUNTS else ""
    if low and high and not kind.startswith("rank"):
        parts.append(say("policy.bound.between", subject=subject, low=low, high=high))
    else:
        parts += [say(f"policy.bound.{kind}at_least", subject=subject, value=low)] if low else []
        parts += [say(f"policy.bound.{kind}at_most", subject=subject, value=high)] if high else []
    for key in ("one_of", "none_of"):
        if words := getattr(requirement, key):
            parts.append(
                say(
                    f"policy.bound.{'' if requirement.fact else 'column_'}{key}",
                    subject=subject,
                    words=quoted(words, language),
                )
            )
    if requirement.column:
        for key in ("within_years", "not_within_years"):
            if years := getattr(requirement, key):
                parts.append(say(f"policy.bound.{key}", subject=subject, years=years))
    rule = listed(parts, language, "and_last")
    periods = requirement.consecutive_periods
    return say("policy.bound.consecutive", rule=rule, count=periods) if periods else rule


def _bound(value: Decimal | str | None, fact: str | None, language: str) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return f"{number_words(value, language)}{Words(language).say('policy.fact.years') if fact in IN_YEARS else ''}"
