"""OsmAnd's markers, routes and tracks, and the parts that maps and files are made of."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.apps.osmand import gpx
from device.phone.apps.osmand.flag import add_marker, markers
from device.phone.apps.osmand.gpx import Gpx, Waypoint
from device.phone.apps.osmand.project import OsmandWindow
from device.phone.apps.osmand.region import length, metres, region
from device.phone.apps.osmand.route import route
from device.phone.apps.osmand.store import save_track
from tests.device.phone.apps.osmand_case import (
    BALZERS,
    FILES,
    PACKAGE,
    SCHAAN,
    VADUZ,
    begin,
    find,
    plan,
)


@pytest.fixture
def app(hand):
    return begin(hand)


# -- markers ---------------------------------------------------------------------------------------------
def test_a_marker_is_set_passed_and_deleted(app):
    find(app, "rugg", "Ruggell")
    app.tap("Marker")
    [one] = markers(app.phone.context())
    assert (one.name, one.point) == ("Ruggell", (47.2398, 9.5263))
    assert app.see("Delete marker")
    app.back()
    app.tap("Menu")
    app.tap("Map markers")
    app.tap("Passed")
    assert app.see("No map markers yet")
    app.tap("History")
    app.tap("More options")
    app.tap("Make active again")
    app.tap("Active")
    app.tap("More options")
    app.tap("Delete")
    app.tap("DELETE")
    assert markers(app.phone.context()) == ()


def test_markers_are_put_in_another_order(app):
    for name in ("C", "B", "A"):
        add_marker(app.phone.context(), name, VADUZ)
    app.tap("Menu")
    app.tap("Map markers")
    handle = app.find("Move").bounds
    app.phone.touch.drag(
        handle.center.x, handle.center.y, handle.center.x, handle.center.y + 2 * handle.height
    )
    assert [one.name for one in markers(app.phone.context())] == ["B", "C", "A"]
    app.tap("More options", 2)
    app.tap("Move up")
    assert [one.name for one in markers(app.phone.context())] == ["B", "A", "C"]


def test_the_markers_table_is_the_contracts(app):
    names = app.phone.shell(
        f"sqlite3 /data/data/{PACKAGE}/databases/map_markers_db 'PRAGMA table_info(map_markers)'"
    )
    assert [line.split("|")[1] for line in names.text.splitlines()] == [
        *("marker_id", "marker_lat", "marker_lon", "marker_description", "marker_active", "marker_added"),
        *("marker_visited", "group_name", "group_key", "marker_color", "marker_next_key", "marker_disabled"),
        *("marker_selected", "marker_map_object_name", "title"),
    ]
    add_marker(app.phone.context(), "A", VADUZ)
    rows = app.phone.database(PACKAGE, "map_markers_db").rows("SELECT * FROM map_markers")
    assert None not in rows[0]


@pytest.mark.parametrize("how", ["DROP TABLE map_markers", "ALTER TABLE map_markers DROP COLUMN title"])
def test_a_foreign_markers_table_is_enough(app, how):
    app.phone.shell(f"sqlite3 /data/data/{PACKAGE}/databases/map_markers_db '{how}'")
    assert app.read()
    add_marker(app.phone.context(), "A", VADUZ)
    assert [one.name for one in markers(app.phone.context())] == ["A"]


# -- routes and tracks -----------------------------------------------------------------------------------
def test_a_route_is_planned_and_kept_as_a_track(app):
    plan(app, "Ruggell", "47.2122151, 9.5062101")
    app.phone.touch.tap(300, 900)
    app.tap("Add point")
    assert app.see("Plan a route")
    app.tap("Undo")
    app.tap("Undo")
    app.tap("Redo")
    app.tap("Undo")
    app.tap("Save")
    fill_name = app.by_id("track_name")
    app.phone.touch.tap(fill_name.bounds.center.x, fill_name.bounds.center.y)
    app.type("Ruggell to Bendern")
    app.tap("SAVE")
    data = app.phone.files.read(f"{FILES}/tracks/Ruggell to Bendern.gpx")
    assert gpx.read(data) == Gpx(segments=(((47.2398, 9.5263), (47.2122151, 9.5062101)),))
    assert app.see("Ruggell to Bendern")


def test_leaving_a_plan_asks_when_something_would_be_lost(app):
    plan(app)
    app.back()
    assert app.see("Menu")
    plan(app, "Schaan")
    app.back()
    app.tap("CANCEL")
    assert app.see("Plan a route")
    app.back()
    app.tap("DISCARD")
    assert app.see("Menu")


def test_tracks_are_shown_renamed_shared_deleted(app):
    save_track(app.phone.context(), "Tour", (VADUZ, SCHAAN))
    save_track(app.phone.context(), "Way", (VADUZ, BALZERS))
    app.phone.files.write(f"{FILES}/tracks/broken.gpx", b"<gpx")
    app.tap("Menu")
    app.tap("Tracks")
    assert not app.see("broken")
    app.tap("Tour")
    assert app.see("1.8 mi • 2 points")
    app.tap("Options")
    app.tap("Rename")
    app.type("Way")
    assert app.see("A file of that name is there already")
    app.type("Walk")
    app.tap("OK")
    assert app.phone.files.list(f"{FILES}/tracks") == ["Walk.gpx", "Way.gpx", "broken.gpx"]
    app.tap("Share")
    assert str(app.phone.front.intent.extras["android.intent.extra.STREAM"]).endswith("Walk.gpx")
    app.back()
    app.tap("Options")
    app.tap("Delete")
    app.tap("DELETE")
    assert app.phone.files.list(f"{FILES}/tracks") == ["Way.gpx", "broken.gpx"]


def test_directions_follow_the_roads(app):
    app.phone.shell(f"pm grant {PACKAGE} android.permission.ACCESS_FINE_LOCATION")
    app.phone.shell(f"pm grant {PACKAGE} android.permission.ACCESS_COARSE_LOCATION")
    find(app, "Malb", "Malbun")
    app.tap("Directions")
    assert app.see("Route not found")  # from another continent
    way = route(VADUZ, (47.1026, 9.6083))
    assert (way[0], way[-1]) == (VADUZ, (47.1026, 9.6083))
    assert (47.1186, 9.5430) in way  # through Triesenberg
    assert length(way) > metres(VADUZ, way[-1])


def test_its_folders_come_back(app):
    app.phone.shell(f"pm clear {PACKAGE}")
    app.open(PACKAGE)
    assert app.phone.files.is_dir(f"{FILES}/tracks")
    assert app.phone.files.is_dir(f"{FILES}/favorites")


# -- parts -----------------------------------------------------------------------------------------------
POINTS = st.tuples(st.floats(-84, 84), st.floats(-179, 179))
NAMES = st.text(max_size=20).map(lambda text: "".join(c for c in text if c.isprintable()).strip())


@given(
    st.lists(st.builds(Waypoint, POINTS, NAMES, NAMES, NAMES), max_size=4),
    st.lists(POINTS, min_size=1, max_size=6),
)
def test_gpx_is_read_as_it_was_written(waypoints, line):
    held = Gpx(tuple(waypoints), (tuple(line),))
    found = gpx.read(gpx.written(held, "A & <B>"))
    assert found is not None
    for one, other in zip(held.waypoints, found.waypoints, strict=True):
        assert (one.name, one.group, one.description) == (other.name, other.group, other.description)
        assert one.point == pytest.approx(other.point, abs=1e-6)
    assert [*found.line] == [pytest.approx(point, abs=1e-6) for point in line]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_gpx_or_none(data):
    gpx.read(data)
    gpx.read(b"<gpx><wpt lat='x' lon='1'/><trk><trkseg><trkpt/></trkseg></trk>" + data + b"</gpx>")


@given(POINTS, st.integers(3, 19), st.floats(0, 1080), st.floats(0, 2000))
def test_pixels_and_places_are_each_others_back(centre, zoom, x, y):
    window = OsmandWindow(centre, zoom, (1080, 2000), 2.625)
    point = window.point(x, y)
    if abs(point[0]) < 84.9 and abs(window.place(point)[0] - x) < window.world / 2:
        assert window.place(point) == pytest.approx((x, y), abs=0.01)


def test_the_region_is_whole():
    held = region()
    assert len(held.places) > 60
    assert all(math.dist(place.point, VADUZ) < 0.35 for place in held.places if place.kind != "city")
    assert len({place.name for place in held.places}) == len(held.places)
