"""Standing procedures: "when I say good night do: Do Not Disturb on, alarm 7:00".

A procedure is put in where the goal is its name, begins with its name as a clause of its own, or ends so after
"then". Where the name merely occurs ("text Ana good night") the goal stays as it is.
"""

import re
import unicodedata
from collections.abc import Sequence

from agent.memory.entry import Entry
from agent.memory.memory import Expansion

MOST_STEPS = 20
"""Goals that one goal may turn into."""
_DEEPEST = 4
"""Procedures within procedures."""

_RULE = re.compile(
    r"^\s*(?:when(?:ever)? i say|if i say|我说)\s*(?P<name>\"[^\"]+\"|.+?)\s*(?:的时候|时)?\s*"
    r"(?:[,:]\s*(?:then\s+)?(?:please\s+)?(?:do|就|那就|请)?|\bdo\b|\bthen\b|就|那就)\s*:?\s+?(?P<does>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_RULE_ZH = re.compile(
    r"^\s*(?:当|每当)?我说\s*(?P<name>\"[^\"]+\"|.+?)\s*(?:的时候|时)?\s*[,:]?\s*(?:就|那就|请)\s*[:]?\s*(?P<does>\S.*)$",
    re.DOTALL,
)
_STEP = re.compile(r"\"[^\"]*\"|[^;\n,\"]+|[;\n,]")
_POLITE = r"(?:(?:please|hey|hi|ok|okay|now|run|do|start|my|请|帮我|现在|执行)\b?[\s,]*)*"
_TAIL = r"(?:[\s,]*(?:please|now|thanks|thank you|routine|procedure|吧|谢谢))*[\s.!?。]*"
_AFTER = r"\s*(?:$|[;.]\s*|,?\s*(?:and then|then|and)\b\s*|,\s*(?:然后|再|并且|并)?\s*|然后\s*|再\s*)"
_BEFORE = r"(?:[;.]\s*(?:and then|then|然后)?\s*|,?\s*(?:and then|then)\s+|,?\s*然后\s*)"


def read_procedure(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Name and goals of a procedure told in a sentence; None when the text tells none."""
    text = _one_form(text)
    found = _RULE.match(text) or _RULE_ZH.match(text)
    if found is None:
        return None
    steps = split_steps(found["does"])
    name = found["name"].strip(" \"'.,:")
    return (name, steps) if name and steps else None


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


def _expanded(goal: str, procedures: Sequence[Entry], used: list[Entry], depth: int) -> list[str]:
    for entry in procedures if depth < _DEEPEST else ():
        for name in entry.cue.split("|"):
            parts = _around(name, goal)
            if parts is None:
                continue
            used.append(entry)
            # A procedure never calls itself again, however they name each other.
            others = [other for other in procedures if other is not entry]
            before, after = parts
            steps = [part for step in entry.does for part in _expanded(step, others, used, depth + 1)]
            head = _expanded(before, others, used, depth) if before else []
            return head + steps + (_expanded(after, others, used, depth) if after else [])
    return [goal.strip()]


def _around(name: str, goal: str) -> tuple[str, str] | None:
    """What stands before and after the procedure's name where the goal calls for it; None where it does not."""
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
    return (text[: last.start()].strip(), "") if last is not None else None


def _one_form(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[“”„「」『』]", '"', text)
    return re.sub("[‘’]", "'", text).replace("、", ",").replace("。", ".").strip()
