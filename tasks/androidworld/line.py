"""What `adb -s SERIAL ...` does, done by a Device: no adb binary, and any of our ways to a phone."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from device.client import Device
from device.error import CommandTimeout, ConfigError, FileTransferFailed, TapwrightError
from tasks.androidworld.console import Refused, say

_TIMEOUT = 120.0
_TRIES = 2
_SERVER = frozenset({"devices", "start-server", "kill-server", "wait-for-device", "reconnect"})
"""What concerns the adb server alone, which is not ours to restart."""
_APK = "/data/local/tmp/tapwright.apk"


class CommandFailed(TapwrightError):
    """A command did not end well; says what it printed."""


class AdbLine:
    """adb's commands on one phone, as android_env's AdbController runs them."""

    def __init__(self, device: Device, failed: type[Exception] = CommandFailed) -> None:
        """`failed` is raised for a command that does not succeed at the second try either."""
        self._device = device
        self._failed = failed
        self._verbs: Mapping[str, Callable[[Sequence[str], float], bytes]] = {
            "shell": self._shell,
            "exec-out": self._exec_out,
            "push": self._push,
            "pull": self._pull,
            "emu": self._emu,
            "root": self._root,
            "install": self._install,
            "uninstall": self._uninstall,
        }

    def execute_command(
        self, args: Sequence[str], timeout: float | None = None, device_specific: bool = True
    ) -> bytes:
        """Run a command; what it prints, errors too. `timeout` in seconds.

        Raises the error it was made with when the command fails twice, DeviceError when the phone is gone.
        """
        verb, *rest = args
        if verb in _SERVER or not device_specific:
            return b""
        if verb not in self._verbs:
            raise self._failed(f"adb {verb}: there is no such command here")
        problem = ""
        for _ in range(_TRIES):
            try:
                return self._verbs[verb](rest, timeout or _TIMEOUT)
            except (CommandFailed, CommandTimeout, FileTransferFailed, Refused) as error:
                problem = str(error)
        raise self._failed(f"adb {shlex.join(args)}: {problem}")

    def _shell(self, words: Sequence[str], timeout: float) -> bytes:
        """Words are joined by blanks, as adb does: all quoting is the caller's."""
        output = self._device.shell(" ".join(words), timeout=timeout)
        said = output.stdout + output.stderr
        if output.exit_code:
            raise CommandFailed(f"exit {output.exit_code}: {said.decode('utf-8', 'replace').strip()}")
        return said

    def _exec_out(self, words: Sequence[str], timeout: float) -> bytes:
        return self._device.transport.exec_out(" ".join(words), timeout=timeout)

    def _push(self, words: Sequence[str], _timeout: float) -> bytes:
        source, target = Path(words[0]), words[1]
        self._device.push(source, target + source.name if target.endswith("/") else target)
        return b""

    def _pull(self, words: Sequence[str], _timeout: float) -> bytes:
        self._device.pull(words[0], Path(words[1]))
        return b""

    def _emu(self, words: Sequence[str], timeout: float) -> bytes:
        """The emulator's console; a phone that has none gets a text message as a row of its inbox."""
        port = self._device.serial.removeprefix("emulator-")
        if port.isdecimal():
            return say(int(port), " ".join(words), timeout).encode()
        if list(words[:2]) == ["sms", "send"] and len(words) > 3:
            return self._receive(words[2], " ".join(words[3:]), timeout)
        raise CommandFailed(f"{self._device.serial} has no console; only an emulator has")

    def _receive(self, sender: str, text: str, timeout: float) -> bytes:
        now = self._device.shell("date +%s").text.strip()
        row = {"address:s": sender, "body:s": text, "date:l": f"{now}000", "read:i": "0", "type:i": "1"}
        bound = [word for name, value in row.items() for word in ("--bind", f"{name}:{value}")]
        return self._shell(
            [shlex.join(["content", "insert", "--uri", "content://sms/inbox", *bound])], timeout
        )

    def _root(self, _words: Sequence[str], _timeout: float) -> bytes:
        if self._device.shell("whoami").text.strip() != "root":
            serial = self._device.serial
            raise ConfigError(
                f"AndroidWorld needs the adb of {serial} to be root", f"Once: adb -s {serial} root"
            )
        return b"adbd is already running as root\n"

    def _install(self, words: Sequence[str], timeout: float) -> bytes:
        self._device.push(Path(words[-1]), _APK)
        try:
            return self._shell(["pm", "install", *words[:-1], _APK], timeout)
        finally:
            self._device.shell(["rm", "-f", _APK])

    def _uninstall(self, words: Sequence[str], timeout: float) -> bytes:
        return self._shell(["pm", "uninstall", *words], timeout)
