"""The emulator console: what it answers, what it does to the phone, and how adb and a person reach it."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from device.error import CommandTimeout
from device.link.running import emulator_serial
from device.link.wire.client import AdbConnection
from device.phone.apps.dialer.call import IDLE, OFFHOOK, RINGING, call_state
from device.phone.apps.provider.telephony import messages_database
from device.phone.console.console import Console
from device.phone.phone import Phone
from device.phone.server.control import Owner
from device.phone.server.daemon.daemon import Daemon
from device.phone.server.host import PhoneServer, ServedPhone
from device.phone.server.place import ServedPlace
from device.phone.server.port import Doors, open_free_emulators
from device.phone.server.shelf import Shelf
from tests.boot import fresh_phone
from tests.device.conftest import AdbServer


class Talk:
    """A console of a phone in this process."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.phone = fresh_phone()
        self.ended = False
        self._console = Console(ServedPlace(Daemon(self.phone), shelf or Shelf(), self._end))

    def _end(self) -> None:
        self.ended = True

    def __call__(self, line: str) -> tuple[str, ...]:
        return self._console.run(line).lines


def middle(phone: Phone, label: str) -> tuple[int, int]:
    """The middle of what is labelled so."""
    for element in phone.frame().elements():
        if label in (element.text, element.content_description, element.hint):
            return element.bounds.center.x, element.bounds.center.y
    raise AssertionError(f"no {label} on the screen")


@pytest.fixture
def talk() -> Talk:
    return Talk()


# -- the command line ----------------------------------------------------------------------------------
def test_help_names_every_command(talk: Talk) -> None:
    listed = "\n".join(talk("help"))
    for name in ("avd", "event", "geo", "gsm", "kill", "network", "power", "quit", "redir", "rotate", "sms"):
        assert f"    {name}" in listed
        assert talk(f"help {name}")[-1] == "OK"
    assert "    gsm accept" in "\n".join(talk("help gsm"))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("nonsense", "KO: unknown command, try 'help'"),
        ("help nonsense", "KO: unknown command, try 'help'"),
        ("gsm", "KO: missing sub-command"),
        ("gsm nonsense", "KO: bad sub-command"),
        ("sms send", "KO: missing argument, try 'sms send <phonenumber> <text message>'"),
        ("sms send 555", "KO: missing argument, try 'sms send <phonenumber> <text message>'"),
        ("sms send Bob hi", "KO: bad phone number format, must be [+](0-9)*"),
        ("gsm call 12x", "KO: bad phone number format, use digits, # and + only"),
        ("gsm cancel 555", "KO: no current call to/from number '555' (error -1)"),
        ("gsm voice loud", "KO: bad GSM voice state name, try 'help gsm voice' for list of valid values"),
        ("geo fix 1", "KO: not enough arguments: see 'help geo fix' for details"),
        ("geo fix 999 1", "KO: invalid longitude value. Must be in the [-180.0,180.0] range"),
        ("power capacity 101", 'KO: Usage: "capacity <percentage>"'),
        ("avd snapshot load nothing", "KO: there is no snapshot nothing"),
        ("event send EV_KEY:KEY_NONE:1", "KO: invalid event code in 'EV_KEY:KEY_NONE:1'"),
    ],
)
def test_what_is_wrong_is_said(talk: Talk, line: str, complaint: str) -> None:
    before = talk.phone.snapshot()
    (said,) = talk(line)
    assert said.startswith(complaint)
    assert talk.phone.snapshot() == before


def test_the_short_ones(talk: Talk) -> None:
    assert talk("ping") == ("I am alive!", "OK")
    assert talk("auth 0123456789abcdef")[-1] == "OK"
    assert talk("") == ()
    assert talk("avd name") == ("Pixel_6_API_33", "OK")
    assert talk("redir list") == ("no active redirections", "OK")
    assert talk("redir add tcp:5000:6000")[0].startswith("KO:")
    assert not talk.ended
    assert talk("kill") == ("OK: killing emulator, bye bye",)
    assert talk.ended


# -- messages and calls --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "arrives"),
    [
        ("Hello there", "Hello there"),
        ('He said "no", it\'s final', 'He said "no", it\'s final'),
        ("schön 你好 🎉", "schön 你好 🎉"),
        (r"two\nlines, a \\ and \"quotes\"", 'two\nlines, a \\ and "quotes"'),
        (r"caf\xc3\xa9 \u4f60", "café 你"),
    ],
)
def test_a_message_arrives(talk: Talk, typed: str, arrives: str) -> None:
    assert talk(f"sms send +15551234567 {typed}") == ("OK",)
    rows = messages_database(talk.phone.context()).rows("SELECT address, body, type, read FROM sms")
    assert rows == [("+15551234567", arrives, 1, 0)]
    shown = talk.phone.shell("content query --uri content://sms/inbox").stdout
    assert b"address=+15551234567" in shown


def test_a_call_from_outside(talk: Talk) -> None:
    assert talk("gsm list") == ("OK",)
    assert talk("gsm call 5551234") == ("OK",)
    assert call_state(talk.phone.context()) == RINGING
    assert talk("gsm list") == ("inbound from  5551234    : incoming", "OK")
    assert talk("gsm hold 5551234")[0].startswith("KO:")
    assert talk("gsm accept 5551234") == ("OK",)
    assert call_state(talk.phone.context()) == OFFHOOK
    assert talk("gsm hold 5551234") == ("OK",)
    assert talk("gsm list") == ("inbound from  5551234    : held", "OK")
    assert talk("gsm accept 5551234") == ("OK",)
    assert talk("gsm list") == ("inbound from  5551234    : active", "OK")
    assert talk("gsm cancel 5551234") == ("OK",)
    assert call_state(talk.phone.context()) == IDLE
    assert b"type=1" in talk.phone.shell("content query --uri content://call_log/calls").stdout


def test_a_call_from_the_phone(talk: Talk) -> None:
    talk.phone.shell("am start -a android.intent.action.CALL -d tel:5559876")
    assert talk("gsm list") == ("outbound to   5559876    : alerting", "OK")
    assert talk("gsm busy 5551111")[0].startswith("KO:")
    assert talk("gsm busy 5559876") == ("OK",)
    assert call_state(talk.phone.context()) == IDLE


def test_the_radio(talk: Talk) -> None:
    assert talk("gsm status") == ("gsm voice state: home", "gsm data state:  home", "OK")
    assert talk("gsm voice roaming") == talk("gsm data off") == talk("gsm signal 9 1") == ("OK",)
    assert talk("gsm status") == ("gsm voice state: roaming", "gsm data state:  unregistered", "OK")


# -- what is around the phone --------------------------------------------------------------------------
def test_power(talk: Talk) -> None:
    assert talk("power display")[0] == "AC: online"
    assert b"  AC powered: true\n  USB powered: false\n" in talk.phone.shell("dumpsys battery").stdout
    assert b"mPlugType=1\n" in talk.phone.shell("dumpsys power").stdout
    for line in ("power ac off", "power capacity 37", "power status discharging", "power health overheat"):
        assert talk(line) == ("OK",)
    shown = talk("power display")
    assert shown[:2] == ("AC: offline", "status: Discharging")
    assert "capacity: 37" in shown
    told = talk.phone.shell("dumpsys battery").stdout.decode()
    for line in ("AC powered: false", "USB powered: false", "status: 3", "health: 3", "level: 37"):
        assert f"  {line}\n" in told


def test_place_and_network(talk: Talk) -> None:
    assert talk("geo fix -0.1276 51.5072 11 7") == ("OK",)
    assert talk.phone.hardware.place.latitude == 51.5072
    assert talk.phone.hardware.place.satellites == 7
    assert talk("network speed edge") == talk("network delay 10:200") == ("OK",)
    shown = "\n".join(talk("network status"))
    assert "473600 bits/s" in shown
    assert "maximum latency:  200 ms" in shown
    assert talk("network speed 14.4x")[0].startswith("KO:")


# -- fingers -------------------------------------------------------------------------------------------
def test_events(talk: Talk) -> None:
    assert "    EV_KEY " in "\n".join(talk("event types"))
    assert "    KEY_HOMEPAGE" in talk("event codes EV_KEY")
    talk.phone.shell("am start -a android.settings.SETTINGS")
    assert talk("event send EV_KEY:KEY_HOMEPAGE:1 EV_KEY:KEY_HOMEPAGE:0") == ("OK",)
    assert talk.phone.front.package == talk.phone.home_package


def test_a_finger_of_the_kernel_taps(talk: Talk) -> None:
    x, y = middle(talk.phone, "Phone")
    talk(f"event send EV_ABS:ABS_X:{x} EV_ABS:ABS_Y:{y} EV_KEY:BTN_TOUCH:1 EV_SYN:0:0")
    assert talk.phone.front.package == talk.phone.home_package
    talk("event send EV_KEY:BTN_TOUCH:0")
    assert talk.phone.front.package == "com.google.android.dialer"


def test_typed_text(talk: Talk) -> None:
    assert talk("event text lost")[0].startswith("KO:")
    talk.phone.shell("am start -a android.intent.action.INSERT -t vnd.android.cursor.dir/contact")
    talk.phone.touch.tap(*middle(talk.phone, "First name"))
    assert talk("event text Ann Lee") == ("OK",)
    assert "Ann Lee" in [element.text for element in talk.phone.frame().elements()]


# -- the virtual device --------------------------------------------------------------------------------
@pytest.mark.parametrize("in_folder", [True, False])
def test_snapshots(tmp_path: Path, in_folder: bool) -> None:
    talk = Talk(Shelf(tmp_path / "snapshots" if in_folder else None))
    assert talk("avd snapshot list") == ("There is no snapshot available.", "OK")
    assert talk("avd snapshot save before") == ("OK",)
    talk.phone.shell("settings put system screen_brightness 3")
    assert "before" in talk("avd snapshot list")[-2]
    assert talk("avd snapshot load before") == ("OK",)
    assert talk.phone.shell("settings get system screen_brightness").stdout == b"102\n"
    assert talk("avd snapshot save ../up")[0].startswith("KO:")
    assert talk("avd snapshot delete before") == ("OK",)
    assert talk("avd snapshot load before")[0].startswith("KO:")


# -- on the wire ---------------------------------------------------------------------------------------
@pytest.fixture
def emulator() -> Iterator[ServedPhone]:
    """A phone where adb looks for emulators."""
    (doors,) = open_free_emulators(1)
    with PhoneServer([fresh_phone()], doors=[doors]) as server:
        yield server.served[0]


def said(served: ServedPhone, sent: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", served.console), 5) as client:
        client.settimeout(10)
        client.sendall(sent)
        heard = b""
        while piece := client.recv(4096):
            heard += piece
    return heard


def test_a_talk_as_a_person_has_it(emulator: ServedPhone) -> None:
    with socket.create_connection(("127.0.0.1", emulator.console), 5) as client:
        reader = client.makefile("rb")
        assert [reader.readline(), reader.readline()] == [
            b"Android Console: type 'help' for a list of commands\r\n",
            b"OK\r\n",
        ]
        client.sendall(b"ping\r\navd na")
        assert [reader.readline(), reader.readline()] == [b"I am alive!\r\n", b"OK\r\n"]
        client.sendall(b"me\r\n")
        assert [reader.readline(), reader.readline()] == [b"Pixel_6_API_33\r\n", b"OK\r\n"]
        client.sendall(b"quit\r\n")
        assert reader.read() == b""


def test_what_a_browser_sends_does_nothing(emulator: ServedPhone) -> None:
    assert b"bye bye" not in said(emulator, b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nkill\r\n")
    assert said(emulator, b"ping\nquit\n").endswith(b"I am alive!\r\nOK\r\n")


def test_a_line_without_end_is_hung_up_on(emulator: ServedPhone) -> None:
    with socket.create_connection(("127.0.0.1", emulator.console), 5) as client:
        client.settimeout(10)
        with pytest.raises(OSError, match=r"reset|Broken pipe"):
            client.sendall(b"x" * 64_000_000)
    assert said(emulator, b"ping\nquit\n").endswith(b"I am alive!\r\nOK\r\n")


def test_only_the_program_that_serves_a_phone_ends_it(emulator: ServedPhone) -> None:
    assert b"KO: this phone is stopped by the program that serves it" in said(emulator, b"kill\nquit\n")


def test_the_end_of_a_phone_that_may_be_ended() -> None:
    ended: list[Phone] = []
    doors: list[Doors] = open_free_emulators(1)
    phone = fresh_phone()

    def owner(one: Phone) -> Owner:
        return Owner(lambda: ended.append(one), lambda: "")

    with PhoneServer([phone], doors=doors, owner=owner) as server:
        assert said(server.served[0], b"kill\n").endswith(b"OK: killing emulator, bye bye\r\n")
    assert ended == [phone]


@pytest.mark.parametrize("token", ["", "0123456789abcdef"])
def test_adb_emu(emulator: ServedPhone, adb_server: AdbServer, token: str) -> None:
    home = Path(adb_server.environment["HOME"])
    place = home / ".emulator_console_auth_token"
    if token:
        place.write_text(token)
    else:
        place.unlink(missing_ok=True)
    serial = emulator_serial(emulator.console)
    assert adb_server("-s", serial, "emu", "avd", "name").stdout.split() == [b"Pixel_6_API_33", b"OK"]
    done = adb_server("-s", serial, "emu", "sms", "send", "5551234", 'it\'s "here" 你好')
    assert (done.returncode, done.stdout.strip()) == (0, b"OK")
    assert adb_server("-s", serial, "emu", "gsm", "call", "5559999").stdout.strip() == b"OK"
    assert adb_server("-s", serial, "emu", "nonsense").stdout.startswith(b"KO: unknown command")
    adb_server("connect", emulator.serial)
    shell = ("-s", emulator.serial, "shell")
    inbox = adb_server(*shell, "content query --uri content://sms/inbox").stdout
    assert 'body=it\'s "here" 你好,'.encode() in inbox
    assert b"mCallState=1" in adb_server(*shell, "dumpsys telephony.registry").stdout
    adb_server("disconnect", emulator.serial)


def test_a_stopped_device_is_deaf_until_it_goes_on(emulator: ServedPhone) -> None:
    with AdbConnection.connect("127.0.0.1", emulator.port) as client:
        assert b"virtual device is running" in said(emulator, b"avd status\nquit\n")
        said(emulator, b"avd stop\nquit\n")
        with pytest.raises(CommandTimeout):
            client.shell("echo now", timeout=0.3)
        assert b"virtual device is stopped" in said(emulator, b"avd status\nquit\n")
        assert b"KO: virtual device already stopped" in said(emulator, b"avd stop\nquit\n")
        said(emulator, b"avd start\nquit\n")
        assert client.shell("echo later").stdout == b"later\n"
