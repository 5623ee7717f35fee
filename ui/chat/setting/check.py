"""What is typed into the settings, looked at before it is kept: what is wrong is told on the page."""

import re
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from device.error import ActionRejected, ConfigError, DeviceError
from device.state.appname import InstalledApp, choose_app
from ui.service.session import Session


@dataclass(frozen=True, slots=True)
class Bound:
    """What a number of the form may be."""

    label: str
    """Key of the words that stand beside its field."""
    least: float
    most: float
    usual: float
    """What an empty field means."""

    def checked(self, value: object, say: Callable[..., str]) -> float:
        """The number; `say` puts words by key into the language of who is told. Raises ConfigError."""
        if not isinstance(value, int | float):
            return self.usual
        if not self.least <= value <= self.most:
            raise ConfigError(say("out_of_range", say(self.label), f"{self.least:g}", f"{self.most:.0f}"))
        return value


STEPS = Bound("max_steps", 1, 100_000, 60)
MINUTES = Bound("minutes", 0.1, 100_000, 30)
TOKENS = Bound("max_tokens", 0, 1_000_000_000, 0)
COST = Bound("max_cost", 0, 1_000_000, 0)


def checked_url(url: str) -> str:
    """The address of an endpoint; "" stays "". Raises ConfigError."""
    if url and not _is_address(url):
        raise ConfigError(f"{url!r} is no address of an endpoint", "It looks like http://127.0.0.1:8000/v1")
    return url


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_there = bool(parts.hostname) and parts.port != 0
    except ValueError:  # such as a port that is none
        return False
    return is_there and parts.scheme in ("http", "https") and not re.search(r"\s", url)


def found_apps(names: Collection[str], sessions: Iterable[Session]) -> frozenset[str]:
    """The apps by the first of the names they go by.

    Raises ConfigError for a name that no app has, or several, on each of the phones at hand; with none at
    hand, any may be.
    """
    phones: list[tuple[InstalledApp, ...]] = []
    for session in sessions if names else ():
        with suppress(DeviceError), session.look() as beside:
            phones.append(beside.apps())
    return frozenset(_found(name, phones) for name in sorted(names)) if phones else frozenset(names)


def _found(name: str, phones: list[tuple[InstalledApp, ...]]) -> str:
    why = ""
    for installed in phones:
        try:
            app = choose_app(name, installed, exactly=True)
        except ActionRejected as error:
            why = str(error)
            continue
        label = app.names[0]
        is_shared = sum(other.names[0] == label for other in installed) > 1
        return app.package if is_shared or name == app.package else label
    raise ConfigError(why)
