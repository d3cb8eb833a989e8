"""The records of the twelve invented people, for every kind a rulebook measures from, so that the worked example scores as it is.

Who has a higher level does better. Everything stays on the scales of the rulebook and reaches its fewest records; the same rulebook
gives the same records.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import Final

from asn_eval.measure.absence import GRAVITY
from asn_eval.measure.predikat import NAMES, TABLE, number_of, predikat
from asn_eval.present.form.choices import (
    DAILY,
    RECAP,
    YES_NO,
    choices_of,
    feedback_range,
    law_day,
    leaves_of,
)
from asn_eval.present.form.records import fields_of, record_kinds
from asn_eval.present.form.sample import PEOPLE, Invented
from asn_eval.present.form.sample_attendance import daily, recaps
from asn_eval.present.form.sample_complaints import complaints
from asn_eval.present.form.sample_days import Office, best_held, office_of, pick, spread
from asn_eval.present.form.sample_targets import targets
from asn_eval.rules.appraising import AXES
from asn_eval.rules.matching import plain
from asn_eval.rules.panduan import VALUES
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.vocabulary import MONTHS

Row = Mapping[str, object]

# Who rates others from above; nobody else has only one rater of a role.
ALONE: Final = ("atasan", "diri")
CHIEF: Final = "Nadia Umpamasari"
RATERS_OF_A_ROLE: Final = 3
# The shortest scale of feedback on which whole numbers tell people apart.
LEAST_WHOLE: Final = 3
# On a scale of more steps than this raters differ from what the level says, by so many steps at most.
LEAST_SPREAD: Final = 20
DIFFER: Final = (-4, 2)
INNOVATIONS_EACH: Final = 2
MORE_THAN_HALF: Final = Fraction(3, 5)
SANCTION_DAYS: Final = 180
INNOVATIONS: Final = (
    "Loket Satu Pintu",
    "Arsip Digital",
    "Kelas Belajar Bersama",
    "Papan Kerja Harian",
    "Layanan Jemput Bola",
)
COURSES: Final = (
    "Pelayanan Publik Prima",
    "Pengelolaan Arsip Dinamis",
    "Analisis Data Dasar",
    "Penulisan Naskah Dinas",
)
USUAL_JP: Final = 40
EARLIER_YEARS: Final = 2
# Levels from which somebody has the best predikat, and below which only the third.
BEST, MIDDLE = 89, 77


def sample_records(rulebook: Rulebook) -> dict[str, tuple[Row, ...]]:
    """Give the rows of each sheet of records by kind: values by field, ``nip`` and ``nama`` among them."""
    office = office_of(rulebook)
    return {kind: tuple(_MAKING[kind](office)) for kind in record_kinds(rulebook)}


def _person(person: Invented) -> dict[str, object]:
    return {"nip": person.nip, "nama": person.nama}


def _feedback(office: Office) -> Iterator[Row]:
    """Give the forms of everybody: one of the superior, several colleagues, all roles the rulebook has."""
    low, high = (Fraction(end) for end in feedback_range(office.rulebook))
    # Whole numbers are typed; a scale without room for them has hundredths.
    step = Fraction(1) if high - low >= LEAST_WHOLE else Fraction(1, 100)
    ends = ceil(low / step), floor(high / step)
    for person in office.asked("feedback"):
        others = [CHIEF, *(other.nama for other in PEOPLE if other is not person)]
        wanted = (low + (high - low) * person.level / 100) / step
        for number, role in enumerate(_roles(office)):
            seed = f"{person.nip} {number}"
            below, above = DIFFER if ends[1] - ends[0] > LEAST_SPREAD else (0, 0)
            near = {value: wanted + pick(f"{seed} near {value}", below, above) for value in VALUES}
            values = {value: float(spread(near[value], f"{seed} {value}", *ends) * step) for value in VALUES}
            rater = person.nama if plain(role) == "diri" else _rater(others, role, seed)
            yield {**_person(person), "peran": role, "nama_penilai": rater, **values}


def _rater(others: list[str], role: str, seed: str) -> str:
    """Take a rater out of those who have not rated yet; beyond the people there are, raters stay without a name."""
    superior = CHIEF in others and plain(role) == "atasan"
    return others.pop(0 if superior else pick(seed, 0, len(others) - 1)) if others else ""


def _roles(office: Office) -> list[str]:
    """Give the role of each form of a person: every role, those that count as often as the rulebook needs."""
    roles = office.rulebook.records.feedback.roles
    made = [role for role in roles for _ in range(1 if plain(role) in ALONE else RATERS_OF_A_ROLE)]
    counted = [role for role, weight in roles.items() if weight]
    several = [role for role in counted if plain(role) not in ALONE] or counted
    lacking = office.least("feedback") - sum(role in counted for role in made)
    return made + [several[number % len(several)] for number in range(max(0, lacking))]


def _innovations(office: Office) -> Iterator[Row]:
    """Give the innovations of everybody: together they are worth what the level says, or a little less."""
    rules, leaves = office.rulebook.records.innovations, list(leaves_of("innovations", office.rulebook).values())
    count = max(INNOVATIONS_EACH, office.least("innovations"))
    worth = {
        (level, role, adopted): points * percent * (100 if adopted == YES_NO[0] else rules.not_adopted) / 10_000
        for level, points in rules.levels.items()
        for role, percent in rules.roles.items()
        for adopted in YES_NO
    }
    for at, person in enumerate(office.asked("innovations")):
        left = min(best_held(leaves, person.level, Fraction(person.level)), Fraction(rules.cap))
        for number in range(count):
            most = left * MORE_THAN_HALF if number < count - 1 else left
            fitting = [one for one, points in worth.items() if points <= most] or [min(worth, key=worth.__getitem__)]
            level, role, adopted = best = max(fitting, key=worth.__getitem__)
            left -= Fraction(worth[best])
            yield {
                **_person(person),
                "judul": f"{_title(INNOVATIONS, at, number)} {person.unit}",
                "tingkat": level,
                "peran": role,
                "diterapkan": adopted,
                "terverifikasi": YES_NO[0],
                "tanggal": _early(office, at + number * 4),
            }


def _sanctions(office: Office) -> Iterator[Row]:
    """Give a sanction to the lowest of all, where the rulebook has a score for it; whoever is not listed has none."""
    listed = _listed("sanctions.active_level", GRAVITY, office)
    people = office.asked("sanctions")
    for person in people:
        if listed and person.level == min(one.level for one in people):
            end = office.last + timedelta(days=SANCTION_DAYS)
            yield {
                **_person(person),
                "tingkat_hukuman": listed[0],
                "mulai_hukuman": _early(office, 8),
                "akhir_hukuman": end,
            }


def _training(office: Office) -> Iterator[Row]:
    """Give the courses of everybody, with hours for the year that grow with the level."""
    leaves, count = list(leaves_of("training", office.rulebook).values()), max(2, office.least("training"))
    for at, person in enumerate(office.asked("training")):
        hours = min(int(best_held(leaves, person.level, Fraction(USUAL_JP))), USUAL_JP * person.level // 100)
        for number in range(count):
            yield {
                **_person(person),
                "pelatihan": _title(COURSES, at, number),
                "jp": hours // count + (number < hours % count),
                "tanggal": _early(office, at + number * 5),
            }


def _history(office: Office) -> Iterator[Row]:
    """Give the evaluations of the years before the period."""
    leaves = [x for x in leaves_of("history", office.rulebook).values() if x.measure == "history.score"]
    for person in office.asked("history"):
        for back in range(1, max(EARLIER_YEARS, office.least("history")) + 1):
            # Everybody has come on a little from year to year.
            level = max(0, person.level - back)
            score = best_held(leaves, level, Fraction(level))
            yield {
                **_person(person),
                "tahun": office.first.year - back,
                "nilai_lalu": float(round(score, 2)),
                "predikat": _predikat(person, "history", office),
            }


def _ekinerja(office: Office) -> Iterator[Row]:
    """Give the predikat of the first months, with the ratings it comes from."""
    months = list(dict.fromkeys((day.year, day.month) for day in office.within))[: max(1, office.least("ekinerja"))]
    for person in office.asked("ekinerja"):
        hasil, perilaku, word = _rated(person, office)
        for year, month in months:
            row = {
                "bulan": MONTHS[month - 1][0].title(),
                "tahun": year,
                "hasil": hasil,
                "perilaku": perilaku,
                "predikat": word,
            }
            yield {**_person(person), **{field: row[field] for field in fields_of("ekinerja", office.rulebook)}}


def _rated(person: Invented, office: Office) -> tuple[str | None, str | None, str]:
    """Give the ratings and the predikat of a level, the nearest for which every table has a score; before the law no ratings."""
    day, wanted = law_day(office.rulebook, TABLE), _wanted(person)
    known = _listed("ekinerja.predikat", NAMES, office)
    hasil_kerja, perilaku_kerja = (_ratings(axis, office) for axis in AXES)
    pairs = ((a, b, number_of(predikat(a, b, day) or "")) for a in hasil_kerja for b in perilaku_kerja)
    fitting = [(a, b, NAMES[number]) for a, b, number in pairs if number is not None and NAMES[number] in known]
    if not fitting:
        return None, None, _predikat(person, "ekinerja", office)
    return min(fitting, key=lambda one: abs(NAMES.index(one[2]) - wanted))


def _ratings(axis: str, office: Office) -> list[str]:
    """Give the ratings there is a score for; as expected, the second of three, is the usual one and goes before the others."""
    listed = choices_of("ekinerja", axis, office.rulebook)
    return _listed(f"ekinerja.{axis}", (*listed[1:2], *listed[:1], *listed[2:]), office)


def _predikat(person: Invented, kind: str, office: Office) -> str:
    """Give the predikat of a level, the nearest one for which every table of the rulebook has a score."""
    listed = _listed(f"{kind}.predikat", NAMES, office)
    return min(listed or NAMES, key=lambda name: abs(NAMES.index(name) - _wanted(person)))


def _wanted(person: Invented) -> int:
    return 0 if person.level >= BEST else 1 if person.level >= MIDDLE else 2


def _listed(measure: str, words: Sequence[str], office: Office) -> list[str]:
    """Give those of some words that every table of a measure has a score for."""
    tables = [leaf.scale.table for leaf in office.rulebook.leaves().values() if leaf.measure == measure]
    folded = [{plain(word) for word in table} for table in tables]
    return [word for word in words if all(plain(word) in table for table in folded)]


def _title(titles: Sequence[str], at: int, number: int) -> str:
    """Give another title to each record of a person; beyond the titles there are, to each round of them."""
    again = number // len(titles)
    return f"{titles[(at + number) % len(titles)]}{f' Tahap {again + 1}' if again else ''}"


def _early(office: Office, number: int) -> date:
    return office.within[min(number, len(office.within) - 1)]


_MAKING: Final[Mapping[str, Callable[[Office], Iterator[Row]]]] = {
    DAILY: daily,
    RECAP: recaps,
    "complaints": complaints,
    "targets": targets,
    "feedback": _feedback,
    "innovations": _innovations,
    "sanctions": _sanctions,
    "training": _training,
    "history": _history,
    "ekinerja": _ekinerja,
}
