"""Runs the policy on the embedded phone without the loop: look, decide, touch, compare."""

from dataclasses import dataclass, field

from agent.action.action import (
    Action,
    Answer,
    AskUser,
    ClearText,
    Click,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    Note,
    OpenApp,
    Status,
    Swipe,
    Wait,
    describe,
    targets,
)
from agent.offline.decision import PastStep
from agent.offline.policy import OfflinePolicy
from agent.perception.compare import fingerprint
from agent.perception.page import summarise
from device.error import ActionRejected, ToldToModel
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.system import keycode
from device.phone.system.intent import Intent
from device.screen import Observation
from device.state.appname import InstalledApp, choose_app, names_of
from grounding.tree import TreeGrounder
from tests.boot import fresh_phone


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
        return self.phone.settings.text(namespace, key)

    def alarms(self) -> list[tuple[object, ...]]:
        """(hour, minutes, days as bits from Monday, enabled, label) of each."""
        rows = self.phone.database("com.google.android.deskclock", "alarms.db").rows(
            "SELECT hour, minutes, daysofweek, enabled, label FROM alarm_templates "
            "ORDER BY hour, minutes, _id"
        )
        return [tuple(row) for row in rows]


def look(phone: Phone) -> Observation:
    return InProcessTransport(phone).observe(screenshot=False, tree=True)


def drive(
    goal: str,
    phone: Phone | None = None,
    *,
    most: int = 80,
    deny: str = "",
    policy: OfflinePolicy | None = None,
) -> Drive:
    """Pursue a goal to its end. A claim of completion must hold on a fresh look, as the loop demands.

    Taps on what is called `deny` are refused, as the guard would. Nobody answers its questions.
    """
    phone, policy = phone or fresh_phone(seed=0), policy or OfflinePolicy()
    run = Drive(phone)
    for _ in range(most):
        observation = look(phone)
        decision = policy.decide(goal, observation, run.history)
        assert decision == policy.decide(goal, observation, list(run.history))
        for action in decision.actions:
            run.lines.append(f"{summarise(observation)} | {decision.thought} | {describe(action)}")
            if isinstance(action, Status):
                again = policy.decide(goal, look(phone), run.history)
                assert isinstance(again.actions[-1], Status)
                assert again.actions[-1].goal_status == action.goal_status
                run.status, run.reason = action.goal_status, action.reason
                return run
            if isinstance(action, Answer):
                run.answer = action.text
            run.history.append(_step(action, phone, observation, decision.done, deny))
    run.status = "truncated"
    return run


def _step(action: Action, phone: Phone, observation: Observation, done: int, deny: str) -> PastStep:
    error, refused = "", False
    try:
        if deny and deny in describe(action):
            refused = True
            raise ActionRejected(f"{deny} was not allowed")
        _perform(action, phone, observation)
    except ToldToModel as told:
        error = str(told)
    changes = not isinstance(action, Answer | AskUser | Note | Wait)
    same = changes and fingerprint(observation) == fingerprint(look(phone))
    return PastStep(action, "no_change" if same else "success", error, summarise(observation), done, refused)


def _perform(action: Action, phone: Phone, observation: Observation) -> None:
    points = [TreeGrounder().ground(observation, target).point for target in targets(action)]
    touch = phone.touch
    match action:
        case Click():
            touch.tap(points[0].x, points[0].y)
        case LongPress():
            touch.long_press(points[0].x, points[0].y)
        case Drag():
            touch.drag(points[0].x, points[0].y, points[1].x, points[1].y)
        case Swipe():
            touch.swipe(points[0].x, points[0].y, points[1].x, points[1].y)
        case InputText():
            touch.tap(points[0].x, points[0].y)
            touch.clear_field()
            touch.text(action.text)
        case ClearText():
            touch.tap(points[0].x, points[0].y)
            touch.clear_field()
        case NavigateBack():
            touch.key(keycode.BACK)
        case NavigateHome():
            touch.key(keycode.HOME)
        case KeyboardEnter():
            touch.key(keycode.ENTER)
        case OpenApp(app_name=name):
            _open(phone, name)
        case Wait() | Answer() | AskUser() | Note():
            pass
        case _:
            raise AssertionError(describe(action))


def _open(phone: Phone, name: str) -> None:
    """Open an app as the device does: by a name that people have for it, or its label."""
    manifests = [app.manifest for app in phone.apps.values() if app.manifest.main]
    known = [InstalledApp(one.package, one.main, (one.label, *names_of(one.package))) for one in manifests]
    chosen = choose_app(name, known)
    phone.start(Intent(component=f"{chosen.package}/{chosen.activity}"))
