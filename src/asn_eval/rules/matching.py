"""Words of a roster against words of the rulebook: case and spacing do not matter, ``*`` stands for any text."""

from collections.abc import Iterable
from fnmatch import fnmatchcase


def plain(text: str) -> str:
    """Fold case and spacing away.

    >>> plain("  Dinas   Kesehatan ")
    'dinas kesehatan'
    """
    return " ".join(text.casefold().split())


def matches(word: str, patterns: Iterable[str]) -> bool:
    """Tell whether a word is one of the patterns.

    >>> matches("Petugas Loket Perizinan", ("petugas loket*",)), matches("Arsiparis [baru]", ("Arsiparis [baru]",))
    (True, True)
    """
    folded = plain(word)
    # Only the asterisk is special: a bracket or question mark in a job title is itself.
    return any(fnmatchcase(folded, plain(p).replace("[", "[[]").replace("?", "[?]")) for p in patterns)
