"""What every table of the rulebook in words is made of: rows of setting, rule, and the key the rule stands at."""

from collections.abc import Sequence

from asn_eval.present.tables import Column
from asn_eval.present.wording import Words

Row = tuple[str, str, str]


def row_columns(rows: Sequence[Row], language: str) -> tuple[Column, ...]:
    """Give the three columns of such rows."""
    say = Words(language).say
    return (
        Column("setting", say("policy.column.setting"), [setting for setting, _, _ in rows], width=30),
        Column("rule", say("policy.column.rule"), [rule for _, rule, _ in rows], width=60),
        Column("key", say("policy.column.key"), [key for _, _, key in rows], width=30),
    )
