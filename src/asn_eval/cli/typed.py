"""Small values typed on the command line: heading maps, what-if values, a NIP – read or refused with a finding."""

from collections.abc import Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from asn_eval.findings import Finding, Place

if TYPE_CHECKING:
    from asn_eval.check.records import People
    from asn_eval.rules.rulebook import Rulebook


def mappings(typed: Sequence[str], rulebook: "Rulebook") -> tuple[dict[str, str], list[Finding]]:
    """Read ``Kolom saya=field`` pairs; the field is a roster field, an indicator id, or a field of the records it measures from."""
    from asn_eval.rules.evidence import KINDS
    from asn_eval.rules.measures import SOURCES
    from asn_eval.rules.vocabulary import FIELDS

    kinds = [kind for leaf in rulebook.leaves().values() if leaf.measure for kind in SOURCES[leaf.measure]]
    known = list(dict.fromkeys([*FIELDS, *rulebook.leaves(), *(name for kind in kinds for name in KINDS[kind].fields)]))
    pairs: dict[str, str] = {}
    faults: list[Finding] = []
    for text in typed:
        heading, mark, field = (part.strip() for part in text.rpartition("="))
        if not mark or not heading or not field:
            faults.append(Finding("map-unclear", Place(""), {"found": text}))
        elif field not in known:
            near = get_close_matches(field, known, 1)
            faults.append(
                Finding("map-field", Place(""), {"found": field, "known": near[0] if near else ", ".join(known)})
            )
        else:
            pairs[heading] = field
    return pairs, faults


def changes(typed: Sequence[str], rulebook: "Rulebook") -> tuple[dict[str, Decimal], list[Finding]]:
    """Read ``indikator=nilai`` pairs for "what if"; the value may have a decimal comma and must lie on the indicator's scale."""
    from asn_eval.decide.facts import number_in
    from asn_eval.rules.matching import plain
    from asn_eval.rules.rulebook import Scale

    leaves = rulebook.leaves()
    names = {name.casefold(): key for key, _, _ in rulebook.walk() for name in (key, rulebook.title_of(key))}
    read: dict[str, Decimal] = {}
    faults: list[Finding] = []
    for text in typed:
        name, mark, value = (part.strip() for part in text.rpartition("="))
        key, number = names.get(name.casefold()), number_in(value)
        scale = leaves[key].scale if key in leaves else Scale()
        # A measure that is a word is supposed by its word, and counts by its score.
        number = next((score for word, score in scale.table.items() if plain(word) == plain(value)), number)
        if not mark or not name:
            faults.append(Finding("what-if-unclear", Place(""), {"found": text}))
        elif key is None:
            near = get_close_matches(name.casefold(), names, 1)
            known = names[near[0]] if near else ", ".join(leaves)
            faults.append(Finding("what-if-indicator", Place(""), {"found": name, "known": known}))
        elif key not in leaves:
            parts = ", ".join(part for part, _, parent in rulebook.walk() if parent == key)
            faults.append(Finding("what-if-parts", Place(""), {"found": name, "parts": parts}))
        elif number is None or not (scale.min <= number <= scale.max or number in scale.table.values()):
            bounds = {"min": f"{scale.min:f}", "max": f"{scale.max:f}"}
            faults.append(Finding("what-if-value", Place(""), {"found": value, "indicator": key, **bounds}))
        else:
            read[key] = number
    return read, faults


def person_of(nip: str, people: "People") -> int | Finding:
    """Find a person by NIP, spaces and dots ignored; the nearest NIP is named when there is none."""
    digits = "".join(c for c in nip if c.isdigit())
    known: list[str] = people.nip.tolist()
    if digits in known:
        return known.index(digits)
    near = get_close_matches(digits, known, 1, 0.8)
    advice = "person-unknown-near" if near else "person-unknown"
    name = str(people.texts["nama"][known.index(near[0])]) if near else ""
    return Finding(advice, Place(""), {"found": nip, "near": near[0] if near else "", "name": name})
