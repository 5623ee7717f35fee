"""Widgets as pure functions, and the zone and time texts they show."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.apps.clock.timer import remaining_text
from device.phone.apps.clock.timersetup import length_of
from device.phone.system.context import Context
from device.phone.system.timetext import clock_text, local_now, to_date_ms
from device.phone.system.zone import ZONES, city_zone, offset_minutes, offset_text, zone_name, zone_of
from device.phone.toolkit.viewpart import Input
from device.phone.widget import TileLook, long_scroll, slider, switch_tile, text_field, tile
from tests.boot import fresh_phone


def test_switch_row_and_its_switch():
    asked = []
    row = switch_tile("Wi-Fi", True, asked.append)
    mark = row.children[-1]
    assert mark.class_name == "Switch"
    assert mark.checked is True
    assert mark.on_tap is None
    row.on_tap()
    assert asked == [False]


def test_disabled_tile_is_disabled():
    assert not tile("A", "b", look=TileLook(enabled=False)).enabled


@given(st.floats(0, 1))
def test_slider_stays_within_bounds_and_reaches_both_ends(at):
    heard = []
    view = slider("Volume", at, heard.append)
    assert view.text.content == f"{round(at * 100)}%"
    for place in (0.0, at, 1.0):
        view.gestures.on_slide(place)
    assert heard[0] == 0.0
    assert heard[2] == 1.0
    assert 0.0 <= heard[1] <= 1.0


def test_label_stands_above_a_filled_field():
    assert len(text_field(Input("k", "Name"), "").children) == 1
    edit, label = text_field(Input("k", "Name"), "Ada").children
    assert (edit.input.hint, label.text.content) == ("Name", "Name")


@pytest.mark.parametrize("offset", [0, 500, 5_000, 10**6])
def test_long_list_makes_few_rows_and_keeps_its_height(offset):
    phone = fresh_phone(seed=0)
    context = phone.context()
    context.scroll_to("long", offset)
    made = []

    def build(place):
        made.append(place)
        return tile(str(place), "x")

    view = long_scroll(Context(phone, phone.front), "long", 300, build)
    assert len(made) < 30
    assert sum(child.box.height for child in view.children) == pytest.approx(300 * 189 / 2.625)


# -- time ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("city", "moment", "minutes"),
    [
        ("Berlin", (2023, 10, 15), 120),
        ("Berlin", (2023, 10, 30), 60),
        ("New York", (2023, 10, 30), -240),
        ("New York", (2023, 11, 6), -300),
        ("Sydney", (2023, 10, 15), 660),
        ("Sydney", (2023, 7, 1), 600),
        ("Auckland", (2024, 1, 1), 780),
        ("Mumbai", (2023, 10, 15), 330),
        ("UTC", (2023, 7, 1), 0),
    ],
)
def test_summer_time(city, moment, minutes):
    assert offset_minutes(city_zone(city), datetime(*moment, tzinfo=UTC)) == minutes


@pytest.mark.parametrize(
    ("before", "after", "city"),
    [
        (datetime(2023, 10, 29, 0, 59, tzinfo=UTC), datetime(2023, 10, 29, 1, 0, tzinfo=UTC), "Paris"),
        (datetime(2023, 11, 5, 5, 59, tzinfo=UTC), datetime(2023, 11, 5, 6, 0, tzinfo=UTC), "New York"),
        (datetime(2024, 3, 31, 0, 59, tzinfo=UTC), datetime(2024, 3, 31, 1, 0, tzinfo=UTC), "London"),
        (datetime(2024, 3, 10, 9, 59, tzinfo=UTC), datetime(2024, 3, 10, 10, 0, tzinfo=UTC), "Los Angeles"),
    ],
)
def test_summer_time_changes_at_its_minute(before, after, city):
    zone = city_zone(city)
    assert abs(offset_minutes(zone, before) - offset_minutes(zone, after)) == 60


def test_zone_texts():
    summer = datetime(2023, 7, 1, tzinfo=UTC)
    assert offset_text(-210) == "GMT-03:30"
    assert zone_name(zone_of("Europe/Berlin"), summer) == "Central European Summer Time"
    assert zone_name(zone_of("America/New_York"), summer) == "Eastern Daylight Time"
    assert zone_of("Mars/Olympus").id == "UTC"


@given(st.sampled_from([zone.id for zone in ZONES]), st.datetimes(datetime(2000, 1, 1), datetime(2036, 1, 1)))
def test_local_time_set_is_the_local_time_read(zone, moment):
    phone = _PHONE
    moment = moment.replace(hour=12, second=0, microsecond=0)
    phone.clock.timezone = zone
    phone.clock.set_date(to_date_ms(phone, moment))
    assert local_now(phone) == moment


_PHONE = fresh_phone(seed=0)


def test_clock_text_follows_the_setting():
    phone = fresh_phone(seed=0)
    assert [clock_text(phone, hour, 5) for hour in (0, 12, 19)] == ["12:05 AM", "12:05 PM", "7:05 PM"]
    phone.settings.put("system", "time_12_24", "24")
    assert [clock_text(phone, hour, 5) for hour in (0, 12, 19)] == ["00:05", "12:05", "19:05"]


def test_timer_texts():
    assert length_of("11530") == (1, 15, 30)
    assert [remaining_text(ms) for ms in (4_530_000, 60_000, 59_001, 1, 0, -1_500)] == [
        "1:15:30",
        "1:00",
        "1:00",
        "1",
        "0",
        "-1",
    ]
