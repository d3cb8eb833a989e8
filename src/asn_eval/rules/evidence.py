"""The kinds of records an office keeps and the columns each has: a closed vocabulary, as data.

A kind's sheet is recognised by its headings: it has what the kind requires, and more of its columns than of any other kind's.
"""

from collections.abc import Mapping
from dataclasses import replace

from asn_eval.rules.evidence_kind import EvidenceKind, FieldType, kind_of
from asn_eval.rules.panduan import PANDUAN, VALUES
from asn_eval.rules.vocabulary import MONTHS

# Columns that say which month and year a record without a date is of. "Data Per Januari Tahun" names the month in its heading.
_BULAN = "Bulan|Bln|Bulan Penilaian|Bulan Kinerja|bulanSelesaiPenilaian"
_TAHUN = "|".join(
    [
        "Tahun|Thn|Tahun Penilaian|Tahun Kinerja|Tahun SKP|tahunSelesaiPenilaian",
        *(f"Data Per {names[0].title()} Tahun" for names in MONTHS),
    ]
)
_VALUES: Mapping[str, tuple[FieldType, str]] = {
    **{key: ("number", heading) for key, heading in VALUES.items()},
    # Forms by panduan perilaku have 21 columns instead of seven: by number, by text, or both.
    **{f"p{n}": ("number", f"P{n}|Perilaku {n}|Panduan {n}|{text}|{n}. {text}") for n, text in enumerate(PANDUAN, 1)},
}

# Headings follow fingerprint exports, SP4N-LAPOR lists, SKP forms, SIASN and e-Kinerja recaps.
KINDS: Mapping[str, EvidenceKind] = {
    "attendance": kind_of(
        "presensi harian",
        "daily attendance",
        "tanggal scan_masuk",
        tanggal=("date", "Tanggal|Tgl|Hari/Tanggal"),
        scan_masuk=("clock", "Scan Masuk|S.Masuk|Absen Masuk|Check In|Masuk"),
        scan_pulang=("clock", "Scan Pulang|Scan Keluar|S.Pulang|Absen Pulang|Check Out|Pulang"),
        jam_masuk=("clock", "Jam Masuk"),
        jam_pulang=("clock", "Jam Pulang"),
        terlambat=("minutes", "Terlambat|Terlambat (Menit)|Keterlambatan"),
        pulang_cepat=("minutes", "Plg. Cepat|Pulang Cepat|P. Cepat (Menit)|Pulang Cepat (Menit)"),
        absent=("flag", "Absent|Alpa|Mangkir"),
        pengecualian=("text", "Pengecualian|Keterangan|Ket|Status Kehadiran|Kode Kehadiran|Kode Presensi|Kode|Status"),
        kode_tl=("text", "TL|Kode TL"),
        kode_psw=("text", "PSW|Kode PSW"),
    ),
    "attendance-recap": kind_of(
        "rekap presensi bulanan",
        "monthly attendance recap",
        "hari_kerja hadir",
        hari_kerja=("number", "Hari Kerja|Jml Hari Kerja|Jumlah Hari Kerja|HK"),
        hadir=("number", "Hadir|Jml Kehadiran|Jumlah Hadir|Jml Hadir|H"),
        alpa=("number", "Alpa|TK|Tanpa Keterangan|Mangkir|Tidak Hadir Tanpa Keterangan|A"),
        sah=("number", "Cuti/Dinas|Izin Sah|Sah|Cuti dan Dinas Luar"),
        cuti=("number", "Cuti|Jml Cuti|Jumlah Cuti|C"),
        dinas=("number", "DL|Dinas Luar|Dinas|Perjalanan Dinas|Tugas"),
        sakit=("number", "Sakit|S"),
        izin=("number", "Izin|Ijin|I"),
        terlambat=("minutes", "Terlambat|Terlambat (Menit)|Jml Terlambat|Menit Terlambat"),
        pulang_cepat=("minutes", "Plg. Cepat|Pulang Cepat|Pulang Cepat (Menit)|Menit Pulang Cepat"),
        bulan=("month", _BULAN),
        tahun=("number", _TAHUN),
    ),
    "complaints": kind_of(
        "daftar aduan",
        "complaint log",
        "diterima",
        nomor=("text", "Nomor Aduan|No Aduan|No. Aduan|Tracking ID|ID Laporan|Nomor Laporan|Kode Aduan"),
        klasifikasi=("text", "Klasifikasi|Jenis Aduan|Kategori Laporan|Jenis Laporan|Klasifikasi Laporan"),
        diterima=(
            "date",
            # The day the office received it goes before the day it was passed on.
            (
                "Diterima|Tanggal Diterima|Tgl Diterima|Tanggal Masuk|Tgl Masuk|Tanggal Laporan Masuk|Tanggal Laporan|"
                "Tgl Laporan|Tanggal Aduan|Tgl Aduan|Tanggal Pengaduan|Waktu Laporan|Tanggal Disposisi|Disposisi"
            ),
        ),
        ditanggapi=(
            "date",
            "Ditanggapi|Tanggapan Pertama|Tanggal Tanggapan|Tgl Tanggapan|Tanggal Respon|Tindak Lanjut Pertama",
        ),
        selesai=("date", "Selesai|Tanggal Selesai|Tgl Selesai|Ditutup|Tanggal Ditutup"),
        kepuasan=("number", "Kepuasan|Nilai Kepuasan|Rating|Skor Kepuasan|Tingkat Kepuasan|IKM"),
        status=("text", "Status|Status Laporan|Status Aduan"),
        jam_diterima=("clock", "Jam Diterima|Jam Masuk|Jam Laporan|Jam Laporan Masuk|Jam Aduan|Jam Pengaduan"),
        jam_ditanggapi=("clock", "Jam Ditanggapi|Jam Tanggapan|Jam Tanggapan Pertama|Jam Respon"),
        jam_selesai=("clock", "Jam Selesai|Jam Ditutup"),
        petugas_2=("text", "NIP Petugas 2|NIP Penangan 2|NIP PIC 2"),
        petugas_3=("text", "NIP Petugas 3|NIP Penangan 3|NIP PIC 3"),
    ),
    "targets": kind_of(
        "target dan realisasi SKP",
        "SKP targets and results",
        "target realisasi",
        hasil_kerja=(
            "text",
            (
                "Rencana Hasil Kerja|Hasil Kerja|Kegiatan|Uraian Kegiatan|Rencana Hasil Kerja Pegawai|"
                "Rencana Hasil Kerja Individu"
            ),
        ),
        indikator_kinerja=("text", "Indikator Kinerja Individu|Indikator Kinerja Individu (IKI)|IKI"),
        kategori=("text", "Kategori|Utama/Tambahan|Jenis Tugas"),
        aspek=("text", "Aspek"),
        target=("number", "Target"),
        realisasi=("number", "Realisasi|Realisasi Berdasarkan Bukti Dukung|Capaian Realisasi"),
        dasar=("number", "Baseline|Nilai Awal|Kondisi Awal"),
        arah=("text", "Arah|Polaritas"),
        bulan=("month", _BULAN),
        tahun=("number", _TAHUN),
    ),
    "feedback": kind_of(
        "umpan balik",
        "feedback",
        "peran",
        " ".join(_VALUES),
        peran=("text", "Peran|Peran Penilai|Hubungan|Sebagai|Hubungan dengan yang Dinilai"),
        nama_penilai=("text", "Nama Penilai|Penilai"),
        nip_penilai=("text", "NIP Penilai"),
        **_VALUES,
        bulan=("month", _BULAN),
        tahun=("number", _TAHUN),
    ),
    "innovations": kind_of(
        "daftar inovasi",
        "innovations",
        "judul tingkat",
        judul=("text", "Judul Inovasi|Nama Inovasi|Judul"),
        tingkat=("text", "Tingkat|Level|Cakupan"),
        peran=("text", "Peran|Peran dalam Inovasi"),
        diterapkan=("flag", "Diterapkan|Sudah Diterapkan|Adopsi"),
        terverifikasi=("flag", "Terverifikasi|Verifikasi|Diverifikasi"),
        tanggal=(
            "date",
            "Tanggal|Tanggal Penerapan|Tgl Penerapan|Tanggal Terap|Tgl Terap|Tanggal Implementasi|Tanggal Inovasi|Tgl",
        ),
        tahun=("number", "Tahun|Tahun Penerapan|Tahun Inovasi"),
    ),
    "sanctions": kind_of(
        "hukuman disiplin",
        "disciplinary sanctions",
        "tingkat_hukuman mulai_hukuman",
        tingkat_hukuman=(
            "text",
            "Tingkat Hukuman|Tingkat Hukdis|Jenis Hukuman|Hukuman Disiplin|Tingkat Hukuman Disiplin",
        ),
        mulai_hukuman=("date", "Mulai Hukuman|TMT Hukuman|TMT Hukdis|Tanggal Mulai Hukuman|Mulai Berlaku"),
        akhir_hukuman=(
            "date",
            (
                "Akhir Hukuman|Selesai Hukuman|Tanggal Akhir Hukuman|Akhir Berlaku|Tanggal Selesai Hukuman|TMT Akhir Hukuman|"
                "TMT Akhir|Selesai Berlaku|Tanggal Berakhir|Berakhir"
            ),
        ),
    ),
    "training": kind_of(
        "riwayat pelatihan",
        "training record",
        "jp",
        pelatihan=("text", "Nama Pelatihan|Nama Diklat|Pelatihan|Judul Pelatihan|Diklat"),
        jp=("number", "JP|Jumlah JP|Jam Pelajaran"),
        tanggal=("date", "Tanggal|Tanggal Selesai|Tgl Pelatihan|Tanggal Pelatihan|Tgl"),
        tahun=("number", "Tahun"),
    ),
    "history": kind_of(
        "riwayat penilaian",
        "earlier evaluations",
        "tahun",
        "nilai_lalu predikat",
        tahun=("number", _TAHUN),
        bulan=("month", _BULAN),
        nilai_lalu=("number", "Nilai|Nilai Kinerja|Nilai SKP|Nilai Prestasi Kerja"),
        predikat=(
            "text",
            "Predikat|Predikat Kinerja|Predikat Kinerja Pegawai|Hasil Evaluasi|Kuadran Kinerja|kuadranKinerja",
        ),
        organisasi=("text", "Capaian Kinerja Organisasi|Predikat Organisasi"),
        masa=("text", "Periode Penilaian|Jenis Periode"),
        riwayat=("text", "Nama Riwayat SKP|Riwayat SKP|Nama Riwayat"),
    ),
    "ekinerja": replace(
        kind_of(
            "rekap e-Kinerja",
            "e-Kinerja recap",
            "predikat",
            hasil=("text", "Rating Hasil Kerja|Hasil Kerja|hasilKinerja|Nilai Hasil Kerja"),
            perilaku=("text", "Rating Perilaku Kerja|Perilaku|Perilaku Kerja|perilakuKerja"),
            predikat=(
                "text",
                "Predikat Kinerja Pegawai|Predikat Kinerja|Predikat|Kuadran Kinerja|kuadranKinerja|Hasil Evaluasi",
            ),
            organisasi=("text", "Capaian Kinerja Organisasi|Predikat Organisasi"),
            bulan=("month", _BULAN),
            tahun=("number", _TAHUN),
        ),
        # A predikat a year, without its ratings or its months, is a list of earlier evaluations.
        beside={"tahun": frozenset({"hasil", "perilaku", "bulan"})},
    ),
}

# Every column of every kind, for headings people give by hand.
RECORD_FIELDS = frozenset(name for kind in KINDS.values() for name in kind.fields)

# Numbers that count days, hours or years: a percentage of them is a slip.
COUNTS = frozenset({"hari_kerja", "hadir", "alpa", "sah", "cuti", "dinas", "sakit", "izin", "jp", "tahun"})

# Days that may not have come yet: what is not over has none.
OPEN = frozenset({"ditanggapi", "selesai", "akhir_hukuman"})

# Years outside these are slips of the keyboard.
YEARS = (1950, 2100)

# Sheets of these kinds hold one row a person, and may be the roster as well.
ONE_ROW = frozenset({"attendance-recap", "ekinerja"})

# Kinds whose records have no date: the month and year of a sheet, of its title or of a column say when they are of.
UNDATED = frozenset({"attendance-recap", "targets", "feedback", "ekinerja"})

# Both hold predikat by year, so that a list of the one may stand for the other where only the other is asked for.
SIBLINGS: Mapping[str, str] = {"history": "ekinerja", "ekinerja": "history"}

# Headings of the person a record is about, where it is not simply "NIP": who handled a complaint, who is judged.
HANDLERS = (
    "NIP Petugas",
    "NIP Penangan",
    "NIP Petugas Penangan",
    "NIP PIC",
    "NIP Petugas 1",
    "NIP Penangan 1",
    "NIP PIC 1",
    "NIP yang Dinilai",
    "NIP Dinilai",
    "NIP Pegawai Dinilai",
)

# What fingerprint machines and HR programs call the number of a person (nomor induk karyawan); the NIP where a sheet has no NIP.
BADGES = ("NIK",)
