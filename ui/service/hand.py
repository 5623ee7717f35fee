"""Single actions on a session's phone, for programs that decide themselves: grounded, guarded, looked at."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.action.action import Action, InputText, Scope, Wait, targets
from agent.settings import Settings
from device.client import Device
from device.error import ActionRejected
from device.screen import Observation, UIElement
from ui.service.session import Session
from ui.service.told import NotNow

if TYPE_CHECKING:
    from agent.guard.single import Ruling
    from agent.run.step import Spot
    from grounding.grounder import Grounder


@dataclass(frozen=True, slots=True)
class HeldAction:
    """An action that was not done, because the person has to say yes to it first."""

    question: str
    classes: tuple[str, ...]


class Hand:
    """Acts while no task of the session is at work. Its methods are for one thread at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._seen: Observation | None = None
        self._grounder: tuple[str, Grounder] | None = None
        """What finds places, and by which name the settings know it."""
        self._typed_secret = False

    def look(self) -> Observation:
        """The screen once it stands still; the numbers of its elements are what actions name.

        While a task is at work it is watched from beside.
        """
        if self._is_free():
            self._seen = self._settled(self.session.device)
        elif (
            self.session.device.served
        ):  # the list of elements is to be had through the task's own hold alone
            self._seen = self.session.device.observe()
        else:
            with self.session.look() as beside:
                self._seen = self._settled(beside)
        return self._seen

    def size(self) -> tuple[int, int]:
        """(width, height) of the screen as it was seen last, or now; in device pixels."""
        if self._seen is not None:
            return self._seen.size
        device = self.session.device
        return device.front().size or self._settled(device).size

    def press(self, key: str) -> Observation:
        """Press a key that cannot set anything off by itself, and look again. Raises as `do` does."""
        self._must_be_free()
        self.session.device.press(key)
        return self.look()

    def do(self, action: Action, granted: str = "") -> HeldAction | Observation:
        """Carry it out and look again; or the question that the person has to say yes to first.

        `granted` is a question that they said yes to: it holds for an action that raises that very one.
        Raises ActionRejected or TargetNotFound where it can't be done, NotNow while a task is at work.
        """
        self._must_be_free()
        before = self._fresh(action)
        if before.private and action.scope is Scope.SCREEN:
            raise ActionRejected("its owner keeps this app private, and uses it by hand")
        spots = self._ground(action, before)
        verdict = self._judge(action, spots, before)
        if verdict.refusal:
            raise ActionRejected(verdict.refusal)
        if verdict.question and verdict.question != granted:
            return HeldAction(verdict.question, verdict.classes)
        self._carry_out(action, spots, before)
        return self.look()

    def _settled(self, device: Device) -> Observation:
        """The screen at rest, without what the settings keep private."""
        from agent.run.private import keep_private

        keep_private(device, self.session.settings.private_apps)
        device.settle()
        return device.observe()

    def _is_free(self) -> bool:
        standing = self.session.standing()
        return standing.activity == "idle" or (standing.activity == "taken_over" and standing.holding)

    def _must_be_free(self) -> None:
        if self._is_free():
            return
        standing = self.session.standing()
        if standing.activity == "taken_over":
            raise NotNow("the task is still in the middle of a step", "Try again in a moment")
        raise NotNow(f'the phone is at work on "{standing.goal}"', "Stop the task, or take over first")

    def _fresh(self, action: Action) -> Observation:
        """The screen now. Raises ActionRejected where an element is named that is not there any more."""
        seen = self._seen
        now = self.look()
        for target in targets(action):
            if target.element is None:
                continue
            if seen is None:
                raise ActionRejected("elements have numbers once the screen was observed: observe it first")
            old, new = seen.numbered(target.element), now.numbered(target.element)
            if old is None:
                raise ActionRejected(f"there was no element {target.element} on the screen")
            if new is None or _identity(old) != _identity(new):
                raise ActionRejected("the screen has changed since it was observed: observe it again")
        return now

    def _ground(self, action: Action, observation: Observation) -> "tuple[Spot, ...]":
        from agent.brain.selection import grounding_model
        from agent.perception.resolution import contact_of, resolve
        from grounding.chain import chain

        settings = self.session.settings
        if self._grounder is None or self._grounder[0] != settings.grounder:
            made = chain(settings.grounder, lambda name: grounding_model(name, settings))
            self._grounder = settings.grounder, made
        grounder = self._grounder[1]
        return tuple(
            resolve(
                grounder.ground(observation, target),
                target,
                contact_of(action, number),
                observation,
                checks=True,
            )
            for number, target in enumerate(targets(action))
        )

    def _judge(self, action: Action, spots: "tuple[Spot, ...]", observation: Observation) -> "Ruling":
        from agent.guard.allowance import policy_of
        from agent.guard.bound import AppBounds
        from agent.guard.single import judge_single

        settings: Settings = self.session.settings
        return judge_single(
            action,
            spots,
            observation,
            policy_of(settings.guard, settings.allow),
            AppBounds.of(settings.apps, self.session.device.apps()) if settings.apps else None,
            typed_secret=self._typed_secret,
        )

    def _carry_out(self, action: Action, spots: "tuple[Spot, ...]", before: Observation) -> None:
        from agent.action.perform import touch
        from agent.guard.handover import is_secret

        if isinstance(action, Wait):
            self.session.device.wait(action.seconds)
        else:
            touch(action, spots, before, self.session.device)
        self._typed_secret |= isinstance(action, InputText) and is_secret(action.text)


def _identity(element: UIElement) -> tuple[str, str, str, str]:
    """What stays equal while it is the same thing, whatever its state."""
    return (element.class_name, element.resource_id, element.label, element.package_name)
