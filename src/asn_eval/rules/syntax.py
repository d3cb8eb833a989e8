"""Where the text is no YAML: what the parser says becomes a code of ours and the line a person should look at."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from asn_eval.rules.tree import clipped

# Words of the parser; the first that occur decide the code. Both builds of the parser use them.
_CODES = (
    ("while scanning a quoted scalar: found unexpected", "yaml-quote"),
    ("escape", "yaml-escape"),
    ("hexdecimal", "yaml-escape"),
    ("max nesting", "yaml-depth"),
    ("while parsing a flow", "yaml-bracket"),
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-colon-missing"),
    ("while scanning an alias", "yaml-alias"),
    ("while scanning an anchor", "yaml-anchor"),
    (" tag", "yaml-tag"),
    ("cannot start any token", "yaml-start"),
    ("directive", "yaml-start"),
    ("while parsing a block", "yaml-indent"),
    ("indentation", "yaml-indent"),
    ("sequence entries are not allowed", "yaml-indent"),
)
# What no YAML file may hold: control characters, halves of characters, and line ends other programs do not count as lines.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_END = re.compile("\r\n|\r|\n")


class Slip(NamedTuple):
    """A fault of the text itself: its code, its 1-based line, and the piece of text the message shows."""

    code: str
    line: int
    found: str


def unreadable(text: str) -> Iterator[Slip]:
    """Give the lines with characters no YAML file may hold, or indented with spaces that only look like spaces."""
    for number, line in enumerate(_LINE_END.split(text), 1):
        bad = _UNREADABLE.search(line)
        if bad:
            yield Slip("yaml-character", number, f"U+{ord(bad[0]):04X}")
        elif "\N{NO-BREAK SPACE}" in _indent(line):
            yield Slip("yaml-nbsp", number, "")


def broken(text: str, words: str, line: int, column: int, start: int) -> Iterator[Slip]:
    """Give the slips behind a complaint of the parser.

    ``words`` are its context and problem; ``line`` and ``column`` (0-based) where it stopped; ``start`` is the line (0-based)
    where what it was reading began, -1 when unknown.
    """
    lines = _LINE_END.split(text)
    here = lines[line] if line < len(lines) else ""
    if "\t" in _indent(here):
        yield from (Slip("yaml-tab", n, "") for n, other in enumerate(lines, 1) if "\t" in _indent(other))
        return
    code = next((code for part, code in _CODES if part in words), "yaml-syntax")
    if code in {"yaml-quote", "yaml-bracket", "yaml-colon-missing"} and start >= 0:
        line = start
    found = (here[column:] or here)[:1] if code == "yaml-start" else lines[line].strip() if line < len(lines) else ""
    yield Slip(code, line + 1, clipped(found, 60))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
