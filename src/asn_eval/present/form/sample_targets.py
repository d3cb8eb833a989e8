"""The SKP of the worked example: two results of work for everybody, each reached as far as the person's level says."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil
from typing import Final, NamedTuple

from asn_eval.present.form.choices import leaves_of
from asn_eval.present.form.sample_days import Office, best_held, pick
from asn_eval.rules.measuring import TargetRules
from asn_eval.rules.statutes import letters

Row = Mapping[str, object]

KIND: Final = "targets"


class _Line(NamedTuple):
    """One row of an SKP: the result and what is counted of it, the aspect, the target and the most that can be reached."""

    result: str
    counted: str
    aspect: str
    target: int
    most: int = 10**6
    task: str = "Utama"


LINES: Final = (
    _Line("Dokumen kerja selesai sesuai rencana", "Jumlah dokumen", "Kuantitas", 120),
    _Line("Dokumen kerja selesai sesuai rencana", "Tingkat kesesuaian (%)", "Kualitas", 95, 100),
    _Line("Dokumen kerja selesai sesuai rencana", "Hari kerja sampai selesai", "Waktu", 20),
    _Line("Laporan berkala tersusun", "Jumlah laporan", "Kuantitas", 40),
)
ADDITIONAL: Final = _Line("Tugas panitia kantor", "Jumlah kegiatan", "Kuantitas", 20, task="Tambahan")


def targets(office: Office) -> Iterator[Row]:
    """Give the rows of everybody's SKP: more results where the rulebook asks for more rows, an additional task where it counts."""
    rules, leaves = office.rulebook.records.targets, list(leaves_of(KIND, office.rulebook).values())
    further = max(0, office.least(KIND) - len(LINES))
    lines = [*LINES, *(_Line(f"Kegiatan rutin {n}", "Jumlah kegiatan", "Kuantitas", 40) for n in range(1, further + 1))]
    if not rules.main:
        # Rows of main tasks that count for nothing would be told.
        lines = [line._replace(task=ADDITIONAL.task) for line in lines]
    elif rules.additional:
        lines.append(ADDITIONAL)
    for person in office.asked(KIND):
        reached = best_held(leaves, person.level, Fraction(person.level + 8))
        for number, line in enumerate(lines):
            yield {
                "nip": person.nip,
                "nama": person.nama,
                "kategori": line.task,
                "hasil_kerja": line.result,
                "aspek": line.aspect,
                "indikator_kinerja": line.counted,
                "target": line.target,
                "realisasi": _result(line, reached + pick(f"{person.nip} {number}", -1, 1), rules),
            }


def _result(line: _Line, percent: Fraction, rules: TargetRules) -> int:
    """Give the whole number that reaches about so many percent of a target; never more of it than the percent."""
    share = percent / 100
    if letters(line.aspect) in {letters(aspect) for aspect in rules.lower_aspects}:
        fewer = line.target * (2 - share) if rules.lower == "2-r/t" else line.target / share
        return ceil(fewer)
    return min(int(line.target * share), line.most)
