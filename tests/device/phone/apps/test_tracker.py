"""OpenTracks by touch: list, track, deleting, finding, statistics, units, the database from outside."""

from datetime import UTC, datetime

import pytest

from device.phone.apps.tracker.schema import PACKAGE
from device.phone.apps.tracker.store import (
    START,
    TrackerMarker,
    TrackerPoint,
    TrackerTrack,
    add_points,
    add_track,
    save_marker,
)
from tests.boot import fresh_phone
from tests.device.phone.pulled import rows as pulled

BASE = f"/data/data/{PACKAGE}/databases"
COLUMNS = {
    *("_id", "name", "description", "category", "activity_type", "starttime", "stoptime", "numpoints"),
    *("totaldistance", "totaltime", "movingtime", "avgspeed", "avgmovingspeed", "maxspeed", "minelevation"),
    *("maxelevation", "elevationgain", "icon", "uuid", "elevationloss", "starttime_offset"),
}


def rows(phone, columns="name, category, description"):
    return pulled(phone, f"{BASE}/database.db", f"SELECT {columns} FROM tracks ORDER BY _id")


def put(phone, name, category="running", day=12, minutes=90, metres=5005, description="", activity=""):
    start = int(datetime(2023, 10, day, 8, 30, tzinfo=UTC).timestamp() * 1000)
    total = minutes * 60_000
    kept = TrackerTrack(
        0, name, description, category, activity or category, start, start + total, 0, metres, total, total
    )
    return add_track(phone.context(), kept)


@pytest.fixture
def app(hand):
    hand.open(PACKAGE)
    return hand


# -- the list ------------------------------------------------------------------------------------------
def test_an_empty_list_says_what_to_do(app):
    assert app.see("Start recording your next adventure!")


def test_a_row_tells_what_when_how_long_and_how_far(app):
    put(app.phone, "Lake", "snow boarding", description="Cold")
    read = app.read()
    for words in ("Lake", "snow boarding · Cold", "1:30:00", "3.11 mi", "Thu, Oct 12", "8:30 AM"):
        assert words in read


def test_the_latest_comes_first_and_near_days_have_names(app):
    put(app.phone, "Old", day=13)
    put(app.phone, "New", day=15)
    put(app.phone, "Between", day=14)
    read = app.read()
    assert [word for word in read if word in ("Old", "New", "Between")] == ["New", "Between", "Old"]
    assert "Today" in read
    assert "Yesterday" in read


def test_a_start_is_told_by_the_clock_of_its_own_place(app):
    start = int(datetime(2023, 10, 12, 23, 30, tzinfo=UTC).timestamp() * 1000)
    add_track(app.phone.context(), TrackerTrack(name="Far", start=start, stop=start, offset=7200))
    assert app.see("Fri, Oct 13")
    assert app.see("1:30 AM")


def test_long_lists_build_only_what_shows(app):
    for place in range(60):
        put(app.phone, f"Way {place}", day=1 + place // 6)
    assert len(app.phone.frame().elements()) < 140
    app.find("Way 0")


def test_search_looks_at_names_categories_and_descriptions(app):
    put(app.phone, "Lake", "rowing", description="With Ann")
    put(app.phone, "Hill", "hiking")
    app.tap("Search")
    app.type("ann row")
    assert app.see("Lake")
    assert not app.see("Hill")
    app.type("swim")
    assert app.see("No tracks found.")
    app.back()
    app.back()
    assert app.see("Hill")


# -- one track -----------------------------------------------------------------------------------------
def test_a_track_shows_its_figures(app):
    put(app.phone, "Lake", "biking", minutes=60, metres=16093, description="With Ann")
    app.tap("Lake")
    read = app.read()
    for words in ("10.00 mi", "1:00:00", "10.0 mph", "With Ann", "biking"):
        assert words in read
    app.tap("Intervals")
    assert app.see("This track has no points.")


def test_points_give_intervals_charts_and_a_map(app):
    number = put(app.phone, "Lake")
    points = [
        TrackerPoint(50.0 + 0.001 * place, 8.0, 1000 * place, 100.0 + place, 0.0, START if not place else "0")
        for place in range(40)
    ]
    add_points(app.phone.context(), number, points)
    save_marker(app.phone.context(), TrackerMarker(0, number, "Bench", latitude=50.01, longitude=8.0))
    app.tap("Lake")
    app.tap("Intervals")
    assert [word for word in app.read() if word in ("1", "2", "3")] == ["1", "2", "3"]
    app.tap("Charts")
    shapes = app.phone.frame().elements()
    assert [e.content_description for e in shapes if e.resource_id.endswith("/chart_view")] == [
        "Elevation",
        "Speed",
    ]
    app.tap("By time")
    app.tap("Map")
    assert app.see("Map of the track")


def test_an_edit_changes_only_what_it_touches(app):
    put(app.phone, "Lake", "rowing", description="With Ann")
    put(app.phone, "Hill", "hiking")
    before = rows(app.phone, "*")
    app.tap("Lake")
    app.tap("More options")
    app.tap("Edit")
    app.tap("Choose an activity type")
    app.tap("trail running")
    app.tap("Save")
    after = rows(app.phone, "*")
    assert rows(app.phone)[0] == ("Lake", "trail running", "With Ann")
    assert rows(app.phone, "activity_type")[0] == ("trail running",)
    assert sum(old != new for old, new in zip(before[0], after[0], strict=True)) == 2
    assert after[1] == before[1]


def test_a_track_needs_a_name(app):
    put(app.phone, "Lake")
    app.tap("Lake")
    app.tap("More options")
    app.tap("Edit")
    app.tap("Lake")
    app.type("")
    app.tap("Save")
    assert app.phone.window.toast == "A track needs a name."
    assert rows(app.phone)[0][0] == "Lake"


def test_a_track_is_exported_to_a_chosen_file_and_shared(app):
    number = put(app.phone, "Lake <1>")
    add_points(
        app.phone.context(),
        number,
        [TrackerPoint(50.1, 8.2, 0, 90.0, 0.0, START), TrackerPoint(50.2, 8.3, 5000, 91.5)],
    )
    save_marker(app.phone.context(), TrackerMarker(0, number, "Bench & tree", latitude=50.15, longitude=8.25))
    app.tap("Lake <1>")
    app.tap("More options")
    app.tap("Export as GPX")
    app.tap("Save")
    assert app.phone.window.toast == "Track exported"
    text = app.phone.shell("cat /sdcard/Download/2023-10-12_Lake*.gpx").text
    assert (
        '<trkpt lat="50.200000" lon="8.300000"><ele>91.5</ele><time>1970-01-01T00:00:05.000Z</time>' in text
    )
    assert "<name>Lake &lt;1&gt;</name>" in text
    assert "<name>Bench &amp; tree</name>" in text
    app.tap("Share")
    assert str(app.phone.front.intent.extras["android.intent.extra.STREAM"]).endswith(".gpx")


# -- deleting ------------------------------------------------------------------------------------------
def test_deleting_asks_first_and_takes_points_and_markers(app):
    number = put(app.phone, "Lake")
    put(app.phone, "Hill")
    add_points(app.phone.context(), number, [TrackerPoint(50.1, 8.2, 0)])
    app.tap("Lake")
    app.tap("More options")
    app.tap("Delete")
    app.tap("Cancel")
    assert len(rows(app.phone)) == 2
    app.tap("More options")
    app.tap("Delete")
    app.tap("Delete")
    assert [name for name, *_ in rows(app.phone)] == ["Hill"]
    assert app.phone.database(PACKAGE, "database.db").value("SELECT count(*) FROM trackpoints") == 0
    assert app.see("Hill")


def test_several_are_selected_and_deleted_at_once(app):
    for name in ("Lake", "Hill", "Road"):
        put(app.phone, name)
    app.hold("Lake")
    app.tap("Road")
    app.tap("Delete")
    assert app.see("Delete 2 tracks?")
    app.tap("Delete")
    assert [name for name, *_ in rows(app.phone)] == ["Hill"]


# -- statistics and settings ---------------------------------------------------------------------------
def test_statistics_sum_up_all_and_each_category(app):
    put(app.phone, "Lake", "rowing", minutes=30, metres=3219)
    put(app.phone, "Sea", "rowing", minutes=60, metres=1609)
    put(app.phone, "Hill", "hiking", minutes=15, metres=8047)
    app.tap("More options")
    app.tap("Aggregated statistics")
    read = app.read()
    assert read.index("All tracks") < read.index("rowing") < read.index("hiking")
    assert {"8.00 mi", "1:45:00", "3.00 mi", "1:30:00", "5.00 mi", "15:00", "Tracks: 3"} <= set(read)


def test_units_are_chosen_and_kept(app):
    put(app.phone, "Lake", metres=5020)
    app.tap("More options")
    app.tap("Settings")
    app.tap("Unit system")
    app.tap("Metric (km, m)")
    app.back()
    assert app.see("5.02 km")
    app.phone.shell(f"am force-stop {PACKAGE}")
    app.open(PACKAGE)
    assert app.see("5.02 km")


def test_chinese_phones_begin_with_kilometres():
    phone = fresh_phone(locale="zh-CN")
    put(phone, "Lake", metres=12_340)
    phone.shell(f"monkey -p {PACKAGE} 1")
    assert any(element.text == "12.34 km" for element in phone.frame().elements())


# -- the database from outside -------------------------------------------------------------------------
def test_a_replaced_database_shows_at_once(app):
    put(app.phone, "Lake")
    assert app.see("Lake")
    other = fresh_phone(seed=2)
    put(other, "Hill")
    app.phone.files.write(f"{BASE}/database.db", other.files.read(f"{BASE}/database.db"))
    assert app.see("Hill")
    assert not app.see("Lake")


def test_a_database_with_tracks_alone_is_enough(app):
    app.phone.shell(f"sqlite3 {BASE}/database.db 'DROP TABLE trackpoints; DROP TABLE markers'")
    put(app.phone, "Lake")
    app.tap("Lake")
    app.tap("Map")
    app.tap("More options")
    app.tap("Delete")
    app.tap("Delete")
    assert rows(app.phone) == []


def test_the_table_has_the_columns_a_benchmark_expects(phone):
    names = phone.shell(f"sqlite3 {BASE}/database.db 'PRAGMA table_info(tracks)'").text
    assert {line.split("|")[1] for line in names.splitlines()} == COLUMNS


def test_cleared_data_is_gone(app):
    put(app.phone, "Lake")
    app.phone.shell(f"pm clear {PACKAGE}")
    app.open(PACKAGE)
    assert app.see("Start recording your next adventure!")


@pytest.mark.parametrize("name", ["TrackRecordedActivity", "TrackRecordingActivity", "TrackEditActivity"])
def test_screens_opened_from_outside_with_nonsense_are_no_trouble(app, name):
    for extra in ("--es id abc", "--ei id 99", ""):
        told = app.phone.shell(f"am start -n {PACKAGE}/.{name} {extra}").text
        assert "Error" not in told
        app.phone.frame()
        app.back()
