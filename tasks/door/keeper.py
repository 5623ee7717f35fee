"""Turns what comes through the door into steps: a touch is one, with the screen that it was made on."""

import base64
from collections.abc import Callable
from contextlib import suppress

from agent.action.action import (
    Action,
    ClearText,
    Click,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    OpenApp,
    Swipe,
)
from agent.perception.compare import fingerprint
from agent.run.journal import Journal
from agent.run.meter import Meter
from agent.run.shots import Shots
from agent.run.step import Spot, Step
from device.client import Device
from device.error import DeviceError
from device.link.transport.protocol import ShellOutput
from device.screen import Point
from grounding.target import Target
from models.reply import Usage
from tasks.door.call import CallLog
from tasks.door.gate import REFUSED
from tasks.door.rules import Way, apart_in, simple_commands, touches_in, way_of

GUEST = "guest"
"""Whose the steps are, and the role that its model's calls are counted under."""
_KEYS: dict[str, Action] = {
    **dict.fromkeys(("3", "KEYCODE_HOME", "HOME"), NavigateHome()),
    **dict.fromkeys(("4", "KEYCODE_BACK", "BACK"), NavigateBack()),
    **dict.fromkeys(("66", "KEYCODE_ENTER", "ENTER"), KeyboardEnter()),
}
_HELD_MS = 400
"""A swipe that stays where it is for so long is a long press."""


class StepKeeper:
    """One try's steps, as they come."""

    def __init__(
        self,
        device: Device,
        log: CallLog,
        journal: Journal,
        shots: Shots | None,
        most: int,
        told: Callable[[Step], None],
    ) -> None:
        """`log` is that of the phone's gate; `most` steps may be taken; `told` hears of each."""
        self._device = device
        self._log = log
        self._journal = journal
        self._shots = shots
        self._most = most
        self._told = told
        self.meter = Meter()
        self.spending: Callable[[], tuple[Usage, float]] = lambda: (Usage(), 0.0)
        """What models were used since it was asked last, and the seconds that took."""
        self.count = 0
        self.is_spent = False
        """Whether one more was wanted than may be taken."""

    @property
    def package(self) -> str:
        """The app in front; "" where the phone does not say."""
        with suppress(DeviceError):
            return self._device.front().package
        return ""

    def run(self, command: str, stdin: bytes = b"") -> ShellOutput:
        """Run a command line of the guest's: each touch is a step, and one that cannot be told is refused."""
        if not self._touches(command):
            return self._asked(command, stdin)
        parts = apart_in(command)
        if not parts:
            self._log.refuse("shell", command)
            return ShellOutput(b"", b"touches are to stand by themselves, not before a `|`\n", REFUSED)
        outputs = []
        for part in parts:
            outputs.append(self._touched(part) if self._touches(part) else self._asked(part))
            if outputs[-1].exit_code:
                break
        said = (b"".join(each.stdout for each in outputs), b"".join(each.stderr for each in outputs))
        return ShellOutput(*said, outputs[-1].exit_code)

    def exec_out(self, command: str) -> bytes:
        """Output of a command of the guest's, byte for byte."""
        if self._touches(command):
            output = self.run(command)
            return output.stdout + output.stderr
        self._settle(command)
        with self.meter.timed("device"):
            return self._device.transport.exec_out(command)

    def pull(self, path: str) -> bytes:
        """A file that looking has made. Raises FileTransferFailed for any other."""
        return self._device.transport.pull(path)

    def refuse_push(self, path: str) -> None:
        """Note that a file was to be put on the phone."""
        self._log.refuse("push", path)

    def account(self) -> None:
        """Count what was spent since the last step."""
        usage, seconds = self.spending()
        if usage.calls:
            self.meter.used(GUEST, usage)
            self.meter.took("model", seconds)

    def _touches(self, command: str) -> bool:
        return touches_in(command) or action_of(command) is not None

    def _asked(self, command: str, stdin: bytes = b"") -> ShellOutput:
        self._settle(command)
        with self.meter.timed("device"):
            return self._device.transport.shell(command, stdin=stdin)

    def _touched(self, command: str) -> ShellOutput:
        if self.count >= self._most:
            self.is_spent = True
            return ShellOutput(b"", f"all {self._most} steps are taken\n".encode(), REFUSED)
        return self._step(command, action_of(command))

    def _step(self, command: str, action: Action | None) -> ShellOutput:
        _, seen = self._device.see()
        shot = self._shots.keep(seen).shot if self._shots is not None else ""
        self.count += 1
        step = Step(
            index=self.count,
            shot=shot,
            package=seen.package,
            fingerprint=fingerprint(seen),
            thought="" if action else command,
            action=action,
            grounding=_spots(action),
            decided_by=GUEST,
        )
        self._journal.intent(step)
        with self.meter.timed("device"):
            output = self._device.transport.shell(command)
        self.account()
        seconds, usage = self.meter.lap()
        error = output.complaint if output.exit_code else ""
        done = step.model_copy(
            update={"performed": not error, "error": error, "seconds": seconds, "usage": usage}
        )
        self._journal.result(done)
        self._told(done)
        return output

    def _settle(self, command: str) -> None:
        """Let a screen that is to be looked at stand still: time on a phone inside passes for nobody else."""
        if command.startswith(("screencap", "uiautomator")):
            self._device.settle()


def action_of(command: str) -> Action | None:
    """What a command is as an action; None for what none stands for."""
    parts = simple_commands(command)
    if len(parts) != 1:
        return None
    match parts[0][0]:
        case ["input", "tap", x, y]:
            return Click(target=_at(x, y))
        case ["input", ("swipe" | "touchscreen"), x, y, to_x, to_y, *rest]:
            held = (x, y) == (to_x, to_y) and rest[:1] and int(rest[0]) >= _HELD_MS
            return LongPress(target=_at(x, y)) if held else Swipe(start=_at(x, y), end=_at(to_x, to_y))
        case ["input", "draganddrop", x, y, to_x, to_y, *_]:
            return Drag(start=_at(x, y), end=_at(to_x, to_y))
        case ["input", "text", text]:
            return InputText(text=text.replace("%s", " "))
        case ["input", "keyevent", key]:
            return _KEYS.get(key.upper())
        case ["am", "broadcast", "-a", ("ADB_INPUT_TEXT" | "ADB_INPUT_B64") as kind, "--es", "msg", text]:
            return InputText(text=base64.b64decode(text).decode() if kind.endswith("B64") else text)
        case ["am", "broadcast", "-a", "ADB_CLEAR_TEXT", *_]:
            return ClearText()
        case ["am", "start", *_, component] if way_of(command) == Way.LAUNCH:
            return OpenApp(app_name=component.partition("/")[0])
        case ["monkey", "-p", package, *_] if way_of(command) == Way.LAUNCH:
            return OpenApp(app_name=package)
    return None


def _at(x: str, y: str) -> Target:
    return Target(point=(round(float(x)), round(float(y))))


def _spots(action: Action | None) -> tuple[Spot, ...]:
    targets: tuple[Target | None, ...] = ()
    match action:
        case Click(target=target) | LongPress(target=target):
            targets = (target,)
        case Swipe(start=start, end=end) | Drag(start=start, end=end):
            targets = (start, end)
    points = [
        Point(*map(round, target.point))
        for target in targets
        if target is not None and target.point is not None
    ]
    return tuple(Spot(point=point, confidence=1.0, method=GUEST) for point in points)
