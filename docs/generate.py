"""Write the pages that are made from the program itself: docs/findings.md, docs/cli.md, docs/law.md and docs/records.md.

python docs/generate.py            writes them
python docs/generate.py --check    writes nothing; exit code 1 when a page is not current
"""

import contextlib
import io
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from asn_eval.cli.usage import worded
from asn_eval.findings import Entry, catalogue
from asn_eval.present.policy.law_page import law_page as page_of_laws
from asn_eval.rules.evidence import BADGES, HANDLERS, KINDS, UNDATED
from asn_eval.rules.evidence_kind import EvidenceKind
from asn_eval.rules.measures import SOURCES
from asn_eval.rules.vocabulary import FIELDS

HERE = Path(__file__).parent
CATALOGUE = HERE.parent / "src/asn_eval/catalogue"
MADE = "<!-- Dibuat oleh docs/generate.py; jangan disunting. Made by docs/generate.py; do not edit. -->"
LANGUAGES = {"id": "Indonesia", "en": "English"}

# The exit codes a program can leave with, whether or not a finding of the catalogue leads to them.
EXIT_CODES = {
    0: ("Selesai. Peringatan tidak mengubahnya, kecuali dengan `--strict`.", "Done. Warnings do not change it, unless with `--strict`."),
    1: ("Ada temuan pada data.", "There are findings in the data."),
    2: ("Perintah atau pilihannya keliru.", "The command or an option is wrong."),
    3: ("Buku aturan tidak ada atau keliru.", "The rulebook is missing or wrong."),
    4: ("Berkas masukan tidak terbaca atau ditolak.", "An input cannot be read or is refused."),
    5: ("Keluaran tidak dapat ditulis.", "The output cannot be written."),
    6: ("`verify` menemukan perbedaan.", "`verify` found a difference."),
    7: ("`batch` selesai sebagian.", "`batch` is partly done."),
    70: ("Kesalahan program kami sendiri; rinciannya di berkas log.", "A bug of ours; the details are in a log file."),
    130: ("Dihentikan dari papan ketik (Ctrl+C).", "Interrupted from the keyboard (Ctrl+C)."),
}  # fmt: skip
OF_ONE_COMMAND = {6: "verify", 7: "batch"}
ENVIRONMENT = {
    "ASN_EVAL_LANG": (
        "`id` atau `en`: bahasa keluaran bila `--lang` tidak disebut; mengalahkan `language:` pada buku aturan.",
        "`id` or `en`: language of the output where `--lang` is not given; stronger than `language:` of the rulebook.",
    ),
    "NO_COLOR": (
        "Bila diisi, keluaran tanpa warna, sama seperti `--no-color`.",
        "When set, output has no colour, as with `--no-color`.",
    ),
    "COLUMNS": (
        "Lebar layar dalam karakter, bila lebar terminal tidak dapat diketahui.",
        "Width of the screen in characters, where that of the terminal cannot be known.",
    ),
}
ROOMS = {
    "cli": ("Perintah dan pilihan", "Commands and options"),
    "rules": ("Buku aturan", "The rulebook"),
    "read": ("Membaca berkas", "Reading files"),
    "check": ("Isi lembar kerja", "Contents of workbooks"),
    "measure": ("Nilai yang digabung", "Values that are combined"),
    "present": ("Menulis hasil", "Writing results"),
    "batch": ("Banyak berkas sekaligus", "Many workbooks at once"),
    "developing": ("Pelatihan dan penempatan", "Training and placement"),
    "decide": ("Syarat, penghargaan, dan keberatan", "Requirements, awards and objections"),
    "law": ("Tabel hukum", "Tables of law"),
    "compare": ("Dua periode", "Two periods"),
}
SEVERITIES = {
    "error": ("galat", "error"),
    "warning": ("peringatan", "warning"),
    "info": ("informasi", "information"),
}


TYPES = {
    "text": ("teks", "text"),
    "number": ("angka", "number"),
    "date": ("tanggal, boleh dengan jam", "date, also with a time of day"),
    "minutes": ("lama: 15 atau 00:15", "duration"),
    "clock": ("jam: 07:45", "time of day"),
    "flag": ("ya atau tidak", "yes or no"),
    "month": ("bulan: Januari, 1, I, Januari 2026", "month"),
}


def findings_page() -> str:
    """Give the manual of every message, by room."""
    known = catalogue()
    rooms = {
        path.stem: [c for c in tomllib.loads(path.read_text(encoding="utf-8")) if c in known]
        for path in CATALOGUE.glob("*.toml")
    }
    order = [*(room for room in ROOMS if room in rooms), *sorted(rooms.keys() - ROOMS.keys())]
    lines = [
        MADE,
        "",
        "# Temuan: setiap pesan, artinya, dan obatnya",
        "",
        "Pesan berbentuk `TEMPAT: apa yang keliru; apa yang harus dilakukan [kode]`. Carilah kodenya di halaman ini. Kata dalam `{kurung}`",
        "diganti dengan isi berkas Anda. *Galat* menghentikan penilaian; *peringatan* dan *informasi* tidak. Galat pada catatan yang tidak",
        "diukur, hanya ditanyakan syarat, talenta, atau karier, menjadi peringatan.",
        "",
        "*Every message, what it means and what to do. Look for the code in brackets; words in `{braces}` are replaced by what your file",
        "holds. An* error *stops the evaluation;* warning *and* information *do not. An error of records nothing is measured from, which",
        "only conditions, talent or careers ask about, becomes a warning.*",
        "",
        *(f"- [{' · '.join(ROOMS.get(room, (room,)))}](#{room}) ({len(rooms[room])})" for room in order),
    ]
    for room in order:
        title = " · ".join(ROOMS.get(room, (room,)))
        lines += ["", f'<a id="{room}"></a>', "", f"## {title}"]
        for code in rooms[room]:
            lines += ["", *_entry(known[code])]
    return "\n".join(lines) + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    grave = " · ".join(SEVERITIES[entry.severity])
    yield f"### {entry.code}"
    yield ""
    yield f"{grave} · kode keluar · exit code {entry.exit_code if entry.severity == 'error' else 0}"
    for language in LANGUAGES:
        yield ""
        yield f"> {_escaped(entry.says[language])}; {_escaped(entry.do[language])}"
        yield ""
        yield _escaped(entry.why[language])


def _escaped(text: str) -> str:
    # Only what Markdown would swallow: the rest of a message is plain prose.
    return "".join(f"\\{c}" if c in "*_<>`#|" else c for c in text)


def cli_page() -> str:
    """Give the help of every command, the exit codes and the environment variables."""
    commands = list(worded("id").commands)
    lines = [
        MADE,
        "",
        "# Perintah · Commands",
        "",
        "Nama perintah, pilihan, kode temuan, dan kunci JSON tidak diterjemahkan. Data dicetak ke stdout; temuan, petunjuk, dan",
        "kemajuan ke stderr.",
        "",
        "*Names of commands, options, codes and JSON keys are never translated. Data goes to stdout; findings, hints and progress to",
        "stderr.*",
        "",
        "## asn-eval",
        *_help(),
    ]
    for name in commands:
        lines += ["", f"## asn-eval {name}", *_help(name)]
    lines += ["", "## Kode keluar · Exit codes", "", "| kode | arti | meaning |", "|--:|---|---|"]
    lines += [
        f"| {code} | {indonesian} | {english} |"
        for code, (indonesian, english) in EXIT_CODES.items()
        if OF_ONE_COMMAND.get(code, commands[0]) in commands
    ]
    lines += ["", "## Variabel lingkungan · Environment variables", "", "| nama | arti | meaning |", "|---|---|---|"]
    lines += [f"| `{name}` | {indonesian} | {english} |" for name, (indonesian, english) in ENVIRONMENT.items()]
    return "\n".join(lines) + "\n"


def _help(*command: str) -> Iterator[str]:
    for language in LANGUAGES:
        told = io.StringIO()
        with contextlib.redirect_stdout(told), _screen_of(80):
            worded(language).main(args=[*command, "--help"], prog_name="asn-eval", standalone_mode=False)
        yield from ("", "```text", *(line.rstrip() for line in told.getvalue().rstrip().splitlines()), "```")


@contextlib.contextmanager
def _screen_of(columns: int) -> Iterator[None]:
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(columns)
    try:
        yield
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before


def law_page() -> str:
    """Give every table of law with its sources, over time."""
    return f"{MADE}\n\n{page_of_laws('id')}"


ABOUT_RECORDS = """# Catatan kantor: kolom setiap jenis · Records: the columns of each kind

Lembar catatan dikenali dari judul kolomnya: dari semua jenis di bawah ini dipilih yang paling banyak kolomnya ada. Huruf besar-kecil,
spasi, dan tanda baca pada judul tidak berpengaruh. Judul yang berbeda ditambahkan di `headings:` pada buku aturan, atau dengan
`--map "Judul Anda=kolom"`; nama kolomnya ada di tabel. `asn-eval check` menyebut setiap lembar dibaca sebagai apa.

*A sheet of records is recognised by its headings: of all kinds below, the one most columns of which are there. Case, spaces and
punctuation do not matter. Add your own headings under `headings:` in the rulebook, or with `--map "Your heading=column"`; the names
of the columns stand in the tables. `asn-eval check` says what each sheet was read as.*
"""
ABOUT_TIME = """## Bulan dan tahun · Month and year

Catatan tanpa tanggal ({kinds}) memakai bulan dan tahun dari, berturut-turut: kolom Bulan dan Tahun; nama lembar (`Januari`,
`Jan 2026`, `03`, `III`); baris di atas tabelnya (`BULAN : JANUARI 2026`, `Periode 01/01/2026 s.d. 31/01/2026`); nama berkas. Bulan
tanpa tahun adalah bulan itu dalam periode, asalkan periode mencakupnya satu kali. Catatan di luar periode tidak dihitung dan disebut.
Tahun boleh ditulis dengan dua angka di belakang nama bulan (`Jan-26`). Triwulan dan semester (`Triwulan I`, `TW 2`, `Semester 1 2026`)
dihitung pada bulan terakhirnya. Lembar setahun tidak ikut dihitung bila semua orangnya – pada catatan bertanggal, semua catatannya – sudah
ada pada lembar bulanan.

*Records without a date ({records}) take month and year from, in this order: the columns Bulan and Tahun; the name of the sheet; the lines
above its table; the name of the file. A month without a year is that month of the period, where the period has it once. Records outside
the period do not count, and are told. Two digits behind the name of a month are its year. Quarters and semesters are of the month they end
in. A yearly sheet is kept apart where all its people – of records with a date, all its records – stand in the sheets of months.*

## Satu kolom setahun · One column a year

Riwayat penilaian boleh juga ditulis satu kolom setahun di samping NIP: `SKP_Y1` dan `SKP_Y2` (satu dan dua tahun sebelum periode),
`Nilai SKP 2024`, `Predikat SKP 2025`. Daftar pegawai boleh memuat kolom-kolom itu.

*Earlier evaluations may also be one column a year beside the NIP. A list of staff may have these columns.*

## Pegawai yang pindah · A person who moved

Pegawai yang pindah unit atau jabatan dalam periode ditulis dua baris di daftar pegawai, satu baris setiap masa, dengan kolom Mulai
({begins}) dan Selesai ({ends}); yang masih berjalan dikosongkan. Masa-masa itu tidak boleh bertumpuk.

*A person who changed unit or position within the period has two rows in the list of staff, one for each time, with the days it began
and ended; an end still open stays empty. The times must not overlap.*

| NIP | Nama | Unit Kerja | Mulai | Selesai |
|---|---|---|---|---|
| 198503152010011001 | Adnan Contohna | Bidang Pelayanan | 01/01/2026 | 31/03/2026 |
| 198503152010011001 | Adnan Contohna | Sekretariat | 01/04/2026 | |
"""


def records_page() -> str:
    """Give the kinds of records an office may keep: their columns, which of them a sheet must have, and the headings recognised."""
    people = [
        f"- `{field}`: {'; '.join(dict.fromkeys(names))}"
        for field, names in (("nip", (*FIELDS["nip"], *HANDLERS)), ("nama", FIELDS["nama"]))
    ]
    lines = [MADE, "", ABOUT_RECORDS]
    lines += ["## Orangnya · The person", ""]
    lines += [
        "Setiap lembar memerlukan NIP; beberapa NIP dalam satu sel dipisahkan titik koma. *Every sheet needs the NIP.*",
        "",
        *people,
    ]
    lines += ["", f"Tanpa kolom NIP dipakai {', '.join(BADGES)}. *Without a NIP column {', '.join(BADGES)} is used.*"]
    for kind, one in KINDS.items():
        title = f"{one.title['id'][0].upper()}{one.title['id'][1:]}"
        measures = ", ".join(f"`{name}`" for name, kinds in SOURCES.items() if kind in kinds)
        lines += [
            "",
            f'<a id="{kind}"></a>',
            "",
            f"## {title} · {one.title['en']}",
            "",
            f"Ukuran · Measures: {measures}",
            "",
        ]
        lines += [
            "| kolom · column | wajib · required | isi · holds | judul yang dikenali · headings recognised |",
            "|---|---|---|---|",
        ]
        lines += [_column(one, name) for name in one.fields]
        lines += _beside(one)
    undated, told = (", ".join(KINDS[kind].title[lang] for kind in KINDS if kind in UNDATED) for lang in LANGUAGES)
    begins, ends = (", ".join(FIELDS[field]) for field in ("mulai", "selesai"))
    return "\n".join([*lines, "", ABOUT_TIME.format(kinds=undated, records=told, begins=begins, ends=ends)])


def _column(kind: EvidenceKind, name: str) -> str:
    field = kind.fields[name]
    needed = "ya · yes" if name in kind.required else "salah satu · one of these" if name in kind.any_of else ""
    return f"| `{name}` | {needed} | {' · '.join(TYPES[field.type])} | {'; '.join(field.headings)} |"


def _beside(kind: EvidenceKind) -> Iterator[str]:
    for name, others in kind.beside.items():
        named = ", ".join(f"`{other}`" for other in kind.fields if other in others)
        yield ""
        yield f"Dengan `{name}` harus ada salah satu dari {named}. *With `{name}` there must be one of {named}.*"


PAGES = {"findings.md": findings_page, "cli.md": cli_page, "law.md": law_page, "records.md": records_page}


def main(arguments: list[str]) -> int:
    """Write the pages, or tell which are not current."""
    old = []
    for name, page in PAGES.items():
        path, text = HERE / name, page()
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            old.append(name)
            sys.stderr.write(f"docs/{name} is not current: run python docs/generate.py\n")
    return bool(old)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
