"""How OpenTracks writes distances, times and rates, and knows activities."""

import pytest

from device.phone.apps.tracker.category import ACTIVITIES, activity_of
from device.phone.apps.tracker.store import tracks
from device.phone.apps.tracker.unit import UNITS, distance_text, speed_text
from device.phone.sample import fill
from device.phone.system.timetext import span_text
from tests.boot import fresh_phone


@pytest.mark.parametrize(
    ("metres", "told"),
    [
        (5020.0, ("5.02 km", "3.12 mi", "2.71 NM")),
        (97.0, ("97 m", "318 ft", "318 ft")),
        (0.0, ("0 m", "0 ft", "0 ft")),
        (20_000.0, ("20.00 km", "12.43 mi", "10.80 NM")),
    ],
)
def test_distances_are_written_in_every_unit(metres, told):
    assert tuple(distance_text(unit, metres) for unit in UNITS) == told


def test_times_and_rates_are_written_as_people_read_them():
    assert [span_text(ms) for ms in (0, 61_000, 3_600_000, 16_200_000)] == [
        "00:00",
        "01:01",
        "1:00:00",
        "4:30:00",
    ]
    assert speed_text(UNITS[0], 3.0, paced=False) == "10.8 km/h"
    assert speed_text(UNITS[0], 1000 / 330, paced=True) == "5:30 min/km"
    assert speed_text(UNITS[0], 0.0, paced=True) == "0:00 min/km"


def test_an_activity_is_known_however_its_words_are_joined():
    assert activity_of("snow boarding") == activity_of("snowboarding") == activity_of("Snow_Boarding")
    assert activity_of("knitting").id == "unknown"
    assert all(activity_of(one.id) == one for one in ACTIVITIES)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_nobody_of_the_samples_was_slower_at_most_than_on_average(locale):
    phone = fresh_phone(locale=locale)
    fill(phone)
    found = tracks(phone.context())
    assert len(found) == 7
    for one in found:
        assert one.max_speed > max(one.speeds) > 0, one.name
    assert sum(one.points > 0 for one in found) == 6
