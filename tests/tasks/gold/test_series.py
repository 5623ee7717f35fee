"""One phone does all tasks one after the other, in any order: no app is begun where it was left clean."""

from random import Random

import pytest

from device.phone.phone import Phone
from tests.tasks.gold.case import perform, phone_for
from tests.tasks.gold.test_walk import LOOKS, SHEETS, drawn

_MESSAGES = "/data/data/com.android.providers.telephony/databases/mmssms.db"
TIDY = f"""
find /storage/emulated/0/ -mindepth 1 -type f -delete
rm -rf /storage/emulated/0/Documents/Markor/*
sqlite3 {_MESSAGES} "DELETE FROM sms;"
sqlite3 {_MESSAGES} "DELETE FROM threads;"
pm clear com.android.providers.contacts
date 1015153423.00
"""


def tidy(phone: Phone) -> None:
    """What a benchmark takes away between two tasks; apps stay as they were left, one over the other."""
    for line in TIDY.strip().splitlines():
        assert phone.shell(line).exit_code == 0


def perform_all(seed: int, times: int) -> None:
    """Every task so many times on one phone."""
    random = Random(seed)
    locale, dark = LOOKS[seed % len(LOOKS)]
    phone = phone_for(locale, dark=dark)
    for place, task in enumerate(random.sample([*SHEETS] * times, len(SHEETS) * times)):
        tidy(phone)
        perform(drawn(task, 1000 * seed + place), phone)


def test_one_phone_does_them_all() -> None:
    perform_all(0, 1)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(1, 13))
def test_one_phone_does_them_all_in_any_order(seed: int) -> None:
    perform_all(seed, 2)
