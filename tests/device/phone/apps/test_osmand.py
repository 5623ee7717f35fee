"""OsmAnd by touch: the map, search, favorites, markers, routes and tracks, and its files from outside."""

import xml.etree.ElementTree as ElementTree

import pytest

from device.phone.apps.osmand import gpx
from device.phone.apps.osmand.finding import coordinates, search
from device.phone.apps.osmand.gpx import Gpx, Waypoint
from device.phone.apps.osmand.state import MapState, OsmandActivity, distance_text
from device.phone.apps.osmand.store import delete_favorites, favorites, key_of, save_favorite
from device.phone.system.intent import Intent
from tests.boot import fresh_phone
from tests.device.phone.apps.osmand_case import (
    BALZERS,
    FILES,
    PACKAGE,
    SCHAAN,
    VADUZ,
    begin,
    centre,
    find,
)


@pytest.fixture
def app(hand):
    return begin(hand)


# -- the map -------------------------------------------------------------------------------------------
def test_the_first_start_is_passed_by_once(hand):
    hand.open(PACKAGE)
    hand.tap("SKIP DOWNLOAD")
    assert hand.see("Map")
    hand.phone.shell(f"am force-stop {PACKAGE}")
    hand.open(PACKAGE)
    assert hand.see("Map")


def test_the_map_is_dragged_and_zoomed(app):
    before = centre(app)
    app.phone.touch.swipe(540, 1000, 840, 1300)
    lat, lon = centre(app)
    assert lat > before[0]
    assert lon < before[1]
    picture = app.phone.camera.image().tobytes()
    app.tap("Zoom in")
    assert app.phone.front.state.zoom == 14
    assert app.phone.camera.image().tobytes() != picture
    for _ in range(20):
        app.tap("Zoom out")
    app.phone.camera.image()
    app.phone.shell(f"input keyevent HOME; am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert centre(app) == pytest.approx((lat, lon), abs=1e-5)


def test_a_finger_finds_what_is_under_it(app):
    window = app.phone.display
    x, y = (window.room[0] + window.room[2]) // 2, (window.room[1] + window.room[3]) // 2
    app.phone.touch.tap(x, y)
    assert app.see("Vaduz")
    app.back()
    app.phone.touch.long_press(x - 100, y)
    assert app.see("Near Vaduz")
    app.back()
    assert not app.see("Near Vaduz")


def test_where_the_phone_is_needs_to_be_allowed(app):
    app.tap("My location")
    app.tap("Don’t allow")
    assert centre(app) == VADUZ
    app.tap("My location")
    app.tap("While using the app")
    assert centre(app) == (37.422, -122.084)


def test_layers_are_switched(app):
    save_favorite(app.phone.context(), Waypoint(VADUZ, "Here"))
    shown = app.phone.camera.image().tobytes()
    app.tap("Configure map")
    app.tap("Favorites")
    app.back()
    assert app.phone.camera.image().tobytes() != shown


@pytest.mark.parametrize(
    ("address", "point"),
    [
        ("geo:47.1663,9.5103", SCHAAN),
        ("geo:47.1663,9.5103?z=12", SCHAAN),
        ("geo:0,0?q=47.1663,9.5103(Here)", SCHAAN),
        ("geo:0,0?q=Balzers%2C+Liechtenstein", BALZERS),
    ],
)
def test_addresses_of_places_are_opened(app, address, point):
    app.phone.start(Intent("android.intent.action.VIEW", address))
    assert centre(app) == point


# -- search ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Balzers, Liechtenstein", "Balzers"),
        ("schonberg", "Schönberg"),
        ("Schönberg, Liechtenstein", "Schönberg"),
        ("Bendren", "Bendern"),
        ("schaan", "Schaan"),
        ("planken", "Planken"),
        ("Städtle 37, Vaduz", "Städtle 37"),
        ("castle gutenberg", "Gutenberg Castle"),
        ("triesenb", "Triesenberg"),
    ],
)
def test_what_a_text_means_comes_first(text, name):
    assert search(text, VADUZ)[0].name == name


def test_what_nobody_knows_is_not_found(app):
    app.tap("Search")
    app.type("Atlantis")
    assert app.see("Nothing found")
    assert search("Liechtenstein Balzers Vaduz", VADUZ) == ()


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("47.1303814, 9.5930117", (47.1303814, 9.5930117)),
        ("47.13 9.59", (47.13, 9.59)),
        ("-33.9;18.4", (-33.9, 18.4)),
        ("47.1° N, 9.5° W", (47.1, -9.5)),
        ("91, 0", None),
        ("47.1", None),
        ("Vaduz", None),
    ],
)
def test_coordinates_are_read(text, point):
    assert coordinates(text) == point


def test_what_was_chosen_is_remembered(app):
    find(app, "Malb", "Malbun")
    app.back()
    app.tap("Search")
    assert app.see("Malbun")
    app.tap("Clear history")
    assert not app.see("Malbun")
    app.tap("Categories")
    app.tap("Castle")
    assert app.see("Gutenberg Castle")


# -- favorites -------------------------------------------------------------------------------------------
def test_a_favorite_is_made_edited_and_deleted(app):
    find(app, "47.1303814, 9.5930117", "Location 47.13038, 9.59301")
    app.tap("Add to favorites")
    app.fill("name_edit", "Rest <here> & now")
    app.tap("Personal")
    app.tap("Save")
    root = ElementTree.fromstring(app.phone.files.read(f"{FILES}/favorites/favorites.gpx"))
    [point] = root.findall("gpx:wpt", {"gpx": "http://www.topografix.com/GPX/1/1"})
    assert (float(point.attrib["lat"]), float(point.attrib["lon"])) == (47.1303814, 9.5930117)
    assert favorites(app.phone.context())[0].name == "Rest <here> & now"
    app.tap("Edit favorite")
    app.fill("name_edit", "Bench")
    app.tap("Save")
    assert [(one.name, one.group) for one in favorites(app.phone.context())] == [("Bench", "Personal")]
    app.back()
    app.tap("Menu")
    app.tap("My favorites")
    assert app.see("Personal")
    app.tap("More options")
    app.tap("Delete")
    app.tap("CANCEL")
    app.hold("Bench")
    app.tap("Delete")
    app.tap("DELETE")
    assert favorites(app.phone.context()) == ()
    assert app.see("No favorites yet")


def test_a_favorite_of_a_spot_that_was_held_is_known_again(app):
    app.phone.touch.long_press(541, 1203)
    app.tap("Add to favorites")
    app.tap("Personal")
    app.tap("Save")
    app.tap("Edit favorite")
    app.tap("Save")
    assert [one.group for one in favorites(app.phone.context())] == ["Personal"]


def test_the_group_of_a_favorite_is_not_its_address(app):
    save_favorite(app.phone.context(), Waypoint(VADUZ, "Here", "Personal"))
    app.tap("Menu")
    app.tap("My favorites")
    app.tap("Here")
    delete_favorites(app.phone.context(), [key_of(favorites(app.phone.context())[0])])
    app.tap("Add to favorites")
    address = next(e.text for e in app.phone.frame().elements() if e.resource_id.endswith("address_edit"))
    assert address == "Vaduz, Liechtenstein"


def test_who_edits_from_the_list_comes_back_to_it(app):
    save_favorite(app.phone.context(), Waypoint(VADUZ, "Here"))
    app.tap("Menu")
    app.tap("My favorites")
    for leave in ("Close", "Save"):
        app.tap("More options")
        app.tap("Edit")
        app.fill("name_edit", "There")
        app.tap(leave)
        assert app.see("My favorites")
    assert app.see("There")
    app.back()
    assert not app.see("Edit favorite")


def test_an_edit_from_outside_shows(app):
    app.tap("Menu")
    app.tap("My favorites")
    other = gpx.written(Gpx((Waypoint(SCHAAN, "From outside", "Trips"),)))
    app.phone.files.write(f"{FILES}/favorites/favorites.gpx", other)
    assert app.see("From outside")
    tree = ElementTree.ElementTree(ElementTree.fromstring(other))
    tree.getroot().clear()
    app.phone.files.write(f"{FILES}/favorites/favorites.gpx", ElementTree.tostring(tree.getroot()))
    assert app.see("No favorites yet")
    app.phone.files.write(f"{FILES}/favorites/favorites.gpx", b"<!DOCTYPE x [<!ENTITY a 'b'>]><gpx>&a;</gpx>")
    assert app.see("No favorites yet")
    app.phone.shell(f"rm {FILES}/favorites/favorites.gpx")
    assert app.see("No favorites yet")


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en-US", ("131 ft", "820 ft", "0.31 mi", "7.7 mi", "621 mi")),
        ("zh-CN", ("40 米", "250 米", "500 米", "12.4 公里", "1000 公里")),
    ],
)
def test_distances_are_told_as_the_country_has_them(locale, told):
    phone = fresh_phone(locale=locale)
    phone.start(Intent(package=PACKAGE))
    hands = OsmandActivity(phone.context(), MapState)
    assert tuple(distance_text(hands, metres) for metres in (40, 250, 500, 12_400, 1_000_000)) == told
