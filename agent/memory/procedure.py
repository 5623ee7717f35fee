"""Standing procedures: "when I say good night do: Do Not Disturb on, alarm 7:00".

A procedure is put in where the goal is its name, begins with its name as a clause of its own, or ends so
after "then". Where the name merely occurs ("text Ana good night") the goal stays as it is. A name with places
for values ("wake me at {time}") is called by a goal that is worded so as a whole, and its values are put into
what is done ("set an alarm for {time}").
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from agent.memory.entry import Entry
from agent.memory.memory import Expansion
from agent.memory.pattern import filled, matched, slots
from device.error import ConfigError

MOST_STEPS = 20
"""Goals that one goal may turn into."""
_DEEPEST = 4
"""Procedures within procedures."""

_BEGIN = r"^\s*(?:(?:when(?:ever)?|if|every time) i say\b|(?:每当|当|每次|如果)?我说)\s*"
_PARTED = (
    r"\s*(?:的时候|的话|时)?\s*(?:[,:]\s*(?:(?:then|please|do|you)\b\s*)*(?:就|那就|请)?"
    r"|\b(?:then|please|do)\b\s*(?:do\b\s*)?|就|那就|请)\s*:?\s*"
)
_TELLS = re.compile(_BEGIN, re.IGNORECASE)
_RULE = re.compile(
    rf"{_BEGIN}(?:\"(?P<quoted>[^\"]+)\"(?:{_PARTED}|\s*)|(?P<name>.+?){_PARTED})(?P<does>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_STEP = re.compile(r"\"[^\"]*\"|[^;\n,\"]+|[;\n,]")
_POLITE = r"(?:(?:please|hey|hi|ok|okay|now|run|do|start|my)\b[\s,]*|(?:请|帮我|现在|执行)[\s,]*)*"
_TAIL = r"(?:[\s,]*(?:please|now|thanks|thank you|routine|procedure|吧|谢谢))*[\s.!?。]*"
_AFTER = r"\s*(?:$|[;.]\s*|,?\s*(?:and then|then|and)\b\s*|,\s*(?:然后|再|并且|并)?\s*|然后\s*|再\s*)"
_BEFORE = r"(?:[;.,]?\s*(?:and )?\bthen\b\s*,?\s*|[;,]?\s*然后\s*,?\s*)"


def read_procedure(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Name and goals of a procedure told in a sentence; None where the text tells none.

    Raises ConfigError for one that begins so and then says not what is to be done.
    """
    text = _one_form(text)
    if not _TELLS.match(text):
        return None
    found = _RULE.match(text)
    name = (found["quoted"] or found["name"]).strip(" \"'.,:") if found else ""
    steps = split_steps(found["does"]) if found else ()
    if not name or not steps:
        raise ConfigError("it does not say what is to be done then", "Write: When I say X: do this; do that")
    return name, steps


def tells_procedure(text: str) -> bool:
    """Whether the text is one, and so nothing to be done now."""
    return _RULE.match(_one_form(text)) is not None


def split_steps(text: str) -> tuple[str, ...]:
    """The goals of a procedure, parted by semicolons or new lines, else by commas; not inside quotes."""
    text = _one_form(text)
    pieces = _STEP.findall(text)
    marks = ";\n" if any(piece in (";", "\n") for piece in pieces) else ",;\n"
    steps = [""]
    for piece in pieces:
        if piece in marks:
            steps.append("")
        else:
            steps[-1] += piece
    cleaned = (re.sub(r"^(?:and|then|并且?|然后)\s+", "", step.strip(" .。")) for step in steps)
    return tuple(step for step in cleaned if step)


def expand(goal: str, procedures: Sequence[Entry]) -> Expansion:
    """The goal with procedures put in, those within procedures too. Pure."""
    used: list[Entry] = []
    steps = _expanded(goal, procedures, used, 0)
    if not used:
        return Expansion(goal=goal)
    return Expansion(goal="; ".join(steps[:MOST_STEPS]), procedures=tuple(dict.fromkeys(used)))


def circle(told: Entry, others: Iterable[Entry]) -> tuple[str, ...]:
    """The names on the way from a procedure back to itself; () where it leads to others only."""
    known = (*others, told)
    ways: dict[str, tuple[str, ...]] = {told.cue: (told.cue,)}
    waiting = [told]
    while waiting:
        here = waiting.pop(0)
        for step in here.does:
            called: list[Entry] = []
            # As deep as can be: what the procedures that it calls call is found when it is their turn.
            _expanded(step, known, called, _DEEPEST - 1)
            for entry in called:
                if entry is told:
                    return (*ways[here.cue], told.cue)
                if entry.cue not in ways:
                    ways[entry.cue] = (*ways[here.cue], entry.cue)
                    waiting.append(entry)
    return ()


def _expanded(goal: str, procedures: Sequence[Entry], used: list[Entry], depth: int) -> list[str]:
    for entry in procedures if depth < _DEEPEST and len(used) < MOST_STEPS else ():
        # A procedure never calls itself again, however they name each other.
        others = [other for other in procedures if other is not entry]
        for name in entry.cue.split("|"):
            if slots(name):
                values = matched(name, goal)
                if values is None:
                    continue
                used.append(entry)
                does = [filled(step, values) for step in entry.does]
                return [part for step in does for part in _expanded(step, others, used, depth + 1)]
            parts = _around(name, goal)
            if parts is None:
                continue
            used.append(entry)
            before, after = parts
            steps = [part for step in entry.does for part in _expanded(step, others, used, depth + 1)]
            head = _expanded(before, others, used, depth) if before else []
            return head + steps + (_expanded(after, others, used, depth) if after else [])
    return [goal.strip()]


def _around(name: str, goal: str) -> tuple[str, str] | None:
    """What stands before and after the name of a procedure that the goal calls for; else None."""
    spelt = [re.escape(word) for word in _one_form(name).split()]
    if not spelt:
        return None
    called = rf"{_POLITE}[\"']?{'[ ,-]+'.join(spelt)}[\"']?"
    text = _one_form(goal)
    whole = re.fullmatch(rf"\s*{called}{_TAIL}", text, re.IGNORECASE)
    if whole is not None:
        return "", ""
    first = re.match(rf"\s*{called}{_AFTER}(?=\S)", text, re.IGNORECASE)
    if first is not None:
        return "", text[first.end() :].strip()
    last = re.search(rf"{_BEFORE}{called}{_TAIL}$", text, re.IGNORECASE)
    if last is None or text[: last.start()].count('"') % 2:
        return None
    return text[: last.start()].strip(), ""


def _one_form(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[“”„「」『』]", '"', text)
    return re.sub("[‘’]", "'", text).replace("、", ",").replace("。", ".").strip()
