"""The options every command shares, declared once.

A command written as ``def score(files: Files, common: Common, …)`` and decorated with ``with_common`` gets all of them on the
command line and receives them as one value. Help texts are in ``present/wording/cli.toml``.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import typer

Files = Annotated[list[Path], typer.Argument(metavar="BERKAS", show_default=False)]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="BERKAS", show_default=False)]
Force = Annotated[bool, typer.Option("--force", "-f")]


@dataclass(frozen=True, slots=True)
class Common:
    """What the person at the keyboard chose, as typed."""

    indicators: Annotated[Path | None, typer.Option("--indicators", "-i", metavar="BERKAS", show_default=False)] = None
    day: Annotated[
        datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], metavar="TTTT-BB-HH", show_default=False)
    ] = None
    lang: Annotated[Literal["id", "en"] | None, typer.Option("--lang", show_default=False)] = None
    mapped: Annotated[list[str] | None, typer.Option("--map", metavar="JUDUL=INDIKATOR", show_default=False)] = None
    skip_invalid: Annotated[bool, typer.Option("--skip-invalid")] = False
    strict: Annotated[bool, typer.Option("--strict")] = False
    as_json: Annotated[bool, typer.Option("--json")] = False
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False
    no_color: Annotated[bool, typer.Option("--no-color")] = False


@functools.cache
def _shared_hints() -> dict[str, Any]:
    return get_type_hints(Common, include_extras=True)


def with_common(*without: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the shared options, except those it has no use for."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        chosen = {f.name: f.default for f in fields(Common) if f.name not in without}
        hints = _shared_hints()

        @functools.wraps(command)
        def wrapped(**typed: Any) -> None:  # noqa: ANN401 - the command line decides the types
            common = Common(**{name: typed.pop(name) for name in chosen})
            command(**typed, common=common)

        own = [p for p in inspect.signature(command).parameters.values() if p.name != "common"]
        shared = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
            for name, default in chosen.items()
        ]
        wrapped.__signature__ = inspect.Signature([*(p.replace(kind=p.KEYWORD_ONLY) for p in own), *shared])  # type: ignore[attr-defined]
        own_hints = get_type_hints(command, include_extras=True)
        wrapped.__annotations__ = {p.name: own_hints[p.name] for p in own} | {name: hints[name] for name in chosen}
        return wrapped

    return decorate
