"""Providers, films, monkeys, logs and the smaller services, from the shell."""

import pytest

from device.phone.container import length_ms_of
from device.phone.phone import Phone

SETTINGS = "com.android.settings"


@pytest.fixture
def phone() -> Phone:
    return Phone(seed=1)


def out(phone: Phone, command: str, stdin: bytes = b"") -> str:
    done = phone.shell(command, stdin)
    assert (done.exit_code, done.stderr) == (0, b""), done
    return done.text


# -- content -----------------------------------------------------------------------------------------------
def test_events_by_the_calendar_provider_are_those_of_the_calendar(phone: Phone) -> None:
    uri = "content://com.android.calendar/events"
    begin = phone.clock.date_ms + 3_600_000
    out(phone, f"content insert --uri {uri} --bind title:s:Dentist --bind dtstart:l:{begin} "
               f"--bind dtend:l:{begin + 1_800_000} --bind eventLocation:s:'Main St'")  # fmt: skip
    day = (
        "content insert --uri {} --bind title:s:Fair --bind allDay:i:1 --bind dtstart:l:{} --bind dtend:l:{}"
    )
    out(phone, day.format(uri, 1697414400000, 1697500800000))
    rows = out(phone, f"content query --uri {uri} --projection title:dtstart:allDay --sort 'title DESC'")
    assert (
        rows == "Row: 0 title=Fair, dtstart=1697414400000, allDay=1\n"
        f"Row: 1 title=Dentist, dtstart={begin}, allDay=0\n"
    )
    path = "/data/data/com.simplemobiletools.calendar.pro/databases/events.db"
    assert out(phone, f"sqlite3 {path} 'SELECT title, start_ts, end_ts FROM events ORDER BY id'") == (
        f"Dentist|{begin // 1000}|{begin // 1000 + 1800}\nFair|1697414400|1697414400\n"
    )
    out(phone, f"content update --uri {uri}/1 --bind dtstart:l:{begin + 60_000}")
    assert f"dtend={begin + 1_860_000}" in out(phone, f"content query --uri {uri}/1")
    out(phone, f"content delete --uri {uri} --where \"title='Fair'\"")
    assert "Fair" not in out(phone, f"content query --uri {uri}")
    assert "calendar_displayName=Regular event" in out(
        phone, "content query --uri content://com.android.calendar/calendars"
    )


def test_downloads_come_by_the_provider_and_go_with_their_files(phone: Phone) -> None:
    uri = "content://downloads/my_downloads"
    phone.shell("mkdir -p /data/local/www/a.com; echo hi > /data/local/www/a.com/x.txt")
    out(phone, f"content insert --uri {uri} --bind uri:s:http://a.com/x.txt")
    assert "title=x.txt, uri=http://a.com/x.txt, mimetype=text/plain, status=200" in out(
        phone, f"content query --uri {uri}"
    )
    assert out(phone, f"content read --uri {uri}/1") == "hi\n"
    out(phone, f"content write --uri {uri}/1", b"more")
    assert out(phone, "cat /sdcard/Download/x.txt") == "more"
    out(phone, f"content delete --uri {uri}")
    assert out(phone, "ls /sdcard/Download") == ""
    out(
        phone,
        f"cmd connectivity airplane-mode enable; content insert --uri {uri} --bind uri:s:http://a.com/x.txt",
    )
    assert out(phone, f"content query --uri {uri}") == "No result found.\n"


def test_methods_and_types_of_providers(phone: Phone) -> None:
    uri = "content://settings/system"
    out(phone, f"content call --uri {uri} --method PUT_system --arg font_scale --extra value:s:1.3")
    assert (
        out(phone, f"content call --uri {uri} --method GET_system --arg font_scale")
        == "Result: Bundle[{value=1.3}]\n"
    )
    assert (
        out(phone, "content gettype --uri content://call_log/calls")
        == "Result: vnd.android.cursor.dir/calls\n"
    )


# -- films -------------------------------------------------------------------------------------------------
def test_a_film_lasts_as_long_as_the_phone_was_filmed(phone: Phone) -> None:
    before = phone.clock.uptime_ms
    out(phone, "screenrecord --time-limit 2 --size 216x480 --bit-rate 1M /sdcard/film.mp4")
    assert phone.clock.uptime_ms - before == 2000
    film = phone.files.read("/sdcard/film.mp4")
    assert length_ms_of(film) == 2000
    assert not phone.clock.watchers


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--size 3 /sdcard/a.mp4", "Invalid size '3', must be width x height"),
        ("--time-limit 181 /sdcard/a.mp4", "Time limit 181s outside acceptable range [1,180]"),
        ("--bit-rate 5 /sdcard/a.mp4", "Bit rate 5bps outside acceptable range [100000,200000000]"),
        ("--output-format=h264 -", "ERROR: unable to create video/avc codec instance"),
        ("/nowhere/a.mp4", "ERROR: couldn't open file"),
    ],
)
def test_films_that_are_refused(phone: Phone, options: str, said: str) -> None:
    done = phone.shell(f"screenrecord {options}")
    assert done.stderr.decode() == f"{said}\n"
    assert done.exit_code


# -- monkey ------------------------------------------------------------------------------------------------
def test_a_monkey_plays_the_same_for_the_same_seed_and_stays_in_its_app(phone: Phone) -> None:
    other, third = Phone(seed=1), Phone(seed=1)
    for each, seed in ((phone, 5), (other, 5), (third, 6)):
        said = out(each, f"monkey -p {SETTINGS} -s {seed} -v -v --pct-touch 60 150")
        assert "Events injected: 150\n" in said
        assert said.endswith("// Monkey finished\n")
        assert each.front.package == SETTINGS
    assert not phone.diff(other)
    assert phone.diff(third)


def test_a_monkey_with_a_throttle_takes_its_time(phone: Phone) -> None:
    before = phone.clock.uptime_ms
    out(phone, f"monkey -p {SETTINGS} --throttle 1000 --pct-anyevent 100 11")
    assert phone.clock.uptime_ms - before >= 10_000


# -- logs --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ("-v raw -e 'wor[l]d'", "hello world\n"),
        ("-v tag -s x:E", "E/x       : hello world\n"),
        ("-v raw -m 1 *:E", "hello world\n"),
        ("-v process --pid 4201", "E( 4201) hello world  (x)\n"),
        ("-v long -s x", None),
    ],
)
def test_logcat_shows_what_is_asked_for(phone: Phone, options: str, shown: str | None) -> None:
    phone.shell(f"am start -n {SETTINGS}/.Settings; log -t x -p e hello world; am crash {SETTINGS}")
    said = out(phone, f"logcat -d {options}")
    expected = shown or "[ 10-15 15:34:00.000  4201: 4201 E/x        ]\nhello world\n\n"
    assert said == f"--------- beginning of main\n{expected}"


def test_logcat_knows_its_buffers_and_formats(phone: Phone) -> None:
    phone.shell(f"am start -n {SETTINGS}/.Settings; am crash {SETTINGS}")
    assert "START u0" in out(phone, "logcat -d -b system")
    head, *lines = out(phone, "logcat -d -b crash -v brief").splitlines()
    assert head == "--------- beginning of crash"
    pid = lines[1].rpartition("PID: ")[2]
    assert [line.partition(f"({pid}): ")[2] for line in lines[:3]] == [
        "FATAL EXCEPTION: main",
        f"Process: {SETTINGS}, PID: {pid}",
        "android.app.RemoteServiceException$CrashedByAdbException: shell-induced crash",
    ]
    assert all(line.partition("): ")[2].startswith("\tat ") for line in lines[3:])
    assert phone.shell("logcat -v pretty").stderr == b'Invalid parameter "pretty" to -v\n'
    assert phone.shell("logcat -b nope").exit_code == 1


# -- services ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("cmd alarm set-timezone Europe/Berlin; date +%Z", "CEST\n"),
        ("cmd time_zone_detector suggest_manual_time_zone --zone_id Asia/Tokyo; date +%H", "00\n"),
        ("cmd battery set level 7; cmd battery get level", "7\n"),
        ("cmd role get-role-holders android.app.role.SMS", "com.simplemobiletools.smsmessenger\n"),
        ("am package-importance com.android.settings", "1000\n"),
        ("am to-uri -a android.intent.action.VIEW -d http://x.y", "http://x.y#Intent;action=android.intent.action.VIEW;end\n"),
        ("pm has-feature android.hardware.telephony", "true\n"),
        ("pm get-install-location", "0[auto]\n"),
        ("pm list permission-groups | head -n 1", "permission group:android.permission-group.CALENDAR\n"),
        ("dumpsys uimode | grep -o 'mNightMode=1 .*NO.'", "mNightMode=1 (MODE_NIGHT_NO)\n"),
        ("dumpsys location | grep -o 37.422000", "37.422000\n"),
        (f"am start -n {SETTINGS}/.Settings >/dev/null; dumpsys meminfo {SETTINGS} | grep -c MEMINFO", "1\n"),
    ],
)  # fmt: skip
def test_what_services_tell(phone: Phone, command: str, told: str) -> None:
    assert out(phone, command) == told


@pytest.mark.parametrize(
    "command",
    [
        "wm overscan 0,0,0,0",
        "cmd locale set-app-locales x",
        "am nonsense",
        "cmd clipboard",
    ],
)
def test_what_is_not_there_answers_as_the_unknown(phone: Phone, command: str) -> None:
    done = phone.shell(command)
    assert done.exit_code == 255
    assert (done.stdout + done.stderr).startswith((b"Unknown command: ", b"No shell command implementation."))


@pytest.mark.parametrize("service", ["wifi", "statusbar"])
def test_a_service_without_a_verb_says_what_it_can(phone: Phone, service: str) -> None:
    for asked in (f"cmd {service}", f"cmd {service} help"):
        done = phone.shell(asked)
        assert done.exit_code == 255
        assert b"Print this help text" in done.stdout
        assert done.stderr == b""


def test_services_are_listed_with_what_they_speak(phone: Phone) -> None:
    listed = out(phone, "service list")
    assert "\tactivity: [android.app.IActivityManager]\n" in listed
    assert "\twindow: [android.view.IWindowManager]\n" in listed
    assert listed.startswith(f"Found {listed.count('[')} services:\n")


def test_ls_tells_labels(phone: Phone) -> None:
    phone.shell("echo x > /data/local/tmp/f; mkdir /sdcard/d; echo x > /sdcard/d/f")
    assert out(phone, "cd /data/local/tmp; ls -Z f").rstrip() == "u:object_r:shell_data_file:s0 f"
    assert out(phone, "ls -Z /sdcard/d").rstrip() == "u:object_r:fuse:s0 f"
    assert " u:object_r:fuse:s0 2 20" in out(phone, "ls -lZ /sdcard/d")


def test_a_warm_start_says_so(phone: Phone) -> None:
    start = f"am start -W -n {SETTINGS}/.Settings"
    assert "LaunchState: COLD" in out(phone, start)
    assert "LaunchState: HOT" in out(phone, start)
    assert "LaunchState: COLD" in out(phone, start.replace("-W", "-W -S"))


def test_kill_ends_only_what_is_behind(phone: Phone) -> None:
    out(phone, f"am start -n {SETTINGS}/.Settings; am kill {SETTINGS}")
    assert phone.front.package == SETTINGS
    out(phone, f"input keyevent KEYCODE_HOME; am kill {SETTINGS}")
    assert phone.stack.task_of(SETTINGS) is None


def test_an_app_can_be_hung_and_the_system_cannot(phone: Phone) -> None:
    assert phone.shell("am hang").exit_code == 1
    out(phone, f"am start -n {SETTINGS}/.Settings; input keyevent HOME")
    assert phone.front.package == phone.home_package
    phone.shell(
        f"am start -n {SETTINGS}/.Settings; kill -STOP $(pidof {SETTINGS}); input tap 500 900; sleep 6"
    )
    assert "Application Not Responding" in out(phone, "dumpsys window displays | grep mCurrentFocus")


@pytest.mark.parametrize("whose", ["com.android.shell", "untrusted_defaults", "UNTRUSTED_CLEAR"])
def test_settings_that_the_shell_put_are_reset(phone: Phone, whose: str) -> None:
    phone.settings.put("global", "device_name", "Mine")
    phone.shell("settings put global wifi_on 0; settings put global my_own 1; settings put secure other 2")
    saved = phone.snapshot()
    for held in (phone, phone.fork()):
        held.restore(saved)
        assert out(held, f"settings reset global {whose}") == ""
        asked = "settings get global wifi_on; settings get global my_own; settings get global device_name"
        assert out(held, f"{asked}; settings get secure other") == "1\nnull\nMine\n2\n"


def test_settings_of_others_are_left(phone: Phone) -> None:
    phone.shell("settings put global wifi_on 0")
    phone.settings.put("global", "wifi_on", 0)
    phone.shell("settings reset global com.android.shell; settings reset global net.gsantner.markor")
    assert out(phone, "settings get global wifi_on") == "0\n"
    assert phone.shell("settings reset global nobody").exit_code == 255


def test_trusted_defaults_are_those_of_a_fresh_phone(phone: Phone) -> None:
    fresh = out(phone, "settings list system")
    phone.settings.put("system", "font_scale", "1.3")
    phone.shell("settings put system mine 1; settings delete system volume_ring")
    phone.shell("settings reset system trusted_defaults")
    assert out(phone, "settings list system") == fresh
