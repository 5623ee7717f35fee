"""adb's commands over a phone's wire, without adb."""

from pathlib import Path

import pytest

from device.client import Device
from device.error import ConfigError
from device.link.transport.protocol import ShellOutput
from tasks.androidworld.line import AdbLine, CommandFailed

INBOX = "content query --uri content://sms/inbox --projection address:body"


def test_the_shell_gets_the_words_with_a_blank_between(device: Device) -> None:
    line = AdbLine(device)
    assert line.execute_command(["shell", "echo", "'a  b'", ">", "/sdcard/n.txt"]) == b""
    assert line.execute_command(["shell", "cat", "/sdcard/n.txt"]) == b"a  b\n"
    test = '\n  if [ -d "/sdcard/Music" ]; then\n      echo "Exists"\n  else\n      echo "No"\n  fi\n  '
    assert line.execute_command(["shell", test]) == b"Exists\n"


def test_what_does_not_end_well_is_told_with_all_that_was_printed(device: Device) -> None:
    class Theirs(Exception):
        pass

    with pytest.raises(Theirs, match=r"cat /sdcard/none: exit 1: .*No such file"):
        AdbLine(device, Theirs).execute_command(["shell", "cat", "/sdcard/none"])
    with pytest.raises(CommandFailed, match="pull"):
        AdbLine(device).execute_command(["pull", "/sdcard/none", "/tmp/none"])
    with pytest.raises(CommandFailed, match="bugreport"):
        AdbLine(device).execute_command(["bugreport"])


def test_a_command_is_tried_twice(device: Device, tmp_path: Path) -> None:
    """The first try makes what the second finds."""
    line = "if [ -f /sdcard/seen ]; then echo now; else touch /sdcard/seen; false; fi"
    assert AdbLine(device).execute_command(["shell", line]) == b"now\n"


def test_files_go_there_and_back(device: Device, tmp_path: Path) -> None:
    line, source, target = AdbLine(device), tmp_path / "a b.bin", tmp_path / "back"
    source.write_bytes(bytes(range(256)))
    line.execute_command(["push", str(source), "/sdcard/New/deep/c.bin"])
    line.execute_command(["pull", "/sdcard/New/deep/c.bin", str(target)])
    assert target.read_bytes() == source.read_bytes()
    line.execute_command(["push", str(source), "/sdcard/Download/"])
    assert device.pull("/sdcard/Download/a b.bin") == source.read_bytes()


def test_a_picture_comes_byte_for_byte(device: Device) -> None:
    assert AdbLine(device).execute_command(["exec-out", "screencap", "-p"]).startswith(b"\x89PNG\r\n\x1a\n")


def test_the_servers_own_commands_leave_the_server_alone(device: Device) -> None:
    line = AdbLine(device)
    assert line.execute_command(["kill-server"], device_specific=False) == b""
    assert line.execute_command(["shell", "echo", "here"]) == b"here\n"


def test_an_emulators_console_takes_a_message(emulator: Device) -> None:
    line = AdbLine(emulator)
    assert b"OK" in line.execute_command(["emu", "sms", "send", "+15551234567", 'It\'s late, call "me"'])
    assert 'address=+15551234567, body=It\'s late, call "me"' in emulator.shell(INBOX).text


def test_a_phone_without_a_console_has_the_message_all_the_same(device: Device) -> None:
    AdbLine(device).execute_command(["emu", "sms", "send", "+15551234567", "It's late; call `me`"])
    assert "address=+15551234567, body=It's late; call `me`" in device.shell(INBOX).text
    with pytest.raises(CommandFailed, match="no console"):
        AdbLine(device).execute_command(["emu", "geo", "fix", "1", "2"])


def test_what_the_console_refuses_is_told(emulator: Device) -> None:
    with pytest.raises(CommandFailed, match="bad phone number"):
        AdbLine(emulator).execute_command(["emu", "sms", "send", "Bob", "hi"])


class _Humble(Device):
    """A phone whose adb is not root."""

    def shell(self, command: object, **_options: object) -> ShellOutput:  # type: ignore[override]
        assert command == "whoami"
        return ShellOutput(b"shell\n")


def test_an_adb_that_is_not_root_is_told_with_what_to_do(device: Device) -> None:
    assert b"already" in AdbLine(device).execute_command(["root"])
    humble = _Humble(device.transport)
    with pytest.raises(ConfigError, match=rf"adb -s {device.serial} root"):
        AdbLine(humble).execute_command(["root"])
