"""Sheets of posts and of courses become what the rulebook could have said itself: ``posts:`` and ``training.catalogue:``.

A heading nobody knows is a subject the posts want when its cells are numbers (the target) or another column gives its weight
("Bobot Komunikasi"); else it is ignored, and told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from asn_eval.check.cells import is_blank, tidy
from asn_eval.check.headings import key_of
from asn_eval.check.offer_grid import Grid, Names, grids, number_in_cell
from asn_eval.findings import Finding, Place
from asn_eval.read.sheet import Book
from asn_eval.rules.developing import Course, Post, Training, Wanted
from asn_eval.rules.developing_agreement import placement as placement_agrees
from asn_eval.rules.developing_agreement import posts as posts_agree
from asn_eval.rules.developing_agreement import training as training_agrees
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.tree import shown
from asn_eval.rules.vocabulary import FIELDS, WEAK_FIELDS

POSTS: Names = {
    "title": ("Jabatan", "Nama Jabatan", "Nama Formasi", "Formasi Jabatan"),
    "id": ("Kode", "Kode Jabatan", "Kode Formasi", "ID"),
    "unit": (*FIELDS["unit"], *WEAK_FIELDS["unit"]),
    "jenjang": FIELDS["jenjang"],
    "golongan_min": ("Golongan Min", "Gol Min", "Golongan Minimal", "Golongan Minimum", "Golongan Terendah"),
    "golongan_max": (
        "Golongan Maks",
        "Golongan Max",
        "Gol Max",
        "Golongan Maksimal",
        "Golongan Maksimum",
        "Golongan Tertinggi",
    ),
    "golongan": FIELDS["golongan"],
    "pendidikan": (*FIELDS["pendidikan"], *WEAK_FIELDS["pendidikan"], "Pendidikan Minimal", "Pendidikan Min"),
    "seats": ("Kuota", "Kebutuhan", "Formasi", "Jumlah Formasi", "Kursi", "Lowongan"),
}
COURSES: Names = {
    "title": ("Judul Pelatihan", "Nama Pelatihan", "Nama Diklat", "Pelatihan", "Diklat", "Judul"),
    "develops": ("Untuk", "Untuk Indikator", "Untuk Kompetensi", "Mengembangkan"),
    "jp": ("JP", "Jumlah JP", "Jam Pelajaran"),
    "seats": ("Kuota", "Kursi", "Peserta", "Jumlah Peserta"),
    "cost": ("Biaya", "Biaya per Orang", "Biaya per Peserta"),
    "prerequisite": ("Prasyarat", "Syarat Pelatihan"),
}
_WEIGHT = re.compile(r"^bobot[\s:./-]*", re.IGNORECASE)
_SEVERAL = re.compile(r"[;,\n\r]+")
_RANGE = re.compile(r"\s*(?:[-–—]|s\.?\s*/?\s*d\.?)\s+|\s+(?:[-–—])\s*|(?<=[a-e])[-–—](?=[IViv])")


@dataclass(frozen=True, slots=True)
class Offered:
    """What sheets offer: posts by id or courses in their order, the cell of each thing by (id or title, key), and every finding."""

    posts: Mapping[str, Post] = field(default_factory=dict)
    courses: tuple[Course, ...] = ()
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def within(self, rulebook: Rulebook) -> Rulebook:
        """Put the posts or courses in the place of the rulebook's own."""
        if self.posts:
            return rulebook.model_copy(update={"posts": dict(self.posts)})
        own = rulebook.training or Training()
        return rulebook.model_copy(update={"training": own.model_copy(update={"catalogue": self.courses})})


def disagreeing(offered: Offered, rulebook: Rulebook) -> Iterator[Finding]:
    """Tell what does not agree in the rulebook that holds what was offered, at the cell it comes from where there is one."""
    checks = (posts_agree, placement_agrees) if offered.posts else (training_agrees,)
    titles = [course.title for course in offered.courses]
    for check in checks:
        for path, code, values, _ in check(rulebook):
            steps = [str(step) for step in path if step not in {"wants", "training", "catalogue"}]
            if path[:2] == ("training", "catalogue"):
                steps = ["courses", titles[int(path[2])], *steps[1:]]
            if steps[0] in {"posts", "courses"}:
                yield Finding(code, _cell(offered, steps[1:], shown(path)), values)
            elif path[0] == "placement":
                yield Finding(code, Place("indicators.yaml", path=shown(path)), values)


def _cell(offered: Offered, steps: Sequence[str], path: str) -> Place:
    """Name the cell a key comes from, else that of the title, else the key."""
    own = [offered.places[steps[0], step] for step in (*steps[1:], "title") if (steps[0], step) in offered.places]
    return own[0] if own else Place("", path=path)


def offered_posts(books: Sequence[Book], rulebook: Rulebook) -> Offered:
    """Read every sheet of posts; the id of a post is its code, else its title with its unit."""
    sheets, findings = grids(books, POSTS, {"title"}, "posts-sheet")
    posts: dict[str, Post] = {}
    places: dict[tuple[str, str], Place] = {}
    for grid in sheets:
        wanted = _wanted(grid, rulebook)
        grid.tell_ignored([c for c in grid.unknown if c not in {*wanted.targets, *wanted.weights}])
        for row in grid.rows():
            post = _post(grid, row, wanted)
            key = grid.text(row, "id") or " – ".join(filter(None, (post.title, post.unit)))
            if key in posts:
                grid.tell("offer-doubled", row, "id" if grid.column("id") else "title", key)
                continue
            posts[key] = post
            places |= {(key, name): grid.place(row, name) for name in POSTS if grid.column(name)}
            places |= {(key, name): grid.sheet.place(row, column) for column, name in wanted.targets.items()}
        findings += grid.findings
    return Offered(posts=posts, places=places, findings=tuple(findings))


def offered_courses(books: Sequence[Book], rulebook: Rulebook) -> Offered:
    """Read every sheet of courses, in their order."""
    sheets, findings = grids(books, COURSES, {"title", "develops"}, "courses-sheet")
    courses: dict[str, Course] = {}
    places: dict[tuple[str, str], Place] = {}
    known = _known(rulebook)
    for grid in sheets:
        grid.tell_ignored(grid.unknown)
        for row in grid.rows():
            title = grid.text(row, "title")
            subjects = [
                known.get(key_of(t), t) for t in map(tidy, _SEVERAL.split(grid.text(row, "develops", raw=True))) if t
            ]
            if title.casefold() in courses:
                grid.tell("offer-doubled", row, "title", title)
                continue
            courses[title.casefold()] = Course(
                title=title,
                develops=tuple(subjects),
                jp=grid.number(row, "jp") or Decimal(0),
                seats=grid.whole(row, "seats"),
                cost=grid.number(row, "cost") or Decimal(0),
                prerequisite=grid.text(row, "prerequisite") or None,
            )
            places |= {(title, name): grid.place(row, name) for name in COURSES if grid.column(name)}
        findings += grid.findings
    return Offered(courses=tuple(courses.values()), places=places, findings=tuple(findings))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which columns hold targets and which weights, by subject."""

    targets: Mapping[int, str]
    weights: Mapping[int, str]


def _known(rulebook: Rulebook) -> dict[str, str]:
    """Give the ids of indicators by what people may call them."""
    ids = [key for key, _, _ in rulebook.walk()]
    return {**{key_of(rulebook.title_of(key)): key for key in ids}, **{key_of(key): key for key in ids}}


def _wanted(grid: Grid, rulebook: Rulebook) -> _Wanted:
    known = _known(rulebook)
    weights = {c: _WEIGHT.sub("", text) for c, text in grid.unknown.items() if _WEIGHT.match(text)}
    weighted = {key_of(name) for name in weights.values()}
    targets: dict[int, str] = {}
    for column, text in grid.unknown.items():
        if column not in weights and (key_of(text) in known or key_of(text) in weighted or _numeric(grid, column)):
            targets[column] = known.get(key_of(text), text)
    named = {key_of(text): targets[c] for c, text in grid.unknown.items() if c in targets}
    return _Wanted(targets, {c: named[key_of(name)] for c, name in weights.items() if key_of(name) in named})


def _numeric(grid: Grid, column: int) -> bool:
    cells = [value for value in grid.sheet.columns[column - 1][grid.header :] if not is_blank(value)]
    return bool(cells) and all(number_in_cell(value) is not None for value in cells)


def _post(grid: Grid, row: int, wanted: _Wanted) -> Post:
    low, high = grid.text(row, "golongan_min"), grid.text(row, "golongan_max")
    both = [part for part in _RANGE.split(grid.text(row, "golongan")) if part]
    seats = grid.whole(row, "seats")
    weights = {name: grid.number_at(row, column) for column, name in wanted.weights.items()}
    targets = {name: grid.number_at(row, column) for column, name in wanted.targets.items()}
    return Post(
        title=grid.text(row, "title"),
        unit=grid.text(row, "unit") or None,
        seats=1 if seats is None else seats,
        jenjang=tuple(filter(None, map(tidy, _SEVERAL.split(grid.text(row, "jenjang", raw=True))))),
        golongan_min=low or (both[0] if both else None),
        golongan_max=high or (both[-1] if both else None),
        pendidikan=grid.text(row, "pendidikan") or None,
        wants={
            name: Wanted(target=target, weight=Decimal(1) if (weight := weights.get(name)) is None else weight)
            for name, target in targets.items()
            if target is not None
        },
    )
