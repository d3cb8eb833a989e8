"""The rulebook's parts on training, posts and placement in words, one row a rule with the key it stands at."""

from collections.abc import Iterator

from asn_eval.present.policy.awards import with_basis
from asn_eval.present.policy.rows import Row, row_columns
from asn_eval.present.sentences import listed, money_words, number_words
from asn_eval.present.tables import Table
from asn_eval.present.wording import Words
from asn_eval.rules.developing import Course, Post
from asn_eval.rules.rulebook import Rulebook


def developing_table(rulebook: Rulebook, language: str) -> Table | None:
    """Tell what the rulebook says about training, posts and placement; None where it says nothing."""
    rows = [*_training(rulebook, language), *_placement(rulebook, language)]
    if not rows:
        return None
    say = Words(language).say
    columns = row_columns(rows, language)
    return Table("developing", say("developing.policy.name"), say("developing.policy.title"), columns)


def _training(rulebook: Rulebook, language: str) -> Iterator[Row]:
    training, say = rulebook.training, Words(language).say
    if training is None:
        return
    for key, target in training.targets.items():
        rule = say("developing.policy.target", target=number_words(target, language))
        yield rulebook.title_of(key), rule, f"training.targets.{key}"
    for key, tools in training.behaviour.items():
        named = listed((say(f"developing.tool.{t}") for t in tools or ("dialog", "konseling")), language, "and_last")
        yield rulebook.title_of(key), say("developing.policy.behaviour", tools=named), f"training.behaviour.{key}"
    jp = training.yearly_jp
    asked = say("developing.policy.jp_law") if jp is None else number_words(jp, language)
    yield say("developing.training.asked"), asked, "training.yearly_jp"
    budget = training.budget
    limit = say("developing.policy.no_limit") if budget is None else money_words(budget, language)
    yield say("developing.policy.budget"), limit, "training.budget"
    most = say("developing.policy.no_limit") if training.per_person is None else str(training.per_person)
    yield say("developing.policy.per_person"), most, "training.per_person"
    for number, course in enumerate(training.catalogue, 1):
        yield course.title, _course(course, rulebook, language), f"training.catalogue.{number}"


def _course(course: Course, rulebook: Rulebook, language: str) -> str:
    say = Words(language).say
    indicators = {key for key, _, _ in rulebook.walk()}
    subjects = listed((rulebook.title_of(s) if s in indicators else s for s in course.develops), language, "and_last")
    seats = say("developing.policy.no_limit") if course.seats is None else str(course.seats)
    jp, cost = number_words(course.jp, language), money_words(course.cost, language)
    rule = say("developing.policy.course", subjects=subjects, jp=jp, seats=seats, cost=cost)
    if not course.prerequisite:
        return rule
    return rule + say("developing.policy.prerequisite", prerequisite=course.prerequisite)


def _placement(rulebook: Rulebook, language: str) -> Iterator[Row]:
    say, rules = Words(language).say, rulebook.placement
    if not rulebook.posts and not rules.model_fields_set:
        return
    yield (
        say("developing.placement.fit"),
        say(f"developing.placement.{rules.fit}", core=number_words(rules.core, language)),
        "placement.fit",
    )
    yield say("developing.policy.objective"), say(f"developing.policy.{rules.objective}"), "placement.objective"
    if rules.minimum_gain is not None:
        gain = number_words(rules.minimum_gain, language)
        yield (
            say("developing.placement.gain"),
            say("developing.placement.gain_rule", gain=gain),
            "placement.minimum_gain",
        )
    for nip, post in rules.locked.items():
        yield nip, say("developing.policy.locked", post=post), f"placement.locked.{nip}"
    for key, one in rulebook.posts.items():
        title = f"{one.title}, {one.unit}" if one.unit else one.title
        yield title, _post(one, rulebook, language), f"posts.{key}"


def _post(post: Post, rulebook: Rulebook, language: str) -> str:
    say = Words(language).say
    indicators = {key for key, _, _ in rulebook.walk()}
    rules = [with_basis(requirement, language, rulebook) for requirement in post.rules]
    wants = [
        say(
            "developing.policy.wants",
            subject=rulebook.title_of(name) if name in indicators else name,
            target="–" if wanted.target is None else number_words(wanted.target, language),
            weight=number_words(wanted.weight, language),
        )
        for name, wanted in post.wants.items()
    ]
    told = [say("developing.policy.seats", seats=post.seats)]
    told += [say("developing.policy.rules", rules="; ".join(rules))] if rules else []
    told += [say("developing.policy.wanted", wants="; ".join(wants))] if wants else []
    return " ".join(told)
