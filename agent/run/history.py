"""The record of a run as prompts tell it: the latest steps in full, earlier ones briefly, the rest summed up.

However long a run gets, the record stays within some ten thousand characters, long texts apart. What is
summed up keeps which sub-goal was worked on and in which app, how it went, what was typed, and the actions
that needed leave, so that nothing is done twice because it was forgotten. Notes are told apart from it, and
the goal in full. What the prompt tells elsewhere (what the person answered, the failure to be heeded, a note)
is not told again.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from agent.action.action import InputText, Note
from agent.brain.brain import View
from agent.language.excerpt import excerpt, on_one_line
from agent.run.description import describe_step
from agent.run.note import added_by
from agent.run.reason import ReasonCode
from agent.run.step import QUEUE, Earlier, Noted, Plan, Step

BRIEF = 25
"""Steps before the latest that are told by a line each."""
CHUNK = 15
"""Steps that are summed up at once: the text before them stays as it was, so that servers cache it."""
STRETCHES = 12
"""Lines that all that is summed up comes to."""
THOUGHTS = 4
"""Latest decisions whose thought is told; of older ones what was done and what came of it says enough."""
_LONGEST = 300
_BRIEFEST = 120
_WHOLE = 2_000
"""Characters up to which a recent step's typed text or answer, and what the person said, are told whole."""
_NOTE, _NOTES = 4_000, 12_000
"""Characters up to which a note is told whole, and all notes together; those before them are cut short."""
_TYPED = 240
"""Characters of what was typed, and of what was done with leave, in one stretch."""
_SHORT_NOTES = 60
_SUBGOALS = 20
_EARLIER = 8
"""Tasks of the same conversation that are told, the latest ones."""


def history_lines(view: View) -> str:
    """The steps so far, bounded; `(nothing yet)` where there are none."""
    steps = view.steps
    told = max(0, len(steps) - view.detailed - BRIEF) // CHUNK * CHUNK
    brief = steps[told : max(told, len(steps) - view.detailed)]
    latest = steps[told + len(brief) :]
    lines = [*_summary(steps[:told]), *(brief_line(step) for step in brief), step_lines(latest, view)]
    return "\n".join(line for line in lines if line) or "(nothing yet)"


def step_lines(steps: tuple[Step, ...], view: View) -> str:
    """Steps in full: the action, its outcome and what that was read from; of the latest also the thought."""
    thinking = {step.index for step in _thinking(steps)[-THOUGHTS:]}
    lines: list[str] = []
    failed: dict[str, int] = {}
    for step in steps:
        first = failed.setdefault(step.error, step.index)
        lines.append(_full_line(step, view, "" if first == step.index else f"as step {first}"))
        if step.index in thinking:
            lines.append(f"   thought: {excerpt(step.thought, _LONGEST)}")
        if step.result:
            lines.append(f"   returned: {on_one_line(step.result)}")
        if step.permit is not None and step.permit.answer and not _is_told(added_by(step), view.added):
            lines.append(f"   the owner said: {excerpt(step.permit.answer, _WHOLE)}")
    return "\n".join(lines)


def _thinking(steps: tuple[Step, ...]) -> list[Step]:
    """Those that were thought about: of actions decided at once the first."""
    return [step for step in steps if step.thought and step.decided_by != QUEUE]


def _full_line(step: Step, view: View, alike: str) -> str:
    """A step with what came of it; `alike` stands for an error that an earlier line tells."""
    if isinstance(step.action, Note) and any(step.action.text == note.text for note in view.notes):
        what = "note (see the notes)"
    else:
        what = describe_step(step, longest=_WHOLE)
    came_to = (alike if step.error else "") or step.error or ("" if step.result else step.evidence)
    is_last = bool(view.steps) and step.index == view.steps[-1].index
    is_heeded = is_last and step.reason is ReasonCode.DENIED and bool(view.feedback)
    if came_to and (is_heeded or any(came_to in line for line in view.feedback)):
        came_to = ""
    outcome = _failed(step) if step.error else step.outcome or "done"
    return f"{step.index}. {what}: {outcome}" + (f"; {excerpt(came_to, _LONGEST)}" if came_to else "")


def _is_told(texts: tuple[str, ...], elsewhere: tuple[str, ...]) -> bool:
    return bool(texts) and all(text in elsewhere for text in texts)


def brief_line(step: Step) -> str:
    """A step by its number, action and outcome."""
    came_to: str = step.outcome or "done"
    if step.error:
        came_to = f"{_failed(step)}, {excerpt(step.error, _LONGEST)}"
    return f"{step.index}. {describe_step(step, longest=_BRIEFEST)}: {came_to}"


def _failed(step: Step) -> str:
    return "failed" if step.performed else "not made"


def heed_lines(feedback: tuple[str, ...]) -> str:
    """What the next decision has to hear, a line each; none twice."""
    said: list[list[str]] = []
    for text in feedback:
        before = next((each for each in said if text in each[0]), None)
        if before is None:
            said.append([text])
        else:
            before.append(text)
    return "\n".join(first + (" (again)" if more else "") for first, *more in said)


def note_lines(notes: tuple[Noted, ...]) -> str:
    """The notes, a line each, with where they were read: the latest whole, older ones short."""
    lines: list[str] = []
    size, whole = 0, True
    for place, note in enumerate(reversed(notes)):
        line = f"- {excerpt(note.text, _NOTE)}{_read_in(note)}"
        size += len(line)
        whole = whole and (size <= _NOTES or not place)
        if not whole and len(lines) >= _SHORT_NOTES:
            lines.append(f"({len(notes) - place} earlier ones left out)")
            break
        lines.append(line if whole else f"- {excerpt(note.text, _BRIEFEST)}{_read_in(note)}")
    return "\n".join(reversed(lines)) or "(none)"


def _read_in(note: Noted) -> str:
    return f" (read in {note.place})" if note.place else ""


def earlier_lines(earlier: tuple[Earlier, ...]) -> str:
    """The latest tasks of the conversation, a line each: what was wanted, how it ended, what it told."""
    lines = []
    for task in earlier[-_EARLIER:]:
        told = f'; it told: "{excerpt(task.answer, _WHOLE)}"' if task.answer else ""
        said = "".join(f' (then they said: "{excerpt(each, _LONGEST)}")' for each in task.added)
        lines.append(f"- {excerpt(task.goal, _LONGEST)}{said}: {task.status}{told}")
    return "\n".join(lines)


def plan_lines(plan: Plan) -> str:
    """The sub-goals with a mark on those reached; of a long plan those around the one worked on."""
    first = max(0, min(plan.done, len(plan.subgoals)) - _SUBGOALS // 4)
    last = first + _SUBGOALS
    lines = [f"(the first {first} are reached)"] if first else []
    for number, subgoal in enumerate(plan.subgoals[first:last], first + 1):
        lines.append(f"{number}. [{'x' if number <= plan.done else ' '}] {excerpt(subgoal, _LONGEST)}")
    more = len(plan.subgoals) - last
    return "\n".join([*lines, f"(and {more} more)"] if more > 0 else lines)


@dataclass(frozen=True)
class _Stretch:
    """Steps in a row that worked on one thing in one app."""

    aim: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        first, last = self.steps[0], self.steps[-1]
        apps = list(dict.fromkeys(step.package for step in self.steps if step.package))
        where = ", ".join(apps[:3]) + (f" and {len(apps) - 3} more apps" if len(apps) > 3 else "")
        aim = f' for "{excerpt(self.aim, _BRIEFEST)}"' if self.aim else ""
        went = Counter("failed" if step.error else step.outcome or "done" for step in self.steps)
        told = ", ".join(f"{count} {how}" for how, count in went.most_common())
        parts = [f"{first.index}-{last.index}. (summed up) in {where}{aim}: {told}"]
        parts += _listed("typed", (s.action.text for s in self.steps if isinstance(s.action, InputText)))
        parts += _listed("with leave", (brief_line(s) for s in self.steps if s.permit and s.permit.classes))
        return "; ".join(parts)


def _summary(steps: tuple[Step, ...]) -> list[str]:
    stretches = [_Stretch(aim, tuple(group)) for (aim, _), group in groupby(steps, key=_work)]
    while len(stretches) > STRETCHES:
        first, second, *rest = stretches
        stretches = [_Stretch("", first.steps + second.steps), *rest]
    return [str(stretch) for stretch in stretches]


def _work(step: Step) -> tuple[str, str]:
    """What a step worked on, and where."""
    aim = step.errand.task if step.errand else ""
    return aim or (step.plan.next if step.plan else ""), step.package


def _listed(name: str, texts: Iterable[str]) -> list[str]:
    """The texts once each; the latest where there are too many."""
    kept: list[str] = []
    size = 0
    every = list(dict.fromkeys(excerpt(text, _BRIEFEST) for text in texts))
    for text in reversed(every):
        size += len(text)
        if size > _TYPED:
            break
        kept.append(text)
    left = len(every) - len(kept)
    told = ", ".join([f"{left} earlier ones"] * bool(left) + [f'"{text}"' for text in reversed(kept)])
    return [f"{name}: {told}"] if every else []
