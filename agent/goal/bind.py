"""From a reading to an outcome: each word is accounted for, or nothing is done before somebody was asked."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from agent.goal import clock, file, gadget, hand, paper, people, plan, setting
from agent.goal.app import in_own_app
from agent.goal.conflict import conflicts
from agent.goal.holds import holds
from agent.goal.outcome import Asked, CannotBind, Obstacle, Outcome, Stop, Wanted
from agent.goal.refusal import Possible, ask_or_refuse
from agent.goal.slot import Slots
from agent.language.errand import Delete, DeleteAll
from agent.language.intention import Intention
from agent.language.value.concept import concept
from agent.language.value.exception import excepted
from agent.language.value.word import language_of
from agent.reader.intent import GoalClause, Intent, Mood, Polarity, Reading, Role, Span, Tag

Builder = Callable[[Slots], tuple[Intention, ...]]
Reread = Callable[[str], Outcome]
BUILDERS: dict[Intent, Builder] = {
    Intent(name): builder
    for room in (setting, clock, people, plan, paper, file, gadget, hand)
    for name, builder in vars(room).items()
    if name in set(Intent) and callable(builder)
}
UNSUPPORTED = {
    Intent.FILE_MOVE: "move files",
    Intent.PHOTO_SHARE: "share photos",
    Intent.RINGER_SET: "set the ringer",
}
"""What there are no hands for yet, in our words."""
_ASKS = frozenset(intent for intent in Intent if intent.endswith("_ask"))
_ASKED_FROM = 1 / 5
"""How likely an unsure reading must be right in every part to be put to the person."""
_BETWEEN = frozenset({Tag.JOIN, Tag.FILLER, Tag.REASON})
_QUESTION = re.compile(r"(?<=\w)\s?[?？]")
"""The end of a question: what asks something is no reason for anything."""
_MORE = frozenset({Polarity.ON, Polarity.UP})
"""The ways that no goal goes whose words for what is to be done hold a "no"."""
_STOPS = {
    Tag.CONDITION: Obstacle.CONDITION,
    Tag.EXCEPTION: Obstacle.EXCEPTION,
    Tag.NEGATION: Obstacle.NEGATION,
    Tag.LEFT: Obstacle.LEFT,
}


@dataclass(frozen=True, slots=True)
class BoundClause:
    """What one clause comes to."""

    clause: GoalClause
    intentions: tuple[Intention, ...] = ()
    meanings: tuple[tuple[Intention, ...], ...] = ()
    """The intentions for each meaning of an ambiguous value."""
    stops: tuple[Stop, ...] = ()


def bind(reading: Reading, *, sure: bool = True, reread: Reread | None = None) -> Outcome:
    """Make intentions of a reading wholly, or a question or a refusal that names what stops it.

    `sure` tells whether the reading is likely enough to act on. `reread` reads and binds another goal:
    with it the next step of a refusal is told in the goal's own words.
    """
    bound = _sparing(_bound(reading))
    wants = tuple(want for each in bound if each.clause.mood is not Mood.DONT for want in each.intentions)
    stops = [stop for each in bound for stop in each.stops]
    stops += [*_outside(reading), *_conflicting(bound, wants, reading)]
    if not sure:
        stops = [_guessed(stop) for stop in stops]
    if not stops and not wants:
        stops = [Stop(Obstacle.NEGATION if bound else Obstacle.LEFT, reading.text, start=0)]
    if not stops and not (sure and holds(wants, reading)):
        stops = [Stop(Obstacle.UNSURE, reading.text, start=0)]
    if not stops:
        return Wanted(wants)
    meanings = next((each.meanings for each in bound if each.meanings), ())
    placed = [_with_meaning(bound, meaning) for meaning in meanings]
    outcome = ask_or_refuse(reading, stops, Possible(wants, tuple(placed), reread))
    is_guess = not sure and reading.confidence < _ASKED_FROM
    return outcome.otherwise if isinstance(outcome, Asked) and is_guess else outcome


def _sparing(bound: list[BoundClause]) -> list[BoundClause]:
    """The clauses; what one says to leave, where another deletes all, is what that leaves.

    Of whatever kind it was read: what is to stay has to be there, or nothing goes.
    """
    spared = [
        name
        for each in bound
        if _spares(each)
        for kept in each.intentions
        if isinstance(kept, Delete) and kept.name
        for name in excepted(kept.name, kept.kind) or ()
    ]
    alls = [each for each in bound if any(isinstance(want, DeleteAll) for want in each.intentions)]
    if not spared or len(alls) != 1 or len(alls[0].intentions) != 1 or alls[0].clause.mood is Mood.DONT:
        return bound
    want = alls[0].intentions[0]
    assert isinstance(want, DeleteAll)
    all_but = replace(alls[0], intentions=(replace(want, besides=(*want.besides, *spared)),))
    return [
        all_but if each is alls[0] else replace(each, intentions=()) if _spares(each) else each
        for each in bound
    ]


def _spares(bound: BoundClause) -> bool:
    """Whether a clause says of things by their names that they stay."""
    named = any(isinstance(kept, Delete) and kept.name for kept in bound.intentions)
    return bound.clause.mood is Mood.DONT and named


def _guessed(stop: Stop) -> Stop:
    """What can't be done, as the guess that it is."""
    return replace(stop, obstacle=Obstacle.GUESSED) if stop.obstacle is Obstacle.UNABLE else stop


def _bound(reading: Reading) -> list[BoundClause]:
    language, person, banned = language_of(reading.text), "", False
    found = []
    for clause in reading.clauses:
        found.append(_clause(clause, reading.text, language, person, banned=banned))
        banned = clause.mood is Mood.DONT
        named = [*clause.values(reading.text, Role.PERSON), *clause.values(reading.text, Role.SOURCE)]
        person = next((name for name in reversed(named) if concept("pronoun", name) is None), person)
    return found


def _clause(clause: GoalClause, text: str, language: str, person: str, *, banned: bool) -> BoundClause:
    words = text[clause.start : clause.end]
    stops = [*_tagged(clause, text), *_uncovered(clause, text)]
    if clause.intent is Intent.NONE:
        stops = [Stop(Obstacle.OTHER, words, start=clause.start)]
        return BoundClause(clause, stops=tuple(stops))
    if banned and not clause.values(text, Tag.CUE):  # `don't turn on Wi-Fi and Bluetooth`
        stops.append(Stop(Obstacle.NEGATION, words, start=clause.start))
    if clause.mood is Mood.ASK and clause.intent not in _ASKS:
        stops.append(Stop(Obstacle.HOW, words, start=clause.start))
    try:
        slots = Slots(clause, text, language, person=person)
        found = _built(slots)
        return BoundClause(clause, found, stops=(*stops, *slots.rest()))
    except CannotBind as failed:
        meanings: tuple[tuple[Intention, ...], ...] = ()
        if failed.stop.choices:
            meanings = tuple(
                _meaning(Slots(clause, text, language, person=person, meaning=number))
                for number in range(len(failed.stop.choices))
            )
        named = any(stop.obstacle is Obstacle.LEFT for stop in stops)
        if failed.stop.obstacle is Obstacle.MISSING and named:
            return BoundClause(clause, stops=tuple(stops))  # `text Bob what is in ideas.md`
        return BoundClause(clause, (), meanings, (*stops, failed.stop))


def _built(slots: Slots) -> tuple[Intention, ...]:
    """Raise CannotBind for a clause without hands."""
    intent = slots.clause.intent
    builder = BUILDERS.get(intent)
    if builder is None:
        slots.unable(UNSUPPORTED.get(intent, ""))
    in_own_app(slots)
    return builder(slots)


def _meaning(slots: Slots) -> tuple[Intention, ...]:
    """The intentions by one meaning of a value; () where the rest of the clause does not go with it."""
    try:
        found = _built(slots)
    except CannotBind:
        return ()
    return () if slots.rest() else found


def _tagged(clause: GoalClause, text: str) -> list[Stop]:
    """What the words in a clause say that no slot takes and that is not harmless."""
    found = []
    for span in clause.spans:
        obstacle = _STOPS.get(span.tag) if isinstance(span.tag, Tag) else None
        if obstacle is Obstacle.NEGATION and clause.mood is Mood.DONT:
            continue
        if obstacle is Obstacle.EXCEPTION and clause.intent is Intent.DELETE_ALL:
            continue
        if span.tag is Tag.REASON and _QUESTION.search(text[span.start : span.end]):
            obstacle = Obstacle.LEFT
        if obstacle is not None:
            found.append(Stop(obstacle, text[span.start : span.end], start=span.start))
    if clause.mood is Mood.DO and clause.polarity in _MORE:
        cues = [span for span in clause.spans if span.tag is Tag.CUE and _denies(text[span.start : span.end])]
        found += [Stop(Obstacle.NEGATION, text[span.start : span.end], start=span.start) for span in cues]
    if clause.mood is Mood.DONT and not clause.values(text, Tag.NEGATION):
        found.append(Stop(Obstacle.NEGATION, text[clause.start : clause.end], start=clause.start))
    return found


def _denies(words: str) -> bool:
    """Whether a word says no, in one of the five languages."""
    return any(concept("denial", word) for word in words.split())


def _uncovered(clause: GoalClause, text: str) -> list[Stop]:
    return _gaps(clause.spans, text, clause.start, clause.end)


def _outside(reading: Reading) -> list[Stop]:
    """What stands between the clauses and is not harmless there, or is read as nothing at all."""
    found = [
        Stop(_STOPS.get(span.tag, Obstacle.LEFT), reading.text[span.start : span.end], start=span.start)
        for span in reading.outside
        if isinstance(span.tag, Tag) and span.tag not in _BETWEEN
    ]
    inside = [Span(Tag.CUE, clause.start, clause.end) for clause in reading.clauses]
    spans = sorted([*inside, *reading.outside], key=lambda span: span.start)
    return found + _gaps(spans, reading.text, 0, len(reading.text))


def _gaps(spans: Sequence[Span], text: str, start: int, end: int) -> list[Stop]:
    """Stretches that no span covers and that are more than blanks."""
    found, at = [], start
    for span in [*spans, Span(Tag.CUE, end, end)]:
        gap = text[at : span.start]
        if gap.strip():
            found.append(Stop(Obstacle.LEFT, gap.strip(), start=at + len(gap) - len(gap.lstrip())))
        at = max(at, span.end)
    return found


def _conflicting(bound: Sequence[BoundClause], wants: Sequence[Intention], reading: Reading) -> list[Stop]:
    """Clauses that say to leave alone what the others would change."""
    return [
        Stop(Obstacle.CONFLICT, reading.text[each.clause.start : each.clause.end], start=each.clause.start)
        for each in bound
        if each.clause.mood is Mood.DONT
        and any(conflicts(want, kept) for want in wants for kept in each.intentions)
    ]


def _with_meaning(bound: Sequence[BoundClause], meaning: tuple[Intention, ...]) -> tuple[Intention, ...]:
    """All intentions, those of the ambiguous clause by one of its meanings; () where others stop, too."""
    if not meaning or sum(bool(each.stops) for each in bound) > 1:
        return ()
    kept = [each for each in bound if each.clause.mood is not Mood.DONT]
    return tuple(want for each in kept for want in (meaning if each.meanings else each.intentions))
