"""Providers, films, monkeys, logs and the smaller services, from the shell."""

import pytest

from device.phone.file.container import length_ms_of
from device.phone.phone import Phone
from tests.boot import fresh_phone

SETTINGS = "com.android.settings"


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


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
    assert out(phone, "cat /sdcard/Download/x.txt") == "hi\n"
    out(phone, f"content delete --uri {uri}")
    assert out(phone, "ls /sdcard/Download") == ""
    out(
        phone,
        f"cmd connectivity airplane-mode enable; content insert --uri {uri} --bind uri:s:http://a.com/x.txt",
    )
    assert out(phone, f"content query --uri {uri}") == "No result found.\n"


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
def test_a_monkey_opens_an_app_and_does_no_more(phone: Phone) -> None:
    said = out(phone, f"monkey -p {SETTINGS} -s 5 -v -v --throttle 9 --pct-touch 60 1")
    assert "Events injected: 1\n" in said
    assert said.endswith("// Monkey finished\n")
    assert phone.front.package == SETTINGS
    many = phone.shell("monkey -p com.google.android.deskclock 20")
    assert (many.exit_code, phone.front.package) == (255, SETTINGS)
    assert b"the count has to be 1" in many.stderr


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


def test_a_buffer_has_its_own_entries_and_is_cleared_alone(phone: Phone) -> None:
    phone.shell(f"am start -n {SETTINGS}/.Settings; log -t x hello; am crash {SETTINGS}")
    main = "--------- beginning of main\nhello\n"
    assert out(phone, "logcat -d -b main -v raw") == main
    phone.shell("logcat -b crash -c")
    assert out(phone, "logcat -d -b crash") == "--------- beginning of crash\n"
    assert "START u0" in out(phone, "logcat -d")
    assert out(phone, "logcat -d -b main -v raw") == main
    phone.shell("logcat -b all -c")
    assert out(phone, "logcat -d") == "--------- beginning of main\n"


LOGGED = "log -t a one; date -s @1700000000.5 >&-; log -t a two; date 010203042024 >&-; log -t a three"


def logged(phone: Phone, options: str, zone: str = "") -> list[str]:
    phone.shell("logcat -c; date 101515342023 > /dev/null")
    return out(phone, f"{LOGGED}; {zone}logcat -d {options}").splitlines()[1:]


@pytest.mark.parametrize(
    ("options", "times"),
    [
        ("-v threadtime", ("10-15 15:34:00.000 ", "11-14 22:13:20.500 ", "01-02 03:04:00.000 ")),
        ("-v time", ("10-15 15:34:00.000 I/", "11-14 22:13:20.500 I/", "01-02 03:04:00.000 I/")),
        ("-v year", ("2023-10-15 15:34:00.000 ", "2023-11-14 22:13:20.500 ", "2024-01-02 ")),
        ("-v epoch", ("         1697384040.000 ", "         1700000000.500 ", "         1704164640.000 ")),
        ("-v zone", ("10-15 15:34:00.000 +0000 ", "11-14 22:13:20.500 +0000 ", "01-02 ")),
    ],
)
def test_an_entry_of_the_log_has_the_time_it_was_written_at(
    phone: Phone, options: str, times: tuple[str, ...]
) -> None:
    shown = logged(phone, options)
    assert [line.endswith(words) for line, words in zip(shown, ("one", "two", "three"), strict=True)] == [
        True
    ] * 3
    assert [line.startswith(time) for line, time in zip(shown, times, strict=True)] == [True] * 3


def test_the_log_tells_time_in_zones(phone: Phone) -> None:
    phone.shell("service call alarm 3 s16 America/New_York")
    assert logged(phone, "-v time,zone")[0].startswith("10-15 15:34:00.000 -0400 I/")
    assert logged(phone, "-v time,zone", "TZ=Europe/Berlin ")[0].startswith("10-15 21:34:00.000 +0200 I/")
    assert logged(phone, "-v time -v UTC")[0].startswith("10-15 19:34:00.000 +0000 I/")


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ("-t 2", ["two", "three"]),
        ("-t 0", ["three"]),
        ("-T 9", ["one", "two", "three"]),
    ],
)
def test_the_latest_of_the_log(phone: Phone, options: str, shown: list[str]) -> None:
    assert logged(phone, f"-v raw {options}") == shown


def test_the_log_tells_when_an_activity_is_seen(phone: Phone) -> None:
    phone.shell("logcat -c")
    out(phone, f"am start -n {SETTINGS}/.Settings; input keyevent HOME; am start -n {SETTINGS}/.Settings")
    shown = [line for line in out(phone, "logcat -d -b system -v brief").splitlines() if "Displayed" in line]
    assert shown == [f"I/ActivityTaskManager(  812): Displayed {SETTINGS}/.Settings: +120ms"]


# -- intents as URIs ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("uri", "front"),
    [
        (f"intent:#Intent;component={SETTINGS}/.Settings;end", SETTINGS),
        ("intent:#Intent;action=android.settings.WIFI_SETTINGS;end", SETTINGS),
        ("intent://shop.example/#Intent;scheme=http;package=com.android.chrome;end", "com.android.chrome"),
        (
            "intent:5551234#Intent;scheme=tel;action=android.intent.action.DIAL;end",
            "com.google.android.dialer",
        ),
        (f"android-app://{SETTINGS}", SETTINGS),
        ("android-app://com.android.chrome/http/shop.example/", "com.android.chrome"),
    ],
)
def test_am_start_opens_what_a_uri_names(phone: Phone, uri: str, front: str) -> None:
    out(phone, "input keyevent HOME")
    done = phone.shell(f"am start '{uri}'")
    assert (done.exit_code, done.stderr) == (0, b"")
    assert phone.front.package == front


def test_a_uri_is_an_intent_for_broadcasts_and_services_too(phone: Phone) -> None:
    assert out(phone, "am broadcast 'intent:#Intent;action=a.b;S.k=v;end'") == (
        "Broadcasting: Intent { act=a.b flg=0x400000 (has extras) }\nBroadcast completed: result=0\n"
    )
    service = f"intent:#Intent;component={SETTINGS}/.Some;end"
    assert phone.shell(f"am startservice '{service}'").stdout.decode() == (
        f"Starting service: Intent {{ act=android.intent.action.VIEW cmp={SETTINGS}/.Some }}\n"
    )


@pytest.mark.parametrize(
    ("uri", "fault"),
    [
        (
            "intent:#Intent;q=1;end",
            "java.lang.RuntimeException: unknown EXTRA type at index 15: intent:#Intent;q=1;end",
        ),
        (
            "intent:#Intent;action=a",
            "java.lang.RuntimeException: illegal Intent URI format at index 15: intent:#Intent;a",
        ),
        ("intent:#Intent;i.n=x;end", 'java.lang.NumberFormatException: For input string: "x"'),
        ("intent:#Intent;launchFlags=;end", 'java.lang.NumberFormatException: For input string: ""'),
    ],
)
def test_a_uri_that_is_no_intent_is_told(phone: Phone, uri: str, fault: str) -> None:
    done = phone.shell(f"am start '{uri}'")
    assert done.exit_code == 255
    assert fault in done.stderr.decode()


# -- services ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("cmd battery set level 7; dumpsys battery | grep level", "  level: 7\n"),
        ("locksettings get-disabled; locksettings set-disabled false; locksettings get-disabled",
         "true\nLock screen disabled set to false\nfalse\n"),
        ("locksettings set-disabled --user 0 true; cmd lock_settings get-disabled --user 0",
         "Lock screen disabled set to true\ntrue\n"),
        ("locksettings clear; locksettings verify",
         "Lock credential cleared\nLock credential verified successfully\n"),
        ("locksettings clear --old 1234; echo $?", "Old password provided but user has no password\n255\n"),
        ("locksettings set-pin 1234 2>/dev/null; echo $?", "255\n"),
        ("cmd notification set_dnd none; settings get global zen_mode", "2\n"),
        ("pm has-feature android.hardware.telephony", "true\n"),
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
        "am nonsense",
    ],
)
def test_what_is_not_there_answers_as_the_unknown(phone: Phone, command: str) -> None:
    done = phone.shell(command)
    assert done.exit_code == 255
    assert (done.stdout + done.stderr).startswith(b"Unknown command: ")


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


def test_a_start_says_what_was_there_already(phone: Phone) -> None:
    start = f"am start -W -n {SETTINGS}/.Settings"
    assert "LaunchState: COLD" in out(phone, start)
    top = "intent has been delivered to currently running top-most instance."
    assert f"Warning: Activity not started, {top}\nStatus: ok\nLaunchState: UNKNOWN (0)\n" in out(
        phone, start
    )
    phone.shell("input keyevent HOME")
    there = "Warning: Activity not started, its current task has been brought to the front\nStatus: ok\n"
    assert f"{there}LaunchState: HOT\n" in out(phone, start)
    warm = out(phone, "am start -W -a android.settings.WIFI_SETTINGS")
    assert "LaunchState: WARM" in warm
    assert "TotalTime: 120" in warm
    assert "Warning" not in warm
    assert "LaunchState: COLD" in out(phone, start.replace("-W", "-W -S"))


def test_kill_ends_only_what_is_behind(phone: Phone) -> None:
    out(phone, f"am start -n {SETTINGS}/.Settings; am kill {SETTINGS}")
    assert phone.front.package == SETTINGS
    out(phone, f"input keyevent KEYCODE_HOME; am kill {SETTINGS}")
    assert phone.stack.task_of(SETTINGS) is None


def test_an_app_can_be_hung(phone: Phone) -> None:
    out(phone, f"am start -n {SETTINGS}/.Settings; input keyevent HOME")
    assert phone.front.package == phone.home_package
    phone.shell(
        f"am start -n {SETTINGS}/.Settings; kill -STOP $(pidof {SETTINGS}); input tap 500 900; sleep 6"
    )
    assert "Application Not Responding" in out(phone, "dumpsys window displays | grep mCurrentFocus")
