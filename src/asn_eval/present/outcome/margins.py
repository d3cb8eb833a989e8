"""How firm a win is, in words: the lead over the next, the weight that changes it soonest, and the noise between raters."""

import math
from fractions import Fraction

from asn_eval.examine.margins import Margin, Move
from asn_eval.pipeline import Evaluation
from asn_eval.present.sentences import number_words
from asn_eval.present.wording import Words

_HUNDREDTHS = 100


def margin_words(evaluation: Evaluation, margin: Margin, language: str) -> str:
    """Tell one winner's margin in a line."""
    say, places = Words(language).say, evaluation.rulebook.rounding.places
    parts = [say("decide.margin.narrow")] if margin.is_narrow(evaluation.rulebook.narrow, places) else []
    if margin.rival is None or margin.lead is None:
        parts.append(say("decide.margin.alone"))
    else:
        rival = str(evaluation.dossier.people.texts["nama"][margin.rival])
        lead = number_words(Fraction(margin.lead, 10**places), language)
        parts.append(
            say("decide.margin.lead", lead=lead, rival=rival)
            if margin.lead
            else say("decide.margin.equal", rival=rival)
        )
    if margin.moves:
        tightest = margin.tightest
        parts.append(say("decide.margin.firm") if tightest is None else move_words(evaluation, tightest, language))
    if margin.noise is not None:
        parts.append(say("decide.margin.noise", noise=number_words(margin.noise, language, 2)))
    return "; ".join(parts)


def move_words(evaluation: Evaluation, move: Move, language: str) -> str:
    """Say how far one weight may move; bounds are cut to two places towards the present weight, so they always hold."""
    say, low, high = Words(language).say, move.room.low, move.room.high
    told = {
        "indicator": weight_name(evaluation, move, language),
        "weight": number_words(move.weight * 100, language, 2),
    }
    down = "" if low is None else number_words(Fraction(math.ceil(low * 100 * _HUNDREDTHS), _HUNDREDTHS), language, 2)
    up = "" if high is None else number_words(Fraction(math.floor(high * 100 * _HUNDREDTHS), _HUNDREDTHS), language, 2)
    if down and up:
        return say("decide.margin.both", low=down, high=up, **told)
    return say("decide.margin.falls", low=down, **told) if down else say("decide.margin.rises", high=up, **told)


def weight_name(evaluation: Evaluation, move: Move, language: str) -> str:
    """Name the weight that moves: the indicator, and its profile where it is not the general one."""
    title = evaluation.rulebook.title_of(move.key)
    if move.profile < 0:
        return title
    key, profile = list(evaluation.rulebook.profiles.items())[move.profile]
    return Words(language).say(
        "decide.margin.of_profile", indicator=title, profile=profile.title or key.replace("_", " ")
    )


def set_words(evaluation: Evaluation, made: tuple[Margin, ...], language: str) -> str:
    """Say which weight changes the winners as a whole soonest; ``""`` where none does."""
    moves = [margin.tightest for margin in made if margin.tightest is not None]
    soonest = min(moves, key=lambda move: move.least or 0, default=None)
    if soonest is None or soonest.least is None:
        return ""
    points = number_words(Fraction(math.floor(soonest.least * 100 * _HUNDREDTHS), _HUNDREDTHS), language, 2)
    return Words(language).say(
        "decide.awards.set_margin", indicator=weight_name(evaluation, soonest, language), points=points
    )
