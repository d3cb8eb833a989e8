"""Twelve invented people and their scores, made to suit any rulebook, for the worked example of ``init``.

Nobody here exists. The scores come from a digest of NIP and indicator, so that the same rulebook always gives the same example.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256

from asn_eval.present.form.columns import FormColumn, roster_columns
from asn_eval.rules.awarding import Match
from asn_eval.rules.matching import matches
from asn_eval.rules.requirement import Requirement
from asn_eval.rules.rulebook import Indicator, Rulebook
from asn_eval.rules.weights import leaf_weights

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person as the roster knows them; ``level`` is how far up each scale their scores lie, in percent."""

    nip: str
    nama: str
    jabatan: str
    jenis_jabatan: str
    unit: str
    golongan: str
    jenjang: str
    pendidikan: str
    level: int


PROGRAM, OFFICE, SERVICE = "Bidang Program", "Sekretariat", "Bidang Pelayanan Publik"
ADMINISTRATOR, FUNGSIONAL, PELAKSANA = "Administrator", "Fungsional", "Pelaksana"
PEOPLE = (
    Invented("197404121999031002", "Bagus Contohwan", "Kepala Bidang Program", ADMINISTRATOR, PROGRAM, "IV/a", "", "S2", 88),
    Invented("198009172005012003", "Citra Misalia", "Perencana Ahli Muda", FUNGSIONAL, PROGRAM, "III/d", "Ahli Muda", "S2", 92),
    Invented("199103052015032001", "Dewi Andaiyani", "Auditor Ahli Pertama", FUNGSIONAL, PROGRAM, "III/b", "Ahli Pertama", "S1", 84),
    Invented("199511282020121004", "Eko Umpamanto", "Penata Layanan Operasional", PELAKSANA, PROGRAM, "III/a", PELAKSANA, "S1", 79),
    Invented("197808231998032001", "Farida Contohwati", "Kepala Sekretariat", ADMINISTRATOR, OFFICE, "IV/a", "", "S2", 90),
    Invented("198512012010011006", "Gilang Permisalan", "Arsiparis Ahli Pertama", FUNGSIONAL, OFFICE, "III/c", "Ahli Pertama", "S1", 81),
    Invented("199002142014021003", "Hendra Contohadi", "Pranata Komputer Mahir", FUNGSIONAL, OFFICE, "III/b", "Mahir", "D3", 86),
    Invented("198707192009012002", "Intan Rekayani", "Pengadministrasi Perkantoran", PELAKSANA, OFFICE, "II/d", PELAKSANA, "SLTA", 75),
    Invented("199309302019031005", "Joko Andaiputra", "Pengolah Data dan Informasi", PELAKSANA, OFFICE, "II/c", PELAKSANA, "D3", 83),
    Invented("199208112022212001", "Kartika Contohsari", "Pengelola Umum", PELAKSANA, OFFICE, "VII", PELAKSANA, "D3", 80),
    Invented("198806152011012004", "Laras Misalwati", "Petugas Layanan Pengaduan", PELAKSANA, SERVICE, "III/a", PELAKSANA, "S1", 89),
    Invented("199406222018011001", "Made Umpamawan", "Petugas Loket Pelayanan", PELAKSANA, SERVICE, "II/d", PELAKSANA, "D3", 77),
)  # fmt: skip
# The last of them serve the public; each profile of the rulebook is shown with two of these people.
SERVING = 2


def sample_rows(rulebook: Rulebook) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Give the rows of the *Pegawai* and of the *Nilai* sheet, by field, indicator or heading.

    Where a profile matches fewer than two, others are given the words it asks for, so that every profile is seen at work; and
    somebody leads where the rulebook names a head.
    """
    columns = roster_columns(rulebook)
    people = [{c.field or c.heading: _fact(person, c, rulebook) for c in columns} for person in PEOPLE]
    free = [n for n, person in enumerate(people) if profile_for(person, rulebook) is None]
    for key, profile in rulebook.profiles.items():
        lacking = max(0, SERVING - sum(profile_for(person, rulebook) == key for person in people))
        for number in free[len(free) - lacking :]:
            people[number] |= _suited(people[number], profile.applies_to)
        del free[len(free) - lacking :]
    head = rulebook.organisation.head
    if head and not any(_fits(person, head) for person in people):
        people[0] |= _suited(people[0], head)
    scores = tuple(_scores(invented, person, rulebook) for invented, person in zip(PEOPLE, people, strict=True))
    return tuple(people), scores


def profile_for(person: Row, rulebook: Rulebook) -> str | None:
    """Give the first profile whose words a row of the roster has, None for the general weights."""
    for key, profile in rulebook.profiles.items():
        if _fits(person, profile.applies_to):
            return key
    return None


def _fits(person: Row, match: Match) -> bool:
    return all(matches(str(person.get(field, "")), words) for field, words in _asked(match).items())


def _asked(match: Match) -> dict[str, tuple[str, ...]]:
    fields = {field: getattr(match, field) for field in ("jabatan", "jenis_jabatan", "jenjang", "unit")}
    return {**{field: words for field, words in fields.items() if words}, **match.columns}


def _suited(person: Row, match: Match) -> dict[str, object]:
    return {
        field: words[0].replace("*", " ").strip() or str(person.get(field, ""))
        for field, words in _asked(match).items()
        if not matches(str(person.get(field, "")), words)
    }


def _fact(person: Invented, column: FormColumn, rulebook: Rulebook) -> object:
    if column.kind == "date":
        return None
    if column.field:
        return getattr(person, column.field)
    if column.kind == "amount":
        return person.level
    asked = rulebook.conditions()
    return next(
        (_answer(r) for r in asked if r.column and r.column.casefold() == column.heading.casefold()),
        column.choices[0] if column.choices else "Tidak",
    )


def _answer(requirement: Requirement) -> str:
    if requirement.one_of:
        return requirement.one_of[0]
    bound = requirement.at_least if requirement.at_least is not None else requirement.at_most
    return "Tidak ada" if bound is None else str(bound)


def _scores(invented: Invented, person: Row, rulebook: Rulebook) -> Row:
    counted = leaf_weights(rulebook, profile_for(person, rulebook))
    row: dict[str, object] = {"nip": invented.nip, "nama": invented.nama}
    for key, indicator in rulebook.typed_leaves().items():
        if key in counted:
            row[key] = _value(indicator, invented, key)
    return row


def _value(indicator: Indicator, invented: Invented, key: str) -> float:
    digest = sha256(f"{invented.nip} {key}".encode()).digest()
    percent = Decimal(invented.level) + Decimal(digest[0] % 121 - 60) / 10
    scale = indicator.scale
    bad, good = (scale.min, scale.max) if scale.direction == "higher" else (scale.max, scale.min)
    # Small scales such as 1–4 are scored in hundredths, large ones in halves, as people do.
    step = Decimal("0.01") if abs(good - bad) <= 10 else Decimal("0.5")
    value = ((bad + (good - bad) * percent / 100) / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return float(min(max(value, scale.min), scale.max))
