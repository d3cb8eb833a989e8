"""What the terminal shows, at 80 and 160 columns, kept as text: a change of it is seen, judged and recorded with

ASN_EVAL_RENEW=1 pytest tests/test_golden.py
"""

import os
import shutil
from pathlib import Path

import pytest

from asn_eval.cli.run import run

GOLDEN = Path(__file__).parent / "golden"
OFFICE = Path(__file__).parents[1] / "examples" / "dinas-contoh"
PERSON = "198611092012032002"

SHOWN = {
    "score": ["score", "pegawai-2026.xlsx", "--top", "12"],
    "awards": ["awards", "pegawai-2026.xlsx"],
    "explain": ["explain", "pegawai-2026.xlsx", PERSON],
    "rules": ["rules"],
    "check-bermasalah": ["check", "pegawai-2026-bermasalah.xlsx"],
    "score-en": ["score", "pegawai-2026.xlsx", "--top", "5", "--lang", "en"],
}


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("name", SHOWN)
def test_the_terminal_shows(
    name: str, width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    office = tmp_path / "dinas-contoh"
    shutil.copytree(OFFICE, office)
    monkeypatch.chdir(office)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.delenv("ASN_EVAL_LANG", raising=False)
    run(SHOWN[name])
    shown = "\n".join(line.rstrip() for line in capfd.readouterr().out.splitlines()) + "\n"
    kept = GOLDEN / f"{name}-{width}.txt"
    if os.environ.get("ASN_EVAL_RENEW"):
        kept.write_text(shown, encoding="utf-8")
    assert shown == kept.read_text(encoding="utf-8")
    # Sentences fold at the reader's terminal; the rule of a table shows how wide it is.
    assert all(len(line) <= width for line in shown.splitlines() if line.startswith("──"))
