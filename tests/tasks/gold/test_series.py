"""One phone does all tasks one after the other, in any order: no app is begun where it was left clean."""

from pathlib import Path
from random import Random

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tasks.agent.agent import Attempt
from tasks.agent.code import GOLD
from tasks.suite import find_suite
from tests.tasks.gold.case import phone_for
from tests.tasks.gold.test_walk import LOOKS

_MESSAGES = "/data/data/com.android.providers.telephony/databases/mmssms.db"
TIDY = f"""
find /storage/emulated/0/ -mindepth 1 -type f -delete
rm -rf /storage/emulated/0/Documents/Markor/*
sqlite3 {_MESSAGES} "DELETE FROM sms;"
sqlite3 {_MESSAGES} "DELETE FROM threads;"
pm clear com.android.providers.contacts
"""


def tidy(phone: Phone) -> None:
    """What a benchmark takes away between two tasks; apps stay as they were left, one over the other."""
    for line in TIDY.strip().splitlines():
        assert phone.shell(line).exit_code == 0


def perform_all(seed: int, times: int, folder: Path) -> None:
    """Every task so many times on one phone."""
    random = Random(seed)
    locale, dark = LOOKS[seed % len(LOOKS)]
    phone = phone_for(locale, dark=dark)
    templates = [*find_suite("world").templates.values()] * times
    with Device(InProcessTransport(phone)) as device:
        for place, template in enumerate(random.sample(templates, len(templates))):
            tidy(phone)
            task = template.task(1000 * seed + place)
            task.initialize(device)
            trajectory = GOLD.work(Attempt(task, device, folder / str(place), pictures=False))
            verdict = task.score(device, trajectory)
            assert verdict.success, (task.name, task.seed, trajectory.ending, verdict.failed)
            assert not verdict.damage, (task.name, task.seed)
            task.tear_down(device)


@pytest.mark.full
def test_one_phone_does_them_all(tmp_path: Path) -> None:
    perform_all(0, 1, tmp_path)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(1, 13))
def test_one_phone_does_them_all_in_any_order(seed: int, tmp_path: Path) -> None:
    perform_all(seed, 2, tmp_path)
