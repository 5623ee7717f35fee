"""What clients of a phone ask of its shell: exact answers, and what they change."""

# ruff: noqa: E501  (tables of commands with their exact output, one a line)

import re
import sqlite3
import struct
import zlib

import pytest

from device.look.front import QUESTION, read_front
from device.phone.phone import Phone
from device.phone.system.intent import Intent
from device.phone.system.provider import PROVIDERS, Query, Table, select
from device.phone.system.setting import LATIN_IME
from tests.boot import fresh_phone

SETTINGS = "com.android.settings"
CLOCK = "com.google.android.deskclock"
CLOCK_COMPONENT = f"{CLOCK}/com.android.deskclock.DeskClock"
HOME = "com.google.android.apps.nexuslauncher"
ADB_IME = "com.android.adbkeyboard/.AdbIME"


@pytest.fixture(scope="module")
def module_phone() -> Phone:
    return fresh_phone()


@pytest.fixture
def phone(module_phone: Phone) -> Phone:
    module_phone.reset()
    module_phone.log.clear()
    return module_phone


def out(phone: Phone, command: str) -> str:
    result = phone.shell(command)
    assert result.exit_code == 0, result
    assert result.stderr == b""
    return result.stdout.decode()


MATCH = "priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true"
ANSWERS = [
    # -- AndroidWorld's life cycle (phone-contract 3.1-3.3)
    ("settings put global auto_time 0; settings put system time_12_24 24; settings get system time_12_24", "24\n"),
    ("settings get global wifi_on", "1\n"),
    ("svc wifi disable; settings get global wifi_on; svc wifi enable; settings get global wifi_on", "0\n1\n"),
    ("svc bluetooth enable; settings get global bluetooth_on", "1\n"),
    ("settings get system screen_brightness", "102\n"),
    ("settings get secure no_such_key", "null\n"),
    ("settings delete secure no_such_key; settings put secure k v; settings delete secure k", "Deleted 0 rows\nDeleted 1 rows\n"),
    ("settings put --user 0 global k 'a b'; settings --user 0 get global k; settings list global | grep ^k=", "a b\nk=a b\n"),
    ("service call alarm 3 s16 UTC", "Result: Parcel(00000000    '....')\n"),
    ("am force-stop no.such.app", ""),
    ("am stack remove 4711", ""),
    ("pm clear com.google.android.deskclock", "Success\n"),
    (f"pm grant {SETTINGS} android.permission.POST_NOTIFICATIONS", ""),
    ("am broadcast -a android.intent.action.MEDIA_SCANNER_SCAN_FILE -d file:///storage/emulated/0/Music",
     "Broadcasting: Intent { act=android.intent.action.MEDIA_SCANNER_SCAN_FILE dat=file:///storage/emulated/0/Music"
     " flg=0x400000 }\nBroadcast completed: result=0\n"),
    ('am broadcast -a com.example.ACTION_UPDATE_OVERLAY --es task_type_string "t" --es goal_string "a b"',
     "Broadcasting: Intent { act=com.example.ACTION_UPDATE_OVERLAY flg=0x400000 (has extras) }\n"
     "Broadcast completed: result=0\n"),
    ("content delete --uri content://media/external/downloads", ""),
    ("wm size", "Physical size: 1080x2400\n"),
    ("wm density", "Physical density: 420\n"),
    ("wm size 720x1600; wm size; wm size reset; wm size", "Physical size: 1080x2400\nOverride size: 720x1600\nPhysical size: 1080x2400\n"),
    ("wm density 320; wm density; wm density reset", "Physical density: 420\nOverride density: 320\n"),
    ("dumpsys window | grep mCurrentRotation", "    mCurrentRotation=ROTATION_0\n"),
    ("dumpsys input | grep -o 'logicalFrame=.*\\], physicalFrame=[^]]*\\]'",
     "logicalFrame=[0, 0, 1080, 2400], physicalFrame=[0, 0, 1080, 2400]\n"),
    ("dumpsys telephony.registry | grep mCallState", "    mCallState=0\n"),
    ("appops set com.android.settings android:system_alert_window allow", ""),
    ("getprop ro.build.version.sdk", "33\n"),
    # -- launching
    (f"am start  -W -n {CLOCK_COMPONENT}",
     f"Starting: Intent {{ cmp={CLOCK_COMPONENT} }}\nStatus: ok\nLaunchState: COLD\nActivity: {CLOCK_COMPONENT}\n"
     "TotalTime: 120\nWaitTime: 125\nComplete\n"),
    (f"am start -n {SETTINGS}/.Settings", f"Starting: Intent {{ cmp={SETTINGS}/.Settings }}\n"),
    (f"am start-activity -n {SETTINGS}/{SETTINGS}.Settings", f"Starting: Intent {{ cmp={SETTINGS}/.Settings }}\n"),
    (f"am start -a android.intent.action.MAIN -c android.intent.category.LAUNCHER -f 0x10000000 -n {SETTINGS}/.Settings",
     "Starting: Intent { act=android.intent.action.MAIN cat=[android.intent.category.LAUNCHER] flg=0x10000000"
     f" cmp={SETTINGS}/.Settings }}\n"),
    (f"am start {SETTINGS}", "Starting: Intent { act=android.intent.action.MAIN"
     f" cat=[android.intent.category.LAUNCHER] pkg={SETTINGS} }}\n"),
    (f"monkey -p {SETTINGS} -c android.intent.category.LAUNCHER 1",
     f"  bash arg: -p\n  bash arg: {SETTINGS}\n  bash arg: -c\n  bash arg: android.intent.category.LAUNCHER\n  bash arg: 1\n"
     "Events injected: 1\n## Network stats: elapsed time=12ms (0ms mobile, 0ms wifi, 12ms not connected)\n"),
    (f"cmd package resolve-activity --brief {SETTINGS}", f"{MATCH}\n{SETTINGS}/.Settings\n"),
    (f"cmd package resolve-activity --brief -c android.intent.category.LAUNCHER {SETTINGS} | tail -n 1",
     f"{SETTINGS}/.Settings\n"),
    ("cmd package resolve-activity --brief no.such.app", "No activity found\n"),
    ("am get-current-user", "0\n"),
    ("pm path com.android.settings", "package:/system/app/com.android.settings/base.apk\n"),
    ("pm list packages com.android.settings", "package:com.android.settings\n"),
    ("pm list packages -f com.android.settings", "package:/system/app/com.android.settings/base.apk=com.android.settings\n"),
    ("pm list packages -3 | grep keyboard", "package:com.android.adbkeyboard\n"),
    ("pm list packages -s adbkeyboard; pm list packages -d", ""),
    ("pm list users", "Users:\n\tUserInfo{0:Owner:c13} running\n"),
    ("pm disable-user com.android.settings; pm list packages -d; pm enable com.android.settings",
     "Package com.android.settings new state: disabled-user\npackage:com.android.settings\n"
     "Package com.android.settings new state: enabled\n"),
    ("pm uninstall com.android.adbkeyboard; pm list packages -3 | grep adbkeyboard || true", "Success\n"),
    # -- keyboards
    ("ime list -s", f"{LATIN_IME}\n"),
    ("ime list -s -a; ime list -a -s", f"{LATIN_IME}\n{ADB_IME}\n" * 2),
    (f"ime enable {ADB_IME}; ime enable {ADB_IME}; ime set {ADB_IME}; ime list -s",
     f"Input method {ADB_IME}: now enabled for user #0\nInput method {ADB_IME}: already enabled for user #0\n"
     f"Input method {ADB_IME} selected for user #0\n{LATIN_IME}\n{ADB_IME}\n"),
    (f"ime enable {ADB_IME} >/dev/null; ime set {ADB_IME} >/dev/null; ime disable {ADB_IME};"
     "settings get secure default_input_method", f"Input method {ADB_IME}: now disabled for user #0\n{LATIN_IME}\n"),
    ("ime reset", f"Reset current and enabled IMEs for user #0\n  Selected default IME: {LATIN_IME}\n"),
    # -- other services
    ("cmd wifi set-wifi-enabled disabled; cmd wifi status | head -n 1", "Wifi is disabled\n"),
    ("cmd bluetooth_manager enable; settings get global bluetooth_on", "1\n"),
    ("cmd connectivity airplane-mode enable; cmd connectivity airplane-mode; settings get global airplane_mode_on",
     "enabled\n1\n"),
    ("cmd uimode night; cmd uimode night yes; cmd uimode night", "Night mode: no\nNight mode: yes\nNight mode: yes\n"),
    ("cmd statusbar expand-notifications; cmd statusbar collapse", ""),
    ("cmd settings get global wifi_on; cmd activity get-current-user; cmd package path com.android.settings",
     "1\n0\npackage:/system/app/com.android.settings/base.apk\n"),
    ("cmd notification set_dnd on; settings get global zen_mode", "2\n"),
    ("cmd location set-location-enabled false; cmd location is-location-enabled", "false\n"),
    ("media volume --stream 3 --set 11; settings get system volume_music",
     "[V] will control stream=3 (STREAM_MUSIC)\n[V] will set volume to index=11\n11\n"),
    ("cmd media_session volume --stream 4 --get | tail -n 1", "[V] volume is 6 in range [1..7]\n"),
    ("svc power stayon true; settings get global stay_on_while_plugged_in; svc nfc disable; settings get global nfc_on", "7\n0\n"),
    ("service check wifi; service check nope", "Service wifi: found\nService nope: not found\n"),
    ("dumpsys battery | grep level; dumpsys battery set level 5; dumpsys battery | grep level; dumpsys battery reset",
     "  level: 100\n  level: 5\n"),
    ("dumpsys power | grep -c 'mWakefulness=Awake'; dumpsys wifi | head -n 1", "1\nWi-Fi is enabled\n"),
    ("dumpsys display | grep -o 'orientation=0'", "orientation=0\n"),
    ("content query --uri content://settings/system --projection name:value --where \"name='screen_brightness'\"",
     "Row: 0 name=screen_brightness, value=102\n"),
    ("content query --uri content://settings/system/font_scale --projection value", "Row: 0 value=1.0\n"),
    ("content query --uri content://settings/global --where \"name='nope'\"", "No result found.\n"),
    ("content insert --uri content://settings/system --bind name:s:user_rotation --bind value:i:1;"
     "settings get system user_rotation", "1\n"),
    ("content update --uri content://settings/secure --bind value:s:x --where \"name='android_id'\";"
     "settings get secure android_id", "x\n"),
    ("content delete --uri content://settings/secure --where \"name='android_id'\"; settings get secure android_id", "null\n"),
    ("content query --uri content://settings/secure --projection name --sort 'name DESC' | head -n 1",
     "Row: 0 name=user_setup_complete\n"),
    ("echo x > /sdcard/DCIM/a.png; content query --uri content://media/external/images/media --projection _display_name:_size",
     "Row: 0 _display_name=a.png, _size=2\n"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "expected"), ANSWERS)
def test_answers(phone: Phone, command: str, expected: str) -> None:
    assert out(phone, command) == expected


@pytest.mark.parametrize(
    ("command", "stdout", "stderr", "status"),
    [
        ("am start -n com.foo/.Bar", "Starting: Intent { cmp=com.foo/.Bar }\n",
         "Error type 3\nError: Activity class {com.foo/com.foo.Bar} does not exist.\n", 1),
        (f"am start -n {SETTINGS}/.No", f"Starting: Intent {{ cmp={SETTINGS}/.No }}\n",
         f"Error type 3\nError: Activity class {{{SETTINGS}/{SETTINGS}.No}} does not exist.\n", 1),
        ("am start -a android.intent.action.VIEW -d gopher://x/y?z",
         "Starting: Intent { act=android.intent.action.VIEW dat=gopher://x/y }\n",
         "Error: Activity not started, unable to resolve Intent { act=android.intent.action.VIEW dat=gopher://x/y"
         " flg=0x10000000 }\n", 1),
        ("am start --bogus", "",
         "\nException occurred while executing 'start':\njava.lang.IllegalArgumentException: Unknown option: --bogus\n", 255),
        ("am start -a x --ei n abc", "",
         "\nException occurred while executing 'start':\njava.lang.NumberFormatException: For input string: \"abc\"\n", 255),
        ("pm list", "Error: didn't specify type of data to list\n", "", 255),
        ("pm list nope", "Error: unknown list type 'nope'\n", "", 255),
        ("cmd uimode nope", "Unknown command: nope\n", "", 255),
        *((f"{name} nope", "Unknown command: nope\n", "", 255) for name in
          ("am", "pm", "wm", "ime", "settings", "cmd wifi", "cmd statusbar", "cmd notification")),
        ("input nope", "Unknown command: nope\n", "", 0),
        ("run-as com.android.settings id", "", "run-as: package not debuggable: com.android.settings\n", 1),
        ("monkey -p no.such.app 1", "  bash arg: -p\n  bash arg: no.such.app\n  bash arg: 1\n** No activities found to run, monkey aborted.\n", "", 252),
        ("pm clear no.such.app", "", "Failed\n", 1),
        ("pm path no.such.app", "", "", 1),
        ("pm grant no.such.app android.permission.CAMERA", "",
         "\nException occurred while executing 'grant':\njava.lang.IllegalArgumentException: Unknown package: no.such.app\n", 255),
        ("pm uninstall com.android.settings", "Failure [DELETE_FAILED_INTERNAL_ERROR]\n", "", 1),
        ("input text 你好", "",
         "\nException occurred while executing 'text':\njava.lang.NullPointerException: Attempt to get length of null array\n"
         "\tat com.android.server.input.InputShellCommand.sendText(InputShellCommand.java:311)\n", 255),
        ("input tap a b", "",
         "\nException occurred while executing 'tap':\njava.lang.IllegalArgumentException: Error: Invalid arguments for command: tap\n", 255),
        *((f"input {args}", "",
           f"\nException occurred while executing '{args.split()[0]}':\njava.lang.IllegalArgumentException: {why}\n", 255)
          for args, why in (
            ("tap", 'Argument expected after "tap"'), ("swipe 1 2 3", 'Argument expected after "3"'),
            ("touchscreen tap 5", 'Argument expected after "5"'), ("text", 'Argument expected after "text"'),
            ("keyevent", 'Argument expected after "keyevent"'), ("motionevent DOWN 5", 'Argument expected after "5"'),
            ("motionevent ABOVE 1 2", "Unknown action: ABOVE"), ("keycombination 29", "keycombination requires at least 2 keycodes"),
            ("keycombination 29 NONE", "Unknown keycode: NONE"),
          )),
        ("input tap 1 1 too many; input motionevent CANCEL 5", "", "", 0),
        ("input swipe 540 1800 540 600 99999999", "", "", 0),
        ("input swipe 540 1800 540 600 2147483648", "",
         "\nException occurred while executing 'swipe':\njava.lang.IllegalArgumentException: Error: Invalid arguments for command: swipe\n", 255),
        ("screenrecord --size 1x1 --time-limit 1 /sdcard/tiny.mp4", "",
         "ERROR: unable to configure video/avc codec at 1x1 (err=-22)\n", 234),
        ("ls /sdcard/tiny.mp4", "", "ls: /sdcard/tiny.mp4: No such file or directory\n", 1),
        ("settings get nowhere x", "", "Invalid namespace 'nowhere'\n", 255),
        ("settings put global x", "", "Bad arguments\n", 255),
        ("ime set no/.Ime", "", "Unknown input method no/.Ime cannot be selected for user #0\n", 255),
        (f"ime set {ADB_IME}", "", f"Unknown input method {ADB_IME} cannot be selected for user #0\n", 255),
        ("cmd nope", "", "cmd: Can't find service: nope\n", 20),
        ("dumpsys nope", "", "Can't find service: nope\n", 0),
        ("content query --uri content://nope/x", "",
         "Error while accessing provider:nope\njava.lang.IllegalStateException: Could not find provider: nope\n", 0),
        ("content query --uri content://settings/system --where 'nope'", "",
         "Error while accessing provider:settings\nandroid.database.sqlite.SQLiteException: no such column: nope\n", 0),
        ("screenrecord", "", "Must specify output file (see --help).\n", 2),
        ("uiautomator dump /nope/x.xml", "",
         "java.io.FileNotFoundException: /nope/x.xml: open failed: ENOENT (No such file or directory)\n", 1),
        ("screencap /nope/x.png", "", "Error opening file: /nope/x.png (No such file or directory)\n", 1),
        ("app_process / com.wetest.uia2.Main", "", "Error: could not find or load main class com.wetest.uia2.Main\nAborted \n", 134),
    ],
)  # fmt: skip
def test_refusals(phone: Phone, command: str, stdout: str, stderr: str, status: int) -> None:
    result = phone.shell(command)
    assert (result.stdout.decode(), result.stderr.decode(), result.exit_code) == (stdout, stderr, status)


# -- what is open --------------------------------------------------------------------------------------------
def test_the_foreground_is_told_in_every_way(phone: Phone) -> None:
    out(phone, f"am start -W -n {CLOCK_COMPONENT}")
    line = out(phone, "am stack list | grep -E visible=true")
    assert re.fullmatch(
        rf"  taskId=\d+: {CLOCK_COMPONENT} bounds=\[0,0\]\[1080,2400\] userId=0 visible=true "
        rf"topActivity=ComponentInfo\{{{CLOCK_COMPONENT}\}}\n",
        line,
    )
    for command in ("dumpsys window", "dumpsys window windows", "dumpsys window displays"):
        focus = out(phone, f"{command} | grep mCurrentFocus")
        assert re.fullmatch(rf"  mCurrentFocus=Window\{{[0-9a-f]+ u0 {CLOCK_COMPONENT}\}}\n", focus)
    assert CLOCK_COMPONENT in out(phone, "dumpsys activity activities | grep topResumedActivity")
    assert CLOCK in out(phone, "dumpsys activity top")


def test_our_own_client_reads_the_front(phone: Phone) -> None:
    out(phone, f"am start -n {SETTINGS}/.Settings")
    front = read_front(phone.shell(QUESTION).stdout.decode())
    assert (front.package, front.activity) == (SETTINGS, f"{SETTINGS}.Settings")
    assert (front.size, front.rotation, front.keyboard_shown, front.secure) == ((1080, 2400), 0, False, False)
    assert str(front.local_time) == "2023-10-15 15:34:00+00:00"


def test_recent_tasks_can_be_listed_and_removed(phone: Phone) -> None:
    out(phone, f"am start -n {SETTINGS}/.Settings; am start -n {CLOCK_COMPONENT}")
    ids = re.findall(r"id=(\d+)", out(phone, "dumpsys activity recents"))
    assert len(ids) == 3
    for task in ids:
        out(phone, f"am stack remove {task}")
    assert phone.front.package == HOME
    assert "visible=true" in out(phone, "am stack list")


def test_force_stop_and_start_by_package(phone: Phone) -> None:
    out(phone, f"monkey -p {SETTINGS} 1")
    assert phone.front.package == SETTINGS
    out(phone, f"am force-stop {SETTINGS}")
    assert phone.front.package == HOME
    out(phone, f"am start -S -n {SETTINGS}/.Settings; kill -9 $(pidof {SETTINGS})")
    assert phone.front.package == HOME


@pytest.mark.parametrize("end", ["am force-stop {}", "am crash {}", "kill $(pidof {})"])
def test_an_app_that_is_opened_anew_is_another_process(phone: Phone, end: str) -> None:
    open_it, number = f"monkey -p {CLOCK} 1 > /dev/null", f"pidof {CLOCK}"
    before = out(phone, f"{open_it}; {number}")
    assert out(phone, number) == before
    assert out(phone, f"{end.format(CLOCK)}; {open_it}; {number}") != before


def test_a_fork_and_a_restored_phone_have_the_processes_of_then(phone: Phone) -> None:
    out(phone, f"monkey -p {CLOCK} 1")
    before, saved = out(phone, f"pidof {CLOCK}"), phone.snapshot()
    assert phone.fork().shell(f"pidof {CLOCK}").text == before
    out(phone, f"am force-stop {CLOCK}; monkey -p {CLOCK} 1")
    phone.restore(saved)
    assert out(phone, f"pidof {CLOCK}") == before


def test_all_that_tell_of_a_process_agree_on_its_user_and_number(phone: Phone) -> None:
    out(phone, f"monkey -p {SETTINGS} 1; monkey -p {CLOCK} 1")
    for package in (SETTINGS, CLOCK, HOME):
        pid = out(phone, f"pidof {package}").strip()
        uid = out(phone, f"pm list packages -U {package}").rpartition(":")[2].strip()
        user = "system" if uid == "1000" else f"u0_a{int(uid) - 10_000}"
        assert re.findall(rf"^{user} +{pid} .*{package}$", out(phone, "ps -A"), re.MULTILINE)
        assert out(phone, f"ps -o USER -p {pid}") == f"USER\n{user}\n"
        (told,) = re.findall(rf"UID (\d+) .* {pid}:{package}/", out(phone, "dumpsys activity processes"))
        assert told == uid
        assert f"userId={uid}\n" in out(phone, f"dumpsys package {package}")
        assert f"(pid {pid})" in out(phone, "dumpsys meminfo")
        assert out(phone, f"stat -c %U /data/data/{package}") == f"{user}\n"


def test_an_app_with_two_tasks_is_one_process(phone: Phone) -> None:
    out(phone, f"monkey -p {SETTINGS} 1; monkey -p {CLOCK} 1")
    phone.start(Intent(component=f"{SETTINGS}/{SETTINGS}.Settings"), same_task=True)
    assert out(phone, "am stack list").count(f": {SETTINGS}/") == 2
    assert out(phone, "dumpsys activity processes").count(f":{SETTINGS}/") == 1


def test_an_app_is_stopped_from_force_stop_until_it_is_opened(phone: Phone) -> None:
    told = f"dumpsys package {CLOCK} | grep -o stopped=[a-z]*"
    assert out(phone, f"monkey -p {CLOCK} 1 > /dev/null; {told}") == "stopped=false\n"
    assert out(phone, f"am force-stop {CLOCK}; {told}") == "stopped=true\n"
    assert out(phone, f"monkey -p {CLOCK} 1 > /dev/null; {told}") == "stopped=false\n"
    assert out(phone, f"am crash {CLOCK}; {told}") == "stopped=false\n"  # it stopped by itself


def test_intents_carry_data_and_extras(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(phone, "start", lambda intent: seen.append(intent) or "a/b")
    phone.shell(
        "am start -a A -d sms:1 -t x/y -n p/.C -c c1 -c c2 --es s 'a b' -e e '' --ei i 7 --ez z true --el l 8 "
        "--ef f 1.5 --activity-clear-top --esn n --user 0"
    )
    intent = seen[0]
    assert (intent.action, intent.data, intent.type, intent.component) == ("A", "sms:1", "x/y", "p/p.C")
    assert intent.categories == ("c1", "c2")
    assert intent.extras == {"s": "a b", "e": "", "i": 7, "z": True, "l": 8, "f": 1.5, "n": ""}


def test_a_broadcast_is_answered(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone, "broadcast", lambda intent: (-1, "a b"))
    assert out(phone, "am broadcast -a clipper.get").endswith('Broadcast completed: result=-1, data="a b"\n')


def test_query_activities_lists_what_can_be_opened(phone: Phone) -> None:
    text = out(
        phone,
        "cmd package query-activities --brief -a android.intent.action.MAIN -c android.intent.category.LAUNCHER",
    )
    found = re.findall(r"^\s*([A-Za-z][\w.]*)/([\w.$]+)\s*$", text, re.MULTILINE)
    assert {package for package, _ in found} == {app.manifest.package for app in phone.packages.launchable()}
    assert text.startswith(f"{len(found)} activities found:\n  Activity #0:\n    {MATCH}\n")


# -- fingers, keys, text ---------------------------------------------------------------------------------------
def field_text(phone: Phone) -> str:
    return next(element.text for element in phone.frame().elements() if element.is_editable)


@pytest.fixture
def typing(phone: Phone) -> Phone:
    """A phone with the focus in the drawer's search field."""
    out(phone, "input swipe 540 1800 540 500")
    field = next(element for element in phone.frame().elements() if element.is_editable)
    out(phone, f"input tap {field.bounds.center.x} {field.bounds.center.y}")
    return phone


def test_text_is_typed_into_the_field(typing: Phone) -> None:
    assert "mInputShown=true" in out(typing, "dumpsys input_method")
    out(typing, "input text a%sb; input text %s; input text 'c$d'")
    assert field_text(typing) == "a b c$d"
    out(typing, "input keycombination 113 29 && input keyevent 67")
    assert typing.frame().elements()
    out(typing, "input keyevent 29 30 KEYCODE_C; input keyevent --longpress DEL")
    assert field_text(typing) == "ab"
    result = typing.shell("input text ü")
    assert result.exit_code == 255
    assert field_text(typing) == "ab"


def test_text_by_the_adb_keyboard_while_it_is_the_keyboard(typing: Phone) -> None:
    out(typing, "am broadcast -a ADB_INPUT_B64 --es msg 5L2g5aW9")
    assert "你" not in field_text(typing)
    out(typing, f"ime enable {ADB_IME} && ime set {ADB_IME}; am broadcast -a ADB_CLEAR_TEXT")
    out(
        typing,
        "am broadcast -a ADB_INPUT_B64 --es msg 5L2g5aW9; am broadcast -a ADB_INPUT_TEXT --es msg ' é'",
    )
    assert field_text(typing) == "你好 é"
    out(
        typing,
        "am broadcast -a ADB_INPUT_CHARS --eia chars 33,128512; am broadcast -a ADB_INPUT_CODE --ei code 67",
    )
    assert field_text(typing) == "你好 é!"
    out(typing, "am broadcast -a ADB_INPUT_B64 --es msg ''; am broadcast -a ADB_INPUT_B64 --es msg '*'")
    assert field_text(typing) == "你好 é!"
    out(typing, "am broadcast -a ADB_CLEAR_TEXT")
    assert "你" not in field_text(typing)


def test_gestures_take_the_phone_s_time_and_looking_does_not(phone: Phone) -> None:
    before = phone.clock.uptime_ms
    out(phone, "uiautomator dump; screencap -p > /dev/null; dumpsys window > /dev/null")
    assert phone.clock.uptime_ms == before
    out(phone, "input tap 1 1; input touchscreen tap 1 1; input -d 0 tap 1 1; input keyevent 0")
    assert phone.clock.uptime_ms > before


def test_a_long_press_is_a_swipe_in_one_place(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(phone.touch, "swipe", lambda *args: seen.append(args))
    monkeypatch.setattr(phone.touch, "drag", lambda *args: seen.append(args))
    monkeypatch.setattr(phone.touch, "trace", lambda *args: seen.append(args))
    out(
        phone,
        "input swipe 5 6 5 6 1000; input swipe 1 2 3 4 ; input swipe 1.5 2 3 4 500; input draganddrop 1 2 3 4 900",
    )
    out(phone, "input motionevent DOWN 1 2; input motionevent MOVE 5 5; input motionevent UP 9 9")
    assert seen == [
        (5, 6, 5, 6, 1000),
        (1, 2, 3, 4, 300),
        (1, 2, 3, 4, 500),
        (1, 2, 3, 4, 900),
        (((1, 2), (5, 5), (9, 9)), 300),
    ]


def test_a_finger_put_down_and_lifted_by_events_of_its_own_is_one_finger(phone: Phone) -> None:
    before = phone.events.since(0)[-1].number

    def done(script: str) -> list[str]:
        nonlocal before
        out(phone, script)
        told = [event for event in phone.events.since(before) if event.kind == "input"]
        before = phone.events.since(0)[-1].number
        return [event.what for event in told]

    assert done("input motionevent DOWN 300 900; sleep 1; input motionevent UP 300 900") == [
        "long press 300 900"
    ]
    assert done("input keyevent HOME; input motionevent DOWN 3 9; input motionevent UP 3 9")[-1] == "tap 3 9"
    assert done("input motionevent DOWN 3 9; input motionevent CANCEL; input motionevent UP 3 9") == []
    assert done("input motionevent MOVE 3 9; input motionevent UP 3 900") == []


def test_a_finger_that_comes_back_moves_a_list_by_nothing(phone: Phone) -> None:
    out(phone, f"am start -n {SETTINGS}/.Settings")
    first = phone.frame().xml()
    down, up = "input motionevent DOWN 540 1800", "input motionevent UP 540"
    out(phone, f"{down}; input motionevent MOVE 540 1200; {up} 1800")
    assert phone.frame().xml() == first
    out(phone, f"{down}; input motionevent MOVE 540 1700; input motionevent MOVE 540 900; {up} 1200")
    moved = phone.frame().xml()
    assert moved != first
    out(phone, "input swipe 540 1200 540 1800; input swipe 540 1800 540 1200")
    assert phone.frame().xml() == moved


def test_a_list_goes_along_with_a_finger_that_is_still_down(phone: Phone) -> None:
    out(phone, f"am start -n {SETTINGS}/.Settings; input swipe 540 1800 540 1200")
    swiped = phone.frame().xml()
    out(phone, "input swipe 540 1200 540 1800")
    first = phone.frame().xml()
    out(phone, "input motionevent DOWN 540 1800; input motionevent MOVE 540 1500")
    half = phone.frame().xml()
    assert half not in (first, swiped)
    out(phone, "input motionevent MOVE 540 1200")
    assert phone.frame().xml() == swiped
    out(phone, "input motionevent UP 540 1200")
    assert phone.frame().xml() == swiped


# -- what is on the screen -------------------------------------------------------------------------------------
def test_the_tree_goes_to_a_file_and_to_the_terminal(phone: Phone) -> None:
    xml = phone.frame().xml()
    assert (
        out(phone, "uiautomator dump /sdcard/window_dump.xml")
        == "UI hierchary dumped to: /sdcard/window_dump.xml\n"
    )
    assert phone.shell("cat /sdcard/window_dump.xml").stdout == xml
    assert out(phone, "uiautomator dump --compressed") == "UI hierchary dumped to: /sdcard/window_dump.xml\n"
    small = phone.shell("cat /sdcard/window_dump.xml").stdout
    assert small == phone.frame().compressed_xml()
    assert len(small) < len(xml)
    assert phone.shell("uiautomator dump /dev/tty").stdout == xml + b"UI hierchary dumped to: /dev/tty\n"
    assert out(phone, "rm -f /data/local/tmp/d; uiautomator dump /data/local/tmp/d && echo success").endswith(
        "success\n"
    )


def test_pictures(phone: Phone) -> None:
    png = phone.shell("screencap -p").stdout
    assert png.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", png[16:24]) == (1080, 2400)
    assert phone.shell("screencap '-p'").stdout == png
    out(phone, "screencap -p /sdcard/a; screencap /sdcard/b.png; screencap -d 0 -p /sdcard/c")
    assert (
        phone.files.read("/sdcard/a")
        == phone.files.read("/sdcard/b.png")
        == phone.files.read("/sdcard/c")
        == png
    )
    raw = phone.shell("screencap").stdout
    assert struct.unpack("<4I", raw[:16]) == (1080, 2400, 1, 1)
    assert len(raw) == 16 + 1080 * 2400 * 4
    assert zlib.crc32(raw[16:]) == zlib.crc32(phone.camera.rgba())


# -- databases -------------------------------------------------------------------------------------------------
def test_sqlite_reads_and_writes_live_databases(phone: Phone) -> None:
    name = next(iter(phone.apps[CLOCK].manifest.databases))
    path = f"/data/data/{CLOCK}/databases/{name}"
    database = phone.database(CLOCK, name)
    out(phone, f"sqlite3 {path} \"CREATE TABLE t (a, b); INSERT INTO t VALUES (1, NULL), (2.5, 'x|y');\"")
    assert database.rows("SELECT * FROM t") == [(1, None), (2.5, "x|y")]
    assert out(phone, f"sqlite3 {path} 'SELECT * FROM t'") == "1|\n2.5|x|y\n"
    copy = sqlite3.connect(":memory:")
    copy.deserialize(phone.files.read(path))
    assert copy.execute("SELECT count(*) FROM t").fetchone() == (2,)
    copy.close()


SQL = "sqlite3 /data/local/tmp/x.db"


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (f"{SQL} 'SELECT 1, 2; SELECT 3'", "1|2\n3\n"),
        (f"{SQL} -header 'SELECT 1 AS a, \"x,y\" AS b FROM (SELECT 1)'", "a|b\n1|x,y\n"),
        (f"{SQL} -separator , 'SELECT 1, 2'", "1,2\n"),
        (f"{SQL} 'CREATE TABLE t (a)' 'INSERT INTO t VALUES (1)' .tables; {SQL} .schema; {SQL} 'SELECT * FROM t'",
         "t\nCREATE TABLE t (a);\n1\n"),
        (f"echo 'SELECT 1;' | {SQL}; printf 'SELECT 1\\nAS a;\\n' | {SQL} -header", "1\na\n1\n"),
        (f"{SQL} 'BEGIN; CREATE TABLE t (a); ROLLBACK; SELECT count(*) FROM sqlite_master'", "0\n"),
        (f"{SQL} \"SELECT 'a''b', x'4142', 1.0, 1e20\"", "a'b|AB|1.0|1e+20\n"),
        ("sqlite3 :memory: 'SELECT 5'", "5\n"),
    ],
)  # fmt: skip
def test_sqlite(phone: Phone, command: str, expected: str) -> None:
    assert out(phone, command) == expected


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (f"{SQL} 'SELECT * FROM nope'", "Error: no such table: nope\n"),
        (f"{SQL} \"ATTACH '/etc/passwd' AS x\"", "Error: not authorized\n"),
        (f"{SQL} \"VACUUM INTO '/tmp/x'\"", "Error: authorization denied\n"),
        (f"echo 'bad sql;' | {SQL}", 'Error: near line 1: near "bad": syntax error\n'),
        ("sqlite3 /proc/version .tables", "Error: file is not a database\n"),
        *(
            (
                f"sqlite3 {path} 'SELECT 1'",
                f'Error: unable to open database "{path}": unable to open database file\n',
            )
            for path in ("/nosuch/a.db", "/sdcard", "/system/a.db")
        ),
        (f"{SQL} .nope", 'Error: unknown command or invalid arguments:  "nope".\n'),
    ],
)
def test_sqlite_refuses(phone: Phone, command: str, message: str) -> None:
    result = phone.shell(command)
    assert (result.stderr.decode(), result.exit_code) == (message, 1)


@pytest.mark.parametrize(("command", "status"), [("cmd uimode", 255), ("cmd uimode help", 0)])
def test_night_mode_without_a_verb_says_what_there_is(phone: Phone, command: str, status: int) -> None:
    done = phone.shell(command)
    assert done.exit_code == status
    assert done.stdout.startswith(b"UiMode manager service (uimode) commands:\n")
    assert done.stderr == b""


def test_an_app_forgets_and_remakes_its_databases_at_force_stop(phone: Phone) -> None:
    """Phone-contract 4.1: the folder is emptied, one file pushed, the others come back with their tables."""
    names = list(phone.apps[CLOCK].manifest.databases)
    folder = f"/data/data/{CLOCK}/databases"
    phone.shell(f"rm -r {folder}/*")
    assert out(phone, f"ls {folder}") == ""
    phone.shell(f"am force-stop {CLOCK}")
    assert out(phone, f"ls {folder}").split() == sorted(names)
    for name in names:
        assert out(phone, f"sqlite3 {folder}/{name} .tables").strip()


def test_snapshot_restore_as_androidworld_does_it(phone: Phone) -> None:
    data, snapshot = f"/data/data/{CLOCK}", f"/data/data/android_world/snapshots/{CLOCK}"
    database = phone.database(CLOCK, next(iter(phone.apps[CLOCK].manifest.databases)))
    out(phone, f"mkdir -p {snapshot}; cp -a {data}/. {snapshot}/")
    image = database.save()
    database.run("CREATE TABLE junk (a)")
    phone.shell(
        f"am force-stop {CLOCK}; rm -r {data}/*; cp -a {snapshot}/. {data}/; restorecon -RD {data}; chmod 777 -R {data}"
    )
    assert database.save() == image
    assert (
        phone.files.database_at(f"{data}/databases/{next(iter(phone.apps[CLOCK].manifest.databases))}")
        is database
    )


# -- the rest ----------------------------------------------------------------------------------------------------
def test_a_provider_can_be_added(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    class Inbox:
        def query(self, phone: Phone, query: Query) -> Table:
            return select(Table(("_id", "body"), [(1, "Hi, there"), (2, None)]), query)

    monkeypatch.setitem(PROVIDERS, "sms", Inbox())
    text = out(phone, "content query --uri content://sms/inbox")
    assert text == "Row: 0 _id=1, body=Hi, there\nRow: 1 _id=2, body=NULL\n"


def test_reboot_is_asked_for_as_init_is_asked(phone: Phone) -> None:
    out(phone, "reboot bootloader")
    assert phone.properties["sys.powerctl"] == "reboot,bootloader"


def test_the_contract_s_own_line_noise(phone: Phone) -> None:
    """Doubled and trailing blanks, a leading newline: as adb joins what scripts give it."""
    assert phone.shell(f"am start  -W -n {CLOCK_COMPONENT} ").exit_code == 0
    assert phone.shell("input swipe 100 200 300 400 ").exit_code == 0
    line = '\n        if [ -d "/sdcard/Music" ]; then\n            echo "Exists"\n        else\n            echo "no"\n        fi\n      '
    assert phone.shell(line).stdout == b"Exists\n"
