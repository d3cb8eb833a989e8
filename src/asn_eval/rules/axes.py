"""The two axes of the nine boxes: a score, words, or the components the law weighs, each with its own origin."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from asn_eval.rules.origins import (
    AwardComponent,
    Component,
    ConductComponent,
    EducationComponent,
    Origin,
    PredikatComponent,
    Score,
)
from asn_eval.rules.shape import Entries

Level = Literal["upper", "middle", "lower"]
AnyComponent = Component | PredikatComponent | EducationComponent | ConductComponent
# The law's name of each component of an axis, by the key offices write (Keputusan Kepala BKN 411/2025).
KINERJA: Mapping[str, str] = {
    "predikat": "predikat",
    "penghargaan": "penghargaan",
    "tim": "penugasan tim kerja",
    "umpan_balik": "umpan balik 360",
}
POTENSIAL: Mapping[str, str] = {
    "kompetensi": "penilaian kompetensi",
    "pengembangan": "pengembangan kompetensi",
    "pengalaman": "pengalaman jabatan",
    "potensi": "potensi",
    "pendidikan": "pendidikan",
    "kesesuaian": "kesesuaian ilmu",
    "integritas": "integritas dan moralitas",
}


class Axis(Origin):
    """One axis of the nine boxes: a score of 0 to 100, words that stand for its levels, or what the law weighs."""

    origins: ClassVar[tuple[str, ...]] = ("indicator", "column", "law")
    code: ClassVar[str] = "talent-origin"
    named: ClassVar[Mapping[str, str]]

    law: Literal["kepkabkn-411-2025"] | None = Field(
        None, description="the law whose weights make the axis of the components below"
    )
    upper: Score | None = Field(
        None, description="lowest score of the upper level, itself included; default: the law's"
    )
    middle: Score | None = Field(
        None, description="lowest score of the middle level, itself included; default: the law's"
    )
    words: Entries[Level] = Field(default_factory=dict, description="word of the office: upper, middle or lower")

    def components(self) -> Iterator[tuple[str, AnyComponent]]:
        """Give the components the office named an origin for, by key, in the law's order."""
        for key in self.named:
            component = getattr(self, key)
            if component is not None:
                yield key, component

    def columns(self) -> Iterator[str | None]:
        """Give the headings of the roster the axis looks at."""
        yield self.column
        for _, component in self.components():
            yield component.column
            yield component.year if isinstance(component, AwardComponent) else None


class KinerjaAxis(Axis):
    """The axis of performance (Y)."""

    named: ClassVar[Mapping[str, str]] = KINERJA

    predikat: PredikatComponent | None = Field(None, description="predikat of performance")
    penghargaan: AwardComponent | None = Field(None, description="recognition of the last years, 0 to 100")
    tim: Component | None = Field(None, description="work in teams, 0 to 100")
    umpan_balik: Component | None = Field(None, description="feedback from all round, 0 to 100")


class PotensialAxis(Axis):
    """The axis of potential (X)."""

    named: ClassVar[Mapping[str, str]] = POTENSIAL

    kompetensi: Component | None = Field(None, description="assessment of competence, 0 to 100")
    pengembangan: Component | None = Field(None, description="development of competence, 0 to 100")
    pengalaman: Component | None = Field(None, description="experience in positions, 0 to 100")
    potensi: Component | None = Field(None, description="assessment of potential, 0 to 100")
    pendidikan: EducationComponent | None = Field(None, description="education")
    kesesuaian: Component | None = Field(None, description="fit of the field of study, 0 to 100")
    integritas: ConductComponent | None = Field(None, description="integrity, by the gravest sanction")


def facts_of_axis(axis: Axis) -> Iterator[str]:
    """Give the facts an axis takes from records an office keeps, by the names requirements use."""
    for _, component in axis.components():
        fact = getattr(component, "fact", None)
        if fact in {"predikat", "predikat_sebelumnya", "hukuman_terberat"}:
            yield fact
