"""The apps that a run may touch, where the person named them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agent.action.action import Action, OpenApp, Scope
from device.error import ActionRejected, ConfigError
from device.state.appname import InstalledApp, choose_app, is_home

_EVERYWHERE = re.compile(r"permissioncontroller|inputmethod", re.I)
"""Apps between the apps, beside the home screen: one is in them on the way from one to another."""


@dataclass(frozen=True, slots=True)
class AppBounds:
    """What may be touched, by package, and what else there is on the phone."""

    allowed: frozenset[str]
    installed: tuple[InstalledApp, ...]

    @classmethod
    def of(cls, names: Iterable[str], installed: tuple[InstalledApp, ...]) -> "AppBounds":
        """The bounds for apps by exact name or package.

        Raises ConfigError for a name that no app on the phone has, or several: none is let in by a guess.
        """
        try:
            chosen = [choose_app(name, installed, exactly=True) for name in names]
            return cls(frozenset(app.package for app in chosen), installed)
        except ActionRejected as error:
            raise ConfigError(f"the run is to keep to an app, but {error}") from error

    def refusal(self, action: Action, package: str) -> str:
        """Why an action on a screen of this package is out of bounds, for the model; "" where it is not."""
        if isinstance(action, OpenApp):
            package = self._package(action.app_name)
        elif action.scope is not Scope.SCREEN:
            return ""
        return self.refusal_of(package)

    def refusal_of(self, package: str) -> str:
        """Why an app is out of bounds, for the model; "" where it is not."""
        if not package or package in self.allowed or is_home(package) or _EVERYWHERE.search(package):
            return ""
        return f"the owner lets this run touch only {', '.join(sorted(self.allowed))}, not {package}"

    def _package(self, name: str) -> str:
        """What would be opened; "" where nothing would."""
        try:
            return choose_app(name, self.installed).package
        except ActionRejected:
            return ""
