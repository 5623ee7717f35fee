"""A phone made ready for a task, over adb, with everything remembered that has to be taken back."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath

from device.client import Device
from device.error import DeviceError, FileTransferFailed
from device.state.query import SqlValue
from tasks.material.table import Table

NOW = datetime(2023, 10, 15, 15, 34, tzinfo=UTC)
"""When every task begins: a Sunday."""
STORAGE = "/storage/emulated/0"
_DEPTH = len(PurePosixPath(STORAGE).parts)


class Stage:
    """One phone, and how to undo what was done to it."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self._undo: list[Callable[[], None]] = []

    # -- the house rules -------------------------------------------------------------------------------
    def begin(self) -> None:
        """The same day, zone and clock for every task."""
        self.setting("global", "auto_time", "0")
        self.setting("global", "heads_up_notifications_enabled", "0")
        self.setting("system", "time_12_24", "24")
        self.run("setprop", "persist.sys.timezone", "UTC")
        self.run("date", "-u", f"@{int(NOW.timestamp())}")

    def curtain(self) -> None:
        """Everything stands; the home screen shows."""
        self.setting("global", "heads_up_notifications_enabled", "1")
        self.device.home()
        self.device.settle()

    def clear_away(self) -> None:
        """Take back what was done, the last first. What cannot be taken back any more is passed over."""
        while self._undo:
            with contextlib.suppress(DeviceError):
                self._undo.pop()()

    # -- verbs -----------------------------------------------------------------------------------------
    def run(self, *command: str) -> str:
        """Run a command of the phone's shell; what it prints. Raises DeviceError when it fails."""
        output = self.device.shell(command)
        if output.exit_code:
            raise DeviceError(f"{' '.join(command)}: {output.complaint or output.exit_code}")
        return output.text

    def setting(self, space: str, key: str, value: str) -> None:
        """Set a setting."""
        before = self.device.shell(["settings", "get", space, key]).text.strip()
        back = (
            ["settings", "delete", space, key]
            if before == "null"
            else ["settings", "put", space, key, before]
        )
        self._undo.append(lambda: self._quietly(back))
        self.run("settings", "put", space, key, value)

    def radio(self, service: str, on: bool) -> None:
        """Wi-Fi ("wifi") or Bluetooth ("bluetooth") on or off."""
        was = self.device.shell(["settings", "get", "global", f"{service}_on"]).text.strip() not in (
            "0",
            "null",
        )
        self._undo.append(lambda: self._quietly(["svc", service, "enable" if was else "disable"]))
        self.run("svc", service, "enable" if on else "disable")

    def file(self, path: str, content: str | bytes, at: datetime | None = None) -> None:
        """Put a file into the user's storage, by its path there, and let the media store know.

        `at` is when it was last changed; None = just now.
        """
        whole = f"{STORAGE}/{path}"
        self.have_folder(path.rpartition("/")[0])
        self._keep_file(whole)
        self.device.push(content.encode() if isinstance(content, str) else content, whole)
        if at is not None:
            self.run("touch", "-d", f"{at:%Y-%m-%dT%H:%M:%S}", whole)
        self._quietly(
            [
                "am",
                "broadcast",
                "-a",
                "android.intent.action.MEDIA_SCANNER_SCAN_FILE",
                "-d",
                f"file://{whole}",
            ]
        )

    def have_folder(self, path: str) -> None:
        """Have a folder in the user's storage, whatever is in it."""
        whole = PurePosixPath(STORAGE, path)
        within = [str(folder) for folder in (whole, *whole.parents) if len(folder.parts) > _DEPTH]
        there = self.device.shell(["find", *within, "-maxdepth", "0"]).text.splitlines()
        if missing := [folder for folder in within if folder not in there]:
            self._undo.append(lambda: self._quietly(["rmdir", *missing]))
            self.run("mkdir", "-p", missing[0])

    def empty(self, folder: str) -> None:
        """Have a folder of the user's storage with nothing in it."""
        self.have_folder(folder)
        whole = f"{STORAGE}/{folder}"
        if below := self.device.shell(["find", whole, "-mindepth", "1", "-type", "d"]).text.splitlines():
            self._undo.append(lambda: self._quietly(["mkdir", "-p", *below]))
        for path in self.device.shell(["find", whole, "-type", "f"]).text.splitlines():
            self._keep_file(path)
        self._quietly(["rm", "-r", whole])
        self.run("mkdir", "-p", whole)

    def folder(self, path: str, files: Mapping[str, str]) -> None:
        """Have a folder outside of the user's storage, which was not there, with these files by name."""
        self._undo.append(lambda: self._quietly(["rm", "-r", path]))
        self.run("mkdir", "-p", path)
        for name, text in files.items():
            self.device.push(text.encode(), f"{path}/{name}")

    def fill(self, table: Table, rows: Sequence[Mapping[str, SqlValue]]) -> None:
        """Have these rows alone in a table of an app, in this order."""
        table.put(self.device, table.filled(self.keep(table), rows))

    def add(self, table: Table, rows: Sequence[Mapping[str, SqlValue]]) -> None:
        """Have these rows in a table of an app, after those that are there."""
        table.put(self.device, table.extended(self.keep(table), rows))

    def keep(self, table: Table) -> bytes:
        """Have the database of a table put back at the end, whatever comes over it; the database."""
        before = table.fetch(self.device)
        self._undo.append(lambda: table.put(self.device, before))
        return before

    def clear_app(self, package: str) -> None:
        """The app as on its first day, and at the end again; what it held before does not come back."""
        self._undo.append(lambda: self._quietly(["pm", "clear", package]))
        self.run("pm", "clear", package)

    def revoke(self, package: str, permission: str) -> None:
        """Have an app without a permission that it holds."""
        self._undo.append(lambda: self._quietly(["pm", "grant", package, permission]))
        self.run("pm", "revoke", package, permission)

    def clipboard(self, text: str) -> None:
        """Have a text on the clipboard."""
        before = self.device.clipboard.read()
        self._undo.append(lambda: self.device.clipboard.fill(before))
        self.device.clipboard.fill(text)

    def wait(self, seconds: float) -> None:
        """Let time pass on the phone."""
        self.device.wait(seconds)

    def insert(self, uri: str, **values: str | int) -> None:
        """Add a row to a content provider. Not taken back by itself: `keep` its database before."""
        bound = [f"{name}:{'l' if isinstance(value, int) else 's'}:{value}" for name, value in values.items()]
        words = [word for one in bound for word in ("--bind", one)]
        self.run("content", "insert", "--uri", uri, *words)

    # -- undoing ---------------------------------------------------------------------------------------
    def _keep_file(self, path: str) -> None:
        try:
            before = self.device.pull(path)
        except FileTransferFailed:
            self._undo.append(lambda: self._quietly(["rm", "-f", path]))
        else:
            self._undo.append(lambda: self.device.push(before, path))

    def _quietly(self, command: Sequence[str]) -> None:
        self.device.shell(command)
