from pathlib import Path
from typing import Any

import pytest

from agent.run.run import Run
from agent.settings import Settings
from device.client import Device
from device.phone.phone import Phone
from tests.agent.idiom.talk import Speaker, Talking, finish, talking


@pytest.fixture
def talk(phone: Phone, device: Device, tmp_path: Path) -> Talking:
    """Has a model's turns on the embedded phone, whose clock goes on by a minute with each of them."""
    turns = 0

    def think() -> None:
        nonlocal turns
        turns += 1
        phone.shell(f"date 101515{34 + turns}2023.00")

    def go(model: str, speaker: Speaker, *, answer: str = "the speaker", **how: Any) -> Run:
        speaker.meanwhile = think
        settings = how.pop("settings", Settings(runs=tmp_path))
        with talking(model, speaker, device, settings, **how) as run:
            finish(run, answer)
        return run

    return go
