"""The record of a run as prompts tell it: the latest steps in full, earlier ones briefly, the rest summed up.

However long a run gets, the record stays within some ten thousand characters. What is summed up keeps which
sub-goal was worked on and in which app, how it went, what was typed, and the actions that needed leave, so
that nothing is done twice because it was forgotten. Notes are told apart from it, and the goal in full.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from agent.action.action import InputText
from agent.brain.brain import View
from agent.run.description import describe_step
from agent.run.step import Earlier, Noted, Plan, Step

BRIEF = 25
"""Steps before the latest that are told by a line each."""
CHUNK = 15
"""Steps that are summed up at once: the text before them stays as it was, so that servers cache it."""
STRETCHES = 12
"""Lines that all that is summed up comes to."""
_LONGEST = 300
_BRIEFEST = 120
_TYPED = 240
"""Characters of what was typed, and of what was done with leave, in one stretch."""
_FULL_NOTES, _SHORT_NOTES = 30, 60
_SUBGOALS = 20
_EARLIER = 8
"""Tasks of the same conversation that are told, the latest ones."""


def history_lines(view: View) -> str:
    """The steps so far, bounded; `(nothing yet)` where there are none."""
    steps = view.steps
    told = max(0, len(steps) - view.detailed - BRIEF) // CHUNK * CHUNK
    brief = steps[told : max(told, len(steps) - view.detailed)]
    latest = steps[told + len(brief) :]
    lines = [*_summary(steps[:told]), *(brief_line(step) for step in brief), step_lines(latest)]
    return "\n".join(line for line in lines if line) or "(nothing yet)"


def step_lines(steps: tuple[Step, ...]) -> str:
    """Steps in full: action and outcome, then what was thought, seen and said."""
    lines: list[str] = []
    for step in steps:
        lines.append(brief_line(step))
        if step.thought:
            lines.append(f"   thought: {one_line(step.thought)}")
        if step.evidence:
            lines.append(f"   saw: {one_line(step.evidence)}")
        if step.permit is not None and step.permit.answer:
            lines.append(f"   the owner said: {one_line(step.permit.answer)}")
    return "\n".join(lines)


def brief_line(step: Step) -> str:
    """A step by its number, action and outcome."""
    came_to: str = step.outcome or "done"
    if step.error:
        came_to = one_line(step.error) if step.performed else f"not made, {one_line(step.error)}"
    return f"{step.index}. {describe_step(step)}: {came_to}"


def note_lines(notes: tuple[Noted, ...]) -> str:
    """The notes, a line each, with where they were read: the latest in full, older ones short."""
    left = notes[: -_FULL_NOTES - _SHORT_NOTES]
    short, full = notes[len(left) : -_FULL_NOTES], notes[-_FULL_NOTES:]
    lines = [f"({len(left)} earlier ones left out)"] if left else []
    lines += [f"- {one_line(str(note), _BRIEFEST)}" for note in short]
    lines += [f"- {one_line(str(note))}" for note in full]
    return "\n".join(lines) or "(none)"


def earlier_lines(earlier: tuple[Earlier, ...]) -> str:
    """The latest tasks of the conversation, a line each: what was wanted, how it ended, what it told."""
    lines = []
    for task in earlier[-_EARLIER:]:
        told = f'; it told: "{one_line(task.answer)}"' if task.answer else ""
        said = "".join(f' (then they said: "{one_line(each)}")' for each in task.added)
        lines.append(f"- {one_line(task.goal)}{said}: {task.status}{told}")
    return "\n".join(lines)


def plan_lines(plan: Plan) -> str:
    """The sub-goals with a mark on those reached; of a long plan those around the one worked on."""
    first = max(0, min(plan.done, len(plan.subgoals)) - _SUBGOALS // 4)
    last = first + _SUBGOALS
    lines = [f"(the first {first} are reached)"] if first else []
    for number, subgoal in enumerate(plan.subgoals[first:last], first + 1):
        lines.append(f"{number}. [{'x' if number <= plan.done else ' '}] {one_line(subgoal)}")
    more = len(plan.subgoals) - last
    return "\n".join([*lines, f"(and {more} more)"] if more > 0 else lines)


def one_line(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, cut where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


@dataclass(frozen=True)
class _Stretch:
    """Steps in a row that worked on one thing in one app."""

    aim: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        first, last = self.steps[0], self.steps[-1]
        apps = list(dict.fromkeys(step.package for step in self.steps if step.package))
        where = ", ".join(apps[:3]) + (f" and {len(apps) - 3} more apps" if len(apps) > 3 else "")
        aim = f' for "{one_line(self.aim, _BRIEFEST)}"' if self.aim else ""
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
    every = list(dict.fromkeys(one_line(text, _BRIEFEST) for text in texts))
    for text in reversed(every):
        size += len(text)
        if size > _TYPED:
            break
        kept.append(text)
    left = len(every) - len(kept)
    told = ", ".join([f"{left} earlier ones"] * bool(left) + [f'"{text}"' for text in reversed(kept)])
    return [f"{name}: {told}"] if every else []
