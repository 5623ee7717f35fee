"""Whoever trained the offline policy on uses what came of it, and is told where a folder holds none."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from agent.brain.brain import CoreBrain
from agent.brain.selection import build_brain
from agent.offline.learned.bundle import CARD, NETWORK, ROUTER, find_bundle
from agent.preset.preset import find_preset
from agent.settings import Settings
from device.error import ConfigError

NAMES = (CARD, NETWORK, ROUTER)


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """The weights that ship, in a folder of the user's own."""
    for name in NAMES:
        shutil.copy(str(files("agent.offline.learned").joinpath("data", name)), tmp_path / name)
    return tmp_path


def test_weights_of_ones_own_are_used(weights: Path) -> None:
    card = find_bundle(weights).card.model_copy(update={"made_by": "me"})
    (weights / CARD).write_text(card.model_dump_json(), encoding="utf-8")
    assert find_bundle(weights).card.made_by == "me"
    brain = build_brain(Settings(model="offline", policy_weights=weights), find_preset("default"))
    assert isinstance(brain, CoreBrain)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("harm", ["gone", "cut"])
def test_a_folder_without_whole_weights_is_named(weights: Path, name: str, harm: str) -> None:
    if harm == "gone":
        (weights / name).unlink()
    else:
        (weights / name).write_bytes((weights / name).read_bytes()[:40])
    with pytest.raises(ConfigError, match="holds no weights of the offline policy"):
        build_brain(Settings(model="offline", policy_weights=weights), find_preset("default"))
