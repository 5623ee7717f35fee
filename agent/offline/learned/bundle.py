"""The weights in the package: network, router, gate, and what they were made from."""

import json
import zipfile
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from agent.offline.learned.gate import Gate
from agent.offline.learned.router import Router
from agent.offline.learned.session import Session
from device.error import ConfigError

NETWORK, ROUTER, CARD = "network.onnx", "router.npz", "card.json"


class Card(BaseModel):
    """What the weights are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    made_by: str
    """The command that wrote them."""
    seed: int
    apps: tuple[str, ...]
    """The network's apps, in its order."""
    classes: tuple[tuple[str, str], ...]
    """The router's kinds and apps, in its order."""
    gate: Gate
    naming: tuple[str, ...]
    """Kinds of goals that always name what is touched or typed on the way."""
    decisions: int
    """Those that were learned from."""
    parameters: int


class Bundle:
    """A folder of weights, read when they are first needed."""

    def __init__(self, folder: Path | Traversable | None = None) -> None:
        """None is the folder in the package."""
        self._folder = folder if folder is not None else files("agent.offline.learned").joinpath("data")

    @cached_property
    def card(self) -> Card:
        """What the weights are. Raises FileNotFoundError where there are none."""
        return Card.model_validate(json.loads(self._folder.joinpath(CARD).read_text(encoding="utf-8")))

    @property
    def network(self) -> bytes:
        """The network's file."""
        return self._folder.joinpath(NETWORK).read_bytes()

    @cached_property
    def session(self) -> Session:
        """The network."""
        return Session(self.network, self.card.apps)

    @cached_property
    def router(self) -> Router:
        """The router."""
        with self._folder.joinpath(ROUTER).open("rb") as file:
            kept = np.load(file)
            return Router(kept["weights"], kept["bias"], self.card.classes)


def find_bundle(folder: Path) -> Bundle:
    """The weights of a folder. Raises ConfigError where there are none, or none that can be read."""
    bundle = Bundle(folder)
    try:
        _ = bundle.card, bundle.router, bundle.session
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ConfigError(
            f"{folder} holds no weights of the offline policy",
            "`agent practice run --learner policy` leaves some in round-N/weights of its folder",
        ) from error
    return bundle
