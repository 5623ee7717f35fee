"""Recording a track: by the buttons, by where the console says the phone is, and what is kept of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.apps.tracker.measure import intervals, measured, metres_between, steps_of
from device.phone.apps.tracker.schema import PACKAGE
from device.phone.apps.tracker.store import (
    END,
    PLAIN,
    START,
    TrackerPoint,
    TrackerTrack,
    TrackerWay,
    markers,
    points_of,
    tracks,
)
from device.phone.console.console import Console
from device.phone.phone import Phone
from device.phone.server.daemon.daemon import Daemon
from device.phone.server.place import ServedPlace
from device.phone.server.shelf import Shelf
from tests.boot import fresh_phone
from tests.device.phone.pulled import rows as pulled

POINTS = st.lists(
    st.builds(
        TrackerPoint,
        st.floats(-89, 89),
        st.floats(-179, 179),
        st.integers(0, 10**12),
        st.one_of(st.none(), st.floats(-100, 9000)),
        st.floats(0, 100),
        st.sampled_from((START, PLAIN, END)),
    ),
    max_size=30,
)


class Walker:
    """Somebody who carries the phone."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self._console = Console(ServedPlace(Daemon(phone), Shelf(), lambda: None))

    def go(self, longitude: float, latitude: float, altitude: float = 100.0) -> None:
        """Be there a minute later."""
        self.phone.clock.advance(60_000)
        assert self._console.run(f"geo fix {longitude} {latitude} {altitude}").lines == ("OK",)


@pytest.fixture
def app(hand):
    hand.open(PACKAGE)
    return hand


@pytest.fixture
def walker(phone):
    made = Walker(phone)
    made.go(8.0, 50.0)
    return made


def test_a_way_is_recorded_point_by_point_and_named(app, walker):
    app.tap("Record")
    for step in range(1, 4):
        walker.go(8.0, 50.0 + 0.009 * step, 100.0 + 10 * step)
    assert app.see("1.87 mi")
    app.tap("Stop")
    app.tap("Oct 15, 2023 3:34 PM")
    app.type("To the lake")
    app.tap("Choose an activity type")
    app.tap("hiking")
    app.tap("Save")
    assert app.see("To the lake")
    (found,) = tracks(app.phone.context())
    assert (found.name, found.category, found.activity) == ("To the lake", "hiking", "hiking")
    assert found.distance == pytest.approx(3002, abs=5)
    assert found.points == len(points_of(app.phone.context(), found.id)) == 5
    assert found.gain == 30.0
    assert found.total >= 180_000
    assert found.stop - found.start == found.total


def test_what_is_passed_in_a_pause_does_not_count(app, walker):
    app.tap("Record")
    walker.go(8.0, 50.009)
    app.tap("Pause")
    walker.go(8.0, 51.0)
    app.tap("Resume")
    walker.go(8.0, 51.009)
    app.tap("Stop")
    (found,) = tracks(app.phone.context())
    assert found.distance == pytest.approx(2 * 1001, abs=5)
    assert found.total == pytest.approx(120_000, abs=5_000)
    assert found.stop - found.start >= 180_000


def test_who_stands_does_not_move(app, walker):
    app.tap("Record")
    walker.go(8.0, 50.009)
    app.phone.clock.advance(600_000)
    assert value(app, "total_time").startswith("11:")
    assert value(app, "moving_time") == "01:10"
    walker.go(8.0, 50.009, 101.0)  # lifted, and not moved
    walker.go(8.0, 50.018)
    app.tap("Stop")
    (found,) = tracks(app.phone.context())
    assert found.total == pytest.approx(780_000, abs=5_000)
    assert found.moving == pytest.approx(2 * 60_000 + 10_000, abs=5_000)
    held = f"/data/data/{PACKAGE}/databases/database.db"
    [(average, moving)] = pulled(app.phone, held, "SELECT avgspeed, avgmovingspeed FROM tracks")
    assert average == pytest.approx(found.distance / found.total * 1000)
    assert moving == pytest.approx(found.distance / found.moving * 1000)
    app.tap("Save")
    faster, slower = (float(value(app, name).split()[0]) for name in ("moving_speed", "average_speed"))
    assert faster > 5 * slower
    app.back()
    app.tap("More options")
    app.tap("Aggregated statistics")
    assert app.see("Avg. moving speed")


def test_a_pause_is_no_time_in_which_one_moves(app, walker):
    app.tap("Record")
    walker.go(8.0, 50.009)
    app.tap("Pause")
    assert value(app, "moving_time") == value(app, "total_time")
    app.phone.clock.advance(600_000)
    assert value(app, "moving_time") == value(app, "total_time")


def test_being_somewhere_else_at_once_is_no_way(app, walker):
    app.tap("Record")
    walker.go(8.0, 50.009)
    walker.go(-122.0, 37.4)
    walker.go(-122.0, 37.409)
    app.tap("Stop")
    (found,) = tracks(app.phone.context())
    assert found.distance == pytest.approx(2 * 1001, abs=5)


def test_recording_goes_on_while_another_app_shows(app, walker):
    app.tap("Record")
    app.phone.touch.key(3)
    walker.go(8.0, 50.009)
    walker.go(8.0, 50.018)
    posted = app.phone.notifications.of(PACKAGE)
    assert [entry.text for entry in posted] == ["Recording a track"]
    assert posted[0].ongoing
    app.open(PACKAGE)
    assert app.see("1.24 mi")
    app.tap("Stop")
    app.back()
    app.phone.frame()
    assert app.phone.notifications.of(PACKAGE) == ()


def test_a_discarded_track_is_gone_and_a_finished_one_can_go_on(app, walker):
    app.tap("Record")
    walker.go(8.0, 50.009)
    app.tap("Stop")
    app.tap("Resume")
    walker.go(8.0, 50.018)
    app.tap("Stop")
    assert tracks(app.phone.context())[0].distance == pytest.approx(2002, abs=5)
    app.tap("Discard")
    app.tap("Discard", -1)
    assert tracks(app.phone.context()) == ()


def test_markers_are_put_on_the_way_listed_changed_and_deleted(app, walker):
    app.tap("Record")
    walker.go(8.0, 50.009)
    app.tap("Insert marker")
    app.tap("Marker 1")
    app.type("Bench")
    app.tap("Save")
    (mark,) = markers(app.phone.context())
    assert (mark.name, round(mark.latitude, 3)) == ("Bench", 50.009)
    assert mark.length == pytest.approx(1001, abs=3)
    app.tap("Stop")
    app.tap("Save")
    app.tap("More options")
    app.tap("Markers")
    app.tap("Bench")
    app.tap("Delete")
    app.tap("Delete", -1)
    assert app.see("No markers yet.")


def test_without_the_location_it_asks_before_it_records(app):
    for name in ("FINE", "COARSE"):
        app.phone.shell(f"pm revoke {PACKAGE} android.permission.ACCESS_{name}_LOCATION")
    app.tap("Record")
    assert app.phone.front.package == "com.google.android.permissioncontroller"
    app.tap("Don’t allow")
    assert app.phone.window.toast == "Recording needs the location."
    assert tracks(app.phone.context()) == ()
    app.tap("Record")
    app.tap("While using the app")
    assert app.see("Stop")


def test_a_recording_survives_a_snapshot_and_a_replaced_database_ends_it(app, walker):
    app.tap("Record")
    saved = app.phone.snapshot()
    app.tap("Stop")
    app.phone.restore(saved)
    assert app.see("Pause")
    empty = fresh_phone(seed=3).files.read(f"/data/data/{PACKAGE}/databases/database.db")
    app.phone.files.write(f"/data/data/{PACKAGE}/databases/database.db", empty)
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert app.see("Record")


def test_only_one_row_is_written_for_a_place(app, walker):
    app.tap("Record")
    for _ in range(5):
        app.phone.clock.advance(1000)
        app.phone.frame()
    held = f"/data/data/{PACKAGE}/databases/database.db"
    assert pulled(app.phone, held, "SELECT count(*) FROM trackpoints") == [(1,)]


def value(app, name):
    """A figure of the track that shows."""
    return app.by_id(f"stats_{name}_value").text


# -- measures ------------------------------------------------------------------------------------------
def test_a_minute_of_arc_is_a_nautical_mile():
    assert metres_between(TrackerPoint(0, 0, 0), TrackerPoint(1 / 60, 0, 0)) == pytest.approx(1853, abs=1)
    assert metres_between(TrackerPoint(60, 0, 0), TrackerPoint(60, 1 / 60, 0)) == pytest.approx(926.6, abs=1)


def test_a_slow_rise_counts_and_a_trembling_does_not():
    rise = [TrackerPoint(50 + step / 1000, 8, step * 60_000, step * 0.3) for step in range(21)]
    found = measured(TrackerTrack(), rise)
    assert (found.gain, found.loss) == (pytest.approx(6.0), 0.0)
    still = [TrackerPoint(50, 8, step * 60_000, 100 + 0.2 * (step % 2)) for step in range(20)]
    assert (measured(TrackerTrack(), still).gain, measured(TrackerTrack(), still).loss) == (0.0, 0.0)
    assert sum(part.gain for part in intervals(TrackerWay(tuple(rise)), 1000.0)) == pytest.approx(6.0)


@given(POINTS)
def test_no_points_however_wild_break_the_measures(points):
    found = measured(TrackerTrack(), points)
    steps = steps_of(points)
    assert len(steps) == len(points)
    assert all(one.metres <= other.metres for one, other in pairwise(steps))
    assert found.distance >= 0
    assert 0 <= found.moving <= (steps[-1].ms if steps else 0)
    assert found.gain >= 0
    assert found.loss >= 0
    parts = intervals(TrackerWay(tuple(points)), 1000.0)
    assert sum(part.metres for part in parts) == pytest.approx(found.distance)
