"""``calendar`` fills a year's holidays for the rulebook, and the rulebook takes them as they are printed."""

import builtins
from datetime import date

import pytest

from asn_eval.cli.run import run
from asn_eval.rules.load import load_text
from asn_eval.rules.rulebook import Rulebook


def printed(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["calendar", *arguments]) == 0
    return capfd.readouterr().out


def test_what_is_printed_is_a_calendar_of_the_rulebook(capfd: pytest.CaptureFixture[str]) -> None:
    text = printed(capfd, "2026")
    loaded = load_text("indicators:\n  disiplin: {weight: 100}\n" + text, "indicators.yaml")
    assert isinstance(loaded, Rulebook)
    assert loaded.calendar is not None
    year = loaded.calendar.years["2026"]
    # SKB Tiga Menteri: Proclamation Day is a public holiday, 24 December 2026 is cuti bersama.
    assert date(2026, 8, 17) in year.holidays
    assert date(2026, 12, 24) in year.joint_leave
    assert not set(year.holidays) & set(year.joint_leave)
    assert "cocokkan dengan SKB Tiga Menteri tahun 2026" in text


def test_english_names_the_days_in_english(capfd: pytest.CaptureFixture[str]) -> None:
    assert "Independence Day" in printed(capfd, "2026", "--lang", "en")


def test_a_year_before_the_republic_is_wrong_use(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["calendar", "1900"]) == 2
    assert capfd.readouterr().err == "isi untuk TAHUN tidak dapat dipakai; isi dengan: 1990–2100 [option-value]\n"


def test_without_the_library_the_remedy_is_named(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: object, **more: object) -> object:
        if name == "holidays":
            raise ImportError(name)
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert run(["calendar", "2026"]) == 2
    assert capfd.readouterr().err.startswith(
        'GALAT pustaka holidays belum terpasang; pasang dengan: pip install "asn-eval[calendar]", '
    )
