"""Apps that the person keeps to themselves: their screens are not looked at, and are used by hand."""

import re
from collections.abc import Iterable

from agent.action.action import Action, NavigateHome, TakeOver
from agent.run.state import State
from agent.run.step import Handling
from device.client import Device
from device.error import ActionRejected, ConfigError
from device.state.appname import InstalledApp, choose_app, names_of

PRIVATE = "private"
"""Who decided on a step that was made because a private app was in front."""
_PACKAGE = re.compile(r"[A-Za-z]\w*(?:\.\w+)+")


def private_packages(names: Iterable[str], installed: Iterable[InstalledApp]) -> frozenset[str]:
    """The packages of apps by exact name or package.

    Raises ConfigError for a name that no app on the phone has, or several: it would protect nothing, or
    another app than was meant.
    """
    apps = tuple(installed)
    return frozenset(_package(name.strip(), apps) for name in names)


def keep_private(device: Device, names: Iterable[str]) -> None:
    """Have a phone in hand keep nothing of these apps' screens. Raises as `private_packages` does."""
    device.keep_private(private_packages(names, device.apps()) if names else frozenset())


def _package(name: str, installed: tuple[InstalledApp, ...]) -> str:
    if _PACKAGE.fullmatch(name):
        return name
    try:
        return choose_app(name, installed, exactly=True).package
    except ActionRejected as error:
        raise ConfigError(f"an app is to be kept private, but {error}", "Name it by its package") from error


def step_aside(state: State) -> Action:
    """What is done while a private app is in front: the person goes on by hand, or else it is left."""
    assert state.seen is not None
    last = state.steps[-1] if state.steps else None
    if last is not None and last.decided_by == PRIVATE and last.handling is Handling.UNANSWERED:
        return NavigateHome()
    app = names_of(state.seen.observation.package)[0] if state.seen.observation.package else "An app"
    return TakeOver(reason=f"{app} is private and is not looked at: do there what is needed, then leave it")
