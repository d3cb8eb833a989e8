"""One unquoted word of the file becomes a number, a date, true, false, nothing or text – or a trap that is refused.

The traps are the spellings that older and newer YAML programs read differently (``no``, ``12:30``, ``010``, ``1_000``): a
rulebook that means two things is refused, not guessed.
"""

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from asn_eval.rules.tree import Scalar, clipped

LONGEST_NUMBER = 25
# Longer than any spelling of a number anybody means; what follows may look at a text more than once.
_LONGEST_SPELLING = 60
_DIGITS = re.compile(r"[+-]?[0-9][0-9_.]*")
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_YES_NO = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_WHOLE = re.compile(r"[+-]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[+-]?(0|[1-9][0-9]*)\.[0-9]+")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_OTHER_NUMBER = re.compile(  # 010, 1_000, 1_000.5, .5, 5., 1e3 and their mixtures
    r"[+-]?([0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)([eE][+-]?[0-9]+)?"
)
_OTHER_BASE = re.compile(  # hexadecimal, octal, binary, sixties, infinity, not a number
    r"[+-]?(0[xob][0-9a-fA-F_]+|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|\.inf|\.Inf|\.INF|\.nan|\.NaN|\.NAN)"
)
# Control characters other than line break and tab, and halves of a character, which no output could write.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Trap(NamedTuple):
    """A spelling that is refused: the code of the finding and what its message names."""

    code: str
    values: dict[str, str]


def quoted_scalar(text: str) -> Scalar | Trap:
    """Read text that stood in quotes or in a block: it is text, whatever it looks like."""
    return Trap("text-control", {"found": clipped(text)}) if _UNWRITABLE.search(text) else text


def plain_scalar(text: str) -> Scalar | Trap:
    """Read an unquoted word.

    >>> plain_scalar("33.30"), plain_scalar("2026-01-31"), plain_scalar("III/c")
    (Decimal('33.30'), datetime.date(2026, 1, 31), 'III/c')
    >>> plain_scalar("no")
    Trap(code='yaml-word', values={'found': 'no', 'write': 'false'})
    """
    if text in _NOTHING:
        return None
    if text in _WORDS:
        return _WORDS[text]
    if text.lower() in _YES_NO:
        return Trap("yaml-word", {"found": text, "write": _YES_NO[text.lower()]})
    if text[0] in "+-.0123456789":
        return _number_or_date(text)
    return quoted_scalar(text)


def _number_or_date(text: str) -> Scalar | Trap:
    if len(text) > _LONGEST_SPELLING:
        return Trap("number-long", {"found": clipped(text, 40)}) if _DIGITS.fullmatch(text) else quoted_scalar(text)
    whole, decimal = _WHOLE.fullmatch(text), _DECIMAL.fullmatch(text)
    if (whole or decimal) and len(text) > LONGEST_NUMBER:
        return Trap("number-long", {"found": clipped(text, 40)})
    if whole:
        return int(text)
    if decimal:
        return Decimal(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return Trap("date-impossible", {"found": text})
    if _OTHER_BASE.fullmatch(text):
        return Trap("yaml-quotes", {"found": clipped(text)})
    if _OTHER_NUMBER.fullmatch(text):
        number = _spelled_out(text)
        return (
            Trap("yaml-number", {"found": text, "write": number})
            if number
            else Trap("yaml-quotes", {"found": clipped(text)})
        )
    return quoted_scalar(text)


def _spelled_out(text: str) -> str:
    # "1_000" → 1000, "010" → 10, ".5" → 0.5, "1e3" → 1000; "" where the number would be absurdly long.
    exponent = re.search(r"[eE][+-]?([0-9]+)$", text)
    if len(text) > LONGEST_NUMBER or (exponent and int(exponent[1]) > 12):
        return ""
    return f"{Decimal(text.replace('_', '')):f}"


def number_meant(text: str) -> str:
    """Guess the number somebody meant by a text, as the file wants it written; ``""`` when it is no number.

    >>> number_meant("33,3"), number_meant("1.234,5"), number_meant("30 %"), number_meant("banyak")
    ('33.3', '1234.5', '30', '')
    """
    bare = text.strip().removesuffix("%").strip().replace("\N{NO-BREAK SPACE}", "").replace("−", "-")
    if re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?[0-9]+,[0-9]+", bare):
        bare = bare.replace(",", ".")
    return bare if len(bare) <= LONGEST_NUMBER and (_WHOLE.fullmatch(bare) or _DECIMAL.fullmatch(bare)) else ""


def date_meant(text: str) -> str:
    """Guess the date somebody meant by a day-first text, as the file wants it written; ``""`` when it is no date.

    >>> date_meant("24/11/2026"), date_meant("besok")
    ('2026-11-24', '')
    """
    match = re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", text.strip())
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat() if match else ""
    except ValueError:
        return ""
