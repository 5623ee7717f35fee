"""Runs the policy on the embedded phone without the loop: observe, decide, touch, compare."""

from dataclasses import dataclass, field

from agent.action import (
    Action,
    Answer,
    Click,
    Drag,
    InputText,
    NavigateBack,
    NavigateHome,
    Note,
    OpenApp,
    Scroll,
    Status,
    Wait,
    describe,
    targets,
)
from agent.compare import fingerprint
from agent.policy.decision import PastStep
from agent.policy.page import summarise
from agent.policy.policy import OfflinePolicy
from device.client import Device
from device.error import ToldToModel
from device.phone.phone import Phone
from device.transport.inprocess import InProcessTransport
from grounding.resolve import TreeGrounder


@dataclass
class Drive:
    """One run's outcome."""

    phone: Phone
    status: str = ""
    reason: str = ""
    answer: str = ""
    lines: list[str] = field(default_factory=list)
    history: list[PastStep] = field(default_factory=list)

    def setting(self, namespace: str, key: str) -> str:
        """A setting as the shell gives it."""
        return self.phone.shell(f"settings get {namespace} {key}").stdout.decode().strip()


def drive(goal: str, phone: Phone | None = None, *, most: int = 60) -> Drive:
    """Pursue a goal to its end; the end must be confirmed by asking once more on a fresh screen."""
    phone = phone or Phone()
    run = Drive(phone)
    with Device(InProcessTransport(phone)) as device:
        for _ in range(most):
            observation = device.observe(screenshot=False)
            decision = OfflinePolicy().decide(goal, observation, run.history)
            assert decision == OfflinePolicy().decide(goal, observation, run.history)
            for action in decision.actions:
                run.lines.append(f"{summarise(observation)} | {decision.thought} | {describe(action)}")
                if isinstance(action, Status):
                    run.status, run.reason = action.goal_status, action.reason
                    return run
                if isinstance(action, Answer):
                    run.answer = action.text
                error = ""
                try:
                    _perform(action, device, observation)
                except ToldToModel as told:
                    error = str(told)
                after = device.observe(screenshot=False)
                same = fingerprint(observation) == fingerprint(after)
                outcome = "no_change" if same and not isinstance(action, Answer | Note | Wait) else "success"
                run.history.append(PastStep(action, outcome, error, summarise(observation), decision.done))
    run.status = "truncated"
    return run


def _perform(action: Action, device: Device, observation) -> None:
    spots = [TreeGrounder().ground(observation, target) for target in targets(action)]
    match action:
        case Click():
            device.tap(spots[0].point)
        case Drag():
            device.drag(spots[0].point, spots[1].point)
        case Scroll():
            device.scroll(action.direction)
        case InputText():
            device.tap(spots[0].point)
            device.type_text(action.text, clear=action.clear)
        case NavigateBack():
            device.back()
        case NavigateHome():
            device.home()
        case OpenApp():
            device.open_app(action.app_name)
        case Wait() | Answer() | Note():
            pass
        case _:
            raise AssertionError(describe(action))
