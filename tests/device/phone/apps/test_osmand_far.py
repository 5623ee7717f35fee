"""OsmAnd where it has no map: the overview of the world, what it says of it, and directions from there."""

from dataclasses import replace

import pytest

from device.phone.apps.osmand.finding import search, spot
from device.phone.apps.osmand.picture import OsmandGround
from device.phone.apps.osmand.project import OsmandWindow
from device.phone.apps.osmand.region import region
from device.phone.apps.osmand.route import route
from device.phone.system.hardware import Place
from tests.device.phone.apps.osmand_case import BALZERS, SCHAAN, VADUZ, begin, centre, find

HINT = "The map of this area is not downloaded"
MOUNTAIN_VIEW = (37.422, -122.084)


@pytest.fixture
def app(hand):
    return begin(hand)


def locate(app):
    app.tap("My location")
    app.tap("While using the app")


def colours_at(point, zoom, dark=False):
    """What is painted at a place in the middle of the screen."""
    window = OsmandWindow(point, zoom, (400, 400), 2.625)
    return OsmandGround(window, dark).paint(400, 400).convert("RGB").getpixel((200, 200))


def test_where_there_is_no_map_it_says_so_until_it_is_closed(app):
    assert not app.see(HINT)
    locate(app)
    assert centre(app) == MOUNTAIN_VIEW
    assert app.see(HINT)
    app.tap("Download")
    assert app.phone.window.toast == "No connection to the map server"
    app.tap("Close")
    assert not app.see(HINT)


def test_the_hint_goes_where_the_map_is_or_the_overview_is_enough(app):
    locate(app)
    for _ in range(8):
        app.tap("Zoom out")
    assert not app.see(HINT)
    find(app, "scha", "Schaan")
    assert not app.see(HINT)


@pytest.mark.parametrize("dark", [False, True])
def test_land_and_sea_are_told_apart_all_over_the_world(dark):
    cities = [place for place in region().places if place.kind == "city"]
    land = {colours_at(place.point, 5, dark) for place in cities}
    sea = {
        colours_at(point, 5, dark) for point in ((0.0, -30.0), (40.0, -160.0), (-30.0, 80.0), (43.0, 34.0))
    }
    assert (len(land), len(sea)) == (1, 1)
    assert land != sea


def test_the_world_goes_on_across_the_line_of_the_date():
    assert colours_at((67.0, 179.0), 4) == colours_at((67.0, -179.0), 4) == colours_at((48.2, 16.4), 4)


def test_great_cities_are_found_and_written(app):
    found = search("paris", VADUZ)[0]
    assert (found.name, found.kind, found.where) == ("Paris", "city", "France")
    find(app, "Toky", "Tokyo")
    assert app.see("City, Japan")
    assert app.see(HINT)


def test_a_spot_is_near_something_only_when_it_is():
    assert spot((47.1409, 9.5209)).where == "Vaduz"
    assert spot(MOUNTAIN_VIEW).where == "San Jose"
    assert spot((0.0, -30.0)).where == ""


# -- directions ----------------------------------------------------------------------------------------
def test_from_far_away_no_route_is_found_and_it_says_why(app):
    find(app, "scha", "Schaan")
    app.tap("Directions")
    app.tap("While using the app")
    assert app.see("Route not found")
    assert any("5873 mi" in text and "your location" in text for text in app.read())
    assert app.phone.front.state.route == ()
    app.tap("OK")
    assert app.see("Schaan")


def test_to_where_there_is_no_map_neither(app):
    app.phone.hardware = replace(app.phone.hardware, place=Place(latitude=SCHAAN[0], longitude=SCHAAN[1]))
    find(app, "Toky", "Tokyo")
    app.tap("Directions")
    app.tap("While using the app")
    assert any("The map of that place" in text for text in app.read())
    assert route(MOUNTAIN_VIEW, VADUZ) == ()
    assert len(route(VADUZ, BALZERS)) > 2
