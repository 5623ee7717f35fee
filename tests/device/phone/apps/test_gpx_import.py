"""A GPX file from elsewhere: opened, shared or picked, OsmAnd and OpenTracks take it."""

import pytest

from device.phone.apps.osmand.store import tracks as osmand_tracks
from device.phone.apps.tracker.store import markers, points_of, tracks
from device.phone.system.intent import VIEW, Intent
from tests.device.phone.apps import osmand_case

DOWNLOAD = "/storage/emulated/0/Download"
OSMAND, TRACKER = "net.osmand", "de.dennisguse.opentracks"
WALK = b"""<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="47.1450" lon="9.5200"><name>Bench</name><desc>With a view</desc></wpt>
<trk><name>Castle walk</name><desc>Sunny</desc><type>hiking</type><trkseg>
<trkpt lat="47.1400" lon="9.5200"><ele>460</ele><time>2023-10-14T08:00:00Z</time></trkpt>
<trkpt lat="47.1450" lon="9.5200"><ele>480</ele><time>2023-10-14T08:10:00Z</time></trkpt></trkseg>
<trkseg><trkpt lat="47.1500" lon="9.5200"><ele>500.5</ele><time>2023-10-14T08:20:00Z</time></trkpt>
</trkseg></trk></gpx>"""


@pytest.fixture
def walker(hand):
    """OsmAnd past its first start, and a file in the downloads."""
    hand.phone.files.write(f"{DOWNLOAD}/walk.gpx", WALK)
    return osmand_case.begin(hand)


def view(hand, app, name="walk.gpx"):
    """Open a file, and choose the app; the one that was used last is proposed alone."""
    hand.phone.start(Intent(VIEW, f"file://{DOWNLOAD}/{name}", type="application/gpx+xml"))
    if not hand.see(f"Open with {app}"):
        hand.tap(app)
    if hand.see("Just once"):
        hand.tap("Just once")


def test_both_apps_are_offered_and_osmand_shows_the_track(walker):
    view(walker, "OsmAnd")
    [(path, held)] = osmand_tracks(walker.phone.context())
    assert path.endswith("/walk.gpx")
    assert held.count == 3
    assert walker.phone.front.package == OSMAND
    assert walker.see("walk")
    assert walker.phone.files.read(path) == WALK
    view(walker, "OsmAnd")
    assert len(osmand_tracks(walker.phone.context())) == 1, "the same file is kept once"
    walker.phone.files.write(f"{DOWNLOAD}/walk.gpx", WALK.replace(b"Castle", b"Town"))
    view(walker, "OsmAnd")
    assert [path.rpartition("/")[2] for path, _ in osmand_tracks(walker.phone.context())] == [
        "walk (2).gpx",
        "walk.gpx",
    ]


def test_opentracks_keeps_what_the_file_tells(walker):
    view(walker, "OpenTracks")
    assert walker.see("Castle walk")
    [one] = tracks(walker.phone.context())
    assert (one.name, one.description, one.category, one.points) == ("Castle walk", "Sunny", "hiking", 3)
    assert one.total == 20 * 60_000
    assert 550 < one.distance < 560
    assert (one.lowest, one.highest) == (460, 500.5)
    assert [point.type for point in points_of(walker.phone.context(), one.id)] == ["-2", "0", "-2"]
    assert (one.category, one.activity) == ("hiking", "hiking")
    [mark] = markers(walker.phone.context(), one.id)
    assert (mark.name, mark.description) == ("Bench", "With a view")


def test_files_opens_and_shares_them_with_both(walker):
    walker.open("com.google.android.documentsui")
    walker.tap("walk.gpx")
    for app in ("OsmAnd", "OpenTracks"):
        assert walker.see(app)
    walker.phone.context().share_files([f"{DOWNLOAD}/walk.gpx"])
    for app in ("OsmAnd", "OpenTracks"):
        assert walker.see(app)
    walker.tap("OpenTracks")
    assert [one.name for one in tracks(walker.phone.context())] == ["Castle walk"]


def test_both_menus_import(walker):
    walker.tap("Menu")
    walker.tap("Tracks")
    walker.tap("Import")
    walker.tap("walk.gpx")
    assert len(osmand_tracks(walker.phone.context())) == 1
    walker.open(TRACKER)
    walker.tap("More options")
    walker.tap("Import tracks")
    walker.tap("walk.gpx")
    assert [one.name for one in tracks(walker.phone.context())] == ["Castle walk"]


@pytest.mark.parametrize("data", [b"", b"no gpx", b"<gpx/>", b"<!DOCTYPE gpx []><gpx></gpx>"])
def test_what_is_no_gpx_is_told(walker, data):
    walker.phone.files.write(f"{DOWNLOAD}/bad.gpx", data)
    for app in ("OsmAnd", "OpenTracks"):
        view(walker, app, "bad.gpx")
        assert walker.phone.window.toast
    assert not tracks(walker.phone.context())
    assert not osmand_tracks(walker.phone.context())
