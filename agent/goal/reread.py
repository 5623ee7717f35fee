"""Reads a goal once more where its first reading is no good: without its context, or as a question."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from agent.goal.outcome import AnswerChoice, Asked, Obstacle, Outcome, Refused, Wanted
from agent.language.errand import Delete, DeleteAll
from agent.language.intention import DeleteAlarm, DeleteTimer, Intention, SwitchAlarm
from agent.language.phrase import short
from agent.language.speech import speaker
from agent.language.when import TimeOfDay
from agent.reader.intent import Intent, Mood, Reading, Role, Tag

Reread = Callable[[str], Outcome]
_BREAK = re.compile(r"(?<=[.;!?,:])\s+|(?<=[。；！？，、：])")
_EDGE = " ,，、;；.。:：!！?？"
_MOST = 8
"""Pieces of a goal that is read without some of them."""
_CONTEXT = 'I can {}, but I can do nothing with "{}": shall I do just that?'
_EITHER = "Which do you mean: {} or {}?"
_KEPT = frozenset(
    {Obstacle.CONFLICT, Obstacle.EXCEPTION, Obstacle.AMBIGUOUS, Obstacle.LIKELY, Obstacle.UNTIMED}
)
"""What stops a goal whatever else is left away."""
_SILENT = frozenset({Tag.REASON, Tag.FILLER, Tag.JOIN})
_SURER = 0.15
"""How much likelier a goal is a question, said as one, before that is put to the person."""
_ASKING = ("¿{}?", "{}?", "{}？")


def without_context(
    reading: Reading, first: Outcome, read: Callable[[str], Reading], reread: Reread
) -> Outcome:
    """What a goal comes to without the pieces that ask for nothing, put to the person; else what it came to.

    What stands before a request can turn its reading round ("We are about to take off, flight mode").
    A piece that asks for something by itself is never left away, nor the rest of one.
    """
    if isinstance(first, Wanted) or not _may_go_without(reading, first):
        return first
    for core, left in _cores(reading):
        found = _plan(reread(core))
        if not found or _takes_more(found) or not _orders(reading) <= _orders(read(core)):
            continue
        if _asks(read(left)) or _plan(reread(left)):
            continue
        if isinstance(first, Asked) and found == first.choices[0].then:
            return first
        speak = speaker(reading.text)
        told = ", ".join(map(str, found))
        refused = first.otherwise if isinstance(first, Asked) else first
        asked = speak(_CONTEXT.format(told, short(left)))
        undone = "" if _is_context(reading, left) else left
        return Asked(asked, (AnswerChoice("", found),), refused, left=undone)
    return first


def as_question(
    reading: Reading, first: Outcome, read: Callable[[str], Reading], bind: Callable[[Reading], Outcome]
) -> Outcome:
    """What a goal comes to that may as well be a question, for the person to choose; else what it came to."""
    plan = _plan(first)
    if not plan or not isinstance(first, Asked) or _is_question(reading):
        return first
    match plan:
        case (SwitchAlarm(time=TimeOfDay() as time, on=False),):  # that it is to go is said as often
            return _either(reading, first, plan, (DeleteAlarm(time),))
    asked = max((read(form.format(reading.text)) for form in _ASKING), key=lambda each: each.confidence)
    found = _plan(bind(asked)) if _is_question(asked) else ()
    if not found or asked.confidence < reading.confidence + _SURER:
        return first
    return _either(reading, first, plan, found)


def _either(
    reading: Reading, first: Asked, plan: tuple[Intention, ...], other: tuple[Intention, ...]
) -> Asked:
    """Which of two is meant."""
    speak = speaker(reading.text)
    told = [", ".join(map(str, wants)) for wants in (plan, other)]
    choices = tuple(AnswerChoice(speak(words), then) for words, then in zip(told, (plan, other), strict=True))
    return Asked(speak(_EITHER.format(*told)), choices, first.otherwise)


def _plan(outcome: Outcome) -> tuple[Intention, ...]:
    """What is done after a yes, or at once; () where more is open."""
    if isinstance(outcome, Wanted):
        return outcome.intentions
    if isinstance(outcome, Refused) or outcome.otherwise.stop is None:
        return ()
    unsure = outcome.otherwise.stop.obstacle is Obstacle.UNSURE and len(outcome.choices) == 1
    return outcome.choices[0].then if unsure else ()


def _may_go_without(reading: Reading, first: Asked | Refused) -> bool:
    if isinstance(first, Refused):
        return first.stop is not None and first.stop.obstacle not in _KEPT
    return bool(_plan(first)) and any(
        span.tag is Tag.REASON for each in reading.clauses for span in each.spans
    )


def _cores(reading: Reading) -> Iterator[tuple[str, str]]:
    """The goal without its beginning or its end, and what that is; the longest first."""
    text = reading.text
    breaks = {match.end() for match in _BREAK.finditer(text)}
    ends = [(before.end, after.start) for before, after in pairwise(reading.clauses)]
    cuts = sorted({(at, at) for at in breaks} | set(ends))[:_MOST]
    pairs = [(text[after:], text[:after]) for _, after in cuts]
    pairs += [(text[:before], text[before:]) for before, _ in cuts]
    bare = ((core.strip(_EDGE), left.strip(_EDGE)) for core, left in pairs)
    yield from sorted(((core, left) for core, left in bare if core and left), key=lambda each: -len(each[0]))


def _takes_more(wants: Sequence[Intention]) -> bool:
    """Whether more may go, or change, than with the words that were left away."""
    return any(
        isinstance(want, DeleteAll)
        or (isinstance(want, Delete) and want.every)
        or (isinstance(want, DeleteAlarm | DeleteTimer | SwitchAlarm) and not _is_one(want))
        for want in wants
    )


def _is_one(want: DeleteAlarm | DeleteTimer | SwitchAlarm) -> bool:
    return isinstance(want, DeleteTimer) or (want.time is not None and not getattr(want, "every", False))


def _orders(reading: Reading) -> Counter[Intent]:
    """What is to be done, of all that a goal asks for, and how often."""
    return Counter(
        each.intent for each in reading.clauses if each.mood is Mood.DO and each.intent is not Intent.NONE
    )


def _is_context(reading: Reading, left: str) -> bool:
    """Whether the whole goal was read so that a piece of it only says why."""
    start = reading.text.index(left)
    spans = [*reading.outside, *(span for each in reading.clauses for span in each.spans)]
    over = [span for span in spans if span.start < start + len(left) and start < span.end]
    return all(span.tag in _SILENT for span in over)


def _asks(left: Reading) -> bool:
    """Whether a piece asks for something of its own, done here or not."""
    return any(
        clause.intent is not Intent.NONE
        and clause.mood is not Mood.DONT
        and any(isinstance(span.tag, Role) for span in clause.spans)
        for clause in left.clauses
    )


def _is_question(reading: Reading) -> bool:
    return bool(reading.clauses) and all(each.intent.endswith("_ask") for each in reading.clauses)
