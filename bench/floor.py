"""Do only what no program can avoid: inflate a workbook, look at every byte once, deflate as many bytes again.

    python bench/floor.py ROSTER.xlsx OUT.bin

Standard-library zlib at its usual level. Nothing is parsed.
"""

import sys
import zipfile
import zlib
from pathlib import Path


def main(roster: str, target: str) -> None:
    with zipfile.ZipFile(roster) as book:
        parts = [book.read(name) for name in book.namelist()]
    cells = sum(part.count(b"<c ") for part in parts)
    with Path(target).open("wb") as out:
        out.writelines(zlib.compress(part) for part in parts)
    print(cells, "cells")


if __name__ == "__main__":
    main(*sys.argv[1:3])
