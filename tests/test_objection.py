"""Until when, how and to whom a result can be objected to, and on whose word: the law of the period, or the office."""

import json
from datetime import date
from pathlib import Path

import pytest

from asn_eval.cli.run import run
from asn_eval.decide.objection import TABLES, deadline
from asn_eval.present.outcome.objections import objection_json, objection_words
from asn_eval.present.policy.rulebook import policy_tables
from asn_eval.present.wording import Words
from asn_eval.rules.dated import history, names
from asn_eval.rules.rulebook import Rulebook
from offices import DAY, evaluated, rules

RECEIVED = date(2026, 11, 27)
HOW = "dengan alasan kepada atasan Pejabat Penilai Kinerja"


def book(year: int | None = None, objection: str = "") -> Rulebook:
    period = f"period: {{start: {year}-01-01, end: {year}-12-31}}\n" if year else ""
    return rules(f"{period}{objection}\nindicators: {{a: {{weight: 100}}}}\n")


def words(year: int | None, objection: str = "", language: str = "id") -> tuple[str, ...]:
    return objection_words(evaluated(book(year, objection), {"a": 1}), RECEIVED, language)


def rule(year: int | None, objection: str = "", language: str = "id") -> str:
    settings = policy_tables(book(year, objection), language, "indicators.yaml")[0]
    rule, key = (next(c for c in settings.columns if c.key == name) for name in ("rule", "key"))
    return str(rule.values[list(key.values).index("objection")])


@pytest.mark.parametrize(
    ("rules_text", "received", "last", "unlisted"),
    [
        ("", date(2026, 11, 24), date(2026, 12, 8), ()),
        ("", date(2026, 12, 25), date(2027, 1, 8), ()),
        ("objection: {days: 1}", date(2026, 11, 27), date(2026, 11, 28), ()),
        ("objection: {days: 1, calendar: false}", date(2026, 11, 27), date(2026, 11, 30), (2026,)),
        (
            'objection: {days: 2, calendar: false}\ncalendar: {years: {"2026": {holidays: [2026-11-30]}}}',
            date(2026, 11, 27),
            date(2026, 12, 2),
            (),
        ),
        (
            'objection: {days: 2, calendar: false}\ncalendar: {week: 6, years: {"2026": {}}}',
            date(2026, 11, 27),
            date(2026, 11, 30),
            (),
        ),
        (
            'objection: {days: 1, calendar: false}\ncalendar: {years: {"2026": {}}}',
            date(2026, 12, 31),
            date(2027, 1, 1),
            (2027,),
        ),
    ],
)
def test_the_last_day_of_an_objection(rules_text: str, received: date, last: date, unlisted: tuple[int, ...]) -> None:
    found = deadline(book(None, rules_text), received, DAY)
    assert found is not None
    assert (found.last, found.unlisted) == (last, unlisted)


@pytest.mark.parametrize("year", [2020, 2026, None])
def test_from_2019_days_way_of_counting_addressee_and_article_are_those_of_pp_30(year: int | None) -> None:
    assert words(year) == (
        (
            f"Keberatan: {HOW}, paling lambat Jumat, 11 Desember 2026 (14 hari kalender sejak diterima 27 November 2026; "
            "PP 30/2019 Pasal 59)."
        ),
    )


def test_the_law_of_dp3_names_days_and_nothing_else() -> None:
    assert words(2013) == (
        "Keberatan: paling lambat Jumat, 11 Desember 2026 (14 hari; PP 10/1979).",
        "Sumbernya hanya menyebut banyaknya hari; di sini dihitung hari kalender sejak diterima 27 November 2026.",
    )
    assert rule(2013) == (
        "Keberatan diajukan paling lambat 14 hari (PP 10/1979). Sumbernya hanya menyebut banyaknya hari; di sini dihitung hari "
        "kalender sejak hasil diterima."
    )


@pytest.mark.parametrize("year", [2014, 2015, 2018])
def test_where_no_table_names_a_limit_no_law_is_cited_and_no_day_is_named(year: int) -> None:
    told = (
        f"Batas waktu keberatan tidak diketahui: tidak ada tabel hukum yang menyebutnya untuk 31 Desember {year}, dan kantor tidak "
        "menetapkannya (objection.days)."
    )
    assert words(year) == (told,)
    assert rule(year) == told
    assert words(year, "objection: {calendar: false}") == (told,)


@pytest.mark.parametrize(("year", "how"), [(2013, ""), (2015, ""), (2020, f" {HOW},"), (2026, f" {HOW},")])
def test_days_of_the_office_are_a_rule_of_the_office_and_cite_nothing(year: int, how: str) -> None:
    assert words(year, "objection: {days: 7}") == (
        f"Keberatan:{how} paling lambat Jumat, 4 Desember 2026 (7 hari kalender sejak diterima 27 November 2026; aturan kantor).",
    )
    assert rule(year, "objection: {days: 7}") == (
        f"Keberatan diajukan{how} paling lambat 7 hari kalender sejak hasil diterima (aturan kantor)."
    )


def test_days_of_the_law_counted_as_the_office_does_tell_both_apart() -> None:
    assert words(2026, "objection: {calendar: false}") == (
        (
            f"Keberatan: {HOW}, paling lambat Kamis, 17 Desember 2026 (14 hari kerja sejak diterima 27 November 2026; lamanya "
            "PP 30/2019 Pasal 59, cara menghitungnya aturan kantor)."
        ),
        "Hari libur tahun 2026 belum ada di kalender buku aturan dan belum diperhitungkan.",
    )
    assert words(2013, "objection: {calendar: true}") == (
        (
            "Keberatan: paling lambat Jumat, 11 Desember 2026 (14 hari kalender sejak diterima 27 November 2026; lamanya PP 10/1979, cara "
            "menghitungnya aturan kantor)."
        ),
    )


def test_an_office_that_counts_as_the_law_does_departs_from_nothing() -> None:
    assert words(2026, "objection: {calendar: true}") == words(2026)


def test_a_last_day_at_a_weekend_stays_and_is_told() -> None:
    evaluation = evaluated(book(), {"a": 1})
    assert objection_words(evaluation, date(2026, 11, 28), "id") == (
        (
            f"Keberatan: {HOW}, paling lambat Sabtu, 12 Desember 2026 (14 hari kalender sejak diterima 28 November 2026; PP 30/2019 "
            "Pasal 59)."
        ),
        "Hari terakhir itu jatuh pada akhir pekan dan dicetak apa adanya; sampaikan sebelum kantor tutup.",
    )


def test_english_says_the_same() -> None:
    assert words(2026, "", "en") == (
        (
            "Objection: with reasons, to the superior of the rating official, on Friday, 11 December 2026 at the latest (14 calendar days "
            "from receipt on 27 November 2026; PP 30/2019 Pasal 59)."
        ),
    )
    assert rule(2026, "objection: {days: 7, calendar: false}", "en") == (
        "Objections are made with reasons, to the superior of the rating official, within 7 working days from receipt of the result "
        "(office rule)."
    )


def test_the_rules_in_words_tell_the_limit_and_without_a_period_whose_it_is() -> None:
    assert rule(2026) == (
        f"Keberatan diajukan {HOW}, paling lambat 14 hari kalender sejak hasil diterima (PP 30/2019 Pasal 59)."
    )
    assert rule(None) == (
        "Batas waktu keberatan menurut tabel hukum yang berlaku pada hari penilaian; kantor tidak menetapkannya sendiri."
    )


def test_nothing_is_said_to_be_in_writing() -> None:
    told = [*words(2013), *words(2020), *words(2026), *words(2026, "", "en"), rule(2026), rule(2026, "", "en")]
    assert not [text for text in told if "tertulis" in text or "writing" in text]


@pytest.mark.parametrize(
    ("year", "objection", "expected"),
    [
        (
            2026,
            "",
            {
                "last_day": "2026-12-11",
                "days": 14,
                "calendar": True,
                "days_by": "law",
                "counted_by": "law",
                "citation": "PP 30/2019 Pasal 59",
                "form": "dengan alasan",
                "addressee": "atasan Pejabat Penilai Kinerja",
            },
        ),
        (
            2013,
            "",
            {
                "last_day": "2026-12-11",
                "days": 14,
                "calendar": True,
                "days_by": "law",
                "counted_by": "unsaid",
                "citation": "PP 10/1979",
                "form": None,
                "addressee": None,
            },
        ),
        (
            2015,
            "",
            dict.fromkeys(
                ("last_day", "days", "calendar", "days_by", "counted_by", "citation", "form", "addressee"), None
            ),
        ),
        (
            2015,
            "objection: {days: 7}",
            {
                "last_day": "2026-12-04",
                "days": 7,
                "calendar": True,
                "days_by": "office",
                "counted_by": "office",
                "citation": None,
                "form": None,
                "addressee": None,
            },
        ),
    ],
)
def test_programs_are_told_whose_word_it_is(year: int, objection: str, expected: dict[str, object]) -> None:
    found = objection_json(evaluated(book(year, objection), {"a": 1}), RECEIVED, "id")
    assert {key: found[key] for key in expected} == expected
    assert (found["received"], found["years_without_holidays"]) == ("2026-11-27", [])
    assert found["words"] == list(words(year, objection))


def test_explain_gives_it_to_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "indicators.yaml").write_text(
        "period: {start: 2015-01-01, end: 2015-12-31}\nindicators: {a: {weight: 100}}\n", encoding="utf-8"
    )
    (tmp_path / "staf.csv").write_text("NIP,Nama,A\n198503152010011001,Satu,90\n", encoding="utf-8")
    assert run(["explain", "staf.csv", "198503152010011001", "--json"]) == 0
    told = json.loads(capfd.readouterr().out)["objection"]
    assert (told["days"], told["last_day"], told["citation"]) == (None, None, None)


def test_every_word_of_the_law_about_objections_has_its_words_in_both_languages() -> None:
    found = [row for name in names() for table in history(name).tables for row in table.part("objection")]
    assert {name for name in names() for table in history(name).tables if table.part("objection")} == set(TABLES)
    for row in found:
        for section in ("form", "addressee"):
            word = "_".join(row.text(section).casefold().split())
            assert not word or Words("en").say(f"decide.{section}.{word}")


def test_no_day_has_two_tables_about_objections() -> None:
    held = [(t.since, t.until or date.max) for name in TABLES for t in history(name).tables if t.part("objection")]
    assert all(one[1] <= other[0] or other[1] <= one[0] for one in held for other in held if one is not other)
