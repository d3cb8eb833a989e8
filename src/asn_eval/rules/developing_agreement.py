"""What must agree in training, posts and placement: known subjects, targets that can be compared, ladders, levels, locked posts."""

import re
from collections.abc import Iterator

from asn_eval.rules.conditions import condition
from asn_eval.rules.developing import Course, Post, wanted_columns
from asn_eval.rules.disagreement import Disagreement, Found, Ids, unknown, written
from asn_eval.rules.ladders import LADDERS, step_of
from asn_eval.rules.near import nearest
from asn_eval.rules.rulebook import Rulebook
from asn_eval.rules.tree import KeyPath


def training(rulebook: Rulebook) -> Found:
    """Targets and behaviour are of known indicators, a target is above 0, a course has one name and develops something known."""
    if rulebook.training is None:
        return
    known, plan = Ids.of(rulebook), rulebook.training
    for room, keys in (("targets", plan.targets), ("behaviour", plan.behaviour)):
        for key in keys:
            if key not in known.names:
                at: KeyPath = ("training", room, key)
                yield unknown(at, "training-indicator", key, [*known.names], known.rests_on)
    for key, target in plan.targets.items():
        if target == 0:
            yield Disagreement(("training", "targets", key), "target-zero", {"subject": key})
    yield from _catalogue(plan.catalogue, known, wanted_columns(rulebook.posts, frozenset(known.names)))


def _catalogue(catalogue: tuple[Course, ...], known: Ids, competencies: tuple[str, ...]) -> Found:
    subjects = [*known.names, *competencies]
    titles: dict[str, int] = {}
    for number, course in enumerate(catalogue):
        here: KeyPath = ("training", "catalogue", number)
        first = titles.setdefault(course.title.casefold(), number)
        if first != number:
            yield Disagreement((*here, "title"), "course-doubled", {"found": course.title})
        for place, subject in enumerate(course.develops):
            if subject not in subjects:
                values = {"found": subject, "near": nearest(subject, subjects) or ", ".join(subjects)}
                rests_on: tuple[KeyPath, ...] = ((*here, "develops", place), ("posts",), *known.rests_on)
                yield Disagreement((*here, "develops", place), "course-develops", values, rests_on)


def posts(rulebook: Rulebook) -> Found:
    """A post asks for steps there are, in their order, and wants things that can be weighed and compared."""
    known = Ids.of(rulebook)
    for key, post in rulebook.posts.items():
        at: KeyPath = ("posts", key)
        yield from _steps(at, post)
        for number, requirement in enumerate(post.requires):
            yield from condition(rulebook, known, (*at, "requires", number), requirement)
        if post.wants and not any(wanted.weight for wanted in post.wants.values()):
            yield Disagreement((*at, "wants"), "post-weights", {"post": post.title})
        for subject, wanted in post.wants.items():
            here: KeyPath = (*at, "wants", subject)
            if wanted.target == 0:
                yield Disagreement((*here, "target"), "target-zero", {"subject": subject})
            elif wanted.target is None and (subject not in known.names or rulebook.placement.fit != "weighted"):
                rests_on = ((*here, "target"), ("placement", "fit"), *known.rests_on)
                yield Disagreement(here, "post-target", {"subject": subject, "post": post.title}, rests_on)


def _steps(at: KeyPath, post: Post) -> Iterator[Disagreement]:
    asked = [("golongan_min", post.golongan_min), ("golongan_max", post.golongan_max), ("pendidikan", post.pendidikan)]
    for key, word in asked:
        ladder = key.partition("_")[0]
        if word is not None and step_of(ladder, word) < 0:
            found = unknown((*at, key), "fact-step", word, LADDERS[ladder])
            yield found._replace(values={**found.values, "fact": ladder})
    low, high = post.golongan_min, post.golongan_max
    if low and high and -1 < step_of("golongan", high) < step_of("golongan", low):
        rests_on: tuple[KeyPath, ...] = ((*at, "golongan_min"), (*at, "golongan_max"))
        yield Disagreement((*at, "golongan_max"), "post-golongan", {"low": low, "high": high}, rests_on)


def placement(rulebook: Rulebook) -> Found:
    """Levels rise, profile matching has the levels and gaps it needs, and locked posts exist where posts are listed here."""
    rules, known = rulebook.placement, Ids.of(rulebook)
    at: KeyPath = ("placement", "levels")
    for number in range(1, len(rules.levels)):
        if rules.levels[number] <= rules.levels[number - 1]:
            values = {"found": written(rules.levels[number]), "before": written(rules.levels[number - 1])}
            yield Disagreement((*at, number), "placement-levels-order", values, (at,))
    if rules.fit == "profile_matching" and not rules.levels:
        wanted = [name for post in rulebook.posts.values() for name in post.wants if name in known.names]
        if wanted:
            rests_on: tuple[KeyPath, ...] = (at, ("placement", "fit"), ("posts",), *known.rests_on)
            yield Disagreement(("placement", "fit"), "placement-levels", {"subject": wanted[0]}, rests_on)
    for gap in rules.gap_weights or {}:
        if not re.fullmatch(r"-?[0-9]{1,2}", gap):
            yield Disagreement(("placement", "gap_weights", gap), "placement-gap", {"found": gap})
    for nip, post in rules.locked.items() if rulebook.posts else ():
        if post not in rulebook.posts:
            yield unknown(("placement", "locked", nip), "locked-post", post, [*rulebook.posts], (("posts", "*"),))
