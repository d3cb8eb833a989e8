"""Placement as tables: who is proposed for which post, the best candidates of each post, and everybody's standing with its reasons."""

from collections.abc import Callable

import numpy as np

from asn_eval.decide.placement import Best, Placed, Placing, best_of
from asn_eval.pipeline import Evaluation
from asn_eval.present.outcome.people_columns import people_columns
from asn_eval.present.outcome.proposals import reason_words
from asn_eval.present.outcome.ranking import Places
from asn_eval.present.outcome.training import place_of, subject_words
from asn_eval.present.sentences import number_words
from asn_eval.present.tables import Column, Table
from asn_eval.present.wording import Words

# Posts whose reasons are told to somebody without a place; all of them would be a book.
TOLD = 3


def placement_tables(evaluation: Evaluation, placing: Placing, language: str) -> tuple[Table, ...]:
    """Give the placements, the posts with their candidates and the people with their posts."""
    reader = _Reader(evaluation, placing, language)
    return (reader.placements(), reader.posts(), reader.people())


class _Reader:
    """Makes the tables of one proposal."""

    def __init__(self, evaluation: Evaluation, placing: Placing, language: str) -> None:
        self.evaluation, self.placing, self.language = evaluation, placing, language
        self.say: Callable[..., str] = Words(language).say
        self.match = placing.match
        self.eligible = placing.match.eligible

    def placements(self) -> Table:
        """Everybody with a post, by post and NIP."""
        say, placing = self.say, self.placing
        order = placing.order[placing.post[placing.order] >= 0]
        chosen = order[np.argsort(placing.post[order], kind="stable")]
        posts = [self.match.posts[j] for j in placing.post[chosen].tolist()]
        columns = (
            Column("id", say("developing.placement.id"), [key for key, _ in posts]),
            Column("post", say("developing.placement.post"), [post.title for _, post in posts], width=26),
            Column(
                "post_unit", say("developing.placement.post_unit"), [post.unit or "" for _, post in posts], width=20
            ),
            *people_columns(self.evaluation, chosen, say),
            self._fits("fit", say("developing.placement.fit"), chosen, placing.post[chosen]),
            self._gains(chosen),
            self._standing(chosen),
            Column("note", say("developing.placement.note"), [self._note(int(p)) for p in chosen], width=24),
            Column(
                "reasons",
                say("developing.placement.reasons"),
                ["\n".join(self.reasons(int(p), int(placing.post[p]))) for p in chosen],
                width=60,
            ),
        )
        title = f"{say('developing.placement.title')} ({say('tables.awards.proposal')})"
        return Table("placement", say("developing.placement.name"), title, columns, self._notes())

    def _notes(self) -> tuple[str, ...]:
        say, placing, rules = self.say, self.placing, self.evaluation.rulebook.placement
        lines = [say(f"developing.placement.{rules.fit}", core=number_words(rules.core, self.language))]
        if placing.total is None or placing.worst is None:
            lines.append(say("developing.placement.nothing"))
        else:
            values = {"total": self._number(placing.total), "worst": self._number(placing.worst)}
            lines.append(say(f"developing.placement.{placing.objective}", **values))
            count = int(placing.elsewhere.sum())
            lines.append(say(f"developing.placement.{'several' if count else 'single'}", count=count))
        if rules.minimum_gain is not None:
            gain = number_words(rules.minimum_gain, self.language)
            lines.append(say("developing.placement.gain_rule", gain=gain))
        counts = np.bincount(placing.standing, minlength=len(Placed)).tolist()
        named = {one.name.lower(): counts[one] for one in Placed}
        lines.append(say("developing.placement.balance", people=len(placing.standing), **named))
        return tuple(lines)

    def posts(self) -> Table:
        """Every post by id, with its best three candidates (more where they are equal)."""
        say, posts, taken = self.say, self.match.posts, self.placing.taken()
        seats = np.array([post.seats for _, post in posts], np.int64)
        names = self.evaluation.dossier.people.texts["nama"]
        best = [best_of(self.match.fit[:, j], self.eligible[:, j], self.placing.order) for j in range(len(posts))]
        texts = [
            self._best(b, lambda p, j=j: (str(names[p]), int(self.match.fit[p, j])))  # type: ignore[misc]
            for j, b in enumerate(best)
        ]
        columns = (
            Column("id", say("developing.placement.id"), [key for key, _ in posts]),
            Column("post", say("developing.placement.post_title"), [post.title for _, post in posts]),
            Column(
                "post_unit", say("developing.placement.post_unit"), [post.unit or "" for _, post in posts], width=20
            ),
            Column("seats", say("developing.placement.seats"), seats, "integer"),
            Column("filled", say("developing.placement.filled"), taken, "integer"),
            Column("left", say("developing.placement.left"), seats - taken, "integer"),
            Column(
                "candidates",
                say("developing.placement.candidates"),
                [text or say("developing.placement.no_candidate") for text in texts],
                width=60,
            ),
        )
        title = f"{say('developing.placement.posts_title')} ({say('tables.awards.proposal')})"
        return Table("placement_posts", say("developing.placement.posts_name"), title, columns)

    def people(self) -> Table:
        """Everybody by NIP: standing, best three posts, and for those without a place why."""
        say, placing = self.say, self.placing
        chosen, posts = placing.order, np.arange(len(self.match.posts))
        best = [best_of(self.match.fit[p], self.eligible[p], posts) for p in chosen.tolist()]
        texts = [
            self._best(b, lambda j, p=p: (self.match.posts[j][1].title, int(self.match.fit[p, j])))  # type: ignore[misc]
            for p, b in zip(chosen.tolist(), best, strict=True)
        ]
        columns = (
            *people_columns(self.evaluation, chosen, say),
            self._standing(chosen),
            Column("best_posts", say("developing.placement.best_posts"), texts, width=50),
            Column("why", say("developing.placement.why"), [self._why(int(p)) for p in chosen], width=60),
        )
        title = f"{say('developing.placement.people_title')} ({say('tables.awards.proposal')})"
        return Table("placement_people", say("developing.placement.people_name"), title, columns)

    def reasons(self, person: int, post: int) -> tuple[str, ...]:
        """Every hard rule of a post with its answer for one person, and what the fit waits for."""
        told = [reason_words(self.evaluation, asked, person, self.language) for asked in self.match.rules[post]]
        if not self.match.known[person, post] and not self.evaluation.dossier.people.faulty[person]:
            unknown = self.match.unknown_of(person, post)
            told += [
                self.say(
                    "developing.why.unknown",
                    subject=subject_words(self.evaluation, name),
                    place=place_of(self.evaluation, person, name),
                )
                for name in unknown
            ]
            if not unknown:
                told.append(self.say("developing.placement.gap_unlisted"))
        return tuple(told)

    def _why(self, person: int) -> str:
        standing = Placed(int(self.placing.standing[person]))
        if standing == Placed.NO_SEAT:
            return self._note(person)
        if standing not in {Placed.TO_VERIFY, Placed.NOT_ELIGIBLE}:
            return ""
        open_ = self.match.open[person] if standing == Placed.TO_VERIFY else np.ones(len(self.match.posts), bool)
        told = [
            self.say(
                "developing.placement.of_post",
                post=self.match.posts[j][1].title,
                reasons=", ".join(self.reasons(person, j)),
            )
            for j in np.flatnonzero(open_)[:TOLD].tolist()
        ]
        return "\n".join(told)

    def _note(self, person: int) -> str:
        say, placing = self.say, self.placing
        told = [say("developing.placement.elsewhere")] if placing.elsewhere[person] else []
        told += [say("developing.placement.too_small")] if placing.too_small[person] else []
        if placing.standing[person] == Placed.LOCKED and not self.eligible[person, placing.post[person]]:
            told.append(say("developing.placement.locked_unmet"))
        return "; ".join(told)

    def _best(self, best: Best, named: Callable[[int], tuple[str, int]]) -> str:
        told = []
        for index, rank in best.chosen:
            name, fit = named(index)
            told.append(self.say("developing.placement.best", rank=rank, name=name, fit=self._number(fit)))
        if best.more:
            told.append(self.say("developing.placement.best_more", count=best.more))
        return "\n".join(told)

    def _fits(self, key: str, heading: str, people: Places, posts: Places) -> Column:
        units, known = self.match.fit[people, posts], self.match.known[people, posts]
        return Column(key, heading, units, "decimal", self.match.places, known)

    def _gains(self, people: Places) -> Column:
        placing = self.placing
        now, new = placing.current[people], placing.post[people]
        moved = (now >= 0) & (now != new) & self.match.known[people, now] & self.match.known[people, new]
        gain = np.where(moved, self.match.fit[people, new] - self.match.fit[people, now], 0)
        return Column("gain", self.say("developing.placement.gain"), gain, "decimal", self.match.places, moved)

    def _standing(self, people: Places) -> Column:
        names = [
            self.say(f"developing.placed.{Placed(s).name.lower()}") for s in self.placing.standing[people].tolist()
        ]
        return Column("standing", self.say("developing.placement.standing"), names, width=18)

    def _number(self, units: int) -> str:
        whole, rest = divmod(abs(units), 10**self.match.places)
        mark = "," if self.language == "id" else "."
        text = f"{whole}{mark}{rest:0{self.match.places}d}" if self.match.places else str(whole)
        return f"-{text}" if units < 0 else text
