"""The words offices write in headings, sheet names and cells, as data: synonyms of fields, months, totals and signatures.

Case, spacing and punctuation do not matter where these words are compared. Headings are those of SIASN exports, e-Kinerja forms
and nominative lists; an office adds its own under ``headings:`` in ``indicators.yaml``.
"""

from collections.abc import Mapping

FIELDS: Mapping[str, tuple[str, ...]] = {
    "no": ("No", "No.", "Nomor", "No Urut", "Nomor Urut", "#"),
    "nip_lama": ("NIP Lama",),
    "nip": (
        "NIP",
        "NIP Baru",
        "NIP Pegawai",
        "NIP/NI PPPK",
        "NIP/NIPPPK",
        "NIP / NI PPPK",
        "NIPPPK",
        "NI PPPK",
        "No Induk",
        "Nomor Induk Pegawai",
        "NIP ASN",
        "NIP PNS",
        "NIP/NRP",
    ),
    "nama": (
        "Nama",
        "Nama Pegawai",
        "Nama Lengkap",
        "Nama ASN",
        "Nama PNS",
        "Nama Lengkap dan Gelar",
        "Nama dan Gelar",
        "Pegawai yang Dinilai",
        "Name",
    ),
    "unit": (
        "Unit",
        "Unit Kerja",
        "Unit Organisasi",
        "Unor",
        "Unor Nama",
        "Nama Unor",
        "OPD",
        "SKPD",
        "Perangkat Daerah",
        "Satker",
        "Satuan Kerja",
    ),
    "jabatan": ("Jabatan", "Nama Jabatan", "Jabatan Nama", "Jabatan Terakhir"),
    "jenis_jabatan": ("Jenis Jabatan", "Jenis Jabatan Nama", "Kelompok Jabatan", "Kategori Jabatan"),
    "jenjang": ("Jenjang", "Jenjang Jabatan", "Jenjang Fungsional"),
    "golongan": (
        "Gol",
        "Golongan",
        "Golru",
        "Gol. Ruang",
        "Gol/Ruang",
        "Golongan Ruang",
        "Golongan/Ruang",
        "Pangkat/Gol. Ruang",
        "Pangkat/Golongan",
        "Pangkat/Gol",
        "Pangkat Golongan Ruang",
        "Pangkat, Golongan Ruang",
        "Gol Akhir",
        "Gol Akhir Nama",
        "Golongan Akhir",
    ),
    "pendidikan": (
        "Pendidikan",
        "Pendidikan Terakhir",
        "Pendidikan Nama",
    ),
    "jenis_kelamin": ("Jenis Kelamin", "JK", "L/P", "Kelamin", "Sex", "Gender"),
    "tanggal_lahir": ("Tanggal Lahir", "Tgl Lahir", "Tgl. Lahir", "Lahir"),
    "tmt_cpns": ("TMT CPNS", "TMT Capeg", "Tanggal CPNS", "TMT Pengangkatan"),
    "mulai": ("Mulai", "Mulai Bertugas", "Tanggal Mulai", "Tgl Mulai", "Mulai Penilaian", "TMT Mulai"),
    "selesai": ("Selesai", "Selesai Bertugas", "Tanggal Selesai", "Tgl Selesai", "Selesai Penilaian"),
    "indikator": ("Indikator", "Nama Indikator", "Indikator Penilaian", "Aspek Penilaian"),
    "nilai": ("Nilai", "Skor", "Score", "Nilai Angka"),
    "penilai": ("Penilai", "Nama Penilai", "Pejabat Penilai", "Pejabat Penilai Kinerja", "Rater"),
}
# Headings that stand for a field only where no better one does: a roster may have both "Unit Kerja" and "Bidang". Where there are
# several of these, the one named first here holds: SIASN exports name unor, satuan kerja and instansi beside each other.
WEAK_FIELDS: Mapping[str, tuple[str, ...]] = {
    "unit": ("Satuan Kerja Kerja Nama", "Instansi Kerja Nama", "Departemen", "Instansi", "Bidang", "Bagian"),
    "pendidikan": ("Tingkat Pendidikan", "Tingkat Pendidikan Nama"),
    "nilai": ("Capaian",),
}
TEXT_FIELDS = ("nama", "unit", "jabatan", "jenis_jabatan", "jenjang", "golongan", "pendidikan", "jenis_kelamin")
DATE_FIELDS = ("tanggal_lahir", "tmt_cpns", "mulai", "selesai")

# Sheets of instructions, which nobody expects to be read.
INSTRUCTIONS = frozenset({"petunjuk", "petunjukpengisian", "instructions", "readme"})

# For indicators many offices share; used only where the rulebook has an indicator of that id.
INDICATORS: Mapping[str, tuple[str, ...]] = {
    "skp": ("SKP", "Nilai SKP", "Sasaran Kinerja Pegawai", "Sasaran Kerja Pegawai"),
    "hasil_kerja": ("Hasil Kerja", "Rating Hasil Kerja", "hasilKinerja", "Nilai Hasil Kerja"),
    "perilaku_kerja": ("Perilaku", "Perilaku Kerja", "Rating Perilaku Kerja", "perilakuKerja"),
    "disiplin": ("Disiplin", "Kedisiplinan", "Disiplin Kerja"),
    "kehadiran": ("Kehadiran", "Presensi", "Absensi"),
    "inovasi": ("Inovasi", "Inovasi Kerja"),
    "pengaduan": ("Pengaduan", "Penanganan Pengaduan", "Penanganan Aduan", "Aduan"),
}

# Words before an indicator's name that do not make it another indicator.
SCORE_PREFIXES = ("nilai", "skor", "score", "rating")

MONTHS: tuple[tuple[str, ...], ...] = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb", "peb"),
    ("maret", "march", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agust", "agu", "agt", "ags", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# Names of months that are names of people too: "Mei Sari", "Juni Rahma".
MONTHS_BORNE = frozenset({"jan", "april", "mei", "may", "juni", "june", "juli", "july"})
# Words behind a month's name that make it no person's, besides those of headings and indicators.
SHEET_WORDS = frozenset(
    word
    for words in (
        "asn pns pppk kontrak honorer staf staff pejabat pelaksana fungsional struktural",
        "dinas badan kantor sekretariat setda bidang bagian seksi subbag umum keuangan",
        "kecamatan kec kelurahan kel desa kab kabupaten kota upt uptd puskesmas sekolah",
        "fix final revisi rev baru lama oke copy salinan draft draf asli ttd versi susulan lengkap benar",
        "laporan data daftar file sheet lembar akhir awal dan sampai hingga until",
        "hari pagi siang malam shift cuti lembur apel wfh tpp spj nilai skor kinerja skp iki ekinerja absen",
    )
    for word in words.split()
)
# Spans of several months, by how many they have, and the words that number them.
SPANS: Mapping[str, int] = {
    **dict.fromkeys(("triwulan", "tw", "trw", "trwln", "kuartal", "quarter", "q"), 3),
    **dict.fromkeys(("caturwulan", "cawu"), 4),
    **dict.fromkeys(("semester", "smt", "sem", "smstr"), 6),
}
ORDINALS: Mapping[str, int] = {
    **dict.fromkeys(("pertama", "kesatu", "satu"), 1),
    **dict.fromkeys(("kedua", "dua"), 2),
    **dict.fromkeys(("ketiga", "tiga"), 3),
    **dict.fromkeys(("keempat", "empat"), 4),
}
# Words a sheet name may carry beside a month's number without becoming something else.
MONTH_COMPANIONS = frozenset({"bulan", "bln", "month", "periode"})
# What lines above a table call the time it is of; only behind the first three is a bare number or numeral a month.
MONTH_WORDS = frozenset({"bulan", "bln", "month"})
PERIOD_WORDS = MONTH_WORDS | {"periode", "masa", "period"}
YEAR_WORDS = frozenset({"tahun", "thn", "th", "ta", "year"})
# Words between these and the time, which say nothing of it.
PERIOD_FILLERS = frozenset(
    {"penilaian", "kinerja", "pelaporan", "evaluasi", "anggaran", "ke", "tanggal", "tgl", "berjalan"}
)
# Lines that cite a rule or a letter have years of their own.
CITATIONS = frozenset(
    {"nomor", "no", "peraturan", "permenpanrb", "permen", "undang", "uu", "pp", "perka", "surat", "keputusan", "sk"}
)
# What sheets that repeat those of the months are called.
RECAPS = frozenset(
    {"rekap", "rekapitulasi", "recap", "tahunan", "setahun", "gabungan", "keseluruhan", "yearly", "annual"}
)
# What a column of months says of a record that is of the year as a whole.
WHOLE_YEAR = frozenset({"tahunan", "setahun", "tahun", "tahun penuh", "satu tahun", "1 tahun", "annual", "yearly"})

NOT_APPLICABLE = frozenset({"-", "–", "—", "n/a", "na", "tidak berlaku", "tdk berlaku", "tidak berlaku."})

MALE = frozenset({"l", "lakilaki", "laki", "lk", "pria", "m", "male", "1"})
FEMALE = frozenset({"p", "perempuan", "pr", "wanita", "f", "female", "2"})

# The first words of rows below (or between) people that are not people.
TOTALS = r"(sub[ -]*)?(jumlah|total|rata *-? *rata|rerata|average|maksimum|minimum|median|standar deviasi|nilai (ter)?(tinggi|rendah))\b"
SIGNATURES = (
    r"(mengetahui|menyetujui|disetujui|mengesahkan|disahkan|ditetapkan|dibuat|ditandatangani|tanda tangan|ttd|dicetak"
    r"|nip\b *[.:]? *[0-9 .]*$|catatan\b|keterangan\b|ket\b *[.:]|sumber *:|\*)"
)
SIGNATURES_ALONE = (
    r"(kepala|plt|plh|pj|a\.? ?n\.?|sekretaris|pejabat|atasan|camat|lurah|bupati|wali ?kota|gubernur"
    r"|[a-z .]+, *[0-9]{1,2} [a-z]+ [0-9]{4})\b"
)
