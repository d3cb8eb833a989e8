"""Which columns an empty form has under a rulebook: who somebody is, what its rules ask about them, and one column a typed indicator.

Headings stay Indonesian in every language: they are the words by which reading recognises a column.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from asn_eval.present.form.decisions import Asked, asked_columns, asked_fields
from asn_eval.present.sentences import number_words, scale_words, unit_words
from asn_eval.present.wording import Words
from asn_eval.rules.ladders import LADDERS
from asn_eval.rules.requirement import Requirement
from asn_eval.rules.rulebook import Indicator, Rulebook
from asn_eval.rules.weights import leaf_weights

HEADINGS = {
    "nip": "NIP",
    "nama": "Nama",
    "jabatan": "Jabatan",
    "jenis_jabatan": "Jenis Jabatan",
    "unit": "Unit Kerja",
    "golongan": "Golongan",
    "jenjang": "Jenjang",
    "pendidikan": "Pendidikan",
    "mulai": "Mulai Bertugas",
}
ALWAYS = ("nip", "nama", "jabatan", "jenis_jabatan", "unit", "golongan")
WIDTHS = {"nip": 22, "nama": 32, "jabatan": 34, "jenis_jabatan": 17, "unit": 32, "golongan": 11}

# The kinds of position of UU 20/2023, and the golongan of a PPPK beside those of a PNS.
JENIS_JABATAN = ("JPT Utama", "JPT Madya", "JPT Pratama", "Administrator", "Pengawas", "Fungsional", "Pelaksana")
PPPK = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII")
CHOICES = {
    "jenis_jabatan": JENIS_JABATAN,
    "golongan": (*LADDERS["golongan"], *PPPK),
    "jenjang": LADDERS["jenjang"],
    "pendidikan": LADDERS["pendidikan"],
}

ColumnKind = Literal["nip", "nips", "text", "date", "moment", "clock", "number", "amount"]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column of the form: its heading, the field, indicator or ``""`` it stands for, what may be chosen, and how wide.

    ``number`` is the value of an indicator, on its scale; ``amount`` any other number. ``nips`` may be several NIP, ``moment`` a day
    with its time of day, ``clock`` a time of day alone: these are columns of records.
    """

    heading: str
    field: str
    kind: ColumnKind = "text"
    choices: tuple[str, ...] = ()
    width: int = 18


def roster_columns(rulebook: Rulebook) -> tuple[FormColumn, ...]:
    """Give the columns of the *Pegawai* sheet: those everybody has, then those the rules of this rulebook look at."""
    requirements, profiles = tuple(rulebook.conditions()), rulebook.profiles.values()
    asked = (
        {r.fact for r in requirements} | {"jenjang" for p in profiles if p.applies_to.jenjang} | asked_fields(rulebook)
    )
    if rulebook.period and rulebook.period.minimum_days:
        asked.add("mulai")
    fields = (*ALWAYS, *(f for f in HEADINGS if f not in ALWAYS and f in asked))
    columns = {HEADINGS[f].casefold(): _known(f, rulebook) for f in fields}
    wanted: dict[str, tuple[str, Literal["text", "amount"], list[str]]] = {}
    for heading, kind, words in (*_own_columns(rulebook, requirements), *asked_columns(rulebook)):
        wanted.setdefault(heading.casefold(), (heading, kind, []))[2].extend(words)
    for folded, (heading, kind, found) in wanted.items():
        choices = tuple(dict.fromkeys(word for word in found if "*" not in word))
        columns.setdefault(folded, FormColumn(heading, "", kind, choices, max(16, len(heading) + 4)))
    return tuple(columns.values())


def _known(field: str, rulebook: Rulebook) -> FormColumn:
    used = [w for p in rulebook.profiles.values() for w in getattr(p.applies_to, field, ()) if "*" not in w]
    choices = CHOICES.get(field, ())
    if choices:
        known = {choice.casefold() for choice in choices}
        choices = (*choices, *dict.fromkeys(word for word in used if word.casefold() not in known))
    kind: Literal["nip", "text", "date"] = "nip" if field == "nip" else "date" if field == "mulai" else "text"
    return FormColumn(HEADINGS[field], field, kind, choices, WIDTHS.get(field, 17))


def _own_columns(rulebook: Rulebook, requirements: tuple[Requirement, ...]) -> Iterator[Asked]:
    matches = [one.applies_to for one in rulebook.profiles.values()]
    matches += [one.applies_to for one in rulebook.awards.values()]
    for heading, words in (item for match in matches for item in match.columns.items()):
        yield heading, "text", tuple(words)
    for requirement in requirements:
        if requirement.column:
            yield requirement.column, "text", (*(requirement.one_of or ()), *(requirement.none_of or ()))


def score_columns(rulebook: Rulebook) -> tuple[FormColumn, ...]:
    """Give the columns of the *Nilai* sheet: NIP and name, then one for each indicator whose values people type.

    The heading is the indicator's title; where two indicators share a title, each is headed by its key. Where everything is measured
    from records nobody types a value, and there are no columns.
    """
    leaves = rulebook.typed_leaves()
    if not leaves:
        return ()
    titles = [rulebook.title_of(key) for key in leaves]
    headings = [title if titles.count(title) == 1 else key for key, title in zip(leaves, titles, strict=True)]
    widest = [max(13, min(22, max(len(word) for word in h.split()) + 3)) for h in headings]
    scores = (FormColumn(h, k, "number", (), w) for h, k, w in zip(headings, leaves, widest, strict=True))
    return (_known("nip", rulebook), _known("nama", rulebook), *scores)


def percents(rulebook: Rulebook, profile: str | None) -> dict[str, Fraction]:
    """Give the effective weight of each leaf indicator that applies, in percent, for a profile or for people without one.

    >>> percents(Rulebook(indicators={"skp": Indicator(weight=60), "disiplin": Indicator(weight=40)}), None)
    {'skp': Fraction(60, 1), 'disiplin': Fraction(40, 1)}
    """
    return {key: 100 * share for key, share in leaf_weights(rulebook, profile).items()}


def profile_names(rulebook: Rulebook, general: str) -> dict[str | None, str]:
    """Name the groups of people whose weights differ: ``general`` (None), then each profile by its key."""
    names: dict[str | None, str] = {None: general}
    for key, profile in rulebook.profiles.items():
        names[key] = profile.title or key.replace("_", " ").title()
    return names


def weight_words(key: str, rulebook: Rulebook, language: str) -> str:
    """Say what an indicator weighs, in general and in each profile: ``20% (Umum), 15% (Pelayanan)``."""
    say = Words(language).say
    texts = []
    for profile, name in profile_names(rulebook, say("template.weight.general")).items():
        weight = percents(rulebook, profile).get(key)
        if weight is None:
            text = say("template.weight.unused")
        else:
            text = f"{number_words(weight, language, 2)}%" if weight else say("template.weight.information")
        texts.append(f"{text} ({name})" if rulebook.profiles else text)
    return ", ".join(texts)


def note_words(key: str, rulebook: Rulebook, language: str) -> str:
    """Give the note beside an indicator's cells: scale and weight, one line each."""
    say, indicator = Words(language).say, rulebook.leaves()[key]
    lines = (
        say("template.note.scale", scale=scale_words(indicator, language)),
        say("template.note.weight", weight=weight_words(key, rulebook, language)),
        say(f"template.note.empty_{indicator.missing}"),
        *((say("template.note.dash"),) if indicator.not_applicable == "renormalise" else ()),
    )
    return "\n".join(lines)


def range_words(indicator: Indicator, language: str) -> str:
    """Say the range alone, for the message that refuses a value: ``0 sampai 100``."""
    low, high = (number_words(n, language) for n in (indicator.scale.min, indicator.scale.max))
    return Words(language).say("policy.scale.range", min=low, max=high, unit=unit_words(indicator))


def everyone_has(key: str, rulebook: Rulebook) -> bool:
    """Tell whether an indicator counts for everybody, so that its empty cell may be coloured as still to be filled."""
    return all(leaf_weights(rulebook, profile).get(key) for profile in (None, *rulebook.profiles))
