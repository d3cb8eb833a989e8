"""Training that would give its hours twice, or in a year that is not its own."""

from asn_eval.measure.conduct import MEASURES
from asn_eval.measure.made import Made
from logbooks import logbook, setting, told, values_of


def trained(people: list[int] | None = None, day: str = "2026-12-31", **fields: list[str | None]) -> Made:
    count = len(next(iter(fields.values())))
    given = {"jp": ["10"] * count, **fields}
    book = logbook("training", people or [0] * count, **given)
    return MEASURES["training.jp"]({"training": book}, setting(people=max(people or [0]) + 1, day=day))


OUTSIDE = (
    "1 catatan di luar periode, atau setelah hari penilaian, tidak dihitung, mulai dari yang ini; "
    "tidak perlu tindakan, atau perbaiki tanggalnya atau period di buku aturan [records-outside]"
)


def test_a_training_listed_twice_is_told() -> None:
    one = trained(pelatihan=["Arsip Digital", "arsip  digital"], tahun=["2026", "2026"])
    assert told(one) == [
        (
            'catatan.xlsx:S0!C3: pelatihan "arsip  digital" sudah tercatat untuk orang dan waktu yang sama di catatan.xlsx:S0!C2; '
            "hapus salah satu, atau isi tanggal masing-masing bila memang dua pelatihan [training-doubled]"
        )
    ]
    assert values_of(one) == [None]


def test_the_same_title_at_another_time_of_another_person_or_without_a_name_counts_again() -> None:
    title = ["Senam", "Senam"]
    assert values_of(trained(pelatihan=title, tanggal=["2026-01-05", "2026-02-05"])) == [20]
    assert values_of(trained(pelatihan=title, tanggal=["2026-01-05", None], tahun=["2026", "2026"])) == [20]
    assert values_of(trained([0, 1], pelatihan=title, tahun=["2026", "2026"])) == [10, 10]
    assert values_of(trained(pelatihan=["", ""], tahun=["2026", "2026"])) == [20]
    last_year = trained(
        pelatihan=title * 2, tahun=["2025", "2025", "2026", None], tanggal=[None, None, None, "2026-03-01"]
    )
    assert (values_of(last_year), [f.code for f in last_year.findings]) == ([20], ["records-outside"])


def test_other_years_and_days_to_come_are_counted_in_a_word() -> None:
    assert told(trained(tahun=["2026", "2025"])) == [f"catatan.xlsx:S0!C3: {OUTSIDE}"]
    later = trained(day="2026-06-30", tanggal=["2026-06-30", "2026-07-01"])
    assert (values_of(later), told(later)) == ([10], [f"catatan.xlsx:S0!C3: {OUTSIDE}"])


def test_a_date_of_another_year_than_the_one_beside_it_is_a_warning() -> None:
    one = trained(tahun=["2025", "2026", None], tanggal=["2026-06-01", "2026-06-02", "2026-06-03"])
    assert told(one) == [
        (
            "catatan.xlsx:S0!C2: tahun 2025 berbeda dari tanggalnya (01/06/2026); "
            "perbaiki salah satunya; yang dipakai adalah tahun pada tanggalnya [training-year]"
        )
    ]
    assert values_of(one) == [30]
