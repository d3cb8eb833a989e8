"""What must agree across the keys of a rulebook: names, reading, the period, headings; the rest in modules of its own.

Each check is one function that gives what it finds; ``disagreements`` runs them all, so that every fault comes in one run.
"""

import re
import unicodedata
from collections.abc import Iterator

from asn_eval.rules.appraising_agreement import organisation, ratings
from asn_eval.rules.appraising_agreement import reach as ratings_reach
from asn_eval.rules.balance import levels, profiles
from asn_eval.rules.careers_agreement import career, talent
from asn_eval.rules.developing_agreement import placement, posts, training
from asn_eval.rules.disagreement import Disagreement, Found, Ids, paths, unknown, written
from asn_eval.rules.entitlement import awards, grades, reach, ties
from asn_eval.rules.evidence import RECORD_FIELDS
from asn_eval.rules.requirement import KNOWN_FACTS, RECORD_FACTS
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.scales_agree import hours, measures, records, scales, straightened
from asn_eval.rules.tree import KeyPath, shown
from asn_eval.rules.vocabulary import FIELDS

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
# Keys of an indicator that say how it is read; one with parts is not read, its parts are.
_READING = ("scale", "source", "missing", "not_applicable", "outside", "combine", "measure", "minimum_records")


def disagreements(rulebook: Rulebook) -> list[Disagreement]:
    """Give everything in a rulebook that does not agree, as (path, code, values, rests_on), in the order of the checks."""
    checks = (
        *(ids, reading, scales, measures, levels, profiles, period, hours, records),
        *(headings, grades, ratings, organisation, ties, awards, training, posts, placement, talent, career),
    )
    found = [disagreement for check in checks for disagreement in check(rulebook)]
    # How high and low totals can be means nothing while the weights or scales they are made of are wrong.
    if not any(d.code.startswith(("weight", "profile", "scale")) for d in found):
        found += [*reach(straightened(rulebook)), *ratings_reach(rulebook)]
    return found


def ids(rulebook: Rulebook) -> Found:
    """Keys of indicators, profiles and awards are plain; an indicator's is used once and names no fact about people."""
    seen: dict[str, KeyPath] = {}
    for path, key, _ in paths(rulebook):
        if not _ID.fullmatch(key):
            yield Disagreement(path, "id-form", {"found": key, "write": _id_from(key)})
        elif key in FIELDS or (key in KNOWN_FACTS and key not in RECORD_FACTS):
            yield Disagreement(path, "id-taken", {"found": key})
        elif key in seen:
            yield Disagreement(path, "id-doubled", {"found": key, "first": shown(seen[key])})
        seen.setdefault(key, path)
    for room, keys in (("profiles", rulebook.profiles), ("awards", rulebook.awards)):
        for key in keys:
            if not _ID.fullmatch(key):
                yield Disagreement((room, key), "id-form", {"found": key, "write": _id_from(key)})


def _id_from(key: str) -> str:
    bare = re.sub(r"[^a-z0-9]+", "_", key[:60].lower()).strip("_")
    return bare if _ID.fullmatch(bare) else f"n_{bare}".rstrip("_")


def reading(rulebook: Rulebook) -> Found:
    """Only leaves are read, on a scale whose ends are apart, and an empty cell never becomes the best value."""
    for path, _, indicator in paths(rulebook):
        if "parts" in indicator.model_fields_set and not indicator.parts:
            yield Disagreement((*path, "parts"), "parts-none", {}, ((*path, "parts", "*"),))
        elif indicator.parts:
            for key in (key for key in _READING if key in indicator.model_fields_set):
                yield Disagreement((*path, key), "parts-read", {"key": key}, (path,))
        scale, at = indicator.scale, (*path, "scale")
        if scale.min >= scale.max:
            values = {"min": written(scale.min), "max": written(scale.max)}
            yield Disagreement(at, "scale-range", values, ((*at, "min"), (*at, "max")))
        if scale.worst >= scale.best:
            values = {"worst": written(scale.worst), "best": written(scale.best)}
            yield Disagreement(at, "scale-worth", values, ((*at, "worst"), (*at, "best")))
        if indicator.missing == "zero" and scale.direction == "lower":
            yield Disagreement((*path, "missing"), "missing-zero-lower", {}, ((*path, "missing"), (*at, "direction")))


def period(rulebook: Rulebook) -> Found:
    """A period begins before it ends, and somebody can have served long enough in it."""
    if rulebook.period is None:
        return
    start, end, least = rulebook.period.start, rulebook.period.end, rulebook.period.minimum_days
    days = (end - start).days + 1
    both: tuple[KeyPath, ...] = (("period", "start"), ("period", "end"))
    if days < 1:
        yield Disagreement(
            ("period", "end"), "period-order", {"start": start.isoformat(), "end": end.isoformat()}, both
        )
    elif least > days:
        values = {"found": str(least), "days": str(days)}
        yield Disagreement(("period", "minimum_days"), "period-minimum", values, (*both, ("period", "minimum_days")))


def headings(rulebook: Rulebook) -> Found:
    """Extra headings are for fields or leaves, and no heading is claimed twice."""
    known = Ids.of(rulebook)
    leaves = [key for key, indicator in known.names.items() if not indicator.parts]
    measured = RECORD_FIELDS if any(indicator.measure for indicator in known.names.values()) else frozenset()
    targets = {*leaves, *FIELDS, *measured}
    for key in rulebook.headings:
        if key not in targets:
            yield unknown(("headings", key), "heading-key", key, [*leaves, *FIELDS, *sorted(measured)], known.rests_on)
    seen: dict[str, str] = {}
    for path, key, heading in _claims(rulebook):
        # Headings are compared as they are in workbooks: by their letters and digits.
        plain = "".join(c for c in unicodedata.normalize("NFKC", heading).casefold() if c.isalnum())
        if plain and seen.setdefault(plain, key) != key:
            yield Disagreement(path, "heading-doubled", {"found": heading, "one": seen[plain], "other": key})


def _claims(rulebook: Rulebook) -> Iterator[tuple[KeyPath, str, str]]:
    # Every heading somebody lays claim to: keys of fields, then keys, titles and sources of leaves, then the extra headings.
    for field in FIELDS:
        yield (), field, field
    for path, key, indicator in paths(rulebook):
        if not indicator.parts:
            yield path, key, key
            yield (*path, "title"), key, indicator.title or ""
            yield from (((*path, "source", n), key, heading) for n, heading in enumerate(indicator.source))
    for key, extra in rulebook.headings.items():
        yield from ((("headings", key, n), key, heading) for n, heading in enumerate(extra))
