"""Headings become fields and indicator ids, by synonym.

Case, spacing, punctuation and line breaks do not matter; a unit in brackets at the end and "Nilai" or "Skor" at the start may be
there or not. What a person maps by hand wins over the rulebook, the rulebook over the shared vocabulary.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from asn_eval.check.cells import tidy
from asn_eval.rules.careers import wished_columns
from asn_eval.rules.developing import wanted_columns
from asn_eval.rules.evidence import BADGES, HANDLERS, KINDS, RECORD_FIELDS
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.vocabulary import FIELDS, INDICATORS, SCORE_PREFIXES, WEAK_FIELDS

LONGEST_HEADING = 200
# How alike a heading must be to be suggested; and to be taken for a typing slip where no heading is missing otherwise.
NEAR = 0.6
SLIP = 0.85
_BRACKETS = re.compile(r"\s*[(\[{][^()\[\]{}]*[)\]}]\s*$")
_PREFIX = re.compile(rf"^\s*({'|'.join(SCORE_PREFIXES)})\b[\s:./-]*", re.IGNORECASE)
# The rater or a superior; "Penilaian" above a column is the evaluation itself.
_SUPERIORS = re.compile(r"penilai(?!an)|atasan")


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    r"""Reduce a heading to its letters and digits.

    >>> key_of("PANGKAT/GOL. RUANG\n"), key_of("Unit  Kerja")
    ('pangkatgolruang', 'unitkerja')
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text[:LONGEST_HEADING]).casefold() if c.isalnum())


@lru_cache(maxsize=4096)
def _looser(text: str) -> tuple[str, ...]:
    # Without the unit in brackets; then without "Nilai"/"Skor" in front; then without either.
    bare = _BRACKETS.sub("", text)
    forms = (key_of(bare), key_of(_PREFIX.sub("", text)), key_of(_PREFIX.sub("", bare)))
    return tuple(dict.fromkeys(form for form in forms if form))


_WEAK = frozenset(key_of(name) for names in (*WEAK_FIELDS.values(), BADGES) for name in names)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column (1-based) holds which field or indicator id, under which heading; the rest is ignored.

    ``doubled`` names further columns that claim a field already taken: (field, first column, other column).
    """

    columns: Mapping[str, int]
    headings: Mapping[str, str]
    ignored: tuple[str, ...]
    doubled: tuple[tuple[str, int, int], ...] = ()


class Vocabulary:
    """Every heading a rulebook, a person and the shared vocabulary know, and what it stands for.

    ``names`` holds all headings of each field and indicator id; ``referred`` those of roster columns the rulebook's conditions
    refer to, by the heading it writes; ``wished`` are those of them a roster may lack (competencies: then nobody's is known).
    """

    def __init__(self, rulebook: Rulebook, maps: Mapping[str, str] | None = None, kind: str = "") -> None:
        """Know the headings of rosters and scores, or with ``kind`` those of one kind of records (see rules.evidence)."""
        self._kind = kind
        self.leaves: tuple[str, ...] = () if kind else tuple(rulebook.typed_leaves())
        self.names = _names_of_kind(kind, rulebook) if kind else _names(rulebook)
        self.wished = frozenset(_wished(rulebook)) - frozenset(_referred(rulebook))
        headings = (*_referred(rulebook), *_wished(rulebook))
        self.referred = {h: (h, *rulebook.headings.get(h, ())) for h in headings}
        self.unknown_targets = {h: t for h, t in (maps or {}).items() if t not in self.names and t not in RECORD_FIELDS}
        self._mapped = {key_of(h): t for h, t in (maps or {}).items() if t in self.names}
        self._own = {key_of(name) for names in rulebook.headings.values() for name in names}
        self._exact: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        for target, names in self.names.items():
            for name in names:
                self._exact.setdefault(key_of(name), target)
        for target, names in self.names.items():
            for name in names:
                for form in _looser(name):
                    self._loose.setdefault(form, target)
        self._exact.pop("", None)

    def target(self, heading: str) -> str | None:
        """Give the field or indicator id a heading stands for, or None."""
        key = key_of(heading)
        found = self._mapped.get(key) or self._exact.get(key)
        if found or not key:
            return found
        for form in _looser(heading):
            found = self._exact.get(form) or self._loose.get(form)
            if found:
                return found
        return self._loose.get(key)

    def is_mapped(self, heading: str) -> bool:
        """Tell whether a person mapped this heading by hand."""
        return key_of(heading) in self._mapped

    def target_of_parts(self, parts: Sequence[str]) -> str | None:
        """Give what a heading over several rows stands for: all parts read together, else the lowest one.

        A "Nama" below "Pejabat Penilai" is the rater's, and a "NIP" there is nobody's we ask for; a "Nilai" below an indicator is
        that indicator's, and a "Predikat" there is not.
        """
        if len(parts) > 1:
            whole = self.target(" ".join(parts))
            if whole:
                return whole
            lowest = self.target(parts[-1])
            if _SUPERIORS.search(key_of(" ".join(parts[:-1]))):
                return "penilai" if lowest == "nama" else None
            above = self.target(parts[-2])
            if above in self.leaves and lowest not in self.leaves:
                return above if lowest == "nilai" else None
        return self.target(parts[-1]) if parts else None

    def columns(self, titles: Sequence[Sequence[str]]) -> Columns:
        """Assign the columns of one sheet; ``titles`` holds the heading parts of each column, from the left."""
        claims: dict[str, list[int]] = {}
        ignored: list[str] = []
        for column, parts in enumerate(titles, 1):
            target = self.target_of_parts(parts)
            if target:
                claims.setdefault(target, []).append(column)
            elif parts and not self.is_referred(parts):
                ignored.append(joined(parts))
        columns: dict[str, int] = {}
        doubled: list[tuple[str, int, int]] = []
        for target, claimed in claims.items():
            first, *others = better = self._better(target, [(c, titles[c - 1]) for c in claimed])
            ignored += [joined(titles[c - 1]) for c in claimed if c not in better]
            columns[target] = first
            doubled += [(target, first, other) for other in others]
        return Columns(columns, {t: joined(titles[c - 1]) for t, c in columns.items()}, tuple(ignored), tuple(doubled))

    def _better(self, target: str, claims: Sequence[tuple[int, Sequence[str]]]) -> list[int]:
        # What is mapped by hand goes first, then what the rulebook lists; a usual heading goes before a makeshift one.
        mapped = [c for c, parts in claims if self.is_mapped(parts[-1]) or self.is_mapped(joined(parts))]
        own = [c for c, parts in claims if {key_of(parts[-1]), key_of(joined(parts))} & self._own]
        usual = [c for c, parts in claims if key_of(parts[-1]) not in _WEAK]
        better = mapped or own or usual or _first_named(self.names[target], claims)
        return self._of_records(target, better, dict(claims)) if self._kind and len(better) > 1 else better

    def _of_records(self, target: str, claimed: list[int], parts: Mapping[int, Sequence[str]]) -> list[int]:
        # Lists of records often have several columns of one sort (received, passed on): the heading named first in the vocabulary
        # holds, one that needs no leniency goes before others – but of two numbers, or two headings alike, none is better.
        order = {key_of(name): n for n, name in reversed(list(enumerate(self.names[target])))}
        leniently = len(self.names[target])
        ranked = sorted(
            (leniently if "%" in parts[c][-1] else order.get(key_of(parts[c][-1]), leniently), c) for c in claimed
        )
        field = KINDS[self._kind].fields.get(target)
        best = ranked[0][0]
        if field and field.type in {"number", "minutes"} and best < leniently:
            return [c for rank, c in ranked if rank < leniently]
        # Names are there for the eye, and often those of other people: reporters, raters.
        return [c for rank, c in ranked if rank == best][: 1 if target == "nama" else None]

    def is_referred(self, parts: Sequence[str]) -> bool:
        """Tell whether a heading is that of a roster column the rulebook's conditions refer to."""
        keys = {key_of(joined(parts)), key_of(parts[-1])}
        return any(key_of(name) in keys for names in self.referred.values() for name in names)

    def nearest(self, target: str, headings: Iterable[str], least: float = NEAR) -> str | None:
        """Give the heading that most resembles one for ``target``, or None where nothing is near."""
        return nearest_to(self.names.get(target, (target,)), headings, least)


def _first_named(names: Sequence[str], claims: Sequence[tuple[int, Sequence[str]]]) -> list[int]:
    """Of makeshift headings give the columns of the one that ``names`` name first."""
    order = {key_of(name): n for n, name in reversed(list(enumerate(names)))}
    ranks = {column: order.get(key_of(parts[-1]), len(order)) for column, parts in claims}
    return [column for column, rank in ranks.items() if rank == min(ranks.values())]


def _names(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    own = rulebook.headings
    names: dict[str, tuple[str, ...]] = {}
    for key, leaf in rulebook.typed_leaves().items():
        names[key] = (*own.get(key, ()), key, rulebook.title_of(key), *leaf.source, *INDICATORS.get(key, ()))
    for field, synonyms in FIELDS.items():
        names.setdefault(field, (*own.get(field, ()), field, *synonyms, *WEAK_FIELDS.get(field, ())))
    return names


def _names_of_kind(kind: str, rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    people = {field: (*rulebook.headings.get(field, ()), *FIELDS[field]) for field in ("nip", "nama")}
    people["nip"] = (*people["nip"], *HANDLERS, *BADGES)
    own = rulebook.headings
    fields = {name: (*own.get(name, ()), name, *field.headings) for name, field in KINDS[kind].fields.items()}
    return {**fields, **people}


def _referred(rulebook: Rulebook) -> list[str]:
    headings = [h for profile in rulebook.profiles.values() for h in profile.applies_to.columns]
    headings += [h for award in rulebook.awards.values() for h in award.applies_to.columns]
    headings += rulebook.organisation.head.columns if rulebook.organisation.head else ()
    headings += [r.column for r in rulebook.conditions() if r.column]
    return list(dict.fromkeys(headings))


def _wished(rulebook: Rulebook) -> tuple[str, ...]:
    locked = rulebook.placement.locked_column
    competencies = wanted_columns(rulebook.posts, frozenset(key for key, _, _ in rulebook.walk()))
    careers = wished_columns(rulebook.talent, rulebook.career)
    return (*competencies, *([locked] if locked else []), *careers)


def joined(parts: Sequence[str]) -> str:
    """Write a heading over several rows as one: "Nilai / Disiplin"."""
    return " / ".join(tidy(part) for part in parts)


def nearest_to(names: Iterable[str], headings: Iterable[str], least: float = NEAR) -> str | None:
    """Give the heading nearest to any of ``names``, or None where nothing is near.

    >>> nearest_to(["Disiplin"], ["Displin", "Nama"])
    'Displin'
    """
    wanted = {key_of(name)[:60] for name in names}
    best, score = None, least
    for heading in list(dict.fromkeys(headings))[:300]:
        key = key_of(heading)[:60]
        for name in wanted:
            matcher = SequenceMatcher(None, name, key)
            if matcher.quick_ratio() > score and matcher.ratio() > score:
                best, score = heading, matcher.ratio()
    return best


def likeness(name: str, heading: str) -> float:
    """Tell how much two headings resemble each other, from 0 to 1."""
    return SequenceMatcher(None, key_of(name)[:60], key_of(heading)[:60]).ratio()
