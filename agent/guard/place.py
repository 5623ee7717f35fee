"""Whether something happens in the app that the owner named, or speaks of."""

from dataclasses import dataclass
from functools import cached_property

from agent.effect.effect import Effect
from agent.effect.source import PhoneState
from agent.guard.deed import GuardedDeed
from agent.guard.detail import elsewhere
from agent.guard.fit import FITS, Comparison
from agent.guard.fold import fold
from agent.guard.naming import names_it
from agent.guard.scope import is_system
from device.state.appname import InstalledApp


@dataclass(frozen=True)
class Places:
    """The apps of a phone, and what the owner said of them."""

    phone: PhoneState
    said: str

    def by_what(self, effect: Effect, deed: GuardedDeed) -> Comparison:
        """Whether a text leaves by the app that the owner named, or by that for text messages."""
        packages = self.packages(effect.place)
        is_other = bool(packages and deed.text) and deed.app not in packages and not is_system(deed.app)
        return elsewhere(effect) if is_other else FITS

    def is_scene(self, deed: GuardedDeed, effect: Effect) -> bool:
        """Whether the effect happens in the app that is touched, or that a dialog of the system speaks of."""
        if not effect.place:
            return True
        packages = self.packages(effect.place)
        told = fold(" ".join(deed.dialog))
        return not packages or deed.app in packages or fold(effect.place) in told or self.is_said(deed.app)

    def is_said(self, package: str) -> bool:
        """Whether the owner speaks of an app by its name."""
        names = next((app.names for app in self._apps if app.package == package), ())
        return any(names_it(name, self.said) for name in names)

    @cached_property
    def _apps(self) -> tuple[InstalledApp, ...]:
        """The installed apps, listed once for all comparisons of a step."""
        return self.phone.device.apps()

    def packages(self, place: str) -> tuple[str, ...]:
        """Packages of the apps that go by a name."""
        wanted = fold(place)
        return tuple(app.package for app in self._apps if wanted and wanted in map(fold, app.names))
