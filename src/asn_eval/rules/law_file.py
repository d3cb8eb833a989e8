"""The shape of a file of law: one table, the days its rows changed, and for each day who says so and how sure that is.

A file of law is ours, not a user's: a fault in it is a bug and raises ``ValueError`` with the file, the line and the key path.
"""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError, model_validator

from asn_eval.findings import Place
from asn_eval.rules.load import read_tree
from asn_eval.rules.shape import Entries, Shape, Word, as_tuple
from asn_eval.rules.tree import find, plain, shown

Confidence = Literal["verified", "secondary"]
Scalar = str | int | Decimal | bool
Value = Scalar | tuple[Scalar, ...]
Link = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>]+$")]
# What a row says about itself; everything else in it is law.
ROW_KEYS = frozenset({"part", "source"})


class Texts(Shape):
    """One text in both languages."""

    id: Annotated[str, StringConstraints(min_length=1)]
    en: Annotated[str, StringConstraints(min_length=1)]


class Source(Shape):
    """Where a rule stands, and where it was read: a page, or so many public implementations that agree."""

    regulation: Word = Field(description="short name of the regulation")
    article: str = Field("", description="article, where it was seen")
    link: Link | None = Field(None, description="page on which the rule was read")
    witnesses: Annotated[int, Field(ge=0)] = Field(0, description="public implementations that agree")

    @model_validator(mode="after")
    def _read_somewhere(self) -> Self:
        if not (self.link or self.witnesses):
            msg = "neither a link nor a witness"
            raise ValueError(msg)
        return self


class OtherSource(Source):
    """A source some rows of the day have instead."""

    confidence: Confidence


Row = Annotated[dict[str, Annotated[Value, BeforeValidator(as_tuple)]], Field(min_length=2)]


class Day(Shape):
    """What holds from one day on: rows, or the end of the rule."""

    source: Source
    confidence: Confidence
    checked: date
    note: Texts | None = None
    other_sources: Entries[OtherSource] = Field(default_factory=dict)
    rows: Annotated[tuple[Row, ...], BeforeValidator(as_tuple)] = ()
    ended: bool = False

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        named = {row["source"] for row in self.rows if "source" in row}
        faults = [
            (self.ended == bool(self.rows), "a day has either rows or ended: true"),
            (any(not isinstance(row.get("part"), str) for row in self.rows), "a row without its part"),
            (named != self.other_sources.keys(), f"sources that rows name and sources there are differ: {named}"),
        ]
        for wrong, message in faults:
            if wrong:
                raise ValueError(message)
        return self


class LawFile(Shape):
    """One table of law over time."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    title: Texts
    unit: Texts
    in_force: Annotated[dict[str, Day], Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [date.fromisoformat(day) for day in self.in_force]
        if any(one >= other for one, other in pairwise(days)):
            msg = "days do not follow one another"
            raise ValueError(msg)
        if next(iter(self.in_force.values())).ended:
            msg = "a rule cannot end before it began"
            raise ValueError(msg)
        return self

    def entries(self) -> tuple[tuple[date, Day], ...]:
        """Give each day with what holds from it on, oldest first."""
        return tuple((date.fromisoformat(day), entry) for day, entry in self.in_force.items())


def read_law(text: str, name: str) -> LawFile:
    """Read one file of law; ``name`` is how a fault calls it."""
    root, findings = read_tree(text, name)
    if root is None or findings:
        raise ValueError("\n".join(f.message("en") for f in findings) or f"{name}: empty")
    try:
        return LawFile.model_validate(plain(root))
    except ValidationError as error:
        faults = []
        for item in error.errors(include_url=False, include_input=False):
            node, rest = find(root, tuple(step for step in item["loc"] if step != "[key]"))
            path = shown((*node.path, *rest))
            faults.append(f"{Place(name, line=node.line, path=path)}: {item['msg']}")
        raise ValueError("\n".join(faults)) from error
