"""Refuses a file that is not what its name says, before any parser sees it.

The first bytes decide, not the extension: an office that renames ``.xls`` to ``.xlsx`` still has its workbook read, and a web page
saved under the name of a workbook is told apart from a damaged one.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from asn_eval.read.limits import Limits, Refused, damaged
from asn_eval.read.package import Part, Tally, content, names_folder

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|style|script|div|p)\b", re.IGNORECASE)
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "GZIP"),
    (b"<?xml", "XML"),
)


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Read a whole file; refuse a name that is no workbook, and a file that is absent, locked away, empty or too large."""
    name, suffix = path.name, path.suffix.lower()
    if name.startswith(("~$", ".~lock.")):
        raise Refused(code="file-lock", real=name.removeprefix("~$").removeprefix(".~lock.").removesuffix("#"))
    try:
        if path.is_dir():
            raise Refused(code="file-folder")
        if suffix not in WORKBOOKS | TEXTS:
            raise Refused(code="file-kind" if path.exists() else "file-missing", suffix=suffix or name)
        if not path.is_file() and path.exists():
            raise Refused(code="file-kind", suffix=suffix)
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise Refused(code="file-large", size=f"{size >> 20} MB", most=f"{limits.file_bytes >> 20} MB")
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise Refused(code="file-missing") from None
    except (OSError, ValueError):
        raise Refused(code="file-denied") from None
    if not data:
        raise Refused(code="file-empty")
    return data


def kind_of(data: bytes, suffix: str) -> str:
    """Tell from the first bytes what a file is: ``zip``, ``xls`` or ``text``; refuse whatever is none of them."""
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(_OLE):
        return _ole(data)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").removeprefix(b"\xff\xfe").lstrip()
    if _HTML.match(start) or (start.startswith(b"<") and b"<html" in start.lower()):
        raise Refused(code="file-html")
    for magic, kind in _OTHERS:
        if start.startswith(magic):
            raise Refused(code="file-other", kind=kind)
    if suffix in TEXTS:
        return "text"
    if not data.strip(b"\0"):
        raise damaged(part="0")
    raise Refused(code="file-text") if b"\0" not in data[:4096] else damaged(part="zip")


def _ole(data: bytes) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Refused(code="file-password")
    if holds("WordDocument") or holds("PowerPoint Document"):
        raise Refused(code="file-other", kind="Word" if holds("WordDocument") else "PowerPoint")
    if holds("Workbook") or holds("Book"):
        return "xls"
    raise damaged(part="OLE")


def zip_kind(parts: Mapping[str, Part], tally: Tally) -> str:
    """Tell from its parts what a zip is: ``xlsx``, ``xlsb`` or ``ods``; refuse other documents and plain archives."""
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "mimetype" in parts:
        kind = content(parts["mimetype"], tally, 1000).decode("latin-1")
        if "opendocument.spreadsheet" not in kind:
            raise Refused(code="file-other", kind=kind.strip()[:80])
        manifest = parts.get("meta-inf/manifest.xml")
        if manifest and b"encryption-data" in content(manifest, tally, tally.limits.small_part_bytes):
            raise Refused(code="file-password")
        return "ods"
    for folder, kind in (("word/", "Word"), ("ppt/", "PowerPoint")):
        if names_folder(parts, folder):
            raise Refused(code="file-other", kind=kind)
    return "xlsx"
