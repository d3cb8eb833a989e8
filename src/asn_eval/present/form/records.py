"""Which sheets of records a form has under a rulebook: one for each kind its indicators are measured from, with what an office fills in.

Headings are the first ones of the vocabulary of records, so that a filled sheet is recognised by them in every language. Attendance
is asked for by the month where every measure can be made from a recap, else by the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from asn_eval.check.logbooks import kinds_measured
from asn_eval.present.form.choices import DAILY, RECAP, Range, choices_of, measures_asked, reach_of
from asn_eval.present.form.columns import WIDTHS, ColumnKind, FormColumn
from asn_eval.present.sentences import number_words
from asn_eval.present.wording import Words
from asn_eval.rules.evidence import KINDS
from asn_eval.rules.evidence_kind import FieldType
from asn_eval.rules.panduan import VALUES
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.vocabulary import FIELDS

# Measures of attendance that need its days: a month's recap tells neither runs of days nor the minutes of one.
OF_DAYS: Final = frozenset({"attendance.absent_run", "attendance.deduction"})

# The fields an office fills in, in the order of its forms.
_FILLED: Final[Mapping[str, str]] = {
    DAILY: "tanggal scan_masuk scan_pulang pengecualian",
    RECAP: "bulan tahun hari_kerja hadir cuti dinas sakit izin alpa terlambat pulang_cepat",
    "complaints": "nomor klasifikasi diterima ditanggapi selesai kepuasan status",
    "targets": "kategori hasil_kerja aspek indikator_kinerja target realisasi arah dasar",
    "feedback": f"peran nama_penilai {' '.join(VALUES)}",
    "innovations": "judul tingkat peran diterapkan terverifikasi tanggal",
    "sanctions": "tingkat_hukuman mulai_hukuman akhir_hukuman",
    "training": "pelatihan jp tanggal",
    "history": "tahun nilai_lalu predikat",
    "ekinerja": "bulan tahun hasil perilaku predikat",
}
# Whom a record is about, where it is not simply "NIP".
_NIP_HEADINGS: Final[Mapping[str, str]] = {"complaints": "NIP Petugas", "feedback": "NIP Dinilai"}
_TYPES: Final[Mapping[FieldType, ColumnKind]] = {
    "text": "text",
    "month": "text",
    "flag": "text",
    "number": "amount",
    "minutes": "amount",
    "clock": "clock",
    "date": "date",
}
_WIDE: Final[Mapping[str, int]] = {
    "hasil_kerja": 40, "indikator_kinerja": 34, "klasifikasi": 36, "judul": 40, "pelatihan": 40, "nama_penilai": 26,
    "pengecualian": 18, "nomor": 16, "hasil": 22, "perilaku": 22, "predikat": 24, "berorientasi_pelayanan": 15,
    "tingkat_hukuman": 18, "mulai_hukuman": 16, "akhir_hukuman": 16,
}  # fmt: skip
_PLAIN_WIDTH: Final = 13
# Rows one person needs about; a sheet has no more rows than this.
_ROWS: Final[Mapping[str, int]] = {
    DAILY: 25, RECAP: 12, "complaints": 20, "targets": 10, "feedback": 10, "innovations": 3, "sanctions": 1, "training": 6,
    "history": 3, "ekinerja": 12,
}  # fmt: skip
_LAST_ROW: Final = 1_048_575


@dataclass(frozen=True, slots=True)
class RecordColumn(FormColumn):
    """One column of a sheet of records, with the note on its heading and, for numbers, the lowest and highest that may be typed.

    A ``required`` cell must be filled once its row is begun – ``unless`` these other fields are filled in its place.
    """

    note: str = ""
    required: bool = False
    unless: tuple[str, ...] = ()
    reach: Range | None = None


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """One sheet of records: its kind, its name, and its columns, beginning with NIP and name."""

    kind: str
    name: str
    columns: tuple[RecordColumn, ...]


def record_kinds(rulebook: Rulebook) -> tuple[str, ...]:
    """Give the kinds of records the form has sheets for, in the order of the vocabulary."""
    asked = measures_asked(rulebook)
    unneeded = RECAP if asked & OF_DAYS else DAILY
    return tuple(kind for kind in kinds_measured(rulebook) if kind != unneeded)


def prepared_rows(kind: str, people: int) -> int:
    """Give how many rows of a sheet of records are prepared for so many people."""
    return min(people * _ROWS[kind], _LAST_ROW)


def sheet_name(kind: str) -> str:
    """Name the sheet of a kind, in Indonesian as its headings are.

    >>> sheet_name("attendance-recap")
    'Rekap presensi bulanan'
    """
    title = KINDS[kind].title["id"]
    return title[:1].upper() + title[1:]


def record_sheets(rulebook: Rulebook, language: str) -> tuple[RecordSheet, ...]:
    """Give the sheets of records of a rulebook's form; notes are in ``language``, headings are not."""
    return tuple(
        RecordSheet(kind, sheet_name(kind), _columns(kind, rulebook, language)) for kind in record_kinds(rulebook)
    )


def fields_of(kind: str, rulebook: Rulebook) -> tuple[str, ...]:
    """Give the fields a sheet of a kind has columns for: those any office fills in, and those only this rulebook needs."""
    asked = measures_asked(rulebook)
    left_out: set[str] = set()
    if kind == "complaints":
        left_out |= {"kepuasan"} if "complaints.satisfaction" not in asked else set()
        left_out |= {"status"} if rulebook.records.complaints.archived == "include" else set()
    if kind == RECAP:
        left_out |= {"terlambat", "pulang_cepat"} - _minutes(rulebook)
    if not rulebook.period or rulebook.period.start.year == rulebook.period.end.year:
        # The year of a month is that of the period, where it has only one.
        left_out |= {"tahun"} if kind != "history" else set()
    return tuple(field for field in _FILLED[kind].split() if field not in left_out)


def _columns(kind: str, rulebook: Rulebook, language: str) -> tuple[RecordColumn, ...]:
    say = Words(language).say
    several: ColumnKind = "nips" if kind == "complaints" else "nip"
    # Notes about the person are the same for most kinds.
    about = kind if kind in _NIP_HEADINGS else "person"
    people = (
        RecordColumn(
            _NIP_HEADINGS.get(kind, FIELDS["nip"][0]),
            "nip",
            several,
            width=WIDTHS["nip"],
            note=_note(say(f"form_records.{about}.nip"), "required", language),
            required=True,
        ),
        RecordColumn(FIELDS["nama"][0], "nama", width=28, note=say("form_records.person.nama")),
    )
    return (*people, *(_column(kind, field, rulebook, language) for field in fields_of(kind, rulebook)))


def _column(kind: str, field: str, rulebook: Rulebook, language: str) -> RecordColumn:
    described, reach = KINDS[kind].fields[field], reach_of(kind, field, rulebook)
    choices, required = choices_of(kind, field, rulebook), field in _required(kind, rulebook)
    unless = ("hasil", "perilaku") if required and (kind, field) == ("ekinerja", "predikat") else ()
    timed = kind == "complaints" and any("response_hours" in name for name in measures_asked(rulebook))
    column: ColumnKind = "moment" if described.type == "date" and timed else _TYPES[described.type]
    say, key = Words(language).say, "value" if field in VALUES else field
    if column == "moment" and field in {"diterima", "ditanggapi", "selesai"}:
        key = f"{field}_timed"
    low, high = (number_words(number, language) for number in reach or (Decimal(0), Decimal(0)))
    text = say(f"form_records.{kind}.{key}", low=low, high=high)
    return RecordColumn(
        described.headings[0],
        field,
        column,
        () if any("," in word for word in choices) else choices,
        17 if column == "moment" else _WIDE.get(field, _PLAIN_WIDTH),
        _note(text, "unless" if unless else "required" if required else "optional", language),
        required,
        unless,
        reach,
    )


def _note(text: str, need: str, language: str) -> str:
    return f"{text}\n{Words(language).say(f'form_records.need.{need}')}"


def _minutes(rulebook: Rulebook) -> set[str]:
    """Give the columns of minutes a recap needs."""
    asked = measures_asked(rulebook)
    if "attendance.absent_days" in asked and rulebook.records.attendance.minutes_per_absence_day:
        return {"terlambat", "pulang_cepat"}
    measured = {"terlambat": "attendance.late_minutes", "pulang_cepat": "attendance.early_minutes"}
    return {field for field, measure in measured.items() if measure in asked}


def _required(kind: str, rulebook: Rulebook) -> frozenset[str]:
    """Give the fields without which a record is a finding, or counts for nothing."""
    asked, rules = measures_asked(rulebook), rulebook.records.innovations
    fields: Mapping[str, tuple[str, ...]] = {
        DAILY: ("tanggal",),
        RECAP: ("hari_kerja", "hadir", "terlambat", "pulang_cepat"),
        "complaints": ("diterima", *(("klasifikasi",) if "complaints.solved_in_time" in asked else ())),
        "targets": ("target", "realisasi"),
        "feedback": ("peran",),
        "innovations": (
            "tingkat",
            "tanggal",
            *(("peran",) if any(percent != 100 for percent in rules.roles.values()) else ()),
            *(("diterapkan",) if rules.not_adopted != 100 else ()),
            *(("terverifikasi",) if rules.unverified != 100 else ()),
        ),
        "sanctions": ("tingkat_hukuman", "mulai_hukuman"),
        "training": ("jp", "tanggal"),
        "history": (
            "tahun",
            *(("nilai_lalu",) if "history.score" in asked else ()),
            *(("predikat",) if "history.predikat" in asked else ()),
        ),
        "ekinerja": tuple(field for field in ("hasil", "perilaku", "predikat") if f"ekinerja.{field}" in asked),
    }
    return frozenset(fields[kind])
