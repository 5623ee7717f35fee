"""The slots of a clause while an intention is made of them: what is not taken stops the act."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NoReturn, TypeVar

from agent.goal.outcome import CannotBind, Obstacle, Stop
from agent.language.saying import number_of
from agent.language.value.calendarday import SaidDay, read_day
from agent.language.value.clocktime import SaidTime, read_time
from agent.language.value.concept import Table, concept
from agent.language.value.word import Sort
from agent.reader.intent import GoalClause, Polarity, Role, Span, Tag

T = TypeVar("T")
_NOON = 12
_PEOPLE = (Role.PERSON, Role.SOURCE)
_NAMING = frozenset({*_PEOPLE, Role.TITLE, Role.NAME, Role.PLACE, Role.LIST, Role.APP})
_EDGE = re.compile(r"^[.,;:，。；：]\s+")
"""A mark that belongs to what stands before a slot."""


class Slots:
    """The slots of one clause; each is taken once, and what is left over is known."""

    def __init__(
        self, clause: GoalClause, text: str, language: str, *, person: str = "", meaning: int | None = None
    ) -> None:
        """`person` is whom "her" means; `meaning` chooses where a value has two, None stops there."""
        self.clause = clause
        self.language = language
        self._text = text
        self._person = person
        self._meaning = meaning
        self._left = [span for span in clause.spans if isinstance(span.tag, Role)]

    @property
    def polarity(self) -> Polarity:
        """Which way the clause goes."""
        return self.clause.polarity

    def has(self, role: Role) -> bool:
        """Whether a slot of the role is still there."""
        return any(span.tag == role for span in self._left)

    def all(self, role: Role) -> tuple[str, ...]:
        """Take the words of all slots of a role."""
        return tuple(self._words(span) for span in self._spans(role))

    def words(self, role: Role) -> tuple[str, ...]:
        """The words of all slots of a role, which are left to be taken."""
        return self.clause.values(self._text, role)

    def one(self, role: Role) -> str:
        """Take the words of the one slot of a role, "" for none. Raises CannotBind for several."""
        spans = self._spans(role)
        if len(spans) > 1:
            self._stop(Obstacle.UNUSED, spans[1])
        return self._words(spans[0]) if spans else ""

    def described(self, role: Role) -> tuple[str, str]:
        """Take two slots of which the second says how the first is called; "" for what is not there.

        Raises CannotBind for several that are listed.
        """
        spans = self._spans(role)
        listed = any(span.tag is Tag.JOIN for span in self.clause.spans)
        if len(spans) > 2 or (len(spans) == 2 and listed):
            self._stop(Obstacle.UNUSED, spans[1])
        words = [self._words(span) for span in spans]
        return words[0] if len(words) > 1 else "", words[-1] if words else ""

    def need(self, *roles: Role, what: str) -> tuple[str, ...]:
        """Take the words of all slots of some roles, in their order. Raises CannotBind for none."""
        spans = [span for role in roles for span in self._spans(role)]
        if not spans:
            self.missing(what)
        return tuple(self._words(span) for span in sorted(spans, key=lambda span: span.start))

    def values(self, role: Role, read: Callable[[str, str], T | None]) -> tuple[T, ...]:
        """Take the values of all slots of a role. Raises CannotBind for one that is not read."""
        return tuple(self._value(span, lambda text: read(text, self.language)) for span in self._spans(role))

    def value(self, role: Role, read: Callable[[str, str], T | None]) -> T | None:
        """Take the value of the one slot of a role; None for none. Raises CannotBind."""
        spans = self._spans(role)
        if len(spans) > 1:
            self._stop(Obstacle.UNUSED, spans[1])
        return self._value(spans[0], lambda text: read(text, self.language)) if spans else None

    def named(self, role: Role, table: Table) -> str | None:
        """Take what the one slot of a role names of a closed set; None for no slot. Raises CannotBind."""
        return self.value(role, lambda text, _: concept(table, text))

    def numbers(self) -> tuple[str, ...]:
        """Take the telephone numbers."""
        return self.values(Role.NUMBER, lambda text, _: number_of(text))

    def day(self) -> SaidDay | None:
        """Take the day. Raises CannotBind for one that is not read, or may be one of two."""
        spans = [span for span in self._left if span.tag == Role.DATE]
        said = self.value(Role.DATE, read_day)
        if said is None or said.or_else is None:
            return said
        days = (said.day, said.or_else)
        return SaidDay(self.choose(spans[0], days, tuple(map(str, days))), said.part)

    def times(self, role: Role, part: Sort | None = None) -> tuple[SaidTime, ...]:
        """Take the times of day; `part` is the part of the day that was named with the day."""
        spans = self._spans(role)
        said = tuple(self._value(span, lambda text: read_time(text, self.language, part)) for span in spans)
        return tuple(self._in_half(span, said, at) for at, span in enumerate(spans))

    def choose(
        self, span: Span, meanings: tuple[T, ...], words: tuple[str, ...], *, likely: bool = False
    ) -> T:
        """The meaning that was chosen of a value. Raises CannotBind where none was yet.

        `likely` tells whether the first is what people mostly mean, so that a yes is enough.
        """
        if self._meaning is None:
            part, obstacle = self._text[span.start : span.end], Obstacle.AMBIGUOUS
            raise CannotBind(
                Stop(Obstacle.LIKELY if likely else obstacle, part, start=span.start, choices=words)
            )
        return meanings[self._meaning]

    def tagged(self, tag: Tag) -> tuple[str, ...]:
        """The runs of words with a tag that is no slot."""
        return self.clause.values(self._text, tag)

    def all_day(self) -> None:
        """Raise CannotBind for an event without a time, unless it was agreed that it lasts all day."""
        if self._meaning is None:
            part = self._clause_words()
            raise CannotBind(Stop(Obstacle.UNTIMED, part, start=self.clause.start, choices=("all day",)))

    def leave_out(self) -> NoReturn:
        """Raise CannotBind for what is to be left out, and can't be."""
        span = next(span for span in self.clause.spans if span.tag == Tag.EXCEPTION)
        self._stop(Obstacle.EXCEPTION, span)

    def behind(self, role: Role) -> str:
        """The words behind the last slot of a role that no slot takes; "" for none."""
        spans = self.clause.spans
        last = max((at for at, span in enumerate(spans) if span.tag == role), default=len(spans))
        cues = (span for span in spans[last + 1 :] if span.tag is Tag.CUE)
        return " ".join(self._text[span.start : span.end] for span in cues)

    def span(self, role: Role) -> Span | None:
        """The first slot of a role, whether it was taken or not."""
        return next((span for span in self.clause.spans if span.tag == role), None)

    def drop(self, role: Role, fits: Callable[[str], bool]) -> None:
        """Take all slots of a role where each says what holds anyway; else leave them over."""
        spans = [span for span in self._left if span.tag == role]
        if all(fits(self._words(span)) for span in spans):
            self._spans(role)

    def leave(self, role: Role) -> None:
        """Leave the slots of a role over after all."""
        self._left += [span for span in self.clause.spans if span.tag == role]

    def rest(self) -> tuple[Stop, ...]:
        """What was not taken: the first such slot."""
        words = (
            Stop(Obstacle.UNUSED, self._text[span.start : span.end], start=span.start) for span in self._left
        )
        return tuple(words)[:1]

    def missing(self, what: str) -> NoReturn:
        """Raise CannotBind for something that is not said."""
        raise CannotBind(Stop(Obstacle.MISSING, self._clause_words(), what, self.clause.start))

    def unable(self, what: str) -> NoReturn:
        """Raise CannotBind for what there are no hands for."""
        raise CannotBind(Stop(Obstacle.UNABLE, self._clause_words(), what, self.clause.start))

    def unread(self, role: Role) -> NoReturn:
        """Raise CannotBind for the first slot of a role, which means nothing here."""
        span = self.span(role)
        assert span is not None
        self._stop(Obstacle.UNKNOWN if role is Role.SETTING else Obstacle.UNREAD, span)

    def unused(self, role: Role) -> NoReturn:
        """Raise CannotBind for the first slot of a role, which can't be honoured."""
        span = self.span(role)
        assert span is not None
        self._stop(Obstacle.UNUSED, span)

    def _in_half(self, span: Span, listed: Sequence[SaidTime], at: int) -> SaidTime:
        """The time in its half of the day: `7 pm and 8` says both, `7:30 and 8 pm` may mean two."""
        said = listed[at]
        before = [each.time for each in listed[:at] if each.half_named]
        after = [each for each in listed[at:] if each.half_named and each.time.hour >= _NOON]
        if said.half_said or not (before or after):
            return said
        late = replace(said.time, hour=said.time.hour % _NOON + _NOON)
        early = replace(said.time, hour=said.time.hour % _NOON)
        if before:
            alike = late if before[-1].hour >= _NOON else early
            if (alike.hour, alike.minute) > (before[-1].hour, before[-1].minute):
                return SaidTime(alike, half_said=True)
            if alike is late:  # `11 pm and 1`: of the next morning
                return SaidTime(early, half_said=True)
        return SaidTime(self.choose(span, (early, late), (str(early), str(late))), half_said=True)

    def _value(self, span: Span, read: Callable[[str], T | None]) -> T:
        value = read(self._words(span))
        if value is None:
            self._stop(Obstacle.UNKNOWN if span.tag is Role.SETTING else Obstacle.UNREAD, span)
        return value

    def _spans(self, role: Role) -> list[Span]:
        """Take the slots of a role; "call her" behind a name, and the name once more, are what was named."""
        spans = [span for span in self._left if span.tag == role]
        self._left = [span for span in self._left if span.tag != role]
        if role not in _NAMING:
            return spans
        named: dict[str, Span] = {}
        for span in spans:
            if not named or not self._is_same_person(span):
                named[self._text[span.start : span.end].casefold()] = span  # written as said last
        return list(named.values())

    def _words(self, span: Span) -> str:
        words = _EDGE.sub("", self._text[span.start : span.end])
        if span.tag not in _PEOPLE or concept("pronoun", words) is None:
            return words
        if not self._person:
            raise CannotBind(Stop(Obstacle.UNREAD, words, start=span.start))
        return self._person

    def _is_same_person(self, span: Span) -> bool:
        """Whether a slot is a pronoun for a person whom the clause named before, and not listed with them."""
        before = [each for each in self.clause.spans if each.end <= span.start]
        listed = bool(before) and before[-1].tag is Tag.JOIN
        words = self._text[span.start : span.end]
        return span.tag in _PEOPLE and not listed and concept("pronoun", words) is not None

    def _clause_words(self) -> str:
        return self._text[self.clause.start : self.clause.end]

    def _stop(self, obstacle: Obstacle, span: Span) -> NoReturn:
        raise CannotBind(Stop(obstacle, self._text[span.start : span.end], start=span.start))
