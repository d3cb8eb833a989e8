"""Help and usage errors in the reader's language.

Commands are declared without help texts; here every command and option gets its sentence from ``present/wording/cli.toml``, and what
the command-line library says in fixed English becomes a finding of the catalogue.
"""

import re
from copy import copy
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

import typer
from typer.main import get_command

from asn_eval.findings import Finding, Place
from asn_eval.present.wording import Words

# What the library prints for programmers: types, and braces around words that may be repeated.
_TYPES = re.compile(r" +<(list\[)?[A-Za-z]+\]?>(?=  |\n|$)", re.MULTILINE)
_BRACES = re.compile(r"\{([A-Z.]+?)(?:\.\.\.)?\}\.\.\.")
_ONE = re.compile(r"\{([A-Z]+)\}")

# What the library prints in English around our own texts.
FIXED = {
    "id": {
        "Usage:": "Pemakaian:",
        "[OPTIONS]": "[PILIHAN]",
        "COMMAND [ARGS]...": "PERINTAH [ISI]...",
        "\nOptions:": "\nPilihan:",
        "\nCommands:": "\nPerintah:",
        "\nArguments:": "\nIsian:",
        "[required]": "[wajib]",
        "[default: ": "[bawaan: ",
        "x>=1": "paling sedikit 1",
        "1<=x<=100000": "1 sampai 100000",
    },
    "en": {"x>=1": "at least 1", "1<=x<=100000": "1 to 100000"},
}


@cache
def worded(language: str, wanted: str = "") -> Any:  # noqa: ANN401 - the library's command class is private
    """Give the program's commands with help in one language; where one is wanted, only that one is built."""
    from asn_eval.cli.app import app

    chosen = copy(app)
    chosen.registered_commands = [
        c for c in app.registered_commands if getattr(c.callback, "__name__", "") == wanted
    ] or app.registered_commands
    program: Any = get_command(chosen)
    _helpful(program, "cli.program.help", language)
    for name, command in program.commands.items():
        _helpful(command, f"cli.command.{name}", language)
    return program


def _helpful(command: Any, key: str, language: str) -> None:  # noqa: ANN401
    """Let a command speak the language when it is asked for help; until then no sentence is looked up."""
    original = command.get_help

    def get_help(context: Any) -> str:  # noqa: ANN401
        words = Words(language)
        command.help = words.say(key)
        for name, below in getattr(command, "commands", {}).items():
            below.short_help = words.say(f"cli.command.{name}").partition(".")[0] + "."
        for parameter in command.params:
            parameter.help = words.say(f"cli.option.{parameter.name}")
        option = command.get_help_option(context)
        if option is not None:
            option.help = words.say("cli.option.help")
        return _fixed(original(context), language)

    command.get_help = get_help


def _fixed(text: str, language: str) -> str:
    for english, ours in FIXED[language].items():
        text = text.replace(english, ours)
    return _TYPES.sub(lambda m: " " * len(m[0]), _ONE.sub(r"\1", _BRACES.sub(r"\1...", text)))


def usage_finding(problem: typer.TyperException) -> Finding | None:
    """Turn what the command-line library found wrong into a finding; None when it only wanted to show the help."""
    kind, told = type(problem).__name__, str(problem)
    context: Any = getattr(problem, "ctx", None)
    if kind == "NoArgsIsHelpError":
        return None
    parameter = getattr(problem, "param", None)
    name = (
        (parameter.opts[-1] if parameter.opts[0].startswith("-") else parameter.metavar or parameter.name)
        if parameter
        else ""
    )
    command = context.info_name if context is not None and context.parent is not None else ""
    if kind == "NoSuchOption":
        known = [option for p in context.command.params for option in p.opts]
        return _asked("option-unknown", problem.option_name, known, command)  # type: ignore[attr-defined]
    if kind == "MissingParameter":
        return Finding("argument-missing", Place(""), {"name": name, "command": command})
    if kind == "BadParameter":
        return Finding("option-value", Place(""), {"name": name, "command": command, "allowed": _allowed(parameter)})
    if kind == "BadOptionUsage":
        return Finding("option-empty", Place(""), {"name": problem.option_name})  # type: ignore[attr-defined]
    if context is not None and context.parent is None and "command" in told.lower():
        typed = told.split("'")[1] if "'" in told else told
        return _asked("command-unknown", typed, list(context.command.commands), "")
    return Finding(
        "usage-unclear",
        Place(""),
        {"found": told.rsplit("(", maxsplit=1)[-1].strip(").") if "(" in told else told, "command": command},
    )


def _asked(code: str, typed: str, known: list[str], command: str) -> Finding:
    near = get_close_matches(typed, known, 1, 0.5)
    suffix = "-near" if near else ""
    return Finding(f"{code}{suffix}", Place(""), {"found": typed, "near": near[0] if near else "", "command": command})


def _allowed(parameter: Any) -> str:  # noqa: ANN401
    annotation = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    if choices := get_args(annotation):
        return ", ".join(map(str, choices))
    if annotation is datetime:
        return "2026-12-31"
    least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if least is not None:
        return f"{least}–{most}" if most is not None else f"≥ {least}"
    return str(getattr(parameter, "metavar", None) or "…")
