"""A recorded run under a name of the person's, with places for values: "alarm at {time}".

It holds all that is needed to do the run again, so that it outlasts the run's folder.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from agent.goal.goalreader import goal_reader
from agent.language.consent import consent, is_bare_no
from agent.language.followup import undoes
from agent.language.standstill import steers
from agent.memory.pattern import matched
from agent.replay.script import Script
from agent.replay.value import checked_value, filled_out, uses
from agent.run.step import Record
from device.error import ConfigError

_SLOT = re.compile(r"\{([^{}]*)\}")
_WORD = re.compile(r"[^\W\d]\w*")
_LONGEST = 80


class Routine(Record):
    """One routine."""

    name: str
    """With a `{slot}` for each value."""
    saved_at: float
    """Seconds since the epoch."""
    values: dict[str, str]
    """By slot, what stood in the recorded run."""
    script: Script

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of its values, in order."""
        return tuple(self.values)

    @property
    def goal(self) -> str:
        """What it does, with its slots in the place of the values of then."""
        goal = self.script.goal
        for slot, value in self.values.items():
            goal = goal.replace(value, f"{{{slot}}}")
        return goal

    def script_for(self, values: Mapping[str, str]) -> Script:
        """The script with these values.

        Raises ConfigError where one is missing or cannot stand there, or there is no such slot.
        """
        _same(self, values)
        return filled_out(self.script, {self.values[slot]: value for slot, value in values.items()})


def make_routine(name: str, script: Script, values: Mapping[str, str], now: float) -> Routine:
    """A routine of a recorded run. `values` tell what stands for each slot of the name in the record.

    Raises ConfigError for a name that is none, and for a value that the record never typed nor touched.
    """
    name = checked_name(name)
    slots = _SLOT.findall(name)
    wrong = [slot for slot in slots if not _WORD.fullmatch(slot)]
    if wrong or len(set(slots)) < len(slots):
        raise ConfigError(f"{{{(wrong or slots)[0]}}} is no name for a value", "Use a word once, as {time}")
    missing, unknown = sorted(set(slots) - set(values)), sorted(set(values) - set(slots))
    if missing:
        raise ConfigError(
            f"it is not said what {{{missing[0]}}} was in the run", f"Say it: {missing[0]}=VALUE"
        )
    if unknown:
        raise ConfigError(f"the name has no {{{unknown[0]}}}", f'Put it there, as "{name} {{{unknown[0]}}}"')
    known = {slot: checked_value(values[slot]) for slot in slots}
    for slot, value in known.items():
        if not uses(script, value):
            raise ConfigError(
                f'the run {script.run} neither typed nor touched "{value}"',
                f"So {slot} would change nothing; see what it did with: agent show {script.run}",
            )
    return Routine(name=name, saved_at=now, values=known, script=script)


def checked_name(name: str) -> str:
    """The name without blanks around it. Raises ConfigError for one that says nothing or too much."""
    text = " ".join(unicodedata.normalize("NFKC", name).split())
    bare = _SLOT.sub("", text)
    if not re.search(r"\w", bare) or not text.isprintable():
        raise ConfigError(f"{name!r} is no name for a routine", "Use words, as good night")
    if re.search(r"[{}]", bare):
        raise ConfigError(f"{name!r} has a brace that encloses no value", "Use a pair for each, as {time}")
    if len(text) > _LONGEST:
        raise ConfigError(f"a routine's name has {_LONGEST} characters at most")
    return text


def meaning_of(name: str) -> Literal["word", "task", ""]:
    """What a name says besides, where it is typed among tasks: it answers or steers one, or is one by itself.

    With places for values in it, it is meant to stand for many tasks.
    """
    if consent(name) == "yes" or is_bare_no(name) or steers(name) or undoes(name):
        return "word"
    return "task" if "{" not in name and goal_reader().typed(name).parts else ""


def called(said: str, routine: Routine) -> dict[str, str] | None:
    """The values with which the routine is called for; None where it is not.

    It is by its name with values in the place of the slots, or by the name itself.
    """
    text = " ".join(unicodedata.normalize("NFKC", said).split())
    if text.casefold() == routine.name.casefold():
        return {}
    found = matched(routine.name, text)
    return None if found is None else dict(found)


def _same(routine: Routine, values: Mapping[str, str]) -> None:
    missing = [slot for slot in routine.slots if not values.get(slot, "").strip()]
    unknown = sorted(set(values) - set(routine.slots))
    if unknown:
        there = f"It has {', '.join(routine.slots)}" if routine.slots else "It has no values"
        raise ConfigError(f'"{routine.name}" has no {unknown[0]}', there)
    if missing:
        raise ConfigError(f'"{routine.name}" needs {missing[0]}', f"Give {missing[0]}=VALUE")
