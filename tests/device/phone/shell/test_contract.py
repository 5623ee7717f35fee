"""What AndroidWorld's own code asks of a device: each command over shell v2, as it is sent.

Exit 0 and nothing on stderr throughout: android-env merges the two streams, and restarts adb at any failure.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from device.link.wire.client import AdbConnection
from device.look.hierarchy import parse_hierarchy
from device.phone.apps.messages.delivery import deliver, send
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer, serve
from tests.boot import fresh_phone

SDCARD = "/storage/emulated/0"
DATA = "/data/data"
SMS_DATABASE = f"{DATA}/com.android.providers.telephony/databases/mmssms.db"
PACKAGES = (
    "com.android.settings", "com.simplemobiletools.calendar.pro", "net.gsantner.markor",
    "com.flauschcode.broccoli", "com.arduia.expense", "com.simplemobiletools.smsmessenger", "org.tasks",
    "de.dennisguse.opentracks", "net.cozic.joplin", "com.google.android.contacts",
    "com.google.android.deskclock", "com.android.camera2", "com.google.android.dialer",
    "com.google.android.documentsui", "com.dimowner.audiorecorder", "ca.zgrs.clipper",
    "com.simplemobiletools.gallery.pro", "code.name.monkey.retromusic", "org.videolan.vlc", "net.osmand",
    "com.android.chrome", "com.simplemobiletools.draw.pro",
)  # fmt: skip
FOLDERS = (
    "Alarms", "Audiobooks", "DCIM", "Documents", "Download", "Movies", "Music", "Notifications", "Pictures",
    "Podcasts", "Recordings", "Ringtones",
)  # fmt: skip


@dataclass(frozen=True)
class Adb:
    """`adb shell` with what must always hold."""

    connection: AdbConnection
    phone: Phone
    server: PhoneServer

    def __call__(self, command: str) -> str:
        reply = self.connection.shell(command)
        assert reply.stderr == b"", command
        assert reply.exit_code == 0, (command, reply.stdout)
        return reply.stdout.decode()


@pytest.fixture
def adb() -> Iterator[Adb]:
    with serve([fresh_phone()]) as server, AdbConnection.connect("127.0.0.1", server.ports[0]) as client:
        yield Adb(client, server.phones[0], server)


# -- 3.1 a task's life ---------------------------------------------------------------------------------
def test_initialize_task(adb: Adb) -> None:
    assert adb("whoami") == "root\n"
    for line in (
        "settings put global auto_time 0",
        "settings put global auto_time_zone 0",
        "settings put system time_12_24 24",
        "service call alarm 3 s16 UTC",
        "date 1015153423.00",
    ):
        adb(line)
    assert adb("date +%s") == "1697384040\n"
    assert adb("date") == "Sun Oct 15 15:34:00 UTC 2023\n"
    adb("input keyevent KEYCODE_HOME")


def test_tear_down(adb: Adb) -> None:
    for package in ("com.android.settings", "com.google.android.deskclock"):
        adb(f"monkey -p {package} 1")
    recents = adb("dumpsys activity recents")
    numbers = re.findall(r"id=(\d+)", recents)
    assert len(set(numbers)) >= 3
    for number in numbers:
        adb(f"am stack remove {number}")
    adb("am stack remove 9999")
    assert adb("am stack list | grep -E visible=true").count("visible=true") == 1


# -- 3.2 files -----------------------------------------------------------------------------------------
def exists(adb: Adb, test: str, path: str) -> bool:
    told = adb(
        f"""
        if [ {test} "{path}" ]; then
          echo "Exists"
        else
          echo "Does not exist"
        fi
      """
    ).strip()
    assert told in ("Exists", "Does not exist")
    return told == "Exists"


def test_existence(adb: Adb) -> None:
    adb(f"echo x > '{SDCARD}/a b.txt'")
    assert exists(adb, "-d", SDCARD)
    assert not exists(adb, "-d", f"{SDCARD}/a b.txt")
    assert exists(adb, "-f", f"{SDCARD}/a b.txt")
    assert not exists(adb, "-f", f"{SDCARD}/nothing here")


@pytest.mark.parametrize("folder", FOLDERS)
def test_folders_that_must_exist(adb: Adb, folder: str) -> None:
    assert exists(adb, "-d", f"{SDCARD}/{folder}")
    assert exists(adb, "-d", f"/sdcard/{folder}")
    adb(f"find {SDCARD}/ -mindepth 1 -type f -delete")
    assert exists(adb, "-d", f"/data/media/0/{folder}")


def test_clearing_a_folder(adb: Adb) -> None:
    folder = f"{SDCARD}/Documents/Markor"
    adb(f"mkdir -p {folder}; echo 1 > {folder}/one.md; echo 2 > '{folder}/two words.md'")
    adb(f"touch {folder}/.hidden")
    assert adb(f"ls -1 {folder}") == "one.md\ntwo words.md\n"
    adb(f"rm -r {folder}/*")
    assert adb(f"ls -1 {folder}") == ""
    adb(f"rm -rf {SDCARD}/tracks/*")
    adb(f"echo x > {folder}/n.md; rm -r {folder}/n.md")


def test_long_listing_with_access_times(adb: Adb) -> None:
    folder = f"{SDCARD}/Documents"
    adb(f"mkdir -p {folder}/sub; echo 'hello world' > '{folder}/a b.txt'")
    listed = adb(f"ls {folder} -ll -au")
    (line,) = [line for line in listed.splitlines() if line.startswith("-")]
    assert re.fullmatch(
        r"-rw-rw---- +1 u0_a1 media_rw +12 2023-10-15 15:34:\d\d\.\d{9} \+0000 a b\.txt", line
    ), line
    adb(f"cat '{folder}/a b.txt'; ls -la {folder}")
    assert adb(f"ls {folder} -ll -au") == listed, "looking changes nothing"


def test_finding(adb: Adb) -> None:
    adb("mkdir -p /sdcard/Pictures/deep; echo x > /sdcard/Pictures/p.png; echo y > /sdcard/Pictures/deep/q")
    found = adb("find /sdcard/Pictures -type f -o -type d").splitlines()
    assert found[0] == "/sdcard/Pictures"
    assert set(found[1:]) == {f"/sdcard/Pictures/{name}" for name in ("p.png", "deep", "deep/q")}
    assert adb("ls /sdcard/Pictures") == "deep\np.png\n"
    assert adb("ls /sdcard/Movies") == ""
    adb("find /storage/emulated/0/ -mindepth 1 -type f -delete")
    assert adb("find /sdcard/Pictures -type f") == ""
    assert exists(adb, "-d", "/sdcard/Pictures/deep")


def test_writing_and_reading(adb: Adb) -> None:
    path = f"{SDCARD}/Documents/it.md"
    adb(f"""echo 'it'"'"'s $HOME `ls` "fine" \\ 100%' > {path}""")
    assert adb(f"cat {path}") == 'it\'s $HOME `ls` "fine" \\ 100%\n'
    adb(f"mkdir -p '{SDCARD}/It'\"'\"'s here'")
    adb(f"chmod 777 {SDCARD}/It\\'s\\ here")
    adb(f"cp -a {SDCARD}/Documents/. {SDCARD}/Download/")
    assert adb(f"cat {SDCARD}/Download/it.md") == adb(f"cat {path}")
    adb(f"mkdir {SDCARD}/Empty; cp -a {SDCARD}/Empty/. {SDCARD}/Download/")


def test_the_clock(adb: Adb) -> None:
    adb("date 1231235910.22")
    assert adb("date") == "Fri Dec 31 23:59:22 UTC 2010\n"
    assert re.fullmatch(r"\d+\n", adb("date +%s"))


def test_the_phones_own_sqlite(adb: Adb) -> None:
    adb.server.call(lambda: deliver(adb.phone.context(), "5551234", "hello"))
    adb(f'sqlite3 {SMS_DATABASE} "DELETE FROM sms;"')
    adb(f'sqlite3 {SMS_DATABASE} "DELETE FROM threads;"')
    assert adb("content query --uri content://sms/inbox") == "No result found.\n"


def test_databases_are_pulled_and_pushed_back(adb: Adb, tmp_path: Path) -> None:
    folder = SMS_DATABASE.rpartition("/")[0]
    for name in adb(f"ls -1 {folder}").splitlines():
        assert adb.connection.pull(f"{folder}/{name}")
    data = adb.connection.pull(SMS_DATABASE)
    copy = tmp_path / "mmssms.db"
    copy.write_bytes(data)
    database = sqlite3.connect(copy)
    database.execute(
        "INSERT INTO sms (address, body, type, date) VALUES ('5550000', 'pushed', 1, 1697384040000)"
    )
    database.commit()
    database.close()
    adb(f"rm -r {folder}/*")
    adb.connection.push(copy.read_bytes(), SMS_DATABASE)
    adb(f"chmod 777 {SMS_DATABASE}; am force-stop com.simplemobiletools.smsmessenger")
    assert "body=pushed, " in adb("content query --uri content://sms/inbox")


# -- 3.3 activities, packages, settings ----------------------------------------------------------------
@pytest.mark.parametrize("package", PACKAGES)
def test_force_stop_of_any_app(adb: Adb, package: str) -> None:
    assert adb(f"am force-stop {package}") == ""


def test_every_app_starts_by_component(adb: Adb) -> None:
    for app in adb.phone.packages.launchable():
        manifest = app.manifest
        name = manifest.main.removeprefix(manifest.package) if manifest.main else ""
        for written in dict.fromkeys((manifest.main, name or manifest.main)):
            told = adb(f"am start  -W -n {manifest.package}/{written}")
            assert "Error" not in told
            assert "Status: ok" in told
            assert "Complete" in told
        line = adb("am stack list | grep -E visible=true").splitlines()[0]
        shown = line.rpartition("{")[2].partition("}")[0]
        assert shown.startswith(f"{manifest.package}/"), line
        assert shown.count("/") == 1
        assert not shown.partition("/")[2].startswith("."), "in full"
        assert re.fullmatch(
            r" *taskId=\d+: [\w./$]+ bounds=\[0,0\]\[1080,2400\] userId=0 visible=true "
            r"topActivity=ComponentInfo\{[\w./$]+\}",
            line,
        ), line


def test_a_contact_is_offered_filled_in(adb: Adb) -> None:
    adb(
        "am start -a android.intent.action.INSERT -t vnd.android.cursor.dir/contact"
        ' -e name "Ann Lee" -e phone +15551234567'
    )
    xml = dump(adb)
    assert 'text="Save"' in xml
    assert 'text="Ann' in xml
    adb("input keyevent KEYCODE_BACK")


def test_a_message_is_offered_filled_in(adb: Adb) -> None:
    adb('am start -a android.intent.action.SENDTO -d sms:+15551234567 --es sms_body "Hello there"')
    xml = dump(adb)
    assert 'text="Hello there"' in xml
    assert 'content-desc="SMS"' in xml or 'text="SMS"' in xml
    assert "{com.simplemobiletools.smsmessenger/" in adb("am stack list | grep -E visible=true")


def test_clipper(adb: Adb) -> None:
    if "ca.zgrs.clipper" not in adb.phone.apps:
        pytest.skip("Clipper is not on this phone")
    adb("am start  -W -n ca.zgrs.clipper/ca.zgrs.clipper.Main")
    adb("am broadcast -a clipper.set -e text It\\'s\\ 5\\ o\\'clock")
    told = adb("am broadcast -a clipper.get")
    assert "Broadcast completed: result=-1, data=\"It's 5 o'clock\"" in told


@pytest.mark.parametrize(
    "broadcast",
    [
        'am broadcast -a android.intent.action.MEDIA_SCANNER_SCAN_FILE -d "file:///storage/emulated/0/Music"',
        'am broadcast -a com.example.ACTION_UPDATE_OVERLAY --es task_type_string "a" --es goal_string "b"',
        'am broadcast -a com.example.ACTION_UPDATE_SCOREBOARD --es player_name "x"',
    ],
)
def test_broadcasts(adb: Adb, broadcast: str) -> None:
    assert "Broadcast completed: result=" in adb(broadcast)


def test_clearing_and_granting(adb: Adb) -> None:
    for package in ("com.google.android.deskclock", "com.android.providers.contacts"):
        assert adb(f"pm clear {package}") == "Success\n"
    assert adb("content query --uri content://contacts/phones/ --projection display_name:number") == (
        "No result found.\n"
    )
    adb("pm grant com.google.android.dialer android.permission.POST_NOTIFICATIONS")


def test_clearing_an_app_takes_its_files(adb: Adb) -> None:
    package = "com.simplemobiletools.calendar.pro"
    own, shared = f"/data/data/{package}", f"/sdcard/Android/data/{package}"
    database = f"{own}/databases/events.db"
    fresh = adb(f"find {own} -type f -o -type d")
    adb(f"mkdir -p {own}/shared_prefs {own}/files {shared}/files")
    for path in (f"{own}/shared_prefs/Prefs.xml", f"{own}/files/a", f"{own}/databases/other.db"):
        adb(f"echo x > {path}")
    adb(f"echo x > {shared}/files/a; echo x > /sdcard/Documents/kept")
    adb(f"sqlite3 {database} 'CREATE TABLE more (x)'")
    assert adb(f"pm clear {package}") == "Success\n"
    assert adb(f"find {own} -type f -o -type d") == fresh
    assert adb(f"[ -e {shared} ] && echo there || echo gone") == "gone\n"
    assert adb("cat /sdcard/Documents/kept") == "x\n"
    assert adb(f"sqlite3 {database} \"SELECT name FROM sqlite_master WHERE name = 'more'\"") == ""


@pytest.mark.parametrize(
    ("space", "key", "value"),
    [
        ("global", "auto_time", "1"), ("global", "airplane_mode_on", "0"), ("system", "time_12_24", "24"),
        ("global", "heads_up_notifications_enabled", "0"), ("system", "screen_brightness", "255"),
        ("system", "pointer_location", "1"), ("system", "screen_brightness", "1"),
    ],
)  # fmt: skip
def test_settings(adb: Adb, space: str, key: str, value: str) -> None:
    assert adb(f"settings put {space} {key} {value}") == ""
    assert adb(f"settings get {space} {key}") == f"{value}\n"
    assert f"{key}={value}\n" in adb(f"settings list {space}")


@pytest.mark.parametrize("radio", ["wifi", "bluetooth"])
def test_radios(adb: Adb, radio: str) -> None:
    for verb, value in (("enable", "1"), ("disable", "0"), ("enable", "1")):
        adb(f"svc {radio} {verb}")
        assert adb(f"settings get global {radio}_on") == f"{value}\n"


# -- 3.4 providers -------------------------------------------------------------------------------------
def test_messages(adb: Adb) -> None:
    assert adb("content query --uri content://sms/sent") == "No result found.\n"
    adb.server.call(lambda: send(adb.phone.context(), ["+15551234567"], "Hi, there"))
    adb.server.call(lambda: deliver(adb.phone.context(), "5550001", "first"))
    adb.server.call(lambda: deliver(adb.phone.context(), "5550002", "second, with a comma"))
    (sent,) = adb("content query --uri content://sms/sent").splitlines()
    assert re.match(r"Row: 0 _id=\d+, thread_id=\d+, address=\+15551234567, .*date=1697384040000, ", sent)
    assert ", body=Hi, there, service_center=NULL, " in sent
    rows = adb("content query --uri content://sms/inbox").splitlines()
    assert [row.partition(" ")[0] + row[4:6] for row in rows] == ["Row: 0", "Row: 1"]
    assert "address=5550002, " in rows[0], "the newest first"


def test_contacts(adb: Adb) -> None:
    query = "content query --uri content://contacts/phones/ --projection display_name:number"
    adb("pm clear com.android.providers.contacts")
    adb("am start -a android.intent.action.INSERT -t vnd.android.cursor.dir/contact"
        ' -e name "Ann Lee" -e phone +15551234567')  # fmt: skip
    save = re.search(r'text="Save"[^>]*bounds="\[(\d+),(\d+)\]\[(\d+),(\d+)\]"', dump(adb))
    assert save
    left, top, right, bottom = map(int, save.groups())
    adb(f"input tap {(left + right) // 2} {(top + bottom) // 2}")
    assert re.fullmatch(r"Row: 0 display_name=Ann Lee, number=\+1 ?\(?555\)?[- ]123-4567\n|"
                        r"Row: 0 display_name=Ann Lee, number=\+15551234567\n", adb(query))  # fmt: skip


def test_downloads(adb: Adb) -> None:
    adb("content delete --uri content://media/external/downloads")
    adb("content delete --uri content://call_log/calls")
    assert adb("content query --uri content://call_log/calls") == "No result found.\n"


# -- 3.5 looking and acting ----------------------------------------------------------------------------
def dump(adb: Adb) -> str:
    adb("uiautomator dump /sdcard/window_dump.xml")
    xml = adb("cat /sdcard/window_dump.xml")
    assert xml.startswith("<?xml")
    return xml


def test_looking(adb: Adb) -> None:
    assert '<hierarchy rotation="0"><node ' in dump(adb)
    assert adb.connection.exec_out("screencap '-p'").startswith(b"\x89PNG")
    for frame in ("logicalFrame", "physicalFrame"):
        told = adb(f"dumpsys input | grep {frame}")
        assert "logicalFrame=[0, 0, 1080, 2400], physicalFrame=[0, 0, 1080, 2400]" in told
    assert "mCurrentRotation=ROTATION_0" in adb("dumpsys window | grep mCurrentRotation")
    assert adb("wm size") == "Physical size: 1080x2400\n"


def test_acting(adb: Adb) -> None:
    for line in (
        "input tap 540 1200",
        "input tap 540 1200; input tap 540 1200",
        "input swipe 540 1200 540 1200 1000",
        "input swipe 540 1800 540 600 ",
        "input swipe 540 1800 540 600 500",
        "input draganddrop 540 1800 540 600",
        "input keyevent KEYCODE_HOME",
        "input keyevent KEYCODE_BACK",
        "input keyevent KEYCODE_ENTER",
        "input keyevent KEYCODE_ENDCALL; input keyevent KEYCODE_WAKEUP",
    ):
        assert adb(line) == "", line


def test_typing(adb: Adb) -> None:
    adb("am start -a android.intent.action.INSERT -t vnd.android.cursor.dir/contact")
    elements = parse_hierarchy(dump(adb).encode()).elements
    field = next(element for element in elements if "First name" in (element.hint, element.text))
    adb(f"input tap {field.bounds.center.x} {field.bounds.center.y}")
    for line in ("input text O\\'Brien", "input text %s", "input text \\(x\\)\\&Co."):
        adb(line)
    assert "O'Brien (x)&Co." in [element.text for element in parse_hierarchy(dump(adb).encode()).elements]
    adb("input keycombination 113 29 && input keyevent 67")
    assert "Brien" not in dump(adb)


@pytest.mark.parametrize("uri", ["http://", "content://contacts/people/", "content://com.android.calendar",
                                 "mailto:", "content://media/external/images/media/"])  # fmt: skip
def test_open_app_by_address(adb: Adb, uri: str) -> None:
    """The app comes up where there is one; the phone says so, with exit 1, where there is none."""
    reply = adb.connection.shell(f"am start -a android.intent.action.VIEW -d {uri}")
    assert reply.stdout.startswith(b"Starting: Intent { act=android.intent.action.VIEW dat=")
    if not reply.exit_code:
        assert reply.stderr == b""


# -- 3.6 snapshots of apps -----------------------------------------------------------------------------
def test_an_app_is_saved_and_put_back(adb: Adb) -> None:
    package = "com.google.android.deskclock"
    home, kept = f"{DATA}/{package}", f"{DATA}/android_world/snapshots/{package}"
    assert not exists(adb, "-d", kept)
    adb(f"mkdir -p {kept}")
    adb(f"cp -a {home}/. {kept}/")
    before = adb.connection.pull(f"{home}/databases/alarms.db")
    adb("am start -a android.intent.action.SET_ALARM --ei android.intent.extra.alarm.HOUR 6"
        " --ez android.intent.extra.alarm.SKIP_UI true")  # fmt: skip
    assert adb.connection.pull(f"{home}/databases/alarms.db") != before
    adb(f"am force-stop {package}")
    assert exists(adb, "-d", kept)
    assert exists(adb, "-d", home)
    assert "databases" in adb(f"ls -1 {home}")
    adb(f"rm -r {home}/*")
    adb(f"cp -a {kept}/. {home}/")
    adb(f"restorecon -RD {home}")
    adb(f"chmod 777 -R {home}")
    adb(f"am force-stop {package}")
    assert adb.connection.pull(f"{home}/databases/alarms.db") == before


# -- 3.7 what other parts issue ------------------------------------------------------------------------
def test_set_up(adb: Adb) -> None:
    listed = adb("pm list packages").splitlines()
    assert all(re.fullmatch(r"package:[\w.]+", line) for line in listed)
    assert "package:com.android.settings" in listed
    assert adb("getprop ro.build.version.sdk") == "33\n"
    for line in (
        "monkey -p com.google.android.deskclock -candroid.intent.category.LAUNCHER 1",
        "chcon u:object_r:media_rw_data_file:s0 /sdcard/Download",
        "settings put secure sms_default_application com.simplemobiletools.smsmessenger",
        "settings put system accelerometer_rotation 0",
        "settings put system user_rotation 0",
        "settings list secure",
        "settings list global",
        "settings list system",
    ):
        adb(line)
    adb("wm size 1080x2400; wm size reset")


def test_telephony(adb: Adb) -> None:
    assert "mCallState=0" in adb("dumpsys telephony.registry")
    adb("am start -a android.intent.action.CALL -d tel:5551234")
    assert "mCallState=2" in adb("dumpsys telephony.registry")
    adb("input keyevent KEYCODE_ENDCALL")
    assert "mCallState=0" in adb("dumpsys telephony.registry")


@pytest.mark.parametrize("rotation", [0, 1, 2, 3])
def test_every_way_up(adb: Adb, rotation: int) -> None:
    adb("monkey -p com.android.settings 1")
    adb(f"settings put system user_rotation {rotation}")
    assert f"mCurrentRotation=ROTATION_{90 * rotation}" in adb("dumpsys window | grep mCurrentRotation")
    assert f'<hierarchy rotation="{rotation}">' in dump(adb)
