"""Where something about a person comes from: a fact, an indicator, or a column of the roster; exactly one of them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from asn_eval.rules.shape import Entries, Number, Shape, Word

Score = Annotated[Number, Field(ge=0, le=100)]


class OneOrigin(Shape):
    """Something with exactly one of several origins; ``code`` is the finding that says so."""

    origins: ClassVar[tuple[str, ...]]
    code: ClassVar[str]

    @model_validator(mode="after")
    def _is_one(self) -> "OneOrigin":
        if sum(getattr(self, origin) is not None for origin in self.origins) != 1:
            raise ValueError(self.code)
        return self


class Origin(OneOrigin):
    """An indicator, or a column of the roster."""

    origins: ClassVar[tuple[str, ...]] = ("indicator", "column")
    code: ClassVar[str] = "career-origin"

    indicator: Word | None = Field(None, description="id of an indicator")
    column: Word | None = Field(None, description="heading of the roster")


class Component(Origin):
    """One component of an axis that the law weighs: a score of 0 to 100, or words the office gave scores."""

    words: Entries[Score] = Field(default_factory=dict, description="word: score the office gives it, 0 to 100")


class AwardComponent(Component):
    """Recognition: its score, and the year of it, because only the last years count."""

    year: Word | None = Field(
        None, description="roster heading with the year of the recognition; one too long ago counts 0"
    )


class PredikatComponent(OneOrigin):
    """The predikat; what it is worth the law says."""

    origins: ClassVar[tuple[str, ...]] = ("fact", "indicator", "column")
    code: ClassVar[str] = "talent-fact-origin"

    fact: Literal["predikat", "predikat_sebelumnya"] | None = Field(
        None, description="predikat of the records: this year's, or that of the year before"
    )
    indicator: Word | None = Field(None, description="id of an indicator measured as a predikat")
    column: Word | None = Field(None, description="heading of the roster")


class EducationComponent(OneOrigin):
    """Education; what it is worth the law says, the office for what the law does not name."""

    origins: ClassVar[tuple[str, ...]] = ("fact", "column")
    code: ClassVar[str] = "talent-fact-column"

    fact: Literal["pendidikan"] | None = Field(None, description="education of the roster")
    column: Word | None = Field(None, description="heading of the roster")
    words: Entries[Score] = Field(
        default_factory=dict, description="education the law does not name: score the office gives it"
    )


class ConductComponent(OneOrigin):
    """Integrity, by the gravest sanction; what it is worth the law says."""

    origins: ClassVar[tuple[str, ...]] = ("fact", "column")
    code: ClassVar[str] = "talent-fact-column"

    fact: Literal["hukuman_terberat"] | None = Field(
        None, description="gravest sanction of the list of sanctions; one in force counts as such"
    )
    column: Word | None = Field(None, description="heading of the roster")
