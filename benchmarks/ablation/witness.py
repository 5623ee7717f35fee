"""The other roles. Each goes by what its prompt holds, and is wrong at its rate.

What they know of the task is what a reader of goal and screens would: which texts matter later, which app
comes next, whether anything is left of what ought to be done. What they do not know is whether an action went
wrong without showing.
"""

import re
from dataclasses import dataclass, field

from agent.brain.brain import Confirmation, Judged, Judgement, View
from agent.effect.effect import Effect, EffectKind
from agent.role.answer import Answered
from agent.role.classify import Classified
from agent.role.effects import Listed
from agent.role.extract import Extract
from agent.role.manage import Managed
from agent.role.orchestrate import Orchestration
from agent.role.progress import Progress
from agent.role.reflect import Reflecting
from agent.role.remember import Focus
from agent.role.review import Review, Reviewing
from agent.role.rewrite import Rewriting, Rewritten
from agent.role.take_notes import NoteLine, Notes
from agent.run.step import Outcome, Plan
from benchmarks.ablation.decider import Decider
from benchmarks.ablation.fault import Dice, Rates
from benchmarks.ablation.reference import Reference, content, shows
from device.screen import Observation

_EXPECTED = re.compile(r"(?P<activity>\S*) in front, showing: (?P<labels>.*)", re.DOTALL)
_OUTCOMES: tuple[Judged, ...] = (Outcome.SUCCESS, Outcome.WRONG_PAGE, Outcome.NO_CHANGE)
SPARE = Effect(kind=EffectKind.CHANGE, text="airplane mode on", place="Airplane mode", amount="on")
"""What no task asks for."""
_LOST = 3
"""Failures among the latest steps that make a stretch look bad."""


@dataclass
class Witness:
    """Judges, takes notes, plans and cuts up."""

    decider: Decider
    known: Reference
    rates: Rates
    dice: Dice
    _asked: int = field(default=0)

    def _errs(self, role: str) -> bool:
        self._asked += 1
        return self.dice.falls(self.rates.role, role, self._asked)

    def reflect(self, ask: Reflecting) -> Judgement:
        """By the screens before and after, and by what was expected."""
        seen = outcome_of(ask.before, ask.view.observation, ask.step.expectation)
        if self._errs("reflect"):
            others = [outcome for outcome in _OUTCOMES if outcome != seen]
            seen = self.dice.at("reflect which", self._asked).choice(others)
        return Judgement(outcome=seen, evidence=f"expected {ask.step.expectation or 'nothing in particular'}")

    def confirm(self, view: View) -> Confirmation:
        """By the record: is anything left of what ought to be done, or of the sub-task?"""
        reached = self.decider.over(view) != self._errs("confirm")
        return Confirmation(reached=reached, evidence="all is done" if reached else "something is left")

    def effects(self) -> Listed:
        """What the goal requires; a reader that errs leaves out one of several, or lists one too many."""
        effects = self.known.effects
        if self._errs("effects"):
            effects = effects[:-1] if len(effects) > 1 else (*effects, SPARE)
        return Listed(effects=effects)

    def review(self, ask: Reviewing) -> Review:
        """By the latest steps."""
        failed = sum(step.failed for step in ask.latest)
        on_track = (failed < _LOST) != self._errs("review")
        return Review(on_track=on_track, advice="" if on_track else "go back and do the last thing again")

    def plan(self, view: View) -> Plan:
        """Sub-goals, and how many are reached."""
        del view
        if self._errs("plan"):
            return Plan(subgoals=("do it",))
        return Plan(subgoals=self.decider.milestones(), done=self.decider.reached())

    def manage(self, view: View) -> Managed:
        """What is still to do; a manager that errs sees nothing left, or does not see the end."""
        left = self.decider.milestones()[self.decider.reached() :]
        if self.decider.finished and not self.decider.answered and self.known.answer:
            left = ("tell the answer",)
        wrong = bool(view.steps) and self._errs("manage")
        if wrong:
            # It seldom stops a run by itself: one that misreads the screen mostly plans on.
            left = () if self.dice.falls(0.2, "manage ends", self._asked) else ("go on",)
        return Managed(thought="so far", completed=self._told(), plan=left)

    def progress(self, view: View) -> Progress:
        """What is done, from the record."""
        del view
        return Progress(completed="" if self._errs("progress") else self._told())

    def remember(self, view: View) -> Focus:
        """What this screen shows of the texts that matter later."""
        return Focus(content=" | ".join(self._worth(view, "remember")))

    def take_notes(self, view: View) -> Notes:
        """The notes so far, and what this screen adds."""
        lines = [NoteLine(text=note.text, read_in=note.place) for note in view.notes]
        held = {line.text for line in lines}
        new = [text for text in self._worth(view, "take_notes") if text not in held]
        return Notes(notes=(*lines, *(NoteLine(text=text) for text in new)))

    def extract(self, view: View) -> Extract:
        """What the last screen and the notes hold of it."""
        noted = [note.text for note in view.notes]
        return Extract(found=" | ".join(dict.fromkeys([*self._worth(view, "extract"), *noted])))

    def rewrite(self, ask: Rewriting) -> Rewritten:
        """The next sub-task with what was found."""
        found = "" if self._errs("rewrite") else f" ({ask.found})"
        return Rewritten(task=f"{ask.following}{found if ask.found else ''}")

    def answer(self, view: View) -> Answered:
        """From the last screen and the notes."""
        self.decider.answered = True
        text = self.known.answer
        held = shows(view.observation, text) or any(text in note.text for note in view.notes)
        slipped = not held and self.dice.falls(self.rates.fault, "lost", text)
        return Answered(text=text[: len(text) // 2] if slipped or self._errs("answer") else text)

    def classify(self) -> Classified:
        """By the goal: does it span apps, and does it ask something?"""
        spans = len(self.known.apps) > 1
        if self._errs("classify"):
            return Classified(kind="other")
        return Classified(kind="several_apps" if spans else "question" if self.known.answer else "other")

    def orchestrate(self) -> Orchestration:
        """A sub-task for each app, in the order in which they are needed."""
        apps = self.known.apps or ("the phone",)
        return Orchestration(tasks=tuple(f"what is to be done in {app}" for app in apps))

    def _worth(self, view: View, role: str) -> list[str]:
        if self._errs(role):
            return []
        return [text for text in self.known.carried if shows(view.observation, text)]

    def _told(self) -> str:
        return f"{len(self.decider.done)} actions are done"


def outcome_of(before: Observation, after: Observation, expected: str) -> Judged:
    """What a careful reader makes of two screens, given what was expected.

    Unchanged: no change, unless nothing else was expected. As expected: success. Elsewhere: a wrong page.
    """
    same = content(before) == content(after)
    found = _EXPECTED.fullmatch(expected)
    if found is None:
        return Outcome.NO_CHANGE if same else Outcome.SUCCESS
    labels = [label for label in found["labels"].split(" | ") if label]
    if same:
        return Outcome.NO_CHANGE if labels or found["activity"] != before.activity else Outcome.SUCCESS
    there = {element.label for element in after.elements}
    if after.activity == found["activity"] and there.issuperset(labels):
        return Outcome.SUCCESS
    return Outcome.WRONG_PAGE if after.activity != before.activity else Outcome.NO_CHANGE
