"""A phone on which everything is plenty, and the ways to its longest screens.

Run by itself it names them. How long they take is printed by `python -m benchmarks.screens`, after the rest.
"""

import argparse
import sys
from collections.abc import Callable

from device.phone.apps.gallery.sample import photo
from device.phone.apps.joplin.change import add_folder, add_note
from device.phone.apps.mail.box import INBOX, Letter
from device.phone.apps.mail.change import add_letter
from device.phone.apps.osmand.flag import add_marker
from device.phone.apps.osmand.gpx import Gpx, Waypoint, written
from device.phone.apps.osmand.sample import fill as places_in_use
from device.phone.apps.osmand.store import FAVORITES, save_track
from device.phone.apps.tracker.store import TrackerPoint, TrackerTrack, add_points, add_track
from device.phone.apps.vlc.sample import fill as films_in_use
from device.phone.apps.vlc.sample import film
from device.phone.apps.vlc.store import make_list
from device.phone.file.entry import SHARED
from device.phone.file.silentmp3 import silent_mp3
from device.phone.phone import Phone
from device.phone.sample import (
    Appointment,
    Dish,
    Note,
    Person,
    Sample,
    SampleCall,
    SampleText,
    Spent,
    ToDo,
    fill,
)
from device.phone.system.intent import Intent
from device.phone.system.notification import Notification

CALENDAR = "com.simplemobiletools.calendar.pro"
MARKOR = "net.gsantner.markor"
GALLERY, MUSIC = "com.simplemobiletools.gallery.pro", "code.name.monkey.retromusic"
TRACKS, JOPLIN = "de.dennisguse.opentracks", "net.cozic.joplin"
NOTICES = 48
_WORDS = ("the", "quick", "brown", "fox", "jumps", "over", "a", "lazy", "dog", "while", "nobody", "looks")
Way = Callable[[Phone], None]


def crowded() -> Phone:
    """A phone with 200 people, 400 tasks, 300 events, 300 notes, and so on."""
    phone = Phone(seed=7)
    fill(phone, _plenty())
    for number in range(300):
        phone.files.write(f"/sdcard/Download/file {number:03d}.txt", b"x" * number)
    _run_and_write(phone)
    _write_letters(phone)
    _sing_and_see(phone)
    _film_and_travel(phone)
    return phone


def _write_letters(phone: Phone) -> None:
    """300 letters."""
    for place in range(300):
        told = f"Sender {place}", f"sender{place}@else.example", "alex.morgan@fernmail.example", "", ""
        words = _words(place)[:40], _words(place * 3), "text/plain", phone.clock.date_ms - place * 60_000
        add_letter(phone.context(), Letter(0, 1, 0, INBOX, *told, *words, place % 3 > 0, place % 7 == 0, ()))


def _run_and_write(phone: Phone) -> None:
    """300 tracks, the last one of 2,000 points; 300 notes in 20 notebooks, one of them long."""
    start = phone.clock.date_ms
    for place in range(300):
        track = TrackerTrack(0, _words(place)[:30], _words(place), "running", "running", start + place * 1000)
        number = add_track(phone.context(), track)
    points = (
        TrackerPoint(50 + place * 1e-4, 8 + place % 90 * 1e-4, start, place % 50.0) for place in range(2000)
    )
    add_points(phone.context(), number, points)
    folders = [add_folder(phone.context(), f"Notebook {place}") for place in range(20)]
    for place in range(300):
        body = "".join(f"- [ ] {_words(line)}\n" for line in range(2 if place else 300))
        title = _words(place)[:60] if place else "0 long"
        add_note(phone.context(), folders[place % 20], todo=place % 3 == 0, title=title, body=body)


def _sing_and_see(phone: Phone) -> None:
    """300 songs of 30 artists, 300 photos in 30 folders."""
    for place in range(300):
        title = _words(place)[:40]
        song = silent_mp3(f"{title} {place}", f"Artist {place % 30}", 20_000, f"Album {place % 60}")
        phone.files.write(f"/sdcard/Music/{place:03d}.mp3", song)
        folder = f"/sdcard/DCIM/{place % 30:02d}" if place % 2 else "/sdcard/DCIM/00"
        phone.files.make_directories(folder)
        phone.files.write(f"{folder}/{place:03d}.jpg", photo(place % 4, 9 + place % 4))


def _film_and_travel(phone: Phone) -> None:
    """300 films, all in one playlist; 300 favorites, 100 markers and 100 tracks on the map."""
    films_in_use(phone.context())
    films = [f"/sdcard/Movies/film {place:03d}.mp4" for place in range(300)]
    for place, path in enumerate(films):
        phone.files.write(path, film(place % 3))
    make_list(phone.context(), "0 all", [path.replace("/sdcard", SHARED) for path in films])
    places_in_use(phone.context())
    points = [(47.05 + place % 20 * 0.01, 9.48 + place % 15 * 0.01) for place in range(300)]
    held = [Waypoint(point, _words(place)[:30], f"Group {place % 7}") for place, point in enumerate(points)]
    phone.files.write(FAVORITES, written(Gpx(tuple(held))))
    for place, point in enumerate(points[:100]):
        add_marker(phone.context(), f"Marker {place}", point)
        save_track(phone.context(), f"Track {place:03d}", tuple(points))


def _plenty() -> Sample:
    numbers = [f"+1555{number:07d}" for number in range(200)]
    return Sample(
        contact=[
            Person(f"{chr(65 + place % 26)}nna", f"Number {place}", (("Mobile", number),))
            for place, number in enumerate(numbers)
        ],
        message=[
            SampleText(
                numbers[0] if place % 2 else numbers[place % 100], -place, _words(place), place % 3 == 0
            )
            for place in range(400)
        ],
        call=[
            SampleCall(number, -place, ("in", "out", "missed")[place % 3])
            for place, number in enumerate(numbers)
        ],
        event=[
            Appointment(
                _words(place)[:30], place % 30 - 15, f"{8 + place % 12:02d}:00", f"{8 + place % 12:02d}:45"
            )
            for place in range(300)
        ],
        task=[ToDo(_words(place)[:40], "high", place % 40 - 5, notes=_words(place)) for place in range(400)],
        note=[
            Note("long.md", "".join(f"## {place}\n\n- [ ] {_words(place)}\n\n" for place in range(130))),
            *(Note(f"note {place:03d}.md", _words(place)) for place in range(299)),
        ],
        expense=[
            Spent(_words(place)[:20], 100 * place + 5, 1 + place % 9, -place // 4) for place in range(400)
        ],
        recipe=[
            Dish(_words(place)[:25], _words(place), "4", "30 min", _words(place), _words(place * 3))
            for place in range(200)
        ],
    )


def _words(seed: int) -> str:
    return " ".join(_WORDS[(seed * 7 + place) % len(_WORDS)] for place in range(6 + seed % 9))


def tap(phone: Phone, label: str, *, hold: bool = False) -> None:
    """Touch what has this text, description or id. Raises LookupError."""
    for element in phone.frame().elements():
        if label in (element.text, element.content_description, element.resource_id.rpartition("/")[2]):
            centre = element.bounds.center
            (phone.touch.long_press if hold else phone.touch.tap)(centre.x, centre.y)
            return
    raise LookupError(f"{label!r} is not on the screen of {phone.front.component}")


def opened(package: str, *labels: str) -> Way:
    """An app, and what is tapped from its first screen on."""

    def go(phone: Phone) -> None:
        phone.start(Intent(package=package))
        for label in labels:
            tap(phone, label)

    return go


def typing(phone: Phone) -> None:
    """In the middle of a long note."""
    opened(MARKOR, "long.md")(phone)
    phone.touch.tap(540, 1200)
    phone.touch.text("a word ")


def picking(phone: Phone) -> None:
    """The picker, in a folder of 300 files."""
    phone.shell("am start -a android.intent.action.OPEN_DOCUMENT -t '*/*'")
    tap(phone, "Show roots")
    tap(phone, "Downloads")


def noticed(phone: Phone) -> None:
    """The shade, full."""
    for number in range(NOTICES):
        phone.notify(Notification("com.google.android.dialer", f"Title {number}", _words(number), id=number))
    phone.shell("cmd statusbar expand-notifications")


WAYS: dict[str, Way] = {
    "Calendar month": opened(CALENDAR, "Change view", "Monthly view"),
    "Calendar week": opened(CALENDAR, "Change view", "Weekly view"),
    "Calendar year": opened(CALENDAR, "Change view", "Yearly view"),
    "Calendar list": opened(CALENDAR, "Change view", "Simple event list"),
    "Markor list": opened(MARKOR),
    "Markor editor": opened(MARKOR, "long.md"),
    "Markor typing": typing,
    "Markor preview": opened(MARKOR, "long.md", "View mode"),
    "shade": noticed,
    "Tasks list": opened("org.tasks"),
    "document picker": picking,
    "Contacts": opened("com.google.android.contacts"),
    "Phone keypad": opened("com.google.android.dialer", "key pad"),
    "Phone recents": opened("com.google.android.dialer", "Recents"),
    "Messages": opened("com.simplemobiletools.smsmessenger"),
    "Messages thread": opened("com.simplemobiletools.smsmessenger", "Anna Number 0"),
    "Expense": opened("com.arduia.expense"),
    "Recipes": opened("com.flauschcode.broccoli"),
    "OpenTracks list": opened(TRACKS),
    "OpenTracks charts": opened(TRACKS, "track_list_item", "tab_charts"),
    "OpenTracks map": opened(TRACKS, "track_list_item", "tab_map"),
    "Joplin list": opened(JOPLIN),
    "Joplin drawer": opened(JOPLIN, "Sidebar"),
    "Joplin note": opened(JOPLIN, "0 long"),
    "VLC films": opened("org.videolan.vlc"),
    "VLC folder": opened("org.videolan.vlc", "Browse", "Movies"),
    "VLC playlist": opened("org.videolan.vlc", "Playlists", "0 all"),
    "OsmAnd map": opened("net.osmand"),
    "OsmAnd favorites": opened("net.osmand", "Menu", "My favorites"),
    "OsmAnd markers": opened("net.osmand", "Menu", "Map markers"),
    "OsmAnd tracks": opened("net.osmand", "Menu", "Tracks"),
    "Camera": opened("com.android.camera2"),
    "Music songs": opened(MUSIC, "action_song"),
    "Music albums": opened(MUSIC, "action_album"),
    "Music player": opened(MUSIC, "action_song", "rootView", "miniPlayerTitle"),
    "Gallery folders": opened(GALLERY),
    "Gallery folder": opened(GALLERY, "00"),
    "Files": opened("com.google.android.documentsui"),
    "Mail list": opened("com.fernmail.android"),
    "Mail letter": opened("com.fernmail.android", "conversation_item"),
    "Shop": opened("com.larkmart.shop"),
    "Files selected": opened("com.google.android.documentsui", "More options", "Select all"),
}
"""By name, from the home screen."""


def main() -> int:
    """Say what there is."""
    argparse.ArgumentParser(prog="python -m benchmarks.crowd", description=__doc__).parse_args()
    print("\n".join(WAYS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
