"""Sheets of posts and courses: what they become, and the exact message of everything that is wrong with them."""

from collections.abc import Sequence
from decimal import Decimal

from asn_eval.check.offers import Offered, disagreeing, offered_courses, offered_posts
from asn_eval.read.sheet import ErrorCell
from asn_eval.rules.developing import Course, Post, Wanted
from asn_eval.rules.rulebook import Indicator, Rulebook
from checked import book, sheet

RULES = Rulebook(indicators={"pelayanan": Indicator(weight=100, title="Pelayanan Publik")})


def posts(*rows: Sequence[object]) -> Offered:
    return offered_posts([book(sheet(rows, "Formasi"))], RULES)


def courses(*rows: Sequence[object]) -> Offered:
    return offered_courses([book(sheet(rows, "Katalog"))], RULES)


def messages(offered: Offered) -> list[str]:
    return [f.message() for f in (*offered.findings, *disagreeing(offered, offered.within(RULES)))]


def test_a_sheet_of_posts_below_its_title_block_becomes_posts():
    found = posts(
        ["DAFTAR JABATAN LOWONG"],
        [],
        [
            "No",
            "Nama Jabatan",
            "Unit Kerja",
            "Golongan",
            "Pendidikan",
            "Kuota",
            "Pelayanan Publik",
            "Bobot Pelayanan Publik",
            "Bahasa",
        ],
        [1, "Loket", "Depan", "III/a - III/d", "D3", 2, "85,5", 3, 4],
        [],
        [2, "Arsip", "", "", "", "", "", "", "3,5"],
        ["Jumlah", "", "", "", "", 3],
    )
    assert messages(found) == []
    assert found.posts == {
        "Loket – Depan": Post(
            title="Loket",
            unit="Depan",
            seats=2,
            golongan_min="III/a",
            golongan_max="III/d",
            pendidikan="D3",
            wants={"pelayanan": Wanted(target=Decimal("85.5"), weight=Decimal(3)), "Bahasa": Wanted(target=Decimal(4))},
        ),
        "Arsip": Post(title="Arsip", wants={"Bahasa": Wanted(target=Decimal("3.5"))}),
    }


def test_columns_of_words_are_ignored_and_told():
    found = posts(
        ["Kode", "Jabatan", "Golongan Min", "Golongan Maks", "Jenjang", "Ket"],
        ["P1", "A", "III/b", "IV/a", "Ahli Muda; Ahli Madya", "x"],
    )
    assert found.posts == {
        "P1": Post(title="A", golongan_min="III/b", golongan_max="IV/a", jenjang=("Ahli Muda", "Ahli Madya"))
    }
    assert messages(found) == [
        "staf.xlsx:Formasi: kolom yang tidak dipakai: Ket; tidak perlu apa-apa bila memang bukan kompetensi yang diminta [offer-ignored]"
    ]


def test_a_sheet_of_courses_becomes_the_catalogue():
    found = courses(
        ["Judul Pelatihan", "Untuk", "JP", "Kuota", "Biaya (Rp)", "Prasyarat"],
        ["Prima", "Pelayanan Publik; Bahasa", 20, 5, "1.500.000", "Dasar"],
        ["Dasar", "pelayanan", "", "", "", ""],
    )
    assert found.findings == ()
    assert found.courses == (
        Course(
            title="Prima",
            develops=("pelayanan", "Bahasa"),
            jp=Decimal(20),
            seats=5,
            cost=Decimal(1500000),
            prerequisite="Dasar",
        ),
        Course(title="Dasar", develops=("pelayanan",)),
    )
    rulebook = found.within(RULES)
    assert rulebook.training is not None
    assert rulebook.training.catalogue == found.courses


def test_every_fault_of_a_sheet_is_told_at_its_cell():
    found = posts(
        ["Jabatan", "Unit", "Golongan Min", "Golongan Maks", "Pendidikan", "Kuota", "Bahasa", "Bobot Bahasa"],
        ["A", "X", "III/z", "", "S1", "dua", "baik", 1],
        ["a", "X", "", "", "", 1.5, 3, 1],
        ["", "Y", "", "", "", 1, 3, 1],
        ["A", "X", "IV/a", "III/a", "S9", 1, 0, 1],
        ["B", "X", "IV/a", "III/a", "S1", 1, 0, 0],
    )
    assert messages(found) == [
        'staf.xlsx:Formasi!F2: "dua" bukan bilangan 0 atau lebih; tulis angkanya saja, desimal dengan koma [offer-number]',
        'staf.xlsx:Formasi!G2: "baik" bukan bilangan 0 atau lebih; tulis angkanya saja, desimal dengan koma [offer-number]',
        'staf.xlsx:Formasi!F3: kuota "1,5" bukan bilangan bulat; tulis banyaknya kursi [offer-whole]',
        'staf.xlsx:Formasi!A4: baris ini tidak punya judul (isinya mulai dengan "Y"); isi judulnya, atau kosongkan barisnya [offer-title]',
        'staf.xlsx:Formasi!A5: "A – X" tertulis dua kali; gabungkan (pakai kolom Kuota), atau bedakan kode atau judulnya [offer-doubled]',
        'staf.xlsx:Formasi!C2: "III/z" tidak ada dalam urutan golongan; maksud Anda "III/d"? [fact-step]',
        "staf.xlsx:Formasi!D6: golongan tertinggi (III/a) di bawah golongan terendah (IV/a); tukar keduanya [post-golongan]",
        (
            'staf.xlsx:Formasi!A6: semua bobot yang diminta jabatan "B" adalah 0; beri bobot di atas 0 pada paling '
            "sedikit satu hal [post-weights]"
        ),
        'staf.xlsx:Formasi!G6: sasaran "Bahasa" adalah 0; tulis sasaran di atas 0, atau hapus baris ini [target-zero]',
    ]


def test_faults_of_courses_are_told_at_their_cell():
    found = courses(
        ["Judul Pelatihan", "Untuk", "JP", "Kuota"],
        ["Prima", "Pelayann", 20, -1],
        ["PRIMA", "pelayanan", 20, 1],
    )
    assert messages(found) == [
        'staf.xlsx:Katalog!D2: "-1" bukan bilangan 0 atau lebih; tulis angkanya saja, desimal dengan koma [offer-number]',
        'staf.xlsx:Katalog!A3: "PRIMA" tertulis dua kali; gabungkan (pakai kolom Kuota), atau bedakan kode atau judulnya [offer-doubled]',
        (
            'staf.xlsx:Katalog!B2: "Pelayann" bukan indikator dan bukan kompetensi yang diminta jabatan mana pun; '
            "periksa ejaannya (yang dikenal: pelayanan); bila jabatannya ada di berkas lain, sebut dengan --posts [course-develops]"
        ),
    ]


def test_a_book_without_such_a_sheet_is_told_the_headings_and_the_nearest():
    assert messages(posts(["Jabatn", "Unit"], ["A", "B"])) == [
        'staf.xlsx: tidak ada lembar jabatan dengan judul kolom Jabatan; samakan judul kolomnya (yang paling mirip: "Jabatn") [posts-sheet]'
    ]
    assert messages(courses(["Judul Pelatihan", "Utk"], ["A", "B"])) == [
        (
            "staf.xlsx: tidak ada lembar katalog dengan judul kolom Judul Pelatihan, Untuk; "
            'samakan judul kolomnya (yang paling mirip: "Judul Pelatihan") [courses-sheet]'
        )
    ]


def test_a_cell_with_an_error_is_told():
    found = posts(["Jabatan", "Pendidikan"], ["A", ErrorCell("#N/A")])
    assert messages(found) == [
        (
            'staf.xlsx:Formasi!B2: sel ini berisi "#N/A", bukan isi yang dapat dibaca; buka dan simpan berkasnya di Excel, atau tulis '
            "isinya langsung [offer-cell]"
        )
    ]
