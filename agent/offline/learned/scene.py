"""All that the network is told of one moment, before it is put into numbers."""

from dataclasses import dataclass

from agent.offline.learned.move import Deed
from agent.offline.learned.thing import Thing, things
from agent.perception.page import title
from device.screen import Observation


@dataclass(frozen=True)
class NetworkScreen:
    """A screen."""

    package: str
    activity: str
    """Class name without its package."""
    title: str
    keyboard_shown: bool
    size: tuple[int, int]
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class Moment:
    """A screen in a run: what is wanted, and what was done for it so far."""

    goal: str
    scene: NetworkScreen
    past: tuple[Deed, ...] = ()


def scene_of(observation: Observation) -> NetworkScreen:
    """The observation as a scene."""
    return NetworkScreen(
        package=observation.package,
        activity=observation.activity.rpartition(".")[2],
        title=title(observation),
        keyboard_shown=observation.keyboard_shown,
        size=observation.size,
        things=things(observation),
    )
