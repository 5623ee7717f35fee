"""AndroidWorld's own agents in the bench, as they are: each is a guest, with our Environment on its phone.

    def mine(settings: Settings) -> Guest:
        return their_guest("mine", lambda env: Mine(env, settings.model))

Those that it ships are in entry.py.
It takes as many of AndroidWorld's steps as the task's budget has. One may touch the phone several times (text
is a touch, letters and Enter), and every touch is a step of the ledger.
"""

import os
from collections.abc import Callable
from typing import Protocol

from agent.settings import Settings
from device.client import Device
from tasks.agent.guest import GaveUp, Guest
from tasks.androidworld.environment import Environment
from tasks.androidworld.package import adopt

_STEPS = "TAPWRIGHT_STEPS"


class TheirStep(Protocol):
    """What one of its steps comes to."""

    @property
    def done(self) -> bool:
        """Whether it says that there is nothing more to do."""
        ...


class TheirAgent(Protocol):
    """An EnvironmentInteractingAgent."""

    def reset(self, go_home: bool = False, /) -> None:
        """Begin anew."""
        ...

    def step(self, goal: str) -> TheirStep:
        """Go one step towards the goal."""
        ...


def their_guest(name: str, make: Callable[[Environment], TheirAgent], **about: str) -> Guest:
    """The guest that is one of AndroidWorld's agents, made anew for each goal; `about` is its identity."""

    def play(device: Device, goal: str) -> str:
        adopt("env.interface", "AsyncEnv", Environment)
        env = Environment(device)
        agent, most = make(env), int(os.environ.get(_STEPS, str(Settings().max_steps)))
        agent.reset(False)  # the task has made the phone ready; each of theirs has another name for it
        for _ in range(most):
            if agent.step(goal).done:
                return env.interaction_cache
        raise GaveUp(f"not done after {most} of its steps")

    return Guest(name, play, about)
