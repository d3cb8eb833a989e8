"""What is not known of a person, as a reader is told it: what, why, and in which cell."""

from collections.abc import Iterable

from asn_eval.decide.lacking import Lack
from asn_eval.present.wording import Words


def lack_words(lack: Lack, language: str) -> str:
    """Say one thing that is not known, with the value as typed and its cell."""
    say = Words(language).say
    why = "no_origin" if lack.why == "no_column" and not lack.heading else lack.why
    return say(
        f"careers.why.{why}",
        what=say(f"careers.what.{lack.what}"),
        found=lack.found,
        heading=lack.heading,
        place=str(lack.place),
    )


def lacks_words(lacks: Iterable[Lack], language: str) -> str:
    """Say everything that is not known, in its order."""
    return "; ".join(lack_words(lack, language) for lack in lacks)
