"""Every error of ours, sorted by who must hear of it.

    TapwrightError
    ├── ToldToModel          becomes the step's error; the loop goes on
    │   ├── ActionRejected       the phone or the guard would not do it (field not editable, unknown app)
    │   ├── TextNotTyped         the text did not arrive in the field as written
    │   ├── FileTransferFailed   the phone would not give or take the file
    │   ├── TooMuchSent          what came is more than is taken (device/budget.py)
    │   └── (BadReply in models, TargetNotFound in grounding)
    ├── ToldToPerson         one line with what to do next and an exit code, no traceback
    │   ├── ConfigError          2: wrong usage, bad config file, nothing to start from
    │   ├── DeviceError          3: no phone, several, offline, unauthorised, lost, locked, busy, adb missing
    │   └── (ModelUnavailable in models, 3)
    └── TreeUnavailable      no UI tree could be had; the observation says so and goes on without

Anything else that is raised is a bug and propagates.
"""

import difflib
from collections.abc import Iterable

_LISTED = 12
"""How many names a person is told at most."""


class TapwrightError(Exception):
    """Root of every error this project raises on purpose."""


class ToldToModel(TapwrightError):
    """The model can do something about it: the text goes into its next prompt."""


class ActionRejected(ToldToModel):
    """The action could not be carried out as asked."""


class TextNotTyped(ActionRejected):
    """The text did not arrive in the field as written; the message says what arrived or why not."""


class FileTransferFailed(ActionRejected):
    """A file could not be read from or written to the phone."""


class TooMuchSent(ActionRejected):
    """More came from a phone or a server than is taken; none of it was kept."""


class ToldToPerson(TapwrightError):
    """The person can do something about it: shown as one line with `hint`, then `exit_code`."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __str__(self) -> str:
        message = super().__str__()
        joint = " " if message.endswith((".", "?", "!")) else ". "
        return f"{message}{joint}{self.hint}" if self.hint else message


class ConfigError(ToldToPerson):
    """Usage or configuration is wrong."""

    exit_code = 2


class DeviceError(ToldToPerson):
    """The phone cannot be used."""

    exit_code = 3


class NoDevice(DeviceError):
    """No phone is attached, or not the one named."""


class SeveralDevices(DeviceError):
    """Several phones are attached and none was chosen."""


class DeviceOffline(DeviceError):
    """The phone is listed but does not answer."""


class DeviceUnauthorized(DeviceError):
    """The phone waits for its owner to allow this computer."""


class DeviceLost(DeviceError):
    """The phone went away in mid-call and one reconnect did not bring it back."""


class PhoneLocked(DeviceError):
    """The lock screen asks for a PIN, a pattern or a finger."""


class DeviceBusy(DeviceError):
    """Another run holds the phone's lease."""


class AdbMissing(DeviceError):
    """No adb server is to be had: none answers, and there is no adb to start one, or its port is taken."""


class CommandTimeout(DeviceError):
    """A command on the phone did not end in time."""

    def __init__(
        self, message: str, hint: str = "See whether it hangs, plug it in again, then run again"
    ) -> None:
        super().__init__(message, hint)


class TreeUnavailable(TapwrightError):
    """No UI tree could be read; `reason` is the phone's own word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TreeTooLarge(TreeUnavailable):
    """The UI tree is more than is read (device/budget.py); asking once more would bring the same."""


def nearest(name: str, known: Iterable[str], most: int = 1) -> str:
    """A hint for whoever gave a name that is none: the nearest of those there are, else all of them."""
    names = list(known)
    if near := difflib.get_close_matches(name, names, n=most):
        return f"Did you mean {', '.join(near)}?"
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"There are: {', '.join(names[:_LISTED])}{more}"
