"""What an app stumbles over stops the app, says so, and leaves the phone alone; a strict phone raises it."""

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from device.phone.apps.provider import film
from device.phone.apps.provider.reading import whole
from device.phone.phone import Phone
from device.phone.server.archive import to_bytes
from device.phone.server.control import put_back
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.system.fault import FAULTS
from device.phone.system.intent import Intent
from device.phone.system.package import Installed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FULL_SIZE, FULL_WIDTH, Box, Input, Shape, Text
from tests.boot import fresh_phone
from tests.device.phone.probe import elements, tap

FRAIL = "test.frail"
BACK, HOME = 4, 3
MOMENTS = ("initial", "screen", "layout", "paint", "tap", "submit", "back", "result", "answer")


class Frail(App):
    """Stumbles at a moment of its life."""

    manifest = Manifest(
        package=FRAIL, label="Frail", icon="science", main=f"{FRAIL}.Main", activities=(f"{FRAIL}.Other",)
    )

    def __init__(self, moment: str) -> None:
        self.moment = moment

    def at(self, moment: str) -> None:
        if moment == self.moment:
            raise ZeroDivisionError(moment)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        self.at("initial")
        return name

    def screen(self, context: Context) -> Screen:
        self.at("screen")

        def ask() -> None:
            context.ask(Intent(component=f"{FRAIL}/{FRAIL}.Other"), "other")

        parts = (
            View("Button", "tap", Text("Tap"), on_tap=lambda: self.at("tap")),
            View("Button", "ask", Text("Ask"), on_tap=ask),
            View(
                "EditText", "field", box=FULL_WIDTH, input=Input("field", on_submit=lambda: self.at("submit"))
            ),
            View(text=Text("Words", style="no such style" if self.moment == "layout" else "body_large")),
            View(box=Box(width=9.0, height=9.0), shapes=self.shapes()),
        )
        return Screen(View(box=FULL_SIZE, children=parts))

    def shapes(self) -> tuple[Shape, ...]:
        return (Shape("line", "no such colour"),) if self.moment == "paint" else ()

    def back(self, context: Context) -> bool:
        self.at("back")
        return False

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        self.at("result")

    def receive(self, context: Context, intent: Intent) -> tuple[int, str | None] | None:
        if intent.action == "test.HELLO":
            self.at("answer")
        return None


def opened(moment: str, *, strict: bool = False) -> Phone:
    """A phone with that app in front."""
    phone = fresh_phone(seed=3)
    phone.strict = strict
    phone.apps[FRAIL] = Frail(moment)
    phone.packages.put(Installed(FRAIL, "Frail", False))
    phone.start(Intent(package=FRAIL))
    return phone


def live_through(phone: Phone, moment: str) -> None:
    """Do what makes it stumble."""
    phone.frame().elements()
    if moment == "paint":
        phone.camera.png()
    elif moment == "tap":
        tap(phone, "Tap")
    elif moment == "submit":
        tap(phone, "field")
        phone.touch.key(66)
    elif moment == "back":
        phone.touch.key(BACK)
    elif moment == "result":
        tap(phone, "Ask")
        phone.touch.key(BACK)
    elif moment == "answer":
        phone.broadcast(Intent("test.HELLO"))


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_app_that_stumbles_has_stopped_and_the_phone_goes_on(moment: str) -> None:
    phone = opened(moment)
    live_through(phone, moment)
    assert elements(phone, "Frail has stopped")
    assert all(each.package != FRAIL for task in phone.stack.tasks for each in task.activities)
    assert phone.camera.png().startswith(b"\x89PNG")
    assert f"Process: {FRAIL}, PID: " in phone.shell("logcat -d -b crash").text
    assert any(event.what.startswith(f"crash {FRAIL} ") for event in phone.events.since())
    tap(phone, "aerr_close")
    phone.touch.key(HOME)
    phone.start(Intent(package="com.android.settings"))
    assert phone.shell("uiautomator dump /dev/tty").text.count("com.android.settings")


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_strict_phone_raises_instead(moment: str) -> None:
    with pytest.raises(FAULTS):
        live_through(opened(moment, strict=True), moment)


def test_phones_are_lenient_unless_a_program_wants_them_strict() -> None:
    assert Phone.strict  # for all tests, see tests/conftest.py
    phone = fresh_phone(seed=3)
    phone.strict = False
    assert not phone.fork().strict


def test_it_keeps_stopping_each_time_it_is_opened() -> None:
    phone = opened("screen")
    assert elements(phone, "Frail has stopped")
    tap(phone, "aerr_close")
    phone.start(Intent(package=FRAIL))
    assert elements(phone, "Frail keeps stopping")


def test_in_the_background_it_is_written_down_and_nobody_is_asked() -> None:
    phone = opened("answer")
    phone.touch.key(HOME)
    phone.broadcast(Intent("test.HELLO"))
    assert not elements(phone, "Frail has stopped")
    assert FRAIL in phone.shell("logcat -d -b crash").text


def test_a_launcher_that_stumbles_leaves_a_bare_home_and_is_well_again_later() -> None:
    phone = fresh_phone(seed=3)
    phone.strict = False
    sound = phone.apps[phone.home_package]
    phone.apps[phone.home_package] = Frail("screen")
    phone.start(Intent(package="com.android.settings"))
    phone.touch.key(HOME)
    assert phone.frame().xml()
    assert f"Process: {phone.home_package}" in phone.shell("logcat -d -b crash").text
    assert phone.camera.png().startswith(b"\x89PNG")
    phone.shell("am start -n com.android.settings/.Settings")
    assert phone.front.package == "com.android.settings"
    phone.apps[phone.home_package] = sound
    tap(phone, "aerr_close")
    phone.touch.key(HOME)
    assert phone.frame().elements() == fresh_phone(seed=3).frame().elements()


def test_a_snapshot_that_no_app_here_understands_is_refused_by_a_lenient_phone_too() -> None:
    odd = opened("none")
    odd.stack.update(replace(odd.front, package="com.android.settings", name="none", state=None))
    phone = fresh_phone(seed=3)
    phone.strict = False
    assert put_back(phone, to_bytes(odd.snapshot())).startswith("the snapshot is of another kind of phone")
    assert not phone.strict
    assert phone.front.package == phone.home_package


# -- what comes from outside ------------------------------------------------------------------------------
FILES = (
    "net.cozic.joplin/databases/joplin.sqlite",
    "com.android.camera2/databases/camera.db",
    "code.name.monkey.retromusic/databases/preference.db",
    "com.android.chrome/databases/preference.db",
    "com.arduia.expense/databases/accounting.db",
    "com.android.providers.contacts/databases/calllog.db",
)


@pytest.mark.parametrize("spoilt", ["echo garbage > {0}", ": > {0}"])
@pytest.mark.parametrize("file", FILES)
def test_a_spoilt_database_stops_its_app_at_most(file: str, spoilt: str) -> None:
    phone = fresh_phone(seed=3)
    phone.strict = False
    phone.shell(spoilt.format(f"/data/data/{file}"))
    package = file.partition("/")[0].replace("android.providers.contacts", "google.android.dialer")
    for _ in range(3):
        phone.start(Intent(package=package))
        assert phone.shell("uiautomator dump /dev/tty").text.startswith("<?xml")
        assert phone.shell("screencap -p").exit_code == 0
        phone.touch.key(HOME)
        assert phone.front.package == phone.home_package
    phone.force_stop(file.partition("/")[0])  # as Android: what is no database, or an empty one, is made anew
    phone.strict = True
    phone.start(Intent(package=package))
    assert phone.frame().elements()


@pytest.mark.parametrize("value", ["abc", "9e999", "-5", "99999999999999999999", "nan"])
def test_odd_settings_stop_nobody(value: str) -> None:
    phone = fresh_phone(seed=3)
    for space in ("system", "secure", "global"):
        for key, _ in phone.settings.all(space):
            phone.settings.put(space, key, value)
    assert phone.frame().elements()
    phone.shell("cmd statusbar expand-settings")
    assert phone.frame().elements()
    phone.touch.key(HOME)
    assert phone.camera.png().startswith(b"\x89PNG")


def test_a_provider_that_cannot_read_its_database_says_so() -> None:
    phone = fresh_phone(seed=3)
    phone.strict = False
    phone.shell("sqlite3 /data/data/com.android.providers.telephony/databases/mmssms.db 'drop table sms'")
    asked = phone.shell("content query --uri content://sms")
    assert (asked.stdout, asked.exit_code) == (b"", 0)
    assert b"Error while accessing provider:sms" in asked.stderr


DATES = (
    ("com.simplemobiletools.smsmessenger", "content insert --uri content://sms/inbox --bind address:s:123 "
     "--bind body:s:hi --bind date:{0}"),
    ("com.google.android.dialer", "content insert --uri content://call_log/calls --bind number:s:123 "
     "--bind type:i:1 --bind date:{0}"),
)  # fmt: skip


@pytest.mark.parametrize("date", ["l:1697384040000000", "s:yesterday", "l:-9223372036854775808", "n:"])
@pytest.mark.parametrize(("package", "insert"), DATES)
def test_an_odd_date_shows_as_some_date(package: str, insert: str, date: str) -> None:
    phone = fresh_phone(seed=3)
    phone.shell(insert.format(date))
    phone.start(Intent(package=package))
    assert phone.front.package == package
    assert phone.frame().elements()


@pytest.mark.parametrize(
    ("value", "number"),
    [(7, 7), (1.9, 1), ("12 eggs", 12), ("eggs", 0), (None, 0), (b"7", 0), (float("inf"), 2**63 - 1)],
)
def test_a_column_reads_as_a_number_as_it_does_on_android(value: object, number: int) -> None:
    assert whole(value) == number


@pytest.fixture
def without_av(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "av", None)
    film.is_installed.cache_clear()
    film.film_of.cache_clear()
    yield
    film.is_installed.cache_clear()


@pytest.mark.usefixtures("without_av")
def test_a_film_has_a_sign_where_nobody_can_decode_it() -> None:
    assert not film.is_installed()
    phone = fresh_phone(seed=3)
    phone.shell("mkdir -p /sdcard/Movies; echo notavideo > /sdcard/Movies/clip.mp4")
    phone.start(Intent(package="com.simplemobiletools.gallery.pro"))
    assert elements(phone, "Movies")
    assert phone.camera.png().startswith(b"\x89PNG")
    picture = film.first_frame(b"\0\0\0\x20ftypisom" + bytes(99), 25.0).paint(90, 90)
    assert len(picture.getcolors(9999) or ()) > 1
