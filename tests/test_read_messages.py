"""The exact sentence for each file that is not read."""

import os
import sys
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from asn_eval.findings import Finding, catalogue
from asn_eval.read.limits import Limits
from asn_eval.read.workbook import read_book
from hostile import FILES, ROWS, far, raw, sheet_xml, with_sheet
from oldbooks import write_ods
from workbooks import write_xlsx

FAR = (
    "ada isi sangat jauh di sel {cell}, sehingga lembar terlalu besar untuk dibaca; hapus isi yang tersesat itu, atau hapus baris "
    "dan kolom yang tidak terpakai sampai sel itu, lalu simpan [cell-far]"
)
DAMAGED = (
    "berkas rusak dan tidak dapat dibaca dengan pasti (bagian: {part}); buka di Excel, biarkan Excel memperbaikinya, simpan ulang "
    "sebagai .xlsx; atau ambil lagi dari sumbernya [file-damaged]"
)
OTHER = (
    "isinya dokumen {kind}, bukan buku kerja; pilih buku kerjanya, "
    "atau pindahkan tabelnya ke Excel dan simpan sebagai .xlsx [file-other]"
)
BOMB = (
    "berkas mengembang jauh melebihi ukuran wajar saat dibuka (bagian: {part}); jangan dipakai; bila berkas ini memang milik kantor, "
    "hapus lembar, baris dan format yang tidak perlu lalu simpan ulang dari Excel [file-bomb]"
)

# What writes the file, its limits, and the message after the file's name.
MESSAGES: list[tuple[Callable[[Path], Path], Limits, str]] = [
    (lambda path: path, Limits(), ": berkas tidak ditemukan; periksa ejaan nama dan foldernya [file-missing]"),
    (
        lambda path: path.parent,
        Limits(),
        ": ini folder, bukan berkas; sebutkan berkas di dalamnya, atau pakai asn-eval batch untuk seluruh folder [file-folder]",
    ),
    (
        lambda path: raw(b"x")(path.with_suffix(".doc")),
        Limits(),
        ': jenis berkas ".doc" tidak dikenal; simpan sebagai .xlsx, .xlsm, .xls, .xlsb, .ods atau .csv [file-kind]',
    ),
    (
        lambda path: raw(b"x")(path.with_name("~$staf.xlsx")),
        Limits(),
        (
            ": ini berkas kunci sementara yang dibuat saat buku kerja sedang terbuka, bukan buku kerjanya; "
            'pilih berkas "staf.xlsx" [file-lock]'
        ),
    ),
    (
        lambda path: raw(b"x")(path.with_name(".~lock.staf.xlsx#")),
        Limits(),
        (
            ": ini berkas kunci sementara yang dibuat saat buku kerja sedang terbuka, bukan buku kerjanya; "
            'pilih berkas "staf.xlsx" [file-lock]'
        ),
    ),
    (
        raw(bytes(3 << 20)),
        Limits(file_bytes=1 << 20),
        ": berkas terlalu besar (3 MB, batasnya 1 MB); bagi menjadi beberapa berkas, misalnya satu per unit kerja [file-large]",
    ),
    (raw(b""), Limits(), ": berkas kosong, besarnya 0 byte; unduh atau salin ulang dari sumbernya [file-empty]"),
    (
        FILES["an encrypted workbook"][0],
        Limits(),
        (
            ": buku kerja dilindungi kata sandi; buka di Excel, hapus kata sandinya lewat File > Info > Lindungi Buku Kerja, lalu simpan "
            "[file-password]"
        ),
    ),
    (
        FILES["a web page"][0],
        Limits(),
        ": isinya halaman web (HTML), bukan buku kerja; buka di Excel lalu simpan sebagai Excel Workbook (.xlsx) [file-html]",
    ),
    (
        FILES["a text table"][0],
        Limits(),
        (
            ": isinya teks biasa, bukan buku kerja; bila ini tabel teks, ganti akhiran namanya menjadi .csv; bila bukan, simpan ulang dari "
            "Excel sebagai .xlsx [file-text]"
        ),
    ),
    (FILES["a PDF"][0], Limits(), f": {OTHER.format(kind='PDF')}"),
    (FILES["a Word document"][0], Limits(), f": {OTHER.format(kind='Word')}"),
    (
        FILES["a download cut short"][0],
        Limits(),
        ": berkas tidak utuh, bagian akhirnya hilang atau rusak; unduh atau salin ulang dari sumbernya [file-incomplete]",
    ),
    (FILES["64 bytes zeroed"][0], Limits(), f":Pegawai: {DAMAGED.format(part='xl/worksheets/sheet1.xml')}"),
    (
        FILES["an ordinary archive"][0],
        Limits(),
        ": isinya arsip zip tanpa buku kerja; pilih buku kerjanya; bila ini arsip, ekstrak dulu [file-no-workbook]",
    ),
    (
        FILES["exploding entities in the shared strings"][0],
        Limits(),
        (
            ": berkas memuat deklarasi XML yang tidak pernah ada di buku kerja (bagian: "
            "xl/sharedStrings.xml); jangan dipakai; minta berkas "
            "baru dari pengirimnya [file-entities]"
        ),
    ),
    (
        with_sheet(sheet_xml(" " * 2_000_000)),
        Limits(part_bytes=1_000_000),
        f":Pegawai: {BOMB.format(part='xl/worksheets/sheet1.xml')}",
    ),
    (far('<c r="XFD1048576"><v>1</v></c>'), Limits(), f":Pegawai!XFD1048576: {FAR.format(cell='XFD1048576')}"),
    (far('<c r="ZZZZ9999999"><v>1</v></c>'), Limits(), f":Pegawai: {FAR.format(cell='ZZZZ9999999')}"),
    (
        lambda path: write_xlsx(path, {"Pegawai": ROWS}, encoding="utf-16"),
        Limits(rewritten_bytes=10),
        (
            ":Pegawai: lembar ini ditulis dengan cara yang tidak lazim dan terlalu besar untuk "
            "dibaca begitu saja; buka di Excel lalu simpan "
            "ulang sebagai Excel Workbook (.xlsx) [file-odd]"
        ),
    ),
    (
        lambda path: write_ods(path.with_suffix(".ods"), {"S": ROWS}),
        Limits(child_seconds=0.001),
        (
            ": berkas tidak selesai dibaca dalam batas waktu dan memori; hapus isi yang tersesat jauh di kanan atau di bawah, lalu simpan "
            "ulang sebagai .xlsx [file-heavy]"
        ),
    ),
    (
        lambda path: raw(b"NIP;Nama\n1;\x81\n")(path.with_suffix(".csv")),
        Limits(),
        ": teksnya tidak dapat dibaca: bukan UTF-8, UTF-16 atau Windows-1252; buka di Excel lalu simpan sebagai CSV UTF-8 [text-encoding]",
    ),
    (
        lambda path: raw(b'NIP;Nama\n1;"Budi\n2;Cici\n')(path.with_suffix(".csv")),
        Limits(),
        ": tanda kutip di sekitar baris 2 tidak pernah ditutup; tutup atau hapus tanda kutip itu [text-quotes]",
    ),
]


@pytest.mark.parametrize("number", range(len(MESSAGES)))
def test_each_refusal_says_what_is_wrong_and_what_to_do(tmp_path: Path, number: int) -> None:
    write, limits, message = MESSAGES[number]
    path = write(tmp_path / "staf.xlsx")
    found = read_book(path, limits=limits)
    assert isinstance(found, Finding)
    assert found.message() == path.name + message
    assert found.entry.exit_code == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no read permission bits")
def test_a_file_that_may_not_be_opened_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_xlsx(tmp_path / "staf.xlsx", {"S": ROWS})
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser may open everything: let opening fail as it does for anyone else

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError

        monkeypatch.setattr(Path, "open", refuse)
    found = read_book(path)
    assert isinstance(found, Finding)
    assert found.message() == (
        "staf.xlsx: berkas tidak dapat dibuka; tutup program lain yang memakainya dan pastikan Anda berhak membacanya [file-denied]"
    )


def test_every_code_of_the_room_has_its_exact_message_here() -> None:
    codes = set(tomllib.loads((files("asn_eval") / "catalogue/read.toml").read_text(encoding="utf-8"))) - {"exit"}
    shown = {message.rpartition("[")[2].rstrip("]") for _, _, message in MESSAGES}
    assert codes == shown | {"file-denied"}


def test_both_languages_name_the_same_values() -> None:
    for code, entry in catalogue().items():
        if code == "cell-far" or code.startswith(("file-", "text-")):
            id_, en = (
                {v for _, v, _, _ in Formatter().parse(entry.says[lang] + entry.do[lang])} for lang in ("id", "en")
            )
            assert id_ == en, code
