"""The deciding role: it knows how the task is done, errs at a rate, and sees what its prompt holds.

It goes on when nothing tells it that its last action failed. It is told by the record and the feedback in its
prompt; and it may notice by itself when the screen does not show what it looks for next. Then it does the
last thing again, from the page where it belongs; where that leads nowhere, it begins anew.
"""

from dataclasses import dataclass, field, replace

from agent.action.action import (
    Action,
    Answer,
    Click,
    InputText,
    NavigateBack,
    NavigateHome,
    OpenApp,
    Scroll,
    Status,
)
from agent.brain.brain import Decision, View
from agent.run.step import Outcome, Plan, Step
from benchmarks.ablation.fault import Dice, Rates, strayed, strays
from benchmarks.ablation.forecast import foreseen, refitted
from benchmarks.ablation.reference import Reference, shows
from benchmarks.ablation.script import Finished, Lost, Move, Script
from device.phone.phone import Phone
from device.screen import Observation
from tasks.gold.params import Params

_TRIES = 2
"""Times one action is tried before the one ahead of it is done again, too."""
_RETREATS = 3
"""Times Back is pressed to find the page where the last action belongs, before it begins anew."""
_RESTARTS = 3
_DENIALS = (" failed (", "to the wrong page", "Not complete yet", "lead away from the goal", "several places")
"""What feedback says when the last thing is to be done again; a warning of being stuck is none of it."""


@dataclass
class Decider:
    """One run's operator."""

    phone: Phone
    task: str
    params: Params
    known: Reference
    rates: Rates
    dice: Dice
    done: list[tuple[Observation, Action]] = field(default_factory=list)
    """What it believes to have done, each with the screen that it was done on."""
    want: Move | None = None
    page: Observation | None = None
    """The screen that `want` belongs to."""
    attempt: int = 0
    retreats: int = 0
    restarts: int = 0
    answered: bool = False
    _script: Script | None = None
    _wrong: dict[str, str] = field(default_factory=dict)
    """Texts remembered wrongly, with what they should be: it reads back what it believes."""
    _asked: int = 0
    _part: int = 0
    _aside: bool = False
    """Whether the last action only led back to where the wanted one belongs."""
    _expects: str = ""
    """Package that the last action should have led to."""
    _idle: bool = False
    """Whether the last action was to change nothing."""

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do, as far as it knows."""
        return isinstance(self.want, Finished)

    def decide(self, view: View, *, plans: bool = False) -> Decision:
        """The next action on this screen."""
        self._asked += 1
        screen = view.observation
        if self.want is None:
            self._go_on(screen)
        elif self._next_part(view):
            self.attempt = 0
        elif self._aside:
            self._aside = False
        elif self._told_failed(view) or self._astray(screen):
            self._again()
        else:
            self._believe(screen)
        decision = self._chosen(view)
        plan = Plan(subgoals=self.milestones(), done=self.reached()) if plans else None
        return decision.model_copy(update={"plan": plan})

    def milestones(self) -> tuple[str, ...]:
        """The task in as many sub-goals as it has apps, and the last check."""
        return (*(f"what is to be done in {app}" for app in self.known.apps), "all of it is saved")

    def reached(self) -> int:
        """How many of them it has behind it."""
        if self.finished:
            return len(self.milestones())
        opened = [action.app_name for _, action in self.done if isinstance(action, OpenApp)]
        return max(0, len(dict.fromkeys(opened)) - 1)

    def close(self) -> None:
        """Let the script's thread end."""
        if self._script is not None:
            self._script.drop()

    def over(self, view: View) -> bool:
        """Whether the sub-task at hand is done: the next thing belongs to another app, or nothing is left."""
        errand, want = view.errand, self.want
        if self.finished or errand is None or not errand.tasks or errand.is_last:
            return self.finished
        return isinstance(want, OpenApp) and want.app_name not in errand.task

    # -- what it believes ----------------------------------------------------------------------------
    def _next_part(self, view: View) -> bool:
        """Whether another sub-task has been taken up since: what it wants is still to be done."""
        before, self._part = self._part, view.errand.current if view.errand else 0
        return self._part != before

    def _told_failed(self, view: View) -> bool:
        """Whether the prompt says that the last action failed.

        A list that is at its end is no failure, nor is what changes nothing because it is so already.
        """
        last: Step | None = view.steps[-1] if view.steps else None
        outcome = last.outcome if last is not None else Outcome.NONE
        told = " ".join(view.feedback)
        denied = "Not complete yet" in told  # the claim came to nothing, whatever the action wanted would do
        unchanged = not denied and (outcome == Outcome.NO_CHANGE or "changed nothing" in told)
        if unchanged and (self._idle or isinstance(self.want, Scroll)):
            return False
        failed = last is not None and last.failed
        return failed or unchanged or any(words in told for words in _DENIALS)

    def _astray(self, screen: Observation) -> bool:
        """Whether another app is in front than it expected, and it sees that."""
        elsewhere = bool(self._expects) and self._expects != screen.package
        return elsewhere and not self.dice.falls(self.rates.role, "notice", len(self.done), self._asked)

    def _again(self) -> None:
        """Once more; what failed twice is begun one action earlier."""
        self.attempt += 1
        if self.attempt > _TRIES and self.done and not isinstance(self.want, Finished | Lost):
            page = self.done[-1][0]
            self._replay(self.done[:-1], page)
            self.attempt = 1

    def _believe(self, screen: Observation) -> None:
        """The last action did what it should: on to the next."""
        assert self.want is not None
        assert self.page is not None
        if isinstance(self.want, Finished | Lost):
            return
        self.done.append((self.page, self.want))
        self._go_on(screen)
        if isinstance(self.want, Lost):
            self._stumble(screen)

    def _go_on(self, screen: Observation) -> None:
        """What the script wants on this screen; a text remembered wrongly is read as what it should be."""
        if self._script is None:
            self._script = Script(self.task, self.params)
        self.want, self.page, self.attempt, self.retreats = (
            self._script.next(self._read(screen)),
            screen,
            0,
            0,
        )

    def _read(self, screen: Observation) -> Observation:
        if not self._wrong:
            return screen
        elements = tuple(replace(one, text=self._wrong.get(one.text, one.text)) for one in screen.elements)
        return replace(screen, elements=elements)

    def _stumble(self, screen: Observation) -> None:
        """What comes next is not here: it may see that, and then does the last thing again."""
        self._script = None
        unseen = self.dice.falls(self.rates.role, "notice", len(self.done), self._asked)
        if not self.done or unseen:
            self._begin_anew(screen)
            return
        self._replay(self.done[:-1], self.done[-1][0])
        self.attempt = 1

    def _replay(self, done: list[tuple[Observation, Action]], page: Observation) -> None:
        """Bring a fresh script to where the last action is wanted."""
        self.close()
        self._script = Script(self.task, self.params)
        for before, _ in done:
            self._script.next(self._read(before))
        self.done = list(done)
        self.want, self.page, self.retreats = self._script.next(self._read(page)), page, 0

    def _begin_anew(self, screen: Observation) -> None:
        self.close()
        self.done, self._script = [], None
        self.restarts += 1
        self._go_on(screen)

    # -- what it says --------------------------------------------------------------------------------
    def _chosen(self, view: View) -> Decision:
        screen = view.observation
        if isinstance(self.want, Lost):
            if self.restarts >= _RESTARTS:
                return _said(
                    "I cannot find my way", Status(goal_status="infeasible", reason=self.want.reason)
                )
            self._begin_anew(screen)
            self._aside = True
            return _said("from the beginning", NavigateHome())
        if isinstance(self.want, Finished):
            return self._end(view)
        assert self.want is not None
        assert self.page is not None
        fitting = refitted(self.want, self.page, screen) if self.attempt else self.want
        if fitting is None:
            return self._retreat(screen)
        if self.over(view):
            return _said("this part is done", Status(goal_status="complete", reason="this part is done"))
        return self._act(view, fitting)

    def _act(self, view: View, want: Action) -> Decision:
        intended = self._recalled(want, view)
        retyped = self.attempt and isinstance(intended, InputText)
        intended = intended.model_copy(update={"clear": True}) if retyped else intended
        done = len(self.done)
        kind = strays(self.rates, self.dice, intended, done, self.attempt)
        if kind == "premature finish" and self._kept_from_it(view):
            kind = None
        draw = self.dice.at("instead", done, self.attempt)
        action = strayed(kind, intended, view.observation, draw) if kind else intended
        return Decision(
            thought=f"now: {_words(intended)}", actions=(action,), expectation=self._expected(intended)
        )

    def _kept_from_it(self, view: View) -> bool:
        """A plan with sub-goals left, or words on what is done, in the prompt keep it from stopping early."""
        plan = view.plan
        tells = plan is not None and (plan.done < len(plan.subgoals) or bool(plan.progress))
        return tells and not self.dice.falls(self.rates.role, "plan unread", len(self.done), self.attempt)

    def _retreat(self, screen: Observation) -> Decision:
        """Back to the page where the action belongs."""
        self.retreats += 1
        self._aside = True
        if self.retreats > _RETREATS or screen.package.endswith("launcher"):
            self._begin_anew(screen)
            return _said("from the beginning", NavigateHome())
        return _said("this is not where it belongs", NavigateBack())

    def _end(self, view: View) -> Decision:
        assert isinstance(self.want, Finished)
        done = Status(goal_status="complete", reason="all of it is done")
        if not self.want.answer or self.answered:
            return _said("all of it is done", done)
        self.answered = True
        told = self._remembered(self.want.answer, view)
        return _said("the answer is known", Answer(text=told), done)

    def _recalled(self, want: Action, view: View) -> Action:
        if not isinstance(want, InputText):
            return want
        text = self._remembered(want.text, view)
        if text != want.text:
            self._wrong[text] = want.text
        return want.model_copy(update={"text": text})

    def _remembered(self, text: str, view: View) -> str:
        """The text, or what is left of it where nothing in the prompt holds it and it slipped."""
        if text not in self.known.carried or shows(view.observation, text):
            return text
        held = [note.text for note in view.notes]
        if view.errand is not None:
            held += [*view.errand.found, view.errand.wording]
        if any(text in one for one in held) or not self.dice.falls(self.rates.fault, "lost", text):
            return text
        return text[: len(text) // 2] or "?"

    def _expected(self, action: Action) -> str:
        """What the screen should show then, in words; what a later look is measured by is kept."""
        seen = foreseen(self.phone, action)
        if seen is None:
            self._idle, self._expects = False, ""
            return ""
        self._idle, self._expects = seen.idle, seen.package
        return seen.words


def _words(action: Action) -> str:
    what = action.target.description if isinstance(action, Click) else getattr(action, "text", "")
    return f"{action.action_type} {what}".strip()


def _said(thought: str, *actions: Action) -> Decision:
    return Decision(thought=thought, actions=actions)
