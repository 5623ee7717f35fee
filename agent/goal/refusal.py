"""What is said of a goal that is not done as it stands: a question that a yes can settle, or a refusal."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from agent.goal.nearest import next_step
from agent.goal.outcome import CAUSES, AnswerChoice, Asked, Obstacle, Outcome, Refused, Stop, Wanted
from agent.language.consent import consent
from agent.language.errand import Delete, DeleteAll, Handle, PhoneCall, SendText
from agent.language.hand import walk_of
from agent.language.intention import DeleteAlarm, DeleteTimer, Intention
from agent.language.phrase import short
from agent.language.speech import is_chinese, speaker
from agent.language.value.calendarday import read_day
from agent.language.value.clocktime import read_time
from agent.language.value.setting import bare
from agent.language.value.word import language_of
from agent.reader.intent import Intent, Reading
from agent.run.status import Cause

_SETTLED_BY_YES = {
    Obstacle.CONDITION: 'I can {} now, but I can\'t wait for "{}": shall I do it now?',
    Obstacle.EXCEPTION: 'I can {}, but I can\'t leave out "{}": shall I do it all the same?',
    Obstacle.LEFT: 'I can {}, but I can do nothing with "{}": shall I do just that?',
    Obstacle.OTHER: 'I can {}, but not "{}": shall I do just that?',
    Obstacle.UNUSED: 'I can {}, but not "{}": shall I do just that?',
    Obstacle.UNABLE: 'I can {}, but not "{}" yet: shall I do just that?',
    Obstacle.GUESSED: 'I can {}, but I am not sure what "{}" means: shall I do just that?',
    Obstacle.UNTIMED: 'I can {}, as "{}" says no time: shall I do that?',
    Obstacle.HOW: "I can {} for you: shall I do it now?",
    Obstacle.UNSURE: "I understand: {}. Shall I do that?",
}
"""What is asked where the rest of the goal can be done: that, and the words of the part."""
_REFUSALS = {
    Obstacle.CONDITION: 'I can\'t wait for "{}", so I did nothing',
    Obstacle.EXCEPTION: 'I can\'t leave out "{}", so I did nothing',
    Obstacle.LEFT: 'I can do nothing with "{}", so I did nothing',
    Obstacle.NEGATION: '"{}" says what not to do: there is nothing that I could do',
    Obstacle.CONFLICT: 'I can\'t keep to "{}" and do the rest of the goal',
    Obstacle.OTHER: 'I do not understand "{}"',
    Obstacle.HOW: '"{}" asks how it is done, so I did nothing',
    Obstacle.UNSURE: 'I am not sure what "{}" means, so I did nothing',
    Obstacle.UNKNOWN: 'I know no setting called "{}"',
    Obstacle.UNREAD: 'I do not know what "{}" means here',
    Obstacle.AMBIGUOUS: '"{}" may mean two things',
    Obstacle.LIKELY: '"{}" may mean two things',
    Obstacle.UNTIMED: '"{}" does not say at what time',
    Obstacle.MISSING: '"{}" does not say {}',
    Obstacle.UNUSED: 'I can\'t do "{}" here, so I did nothing',
    Obstacle.UNABLE: 'I can\'t {} here yet, so I did nothing about "{}"',
    Obstacle.GUESSED: 'I am not sure whether "{1}" asks me to {0}, and I can\'t do that here yet',
}
_UNDONE = frozenset({Obstacle.LEFT, Obstacle.OTHER, Obstacle.UNUSED, Obstacle.UNABLE, Obstacle.GUESSED})
"""What a yes leaves undone."""
_IN_HALVES = frozenset({Obstacle.CONDITION, Obstacle.LEFT})
"""What may be said before and behind the rest of a goal, and is asked about once."""
_DELETES = (Delete, DeleteAll, DeleteAlarm, DeleteTimer)
_FINAL = frozenset({"send", "delete"})
"""What walks through an app do that can't be taken back."""
_MARKS = " ,;.，；。"
_NEAR = "What I can do: {}"
_FAR = "A model might do it; without one I can do other things, for example: {}"
"""The next step that a refusal offers, where the goal is like something known, and where it is not."""
_UNNAMED = {Obstacle.UNABLE: Obstacle.UNUSED, Obstacle.GUESSED: Obstacle.UNSURE}
"""What is said in place of these where there is no word for what can't be done."""
_HARDEST = (
    Obstacle.CONFLICT,
    Obstacle.NEGATION,
    Obstacle.UNKNOWN,
    Obstacle.UNREAD,
    Obstacle.MISSING,
    Obstacle.AMBIGUOUS,
    Obstacle.LIKELY,
    Obstacle.UNTIMED,
    Obstacle.EXCEPTION,
    Obstacle.CONDITION,
    Obstacle.LEFT,
    Obstacle.OTHER,
    Obstacle.UNABLE,
    Obstacle.GUESSED,
    Obstacle.UNUSED,
    Obstacle.HOW,
    Obstacle.UNSURE,
)
"""Of several parts the one is named that comes first here."""


@dataclass(frozen=True, slots=True)
class Possible:
    """What could be done of a goal without the part that stops it."""

    intentions: tuple[Intention, ...]
    meanings: tuple[tuple[Intention, ...], ...] = ()
    """All of the goal, for each meaning of an ambiguous part."""
    reread: Callable[[str], Outcome] | None = None
    """Reads and binds another goal."""


def ask_or_refuse(reading: Reading, stops: Sequence[Stop], possible: Possible) -> Outcome:
    """The question, or the refusal, for a goal that is stopped by parts of it."""
    stop = min(stops, key=lambda each: _HARDEST.index(each.obstacle))
    speak = speaker(reading.text)
    refused = _refused(reading, stop, possible)
    others = {each.obstacle for each in stops} - {stop.obstacle}
    is_open = stop.obstacle in (Obstacle.AMBIGUOUS, Obstacle.LIKELY) and not others
    if is_open and len(possible.meanings) == len(stop.choices):
        return _which(stop, possible, speak, refused) if all(possible.meanings) else refused
    words = _SETTLED_BY_YES.get(stop.obstacle)
    asked = _together(stops)
    if stop.obstacle is Obstacle.UNTIMED and possible.meanings:
        possible = Possible(possible.meanings[0])
    if (
        words is None
        or not possible.intentions
        or _takes_too_much(stop, possible.intentions)
        or asked is None
    ):
        return refused
    told = ", ".join(map(str, possible.intentions))
    question = speak(words.format(told, short(asked.part)))
    left = asked.part if stop.obstacle in _UNDONE else ""
    return Asked(question, (AnswerChoice("", possible.intentions),), refused, left=left)


def _together(stops: Sequence[Stop]) -> Stop | None:
    """The one part that stops a goal, or two that a yes settles alike, as one; None for more than that.

    A condition often has two halves, "if Bob rang" and "otherwise leave it".
    """
    if len(stops) == 1:
        return stops[0]
    first, last = min(stops, key=lambda each: each.start), max(stops, key=lambda each: each.start)
    if len(stops) > 2 or first.obstacle is not last.obstacle or first.obstacle not in _IN_HALVES:
        return None
    return replace(first, part=f"{first.part.rstrip(_MARKS)} … {last.part.lstrip(_MARKS)}")


def _which(stop: Stop, possible: Possible, speak: Callable[[str], str], refused: Refused) -> Asked:
    """Which meaning of a part is meant; where one is likely, a yes means it."""
    pairs = zip(map(speak, stop.choices), possible.meanings, strict=True)
    choices = tuple(AnswerChoice(words, then) for words, then in pairs)
    if stop.obstacle is Obstacle.AMBIGUOUS:
        either = " or ".join(stop.choices)
        return Asked(speak(f'Which do you mean by "{short(stop.part)}": {either}?'), choices, refused)
    told, other = ", ".join(map(str, possible.meanings[0])), stop.choices[1]
    question = f'I understand: {told}. Shall I do that, or do you mean {other} by "{short(stop.part)}"?'
    return Asked(speak(question), choices, refused, likely=True)


def _takes_too_much(stop: Stop, wants: Sequence[Intention]) -> bool:
    """Whether a yes would delete what the person wants left out."""
    return stop.obstacle is Obstacle.EXCEPTION and any(isinstance(want, _DELETES) for want in wants)


def is_final(want: Intention) -> bool:
    """Whether it deletes, sends or calls: in the place of a goal that is not done, that is never offered."""
    if isinstance(want, Handle):
        return walk_of(want.deed).effect in _FINAL
    return isinstance(want, (*_DELETES, SendText, PhoneCall))


def _refused(reading: Reading, stop: Stop, possible: Possible) -> Refused:
    speak, part = speaker(reading.text), short(stop.part)
    words = _REFUSALS[stop.obstacle]
    if stop.obstacle is Obstacle.MISSING:
        reason = words.format(part, speak(stop.what))
    elif stop.obstacle in _UNNAMED and stop.what:
        reason = words.format(stop.what, part)
    else:
        reason = _REFUSALS[_UNNAMED.get(stop.obstacle, stop.obstacle)].format(part)
    harmless = () if any(map(is_final, possible.intentions)) else possible.intentions
    nearest = next_step(reading, stop, harmless, possible.reread)
    joint = "。" if is_chinese(reading.text) else ". "
    offer = _FAR if _is_far(reading, stop) else _NEAR
    told = speak(reason) + (joint + speak(offer.format(nearest)) if nearest else "")
    return Refused(CAUSES.get(stop.obstacle, Cause.NOT_UNDERSTOOD), told, stop, nearest)


def _is_far(reading: Reading, stop: Stop) -> bool:
    """Whether a goal asks for nothing that is like anything known."""
    is_nothing = all(clause.intent is Intent.NONE for clause in reading.clauses)
    return stop.obstacle is Obstacle.OTHER and is_nothing and reading.likeliest is Intent.NONE


def answered(asked: Asked, answer: str) -> Wanted | Refused:
    """What an answer to the question comes to: done as it says, or nothing."""
    said = {bare(answer), *map(bare, _values(answer))}
    for number, choice in enumerate(asked.choices, 1):
        if choice.words and said & {bare(choice.words), str(number)}:
            return Wanted(choice.then)
    word = consent(answer)
    if word == "yes" and (asked.likely or len(asked.choices) == 1):
        return Wanted(asked.choices[0].then)
    if word == "no":
        return Refused(Cause.REFUSED_BY_PERSON, asked.otherwise.reason, asked.otherwise.stop)
    return asked.otherwise


def _values(answer: str) -> Iterator[str]:
    """The day or the time that an answer names, as the choices have it."""
    language = language_of(answer)
    day, time = read_day(answer, language), read_time(answer, language)
    if day is not None and day.or_else is None:
        yield str(day.day)
    if time is not None and time.half_said:
        yield str(time.time)
