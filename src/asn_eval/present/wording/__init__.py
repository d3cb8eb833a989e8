"""Every sentence the program shows, in Indonesian and English, side by side in ``*.toml``.

One file an area (``cli``, ``tables``, ``terminal`` …); an entry is ``key = {id = "…", en = "…"}`` under a section. A test proves that both
languages name the same values.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@cache
def _area(name: str) -> dict[str, dict[str, dict[str, str]]]:
    text = (files("asn_eval.present.wording") / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language.

    >>> Words("en").say("terminal.summary.people")
    'People in the roster'
    """

    language: str = "id"

    def say(self, key: str, /, **values: object) -> str:
        """Give the sentence ``area.section.entry`` with its braces filled."""
        area, section, entry = key.split(".")
        return _area(area)[section][entry][self.language].format(**values)
