"""What an .xlsx package says it holds: its sheets in order, their parts, the shared strings, the styles that show percentages."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from asn_eval.read.limits import Refused, damaged
from asn_eval.read.package import Part, Tally, content, inflate, plain

Attributes = Mapping[str, str]
LAST = True  # the piece of XML given is the last one

_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_PROLOGUE = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
BUILT_IN_PERCENT = frozenset({"9", "10"})


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook lists it: the name on its tab, its part, and whether the tab is hidden."""

    name: str
    part: Part
    hidden: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts of a workbook that hold cells, and how to understand them."""

    sheets: tuple[SheetPart, ...]
    strings: Part | None
    styles: Part | None
    percents: frozenset[int]
    date1904: bool


def local(name: str) -> str:
    """Give an XML name without its prefix."""
    return name.rpartition(":")[2]


def parser(part: str) -> expat.XMLParserType:
    """Make an XML parser that refuses any document type, so that no entity can ever be declared."""
    made = expat.ParserCreate()
    made.buffer_text = True

    def refuse(*_: object) -> None:
        raise Refused(code="file-entities", part=part)

    made.StartDoctypeDeclHandler = refuse
    made.EntityDeclHandler = refuse
    return made


def walk(part: Part, tally: Tally, start: Callable[[str, Attributes], None]) -> None:
    """Call ``start`` with the local name and attributes of each element of a small part."""
    made = parser(part.name)
    made.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    try:
        made.Parse(content(part, tally, tally.limits.small_part_bytes), LAST)
    except (expat.ExpatError, LookupError, ValueError):
        raise damaged(part.name) from None


def contents(parts: Mapping[str, Part], tally: Tally) -> Contents | None:
    """Follow the package's own references from its root to its sheets; None when no workbook part is there."""
    roots = _relations(parts, "", "_rels/.rels", tally)
    book = next((part for kind, part in roots.values() if kind == "officeDocument"), parts.get("xl/workbook.xml"))
    if book is None or not book.name.lower().endswith(".xml"):
        return None
    folder, file = posixpath.split(book.name)
    relations = _relations(parts, folder, f"{folder}/_rels/{file}.rels", tally)
    listed: list[tuple[str, str, bool]] = []
    dates: list[str] = []
    is_book: list[bool] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            key = next((value for key, value in attributes.items() if local(key) == "id"), "")
            listed.append((attributes.get("name", ""), key, attributes.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            dates.append(attributes.get("date1904", "0"))
        elif name == "workbook":
            is_book.append(True)

    walk(book, tally, start)
    if not is_book:
        return None
    if len(listed) > tally.limits.sheets:
        raise Refused(code="file-bomb", part=book.name)
    kinds = dict(relations.values())
    styles = kinds.get("styles")
    return Contents(
        _sheets(listed, relations),
        kinds.get("sharedStrings"),
        styles,
        _percent_styles(styles, tally) if styles else frozenset(),
        any(value in {"1", "true", "on"} for value in dates),
    )


def _sheets(listed: list[tuple[str, str, bool]], relations: Mapping[str, tuple[str, Part]]) -> tuple[SheetPart, ...]:
    found: list[SheetPart] = []
    for name, key, hidden in listed:
        if key not in relations:
            raise damaged(name)
        kind, part = relations[key]
        if kind == "worksheet":
            found.append(SheetPart(name, part, hidden))
    return tuple(found)


def _relations(parts: Mapping[str, Part], folder: str, name: str, tally: Tally) -> dict[str, tuple[str, Part]]:
    """Read one .rels part: relation id → (last word of its type, the part it names); what it names in vain is left out."""
    found: dict[str, tuple[str, Part]] = {}
    source = parts.get(name.lower().lstrip("/"))

    def start(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode", "Internal") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            path = target if target.startswith("/") else f"{folder}/{target}"
            part = parts.get(posixpath.normpath(path).lstrip("/").lower())
            if part is not None:
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)

    if source is not None:
        walk(source, tally, start)
    return found


def shows_percent(code: str) -> bool:
    """Tell whether a number format multiplies by hundred: a % that is neither quoted nor escaped.

    >>> shows_percent("0.0%"), shows_percent('0" %"')
    (True, False)
    """
    return "%" in _QUOTED.sub("", code)


def _percent_styles(styles: Part, tally: Tally) -> frozenset[int]:
    """Give the style numbers whose number format shows a percentage."""
    percent = set(BUILT_IN_PERCENT)
    formats: list[str] = []
    inside: list[bool] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            if shows_percent(attributes.get("formatCode", "")):
                percent.add(attributes.get("numFmtId", ""))
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside[:] = [name == "cellXfs"]
        elif name == "xf" and inside == [True]:
            formats.append(attributes.get("numFmtId", "0"))

    walk(styles, tally, start)
    return frozenset(number for number, key in enumerate(formats) if key in percent)


def refuse_entities(part: Part, tally: Tally) -> None:
    """Stream through a part nobody reads here and refuse it when it declares a document type or an entity."""
    last = b""
    for piece in inflate(part, tally):
        if b"!" in piece or last:
            # Without its zero bytes UTF-16 or UTF-32 text has the same letters as UTF-8.
            text = last + piece.replace(b"\0", b"")
            if _DECLARED.search(text):
                raise Refused(code="file-entities", part=part.name)
        last = piece[-64:].replace(b"\0", b"")


def foreign_encoding(head: bytes) -> str:
    """Name the encoding of an XML part from its first bytes when it is not UTF-8, else give ``""``."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in head[:4]:
        return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    name = declared[1].decode().lower() if declared else "utf-8"
    return "" if name in {"utf-8", "utf8", "us-ascii", "ascii"} else name


def in_utf8(part: Part, tally: Tally) -> Part:
    """Give a part as UTF-8: itself when it already is, else its text written anew (bounded in size)."""
    head = next(inflate(part, Tally(tally.limits)), b"")
    encoding = foreign_encoding(head)
    if not encoding:
        return part
    try:
        text = content(part, tally, tally.limits.rewritten_bytes).decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise damaged(part.name) from None
    return plain(part.name, _PROLOGUE.sub("", text).encode())


def longest_text(strings: Part, tally: Tally) -> int:
    """Give an upper bound of the longest shared string in bytes, refusing entities on the way."""
    longest, kept = 0, 0
    refuse = bytearray()
    for piece in inflate(strings, tally):
        refuse[:] = refuse[-64:] + piece
        if b"!" in piece and _DECLARED.search(refuse):
            raise Refused(code="file-entities", part=strings.name)
        first, *rest = piece.split(b"si>")
        kept += len(first)
        longest = max(longest, kept)
        if rest:
            longest = max(longest, *map(len, rest))
            kept = len(rest[-1])
    return longest
